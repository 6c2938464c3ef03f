"""Everything a person can do by name or key: declared once, for keys, palette and overlay.

A screen makes one `ActionSet` and adds its actions; keys are bound, and the palette (Ctrl+K) and
the overlay of keys (?) read the same set. Titles are `actions.<id>` in the catalogue.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

Where = Literal[
    "everywhere",
    "cases",
    "case",
    "form",
    "list",
    "papers",
    "photos",
    "checks",
    "report",
    "market",
    "drawing",
]
"""Under which heading the overlay shows it (`actions.where.<where>`)."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. `keys` are Qt's portable words ("Ctrl+N"), the first one is shown.

    `enabled` is asked when the palette opens and before a key runs it. `word` is put into the
    title's `{word}` when it has one (a step's name). Hidden ones have keys but no palette line.
    A key that is not `bound` is taken by a widget of the screen itself (a table's rows).
    """

    id: str
    run: Callable[[], object]
    keys: tuple[str, ...] = ()
    where: Where = "everywhere"
    icon: str = ""
    word: str = ""
    hidden: bool = False
    bound: bool = True
    enabled: Callable[[], bool] = lambda: True


Find = Callable[[str], Sequence[Action]]


class ActionSet(QObject):
    """The actions of one screen; they are valid while the screen is visible."""

    def __init__(
        self, screen: QWidget, *, whole_window: bool = False, find: "Find | None" = None
    ) -> None:
        """`find` gives further actions for words typed into the palette (fields to go to …)."""
        super().__init__(screen)
        self._find = find
        self.setObjectName("action-set")
        self.screen = screen
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        self._context = Qt.ShortcutContext.WindowShortcut if whole_window else inside
        self._actions: dict[tuple[str, str], Action] = {}
        self._shortcuts: list[QShortcut] = []
        self._is_resting = False

    def add(self, *actions: Action) -> None:
        """Declare actions and bind their keys. Raises ValueError for an id that is there."""
        for action in actions:
            key = (action.id, action.word)
            if key in self._actions:
                raise ValueError(key)
            self._actions[key] = action
            for keys in action.keys if action.bound else ():
                shortcut = QShortcut(QKeySequence(keys), self.screen)
                shortcut.setContext(self._context)
                shortcut.activated.connect(lambda action=action: self._run(action))
                shortcut.setEnabled(not self._is_resting)
                self._shortcuts.append(shortcut)

    def __iter__(self) -> Iterator[Action]:
        return iter(self._actions.values())

    def found(self, words: str) -> Sequence[Action]:
        """Further actions for words typed into the palette, none without a finder."""
        return () if self._find is None else self._find(words)

    @property
    def is_valid(self) -> bool:
        """Whether its screen is what the person sees, and nothing else has its keys."""
        return self.screen.isVisible() and not self._is_resting

    def rest(self, *, resting: bool) -> None:
        """Give the keys to another set of the same screen, or take them back."""
        self._is_resting = resting
        for shortcut in self._shortcuts:
            shortcut.setEnabled(not resting)

    def _run(self, action: Action) -> None:
        if action.enabled():
            action.run()


def valid_sets(window: QWidget) -> list[ActionSet]:
    """The sets of the screens of a window that are visible now, outermost first."""
    found = window.findChildren(ActionSet, "action-set")
    return [each for each in found if each.is_valid]
