"""The rows of the table of sub-parcels, grouped by the sub-parcel that they speak of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from shamay_desktop.documents.extraction import figures
from shamay_desktop.documents.extraction.condominium_order.labels import (
    COLOURS,
    FLOORS,
    ITEMS,
    UNITS,
    nearest,
)
from shamay_desktop.documents.extraction.hebrew_numerals import numeral_value
from shamay_desktop.documents.extraction.tables import (
    Column,
    Header,
    TableRow,
    alike,
    header_in,
    joined,
    table_rows,
)
from shamay_desktop.domain.reading.page_text import PageText, Word

_STROKES = re.compile(r"[|/\\!\[\](){}lIi.,:;'’`~_-]+")


@dataclass(slots=True)
class UnitRows:
    """The rows of one sub-parcel on a page: its own first row, its attachments', further areas."""

    page: PageText
    header: Header
    rows: list[TableRow] = field(default_factory=list)
    others: list[TableRow] = field(default_factory=list)
    further: "list[UnitRows]" = field(default_factory=list)
    """What the next page goes on with."""

    def cell(self, key: str) -> tuple[Word, ...]:
        """The words of a column of the sub-parcel itself, over its rows from the top."""
        column = self.header.column(key)
        words = [word for row in self.rows for word in row.cells.get(key, ())]
        return clean(words, column)

    def items(self) -> list[dict[str, tuple[Word, ...]]]:
        """The attachments, each by column, those of a cell in two lines together."""
        keys = ("item", "mark", "colour", "item_area")
        found: list[dict[str, tuple[Word, ...]]] = []
        for row in self.rows:
            cells = {key: clean(row.cells.get(key, ()), self.header.column(key)) for key in keys}
            if not is_item(cells):
                continue
            if found and not cells["mark"] and not cells["item_area"]:
                found[-1] = {key: (*found[-1][key], *cells[key]) for key in keys}
            else:
                found.append(cells)
        return found


def clean(words: Iterable[Word], column: Column | None) -> tuple[Word, ...]:
    """The words of a cell without what is left of its lines."""
    return tuple(
        word
        for word in words
        if not (
            _STROKES.fullmatch(word.text)
            and (column is None or column.key != "building" or _at_border(word, column))
        )
    )


def _at_border(word: Word, column: Column) -> bool:
    middle = (word.box[0] + word.box[2]) / 2
    return min(middle - column.left, column.right - middle) < 6


def is_item(cells: dict[str, tuple[Word, ...]]) -> bool:
    """Whether the attachment's columns of a row say something of an attachment."""
    item, colour = joined(cells["item"]), joined(cells["colour"])
    signs = (
        bool(item) and nearest(item, ITEMS) is not None,
        bool(colour) and nearest(colour, COLOURS) is not None,
        numeral_value(joined(cells["mark"])) is not None,
        figures.decimal(cells["item_area"], 2) is not None,
    )
    return sum(signs) >= 2 or (bool(item) and signs[0])


def units_header(page: PageText) -> Header | None:
    """The header of the table of sub-parcels, None where the page has none."""
    return header_in(page, UNITS, frozenset({"area", "floor", "share"}))


def unit_rows(page: PageText, header: Header) -> list[UnitRows]:
    """The sub-parcels of a page from the top; the first may go on from the page before."""
    units: list[UnitRows] = []
    before: TableRow | None = None
    for row in table_rows(page, header, _end(page, header)):
        if is_other_areas(row):
            if units:
                units[-1].others.append(row)
        elif _says_something(row, header):
            if not units or units[-1].others or _begins(page, header, before, row):
                if not _can_begin(row, header):
                    continue
                units.append(UnitRows(page, header))
            units[-1].rows.append(row)
        else:
            continue
        before = row
    return units


def is_other_areas(row: TableRow) -> bool:
    """Whether a row is the line of areas that are no attachments."""
    words = [word.text for word in row.words]
    return any(alike(word, "שאינם") for word in words) and any(
        alike(word, "הצמדות") or alike(word, "שטחים") for word in words
    )


def own_signs(row: TableRow, header: Header) -> int:
    """How many of number, area and share of a sub-parcel stand in a row."""
    cells = {key: clean(row.cells.get(key, ()), header.column(key)) for key in UNITS}
    return sum(
        (
            figures.whole(cells["number"], 4) is not None,
            figures.decimal(cells["area"], 2) is not None,
            figures.share(cells["share"], turned=True) is not None,
        )
    )


def _says_something(row: TableRow, header: Header) -> bool:
    cells = {key: clean(row.cells.get(key, ()), header.column(key)) for key in UNITS}
    floor = joined(cells["floor"])
    return (
        is_item(cells)
        or own_signs(row, header) >= 2
        or (bool(floor) and nearest(floor, FLOORS) is not None)
        or (own_signs(row, header) == 1 and bool(joined(cells["description"])))
        or any(re.search("[א-ת]{3}", joined(cells[key])) for key in ("description", "item"))
    )


def _can_begin(row: TableRow, header: Header) -> bool:
    """A footer below the table has words in its columns, and neither figures nor attachments."""
    cells = {key: clean(row.cells.get(key, ()), header.column(key)) for key in UNITS}
    mark = numeral_value(joined(cells["mark"])) is not None
    area = figures.decimal(cells["item_area"], 2) is not None
    return own_signs(row, header) >= 2 or (is_item(cells) and (mark or area))


def _begins(page: PageText, header: Header, before: TableRow | None, row: TableRow) -> bool:
    """A sub-parcel begins at its own figures, or below a line under the one before it."""
    return own_signs(row, header) >= 2 or (before is not None and _lined(page, header, before, row))


def _lined(page: PageText, header: Header, before: TableRow, row: TableRow) -> bool:
    number = header.column("number")
    if number is None:
        return False
    middle = (number.left + number.right) / 2
    return any(
        ruling.level
        and ruling.box[0] < middle < ruling.box[2]
        and before.middle < (ruling.box[1] + ruling.box[3]) / 2 < row.middle
        for ruling in page.rulings
    )


def _end(page: PageText, header: Header) -> float | None:
    """Where the table ends: where its upright lines do, and a line of further areas below."""
    borders = [side for column in header.columns for side in (column.left, column.right)]
    ends = [
        ruling.box[3]
        for ruling in page.rulings
        if not ruling.level
        and ruling.box[3] > header.bottom
        and ruling.box[3] - ruling.box[1] > 8
        and ruling.box[3] < page.height - 10
        and any(abs((ruling.box[0] + ruling.box[2]) / 2 - border) < 4 for border in borders)
    ]
    return max(ends) + 20 if ends else None
