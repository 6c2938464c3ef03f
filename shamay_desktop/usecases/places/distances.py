"""How far the comparables of a case are from what is valued."""

import math
import re
from dataclasses import dataclass

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.drawing.points import Point

_PLACE = re.compile(r"(\d{6})/(\d{6})")


@dataclass(frozen=True, slots=True)
class ComparablePlace:
    """A comparable with a place: what it is called, where, and how many metres away.

    `metres` is None while the subject has no place.
    """

    row: str
    name: str
    place: Point
    metres: float | None


@dataclass(frozen=True, slots=True)
class Distances:
    """The nearest first, and how many comparables tell no place."""

    places: tuple[ComparablePlace, ...]
    without: int


def distances(case: Case, subject: Point | None) -> Distances:
    """Of the comparables whose rows tell a place of Israel TM."""
    found, without = [], 0
    for row in case.rows("comparables"):
        told = _PLACE.fullmatch(str(row.content("itm") or ""))
        if told is None:
            without += 1
            continue
        place = float(told[1]), float(told[2])
        found.append(
            ComparablePlace(
                row.id,
                str(row.content("address") or row.content("key") or ""),
                place,
                None if subject is None else math.dist(subject, place),
            )
        )
    found.sort(key=lambda each: (each.metres is None, each.metres or 0.0))
    return Distances(tuple(found), without)
