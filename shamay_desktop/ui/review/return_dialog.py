"""Asked before a case goes back to its appraiser: why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from shamay_desktop.domain.review import LONGEST
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import button


class ReturnDialog(QDialog):
    """The reasons; without any there is no way back."""

    return_asked = Signal(str)

    def __init__(self, texts: Texts, open_comments: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review-return")
        self.setWindowTitle(texts("review.return_title"))
        words = QLabel(texts("review.return_ask", n=open_comments), wordWrap=True)
        words.setMinimumWidth(52 * theme.SPACE)
        self.reasons = QPlainTextEdit()
        self.reasons.setObjectName("review-reasons")
        self.reasons.setAccessibleName(texts("review.reasons"))
        self.reasons.setPlaceholderText(texts("review.reasons"))
        self.reasons.setTabChangesFocus(True)
        self.reasons.setMinimumHeight(14 * theme.SPACE)
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
        column.addLayout(row)
        self.reasons.setFocus()

    def _on_reasons_changed(self) -> None:
        written = self.reasons.toPlainText().strip()
        self.send.setEnabled(0 < len(written) <= LONGEST)

    def _on_send(self) -> None:
        self.accept()
        self.return_asked.emit(self.reasons.toPlainText().strip())
