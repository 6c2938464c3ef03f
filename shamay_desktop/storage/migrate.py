"""The schema's revision: compared without alembic, raised with it, guarded on both sides."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine, inspect, text

from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.resource_files import migrations_folder
from shamay_desktop.storage.engine import WRITING, open_sqlite, sqlite_path
from shamay_desktop.storage.failures import translated
from shamay_desktop.storage.tables.columns import SIDE_TABLES
from shamay_desktop.storage.tables.guards import trigger_statements, view_statement

_VERSION = "SELECT version_num FROM alembic_version"


def known_revisions(folder: Path | None = None) -> tuple[str, ...]:
    """The history's revisions in order; a file's name begins with its own (`0001_…`)."""
    versions = (folder or migrations_folder()) / "versions"
    return tuple(sorted(path.name.partition("_")[0] for path in versions.glob("[0-9]*_*.py")))


def stored_revision(engine: Engine) -> str | None:
    """The revision of a database, None when it is empty or not there.

    Raises Refused(`database_foreign`) for tables that are not ours.
    """
    path = sqlite_path(engine.url)
    with translated():
        if path is None:
            return _revision_on_postgresql(engine)
        if not path.exists() or path.stat().st_size == 0:
            return None
        return revision_of_file(path)


def revision_of_file(path: Path) -> str | None:
    """The same of a SQLite file, with the bare driver: a fifth of a millisecond."""
    try:
        return _revision_of_file(path, read_only=True)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
        # A program was killed while it wrote: what it left undone is taken back by a writer only.
        return _revision_of_file(path, read_only=False)


def _revision_of_file(path: Path, *, read_only: bool) -> str | None:
    connection = open_sqlite(path, read_only=read_only)
    try:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if "alembic_version" not in names:
            _refuse_foreign(names)
            return None
        row = connection.execute(_VERSION).fetchone()
        return None if row is None else str(row[0])
    finally:
        connection.close()


def require_known(revision: str | None) -> None:
    """Raises Refused(`database_newer`) for a revision that this program does not know."""
    if revision is not None and revision not in known_revisions():
        raise Refused("database_newer", revision=revision)


def migrate(engine: Engine, target: str = "head", *, folder: Path | None = None) -> None:
    """Lead the schema to a revision, up or down, in one transaction.

    Foreign keys are off meanwhile (SQLite): rebuilding a table with them on silently deletes
    its children. Afterwards references are checked, no table may have lost rows, and triggers
    and view stand again. Raises WorldFailed(`migration_failed`; reason).
    """
    with translated(), _unguarded(engine) as connection, connection.begin():
        before = _row_counts(connection)
        _run_alembic(connection, target, folder or migrations_folder())
        _refuse_losses(before, _row_counts(connection))
        if target == "head":
            restore_guards(connection)
        _refuse_dangling(connection)


def restore_guards(connection: Connection) -> None:
    """Make the triggers and the view that are missing."""
    dialect = connection.dialect.name
    catalogue = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if dialect == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    standing = set(connection.execute(text(catalogue)).scalars())
    for name, statements in trigger_statements(dialect).items():
        if name not in standing:
            for statement in statements:
                connection.exec_driver_sql(statement)
    if "active_valuations" not in inspect(connection).get_view_names():
        connection.exec_driver_sql(view_statement(dialect))


def _run_alembic(connection: Connection, target: str, folder: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    order = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    stands = connection.dialect.has_table(connection, "alembic_version")
    current = connection.execute(text(_VERSION)).scalar() if stands else None
    if target == "base" or (
        target in order and current in order and _older(target, current, order)
    ):
        command.downgrade(config, target)
    else:
        command.upgrade(config, target)


def _older(target: str, current: str, order: list[str]) -> bool:
    return order.index(target) > order.index(current)


@contextmanager
def _unguarded(engine: Engine) -> Iterator[Connection]:
    """A connection whose SQLite neither follows references nor rewrites them on a rename."""
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            yield connection
            return
        driver = cast("sqlite3.Connection", connection.connection.driver_connection)
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("PRAGMA legacy_alter_table=ON")
        connection.execution_options(**{WRITING: True})
        try:
            yield connection
        finally:
            connection.rollback()
            driver.execute("PRAGMA legacy_alter_table=OFF")
            driver.execute("PRAGMA foreign_keys=ON")


def _row_counts(connection: Connection) -> dict[str, int]:
    names = {
        name
        for name in inspect(connection).get_table_names()
        if name != "alembic_version" and not name.startswith(SIDE_TABLES)
    }
    quoted = connection.dialect.identifier_preparer.quote
    return {
        name: connection.exec_driver_sql(f"SELECT count(*) FROM {quoted(name)}").scalar_one()  # noqa: S608  # names of our own schema
        for name in sorted(names)
    }


def _refuse_losses(before: Mapping[str, int], after: Mapping[str, int]) -> None:
    for table, counted in before.items():
        if after.get(table, counted) < counted:
            raise WorldFailed("migration_failed", reason=f"{table}: {counted} -> {after[table]}")


def _refuse_dangling(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if dangling is not None:
        raise WorldFailed("migration_failed", reason=f"{dangling[0]} -> {dangling[2]}")


def _revision_on_postgresql(engine: Engine) -> str | None:
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        if "alembic_version" not in names:
            _refuse_foreign(names)
            return None
        revision = connection.execute(text(_VERSION)).scalar()
        return None if revision is None else str(revision)


def _refuse_foreign(names: Collection[str]) -> None:
    if names:
        raise Refused("database_foreign")
