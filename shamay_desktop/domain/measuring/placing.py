"""Whether a shape can be measured as drawn, and by which scale of its sheet."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import isfinite

from shamay_desktop.domain.drawing.geometry import (
    Box,
    Edge,
    area,
    bounds,
    contains,
    crosses,
    crossing,
    edges,
    label_point,
    nearest_on,
    rings_meet,
    side,
    steps,
    without_repeats,
)
from shamay_desktop.domain.drawing.kept import Kept
from shamay_desktop.domain.drawing.points import MOST_POINTS, Point, Ring
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.plans import Region, Shape, ShapeKind, Sheet

Doubt = tuple[str, dict[str, int]]
_NOTHING: Doubt = ("", {})
_box_by_shape: Kept[Box] = Kept()
_LEFT = 1e-6
"""The share of an outline that its holes must leave: less is what rounding leaves of nothing."""

_NEAR = 0.5
"""Pixels: a corner this near to a region's border stands on it, and is on neither side."""


def region_of(sheet: Sheet, shape: Shape) -> str:
    """The id of the region that a shape lies in, "" for the sheet's own scale.

    Of regions within each other the smallest. Raises Refused(`shape_across_regions`,
    `shape_in_two_regions`: they overlap, and each has a scale of its own).
    """
    holding = [
        region for region in sheet.regions if len(region.points) > 2 and _lies_in(shape, region)
    ]
    inner = _smallest(holding)
    for region in holding if len(holding) > 1 else ():
        ring = next(each.points for each in holding if each.id == inner)
        if region.id != inner and not _place(ring, region.points, closed=True):
            names = {each.id: each.name for each in holding}
            raise Refused("shape_in_two_regions", shape=shape.name or shape.id,
                          region=names[inner], other=region.name)  # fmt: skip
    return inner


def region_holding(sheet: Sheet, points: Sequence[Point]) -> str:
    """The same of what is half drawn: the region in which all points lie, "" where none does."""
    return _smallest(
        region
        for region in sheet.regions
        if points
        and len(region.points) > 2
        and all(contains(region.points, point) for point in points)
    )


def boxes(shapes: Sequence[Shape], places: Sequence[str | Refused]) -> dict[str, Box]:
    """The box, in pixels, around what is drawn in each region; `places` are those of the shapes."""
    found: dict[str, Box] = {}
    for shape, place in zip(shapes, places, strict=True):
        if isinstance(place, str) and shape.points:
            box = _box_by_shape.of(shape) or _box_by_shape.keep(bounds(shape.points), shape)
            if all(map(isfinite, box)):
                left, top, right, bottom = box
                a, b, c, d = found.get(place, box)
                found[place] = min(a, left), min(b, top), max(c, right), max(d, bottom)
    return found


def _smallest(holding: Iterable[Region]) -> str:
    return min(((area(region.points), region.id) for region in holding), default=(0.0, ""))[1]


def _lies_in(shape: Shape, region: Region) -> bool:
    found = _place(shape.points, region.points, shape.kind is ShapeKind.AREA)
    if found is None:
        raise Refused("shape_across_regions", shape=shape.name or shape.id, region=region.name)
    return found


@lru_cache(maxsize=4096)
def _place(points: Ring, region: Ring, closed: bool) -> bool | None:
    """Whether the points lie in the region; None: partly."""
    if not points or not _is_finite(points + region) or _boxes_apart(points, region):
        return False
    off = [point for point in points if nearest_on(region, point, closed=True)[2] > _NEAR]
    inside = {contains(region, point) for point in off}
    if len(inside) > 1 or _cut(points, region, closed):
        return None
    if inside:
        is_in = inside.pop()
        within = not is_in and closed and any(contains(points, corner) for corner in region)
        return None if within and _encloses(points, region) else is_in
    return contains(region, _middle(points))


def _is_finite(points: Ring) -> bool:
    return all(isfinite(number) for point in points for number in point)


def _encloses(points: Ring, region: Ring) -> bool:
    """Whether a corner of the region lies in the shape and off its outline."""
    return any(
        contains(points, corner) and nearest_on(points, corner, closed=True)[2] > _NEAR
        for corner in region
    )


def _cut(points: Ring, region: Ring, closed: bool) -> bool:
    """Whether an edge of the shape runs from one side of the border to the other."""
    lines = list(edges(points)) if closed else list(steps(points))
    return any(_through(a, b, c, d) for a, b in lines for c, d in edges(region))


