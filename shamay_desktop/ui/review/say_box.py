"""A few lines to write what is to be said; Ctrl+Enter sends, Escape leaves what was written."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from shamay_desktop.domain.review import LONGEST
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme

LINES = 3


class _Editor(QPlainTextEdit):
    """Plain text; Tab goes on to the next control."""

    sent = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter sends."""
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enters and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
            event.accept()
            return
        super().keyPressEvent(event)


class SayBox(QWidget):
    """An editor and its button."""

    sent = Signal(str)
    """What was written, without blanks around it; the editor keeps it until `clear`."""

    def __init__(self, hint: str, send: str, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = _Editor()
        self.editor.setObjectName("review-say")
        self.editor.setPlaceholderText(hint)
        self.editor.setAccessibleName(hint)
        self.editor.setTabChangesFocus(True)
        height = self.editor.fontMetrics().lineSpacing() * LINES + 2 * theme.SPACE
        self.editor.setFixedHeight(height)
        self.button = QPushButton(send)
        self.button.setObjectName("action:review-send")
        self.button.setToolTip(f"{send} (Ctrl+Enter)")
        self.button.setEnabled(False)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addWidget(self.editor)
        column.addLayout(row)
        self.editor.textChanged.connect(self._on_text_changed)
        self.editor.sent.connect(self._on_send)
        self.button.clicked.connect(self._on_send)

    @property
    def text(self) -> str:
        """What is written, without blanks around it."""
        return self.editor.toPlainText().strip()

    def clear(self) -> None:
        """What was written is kept elsewhere now."""
        self.editor.clear()

    def _on_text_changed(self) -> None:
        self.button.setEnabled(0 < len(self.text) <= LONGEST)

    def _on_send(self) -> None:
        if self.button.isEnabled():
            self.sent.emit(self.text)
