"""Whether the file that was opened still stands in its place: SQLite itself does not notice.

On Linux a deleted or replaced file goes on being written, into nothing; SQLite looks for it only
without a write-ahead log. So each transaction compares the file's identity, before and after.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.pool import ConnectionPoolEntry

from shamay_desktop.domain.errors import WorldFailed

Identity = tuple[int, int]
_FILE, _LOG = "shamay_file", "shamay_log"


def identity_of(path: Path) -> Identity | None:
    """Device and number of a file, None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def note_file(entry: ConnectionPoolEntry, path: Path, *, with_log: bool) -> None:
    """Remember which file a new connection opened, and the log that belongs to it.

    SQLite lays the log beside the file itself, not beside a link to it.
    """
    entry.info[_FILE] = (path, identity_of(path))
    real = path.resolve() if with_log else path
    entry.info[_LOG] = real.with_name(f"{real.name}-wal") if with_log else None


def require_same_file(path: Path, opened: Identity | None) -> None:
    """Raises WorldFailed(`database_gone`, `database_replaced`) when it is not what was opened."""
    standing = identity_of(path)
    if standing is None:
        raise WorldFailed("database_gone", reason="missing")
    if opened is not None and standing != opened:
        raise WorldFailed("database_replaced")


def require_present(connection: Connection) -> None:
    """The same for a connection, before it begins. Raises as `require_same_file`."""
    noted: Any = connection.info.get(_FILE)
    if noted is not None:
        require_same_file(*noted)


def require_kept(connection: Connection) -> None:
    """The same after a commit: what was committed must have gone into a file that has a name."""
    noted: Any = connection.info.get(_FILE)
    if noted is None:
        return
    path, opened = noted
    require_same_file(path, opened)
    log: Path | None = connection.info.get(_LOG)
    if log is not None and not log.exists():
        raise WorldFailed("database_gone", reason="log")
