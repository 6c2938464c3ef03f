"""Where a pointer is taken to that is near a corner, a wall or a right angle.

All lengths are in the units of the points; `radius` is how near is near. Whoever lets the hand go
free (Shift) does not ask.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from shamay_desktop.domain.drawing.geometry import Edge, direction, distance, on_edge
from shamay_desktop.domain.drawing.points import Point

_FARTHEST_CROSSING = 1.5
"""Radii: two lines that are near may cross a little farther off."""

_SHARPEST = math.sin(math.radians(5))
"""Lines that meet more sharply give no crossing: it would jump along them."""

_RIGHT_ANGLE_WITHIN = 5.0
"""Degrees by which the hand may miss a right angle; of another angle a quarter of its steps."""

_MOST_WALLS = 6
_MOST_ALIGNED = 12
"""Earlier corners that are looked along when none are named: the nearest ones."""


@dataclass(frozen=True, slots=True)
class Snap:
    """Where the point is taken to, and why.

    `kind` is "" (nothing was near: the point itself), "corner", "edge", "right_angle", "angle" or
    "aligned". `guide` is the line that is shown for it: to this place from there, None where the
    point itself says it.
    """

    point: Point
    kind: str
    guide: Edge | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """Through `origin` in the unit direction (`across`, `down`); an edge's ends bound it."""

    kind: str
    origin: Point
    across: float
    down: float
    nearest: Point
    away: float
    edge: Edge | None = None


def snapped(
    point: Point,
    *,
    corners: Sequence[Point],
    edges: Sequence[Edge],
    anchor: Point | None,
    before: Point | None,
    radius: float,
    angles: float | None = 15.0,
    base_angle: float = 0.0,
    earlier: Sequence[Point] | None = None,
) -> Snap:
    """Where the point is taken to.

    `anchor` is the corner that was set last and `before` the one before it: they give the
    directions. `angles` in degrees are the steps of other directions, counted from the sheet's x
    axis and from `base_angle`, the plan's own main direction (degrees clockwise; a plan that lies
    1.3° turned has its walls at 1.3°); None for none but right angles. `earlier` are the corners
    that are aligned with, along the main directions; None: the nearest of `corners`.

    A corner is taken first. Two lines that are near (a right angle and a wall) are taken where
    they cross, then the nearest of the most telling kind.
    """
    corner = _nearest(point, corners, radius)
    if corner is not None:
        return Snap(corner, "corner")
    rays = tuple(_rays(point, anchor, before, radius, angles, base_angle))
    walls = sorted(_walls(point, edges, radius), key=_how_far)[:_MOST_WALLS]
    aligned = _aligned(point, corners, earlier, radius / 2, base_angle)
    return _by_lines(point, rays, walls, aligned, radius)


def _by_lines(
    point: Point,
    rays: Sequence[_Line],
    walls: Sequence[_Line],
    aligned: Iterator[_Line],
    radius: float,
) -> Snap:
    """Where no corner is near: the crossing of two lines, or the nearest of the first family."""
    first = rays[:1] or walls[:1]
    found = _crossing_of(point, first, [line for line in walls if line not in first], radius)
    if found is not None:
        return found
    if walls and not rays:
        return _on(walls[0])
    lines = sorted(aligned, key=_how_far)
    first = rays[:1] or lines[:1]
    found = _crossing_of(point, first, [line for line in lines if line not in first], radius)
    return found or (_on(first[0]) if first else Snap(point, ""))


def _how_far(line: _Line) -> float:
    return line.away


def _nearest(point: Point, corners: Sequence[Point], radius: float) -> Point | None:
    x, y = point
    near = [
        corner for corner in corners
        if abs(corner[0] - x) <= radius and abs(corner[1] - y) <= radius
    ]  # fmt: skip
    best = min(near, key=lambda corner: distance(corner, point), default=None)
    return best if best is not None and distance(best, point) <= radius else None


