"""Files that stand beside a database or a backup and belong to neither any more."""

import errno
import os
import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.storage.backup import sync_folder
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.storage.engine import open_sqlite
from shamay_desktop.storage.rotation import rotate
from tests.storage.samples import found_office

Opening = Callable[[Path | str], SqlDatabase]


def _office_names(database: SqlDatabase) -> list[str]:
    connection = open_sqlite(database._path or Path())
    try:
        return [name for (name,) in connection.execute("SELECT name FROM organizations")]
    finally:
        connection.close()


@pytest.mark.parametrize("tail", ["-wal", "-journal"])
def test_a_restore_when_only_the_log_of_a_lost_database_is_left_does_not_mix_them(
    sqlite_file: Path, opened: Opening, tmp_path: Path, tail: str
) -> None:
    database = opened(sqlite_file)
    found_office(database, "גובה", "backed@example.org")
    database.backup(tmp_path / "backup")
    log = sqlite_file.with_name(sqlite_file.name + tail)
    database.close()
    _leave_log(sqlite_file, log)
    sqlite_file.unlink()  # a person removed the damaged file, and overlooked its log
    left = log.read_bytes()
    kept = database.restore(tmp_path / "backup")
    assert _office_names(database) == ["גובה"]
    assert list(database.check()) == []
    assert kept.with_name(kept.name + tail).read_bytes() == left


def test_a_database_when_a_killed_program_left_its_rollback_journal_still_opens(
    sqlite_file: Path, opened: Opening
) -> None:
    database = opened(sqlite_file)
    found_office(database, "שלם", "whole@example.org")
    database.close()
    journal = sqlite_file.with_name(f"{sqlite_file.name}-journal")
    _leave_log(sqlite_file, journal)
    assert database.upgrade() == database.revision()
    assert _office_names(database) == ["שלם"]


def _leave_log(file: Path, log: Path) -> None:
    """A log with a change that the database file does not hold, as a killed program leaves it."""
    connection = open_sqlite(file)
    try:
        if log.name.endswith("-journal"):
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("PRAGMA cache_size=1")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("CREATE TABLE filler (words TEXT)")
            connection.executemany("INSERT INTO filler VALUES (?)", [("x" * 4000,)] * 50)
        connection.execute("UPDATE organizations SET name = 'unfinished'")
        shutil.copyfile(log, log.with_suffix(".copy"))
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    finally:
        connection.close()
    shutil.move(log.with_suffix(".copy"), log)


def test_rotation_when_killed_programs_left_halves_clears_them_but_not_todays(
    tmp_path: Path,
) -> None:
    names = (".shamay-2026-11-01.sqlite3.0a1b2c3d.part", ".before-0001.sqlite3.0a1b2c3d.part-wal")
    old = [tmp_path / name for name in names]
    new = tmp_path / ".shamay-2026-11-02.sqlite3.0a1b2c3d.part"
    other = tmp_path / ".mine.part"
    for path in (*old, new, other):
        path.write_bytes(b"half")
    for path in (*old, other):
        os.utime(path, (time.time() - 90_000,) * 2)
    rotate(tmp_path, date(2026, 11, 30))
    assert sorted(tmp_path.iterdir()) == sorted([new, other])


def test_rotation_when_an_old_backup_cannot_be_deleted_is_the_worlds_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(1, 29):
        (tmp_path / f"shamay-{date(2026, 9, day)}.sqlite3").touch()

    def refuse(_path: Path, **_given: bool) -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(WorldFailed, match="backup_failed"):
        rotate(tmp_path, date(2026, 11, 30))


def test_a_folder_when_its_disk_has_no_such_call_counts_as_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", refuse)
    sync_folder(tmp_path)


def test_a_database_when_it_is_a_link_to_another_disk_is_written_through_it(
    sqlite_file: Path, tmp_path: Path
) -> None:
    elsewhere, link = tmp_path / "other disk", tmp_path / "home" / "shamay.sqlite3"
    elsewhere.mkdir()
    link.parent.mkdir()
    link.symlink_to(sqlite_file.replace(elsewhere / "cases.sqlite3"))
    database = SqlDatabase(link)
    database.upgrade()
    found_office(database, "משרד", "dana@example.com")
    assert _office_names(database) == ["משרד"]
    database.close()
