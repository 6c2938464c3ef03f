"""The bank of phrases: the list, one phrase at large, giving out and taking in, the starters."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.phrases import matching
from shamay_desktop.domain.records import Phrase
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import doing
from shamay_desktop.ui.dialogs.holding import HoldingDialog
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.phrases.phrase_card import PhraseCard
from shamay_desktop.ui.phrases.picker import line_of
from shamay_desktop.usecases.phrases.bank import remove_phrase, save_phrase
from shamay_desktop.usecases.phrases.exchange import (
    TakenIn,
    starter_phrases,
    take_in,
    take_in_file,
    write_phrases,
)

SIZE = (860, 600)
LIST_WIDTH = 300


class PhraseBankDialog(HoldingDialog):
    """Everything is written off the UI thread; the shelf knows the answer at once."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("phrase-bank")
        self.setWindowTitle(context.texts("phrases.title"))
        self._context = context
        self._texts = context.texts
        self._shown: Sequence[Phrase] = ()
        self._wanted = ""
        self.card = PhraseCard(context.texts, context.actor)
        self._lay_out()
        self.resize(*SIZE)
        self.card.begin("", None)
        context.phrases.changed.connect(self._show)
        context.phrases.need(context)
        self._show()
        self.search.setFocus()
        save = QShortcut(QKeySequence("Ctrl+S"), self)
        save.activated.connect(self._save)

    def begin(self, text: str, place: str | None) -> None:
        """Begin a new phrase with a text for a place."""
        self.list.setCurrentRow(-1)
        self.card.begin(text, place)
        self._say("")

    def holds_words(self) -> bool:
        """Whether the card holds words that are not kept."""
        return self.card.is_changed and self.card.may_edit

    def warn(self) -> None:
        """Say that closing again loses them."""
        self._say(self._texts("phrases.unsaved"), "warning")

    # -- showing --------------------------------------------------------------------------

    def _show(self) -> None:
        current = self.current
        keep = self._wanted or ("" if current is None else current.id)
        self._wanted = ""
        phrases = sorted(self._context.phrases.phrases, key=lambda each: each.title.casefold())
        self._shown = matching(phrases, self.search.text())
        still = QSignalBlocker(self.list)
        self.list.clear()
        for phrase in self._shown:
            item = QListWidgetItem(line_of(phrase))
            if phrase.user_id is None:
                item.setIcon(theme.icon("office", "muted"))
                item.setToolTip(self._texts("phrases.office"))
            self.list.addItem(item)
        ids = [phrase.id for phrase in self._shown]
        self.list.setCurrentRow(ids.index(keep) if keep in ids else -1)
        still.unblock()
        self._empty.setVisible(not self._context.phrases.phrases)
        if self.list.currentRow() >= 0 and not self.card.is_changed:
            self._show_current()
        self._enable()

    @property
    def current(self) -> Phrase | None:
        """The phrase that is chosen in the list."""
        row = self.list.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _show_current(self) -> None:
        if self.current is not None:
            self.card.show_phrase(self.current)
        self._warned = False
        self._enable()

    def _on_row_changed(self) -> None:
        self._say("")
        self._show_current()

    def _enable(self) -> None:
        self._save_button.setEnabled(self.card.may_edit)
        self._remove.setEnabled(self.current is not None and self.card.may_edit)
        self._export.setEnabled(bool(self._context.phrases.phrases))

    def _say(self, words: str, tone: theme.Tone = "error") -> None:
        theme.set_tone(self._said, tone)
        self._said.setText(words)
        self._said.setVisible(bool(words))

    # -- doing ----------------------------------------------------------------------------

    def _save(self) -> None:
        phrase = self.card.phrase()
        self._run(save_phrase, phrase, on_done=lambda phrases: self._on_saved(phrase, phrases))

    def _on_saved(self, phrase: Phrase, phrases: tuple[Phrase, ...]) -> None:
        saved = next((each for each in phrases if each.id == phrase.id), phrase)
        self.card.show_phrase(saved)
        self._warned, self._wanted = False, phrase.id
        self._context.phrases.take(phrases)
        self._say(self._texts("phrases.saved"), "ok")

    def _on_remove_clicked(self) -> None:
        if self.current is not None:
            self._run(remove_phrase, self.current.id, on_done=self._on_removed)

    def _on_removed(self, phrases: tuple[Phrase, ...]) -> None:
        self.begin("", None)
        self._context.phrases.take(phrases)
        self._say(self._texts("phrases.removed"), "ok")

    def _on_starters_clicked(self) -> None:
        starters = starter_phrases(self._texts.language)
        self._run(take_in, starters, on_done=self._on_taken_in)

    def _on_import_clicked(self) -> None:
        path, _filter = QFileDialog.getOpenFileName(
            self, self._texts("phrases.import"), "", self._texts("phrases.files")
        )
        if path:
            self._run(take_in_file, Path(path), on_done=self._on_taken_in)

    def _on_taken_in(self, taken: TakenIn) -> None:
        self._context.phrases.take(taken.phrases)
        lines = [self._texts("phrases.taken_in", n=taken.added)]
        lines += [error_words(self._texts, problem) for problem in taken.refused[:3]]
        if len(taken.refused) > 3:
            lines.append(self._texts("phrases.more_refused", n=len(taken.refused) - 3))
        self._say("\n".join(lines), "warning" if taken.refused else "ok")

    def _on_export_clicked(self) -> None:
        path, _filter = QFileDialog.getSaveFileName(
            self, self._texts("phrases.export"), "phrases.json", self._texts("phrases.files")
        )
        if path:
            phrases = self._context.phrases.phrases
            self._run(write_phrases, Path(path), phrases, on_done=self._on_written)

    def _on_written(self, target: Path) -> None:
        self._say(self._texts("phrases.written", file=target.name), "ok")

    def _run(
        self, do: Callable[..., object], *given: object, on_done: Callable[..., object]
    ) -> None:
        context = self._context
        context.tasks.run(
            do, context.services, context.actor, *given,
            owner=self, on_done=on_done, on_failed=self._on_failed,
        )  # fmt: skip

    def _on_failed(self, error: ShamayError) -> None:
        self._say(error_words(self._texts, error))

    # -- building -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._said = QLabel(wordWrap=True)
        self._said.setObjectName("phrase-said")
        self._said.hide()
        across = QHBoxLayout()
        across.setSpacing(2 * theme.SPACE)
        across.addWidget(self._make_list())
        across.addLayout(self._make_side(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.SPACE,) * 4)
        column.setSpacing(theme.SPACE)
        column.addLayout(across, 1)
        column.addLayout(self._make_foot())

    def _make_list(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(LIST_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        self.search = QLineEdit()
        self.search.setObjectName("bank-search")
        self.search.setPlaceholderText(self._texts("phrases.search"))
        self.search.setAccessibleName(self._texts("phrases.search"))
        self.search.textChanged.connect(self._show)
        self.list = QListWidget()
        self.list.setObjectName("bank-list")
        self.list.setIconSize(QSize(14, 14))
        self.list.setProperty("framed", "true")
        self.list.setAccessibleName(self._texts("phrases.title"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(lambda _row: self._on_row_changed())
        self._empty = QLabel(self._texts("phrases.empty"), wordWrap=True)
        theme.set_tone(self._empty, "muted")
        column.addWidget(self.search)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        return side

    def _make_side(self) -> QVBoxLayout:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        upper = QVBoxLayout(inside)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.addWidget(self.card)
        upper.addStretch(1)
        area.setWidget(inside)
        new = self._button("new-phrase", "new", lambda: self.begin("", None))
        self._save_button = self._button("save-phrase", "save", self._save, "primary")
        self._save_button.setToolTip(f"{self._texts('phrases.save')} (Ctrl+S)")
        self._remove = self._button("remove-phrase", "remove", self._on_remove_clicked, "danger")
        row = QHBoxLayout()
        row.addWidget(self._save_button)
        row.addWidget(new)
        row.addStretch(1)
        row.addWidget(self._remove)
        side = QVBoxLayout()
        side.addWidget(area, 1)
        side.addWidget(self._said)
        side.addLayout(row)
        return side

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._button("starters", "starters", self._on_starters_clicked, "flat"))
        row.addWidget(self._button("import-phrases", "import", self._on_import_clicked, "flat"))
        self._export = self._button("export-phrases", "export", self._on_export_clicked, "flat")
        row.addWidget(self._export)
        row.addStretch(1)
        row.addWidget(self._button("close-bank", "close", self.close))
        return row

    def _button(
        self, name: str, words: str, do: Callable[[], object], kind: theme.ButtonKind = "plain"
    ) -> QPushButton:
        return doing(name, self._texts(f"phrases.{words}"), do, kind)
