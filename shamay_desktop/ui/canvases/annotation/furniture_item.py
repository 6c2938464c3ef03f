"""What print adds to a picture as it is cropped and turned: caption, scale bar, white corners."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from shamay_desktop.domain.maps.marks import Size
from shamay_desktop.domain.maps.pictures import MapPicture
from shamay_desktop.domain.maps.printed_frame import (
    Frame,
    frame_of,
    furniture,
)
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.canvases.mark_painting import DrawnMarks
from shamay_desktop.usecases.drawings.requests import furniture_words

_Z = 1_500_000
_WHITE, _DIM = "#ffffff", QColor(20, 24, 28, 150)


class FurnitureItem(QGraphicsItem):
    """Shows them; they are no annotations and cannot be taken hold of."""

    def __init__(self, texts: Texts, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._texts = texts
        self._marks = DrawnMarks(())
        self._corners = QPainterPath()
        self._is_trimmed = False
        self._has_corners = True
        self.setZValue(_Z)

    def show_corners(self, *, shown: bool) -> None:
        """Whether the corners that a free turn adds are covered, as they are in print."""
        if shown != self._has_corners:
            self._has_corners = shown
            self.update()

    def show_picture(
        self, picture: MapPicture | None, size: Size, metres_per_pixel: float | None
    ) -> None:
        """As the picture is printed."""
        self.prepareGeometryChange()
        if picture is None or not all(size):
            self._marks, self._corners = DrawnMarks(()), QPainterPath()
            return
        frame = frame_of(picture, size)
        words = furniture_words(self._texts, illustration=picture.illustration)
        metres = metres_per_pixel if picture.scale_bar else None
        self._marks = DrawnMarks(furniture(frame.size, metres, words, corner=picture.corner))
        self._corners, self._is_trimmed = _corners(frame), frame.trimmed
        left, top, right, bottom = frame.box
        placed = QTransform.fromTranslate((left + right) / 2, (top + bottom) / 2)
        placed.rotate(-frame.turn)
        placed.translate(-frame.size[0] / 2, -frame.size[1] / 2)
        self.setTransform(placed)
        self.update()

    def boundingRect(self) -> QRectF:
        """All that is painted."""
        return self._marks.bounds | self._corners.boundingRect()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Corners first, as the marks stand on them."""
        if self._has_corners:
            painter.fillPath(self._corners, _DIM if self._is_trimmed else QColor(_WHITE))
        self._marks.paint(painter)


def _corners(frame: Frame) -> QPainterPath:
    """What of the frame the picture leaves white, or of the picture a trimmed frame leaves out."""
    path = QPainterPath()
    if not frame.leans:
        return path
    left, top, right, bottom = frame.box
    around = ((left, top), (right, top), (right, bottom), (left, bottom))
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRect(QRectF(0, 0, *frame.size))
    picture = QPainterPath()
    picture.addPolygon(QPolygonF([QPointF(*frame.printed(point)) for point in around]))
    picture.closeSubpath()
    return picture - path if frame.trimmed else path - picture
