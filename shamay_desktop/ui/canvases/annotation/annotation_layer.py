"""All that is drawn on the picture that is shown: items by id, renewed by difference."""

from collections.abc import Iterable, Sequence

import shiboken6
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGraphicsItem

from shamay_desktop.domain.drawing.geometry import Box, bounds
from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.maps.handles import PLACED
from shamay_desktop.domain.maps.marks import Size
from shamay_desktop.domain.maps.pictures import Annotation, AnnotationKind
from shamay_desktop.ui.canvases.annotation.annotation_item import AnnotationItem, Background


class AnnotationLayer:
    """Shows annotations; a gesture that goes on is shown by `preview`, and given up by `settle`."""

    def __init__(self, content: QGraphicsItem, draft: QGraphicsItem, north: str) -> None:
        self._content, self._draft = content, draft
        self._north = north
        self.size: Size = (0, 0)
        self.turn = 0.0
        self.background = Background()
        self.items: dict[str, AnnotationItem] = {}
        self._standing: tuple[Annotation, ...] = ()
        self._drawn: AnnotationItem | None = None
        self.hidden: str | None = None

    def show(self, annotations: Sequence[Annotation], size: Size, turn: float = 0.0) -> None:
        """These stand, in the order in which they are drawn, on a picture that is turned so."""
        self._standing, self.size, self.turn = tuple(annotations), size, turn
        kept = {each.id for each in annotations}
        for gone in [key for key in self.items if key not in kept]:
            self._remove(self.items.pop(gone))
        for each in annotations:
            if each.id not in self.items:
                self.items[each.id] = AnnotationItem(self.background, self._content)
        for place, each in enumerate(annotations):
            item = self.items[each.id]
            item.show_annotation(each, size, self._north, turn)
            # What is blurred lies under all that is drawn on it, as in print.
            under = -1_000_000 if each.kind is AnnotationKind.BLUR else 0
            item.setZValue(under + place)
            item.setVisible(each.id != self.hidden)

    def show_background(self, image: QImage, size: Size) -> None:
        """The untouched picture, of which parts are blurred on the screen."""
        self.background.image, self.background.size = image, size
        for item in self.items.values():
            item.redraw()

    def preview(self, annotations: Iterable[Annotation]) -> None:
        """Show some otherwise while a gesture goes on."""
        for each in annotations:
            if each.id in self.items:
                self.items[each.id].show_annotation(each, self.size, self._north, self.turn)

    def settle(self) -> None:
        """Show again what stands."""
        self.preview(self._standing)

    def draw(self, annotation: Annotation | None) -> None:
        """Show one that is being drawn and is not in the case yet; None: no more."""
        if annotation is None:
            if self._drawn is not None and shiboken6.isValid(self._drawn):
                self._remove(self._drawn)
            self._drawn = None
            return
        if self._drawn is None or not shiboken6.isValid(self._drawn) or self._drawn.scene() is None:
            self._drawn = AnnotationItem(self.background, self._draft)
        self._drawn.show_annotation(annotation, self.size, self._north, self.turn)

    def hide(self, annotation_id: str | None) -> None:
        """Hide one while its words are typed in its place."""
        self.hidden = annotation_id
        for key, item in self.items.items():
            item.setVisible(key != annotation_id)

    def at(self, point: Point, radius: float) -> str | None:
        """The topmost annotation there."""
        place = QPointF(*point)
        order = sorted(self.items.items(), key=lambda pair: -pair[1].zValue())
        return next((key for key, item in order if item.is_at(place, radius)), None)

    def within(self, box: Box) -> tuple[str, ...]:
        """Those that lie wholly in a box, in their order."""
        left, top, right, bottom = box
        around = QRectF(left, top, right - left, bottom - top)
        return tuple(
            each.id for each in self._standing
            if around.contains(self.items[each.id].boundingRect())
        )  # fmt: skip

    def box(self, annotation_id: str) -> Box | None:
        """What is seen of one, as it is shown now; None where nothing is."""
        item = self.items.get(annotation_id)
        return None if item is None or item.boundingRect().isEmpty() else item.box

    def line_box(self, annotation_id: str) -> Box | None:
        """Of one its lines without their width; of what stands at a point what is seen."""
        item = self.items.get(annotation_id)
        annotation = None if item is None else item.annotation
        if annotation is None or annotation.kind in PLACED or not annotation.points:
            return self.box(annotation_id)
        return bounds(annotation.points)

    def _remove(self, item: AnnotationItem) -> None:
        if item.scene() is not None:
            item.scene().removeItem(item)
        else:
            item.setParentItem(None)  # type: ignore[arg-type]  # the stubs know no None
