"""What each annotation of a map picture looks like: its marks, in the picture's own pixels.

The canvas and the print painter draw the same ones (`domain/drawing/marks`).
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from shamay_desktop.domain.drawing import geometry, marks
from shamay_desktop.domain.drawing.marks import (
    Align,
    Blend,
    BlurMark,
    Mark,
    Outline,
    PathMark,
    TextMark,
)
from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.maps.pictures import POINTS, Annotation, AnnotationKind

Size = tuple[int, int]
"""Width and height in pixels."""

LIGHT, DARK = "#ffffff", "#1f2430"


@dataclass(frozen=True, slots=True)
class _Look:
    """An annotation's style in pixels of the picture; `turn` is that of the whole picture."""

    colour: str
    width: float
    fill: str
    opacity: float
    size: float
    turn: float = 0.0

    @property
    def halo(self) -> str:
        """Light around what is dark, dark around what is light."""
        return LIGHT if luminance(self.colour) < 0.6 else DARK

    def upright(self, around: Point, point: Point) -> Point:
        """Where a point must stand so that it is seen as given once the picture is turned."""
        return _turned(point, around, -self.turn) if self.turn else point


def marks_of(
    annotation: Annotation, size: Size, north: str = "N", turn: float = 0.0
) -> tuple[Mark, ...]:
    """How one annotation is drawn on a picture of `size`; nothing while it has too few points.

    `north` is the letter of the north arrow in the language of the report; `turn` in degrees
    clockwise is how the whole picture is turned: pins and words stand upright on what is seen.
    """
    if len(annotation.points) < POINTS[annotation.kind][0]:
        return ()
    look = replace(_look(annotation, max(size)), turn=turn)
    if annotation.kind is AnnotationKind.NORTH:
        return north_arrow(
            annotation.points[0], look.size * 1.6, look.colour,
            (float(annotation.turn), turn), north,
        )  # fmt: skip
    return _PAINTERS[annotation.kind](annotation, look)


def annotation_marks(
    annotations: Iterable[Annotation], size: Size, north: str = "N", turn: float = 0.0
) -> tuple[Mark, ...]:
    """Of all of them in the order in which they are drawn, what is blurred first."""
    return marks.blurs_first(
        mark for annotation in annotations for mark in marks_of(annotation, size, north, turn)
    )


def north_arrow(
    middle: Point, radius: float, colour: str, turns: tuple[float, float], letter: str
) -> tuple[Mark, ...]:
    """A needle in a disc, dark half and light half, its letter beyond the tip.

    `turns`: where north is on the picture, and how the picture is turned under the letter.
    """
    x, y = middle
    turn = turns[0]
    tip, left, right, notch = (
        (x, y - 0.86 * radius), (x - 0.48 * radius, y + 0.62 * radius),
        (x + 0.48 * radius, y + 0.62 * radius), (x, y + 0.32 * radius),
    )  # fmt: skip
    thin = max(radius * 0.05, 0.5)

    def turned(*points: Point) -> Outline:
        return marks.line([_turned(point, middle, turn) for point in points], closed=True)

    return (
        PathMark((marks.circle(middle, radius),), stroke=colour, width=thin, fill=LIGHT,
                 opacity=0.88),
        PathMark((turned(tip, left, notch),), stroke=colour, width=thin, fill=colour),
        PathMark((turned(tip, right, notch),), stroke=colour, width=thin, fill=LIGHT),
        TextMark(_turned((x, y - 1.42 * radius), middle, turn), letter, radius * 0.85, colour,
                 turn=-turns[1], halo=LIGHT, halo_width=radius * 0.1, bold=True),
    )  # fmt: skip


def luminance(colour: str) -> float:
    """From 0, black, to 1, white; of what is no colour that of a middle grey."""
    try:
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    except ValueError:
        return 0.5
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _look(annotation: Annotation, side: int) -> _Look:
    style = annotation.style
    part = side / 1000
    return _Look(
        style.colour,
        max(float(style.width) * part, 0.0),
        style.fill,
        min(max(float(style.opacity), 0.0), 1.0),
        max(float(style.size) * part, 1.0),
    )


def _stroked(look: _Look, *outlines: Outline, filled: bool = False) -> PathMark:
    fill = look.fill if filled else ""
    return PathMark(
        outlines, stroke=look.colour, width=look.width, fill=fill, opacity=look.opacity,
        halo=look.halo, halo_width=look.width * 0.4,
    )  # fmt: skip


