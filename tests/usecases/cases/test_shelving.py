"""Archive and trash: who may move what, what stays, and what is forgotten after 30 days."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.evidence import DocSource, DocType, Document
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import (
    Membership,
    Person,
    Shelf,
    Status,
    ValuationQuery,
)
from shamay_desktop.usecases.care import keep_daily, verify_store
from shamay_desktop.usecases.cases.listing import list_cases
from shamay_desktop.usecases.cases.shelving import (
    archive,
    days_left,
    delete_for_good,
    empty_trash_of_old,
    take_back,
    throw_away,
    unarchive,
)
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case, open_case
from tests.usecases.conftest import StandingClock
from tests.usecases.wizard_steps import finish, session_of, type_and_journal


def _ids(services: Services, actor: Actor, shelf: Shelf) -> list[str]:
    found = list_cases(services, actor, ValuationQuery(shelf=shelf))
    assert found.total == len(found.lines)
    return [line.id for line in found.lines]


def _in_state(services: Services, actor: Actor, status: Status, case: str | None = None) -> str:
    made = case or create_case(services, actor).valuation.id
    with services.database.work(actor) as work:
        standing = work.valuations.get(made)
        assert standing is not None
        work.valuations.save(replace(standing, status=status))
        work.commit()
    return made


def _colleague(services: Services, actor: Actor, role: Role) -> Actor:
    person = Person(new_id(), f"{role.value.lower()}@example.org", role.value)
    with services.database.work(actor) as work:
        work.offices.save_person(person)
        work.offices.save_membership(Membership(new_id(), actor.organization_id, person.id, role))
        work.commit()
    return Actor(person.id, person.email, person.name, actor.organization_id, role)


def test_a_case_when_archived_and_taken_out_keeps_its_state_and_says_so_in_the_trail(
    services: Services, actor: Actor
) -> None:
    signed = _in_state(services, actor, Status.SIGNED)
    changes = archive(services, actor, signed)
    assert (changes.valuation_id, changes.cases) == (signed, True)
    assert _ids(services, actor, Shelf.ARCHIVE) == [signed]
    with services.database.work(actor) as work:
        assert work.valuations.status_of(signed) is Status.SIGNED
    unarchive(services, actor, signed)
    assert _ids(services, actor, Shelf.DESK) == [signed]
    with services.database.work(actor) as work:
        told = [line.action for line in work.trail.lines(signed)]
    assert told[-2:] == ["case_archived", "case_unarchived"]


def test_an_archived_case_when_opened_for_editing_is_refused_with_a_word(
    services: Services, actor: Actor
) -> None:
    made = create_case(services, actor).valuation.id
    archive(services, actor, made)
    with pytest.raises(Refused, match="case_archived"):
        open_case(services, actor, made)
    unarchive(services, actor, made)
    assert open_case(services, actor, made).valuation.id == made


@pytest.mark.parametrize("status", [Status.SIGNED, Status.ARCHIVED])
def test_a_signed_case_when_thrown_away_is_refused_and_stays(
    services: Services, actor: Actor, status: Status
) -> None:
    made = _in_state(services, actor, status)
    with pytest.raises(Refused, match="case_signed_stays"):
        throw_away(services, actor, made)
    assert _ids(services, actor, Shelf.DESK) == [made]


def test_a_case_when_thrown_away_and_taken_back_goes_on_where_it_was(
    services: Services, actor: Actor, clock: StandingClock
) -> None:
    opened = create_case(services, actor)
    session = session_of(services, actor, opened)
    type_and_journal(services, actor, session, client__name="רבקה אלמוג")
    before = list_cases(services, actor, ValuationQuery()).lines[0]
    clock.passes(days=3)
    throw_away(services, actor, opened.valuation.id)
    assert _ids(services, actor, Shelf.DESK) == []
    with pytest.raises(Refused, match="case_in_trash"):
        open_case(services, actor, opened.valuation.id)
    take_back(services, actor, opened.valuation.id)
    again = open_case(services, actor, opened.valuation.id)
    assert again.record.session_id == opened.record.session_id
    assert again.record.case.text("client.name") == "רבקה אלמוג"
    after = list_cases(services, actor, ValuationQuery()).lines[0]
    assert after == before


def test_what_another_window_types_when_the_case_is_in_the_trash_is_kept_there_and_saved_later(
    services: Services, actor: Actor
) -> None:
    opened = create_case(services, actor)
    session = session_of(services, actor, opened)
    throw_away(services, actor, opened.valuation.id)
    session.type("client.name", "נועה ברק")
    with pytest.raises(Refused, match="case_in_trash"):
        type_and_journal(services, actor, session)
    assert session.has_unsaved
    take_back(services, actor, opened.valuation.id)
    finish(services, actor, session, Step.INITIAL_DATA)
    stored = open_case(services, actor, opened.valuation.id).valuation
    assert stored.case.text("client.name") == "נועה ברק"
    assert not session.has_unsaved


def test_a_case_when_deleted_for_good_is_gone_but_for_its_audit_lines_and_its_files(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    made = create_case(services, actor).valuation.id
    other = create_case(services, actor).valuation.id
    own = services.store.add_bytes(b"own").sha256
    shared = services.store.add_bytes(b"shared").sha256
    with services.database.work(actor) as work:
        for case, sha256 in ((made, own), (made, shared), (other, shared)):
            paper = Document(new_id(), case, DocType.OTHER, "a.pdf", sha256, sha256,
                             DocSource.USER_UPLOAD, services.clock.now())  # fmt: skip
            work.evidence.add_document(paper)
        work.commit()
    with pytest.raises(Refused, match="case_not_in_trash"):
        delete_for_good(services, actor, made)
    throw_away(services, actor, made)
    delete_for_good(services, actor, made)
    for shelf in Shelf:
        assert made not in _ids(services, actor, shelf)
    with pytest.raises(Refused, match="case_unknown"):
        take_back(services, actor, made)
    with services.database.work(actor) as work:
        told = [line.action for line in work.trail.lines(made)]
        assert work.trail.broken_at() is None
    assert told == ["case_created", "case_thrown_away", "case_deleted"]
    report = verify_store(services, actor)
    assert (report.orphans, report.missing) == ((own,), ())
    assert services.database.check() == []


@pytest.mark.parametrize(
    ("role", "own", "state", "allowed"),
    [
        (Role.ORG_ADMIN, False, Status.READY, True),
        (Role.APPRAISER, True, Status.DRAFT, True),
        (Role.APPRAISER, True, Status.IN_PROGRESS, True),
        (Role.APPRAISER, True, Status.READY, False),
        (Role.APPRAISER, False, Status.DRAFT, False),
        (Role.CLIENT_VIEWER, False, Status.DRAFT, False),
    ],
)
def test_a_case_when_moved_is_moved_by_those_whom_the_roles_let(
    services: Services, actor: Actor, role: Role, own: bool, state: Status, allowed: bool
) -> None:
    person = _colleague(services, actor, role)
    made = _in_state(
        services, actor, state, create_case(services, person if own else actor).valuation.id
    )
    for move, back in ((archive, unarchive), (throw_away, take_back)):
        if allowed:
            move(services, person, made)
            back(services, person, made)
        else:
            with pytest.raises(NotAllowed):
                move(services, person, made)
            move(services, actor, made)
            with pytest.raises(NotAllowed):
                back(services, person, made)
            back(services, actor, made)


@pytest.mark.parametrize("role", [Role.ORG_ADMIN, Role.APPRAISER, Role.CLIENT_VIEWER])
def test_a_case_when_deleted_for_good_needs_the_owner(
    services: Services, actor: Actor, role: Role
) -> None:
    person = _colleague(services, actor, role)
    maker = actor if role is Role.CLIENT_VIEWER else person
    made = create_case(services, maker).valuation.id
    throw_away(services, actor, made)
    with pytest.raises(NotAllowed):
        delete_for_good(services, person, made)
    assert _ids(services, actor, Shelf.TRASH) == [made]


def test_the_trash_when_thirty_days_have_passed_forgets_the_case_and_not_a_day_earlier(
    services: Services, actor: Actor
) -> None:
    made = create_case(services, actor).valuation.id
    throw_away(services, actor, made)
    line = list_cases(services, actor, ValuationQuery(shelf=Shelf.TRASH)).lines[0]
    assert line.deleted_at is not None
    clock = StandingClock()
    later = replace(services, clock=clock)
    for days, left in ((0, 30), (29, 1), (30, 0)):
        clock.time = line.deleted_at + timedelta(days=days)
        assert days_left(line, clock.now()) == left
        assert empty_trash_of_old(later, actor) == 0
    clock.time += timedelta(seconds=1)
    assert days_left(line, clock.now()) == 0
    assert empty_trash_of_old(later, actor) == 0
    assert _ids(services, actor, Shelf.TRASH) == [made]
    clock.passes(days=1)
    assert empty_trash_of_old(later, actor) == 1
    assert _ids(services, actor, Shelf.TRASH) == []
    with services.database.work(actor) as work:
        told = [each.action for each in work.trail.lines(made)]
    assert told[-2:] == ["case_due", "case_expired"]


def test_the_trash_when_the_clock_stood_far_ahead_for_a_day_forgets_nothing(
    services: Services, actor: Actor
) -> None:
    made = create_case(services, actor).valuation.id
    throw_away(services, actor, made)
    line = list_cases(services, actor, ValuationQuery(shelf=Shelf.TRASH)).lines[0]
    assert line.deleted_at is not None
    clock = StandingClock()
    later = replace(services, clock=clock)
    for days in (1800, 1800, 1, 29, 31):
        clock.time = line.deleted_at + timedelta(days=days)
        assert empty_trash_of_old(later, actor) == 0
    assert _ids(services, actor, Shelf.TRASH) == [made]


def test_the_trash_when_a_case_was_taken_back_in_between_begins_to_wait_anew(
    services: Services, actor: Actor
) -> None:
    made = create_case(services, actor).valuation.id
    throw_away(services, actor, made)
    clock = StandingClock()
    later = replace(services, clock=clock)
    clock.time = services.clock.now() + timedelta(days=4000)
    assert empty_trash_of_old(later, actor) == 0
    take_back(services, actor, made)
    throw_away(services, actor, made)
    clock.passes(days=1)
    assert empty_trash_of_old(later, actor) == 0
    assert _ids(services, actor, Shelf.TRASH) == [made]


def test_a_case_when_it_lies_elsewhere_than_the_move_asks_says_where(
    services: Services, actor: Actor
) -> None:
    made = create_case(services, actor).valuation.id
    for move in (take_back, delete_for_good):
        with pytest.raises(Refused, match="case_not_in_trash"):
            move(services, actor, made)
    throw_away(services, actor, made)
    for ask in (throw_away, archive, unarchive, case_now):
        with pytest.raises(Refused, match="case_in_trash"):
            ask(services, actor, made)


def test_the_trash_when_the_clock_was_turned_back_forgets_nothing(
    services: Services, actor: Actor
) -> None:
    made = create_case(services, actor).valuation.id
    throw_away(services, actor, made)
    line = list_cases(services, actor, ValuationQuery(shelf=Shelf.TRASH)).lines[0]
    assert line.deleted_at is not None
    clock = StandingClock()
    for years in (1, 20):
        clock.time = line.deleted_at - timedelta(days=365 * years)
        assert empty_trash_of_old(replace(services, clock=clock), actor) == 0
        assert days_left(line, clock.now()) == 30
    assert _ids(services, actor, Shelf.TRASH) == [made]
    assert days_left(replace(line, deleted_at=None), clock.now()) is None


def test_daily_care_when_run_without_anybody_empties_the_trash_behind_the_days_backup(
    services: Services, actor: Actor
) -> None:
    made = create_case(services, actor).valuation.id
    throw_away(services, actor, made)
    line = list_cases(services, actor, ValuationQuery(shelf=Shelf.TRASH)).lines[0]
    assert line.deleted_at is not None
    clock = StandingClock()
    clock.time = line.deleted_at + timedelta(days=31)
    later = replace(services, clock=clock)
    keep_daily(later)
    clock.passes(days=1)
    backup = keep_daily(later)
    assert backup is not None
    assert backup.rows["valuations"] == 1
    assert _ids(services, actor, Shelf.TRASH) == []
    with services.database.work(actor) as work:
        last = work.trail.lines(made)[-1]
    assert (last.action, last.actor_id) == ("case_expired", "program")
