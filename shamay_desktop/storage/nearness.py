"""Which rows lie in a reach of likeness: one condition that an index answers with few rows.

Written as SQL text: a search asks this a few dozen times, and building expressions would cost it
more than the answers do. All values are parameters.
"""

from collections.abc import Iterator

from sqlalchemy import BigInteger, TextClause, bindparam, text

from shamay_desktop.domain.market.traits import (
    METRES_A_POINT,
    UNIT,
    UNKNOWN_LOSS,
    Near,
    Reach,
    Traits,
)
from shamay_desktop.storage.mapping.market import CELL, cell_number

Told = tuple[str, dict[str, int | str]]

_NO_PLACE = "comparables.cell IS NULL"
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
    for condition, values in (*_place(reach, dialect), *_spans(reach), *_loss(reach, dialect)):
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
        inside = f"comparables.{name} BETWEEN :{name}_least AND :{name}_most"
        if span.unknown:
            inside = f"({inside} OR comparables.{name} IS NULL"
            # An area of nothing is not known either.
            inside += " OR comparables.area <= 0)" if name == "area" else ")"
        yield inside, {f"{name}_least": span.least, f"{name}_most": span.most}


def _loss(reach: Reach, dialect: str) -> Iterator[Told]:
    """All that falls evenly loses no more than is left: few rows are then read to be scored.

    Whole numbers in SQL as in `scoring`, so that no row is missed by a rounding.
    """
    least, most = ("min", "max") if dialect == "sqlite" else ("least", "greatest")
    lost, given = [], {"left": reach.left}
    for fall in reach.falls:
        column = f"comparables.{fall.trait}"
        mine, each = f"{fall.trait}_mine", f"{fall.trait}_each"
        away = f"{least}(1000, abs({column} - :{mine}) * {fall.points} / :{each})"
        # PostgreSQL's `least` passes over what is not known: that must be asked before.
        known = f"{column} > 0" if fall.trait == "area" else f"{column} IS NOT NULL"
        told = f"CASE WHEN {known} THEN {away} ELSE {UNKNOWN_LOSS} END"
        lost.append(f"{fall.weight} * {told}")
        given |= {mine: fall.mine, each: fall.each}
    if reach.distance is not None:
        subject, point = reach.subject, METRES_A_POINT * UNIT
        given |= {"mine_east": subject.east or 0, "mine_north": subject.north or 0}
        # A place is never nearer than the longer side of the way to it.
        away = f"{most}(abs(comparables.east - :mine_east), abs(comparables.north - :mine_north))"
        lost.append(f"{reach.place_weight} * {least}(1000, {away} / {point})")
    if lost:
        yield f"{' + '.join(lost)} <= :left", dict(given)
