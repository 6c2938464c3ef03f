"""The recovery code, shown once: to copy, to save, and to confirm that it is kept."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QWidget

from shamay_desktop.domain.errors import ShamayError, WorldFailed
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import Card, button
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.tasks import Tasks


class RecoverySheet(Card):
    """One goes on only when the code is said to be kept."""

    kept = Signal()
    """The person confirmed to keep the code."""

    def __init__(self, tasks: Tasks, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts("office.sheet"), texts("office.sheet_why"), parent)
        self.setObjectName("recovery-sheet")
        self._tasks, self._texts = tasks, texts
        self._owner_line = ""
        self.code = QLabel()
        self.code.setObjectName("recovery-code")
        self.code.setAccessibleName(texts("office.recovery_code"))
        self.code.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setWordWrap(True)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._said = QLabel(wordWrap=True)
        self._said.setObjectName("recovery-said")
        theme.set_tone(self._said, "ok")
        self._kept = QCheckBox(texts("office.sheet_kept"))
        self._kept.setObjectName("action:code-kept")
        self._go_on = button("code-go-on", texts("office.sheet_go_on"), "primary")
        self._go_on.setEnabled(False)
        self._kept.toggled.connect(self._go_on.setEnabled)
        self._go_on.clicked.connect(self.kept)
        self._lay_out()

    def show_code(self, code: str, name: str, email: str) -> None:
        """Show a new code of this person."""
        self.code.setText(code)
        self._owner_line = self._texts("office.sheet_text", name=name, email=email)
        self._said.setText("")
        self._kept.setChecked(False)
        self._kept.setFocus()

    def save_to(self, path: Path) -> None:
        """Write the sheet as a text file, off the UI thread."""
        text = f"{self._owner_line}\n\n{self.code.text()}\n"
        self._tasks.run(
            write_sheet,
            path,
            text,
            owner=self,
            on_done=self._on_saved,
            on_failed=self._on_failed,
            lane="work",
        )

    def _lay_out(self) -> None:
        copy = button("code-copy", self._texts("office.sheet_copy"))
        copy.setIcon(theme.icon("copy"))
        copy.clicked.connect(self._on_copy)
        save = button("code-save", self._texts("office.sheet_save"))
        save.setIcon(theme.icon("save"))
        save.clicked.connect(self._on_save)
        tools = QHBoxLayout()
        tools.addWidget(copy)
        tools.addWidget(save)
        tools.addWidget(self._said, 1)
        self.body.addWidget(self.code)
        self.body.addLayout(tools)
        self.body.addWidget(self._kept)
        self.finish(self._go_on)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text())
        self._said.setText(self._texts("office.sheet_copied"))

    def _on_save(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = str(Path(folder) / self._texts("office.sheet_file"))
        chosen, _ = QFileDialog.getSaveFileName(
            self, self._texts("office.sheet"), proposed, self._texts("office.sheet_filter")
        )
        if chosen:
            self.save_to(Path(chosen))

    def _on_saved(self, path: Path) -> None:
        self.show_problem("")
        self._said.setText(self._texts("office.sheet_saved", file=path.name))

    def _on_failed(self, error: ShamayError) -> None:
        self.show_problem(error_words(self._texts, error))


def write_sheet(path: Path, text: str) -> Path:
    """Write the text; raises WorldFailed(`disk_failed`; file, reason)."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise WorldFailed("disk_failed", file=path.name, reason=error.strerror) from error
    return path
