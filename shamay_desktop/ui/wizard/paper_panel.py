"""The place of the paper beside the form; the viewer in it is made when it is first needed."""

from importlib import import_module

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shamay_desktop.ui import theme
from shamay_desktop.ui.pages.page import PageContext, PaperAsked
from shamay_desktop.ui.wizard.pages import PAPER

WIDTH = 40 * theme.SPACE


class PaperPanel(QFrame):
    """Hidden until a paper is asked for; F9 hides and shows it."""

    opened = Signal()
    """It was hidden and is seen now."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper-panel")
        self.setProperty("surface", "true")
        self._context = context
        self._view: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setMinimumWidth(WIDTH)
        self.hide()

    def show_paper(self, asked: PaperAsked) -> None:
        """Show this paper, opening the panel."""
        self.open()
        self.view.show_paper(asked)  # type: ignore[attr-defined]  # PaperView, known by name only

    def toggle(self) -> None:
        """Hide or show."""
        if self.isHidden():
            self.open()
        else:
            self.hide()

    def open(self) -> None:
        """Show the panel, with its viewer in it."""
        if self.isHidden():
            self.view.show()
            self.show()
            self.opened.emit()

    @property
    def view(self) -> QWidget:
        """The viewer."""
        if self._view is None:
            self._view = import_module(PAPER).PaperView(self._context)
            self._column.addWidget(self._view)
        return self._view
