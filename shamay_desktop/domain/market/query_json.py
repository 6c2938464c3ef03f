"""Between a search and its JSON, for saved searches and runs; what does not narrow is left out."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.market.query import Around, MarketQuery, MarketSort
from shamay_desktop.domain.market.rows import RowKind, RowStanding

_CODES: Mapping[str, type[StrEnum]] = {
    "kind": RowKind,
    "standing": RowStanding,
    "sort": MarketSort,
}
_DEFAULT = MarketQuery()


def query_json(query: MarketQuery) -> dict[str, Json]:
    """The query as JSON: dates ISO, numbers exact strings, sets sorted."""
    kept: dict[str, Json] = {}
    for field in fields(MarketQuery):
        value = getattr(query, field.name)
        if value != getattr(_DEFAULT, field.name):
            kept[field.name] = _plain(value)
    return kept


def query_of(kept: Mapping[str, Json]) -> MarketQuery:
    """The query of such JSON; what this version does not know is passed over."""
    known: dict[str, object] = {}
    for field in fields(MarketQuery):
        if field.name in kept:
            value = _read(field.name, kept[field.name])
            if value is not None:
                known[field.name] = value
    return MarketQuery(**known)  # type: ignore[arg-type]


def _plain(value: object) -> Json:
    if isinstance(value, Around):
        return {"east": str(value.east), "north": str(value.north), "radius": value.radius}
    if isinstance(value, frozenset):
        return list[Json](sorted(value))
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, bool | int | str):
        return value
    return str(value)


def _read(name: str, value: Json) -> object:
    if name in _CODES:
        return next((code for code in _CODES[name] if code == value), None)
    default = getattr(_DEFAULT, name)
    for kind, read in _READERS.items():
        if type(default) is kind:
            return read(value)
    return _bound_reader(name)(value)


def _of(kind: type) -> Callable[[Json], object]:
    return lambda value: value if type(value) is kind else None


def _set(value: Json) -> object:
    if type(value) is not list:
        return None
    return frozenset(each for each in value if isinstance(each, str))


_READERS: Mapping[type, Callable[[Json], object]] = {
    str: _of(str),
    bool: _of(bool),
    int: _of(int),
    frozenset: _set,
}


def _day(value: Json) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _number(value: Json) -> Decimal | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _around(value: Json) -> Around | None:
    if not isinstance(value, dict):
        return None
    east, north = _number(value.get("east")), _number(value.get("north"))
    radius = value.get("radius")
    if east is None or north is None or not isinstance(radius, int):
        return None
    return Around(east, north, radius)


_WHOLE = ("gush_from", "gush_to", "floor_from", "floor_to", "year_from", "year_to")


def _bound_reader(name: str) -> Callable[[Json], object]:
    if name == "around":
        return _around
    if name in ("since", "until"):
        return _day
    return _of(int) if name in _WHOLE else _number