def _label(
    text: str, at: Point, look: _Look, align: Align = Align.MIDDLE, turn: float = 0.0
) -> tuple[Mark, ...]:
    if not text.strip():
        return ()
    return (
        TextMark(at, text, look.size, look.colour, align, turn - look.turn, look.halo,
                 look.size * 0.12, bold=True),
    )  # fmt: skip


def _marker(annotation: Annotation, look: _Look) -> tuple[Mark, ...]:
    """A pin whose tip stands on the point, its name above."""
    x, y = annotation.points[0]
    radius = look.size * 0.62
    middle = (x, y - 2.3 * radius)
    edge = max(radius * 0.12, 0.5)
    name = (x, middle[1] - radius * 1.25 - _half_height(annotation.text, look.size))
    place = annotation.points[0]
    pin, eye = (
        marks.moved(outline, lambda point: look.upright(place, point))
        for outline in (_pin(place, middle, radius), marks.circle(middle, radius * 0.4))
    )
    return (
        PathMark((pin,), stroke=look.halo, width=edge * 1.6, fill=look.colour),
        PathMark((eye,), fill=look.halo),
        *_label(annotation.text, look.upright(place, name), look),
    )


def _pin(tip: Point, middle: Point, radius: float) -> Outline:
    """A drop: three quarters of a circle whose sides meet at the tip."""
    (x, y), bend = middle, radius * marks.BEND
    drop = (tip[1] - y) * 0.45
    left, top, right = (x - radius, y), (x, y - radius), (x + radius, y)
    return Outline(
        tip,
        (
            ((x - radius * 0.15, tip[1] - drop), (x - radius, y + radius * 0.75), left),
            ((x - radius, y - bend), (x - bend, y - radius), top),
            ((x + bend, y - radius), (x + radius, y - bend), right),
            ((x + radius, y + radius * 0.75), (x + radius * 0.15, tip[1] - drop), tip),
        ),
        closed=True,
    )


def _arrow(annotation: Annotation, look: _Look) -> tuple[Mark, ...]:
    start, tip = annotation.points[0], annotation.points[1]
    away = geometry.distance(start, tip)
    if away == 0:
        return ()
    head = min(max(look.width * 4.5, look.size * 0.5), away * 0.6)
    ux, uy = (tip[0] - start[0]) / away, (tip[1] - start[1]) / away
    back = (tip[0] - ux * head, tip[1] - uy * head)
    wing = head * 0.42
    left, right = (back[0] - uy * wing, back[1] + ux * wing), (
        back[0] + uy * wing, back[1] - ux * wing,
    )  # fmt: skip
    neck = (tip[0] - ux * head * 0.8, tip[1] - uy * head * 0.8)
    halo = look.width * 0.4
    return (
        _stroked(look, marks.line((start, neck))),
        PathMark((marks.line((tip, left, neck, right), closed=True),), stroke=look.colour,
                 width=look.width * 0.4, fill=look.colour, halo=look.halo, halo_width=halo),
        PathMark((marks.line((start, neck)),), stroke=look.colour, width=look.width),
        *_label(annotation.text, _behind(start, ux, uy, look), look, _side(look, -ux, -uy)),
    )  # fmt: skip


def _line(annotation: Annotation, look: _Look) -> tuple[Mark, ...]:
    start, end = annotation.points[0], annotation.points[1]
    seen = (geometry.direction(start, end) + look.turn + 90) % 180 - 90
    above = look.width + _half_height(annotation.text, look.size) + look.size * 0.15
    lean = math.radians(seen - look.turn)
    at = (
        (start[0] + end[0]) / 2 + math.sin(lean) * above,
        (start[1] + end[1]) / 2 - math.cos(lean) * above,
    )
    return (
        _stroked(look, marks.line((start, end))),
        *_label(annotation.text, at, look, turn=seen),
    )


def _rectangle(annotation: Annotation, look: _Look) -> tuple[Mark, ...]:
    left, top, right, bottom = geometry.bounds(annotation.points[:2])
    middle = ((left + right) / 2, (top + bottom) / 2)
    return (
        _stroked(look, marks.box(left, top, right, bottom), filled=True),
        *_label(annotation.text, middle, look),
    )


def _ellipse(annotation: Annotation, look: _Look) -> tuple[Mark, ...]:
    left, top, right, bottom = geometry.bounds(annotation.points[:2])
    middle = ((left + right) / 2, (top + bottom) / 2)
    return (
        _stroked(look, marks.ellipse(left, top, right, bottom), filled=True),
        *_label(annotation.text, middle, look),
    )


