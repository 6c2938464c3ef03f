"""Tab's order for parts that are made later: behind what they stand behind, not at the end."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def put_behind(before: QWidget, part: QWidget) -> None:
    """Let Tab go from the last stop in `before` through the stops of `part`, in their order."""
    last = before
    for stop in stops_in(before):
        last = stop
    for stop in stops_in(part):
        QWidget.setTabOrder(last, stop)
        last = stop


def stops_in(part: QWidget) -> Iterator[QWidget]:
    """The widgets of a part, and itself, that Tab stops at, as they were made."""
    for widget in (part, *part.findChildren(QWidget)):
        stops = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        inside = isinstance(widget.parentWidget(), QAbstractScrollArea) and widget is not part
        here = widget.window() is part.window()  # a choice's popup is a window of its own
        if stops and here and widget.focusProxy() is None and not inside:
            yield widget
