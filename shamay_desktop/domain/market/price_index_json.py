"""Price indexes as JSON: the shipped tables, and what an office imported itself."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.price_index import (
    BaseLink,
    IndexPoint,
    Month,
    PriceIndex,
    merged,
    month_from,
    month_text,
    with_provisional,
)
from shamay_desktop.domain.money import parse_decimal, plain

PRACTICE = "indexes"
"""The key in `Office.practice`."""


def shipped_indexes(text: str) -> tuple[PriceIndex, ...]:
    """The indexes of a shipped table: values by year from January, all fetched on one day."""
    return tuple(map(_shipped, json.loads(text)["indexes"]))


def _shipped(raw: Mapping[str, Json]) -> PriceIndex:
    retrieved, base = date.fromisoformat(str(raw["retrieved"])), str(raw["base"])
    values = raw["values"]
    points = {
        (int(year), number): IndexPoint((int(year), number), Decimal(value), base, retrieved)
        for year, listed in (values.items() if isinstance(values, dict) else ())
        for number, value in enumerate(_texts(listed), 1)
    }
    publisher = raw["publisher"]
    names = publisher if isinstance(publisher, dict) else {}
    last = int(str(raw["provisional"]))
    return PriceIndex(
        code=str(raw["code"]),
        he=str(raw["he"]),
        en=str(raw["en"]),
        publisher_he=str(names.get("he", "")),
        publisher_en=str(names.get("en", "")),
        source=str(raw["source"]),
        last_provisional=last,
        points=with_provisional(points, last),
        links=_links(raw.get("links")),
    )


def _texts(raw: Json) -> list[str]:
    return [str(each) for each in raw] if isinstance(raw, list) else []


def office_indexes(practice: Mapping[str, Json]) -> Mapping[str, PriceIndex]:
    """What an office imported, by code.

    Raises Refused(`index_wrong`, index) for what this program did not write so.
    """
    raw = practice.get(PRACTICE) or {}
    if not isinstance(raw, dict):
        raise Refused("index_wrong", index="")
    return MappingProxyType({code: _kept(code, each) for code, each in raw.items()})


def all_indexes(
    shipped: Iterable[PriceIndex], own: Mapping[str, PriceIndex]
) -> Mapping[str, PriceIndex]:
    """The shipped indexes with what the office fetched anew, then those that it alone has."""
    found = {each.code: each for each in shipped}
    for code, index in own.items():
        found[code] = merged(found[code], index) if code in found else index
    return MappingProxyType(found)


def index_json(index: PriceIndex) -> Json:
    """An index with all its points, as `office_indexes` reads it."""
    return {
        "he": index.he,
        "en": index.en,
        "publisher": {"he": index.publisher_he, "en": index.publisher_en},
        "source": index.source,
        "provisional": index.last_provisional,
        "links": [[link.older, link.newer, plain(link.factor)] for link in index.links],
        "points": {month_text(month): _point_json(index.points[month]) for month in index.months},
    }


def _point_json(point: IndexPoint) -> Json:
    raw: dict[str, Json] = {
        "value": plain(point.value),
        "base": point.base,
        "retrieved": point.retrieved.isoformat(),
    }
    if point.provisional:
        raw["provisional"] = True
    if point.earlier:
        raw["earlier"] = [[plain(value), day.isoformat()] for value, day in point.earlier]
    return raw


def _kept(code: str, raw: Json) -> PriceIndex:
    try:
        return _read(code, raw)
    except (AttributeError, KeyError, TypeError, ValueError, Refused) as problem:
        raise Refused("index_wrong", index=code[:20]) from problem


def _read(code: str, raw: Json) -> PriceIndex:
    if not isinstance(raw, dict):
        raise TypeError(code)
    points, publisher = raw["points"], raw.get("publisher")
    if not isinstance(points, dict):
        raise TypeError(code)
    names = publisher if isinstance(publisher, dict) else {}
    read = {month_from(text): _point(month_from(text), each) for text, each in points.items()}
    return PriceIndex(
        code=code,
        he=str(raw["he"]),
        en=str(raw["en"]),
        publisher_he=str(names.get("he", "")),
        publisher_en=str(names.get("en", "")),
        source=str(raw.get("source") or ""),
        last_provisional=int(str(raw.get("provisional") or 0)),
        points=MappingProxyType(dict(sorted(read.items()))),
        links=_links(raw.get("links")),
    )


def _point(month: Month, raw: Json) -> IndexPoint:
    if not isinstance(raw, dict):
        raise TypeError(month)
    earlier = raw.get("earlier")
    return IndexPoint(
        month=month,
        value=parse_decimal(str(raw["value"])),
        base=str(raw["base"]),
        retrieved=date.fromisoformat(str(raw["retrieved"])),
        provisional=raw.get("provisional") is True,
        earlier=tuple(_earlier(each) for each in (earlier if isinstance(earlier, list) else ())),
    )


def _earlier(raw: Json) -> tuple[Decimal, date]:
    value, day = _texts(raw)
    return parse_decimal(value), date.fromisoformat(day)


def _links(raw: Json) -> tuple[BaseLink, ...]:
    if not isinstance(raw, list):
        return ()
    three = (_texts(each) for each in raw)
    return tuple(BaseLink(older, newer, parse_decimal(factor)) for older, newer, factor in three)
