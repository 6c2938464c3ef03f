"""A row of a foreign table becomes a row of the market database, with what is wrong about it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import registry
from shamay_desktop.domain.fields.canonical import canonical
from shamay_desktop.domain.fields.comparables import AREA_BASES, EVIDENCE_KINDS
from shamay_desktop.domain.fields.definition import Kind
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.market import cells
from shamay_desktop.domain.market.cells import Cell
from shamay_desktop.domain.market.dates import date_of, is_open
from shamay_desktop.domain.market.mapping import (
    OTHER,
    TYPES,
    CellType,
    Fit,
    MappedColumn,
    SourceMapping,
)
from shamay_desktop.domain.market.quarantine import judged
from shamay_desktop.domain.market.recognising import names_people
from shamay_desktop.domain.market.rows import MarketRow, Reason, RowKind

Point = tuple[Decimal, Decimal]

_ADDRESS = re.compile(r"(?P<street>[^,\d]*[^,\d\s])\s+(?P<house>\d{1,4}\s?[א-ת]?(?![\wא-ת]))")
_CHOICES = {
    "evidence": EVIDENCE_KINDS,
    "area_basis": AREA_BASES,
}
_KINDS = {"sale": RowKind.SALE, "מכר": RowKind.SALE, "מכירה": RowKind.SALE,
          "rent": RowKind.RENT, "שכירות": RowKind.RENT}  # fmt: skip
_PLAIN = (
    "neighborhood", "street", "house_number", "address", "rooms", "floor", "floors", "area",
    "year_built", "price", "assessed_value", "asset_kind", "gush_suffix",
)  # fmt: skip


_OTHER = frozenset(OTHER)
_MOST_KNOWN = 20_000
"""Cells of a column whose content is kept, for the next row that says the same."""

_Memo = dict[object, tuple[object, Reason | None]]


def _nowhere(*_: object) -> Point | None:
    return None


def _as_told(town: str) -> str:
    return "" if town.isdecimal() else town


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading rows needs besides the mapping.

    `order` of ambiguous dates ("" leaves them out), `today` the last possible day, `lost` whether
    the table's letters were destroyed. `to_itm`, `centre` and `town` as the ports have them: a
    place of any system, of a drawn shape, and the name of a town by name or code.
    """

    order: str
    today: date
    lost: bool = False
    to_itm: Callable[[Decimal, Decimal], Point | None] = _nowhere
    centre: Callable[[str], Point | None] = _nowhere
    town: Callable[[str], str] = _as_told


@dataclass(slots=True)
class _Found:
    """What one row tells, while it is read."""

    facts: dict[str, Any] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)
    reasons: list[Reason] = field(default_factory=list)


