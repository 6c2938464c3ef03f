"""An office with an appraiser, a reviewer and an owner; cases that were sent."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PIL import Image

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Membership, Person
from shamay_desktop.usecases.report.producing import send_to_review
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tests.complete_case import COMPLETE
from tests.usecases.conftest import StandingClock
from tests.usecases.report.test_sending import without_rules
from tests.usecases.wizard_steps import session_of, type_and_journal


@dataclass(frozen=True)
class Bench:
    """Services in which nothing blocks, and the people of an office."""

    services: Services
    clock: StandingClock
    owner: Actor
    appraiser: Actor
    reviewer: Actor
    other_reviewer: Actor
    viewer: Actor

    def begun(self, by: Actor | None = None, city: str = "חיפה") -> WizardSession:
        """A case of the appraiser (or another), in work."""
        actor = by or self.appraiser
        session = session_of(self.services, actor, create_case(self.services, actor))
        for path, content in COMPLETE.items():
            session.type(path, content)
        self.edit(session, city)
        return session

    def edit(self, session: WizardSession, city: str) -> None:
        """Type a city, a minute later."""
        self.clock.passes(minutes=1)
        type_and_journal(self.services, session.actor, session, address__city=city)

    def send(self, session: WizardSession) -> str:
        """Send it, a minute later; its id."""
        self.clock.passes(minutes=1)
        send_to_review(self.services, session.actor, session.valuation.id)
        return session.valuation.id

    def sent(self, by: Actor | None = None, city: str = "חיפה") -> str:
        """The id of a case that waits."""
        return self.send(self.begun(by, city))

    def actions(self, valuation_id: str) -> list[str]:
        """What the audit trail says was done with a case."""
        with self.services.database.work(self.owner) as work:
            return [line.action for line in work.trail.lines(valuation_id)]


def colleague(services: Services, owner: Actor, role: Role, *, may_review: bool = False) -> Actor:
    """Another person of the office."""
    key = new_id()
    person = Person(key, f"{key}@example.org", f"{role.value.title()} {key[:4]}")
    member = Membership(new_id(), owner.organization_id, key, role, may_review)
    with services.database.work(owner) as work:
        work.offices.save_person(person)
        work.offices.save_membership(member)
        work.commit()
    return replace(
        owner, user_id=key, email=person.email, name=person.name, role=role, may_review=may_review
    )


def photo(path: Path) -> Path:
    """A real picture at a path."""
    Image.new("RGB", (64, 48), "teal").save(path)
    return path


@pytest.fixture
def bench(services: Services, actor: Actor, clock: StandingClock) -> Bench:
    """The office."""
    services = without_rules(services)
    appraiser = colleague(services, actor, Role.APPRAISER)
    reviewers = [colleague(services, actor, Role.APPRAISER, may_review=True) for _ in range(2)]
    viewer = colleague(services, actor, Role.CLIENT_VIEWER)
    return Bench(services, clock, actor, appraiser, reviewers[0], reviewers[1], viewer)
