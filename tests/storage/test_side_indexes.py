"""SQLite's side indexes stay right when a file is vacuumed, backed up, restored or salvaged."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.market.query import Around, MarketQuery
from shamay_desktop.domain.market.rows import MarketRow
from shamay_desktop.storage.database import SqlDatabase
from tests import market_rows
from tests.storage.samples import found_office

Opening = Callable[[Path | str], SqlDatabase]
ROWS = list(market_rows.rows(120, "s1"))
WORDS = MarketQuery(words="הגפן", limit=500)
PLACED = next(row for row in ROWS if row.east is not None and row.kind == "sale"
              and row.standing == "active")  # fmt: skip


@pytest.fixture
def filled(sqlite_file: Path, opened: Opening) -> tuple[SqlDatabase, Actor]:
    """A database with a hole among its rows' numbers, as an undone import leaves it."""
    database = opened(sqlite_file)
    actor = found_office(database, "משרד", "dana@example.org")
    _add(database, actor, "s0", list(market_rows.rows(30, "s0", seed=1)))
    _add(database, actor, "s1", ROWS)
    with database.work(actor) as work:
        work.market.remove_rows("s0")
        work.commit()
    return database, actor


def _add(database: SqlDatabase, actor: Actor, source: str, rows: list[MarketRow]) -> None:
    with database.work(actor) as work:
        work.market.add_source(market_rows.source(source, actor.user_id))
        work.market.add_rows(rows)
        work.commit()


def _found(database: SqlDatabase, actor: Actor) -> tuple[set[str], set[str]]:
    """What the words find, and what a place finds."""
    assert PLACED.east is not None
    assert PLACED.north is not None
    around = MarketQuery(around=Around(PLACED.east, PLACED.north, 400), limit=500)
    with database.work(actor) as work:
        return (
            {row.id for row in work.market.rows(WORDS)},
            {row.id for row in work.market.rows(around)},
        )


def _expect_right(database: SqlDatabase, actor: Actor) -> None:
    words, near = _found(database, actor)
    with database.work(actor) as work:
        everything = work.market.rows(MarketQuery(limit=1000))
    assert words == {row.id for row in everything if "הגפן" in row.address}
    assert words
    assert PLACED.id in near
    assert list(database.check()) == []


def test_a_file_when_vacuumed_is_searched_as_before(
    filled: tuple[SqlDatabase, Actor], sqlite_file: Path
) -> None:
    database, actor = filled
    before = _found(database, actor)
    database.close()
    with closing(sqlite3.connect(sqlite_file, isolation_level=None)) as bare:
        bare.execute("VACUUM")
    assert _found(database, actor) == before
    _expect_right(database, actor)


def test_a_backup_when_restored_is_searched_as_before(
    filled: tuple[SqlDatabase, Actor], tmp_path: Path
) -> None:
    database, actor = filled
    before = _found(database, actor)
    made = database.backup(tmp_path / "copy.sqlite3")
    assert made.rows["comparables"] == len(ROWS)
    with database.work(actor) as work:
        work.market.remove_rows("s1")
        work.commit()
    assert _found(database, actor) == (set(), set())
    database.restore(made.path)
    assert _found(database, actor) == before
    _expect_right(database, actor)


def test_rows_when_salvaged_onto_a_backup_are_found_and_keep_their_numbers_apart(
    filled: tuple[SqlDatabase, Actor], tmp_path: Path, opened: Opening, sqlite_file: Path
) -> None:
    """The backup and the damaged file gave the same number to different rows."""
    database, actor = filled
    made = database.backup(tmp_path / "copy.sqlite3")
    _add(database, actor, "s2", list(market_rows.rows(25, "s2", seed=2)))
    with database.work(actor) as work:
        changed = replace(ROWS[0], street="הדקל", address="הדקל 1")
        work.market.save_row(changed)
        work.market.add_source(market_rows.source("s4", actor.user_id))
        work.market.add_rows([replace(PLACED, id="lone", source_id="s4", twin_of="gone")])
        work.commit()
    database.close()
    with closing(sqlite3.connect(made.path, isolation_level=None)) as bare:
        bare.execute("UPDATE comparables SET n = n + 60 WHERE n > 100")
        bare.execute("UPDATE comparables SET n = n - 30 WHERE n <= 100")
    made.path.with_name(f"{made.path.name}.json").unlink()
    done = database.recover(made.path)
    assert done.saved["comparables"] == 27
    assert not done.unread
    _expect_right(database, actor)
    with database.work(actor) as work:
        assert work.market.row(ROWS[0].id) == changed
        lone = work.market.row("lone")
        assert lone is not None
        assert lone.twin_of is None
        assert work.market.count(MarketQuery(sources=frozenset({"s2"}))) > 15


@pytest.mark.parametrize(
    ("harm", "named"),
    [
        ("DELETE FROM comparable_cells", "comparable_cells"),
        ("INSERT INTO comparable_words (comparable_words) VALUES ('delete-all')",
         "comparable_words"),
    ],
)  # fmt: skip
def test_a_side_index_when_it_does_not_fit_its_rows_is_named_and_made_anew(
    filled: tuple[SqlDatabase, Actor], harm: str, named: str
) -> None:
    database, actor = filled
    before = _found(database, actor)
    with database._engine.begin() as connection:
        connection.execute(text(harm))
    assert _found(database, actor) != before
    assert [named in problem for problem in database.check()] == [True]
    assert _found(database, actor) == before
    assert list(database.check()) == []
