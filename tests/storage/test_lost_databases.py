"""Databases that are deleted, replaced, cut, overwritten or emptied: noticed, named, recovered."""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.records import Happened, Valuation, ValuationQuery
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.storage.evidence_of_damage import cause_of
from shamay_desktop.storage.marks import Marks
from shamay_desktop.storage.rotation import rotate
from shamay_desktop.usecases.damage import Cause
from tests.storage import samples
from tests.storage.samples import found_office


@pytest.fixture
def path(sqlite_file: Path) -> Path:
    """A SQLite database in a folder of its own."""
    home = sqlite_file.parent / "home"
    home.mkdir()
    return sqlite_file.replace(home / "shamay.sqlite3")


@pytest.fixture
def marks(tmp_path: Path, path: Path) -> Marks:
    """Where it is noted that the database stood here."""
    return Marks(path.parent / "database.known", tmp_path / "state" / "home.json")


@pytest.fixture
def database(path: Path, marks: Marks) -> SqlDatabase:
    """The database, with its notes."""
    made = SqlDatabase(path, busy_ms=300, marks=marks)
    made.upgrade()
    return made


@pytest.fixture
def actor(database: SqlDatabase) -> Actor:
    """The owner of an office."""
    return found_office(database, "משרד", "dana@example.com")


def add(database: SqlDatabase, actor: Actor, title: str) -> Valuation:
    """A valuation of this title."""
    with database.work(actor) as work:
        made = replace(samples.valuation(actor), title=title)
        work.valuations.add(made)
        work.trail.write(Happened("case_created", "valuation", made.id))
        work.commit()
    return made


def titles(database: SqlDatabase, actor: Actor) -> list[str]:
    """What the list shows."""
    with database.work(actor) as work:
        return sorted(line.title for line in work.valuations.lines(ValuationQuery(limit=1000)))


def test_a_file_when_deleted_while_it_is_used_then_no_write_goes_into_nothing(
    database: SqlDatabase, actor: Actor, path: Path
) -> None:
    add(database, actor, "לפני")
    path.unlink()
    with pytest.raises(WorldFailed, match="database_gone"):
        add(database, actor, "אחרי")
    with pytest.raises(WorldFailed, match="database_gone"):
        database.require_standing()
    assert not path.exists()


def test_a_file_when_deleted_between_begin_and_commit_then_the_commit_says_so(
    database: SqlDatabase, actor: Actor, path: Path
) -> None:
    with pytest.raises(WorldFailed, match="database_gone"), database.work(actor) as work:  # noqa: PT012
        work.valuations.add(samples.valuation(actor))
        path.unlink()
        work.commit()


def test_a_log_when_deleted_under_the_program_then_the_next_commit_says_so(
    database: SqlDatabase, actor: Actor, path: Path
) -> None:
    add(database, actor, "לפני")
    path.with_name(f"{path.name}-wal").unlink()
    with pytest.raises(WorldFailed, match="database_gone"):
        add(database, actor, "אחרי")


def test_a_file_when_deleted_while_it_is_held_then_can_be_written_anew_complete(
    database: SqlDatabase, actor: Actor, path: Path
) -> None:
    add(database, actor, "לפני")
    path.unlink()
    with pytest.raises(WorldFailed):
        add(database, actor, "אחרי")
    damage = database.damage("database_gone")
    assert (damage.held, damage.cause) == (True, Cause.MISSING)
    database.put_back()
    assert titles(database, actor) == ["לפני"]
    add(database, actor, "אחרי")
    assert list(database.check()) == []


def test_a_file_when_replaced_under_the_program_then_nothing_goes_into_the_other_one(
    database: SqlDatabase, actor: Actor, path: Path, tmp_path: Path
) -> None:
    add(database, actor, "שלנו")
    other = SqlDatabase(tmp_path / "other.sqlite3")
    other.upgrade()
    other.close()
    os.replace(tmp_path / "other.sqlite3", path)  # noqa: PTH105 - what a syncing program does
    with pytest.raises(WorldFailed, match="database_replaced"):
        add(database, actor, "אחרי")
    damage = database.damage("database_replaced")
    assert (damage.held, damage.standing, damage.cause) == (True, True, Cause.REPLACED)
    done = database.put_back()
    assert done.kept is not None
    assert titles(database, actor) == ["שלנו"]
    database.close()
    os.replace(done.kept, path)  # noqa: PTH105
    database.reconnect()
    with pytest.raises(Refused):  # the other database knows nobody of ours
        add(database, actor, "לשם")


