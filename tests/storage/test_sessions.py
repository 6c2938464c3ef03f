"""The journal: in order, repeatable, resumable, and a history by path."""

import threading
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.edits import Edit
from shamay_desktop.domain.errors import Conflict, Refused, WorldFailed
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import (
    SessionStatus,
    Status,
    Valuation,
    WizardSessionRecord,
)
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.storage.repositories.sessions import SqlSessions
from tests.storage import samples
from tests.storage.samples import NOON, edit, found_office, office_with_case


def _started(database: SqlDatabase) -> tuple[Actor, Valuation, WizardSessionRecord]:
    actor = found_office(database, "משרד", f"{new_id()}@example.org")
    made = samples.valuation(actor)
    started = samples.session(actor, made)
    with database.work(actor) as work:
        work.valuations.add(made)
        work.sessions.add(started)
        work.commit()
    return actor, made, started


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=8))
def test_edits_when_sent_in_overlapping_pieces_stand_once_and_in_order(
    database: SqlDatabase, cuts: list[tuple[int, int]]
) -> None:
    actor, _, started = _started(database)
    edits = [edit(seq) for seq in range(1, 13)]
    reached = 0
    for first, last in cuts:
        first = min(first, reached)  # noqa: PLW2901  # a saver never leaves a gap
        with database.work(actor) as work:
            work.sessions.journal(started.session_id, edits[first:last], "client.name")
            work.commit()
        reached = max(reached, last if last > first else reached)
    with database.work(actor) as work:
        assert work.sessions.edits(started.session_id) == edits[:reached]
        back = work.sessions.get(started.session_id)
        assert back is not None
        assert back.last_seq == reached


def test_a_session_when_reopened_gives_the_edits_behind_its_fold_and_the_focus(
    database: SqlDatabase,
) -> None:
    actor, made, started = _started(database)
    with database.work(actor) as work:
        work.sessions.journal(started.session_id, [edit(1), edit(2)], "client.name")
        work.sessions.save(replace(started, last_seq=2, folded_seq=2, focus="client.name"))
        work.sessions.journal(started.session_id, [edit(3), edit(4)], "visit.date")
        work.commit()
    with database.work(actor) as work:
        record = work.sessions.active_of(made.id)
        assert record is not None
        assert (record.last_seq, record.folded_seq, record.focus) == (4, 2, "visit.date")
        waiting = work.sessions.edits(record.session_id, after=record.folded_seq)
        assert waiting == [edit(3), edit(4)]


def test_focus_when_it_moves_without_an_edit_is_kept(database: SqlDatabase) -> None:
    actor, _, started = _started(database)
    with database.work(actor) as work:
        work.sessions.journal(started.session_id, [], "visit.date")
        work.commit()
    with database.work(actor) as work:
        back = work.sessions.get(started.session_id)
        assert back is not None
        assert (back.focus, back.last_seq) == ("visit.date", 0)


def test_edits_when_they_come_without_those_before_them_are_refused(
    database: SqlDatabase,
) -> None:
    actor, _, started = _started(database)
    with database.work(actor) as work:
        for wrong in ([edit(2)], [edit(1), edit(3)], [edit(1), edit(1)]):
            with pytest.raises(Conflict, match="journal_gap"):
                work.sessions.journal(started.session_id, wrong, None)
        with pytest.raises(Refused, match="session_unknown"):
            work.sessions.journal("unknown", [edit(1)], None)


def test_edits_when_another_program_wrote_others_under_the_same_numbers_are_not_lost_silently(
    database: SqlDatabase,
) -> None:
    actor, _, started = _started(database)
    with database.work(actor) as work:
        work.sessions.journal(started.session_id, [edit(1), edit(2)], None)
        work.commit()
    with database.work(actor) as work, pytest.raises(Conflict, match="session_elsewhere"):
        work.sessions.journal(started.session_id, [edit(2, new="אחר"), edit(3)], None)


