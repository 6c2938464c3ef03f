"""Asked before a case goes back to its appraiser: why."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.review import LONGEST
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import button
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.review.drafts import REASONS, ReviewDrafts


class ReturnDialog(QDialog):
    """The reasons; without any there is no way back.

    It stays until the case is returned (`on_returned`) or the person leaves it; the reasons are a
    draft of the case until then.
    """

    return_asked = Signal(str)

    def __init__(
        self,
        texts: Texts,
        open_comments: int,
        drafts: ReviewDrafts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("review-return")
        self.setWindowTitle(texts("review.return_title"))
        self._texts = texts
        self._drafts = drafts
        self._under_way = False
        self._build(open_comments)
        self.reasons.setPlainText(drafts.text(REASONS))
        self.reasons.moveCursor(QTextCursor.MoveOperation.End)
        self.reasons.setFocus()

    def on_returned(self) -> None:
        """It is stored."""
        self._under_way = False
        self.accept()

    def on_failed(self, error: ShamayError) -> None:
        """It is not: what was written stays, and why is said beneath it."""
        self._under_way = False
        self.reasons.setReadOnly(False)
        self._on_reasons_changed()
        self._say(error)
        self.reasons.setFocus()

    def reject(self) -> None:
        """What is being stored is waited for."""
        if not self._under_way:
            super().reject()

    def _build(self, open_comments: int) -> None:
        texts = self._texts
        words = QLabel(texts("review.return_ask", n=open_comments), wordWrap=True)
        words.setMinimumWidth(52 * theme.SPACE)
        self.reasons = QPlainTextEdit()
        self.reasons.setObjectName("review-reasons")
        self.reasons.setAccessibleName(texts("review.reasons"))
        self.reasons.setPlaceholderText(texts("review.reasons"))
        self.reasons.setTabChangesFocus(True)
        self.reasons.setMinimumHeight(14 * theme.SPACE)
        self.said = QLabel(wordWrap=True)
        self.said.setObjectName("review-return-said")
        theme.align_leading(self.said)
        theme.set_tone(self.said, "error")
        self.said.hide()
        self.send = button("review-return-now", texts("review.return_do"), "primary")
        self.send.setEnabled(False)
        stay = button("review-return-not", texts("shell.cancel"))
        self.reasons.textChanged.connect(self._on_reasons_changed)
        self.send.clicked.connect(self._on_send)
        stay.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.send)
        row.addWidget(stay)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(2 * theme.SPACE)
        column.addWidget(words)
        column.addWidget(self.reasons, 1)
        column.addWidget(self.said)
        column.addLayout(row)

    def _on_reasons_changed(self) -> None:
        written = self.reasons.toPlainText()
        self._drafts.keep(REASONS, written)
        length = len(written.strip())
        self.send.setEnabled(0 < length <= LONGEST and not self._under_way)
        self.said.hide()
        if length > LONGEST:
            self._say(Refused("comment_too_long", limit=LONGEST))

    def _say(self, error: ShamayError) -> None:
        self.said.setText(error_words(self._texts, error))
        self.said.show()

    def _on_send(self) -> None:
        self._under_way = True
        self.said.hide()
        self.send.setEnabled(False)
        self.reasons.setReadOnly(True)
        self.return_asked.emit(self.reasons.toPlainText().strip())
