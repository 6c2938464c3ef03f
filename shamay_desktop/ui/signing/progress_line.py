"""The line of a signature that is under way: what is done, how far, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme


class ProgressLine(QWidget):
    """Hidden while nothing is under way."""

    stop_asked = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("signing-progress")
        self._texts = texts
        self.words = QLabel()
        theme.set_tone(self.words, "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(texts("signing_ui.working"))
        self.stop = QPushButton(texts("signing_ui.stop"))
        self.stop.setObjectName("action:stop-signing")
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self.stop_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self.hide()

    def begin(self, words: str, *, stoppable: bool = True) -> None:
        """Something began."""
        self.words.setText(words)
        self.bar.setRange(0, 0)
        self.stop.setVisible(stoppable)
        self.stop.setEnabled(stoppable)
        self.show()

    def show_progress(self, done: int, total: int) -> None:
        """Pictures are counted; nobody knows how long the setting and the signature take."""
        self.bar.setRange(0, total if done < total else 0)
        self.bar.setValue(done)

    def note_stopping(self) -> None:
        """It was asked to stop, and ends in a moment."""
        self.words.setText(self._texts("signing_ui.stopping"))
        self.stop.setEnabled(False)
