"""The tool that chooses, moves, resizes and turns what stands on the picture."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from shamay_desktop.domain.drawing.geometry import Box, bounds, distance
from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.drawing.reshaping import turned
from shamay_desktop.domain.drawing.snapping import snapped
from shamay_desktop.domain.maps.arranging import guided, joined
from shamay_desktop.domain.maps.handles import (
    RINGED,
    Handle,
    Hold,
    corners_of,
    dragged,
    edges_of,
    handles_around,
    handles_of,
    resized,
    shifted,
    without_corner,
)
from shamay_desktop.domain.maps.pictures import Annotation, AnnotationKind
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.canvases.annotation.annotating import Annotating
from shamay_desktop.ui.canvases.annotation.chosen_frame import ChosenFrame
from shamay_desktop.ui.canvases.canvas_tool import CanvasPoint, CanvasTool
from shamay_desktop.ui.canvases.canvas_view import CanvasView

STEP, STRIDE = 1.0, 10.0
"""Screen pixels of an arrow, alone and with Shift."""

REACH = 44.0
"""Screen pixels from a north arrow's middle to the handle that turns it."""

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip

_WITH_OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class _Drag(StrEnum):
    NONE = "none"
    MOVE = "move"
    HANDLE = "handle"
    BAND = "band"


