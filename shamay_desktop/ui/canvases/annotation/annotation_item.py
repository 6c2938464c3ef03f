"""One annotation on the canvas: drawn by its marks, found by its shape."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from shamay_desktop.domain.drawing.geometry import Box
from shamay_desktop.domain.maps.marks import Size, marks_of
from shamay_desktop.domain.maps.pictures import Annotation, AnnotationKind
from shamay_desktop.ui.canvases.mark_painting import DrawnMarks

_COARSE = 12
"""Squares along the longer side of what is blurred on the screen; print has its own blur."""

HOLLOW = frozenset({AnnotationKind.RECTANGLE, AnnotationKind.ELLIPSE, AnnotationKind.POLYGON,
                    AnnotationKind.PARCEL})  # fmt: skip
"""Without a fill they are taken hold of at their edge, so that what stands in them can be."""


class Background:
    """The untouched picture in a small size, from which the screen's blur is made."""

    def __init__(self) -> None:
        self.image = QImage()
        self.size: Size = (0, 0)

    def blur(self, painter: QPainter, rect: QRectF) -> None:
        """Draw a part so coarsely that nobody is known again."""
        if self.image.isNull() or not self.size[0] or not self.size[1]:
            painter.fillRect(rect, QColor(128, 128, 128))
            return
        across = self.image.width() / self.size[0]
        down = self.image.height() / self.size[1]
        part = QRectF(rect.x() * across, rect.y() * down, rect.width() * across,
                      rect.height() * down)  # fmt: skip
        small = self.image.copy(part.toAlignedRect())
        longer = max(small.width(), small.height(), 1)
        wide = max(1, round(_COARSE * small.width() / longer))
        high = max(1, round(_COARSE * small.height() / longer))
        coarse = small.scaled(
            wide, high, Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )  # fmt: skip
        painter.drawImage(rect, coarse)


class AnnotationItem(QGraphicsItem):
    """Shows an annotation; `show_annotation` gives it another one of the same id."""

    def __init__(self, background: Background, parent: QGraphicsItem | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._marks = DrawnMarks(())
        self.annotation: Annotation | None = None
        self._shown: tuple[Annotation, Size, str, float] | None = None

    def show_annotation(self, annotation: Annotation, size: Size, north: str, turn: float) -> None:
        """Show this on a picture that is turned so; nothing is made anew that stands already."""
        if self._shown == (annotation, size, north, turn):
            return
        self._shown = (annotation, size, north, turn)
        self.annotation = annotation
        self.prepareGeometryChange()
        self._marks = DrawnMarks(marks_of(annotation, size, north, turn))
        self.update()

    def redraw(self) -> None:
        """The background under a blur is another."""
        if self._marks.blurs:
            self.update()

    def boundingRect(self) -> QRectF:
        """All that is painted."""
        return self._marks.bounds

    def shape(self) -> QPainterPath:
        """Where it is drawn."""
        return self.reach(0.0)

    def reach(self, radius: float) -> QPainterPath:
        """Where a press takes hold of it, `radius` pixels of the picture beside it included."""
        annotation = self.annotation
        hollow = annotation is not None and annotation.kind in HOLLOW and not annotation.style.fill
        return self._marks.hit(radius, hollow=hollow)

    @property
    def box(self) -> Box:
        """Left, top, right and bottom of what is seen, in the picture's pixels."""
        rect = self._marks.bounds
        return rect.left(), rect.top(), rect.right(), rect.bottom()

    def is_at(self, point: QPointF, radius: float) -> bool:
        """Whether a press there means this."""
        near = self._marks.bounds.adjusted(-radius, -radius, radius, radius)
        return near.contains(point) and self.reach(radius).contains(point)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Draw its marks."""
        self._marks.paint(painter, self._background.blur)
