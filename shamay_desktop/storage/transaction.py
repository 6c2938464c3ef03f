"""One transaction on one connection, taken when first needed and used by one thread."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from threading import get_ident
from time import monotonic
from typing import Any, cast

from sqlalchemy import Connection, CursorResult, Engine, Executable, RowMapping
from sqlalchemy.exc import DBAPIError

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.storage.engine import WRITING
from shamay_desktop.storage.failures import may_repeat, translated
from shamay_desktop.storage.long_writes import long_writes
from shamay_desktop.storage.presence import require_kept

_PATIENCE_S = 600
"""Seconds that a long write waits for its turn, and others for its end."""

Parameters = Mapping[str, object] | Sequence[Mapping[str, object]] | None


class Transaction:
    """Reads and writes until it is committed; closing it takes back what was not.

    On SQLite the first write ends the reading and begins anew with the write lock held: a
    reader that turns into a writer would fail when another writer was faster. What was read
    before is guarded by the rows' versions.

    A statement that fails takes the whole transaction back. If something had been written,
    writing and committing then fail with the same error: half of a unit is never kept.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._thread = get_ident()
        self._failed: Exception | None = None
        self._writing = self._touched = self._wrote = False
        self._long = self._staged = False

    @property
    def dialect(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    @property
    def failed(self) -> bool:
        """Whether a statement failed after something was written."""
        return self._failed is not None

    def read(self, statement: Executable, parameters: Parameters = None) -> CursorResult[Any]:
        """Run a statement that changes nothing."""
        return self._run(statement, parameters)

    def read_told(self, statement: str, parameters: Mapping[str, object]) -> CursorResult[Any]:
        """Run a statement of the driver's own that changes nothing."""
        return self._run(statement, parameters)

    def further(self, found: CursorResult[Any], most: int) -> Sequence[RowMapping]:
        """So many further rows of what was read, none at its end."""
        with translated():
            return found.mappings().fetchmany(most)

    def write(self, statement: Executable, parameters: Parameters = None) -> CursorResult[Any]:
        """Run a statement that changes rows."""
        self.begin_writing()
        result = self._run(statement, parameters)
        self._wrote = True
        return result

    def write_many(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Run a statement of the driver's own for many rows, as quickly as the driver can.

        Values are the driver's already: no column type looks at them. Rows of an iterator are
        made as they are written, and may not ask this transaction for anything.
        """
        self.begin_writing()
        self._run_many(statement, rows)
        self._wrote = True

    def stage(self, statement: str, rows: Iterable[tuple[object, ...]] | None = None) -> None:
        """Run a statement of the driver's own over temporary tables: nobody waits for it.

        What is staged outlives the beginning of the writing, and goes with the connection.
        """
        self._run_many(statement, rows)
        self._staged = True

    def write_plain(self, statement: str, values: tuple[object, ...] | None = None) -> None:
        """Run one statement of the driver's own that changes rows."""
        self.begin_writing()
        self._run(statement, values)
        self._wrote = True

    def begin_writing(self, *, long: bool = False) -> None:
        """From here on what is read stays true until the end (SQLite), as nobody else writes.

        A `long` one lets others of this program wait for its end, and waits for theirs and for
        other programs' as long as `_PATIENCE_S`.
        """
        self._refuse_other_thread()
        self._refuse_failed()
        if self._writing:
            return
        if self.dialect == "sqlite":
            if long:
                long_writes(self._engine).begin()
                self._long = True
            self._begin_in_turn(patience=_PATIENCE_S if long else 0)
        self._writing = True

    def commit(self) -> None:
        """Make it durable."""
        self._refuse_failed()
        if self._connection is not None:
            try:
                with translated():
                    self._connection.commit()
                if self._wrote:
                    require_kept(self._connection)
            except Exception as error:
                self._fail(error)
                raise
        self._forget()

    def close(self) -> None:
        """Take back what is not committed and give the connection back."""
        connection, self._connection = self._connection, None
        staged, self._staged = self._staged, False
        try:
            if connection is not None:
                if staged and self.dialect == "sqlite":
                    connection.invalidate()  # temporary tables live as long as their connection
                connection.close()
        finally:
            self._forget()

    def _run(self, statement: Executable | str, parameters: Any) -> CursorResult[Any]:
        self._refuse_other_thread()
        try:
            with translated():
                result = self._execute(statement, parameters)
        except Exception as error:
            self._fail(error)
            raise
        self._touched = True
        return result

    def _run_many(self, statement: str, rows: Iterable[tuple[object, ...]] | None) -> None:
        """SQLite's driver takes an iterator as it goes: rows are freed when they are written.

        A list of as many long tuples would be walked again and again to collect garbage.
        """
        if not isinstance(rows, Iterator) or self.dialect != "sqlite":
            told = list(rows) if isinstance(rows, Iterator) else rows
            if told is None or told:
                self._run(statement, told)
            return
        self._refuse_other_thread()
        try:
            with translated():
                connection = self._open()
                if not connection.in_transaction():
                    connection.begin()
                driver = cast("sqlite3.Connection", connection.connection.driver_connection)
                driver.executemany(statement, rows)
        except Exception as error:
            self._fail(error)
            raise
        self._touched = True

    def _execute(self, statement: Executable | str, parameters: Any) -> CursorResult[Any]:
        try:
            return self._executed(statement, parameters)
        except DBAPIError as error:
            # Only while nothing stands on this transaction may it be begun again.
            if self._touched or not may_repeat(error):
                raise
        self.close()
        return self._executed(statement, parameters)

    def _executed(self, statement: Executable | str, parameters: Any) -> CursorResult[Any]:
        if isinstance(statement, str):
            return self._open().exec_driver_sql(statement, parameters)
        return self._open().execute(statement, parameters)

    def _begin_in_turn(self, patience: float) -> None:
        """Take SQLite's lock; whoever holds it and is known to end is waited for."""
        begun = monotonic()
        while True:
            before = long_writes(self._engine).look()
            try:
                with translated():
                    self._begin_immediately(self._open())
                return
            except WorldFailed as error:
                after = long_writes(self._engine).look()
                theirs = before != after or after[0] > self._long
                most = max(patience, _PATIENCE_S if theirs else 0)
                if error.code != "database_locked" or monotonic() - begun >= most:
                    raise

    def _begin_immediately(self, connection: Connection) -> None:
        if connection.in_transaction():
            connection.commit()
        connection.execution_options(**{WRITING: True})
        try:
            connection.begin()
        finally:
            connection.execution_options(**{WRITING: False})

    def _fail(self, error: Exception) -> None:
        if self._wrote:
            self._failed = error
        self.close()

    def _refuse_failed(self) -> None:
        if self._failed is not None:
            raise self._failed

    def _refuse_other_thread(self) -> None:
        if get_ident() != self._thread:
            raise RuntimeError("a unit of work is used by one thread")

    def _forget(self) -> None:
        self._writing = self._touched = self._wrote = False
        if self._long:
            self._long = False
            long_writes(self._engine).end()

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection
