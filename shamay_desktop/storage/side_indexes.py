"""What stands beside SQLite's market database: the ground's occupied cells and an index of words.

Both are made from rows and can be made anew; on PostgreSQL ordinary indexes do their work.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    TextClause,
    cast,
    column,
    inspect,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.schema import CreateIndex, DropIndex

from shamay_desktop.storage.mapping.market import cell_box
from shamay_desktop.storage.tables import comparables
from shamay_desktop.storage.transaction import Transaction

_WORDS = table("comparable_words", column("rowid"), column("comparable_words"))
_CELLS = table(
    "comparable_cells",
    *(column(name) for name in ("cell", "east_from", "east_to", "north_from", "north_to")),
)
_WORDS_TAKEN = table(
    "comparable_words", column("rowid"), column("words"), column("comparable_words")
)
_ADD_WORDS = "INSERT INTO comparable_words (rowid, words) VALUES (?, ?)"
_TAKE_WORDS = (
    "INSERT INTO comparable_words (comparable_words, rowid, words) VALUES ('delete', ?, ?)"
)
_ADD_CELL = "INSERT OR IGNORE INTO comparable_cells VALUES (?, ?, ?, ?, ?)"
# A cell's edges from its number, as `mapping.market.cell_box` has them.
_OCCUPY = (
    "INSERT {} INTO comparable_cells SELECT cell, cell % 10000 * 250, (cell % 10000 + 1) * 250, "
    "cell / 10000 * 250, (cell / 10000 + 1) * 250 FROM {} WHERE cell IS NOT NULL GROUP BY cell"
)
REBUILD = (
    "DELETE FROM comparable_cells",
    "INSERT INTO comparable_words (comparable_words) VALUES ('delete-all')",
    "INSERT INTO comparable_words (rowid, words) SELECT n, words FROM comparables",
    _OCCUPY.format("", "comparables"),
)
"""Statements that make both anew from the rows that stand (SQLite)."""


_FAR_CELLS = """
SELECT count(*) FROM comparables
WHERE cell IS NOT NULL AND cell NOT IN (SELECT cell FROM comparable_cells)
"""
_SOME_ROWS = """
SELECT n, words FROM comparables WHERE words <> ''
AND n % max(1, (SELECT max(n) / 100 FROM comparables)) = 0
"""
_HAS_WORDS = "SELECT count(*) FROM comparable_words WHERE comparable_words MATCH ? AND rowid = ?"


def mend(connection: Connection) -> list[str]:
    """Make both anew where they do not fit the rows (SQLite); what was wrong, in technical words.

    Of the words a hundred rows are looked at.
    """
    if connection.dialect.name != "sqlite" or not inspect(connection).has_table(comparables.name):
        return []
    wrong = []
    if connection.exec_driver_sql(_FAR_CELLS).scalar_one():
        wrong.append("side index: comparable_cells, made anew")
    some = connection.exec_driver_sql(_SOME_ROWS).all()
    if any(not _has_words(connection, n, words) for n, words in some):
        wrong.append("side index: comparable_words, made anew")
    for statement in REBUILD if wrong else ():
        connection.exec_driver_sql(statement)
    return wrong


def _has_words(connection: Connection, n: int, words: str) -> bool:
    asked = " ".join(f'"{word}"' for word in words.split())
    return bool(connection.exec_driver_sql(_HAS_WORDS, (asked, n)).scalar_one())


class SideIndexes:
    """Keeps them right as rows come, change and go. On PostgreSQL there is nothing to keep."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._here = transaction.dialect == "sqlite"
        self._cells: set[int] = set()

    @contextmanager
    def loading(self, coming: int) -> Iterator[None]:
        """While so many rows come: indexes that only searches use are made at the end, sorted.

        That costs a third of keeping them right row by row, and only when most of the table is
        new (SQLite). All is one transaction: whoever reads meanwhile sees the table as it was,
        indexes and all; a failure takes it back.
        """
        if not self._here:
            yield
            return
        put_off = coming >= _MANY and coming >= self._standing()
        if coming >= _SOME:
            self._transaction.write(text(f"PRAGMA cache_size = {_LARGE_CACHE}"))
        if put_off:
            self._transaction.write(text("PRAGMA threads = 2"))  # they sort beside each other
        for index in _SEARCH_INDEXES if put_off else ():
            self._transaction.write(DropIndex(index))
        try:
            yield
            for index in _SEARCH_INDEXES if put_off else ():
                self._transaction.write(CreateIndex(index))
        finally:
            # The connection is another's next; where it failed it is given back already.
            if coming >= _SOME and not self._transaction.failed:
                self._transaction.write(text(f"PRAGMA cache_size = {_USUAL_CACHE}"))

    def _standing(self) -> int:
        return int(self._transaction.read(text("SELECT count(*) FROM comparables")).scalar_one())

    def next_number(self) -> int | None:
        """The number of the next row; None where rows have none."""
        if not self._here:
            return None
        self._transaction.begin_writing()
        return int(self._transaction.read(text(_LAST_NUMBER)).scalar_one()) + 1

    def add(self, numbered: Sequence[tuple[int | None, str]], cells: Iterable[int | None]) -> None:
        """Rows came: their numbers with their words, and the cells that they lie in."""
        if self._here:
            self._transaction.write_many(_ADD_WORDS, list(numbered))
            self._occupy({cell for cell in cells if cell is not None})

    def add_from(self, source: str, number: str) -> None:
        """The same of rows that were staged in a table; `number` says there what each is."""
        if self._here:
            self._transaction.write_plain(
                "INSERT INTO comparable_words (rowid, words) "  # noqa: S608 - our names
                f"SELECT {number}, words FROM {source}"
            )
            self._transaction.write_plain(_OCCUPY.format("OR IGNORE", source))

    def take(self, numbered: Sequence[tuple[int | None, str]]) -> None:
        """Rows go, or their words change. A cell stays: an empty one only costs a look."""
        if self._here and numbered:
            self._transaction.write_many(_TAKE_WORDS, list(numbered))

    def take_all(self, going: Select[Any]) -> None:
        """The same for many rows at once: a select of their numbers and words."""
        if self._here:
            taken = going.add_columns(literal_column("'delete'"))
            into = _WORDS_TAKEN.insert().from_select(["rowid", "words", "comparable_words"], taken)
            self._transaction.write(into)

    def _occupy(self, cells: set[int]) -> None:
        new = sorted(cells - self._cells)
        if new:
            self._transaction.write_many(_ADD_CELL, [(cell, *cell_box(cell)) for cell in new])
            self._cells |= set(new)


