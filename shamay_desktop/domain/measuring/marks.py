"""What measured shapes and an excerpt's outline look like, and the colours of all on a plan.

`unit` is how many pixels of the sheet are one point of what is looked at: on a canvas those of one
screen pixel, in print those of one printed point. Lines and words then look alike at every zoom.
"""

import math
from collections.abc import Sequence

from shamay_desktop.domain.drawing import geometry, marks
from shamay_desktop.domain.drawing.marks import Align, Mark, PathMark, TextMark
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.measuring.plans import Shape, ShapeKind

COLOURS: dict[str, str] = {
    "flat": "#1d5fbf",
    "balcony": "#c2680c",
    "covered_balcony": "#a8471b",
    "storage": "#6d4ba0",
    "parking": "#56616f",
    "garden": "#2c7d3f",
    "roof": "#9a2f6b",
    "gallery": "#0f7f83",
    "basement": "#7a5a2b",
    "other": "#3d4450",
}
"""By category of area: what has no colour of its own is drawn in these, each dark on white."""

LIGHT = "#ffffff"
REFERENCE = "#0b7a3b"
OUTLIER = "#c62828"
LEFT_OUT = "#8a929c"
REGION = "#7a3fb0"
EXCERPT = "#b3261e"


def colour_of(shape: Shape) -> str:
    """The shape's own colour, else its category's."""
    return shape.colour or COLOURS.get(shape.category, COLOURS["other"])


def shape_marks(shape: Shape, label: str, unit: float, turn: float = 0.0) -> tuple[Mark, ...]:
    """A shape with its label (its name and what it measures, line by line) inside of it.

    `turn` in degrees clockwise is how the sheet is looked at: words stand upright there.
    """
    if len(shape.points) < 2:
        return ()
    colour = colour_of(shape)
    if shape.kind is ShapeKind.LENGTH:
        return _length_marks(shape.points, label, colour, unit, turn)
    rings = (shape.points, *shape.holes)
    outlines = tuple(marks.line(ring, closed=True) for ring in rings if len(ring) > 2)
    place = geometry.label_point(shape.points, shape.holes)
    return (
        PathMark(outlines, stroke=colour, width=1.4 * unit, fill=colour, opacity=0.16,
                 halo=LIGHT, halo_width=0.5 * unit),
        *_label(label, place, colour, unit, turn),
    )  # fmt: skip


def excerpt_marks(outline: Ring, unit: float) -> tuple[Mark, ...]:
    """What a report shows of the sheet."""
    if len(outline) < 3:
        return ()
    return (
        PathMark((marks.line(outline, closed=True),), stroke=EXCERPT, width=2 * unit,
                 halo=LIGHT, halo_width=0.6 * unit),
    )  # fmt: skip


def _length_marks(
    points: Ring, label: str, colour: str, unit: float, turn: float
) -> tuple[Mark, ...]:
    ends = (*_ticks(points[0], points[1], 4 * unit), *_ticks(points[-1], points[-2], 4 * unit)[:1])
    middle = len(points) // 2
    place = _beside(points[middle - 1], points[middle], 8 * unit, turn)
    return (
        PathMark((marks.line(points),), stroke=colour, width=1.4 * unit,
                 halo=LIGHT, halo_width=0.5 * unit),
        PathMark(ends if len(points) == 2 else (ends[0], ends[-1]), stroke=colour,
                 width=1.4 * unit),
        *_label(label, place, colour, unit, turn),
    )  # fmt: skip


def _label(text: str, at: Point, colour: str, unit: float, turn: float) -> tuple[Mark, ...]:
    if not text.strip():
        return ()
    return (
        TextMark(at, text, 9 * unit, colour, Align.MIDDLE, -turn, LIGHT, 1.6 * unit, bold=True),
    )  # fmt: skip


def _ticks(start: Point, end: Point, half: float) -> tuple[marks.Outline, ...]:
    """Across both ends of a line."""
    away = geometry.distance(start, end) or 1.0
    x, y = -(end[1] - start[1]) / away * half, (end[0] - start[0]) / away * half
    return tuple(
        marks.line(((at[0] - x, at[1] - y), (at[0] + x, at[1] + y))) for at in (start, end)
    )


def _beside(start: Point, end: Point, away: float, turn: float) -> Point:
    """Off the middle of a line, on the side that is above as the sheet is looked at."""
    long = geometry.distance(start, end) or 1.0
    x, y = (end[1] - start[1]) / long, -(end[0] - start[0]) / long
    if _seen_down((x, y), turn) > 0:
        x, y = -x, -y
    return (start[0] + end[0]) / 2 + x * away, (start[1] + end[1]) / 2 + y * away


def _seen_down(direction: Point, turn: float) -> float:
    return math.sin(math.radians(turn)) * direction[0] + math.cos(math.radians(turn)) * direction[1]


def labels(lines: Sequence[str]) -> str:
    """The lines of a label as a mark has them, empty ones left out."""
    return "\n".join(line for line in lines if line.strip())
