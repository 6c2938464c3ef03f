"""Sessions that are over: expired with all that was typed, completed, or left alone."""

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import SessionStatus, Status, WizardSessionRecord
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.cases.shelving import throw_away
from shamay_desktop.usecases.cases.tidying import tidy_cases
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.keeping import abandon_session
from shamay_desktop.usecases.wizard.lapsing import end_idle_sessions
from shamay_desktop.usecases.wizard.opening import SESSION_LIFE, Opened, create_case, open_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tests.usecases.conftest import StandingClock
from tests.usecases.wizard_steps import finish, session_of, type_and_journal

LIFE = SESSION_LIFE.days


@pytest.fixture
def ticking(services: Services, clock: StandingClock) -> Services:
    """Services whose rows are stamped by the test's clock too, as on one machine."""
    services.database._now = clock.now  # type: ignore[attr-defined]
    return services


def _record(services: Services, actor: Actor, session_id: str) -> WizardSessionRecord:
    with services.database.work(actor) as work:
        record = work.sessions.get(session_id)
    assert record is not None
    return record


def _typed(services: Services, actor: Actor) -> tuple[Opened, WizardSession]:
    opened = create_case(services, actor)
    session = session_of(services, actor, opened)
    type_and_journal(services, actor, session, client__name="רבקה אלמוג", address__city="חיפה")
    return opened, session


def _told(services: Services, actor: Actor, case: str) -> list[str]:
    with services.database.work(actor) as work:
        return [line.action for line in work.trail.lines(case)]


def test_a_lapsed_session_when_care_comes_is_expired_and_all_that_was_typed_is_in_the_draft(
    ticking: Services, actor: Actor, clock: StandingClock
) -> None:
    opened, _ = _typed(ticking, actor)
    clock.passes(days=LIFE)
    assert tidy_cases(ticking) == 1
    record = _record(ticking, actor, opened.record.session_id)
    assert (record.status, record.folded_seq) == (SessionStatus.EXPIRED, record.last_seq)
    with ticking.database.work(actor) as work:
        stored = work.valuations.get(opened.valuation.id)
        assert work.sessions.active_of(opened.valuation.id) is None
        assert len(work.sessions.history(opened.valuation.id, "client.name")) == 1
    assert stored is not None
    assert stored.case.text("client.name") == "רבקה אלמוג"
    assert (stored.title, stored.status) == ("חיפה", Status.IN_PROGRESS)
    assert _told(ticking, actor, opened.valuation.id)[-1] == "session_expired"
    assert tidy_cases(ticking) == 0


def test_a_session_when_its_time_is_not_over_or_was_touched_goes_on(
    ticking: Services, actor: Actor, clock: StandingClock
) -> None:
    opened, session = _typed(ticking, actor)
    clock.passes(days=LIFE - 1)
    assert tidy_cases(ticking) == 0
    type_and_journal(ticking, actor, session, client__name="נועה ברק")
    clock.passes(days=LIFE - 1)
    assert tidy_cases(ticking) == 0
    again = open_case(ticking, actor, opened.valuation.id)
    assert again.record.session_id == opened.record.session_id
    assert again.resumed


def test_a_session_when_the_clock_was_turned_back_goes_on(
    ticking: Services, actor: Actor, clock: StandingClock
) -> None:
    opened, _ = _typed(ticking, actor)
    clock.time -= timedelta(days=4000)
    assert tidy_cases(ticking) == 0
    again = open_case(ticking, actor, opened.valuation.id)
    assert again.record.session_id == opened.record.session_id


def test_a_lapsed_session_when_its_case_is_opened_ends_and_a_new_one_holds_the_same(
    ticking: Services, actor: Actor, clock: StandingClock
) -> None:
    opened, _ = _typed(ticking, actor)
    clock.passes(days=LIFE, seconds=1)
    again = open_case(ticking, actor, opened.valuation.id)
    assert again.record.session_id != opened.record.session_id
    assert not again.resumed
    assert again.record.case.text("client.name") == "רבקה אלמוג"
    assert again.valuation.case.values == again.record.case.values
    assert _record(ticking, actor, opened.record.session_id).status is SessionStatus.EXPIRED
    assert open_case(ticking, actor, opened.valuation.id).record.id == again.record.id


