"""Tools that draw one annotation each, by drag or by clicks, so that the keyboard draws as well.

A click is a press and a release at one place; Enter makes one at the canvas's cross.
"""

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from shamay_desktop.domain.drawing.geometry import direction, distance, without_repeats
from shamay_desktop.domain.drawing.points import MOST_POINTS, Point, Ring
from shamay_desktop.domain.maps.arranging import smoothed, thinned
from shamay_desktop.domain.maps.handles import whole_turn
from shamay_desktop.domain.maps.pictures import AnnotationKind
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.canvases.annotation.annotating import Annotating
from shamay_desktop.ui.canvases.canvas_tool import CanvasPoint, CanvasTool

_LINES = (AnnotationKind.ARROW, AnnotationKind.LINE)
_DIRECTED = (AnnotationKind.LINE, AnnotationKind.ARROW, AnnotationKind.POLYGON)
"""Kinds whose lines are taken to right angles; a box has its own."""


class DrawingTool(CanvasTool):
    """Draws annotations of one kind; it stays in the hand until another one is taken."""

    drags = True
    angles = None

    def __init__(self, annotating: Annotating, kind: AnnotationKind, texts: Texts) -> None:
        super().__init__()
        self.key = kind.value
        self.kind = kind
        self.cursor = Qt.CursorShape.CrossCursor
        self._annotating = annotating
        self._texts = texts
        self._points: list[Point] = []

    def end(self) -> None:
        """What is half drawn goes."""
        self.cancel()
        super().end()

    def cancel(self) -> bool:
        """Give up what is half drawn."""
        was = bool(self._points)
        self._forget()
        return was

    def hint(self) -> str:
        """What the next press does."""
        step = "next" if self._points else "first"
        key = f"maps.hint.{self.kind.value}_{step}"
        return self._texts(key if self._texts.has(key) else f"maps.hint.{step}")

    def _begin(self, point: Point) -> None:
        self._points = [point]
        self.anchor = point if self.kind in _DIRECTED else None
        self.hint_changed.emit()

    def _forget(self) -> None:
        self._points = []
        self.anchor = self.before = None
        self._annotating.layer.draw(None)
        self.hint_changed.emit()

    def _show(self, points: Ring) -> None:
        self._annotating.layer.draw(self._annotating.draft(self.kind, points))

    def _finish(self, points: Ring, turn: Decimal = Decimal(0)) -> None:
        self._forget()
        self._annotating.add(self.kind, points, turn=turn)
        self.finished.emit(self.kind)


class TwoPointTool(DrawingTool):
    """Arrow, line, rectangle, ellipse, highlight, blur: from one point to another."""

    def __init__(self, annotating: Annotating, kind: AnnotationKind, texts: Texts) -> None:
        super().__init__(annotating, kind, texts)
        self._pressed_at: Point | None = None

    def press(self, at: CanvasPoint) -> bool:
        """The first point, or the second one."""
        if not self._points:
            self._begin((at.x, at.y))
            self._pressed_at = (at.x, at.y)
        return True

    def move(self, at: CanvasPoint) -> None:
        """Show what would be drawn."""
        if self._points:
            self._show((self._points[0], self._second(at)))

    def release(self, at: CanvasPoint) -> None:
        """The end of a drag draws; a click waits for a second one."""
        if not self._points:
            return
        first, second = self._points[0], self._second(at)
        if self._is_drawn(first, second, at.radius / 2):
            self._pressed_at = None
            self._finish((first, second))
        elif self._pressed_at is None or distance(first, second) >= at.radius / 2:
            self._forget()  # a second click on the first point, or a box without a breadth
        else:
            self._pressed_at = None

    def _is_drawn(self, first: Point, second: Point, least: float) -> bool:
        """A line is as long as it is; a box without a breadth would hide and mark nothing."""
        across, down = abs(second[0] - first[0]), abs(second[1] - first[1])
        if self.kind in _LINES:
            return distance(first, second) >= least
        return max(across, down) >= least and min(across, down) >= 1

    def _second(self, at: CanvasPoint) -> Point:
        """Ctrl makes sides equal."""
        x, y = at.x, at.y
        if not at.ctrl or self.kind in _LINES:
            return x, y
        left, top = self._points[0]
        side = max(abs(x - left), abs(y - top))
        return left + (side if x >= left else -side), top + (side if y >= top else -side)


class PointTool(DrawingTool):
    """Marker: one click."""

    drags = False

    def press(self, at: CanvasPoint) -> bool:
        """It stands here, until the button is let go."""
        self._begin((at.x, at.y))
        self._show(((at.x, at.y),))
        return True

    def move(self, at: CanvasPoint) -> None:
        """While the button is down it comes along."""
        if self._points:
            self._points = [(at.x, at.y)]
            self._show(((at.x, at.y),))

    def release(self, at: CanvasPoint) -> None:
        """It stands."""
        if self._points:
            self._finish(((at.x, at.y),))


class NorthTool(DrawingTool):
    """North arrow: a click where it stands; a drag turns it."""

    snaps = False

    def press(self, at: CanvasPoint) -> bool:
        """Its middle."""
        self._begin((at.x, at.y))
        self._draw(self._turn(at))
        return True

    def move(self, at: CanvasPoint) -> None:
        """Turn it to where the pointer is."""
        if self._points:
            self._draw(self._turn(at))

    def release(self, at: CanvasPoint) -> None:
        """It stands."""
        if self._points:
            self._finish((self._points[0],), self._turn(at))

    def _turn(self, at: CanvasPoint) -> Decimal:
        """By steps of 15 degrees with Ctrl; where nothing was dragged as the picture is known."""
        middle, to = self._points[0], (at.x, at.y)
        if distance(middle, to) < at.radius:
            return whole_turn(self._annotating.north_turn())
        degrees = (direction(middle, to) + 90) % 360
        if at.ctrl:
            degrees = round(degrees / 15) * 15 % 360
        return whole_turn(degrees)

    def _draw(self, turn: Decimal) -> None:
        draft = self._annotating.draft(self.kind, (self._points[0],))
        self._annotating.layer.draw(replace(draft, turn=turn))