class RowReader:
    """Reads the rows of one table by the columns of a fit."""

    def __init__(self, fit: Fit, headings: Sequence[str], source_id: str, reading: Reading) -> None:
        self._mapping, self._reading, self._source_id = fit.mapping, reading, source_id
        by_target = {column.target: column for column in fit.mapping.columns}
        self._columns: list[tuple[int, MappedColumn, _Memo]] = [
            (index, by_target.get(target) or MappedColumn(target, type=TYPES[target]), {})
            for index, target in fit.columns.items()
        ]
        told = set(fit.columns.values())
        self._constant = [
            column for column in fit.mapping.columns if column.default and column.target not in told
        ]
        self._kept = [
            (index, heading) for index, heading in enumerate(headings) if not names_people(heading)
        ]
        self._stands_in = dict(fit.mapping.stands_in)
        area = fit.mapping.column("area")
        self._area_basis = (area.basis if area else "") or fit.mapping.area_basis
        self._told = told
        self._as_written = "id" in told
        self._sale = {
            target: [index for index, each in fit.columns.items() if each == target]
            for target in ("gush", "key", "helka", "tat_helka", "date")
        }

    def read(self, number: int, row: Sequence[Cell]) -> MarketRow | None:
        """The row by its number in the source; None for a blank one."""
        raw = {
            heading: text
            for index, heading in self._kept
            if index < len(row) and (text := cells.shown(row[index]))
        }
        if not any(map(str.strip, raw.values())):
            return None
        found = _Found()
        for index, column, memo in self._columns:
            self._take(found, column, memo, row[index] if index < len(row) else None)
        for column in self._constant:
            self._take(found, column, {}, column.default)
        return self._row(number, found, raw)

    def sale_mark(self, row: Sequence[Cell]) -> int | None:
        """A number that rows of one parcel and day have in common; None where a part is missing.

        Rows of other sales hardly ever share it: whoever groups by it compares the rows still.
        """
        day = self._first("date", row)
        told = self._first("gush", row) or self._first("key", row)
        if not day or not told:
            return None
        try:
            key = cells.key(told)
        except Refused:
            return None
        helka = self._first("helka", row) or (key[1] if key else "")
        tat = self._first("tat_helka", row) or (key[2] if key else "")
        return hash((key[0], helka, tat, day)) if key and helka else None

    def _first(self, target: str, row: Sequence[Cell]) -> str:
        for index in self._sale[target]:
            text = cells.words(row[index]) if index < len(row) else ""
            if text:
                return text
        return ""

    def _take(self, found: _Found, column: MappedColumn, memo: _Memo, cell: Cell) -> None:
        if column.target in found.facts:
            return  # a column that stands before it tells it
        if column.default and cells.words(cell) == "":
            cell = column.default
        if column.type is CellType.DATE:
            content: object = self._date(cell, found)
        else:
            # Most cells say what others of their column said before.
            asked = cell if type(cell) is str else (type(cell), cell)
            told = memo.get(asked)
            if told is None:
                told = self._content(column, cell)
                if type(cell) is not str or len(cell) <= cells.MOST_KEPT:
                    if len(memo) >= _MOST_KNOWN:
                        memo.clear()
                    memo[asked] = told
            content = told[0]
            if told[1] is not None:
                found.reasons.append(told[1])
        if content is None or content == "":
            return
        if column.target in _OTHER:
            found.other.setdefault(column.target, str(content))
        else:
            found.facts[column.target] = content

    def _content(self, column: MappedColumn, cell: Cell) -> tuple[object, Reason | None]:
        """What a cell says, or why it says nothing."""
        try:
            content = self._plain(column, cell)
            if column.target in _OTHER and content not in (None, ""):
                content = _canonical(column.target, content)
        except Refused as refused:
            code = _CODES.get(column.target, "cell_unreadable")
            given = str(refused.facts.get("given", "")) or cells.words(cell)
            return None, Reason(code, column.target, {"given": given[:80]})
        doubt, meant = cells.doubt(column.type, cell)
        if not doubt:
            return content, None
        given = cells.words(cell)[:80]
        return content, Reason(doubt, column.target, {"given": given, "meant": meant})

    def _plain(self, column: MappedColumn, cell: Cell) -> object:
        lost = self._reading.lost
        if column.type is CellType.TOWN:
            return self._reading.town(str(cells.content(CellType.HOUSE, cell, lost=lost)))
        content = cells.content(column.type, cell, lost=lost)
        if column.type is CellType.CHOICE:
            return _chosen(column.target, str(content))
        if column.target in ("helka", "tat_helka"):
            return cells.parcel_part(str(content))
        return content

    def _date(self, cell: Cell, found: _Found) -> date | None:
        if not cells.words(cell):
            return None
        day = date_of(cell, self._reading.order, self._reading.today.year)
        if day is None:
            code = "date_unsure" if is_open(cell) else "date_unreadable"
            found.reasons.append(Reason(code, "date", {"given": cells.words(cell)[:40]}))
        return day

    def _row(self, number: int, found: _Found, raw: Mapping[str, str]) -> MarketRow:
        facts = found.facts
        _parcel(facts)
        if not self._as_written:  # our own table tells what it knows, and no more
            _address(facts)
        _share(facts)
        basis = self._basis(facts, found.other)
        floor = str(facts.get("floor", ""))
        east, north = self._place(facts, found)
        row = MarketRow(
            id=new_id(),
            source_id=self._source_id,
            number=number,
            kind=_KINDS.get(str(facts.get("kind", "")).casefold(), self._mapping.kind),
            evidence=facts.get("evidence") or self._mapping.evidence,
            reasons=tuple(found.reasons),
            date=facts.get("date"),
            gush=facts.get("gush", ""),
            helka=facts.get("helka", ""),
            tat_helka=facts.get("tat_helka", ""),
            city=facts.get("city", ""),
            floor_number=facts.get("floor_number", cells.floor_number(floor) if floor else None),
            area_basis=basis,
            share_sold=facts.get("share_sold"),
            east=east,
            north=north,
            other=found.other,
            raw=raw,
            **{name: facts[name] for name in _PLAIN if name in facts},
        )
        return judged(row, self._reading.today, self._mapping.excluded, self._told)

    def _basis(self, facts: dict[str, Any], other: Mapping[str, str]) -> str:
        """Facts that stand in for missing ones; the basis of the area that stands then."""
        basis = str(facts.get("area_basis", ""))
        if facts.get("area") is not None:
            return basis or self._area_basis
        for target, others in self._stands_in.items():
            # An amount stands in for a column that the source does not have, never for an empty
            # cell: a sale for nothing is no sale at its assessed value.
            if facts.get(target) is not None or (target == "price" and "price" in self._told):
                continue
            for name in others:
                content = facts.get(name, other.get(name))
                if content not in (None, ""):
                    facts[target] = content if target == "price" else Decimal(str(content))
                    column = self._mapping.column(name)
                    basis = column.basis if target == "area" and column else basis
                    break
        return basis or self._mapping.area_basis if facts.get("area") is not None else basis

    def _place(self, facts: Mapping[str, Any], found: _Found) -> tuple[Any, Any]:
        shape, x, y = facts.get("shape"), facts.get("x"), facts.get("y")
        known = [each for each in (x, y) if isinstance(each, Decimal) and each.is_finite() and each]
        point: Point | None = None
        if len(known) == 2:
            point = self._reading.to_itm(known[0], known[1])
        elif isinstance(shape, str) and shape:
            point = self._reading.centre(shape)
        elif not known:
            return None, None
        if point is None:
            found.reasons.append(Reason("place_unknown", "x"))
            return None, None
        return point


