"""Comparables as evidence: enough of them, near in time, complete, each once, no outliers."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case import Row, State
from shamay_desktop.domain.fields.adjustments import OVERALL
from shamay_desktop.domain.money import to_places
from shamay_desktop.domain.standards.finding import Label, Percent
from shamay_desktop.domain.standards.predicate import (
    NUMBER,
    TEXTS,
    Hit,
    Parameters,
    hit,
    predicate,
)
from shamay_desktop.domain.standards.situation import Situation, months_later
from shamay_desktop.domain.valuation.cells import date_in, text_in
from shamay_desktop.domain.valuation.comparison import Comparable
from shamay_desktop.domain.valuation.reconciliation import COMPARISON
from shamay_desktop.domain.valuation.time_adjustment import TIME

LIST = "comparables"
_DEALS = ("deal", "")
_TENTH = Decimal("0.1")


def none_included(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """No comparable at all, or none that is included, where the value rests on them."""
    if not situation.reconciliation.counts(COMPARISON):
        return
    if situation.answered(LIST) and not situation.included:
        yield hit(LIST)


def too_few(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Fewer included deals near the valuation date than asked, but some comparables.

    A row without a date is near to nothing, and an asking price or another valuation is no deal;
    a row that does not say what it is counts as a deal (`evidence-unstated` says so).
    """
    least, months = parameters.count("count"), parameters.count("months")
    deals = [row for _, row, _ in situation.included if text_in(row, "evidence") in _DEALS]
    dated = [row for row in deals if date_in(row, "date") is not None]
    near = [row for row in dated if _near(situation, row, months)]
    if situation.included and len(near) < least:
        yield hit(LIST, found=len(near), least=least, months=months)


def far_in_time(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Included comparables far from the valuation date and not adjusted."""
    months = parameters.count("months")
    for number, row, comparable in situation.included:
        if not _adjusted_for_time(comparable) and not _near(situation, row, months):
            path = f"{LIST}/{row.id}/date"
            sold = comparable.sold_on
            if sold is not None:
                yield hit(path, row=number, date=sold, months=months)


def _adjusted_for_time(comparable: Comparable) -> bool:
    """Whether it is adjusted as a whole, or for time."""
    heads = (OVERALL, TIME)
    return any(each.amount and each.head in heads for each in comparable.all_adjustments)


def _near(situation: Situation, row: Row, months: int) -> bool:
    """Within the months before or after; undated rows are another rule's."""
    day, sold = situation.day("valuation.date"), date_in(row, "date")
    if day is None or sold is None:
        return True
    return months_later(day, -months) <= sold <= months_later(day, months)


def sold_later(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Deals after the day on which the report is signed."""
    for number, row in situation.numbered(LIST):
        sold = date_in(row, "date")
        if sold is not None and sold > situation.signing_day:
            yield hit(f"{LIST}/{row.id}/date", row=number, date=sold)


def unusable(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Included comparables without what the price per m² needs, or with zero in it."""
    for number, row, _ in situation.included:
        for column in parameters.texts("columns"):
            content = row.content(column)
            zero = column in ("price", "area") and isinstance(content, str) and not Decimal(content)
            if content is None or zero:
                path = f"{LIST}/{row.id}/{column}"
                yield hit(path, field=Label(path, number))


def cell_unstated(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Included rows that do not say something; one finding for all of them."""
    for column in parameters.texts("columns"):
        lacking = [
            (number, f"{LIST}/{row.id}/{column}")
            for number, row, _ in situation.included
            if (cell := row.cells.get(column)) is None or cell.state is State.EMPTY
        ]
        if lacking:
            rows = ", ".join(str(number) for number, _ in lacking)
            yield hit(*(path for _, path in lacking), rows=rows, n=len(lacking))


def outlier(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Included prices per m² far from the median of the included ones."""
    limit, found = parameters.number("percent"), situation.statistics
    if found is None or found.count < parameters.count("count") or not found.median:
        return
    for number, row, price in situation.priced:
        gap = (price.adjusted / Fraction(found.median) - 1) * 100
        if abs(gap) > Fraction(limit):
            path = f"{LIST}/{row.id}/price"
            off = Percent(to_places(gap, _TENTH))
            yield hit(path, row=number, percent=off, limit=Percent(limit))


def listed_twice(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Included rows that are the same deal: date, price, area and address."""
    seen: dict[tuple[object, ...], int] = {}
    for number, row, comparable in situation.included:
        address = " ".join(text_in(row, "address").split())
        key = (comparable.sold_on, comparable.price, comparable.area, address)
        if None in key:
            continue
        if key in seen:
            yield hit(f"{LIST}/{row.id}/date", row=number, other=seen[key])
        else:
            seen[key] = number


def two_years_built(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """One address with two years of construction."""
    seen: dict[str, tuple[int, str]] = {}
    for number, row in situation.numbered(LIST):
        address, year = " ".join(text_in(row, "address").split()), text_in(row, "year_built")
        if not address or not year:
            continue
        other, other_year = seen.setdefault(address, (number, year))
        if other_year != year:
            path = f"{LIST}/{row.id}/year_built"
            yield hit(path, row=number, other=other, year=year, other_year=other_year)


def excluded_unexplained(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Excluded rows without a reason."""
    for number, row in situation.numbered(LIST):
        if row.content("included") is False and not text_in(row, "excluded_reason"):
            yield hit(f"{LIST}/{row.id}/excluded_reason", row=number)


PREDICATES = {
    "none_included": predicate(none_included),
    "too_few": predicate(too_few, count=NUMBER, months=NUMBER),
    "far_in_time": predicate(far_in_time, months=NUMBER),
    "sold_later": predicate(sold_later),
    "unusable": predicate(unusable, columns=TEXTS),
    "cell_unstated": predicate(cell_unstated, columns=TEXTS),
    "outlier": predicate(outlier, percent=NUMBER, count=NUMBER),
    "listed_twice": predicate(listed_twice),
    "two_years_built": predicate(two_years_built),
    "excluded_unexplained": predicate(excluded_unexplained),
}
