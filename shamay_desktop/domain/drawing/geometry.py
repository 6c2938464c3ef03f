"""Lengths, areas and places of points, lines and rings; in the units of their points.

Rings are open (the last point is not the first again); a ring that is closed is measured the same.
Sums are taken from the first point and by `math.fsum`: far from zero no digits are lost. What is
left or right, inside or crossing, is decided exactly, by fractions where floats cannot tell.
"""

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from shamay_desktop.domain.drawing.points import Point, Ring

_SURE = 3.4e-16
"""Of a cross product's terms: a result that is larger has the right sign (Shewchuk 1997)."""

_ONE_WAY = 1
"""Degrees by which edges of one direction differ: a hand's drawing, a scan's skew."""

_BINS = 2
"""Of a degree, in which lengths are summed to find where most lies."""

Edge = tuple[Point, Point]
Box = tuple[float, float, float, float]

_Numbered = tuple[float, float, float, float, int, Edge]
"""Left, right, top, bottom, the edge's number and the edge."""


def distance(a: Point, b: Point) -> float:
    """Between two points."""
    return math.hypot(b[0] - a[0], b[1] - a[1])


def edges(ring: Sequence[Point]) -> Iterator[Edge]:
    """The edges of a ring; edge i goes from corner i to the next one, the last to the first."""
    return zip(ring, (*ring[1:], *ring[:1]), strict=True)


def steps(path: Sequence[Point]) -> Iterator[Edge]:
    """The edges of an open line."""
    return itertools.pairwise(path)


def length(path: Sequence[Point]) -> float:
    """Along an open line."""
    return math.fsum(distance(a, b) for a, b in steps(path))


def perimeter(ring: Sequence[Point]) -> float:
    """Around a ring, the way back to the first corner included."""
    return math.fsum(distance(a, b) for a, b in edges(ring))


def area(outer: Sequence[Point], holes: Iterable[Sequence[Point]] = ()) -> float:
    """Of a ring less its holes, never below 0; of one that crosses itself nothing is promised."""
    return max(abs(signed_area(outer)) - math.fsum(abs(signed_area(hole)) for hole in holes), 0.0)


def signed_area(ring: Sequence[Point]) -> float:
    """Positive where the corners go clockwise as seen on a sheet (y down)."""
    return math.fsum(_crosses(ring)) / 2


def centre(ring: Sequence[Point]) -> Point:
    """The centre of area; of a ring without area the middle of its edges. Needs one point."""
    terms = list(_crosses(ring))
    whole = math.fsum(terms)
    around = perimeter(ring)
    if abs(whole) <= 1e-12 * around * around:
        return _middle_of_edges(ring, around)
    left, top = ring[0]
    x = math.fsum(
        (a[0] + b[0] - 2 * left) * term for (a, b), term in zip(edges(ring), terms, strict=True)
    )
    y = math.fsum(
        (a[1] + b[1] - 2 * top) * term for (a, b), term in zip(edges(ring), terms, strict=True)
    )
    return left + x / (3 * whole), top + y / (3 * whole)


def bounds(points: Iterable[Point]) -> Box:
    """Left, top, right and bottom of at least one point."""
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


def side(a: Point, b: Point, point: Point) -> int:
    """1: right of the way from `a` to `b` on a sheet (y down), -1: left, 0: exactly on its line."""
    one = (b[0] - a[0]) * (point[1] - a[1])
    other = (b[1] - a[1]) * (point[0] - a[0])
    found = one - other
    if abs(found) > _SURE * (abs(one) + abs(other)):
        return 1 if found > 0 else -1
    ax, ay, bx, by, px, py = map(Fraction, (*a, *b, *point))
    exact = (bx - ax) * (py - ay) - (by - ay) * (px - ax)
    return (exact > 0) - (exact < 0)


def crossing(ring: Sequence[Point]) -> tuple[int, int] | None:
    """The numbers of two edges that cross, touch or lie on one another; None: a simple ring.

    Neighbours share their corner and nothing more. Edges without length are passed over.
    """
    kept = [(number, edge) for number, edge in enumerate(edges(ring)) if edge[0] != edge[1]]
    if len(kept) < 3:
        return None
    places = {number: place for place, (number, _) in enumerate(kept)}
    boxes = _boxes([edge for _, edge in kept], [number for number, _ in kept])
    for first, second in _near_pairs(boxes):
        apart = (places[second[4]] - places[first[4]]) % len(kept)
        if _meet(first[5], second[5], apart, len(kept)):
            low, high = sorted((first[4], second[4]))
            return low, high
    return None


def crosses(first: Edge, second: Edge) -> bool:
    """Whether two edges have any point in common."""
    a, b = first
    c, d = second
    one, two = side(a, b, c), side(a, b, d)
    three, four = side(c, d, a), side(c, d, b)
    if one * two < 0 and three * four < 0:
        return True
    return any(
        turned == 0 and _is_between(edge, point)
        for turned, edge, point in (
            (one, first, c), (two, first, d), (three, second, a), (four, second, b),
        )
    )  # fmt: skip


