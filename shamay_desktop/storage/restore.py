"""Putting a backup in a database's place: verified first, the replaced database kept."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.storage.backup import (
    check_manifest,
    copy_database,
    part_beside,
    sync_file,
    sync_folder,
    verified,
)
from shamay_desktop.storage.engine import open_sqlite
from shamay_desktop.storage.failures import files_translated, translated
from shamay_desktop.storage.migrate import require_known, revision_of_file

_BESIDE = ("-wal", "-shm", "-journal")


def restore_file(source: Path, database: Path) -> Path:
    """Replace a SQLite database that nobody uses; returns where the replaced one is kept.

    Raises Refused(`backup_missing`, `backup_broken`, `database_newer`),
    WorldFailed(`database_locked`) while another program uses it; nothing is changed then.
    """
    if not source.is_file():
        raise Refused("backup_missing", file=source.name)
    check_manifest(source)
    with files_translated("restore_failed"):
        part = part_beside(database)
        try:
            # The copy is what is verified: the backup itself stays untouched.
            _take(source, part)
            _check(part)
            sync_file(part)
            kept = _keep(database)
            part.replace(database)
            sync_folder(database.parent)
            return kept
        finally:
            for path in (part, *(_beside(part, tail) for tail in _BESIDE)):
                path.unlink(missing_ok=True)


def _take(source: Path, part: Path) -> None:
    """With SQLite's own copy, which also takes what still stands in a log beside the file."""
    try:
        copy_database(source, part)
    except WorldFailed as error:
        raise Refused("backup_broken", reason=str(error.facts.get("reason", error.code))) from error


def _check(part: Path) -> None:
    """The revision first: what a newer program wrote need not be readable to this one."""
    try:
        with translated():
            revision = revision_of_file(part)
    except (WorldFailed, Refused) as error:
        raise Refused("backup_broken", reason=str(error.facts.get("reason", error.code))) from error
    if revision is None:
        raise Refused("backup_broken", reason="alembic_version")
    require_known(revision)
    verified(part)


def _keep(database: Path) -> Path:
    """Give the database a second name; it keeps its first until the new one takes it."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    kept = database.with_name(f"{database.name}.replaced-{stamp}")
    if not database.exists():
        _set_aside(database, kept)
        return kept
    _keep_log(database, kept)
    try:
        os.link(database, kept)
    except OSError:
        shutil.copyfile(database, kept)
        sync_file(kept)
    sync_folder(database.parent)
    return kept


def _set_aside(database: Path, kept: Path) -> None:
    """Move the logs of a lost database away: SQLite would take them into the new one."""
    for tail in _BESIDE:
        if _beside(database, tail).exists():
            _beside(database, tail).replace(_beside(kept, tail))


def _keep_log(database: Path, kept: Path) -> None:
    """Take the write-ahead log into the database, which fails while anybody else uses it.

    A database so damaged that this cannot be done keeps its log beside it under the new name:
    copied before, as SQLite throws a log away that it cannot read.
    """
    logs = [tail for tail in _BESIDE if _beside(database, tail).exists()]
    for tail in logs:
        shutil.copyfile(_beside(database, tail), _beside(kept, tail))
    try:
        with translated():
            _fold_log(database)
    except WorldFailed as error:
        if error.code != "database_locked":
            for tail in logs:
                _beside(database, tail).unlink(missing_ok=True)
            return
        _forget(kept, logs)
        raise
    _forget(kept, logs)


def _forget(kept: Path, logs: list[str]) -> None:
    for tail in logs:
        _beside(kept, tail).unlink(missing_ok=True)


def _fold_log(database: Path) -> None:
    connection = open_sqlite(database)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
    finally:
        connection.close()


def _beside(path: Path, tail: str) -> Path:
    return path.with_name(path.name + tail)
