"""Rows alike to a subject: of one question the statements for each reach of likeness."""

from collections.abc import Iterator, Sequence
from typing import Any

from shamay_desktop.domain.market.query import MarketQuery
from shamay_desktop.domain.market.traits import Near, Reach, Traits
from shamay_desktop.storage.mapping.market import stored_traits
from shamay_desktop.storage.nearness import Ask, area_of, ask
from shamay_desktop.storage.repositories.market_conditions import fits, is_placed
from shamay_desktop.storage.scope import OfficeRows
from shamay_desktop.storage.tables import comparables

TRAITS = (
    "id", "day", "east", "north", "area", "rooms", "floor_number", "year_built", "block",
    "helka", "city_key", "neighborhood_key", "street_key", "house_number", "asset_kind",
)  # fmt: skip
"""What of a row is compared with a subject, in the order of `Traits`."""

_READ = ", ".join(f"comparables.{name}" for name in TRAITS)
_SAMPLE = 100
_AT = comparables.c


class AlikeRows:
    """Of the rows that fit a query those that lie in reaches of likeness."""

    def __init__(self, rows: OfficeRows, query: MarketQuery) -> None:
        self.query = query
        self._rows = rows
        self._leading = self._fitting(lately=False)
        self._last = self._leading
        if rows.dialect == "sqlite":
            # As one expression: no index is taken for it, it is asked of the few that are near.
            told, given = self._fitting(lately=True)
            self._last = f"({told}) IS TRUE", given
        self._some: Sequence[Sequence[Any]] | None = None

    def within(self, reaches: Sequence[Reach]) -> Sequence[Traits]:
        """At least all that lie in one of the reaches."""
        found: dict[str, Traits] = {}
        for asked in self._asks(reaches):
            fitting, given = self._last if asked.is_near else self._leading
            statement = _statement(asked, fitting)
            for row in self._rows.read_told(statement, {**given, **asked.given}):
                if row[0] not in found:
                    found[row[0]] = stored_traits(row)
        return list(found.values())

    def all(self) -> Sequence[Traits]:
        """All that fit."""
        fitting, given = self._leading
        statement = f"SELECT {_READ} FROM comparables WHERE {fitting}"  # noqa: S608 - our own names
        return [stored_traits(row) for row in self._rows.read_told(statement, given)]

    def _fitting(self, *, lately: bool) -> tuple[str, dict[str, Any]]:
        dialect, query = self._rows.dialect, self.query
        placed = lately or is_placed(query)
        fitting = self._rows.search(comparables)
        return self._rows.told(fitting.where(*fits(query, dialect, placed=placed, lately=lately)))

    def _asks(self, reaches: Sequence[Reach]) -> Iterator[Ask]:
        by_place = {reach.near: reach for reach in reaches if reach.near is not None}
        street, house = by_place.get(Near.STREET), by_place.get(Near.HOUSE)
        both = bool(street and house and house.subject.house_number)
        for reach in reaches:
            if both and reach is street:
                continue
            wider = street if both and reach is house else None
            asked = ask(reach, self._rows.dialect, wider=wider, by_area=self._by_area(reach))
            if asked is not None:
                yield asked

    def _by_area(self, reach: Reach) -> bool:
        """Whether fewer rows have such an area than lie in the town (SQLite, which cannot tell).

        A row without a place is found in its town by its area; others only by going through all.
        """
        span = area_of(reach)
        if span is None or self._rows.dialect != "sqlite":
            return False
        if reach.kind == "anywhere":
            return not is_placed(self.query)
        if reach.near not in (Near.CITY, Near.NEIGHBORHOOD) or reach.subject.east is not None:
            return False
        if self._some is None:
            self._some = self._sample()
        so_large = sum(1 for _, area in self._some if span[0] <= (area or 0) <= span[1])
        return so_large < sum(1 for town, _ in self._some if town == reach.subject.city)

    def _sample(self) -> Sequence[Sequence[Any]]:
        """Towns and areas of rows evenly from the whole market."""
        last = self._rows.search(comparables, _AT.n).order_by(_AT.n.desc()).limit(1)
        number = next((row[0] for row in self._rows.read_tuples(last)), 0)
        evenly = range(number, 0, -max(1, number // _SAMPLE))
        some = self._rows.search(comparables, _AT.city_key, _AT.area).where(_AT.n.in_(evenly))
        return self._rows.read_tuples(some)


def _statement(asked: Ask, fitting: str) -> str:
    return " UNION ALL ".join(
        f"SELECT {_READ} FROM {tables} WHERE {where} AND {fitting}"  # noqa: S608 - our own names
        for tables, where in asked.arms
    )
