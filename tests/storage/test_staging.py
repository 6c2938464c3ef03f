"""Rows on their way in: nobody waits for them, and a process that is killed leaves nothing."""

import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Conflict, WorldFailed
from shamay_desktop.domain.market.query import MarketQuery, SavedSearch
from shamay_desktop.storage import staging
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.storage.tables import comparables
from tests import market_rows
from tests.storage.samples import found_office

WORD = MarketQuery(words="הזית", with_twins=True)

KILLED = """
import os, signal, sys
from pathlib import Path
from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.storage import side_indexes, staging
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.storage.tables import comparables
from tests import market_rows
staging.HELD, side_indexes._MANY = 100, 100
file, office, user, moment = sys.argv[1:]
database = SqlDatabase(Path(file))
with database.work(Actor(user, "", "", office, Role.OWNER)) as work:
    work.market.stage_rows(market_rows.rows(900, "s1"))
    if moment == "written":
        work.market.hold()
        work.market.add_source(market_rows.source("s1", user))
        work.market.add_staged()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("moment", ["staged", "written"])
def test_a_process_when_killed_in_an_import_then_leaves_nothing(
    sqlite_file: Path, opened: Callable[..., SqlDatabase], moment: str
) -> None:
    database = opened(sqlite_file)
    actor = found_office(database, "משרד", "dana@example.org")
    database.close()
    asked = [sys.executable, "-c", KILLED, str(sqlite_file), actor.organization_id, actor.user_id]
    ended = subprocess.run([*asked, moment], check=False, cwd=Path(__file__).parents[2])
    assert ended.returncode == -signal.SIGKILL
    with database.work(actor) as work:
        assert work.market.sources() == []
        assert work.market.count(MarketQuery(with_twins=True)) == 0
    assert list(database.check()) == []


def test_a_write_when_a_long_one_goes_on_then_waits_for_its_end_and_passes(
    sqlite_file: Path, opened: Callable[..., SqlDatabase]
) -> None:
    """Four times as long as others are waited for."""
    database = opened(sqlite_file)
    actor = found_office(database, "משרד", "dana@example.org")
    holds, over = Event(), Event()

    def load() -> None:
        with database.work(actor) as work:
            work.market.hold()
            holds.set()
            over.wait(1.2)
            work.market.add_source(market_rows.source("s1", actor.user_id))
            work.market.add_rows(market_rows.rows(20, "s1"))
            work.commit()

    thread = Thread(target=load)
    thread.start()
    holds.wait()
    with database.work(actor) as work:
        work.market.save_search(SavedSearch("s", "דומות", MarketQuery()))
        work.commit()
    thread.join()
    with database.work(actor) as work:
        assert len(work.market.sources()) == len(work.market.saved_searches()) == 1


def test_a_write_when_another_program_holds_the_database_then_gives_up_as_ever(
    sqlite_file: Path, opened: Callable[..., SqlDatabase]
) -> None:
    database, other = opened(sqlite_file), opened(sqlite_file)
    actor = found_office(database, "משרד", "dana@example.org")
    with other.work(actor) as long, database.work(actor) as work:
        long.market.hold()
        with pytest.raises(WorldFailed, match="database_locked"):
            work.market.save_search(SavedSearch("s", "דומות", MarketQuery()))


def test_a_file_when_its_import_stands_then_a_second_source_is_refused_until_it_is_undone(
    database: SqlDatabase,
) -> None:
    actor: Actor = found_office(database, "משרד", "dana@example.org")
    first = market_rows.source("s1", actor.user_id)
    with database.work(actor) as work:
        work.market.add_source(first)
        work.commit()
    second = replace(first, id="s2")
    with database.work(actor) as work, pytest.raises(Conflict, match="row_exists"):
        work.market.add_source(second)
    with database.work(actor) as work:
        assert work.market.standing_import(str(first.sha256)) == first
        undone = replace(first, undone_at=market_rows.NOON, undone_by=actor.user_id)
        work.market.save_source(undone)
        work.market.add_source(second)
        work.commit()
        assert work.market.standing_import(str(first.sha256)) == second


def test_rows_when_staged_and_not_written_then_are_seen_by_nobody(
    database: SqlDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "HELD", 10)
    actor = found_office(database, "משרד", "dana@example.org")
    with database.work(actor) as work:
        assert work.market.stage_rows(market_rows.rows(30, "s1")) == 30
        assert work.market.count(MarketQuery(with_twins=True)) == 0
    with database.work(actor) as work:
        assert work.market.add_staged() == 0
        work.market.add_source(market_rows.source("s1", actor.user_id))
        assert work.market.add_rows(market_rows.rows(25, "s1")) == 25
        assert work.market.stage_rows(market_rows.rows(12, "s1", seed=2)) == 12
        assert work.market.add_staged() == 12
        work.commit()
        assert work.market.counts()["s1"].rows == 37
    assert list(database.check()) == []


def test_rows_when_they_pass_through_the_temporary_table_then_stand_as_those_held_in_memory(
    database: SqlDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    coming = [replace(row, source_id="s1") for row in market_rows.rows(400, "s1")]
    coming[7] = replace(coming[7], twin_of=coming[3].id, house_number="12\0", raw={"%s": "100%"})
    coming[8] = replace(coming[8], other={}, raw={}, reasons=(), share_sold=None)
    found = []
    for held in (4_000, 300, 0):  # never committed: each begins with none
        monkeypatch.setattr(staging, "HELD", held)
        with database.work(actor) as work:
            work.market.add_source(market_rows.source("s1", actor.user_id))
            assert work.market.add_rows(iter(coming)) == 400
            market = work.market
            nothing = comparables.c.raw.is_(None) & comparables.c.twin_of.is_(None)
            statement = market._rows.select(comparables, comparables.c.id).where(nothing)  # type: ignore[attr-defined]
            empty = [each["id"] for each in market._rows.read(statement)]  # type: ignore[attr-defined]
            found.append((market.rows_by_id([row.id for row in coming]), empty, market.count(WORD)))
    assert found[0] == found[1] == found[2]
    assert found[0][1] == [coming[8].id]
    kept = replace(coming[7], house_number="12\ufffd")
    assert list(found[0][0]) == [*coming[:7], kept, *coming[8:]]
    assert found[0][2] > 0
