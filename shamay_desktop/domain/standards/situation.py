"""What predicates look at: the case, the day, the evidence, and the calculation made once."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from shamay_desktop.domain.case import Case, Row, State
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.fields import FIELDS, Kind
from shamay_desktop.domain.valuation.cells import date_at
from shamay_desktop.domain.valuation.comparison import (
    Comparable,
    PricedComparable,
    Statistics,
    priced,
    statistics,
)
from shamay_desktop.domain.valuation.from_case import comparables, value_of
from shamay_desktop.domain.valuation.result import ValuationResult

TODAY = "today"
"""Stands for the day of the check where a parameter names the field of a date."""


@dataclass(frozen=True)
class Situation:
    """A case on a day. `evidence` is None where papers and photos are not at hand.

    Without slots: what several rules compute is computed once and kept.
    """

    case: Case
    today: date
    evidence: CaseEvidence | None = None

    def day(self, path: str) -> date | None:
        """The date of a field, or the day of the check for "today"."""
        return self.today if path == TODAY else date_at(self.case, path)

    @property
    def signing_day(self) -> date:
        """The day that decides which version of a standard applies: the report's, else today."""
        return self.day("report.date") or self.today

    def answered(self, path: str) -> bool:
        """Whether a content is known, or said to be none."""
        return self.case.state(path) in (State.VALUE, State.NONE)

    @cached_property
    def value(self) -> ValuationResult | None:
        """The calculation, None as long as something is missing."""
        return value_of(self.case)

    @cached_property
    def included(self) -> tuple[tuple[int, Row, Comparable], ...]:
        """The comparables that are not excluded: number in the list from 1, row, typed row."""
        rows = zip(self.case.rows("comparables"), comparables(self.case), strict=True)
        return tuple(
            (number, row, comparable)
            for number, (row, comparable) in enumerate(rows, 1)
            if comparable.included
        )

    @cached_property
    def priced(self) -> tuple[tuple[int, Row, PricedComparable], ...]:
        """The included comparables that have a price per m²."""
        rows = ((number, row, priced(one)) for number, row, one in self.included)
        return tuple((number, row, price) for number, row, price in rows if price is not None)

    @cached_property
    def statistics(self) -> Statistics | None:
        """The statistics of the included comparables, also before there is a value."""
        if self.value is not None:
            return self.value.statistics
        return statistics([price for _, _, price in self.priced])

    def numbered(self, list_id: str) -> Iterator[tuple[int, Row]]:
        """The rows of a list, counted from 1."""
        return enumerate(self.case.rows(list_id), 1)

    def long_texts(self) -> Iterator[tuple[str, str]]:
        """Every free text of the case with its path."""
        for member in FIELDS:
            if member.kind is Kind.LONG_TEXT and (text := self.case.text(member.id)):
                yield member.id, text


def months_later(day: date, months: int) -> date:
    """The same day some months later (or earlier), the month's last day where it is shorter.

    Beyond the calendar's ends (years 1 to 9999) it is their first or last day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
