"""What is drawn over a picture, as primitives that the canvas and the print painter both draw.

Places and sizes are pixels of the picture under the marks; colours "#rrggbb", "" for none.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shamay_desktop.domain.drawing.points import Point, Ring

BEND = 0.5522847498307936
"""Of a radius: the handle of a cubic curve that is a quarter of a circle."""

Step = tuple[Point] | tuple[Point, Point, Point]
"""A straight step to a point, or a cubic curve: two handles and its end."""


class Blend(StrEnum):
    """How a mark meets what is under it; MULTIPLY as a marker pen: dark stays dark."""

    OVER = "over"
    MULTIPLY = "multiply"


class Align(StrEnum):
    """Which part of a text stands at its place, whatever the language."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Outline:
    """A line of straight steps and cubic curves from `start`; closed ones end where they began."""

    start: Point
    steps: tuple[Step, ...]
    closed: bool = False


@dataclass(frozen=True, slots=True)
class PathMark:
    """Outlines drawn together: filled even-odd, then stroked with round ends and corners.

    `halo` is the colour of a broader stroke under the stroke (`width + 2 * halo_width`), so that
    a line is seen on any ground. `opacity` is that of the fill; strokes are opaque. `dash`: lengths
    of line and gap in turn, () for none.
    """

    outlines: tuple[Outline, ...]
    stroke: str = ""
    width: float = 0.0
    fill: str = ""
    opacity: float = 1.0
    dash: tuple[float, ...] = ()
    halo: str = ""
    halo_width: float = 0.0
    blend: Blend = Blend.OVER


@dataclass(frozen=True, slots=True)
class TextMark:
    """Lines of text (apart by a line feed) in their logical order, in the report's sans.

    `at` is the left, middle or right end of the lines by `align`, and the middle of them all up
    and down; lines follow one another at 1.25 of `size` (the em). `turn` in degrees clockwise
    around `at`. `halo` as in `PathMark`. `bold`: in the bold face.
    """

    at: Point
    text: str
    size: float
    colour: str
    align: Align = Align.MIDDLE
    turn: float = 0.0
    halo: str = ""
    halo_width: float = 0.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class BlurMark:
    """A part of the picture whose detail is destroyed before anything is drawn on it.

    `box` is left, top, right, bottom in whole pixels, rounded outwards.
    """

    box: tuple[int, int, int, int]


Mark = PathMark | TextMark | BlurMark

LINE_HEIGHT = 1.25


def line(points: Sequence[Point], *, closed: bool = False) -> Outline:
    """Straight from point to point; of no point a place that draws nothing."""
    if not points:
        return Outline((0.0, 0.0), ())
    return Outline(points[0], tuple((point,) for point in points[1:]), closed)


def box(left: float, top: float, right: float, bottom: float) -> Outline:
    """A rectangle along the axes."""
    return line(((left, top), (right, top), (right, bottom), (left, bottom)), closed=True)


def ellipse(left: float, top: float, right: float, bottom: float) -> Outline:
    """The ellipse in a box, of four curves from its right end clockwise."""
    x, y = (left + right) / 2, (top + bottom) / 2
    across, down = (right - left) / 2, (bottom - top) / 2
    bx, by = across * BEND, down * BEND
    steps: tuple[Step, ...] = (
        ((right, y + by), (x + bx, bottom), (x, bottom)),
        ((x - bx, bottom), (left, y + by), (left, y)),
        ((left, y - by), (x - bx, top), (x, top)),
        ((x + bx, top), (right, y - by), (right, y)),
    )
    return Outline((right, y), steps, closed=True)


def circle(middle: Point, radius: float) -> Outline:
    """A circle of four curves."""
    x, y = middle
    return ellipse(x - radius, y - radius, x + radius, y + radius)


def moved(outline: Outline, place: Callable[[Point], Point]) -> Outline:
    """The outline with each of its points and handles put elsewhere."""
    steps: list[Step] = []
    for step in outline.steps:
        if len(step) == 1:
            steps.append((place(step[0]),))
        else:
            steps.append((place(step[0]), place(step[1]), place(step[2])))
    return Outline(place(outline.start), tuple(steps), outline.closed)


def flattened(outline: Outline, step: float = 4.0) -> Ring:
    """The outline as straight steps, each curve in pieces of about `step`, at most 48 of them.

    The first point of a closed outline is not repeated.
    """
    points = [outline.start]
    for each in outline.steps:
        if len(each) == 1:
            points.append(each[0])
        else:
            points += _bent(points[-1], each, step)
    if outline.closed and len(points) > 1 and points[-1] == points[0]:
        points.pop()
    return tuple(points)


def blurs_first(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks in the order in which they are drawn: a blur never hides what is drawn on it."""
    return tuple(sorted(marks, key=lambda mark: not isinstance(mark, BlurMark)))


def _bent(start: Point, step: tuple[Point, Point, Point], long: float) -> Iterator[Point]:
    one, other, end = step
    around = math.dist(start, one) + math.dist(one, other) + math.dist(other, end)
    pieces = max(1, min(48, math.ceil(around / long))) if math.isfinite(around) else 1
    for piece in range(1, pieces):
        at = piece / pieces
        back = 1 - at
        a, b, c, d = back**3, 3 * back * back * at, 3 * back * at * at, at**3
        yield (
            a * start[0] + b * one[0] + c * other[0] + d * end[0],
            a * start[1] + b * one[1] + c * other[1] + d * end[1],
        )
    yield end
