"""Shapes of a sheet under parents by where they lie, so that Qt passes over those far away."""

from math import hypot

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem

from shamay_desktop.ui.canvases.measuring.shape_items import OutlineItem

SIDE = 1024.0
"""Pixels of the sheet that a cell is wide and high."""

_BESIDE = 0.75
"""Of a shape's diagonal, how far its label may stand out of it: it has room in the shape's box, but
its middle may be at the box's edge."""


class Cell(QGraphicsRectItem):
    """Paints nothing. What it holds is looked at when a part of it is painted, and never else."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemContainsChildrenInShape)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setPen(Qt.PenStyle.NoPen)
        self.setZValue(1)


class ShapeCells:
    """A frame asks every item of the scene whether it is in the part that is painted. Items in
    cells are asked only when their cell is; a plan of 300 shapes has some dozens.
    """

    def __init__(self, content: QGraphicsItem) -> None:
        self._content = content
        self._cells: dict[tuple[int, int], Cell] = {}

    def hold(self, item: OutlineItem) -> None:
        """Put an item whose label has room in it into the cell where its middle lies."""
        middle, far = item.box.center(), _BESIDE * hypot(item.box.width(), item.box.height())
        key = int(middle.x() // SIDE), int(middle.y() // SIDE)
        cell = self._cells.get(key)
        if cell is None:
            cell = self._cells[key] = Cell(self._content)
        reach = item.box.adjusted(-far, -far, far, far)
        # It only grows: too large a cell costs a little, too small a one leaves things unpainted.
        cell.setRect(cell.rect().united(reach))
        self._put(item, cell)

    def free(self, item: OutlineItem) -> None:
        """Take it out: something of it is as large at every zoom, and stands over its edges."""
        self._put(item, self._content)

    def _put(self, item: OutlineItem, parent: QGraphicsItem) -> None:
        if item.parentItem() is not parent:
            item.setParentItem(parent)
