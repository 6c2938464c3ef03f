"""Tables on their way out of the limited process: rows go to a file, what they are to the answer.

Nothing is held but the first rows of a table, so a file of any length takes the same memory.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, NoReturn

from shamay_desktop.documents.tables.cells import Sent, line_of, plain, text_of
from shamay_desktop.documents.tables.heading import LOOKED_AT, heading_at
from shamay_desktop.documents.tables.limits import LIMITS, TableLimits
from shamay_desktop.documents.tables.lost_letters import LostLetters
from shamay_desktop.domain.errors import Refused
from shamay_desktop.usecases.limited_process import ProgressFile

PROGRESS = "progress"
"""The file beside the rows that says how far the reading is, in thousandths."""

_ROWS_BETWEEN_GLANCES = 2000
_LONGEST_TITLE = 300
_LONGEST_HEADING = 1000
_A = ord("A")


class Spool:
    """Takes the tables of one file, one after another or one inside another.

    `folder` is there and empty; `far` says how far the file is read, 0 to 1.
    """

    def __init__(self, folder: Path, limits: TableLimits = LIMITS) -> None:
        self.limits = limits
        self.far: Callable[[], float] = lambda: 0.0
        self.answer: list[dict[str, object]] = []
        self._folder = folder
        self._progress = ProgressFile(folder / PROGRESS)
        self._begun = self._rows = 0
        self._sheets: list[Sheet] = []

    def table(
        self, kind: str, title: str = "", *, encoding: str = "", delimiter: str = ""
    ) -> "Sheet":
        """A table that begins. Raises Refused(`table_too_many`)."""
        if self._begun >= self.limits.tables:
            raise Refused("table_too_many", limit=self.limits.tables)
        self._begun += 1
        facts: dict[str, object] = {
            "format": kind,
            "title": title,
            "encoding": encoding,
            "delimiter": delimiter,
        }
        sheet = Sheet(self, self._folder / str(self._begun - 1), facts)
        self._sheets.append(sheet)
        return sheet

    def close(self) -> None:
        """Nothing is written any more, however the reading ended."""
        for sheet in self._sheets:
            sheet.close()

    def count_row(self, number: int) -> None:
        """A row more, of whichever table. Raises Refused(`table_rows_many`)."""
        self._rows += 1
        if self._rows > self.limits.rows:
            raise Refused("table_rows_many", row=number, limit=self.limits.rows)
        if self._rows % _ROWS_BETWEEN_GLANCES == 0:
            self.tell()

    def tell(self) -> None:
        """Write down how far the reading is."""
        self._progress.tell(self.far())

    def keep(self, facts: dict[str, object]) -> None:
        """A table that ended with rows."""
        self.answer.append(facts)


class Sheet:
    """A table whose rows come one after another, those above its heading among them."""

    def __init__(self, spool: Spool, file: Path, facts: dict[str, object]) -> None:
        self._spool, self._file, self._facts = spool, file, facts
        self._first: list[Sequence[Sent]] = []
        self._open: BinaryIO | None = None
        self._letters = LostLetters()
        self._numbered = self._written = self._blank = self._width = 0
        self._headings: list[str] = []
        self._is_records = False

    def add(self, cells: Sequence[Sent]) -> None:
        """The next row. Raises Refused for one that is too wide or has too long a cell."""
        self._numbered += 1
        row = self._trimmed(cells)
        if not row:
            self._blank += 1
            return
        self._spool.count_row(self._numbered)
        if len(row) > self._spool.limits.columns:
            self._refuse("table_columns_many", self._spool.limits.columns)
        if self._open is None:
            self._check_cells(row)
            self._first += [()] * self._blank
            self._blank = 0
            self._first.append(row)
            if sum(map(bool, self._first)) >= LOOKED_AT:
                self._begin()
            return
        self._write(row)

    def begin_records(self) -> None:
        """Rows have no heading among them: the first is row 1, `name_columns` says the rest."""
        self._facts["first_row"] = 1
        self._is_records = True
        self._open = self._file.open("wb")

    def name_columns(self, headings: Sequence[str]) -> None:
        """The headings of records."""
        self._headings = [_heading(each) for each in headings]
        self._letters.look(self._headings)

    def call(self, kind: str) -> None:
        """What the table turned out to be."""
        self._facts["format"] = kind

    def skip_to(self, number: int) -> None:
        """Rows up to the one before `number` (as a person counts) are blank."""
        missing = number - 1 - self._numbered
        if missing > 0:
            self._numbered += missing
            self._blank += missing

    def end(self) -> None:
        """No row more; without a row below its heading, or a second column, it is no table."""
        if self._open is None and self._first:
            self._begin()
        self.close()
        if self._written and (self._is_records or max(self._width, len(self._headings)) > 1):
            self._headings += [
                _column_letters(index) for index in range(len(self._headings), self._width)
            ]
            lost = ["hebrew"] if self._letters.found else []
            extent = {"headings": self._headings, "rows": self._written, "lost": lost}
            self._spool.keep({**self._facts, **extent, "file": self._file.name})

    def close(self) -> None:
        """Its file is not written any more."""
        if self._open is not None:
            self._open.close()

    @property
    def number(self) -> int:
        """Of the row that was added last, as a person counts."""
        return self._numbered

    def _begin(self) -> None:
        rows, self._first = self._first, []
        below, self._blank = self._blank, 0
        at = heading_at(rows)
        above = rows[: at or 0]
        if not self._facts["title"]:
            self._facts["title"] = _title(above)
        if at is None:
            at = -1
            self._headings = [_column_letters(n) for n in range(max(map(len, rows)))]
        else:
            self._headings = [_heading(text_of(cell)) for cell in rows[at]]
            self._letters.look(rows[at])
        self._facts["first_row"] = at + 2
        self._open = self._file.open("wb")
        for row in rows[at + 1 :]:
            if row:
                self._write(row)
            else:
                self._blank += 1
        self._blank = below

    def _write(self, row: Sequence[Sent]) -> None:
        assert self._open is not None  # noqa: S101 - begun before the first row is written
        if self._blank:
            self._open.write(b"[]\n" * self._blank)
            self._written += self._blank
            self._blank = 0
        line = line_of(row)
        if len(line) > self._spool.limits.cell:
            self._check_cells(row)
        self._letters.look_at_line(row, line)
        self._open.write(line)
        self._written += 1
        self._width = max(self._width, len(row))

    def _trimmed(self, cells: Sequence[Sent]) -> list[Sent]:
        row = [
            None if isinstance(cell, str) and (not cell or cell.isspace()) else cell
            for cell in cells
        ]
        while row and row[-1] is None:
            row.pop()
        return row

    def _check_cells(self, row: Sequence[Sent]) -> None:
        """Only asked where the whole line is longer than a cell may be."""
        limit = self._spool.limits.cell
        if any(isinstance(cell, str) and len(cell) > limit for cell in row):
            self._refuse("table_cell_long", limit)

    def _refuse(self, code: str, limit: int) -> NoReturn:
        raise Refused(code, row=self._numbered, limit=limit)


def _heading(text: str) -> str:
    return " ".join(plain(text[:_LONGEST_HEADING]).split())


def _title(rows: Sequence[Sequence[Sent]]) -> str:
    """What stands above a heading, as one line."""
    texts = [text for row in rows for cell in row if (text := text_of(cell).strip())]
    return plain(" · ".join(texts))[:_LONGEST_TITLE]


def _column_letters(index: int) -> str:
    """A column without a heading is called as sheets call it: A, B … Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(_A + rest) + name
    return name
