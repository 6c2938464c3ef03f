"""Backups of a PostgreSQL database with its own programs, on one snapshot with the counts."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import URL, Engine, text

from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.storage.backup import Verified, part_beside, refuse_existing, settle
from shamay_desktop.storage.failures import files_translated, translated
from shamay_desktop.storage.migrate import stored_revision
from shamay_desktop.storage.verification import chain_heads, counts, problems
from shamay_desktop.usecases.ports import BackupFacts

_PATIENCE = 3600


def dump_database(engine: Engine, target: Path) -> BackupFacts:
    """Dump the database; its counts and chain heads are those of the dump's own snapshot.

    Raises Refused(`file_exists`), WorldFailed(`backup_program_missing`, `backup_failed`).
    """
    refuse_existing(target)
    schema = stored_revision(engine)
    with files_translated("backup_failed"), translated(), engine.connect() as opened:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        connection = opened.execution_options(isolation_level="REPEATABLE READ")
        snapshot = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        found = problems(connection)
        if found:
            raise WorldFailed("backup_failed", reason=found[0])
        part = part_beside(target)
        try:
            _run("pg_dump", engine.url, "--format=custom", f"--snapshot={snapshot}",
                 f"--file={part}")  # fmt: skip
            _refuse_empty(part, engine.url)
            facts = Verified(schema, counts(connection), chain_heads(connection))
            return settle(part, target, facts, engine="postgresql")
        finally:
            part.unlink(missing_ok=True)


def restore_by_hand(url: URL, source: Path) -> Refused:
    """What to run instead: replacing an office's database is its administrator's work."""
    command = ["pg_restore", "--clean", "--if-exists", "--single-transaction", "--no-owner"]
    shown = [*command, f"--dbname={url.database}", *_place(url), str(source)]
    return Refused("restore_by_hand", command=shlex.join(shown))


def _run(program: str, url: URL, *arguments: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise WorldFailed("backup_program_missing", program=program)
    place = [*_place(url), f"--dbname={url.database}"] if program == "pg_dump" else []
    secret = {} if url.password is None else {"PGPASSWORD": str(url.password)}
    try:
        done = subprocess.run(
            [found, *place, *arguments],
            env={**os.environ, **secret},
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise WorldFailed("backup_failed", reason=program) from error
    if done.returncode != 0:
        last = done.stderr.strip().splitlines()[-1:] or [str(done.returncode)]
        raise WorldFailed("backup_failed", reason=last[0][:200])
    return done.stdout


def _refuse_empty(part: Path, url: URL) -> None:
    """A dump must be there, have a size, and be readable to the program that restores it."""
    if part.stat().st_size == 0 or "TABLE DATA" not in _run("pg_restore", url, "--list", str(part)):
        raise WorldFailed("backup_failed", reason="pg_restore --list")


def _place(url: URL) -> list[str]:
    host = url.query.get("host", url.host)
    port = url.query.get("port", url.port)
    given = {"--host": host, "--port": port, "--username": url.username}
    return [f"{name}={value}" for name, value in given.items() if value is not None]
