"""Reading what can be read out of a damaged database, on top of a whole one.

Rows are read forwards and, from the other end, backwards, until the damage; what the whole
database lacks is added, what is newer replaces. The audit trail is continued only as far as its
chain holds. Nothing that breaks a rule of the schema comes along.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import JSON, Table

from shamay_desktop.storage.chain import BEGINNING, hash_of
from shamay_desktop.storage.column_types import from_json
from shamay_desktop.storage.engine import open_sqlite
from shamay_desktop.storage.side_indexes import REBUILD
from shamay_desktop.storage.tables import (
    activity_logs,
    comparable_sources,
    comparables,
    metadata,
    session_edits,
    valuation_sessions,
)

Row = dict[str, object]

_ERRORS = (sqlite3.Error, UnicodeDecodeError)
_SESSIONS_REACH = f"""
UPDATE {valuation_sessions.name} SET status = 'ACTIVE', last_seq = (
  SELECT max(seq) FROM {session_edits.name} AS edit
  WHERE edit.organization_id = {valuation_sessions.name}.organization_id
    AND edit.valuation_session_id = {valuation_sessions.name}.id)
WHERE last_seq < (
  SELECT max(seq) FROM {session_edits.name} AS edit
  WHERE edit.organization_id = {valuation_sessions.name}.organization_id
    AND edit.valuation_session_id = {valuation_sessions.name}.id)
"""  # noqa: S608 - names of our own schema


_LONE_TWINS = """
UPDATE comparables SET twin_of = NULL WHERE twin_of IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM comparables AS told
  WHERE told.organization_id = comparables.organization_id AND told.id = comparables.twin_of)
"""
"""A row whose twin could not be read stands for itself: no search would ever show it else."""


class Damaged:
    """A damaged file, opened to read. `unread` is true once something could not be read."""

    def __init__(self, path: Path) -> None:
        # Only to be read: a writer would fold the log into the pages that are damaged.
        self._connection = open_sqlite(path, read_only=True)
        self.unread = False

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def rows(self, table: Table) -> Iterator[Row]:
        """The rows that can be read, each once; of an older revision without what it lacks."""
        names = self._names(table)
        if not names:
            return
        quoted = ", ".join(f'"{name}"' for name in names)
        last: int | None = None
        for number, row in self._read(f'SELECT rowid, {quoted} FROM "{table.name}" ORDER BY rowid'):  # noqa: S608
            last = number
            yield dict(zip(names, row, strict=True))
        if not self.unread:
            return
        backwards = f'SELECT rowid, {quoted} FROM "{table.name}" ORDER BY rowid DESC'  # noqa: S608
        for number, row in self._read(backwards):
            if last is not None and number <= last:
                return
            yield dict(zip(names, row, strict=True))

    def _read(self, statement: str) -> Iterator[tuple[int, tuple[object, ...]]]:
        try:
            for number, *row in self._connection.execute(statement):
                yield number, tuple(row)
        except _ERRORS:
            self.unread = True

    def _names(self, table: Table) -> Sequence[str]:
        """The table's columns that are there; none when those are not that tell rows apart."""
        try:
            found = self._connection.execute(f'PRAGMA table_info("{table.name}")').fetchall()
        except _ERRORS:
            self.unread = True
            return ()
        there = {name for _, name, *_ in found}
        if not there >= {column.name for column in table.primary_key}:
            self.unread = self.unread or bool(there)
            return ()
        return [column.name for column in table.columns if column.name in there]


def newer_cases(damaged: Path, whole: Path) -> int | None:
    """How many cases the damaged file has that the whole one lacks or has older; None unread."""
    from shamay_desktop.storage.tables import valuations

    key = [column.name for column in valuations.primary_key]
    try:
        with closing(Damaged(damaged)) as source, closing(open_sqlite(whole)) as target:
            known = {
                tuple(row): version
                for *row, version in target.execute(
                    f"SELECT {', '.join(key)}, version FROM valuations"  # noqa: S608
                )
            }
            found = sum(
                known.get(tuple(row[name] for name in key), -1) < _whole(row["version"])
                for row in source.rows(valuations)
            )
            return None if source.unread and not found else found
    except _ERRORS:
        return None


def salvage(damaged: Path, whole: Path) -> tuple[dict[str, int], bool]:
    """Add to `whole` what only `damaged` has; rows taken by table, and whether parts were unread.

    `whole` has this program's schema, `damaged` that or an older one. `whole` is changed in one
    transaction.
    """
    try:
        source = Damaged(damaged)
    except _ERRORS:
        return {}, True
    with closing(source), closing(open_sqlite(whole)) as target:
        target.execute("PRAGMA foreign_keys=OFF")
        target.execute("BEGIN IMMEDIATE")
        taken: Counter[str] = Counter()
        for table in metadata.sorted_tables:
            rows = source.rows(table)
            if table is activity_logs:
                rows = _continuing(rows, target)
            if table is comparables:
                rows = _numbered(rows, target)
            if table is comparable_sources:
                rows = _standing_once(rows, target)
            taken[table.name] += sum(_take(target, table, row) for row in rows)
        target.execute(_SESSIONS_REACH)
        _drop_dangling(target, taken)
        target.execute(_LONE_TWINS)
        for statement in REBUILD:
            target.execute(statement)
        target.execute("COMMIT")
        return {name: n for name, n in taken.items() if n}, source.unread


