"""The overlay of keys (? or F1): every key that is valid on the screen that is open."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action, ActionSet
from shamay_desktop.ui.dialogs.palette import title_of, told_keys

COLUMNS = 3


class KeysOverlay(QDialog):
    """Keys by where they are valid, in three columns; any of Esc, ? and F1 closes it."""

    def __init__(self, texts: Texts, sets: Sequence[ActionSet], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keys-overlay")
        self.setWindowTitle(texts("actions.keys"))
        self._texts = texts
        groups = grouped(sets)
        columns = [QVBoxLayout() for _ in range(COLUMNS)]
        row = QHBoxLayout()
        row.setSpacing(4 * theme.SPACE)
        heights = [0] * COLUMNS
        for where, actions in groups.items():
            place = heights.index(min(heights))
            heights[place] += len(actions) + 2
            columns[place].addWidget(self._group(where, actions))
        for column in columns:
            column.setSpacing(2 * theme.SPACE)
            column.addStretch(1)
            row.addLayout(column, 1)
        inside = QWidget()
        inside.setObjectName("surface")
        inside.setLayout(row)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(texts("actions.keys"))
        hint = QLabel(texts("actions.keys_hint"), wordWrap=True)
        theme.set_tone(hint, "muted")
        for keys in ("?", "F1"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(scroll, 1)
        column.addWidget(hint)
        room = parent.size()
        self.resize(
            min(150 * theme.SPACE, room.width() - 60), min(80 * theme.SPACE, room.height() - 60)
        )

    def _group(self, where: str, actions: Sequence[Action]) -> QWidget:
        group = QFrame()
        grid = QGridLayout(group)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * theme.SPACE)
        grid.setVerticalSpacing(theme.SPACE // 2)
        grid.setColumnStretch(0, 1)
        head = QLabel(self._texts(f"actions.where.{where}"))
        theme.set_tone(head, "heading")
        grid.addWidget(head, 0, 0, 1, 2)
        for line, action in enumerate(actions, 1):
            name = QLabel(title_of(self._texts, action), wordWrap=True)
            grid.addWidget(name, line, 0)
            at_the_end = QHBoxLayout()
            at_the_end.addStretch(1)
            at_the_end.addWidget(_keys(action))
            grid.addLayout(at_the_end, line, 1)
        return group


def grouped(sets: Sequence[ActionSet]) -> dict[str, list[Action]]:
    """Actions that have keys, by where they are valid, in the order in which they were declared."""
    groups: dict[str, list[Action]] = {}
    seen: set[tuple[str, str]] = set()
    for action in (action for each in sets for action in each):
        key = (action.id, action.word)
        if action.keys and key not in seen:
            seen.add(key)
            groups.setdefault(action.where, []).append(action)
    return groups


def _keys(action: Action) -> QLabel:
    label = QLabel("  ·  ".join(told_keys(keys) for keys in action.keys))
    label.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    label.setProperty("keys", "true")
    return label
