"""The audit chain: whole after writing, refused to change, and any change is found."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.records import Happened
from shamay_desktop.storage.chain import BEGINNING, hash_of
from shamay_desktop.storage.database import SqlDatabase
from tests.storage.samples import found_office

TRIGGERS = ("update", "delete", "truncate")


def _with_lines(database: SqlDatabase, number: int = 5) -> Actor:
    actor = found_office(database, "משרד", "dana@example.org")
    for n in range(2, number + 1):
        with database.work(actor) as work:
            work.trail.write(Happened("step_finished", "valuation", f"v{n}", {"step": "analysis"}))
            work.commit()
    return actor


def _without_guards(database: SqlDatabase, statement: str) -> None:
    """As somebody would who knows the database and takes its triggers off."""
    with database._engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            for name in TRIGGERS:
                connection.execute(text(f"DROP TRIGGER IF EXISTS activity_logs_no_{name}"))
        else:
            connection.execute(text("ALTER TABLE activity_logs DISABLE TRIGGER ALL"))
        connection.execute(text(statement))


def test_lines_when_written_name_their_predecessor_and_hash_their_text(
    database: SqlDatabase,
) -> None:
    actor = _with_lines(database)
    with database.work(actor) as work:
        lines = work.trail.lines()
        assert work.trail.broken_at() is None
        assert [line.subject_id for line in work.trail.lines("v3")] == ["v3"]
    assert [line.n for line in lines] == [1, 2, 3, 4, 5]
    assert lines[0].prev == BEGINNING
    assert all(later.prev == earlier.hash for earlier, later in pairwise(lines))
    with database._engine.connect() as connection:
        stored = connection.execute(text("SELECT canonical, hash FROM activity_logs")).all()
    assert all(hash_of(canonical) == said for canonical, said in stored)


def test_each_office_when_it_writes_has_a_chain_of_its_own(database: SqlDatabase) -> None:
    mine = _with_lines(database)
    other = found_office(database, "אחר", "b@example.org")
    with database.work(other) as work:
        assert [line.n for line in work.trail.lines()] == [1]
    with database.work(mine) as work:
        assert len(work.trail.lines()) == 5


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE activity_logs SET action = 'x' WHERE n = 3",
        "DELETE FROM activity_logs WHERE n = 3",
    ],
)
def test_the_trail_when_somebody_would_change_it_refuses(
    database: SqlDatabase, statement: str
) -> None:
    _with_lines(database)
    with (
        pytest.raises(DBAPIError, match="append-only"),
        database._engine.begin() as connection,
    ):
        connection.execute(text(statement))
    assert database.check() == []


def test_the_trail_when_replaced_by_insert_or_replace_refuses(
    sqlite_file: Path, opened: Callable[[Path], SqlDatabase]
) -> None:
    database = opened(sqlite_file)
    _with_lines(database)
    with (
        pytest.raises(DBAPIError, match="append-only"),
        database._engine.begin() as connection,
    ):
        connection.execute(
            text("INSERT OR REPLACE INTO activity_logs SELECT * FROM activity_logs WHERE n = 3")
        )


def test_the_trail_when_truncated_or_replicated_over_on_postgresql_refuses(
    postgresql_url: str, opened: Callable[[str], SqlDatabase]
) -> None:
    database = opened(postgresql_url)
    _with_lines(database)
    for statements in (
        ["TRUNCATE activity_logs"],
        ["SET session_replication_role = replica", "DELETE FROM activity_logs"],
    ):
        with (  # noqa: PT012
            pytest.raises(DBAPIError, match="append-only"),
            database._engine.begin() as connection,
        ):
            for statement in statements:
                connection.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        ("UPDATE activity_logs SET action = 'x' WHERE n = 3", 3),
        ("UPDATE activity_logs SET actor_id = 'x' WHERE n = 1", 1),
        ('UPDATE activity_logs SET payload = \'{"step":"export"}\' WHERE n = 4', 4),
        ("UPDATE activity_logs SET canonical = replace(canonical, 'v2', 'v9') WHERE n = 2", 2),
        ("UPDATE activity_logs SET hash = prev WHERE n = 5", 5),
        ("DELETE FROM activity_logs WHERE n = 3", 3),
        ("DELETE FROM activity_logs WHERE n = 1", 1),
        ("UPDATE activity_logs SET n = n + 100 WHERE n = 2", 2),
    ],
)
def test_the_trail_when_somebody_changed_it_anyway_names_the_line(
    database: SqlDatabase, statement: str, line: int
) -> None:
    actor = _with_lines(database)
    _without_guards(database, statement)
    with database.work(actor) as work:
        assert work.trail.broken_at() == line
    (problem,) = database.check()
    assert problem == f"audit chain: office {actor.organization_id} line {line}"


def test_a_line_when_rehashed_by_its_forger_breaks_the_next_one(database: SqlDatabase) -> None:
    actor = _with_lines(database)
    with database._engine.connect() as connection:
        canonical = connection.execute(
            text("SELECT canonical FROM activity_logs WHERE n = 2")
        ).scalar_one()
    forged = canonical.replace("step_finished", "step_forgotten")
    _without_guards(
        database,
        f"UPDATE activity_logs SET canonical = '{forged}', hash = '{hash_of(forged)}', "
        "action = 'step_forgotten' WHERE n = 2".replace(":", "\\:"),
    )
    with database.work(actor) as work:
        assert work.trail.broken_at() == 3