def _parcel(facts: dict[str, Any]) -> None:
    """Block and parcel from whichever columns tell them; a column of its own goes first."""
    for source in ("gush", "key"):
        told = facts.pop(source, None)
        if not isinstance(told, tuple):
            if isinstance(told, str) and told:
                facts[source] = told
            continue
        for name, part in zip(("gush", "helka", "tat_helka"), told, strict=True):
            if part and not facts.get(name):
                facts[name] = part


def _address(facts: dict[str, Any]) -> None:
    """Street and house from an address, where no column of their own tells them."""
    address = str(facts.get("address", ""))
    if not address or facts.get("street"):
        return
    street, _, behind = address.partition(",")
    found = _ADDRESS.match(street.strip())
    facts["street"] = (found["street"] if found else street).strip()
    if found and not facts.get("house_number"):
        facts["house_number"] = found["house"].replace(" ", "")
    town = behind.rpartition(",")[2].strip()
    if town and not facts.get("city") and not any(letter.isdigit() for letter in town):
        facts["city"] = town


def _share(facts: dict[str, Any]) -> None:
    """Numerator and denominator are exact where they fit; a share of decimals may be rounded."""
    above, below = facts.get("share_numerator"), facts.get("share_denominator")
    if isinstance(above, int) and isinstance(below, int) and 0 < above <= below:
        facts["share_sold"] = Fraction(above, below)


def _chosen(target: str, text: str) -> str:
    if not text or target not in _CHOICES:
        return text
    for choice in _CHOICES[target]:
        if text.casefold() in (choice.code, choice.he, choice.en.casefold()):
            return choice.code
    raise Refused("not_a_choice", field=target, given=text[:80])


def _canonical(target: str, content: object) -> str:
    """The content of a further column in its field's one spelling; a yes or no by its name."""
    column = _FURTHER[target]
    if column.kind is Kind.FLAG:
        return str(content)
    raw = cells.words(content) if isinstance(content, Decimal) else str(content)
    return str(canonical(column, raw))


_FURTHER = {column.id: column for column in registry.BY_ID["comparables"].columns}
_CODES = {"price": "price_unreadable", "share_sold": "share_unreadable", "key": "key_unreadable",
          "gush": "key_unreadable", "area": "area_unreadable"}  # fmt: skip

__all__ = ["Reading", "RowReader", "SourceMapping"]
