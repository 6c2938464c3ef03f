"""Which parcels border on a parcel, and on which side of it."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from shamay_desktop.domain.drawing import geometry
from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.maps.parcel_layers import LayerParcel

SIDES = ("north", "east", "south", "west")

NEAR = 0.5
"""Metres between two drawn borders that are one: layers are drawn no better."""

SHORTEST = 1.0
"""Metres of a shared border: what shares less touches at a corner."""

_PARALLEL = math.cos(math.radians(12))

Edge = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A parcel that borders on one side, and for how many metres."""

    side: str
    parcel: LayerParcel
    length: float


@dataclass(frozen=True, slots=True)
class Around:
    """The neighbours, side by side and the longest first; `open`: metres of each side of the
    border on which the layer has nothing."""

    neighbours: tuple[Neighbour, ...]
    open: tuple[tuple[str, float], ...]


def neighbours(parcel: LayerParcel, others: Iterable[LayerParcel]) -> Around:
    """Those of `others` that share a border with the parcel.

    A side is told by where the shared border faces, a quarter of the compass each. Those that
    touch at a corner only are left out.
    """
    own = list(_outline(parcel))
    shared: dict[tuple[str, int], float] = {}
    known = _as_one(each for each in others if each.key != parcel.key)
    covered: dict[int, float] = {}
    for number, other in enumerate(known):
        edges = list(_near(_outline(other), own))
        for place, edge in enumerate(own):
            length = math.fsum(_shared(edge, each) for each in edges)
            if length > 0:
                side = _side(edge)
                length = min(length, geometry.distance(*edge))
                shared[side, number] = shared.get((side, number), 0.0) + length
                covered[place] = covered.get(place, 0.0) + length
    found = [
        Neighbour(side, known[number], length)
        for (side, number), length in shared.items()
        if length >= SHORTEST
    ]
    found.sort(key=lambda each: (SIDES.index(each.side), -each.length))
    return Around(tuple(found), tuple(_open(own, covered)))


def _as_one(parcels: Iterable[LayerParcel]) -> list[LayerParcel]:
    """A number that the layer has in several rows, or twice, borders once."""
    found: dict[tuple[str, str, str], LayerParcel] = {}
    for each in parcels:
        before = found.get(each.key)
        rings = each.rings if before is None else (*before.rings, *each.rings)
        found[each.key] = replace(before or each, rings=tuple(dict.fromkeys(rings)))
    return list(found.values())


def _outline(parcel: LayerParcel) -> Iterator[Edge]:
    """Each edge; the parcel lies on its left."""
    for ring in parcel.rings:
        yield from (edge for edge in geometry.edges(ring) if edge[0] != edge[1])


def _near(edges: Iterable[Edge], own: Sequence[Edge]) -> Iterator[Edge]:
    """Those that come near the box of the parcel."""
    if not own:
        return
    left, low, right, high = geometry.bounds(point for edge in own for point in edge)
    for a, b in edges:
        if (
            max(a[0], b[0]) >= left - NEAR
            and min(a[0], b[0]) <= right + NEAR
            and max(a[1], b[1]) >= low - NEAR
            and min(a[1], b[1]) <= high + NEAR
        ):
            yield a, b


def _side(edge: Edge) -> str:
    """Where the border faces: away from the parcel, which lies on the edge's left."""
    (ax, ay), (bx, by) = edge
    east, north = by - ay, ax - bx
    if abs(north) >= abs(east):
        return "north" if north > 0 else "south"
    return "east" if east > 0 else "west"


def _shared(edge: Edge, other: Edge) -> float:
    """Metres of an edge along which the other one lies, going the other way or the same."""
    (ax, ay), (bx, by) = edge
    (cx, cy), (dx, dy) = other
    if (
        max(cx, dx) < min(ax, bx) - NEAR
        or min(cx, dx) > max(ax, bx) + NEAR
        or max(cy, dy) < min(ay, by) - NEAR
        or min(cy, dy) > max(ay, by) + NEAR
    ):
        return 0.0
    own, its = math.hypot(bx - ax, by - ay), math.hypot(dx - cx, dy - cy)
    ux, uy = (bx - ax) / own, (by - ay) / own
    if abs((dx - cx) * ux + (dy - cy) * uy) < _PARALLEL * its:
        return 0.0
    start, end = (cx - ax) * ux + (cy - ay) * uy, (dx - ax) * ux + (dy - ay) * uy
    off, off_end = (cy - ay) * ux - (cx - ax) * uy, (dy - ay) * ux - (dx - ax) * uy
    low, high = max(min(start, end), 0.0), min(max(start, end), own)
    if high <= low:
        return 0.0
    middle = off + (off_end - off) * ((low + high) / 2 - start) / (end - start)
    return high - low if abs(middle) <= NEAR else 0.0


def _open(own: Sequence[Edge], covered: dict[int, float]) -> Iterator[tuple[str, float]]:
    bare = dict.fromkeys(SIDES, 0.0)
    for place, edge in enumerate(own):
        bare[_side(edge)] += max(geometry.distance(*edge) - covered.get(place, 0.0), 0.0)
    return ((side, length) for side, length in bare.items() if length >= SHORTEST)
