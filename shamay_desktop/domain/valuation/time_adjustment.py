"""What a price index says of the time between a deal and the valuation date: a proposal only."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from shamay_desktop.domain.market.price_index import (
    IndexPoint,
    Month,
    PriceIndex,
    month_of,
    month_text,
    months_between,
)
from shamay_desktop.domain.money import plain, to_places

TIME = "time"
"""The head that an index speaks for."""

LATEST_MONTHS = 4
"""How many months behind the last point of an index that point still stands for the present."""

_HUNDREDTH = Decimal("0.01")


class NoProposal(StrEnum):
    """Why the index proposes nothing."""

    INDEX = "index"
    DAY = "day"
    SOLD = "sold"
    MONTH = "month"
    BASES = "bases"


@dataclass(frozen=True, slots=True)
class TimeProposal:
    """The two points and their ratio; `percent` to a hundredth, None with the reason in `lacking`.

    `stands_for`: the month of the valuation, where the index had no point of it yet and its last
    one, `second`, took its place. `month`: the month that has no point.
    """

    percent: Decimal | None = None
    exact: Fraction | None = None
    index: PriceIndex | None = None
    first: IndexPoint | None = None
    second: IndexPoint | None = None
    stands_for: Month | None = None
    lacking: NoProposal | None = None
    month: Month | None = None

    @property
    def told(self) -> str:
        """The two points in one line of figures: code, months, values, bases, days.

        Behind the second, in brackets, the month that it stands for where that is another one.
        """
        if self.index is None or self.first is None or self.second is None:
            return ""
        told = f"{self.index.code} {_told(self.first)} → {_told(self.second)}"
        return told if self.stands_for is None else f"{told} [{month_text(self.stands_for)}]"


NO_INDEX = TimeProposal(lacking=NoProposal.INDEX)


def _told(point: IndexPoint) -> str:
    mark = "*" if point.provisional else ""
    day = point.retrieved.isoformat()
    return f"{month_text(point.month)} {plain(point.value)}{mark} ({point.base}, {day})"


def time_proposal(index: PriceIndex, sold: date | None, day: date | None) -> TimeProposal:
    """I(valuation month) / I(deal month) − 1 in percent, from the index's own two points.

    A month that the index has no point of is said, never filled in. Only a valuation in the months
    right behind its last point (`LATEST_MONTHS`) is told by that point, and the proposal says so;
    of a deal behind it the index knows nothing.
    """
    if day is None or sold is None:
        missing = NoProposal.DAY if day is None else NoProposal.SOLD
        return TimeProposal(index=index, lacking=missing)
    first, second = index.points.get(month_of(sold)), _present(index, month_of(day))
    if first is None or second is None:
        lacking = month_of(sold) if first is None else month_of(day)
        return TimeProposal(index=index, lacking=NoProposal.MONTH, month=lacking)
    ratio = index.ratio(first, second)
    if ratio is None:
        return TimeProposal(index=index, first=first, second=second, lacking=NoProposal.BASES)
    stands_for = month_of(day) if second.month != month_of(day) else None
    exact = (ratio - 1) * 100
    percent = to_places(exact, _HUNDREDTH)
    return TimeProposal(percent, exact, index, first, second, stands_for)


def _present(index: PriceIndex, month: Month) -> IndexPoint | None:
    point = index.points.get(month)
    if point is not None or not index.points:
        return point
    last = index.points[max(index.points)]
    return last if 0 < months_between(last.month, month) <= LATEST_MONTHS else None


@dataclass(frozen=True, slots=True)
class ToldPoint:
    """A point as provenance tells it: month "2026-06", value, base, and whether provisional.

    `stands_for`: the month that it was taken for, mostly its own.
    """

    month: str
    value: str
    base: str
    provisional: bool
    stands_for: str


@dataclass(frozen=True, slots=True)
class ToldPoints:
    """The two points of an adjustment that was taken from an index."""

    code: str
    first: ToldPoint
    second: ToldPoint


def told_points(told: str) -> ToldPoints | None:
    """The points of `TimeProposal.told`, None for any other text."""
    found = _TOLD.fullmatch(told)
    if found is None:
        return None
    first, second = (
        ToldPoint(
            found[f"month{n}"],
            found[f"value{n}"],
            found[f"base{n}"],
            bool(found[f"mark{n}"]),
            stands_for or found[f"month{n}"],
        )
        for n, stands_for in ((1, None), (2, found["for"]))
    )
    return ToldPoints(found["code"], first, second)


def _pattern(number: int) -> str:
    return (
        rf"(?P<month{number}>\d{{4}}-\d\d) (?P<value{number}>[\d.]+)(?P<mark{number}>\*?)"
        rf" \((?P<base{number}>[^,()]*), \d{{4}}-\d\d-\d\d\)"
    )


_TOLD = re.compile(rf"(?P<code>\d+) {_pattern(1)} → {_pattern(2)}(?: \[(?P<for>\d{{4}}-\d\d)\])?")
