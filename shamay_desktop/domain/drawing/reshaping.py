"""Shapes changed by hand: corners, places, turns, rectangles, holes, offsets, shared outlines.

Angles are degrees clockwise as seen on a sheet (y down); lengths are in the units of the points.
Nothing is altered in place. What cannot be done is Refused, and the shape stays as it was.
"""

import itertools
import math
from collections.abc import Sequence

from shamay_desktop.domain.drawing.geometry import (
    contains,
    crossing,
    distance,
    edges,
    length,
    nearest_on,
    rings_meet,
    signed_area,
    without_repeats,
)
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.errors import Refused

LEAST_OF_RING = 3
LEAST_OF_LINE = 2

_PARALLEL = math.sin(math.radians(3))
"""Neighbours that turn less are one wall: where its thickness changes it gets a step."""

_TURNED_BACK = 1e-6
"""A corner that is sharper has no mitre."""


def moved_corner(ring: Sequence[Point], number: int, to: Point) -> Ring:
    """The shape with that corner elsewhere."""
    return (*ring[:number], to, *ring[number + 1 :])


def added_corner(ring: Sequence[Point], edge: int, at: Point) -> Ring:
    """The shape with one corner more on that edge (edge i begins at corner i)."""
    return (*ring[: edge + 1], at, *ring[edge + 1 :])


def removed_corner(ring: Sequence[Point], number: int, *, least: int = LEAST_OF_RING) -> Ring:
    """The shape without that corner; `least` is 2 for a line.

    Raises Refused(`shape_too_few_corners`) with `n`.
    """
    if len(ring) <= least:
        raise Refused("shape_too_few_corners", n=least)
    return (*ring[:number], *ring[number + 1 :])


def moved(points: Sequence[Point], across: float, down: float) -> Ring:
    """All points elsewhere by the same way."""
    return tuple((x + across, y + down) for x, y in points)


def turned(points: Sequence[Point], degrees: float, about: Point) -> Ring:
    """All points turned clockwise about a place; right angles exactly."""
    quarter, rest = divmod(degrees, 90)
    if rest == 0:
        cos, sin = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[int(quarter) % 4]
    else:
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y = about
    return tuple(
        (x + (a - x) * cos - (b - y) * sin, y + (a - x) * sin + (b - y) * cos) for a, b in points
    )


def rectangle(a: Point, b: Point, along: float | None = None) -> Ring:
    """With two opposite corners `a` and `b`, its sides along the angle `along` and across it.

    The corners come in clockwise order on a sheet, `a` first. Raises Refused(`shape_without_area`)
    where `a` and `b` lie on one side.
    """
    degrees = along or 0.0
    (far,) = turned((b,), -degrees, a)
    if far[0] == a[0] or far[1] == a[1]:
        raise Refused("shape_without_area")
    flat = (a, (far[0], a[1]), far, (a[0], far[1]))
    one, _, other, _ = flat
    is_clockwise = (other[0] - one[0]) * (other[1] - one[1]) > 0
    corners = flat if is_clockwise else (flat[0], flat[3], flat[2], flat[1])
    middle = turned(corners, degrees, a)
    return (a, middle[1], b, middle[3])


def with_hole(
    outer: Sequence[Point], holes: Sequence[Ring], hole: Sequence[Point]
) -> tuple[Ring, ...]:
    """The holes with one more, which lies inside and off the others.

    Raises Refused: `shape_too_few_corners`, `shape_crosses_itself` with `first` and `second` edge
    (from 1), `hole_outside` (not wholly inside), `hole_in_hole` (meets another hole).
    """
    new = ring_of(hole)
    if not contains(outer, new[0]) or rings_meet(outer, new):
        raise Refused("hole_outside")
    for other in holes:
        if rings_meet(other, new) or contains(other, new[0]) or contains(new, other[0]):
            raise Refused("hole_in_hole")
    return (*holes, new)


def ring_of(points: Sequence[Point]) -> Ring:
    """A ring without repeated points that may be kept as an area.

    Raises Refused: `shape_too_few_corners` with `n`, `shape_crosses_itself` with `first` and
    `second`, the numbers of its edges from 1.
    """
    ring = without_repeats(points)
    if len(ring) < LEAST_OF_RING:
        raise Refused("shape_too_few_corners", n=LEAST_OF_RING)
    found = crossing(ring)
    if found is not None:
        raise Refused("shape_crosses_itself", first=found[0] + 1, second=found[1] + 1)
    return ring


