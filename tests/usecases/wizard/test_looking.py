"""Looking at a case: who may read and not change sees all of it, and nothing of it is written."""

from dataclasses import replace

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.editing import setting
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.records import Membership, Person, Status
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.looking import Looked, LookingSession, open_or_look
from shamay_desktop.usecases.wizard.opening import Opened, create_case
from tests.usecases.wizard_steps import session_of, type_and_journal


@pytest.fixture
def colleague(services: Services, actor: Actor) -> Actor:
    """Another appraiser of the office."""
    person = Person("00000000-0000-7000-8000-0000000000c0", "gil@example.com", "גיל")
    with services.database.work(actor) as work:
        work.offices.save_person(person)
        work.offices.save_membership(
            Membership("m-gil", actor.organization_id, person.id, Role.APPRAISER)
        )
        work.commit()
    return Actor(person.id, person.email, person.name, actor.organization_id, Role.APPRAISER)


def test_a_colleague_when_opening_a_case_then_sees_it_as_last_typed_and_keeps_no_session(
    services: Services, actor: Actor, colleague: Actor
) -> None:
    opened = create_case(services, actor)
    session = session_of(services, actor, opened)
    type_and_journal(services, actor, session, address__street="האלון")
    looked = open_or_look(services, colleague, opened.valuation.id)
    assert isinstance(looked, Looked)
    assert looked.reason == "not_allowed"
    assert looked.opened.record.case.content("address.street") == "האלון"
    with services.database.work(colleague) as work:
        standing = work.sessions.active_of(opened.valuation.id)
        assert standing is not None
        assert standing.user_id == actor.user_id
        assert work.sessions.get(looked.opened.record.session_id) is None


def test_a_look_when_something_is_typed_then_is_refused_and_the_case_stays(
    services: Services, actor: Actor, colleague: Actor
) -> None:
    opened = create_case(services, actor)
    looked = open_or_look(services, colleague, opened.valuation.id)
    assert isinstance(looked, Looked)
    session = LookingSession(
        looked.opened.record, looked.opened.valuation, colleague, services.clock
    )
    change = setting(session.case, "address.street", session.typed("הדקל"))
    with pytest.raises(Refused) as refused:
        session.edit(change)
    assert refused.value.code == "case_read_only"
    assert not session.has_unsaved
    assert session.case.content("address.street") is None


def test_a_signed_case_when_its_owner_opens_it_then_looks_at_it(
    services: Services, actor: Actor
) -> None:
    opened = create_case(services, actor)
    with services.database.work(actor) as work:
        valuation = work.valuations.get(opened.valuation.id)
        assert valuation is not None
        work.valuations.save(replace(valuation, status=Status.SIGNED))
        work.commit()
    looked = open_or_look(services, actor, opened.valuation.id)
    assert isinstance(looked, Looked)
    assert looked.reason == "case_signed"


def test_an_own_case_when_opened_then_is_edited(services: Services, actor: Actor) -> None:
    opened = create_case(services, actor)
    assert isinstance(open_or_look(services, actor, opened.valuation.id), Opened)


def test_a_client_when_opening_a_case_then_is_refused(services: Services, actor: Actor) -> None:
    opened = create_case(services, actor)
    with pytest.raises(NotAllowed):
        open_or_look(services, replace(actor, role=Role.CLIENT_VIEWER), opened.valuation.id)


def test_a_case_when_there_is_none_then_is_refused_by_name(
    services: Services, actor: Actor
) -> None:
    with pytest.raises(Refused) as refused:
        open_or_look(services, actor, "none")
    assert refused.value.code == "case_unknown"