def _take(target: sqlite3.Connection, table: Table, row: Row) -> bool:
    """Add one row, or replace an older one; False when it is there already or breaks a rule."""
    if not _is_readable(table, row):
        return False
    names = list(row)
    key = [column.name for column in table.primary_key]
    where = " AND ".join(f'"{name}" = :{name}' for name in key)
    newer = _newer(table)
    replaced = ", ".join(f'"{name}" = :{name}' for name in names if name not in key)
    columns, values = ", ".join(f'"{n}"' for n in names), ", ".join(f":{n}" for n in names)
    try:
        before = target.total_changes
        if newer is not None:
            target.execute(
                f'UPDATE "{table.name}" SET {replaced} WHERE {where} AND "{newer}" < :{newer}',  # noqa: S608
                row,
            )
        target.execute(
            f'INSERT INTO "{table.name}" ({columns}) SELECT {values} '  # noqa: S608
            f'WHERE NOT EXISTS (SELECT 1 FROM "{table.name}" WHERE {where})',
            row,
        )
        return target.total_changes > before
    except sqlite3.IntegrityError:
        return False


def _newer(table: Table) -> str | None:
    """The column that only grows, by which two states of a row are told apart."""
    for name in ("version", "last_seq"):
        if name in table.columns:
            return name
    return None


def _is_readable(table: Table, row: Row) -> bool:
    """Whether the JSON of a row is JSON: damage inside a text is not always noticed by SQLite."""
    for column in table.columns:
        text = row.get(column.name)
        if isinstance(column.type, JSON) and text is not None:
            try:
                from_json(text if isinstance(text, str) else "")
            except ValueError:
                return False
    return True


def _continuing(rows: Iterable[Row], target: sqlite3.Connection) -> Iterator[Row]:
    """Audit lines that continue the chain that stands, each office's as far as it holds."""
    offices = {office for (office,) in target.execute("SELECT id FROM organizations")}
    heads = {
        office: (n, digest)
        for office, n, digest in target.execute(
            "SELECT organization_id, n, hash FROM activity_logs AS line WHERE n = "
            "(SELECT max(n) FROM activity_logs WHERE organization_id = line.organization_id)"
        )
    }
    for row in sorted(rows, key=lambda row: (str(row["organization_id"]), _whole(row["n"]))):
        office = row["organization_id"]
        n, digest = heads.get(office, (0, BEGINNING))
        fits = office in offices and row["n"] == n + 1 and row["prev"] == digest
        if fits and hash_of(str(row["canonical"])) == row["hash"]:
            heads[office] = (n + 1, row["hash"])
            yield row


def _numbered(rows: Iterable[Row], target: sqlite3.Connection) -> Iterator[Row]:
    """Rows of the market database with the number that they have here, or the next free one."""
    last = target.execute("SELECT coalesce(max(n), 0) FROM comparables").fetchone()[0]
    for row in rows:
        key = (row["organization_id"], row["id"])
        known = "SELECT n FROM comparables WHERE organization_id = ? AND id = ?"
        found = target.execute(known, key).fetchone()
        if found is None:
            last += 1
        yield {**row, "n": last if found is None else found[0]}


def _standing_once(rows: Iterable[Row], target: sqlite3.Connection) -> Iterator[Row]:
    """Imports, the undone ones first; of two of one file that stand, the known one has the key."""
    for row in sorted(rows, key=lambda row: row.get("import_key") is not None):
        taken = (
            "SELECT 1 FROM comparable_sources "
            "WHERE organization_id = ? AND import_key = ? AND id <> ?"
        )
        asked = (row["organization_id"], row.get("import_key"), row["id"])
        clash = target.execute(taken, asked).fetchone()
        yield {**row, "import_key": None} if clash and "import_key" in row else row


def _drop_dangling(target: sqlite3.Connection, taken: Counter[str]) -> None:
    """Rows whose parent could not be read go again; the whole database had none such."""
    while dangling := {
        (table, row) for table, row, *_ in target.execute("PRAGMA foreign_key_check")
    }:
        for table, row in dangling:
            target.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (row,))  # noqa: S608
            taken[table] -= 1


def _whole(number: object) -> int:
    return number if isinstance(number, int) else 0
