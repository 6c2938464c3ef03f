"""Asked when the window shall close and the last words could not be written."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import button


class UnsavedDialog(QDialog):
    """Try again, stay, or close: what the disk did not take is lost, or kept in a second place."""

    again = Signal()
    lost = Signal()

    def __init__(
        self, texts: Texts, reason: str, parent: QWidget | None = None, *, kept_aside: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName("unsaved")
        self.setWindowTitle(texts("shell.close_title"))
        words = QLabel(
            texts("failure.close_ask_aside" if kept_aside else "shell.close_ask", reason=reason),
            wordWrap=True,
        )
        words.setMinimumWidth(52 * theme.SPACE)
        again = button("close-again", texts("shell.close_again"), "primary")
        stay = button("close-stay", texts("shell.close_stay"))
        lose = button(
            "close-lose",
            texts("failure.close_aside" if kept_aside else "shell.close_lose"),
            "plain" if kept_aside else "danger",
        )
        again.clicked.connect(self._on_again)
        stay.clicked.connect(self.reject)
        lose.clicked.connect(self._on_lose)
        row = QHBoxLayout()
        row.addWidget(again)
        row.addWidget(stay)
        row.addStretch(1)
        row.addWidget(lose)
        column = QVBoxLayout(self)
        column.setSpacing(2 * theme.SPACE)
        column.addWidget(words)
        column.addLayout(row)
        again.setFocus()

    def _on_again(self) -> None:
        self.accept()
        self.again.emit()

    def _on_lose(self) -> None:
        self.accept()
        self.lost.emit()
