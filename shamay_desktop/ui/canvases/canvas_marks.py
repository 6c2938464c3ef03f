"""What the canvas itself shows on a sheet: the keyboard's cross, where a point was taken to."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsLineItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.drawing.snapping import Snap
from shamay_desktop.ui import theme

_CROSS = 14.0
_GAP = 3.0
_SNAP = 5.0
_DARK, _LIGHT = QColor("#1c2328"), QColor("#ffffff")


class Layer(QGraphicsItem):
    """A parent for what a table draws; it paints nothing itself."""

    def __init__(self, z: float) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
        self.setZValue(z)

    def boundingRect(self) -> QRectF:
        """Nothing of its own."""
        return QRectF()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Nothing."""

    def clear(self) -> None:
        """Take everything out."""
        for item in self.childItems():
            if (scene := item.scene()) is not None:
                scene.removeItem(item)


class Cross(QGraphicsItem):
    """The pointer of the keyboard, of one size at every zoom, seen on dark and light."""

    def __init__(self, z: float) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setZValue(z)

    def boundingRect(self) -> QRectF:
        """In pixels of the screen."""
        side = _CROSS + 2
        return QRectF(-side, -side, 2 * side, 2 * side)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Four arms with a gap: what is pointed at stays free."""
        for colour, width in ((_LIGHT, 4.0), (_DARK, 1.6)):
            painter.setPen(QPen(colour, width))
            for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                near, far = QPointF(x * _GAP, y * _GAP), QPointF(x * _CROSS, y * _CROSS)
                painter.drawLine(near, far)


class _SnapSign(QGraphicsItem):
    """A square on a corner, a diamond on a wall, a ring where a direction is kept."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.kind = ""

    def boundingRect(self) -> QRectF:
        """In pixels of the screen."""
        side = 2 * _SNAP
        return QRectF(-side, -side, 2 * side, 2 * side)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Seen on dark and light."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        square = QRectF(-_SNAP, -_SNAP, 2 * _SNAP, 2 * _SNAP)
        for colour, width in ((_LIGHT, 4.0), (QColor(theme.LIGHT.error), 2.0)):
            painter.setPen(QPen(colour, width))
            if self.kind == "corner":
                painter.drawRect(square)
            elif self.kind == "edge":
                corners = ((0, -_SNAP), (_SNAP, 0), (0, _SNAP), (-_SNAP, 0))
                painter.drawPolygon([QPointF(x, y) for x, y in corners])
            else:
                painter.drawEllipse(square)


class SnapMark(Layer):
    """Where a point was taken to, and the line that took it there."""

    def __init__(self, z: float) -> None:
        super().__init__(z)
        self._line = QGraphicsLineItem(self)
        self._sign = _SnapSign(self)
        self.hide()

    def show_snap(self, snap: Snap) -> None:
        """Show why the point is where it is; a free one shows nothing."""
        self.setVisible(bool(snap.kind))
        if not snap.kind:
            return
        self._sign.setPos(*snap.point)
        if self._sign.kind != snap.kind:
            self._sign.kind = snap.kind
            self._sign.update()
        self._line.setVisible(snap.guide is not None)
        if snap.guide is not None:
            self._show_line(*snap.guide)

    def _show_line(self, start: Point, end: Point) -> None:
        pen = QPen(QColor(theme.LIGHT.error), 1.0)
        pen.setCosmetic(True)
        pen.setDashPattern([4, 4])
        self._line.setPen(pen)
        self._line.setLine(*start, *end)
