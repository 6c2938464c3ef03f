"""Searches that follow the subject: within ±20 % of its area, 500 m, 24 months, in its street."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from shamay_desktop.domain.market.query import Around, MarketQuery, SavedSearch
from shamay_desktop.domain.market.similarity import Subject

Bound = Callable[[MarketQuery, Subject, Decimal], MarketQuery | None]


def relative_query(saved: SavedSearch, subject: Subject) -> MarketQuery:
    """The query of a saved search for this subject; what the subject does not tell is left out.

    A radius about an unknown place becomes the subject's block, else its street.
    """
    query = saved.query
    for name, amount in _bounds(saved):
        query = BOUNDS[name](query, subject, amount) or query
    return query


def unmet(saved: SavedSearch, subject: Subject) -> tuple[str, ...]:
    """The names of the bounds that the subject tells nothing for."""
    return tuple(
        name
        for name, amount in _bounds(saved)
        if BOUNDS[name](saved.query, subject, amount) is None
    )


def _bounds(saved: SavedSearch) -> list[tuple[str, Decimal]]:
    """The bounds that this version knows, with their amounts; "" counts as 1."""
    known = []
    for name, text in saved.relative:
        try:
            amount = Decimal(text or "1")
        except InvalidOperation:
            continue
        if name in BOUNDS and amount.is_finite() and 0 < amount <= _MOST:
            known.append((name, amount))
    return known


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _area(query: MarketQuery, subject: Subject, percent: Decimal) -> MarketQuery | None:
    if not subject.area:
        return None
    away = subject.area * percent / 100
    return replace(
        query, area_from=max(Decimal(0), subject.area - away), area_to=subject.area + away
    )


def _months(query: MarketQuery, subject: Subject, months: Decimal) -> MarketQuery | None:
    """Up to the valuation date: what was sold later was not known then."""
    if subject.day is None:
        return None
    return replace(query, since=months_before(subject.day, int(months)), until=subject.day)


def _radius(query: MarketQuery, subject: Subject, metres: Decimal) -> MarketQuery | None:
    if subject.east is not None and subject.north is not None:
        return replace(query, around=Around(subject.east, subject.north, int(metres)))
    if subject.gush:
        return replace(query, gush=frozenset({subject.gush}))
    return _street(query, subject, metres)


def _street(query: MarketQuery, subject: Subject, _yes: Decimal) -> MarketQuery | None:
    if not subject.street:
        return None
    return replace(query, street=subject.street, city=subject.city)


def _city(query: MarketQuery, subject: Subject, _yes: Decimal) -> MarketQuery | None:
    return replace(query, city=subject.city) if subject.city else None


def _neighborhood(query: MarketQuery, subject: Subject, _yes: Decimal) -> MarketQuery | None:
    if not subject.neighborhood:
        return None
    return replace(query, neighborhood=subject.neighborhood, city=subject.city)


def _block(query: MarketQuery, subject: Subject, _yes: Decimal) -> MarketQuery | None:
    return replace(query, gush=query.gush | {subject.gush}) if subject.gush else None


def _blocks(query: MarketQuery, subject: Subject, away: Decimal) -> MarketQuery | None:
    if not subject.gush.isdecimal():
        return None
    middle = int(subject.gush)
    return replace(query, gush_from=max(0, middle - int(away)), gush_to=middle + int(away))


def _rooms(query: MarketQuery, subject: Subject, away: Decimal) -> MarketQuery | None:
    if subject.rooms is None:
        return None
    least = max(Decimal(0), subject.rooms - away)
    return replace(query, rooms_from=least, rooms_to=subject.rooms + away)


def _floors(query: MarketQuery, subject: Subject, away: Decimal) -> MarketQuery | None:
    middle = subject.floor_number
    if middle is None:
        return None
    return replace(query, floor_from=middle - int(away), floor_to=middle + int(away))


def _years(query: MarketQuery, subject: Subject, away: Decimal) -> MarketQuery | None:
    middle = subject.year_built
    if middle is None:
        return None
    return replace(query, year_from=middle - int(away), year_to=middle + int(away))


BOUNDS: Mapping[str, Bound] = MappingProxyType(
    {
        "area_percent": _area,
        "months": _months,
        "radius": _radius,
        "same_street": _street,
        "same_neighborhood": _neighborhood,
        "same_city": _city,
        "same_block": _block,
        "blocks_away": _blocks,
        "rooms_away": _rooms,
        "floors_away": _floors,
        "years_away": _years,
    }
)
"""Name of a bound -> what it makes of a query; the amount of a `same_…` is "1"."""

_MOST = 1_000_000
