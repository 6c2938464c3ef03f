"""A measured plan as a drawing in flat metres (y up): what a DXF holds, whoever writes it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from shamay_desktop.domain.drawing.geometry import bounds, distance, label_point, length, steps
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.drawing.reshaping import moved
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.marks import colour_of
from shamay_desktop.domain.measuring.plans import Shape, ShapeKind
from shamay_desktop.domain.measuring.scale import MeasuredSheet

BETWEEN = 5.0
"""Metres between what different scales measured: each stands in a place of its own."""

LENGTHS = "lengths"
NO_CATEGORY = "none"

Words = Callable[[Shape, Measured], Sequence[str]]


@dataclass(frozen=True, slots=True)
class DrawnShape:
    """One shape: a closed outline with holes, or a line. `lines` are its words, drawn at `label`.

    `layer` is the category's code, `LENGTHS` of a line, `NO_CATEGORY` of an area without one;
    `colour` is "#rrggbb".
    """

    layer: str
    colour: str
    points: Ring
    holes: tuple[Ring, ...]
    closed: bool
    lines: tuple[str, ...]
    label: Point


@dataclass(frozen=True, slots=True)
class Drawing:
    """`left_out` are the ids of shapes that could not be measured, each with its reason."""

    shapes: tuple[DrawnShape, ...]
    left_out: Mapping[str, Refused]


def drawing_of(measured: MeasuredSheet, words: Words) -> Drawing:
    """The measured shapes of a sheet in metres, in their order.

    What one scale measured keeps its places; what another scale measured stands beside it, as
    two scales of one sheet have no common ground.
    """
    drawn: list[DrawnShape] = []
    right: float | None = None
    for region in dict.fromkeys(measured.regions.values()):
        group = _of_region(measured, region, words)
        if not group:
            continue
        left, _, far, _ = bounds(point for shape in group for point in shape.points)
        shift = 0.0 if right is None else right + BETWEEN - left
        drawn += [_shifted(shape, shift) for shape in group]
        right = far + shift
    refused = {name: found for name, found in measured.shapes.items() if isinstance(found, Refused)}
    return Drawing(tuple(drawn), refused)


def _of_region(measured: MeasuredSheet, region: str, words: Words) -> list[DrawnShape]:
    group: list[DrawnShape] = []
    for shape in measured.sheet.shapes:
        found = measured.shapes.get(shape.id)
        if isinstance(found, Measured) and measured.regions.get(shape.id) == region:
            scale = measured.scales[region]
            holes = tuple(scale.to_metres(hole) for hole in shape.holes)
            group.append(_drawn(shape, scale.to_metres(shape.points), holes, words(shape, found)))
    return group


def _drawn(shape: Shape, points: Ring, holes: tuple[Ring, ...], lines: Sequence[str]) -> DrawnShape:
    is_length = shape.kind is ShapeKind.LENGTH
    layer = LENGTHS if is_length else shape.category or NO_CATEGORY
    label = _middle(points) if is_length else label_point(points, holes)
    return DrawnShape(
        layer, colour_of(shape), points, () if is_length else holes, not is_length,
        tuple(line for line in lines if line), label,
    )  # fmt: skip


def _middle(path: Ring) -> Point:
    """Half of the way along a line."""
    left = length(path) / 2
    for a, b in steps(path):
        far = distance(a, b)
        if left <= far and far > 0:
            share = left / far
            return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
        left -= far
    return path[-1]


def _shifted(shape: DrawnShape, across: float) -> DrawnShape:
    if across == 0:
        return shape

    return replace(
        shape,
        points=moved(shape.points, across, 0.0),
        holes=tuple(moved(hole, across, 0.0) for hole in shape.holes),
        label=(shape.label[0] + across, shape.label[1]),
    )