def test_a_database_when_it_vanished_then_no_empty_one_takes_its_place(
    database: SqlDatabase, actor: Actor, path: Path, marks: Marks
) -> None:
    database.close()
    path.unlink()
    again = SqlDatabase(path, marks=marks)
    with pytest.raises(WorldFailed, match="database_missing"):
        again.upgrade()
    assert not path.exists()
    path.touch()
    with pytest.raises(WorldFailed, match="database_broken"):
        again.upgrade()
    assert again.damage("database_broken").cause is Cause.EMPTY
    again.start_empty()
    assert again.check() == []


def test_a_whole_home_when_deleted_on_the_same_disk_then_begins_anew_without_a_question(
    database: SqlDatabase, path: Path, marks: Marks
) -> None:
    database.close()
    for each in path.parent.iterdir():
        each.unlink()
    assert SqlDatabase(path, marks=marks).upgrade()


def test_a_home_when_its_disk_is_not_connected_then_is_not_taken_for_a_new_one(
    database: SqlDatabase, path: Path, marks: Marks
) -> None:
    database.close()
    for each in path.parent.iterdir():
        each.unlink()
    marks.outside.write_text('{"database": "x", "device": 1}', encoding="utf-8")
    again = SqlDatabase(path, marks=marks)
    with pytest.raises(WorldFailed, match="database_missing"):
        again.upgrade()
    assert again.damage("database_missing").cause is Cause.ELSEWHERE


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _zero(path: Path) -> None:
    path.write_bytes(bytes(8192) + path.read_bytes()[8192:])


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 4096 * 5 + 100])


def _overwrite(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 a zip, by mistake" * 400)


def _middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 2 : 4096 * 30] = b"\x17" * (4096 * 28)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "cause"),
    [
        (_empty, Cause.EMPTY),
        (_zero, Cause.ZEROED),
        (_cut, Cause.CUT_SHORT),
        (_overwrite, Cause.OTHER_PROGRAM),
        (_middle, Cause.DISK),
    ],
)
def test_a_database_when_harmed_then_the_cause_is_named_and_the_newest_backup_takes_its_place(
    database: SqlDatabase,
    actor: Actor,
    path: Path,
    marks: Marks,
    harm: object,
    cause: Cause,
) -> None:
    add(database, actor, "בגיבוי")
    database.daily_backup(date(2026, 11, 2))
    database.close()
    _settle(path)
    assert callable(harm)
    harm(path)
    harmed = path.read_bytes()
    sick = SqlDatabase(path, marks=marks)
    damage = sick.damage("database_broken")
    assert damage.cause is cause
    assert damage.backup is not None
    assert damage.backup.cases == 1
    done = sick.recover(damage.backup.path)
    assert titles(sick, actor) == ["בגיבוי"]
    assert list(sick.check()) == []
    assert done.kept is not None
    assert ".damaged-" in done.kept.name
    assert done.kept.read_bytes() == harmed
    sick.close()


