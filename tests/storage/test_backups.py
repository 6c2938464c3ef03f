"""Backups: verified before they count, rotated, and restored without losing the replaced one."""

import hashlib
import json
import os
import shlex
import sqlite3
import subprocess
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.records import Happened, Valuation
from shamay_desktop.storage import backup as backup_module
from shamay_desktop.storage.backup import manifest_of
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.storage.engine import open_sqlite
from shamay_desktop.storage.rotation import DAILY, MONTHLY, WEEKLY, kept, rotate
from tests.storage import samples
from tests.storage.samples import found_office

Opening = Callable[[Path | str], SqlDatabase]
MONDAY = date(2026, 11, 2)


@pytest.fixture
def with_programs(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """The server's own pg_dump first on the PATH."""
    programs = request.getfixturevalue("server").programs
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")


def _filled(database: SqlDatabase) -> tuple[Actor, Valuation]:
    actor = found_office(database, "משרד", "dana@example.org")
    made = samples.valuation(actor)
    with database.work(actor) as work:
        work.valuations.add(made)
        work.trail.write(Happened("case_created", "valuation", made.id))
        work.commit()
    return actor, made


def _titles(database: SqlDatabase) -> list[str]:
    with database._engine.connect() as connection:
        return sorted(connection.execute(text("SELECT title FROM valuations")).scalars())


def test_a_backup_when_made_is_one_whole_file_with_a_manifest_that_fits(
    database: SqlDatabase, tmp_path: Path, with_programs: None
) -> None:
    actor, _ = _filled(database)
    target = tmp_path / "גיבויים" / "one.backup"
    facts = database.backup(target)
    assert facts.path == target
    assert facts.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert (facts.rows["valuations"], facts.rows["activity_logs"]) == (1, 2)
    manifest = json.loads(manifest_of(target).read_text(encoding="utf-8"))
    assert manifest["sha256"] == facts.sha256
    assert manifest["size"] == target.stat().st_size
    assert manifest["rows"] == dict(facts.rows)
    assert manifest["schema"] == database.revision()
    with database.work(actor) as work:
        last = work.trail.lines()[-1]
    assert manifest["chain_heads"] == {actor.organization_id: {"n": 2, "hash": last.hash}}
    assert sorted(path.name for path in target.parent.iterdir()) == [
        "one.backup", "one.backup.json",
    ]  # fmt: skip


def test_a_backup_when_the_name_is_taken_replaces_nothing(
    database: SqlDatabase, tmp_path: Path
) -> None:
    target = tmp_path / "taken"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="file_exists"):
        database.backup(target)
    assert target.read_text(encoding="utf-8") == "mine"


def test_a_backup_when_the_trail_was_tampered_with_fails_and_leaves_nothing(
    database: SqlDatabase, tmp_path: Path, with_programs: None
) -> None:
    _filled(database)
    with database._engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER activity_logs_no_update"))
        else:
            connection.execute(text("ALTER TABLE activity_logs DISABLE TRIGGER ALL"))
        connection.execute(text("UPDATE activity_logs SET action = 'x' WHERE n = 1"))
    folder = tmp_path / "backups"
    with pytest.raises(WorldFailed, match="backup_failed") as caught:
        database.backup(folder / "one")
    assert "line 1" in str(caught.value.facts["reason"])
    assert list(folder.iterdir()) == []


def test_backups_when_made_while_others_write_are_whole(
    sqlite_file: Path, opened: Opening, tmp_path: Path
) -> None:
    database = opened(sqlite_file)
    actor, made = _filled(database)
    stop = threading.Event()
    written: list[int] = []

    def write() -> None:
        standing = made
        while not stop.is_set():
            with database.work(actor) as work:
                standing = work.valuations.save(replace(standing, title="א" * 3000))
                work.trail.write(Happened("x", "valuation", made.id))
                work.commit()
            written.append(standing.version)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        facts = [database.backup(tmp_path / f"{n}.sqlite3") for n in range(5)]
    finally:
        stop.set()
        thread.join()
    assert len(written) > 0
    assert all(fact.rows["activity_logs"] >= 2 for fact in facts)


def test_a_backup_when_its_folder_cannot_be_written_says_so(
    sqlite_file: Path, opened: Opening, tmp_path: Path
) -> None:
    database = opened(sqlite_file)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WorldFailed, match="backup_failed"):
        database.backup(tmp_path / "file" / "below" / "one")


def test_a_restore_when_the_backup_is_whole_brings_it_back_and_keeps_the_replaced_one(
    sqlite_file: Path, opened: Opening, tmp_path: Path
) -> None:
    database = opened(sqlite_file)
    actor, made = _filled(database)
    target = tmp_path / "one.sqlite3"
    database.backup(target)
    with database.work(actor) as work:
        work.valuations.save(replace(made, title="אחרי הגיבוי"))
        work.commit()
    replaced = database.restore(target)
    assert _titles(database) == [made.title]
    assert database.check() == []
    with closing(open_sqlite(replaced)) as bare:
        assert bare.execute("SELECT title FROM valuations").fetchone() == ("אחרי הגיבוי",)
    # The replaced one is itself a backup that can be brought back.
    database.restore(replaced)
    assert _titles(database) == ["אחרי הגיבוי"]


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def _forge(path: Path) -> None:
    with closing(sqlite3.connect(path)) as bare:
        bare.execute("DROP TRIGGER activity_logs_no_delete")
        bare.execute("DELETE FROM activity_logs WHERE n = 1")
        bare.commit()


