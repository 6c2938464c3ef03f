"""Tools that draw: lengths, lines, polygons, rectangles, holes, regions, the report's excerpt."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from shamay_desktop.domain.drawing.geometry import (
    area,
    direction,
    distance,
    is_inside,
    main_direction,
    on_edge,
)
from shamay_desktop.domain.drawing.points import Point, Ring, rounded
from shamay_desktop.domain.drawing.reshaping import rectangle, with_hole
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.plans import Shape, ShapeKind
from shamay_desktop.ui.canvases.canvas_tool import CanvasPoint
from shamay_desktop.ui.canvases.measuring.tool import PathTool


class KeyedPathTool(PathTool):
    """A path with its keys: Backspace takes back, C closes."""

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Backspace and C, while something is half drawn."""
        if event.type() is not QEvent.Type.KeyPress or event.modifiers():
            return False
        if event.key() == Qt.Key.Key_Backspace:
            return self.back()
        if event.key() == Qt.Key.Key_C and len(self.path) >= self.least:
            self.finish()
            return True
        return False


class LengthTool(KeyedPathTool):
    """One length between two points."""

    key, letter = "length", "L"
    most, drags_out = 2, True

    def said(self, path: Ring) -> Sequence[str]:
        """The length."""
        return (self.state.words.length(self.state.length_now(path)),)

    def draw(self, path: Ring) -> None:
        """A length of the case."""
        self.state.add_shape(ShapeKind.LENGTH, path)


class PolylineTool(LengthTool):
    """A length along several points."""

    key, letter = "polyline", "Y"
    most, drags_out = 0, False


class PolygonTool(KeyedPathTool):
    """An area corner by corner. One that crosses itself is kept, and marked."""

    key, letter = "polygon", "P"
    least, closed = 3, True

    def said(self, path: Ring) -> Sequence[str]:
        """The last edge and the area."""
        words = self.state.words
        stands = len(path) > 1 and path[-1] == path[-2]  # on the corner that it just made
        length = None if stands else self.state.length_now(path[-2:])
        edge = "" if stands else words.length(length, with_error=False)
        return (edge, words.area(self.state.area_now(path))) if len(path) > 2 else (edge,)

    def draw(self, path: Ring) -> None:
        """An area of the case."""
        self.state.add_shape(ShapeKind.AREA, path)


class RectangleTool(KeyedPathTool):
    """Two opposite corners; its sides lie along the plan's walls, with Ctrl along the sheet.

    `along` is the angle that was taken from a wall by Alt and a click on it.
    """

    key, letter = "rectangle", "R"
    most, drags_out, closed = 2, True, True
    angles = None

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.along: float | None = None
        self._level = False

    def press(self, at: CanvasPoint) -> bool:
        """Alt and a click on a wall take its angle."""
        self._level = at.ctrl
        if at.alt and not self.path:
            self._take_angle(at)
            return True
        # Between two corners no direction binds the hand.
        taken = super().press(at)
        self.anchor = None
        return taken

    def move(self, at: CanvasPoint) -> None:
        """Ctrl lays it level."""
        self._level = at.ctrl
        super().move(at)

    def shown(self, path: Ring) -> Ring:
        """All four corners."""
        return self.ring(path) or path

    def said(self, path: Ring) -> Sequence[str]:
        """Both sides, and the area."""
        ring = self.ring(path)
        if ring is None:
            return ()
        words, state = self.state.words, self.state
        sides = [
            words.length(state.length_now((ring[n], ring[n + 1])), with_error=False) for n in (0, 1)
        ]
        return (self.texts("plan.by", one=sides[0], other=sides[1]),
                words.area(state.area_now(ring)))  # fmt: skip

    def ring(self, path: Ring) -> Ring | None:
        """The rectangle of two corners, None while there is none."""
        if len(path) < 2 or path[0] == path[-1]:
            return None
        try:
            return rectangle(path[0], path[-1], self._angle())
        except Refused:
            return None

    def draw(self, path: Ring) -> None:
        """An area of the case."""
        ring = self.ring(path)
        if ring is None:
            self.state.say(Refused("shape_without_area"))
        else:
            self.state.add_shape(ShapeKind.AREA, ring)

    def _angle(self) -> float:
        if self._level:
            return 0.0
        if self.along is not None:
            return self.along
        return main_direction(self.state.snap_lines()[1])

    def _take_angle(self, at: CanvasPoint) -> None:
        lines = self.state.snap_lines()[1]
        near = [(distance(on_edge(a, b, at.raw), at.raw), direction(a, b)) for a, b in lines]
        away, angle = min(near, default=(at.radius + 1, 0.0))
        if away <= at.radius:
            self.along = angle
            self.state.say(self.texts("plan.angle_taken"))


class HoleTool(KeyedPathTool):
    """A hole in the area that it is drawn in: a shaft, a column."""

    key, letter = "hole", "H"
    least, closed = 3, True

    def said(self, path: Ring) -> Sequence[str]:
        """What the hole takes away."""
        return (self.state.words.area(self.state.area_now(path)),) if len(path) > 2 else ()

    def draw(self, path: Ring) -> None:
        """The smallest area around it gets the hole; else it is said, and nothing is thrown."""
        owner = self._owner(path)
        if owner is None:
            self.state.say(Refused("hole_outside"))
            self.path = list(path)
            self._note(None)
            return
        try:
            holes = with_hole(owner.points, owner.holes, tuple(map(rounded, path)))
        except Refused as problem:
            self.state.say(problem)
            self.path = list(path)
            self._note(None)
            return
        self.state.change_shapes([(owner, replace(owner, holes=holes))])
        self.state.choose([owner.id])

    def _owner(self, path: Ring) -> Shape | None:
        around = [
            shape for shape in self.state.shapes
            if shape.kind is ShapeKind.AREA and is_inside(shape.points, shape.holes, path[0])
        ]  # fmt: skip
        return min(around, key=lambda shape: area(shape.points), default=None)


class RegionTool(KeyedPathTool):
    """A part of the sheet with a scale of its own: dragged as a box, or corner by corner."""

    key, letter = "region", "G"
    least, closed, drags_out = 3, True, True
    needs_scale = False

    def release(self, at: CanvasPoint) -> None:
        """A drag is a box."""
        start = self._pressed
        if len(self.path) == 1 and start is not None and self.is_far(at, start):
            self.path = list(_box(self.path[0], at.point))
            self._pressed = None
            self.finish()

    def shown(self, path: Ring) -> Ring:
        """While it is dragged, the box."""
        if self._pressed is not None and len(self.path) == 1 and len(path) == 2:
            return _box(*path)
        return path

    def draw(self, path: Ring) -> None:
        """A region of the case."""
        self.state.add_region(path)


class ExcerptTool(RegionTool):
    """What the report shows of the sheet."""

    key, letter = "excerpt", "X"

    def draw(self, path: Ring) -> None:
        """The sheet's outline for the report."""
        self.state.change_sheet(excerpt=tuple(map(rounded, path)))


def _box(a: Point, b: Point) -> Ring:
    return (a, (b[0], a[1]), b, (a[0], b[1]))