def rings_meet(one: Sequence[Point], other: Sequence[Point]) -> bool:
    """Whether the outlines of two rings have any point in common."""
    own = [edge for edge in edges(one) if edge[0] != edge[1]]
    both = own + [edge for edge in edges(other) if edge[0] != edge[1]]
    return bool(both) and any(
        (first[4] < len(own)) != (second[4] < len(own)) and crosses(first[5], second[5])
        for first, second in _near_pairs(_boxes(both, range(len(both))))
    )


def contains(ring: Sequence[Point], point: Point) -> bool:
    """Inside or on the outline (even-odd where a ring crosses itself)."""
    is_inside = False
    y = point[1]
    for a, b in edges(ring):
        if (a[1] > y) != (b[1] > y):
            turned = side(a, b, point)
            if turned == 0:
                return True
            is_inside ^= (turned > 0) == (b[1] < a[1])
        elif _is_between((a, b), point) and side(a, b, point) == 0:
            return True
    return is_inside


def nearest_on(
    path: Sequence[Point], point: Point, *, closed: bool = False
) -> tuple[Point, int, float]:
    """The nearest place of a line (or, `closed`, of a ring), its edge's number, its distance.

    Needs one point; a single point is its own edge 0.
    """
    found, best, where = path[0], math.inf, 0
    for number, (a, b) in enumerate(edges(path) if closed or len(path) == 1 else steps(path)):
        on = on_edge(a, b, point)
        away = distance(on, point)
        if away < best:
            found, best, where = on, away, number
    return found, where, best


def on_edge(a: Point, b: Point, point: Point) -> Point:
    """The place of the edge that is nearest to the point."""
    across, down = b[0] - a[0], b[1] - a[1]
    square = across * across + down * down
    if square == 0:
        return a
    share = ((point[0] - a[0]) * across + (point[1] - a[1]) * down) / square
    if share <= 0:
        return a
    return b if share >= 1 else (a[0] + share * across, a[1] + share * down)


def label_point(outer: Sequence[Point], holes: Sequence[Sequence[Point]] = ()) -> Point:
    """Where a name may stand: inside, off the holes, with room around it. Needs one point.

    The centre of area where it has room, else the roomiest middle of a few rows and columns.
    Of a shape without an inside a point of its outline.
    """
    rings = (outer, *holes)
    middle = centre(outer)
    places = [middle, *_row_middles(rings, 0), *_row_middles(rings, 1)]
    rooms = [_room(rings, place) for place in places]
    best = max(rooms)
    if best <= 0:
        return nearest_on(outer, middle, closed=True)[0]
    return middle if rooms[0] >= 0.6 * best else places[rooms.index(best)]


def is_inside(outer: Sequence[Point], holes: Iterable[Sequence[Point]], point: Point) -> bool:
    """In the ring and in none of its holes."""
    return contains(outer, point) and not any(contains(hole, point) for hole in holes)


def without_repeats(points: Sequence[Point]) -> Ring:
    """Without points that stand where the one before stands, round the corner as well."""
    kept = [b for a, b in zip((None, *points), points, strict=False) if a != b]
    while len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return tuple(kept)


def direction(a: Point, b: Point) -> float:
    """Degrees clockwise on a sheet (y down) from the x axis, -180 to 180; 0 for no length."""
    return math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))


def main_direction(lines: Iterable[Edge]) -> float:
    """Along which most of the length of the edges lies, right angles counted as the same.

    Degrees clockwise on a sheet from the x axis, over -45 up to 45; 0 where there are none. A plan
    that was scanned a little turned has its walls there. Diagonals and round walls do not count:
    it is the mean of those within `_ONE_WAY` of where most lies, of two as strong ones the one
    nearer to the sheet's own.
    """
    turns = [_leaning(a, b) for a, b in lines if a != b]
    bins = [0.0] * (90 * _BINS)
    for turn, long in turns:
        bins[int(turn * _BINS) % len(bins)] += long
    around = range(-_ONE_WAY * _BINS, _ONE_WAY * _BINS + 1)
    sums = [math.fsum(bins[(at + step) % len(bins)] for step in around) for at in range(len(bins))]
    if not turns:
        return 0.0
    best = max(sums) * (1 - 1e-9)
    most = [(at + 0.5) / _BINS for at, found in enumerate(sums) if found >= best]
    way = min(most, key=lambda turn: (abs(math.remainder(turn, 90)), turn))
    near = [(math.remainder(turn - way, 90), long) for turn, long in turns]
    kept = [(off, long) for off, long in near if abs(off) <= _ONE_WAY + 1 / _BINS]
    mean = math.fsum(off * long for off, long in kept) / math.fsum(long for _, long in kept)
    return math.remainder(way + mean, 90)


