"""Tools that make shapes of shapes: split, join, offset by walls, a shared wall traced."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt

from shamay_desktop.domain.drawing.geometry import distance, nearest_on
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.drawing.reshaping import traced
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.measuring.plans import Shape, ShapeKind
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.canvases.canvas_tool import CanvasPoint
from shamay_desktop.ui.canvases.measuring.choosing_tools import shape_at
from shamay_desktop.ui.canvases.measuring.drawing_tools import KeyedPathTool, PolygonTool
from shamay_desktop.ui.canvases.measuring.plan_state import with_polygon
from shamay_desktop.ui.canvases.measuring.shapes_model import category_name
from shamay_desktop.ui.canvases.measuring.tool import MeasuringTool
from shamay_desktop.usecases.drawing_ports import Polygon


class SplitTool(KeyedPathTool):
    """A line through an area: its parts are areas of their own, named alike."""

    key, letter = "split", "S"
    needs_scale = False
    drags_out = True

    def draw(self, path: Ring) -> None:
        """Split the chosen area, else each one that the line crosses from side to side."""
        state = self.state
        areas = [each for each in state.chosen_shapes or state.shapes
                 if each.kind is ShapeKind.AREA]  # fmt: skip
        problem: Refused | None = Refused("line_misses_shape")
        for shape in areas:
            try:
                parts = state.context.services.polygons.split(shape.points, shape.holes, path)
            except Refused as refused:
                problem = refused
                continue
            self._replace(shape, parts)
            return
        if problem is not None:
            state.say(problem)
            self.path = list(path)
            self._note(None)

    def _replace(self, shape: Shape, parts: Sequence[Polygon]) -> None:
        first, *rest = parts
        changed = with_polygon(shape, first)
        names = self.texts
        added = [
            replace(with_polygon(shape, part), id=new_row_id(),
                    name=strip_marks(names("plan.part_of", name=shape.name, n=n))
                    if shape.name else "")
            for n, part in enumerate(rest, start=2)
        ]  # fmt: skip
        if self.state.replace_shapes(changed=[(shape, changed)], added=added, behind=shape.id):
            self.state.choose([shape.id, *(each.id for each in added)])


class JoinTool(MeasuringTool):
    """Areas are clicked one after the other; Ctrl+Enter, a double-click or J joins them."""

    key, letter = "join", "J"
    cursor = Qt.CursorShape.PointingHandCursor
    needs_scale = False
    snaps = False
    loupe = False

    def press(self, at: CanvasPoint) -> bool:
        """One more, or one less."""
        shape = shape_at(self.state, at)
        if shape is None or shape.kind is not ShapeKind.AREA:
            return False
        chosen = self.state.chosen
        rest = tuple(each for each in chosen if each != shape.id)
        self.state.choose(rest if shape.id in chosen else (*chosen, shape.id))
        self.hint_changed.emit()
        return True

    def double(self, at: CanvasPoint) -> bool:
        """Join them. The first click of the two took this one in or out: it belongs to them."""
        return self.join()

    def again(self) -> None:
        """J again joins."""
        self.join()

    def join(self) -> bool:
        """One area of all that are chosen, with the first one's name and category."""
        areas = [each for each in self.state.chosen_shapes if each.kind is ShapeKind.AREA]
        if len(areas) < 2:
            self.state.say(self.texts("plan.join_needs_two"))
            return True
        try:
            made = self.state.context.services.polygons.joined(
                [Polygon(each.points, each.holes) for each in areas]
            )
        except Refused as problem:
            self.state.say(problem)
            return True
        first, *rest = areas
        is_done = self.state.replace_shapes(
            gone=[each.id for each in rest], changed=[(first, with_polygon(first, made))]
        )
        if not is_done:
            return True
        self.state.choose([first.id])
        if any((each.category, each.floor) != (first.category, first.floor) for each in rest):
            name = category_name(self.state, first.category)
            self.state.say(self.texts("plan.join_mixed", category=name, floor=first.floor or "–"))
        self.finished.emit(first.id)
        return True


class TraceTool(PolygonTool):
    """A polygon whose wall is shared: two clicks on one outline follow it between them.

    T takes the other way round.
    """

    key, letter = "trace", "T"
    needs_scale = True

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self._on: str | None = None
        self._begun: tuple[int, tuple[Ring, Ring], int] | None = None

    def press(self, at: CanvasPoint) -> bool:
        """A corner; from one place of an outline to another the way along it comes with it."""
        shape, place = self._outline_at(at)
        if shape is not None and shape.id == self._on and self.path and not self._ends_at(at):
            try:
                ways = traced(shape.points, self.path[-1], place)
            except Refused as problem:
                self.state.say(problem)
                return True
            self._begun = (len(self.path), ways, 0)
            self._follow()
            return True
        self._on, self._begun = (None if shape is None else shape.id), None
        if shape is not None and not self._ends_at(at):
            at = replace(at, x=place[0], y=place[1])
        return super().press(at)

    def again(self) -> None:
        """T follows the other way."""
        if self._begun is not None:
            begun, ways, which = self._begun
            self._begun = (begun, ways, 1 - which)
            self._follow()

    def cancel(self) -> bool:
        """The wall is let go too."""
        self._on, self._begun = None, None
        return super().cancel()

    def back(self) -> bool:
        """Take a whole traced wall back at once."""
        if self._begun is not None and len(self.path) >= self._begun[0]:
            self.path = self.path[: self._begun[0]]
            self._begun = None
            self._note(None)
            return True
        return super().back()

    def _follow(self) -> None:
        if self._begun is not None:
            begun, ways, which = self._begun
            self.path = [*self.path[:begun], *ways[which][1:]]
            self._note(None)

    def _outline_at(self, at: CanvasPoint) -> tuple[Shape | None, Point]:
        best: tuple[float, Shape, Point] | None = None
        for shape in self.state.shapes:
            if shape.kind is ShapeKind.AREA:
                place, _edge, away = nearest_on(shape.points, at.raw, closed=True)
                corner = min(shape.points, key=lambda each: distance(each, at.raw))
                if distance(corner, at.raw) <= at.radius:
                    place = corner
                if away <= at.radius and (best is None or away < best[0]):
                    best = (away, shape, place)
        return (None, at.point) if best is None else (best[1], best[2])
