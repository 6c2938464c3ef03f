"""A bar over the work that says one thing and offers one action; never a dialog."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme

Severity = Literal["note", "warning", "error"]
_TONES = {"note": "accent", "warning": "warning", "error": "error"}
_ICONS = {"note": "note", "warning": "warn", "error": "block"}

PASSING_MS = 5_000


class NoticeBar(QFrame):
    """Hidden until something is to be said; Escape or its cross takes it away."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice-bar")
        self._mark = QLabel()
        self.words = QLabel(wordWrap=True)
        self.words.setObjectName("notice-words")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action = QPushButton()
        self.action.setObjectName("action:notice")
        self._close = QToolButton()
        self._close.setIcon(theme.icon("close"))
        self._close.setObjectName("action:dismiss-notice")
        self._close.setAccessibleName(texts("shell.dismiss"))
        self._close.setToolTip(texts("shell.dismiss"))
        self._close.clicked.connect(self.hide)
        self._do: Callable[[], object] | None = None
        self._passing = QTimer(self, singleShot=True, interval=PASSING_MS)
        self._passing.timeout.connect(self.hide)
        self.action.clicked.connect(self._on_action_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.SPACE, theme.SPACE // 2, theme.SPACE, theme.SPACE // 2)
        row.addWidget(self._mark)
        row.addWidget(self.words, 1)
        row.addWidget(self.action)
        row.addWidget(self._close)
        self.hide()

    def say(
        self,
        words: str,
        severity: Severity = "note",
        *,
        action: str = "",
        do: Callable[[], object] | None = None,
        passing: bool = False,
    ) -> None:
        """Show the words, with a button when there is something to do about it.

        What is `passing` goes by itself; everything else stays until it is dismissed.
        """
        self._passing.stop()
        if passing:
            self._passing.start()
        self.setProperty("severity", severity)
        self.style().unpolish(self)
        self.style().polish(self)
        self._mark.setPixmap(theme.pixmap(_ICONS[severity], _TONES[severity]))
        self.words.setText(words)
        self.setAccessibleName(words)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self._do = do
        self.show()

    def _on_action_clicked(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()
