"""The place of the paper beside the form, or in a window of its own on another screen."""

from importlib import import_module
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from shamay_desktop.ui import theme
from shamay_desktop.ui.pages.page import PageContext, PaperAsked
from shamay_desktop.ui.panel_window import Undocking
from shamay_desktop.ui.wizard.pages import PAPER

if TYPE_CHECKING:
    from shamay_desktop.ui.canvases.paper_view import PaperView

WIDTH = 40 * theme.SPACE


class PaperPanel(QFrame):
    """Hidden until a paper is asked for; F9 hides and shows it, beside the form or in its window.

    The viewer in it is made when it is first needed.
    """

    opened = Signal()
    """It was hidden and is seen now beside the form."""

    edited = Signal(object)
    """tuple[Change, ...]: a value was taken from the paper."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper-panel")
        self.setProperty("surface", "true")
        self._context = context
        self._view: PaperView | None = None
        self._put_away = False
        self._made_room = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setMinimumWidth(WIDTH)
        title = context.texts("viewer.window_title")
        self.place = Undocking(self, "paper", title, context.services.settings, context.tasks)
        self.place.docked.connect(self._on_docked)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether the paper is seen, here or in its own window."""
        window = self.place.window
        return window.wanted if window is not None else not self.isHidden()

    def show_paper(self, asked: PaperAsked) -> None:
        """Show this paper, opening the panel."""
        self._made_room = False
        self.open()
        self.view.show_paper(asked)

    def follow(self, asked: PaperAsked) -> None:
        """Show this paper as somebody walks over what stands in it, unless it was put away."""
        if self.is_open or not (self._put_away or self._made_room):
            self.show_paper(asked)

    def make_room(self, *, wanted: bool) -> None:
        """Go from beside a canvas, and come back when it is left; who opens it there keeps it."""
        if wanted and not self.isHidden():
            self._made_room = True
            self.hide()
        elif not wanted and self._made_room:
            self._made_room = False
            self.open()

    def toggle(self) -> None:
        """Hide or show."""
        self._made_room = False
        window = self.place.window
        self._put_away = self.is_open
        if not self.is_open:
            self.open()
        elif window is not None:
            window.set_wanted(wanted=False)
        else:
            self.hide()

    def open(self) -> None:
        """Show the panel, with its viewer in it, where it stood the last time."""
        window = self.place.window
        if window is not None:
            window.set_wanted(wanted=True)
        elif self.isHidden() and self._view is None and self.place.wanted_out:
            self.undock()
        elif self.isHidden():
            self.view.show()
            self.show()
            self.opened.emit()

    def undock(self) -> None:
        """Put the paper into a window of its own."""
        view = self.view
        self.hide()
        self.place.undock(view)
        self._show_place()

    def toggle_place(self) -> None:
        """Into a window of its own, or back."""
        if self.place.is_out:
            self.place.dock()
        else:
            self.undock()

    def note_evidence(self) -> None:
        """Papers and photos were described otherwise: the one that is shown is called so too."""
        if self._view is not None:
            self._view.refresh()

    def note_words(self) -> None:
        """More pages were read."""
        if self._view is not None:
            self._view.note_words()

    def take_over(self, old: Self) -> None:
        """Show what the panel of the screen before showed (another language or look)."""
        if old.is_open and (asked := old.view.asked) is not None:
            self.show_paper(asked)
        elif old.is_open:
            self.open()

    @property
    def view(self) -> "PaperView":
        """The viewer."""
        if self._view is None:
            self._view = import_module(PAPER).PaperView(self._context)
            self._view.edited.connect(self.edited)
            self._column.addWidget(self._view)
            self._add_tools(self._view)
        return self._view

    def _on_docked(self) -> None:
        self._column.addWidget(self.view)
        self._show_place()
        self.open()
        self.view.show()

    def _show_place(self) -> None:
        key = "viewer.dock" if self.place.is_out else "viewer.undock"
        self._undock.setIcon(theme.icon("dock" if self.place.is_out else "undock"))
        self._undock.setToolTip(self._context.texts(key))
        self._undock.setAccessibleName(self._context.texts(key))

    def _add_tools(self, view: "PaperView") -> None:
        self._undock = QToolButton()
        self._undock.setObjectName("action:undock-paper")
        self._undock.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._undock.clicked.connect(self.toggle_place)
        view.add_tool(self._undock)
        self._show_place()