def _polygon(annotation: Annotation, look: _Look) -> tuple[Mark, ...]:
    return (
        _stroked(look, marks.line(annotation.points, closed=True), filled=True),
        *_label(annotation.text, geometry.label_point(annotation.points), look),
    )


def _freehand(annotation: Annotation, look: _Look) -> tuple[Mark, ...]:
    points = annotation.points
    beside = look.upright(points[0], (points[0][0], points[0][1] - look.size * 0.9))
    return (
        _stroked(look, smooth(points)),
        *_label(annotation.text, beside, look),
    )


def smooth(points: tuple[Point, ...]) -> Outline:
    """A hand's line through the middles of its steps, round at each point."""
    if len(points) < 3:
        return marks.line(points)
    steps: list[marks.Step] = []
    here = points[0]
    for at in range(1, len(points) - 1):
        corner, after = points[at], points[at + 1]
        end = after if at == len(points) - 2 else _between(corner, after, 0.5)
        steps.append((_between(here, corner, 2 / 3), _between(end, corner, 2 / 3), end))
        here = end
    return Outline(points[0], tuple(steps))


def _text(annotation: Annotation, look: _Look) -> tuple[Mark, ...]:
    """A label; with a second point a leader to it, the words on the side that is away from it."""
    at, turn = annotation.points[0], float(annotation.turn)
    if len(annotation.points) < 2 or annotation.points[1] == at:
        return _label(annotation.text, at, look, turn=turn)
    to = annotation.points[1]
    align = _side(look, at[0] - to[0], at[1] - to[1])
    gap = look.size * 0.35 * (1 if align is Align.LEFT else -1)
    words = look.upright(at, (at[0] + gap, at[1]))
    thin = replace(look, width=max(look.width * 0.6, look.size * 0.06))
    dot = marks.circle(to, thin.width * 1.6)
    return (
        _stroked(thin, marks.line((at, to))),
        PathMark((dot,), stroke=look.halo, width=thin.width * 0.5, fill=look.colour),
        *_label(annotation.text, words, look, align, turn),
    )


def _highlight(annotation: Annotation, look: _Look) -> tuple[Mark, ...]:
    """As a marker pen: what is dark under it stays readable."""
    left, top, right, bottom = geometry.bounds(annotation.points[:2])
    return (
        PathMark(
            (marks.box(left, top, right, bottom),), fill=look.fill or look.colour,
            opacity=look.opacity if look.fill else max(look.opacity, 0.45), blend=Blend.MULTIPLY,
        ),
        *_label(annotation.text, ((left + right) / 2, (top + bottom) / 2), look),
    )  # fmt: skip


def _blur(annotation: Annotation, _look: _Look) -> tuple[Mark, ...]:
    left, top, right, bottom = geometry.bounds(annotation.points[:2])
    return (
        BlurMark((math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom))),
    )  # fmt: skip


_PAINTERS: dict[AnnotationKind, Callable[[Annotation, _Look], tuple[Mark, ...]]] = {
    AnnotationKind.MARKER: _marker,
    AnnotationKind.ARROW: _arrow,
    AnnotationKind.LINE: _line,
    AnnotationKind.RECTANGLE: _rectangle,
    AnnotationKind.ELLIPSE: _ellipse,
    AnnotationKind.POLYGON: _polygon,
    AnnotationKind.PARCEL: _polygon,
    AnnotationKind.FREEHAND: _freehand,
    AnnotationKind.TEXT: _text,
    AnnotationKind.HIGHLIGHT: _highlight,
    AnnotationKind.BLUR: _blur,
}


def _half_height(text: str, size: float) -> float:
    return (text.count("\n") + 1) * size * marks.LINE_HEIGHT / 2


def _behind(start: Point, ux: float, uy: float, look: _Look) -> Point:
    """Beside an arrow's tail, on the line's own continuation."""
    gap = look.size * 0.6
    return start[0] - ux * gap, start[1] - uy * gap * 1.4


def _side(look: _Look, x: float, y: float) -> Align:
    """Which end of the words stands where they begin, for words that go on towards (x, y)."""
    seen = _turned((x, y), (0.0, 0.0), look.turn)
    return Align.LEFT if seen[0] >= 0 else Align.RIGHT


def _between(a: Point, b: Point, part: float) -> Point:
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part


def _turned(point: Point, around: Point, degrees: float) -> Point:
    lean = math.radians(degrees)
    x, y = point[0] - around[0], point[1] - around[1]
    return (
        around[0] + x * math.cos(lean) - y * math.sin(lean),
        around[1] + x * math.sin(lean) + y * math.cos(lean),
    )
