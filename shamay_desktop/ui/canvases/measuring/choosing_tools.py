"""Tools on what is drawn already: choosing and moving, and the corners of a shape."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from shamay_desktop.domain.drawing.geometry import area, distance, is_inside, nearest_on
from shamay_desktop.domain.drawing.points import Point, Ring, rounded
from shamay_desktop.domain.drawing.reshaping import (
    LEAST_OF_LINE,
    LEAST_OF_RING,
    added_corner,
    moved,
    moved_corner,
    removed_corner,
)
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.plans import Reference, Region, Shape, ShapeKind, Sheet
from shamay_desktop.ui.canvases.canvas_tool import CanvasPoint
from shamay_desktop.ui.canvases.measuring.plan_state import PlanState
from shamay_desktop.ui.canvases.measuring.tool import MeasuringTool

Owner = Shape | Reference | Region | Sheet
"""Whose corner is held; a sheet's is that of its excerpt."""

_NUDGE = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


def shape_at(state: PlanState, at: CanvasPoint) -> Shape | None:
    """What is pointed at: an outline that is near, else the smallest area around the place."""
    near: list[tuple[float, Shape]] = []
    around: list[tuple[float, Shape]] = []
    for shape in state.shapes:
        closed = shape.kind is ShapeKind.AREA
        away = min(
            nearest_on(ring, at.raw, closed=closed)[2] for ring in (shape.points, *shape.holes)
        )
        if away <= at.radius:
            near.append((away, shape))
        if closed and is_inside(shape.points, shape.holes, at.raw):
            around.append((area(shape.points), shape))
    found = min(near or around, key=lambda pair: pair[0], default=None)
    return None if found is None else found[1]


def rings_of(shape: Shape) -> tuple[Ring, ...]:
    """The outline, then the holes."""
    return (shape.points, *shape.holes)


def with_ring(shape: Shape, number: int, ring: Iterable[Point]) -> Shape:
    """The shape with that ring of `rings_of` otherwise."""
    made = tuple(map(rounded, ring))
    if number == 0:
        return replace(shape, points=made)
    holes = (*shape.holes[: number - 1], made, *shape.holes[number:])
    return replace(shape, holes=holes)


def shape_moved(shape: Shape, across: float, down: float) -> Shape:
    """The shape elsewhere."""
    for number, ring in enumerate(rings_of(shape)):
        shape = with_ring(shape, number, moved(ring, across, down))
    return shape


