"""What was left in the second place comes back: in order, once, and never into the wrong case."""

from dataclasses import replace

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.errors import NotAllowed, Refused, WorldFailed
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import SessionStatus, Status
from shamay_desktop.usecases.cases.shelving import take_back, throw_away
from shamay_desktop.usecases.second_place import bring_back, keep_aside, take_up
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.keeping import close_session, finish_step, journal_edits
from shamay_desktop.usecases.wizard.opening import Opened, create_case, open_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tests.usecases.conftest import StandingClock


def session_of(services: Services, actor: Actor, opened: Opened) -> WizardSession:
    """A session that was just opened."""
    return WizardSession(opened.record, opened.valuation, actor, services.clock)


def typed(session: WizardSession, clock: StandingClock, *streets: str) -> None:
    """Type streets, each at its own moment."""
    for street in streets:
        clock.passes(seconds=1)
        session.type("address.street", street)


def street_now(services: Services, actor: Actor, valuation_id: str) -> str | None:
    """The street that the next start finds."""
    return open_case(services, actor, valuation_id).record.case.text("address.street")


@pytest.fixture
def session(services: Services, actor: Actor, clock: StandingClock) -> WizardSession:
    """A new case whose first edit is journalled; two more are only in the second place."""
    session = session_of(services, actor, create_case(services, actor))
    typed(session, clock, "א")
    journal_edits(services, actor, session.snapshot())
    session.mark_journalled(1)
    typed(session, clock, "אב", "אבג")
    keep_aside(services, session.session_id, session.unsaved_after(0))
    return session


def test_edits_when_left_behind_then_are_journalled_in_order_and_the_place_is_emptied(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    found = take_up(services, actor)
    assert [(each.number, each.through) for each in found.taken] == [
        (2, session.unsaved_after(0)[-1].at)
    ]
    assert street_now(services, actor, session.valuation.id) == "אבג"
    assert list(services.side_journal.left_behind()) == []
    assert take_up(services, actor).taken == ()
    opened = open_case(services, actor, session.valuation.id)
    assert opened.record.last_seq == 3
    assert opened.valuation.status is Status.IN_PROGRESS


def test_edits_when_the_journal_has_them_already_then_are_passed_over(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    journal_edits(services, actor, session.snapshot())
    assert take_up(services, actor).taken == ()
    assert open_case(services, actor, session.valuation.id).record.last_seq == 3


def test_edits_when_another_program_wrote_in_between_then_go_behind_its_own_and_once(
    services: Services, actor: Actor, session: WizardSession, clock: StandingClock
) -> None:
    other = session_of(services, actor, open_case(services, actor, session.valuation.id))
    typed(other, clock, "של אחר")
    journal_edits(services, actor, other.snapshot())
    journal_edits(services, actor, session.snapshot())  # renumbered behind; then the plug is pulled
    assert take_up(services, actor).taken == ()
    opened = open_case(services, actor, session.valuation.id)
    assert (opened.record.last_seq, opened.record.case.text("address.street")) == (4, "אבג")


def test_edits_when_their_case_is_in_the_trash_then_wait_and_come_when_it_is_taken_back(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    throw_away(services, actor, session.valuation.id)
    found = take_up(services, actor)
    assert (found.taken, found.unclaimed, found.waiting) == ((), (), 1)
    take_back(services, actor, session.valuation.id)
    assert len(take_up(services, actor).taken) == 1
    assert street_now(services, actor, session.valuation.id) == "אבג"


def test_edits_when_their_session_ended_then_do_not_bring_older_values_of_other_fields_back(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    with services.database.work(actor) as work:
        record = work.sessions.get(session.session_id)
        assert record is not None
        work.sessions.save(replace(record, status=SessionStatus.EXPIRED))
        work.commit()
    other = session_of(services, actor, open_case(services, actor, session.valuation.id))
    other.type("address.city", "חיפה")
    finish_step(services, actor, other.snapshot(), Step.INITIAL_DATA)
    close_session(services, actor, other.snapshot())
    assert len(take_up(services, actor).taken) == 1
    case = open_case(services, actor, session.valuation.id).record.case
    assert (case.text("address.street"), case.text("address.city")) == ("אבג", "חיפה")


def test_edits_when_their_case_is_gone_or_signed_then_are_kept_in_a_file_and_told_of(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    with services.database.work(actor) as work:
        work.valuations.throw_away(session.valuation.id)
        work.valuations.remove_for_good(session.valuation.id)
        work.commit()
    (unclaimed,) = take_up(services, actor).unclaimed
    assert unclaimed.number == 2
    assert unclaimed.file.is_file()
    assert take_up(services, actor).unclaimed == ()


def test_edits_when_the_person_may_not_edit_the_case_then_wait_for_who_may(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    visitor = replace(actor, role=Role.CLIENT_VIEWER)
    found = take_up(services, visitor)
    assert (found.taken, found.waiting) == ((), 1)
    assert len(take_up(services, actor).taken) == 1


def test_edits_when_the_database_refuses_again_then_stay_where_they_are(
    services: Services, actor: Actor, session: WizardSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_actor: Actor | None = None) -> object:
        raise WorldFailed("database_locked")

    with monkeypatch.context() as patch:
        patch.setattr(type(services.database), "work", lambda *_: locked())
        with pytest.raises(WorldFailed, match="database_locked"):
            take_up(services, actor)
    assert len(take_up(services, actor).taken) == 1


def test_a_case_when_the_database_is_older_than_the_window_then_comes_back_as_it_stands_there(
    services: Services, actor: Actor, clock: StandingClock, tmp_path: object
) -> None:
    backup = services.home / "backups" / "empty.sqlite3"
    services.database.backup(backup)
    session = session_of(services, actor, create_case(services, actor))
    typed(session, clock, "הרצל")
    session.valuation = finish_step(
        services, actor, session.snapshot(), Step.INITIAL_DATA
    ).valuation
    session.mark_journalled(1)
    typed(session, clock, "ויצמן")
    services.database.restore(backup)
    bring_back(services, actor, session.snapshot())
    opened = open_case(services, actor, session.valuation.id)
    assert opened.record.case.values == session.case.values
    again = session_of(services, actor, opened)
    again.type("address.street", "בן גוריון")
    journal_edits(services, actor, again.snapshot())
    assert street_now(services, actor, session.valuation.id) == "בן גוריון"
    assert list(services.database.check()) == []


def test_a_case_when_the_restored_database_has_it_in_the_trash_then_is_refused_with_a_word(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    throw_away(services, actor, session.valuation.id)
    with pytest.raises(Refused, match="case_in_trash"):
        bring_back(services, actor, session.snapshot())


def test_a_case_when_whoever_brings_it_back_may_not_edit_then_nothing_is_written(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    with services.database.work(actor) as work:
        work.valuations.throw_away(session.valuation.id)
        work.valuations.remove_for_good(session.valuation.id)
        work.commit()
    with pytest.raises(NotAllowed):
        bring_back(services, replace(actor, role=Role.CLIENT_VIEWER), session.snapshot())
    with services.database.work(actor) as work:
        assert work.valuations.get(session.valuation.id) is None
