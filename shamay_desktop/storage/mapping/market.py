"""Between a row of the market database and its columns; quantities are whole ten-thousandths."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from json.encoder import encode_basestring as _quoted
from typing import Any

from sqlalchemy import RowMapping

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.market.rows import MarketRow, Reason, RowKind, RowStanding
from shamay_desktop.domain.market.traits import Traits, block_of, place_of, whole
from shamay_desktop.domain.market.words import key_of, street_key, words_of
from shamay_desktop.storage.column_types import TEN_THOUSANDTHS, unscaled

CELL = 250
"""Metres of a side of a cell of the ground."""

COLUMNS = (
    "id", "n", "source_id", "number", "kind", "standing", "evidence", "twin_of", "day", "block",
    "cell", "east", "north", "area", "rooms", "floor_number", "floors", "year_built",
    "whole_price", "price_per_sqm", "helka", "tat_helka", "gush", "city_key", "neighborhood_key",
    "street_key", "house_number", "asset_kind", "price", "assessed_value", "share_sold",
    "area_basis", "gush_suffix", "city", "neighborhood", "street", "address", "floor", "parts",
    "words", "reasons", "other", "raw",
)  # fmt: skip
"""What is written of a row, in this order; who wrote it and when stands beside."""

_ROWS_WIDE = 10_000
_MOST = 2**31 - 1
_LARGEST = 2**63
_PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def columns_of(row: MarketRow, n: int | None) -> tuple[object, ...]:
    """The row as `COLUMNS`, as either driver takes it. What no encoding holds becomes U+FFFD."""
    written = _columns(row, n)
    try:
        told = (
            f"{row.id}{row.gush}{row.helka}{row.tat_helka}{row.city}{row.neighborhood}{row.street}"
            f"{row.house_number}{row.address}{row.floor}{row.asset_kind}"
            f"{written[-3]}{written[-2]}{written[-1]}"
        )
        told.encode()
    except UnicodeEncodeError:
        return tuple(_encodable(each) for each in written)
    return written


def _encodable(value: object) -> object:
    """A file may hold half of a letter (a lone surrogate), which no database takes."""
    if not isinstance(value, str):
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _columns(row: MarketRow, n: int | None) -> tuple[object, ...]:
    east, north = _scaled(row.east), _scaled(row.north)
    area, price = _scaled(row.area), _scaled(row.price)
    numbers = (
        None if row.date is None else row.date.toordinal(),
        block_of(row.gush),
        cell_of(east, north),
        east,
        north,
        area,
        _scaled(row.rooms),
        _small(row.floor_number),
        _small(row.floors),
        _small(row.year_built),
        *_prices(row.share_sold, price, area),
    )
    texts = (
        price,
        _scaled(row.assessed_value),
        None if row.share_sold is None else str(row.share_sold),
        row.area_basis,
        row.gush_suffix,
        row.city,
        row.neighborhood,
        row.street,
        row.address,
        row.floor,
        row.parts,
        _words(row),
        _reasons(row.reasons),
        _texts(row.other),
        _texts(row.raw),
    )
    return (*_shelf(row, n), *numbers, *_names(row), *texts)


def _shelf(row: MarketRow, n: int | None) -> tuple[object, ...]:
    kind, standing = row.kind.value, row.standing.value
    return (row.id, n, row.source_id, row.number, kind, standing, row.evidence, row.twin_of)


def _names(row: MarketRow) -> tuple[str, ...]:
    keys = (key_of(row.city), key_of(row.neighborhood), street_key(row.street))
    return (row.helka, row.tat_helka, row.gush, *keys, row.house_number, row.asset_kind)


def row_of(stored: RowMapping) -> MarketRow:
    """The row that stands in the database."""
    share = stored["share_sold"]
    return MarketRow(
        id=stored["id"],
        source_id=stored["source_id"],
        number=stored["number"],
        kind=RowKind(stored["kind"]),
        evidence=stored["evidence"],
        standing=RowStanding(stored["standing"]),
        reasons=reasons_of(stored["reasons"] or ()),
        date=None if stored["day"] is None else date.fromordinal(stored["day"]),
        gush=stored["gush"],
        gush_suffix=stored["gush_suffix"],
        helka=stored["helka"],
        tat_helka=stored["tat_helka"],
        city=stored["city"],
        neighborhood=stored["neighborhood"],
        street=stored["street"],
        house_number=stored["house_number"],
        address=stored["address"],
        rooms=_exact(stored["rooms"]),
        floor=stored["floor"],
        floor_number=stored["floor_number"],
        floors=stored["floors"],
        area=_exact(stored["area"]),
        area_basis=stored["area_basis"],
        year_built=stored["year_built"],
        price=_exact(stored["price"]),
        assessed_value=_exact(stored["assessed_value"]),
        share_sold=None if share is None else Fraction(share),
        east=_exact(stored["east"]),
        north=_exact(stored["north"]),
        asset_kind=stored["asset_kind"],
        other=stored["other"] or {},
        raw=stored["raw"] or {},
        parts=stored["parts"],
        twin_of=stored["twin_of"],
    )


def stored_traits(stored: Sequence[Any]) -> Traits:
    """The traits of a row from its columns in the order of `Traits`."""
    row_id, day, east, north, *further = stored
    east, north = place_of(east, north)
    further[-1] = key_of(further[-1])
    return Traits(row_id, day, east, north, *further)


def cell_of(east: int | None, north: int | None) -> int | None:
    """The cell of the ground that a place (ten-thousandths of metres) lies in."""
    east, north = place_of(east, north)
    if east is None or north is None:
        return None
    return cell_number(east // (CELL * TEN_THOUSANDTHS), north // (CELL * TEN_THOUSANDTHS))


def cell_number(column: int, line: int) -> int:
    """The number of the cell in this column from the west and this line from the south."""
    return line * _ROWS_WIDE + column


def cell_box(cell: int) -> tuple[int, int, int, int]:
    """West, east, south and north edges of a cell, in metres."""
    line, column = divmod(cell, _ROWS_WIDE)
    return column * CELL, (column + 1) * CELL, line * CELL, (line + 1) * CELL


def bound(amount: Fraction) -> int | None:
    """An exact amount to be compared: twice its whole ten-thousandths, one more for a rest."""
    return _bound(amount.numerator * TEN_THOUSANDTHS, amount.denominator)


def _bound(amount: int, parts: int) -> int | None:
    whole, rest = divmod(amount, parts)
    kept = 2 * whole + (rest > 0)
    return kept if abs(kept) < 2**63 else None


def _prices(
    share: Fraction | None, price: int | None, area: int | None
) -> tuple[int | None, int | None]:
    """`MarketRow.whole_price` and `price_per_sqm` as bounds, without making fractions of them."""
    if price is None or share == 0:
        return None, None
    above, below = (1, 1) if share is None else (share.numerator, share.denominator)
    whole = _bound(price * below, above)
    if area is None or area <= 0:
        return whole, None
    return whole, _bound(price * below * TEN_THOUSANDTHS, above * area)


def reasons_json(reasons: Sequence[Reason]) -> list[Json]:
    """Reasons as JSON."""
    return [
        {"code": reason.code, "column": reason.column, "facts": dict[str, Json](reason.facts)}
        for reason in reasons
    ]


def reasons_of(kept: Sequence[Mapping[str, Any]]) -> tuple[Reason, ...]:
    """The reasons of such JSON."""
    return tuple(Reason(each["code"], each["column"], each["facts"]) for each in kept)


def _scaled(amount: Decimal | None) -> int | None:
    """Ten-thousandths, half up; None for what no column holds: the raw cell keeps it."""
    if amount is None:
        return None
    moved = amount.scaleb(4)
    kept = int(moved)
    if kept != moved:
        kept = whole(amount) or 0
    return kept if -_LARGEST < kept < _LARGEST else None


def _exact(whole: int | None) -> Decimal | None:
    return None if whole is None else unscaled(whole)


def _small(number: int | None) -> int | None:
    return number if number is None or abs(number) <= _MOST else None


def _words(row: MarketRow) -> str:
    told = (
        *words_of(row.address),
        *words_of(row.street),
        *words_of(row.house_number),
        *words_of(row.neighborhood),
        *words_of(row.city),
        *words_of(row.asset_kind),
        *words_of(row.other.get("note", "")),
    )
    return " ".join(dict.fromkeys(told))


def _reasons(reasons: Sequence[Reason]) -> str | None:
    return _PLAIN(reasons_json(reasons)) if reasons else None


def _texts(cells: Mapping[str, str]) -> str | None:
    """Texts as JSON: whatever is no text is a mistake of ours."""
    if not cells:
        return None
    return "{" + ",".join([f"{_quoted(name)}:{_quoted(cells[name])}" for name in cells]) + "}"
