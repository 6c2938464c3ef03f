"""Rows of the market database as a table of our own: written out, edited by hand, and read back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from shamay_desktop.domain.fields.comparables import AREA_BASES, EVIDENCE_KINDS
from shamay_desktop.domain.fields.definition import Choice
from shamay_desktop.domain.market import cells
from shamay_desktop.domain.market.mapping import OTHER, TYPES, CellType, SourceMapping
from shamay_desktop.domain.market.quarantine import OF_A_CELL, judged, lasting
from shamay_desktop.domain.market.rows import Day, MarketRow, RowKind, RowStanding
from shamay_desktop.domain.money import plain
from shamay_desktop.domain.shares import print_share
from shamay_desktop.i18n.language import Language

MAPPING = "own_export"
"""The id of the mapping that reads such a table; its columns stand in the table's order."""

_FACTS = {"x": "east", "y": "north"}
_CHOICES: Mapping[str, Sequence[Choice]] = {"evidence": EVIDENCE_KINDS, "area_basis": AREA_BASES}
_KINDS = {RowKind.SALE: ("מכר", "sale"), RowKind.RENT: ("שכירות", "rent")}
_FLAGS = {"true": ("כן", "yes"), "false": ("לא", "no")}


def headings(mapping: SourceMapping, language: Language) -> tuple[str, ...]:
    """The table's headings in a language."""
    at = 0 if language is Language.HE else 1
    return tuple(column.aliases[at] for column in mapping.columns)


def written(row: MarketRow, mapping: SourceMapping, language: Language) -> tuple[str, ...]:
    """The cells of a row, exact; texts that look like formulas are guarded."""
    return tuple(_cell(row, column.target, language) for column in mapping.columns)


def edited(
    row: MarketRow,
    before: MarketRow,
    after: MarketRow,
    today: Day,
    excluded: Sequence[str] = (),
) -> MarketRow:
    """The row with what differs between two readings of its table: as written, and as given back.

    The reasons that its facts tell are judged anew, with the `excluded` words of its own source;
    those about a cell go when that cell is changed. What was found out when it was imported
    (parts, twins) stays. The same row when nothing differs.
    """
    changed = {
        name: getattr(after, name)
        for name in _NAMES
        if getattr(after, name) != getattr(before, name)
    }
    other = dict(row.other)
    for name in OTHER:
        if after.other.get(name, "") != before.other.get(name, ""):
            other[name] = after.other.get(name, "")
    of_other = {name for name in OTHER if other.get(name, "") != row.other.get(name, "")}
    other = {name: content for name, content in other.items() if content}
    if not changed and other == dict(row.other):
        return row
    if "floor" in changed and "floor_number" not in changed:
        changed["floor_number"] = cells.floor_number(changed["floor"])
    touched = changed.keys() | of_other
    doubts = tuple(
        reason
        for reason in after.reasons
        if reason.code in OF_A_CELL and reason.column in touched and reason not in before.reasons
    )
    reasons = (*lasting(row, touched), *doubts)
    plain_row = replace(row, **changed, other=other, reasons=reasons, standing=RowStanding.ACTIVE)
    return judged(plain_row, today, excluded, ("area", "price"))


def facts_of(row: MarketRow) -> tuple[object, ...]:
    """All that such a table says of a row, to compare two rows by."""
    other = ((name, row.other.get(name, "")) for name in sorted(OTHER))
    return (*(getattr(row, name) for name in _NAMES), *(each for each in other if each[1]))


def _cell(row: MarketRow, target: str, language: Language) -> str:
    at = 0 if language is Language.HE else 1
    fact: Any = row.other.get(target, "") if target in OTHER else _fact(row, target)
    if fact in (None, ""):
        return ""
    kind = TYPES[target]
    if target == "kind":
        return _KINDS[row.kind][at]
    if target in _CHOICES:
        return _labelled(_CHOICES[target], str(fact), language)
    if kind is CellType.FLAG:
        return _FLAGS[fact][at] if fact in _FLAGS else ""
    return cells.guarded(fact) if kind in _TEXTS else _exact(fact)


def _exact(fact: object) -> str:
    """A number, a share or a day in its one spelling."""
    if isinstance(fact, Fraction):
        return print_share(fact)
    return plain(fact) if isinstance(fact, Decimal) else str(fact)


_TEXTS = frozenset(
    {CellType.TEXT, CellType.TOWN, CellType.FLOOR, CellType.HOUSE, CellType.CODE, CellType.KEY}
)


def _fact(row: MarketRow, target: str) -> object:
    return getattr(row, _FACTS.get(target, target))


def _labelled(choices: Sequence[Choice], code: str, language: Language) -> str:
    found = next((each for each in choices if each.code == code), None)
    return code if found is None else (found.he if language is Language.HE else found.en)


_NAMES = tuple(
    _FACTS.get(target, target)
    for target in (
        "kind", "evidence", "date", "gush", "gush_suffix", "helka", "tat_helka", "city",
        "neighborhood", "street", "house_number", "address", "asset_kind", "rooms", "floor",
        "floor_number", "floors", "area", "area_basis", "year_built", "price", "assessed_value",
        "share_sold", "x", "y",
    )
)  # fmt: skip
