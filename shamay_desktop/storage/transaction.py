"""One transaction on one connection, taken when first needed and used by one thread."""

from collections.abc import Mapping, Sequence
from threading import get_ident
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, Executable
from sqlalchemy.exc import DBAPIError

from shamay_desktop.storage.engine import WRITING
from shamay_desktop.storage.failures import may_repeat, translated

Parameters = Mapping[str, object] | Sequence[Mapping[str, object]] | None


class Transaction:
    """Reads and writes until it is committed; closing it takes back what was not.

    On SQLite the first write ends the reading and begins anew with the write lock held: a
    reader that turns into a writer would fail when another writer was faster. What was read
    before is guarded by the rows' versions.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._thread = get_ident()
        self._writing = False
        self._touched = False

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
        return self._run(statement, parameters)

    def commit(self) -> None:
        """Make it durable."""
        if self._connection is not None:
            with translated():
                self._connection.commit()
            self._connection.execution_options(**{WRITING: False})
        self._writing = self._touched = False

    def close(self) -> None:
        """Take back what is not committed and give the connection back."""
        connection, self._connection = self._connection, None
        self._writing = self._touched = False
        if connection is not None:
            connection.close()

    def begin_writing(self) -> None:
        """From here on what is read stays true until the end (SQLite), as nobody else writes."""
        if self._writing:
            return
        with translated():
            connection = self._open()
            if self.dialect == "sqlite" and connection.in_transaction():
                connection.commit()
            connection.execution_options(**{WRITING: True})
        self._writing = True

    def _run(self, statement: Executable, parameters: Parameters) -> CursorResult[Any]:
        with translated():
            try:
                result = self._open().execute(statement, parameters)
            except DBAPIError as error:
                # Only while nothing stands on this transaction may it be begun again.
                if self._touched or not may_repeat(error):
                    raise
                self.close()
                result = self._open().execute(statement, parameters)
        self._touched = True
        return result

    def _open(self) -> Connection:
        if get_ident() != self._thread:
            raise RuntimeError("a unit of work is used by one thread")
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection
