"""Between a row of the market database and its columns; quantities are whole ten-thousandths."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from json.encoder import encode_basestring as _quoted
from typing import Any, Literal

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

MOSTLY_NOTHING = frozenset({"twin_of", "reasons", "other", "raw"})
"""Where `columns_of` may put "" for None, which the driver takes five times as long to hand on."""

_ROWS_WIDE = 10_000
_MOST = 2**31 - 1
_LARGEST = 2**63
_PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def columns_of(
    row: MarketRow, n: int | None, nothing: Literal[""] | None = None
) -> tuple[object, ...]:
    """The row as `COLUMNS`, as either driver takes it.

    What no database holds (half a letter, a zero character) becomes U+FFFD. `nothing` stands in
    the columns `MOSTLY_NOTHING` where nothing is told.
    """
    written = _columns(row, n, nothing)
    try:
        told = (
            f"{row.id}{row.gush}{row.helka}{row.tat_helka}{row.city}{row.neighborhood}{row.street}"
            f"{row.house_number}{row.address}{row.floor}{row.asset_kind}"
            f"{written[-3]}{written[-2]}{written[-1]}"
        )
        told.encode()
    except UnicodeEncodeError:
        return _columns(_holdable_row(row), n, nothing)
    if "\0" in told or "\\u0000" in told:
        return _columns(_holdable_row(row), n, nothing)
    return written


def holdable(text: str) -> str:
    """A file may hold half of a letter (a lone surrogate) or a zero: no database takes both."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "\ufffd")


def _holdable_row(row: MarketRow) -> MarketRow:
    texts = {
        each.name: holdable(text)
        for each in fields(row)
        if type(text := getattr(row, each.name)) is str
    }
    cells = {
        name: {holdable(key): holdable(text) for key, text in getattr(row, name).items()}
        for name in ("other", "raw")
    }
    reasons = tuple(
        replace(reason, facts={key: holdable(text) for key, text in reason.facts.items()})
        for reason in row.reasons
    )
    return replace(row, reasons=reasons, **cells, **texts)  # type: ignore[arg-type]


def _columns(row: MarketRow, n: int | None, nothing: Literal[""] | None) -> tuple[object, ...]:
    """One flat tuple, in one go: this is done for every row of an import."""
    day, share = row.date, row.share_sold
    east, north = _scaled(row.east), _scaled(row.north)
    area, price = _kept_scaled(row.area), _scaled(row.price)
    told_share, whole_price, per_sqm = _shared(share, price, area)
    city, neighborhood, street = row.city, row.neighborhood, row.street
    city_key, neighborhood_key, key_of_street, words = _names(city, neighborhood, street)
    house, address, asset_kind, other = row.house_number, row.address, row.asset_kind, row.other
    told = (*words_of(address), *words, *words_of(house), *words_of(asset_kind))
    if other and "note" in other:
        told += words_of(other["note"])
    return (
        row.id, n, row.source_id, row.number,
        _SALE_CODE if row.kind is _SALE else _RENT_CODE,
        _ACTIVE_CODE if row.standing is _ACTIVE else _APART_CODE,
        row.evidence, row.twin_of or nothing,
        None if day is None else day.toordinal(), block_of(row.gush), cell_of(east, north),
        east, north, area, _kept_scaled(row.rooms),
        _small(row.floor_number), _small(row.floors), _small(row.year_built),
        whole_price, per_sqm,
        row.helka, row.tat_helka, row.gush,
        city_key, neighborhood_key, key_of_street, house, asset_kind,
        price, _scaled(row.assessed_value), told_share,
        row.area_basis, row.gush_suffix, city, neighborhood, street, address,
        row.floor, row.parts, " ".join(dict.fromkeys(told)),
        _reasons(row.reasons) if row.reasons else nothing,
        _texts(other) if other else nothing,
        _texts(row.raw) if row.raw else nothing,
    )  # fmt: skip


# An enumeration's members are found by a call: these are asked for in every row.
_SALE, _SALE_CODE, _RENT_CODE = RowKind.SALE, RowKind.SALE.value, RowKind.RENT.value
_ACTIVE, _ACTIVE_CODE = RowStanding.ACTIVE, RowStanding.ACTIVE.value
_APART_CODE = RowStanding.QUARANTINED.value


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


def _shared(
    share: Fraction | None, price: int | None, area: int | None
) -> tuple[str | None, int | None, int | None]:
    """The share as text, and `MarketRow.whole_price` and `price_per_sqm` as bounds.

    No fractions are made of them.
    """
    above, below = (1, 1) if share is None else share.as_integer_ratio()
    told = None if share is None else f"{above}/{below}" if below != 1 else f"{above}"
    if price is None or above == 0:
        return told, None, None
    price *= below
    whole = 2 * price if above == 1 and 0 <= price < _SURELY else _bound(price, above)
    if area is None or area <= 0:
        return told, whole, None
    return told, whole, _bound(price * TEN_THOUSANDTHS, above * area)


_SURELY = 2**61


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
    above, below = amount.as_integer_ratio()
    times, rest = divmod(TEN_THOUSANDTHS, below)
    kept = above * times if not rest else whole(amount) or 0
    return kept if -_LARGEST < kept < _LARGEST else None


_kept_scaled = lru_cache(maxsize=65536)(_scaled)
"""The same of what many rows have in common: areas and rooms."""


def _exact(whole: int | None) -> Decimal | None:
    return None if whole is None else unscaled(whole)


def _small(number: int | None) -> int | None:
    return number if number is None or abs(number) <= _MOST else None


def _names(city: str, neighborhood: str, street: str) -> tuple[str, str, str, tuple[str, ...]]:
    """The keys of a place's names, and their words."""
    short = len(city) <= _SHORT and len(neighborhood) <= _SHORT and len(street) <= _SHORT
    kept = _kept_names if short else _names_anew
    return kept(city, neighborhood, street)


def _names_anew(city: str, neighborhood: str, street: str) -> tuple[str, str, str, tuple[str, ...]]:
    words = (*words_of(street), *words_of(neighborhood), *words_of(city))
    return key_of(city), key_of(neighborhood), street_key(street), words


_kept_names = lru_cache(maxsize=16384)(_names_anew)
"""A town's rows are many of one street."""

_SHORT = 120


def _reasons(reasons: Sequence[Reason]) -> str:
    return _PLAIN(reasons_json(reasons))


class _Forms(dict[tuple[str, ...], str]):
    """JSON of texts under these headings, a mark for each: a table's rows have the same ones."""

    def __missing__(self, names: tuple[str, ...]) -> str:
        if len(self) >= _MOST_FORMS:
            self.clear()
        begun = [f"{_quoted(name)}:".replace("%", "%%") + "%s" for name in names]
        form = self[names] = "{" + ",".join(begun) + "}"
        return form


_MOST_FORMS = 2000
_forms = _Forms()


def _texts(cells: Mapping[str, str]) -> str:
    """Texts as JSON: whatever is no text is a mistake of ours."""
    return _forms[tuple(cells)] % tuple(map(_quoted, cells.values()))