class SelectTool(MeasuringTool):
    """A click chooses (with Ctrl or Shift one more), a drag moves what is chosen.

    Alt+arrows move the chosen by a screen pixel, with Shift by ten.
    """

    key, letter = "select", "V"
    cursor = Qt.CursorShape.ArrowCursor
    needs_scale = False
    snaps = False
    loupe = False

    def __init__(self, state: PlanState, parent: QObject | None = None) -> None:
        super().__init__(state, parent)
        self._start: Point | None = None
        self._moving = False
        self._rings: tuple[Ring, ...] = ()
        """Of what is moved, as it stands."""

        self._closed = True

    def press(self, at: CanvasPoint) -> bool:
        """Choose; an empty place lets go, and the canvas pans."""
        shape = shape_at(self.state, at)
        if shape is None:
            if not (at.ctrl or at.shift):
                self.state.choose(())
            return False
        chosen = self.state.chosen
        if at.ctrl or at.shift:
            rest = tuple(each for each in chosen if each != shape.id)
            self.state.choose(rest if shape.id in chosen else (*chosen, shape.id))
        elif shape.id not in chosen:
            self.state.choose([shape.id])
        self._start, self._moving = at.raw, False
        return True

    def move(self, at: CanvasPoint) -> None:
        """Take the chosen along."""
        if self._start is None or self.state.read_only:
            return
        if not self._moving and not self.is_far(at, self._start):
            return
        if not self._moving:
            chosen = self.state.chosen_shapes
            self._rings = tuple(ring for shape in chosen for ring in rings_of(shape))
            self._closed = all(each.kind is ShapeKind.AREA for each in chosen)
        self._moving = True
        if self.draft is not None:
            by = at.raw[0] - self._start[0], at.raw[1] - self._start[1]
            self.draft.carry(self._rings, by, closed=self._closed)

    def release(self, at: CanvasPoint) -> None:
        """Put them down."""
        if self._moving and self._start is not None:
            pairs = zip(self.state.chosen_shapes, self._moved(at), strict=True)
            self.state.change_shapes(tuple(pairs))
        self.cancel()

    def cancel(self) -> bool:
        """They stay where they were."""
        was, self._moving, self._start = self._moving, False, None
        self._rings = ()
        if self.draft is not None:
            self.draft.hide()
        return was

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Alt+arrows move the chosen."""
        if event.type() is not QEvent.Type.KeyPress or event.key() not in _NUDGE:
            return False
        mods = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not mods & Qt.KeyboardModifier.AltModifier or not self.state.chosen:
            return False
        step = 10 if mods & Qt.KeyboardModifier.ShiftModifier else 1
        far = step * (1.0 if self.canvas is None else self.canvas.on_screen(1))
        x, y = _NUDGE[Qt.Key(event.key())]
        shapes = self.state.chosen_shapes
        self.state.change_shapes([(each, shape_moved(each, x * far, y * far)) for each in shapes])
        return True

    def _moved(self, at: CanvasPoint) -> tuple[Shape, ...]:
        if self._start is None:
            return self.state.chosen_shapes
        x, y = at.raw[0] - self._start[0], at.raw[1] - self._start[1]
        return tuple(shape_moved(each, x, y) for each in self.state.chosen_shapes)


class CornersTool(MeasuringTool):
    """A corner is dragged, an edge gets a new one (press on it), Delete takes one out.

    By keyboard: Enter takes hold of a corner, arrows move it, Enter puts it down. Ends of
    reference lines are dragged too, and the outlines of regions and of the excerpt while their
    panel is open.
    """

    key, letter = "corners", "E"
    needs_scale = False
    drags = True

    def __init__(self, state: PlanState, parent: QObject | None = None) -> None:
        super().__init__(state, parent)
        self._held: tuple[Owner, int, int, Ring] | None = None
        self._last: tuple[str, int, int] | None = None
        """Shape, ring and corner that was touched last: Delete takes it out."""
        self._at: Point | None = None

    def press(self, at: CanvasPoint) -> bool:
        """Take hold of a corner, or make one on an edge; else choose a shape."""
        if self.state.read_only:
            self.state.do(lambda _case: ())
            return True
        held = self._frame(at) or self._corner(at) or self._reference_end(at) or self._edge(at)
        if held is None:
            shape = shape_at(self.state, at)
            self.state.choose(() if shape is None else [shape.id])
            return shape is not None
        self._held, self._at = held, at.point
        owner, ring_number, number, ring = held
        if isinstance(owner, Shape):
            self.state.choose([owner.id])
            self._last = (owner.id, ring_number, number)
        is_line = isinstance(owner, Reference)
        self.anchor = None if is_line and not number else ring[number - 1]
        self.hint_changed.emit()
        return True

    def move(self, at: CanvasPoint) -> None:
        """The shape as it would stand."""
        if self._held is None or self.draft is None:
            return
        owner, ring_number, number, ring = self._held
        made = moved_corner(ring, number, at.point)
        is_line = (
            owner.kind is not ShapeKind.AREA
            if isinstance(owner, Shape)
            else (isinstance(owner, Reference))
        )
        lines = partial(self._said, owner, ring_number, made)
        self.draft.show((made,), closed=not is_line, at=at.point, lines=lines)

    def release(self, at: CanvasPoint) -> None:
        """Put it down; a corner that was only clicked stays where it is."""
        held, self._held = self._held, None
        if self.draft is not None:
            self.draft.hide()
        self.anchor = None
        if held is None:
            return
        owner, ring_number, number, ring = held
        made = moved_corner(ring, number, at.point)
        if isinstance(owner, Reference):
            if distance(made[number], owner.points[number]) > at.radius / 4:
                points = tuple(map(rounded, made))
                self.state.change_reference(owner, replace(owner, points=points))
        elif not isinstance(owner, Shape):
            if distance(made[number], ring[number]) > at.radius / 4:
                self._reframe(owner, made)
        elif len(ring) > len(rings_of(owner)[ring_number]) or (
            distance(made[number], ring[number]) > at.radius / 4
        ):
            self.state.change_shapes([(owner, with_ring(owner, ring_number, made))])

    def double(self, at: CanvasPoint) -> bool:
        """A corner that is pressed twice goes."""
        self.cancel()
        frame = self._frame(at, edges=False)
        if frame is not None and not self.state.read_only:
            self._unframe(frame)
            return True
        return self._remove(self._corner(at))

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Delete takes the corner out that was touched last."""
        if event.type() is not QEvent.Type.KeyPress or self._last is None:
            return False
        if event.key() not in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return False
        shape_id, ring_number, number = self._last
        shape = self.state.shape(shape_id)
        if shape is None or ring_number >= len(rings_of(shape)):
            return False
        self.cancel()
        return self._remove((shape, ring_number, number, rings_of(shape)[ring_number]))

    def cancel(self) -> bool:
        """It stays as it was."""
        was, self._held, self.anchor = self._held is not None, None, None
        if self.draft is not None:
            self.draft.hide()
        return was

    def _remove(self, found: tuple[Shape, int, int, Ring] | None) -> bool:
        if found is None or self.state.read_only:
            return False
        shape, ring_number, number, ring = found
        if number >= len(ring):
            return False
        self._last = None
        least = LEAST_OF_RING if shape.kind is ShapeKind.AREA else LEAST_OF_LINE
        try:
            made = removed_corner(ring, number, least=least)
        except Refused as problem:
            if ring_number == 0:
                self.state.say(problem)
            else:  # a hole with too few corners is none
                holes = (*shape.holes[: ring_number - 1], *shape.holes[ring_number:])
                self.state.change_shapes([(shape, replace(shape, holes=holes))])
            return True
        self.state.change_shapes([(shape, with_ring(shape, ring_number, made))])
        return True

    def _in_order(self) -> list[Shape]:
        """The chosen ones first: their corners lie on top."""
        chosen = self.state.chosen
        return sorted(self.state.shapes, key=lambda shape: shape.id not in chosen)

    def _corner(self, at: CanvasPoint) -> tuple[Shape, int, int, Ring] | None:
        for shape in self._in_order():
            for ring_number, ring in enumerate(rings_of(shape)):
                away, number = min((distance(each, at.raw), n) for n, each in enumerate(ring))
                if away <= at.radius:
                    return shape, ring_number, number, ring
        return None

    def _edge(self, at: CanvasPoint) -> tuple[Shape, int, int, Ring] | None:
        for shape in self._in_order():
            for ring_number, ring in enumerate(rings_of(shape)):
                closed = shape.kind is ShapeKind.AREA
                place, edge, away = nearest_on(ring, at.raw, closed=closed)
                if away <= at.radius:
                    return shape, ring_number, edge + 1, added_corner(ring, edge, place)
        return None

    def _reference_end(self, at: CanvasPoint) -> tuple[Reference, int, int, Ring] | None:
        sheet = self.state.sheet
        for reference in () if sheet is None else sheet.references:
            for number, point in enumerate(reference.points):
                if distance(point, at.raw) <= at.radius:
                    return reference, 0, number, reference.points
        return None

    def _frame(self, at: CanvasPoint, *, edges: bool = True) -> tuple[Owner, int, int, Ring] | None:
        """A corner (or edge) of a region or the excerpt, while its panel is looked at."""
        sheet, panel = self.state.sheet, self.state.panel
        frames: list[tuple[Region | Sheet, Ring]] = []
        if sheet is not None and panel == "scale":
            frames = [(each, each.points) for each in sheet.regions]
        elif sheet is not None and panel == "sheet":
            frames = [(sheet, sheet.excerpt)]
        frames = [(owner, ring) for owner, ring in frames if len(ring) >= LEAST_OF_RING]
        for owner, ring in frames:
            away, number = min((distance(each, at.raw), n) for n, each in enumerate(ring))
            if away <= at.radius:
                return owner, 0, number, ring
        for owner, ring in frames if edges else ():
            place, edge, away = nearest_on(ring, at.raw, closed=True)
            if away <= at.radius:
                return owner, 0, edge + 1, added_corner(ring, edge, place)
        return None

    def _reframe(self, owner: Region | Sheet, ring: Ring) -> None:
        points = tuple(map(rounded, ring))
        if isinstance(owner, Region):
            self.state.change_region(owner, replace(owner, points=points))
        else:
            self.state.change_sheet(excerpt=points)

    def _unframe(self, found: tuple[Owner, int, int, Ring]) -> None:
        owner, _ring_number, number, ring = found
        if isinstance(owner, (Region, Sheet)):
            try:
                self._reframe(owner, removed_corner(ring, number, least=LEAST_OF_RING))
            except Refused as problem:
                self.state.say(problem)

    def _said(self, owner: Owner, ring_number: int, ring: Ring) -> tuple[str, ...]:
        state = self.state
        if isinstance(owner, (Region, Sheet)):
            return ()
        if isinstance(owner, Reference) or owner.kind is ShapeKind.LENGTH:
            return (state.words.length(state.length_now(ring)),)
        made = with_ring(owner, ring_number, ring)
        return (state.words.area(state.area_now(made.points, made.holes)),)
