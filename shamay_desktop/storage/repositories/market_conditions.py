"""What a search of the market database asks, as conditions that are exact on both engines."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, TextClause, UnaryExpression, false, literal, or_
from sqlalchemy.sql.operators import custom_op

from shamay_desktop.domain.market.query import Around, MarketQuery, MarketSort
from shamay_desktop.domain.market.traits import block_of
from shamay_desktop.domain.market.words import key_of, street_key, street_words, words_of
from shamay_desktop.storage.column_types import TEN_THOUSANDTHS
from shamay_desktop.storage.mapping.market import CELL, bound, cell_number
from shamay_desktop.storage.side_indexes import has_words, occupied, with_words
from shamay_desktop.storage.tables import comparables

_AT = comparables.c

SORTED_BY = {
    MarketSort.DATE: (_AT.day,),
    MarketSort.PRICE: (_AT.whole_price,),
    MarketSort.PRICE_PER_SQM: (_AT.price_per_sqm,),
    MarketSort.AREA: (_AT.area,),
    MarketSort.ROOMS: (_AT.rooms,),
    MarketSort.FLOOR: (_AT.floor_number,),
    MarketSort.YEAR_BUILT: (_AT.year_built,),
    MarketSort.STREET: (_AT.city_key, _AT.street_key, _AT.house_number),
    MarketSort.PARCEL: (_AT.block, _AT.helka, _AT.tat_helka),
    MarketSort.IMPORTED: (_AT.source_id, _AT.number),
}
"""What rows are ordered by; what is not known stands last."""


def is_placed(query: MarketQuery) -> bool:
    """Whether the query asks for what has an index that leaves few rows."""
    return bool(
        query.around is not None
        or query.gush
        or query.gush_from is not None
        or query.gush_to is not None
        or query.sources
        or _is_near_one(query.area_from, query.area_to)
        or any(
            text.strip()
            for text in (query.words, query.city, query.neighborhood, query.street, query.helka)
        )
    )


def _is_near_one(least: Decimal | None, most: Decimal | None) -> bool:
    """Whether so few areas lie between that their index leaves fewer rows than the days' does."""
    return least is not None and most is not None and (most - least) * 10 <= most


def fits(
    query: MarketQuery, dialect: str, *, placed: bool = True, lately: bool = False
) -> list[ColumnElement[bool] | TextClause]:
    """All that a row must fulfil, its office's condition not among them.

    `placed`: other conditions leave fewer rows than kind and standing do. `lately`: still others
    leave so few that words are looked for row by row.
    """
    return [
        *_of_shelf(query, aside=placed and dialect == "sqlite"),
        *_of_place(query, dialect),
        *_of_bounds(query),
        *_of_words(query, dialect, lately=lately and dialect == "sqlite"),
    ]


def ordered(query: MarketQuery) -> list[ColumnElement[Any]]:
    """The query's order, ids last; what is not known stands at the end either way."""
    keys: list[ColumnElement[Any]] = []
    for key in SORTED_BY.get(query.sort, SORTED_BY[MarketSort.DATE]):
        keys.append(key.desc().nulls_last() if query.descending else key.asc().nulls_last())
    return [*keys, _AT.id.desc() if query.descending else _AT.id.asc()]


def within(around: Around, dialect: str) -> Iterator[ColumnElement[bool]]:
    """Rows on or in a circle, exactly: first its cells, then its square, then the circle."""
    east, north = _ten_thousandths(around.east), _ten_thousandths(around.north)
    reach = around.radius * TEN_THOUSANDTHS
    yield cells_of(east - reach, east + reach, north - reach, north + reach, dialect)
    yield _AT.east.between(east - reach, east + reach)
    yield _AT.north.between(north - reach, north + reach)
    if around.radius > _EXACT:
        return
    # Whole numbers: the square of a tenth of a metre's ten-thousandth stays below 2**63.
    away_east, away_north = (
        _AT.east - literal(east, BigInteger),
        _AT.north - literal(north, BigInteger),
    )
    yield away_east * away_east + away_north * away_north <= literal(reach * reach, BigInteger)


