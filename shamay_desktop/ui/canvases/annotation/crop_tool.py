"""The tool that says which part of a picture is printed; the file itself is never cut."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent

from shamay_desktop.domain.drawing.geometry import Box, bounds, distance
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.maps.handles import Handle, dragged, handles_of, shifted
from shamay_desktop.domain.maps.pictures import Annotation, AnnotationKind
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.canvases.annotation.annotating import Annotating
from shamay_desktop.ui.canvases.annotation.chosen_frame import ChosenFrame, CropShade
from shamay_desktop.ui.canvases.canvas_tool import CanvasPoint, CanvasTool
from shamay_desktop.ui.canvases.canvas_view import CanvasView

LEAST = 16.0
"""Pixels of the picture a side: less is a slip of the hand."""


class CropTool(CanvasTool):
    """A drag says the part anew; its handles change it, inside it is moved, Del prints all."""

    key = "crop"
    snaps = False
    drags = True

    def __init__(self, annotating: Annotating, shade: CropShade, texts: Texts) -> None:
        super().__init__()
        self.cursor = Qt.CursorShape.CrossCursor
        self._annotating = annotating
        self._shade = shade
        self._texts = texts
        self._frame: ChosenFrame | None = None
        self._from: Point | None = None
        self._handle: Handle | None = None
        self._moves = False
        self._now: Ring = ()
        annotating.shown_changed.connect(self._show)

    def begin(self, canvas: CanvasView) -> None:
        """In the hand: the handles of what is printed are seen."""
        super().begin(canvas)
        if self._frame is None:
            self._frame = ChosenFrame(canvas.on_screen, canvas.content)
            canvas.view_changed.connect(self._show)
        self._show()

    def end(self) -> None:
        """Another tool is taken."""
        self.cancel()
        super().end()
        self._show()

    def hint(self) -> str:
        """What a drag does here."""
        return self._texts("maps.hint.crop" if not self._standing() else "maps.hint.crop_again")

    def press(self, at: CanvasPoint) -> bool:
        """Take hold of a handle, of the part, or begin anew."""
        self._from, self._now = at.raw, self._standing()
        near = [each for each in self._handles() if distance(each.at, at.raw) <= at.radius]
        self._handle = near[0] if near else None
        inside = bool(self._now) and _rect(bounds(self._now)).contains(QPointF(*at.raw))
        self._moves = self._handle is None and inside
        return True

    def move(self, at: CanvasPoint) -> None:
        """Show the part that would be printed."""
        if self._from is None:
            return
        self._now = self._dragged(at)
        self._shade.show_crop(bounds(self._now), self._annotating.size)
        self._show_handles()

    def release(self, at: CanvasPoint) -> None:
        """The part stands; a click alone changes nothing."""
        if self._from is None:
            return
        moved = distance(self._from, at.raw) >= at.radius / 2
        crop = self._dragged(at)
        self._from = None
        self._now = ()
        left, top, right, bottom = bounds(crop) if crop else (0.0, 0.0, 0.0, 0.0)
        if moved and min(right - left, bottom - top) >= LEAST:
            self._annotating.crop(((left, top), (right, bottom)))
        self._show()

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Del: the whole picture is printed."""
        if event.key() not in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) or not self._standing():
            return False
        self._annotating.crop(())
        return True

    def cancel(self) -> bool:
        """Give up a drag."""
        was, self._from, self._now = self._from is not None, None, ()
        self._show()
        return was

    # -- inside ---------------------------------------------------------------------------

    def _standing(self) -> Ring:
        picture = self._annotating.picture
        return () if picture is None else picture.crop

    def _as_rectangle(self, crop: Ring) -> Annotation:
        return Annotation("", AnnotationKind.RECTANGLE, crop)

    def _handles(self) -> tuple[Handle, ...]:
        crop = self._now or self._standing()
        return handles_of(self._as_rectangle(crop), 0.0) if crop and self.canvas else ()

    def _dragged(self, at: CanvasPoint) -> Ring:
        """The part as the hand has it now, within the picture."""
        start, standing = self._from or at.raw, self._standing()
        if self._handle is not None and standing:
            rectangle = self._as_rectangle(standing)
            return self._within(dragged(rectangle, self._handle, at.raw, even=at.ctrl).points)
        if self._moves and standing:
            by = (at.raw[0] - start[0], at.raw[1] - start[1])
            return self._kept_inside(shifted(self._as_rectangle(standing), by).points)
        return self._within((start, at.raw))

    def _within(self, points: Ring) -> Ring:
        wide, high = self._annotating.size
        return tuple((min(max(x, 0.0), wide), min(max(y, 0.0), high)) for x, y in points)

    def _kept_inside(self, points: Ring) -> Ring:
        left, top, right, bottom = bounds(points)
        wide, high = self._annotating.size
        across = max(-left, 0.0) - max(right - wide, 0.0)
        down = max(-top, 0.0) - max(bottom - high, 0.0)
        return tuple((x + across, y + down) for x, y in points)

    def _show(self) -> None:
        """What stands: dimmed outside, with handles while this tool is in the hand."""
        crop = self._standing()
        self._shade.show_crop(bounds(crop) if crop else None, self._annotating.size)
        self._show_handles()

    def _show_handles(self) -> None:
        if self._frame is not None:
            self._frame.show_chosen((), self._handles())


def _rect(box: Box) -> QRectF:
    left, top, right, bottom = box
    return QRectF(left, top, right - left, bottom - top)
