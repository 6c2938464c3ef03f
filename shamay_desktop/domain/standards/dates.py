"""Dates against each other: in order, and not too far apart."""

from collections.abc import Iterator

from shamay_desktop.domain.standards.finding import Label
from shamay_desktop.domain.standards.predicate import (
    NUMBER,
    TEXT,
    TEXTS,
    Hit,
    Parameters,
    hit,
    predicate,
)
from shamay_desktop.domain.standards.situation import TODAY, Situation, months_later
from shamay_desktop.domain.valuation.cells import date_in


def later_than(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """A date after the earliest of its limits (fields, or "today")."""
    path = parameters.text("date")
    day = situation.day(path)
    limits = [
        (limit, name)
        for name in parameters.texts("limits")
        if (limit := situation.day(name)) is not None
    ]
    if day is None or not limits:
        return
    limit, name = min(limits)
    if day > limit:
        fields = (path,) if name == TODAY else (path, name)
        yield hit(*fields, field=Label(path), date=day, limit=limit)


def older_than(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """A date that lies more than some months before another."""
    path, other = parameters.text("date"), parameters.text("before")
    day, then = situation.day(path), situation.day(other)
    months = parameters.count("months")
    if day is not None and then is not None and months_later(day, months) < then:
        fields = (path,) if other == TODAY else (path, other)
        yield hit(*fields, field=Label(path), date=day, other=then, months=months)


def ends_soon(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Leases that end within some years of the valuation date."""
    from_day, years = situation.day("valuation.date"), parameters.count("years")
    if from_day is None:
        return
    for number, row in situation.numbered("rights.leases"):
        end = date_in(row, "end_date")
        if end is not None and end < months_later(from_day, 12 * years):
            path = f"rights.leases/{row.id}/end_date"
            yield hit(path, field=Label(path, number), date=end, years=years)


def ends_before_start(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Rows of a list that end on or before the day on which they start."""
    list_id = parameters.text("list")
    for number, row in situation.numbered(list_id):
        start, end = (date_in(row, parameters.text(name)) for name in ("start", "end"))
        if start is not None and end is not None and end <= start:
            path = f"{list_id}/{row.id}/{parameters.text('end')}"
            yield hit(path, field=Label(path, number), date=end, limit=start)


def built_later(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """A building that is younger than the valuation by more than some years."""
    from_day, built = situation.day("valuation.date"), situation.case.number("building.year_built")
    years = parameters.count("years")
    if from_day is not None and built is not None and built > from_day.year + years:
        yield hit("building.year_built", "valuation.date", year=str(built), years=years)


PREDICATES = {
    "later_than": predicate(later_than, date=TEXT, limits=TEXTS),
    "older_than": predicate(older_than, date=TEXT, before=TEXT, months=NUMBER),
    "ends_soon": predicate(ends_soon, years=NUMBER),
    "ends_before_start": predicate(ends_before_start, list=TEXT, start=TEXT, end=TEXT),
    "built_later": predicate(built_later, years=NUMBER),
}