def cells_of(west: int, east: int, south: int, north: int, dialect: str) -> ColumnElement[bool]:
    """Rows in the cells that a rectangle touches; edges in ten-thousandths of metres."""
    side = CELL * TEN_THOUSANDTHS
    if dialect == "sqlite":
        return occupied(
            west // TEN_THOUSANDTHS,
            east // TEN_THOUSANDTHS + 1,
            south // TEN_THOUSANDTHS,
            north // TEN_THOUSANDTHS + 1,
        )
    columns = range(max(0, west // side), east // side + 1)
    lines = range(max(0, south // side), north // side + 1)
    if not columns or not lines:
        return false()
    if len(lines) > _LINES:
        first, last = cell_number(columns[0], lines[0]), cell_number(columns[-1], lines[-1])
        return _AT.cell.between(first, last)
    return or_(
        *(
            _AT.cell.between(cell_number(columns[0], line), cell_number(columns[-1], line))
            for line in lines
        )
    )


_LINES = 200
_EXACT = 200_000
"""Metres: a larger circle is asked as its square, of which the country fills a corner."""


def _of_shelf(query: MarketQuery, *, aside: bool) -> Iterator[ColumnElement[bool]]:
    """Kind and standing; set aside, SQLite does not take their index, which most rows share."""
    dialect = "sqlite" if aside else ""
    yield set_aside(_AT.kind, dialect) == query.kind.value
    yield set_aside(_AT.standing, dialect) == query.standing.value
    if not query.with_twins:
        yield _AT.twin_of.is_(None)
    if query.sources:
        yield _AT.source_id.in_(sorted(query.sources))
    if query.evidence:
        yield _AT.evidence.in_(sorted(query.evidence))
    if query.asset_kinds:
        yield _AT.asset_kind.in_(sorted(query.asset_kinds))


def set_aside(column: ColumnElement[str], dialect: str) -> ColumnElement[str]:
    """The column with a plus before it: SQLite then takes no index of it, and all else is same."""
    if dialect != "sqlite":
        return column
    return UnaryExpression(column, operator=custom_op("+"))


def _of_words(
    query: MarketQuery, dialect: str, *, lately: bool
) -> Iterator[ColumnElement[bool] | TextClause]:
    words = words_of(query.words)
    if query.words.strip() and not words:
        yield false()
    elif words:
        yield has_words(words) if lately else with_words(words, dialect)


def _of_place(query: MarketQuery, dialect: str) -> Iterator[ColumnElement[bool]]:
    if query.around is not None:
        yield from within(query.around, dialect)
    if query.city.strip():
        yield _AT.city_key == key_of(query.city)
    if query.neighborhood.strip():
        yield from _whole_words(_AT.neighborhood_key, key_of(query.neighborhood))
        yield from _led_by_words(query, words_of(query.neighborhood), dialect)
    if query.street.strip():
        yield from _whole_words(_AT.street_key, street_key(query.street))
        yield from _led_by_words(query, street_words(query.street), dialect)
    if query.gush:
        yield _blocks(query.gush)
    if query.gush_from is not None:
        yield _AT.block >= query.gush_from
    if query.gush_to is not None:
        yield _AT.block <= query.gush_to
    if query.helka.strip():
        yield _AT.helka == query.helka.strip()


def _led_by_words(
    query: MarketQuery, words: tuple[str, ...], dialect: str
) -> Iterator[ColumnElement[bool]]:
    """A name without its town stands in no index; its words do."""
    led = query.city.strip() or query.gush or query.around is not None or query.words.strip()
    if words and not led:
        yield with_words(words, dialect)


def _blocks(gush: frozenset[str]) -> ColumnElement[bool]:
    numbers = {block_of(each.strip().lstrip("0")) for each in gush}
    told = sorted(each for each in numbers if each is not None)
    return _AT.block.in_(told) if told else false()


def _whole_words(key: ColumnElement[str], asked: str) -> Iterator[ColumnElement[bool]]:
    """Letters and digits alone stand in both: nothing in them means anything to LIKE."""
    if not asked:
        yield false()
    for word in asked.split():
        yield (literal(" ") + key + literal(" ")).like(f"% {word} %")


def _of_bounds(query: MarketQuery) -> Iterator[ColumnElement[bool]]:
    if query.since is not None:
        yield _AT.day >= query.since.toordinal()
    if query.until is not None:
        yield _AT.day <= query.until.toordinal()
    yield from _between(_AT.floor_number, query.floor_from, query.floor_to)
    yield from _between(_AT.year_built, query.year_from, query.year_to)
    yield from _between(_AT.area, *_scaled(query.area_from, query.area_to))
    yield from _between(_AT.rooms, *_scaled(query.rooms_from, query.rooms_to))
    yield from _between(_AT.whole_price, _amount(query.price_from), _amount(query.price_to))
    yield from _between(_AT.price_per_sqm, _amount(query.per_sqm_from), _amount(query.per_sqm_to))


def _between(
    column: ColumnElement[int], least: int | None, most: int | None
) -> Iterator[ColumnElement[bool]]:
    if least is not None:
        yield column >= least
    if most is not None:
        yield column <= most


def _scaled(least: Decimal | None, most: Decimal | None) -> tuple[int | None, int | None]:
    """A bound between two ten-thousandths takes the nearer one that lies inside."""
    return (
        None if least is None else int(least.scaleb(4).to_integral_value(ROUND_CEILING)),
        None if most is None else int(most.scaleb(4).to_integral_value(ROUND_FLOOR)),
    )


def _amount(amount: Decimal | None) -> int | None:
    """Odd for what lies between two ten-thousandths, as `bound` stores it."""
    return None if amount is None else bound(Fraction(amount))


def _ten_thousandths(metres: Decimal) -> int:
    return int(metres.scaleb(4).to_integral_value())
