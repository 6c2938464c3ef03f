"""What is seen around chosen annotations: frames, handles, guides, the band; never printed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from shamay_desktop.domain.drawing.geometry import Box
from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.maps.handles import Handle, Hold
from shamay_desktop.ui import theme

HANDLE = 9.0
"""Pixels of the screen."""

ABOVE = 2_000_000
_FAR = 1e7


class ChosenFrame(QGraphicsItem):
    """Drawn in the picture's pixels, as thick as the screen wants it at any zoom."""

    def __init__(self, on_screen: Callable[[float], float], parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._on_screen = on_screen
        self.boxes: Sequence[tuple[Box, bool]] = ()
        self.handles: Sequence[Handle] = ()
        self.held: Handle | None = None
        self.guides: Sequence[tuple[Point, Point]] = ()
        self.band: Box | None = None
        self.stem: Point | None = None
        self.setZValue(ABOVE)

    def show_chosen(
        self,
        boxes: Sequence[tuple[Box, bool]],
        handles: Sequence[Handle] = (),
        held: Handle | None = None,
        stem: Point | None = None,
    ) -> None:
        """Frames (with whether it is locked) and handles; `stem` is where a turned one stands."""
        self.boxes, self.handles, self.held, self.stem = boxes, handles, held, stem
        self.update()

    def show_guides(self, guides: Sequence[tuple[Point, Point]]) -> None:
        """Lines that say with what a moved thing is in line."""
        self.guides = guides
        self.update()

    def show_band(self, band: Box | None) -> None:
        """The band that is drawn around what will be chosen."""
        self.band = band
        self.update()

    def boundingRect(self) -> QRectF:
        """Frames go with what they frame, wherever on the sheet that is."""
        return QRectF(-_FAR, -_FAR, 2 * _FAR, 2 * _FAR)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Dark and light lines together: they are seen on any ground."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = theme.LIGHT.accent
        for box, locked in self.boxes:
            style = Qt.PenStyle.DotLine if locked else Qt.PenStyle.SolidLine
            self._twice(painter, _rect(box), accent, style)
        if self.stem is not None and self.handles:
            painter.setPen(self._pen(accent, 1.2))
            painter.drawLine(QPointF(*self.stem), QPointF(*self.handles[0].at))
        for guide in self.guides:
            painter.setPen(self._pen("#d6006c", 1.2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(*guide[0]), QPointF(*guide[1]))
        if self.band is not None:
            colour = QColor(accent)
            colour.setAlpha(32)
            painter.fillRect(_rect(self.band), colour)
            self._twice(painter, _rect(self.band), accent, Qt.PenStyle.DashLine)
        for handle in self.handles:
            self._paint_handle(painter, handle, accent)

    def _paint_handle(self, painter: QPainter, handle: Handle, accent: str) -> None:
        """Corners are squares, what turns or adds a corner is round; the held one is filled."""
        small = handle.hold is Hold.BETWEEN
        side = self._on_screen(HANDLE * (0.7 if small else 1.0))
        rect = QRectF(handle.at[0] - side / 2, handle.at[1] - side / 2, side, side)
        is_held = self.held == handle
        painter.setPen(self._pen(accent, 1.5))
        painter.setBrush(QColor(accent if is_held else "#ffffff"))
        if handle.hold in (Hold.BETWEEN, Hold.TURN):
            painter.drawEllipse(rect)
        else:
            painter.drawRect(rect)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _twice(self, painter: QPainter, rect: QRectF, colour: str, style: Qt.PenStyle) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._pen("#ffffff", 3.0))
        painter.drawRect(rect)
        painter.setPen(self._pen(colour, 1.2, style))
        painter.drawRect(rect)

    def _pen(self, colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        pen = QPen(QColor(colour), width, style)
        pen.setCosmetic(True)
        return pen


class CropShade(QGraphicsItem):
    """Dims what lies outside of the part that is printed."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._crop: QRectF | None = None
        self._sheet = QRectF()
        self.setZValue(ABOVE - 2)

    def show_crop(self, crop: Box | None, size: tuple[int, int]) -> None:
        """The part that stays; None: nothing is dimmed."""
        self.prepareGeometryChange()
        self._crop = None if crop is None else _rect(crop)
        self._sheet = QRectF(0, 0, *size)
        self.setVisible(crop is not None)
        self.update()

    def boundingRect(self) -> QRectF:
        """The whole sheet."""
        return self._sheet

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """A veil with a hole."""
        if self._crop is None:
            return
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.OddEvenFill)
        path.addRect(self._sheet)
        path.addRect(self._crop & self._sheet)
        painter.fillPath(path, QColor(20, 24, 28, 150))
        pen = QPen(QColor("#ffffff"), 1.5)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawRect(self._crop)


def _rect(box: Box) -> QRectF:
    left, top, right, bottom = box
    return QRectF(left, top, right - left, bottom - top)
