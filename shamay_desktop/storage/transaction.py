"""One transaction on one connection, taken when first needed and used by one thread."""

from collections.abc import Mapping, Sequence
from threading import get_ident
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, Executable
from sqlalchemy.exc import DBAPIError

from shamay_desktop.storage.engine import WRITING
from shamay_desktop.storage.failures import may_repeat, translated
from shamay_desktop.storage.presence import require_kept

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

    @property
    def dialect(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    def read(self, statement: Executable, parameters: Parameters = None) -> CursorResult[Any]:
        """Run a statement that changes nothing."""
        return self._run(statement, parameters)

    def write(self, statement: Executable, parameters: Parameters = None) -> CursorResult[Any]:
        """Run a statement that changes rows."""
        self.begin_writing()
        result = self._run(statement, parameters)
        self._wrote = True
        return result

    def write_many(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Run a statement of the driver's own for many rows, as quickly as the driver can.

        Values are the driver's already: no column type looks at them.
        """
        self.begin_writing()
        self._run(statement, rows)
        self._wrote = True

    def begin_writing(self) -> None:
        """From here on what is read stays true until the end (SQLite), as nobody else writes."""
        self._refuse_other_thread()
        self._refuse_failed()
        if self._writing:
            return
        if self.dialect == "sqlite":
            with translated():
                self._begin_immediately(self._open())
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
        self._forget()
        if connection is not None:
            connection.close()

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

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection
