"""The picker of phrases beside the cursor: filter as one types, preview, Enter inserts."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
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

from shamay_desktop.domain.phrases import matching, names_of, seen_at
from shamay_desktop.domain.records import Phrase
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.ui import theme
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.phrases.spot import beside
from shamay_desktop.ui.widgets.story import value_words
from shamay_desktop.ui.widgets.wording import label_of
from shamay_desktop.usecases.phrases.using import Fill, Insertion, insertion_of

WIDTH = 460
LIST_HEIGHT = 168
PREVIEW_HEIGHT = 120
MOST_SHOWN = 200
_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class PhrasePicker(QFrame):
    """A popup over the editor, whose child it is, so that a cell's editor stays open for it."""

    chosen = Signal(object)
    """The Phrase that is to be inserted."""

    bank_asked = Signal()

    def __init__(self, context: PageContext, place: str, editor: QWidget) -> None:
        super().__init__(editor, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("phrase-picker")
        self.setProperty("popup", "true")
        self.setAccessibleName(context.texts("phrases.picker"))
        self._context = context
        self._texts = context.texts
        self._place = place
        self._shown: Sequence[Phrase] = ()
        self.setFixedWidth(WIDTH)
        self._lay_out()
        context.phrases.changed.connect(self._show)
        self._show()

    def open_beside(self, cursor: QRect, phrase: Phrase | None = None) -> None:
        """Open under the cursor (on the screen); with a phrase given, at that one."""
        if phrase is not None:
            self.search.setText(phrase.code)
            self._choose_row(phrase)
        self.adjustSize()
        self.move(beside(cursor, self, self._texts.language.right_to_left))
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def current(self) -> Phrase | None:
        """The phrase that Enter would insert."""
        row = self.list.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows walk the list while one types; Enter inserts."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _MOVES:
            self.list.event(event)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._insert()
            return True
        return False

    def _show(self) -> None:
        seen = seen_at(self._context.phrases.phrases, self._place)
        self._shown = matching(seen, self.search.text())[:MOST_SHOWN]
        self.list.clear()
        for phrase in self._shown:
            item = QListWidgetItem(line_of(phrase))
            item.setSizeHint(QSize(0, 26))
            self.list.addItem(item)
        self.list.setCurrentRow(0 if self._shown else -1)
        self.list.setVisible(bool(self._shown))
        self._empty.setVisible(not self._shown)
        error = self._context.phrases.error
        words = "phrases.nothing_fits" if seen else "phrases.none_yet"
        self._empty.setText(
            self._texts(words) if error is None else error_words(self._texts, error)
        )
        self._show_preview()

    def _choose_row(self, phrase: Phrase) -> None:
        for row, shown in enumerate(self._shown):
            if shown.id == phrase.id:
                self.list.setCurrentRow(row)

    def _show_preview(self) -> None:
        phrase = self.current
        self._preview.setVisible(phrase is not None)
        self._insert_button.setEnabled(phrase is not None)
        if phrase is None:
            return
        language = self._texts.language
        insertion = insertion_of(self._context.session, phrase, language)
        self._words.setText(insertion.words.text)
        lines = [self._fill_words(fill) for fill in insertion.fills]
        lines += self._lacking(insertion)
        self._notes.setText("\n".join(lines))
        self._notes.setVisible(bool(lines))
        lacks = insertion.replaces or insertion.words.missing or insertion.words.unknown
        theme.set_tone(self._notes, "warning" if lacks else "muted")

    def _lacking(self, insertion: Insertion) -> list[str]:
        lines = []
        if insertion.words.missing:
            names = names_of(insertion.words.missing, self._texts.language)
            lines.append(self._texts("phrases.missing", fields=names))
        if insertion.words.unknown:
            names = ", ".join(insertion.words.unknown)
            lines.append(self._texts("phrases.unknown", names=names))
        return lines

    def _fill_words(self, fill: Fill) -> str:
        """What a further field gets, and what that would replace."""
        label = label_of(fill.field, self._texts)
        if fill.content is None:
            return self._texts("phrases.fill_unread", field=label, text=fill.text[:60])
        if not fill.replaces:
            return self._texts("phrases.fill", field=label, text=fill.text[:60])
        old = value_words(fill.field, fill.standing, self._texts)
        return self._texts("phrases.fill_replaces", field=label, text=fill.text[:60], old=old)

    def _insert(self) -> None:
        phrase = self.current
        if phrase is not None:
            self.close()
            self.chosen.emit(phrase)

    def _on_bank_clicked(self) -> None:
        self.close()
        self.bank_asked.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(theme.SPACE)
        self.search = QLineEdit()
        self.search.setObjectName("phrase-search")
        self.search.setPlaceholderText(self._texts("phrases.search"))
        self.search.setAccessibleName(self._texts("phrases.search"))
        self.search.textChanged.connect(self._show)
        self.search.installEventFilter(self)
        column.addWidget(self.search)
        self.list = QListWidget()
        self.list.setObjectName("phrase-list")
        self.list.setProperty("framed", "true")
        self.list.setAccessibleName(self._texts("phrases.title"))
        self.list.setFixedHeight(LIST_HEIGHT)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.currentRowChanged.connect(lambda _row: self._show_preview())
        self.list.itemDoubleClicked.connect(lambda _item: self._insert())
        column.addWidget(self.list)
        self._empty = QLabel(wordWrap=True)
        theme.set_tone(self._empty, "muted")
        column.addWidget(self._empty)
        column.addWidget(self._make_preview())
        column.addLayout(self._make_buttons())

    def _make_preview(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        self._words = QLabel(wordWrap=True)
        self._words.setObjectName("phrase-preview")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._notes = QLabel(wordWrap=True)
        self._notes.setObjectName("phrase-notes")
        self._notes.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(self._words)
        column.addWidget(self._notes)
        column.addStretch(1)
        self._preview = QScrollArea()
        self._preview.setWidgetResizable(True)
        self._preview.setFixedHeight(PREVIEW_HEIGHT)
        self._preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._preview.setWidget(inside)
        return self._preview

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._insert_button = QPushButton(self._texts("phrases.insert"))
        self._insert_button.setObjectName("action:insert-phrase")
        self._insert_button.setToolTip(f"{self._texts('phrases.insert')} (Enter)")
        theme.set_kind(self._insert_button, "primary")
        self._insert_button.clicked.connect(self._insert)
        bank = QPushButton(self._texts("phrases.open_bank"))
        bank.setObjectName("action:open-phrases")
        bank.setToolTip(f"{self._texts('phrases.open_bank')} (Ctrl+F3)")
        theme.set_kind(bank, "flat")
        bank.clicked.connect(self._on_bank_clicked)
        row.addWidget(self._insert_button)
        row.addStretch(1)
        row.addWidget(bank)
        return row


def line_of(phrase: Phrase) -> str:
    """A phrase in one line: its code and its title."""
    return f"{isolate(f'={phrase.code}')}   {phrase.title}" if phrase.code else phrase.title