_SOME, _MANY = 500, 20_000
_LARGE_CACHE, _USUAL_CACHE = -65536, -2000
"""KiB of pages in memory while many rows come, and what SQLite begins with."""

_PUT_OFF = ("parcel", "cell", "street", "city", "area", "date", "source")
_SEARCH_INDEXES = tuple(
    index
    for index in sorted(comparables.indexes, key=lambda index: str(index.name))
    if index.name in {f"ix_comparables_{name}" for name in _PUT_OFF}
)
_LAST_NUMBER = "SELECT coalesce(max(n), 0) FROM comparables"
_ROW_HAS_WORDS = (
    "EXISTS (SELECT 1 FROM comparable_words"
    " WHERE comparable_words MATCH :asked_words AND rowid = comparables.n)"
)


def with_words(words: Sequence[str], dialect: str) -> ColumnElement[bool]:
    """Rows in which each word stands; of the last one its beginning is enough.

    `words` are such as `words_of` gives them.
    """
    if dialect == "postgresql":
        asked = " & ".join(f"'{word}'" for word in words) + ":*"
        # A cast, not to_tsquery: that would part and change words once more.
        return comparables.c.words.op("@@")(cast(asked, TSQUERY))
    asked = " ".join(f'"{word}"' for word in words) + " *"
    return comparables.c.n.in_(
        select(_WORDS.c.rowid).where(_WORDS.c.comparable_words.op("MATCH")(asked))
    )


def has_words(words: Sequence[str]) -> TextClause:
    """The same, to be asked of a row that fulfils all else (SQLite)."""
    asked = " ".join(f'"{word}"' for word in words) + " *"
    return text(_ROW_HAS_WORDS).bindparams(asked_words=asked)


def occupied(west: int, east: int, south: int, north: int) -> ColumnElement[bool]:
    """Rows whose cell touches a rectangle, in metres (SQLite)."""
    return comparables.c.cell.in_(
        select(_CELLS.c.cell).where(
            _CELLS.c.east_to >= west,
            _CELLS.c.east_from <= east,
            _CELLS.c.north_to >= south,
            _CELLS.c.north_from <= north,
        )
    )
