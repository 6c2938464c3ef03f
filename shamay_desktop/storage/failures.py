"""What the drivers say in our words: locked, gone, full, read-only, failed, or a broken rule."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from shamay_desktop.domain.errors import Conflict, Refused, ShamayError, WorldFailed

REPEATABLE = frozenset({"40001", "40P01"})
"""PostgreSQL's serialization failure and deadlock: the same transaction may pass next time."""

_SQLITE = {
    sqlite3.SQLITE_BUSY: "database_locked",
    sqlite3.SQLITE_LOCKED: "database_locked",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "database_read_only",
    sqlite3.SQLITE_PERM: "database_read_only",
    sqlite3.SQLITE_CANTOPEN: "database_gone",
    sqlite3.SQLITE_NOTADB: "database_broken",
    sqlite3.SQLITE_CORRUPT: "database_broken",
    sqlite3.SQLITE_READONLY_DBMOVED: "database_gone",
}
_POSTGRESQL = {
    **dict.fromkeys(REPEATABLE, "database_locked"),
    "55P03": "database_locked",
    "25006": "database_read_only",
    "53100": "disk_full",
    "3D000": "database_gone",
    "57P01": "database_gone",
    "57P02": "database_gone",
    "57P03": "database_gone",
}


_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextmanager
def translated() -> Iterator[None]:
    """Run database work; what the drivers raise comes out as our errors."""
    try:
        yield
    except (StatementError, PoolTimeout, sqlite3.Error) as error:
        raise in_our_words(error) from error


@contextmanager
def files_translated(code: str) -> Iterator[None]:
    """Run file work of a backup; the system's errors come out as `disk_full` or this code."""
    try:
        yield
    except OSError as error:
        words = "disk_full" if error.errno in _NO_ROOM else code
        raise WorldFailed(words, reason=error.strerror or type(error).__name__) from error


def in_our_words(error: Exception) -> Exception:
    """The error as ours; what is our own mistake (a float in JSON) comes back as it is."""
    if isinstance(error, PoolTimeout):
        return WorldFailed("database_locked")
    if isinstance(error, DBAPIError):
        return _of_driver(error.orig, gone=_is_gone(error))
    if isinstance(error, StatementError):
        return error.orig if isinstance(error.orig, Exception) else error
    return _of_driver(error, gone=False)


def may_repeat(error: Exception) -> bool:
    """Whether the same statement may pass when tried again in a fresh transaction."""
    if not isinstance(error, DBAPIError):
        return False
    return error.connection_invalidated or sql_state(error.orig) in REPEATABLE


def sql_state(error: object) -> str | None:
    """PostgreSQL's code of an error, None when it has none (the connection was lost)."""
    state = getattr(error, "sqlstate", None)
    return state if isinstance(state, str) else None


def _is_gone(error: DBAPIError) -> bool:
    """No answer from the server has a code; what the driver itself refuses has none either."""
    if error.connection_invalidated:
        return True
    state = sql_state(error.orig)
    if state is None:
        return isinstance(error, OperationalError | InterfaceError)
    return state.startswith("08")


def _of_driver(error: BaseException | None, *, gone: bool) -> ShamayError:
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error)
    state = sql_state(error)
    if state is not None and state.startswith("23"):
        return _of_broken_rule(_rule_of_postgresql(error, state))
    if gone:
        return WorldFailed("database_gone")
    reason = state or type(error).__name__
    return WorldFailed(_POSTGRESQL.get(reason, "database_failed"), reason=reason)


def _of_sqlite(error: sqlite3.Error) -> ShamayError:
    code = getattr(error, "sqlite_errorcode", 0)
    if code & 0xFF == sqlite3.SQLITE_CONSTRAINT:
        return _of_broken_rule(_rule_of_sqlite(error, code))
    words = _SQLITE.get(code) or _SQLITE.get(code & 0xFF, "database_failed")
    return WorldFailed(words, reason=getattr(error, "sqlite_errorname", type(error).__name__))


def _of_broken_rule(rule: str) -> ShamayError:
    if "users.email" in rule or "uq_users_email" in rule:
        return Refused("email_taken")
    if rule == "foreign_key":
        return Refused("row_missing")
    if rule.startswith("unique"):
        return Conflict("row_exists")
    return WorldFailed("database_failed", reason=rule)


def _rule_of_sqlite(error: sqlite3.Error, code: int) -> str:
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return "foreign_key"
    if code in (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY):
        return f"unique {str(error).partition(': ')[2]}"
    return str(getattr(error, "sqlite_errorname", "constraint"))


def _rule_of_postgresql(error: object, state: str) -> str:
    if state == "23503":
        return "foreign_key"
    name = getattr(getattr(error, "diag", None), "constraint_name", None)
    return f"unique {name}" if state == "23505" else str(name or state)