class SelectTool(CanvasTool):
    """A click chooses (Shift adds), a drag moves, a drag beside everything chooses by a band.

    By keyboard: Tab walks the annotations, arrows move what is chosen, comma and full stop walk
    the handles, arrows then move the handle, Ins adds a corner at it, Del takes it out.
    """

    key = "select"
    snaps = False
    drags = True
    loupe = False

    def __init__(self, annotating: Annotating, texts: Texts) -> None:
        super().__init__()
        self.cursor = Qt.CursorShape.ArrowCursor
        self._annotating = annotating
        self._texts = texts
        self._canvas: CanvasView | None = None
        self._frame: ChosenFrame | None = None
        self._drag = _Drag.NONE
        self._from: Point = (0.0, 0.0)
        self._handle: Handle | None = None
        self._held: int | None = None
        self._moved: tuple[Annotation, ...] = ()
        self._pressed_on: str | None = None
        annotating.chosen_changed.connect(self._on_chosen_changed)
        annotating.shown_changed.connect(self.show_frame)

    def begin(self, canvas: CanvasView) -> None:
        """In the hand."""
        super().begin(canvas)
        self._canvas = canvas
        if self._frame is None:
            self._frame = ChosenFrame(canvas.on_screen, canvas.content)
            canvas.view_changed.connect(self.show_frame)
            canvas.installEventFilter(self)
        self.show_frame()

    def end(self) -> None:
        """Another tool is taken: nothing is framed."""
        self.cancel()
        if self._frame is not None:
            self._frame.show_chosen(())
        self._canvas = None
        super().end()

    def hint(self) -> str:
        """What can be done with what is chosen."""
        if not self._annotating.chosen:
            return self._texts("maps.hint.select")
        return self._texts("maps.hint.chosen" if self._held is None else "maps.hint.handle")

    # -- by mouse -------------------------------------------------------------------------

    def press(self, at: CanvasPoint) -> bool:
        """Take hold of a handle, of an annotation, or begin a band."""
        self._from, self._moved = at.raw, ()
        self._handle = self._handle_at(at)
        self._pressed_on = None
        if self._handle is not None:
            self._drag = _Drag.HANDLE
            return True
        found = self._annotating.layer.at(at.raw, at.radius / 2)
        if found is None:
            self._drag = _Drag.BAND
            if not at.shift:
                self._annotating.choose(())
            return True
        if at.shift:
            self._annotating.toggle(found)
        elif found not in self._annotating.chosen:
            self._annotating.choose((found,))
        else:
            self._pressed_on = found
        self._drag = _Drag.MOVE if found in self._annotating.chosen else _Drag.NONE
        return True

    def move(self, at: CanvasPoint) -> None:
        """The drag goes on."""
        if self._drag is _Drag.HANDLE and self._handle is not None:
            self._drag_handle(self._handle, at)
        elif self._drag is _Drag.MOVE:
            self._drag_chosen(at)
        elif self._drag is _Drag.BAND and self._frame is not None:
            self._frame.show_band(_between(self._from, at.raw))

    def release(self, at: CanvasPoint) -> None:
        """What was dragged stands."""
        if self._moved and self._drag is _Drag.HANDLE and self._handle is not None:
            self._drag_handle(self._handle, at)
        drag, self._drag = self._drag, _Drag.NONE
        moved, self._moved = self._moved, ()
        self._clear_traces()
        if drag is _Drag.BAND:
            if distance(self._from, at.raw) >= at.radius / 2:
                inside = self._annotating.layer.within(_between(self._from, at.raw))
                self._annotating.choose(inside, add=at.shift)
        elif moved:
            self._annotating.change(moved)
        elif drag is _Drag.MOVE and self._pressed_on is not None:
            self._annotating.choose((self._pressed_on,))
        self.show_frame()

    def double(self, at: CanvasPoint) -> bool:
        """The words of an annotation are typed in their place."""
        self._drag = _Drag.NONE
        found = self._annotating.layer.at(at.raw, at.radius / 2)
        if found is None:
            return False
        self._annotating.choose((found,), alone=True)
        return self.ask_words()

    def cancel(self) -> bool:
        """Give up a drag; then the handle; then what is chosen."""
        if self._drag is not _Drag.NONE:
            self._drag, self._moved = _Drag.NONE, ()
            self._annotating.layer.settle()
            self._clear_traces()
            self.show_frame()
            return True
        if self._held is not None:
            self._held = None
            self.show_frame()
            return True
        if self._annotating.chosen and self._canvas is not None:
            self._annotating.choose(())
            return True
        return False

    # -- by key ---------------------------------------------------------------------------

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Arrows move what is chosen; without a choice they are the canvas's own."""
        key, held = Qt.Key(event.key()), event.modifiers()
        if self._drag is not _Drag.NONE or held & _WITH_OTHERS:
            return False
        if key in (Qt.Key.Key_Comma, Qt.Key.Key_Period):
            return self._walk_handles(1 if key == Qt.Key.Key_Period else -1)
        return bool(self._annotating.chosen) and self._key_of_chosen(key, held)

    def _key_of_chosen(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        if key in _ARROWS:
            far = STRIDE if held & Qt.KeyboardModifier.ShiftModifier else STEP
            self._push(_ARROWS[key], self._on_screen(far))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            return self.ask_words()
        if key == Qt.Key.Key_Insert:
            return self._add_corner()
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if not self._remove_corner():
                self._annotating.remove()
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab walks the annotations before it leaves the canvas."""
        pressed = event.type() is QEvent.Type.KeyPress and self._canvas is watched
        if pressed and self._canvas is not None and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
            plain = not event.modifiers() & _WITH_OTHERS
            if step is not None and plain and self._annotating.walk(step):
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def ask_words(self) -> bool:
        """Type the words of the one chosen annotation in their place."""
        chosen = self._annotating.movable
        if len(chosen) != 1 or chosen[0].kind in (AnnotationKind.BLUR, AnnotationKind.NORTH):
            return False
        self._annotating.words_asked.emit(chosen[0])
        return True

    # -- what is seen ---------------------------------------------------------------------

    def show_frame(self) -> None:
        """Frame what is chosen, with its handles."""
        if self._frame is None or self._canvas is None:
            return
        annotating = self._annotating
        boxes = [
            (box, each.locked) for each in annotating.chosen_now
            if (box := annotating.layer.box(each.id)) is not None
        ]  # fmt: skip
        handles, held = self._handles(self._moved), None
        if len(boxes) > 1 and handles:
            boxes.append((bounds([handle.at for handle in handles]), False))
        if self._held is not None:
            held = handles[self._held] if self._held < len(handles) else None
        one = annotating.chosen_now[0] if len(annotating.chosen_now) == 1 else None
        stem = one.points[0] if one is not None and one.kind is AnnotationKind.NORTH else None
        self._frame.show_chosen(boxes, handles, held, stem)

    def _on_chosen_changed(self) -> None:
        self._held = None
        self.show_frame()
        self.hint_changed.emit()

    def _clear_traces(self) -> None:
        if self._frame is not None:
            self._frame.show_guides(())
            self._frame.show_band(None)

    # -- inside ---------------------------------------------------------------------------

    def _on_screen(self, pixels: float) -> float:
        return pixels if self._canvas is None else self._canvas.on_screen(pixels)

    def _handles(self, shown: Sequence[Annotation] = ()) -> tuple[Handle, ...]:
        """Of the one that is chosen; of several those of one frame around them."""
        chosen = self._annotating.movable
        if not chosen or len(chosen) != len(self._annotating.chosen):
            return ()
        if len(chosen) > 1:
            return handles_around(shown or chosen)
        return handles_of(shown[0] if shown else chosen[0], self._on_screen(REACH))

    def _pulled(self, handle: Handle, to: Point, *, even: bool) -> tuple[Annotation, ...]:
        """What is chosen with a handle at another place."""
        chosen = self._annotating.movable
        if len(chosen) > 1:
            return resized(chosen, handle, to, even=even)
        return tuple(dragged(each, handle, to, even=even) for each in chosen)

    def _handle_at(self, at: CanvasPoint) -> Handle | None:
        near = [each for each in self._handles() if distance(each.at, at.raw) <= at.radius]
        return min(near, key=lambda each: distance(each.at, at.raw), default=None)

    def _drag_handle(self, handle: Handle, at: CanvasPoint) -> None:
        to = at.raw if at.shift else self._snapped(at)
        self._moved = self._pulled(handle, to, even=at.ctrl)
        self._annotating.layer.preview(self._moved)
        if self._frame is not None:
            frame = self._handles(self._moved)
            around = [(bounds([each.at for each in frame]), False)] if len(self._moved) > 1 else ()
            self._frame.show_chosen(around, frame)

    def _snapped(self, at: CanvasPoint) -> Point:
        """Onto corners, edges and middles of those that are not chosen."""
        chosen = self._annotating.chosen
        others = [each for each in self._annotating.standing if each.id not in chosen]
        return snapped(
            at.raw, corners=corners_of(others), edges=edges_of(others), anchor=None, before=None,
            radius=at.radius, angles=None,
        ).point  # fmt: skip

    def _drag_chosen(self, at: CanvasPoint) -> None:
        across, down = at.raw[0] - self._from[0], at.raw[1] - self._from[1]
        if not self._moved and distance(self._from, at.raw) < at.radius / 2:
            return
        chosen = self._annotating.movable
        if not at.shift:
            across, down = self._in_line(chosen, (across, down), at.radius)
        self._moved = tuple(shifted(each, (across, down)) for each in chosen)
        self._annotating.layer.preview(self._moved)
        self.show_frame()

    def _in_line(self, chosen: Sequence[Annotation], by: Point, radius: float) -> Point:
        """The way a little longer or shorter, so that edges and middles are in line with others."""
        layer = self._annotating.layer
        layer.settle()
        ids = {each.id for each in chosen}
        boxes = [box for each in chosen if (box := layer.line_box(each.id)) is not None]
        others = [
            box for each in self._annotating.standing
            if each.id not in ids and (box := layer.line_box(each.id)) is not None
        ]  # fmt: skip
        if not boxes or self._frame is None:
            return by
        left, top, right, bottom = joined(boxes)
        moved = (left + by[0], top + by[1], right + by[0], bottom + by[1])
        found = guided(moved, others, radius)
        self._frame.show_guides(found.lines)
        return by[0] + found.shift[0], by[1] + found.shift[1]

    def _walk_handles(self, step: int) -> bool:
        handles = self._handles()
        if not handles:
            return False
        start = -1 if step > 0 else 0
        self._held = ((start if self._held is None else self._held) + step) % len(handles)
        self.show_frame()
        self.hint_changed.emit()
        return True

    def _push(self, way: Point, far: float) -> None:
        """Arrows go as they are seen, whatever the picture's turn."""
        across, down = self._unturned(way)
        by = (across * far, down * far)
        handles = self._handles()
        if self._held is None or self._held >= len(handles):
            self._annotating.move(by)
            return
        handle = handles[self._held]
        to = (handle.at[0] + by[0], handle.at[1] + by[1])
        self._annotating.change(self._pulled(handle, to, even=False))
        if handle.hold is Hold.BETWEEN:
            self._held = handle.number + 1
        self.show_frame()

    def _unturned(self, way: Point) -> Point:
        picture = self._annotating.picture
        degrees = 0.0 if picture is None else float(picture.turn)
        (found,) = turned((way,), -degrees, (0.0, 0.0))
        return found

    def _corner(self) -> tuple[Annotation, Handle] | None:
        """The held corner of a polygon."""
        handles = self._handles()
        if self._held is None or self._held >= len(handles):
            return None
        one, handle = self._annotating.movable[0], handles[self._held]
        return (one, handle) if one.kind in RINGED and handle.hold is Hold.POINT else None

    def _add_corner(self) -> bool:
        """A corner in the middle of the edge behind the held one."""
        found = self._corner()
        if found is None:
            return False
        one, handle = found
        points = one.points
        after = points[(handle.number + 1) % len(points)]
        middle = ((handle.at[0] + after[0]) / 2, (handle.at[1] + after[1]) / 2)
        between = Handle(Hold.BETWEEN, handle.number, middle)
        self._annotating.change((dragged(one, between, middle),))
        self._held = handle.number + 1
        self.show_frame()
        return True

    def _remove_corner(self) -> bool:
        found = self._corner()
        if found is None:
            return False
        one, handle = found
        self._annotating.change((without_corner(one, handle.number),))
        self._held = max(handle.number - 1, 0)
        self.show_frame()
        return True


def _between(a: Point, b: Point) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])
