"""A case that is ready to be signed, and keys, a card and a timestamp server to sign it with."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Membership, Person
from shamay_desktop.domain.signing import SignatureMethod
from shamay_desktop.domain.standards import RuleSet
from shamay_desktop.usecases.report.producing import send_to_review
from shamay_desktop.usecases.sealing.making import SigningOrder
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.signing_ports import KeyFile
from shamay_desktop.usecases.wizard.opening import create_case
from tests import certificate_office as office
from tests.complete_case import COMPLETE
from tests.signing.conftest import card, roots, timestamp_server
from tests.usecases.wizard_steps import session_of, type_and_journal

__all__ = ["card", "roots", "timestamp_server"]

LICENCE = "1234"
TYPED = {
    "address__city": "רמת גן", "address__street": "הזית", "address__house_number": "12",
    "appraiser__name": "דנה לוי", "appraiser__title": "שמאית מקרקעין",
    "appraiser__licence_number": LICENCE, "client__name": "רבקה אלמוג",
}  # fmt: skip


@dataclass(frozen=True)
class Ready:
    """A case that was sent to review, who owns it, and services in which no rule blocks."""

    services: Services
    actor: Actor
    case: str

    def order(self, key: KeyFile | None = None, **given: object) -> SigningOrder:
        """How it is signed: certified with a key, else without a signature."""
        method = SignatureMethod.NONE if key is None else SignatureMethod.CERTIFIED
        return SigningOrder(**{"method": method, "key": key, **given})  # type: ignore[arg-type]


@pytest.fixture
def key(tmp_path: Path) -> KeyFile:
    """The appraiser's key, of a kind that opens and signs quickly."""
    held = office.person(curve=True)
    return KeyFile(held.file(tmp_path, "appraiser.p12"), office.PASSWORD)


@pytest.fixture
def reviewer(tmp_path: Path) -> KeyFile:
    """The reviewer's key, of the same kind."""
    held = office.person("רון כהן", curve=True)
    return KeyFile(held.file(tmp_path, "reviewer.p12"), office.PASSWORD)


@pytest.fixture
def ready(services: Services, actor: Actor) -> Ready:
    """The owner's case, ready to be signed."""
    services = replace(services, rules=lambda: RuleSet("none", "1", date(2026, 1, 1), ()))
    with services.database.work(actor) as work:
        work.offices.save_person(
            replace(work.offices.person(actor.user_id), licence_number=LICENCE, name="דנה לוי")
        )
        work.commit()
    return Ready(services, actor, sent(services, actor))


def sent(services: Services, actor: Actor, **typed: str) -> str:
    """A case of the actor's that was sent to review."""
    opened = create_case(services, actor)
    session = session_of(services, actor, opened)
    for path, content in COMPLETE.items():
        session.type(path, content)
    type_and_journal(services, actor, session, **(TYPED | typed))
    send_to_review(services, actor, opened.valuation.id)
    return opened.valuation.id


def colleague(
    services: Services, actor: Actor, role: Role = Role.APPRAISER, *, review: bool = True
) -> Actor:
    """Another person of the office."""
    person = Person(new_id(), "ron@example.org", "רון כהן", licence_number="77")
    with services.database.work(actor) as work:
        work.offices.save_person(person)
        work.offices.save_membership(
            Membership(new_id(), actor.organization_id, person.id, role, may_review=review)
        )
        work.commit()
    return Actor(person.id, person.email, person.name, actor.organization_id, role, review)
