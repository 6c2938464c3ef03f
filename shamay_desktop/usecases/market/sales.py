"""The rows of tables as sales, one after another: parts wait for their others, the rest goes on."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from shamay_desktop.domain.market.mapping import Fit
from shamay_desktop.domain.market.merging import Joined, joined
from shamay_desktop.domain.market.rows import (
    MarketRow,
    Reason,
    RowStanding,
    SourceCounts,
)
from shamay_desktop.domain.market.table_rows import Reading, RowReader
from shamay_desktop.usecases.market_ports import Cell, RawTable

Look = Callable[[int], None]
"""Told how many rows are behind; it may raise WorkCancelled."""

MOST_WAITING = 100_000
"""Rows that may wait for the other parts of their sale; beyond, the oldest go on without."""

MOST_REFUSED = 1000
_STEP = 500


@dataclass(slots=True)
class Tally:
    """Counts what becomes of rows; `refused` are the first of those that were set apart."""

    rows: int = 0
    imported: int = 0
    merged: int = 0
    duplicates: int = 0
    quarantined: int = 0
    refused: list[MarketRow] = field(default_factory=list)

    def counting(self, some: Joined) -> Sequence[MarketRow]:
        """The rows that stand of some, counted. Twins that are found later are told by `twin`."""
        self.rows += len(some.rows) + len(some.parts)
        self.merged += len(some.parts)
        for row in some.rows:
            if row.standing is RowStanding.QUARANTINED:
                self.quarantined += 1
                if len(self.refused) < MOST_REFUSED:
                    self.refused.append(row)
            elif row.twin_of is not None:
                self.duplicates += 1
            else:
                self.imported += 1
        return some.rows

    def twin(self) -> None:
        """A row that was counted as imported is told by another source already."""
        self.imported -= 1
        self.duplicates += 1

    def counts(self) -> SourceCounts:
        """The counts: all rows are one of the other four."""
        return SourceCounts(
            self.rows, self.imported, self.merged, self.duplicates, self.quarantined
        )


def grouped(rows: Iterable[MarketRow]) -> Iterator[Joined]:
    """Rows that are few enough to be held, joined where they tell of one sale."""
    groups: dict[object, list[MarketRow]] = {}
    for row in rows:
        groups.setdefault(_sale_of(row) or row.id, []).append(row)
    return (joined(group) for group in groups.values())


@dataclass(frozen=True, slots=True)
class TableToRead:
    """A table with its fit, how it is read, and how many rows stood in tables before it."""

    table: RawTable
    fit: Fit
    reading: Reading
    before: int


class Sales:
    """Goes through tables twice: which parcels and days occur again, then row by row."""

    def __init__(self, tables: Sequence[TableToRead], source_id: str) -> None:
        self._tables, self._source_id = tables, source_id
        self.total = sum(len(each.table.rows) for each in tables)

    def repeated(self, look: Look) -> dict[int, int]:
        """How often each parcel and day occurs that occurs again, by its hash."""
        marks = array("q")
        for number, reader, cells in self._cells():
            mark = reader.sale_mark(cells)
            if mark is not None:
                marks.append(mark)
            if number % _STEP == 0:
                look(number)
        counts: dict[int, int] = {}
        last: int | None = None
        for mark in sorted(marks):
            if mark == last:
                counts[mark] = counts.get(mark, 1) + 1
            last = mark
        return counts

    def joined(self, repeated: dict[int, int], look: Look) -> Iterator[Joined]:
        """What stands of the rows; parts of one sale come when the last of them is read."""
        waiting: dict[int, list[MarketRow]] = {}
        held = 0
        for number, reader, cells in self._cells():
            if number % _STEP == 0:
                look(number)
            row = reader.read(number, cells)
            if row is None:
                continue
            mark = reader.sale_mark(cells)
            if mark is None or mark not in repeated:
                yield Joined((row,))
                continue
            group = waiting.setdefault(mark, [])
            group.append(row)
            held += 1
            if len(group) == repeated[mark]:
                held -= len(group)
                yield from grouped(waiting.pop(mark))
            elif held > MOST_WAITING:
                oldest = next(iter(waiting))
                apart = waiting.pop(oldest)
                held -= len(apart)
                repeated.pop(oldest)
                yield Joined(tuple(_not_joined(each) for each in apart))
        for group in waiting.values():
            yield from grouped(group)

    def _cells(self) -> Iterator[tuple[int, RowReader, Sequence[Cell]]]:
        """Each row by its number, with what reads it."""
        for each in self._tables:
            reader = RowReader(each.fit, each.table.headings, self._source_id, each.reading)
            for number, cells in enumerate(each.table.rows, each.before + 1):
                yield number, reader, cells


def _sale_of(row: MarketRow) -> tuple[object, ...] | None:
    """What rows of one sale have in common; None for a row that tells too little."""
    if not row.gush or not row.helka or row.date is None:
        return None
    if row.standing is not RowStanding.ACTIVE:
        return None
    return row.gush, row.helka, row.tat_helka, row.date


def _not_joined(row: MarketRow) -> MarketRow:
    return replace(row, reasons=(*row.reasons, Reason("parts_not_joined")))
