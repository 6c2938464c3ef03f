"""A signed report: its hash, and what is done next: hand it out, open it, check it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.file_names import portable_name
from shamay_desktop.domain.sealing import ReportVersion
from shamay_desktop.i18n.isolates import isolate_left_to_right
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.report.output import Open, open_in_system
from shamay_desktop.ui.signing.signing_words import grouped_hash
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.sealing.versions import issued_file


class DonePanel(QWidget):
    """Shown in the place of the choices once a file is sealed; handing it out comes first."""

    check_asked = Signal(object)
    """Path of a copy that was handed out."""

    def __init__(self, context: OfficeContext, open_path: Open = open_in_system) -> None:
        super().__init__()
        self.setObjectName("signing-done")
        self._context = context
        self._open_path = open_path
        self._version: ReportVersion | None = None
        self._title = ""
        self.copy: Path | None = None
        self._build()

    def show_sealed(self, version: ReportVersion, title: str, words: str) -> None:
        """Say what was sealed."""
        self._version, self._title, self.copy = version, title, None
        self.words.setText(directed(words, self._context.texts))
        self.hash.setText(grouped_hash(version.pdf_sha256 or ""))
        self._show_copy()
        self.hand_out_button.setFocus()

    def hand_out(self) -> None:
        """Ask where the copy goes, then write it, byte by byte what was sealed."""
        texts, version = self._context.texts, self._version
        if version is None:
            return
        name = file_name(self._title, version.number, texts("signing_ui.file_word"))
        path, _ = QFileDialog.getSaveFileName(
            self, texts("signing_ui.hand_out"), name, texts("signing_ui.pdf_kinds")
        )
        if path:
            self.hand_out_to(Path(path))

    def hand_out_to(self, target: Path) -> None:
        """Write the copy there."""
        context, version = self._context, self._version
        if version is None:
            return
        self.hand_out_button.setEnabled(False)
        context.tasks.run(
            issued_file, context.services, context.actor, version.valuation_id, target,
            owner=self, lane="work", on_done=self._on_handed_out, on_failed=self._on_failed,
        )  # fmt: skip

    def _on_handed_out(self, path: Path) -> None:
        self.copy = path
        words = self._context.texts("signing_ui.handed_out", file=isolate_left_to_right(str(path)))
        self._say(words, "ok")
        self._show_copy()
        self.open_button.setFocus()

    def _on_failed(self, error: ShamayError) -> None:
        self._say(error_words(self._context.texts, error), "error")
        self._show_copy()

    def _on_open_clicked(self) -> None:
        if self.copy is not None and not self._open_path(self.copy):
            self._say(self._context.texts("export.cannot_open"), "warning")

    def _on_check_clicked(self) -> None:
        if self.copy is not None:
            self.check_asked.emit(self.copy)

    def _on_hash_copied(self) -> None:
        if self._version is not None:
            QGuiApplication.clipboard().setText(self._version.pdf_sha256 or "")
            self._say(self._context.texts("signing_ui.hash_copied"), "muted")

    def _say(self, words: str, tone: theme.Tone) -> None:
        theme.set_tone(self.said, tone)
        self.said.setText(directed(words, self._context.texts))
        self.said.show()

    def _show_copy(self) -> None:
        """What comes next is the main button."""
        there = self.copy is not None
        self.hand_out_button.setEnabled(True)
        self.open_button.setEnabled(there)
        self.check_button.setEnabled(there)
        theme.set_kind(self.hand_out_button, "plain" if there else "primary")
        theme.set_kind(self.open_button, "primary" if there else "plain")

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        texts = self._context.texts
        mark = QLabel()
        mark.setPixmap(theme.pixmap("seal", "ok", 2 * theme.ICON))
        self.words = QLabel(wordWrap=True)
        self.words.setObjectName("done-words")
        theme.set_tone(self.words, "heading")
        theme.align_leading(self.words)
        head = QHBoxLayout()
        head.setSpacing(2 * theme.SPACE)
        head.addWidget(mark)
        head.addWidget(self.words, 1)
        self.hash = QLabel(wordWrap=True)
        self.hash.setObjectName("done-hash")
        self.hash.setAccessibleName(texts("signing_ui.hash"))
        theme.align_leading(self.hash)
        name = QLabel(texts("signing_ui.hash_why"), wordWrap=True)
        theme.set_tone(name, "muted")
        copy = self._button("copy-hash", "signing_ui.copy_hash", self._on_hash_copied)
        self.said = QLabel(wordWrap=True)
        self.said.setObjectName("done-said")
        theme.align_leading(self.said)
        self.said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.SPACE)
        column.addLayout(head)
        column.addWidget(name)
        column.addWidget(self.hash)
        column.addLayout(_row(copy))
        column.addLayout(self._make_ways())
        column.addWidget(self.said)
        column.addStretch(1)

    def _make_ways(self) -> QHBoxLayout:
        button = self._button
        self.hand_out_button = button("hand-out", "signing_ui.hand_out", self.hand_out)
        self.open_button = button("open-copy", "signing_ui.open_copy", self._on_open_clicked)
        self.check_button = button("check-copy", "signing_ui.check_copy", self._on_check_clicked)
        return _row(self.hand_out_button, self.open_button, self.check_button)

    def _button(self, name: str, key: str, do: object) -> QPushButton:
        made = QPushButton(self._context.texts(key))
        made.setObjectName(f"action:{name}")
        made.clicked.connect(lambda _checked=False: do())  # type: ignore[operator]  # a callable
        return made


def file_name(title: str, number: int, word: str) -> str:
    """What a copy that is handed out is called, fit for any disk."""
    return portable_name(f"{title} - {word} {number}".replace("/", "-")) + ".pdf"


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.SPACE)
    for each in buttons:
        row.addWidget(each)
    row.addStretch(1)
    return row
