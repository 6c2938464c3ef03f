"""Rows of the market database on their way in: made ready aside, then written at once.

Making columns of a million rows takes minutes. Meanwhile they wait in memory, or beyond `HELD` in
a temporary table, which keeps no other writer waiting and goes with its connection. Only the last
step holds SQLite's lock: the database copies them into the table by itself.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

from shamay_desktop.domain.market.rows import MarketRow
from shamay_desktop.storage.mapping.market import COLUMNS, MOSTLY_NOTHING, columns_of
from shamay_desktop.storage.scope import OfficeRows
from shamay_desktop.storage.side_indexes import SideIndexes
from shamay_desktop.storage.tables import comparables
from shamay_desktop.storage.transaction import Transaction

HELD = 4_000
"""As many finished rows wait in memory; more go to the temporary table."""

COMING = "coming_comparables"
_BATCH = 250
_N, _WORDS, _CELL = (COLUMNS.index(name) for name in ("n", "words", "cell"))
_Line = tuple[object, ...]


class Staging:
    """The rows of one unit of work that are ready and not written yet."""

    def __init__(self, transaction: Transaction, rows: OfficeRows, side: SideIndexes) -> None:
        self._transaction, self._rows, self._side = transaction, rows, side
        self._here = transaction.dialect == "sqlite"
        self._held: list[_Line] = []
        self._spilled = self._tables = 0

    @property
    def _coming(self) -> str:
        return f"{COMING}_{self._tables}"

    def add(self, rows: Iterable[MarketRow]) -> int:
        """Make rows ready; returns how many came."""
        came, coming = 0, iter(rows)
        while some := list(islice(coming, _BATCH)):
            came += len(some)
            if self._spilled or len(self._held) + len(some) > HELD:
                self._spill(some)
            else:
                self._held += [columns_of(row, None) for row in some]
        return came

    def write(self) -> int:
        """Write all that is ready; returns how many. Raises Conflict(`row_exists`)."""
        written = self._spilled or len(self._held)
        if not written:
            return 0
        first = self._side.next_number()
        with self._side.loading(written):
            if self._spilled:
                self._write_spilled(first)
            else:
                self._write_held(first)
        self._held, self._spilled = [], 0
        return written

    def _spill(self, rows: Sequence[MarketRow]) -> None:
        """To the temporary table, columns made as they are handed on: nothing of them is kept."""
        if not self._spilled:
            self._tables += 1
            self._transaction.stage(_made(self._coming, here=self._here))
        marks = ", ".join(["?" if self._here else "%s"] * len(COLUMNS))
        into = f"INSERT INTO {self._coming} ({', '.join(COLUMNS)}) VALUES ({marks})"  # noqa: S608
        if self._held:
            self._transaction.stage(into, iter(self._held))
        if self._here:
            self._transaction.stage(into, (columns_of(row, 0, "") for row in rows))
        else:
            self._transaction.stage(into, (columns_of(row, None) for row in rows))
        self._spilled += len(self._held) + len(rows)
        self._held = []

    def _write_held(self, first: int | None) -> None:
        lines: Sequence[_Line] = self._held
        if first is not None:
            lines = [(*line[:_N], n, *line[_N + 1 :]) for n, line in enumerate(self._held, first)]
        self._rows.insert_many(comparables, COLUMNS, lines)
        words = [(line[_N], line[_WORDS]) for line in lines]
        self._side.add(words, (line[_CELL] for line in lines))  # type: ignore[arg-type,misc]

    def _write_spilled(self, first: int | None) -> None:
        number = None if first is None else f"{first - 1} + rowid"
        chosen = [_chosen(name, number) for name in COLUMNS]
        self._rows.insert_from(comparables, COLUMNS, chosen, self._coming)
        if number is not None:
            self._side.add_from(self._coming, number)


def _chosen(name: str, number: str | None) -> str:
    """What is taken of a staged row for a column."""
    if number is None:
        return name
    if name == "n":
        return number
    return f"nullif({name}, '')" if name in MOSTLY_NOTHING else name


def _made(name: str, *, here: bool) -> str:
    """The temporary table as its engine makes it; on PostgreSQL it has the columns' own types.

    SQLite's goes with its connection: taking it down would cost as much as an index.
    """
    columns = ", ".join(COLUMNS)
    if here:
        return f"CREATE TEMP TABLE {name} ({columns})"
    none = f"SELECT {columns} FROM comparables WHERE organization_id IS NULL"  # noqa: S608 - ours
    return f"CREATE TEMP TABLE {name} ON COMMIT DROP AS {none}"
