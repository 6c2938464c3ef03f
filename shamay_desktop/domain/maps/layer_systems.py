"""In which coordinate system numbers are: told by how large they are; the ranges are apart."""

from collections.abc import Iterable
from enum import StrEnum


class System(StrEnum):
    """A coordinate system of the country; the codes stand in settings and texts.

    DEGREES are longitude and latitude, DEGREES_SWAPPED the other way; OLD_GRID is the Israeli grid
    before 1998, with or without the million before its northings.
    """

    ITM = "itm"
    MERCATOR = "mercator"
    DEGREES = "degrees"
    DEGREES_SWAPPED = "degrees_swapped"
    OLD_GRID = "old_grid"
    ITM_SWAPPED = "itm_swapped"
    NONE = "none"


_RANGES: tuple[tuple[System, float, float, float, float], ...] = (
    (System.ITM, 120_000, 285_000, 375_000, 807_000),
    (System.MERCATOR, 3_800_000, 4_000_000, 3_400_000, 3_950_000),
    (System.DEGREES, 34, 36, 29, 34),
    (System.DEGREES_SWAPPED, 29, 34, 34, 36),
    (System.OLD_GRID, 70_000, 235_000, 875_000, 1_307_000),
    (System.OLD_GRID, 70_000, 235_000, 0, 307_000),
    (System.ITM_SWAPPED, 375_000, 807_000, 120_000, 285_000),
)
"""System, least and most of the first number, least and most of the second."""


def system_of(x: float, y: float) -> System:
    """The system of one pair of numbers."""
    for system, left, right, low, high in _RANGES:
        if left <= x <= right and low <= y <= high:
            return system
    return System.NONE


def system_of_many(points: Iterable[tuple[float, float]]) -> System:
    """The one that nearly all points are in; NONE where they do not agree."""
    counts: dict[System, int] = {}
    total = 0
    for x, y in points:
        total += 1
        system = system_of(x, y)
        counts[system] = counts.get(system, 0) + 1
    best = max(counts, key=lambda each: counts[each], default=System.NONE)
    return best if total and counts[best] * 10 >= total * 9 else System.NONE