def _through(a: Point, b: Point, c: Point, d: Point) -> bool:
    """What only grazes the border within the reach of a pixel does not cross it."""
    return (
        _is_through((a, b), (c, d))
        and all(nearest_on((c, d), point)[2] > _NEAR for point in (a, b))
        and all(nearest_on((a, b), point)[2] > _NEAR for point in (c, d))
    )


def _boxes_apart(points: Ring, region: Ring) -> bool:
    left, top, right, bottom = bounds(points)
    west, north, east, south = bounds(region)
    return right < west or left > east or bottom < north or top > south


def _middle(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def sound(shape: Shape) -> tuple[Ring, tuple[Ring, ...]]:
    """The outline and holes as they are measured: without points that stand twice.

    Raises Refused(`points_broken`, `shape_too_many_points`, `shape_too_few_corners`,
    `shape_crosses_itself`, `shape_without_area`, `hole_broken`, `hole_outside`, `hole_in_hole`,
    `holes_leave_nothing`),
    each with the shape's name.
    """
    code, facts = _soundness(shape.points, shape.holes, shape.kind)
    if code:
        raise Refused(code, shape=shape.name or shape.id, **facts)
    if shape.kind is ShapeKind.LENGTH:
        return shape.points, ()
    return without_repeats(shape.points), tuple(map(without_repeats, shape.holes))


@lru_cache(maxsize=4096)
def _soundness(points: Ring, holes: tuple[Ring, ...], kind: ShapeKind) -> Doubt:
    """What stands against it, "" for nothing, and the facts of its sentence."""
    many = len(points) + sum(map(len, holes))
    if many > MOST_POINTS:
        return "shape_too_many_points", {"n": many, "limit": MOST_POINTS}
    if not all(map(_is_finite, (points, *holes))):
        return "points_broken", {}
    if kind is ShapeKind.LENGTH:
        few = len(set(points)) < 2
        return ("shape_too_few_corners", {"n": 2}) if few else _NOTHING
    outline = without_repeats(points)
    doubt = _ring_doubt(outline)
    return doubt if doubt[0] else _holes_doubt(outline, tuple(map(without_repeats, holes)))


def _ring_doubt(ring: Ring) -> Doubt:
    if len(ring) < 3:
        return "shape_too_few_corners", {"n": 3}
    if all(side(ring[0], ring[1], point) == 0 for point in ring):
        return "shape_without_area", {}
    met = crossing(ring)
    if met is None:
        return _NOTHING
    return "shape_crosses_itself", {"first": met[0] + 1, "second": met[1] + 1}


def _holes_doubt(outline: Ring, holes: tuple[Ring, ...]) -> Doubt:
    for number, hole in enumerate(holes):
        if _ring_doubt(hole)[0]:
            return "hole_broken", {"n": number + 1}
        if not _lies_within(hole, outline):
            return "hole_outside", {}
        if any(_overlap(hole, other) for other in holes[:number]):
            return "hole_in_hole", {}
    whole = area(outline)
    if holes and whole - sum(map(area, holes)) <= _LEFT * whole:
        return "holes_leave_nothing", {}
    return _NOTHING


def _lies_within(hole: Ring, outline: Ring) -> bool:
    """Wholly inside; a common border or corner is allowed."""
    if not rings_meet(hole, outline):
        return contains(outline, hole[0])
    return all(contains(outline, point) for point in hole) and not _cross(hole, outline)


def _overlap(one: Ring, other: Ring) -> bool:
    """Whether two rings have area in common."""
    if _boxes_apart(one, other):
        return False
    if rings_meet(one, other) and _cross(one, other):
        return True
    return contains(other, label_point(one)) or contains(one, label_point(other))


def _cross(one: Ring, other: Ring) -> bool:
    """Whether two outlines run through one another."""
    return any(
        crosses((a, b), (c, d)) and _is_through((a, b), (c, d))
        for a, b in edges(one)
        for c, d in edges(other)
        if max(a[0], b[0]) >= min(c[0], d[0]) and max(c[0], d[0]) >= min(a[0], b[0])
    )


def _is_through(one: Edge, other: Edge) -> bool:
    """Whether each has the other's ends on both of its sides."""
    (a, b), (c, d) = one, other
    return side(a, b, c) * side(a, b, d) < 0 > side(c, d, a) * side(c, d, b)
