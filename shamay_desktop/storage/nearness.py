"""Which rows lie in a reach of likeness: one condition that an index answers with few rows.

Written as SQL text: a search asks this a few dozen times, and building expressions would cost it
more than the answers do. All values are parameters.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import BigInteger, TextClause, bindparam, text

from shamay_desktop.domain.market.traits import UNIT, Near, Reach, Span, Traits
from shamay_desktop.storage.mapping.market import CELL, cell_number

Told = tuple[str, dict[str, int | str]]

_NO_PLACE = "(comparables.east IS NULL OR comparables.north IS NULL)"
_OCCUPIED = (
    "comparables.cell IN (SELECT cell FROM comparable_cells WHERE east_to >= :cell_west"
    " AND east_from <= :cell_east AND north_to >= :cell_south AND north_from <= :cell_north)"
)
_NAMED = {
    Near.STREET: ("city_key", "street_key"),
    Near.HOUSE: ("city_key", "street_key", "house_number"),
    Near.NEIGHBORHOOD: ("city_key", "neighborhood_key"),
    Near.CITY: ("city_key",),
    Near.BLOCK: ("block",),
    Near.PARCEL: ("block", "helka"),
}
_OF_SUBJECT = {
    "city_key": "city",
    "street_key": "street",
    "neighborhood_key": "neighborhood",
}


def within_reach(reach: Reach, dialect: str) -> TextClause:
    """What a row in the reach fulfils; others may fulfil it too."""
    conditions, given = [], {}
    for condition, values in (*_place(reach, dialect), *_spans(reach)):
        conditions.append(condition)
        given.update(values)
    bound = [
        bindparam(name, value, BigInteger() if isinstance(value, int) else None)
        for name, value in given.items()
    ]
    return text(" AND ".join(conditions) or "1 = 1").bindparams(*bound)


def is_empty(reach: Reach) -> bool:
    """Whether no row can lie in it: the subject does not tell what it asks for."""
    if reach.near is None:
        return False
    mine = reach.subject
    return any(
        getattr(mine, _OF_SUBJECT.get(name, name)) in ("", None) for name in _NAMED[reach.near]
    )


def _place(reach: Reach, dialect: str) -> Iterator[Told]:
    mine = reach.subject
    placed = mine.east is not None and mine.north is not None
    if reach.distance is not None:
        yield from _disc(mine, reach.distance, dialect)
    elif reach.near is not None:
        for name in _NAMED[reach.near]:
            value = getattr(mine, _OF_SUBJECT.get(name, name))
            yield f"comparables.{name} = :{name}", {name: value}
        if placed:
            yield _NO_PLACE, {}
    elif reach.untold:
        if placed:
            yield _NO_PLACE, {}
        if mine.block is not None:
            yield "comparables.block IS NULL", {}
        if mine.city:
            yield "comparables.city_key = ''", {}


def _disc(mine: Traits, distance: int, dialect: str) -> Iterator[Told]:
    east, north = mine.east or 0, mine.north or 0
    edges = {
        "west": east - distance,
        "east": east + distance,
        "south": north - distance,
        "north": north + distance,
    }
    yield from _cells(edges, dialect)
    yield "comparables.east BETWEEN :west AND :east", dict(edges)
    yield "comparables.north BETWEEN :south AND :north", {}


def _cells(edges: dict[str, int], dialect: str) -> Iterator[Told]:
    if dialect == "sqlite":
        outwards = {"cell_east": 1, "cell_north": 1}
        yield (
            _OCCUPIED,
            {
                f"cell_{name}": edge // UNIT + outwards.get(f"cell_{name}", 0)
                for name, edge in edges.items()
            },
        )
        return
    side = CELL * UNIT
    west, east = (max(0, edges[name] // side) for name in ("west", "east"))
    lines = range(max(0, edges["south"] // side), max(0, edges["north"] // side) + 1)
    ranges = [(cell_number(west, line), cell_number(east, line)) for line in lines]
    told = " OR ".join(f"comparables.cell BETWEEN {first} AND {last}" for first, last in ranges)
    yield f"({told})", {}


def _spans(reach: Reach) -> Iterator[Told]:
    for name, span in reach.spans:
        column = "date" if name == "day" else name
        least, most = _ends(name, span)
        inside = f"comparables.{column} BETWEEN :{column}_least AND :{column}_most"
        if span.unknown:
            inside = f"({inside} OR comparables.{column} IS NULL"
            # An area of nothing is not known either.
            inside += " OR comparables.area <= 0)" if name == "area" else ")"
        yield inside, {f"{column}_least": least, f"{column}_most": most}


def _ends(name: str, span: Span) -> tuple[int | str, int | str]:
    return (_day(span.least), _day(span.most)) if name == "day" else (span.least, span.most)


def _day(ordinal: int) -> str:
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal())).isoformat()
