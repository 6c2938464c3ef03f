"""What the window shows while it opens, or when it cannot."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from shamay_desktop.domain.errors import ShamayError, WorldFailed
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme

if TYPE_CHECKING:
    from shamay_desktop.ui.dialogs.trouble import TroubleCard
    from shamay_desktop.ui.tasks import Tasks
    from shamay_desktop.usecases.services import Services


class OpeningPage(QWidget):
    """A name and a word; after a failure the reason, and a way to try again or to quit."""

    try_again = Signal()
    quit_asked = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("opening")
        self._texts = texts
        self._title = QLabel(texts("shell.program"), alignment=Qt.AlignmentFlag.AlignCenter)
        theme.set_tone(self._title, "title")
        self.words = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.words.setObjectName("opening-words")
        self._again = QPushButton(texts("shell.try_again"))
        self._again.setObjectName("action:open-again")
        theme.set_kind(self._again, "primary")
        self._again.clicked.connect(self.try_again)
        self._quit = QPushButton(texts("shell.quit"))
        self._quit.setObjectName("action:quit")
        self._quit.clicked.connect(self.quit_asked)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._again)
        row.addWidget(self._quit)
        row.addStretch(1)
        self._page: QWidget | None = None
        column = self._column = QVBoxLayout(self)
        column.setSpacing(2 * theme.SPACE)
        column.addStretch(1)
        column.addWidget(self._title)
        column.addWidget(self.words)
        column.addLayout(row)
        column.addStretch(1)
        self.show_opening()

    def show_trouble(self, services: "Services", tasks: "Tasks", code: str) -> "TroubleCard":
        """The database cannot be used: the ways out of it take this page's place."""
        from shamay_desktop.ui.dialogs.trouble import TroubleCard, centred

        card = TroubleCard(self._texts, services, tasks)
        self._page = centred(card)
        for widget in (self._title, self.words, self._again, self._quit):
            widget.hide()
        self._column.insertWidget(1, self._page, 8)
        card.begin(code)
        return card

    def show_opening(self) -> None:
        """Work is under way."""
        if self._page is not None:
            self._page.hide()
            self._page.deleteLater()
            self._page = None
        self._title.show()
        self.words.show()
        self.words.setText(self._texts("shell.opening"))
        theme.set_tone(self.words, "muted")
        self._again.hide()
        self._quit.hide()

    def show_error(self, error: ShamayError) -> None:
        """Say why it did not open."""
        from shamay_desktop.ui.errors import error_words

        open_already = error.code == "home_in_use"
        title, reason = self._texts("shell.start_failed"), error_words(self._texts, error)
        if open_already:  # no failure: the first window was called and comes to the front
            title = self._texts("failure.already_open")
        self.words.setText(f"{title}\n{reason}")
        theme.set_tone(self.words, "muted" if open_already else "error")
        # What the world refused now it may give later.
        self._again.setVisible(isinstance(error, WorldFailed))
        theme.set_kind(self._again, "plain" if open_already else "primary")
        theme.set_kind(self._quit, "primary" if open_already else "plain")
        self._quit.show()
        self._quit.setFocus()