@lru_cache(maxsize=16384)
def _leaning(a: Point, b: Point) -> tuple[float, float]:
    """An edge's direction within a quarter turn, and its length; an edit leaves nearly all."""
    return direction(a, b) % 90, distance(a, b)


def _crosses(ring: Sequence[Point]) -> Iterator[float]:
    """Twice the signed areas of the triangles from the first corner to each edge."""
    if not ring:
        return
    left, top = ring[0]
    for a, b in edges(ring):
        yield (a[0] - left) * (b[1] - top) - (b[0] - left) * (a[1] - top)


def _middle_of_edges(ring: Sequence[Point], around: float) -> Point:
    if around == 0:
        return ring[0]
    left, top = ring[0]
    lengths = [distance(a, b) for a, b in edges(ring)]
    pairs = list(zip(edges(ring), lengths, strict=True))
    x = math.fsum((a[0] + b[0] - 2 * left) / 2 * weight for (a, b), weight in pairs)
    y = math.fsum((a[1] + b[1] - 2 * top) / 2 * weight for (a, b), weight in pairs)
    return left + x / around, top + y / around


def _is_between(edge: Edge, point: Point) -> bool:
    """In the edge's box: of a point on its line, whether it is on the edge."""
    (ax, ay), (bx, by) = edge
    return min(ax, bx) <= point[0] <= max(ax, bx) and min(ay, by) <= point[1] <= max(ay, by)


def _room(rings: Sequence[Sequence[Point]], point: Point) -> float:
    """How far the outline is from a point inside; below 0 outside."""
    away = min(nearest_on(ring, point, closed=True)[2] for ring in rings if ring)
    return away if is_inside(rings[0], rings[1:], point) else -away


def _row_middles(rings: Sequence[Sequence[Point]], axis: int) -> Iterator[Point]:
    """The middle of the longest stretch inside, on rows (axis 0) or columns (1) between corners."""
    other = 1 - axis
    levels = sorted({point[other] for ring in rings for point in ring})
    gaps = sorted(itertools.pairwise(levels), key=lambda gap: gap[0] - gap[1])
    middle = [(levels[0] + levels[-1]) / 2] if len(levels) > 1 else []
    for level in (*middle, *((low + high) / 2 for low, high in gaps[:3])):
        crossings = sorted(_crossings(rings, level, axis))
        stretches = zip(crossings[::2], crossings[1::2], strict=False)
        longest = max(stretches, key=lambda pair: pair[1] - pair[0], default=None)
        if longest is not None:
            place = (longest[0] + longest[1]) / 2
            yield (place, level) if axis == 0 else (level, place)


def _crossings(rings: Iterable[Sequence[Point]], level: float, axis: int) -> Iterator[float]:
    other = 1 - axis
    for ring in rings:
        for a, b in edges(ring):
            if (a[other] > level) != (b[other] > level):
                share = (level - a[other]) / (b[other] - a[other])
                yield a[axis] + share * (b[axis] - a[axis])


def _meet(first: Edge, second: Edge, apart: int, count: int) -> bool:
    """Whether two edges of a ring meet where they should not."""
    if apart == count - 1:
        first, second, apart = second, first, 1
    if apart != 1:
        return crosses(first, second)
    corner, ahead = second
    behind = first[0]
    if side(behind, corner, ahead) != 0:
        return False
    return (behind[0] - corner[0]) * (ahead[0] - corner[0]) + (behind[1] - corner[1]) * (
        ahead[1] - corner[1]
    ) > 0


def _boxes(kept: Sequence[Edge], numbers: Sequence[int]) -> list[_Numbered]:
    """Sorted along the axis on which the edges cover one another less."""
    boxes = [
        (min(a[0], b[0]), max(a[0], b[0]), min(a[1], b[1]), max(a[1], b[1]), number, (a, b))
        for number, (a, b) in zip(numbers, kept, strict=True)
    ]
    across = max(box[1] for box in boxes) - min(box[0] for box in boxes)
    down = max(box[3] for box in boxes) - min(box[2] for box in boxes)
    if (
        sum(box[1] - box[0] for box in boxes) * down
        > sum(box[3] - box[2] for box in boxes) * across
    ):
        boxes = [(box[2], box[3], box[0], box[1], box[4], box[5]) for box in boxes]
    return sorted(boxes, key=lambda box: box[0])


def _near_pairs(boxes: Sequence[_Numbered]) -> Iterator[tuple[_Numbered, _Numbered]]:
    """Pairs whose boxes meet."""
    active: list[_Numbered] = []
    for box in boxes:
        low = box[0]
        active = [other for other in active if other[1] >= low]
        top, bottom = box[2], box[3]
        for other in active:
            if other[2] <= bottom and top <= other[3]:
                yield other, box
        active.append(box)
