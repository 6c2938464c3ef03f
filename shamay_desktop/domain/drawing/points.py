"""Points on a sheet as text of a case: exact, short, and the same again after each reading.

A sheet's points are pixels of its picture as shown unturned, x to the right and y down, from the
top left corner: of a picture its own pixels, of a PDF page those at the sheet's dots an inch.
"""

import re
from collections.abc import Iterable

from shamay_desktop.domain.errors import Refused

Point = tuple[float, float]
Ring = tuple[Point, ...]

MOST_POINTS = 5_000
"""Of one line or ring: a hand that draws freely makes a few hundred."""

FARTHEST = 1_000_000.0
"""Pixels: what lies farther is no point of a sheet."""

_DIGITS = 2
_PAIR = re.compile(r"(-?\d{1,7}(?:\.\d{1,12})?),(-?\d{1,7}(?:\.\d{1,12})?)", re.ASCII)


def rounded(point: Point) -> Point:
    """The point as it is kept: to a hundredth of a pixel."""
    return round(point[0], _DIGITS) + 0.0, round(point[1], _DIGITS) + 0.0


def encode_points(points: Iterable[Point]) -> str:
    """ "12.5,40 13,41.25"; what `decode_points` reads back to the same text."""
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def decode_points(text: str) -> Ring:
    """The points of a text, as they are kept. Raises Refused(`points_broken`)."""
    pairs = text.split()
    if len(pairs) > MOST_POINTS:
        raise Refused("points_broken")
    return tuple(_point(pair) for pair in pairs)


def encode_rings(rings: Iterable[Iterable[Point]]) -> str:
    """Several rings, each as `encode_points`, apart by "; "."""
    return "; ".join(map(encode_points, rings))


def decode_rings(text: str) -> tuple[Ring, ...]:
    """The rings of a text, none of an empty one. Raises Refused(`points_broken`)."""
    return tuple(decode_points(part) for part in text.split(";")) if text.strip() else ()


def _point(text: str) -> Point:
    found = _PAIR.fullmatch(text)
    if found is None:
        raise Refused("points_broken")
    point = rounded((float(found[1]), float(found[2])))
    if max(map(abs, point)) > FARTHEST:
        raise Refused("points_broken")
    return point


def _number(number: float) -> str:
    text = f"{number:.{_DIGITS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
