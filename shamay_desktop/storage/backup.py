"""Backups that were verified before they count, each with a manifest beside it."""

import errno
import hashlib
import json
import os
import re
import secrets
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.storage.engine import database_url, make_engine, open_sqlite
from shamay_desktop.storage.failures import files_translated, translated
from shamay_desktop.storage.migrate import revision_of_file
from shamay_desktop.storage.verification import chain_heads, counts, problems
from shamay_desktop.usecases.ports import BackupFacts

_NOT_OFFERED = {errno.EINVAL, errno.ENOTSUP}
_PART = re.compile(r"\..+\.[0-9a-f]{8}\.part(-wal|-shm|-journal)?")
_STALE_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Verified:
    """What a database file was found to hold when it was found whole."""

    schema: str | None
    rows: Mapping[str, int]
    heads: Mapping[str, Mapping[str, object]]


def back_up_file(source: Path, target: Path) -> BackupFacts:
    """Copy a SQLite database, also one in use, and verify the copy before it gets its name.

    Raises Refused(`file_exists`), WorldFailed(`backup_failed`, `disk_full`).
    """
    refuse_existing(target)
    with files_translated("backup_failed"):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = part_beside(target)
        try:
            copy_database(source, part)
            found = verified(part)
            return settle(part, target, found, engine="sqlite")
        except Refused as error:
            raise WorldFailed("backup_failed", reason=error.facts.get("reason", "")) from error
        finally:
            part.unlink(missing_ok=True)


def verified(path: Path) -> Verified:
    """What a database file holds. Raises Refused(`backup_broken`; reason) unless it is whole."""
    engine = make_engine(database_url(path), wal=False)
    try:
        with translated(), engine.connect() as connection:
            found = problems(connection)
            if found:
                raise Refused("backup_broken", reason=found[0])
            return Verified(revision_of_file(path), counts(connection), chain_heads(connection))
    except WorldFailed as error:
        raise Refused("backup_broken", reason=str(error.facts.get("reason", error.code))) from error
    finally:
        engine.dispose()


def settle(part: Path, target: Path, found: Verified, *, engine: str) -> BackupFacts:
    """Give a finished copy its name, durably, and write its manifest."""
    sync_file(part)
    sha256, size = sha256_of(part), part.stat().st_size
    part.replace(target)
    sync_folder(target.parent)
    manifest = {
        "format": 1,
        "engine": engine,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "sha256": sha256,
        "size": size,
        "schema": found.schema,
        "rows": dict(found.rows),
        "chain_heads": {office: dict(head) for office, head in found.heads.items()},
    }
    _write_manifest(manifest_of(target), manifest)
    return BackupFacts(target, sha256, found.rows)


def refuse_existing(target: Path) -> None:
    """Raises Refused(`file_exists`): a backup never replaces another file."""
    if target.exists():
        raise Refused("file_exists", file=target.name)


def manifest_of(target: Path) -> Path:
    """The manifest's place beside a backup."""
    return target.with_name(f"{target.name}.json")


def check_manifest(path: Path) -> None:
    """Raises Refused(`backup_broken`) when a backup is not what its manifest says."""
    manifest = manifest_of(path)
    if not manifest.exists():
        return
    try:
        said = json.loads(manifest.read_text(encoding="utf-8"))["sha256"]
    except (ValueError, KeyError, TypeError) as error:
        raise Refused("backup_broken", reason=manifest.name) from error
    if said != sha256_of(path):
        raise Refused("backup_broken", reason="sha256")


def part_beside(target: Path) -> Path:
    """An unused name in the same folder for what is not finished."""
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")


def clear_parts(folder: Path) -> None:
    """Delete what killed programs left unfinished in a folder, a day old or older."""
    border = time.time() - _STALE_SECONDS
    for path in folder.iterdir():
        if _PART.fullmatch(path.name) and path.lstat().st_mtime < border:
            path.unlink(missing_ok=True)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_file(path: Path) -> None:
    """Have a file's bytes on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have a folder's names on the disk; Windows (untested) and some network disks cannot."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in _NOT_OFFERED:
            raise
    finally:
        os.close(opened)


def copy_database(source: Path, part: Path) -> None:
    """Copy a database as it stands at one moment into a single new file."""
    with translated():
        part.touch(mode=0o600)
        with (
            closing(open_sqlite(source, read_only=True)) as reading,
            closing(open_sqlite(part)) as writing,
        ):
            reading.backup(writing)
            # One file that can be opened from a read-only place: no log beside it.
            writing.execute("PRAGMA journal_mode=DELETE")


def _write_manifest(target: Path, manifest: Mapping[str, object]) -> None:
    part = part_beside(target)
    part.write_text(json.dumps(manifest, indent=2, ensure_ascii=False), encoding="utf-8")
    sync_file(part)
    part.replace(target)
    sync_folder(target.parent)
