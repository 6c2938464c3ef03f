"""A price index month by month: points with the day they were fetched, bases, revised points."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

Month = tuple[int, int]
"""Year and month, from 1."""


def month_of(day: date) -> Month:
    """The month of a day."""
    return day.year, day.month


def month_text(month: Month) -> str:
    """ "2026-06"."""
    return f"{month[0]:04d}-{month[1]:02d}"


def month_from(text: str) -> Month:
    """The month of "2026-06". Raises ValueError."""
    return month_of(date.fromisoformat(f"{text}-01"))


def months_between(first: Month, second: Month) -> int:
    """How many months the second stands behind the first."""
    return (second[0] - first[0]) * 12 + second[1] - first[1]


@dataclass(frozen=True, slots=True)
class IndexPoint:
    """The value of a month on a base, as it was fetched on a day.

    `provisional`: its publisher still revised it then. `earlier` are the values that it had
    before, each with the day it was fetched, the oldest first.
    """

    month: Month
    value: Decimal
    base: str
    retrieved: date
    provisional: bool = False
    earlier: tuple[tuple[Decimal, date], ...] = ()


@dataclass(frozen=True, slots=True)
class BaseLink:
    """One point on the base `newer` is `factor` points on the base `older`."""

    older: str
    newer: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class PriceIndex:
    """An index by its publisher's code; points by month. `last_provisional`: how many of the last
    points are provisional at each publication. `source` is the address it was fetched from.
    """

    code: str
    he: str
    en: str
    publisher_he: str = ""
    publisher_en: str = ""
    source: str = ""
    last_provisional: int = 0
    points: Mapping[Month, IndexPoint] = field(default_factory=lambda: MappingProxyType({}))
    links: tuple[BaseLink, ...] = ()

    def name(self, language: str) -> str:
        """Its name in "he" or "en"."""
        return self.he if language == "he" else self.en

    def publisher(self, language: str) -> str:
        """Who publishes it, in "he" or "en"."""
        return self.publisher_he if language == "he" else self.publisher_en

    @property
    def months(self) -> tuple[Month, ...]:
        """The months that have a point, in order."""
        return tuple(sorted(self.points))

    @property
    def last(self) -> IndexPoint | None:
        """The last point, None of an empty index."""
        return self.points[max(self.points)] if self.points else None

    @property
    def retrieved(self) -> date | None:
        """The last day on which any of it was fetched."""
        return max((point.retrieved for point in self.points.values()), default=None)

    def gaps(self) -> tuple[Month, ...]:
        """Months between the first and the last point that have none."""
        months = self.months
        if not months:
            return ()
        wanted = (_later(months[0], n) for n in range(months_between(months[0], months[-1]) + 1))
        return tuple(month for month in wanted if month not in self.points)

    def ratio(self, first: IndexPoint, second: IndexPoint) -> Fraction | None:
        """The second point over the first, both on one base; None where no link joins the bases."""
        factor = self._factor(second.base, first.base)
        if factor is None or not first.value:
            return None
        return Fraction(second.value) * factor / Fraction(first.value)

    def _factor(self, origin: str, target: str) -> Fraction | None:
        """What one point on a base is on another, through the chain of links."""
        found = {origin: Fraction(1)}
        waiting = [origin]
        while waiting:
            base = waiting.pop()
            for other, factor in self._joined(base):
                if other not in found:
                    found[other] = found[base] * factor
                    waiting.append(other)
        return found.get(target)

    def _joined(self, base: str) -> Iterable[tuple[str, Fraction]]:
        for link in self.links:
            if link.newer == base:
                yield link.older, Fraction(link.factor)
            elif link.older == base and link.factor:
                yield link.newer, 1 / Fraction(link.factor)


def merged(standing: PriceIndex, fetched: PriceIndex) -> PriceIndex:
    """The index with what was fetched anew: new points come, changed ones keep what they were.

    A point that was fetched earlier than the standing one never takes its place. What is no
    longer provisional stops being so when a later answer tells the same value.
    """
    points = dict(standing.points)
    for month, point in fetched.points.items():
        before = points.get(month)
        points[month] = point if before is None else _revised(before, point)
    links = {(link.older, link.newer): link for link in (*standing.links, *fetched.links)}
    return PriceIndex(
        code=standing.code,
        he=standing.he,
        en=standing.en,
        publisher_he=standing.publisher_he or fetched.publisher_he,
        publisher_en=standing.publisher_en or fetched.publisher_en,
        source=fetched.source or standing.source,
        last_provisional=standing.last_provisional or fetched.last_provisional,
        points=MappingProxyType(dict(sorted(points.items()))),
        links=tuple(links.values()),
    )


def _revised(before: IndexPoint, point: IndexPoint) -> IndexPoint:
    old, new = (before, point) if before.retrieved <= point.retrieved else (point, before)
    history = {*old.earlier, *new.earlier}
    if (old.value, old.base) != (new.value, new.base):
        history.add((old.value, old.retrieved))
    earlier = tuple(sorted(history, key=lambda pair: (pair[1], pair[0])))
    return IndexPoint(new.month, new.value, new.base, new.retrieved, new.provisional, earlier)


def with_provisional(points: Mapping[Month, IndexPoint], last: int) -> Mapping[Month, IndexPoint]:
    """The points, the last few of them marked as provisional."""
    marked = set(sorted(points)[-last:]) if last else set()
    return MappingProxyType(
        {
            month: IndexPoint(
                month, point.value, point.base, point.retrieved, month in marked, point.earlier
            )
            for month, point in sorted(points.items())
        }
    )


def _later(month: Month, by: int) -> Month:
    year, number = divmod(month[0] * 12 + month[1] - 1 + by, 12)
    return year, number + 1
