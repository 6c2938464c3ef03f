"""Rows, audit line and outbox line stand or fall together, also when the world fails."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event, text

from shamay_desktop.domain.errors import Conflict, WorldFailed
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import Happened
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.storage.engine import open_sqlite
from shamay_desktop.storage.tables import metadata
from tests.database_server import Server
from tests.storage import samples
from tests.storage.samples import found_office, office_with_case

Opening = Callable[[Path | str], SqlDatabase]


def _counts(database: SqlDatabase) -> dict[str, int]:
    with database._engine.connect() as connection:
        return {
            name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
            for name in metadata.tables
        }


def test_a_unit_when_not_committed_leaves_no_row_no_audit_and_no_outbox_line(
    database: SqlDatabase,
) -> None:
    actor, made = office_with_case(database)
    before = _counts(database)
    with database.work(actor) as work:
        work.valuations.add(samples.valuation(actor))
        work.valuations.save(made)
        work.sessions.add(samples.session(actor, made))
        work.trail.write(Happened("case_created", "valuation", made.id))
        assert len(work.trail.lines()) == 2
    assert _counts(database) == before


def test_a_unit_when_its_use_case_raises_leaves_nothing(database: SqlDatabase) -> None:
    actor, made = office_with_case(database)
    before = _counts(database)
    with pytest.raises(ZeroDivisionError), database.work(actor) as work:  # noqa: PT012
        work.evidence.add_document(samples.document(actor, made.id))
        work.trail.write(Happened("file_added", "evidence", "x"))
        _ = 1 / 0
    assert _counts(database) == before


def test_a_unit_when_committed_has_one_audit_and_one_outbox_line_for_each_happening(
    database: SqlDatabase,
) -> None:
    actor, made = office_with_case(database)
    with database.work(actor) as work:
        work.trail.write(Happened("a", "valuation", made.id, {"step": "analysis"}))
        work.trail.write(Happened("b", "valuation", made.id))
        work.commit()
        work.trail.write(Happened("c", "valuation", made.id))
        work.commit()
    with database.work(actor) as work:
        assert [line.action for line in work.trail.lines(made.id)] == ["a", "b", "c"]
        assert work.trail.lines(made.id)[0].payload == {"step": "analysis"}
    with database._engine.connect() as connection:
        rows = connection.execute(
            text("SELECT event_type, processed FROM outbox ORDER BY id")
        ).all()
    assert [tuple(row) for row in rows] == [
        ("office_set_up", 0), ("a", 0), ("b", 0), ("c", 0),
    ]  # fmt: skip


def test_an_action_when_its_audit_line_cannot_be_written_fails_as_a_whole(
    database: SqlDatabase,
) -> None:
    actor, made = office_with_case(database)
    with database._engine.begin() as connection:
        connection.execute(text("ALTER TABLE activity_logs RENAME TO away"))
    with database.work(actor) as work:
        work.valuations.save(replace(made, title="אחר"))
        work.trail.write(Happened("x", "valuation", made.id))
        with pytest.raises(WorldFailed, match="database_failed"):
            work.commit()
    with database.work(actor) as work:
        standing = work.valuations.get(made.id)
        assert standing is not None
        assert standing.title == made.title


def test_a_unit_when_a_later_statement_failed_keeps_nothing_even_if_committed(
    database: SqlDatabase,
) -> None:
    actor, made = office_with_case(database)
    before = _counts(database)
    with database.work(actor) as work:
        work.evidence.add_document(samples.document(actor, made.id))
        with pytest.raises(Conflict, match="row_exists"):
            work.valuations.add(made)
        assert work.evidence.documents(made.id) == []
        with pytest.raises(Conflict, match="row_exists"):
            work.evidence.add_document(samples.document(actor, made.id))
        with pytest.raises(Conflict, match="row_exists"):
            work.commit()
    assert _counts(database) == before


def test_a_unit_when_its_first_write_was_refused_may_go_on(database: SqlDatabase) -> None:
    actor, made = office_with_case(database)
    with database.work(actor) as work:
        with pytest.raises(Conflict, match="row_exists"):
            work.valuations.add(made)
        work.valuations.save(made)
        work.commit()
    with database.work(actor) as work:
        standing = work.valuations.get(made.id)
        assert standing is not None
        assert standing.version == 1


def test_a_unit_when_used_by_another_thread_refuses(database: SqlDatabase) -> None:
    actor, made = office_with_case(database)
    caught: list[BaseException] = []
    with database.work(actor) as work:

        def elsewhere() -> None:
            try:
                work.valuations.get(made.id)
            except RuntimeError as error:
                caught.append(error)

        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
    assert [str(error) for error in caught] == ["a unit of work is used by one thread"]


def test_writers_when_they_write_side_by_side_make_one_whole_chain(
    database: SqlDatabase,
) -> None:
    actor, _ = office_with_case(database)

    def write(number: int) -> None:
        made = samples.valuation(actor)
        with database.work(actor) as work:
            # A reader first, as most use cases are: it must still become a writer.
            work.valuations.references("2026-")
            work.valuations.add(made)
            work.trail.write(Happened("case_created", "valuation", made.id, {"n": number}))
            work.commit()

    def patiently(number: int) -> None:
        for _ in range(20):
            try:
                return write(number)
            except WorldFailed as error:
                if error.code != "database_locked":
                    raise
        raise AssertionError("locked for good")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(patiently, range(40)))
    with database.work(actor) as work:
        lines = work.trail.lines()
        assert [line.n for line in lines] == list(range(1, 42))
        assert {line.payload.get("n") for line in lines[1:]} == set(range(40))
        assert work.trail.broken_at() is None
    assert database.check() == []


def test_two_savers_when_they_read_the_same_version_do_not_both_win(
    database: SqlDatabase,
) -> None:
    actor, made = office_with_case(database)
    ready = threading.Barrier(2)

    def save(title: str) -> bool:
        with database.work(actor) as work:
            read = work.valuations.get(made.id)
            assert read is not None
            ready.wait(10)
            try:
                work.valuations.save_step(replace(read, title=title), Step.ANALYSIS)
                work.commit()
            except Conflict:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(save, ["א", "ב"])) == [False, True]


def test_a_locked_sqlite_when_written_to_says_so_and_takes_it_later(
    sqlite_file: Path, opened: Opening
) -> None:
    database = opened(sqlite_file)
    actor, made = office_with_case(database)
    with closing(open_sqlite(sqlite_file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with database.work(actor) as work:
            with pytest.raises(WorldFailed, match="database_locked"):
                work.valuations.save(made)
            assert work.valuations.get(made.id) is not None  # reading goes on
        other.execute("ROLLBACK")
    with database.work(actor) as work:
        assert work.valuations.save(made).version == 1
        work.commit()


def test_a_locked_row_when_written_to_on_postgresql_says_so(
    postgresql_url: str, opened: Opening
) -> None:
    database = opened(postgresql_url)
    actor, made = office_with_case(database)
    with database.work(actor) as holding:
        holding.valuations.save(made)
        with database.work(actor) as work, pytest.raises(WorldFailed, match="database_locked"):
            work.valuations.save(made)


def test_a_read_only_database_when_written_to_says_so(place: Path | str, opened: Opening) -> None:
    filling = opened(place)
    actor, made = office_with_case(filling)
    filling.close()
    if isinstance(place, Path):
        closed = open_sqlite(place)
        closed.execute("PRAGMA journal_mode=DELETE")
        closed.close()
        read_only = f"sqlite:///file:{place}?mode=ro&uri=true"
    else:
        read_only = f"{place}?options=-c%20default_transaction_read_only%3Don"
    database = opened(read_only)
    with database.work(actor) as work, pytest.raises(WorldFailed, match="database_read_only"):
        work.valuations.save(made)


def test_a_full_disk_when_written_to_says_so(sqlite_file: Path, opened: Opening) -> None:
    database = opened(sqlite_file)

    @event.listens_for(database._engine, "connect")
    def _full(connection: object, _entry: object) -> None:
        connection.execute("PRAGMA max_page_count=1")  # type: ignore[attr-defined]

    actor = found_office(database, "משרד", "dana@example.org")
    with database.work(actor) as work, pytest.raises(WorldFailed, match="disk_full"):  # noqa: PT012
        for _ in range(200):
            work.valuations.add(samples.valuation(actor))
        work.commit()


def test_a_database_when_its_folder_is_gone_says_so(tmp_path: Path, opened: Opening) -> None:
    database = opened(tmp_path / "nowhere" / "shamay.sqlite3")
    with database.work() as work, pytest.raises(WorldFailed, match="database_gone"):
        work.offices.any_person()


def test_a_file_when_it_is_no_database_says_so(tmp_path: Path, opened: Opening) -> None:
    path = tmp_path / "shamay.sqlite3"
    path.write_bytes(b"not a database at all, only text " * 200)
    with pytest.raises(WorldFailed, match="database_broken"):
        opened(path).upgrade()
    assert path.read_bytes().startswith(b"not a database")


def test_a_server_when_it_is_not_there_says_so(server: Server, opened: Opening) -> None:
    database = opened("postgresql://nobody@127.0.0.1:1/none")
    with database.work() as work, pytest.raises(WorldFailed, match="database_gone"):
        work.offices.any_person()
    database = opened(server.url("no_such_database"))
    with database.work() as work, pytest.raises(WorldFailed, match="database_gone"):
        work.offices.any_person()


def test_a_connection_when_the_server_dropped_it_is_made_again_for_the_next_unit(
    postgresql_url: str, server: Server, opened: Opening
) -> None:
    database = opened(postgresql_url)
    actor, made = office_with_case(database)
    name = postgresql_url.rpartition("/")[2]
    server.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    with database.work(actor) as work:
        assert work.valuations.get(made.id) is not None


def test_a_connection_when_it_is_dropped_within_a_unit_is_not_made_again_silently(
    postgresql_url: str, server: Server, opened: Opening
) -> None:
    database = opened(postgresql_url)
    actor, made = office_with_case(database)
    name = postgresql_url.rpartition("/")[2]
    with database.work(actor) as work:
        work.valuations.save(made)
        server.run(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        )
        with pytest.raises(WorldFailed, match="database_gone"):
            work.valuations.get(made.id)
    with database.work(actor) as work:
        standing = work.valuations.get(made.id)
        assert standing is not None
        assert standing.version == 0