def test_edits_when_two_programs_send_them_at_the_same_moment_then_none_is_passed_over(
    database: SqlDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor, _, started = _started(database)
    acknowledged: list[Edit] = []
    looked = SqlSessions._place

    def journal(sent: Edit) -> None:
        with database.work(actor) as work:
            work.sessions.journal(started.session_id, [sent], None)
            work.commit()
        acknowledged.append(sent)

    def another_comes_between(sessions: SqlSessions, *given: Any, **asked: Any) -> Any:
        found = looked(sessions, *given, **asked)
        monkeypatch.setattr(SqlSessions, "_place", looked)
        with suppress(Conflict, WorldFailed):  # it waits in vain for the first to end
            journal(replace(edit(1), path="client.name", new="theirs"))
        return found

    monkeypatch.setattr(SqlSessions, "_place", another_comes_between)
    with suppress(Conflict, WorldFailed):
        journal(replace(edit(1), path="visit.date", new="ours"))
    with database.work(actor) as work:
        assert work.sessions.edits(started.session_id) == acknowledged
    assert len(acknowledged) == 1


def test_a_value_when_it_was_cleared_journals_nothing_as_null(database: SqlDatabase) -> None:
    actor, _, started = _started(database)
    edits = [
        Edit(1, "comparables/r1", {"id": "r1", "index": 0, "area": "9"}, None, "x", "t"),
        Edit(2, "client.name", None, {"state": "empty"}, "x", "t"),
        Edit(3, "comparables/@order", ["r1", "r2"], ["r2", "r1"], "x", "t"),
        Edit(4, "rights.mortgages", None, False, "x", "t"),
    ]
    with database.work(actor) as work:
        work.sessions.journal(started.session_id, edits, None)
        work.commit()
    with database.work(actor) as work:
        assert work.sessions.edits(started.session_id) == edits


def test_history_when_asked_for_a_path_has_it_and_what_is_below_oldest_first(
    database: SqlDatabase,
) -> None:
    actor, made, first = _started(database)
    second = replace(samples.session(actor, made), created_at=NOON + timedelta(days=1))
    with database.work(actor) as work:
        work.sessions.add(second)
        work.sessions.journal(
            first.session_id,
            [
                edit(1, "comparables/r1/area"), edit(2, "comparables/r10/area"),
                edit(3, "comparables.source"), edit(4, "comparables"),
                edit(5, "comparables/R1/area"), edit(6, "comparables/r1"),
            ],
            None,
        )  # fmt: skip
        work.sessions.journal(second.session_id, [edit(1, "comparables/r1/area", "ב")], None)
        work.sessions.save(replace(first, status=SessionStatus.COMPLETED))
        work.commit()
    with database.work(actor) as work:
        assert [found.seq for found in work.sessions.history(made.id, "comparables/r1")] == [
            1, 6, 1,
        ]  # fmt: skip
        assert [found.seq for found in work.sessions.history(made.id, "comparables")] == [
            1, 2, 4, 5, 6, 1,
        ]  # fmt: skip
        assert work.sessions.history(made.id, "comparables/r_") == []
        assert work.sessions.history("unknown", "comparables") == []


def test_journalled_edits_when_somebody_would_change_them_are_refused(
    database: SqlDatabase,
) -> None:
    actor, _, started = _started(database)
    with database.work(actor) as work:
        work.sessions.journal(started.session_id, [edit(1)], None)
        work.commit()
    with database._engine.connect() as connection, pytest.raises(Exception, match="append-only"):
        connection.exec_driver_sql("UPDATE session_edits SET path = 'x'")


def test_a_session_when_its_valuation_is_unknown_is_refused(database: SqlDatabase) -> None:
    actor, made, _ = _started(database)
    wrong = replace(samples.session(actor, made), valuation_id="unknown")
    with database.work(actor) as work, pytest.raises((Refused, WorldFailed), match="row_missing"):
        work.sessions.add(wrong)


def test_the_active_session_when_held_lets_a_second_program_wait_and_then_see_the_first_ones(
    database: SqlDatabase,
) -> None:
    actor, made = office_with_case(database)
    held, found = threading.Event(), list[WizardSessionRecord | None]()

    def second() -> None:
        held.wait()
        with database.work(actor) as work:
            found.append(work.sessions.active_of(made.id, hold=True))

    other = threading.Thread(target=second)
    other.start()
    with database.work(actor) as work:
        assert work.sessions.active_of(made.id, hold=True) is None
        held.set()
        other.join(0.1)
        assert found == []  # it waits, however long this one takes
        started = samples.session(actor, made)
        work.sessions.add(started)
        work.commit()
    other.join()
    assert found == [started]


def test_sessions_when_lapsed_or_done_are_those_that_nobody_touched(database: SqlDatabase) -> None:
    actor, made, started = _started(database)
    expires, touched = started.expires_at, started.updated_at
    second = timedelta(seconds=1)
    with database.work(actor) as work:
        assert work.sessions.lapsed(expires, touched) == [started]
        assert work.sessions.lapsed(expires - second, touched) == []
        assert work.sessions.lapsed(expires, touched - second) == []
        assert work.sessions.done(touched) == []
        saved = work.valuations.get(made.id)
        assert saved is not None
        work.valuations.save(replace(saved, status=Status.READY))
        assert work.sessions.done(touched) == [started]
        assert work.sessions.done(touched - second) == []
        work.sessions.save(replace(started, status=SessionStatus.COMPLETED))
        assert work.sessions.done(touched) == []
        assert work.sessions.lapsed(expires, touched) == []
