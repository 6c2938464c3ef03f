"""The one place where connections are made; an encrypted driver will take SQLite's place here."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import sqlalchemy
from sqlalchemy import URL, Connection, Engine, event, make_url
from sqlalchemy.pool import ConnectionPoolEntry

from shamay_desktop.domain.errors import Refused
from shamay_desktop.storage.column_types import from_json, to_json
from shamay_desktop.storage.presence import note_file, require_present

BUSY_MS = 5000
LONGEST_LOG = 64 * 1024 * 1024
"""Bytes of SQLite's write-ahead log that are kept once all of it is in the database."""

WRITING = "shamay_writing"
"""The connection's mark that its next transaction will write."""


def database_url(where: str | Path) -> URL:
    """The address of a database: a file's path, or a URL of SQLite or PostgreSQL.

    Raises Refused(`database_url_wrong`).
    """
    if isinstance(where, Path):
        return URL.create("sqlite", database=str(where))
    try:
        url = make_url(where)
    except (sqlalchemy.exc.ArgumentError, ValueError) as error:
        raise Refused("database_url_wrong") from error
    if url.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername in ("sqlite", "sqlite+pysqlite") and _names_file(url):
        return url
    raise Refused("database_url_wrong")


def _names_file(url: URL) -> bool:
    """Whether SQLite would keep it: without a name, and by several spellings, it is in memory."""
    name = (url.database or "").removeprefix("file:")
    return name not in ("", ":memory:") and url.query.get("mode") != "memory"


def make_engine(
    url: URL, *, busy_ms: int = BUSY_MS, wal: bool = True, create: bool = True
) -> Engine:
    """An engine for the address; nothing is opened yet. `wal` False leaves a backup as it is.

    Without `create` a file that is not there is not made: it is gone.
    """
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url, busy_ms, wal=wal, create=create)
    settings = f"-c timezone=UTC -c lock_timeout={busy_ms}"
    asked = url.query.get("options", "")
    options = f"{settings} {asked if isinstance(asked, str) else ' '.join(asked)}".strip()
    # One unit at a time works on the database lane; the command line has one of its own.
    return sqlalchemy.create_engine(
        url.difference_update_query(["options"]),
        json_serializer=to_json,
        json_deserializer=from_json,
        pool_size=2,
        max_overflow=4,
        connect_args={"options": options, "connect_timeout": 10},
    )


def sqlite_path(url: URL) -> Path | None:
    """The file of a SQLite database, None for another engine."""
    if url.get_backend_name() != "sqlite" or url.database is None:
        return None
    return Path(url.database.removeprefix("file:"))


def open_sqlite(
    path: Path, *, busy_ms: int = BUSY_MS, read_only: bool = False
) -> sqlite3.Connection:
    """A bare connection to a database file that exists; transactions are the caller's."""
    mode = "ro" if read_only else "rw"
    address = f"{path.resolve().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=busy_ms / 1000)


def open_alone(path: Path) -> sqlite3.Connection:
    """A bare connection that reads the file as it is, whatever logs lie beside it."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)


def _sqlite_engine(url: URL, busy_ms: int, *, wal: bool, create: bool) -> Engine:
    engine = sqlalchemy.create_engine(
        url, json_serializer=to_json, json_deserializer=from_json, pool_size=2, max_overflow=4
    )
    path = sqlite_path(url)
    named_plainly = not (url.database or "").startswith("file:")  # a URI says its own mode
    if path is not None and not create and named_plainly:
        event.listen(engine, "do_connect", _existing_only(path))
    event.listen(engine, "connect", _settings(path, busy_ms, wal=wal))
    event.listen(engine, "begin", _begin)
    return engine


def _existing_only(path: Path) -> Callable[..., sqlite3.Connection]:
    """SQLite makes a file that is not there: an empty one in the place of all cases."""

    def connect(
        _dialect: object, _entry: object, _args: object, settings: dict[str, Any]
    ) -> sqlite3.Connection:
        wanted = {name: value for name, value in settings.items() if name != "uri"}
        address = f"{path.resolve().as_uri()}?mode=rw"
        opened: sqlite3.Connection = sqlite3.connect(address, uri=True, **wanted)
        return opened

    return connect


def _settings(
    path: Path | None, busy_ms: int, *, wal: bool
) -> Callable[[Any, ConnectionPoolEntry], None]:
    """FULL: with NORMAL a committed transaction may vanish when the power goes.

    Recursive triggers: without them INSERT OR REPLACE slips past those that refuse deleting.
    """

    def configure(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # BEGIN is ours: the driver's would be deferred
        connection.execute(f"PRAGMA busy_timeout={busy_ms}")
        mode = connection.execute("PRAGMA journal_mode=WAL").fetchone() if wal else None
        if path is not None:
            note_file(entry, path, with_log=mode == ("wal",))
        if wal:  # a large import's log is cut again, not kept at its length for good
            connection.execute(f"PRAGMA journal_size_limit={LONGEST_LOG}")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA recursive_triggers=ON")

    return configure


def _begin(connection: Connection) -> None:
    """A writing transaction takes SQLite's lock at once, so that what it reads stays true."""
    require_present(connection)
    writing = connection.get_execution_options().get(WRITING, False)
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    driver.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