def _rays(
    point: Point,
    anchor: Point | None,
    before: Point | None,
    radius: float,
    angles: float | None,
    base_angle: float,
) -> Iterator[_Line]:
    """Directions from the anchor that the point nearly keeps, the most telling first."""
    if anchor is None or distance(anchor, point) <= radius:
        return
    heading = direction(anchor, point)
    if before is not None and before != anchor:
        turned = _step_near(heading, direction(before, anchor), 90.0)
        line = _ray("right_angle", anchor, turned, point)
        if line.away <= radius and _apart(heading, turned) <= _RIGHT_ANGLE_WITHIN:
            yield line
    if not angles:
        return
    bases = dict.fromkeys((base_angle, 0.0))
    headings = [_step_near(heading, base, angles) for base in bases]
    lines = [(turned, _ray("angle", anchor, turned, point)) for turned in headings]
    for turned, line in sorted(lines, key=lambda pair: pair[1].away):
        if line.away <= radius and _apart(heading, turned) <= angles / 4:
            yield line


def _walls(point: Point, edges: Sequence[Edge], radius: float) -> Iterator[_Line]:
    x, y = point
    left, right, top, bottom = x - radius, x + radius, y - radius, y + radius
    for a, b in edges:
        if (
            (a[0] < left and b[0] < left) or (a[0] > right and b[0] > right)
            or (a[1] < top and b[1] < top) or (a[1] > bottom and b[1] > bottom)
        ):  # fmt: skip
            continue
        nearest, long = on_edge(a, b, point), distance(a, b)
        away = distance(nearest, point)
        if away <= radius and long > 0:
            across, down = (b[0] - a[0]) / long, (b[1] - a[1]) / long
            yield _Line("edge", a, across, down, nearest, away, (a, b))


def _aligned(
    point: Point,
    corners: Sequence[Point],
    earlier: Sequence[Point] | None,
    radius: float,
    base_angle: float,
) -> Iterator[_Line]:
    """Lines along both main directions through earlier corners."""
    if earlier is None:
        earlier = nsmallest(_MOST_ALIGNED, corners, key=lambda corner: math.dist(corner, point))
    ways = [(turned, *_unit(turned)) for turned in (base_angle, base_angle + 90)]
    near = radius * 1.001
    for corner in earlier:
        x, y = point[0] - corner[0], point[1] - corner[1]
        for turned, across, down in ways:
            if abs(x * down - y * across) > near:
                continue  # most are; a line is made of the few that are not
            line = _ray("aligned", corner, turned, point)
            if line.away <= radius:
                yield line


def _ray(kind: str, origin: Point, degrees: float, point: Point) -> _Line:
    across, down = _unit(degrees)
    along = (point[0] - origin[0]) * across + (point[1] - origin[1]) * down
    nearest = origin[0] + along * across, origin[1] + along * down
    return _Line(kind, origin, across, down, nearest, distance(nearest, point))


def _unit(degrees: float) -> Point:
    """Exact along the axes: a wall at 90° has one x."""
    quarter, rest = divmod(degrees, 90)
    if rest == 0:
        return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[int(quarter) % 4]
    return math.cos(math.radians(degrees)), math.sin(math.radians(degrees))


def _step_near(heading: float, base: float, step: float) -> float:
    """The nearest of base, base + step, base + 2 steps …"""
    return base + step * round((heading - base) / step)


def _apart(one: float, other: float) -> float:
    return abs((one - other + 180) % 360 - 180)


def _crossing_of(
    point: Point, ones: Sequence[_Line], others: Sequence[_Line], radius: float
) -> Snap | None:
    """The nearest place where two of the lines cross, near the point; the first tells the kind."""
    best: Snap | None = None
    limit = _FARTHEST_CROSSING * radius
    for one in ones:
        for other in others:
            place = _crossing(one, other)
            if place is None or not (_reaches(one, place) and _reaches(other, place)):
                continue
            away = distance(place, point)
            if away <= limit:
                best, limit = Snap(place, one.kind, _guide(one, place)), away
    return best


def _crossing(one: _Line, other: _Line) -> Point | None:
    sharp = one.across * other.down - one.down * other.across
    if abs(sharp) < _SHARPEST:
        return None
    x, y = other.origin[0] - one.origin[0], other.origin[1] - one.origin[1]
    along = (x * other.down - y * other.across) / sharp
    return one.origin[0] + along * one.across, one.origin[1] + along * one.down


def _reaches(line: _Line, place: Point) -> bool:
    """An edge ends at its corners."""
    if line.edge is None:
        return True
    a, b = line.edge
    return distance(on_edge(a, b, place), place) <= 1e-6 * (1 + distance(a, b))


def _on(line: _Line) -> Snap:
    return Snap(line.nearest, line.kind, _guide(line, line.nearest))


def _guide(line: _Line, place: Point) -> Edge | None:
    return line.edge or (line.origin, place)
