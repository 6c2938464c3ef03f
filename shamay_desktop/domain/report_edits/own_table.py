"""A table of the appraiser's own: words in cells, and how a case keeps it (JSON)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.report_text import printable

LARGEST = 60
"""Columns; more cannot be read on a page."""


@dataclass(frozen=True, slots=True)
class OwnTable:
    """Cells row by row, all rows as long as `heads`; `numbers` are columns of figures, from 0.

    `strong` are the rows in bold, from 0; without heads (all empty) no head row is printed.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    strong: frozenset[int] = frozenset()
    caption: str = ""


def table_of_cells(
    cells: Sequence[Sequence[str]], *, first_is_head: bool, caption: str = ""
) -> OwnTable:
    """A table of pasted or imported cells: short rows are filled up, columns of figures found.

    Raises Refused(`report_table_empty`; `table_too_wide` with n).
    """
    rows = [tuple(printable(cell).strip() for cell in row) for row in cells]
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows), default=0)
    if width == 0:
        raise Refused("report_table_empty")
    if width > LARGEST:
        raise Refused("table_too_wide", n=width, most=LARGEST)
    full = [row + ("",) * (width - len(row)) for row in rows]
    heads, body = (full[0], full[1:]) if first_is_head else (("",) * width, full)
    numbers = {at for at in range(width) if _all_figures([row[at] for row in body])}
    return OwnTable(tuple(heads), tuple(body), frozenset(numbers), caption=caption.strip())


def own_table_json(table: OwnTable) -> str:
    """The table as one line of JSON."""
    raw = {
        "heads": list(table.heads),
        "rows": [list(row) for row in table.rows],
        "numbers": sorted(table.numbers),
        "strong": sorted(table.strong),
        "caption": table.caption,
    }
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":"))


def own_table_of(raw: str) -> OwnTable:
    """The table of its JSON. Raises Refused(`report_table_unreadable`)."""
    try:
        given = json.loads(raw)
        heads = tuple(_cell(head) for head in given["heads"])
        rows = tuple(tuple(_cell(cell) for cell in row) for row in given["rows"])
        return OwnTable(
            heads,
            _of_one_width(rows, len(heads)),
            frozenset(int(at) for at in given.get("numbers", ())),
            frozenset(int(at) for at in given.get("strong", ())),
            _cell(given.get("caption", "")),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refused("report_table_unreadable") from error


def _of_one_width(rows: tuple[tuple[str, ...], ...], width: int) -> tuple[tuple[str, ...], ...]:
    if width == 0 or any(len(row) != width for row in rows):
        raise ValueError(width)
    return rows


def _cell(raw: object) -> str:
    if not isinstance(raw, str):
        raise TypeError(raw)
    return printable(raw)


def _all_figures(cells: Sequence[str]) -> bool:
    said = [cell for cell in cells if cell]
    return bool(said) and all(_is_figure(cell) for cell in said)


def _is_figure(cell: str) -> bool:
    bare = cell.strip("₪% \u2066\u2067\u2068\u2069\u200e\u200f")
    digits = sum(letter.isdigit() for letter in bare)
    return digits > 0 and all(letter.isdigit() or letter in ".,-+/ " for letter in bare)
