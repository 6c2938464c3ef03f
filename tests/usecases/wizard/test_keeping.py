"""Nothing typed is lost: journal, resuming, finishing, merging and abandoning."""

from dataclasses import replace

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.case import Origin, State
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import Status
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.keeping import (
    abandon_session,
    close_session,
    leave_step,
    story_of,
)
from shamay_desktop.usecases.wizard.opening import create_case, next_reference, open_case
from shamay_desktop.usecases.wizard.session import UNDO_DEPTH, WizardSession
from tests.usecases.conftest import StandingClock
from tests.usecases.wizard_steps import finish, journal, session_of, type_and_journal


@pytest.fixture
def session(services: Services, actor: Actor) -> WizardSession:
    """A new case, opened."""
    return session_of(services, actor, create_case(services, actor))


def _reopened(services: Services, actor: Actor, session: WizardSession) -> WizardSession:
    return session_of(services, actor, open_case(services, actor, session.valuation.id))


def test_edits_when_journalled_and_the_program_dies_then_reopening_has_them(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    session.focus = "address.city"
    type_and_journal(services, actor, session, address__city="חיפה", unit__rooms="4.5")
    opened = open_case(services, actor, session.valuation.id)
    assert opened.resumed
    assert opened.record.focus == "address.city"
    assert opened.record.case.values == session.case.values


def test_the_first_edit_when_journalled_then_a_draft_is_in_progress(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    assert session.valuation.status is Status.DRAFT
    type_and_journal(services, actor, session, address__city="חיפה")
    assert _reopened(services, actor, session).valuation.status is Status.IN_PROGRESS


def test_a_new_session_when_numbering_goes_on_then_no_edit_is_passed_over(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    type_and_journal(services, actor, session, address__city="חיפה")
    again = _reopened(services, actor, session)
    type_and_journal(services, actor, again, address__street="הרצל")
    third = _reopened(services, actor, session)
    assert third.case.content("address.street") == "הרצל"
    assert third.case.content("address.city") == "חיפה"


def test_a_step_when_finished_then_valuation_session_audit_and_outbox_are_written(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    session.type("address.city", "חיפה")
    finished = finish(services, actor, session, Step.INITIAL_DATA)
    assert finished.changes.saved
    with services.database.work(actor) as work:
        stored = work.valuations.get(session.valuation.id)
        actions = [line.action for line in work.trail.lines(session.valuation.id)]
        assert work.trail.broken_at() is None
    assert stored is not None
    assert stored.case.content("address.city") == "חיפה"
    assert stored.finished == {Step.INITIAL_DATA}
    assert actions == ["case_created", "step_finished"]
    assert not open_case(services, actor, session.valuation.id).resumed


def test_a_step_when_finished_then_what_other_steps_hold_stays_in_the_session(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    session.type("address.city", "חיפה")
    session.type("planning.designation", "מגורים")
    finish(services, actor, session, Step.INITIAL_DATA)
    with services.database.work(actor) as work:
        stored = work.valuations.get(session.valuation.id)
    assert stored is not None
    assert stored.case.content("planning.designation") is None
    assert _reopened(services, actor, session).case.content("planning.designation") == "מגורים"


def test_a_case_when_changed_elsewhere_meanwhile_then_both_changes_stand(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    other = _reopened(services, actor, session)
    other.type("address.street", "הרצל")
    session.type("address.city", "חיפה")
    stolen = services.database
    with stolen.work(actor) as work:
        stored = work.valuations.get(session.valuation.id)
        assert stored is not None
        work.valuations.save(stored.__class__(**{
            **{name: getattr(stored, name) for name in stored.__slots__},
            "case": other.case,
        }))  # fmt: skip
        work.commit()
    finish(services, actor, session, Step.INITIAL_DATA)
    assert session.case.content("address.city") == "חיפה"
    assert session.case.content("address.street") == "הרצל"
    with services.database.work(actor) as work:
        stored = work.valuations.get(session.valuation.id)
    assert stored is not None
    assert stored.case.content("address.street") == "הרצל"


def test_two_programs_when_they_type_into_one_session_then_both_find_all_edits(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    type_and_journal(services, actor, session, address__city="חיפה")
    other = _reopened(services, actor, session)
    type_and_journal(services, actor, other, address__street="הרצל", address__city="עכו")
    session.type("address.city", "יפו")
    journal(services, actor, session)
    session.type("address.house_number", "9")
    journal(services, actor, session)
    for seen in (session, _reopened(services, actor, session)):
        assert seen.case.content("address.street") == "הרצל"
        assert seen.case.content("address.city") == "יפו"
        assert seen.case.content("address.house_number") == "9"


def test_a_session_when_another_program_closed_it_and_one_types_on_then_it_is_resumed(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    session.type("address.city", "חיפה")
    finish(services, actor, session, Step.INITIAL_DATA)
    close_session(services, actor, _reopened(services, actor, session).snapshot())
    type_and_journal(services, actor, session, address__street="הרצל")
    assert _reopened(services, actor, session).case.content("address.street") == "הרצל"


def test_a_session_when_closed_with_everything_finished_then_the_next_one_is_new(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    session.type("address.city", "חיפה")
    finish(services, actor, session, Step.INITIAL_DATA)
    close_session(services, actor, session.snapshot())
    assert _reopened(services, actor, session).session_id != session.session_id


def test_a_session_when_closed_with_unfinished_edits_then_it_is_resumed(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    session.type("address.city", "חיפה")
    close_session(services, actor, session.snapshot())
    again = _reopened(services, actor, session)
    assert again.session_id == session.session_id
    assert again.case.content("address.city") == "חיפה"
    assert again.valuation.title == "חיפה"


def test_a_session_when_abandoned_then_the_finished_steps_stand_and_its_story_stays(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    session.type("address.city", "חיפה")
    finish(services, actor, session, Step.INITIAL_DATA)
    type_and_journal(services, actor, session, address__city="עכו")
    abandon_session(services, actor, session.session_id)
    assert _reopened(services, actor, session).case.content("address.city") == "חיפה"
    story = story_of(services, actor, session.valuation.id, "address.city")
    assert len(story) == 2


def test_a_step_when_left_then_the_session_is_folded_and_nothing_is_replayed_twice(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    session.type("address.city", "חיפה")
    leave_step(services, actor, session.snapshot())
    session.mark_journalled(session.last_seq)
    type_and_journal(services, actor, session, address__city="עכו")
    opened = open_case(services, actor, session.valuation.id)
    assert opened.record.folded_seq == 1
    assert opened.record.case.content("address.city") == "עכו"


def test_undo_when_pressed_then_it_is_an_edit_and_is_journalled_as_one(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    session.type("address.city", "חיפה")
    session.type("address.city", "עכו")
    session.undo()
    journal(services, actor, session)
    assert _reopened(services, actor, session).case.content("address.city") == "חיפה"
    session.redo()
    assert session.case.content("address.city") == "עכו"
    assert session.last_seq == 4


def test_undo_when_more_than_its_depth_was_typed_then_it_stops_there(
    session: WizardSession,
) -> None:
    for number in range(UNDO_DEPTH + 5):
        session.type("address.city", f"city {number}")
    undone = 0
    while session.undo():
        undone += 1
    assert undone == UNDO_DEPTH


def test_a_new_gesture_when_something_was_undone_then_redo_is_gone(
    session: WizardSession,
) -> None:
    session.type("address.city", "חיפה")
    session.undo()
    session.type("address.city", "עכו")
    assert not session.can_redo


def test_a_gesture_when_one_of_its_changes_does_not_fit_then_none_is_made(
    session: WizardSession,
) -> None:
    from shamay_desktop.domain.editing import Change

    before = session.case
    with pytest.raises(Refused):
        session.apply((Change("address.city", None, "חיפה"), Change("no.such", None, "x")))
    assert session.case is before
    assert not session.has_unsaved


def test_a_typed_value_when_told_then_it_says_who_and_when(
    session: WizardSession, clock: StandingClock, actor: Actor
) -> None:
    clock.passes(seconds=5)
    session.type("address.city", "חיפה")
    value = session.case.value("address.city")
    assert value is not None
    assert value.provenance is not None
    assert (value.provenance.origin, value.provenance.by) == (Origin.TYPED, actor.email)
    assert value.provenance.at == "2026-11-02T08:00:05.000+00:00"


def test_a_document_that_says_none_when_typed_then_the_state_is_kept(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    from shamay_desktop.domain.editing import setting

    none = session.typed(None, State.NONE)
    session.apply(setting(session.case, "rights.mortgages", none))
    journal(services, actor, session)
    assert _reopened(services, actor, session).case.state("rights.mortgages") is State.NONE


def test_another_appraiser_when_editing_a_case_that_is_not_theirs_then_it_is_refused(
    services: Services, actor: Actor, session: WizardSession
) -> None:
    other = Actor("u2", "b@b", "ב", actor.organization_id, Role.APPRAISER)
    with pytest.raises(NotAllowed):
        open_case(services, other, session.valuation.id)


def test_an_unknown_case_when_opened_then_it_is_refused_by_its_id(
    services: Services, actor: Actor
) -> None:
    with pytest.raises(Refused, match="case_unknown"):
        open_case(services, actor, "no-such-case")


def test_a_reference_when_proposed_then_it_is_the_year_s_next() -> None:
    assert next_reference([], 2026) == "2026-0001"
    assert next_reference(["2026-0007", "2026-0003", "2026-draft"], 2026) == "2026-0008"


def test_two_new_cases_when_made_then_their_references_differ(
    services: Services, actor: Actor
) -> None:
    first = create_case(services, actor).valuation.case.content("report.reference")
    second = create_case(services, actor).valuation.case.content("report.reference")
    assert first != second


@pytest.mark.parametrize("keep", ["journal", "leave", "finish"])
def test_a_ready_case_when_edited_behind_the_back_of_the_sender_then_it_is_in_progress(
    services: Services, actor: Actor, session: WizardSession, keep: str
) -> None:
    type_and_journal(services, actor, session, address__city="חיפה")
    with services.database.work(actor) as work:
        stored = work.valuations.get(session.valuation.id)
        assert stored is not None
        work.valuations.save(replace(stored, status=Status.READY))
        work.commit()
    session.type("address.city", "עכו")
    if keep == "journal":
        journal(services, actor, session)
    elif keep == "leave":
        leave_step(services, actor, session.snapshot())
    else:
        finish(services, actor, session, Step.INITIAL_DATA)
    with services.database.work(actor) as work:
        assert work.valuations.status_of(session.valuation.id) is Status.IN_PROGRESS
