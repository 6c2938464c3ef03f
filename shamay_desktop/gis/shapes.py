"""Where the middle of a drawn shape is: points and polygons in well-known text."""

import re
from collections.abc import Iterator
from decimal import Decimal

LONGEST = 2_000_000
"""Characters of a shape that are looked at."""

_KIND = re.compile(r"\s*(?:SRID=\d{1,6};)?\s*(MULTIPOLYGON|POLYGON|POINT)\s*Z?\s*\(", re.IGNORECASE)
_NUMBER = r"-?\d{1,12}(?:\.\d{0,40})?(?:[eE][+-]?\d{1,2})?"
_PAIR = re.compile(rf"({_NUMBER})\s+({_NUMBER})(?:\s+{_NUMBER})?")
_RING = re.compile(r"\(([^()]+)\)")

_Pair = tuple[float, float]


def centre_of(shape: str) -> tuple[Decimal, Decimal] | None:
    """x and y, in the shape's own system, of a POINT or of a (MULTI)POLYGON's centre of area.

    Holes are taken off; a polygon without area has the middle of its corners. None for anything
    that is no such text.
    """
    kind = _KIND.match(shape) if len(shape) <= LONGEST else None
    if kind is None:
        return None
    if kind[1].upper() == "POINT":
        x, y = _pair(shape[kind.end() :].partition(")")[0]) or (None, None)
    else:
        x, y = _middle(shape) or (None, None)
    return None if x is None or y is None else (Decimal(repr(x)), Decimal(repr(y)))


def _middle(shape: str) -> _Pair | None:
    """The centre of area of all rings, each weighed by its area, holes against it."""
    corners: list[_Pair] = []
    area = across = up = 0.0
    for is_outer, ring in _rings(shape):
        if ring is None:
            return None
        corners += ring
        own, x, y = _moments(ring, corners[0])
        weight = abs(own) if is_outer else -abs(own)
        area, across, up = area + weight, across + weight * x, up + weight * y
    if not corners:
        return None
    if area < 1e-9:  # a line or a point
        return sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)
    return corners[0][0] + across / area, corners[0][1] + up / area


def _moments(ring: list[_Pair], origin: _Pair) -> tuple[float, float, float]:
    """Signed area and centre of area of a ring, from `origin`: far from zero digits are lost."""
    area = across = up = 0.0
    near = [(x - origin[0], y - origin[1]) for x, y in ring]
    for (x, y), (next_x, next_y) in zip(near, near[1:] + near[:1], strict=True):
        cross = x * next_y - next_x * y
        area += cross
        across += (x + next_x) * cross
        up += (y + next_y) * cross
    return (0.0, 0.0, 0.0) if area == 0 else (area / 2, across / (3 * area), up / (3 * area))


def _rings(shape: str) -> Iterator[tuple[bool, list[_Pair] | None]]:
    """Each ring, and whether it is the outer one of its polygon; None for a broken one."""
    for found in _RING.finditer(shape):
        pairs = [_pair(each) for each in found[1].split(",")]
        ring = [pair for pair in pairs if pair is not None]
        is_outer = shape[max(found.start() - 20, 0) : found.start()].rstrip()[-1:] == "("
        yield is_outer, ring if len(ring) == len(pairs) else None


def _pair(text: str) -> _Pair | None:
    found = _PAIR.fullmatch(text.strip())
    return None if found is None else (float(found[1]), float(found[2]))
