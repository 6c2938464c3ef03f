"""The bar of tools and of what is done with what is chosen; every button says its key."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QToolButton, QWidget

from shamay_desktop.i18n.isolates import isolate_left_to_right
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action
from shamay_desktop.ui.widgets.flow_layout import FlowLayout


class ToolBar(QWidget):
    """Buttons of actions by their ids; tools are checked while they are in the hand."""

    left = Signal()
    """The button that had the keyboard can do nothing now."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("annotation-tools")
        self._texts = texts
        self._flow = FlowLayout(self, theme.SPACE // 4)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        self._enabled: list[tuple[QToolButton | QAction, Callable[[], bool]]] = []

    def add_tools(self, tools: Iterable[tuple[str, Action]]) -> None:
        """One button a tool, by its key; one of them is checked."""
        for key, action in tools:
            button = self._button(action)
            button.setCheckable(True)
            button.setObjectName(f"tool:{key}")
            self._group.addButton(button)
            self.buttons[key] = button

    def add_actions(self, actions: Iterable[Action]) -> None:
        """One button an action."""
        for action in actions:
            self.buttons[action.id] = self._button(action)

    def add_menu(self, name: str, icon: str, actions: Iterable[Action]) -> None:
        """Several actions behind one button."""
        button = QToolButton()
        button.setObjectName(f"menu:{name}")
        button.setIcon(theme.icon(icon))
        words = self._texts(f"maps.menu.{name}")
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setProperty("mark", "true")
        menu = QMenu(button)
        for action in actions:
            line = menu.addAction(_with_key(self._texts(f"actions.{action.id}"), action, "\t"))
            line.triggered.connect(lambda _checked=False, action=action: _run(action))
            self._enabled.append((line, action.enabled))
        menu.aboutToShow.connect(self.show_enabled)
        button.setMenu(menu)
        self._flow.addWidget(button)
        self.buttons[name] = button

    def add_gap(self) -> None:
        """A line between groups."""
        line = QFrame()
        line.setFixedSize(1, 3 * theme.SPACE)
        line.setProperty("rule", "true")
        self._flow.addWidget(line)

    def show_tool(self, key: str) -> None:
        """This tool is in the hand."""
        button = self.buttons.get(key)
        if button is not None:
            button.setChecked(True)
        elif (checked := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)

    def show_enabled(self) -> None:
        """What can be done now."""
        for widget, enabled in self._enabled:
            may = enabled()
            if not may and isinstance(widget, QToolButton) and widget.hasFocus():
                self.left.emit()
            widget.setEnabled(may)

    def _button(self, action: Action) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"action:{action.id}")
        words = self._texts(f"actions.{action.id}", word=action.word)
        button.setIcon(theme.icon(action.icon))
        button.setToolTip(_with_key(words, action))
        button.setAccessibleName(words)
        button.clicked.connect(lambda _checked=False: _run(action))
        self._flow.addWidget(button)
        self._enabled.append((button, action.enabled))
        return button


def _with_key(words: str, action: Action, between: str = " ") -> str:
    if not action.keys:
        return words
    keys = isolate_left_to_right(action.keys[0])
    return f"{words}{between}{keys}" if between == "\t" else f"{words} ({keys})"


def _run(action: Action) -> None:
    if action.enabled():
        action.run()
