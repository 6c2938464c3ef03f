"""The place of the conversation beside the form, or in a window of its own on another screen."""

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout

from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action
from shamay_desktop.ui.panel_window import Undocking

if TYPE_CHECKING:
    from shamay_desktop.ui.chat.chat_view import ChatView
    from shamay_desktop.ui.wizard.shell import WizardShell

VIEW = "shamay_desktop.ui.chat.chat_view"
WIDTH = 38 * theme.SPACE
SHARE_PERCENT = 34


class ChatPlace(QFrame):
    """Hidden until it is asked for; F12 hides and shows it. The view is made when first needed."""

    def __init__(self, shell: "WizardShell") -> None:
        super().__init__()
        self.setObjectName("chat-panel")
        self.setProperty("surface", "true")
        self.setMinimumWidth(WIDTH)
        self._shell = shell
        self._context = shell.context
        self._view: ChatView | None = None
        self._had_share = False
        self._undock = QToolButton()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        title = self._context.texts("texts_analysis.chat")
        services = self._context.services
        self.place = Undocking(self, "chat", title, services.settings, self._context.tasks)
        self.place.docked.connect(self._on_docked)
        shell.splitter.addWidget(self)
        shell.action_set.add(
            Action("chat_panel", self.toggle, ("F12",), "case", "question"),
            Action("undock_chat", self.toggle_place, ("Ctrl+F12",), "case", "undock"),
            Action("model_server", self.name_server, (), "case", "settings"),
        )
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether the conversation is seen, here or in its own window."""
        window = self.place.window
        return window.wanted if window is not None else not self.isHidden()

    @property
    def view(self) -> "ChatView":
        """The conversation."""
        if self._view is None:
            self._view = import_module(VIEW).ChatView(self._context)
            self._view.go_asked.connect(self._shell.go_to)
            self._view.paper_asked.connect(self._shell.paper.show_paper)
            self._view.close_asked.connect(self.toggle)
            self._column.addWidget(self._view)
            self._add_tool(self._view)
        return self._view

    def toggle(self) -> None:
        """Hide or show."""
        window = self.place.window
        if not self.is_open:
            self.open()
        elif window is not None:
            window.set_wanted(wanted=False)
        else:
            self.hide()

    def open(self) -> None:
        """Show it where it stood the last time, ready to be asked."""
        window = self.place.window
        if window is not None:
            window.set_wanted(wanted=True)
        elif self._view is None and self.place.wanted_out:
            self.undock()
        elif self.isHidden():
            self.view.show()
            self.show()
            self._take_share()
        self.view.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take_share(self) -> None:
        """The first time a third of the width; later it opens as it was left."""
        if not self._had_share:
            self._had_share = True
            splitter = self._shell.splitter
            own = max(splitter.width() * SHARE_PERCENT // 100, WIDTH)
            sizes = splitter.sizes()[:-1]
            rest = max(splitter.width() - own, 1)
            splitter.setSizes([*(size * rest // max(sum(sizes), 1) for size in sizes), own])

    def undock(self) -> None:
        """Put it into a window of its own."""
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

    def name_server(self) -> None:
        """Name the language model's server of this machine, or turn it off."""
        from shamay_desktop.ui.texts.model_wording import open_model_dialog

        open_model_dialog(self._context, self._shell)

    def _on_docked(self) -> None:
        self._column.addWidget(self.view)
        self._show_place()
        self.open()

    def _add_tool(self, view: "ChatView") -> None:
        self._undock.setObjectName("action:undock-chat")
        self._undock.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._undock.clicked.connect(self.toggle_place)
        view.add_tool(self._undock)
        self._show_place()

    def _show_place(self) -> None:
        out = self.place.is_out
        words = self._context.texts(f"texts_analysis.chat_{'dock' if out else 'undock'}")
        self._undock.setIcon(theme.icon("dock" if out else "undock"))
        self._undock.setToolTip(f"{words} (Ctrl+F12)")
        self._undock.setAccessibleName(words)
