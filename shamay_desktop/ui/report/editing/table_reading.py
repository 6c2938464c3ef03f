"""Tables from files and from the clipboard as words in cells, in the report's own formats."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.money import plain
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.market_ports import Cell, RawTable

MOST_ROWS = 400
"""Of one own table; a longer one belongs into an annex."""

SEPARATED = 100_000
"""A column that reaches it holds amounts; years, blocks and parcels have no separators."""

Cells = list[list[str]]
_A, _LETTERS = ord("A"), 26


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that can be put in; `headed` tells whether its first row is a head."""

    title: str
    cells: Cells
    headed: bool


def sheets_of(
    read: Callable[..., Sequence[RawTable]], arguments: Sequence[object], texts: Texts
) -> tuple[Sheet, ...]:
    """All tables that a reader finds. Runs in any thread. Raises as the reader, `table_empty`."""
    tables = read(*arguments)
    if not tables:
        raise Refused("table_empty", file="")
    return tuple(_sheet(table, texts) for table in tables)


def pasted_cells(text: str) -> Cells:
    """Cells between tabs; a cell with line breaks stands in quotes, as sheets copy it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    try:
        rows = list(csv.reader(io.StringIO(lines, newline=""), "excel-tab", strict=True))
    except csv.Error:  # a quote that is none: inches, an abbreviation of two words
        rows = [line.split("\t") for line in lines.split("\n")]
    return [[cell.strip() for cell in row] for row in rows]


def _sheet(table: RawTable, texts: Texts) -> Sheet:
    headed = table.first_row != 1
    given: list[Sequence[Cell]] = []
    if headed:
        heads = enumerate(table.headings)
        given.append(["" if head == _letters(at) else head for at, head in heads])
    for row in table.rows:
        given.append(row or ())
        if len(given) > MOST_ROWS:
            break
    amounts = _amounts(given)
    cells = [
        [_words(cell, texts, separated=at in amounts) for at, cell in enumerate(row)]
        for row in given
    ]
    return Sheet(table.title, cells, headed)


def _amounts(rows: Sequence[Sequence[Cell]]) -> frozenset[int]:
    return frozenset(
        at
        for row in rows
        for at, cell in enumerate(row)
        if isinstance(cell, Decimal) and abs(cell) >= SEPARATED
    )


def _words(cell: Cell, texts: Texts, *, separated: bool) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return texts("editing.yes" if cell else "editing.no")
        case Decimal():
            return formats.number(plain(cell)) if separated else plain(cell)
        case date():
            return formats.date(cell)
    return cell.strip()


def _letters(index: int) -> str:
    """What the reader calls a column without a heading: A, B … Z, AA."""
    name, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, _LETTERS)
        name = chr(_A + rest) + name
    return name