def _orphan(path: Path) -> None:
    with closing(sqlite3.connect(path)) as bare:
        bare.execute("DELETE FROM memberships")
        bare.commit()


def _other(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as bare:
        bare.execute("CREATE TABLE theirs (id)")
        bare.commit()


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _no_database(path: Path) -> None:
    path.write_text("text, not a database " * 500, encoding="utf-8")


@pytest.mark.parametrize(
    "harm", [_cut, _forge, _orphan, _other, _emptied, _no_database], ids=lambda harm: harm.__name__
)
@pytest.mark.parametrize("with_manifest", [True, False])
def test_a_restore_when_the_backup_is_harmed_is_refused_and_changes_nothing(
    sqlite_file: Path,
    opened: Opening,
    tmp_path: Path,
    harm: Callable[[Path], None],
    *,
    with_manifest: bool,
) -> None:
    database = opened(sqlite_file)
    _, made = _filled(database)
    target = tmp_path / "one.sqlite3"
    database.backup(target)
    if not with_manifest:
        manifest_of(target).unlink()
    harm(target)
    before = sorted(sqlite_file.parent.iterdir())
    with pytest.raises(Refused, match="backup_broken"):
        database.restore(target)
    assert _titles(database) == [made.title]
    left = [path for path in sorted(sqlite_file.parent.iterdir()) if path not in before]
    assert [path.name for path in left if "replaced" in path.name or "part" in path.name] == []


def test_a_restore_when_one_byte_differs_from_the_manifest_is_refused(
    sqlite_file: Path, opened: Opening, tmp_path: Path
) -> None:
    database = opened(sqlite_file)
    _filled(database)
    target = tmp_path / "one.sqlite3"
    database.backup(target)
    _flip(target)
    with pytest.raises(Refused, match="backup_broken"):
        database.restore(target)


def test_a_restore_when_the_backup_is_of_a_newer_program_is_refused(
    sqlite_file: Path, opened: Opening, tmp_path: Path
) -> None:
    database = opened(sqlite_file)
    _, made = _filled(database)
    target = tmp_path / "one.sqlite3"
    database.backup(target)
    with closing(sqlite3.connect(target)) as bare:
        bare.execute("UPDATE alembic_version SET version_num = '7777'")
        bare.commit()
    manifest_of(target).unlink()
    with pytest.raises(Refused, match="database_newer"):
        database.restore(target)
    assert _titles(database) == [made.title]


def test_a_restore_when_there_is_no_such_file_is_refused(
    sqlite_file: Path, opened: Opening, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="backup_missing"):
        opened(sqlite_file).restore(tmp_path / "none")


def test_a_restore_when_another_program_uses_the_database_waits_and_refuses(
    sqlite_file: Path, opened: Opening, tmp_path: Path
) -> None:
    database = opened(sqlite_file)
    actor, made = _filled(database)
    target = tmp_path / "one.sqlite3"
    database.backup(target)
    using = opened(sqlite_file)
    with using.work(actor) as work:
        work.valuations.get(made.id)
        with pytest.raises(WorldFailed, match="database_locked"):
            database.restore(target)
    assert _titles(database) == [made.title]


def test_a_restore_when_the_database_is_damaged_keeps_it_and_its_log(
    sqlite_file: Path, opened: Opening, tmp_path: Path
) -> None:
    database = opened(sqlite_file)
    _, made = _filled(database)
    target = tmp_path / "one.sqlite3"
    database.backup(target)
    database.close()
    sqlite_file.write_bytes(b"damaged" * 1000)
    log = sqlite_file.with_name(sqlite_file.name + "-wal")
    log.write_bytes(b"a log")
    replaced = database.restore(target)
    assert _titles(database) == [made.title]
    assert replaced.read_bytes() == b"damaged" * 1000
    assert replaced.with_name(replaced.name + "-wal").read_bytes() == b"a log"


def test_a_restore_when_it_is_cut_off_at_the_swap_leaves_the_database_in_its_place(
    sqlite_file: Path, opened: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = opened(sqlite_file)
    _, made = _filled(database)
    target = tmp_path / "one.sqlite3"
    database.backup(target)
    replace_file = Path.replace

    def cut_off(path: Path, to: Path) -> Path:
        if Path(to) == sqlite_file:
            raise OSError(5, "cut off")
        return replace_file(path, to)

    monkeypatch.setattr(Path, "replace", cut_off)
    with pytest.raises(WorldFailed, match="restore_failed"):
        database.restore(target)
    monkeypatch.undo()
    assert _titles(database) == [made.title]


def test_a_restore_when_the_database_is_postgresql_names_the_command_and_no_password(
    postgresql_url: str, opened: Opening, tmp_path: Path
) -> None:
    database = opened(postgresql_url.replace("postgres@", "postgres:secret@"))
    with pytest.raises(Refused, match="restore_by_hand") as caught:
        database.restore(tmp_path / "a backup.dump")
    command = shlex.split(str(caught.value.facts["command"]))
    assert command[0] == "pg_restore"
    assert command[-1] == str(tmp_path / "a backup.dump")
    assert "secret" not in str(caught.value.facts)
    assert "secret" not in database.description()


def test_the_named_command_when_run_restores_the_dump(
    postgresql_url: str, opened: Opening, tmp_path: Path, with_programs: None
) -> None:
    database = opened(postgresql_url)
    actor, made = _filled(database)
    target = tmp_path / "one.dump"
    database.backup(target)
    with database.work(actor) as work:
        work.valuations.save(replace(made, title="אחרי הגיבוי"))
        work.commit()
    with pytest.raises(Refused) as caught:
        database.restore(target)
    database.close()
    subprocess.run(shlex.split(str(caught.value.facts["command"])), check=True)
    assert _titles(database) == [made.title]
    assert database.check() == []


def test_a_dump_when_the_program_is_missing_or_fails_says_so(
    postgresql_url: str, opened: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = opened(postgresql_url)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(WorldFailed, match="backup_program_missing"):
        database.backup(tmp_path / "one.dump")
    for script in ("echo no room >&2; exit 3", "exit 0"):
        program = tmp_path / "pg_dump"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        with pytest.raises(WorldFailed, match="backup_failed"):
            database.backup(tmp_path / "one.dump")
    assert not (tmp_path / "one.dump").exists()


def test_the_daily_backup_when_asked_twice_a_day_is_made_once(
    sqlite_file: Path, opened: Opening, tmp_path: Path
) -> None:
    database = opened(sqlite_file)
    first = database.daily_backup(MONDAY)
    assert first is not None
    assert first.path == tmp_path / "backups" / "shamay-2026-11-02.sqlite3"
    assert database.daily_backup(MONDAY) is None
    assert database.daily_backup(MONDAY + timedelta(days=1)) is not None


def test_the_daily_backup_when_it_failed_is_tried_again(
    sqlite_file: Path, opened: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = opened(sqlite_file)

    def full(*_told: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup_module, "sync_file", full)
    with pytest.raises(WorldFailed, match="disk_full"):
        database.daily_backup(MONDAY)
    monkeypatch.undo()
    assert list((tmp_path / "backups").iterdir()) == []
    assert database.daily_backup(MONDAY) is not None


def test_no_database_yet_when_the_day_begins_makes_no_backup(
    tmp_path: Path, opened: Opening
) -> None:
    database = opened(tmp_path / "none.sqlite3")
    assert database.daily_backup(MONDAY) is None
    assert not (tmp_path / "none.sqlite3").exists()


def test_rotation_when_it_thins_out_leaves_other_files_alone(tmp_path: Path) -> None:
    days = [MONDAY - timedelta(days=number) for number in range(800)]
    for day in days:
        for tail in (".sqlite3", ".sqlite3.json"):
            (tmp_path / f"shamay-{day.isoformat()}{tail}").touch()
    others = ["before-0002-20261102.sqlite3", "shamay-2026-13-45.sqlite3", "notes.txt"]
    for name in others:
        (tmp_path / name).touch()
    rotate(tmp_path, date(2026, 11, 30))
    left = {path.name for path in tmp_path.iterdir()}
    assert set(others) <= left
    assert len(left) == len(others) + 2 * len(kept(days))


@given(st.sets(st.dates(date(2020, 1, 1), date(2027, 1, 1)), max_size=120))
def test_kept_backups_when_days_are_any_are_the_last_of_days_weeks_and_months(
    days: set[date],
) -> None:
    keep = kept(days)
    latest = sorted(days, reverse=True)
    assert keep <= days
    assert len(keep) <= DAILY + WEEKLY + MONTHLY
    assert set(latest[:DAILY]) <= keep
    for period, number in ((lambda day: day.isocalendar()[:2], WEEKLY), (_month, MONTHLY)):
        periods = sorted({period(day) for day in days}, reverse=True)[:number]
        for one in periods:
            assert max(day for day in days if period(day) == one) in keep


def _month(day: date) -> tuple[int, int]:
    return (day.year, day.month)


@given(st.integers(30, 900))
def test_kept_backups_when_thinned_out_every_day_still_reach_back_a_year(number: int) -> None:
    held: frozenset[date] = frozenset()
    for passed in range(number):
        held = kept({*held, MONDAY + timedelta(days=passed)})
    today = MONDAY + timedelta(days=number - 1)
    months = {_month(day) for day in held}
    passed_months = (today.year - MONDAY.year) * 12 + today.month - MONDAY.month + 1
    assert len(months) >= min(MONTHLY, passed_months)