def offset(ring: Sequence[Point], distances: Sequence[float]) -> Ring:
    """Each edge moved outward (below 0: inward) by its own distance, mitred at the corners.

    `distances` has one for each edge (edge i from corner i to the next). Where two edges go on
    straight with different distances a step of two corners stands. Raises Refused:
    `shape_too_few_corners`, `shape_crosses_itself`, and `offset_inside_out` when an edge would be
    eaten up or the outline would cross itself.
    """
    kept = [index for index, (a, b) in enumerate(edges(ring)) if a != b]
    corners = ring_of([ring[index] for index in kept])
    way = 1.0 if signed_area(corners) > 0 else -1.0
    units = [_unit(a, b) for a, b in edges(corners)]
    outward = [(way * down, -way * across) for across, down in units]
    out = [distances[index] for index in kept]
    placed = [
        _offset_corner(
            corner, (units[at - 1], outward[at - 1], out[at - 1]), (units[at], outward[at], out[at])
        )
        for at, corner in enumerate(corners)
    ]
    for at, (across, down) in enumerate(units):
        start, end = placed[at][-1], placed[(at + 1) % len(placed)][0]
        if (end[0] - start[0]) * across + (end[1] - start[1]) * down <= 0:
            raise Refused("offset_inside_out")
    found = tuple(point for points in placed for point in points)
    if signed_area(found) * way <= 0 or crossing(found) is not None:
        raise Refused("offset_inside_out")
    return found


def traced(ring: Sequence[Point], start: Point, end: Point) -> tuple[Ring, Ring]:
    """The two ways along an outline from `start` to `end`, the shorter first.

    Both places are taken to the nearest ones of the outline. Raises Refused(`trace_too_short`)
    where they are the same place.
    """
    corners = without_repeats(ring)
    one, first, _ = nearest_on(corners, start, closed=True)
    other, last, _ = nearest_on(corners, end, closed=True)
    if distance(one, other) == 0:
        raise Refused("trace_too_short")
    there = _way(corners, (first, one), (last, other))
    back = tuple(reversed(_way(corners, (last, other), (first, one))))
    return (there, back) if length(there) <= length(back) else (back, there)


def _way(corners: Ring, start: tuple[int, Point], end: tuple[int, Point]) -> Ring:
    """Along the order of the corners from one place on an edge to another."""
    (first, one), (last, other) = start, end
    count = len(corners)
    between = (last - first) % count
    if between == 0 and distance(corners[first], other) < distance(corners[first], one):
        between = count
    passed = (corners[(first + 1 + step) % count] for step in range(between))
    return _line_without_repeats((one, *passed, other))


def _line_without_repeats(points: Sequence[Point]) -> Ring:
    return (points[0], *(b for a, b in itertools.pairwise(points) if a != b))


def _unit(a: Point, b: Point) -> Point:
    long = distance(a, b)
    return (b[0] - a[0]) / long, (b[1] - a[1]) / long


_Moved = tuple[Point, Point, float]
"""An edge's direction, its outward direction, and how far it is moved outward."""


def _offset_corner(corner: Point, one: _Moved, other: _Moved) -> tuple[Point, ...]:
    """Where the moved edges meet: one point, or two of a step."""
    (along, out, far), (along_other, out_other, far_other) = one, other
    turn = along[0] * along_other[1] - along[1] * along_other[0]
    straight = along[0] * along_other[0] + along[1] * along_other[1]
    x, y = corner
    if abs(turn) < _PARALLEL and straight > 0 and far != far_other:
        return (
            (x + out[0] * far, y + out[1] * far),
            (x + out_other[0] * far_other, y + out_other[1] * far_other),
        )
    if abs(turn) < _TURNED_BACK and straight < 0:
        raise Refused("offset_inside_out")
    if far == far_other:
        share = far / (1 + straight)
        return ((x + share * (out[0] + out_other[0]), y + share * (out[1] + out_other[1])),)
    by = (far * out_other[1] - far_other * out[1]) / turn
    to = (far_other * out[0] - far * out_other[0]) / turn
    return ((x + by, y + to),)
