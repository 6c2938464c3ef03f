"""Tables of a marked-up text as they open and close, one inside another, row by row.

A cell that spans columns fills the first of them; one that spans rows stands in each: it says of
every row what it says of the first.
"""

import re
from collections.abc import Callable

from shamay_desktop.documents.tables.cells import Sent
from shamay_desktop.documents.tables.limits import TableLimits
from shamay_desktop.documents.tables.spool import Sheet
from shamay_desktop.domain.errors import Refused

_SPACE = re.compile("[ \t\r\n\f]+")
_LONGEST_TITLE = 300


class NestedTables:
    """Told what opens and closes, in the order of the text."""

    def __init__(self, limits: TableLimits, begin: Callable[[str], Sheet]) -> None:
        """`begin` starts a table with the line above it as its title."""
        self._limits, self._begin = limits, begin
        self._open: list[_OpenTable] = []
        self._above = ""

    def open_table(self) -> None:
        """Raises Refused(`table_too_deep`)."""
        if len(self._open) >= self._limits.nesting:
            raise Refused("table_too_deep", row=self.row, limit=self._limits.nesting)
        lines = [line for each in self._above.split("\n") if (line := one_line(each))]
        title = lines[-1] if lines else ""
        self._open.append(_OpenTable(self._begin(title), self._limits))
        self._above = ""

    def close_table(self) -> None:
        """The innermost table ends."""
        if self._open:
            self._open.pop().end()

    def open_row(self) -> None:
        """A row of the innermost table begins."""
        if self._open:
            self._open[-1].open_row()

    def close_row(self) -> None:
        """It ends."""
        if self._open:
            self._open[-1].close_row()

    def open_cell(self, across: int = 1, down: int = 1) -> None:
        """A cell of so many columns and rows begins. Raises Refused(`table_columns_many`)."""
        if self._open:
            self._open[-1].open_cell(across, down)

    def span(self, across: int) -> None:
        """The cell that is open is so many columns wide."""
        if self._open:
            self._open[-1].span(across)

    def same_as_above(self) -> None:
        """The cell that is open says what the one above it says."""
        if self._open:
            self._open[-1].say_same()

    def close_cell(self) -> None:
        """It ends."""
        if self._open:
            self._open[-1].close_cell()

    def text(self, text: str) -> None:
        """Words, of the innermost cell or of no table. Raises Refused(`table_cell_long`)."""
        if self._open:
            self._open[-1].say(text)
        else:
            self._above = (self._above + text)[-_LONGEST_TITLE:]

    def new_line(self) -> None:
        """A paragraph or line ends or begins."""
        self.text("\n")

    @property
    def row(self) -> int:
        """The row of the innermost table that is being read, as a person counts."""
        return self._open[-1].row if self._open else 1

    def end(self) -> None:
        """Whatever is open ends with the text."""
        while self._open:
            self.close_table()


class _OpenTable:
    def __init__(self, sheet: Sheet, limits: TableLimits) -> None:
        self._sheet, self._limits = sheet, limits
        self._row: dict[int, Sent] | None = None
        self._before: dict[int, Sent] = {}
        self._at = 0
        self._hanging: dict[int, tuple[int, str]] = {}
        self._hung: dict[int, tuple[int, str]] = {}
        self._cell: _OpenCell | None = None

    @property
    def row(self) -> int:
        return self._sheet.number + 1

    def open_row(self) -> None:
        self.close_row()
        self._row, self._hung, self._at = {}, {}, 0

    def open_cell(self, across: int, down: int) -> None:
        self.close_cell()
        if self._row is None:
            self.open_row()
        while self._at in self._hanging:
            self._take_hanging(self._at)
            self._at += 1
        if self._at >= self._limits.columns:
            self._refuse("table_columns_many", self._limits.columns)
        self._cell = _OpenCell(max(across, 1), max(down, 1))

    def span(self, across: int) -> None:
        if self._cell is not None:
            self._cell.across = max(across, 1)

    def say_same(self) -> None:
        if self._cell is not None:
            self._cell.same = True

    def say(self, text: str) -> None:
        if self._cell is None:
            return
        self._cell.words.append(text)
        self._cell.length += len(text)
        if self._cell.length > 2 * self._limits.cell:  # spaces are not counted out yet
            self._refuse("table_cell_long", self._limits.cell)

    def close_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None or self._row is None:
            return
        text = one_line("".join(cell.words))
        if cell.same:
            text = str(self._before.get(self._at) or text)
        self._row[self._at] = text or None
        if cell.down > 1 and text:
            self._hung[self._at] = cell.down - 1, text
        self._at += min(cell.across, self._limits.columns)

    def close_row(self) -> None:
        self.close_cell()
        if self._row is None:
            return
        for column in sorted(self._hanging):
            self._take_hanging(column)
        self._hanging = self._hung
        row, self._row = self._row, None
        self._before = row
        self._sheet.add([row.get(index) for index in range(max(row, default=-1) + 1)])

    def end(self) -> None:
        self.close_row()
        self._sheet.end()

    def _take_hanging(self, column: int) -> None:
        left, text = self._hanging.pop(column)
        if self._row is not None:
            self._row.setdefault(column, text)
        if left > 1:
            self._hung[column] = left - 1, text

    def _refuse(self, code: str, limit: int) -> None:
        raise Refused(code, row=self.row, limit=limit)


class _OpenCell:
    def __init__(self, across: int, down: int) -> None:
        self.across, self.down = across, down
        self.words: list[str] = []
        self.length = 0
        self.same = False


def one_line(text: str) -> str:
    """White space of a marked-up text is one space; the hard one stays."""
    return _SPACE.sub(" ", text).strip(" ")
