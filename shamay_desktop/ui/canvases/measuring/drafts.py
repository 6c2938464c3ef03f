"""What is half drawn: its outline, its corners, and its measure beside the pointer."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsItem

from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.ui.canvases.measuring.shape_items import LabelItem, OutlineItem

INK = QColor("#0b6470")
WRONG = QColor("#c62828")
BESIDE = QPointF(64, 34)
"""Of the middle of the words from the pointer, on the screen."""


class Draft:
    """Items under the canvas's draft; they go with it when the tool ends."""

    def __init__(self, parent: QGraphicsItem) -> None:
        self.outline = OutlineItem(parent)
        self.outline.has_handles = True
        self.outline.setZValue(10)
        self.words = LabelItem(parent)
        self.words.always = True
        self.words.offset = BESIDE
        # Over the label of a shape only one of both can be read: it is the live one.
        self.words.paper, self.words.edge = QColor("white"), INK
        self.words.setZValue(11)
        self.hide()

    def show(
        self,
        rings: Sequence[Ring],
        *,
        closed: bool,
        at: Point | None = None,
        lines: Sequence[str] = (),
        wrong: bool = False,
        dashed: bool = False,
    ) -> None:
        """Draw it anew; `lines` stand beside `at`."""
        self.outline.draw(rings, closed=closed)
        ink = WRONG if wrong else INK
        self.outline.look(ink, fill=0.14 if closed else 0.0, width=2.0, dashed=dashed)
        self.outline.show()
        self.words.setVisible(bool(lines) and at is not None)
        if at is not None and lines:
            self.words.say(lines, at, ink)

    def hide(self) -> None:
        """Nothing is half drawn."""
        self.outline.hide()
        self.words.hide()
