"""A damaged database is kept under another name; a verified one takes its place.

Everything new is made beside it first, verified, and only then named; until that moment nothing
of what stands there has changed.
"""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.storage.backup import (
    check_manifest,
    copy_database,
    manifest_of,
    part_beside,
    sync_file,
    sync_folder,
    verified,
)
from shamay_desktop.storage.engine import database_url, make_engine, open_sqlite
from shamay_desktop.storage.failures import files_translated, translated
from shamay_desktop.storage.migrate import known_revisions, migrate, require_known, revision_of_file
from shamay_desktop.storage.salvage import salvage
from shamay_desktop.usecases.damage import BackupOffer, Recovered

BESIDE = ("-wal", "-shm", "-journal")


def newest_backup(folder: Path | None) -> BackupOffer | None:
    """The newest backup that is whole and readable to this program, verified now."""
    if folder is None or not folder.is_dir():
        return None
    found = [(_age(path), path) for path in folder.glob("*.sqlite3")]
    for (_, made_at), path in sorted(found, reverse=True):
        with suppress(ShamayError, OSError):
            check_manifest(path)
            whole = verified(path)
            require_known(whole.schema)
            if whole.schema is not None:
                return BackupOffer(path, made_at, whole.rows.get("valuations", 0))
    return None


def _age(path: Path) -> tuple[int, datetime]:
    """How far the audit trail had come, then the time: a clock that was turned back lies."""
    made_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        manifest = json.loads(manifest_of(path).read_text(encoding="utf-8"))
        made_at = datetime.fromisoformat(manifest["made_at"])
        return sum(int(head["n"]) for head in manifest["chain_heads"].values()), made_at
    return 0, made_at


def recover_file(
    database: Path, backup: Path | None, now: datetime, *, salvaging: bool = True
) -> Recovered:
    """Put a backup, or an empty database, in the place of what stands there.

    What is readable in the damaged file comes along (`salvaging`), unless the result would not
    be whole. Raises Refused(`backup_missing`, `backup_broken`, `database_newer`), WorldFailed.
    """
    with files_translated("restore_failed"), translated():
        saved: dict[str, int] = {}
        part, unread = _fresh(database, backup), False
        try:
            if salvaging and database.exists():
                part, saved, unread = _with_salvage(database, part)
            verified(part)
            sync_file(part)
            kept = place(part, database, now, "damaged")
            return Recovered(kept, backup, saved, unread)
        finally:
            remove(part)


def place(part: Path, database: Path, now: datetime, word: str) -> Path | None:
    """Name a finished file, durably; returns where what stood there is kept, None for nothing."""
    kept = _keep(database, now, word)
    part.replace(database)
    sync_folder(database.parent)
    return kept


def set_logs_aside(database: Path, now: datetime) -> None:
    """Move logs away that belong to a file which stood here before."""
    stamp = now.strftime("%Y%m%dT%H%M%S%f")
    for path in list(_with_beside(database))[1:]:
        if path.exists():
            path.replace(
                path.with_name(f"{database.stem}.lost-{stamp}{path.name[len(database.name) :]}")
            )


def remove(part: Path) -> None:
    """Delete an unfinished file and what SQLite laid beside it."""
    for path in _with_beside(part):
        path.unlink(missing_ok=True)


def write_anew(copy_into: Callable[[Path], None], database: Path, now: datetime) -> Recovered:
    """Write a lost file anew: `copy_into` copies it into the part that it is given."""
    with files_translated("restore_failed"), translated():
        part = part_beside(database)
        try:
            part.touch(mode=0o600)
            copy_into(part)
            verified(part)
            sync_file(part)
            return Recovered(place(part, database, now, "replaced"), None)
        finally:
            remove(part)


def _fresh(database: Path, backup: Path | None) -> Path:
    """A whole database of this program's schema beside the damaged one: the backup, or empty."""
    part = part_beside(database)
    try:
        if backup is None:
            part.touch(mode=0o600)
        else:
            _require_file(backup)
            check_manifest(backup)
            copy_database(backup, part)
            require_known(revision_of_file(part))
            verified(part)
        _lead_to_head(part)
    except BaseException:
        remove(part)
        raise
    return part


def _require_file(backup: Path) -> None:
    if not backup.is_file():
        raise Refused("backup_missing", file=backup.name)


def _lead_to_head(part: Path) -> None:
    if part.stat().st_size and revision_of_file(part) == known_revisions()[-1]:
        return
    engine = make_engine(database_url(part), wal=False)
    try:
        migrate(engine)
    finally:
        engine.dispose()


def _with_salvage(database: Path, part: Path) -> tuple[Path, dict[str, int], bool]:
    """A second copy takes what can be read; where that goes wrong the first one stands."""
    richer = part_beside(database)
    try:
        shutil.copyfile(part, richer)
        saved, unread = salvage(database, richer)
        verified(richer)
        # Not one byte of the part is in use any more: the richer copy takes its name.
        richer.replace(part)
        return part, saved, unread
    except (ShamayError, OSError, sqlite3.Error):
        return part, {}, True
    finally:
        remove(richer)


def _keep(database: Path, now: datetime, word: str) -> Path | None:
    """Move what stands there, with its log, to a name of its own."""
    standing = [path for path in _with_beside(database) if path.exists()]
    stamp = now.strftime("%Y%m%dT%H%M%S%f")
    kept = database.with_name(f"{database.stem}.{word}-{stamp}{database.suffix}")
    for path in standing:
        path.replace(kept.with_name(kept.name + path.name.removeprefix(database.name)))
    return kept if database in standing else None


def _with_beside(path: Path) -> Iterator[Path]:
    yield path
    for tail in BESIDE:
        yield path.with_name(path.name + tail)


def quick_problem(path: Path) -> str | None:
    """What SQLite's quick check finds first, None when it finds nothing."""
    with closing(open_sqlite(path)) as connection:
        for (said,) in connection.execute("PRAGMA quick_check(1)"):
            if said != "ok":
                return str(said)
    return None