class PolygonTool(DrawingTool):
    """Polygon: a click a corner; the first corner, a double click or Enter on the spot closes."""

    drags = False
    _last: Point = (0.0, 0.0)

    def press(self, at: CanvasPoint) -> bool:
        """One corner more, or the end."""
        point, again = (at.x, at.y), self._is_again(at)
        self._last = at.raw
        if not self._points:
            self._begin(point)
        elif again or (len(self._points) > 2 and distance(self._points[0], point) < at.radius):
            self._close()
        elif len(self._points) < MOST_POINTS:
            self.before, self.anchor = self._points[-1], point
            self._points.append(point)
            self._show(tuple(self._points))
            self.hint_changed.emit()
        return True

    def move(self, at: CanvasPoint) -> None:
        """Show the next edge."""
        if self._points:
            self._trace((*self._points, (at.x, at.y)))

    def double(self, at: CanvasPoint) -> bool:
        """Close."""
        self._close()
        return True

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Backspace takes the last corner back."""
        if event.key() != Qt.Key.Key_Backspace or not self._points:
            return False
        self._points.pop()
        if not self._points:
            self._forget()
            return True
        self.anchor = self._points[-1]
        self.before = self._points[-2] if len(self._points) > 1 else None
        self._trace(tuple(self._points))
        self.hint_changed.emit()
        return True

    def hint(self) -> str:
        """How it is closed, as soon as it can be."""
        if len(self._points) < 3:
            return super().hint()
        return self._texts("maps.hint.polygon_close")

    def _is_again(self, at: CanvasPoint) -> bool:
        """Whether the hand is where the last corner was set, wherever that was taken to."""
        return bool(self._points) and distance(self._last, at.raw) < at.radius / 4

    def _trace(self, points: Ring) -> None:
        """Two corners are no polygon yet: they are shown as a line."""
        annotating = self._annotating
        kind = AnnotationKind.LINE if len(points) < 3 else self.kind
        annotating.layer.draw(annotating.draft(kind, points))

    def _close(self) -> None:
        ring = without_repeats(self._points)
        if len(ring) >= 3:
            self._finish(ring)


class FreehandTool(DrawingTool):
    """Freehand: a drag; or a click, the way by arrows, and a click."""

    snaps = False

    def __init__(self, annotating: Annotating, kind: AnnotationKind, texts: Texts) -> None:
        super().__init__(annotating, kind, texts)
        self._by_clicks = False

    def press(self, at: CanvasPoint) -> bool:
        """The line begins, or ends where clicks draw it."""
        if not self._points:
            self._by_clicks = False
            self._begin(at.raw)
        return True

    def move(self, at: CanvasPoint) -> None:
        """The line goes on."""
        if self._points and distance(self._points[-1], at.raw) >= at.radius / 8:
            self._points.append(at.raw)
            self._show(smoothed(self._points))

    def release(self, at: CanvasPoint) -> None:
        """The line is smoothed, thinned and kept; a click begins one that a click ends."""
        if not self._points:
            return
        if len(self._points) == 1 and not self._by_clicks:
            self._by_clicks = True
            return
        within = at.radius / 8
        line = thinned(smoothed(self._points), within)
        while len(line) > MOST_POINTS:
            within *= 2
            line = thinned(line, within)
        if len(line) > 1:
            self._finish(line)
        else:
            self._forget()


class TextTool(DrawingTool):
    """Text: a click where it stands; a drag from what it points at to where the words stand."""

    def press(self, at: CanvasPoint) -> bool:
        """What is pointed at, or where the words stand."""
        self._begin((at.x, at.y))
        return True

    def move(self, at: CanvasPoint) -> None:
        """Show the leader."""
        if self._points and distance(self._points[0], at.point) >= at.radius:
            draft = self._annotating.draft(self.kind, (at.point, self._points[0]), text="…")
            self._annotating.layer.draw(draft)

    def release(self, at: CanvasPoint) -> None:
        """The words are typed in their place."""
        if not self._points:
            return
        first, here = self._points[0], at.point
        self._forget()
        points = (here, first) if distance(first, here) >= at.radius else (here,)
        self._annotating.words_asked.emit(self._annotating.draft(self.kind, points))


def tool_for(kind: AnnotationKind, annotating: Annotating, texts: Texts) -> DrawingTool:
    """The tool that draws annotations of a kind."""
    return _TOOLS.get(kind, TwoPointTool)(annotating, kind, texts)


_TOOLS: dict[AnnotationKind, type[DrawingTool]] = {
    AnnotationKind.MARKER: PointTool,
    AnnotationKind.NORTH: NorthTool,
    AnnotationKind.POLYGON: PolygonTool,
    AnnotationKind.FREEHAND: FreehandTool,
    AnnotationKind.TEXT: TextTool,
}

DRAWN = (
    AnnotationKind.MARKER, AnnotationKind.ARROW, AnnotationKind.LINE, AnnotationKind.RECTANGLE,
    AnnotationKind.ELLIPSE, AnnotationKind.POLYGON, AnnotationKind.FREEHAND, AnnotationKind.TEXT,
    AnnotationKind.NORTH, AnnotationKind.HIGHLIGHT, AnnotationKind.BLUR,
)  # fmt: skip
"""Kinds that are drawn by hand, in the bar's order; outlines of parcels come from layers."""
