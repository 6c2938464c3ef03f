"""A few lines to write what is to be said; Ctrl+Enter sends, Escape leaves what was written."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.review import LONGEST
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.review.drafts import ReviewDrafts

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
    """An editor and its button; what stands in it is a draft of the case under the name `box`."""

    sent = Signal(str)
    """What was written, without blanks around it; the editor keeps it until `clear`."""

    def __init__(
        self,
        hint: str,
        send: str,
        texts: Texts,
        drafts: ReviewDrafts,
        box: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._box = box
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
        self._make_warning(texts)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addWidget(self.editor)
        column.addWidget(self.too_long)
        column.addLayout(row)
        self.editor.textChanged.connect(self._on_text_changed)
        self.editor.sent.connect(self._on_send)
        self.button.clicked.connect(self._on_send)
        self.show_draft()

    def _make_warning(self, texts: Texts) -> None:
        self.too_long = QLabel(
            error_words(texts, Refused("comment_too_long", limit=LONGEST)), wordWrap=True
        )
        self.too_long.setObjectName("review-too-long")
        theme.align_leading(self.too_long)
        theme.set_tone(self.too_long, "error")
        self.too_long.hide()

    @property
    def text(self) -> str:
        """What is written, without blanks around it."""
        return self.editor.toPlainText().strip()

    @property
    def has_focus(self) -> bool:
        """Whether the keyboard is in it."""
        return self.editor.hasFocus() or self.button.hasFocus()

    def on_said(self, text: str) -> bool:
        """A text that was sent from here is stored: clear it, unless another stands here by now.

        Returns whether the box is empty now.
        """
        if self.text == text:
            self.editor.clear()
        return not self.text

    def show_draft(self) -> None:
        """What is kept, which is what stands here, unless it was stored behind another screen."""
        kept = self._drafts.text(self._box)
        if kept.strip() != self.text:
            self.editor.setPlainText(kept)

    def take_over(self, old: "SayBox") -> None:
        """The place of writing is where it was in the box before this one."""
        before, cursor = old.editor.textCursor(), self.editor.textCursor()
        if old.text == self.text:
            cursor.setPosition(before.anchor())
            cursor.setPosition(before.position(), QTextCursor.MoveMode.KeepAnchor)
            self.editor.setTextCursor(cursor)

    def _on_text_changed(self) -> None:
        self._drafts.keep(self._box, self.editor.toPlainText())
        self.button.setEnabled(0 < len(self.text) <= LONGEST)
        self.too_long.setVisible(len(self.text) > LONGEST)

    def _on_send(self) -> None:
        if self.button.isEnabled():
            self.sent.emit(self.text)
