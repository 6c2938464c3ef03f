"""An SQLite file that somebody else made: opened so that nothing in it runs or is written."""

import sqlite3
from pathlib import Path

from shamay_desktop.domain.errors import Refused

_READS = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_PRAGMA}
)
_FUNCTIONS = frozenset({"count", "min", "max", "length"})
_PRAGMAS = frozenset({"table_info", "trusted_schema", "query_only", "cell_size_check", "mmap_size"})
_PRAGMA_FIRST = ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "mmap_size = 0")


def open_foreign(path: Path, largest_cell: int, broken: str = "layer_broken") -> sqlite3.Connection:
    """Read only, without functions of its schema. Raises Refused(`broken`)."""
    try:
        database = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, cached_statements=0
        )
        for each in _PRAGMA_FIRST:
            database.execute(f"PRAGMA {each}")
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, largest_cell)
        database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        database.set_authorizer(_allowed)
        database.text_factory = _text
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        raise Refused(broken) from error
    return database


def plain_tables(database: sqlite3.Connection) -> set[str]:
    """Names of ordinary tables: no views, nothing virtual, no generated columns."""
    rows = database.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' LIMIT 5000"
    ).fetchall()
    return {
        name
        for name, made in rows
        if isinstance(name, str)
        and isinstance(made, str)
        and made.lstrip()[:12].upper().startswith("CREATE TABLE")
    }


def quoted(name: str) -> str:
    """A name of the file's own in a statement of ours."""
    return '"' + name.replace('"', '""') + '"'


def _allowed(action: int, first: str | None, second: str | None, *_: object) -> int:
    if action not in _READS:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() not in _FUNCTIONS:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA and (first or "").lower() not in _PRAGMAS:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def _text(words: bytes) -> str:
    return words.decode("utf-8", "replace")
