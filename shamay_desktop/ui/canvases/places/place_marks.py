"""What places show on the picture: control points with their numbers, comparables, the subject."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.maps.georeference import Georeference
from shamay_desktop.domain.maps.pictures import ControlPoint
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.canvas_marks import Layer
from shamay_desktop.ui.canvases.canvas_view import CanvasView
from shamay_desktop.usecases.places.distances import ComparablePlace
from shamay_desktop.usecases.places.placing import KnownPlace

_Z = 1.5
_SIDE = 9.0
_WIDE = 260.0
_PAPER = QColor(255, 255, 255, 225)
_INK = QColor("#1c2328")


class PlaceMark(QGraphicsItem):
    """A cross or a dot of one size at every zoom, with a word beside it; it is not to be taken."""

    def __init__(self, point: Point, word: str, colour: QColor, *, is_cross: bool) -> None:
        super().__init__()
        self.setPos(QPointF(*point))
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.word, self._colour, self._is_cross = word, colour, is_cross

    def boundingRect(self) -> QRectF:
        """In pixels of the screen."""
        return QRectF(-_SIDE - 2, -_SIDE - 12, _WIDE, 2 * _SIDE + 24)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """White below the colour, so that it is seen on dark and light."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        if self._is_cross:
            for end in (QPointF(_SIDE, 0), QPointF(0, _SIDE)):
                shape.moveTo(-end)
                shape.lineTo(end)
        else:
            shape.addEllipse(QPointF(0, 0), _SIDE * 0.55, _SIDE * 0.55)
        for colour, width in ((_PAPER, 5.0), (self._colour, 2.2)):
            painter.setPen(QPen(colour, width))
            painter.drawPath(shape)
        if self.word:
            self._paint_word(painter)

    def _paint_word(self, painter: QPainter) -> None:
        metrics = painter.fontMetrics()
        word = metrics.elidedText(self.word, Qt.TextElideMode.ElideRight, int(_WIDE - 4 * _SIDE))
        box = QRectF(_SIDE + 3, -metrics.height() / 2, metrics.horizontalAdvance(word) + 8,
                     metrics.height())  # fmt: skip
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_PAPER)
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(_INK)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)


class PlaceMarks:
    """A layer of its own above what is annotated, made anew when what it shows is another."""

    def __init__(self, canvas: CanvasView) -> None:
        self.layer = Layer(_Z)
        canvas.scene().addItem(self.layer)

    def show(
        self,
        points: Sequence[ControlPoint],
        fit: Georeference | None,
        comparables: Iterable[ComparablePlace] = (),
        subject: KnownPlace | None = None,
    ) -> None:
        """Control points by their numbers; the others only where the picture lies on the earth."""
        self.layer.clear()
        wrong = set() if fit is None else {e.point.id for e in fit.residuals if e.outlier}
        for number, point in enumerate(points, start=1):
            tone = "error" if point.id in wrong else "accent"
            self._add((point.x, point.y), str(number), theme.colour(tone), is_cross=True)
        if fit is None:
            return
        for each in comparables:
            at = fit.to_picture(*each.place)
            self._add(at, each.name, theme.colour("warning"), is_cross=False)
        if subject is not None:
            at = fit.to_picture(float(subject.east), float(subject.north))
            self._add(at, "", theme.colour("error"), is_cross=False)

    def _add(self, at: Point, word: str, colour: QColor, *, is_cross: bool) -> None:
        PlaceMark(at, word, colour, is_cross=is_cross).setParentItem(self.layer)