def test_what_a_window_types_into_a_session_that_expired_under_it_is_not_lost(
    ticking: Services, actor: Actor, clock: StandingClock
) -> None:
    opened, session = _typed(ticking, actor)
    clock.passes(days=LIFE)
    tidy_cases(ticking)
    type_and_journal(ticking, actor, session, client__name="נועה ברק")
    again = open_case(ticking, actor, opened.valuation.id)
    assert again.record.case.text("client.name") == "נועה ברק"
    finished = finish(ticking, actor, session, Step.INITIAL_DATA)
    assert finished.valuation.case.text("client.name") == "נועה ברק"


def test_a_finished_cases_session_when_idle_is_completed_and_not_while_somebody_works(
    ticking: Services, actor: Actor, clock: StandingClock
) -> None:
    opened, session = _typed(ticking, actor)
    finish(ticking, actor, session, Step.INITIAL_DATA)
    assert end_idle_sessions(ticking, actor) == 0
    _set_status(ticking, actor, opened.valuation.id, Status.READY)
    assert end_idle_sessions(ticking, actor) == 0
    clock.passes(days=1)
    assert end_idle_sessions(ticking, actor) == 1
    assert _record(ticking, actor, opened.record.session_id).status is SessionStatus.COMPLETED
    assert _told(ticking, actor, opened.valuation.id)[-1] == "session_completed"


def test_a_ready_case_with_something_typed_behind_when_idle_keeps_its_session_and_a_signed_not(
    ticking: Services, actor: Actor, clock: StandingClock
) -> None:
    opened, _ = _typed(ticking, actor)
    _set_status(ticking, actor, opened.valuation.id, Status.READY)
    clock.passes(days=2)
    assert end_idle_sessions(ticking, actor) == 0
    _set_status(ticking, actor, opened.valuation.id, Status.SIGNED)
    assert end_idle_sessions(ticking, actor) == 1
    with ticking.database.work(actor) as work:
        stored = work.valuations.get(opened.valuation.id)
    assert stored is not None
    assert stored.case.text("client.name") is None  # a signed case is what was signed


def test_sessions_when_abandoned_or_of_the_trash_are_left_as_they_are(
    ticking: Services, actor: Actor, clock: StandingClock
) -> None:
    abandoned, _ = _typed(ticking, actor)
    abandon_session(ticking, actor, abandoned.record.session_id)
    thrown, _ = _typed(ticking, actor)
    throw_away(ticking, actor, thrown.valuation.id)
    clock.passes(days=29)  # later the trash itself is emptied
    assert end_idle_sessions(ticking, actor) == 0
    clock.passes(days=LIFE)
    assert end_idle_sessions(ticking, actor) == 0
    assert _record(ticking, actor, abandoned.record.session_id).status is SessionStatus.ABANDONED
    assert _record(ticking, actor, thrown.record.session_id).status is SessionStatus.ACTIVE


def test_a_case_when_opened_by_two_programs_in_one_instant_has_one_session(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    for _ in range(5):
        opened = create_case(services, actor)
        with services.database.work(actor) as work:
            work.sessions.save(replace(opened.record, status=SessionStatus.COMPLETED))
            work.commit()
        found = _opened_at_once(actor, opened.valuation.id, tmp_path / "home")
        assert (len(found), len(set(found))) == (4, 1)


def _opened_at_once(actor: Actor, case: str, home: Path) -> list[str]:
    """The sessions that four programs get of one case in one instant."""
    found: list[str] = []
    start = threading.Barrier(4)

    def open_it() -> None:
        own = build_services(Place(Home(home)))
        start.wait()
        found.append(open_case(own, actor, case).record.session_id)
        own.close()

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _set_status(services: Services, actor: Actor, case: str, status: Status) -> None:
    with services.database.work(actor) as work:
        stored = work.valuations.get(case)
        assert stored is not None
        work.valuations.save(replace(stored, status=status))
        work.commit()
