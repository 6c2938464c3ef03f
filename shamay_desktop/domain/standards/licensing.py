"""Permits: areas that add up, validity, and completion after the permit."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from shamay_desktop.domain.case import Row
from shamay_desktop.domain.standards.finding import Label
from shamay_desktop.domain.standards.predicate import (
    NUMBER,
    TEXTS,
    Hit,
    Parameters,
    hit,
    predicate,
)
from shamay_desktop.domain.standards.situation import Situation, months_later
from shamay_desktop.domain.valuation.cells import date_at, date_in, number_in, text_in

_PERMITS, _AREAS = "licensing.permits", "licensing.areas"
_COMPLETION = "licensing.completion_certificate"


def permit_areas(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Area tables that do not add up to their permit's total, beyond a tolerance in m²."""
    tolerance = parameters.number("tolerance")
    for at, row in situation.numbered(_PERMITS):
        total = number_in(row, "total_area")
        for parts, path in ((_listed(situation, row), _AREAS), (_named(row), _PERMITS)):
            if total is None or not parts or None in parts:
                continue
            together = sum((part for part in parts if part is not None), Decimal(0))
            if abs(together - total) > tolerance:
                place = f"{_PERMITS}/{row.id}/total_area"
                yield hit(place, path, field=Label(place, at), total=total, sum=together)


def _listed(situation: Situation, permit: Row) -> list[Decimal | None]:
    """Areas of the table that belong to a permit: by its number, or all of a single permit's."""
    only = len(situation.case.rows(_PERMITS)) == 1
    number = text_in(permit, "number")
    return [
        number_in(row, "area")
        for row in situation.case.rows(_AREAS)
        if (text_in(row, "permit") == number and number)
        or (only and not text_in(row, "permit"))
    ]  # fmt: skip


def _named(permit: Row) -> list[Decimal | None]:
    """Main and service area that the permit's own row states; nothing unless both stand there."""
    parts = [number_in(permit, column) for column in ("main_area", "service_area")]
    return [] if None in parts else parts


def permit_expired(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """A permit that ran out before the valuation date although not all of it was built."""
    from_day = situation.day("valuation.date")
    for at, row in situation.numbered(_PERMITS):
        end = _end(row)
        unbuilt = text_in(row, "execution") in parameters.texts("executions")
        if from_day is not None and end is not None and unbuilt and end < from_day:
            path = f"{_PERMITS}/{row.id}/valid_until"
            yield hit(path, "valuation.date", field=Label(path, at), date=end, other=from_day)


def _end(permit: Row) -> date | None:
    """The last day of a permit: as stated, else its years from the day of issue."""
    stated, issued = date_in(permit, "valid_until"), date_in(permit, "date")
    years = number_in(permit, "valid_years")
    if stated is not None or issued is None or years is None:
        return stated
    return months_later(issued, int(years * 12))


def completed_before_permit(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A completion certificate that is older than every permit."""
    done = date_at(situation.case, f"{_COMPLETION}/date")
    days = [date_in(row, "date") for row in situation.case.rows(_PERMITS)]
    issued = [day for day in days if day is not None]
    if done is not None and issued and len(issued) == len(days) and done < min(issued):
        yield hit(f"{_COMPLETION}/date", _PERMITS, date=done, limit=min(issued))


PREDICATES = {
    "permit_areas": predicate(permit_areas, tolerance=NUMBER),
    "permit_expired": predicate(permit_expired, executions=TEXTS),
    "completed_before_permit": predicate(completed_before_permit),
}
