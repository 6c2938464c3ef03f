"""What a keyboard and a screen reader find on a screen: names, roles, and the order of Tab."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)

VAGUE = {
    QAccessible.Role.NoRole,
    QAccessible.Role.Client,
    QAccessible.Role.Window,
    QAccessible.Role.Pane,
    QAccessible.Role.Grouping,
}
"""Roles that say nothing of what one can do with a control."""

DRAWN = {"page-canvas", "canvas-view"}

ROW = 12
"""Tops of widgets of one row differ by less."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a widget."""

    widget: str
    what: str


def reached(screen: QWidget) -> list[QWidget]:
    """The widgets of a screen that Tab stops at, in its order."""
    found: list[QWidget] = []
    widget = screen.nextInFocusChain()
    while widget is not screen and widget is not None and len(found) < 5000:
        if screen.isAncestorOf(widget) and takes_tab(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops there now."""
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
        and widget.isVisible()
        and widget.isEnabled()
    )


def faults(screen: QWidget) -> list[Fault]:
    """Names that are missing, roles that say nothing, things a mouse reaches and Tab does not."""
    found: list[Fault] = []
    for widget in reached(screen):
        name, role = spoken(widget)
        if not name.strip():
            found.append(Fault(told(widget), "no name"))
        if role in VAGUE and not isinstance(widget, QScrollArea) and not _is_drawn(widget):
            found.append(Fault(told(widget), f"role {role.name}"))
    found += [Fault(told(widget), "by mouse only") for widget in _mouse_only(screen)]
    return found


def spoken(widget: QWidget) -> tuple[str, QAccessible.Role]:
    """Name and role as a screen reader gets them."""
    interface = QAccessible.queryAccessibleInterface(widget)
    name = interface.text(QAccessible.Text.Name)
    return name, interface.role()


def out_of_order(widgets: Sequence[QWidget], screen: QWidget) -> list[tuple[str, str]]:
    """Neighbours in Tab's order that go against reading: up, or back within a row.

    Only neighbours in the same column of the screen (one contains the other's side, or both
    stand in the same parent) are compared: Tab may go from the foot of one part to the head of
    the next.
    """
    wrong: list[tuple[str, str]] = []
    right_to_left = screen.layoutDirection() is Qt.LayoutDirection.RightToLeft
    for one, other in pairwise(widgets):
        if one.parentWidget() is not other.parentWidget():
            continue
        first, second = (
            each.mapTo(screen, QPoint(each.width() if right_to_left else 0, 0))
            for each in (one, other)
        )
        below = second.y() - first.y()
        same_row = abs(below) < ROW
        aside = second.x() - first.x()
        back = same_row and (aside > 0 if right_to_left else aside < 0)
        if back or (below <= -ROW and abs(aside) < ROW):
            wrong.append((told(one), told(other)))
    return wrong


def told(widget: QWidget) -> str:
    """A widget by its class, name and nearest named parent."""
    parts: list[str] = []
    step: QWidget | None = widget
    while step is not None and len(parts) < 3:
        if step.objectName() or step is widget:
            parts.append(f"{type(step).__name__}#{step.objectName()}")
        step = step.parentWidget()
    return " < ".join(parts)


def _mouse_only(screen: QWidget) -> Iterator[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)
    for widget in screen.findChildren(QWidget):
        if not isinstance(widget, kinds) or not widget.isVisible() or not widget.isEnabled():
            continue
        inside = isinstance(widget, QHeaderView) or _is_part(widget)
        if not inside and not takes_tab(widget) and widget.focusProxy() is None:
            yield widget


def _is_part(widget: QWidget) -> bool:
    """A part of a control that is reached as a whole (a combo's line, a table's corner)."""
    parent = widget.parentWidget()
    kinds = (QComboBox, QAbstractItemView, QTabBar, QLineEdit, QScrollArea, QHeaderView)
    return isinstance(parent, kinds) or bool(widget.property("by_key"))


def _is_drawn(widget: QWidget) -> bool:
    """What the program draws itself: Qt for Python can give it a name, but no role."""
    return widget.objectName() in DRAWN
