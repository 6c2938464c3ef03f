"""Columns of a table whose Hebrew was destroyed: told by a heading's shape and its cells."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.cells import Cell, number, words
from shamay_desktop.domain.market.dates import date_of
from shamay_desktop.domain.market.mapping import SourceMapping
from shamay_desktop.domain.market.parcel_keys import parcel_key

_LETTER = re.compile(r"[\u05d0-\u05ea]")
_OF_TEN = 8
_CORE = frozenset(
    {"date", "key", "gush", "helka", "tat_helka", "price", "assessed_value", "area", "rooms",
     "year_built"}
)  # fmt: skip
"""What is worth a guess; what else fits a heading only makes it doubtful."""


def lost_columns(
    mapping: SourceMapping, headings: Sequence[str], sample: Sequence[Sequence[Cell]]
) -> Mapping[int, str]:
    """Target by index for what is sure; `sample` are the first rows."""
    could: dict[int, set[str]] = {}
    for index, heading in enumerate(headings):
        shape = _shape(heading)
        cells = [row[index] for row in sample if index < len(row) and words(row[index])]
        for column in mapping.columns:
            fits = any(_shape(alias) == shape for alias in column.aliases)
            if fits and _holds(column.target, cells):
                could.setdefault(index, set()).add(column.target)
    for targets in could.values():
        if targets == {"price", "assessed_value"}:  # one amount, whichever it is
            targets.discard("assessed_value")
    told = [target for targets in could.values() for target in targets]
    return {
        index: next(iter(targets))
        for index, targets in could.items()
        if len(targets) == 1 and told.count(next(iter(targets))) == 1 and targets <= _CORE
    }


def _shape(heading: str) -> str:
    """A heading with a mark for each letter, as it was destroyed."""
    marked = _LETTER.sub("?", heading.replace("״", '"').replace("׳", "'"))
    return " ".join(marked.split())


def _holds(target: str, cells: Sequence[Cell]) -> bool:
    test = _TESTS.get(target)
    if test is None or not cells:
        return False
    return 10 * sum(1 for cell in cells if test(cell)) >= _OF_TEN * len(cells)


def _between(least: int, most: int) -> Callable[[Cell], bool]:
    def test(cell: Cell) -> bool:
        try:
            found = number(cell, lost=True)
        except Refused:
            return False
        return found is not None and Decimal(least) <= found <= Decimal(most)

    return test


def _whole_between(least: int, most: int) -> Callable[[Cell], bool]:
    def test(cell: Cell) -> bool:
        try:
            found = number(cell, lost=True)
        except Refused:
            return False
        return found is not None and found == int(found) and least <= found <= most

    return test


def _is_date(cell: Cell) -> bool:
    if isinstance(cell, date):
        return True
    return any(date_of(cell, order, 2100) is not None for order in ("DMY", "MDY"))


def _is_key(cell: Cell) -> bool:
    found = parcel_key(words(cell))
    return found is not None and found.helka != ""


_TESTS: Mapping[str, Callable[[Cell], bool]] = {
    "date": _is_date,
    "key": _is_key,
    "price": _between(10_000, 1_000_000_000),
    "assessed_value": _between(10_000, 1_000_000_000),
    "area": _between(5, 2000),
    "rooms": _between(1, 15),
    "year_built": _between(1850, 2100),
    "floor": _whole_between(-9, 120),
    "floors": _whole_between(1, 120),
    "parking": _whole_between(0, 20),
    "gush": _whole_between(1000, 999_999),
    "helka": _whole_between(1, 9999),
    "tat_helka": _whole_between(1, 9999),
    "balcony": _between(0, 2000),
    "storage": _between(0, 2000),
    "garden": _between(0, 2000),
    "roof": _between(0, 2000),
    "gross_area": _between(5, 2000),
    "registered_area": _between(5, 2000),
}