def _settle(path: Path) -> None:
    """Fold the log, as closing the last connection does."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def test_a_synced_folder_when_its_database_is_cut_then_is_named_as_the_cause(
    tmp_path: Path, sqlite_file: Path
) -> None:
    folder = tmp_path / "Dropbox" / "שומות"
    folder.mkdir(parents=True)
    path = sqlite_file.replace(folder / "shamay.sqlite3")
    _cut(path)
    assert SqlDatabase(path).damage("database_broken").cause is Cause.SYNCED_FOLDER


def test_a_broken_chain_when_found_then_what_changed_it_from_outside_is_the_cause(
    database: SqlDatabase, actor: Actor, path: Path
) -> None:
    assert cause_of(path, "audit chain: office x line 3", ended_badly=True) is Cause.CHANGED


def test_rows_newer_than_the_backup_when_they_can_be_read_then_come_along(
    database: SqlDatabase, actor: Actor, path: Path
) -> None:
    old = add(database, actor, "בגיבוי")
    database.daily_backup(date(2026, 11, 2))
    session = _session_with_edits(database, actor, old)
    new = add(database, actor, "אחרי הגיבוי")
    with database.work(actor) as work:
        stored = work.valuations.get(old.id)
        assert stored is not None
        changed = replace(stored, title="בגיבוי, ושונה")
        work.valuations.save(changed)
        work.commit()
    database.close()
    _settle(path)
    _break_index(path)
    damage = database.damage("database_broken")
    assert damage.backup is not None
    assert damage.newer_cases == 2
    done = database.recover(damage.backup.path)
    assert titles(database, actor) == sorted([new.title, "בגיבוי, ושונה"])
    with database.work(actor) as work:
        assert [edit.seq for edit in work.sessions.edits(session)] == [1, 2]
        assert work.sessions.last_seq(session) == 2
    assert list(database.check()) == []
    assert done.saved["valuations"] == 2
    assert done.saved["session_edits"] == 2


def _session_with_edits(database: SqlDatabase, actor: Actor, valuation: Valuation) -> str:
    record = samples.session(actor, valuation)
    edits = [samples.edit(1), samples.edit(2, new="שם אחר")]
    with database.work(actor) as work:
        work.sessions.add(record)
        work.sessions.journal(record.session_id, edits, None)
        work.commit()
    return record.session_id


def _break_index(path: Path) -> None:
    """Damage one page of an index: every row can still be read."""
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_valuations_organization_id_status'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x13" * size)


@pytest.mark.parametrize("page", range(2, 60, 4))
def test_any_page_when_destroyed_then_recovery_gives_a_whole_database_with_at_least_the_backup(
    database: SqlDatabase, actor: Actor, path: Path, page: int
) -> None:
    kept = [add(database, actor, f"שומה {number}").title for number in range(6)]
    database.daily_backup(date(2026, 11, 2))
    for number in range(6, 12):
        add(database, actor, f"שומה {number}")
    database.close()
    _settle(path)
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(os.urandom(4096))
    damage = database.damage("database_broken")
    assert damage.backup is not None
    database.recover(damage.backup.path)
    assert set(kept) <= set(titles(database, actor))
    assert list(database.check()) == []
    database.close()


def test_a_recovery_when_the_backup_is_no_good_then_changes_nothing(
    database: SqlDatabase, actor: Actor, path: Path, tmp_path: Path
) -> None:
    add(database, actor, "כאן")
    database.close()
    (tmp_path / "bad.sqlite3").write_bytes(b"SQLite format 3\x00" + b"?" * 4000)
    before = sorted(each.name for each in path.parent.iterdir())
    with pytest.raises((Refused, WorldFailed)):
        database.recover(tmp_path / "bad.sqlite3")
    assert sorted(each.name for each in path.parent.iterdir()) == before
    assert titles(database, actor) == ["כאן"]


def test_no_backup_when_the_file_can_be_read_in_part_then_that_is_rescued(
    database: SqlDatabase, actor: Actor, path: Path
) -> None:
    add(database, actor, "היחידה")
    database.close()
    _settle(path)
    _break_index(path)
    assert database.damage("database_broken").backup is None
    done = database.recover(None)
    assert titles(database, actor) == ["היחידה"]
    assert done.saved["valuations"] == 1
    assert list(database.check()) == []


def test_soundness_when_a_page_is_damaged_then_is_denied(
    database: SqlDatabase, actor: Actor, path: Path
) -> None:
    add(database, actor, "א")
    database.close()
    database.require_sound()
    _settle(path)
    _break_index(path)
    with pytest.raises(WorldFailed, match="database_broken"):
        database.require_sound()


def test_backups_when_the_clock_was_a_year_ahead_then_todays_stands_and_they_thin_out_apart(
    tmp_path: Path,
) -> None:
    for day in range(1, 28):
        (tmp_path / f"shamay-{date(2027, 11, day)}.sqlite3").touch()
        (tmp_path / f"shamay-{date(2026, 10, day)}.sqlite3").touch()
    today = date(2026, 11, 2)
    (tmp_path / f"shamay-{today}.sqlite3").touch()
    rotate(tmp_path, today)
    left = {path.name for path in tmp_path.iterdir()}
    assert f"shamay-{today}.sqlite3" in left
    assert "shamay-2026-10-27.sqlite3" in left
    assert "shamay-2027-11-27.sqlite3" in left
    assert len(left) < 30


def test_the_newest_backup_when_the_clock_went_back_is_the_one_that_knows_most(
    database: SqlDatabase, actor: Actor, path: Path
) -> None:
    folder = path.parent / "backups"
    add(database, actor, "א")
    database.backup(folder / "shamay-2027-01-01.sqlite3")
    add(database, actor, "ב")
    made = database.backup(folder / "shamay-2026-11-02.sqlite3")
    for each in folder.glob("*2027*"):
        stamp = datetime(2027, 1, 1, tzinfo=UTC).timestamp()
        os.utime(each, (stamp, stamp))
    backup = database.damage("database_broken").backup
    assert backup is not None
    assert (backup.path, backup.cases) == (made.path, 2)


def test_a_full_disk_when_sqlite_meets_it_then_the_room_that_is_missing_is_said(
    database: SqlDatabase, actor: Actor, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=3 * 1024 * 1024))
    with database._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(WorldFailed) as failed:  # noqa: PT012
        for number in range(50):
            add(database, actor, f"{number} " + "מלל " * 500)
    assert failed.value.code == "disk_short"
    assert (failed.value.facts["free"], failed.value.facts["missing"]) == (3, 197)
    assert failed.value.facts["folder"] == str(path.parent)
