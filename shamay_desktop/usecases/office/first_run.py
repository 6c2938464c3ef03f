"""The first run: an office with its owner, or a local office without a password."""

import re
from dataclasses import dataclass, replace

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Happened, Membership, Office, Person
from shamay_desktop.usecases.office.passwords import check_new_password
from shamay_desktop.usecases.services import Services

LOCAL_EMAIL = "local@localhost"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True, slots=True)
class FirstRun:
    """What the first run asks."""

    email: str
    name: str
    office: str
    licence_number: str
    password: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is in now, and the recovery code when a new one was made (to be shown once)."""

    actor: Actor
    recovery_code: str | None = None


def needs_first_run(services: Services) -> bool:
    """Whether nobody with a password is known in this home."""
    with services.database.work() as work:
        return not any(person.password_hash for person in work.offices.people())


def set_up_office(services: Services, asked: FirstRun) -> SignedIn:
    """Make the office and its owner; a local office of the command line is taken over.

    Raises Refused(`email_wrong`, `name_missing`, `office_missing`, `licence_wrong`,
    `password_short`, `already_set_up`).
    """
    _check(asked)
    check_new_password(asked.password)
    if not needs_first_run(services):
        raise Refused("already_set_up")
    code = services.passwords.new_recovery_code()
    hashes = (services.passwords.hash(asked.password), services.passwords.hash_recovery_code(code))
    with services.database.work() as work:
        office = work.offices.first_office() or Office(new_id(), asked.office)
        owner = next(iter(work.offices.people()), None)
        person = Person(
            id=owner.id if owner else new_id(),
            email=asked.email.strip(),
            name=asked.name.strip(),
            licence_number=asked.licence_number.strip(),
            password_hash=hashes[0],
            recovery_hash=hashes[1],
        )
        actor = _actor(person, office)
        work.offices.save_office(_named(office, asked.office))
        work.offices.save_person(person)
        if owner is None:
            work.offices.save_membership(
                Membership(new_id(), office.id, person.id, Role.OWNER, may_review=True)
            )
        work.act_as(actor)
        work.trail.write(Happened("office_set_up", "organization", office.id))
        work.commit()
    return SignedIn(actor, code)


def local_actor(services: Services) -> Actor:
    """The owner of a home without accounts, made when there is none (command line).

    Raises Refused(`user_needed`) in a home with accounts.
    """
    with services.database.work() as work:
        people = work.offices.people()
        if any(person.password_hash for person in people):
            raise Refused("user_needed")
        office = work.offices.first_office()
        if people and office is not None:
            return _actor(people[0], office)
        office = Office(new_id(), "")
        person = Person(new_id(), LOCAL_EMAIL, "")
        work.offices.save_office(office)
        work.offices.save_person(person)
        work.offices.save_membership(
            Membership(new_id(), office.id, person.id, Role.OWNER, may_review=True)
        )
        actor = _actor(person, office)
        work.act_as(actor)
        work.trail.write(Happened("local_office_made", "organization", office.id))
        work.commit()
        return actor


def _actor(person: Person, office: Office) -> Actor:
    return Actor(person.id, person.email, person.name, office.id, Role.OWNER, may_review=True)


def _named(office: Office, name: str) -> Office:
    return replace(office, name=name.strip())


def _check(asked: FirstRun) -> None:
    if not _EMAIL.fullmatch(asked.email.strip()):
        raise Refused("email_wrong", given=asked.email[:80])
    if len(asked.name.strip()) < 2:
        raise Refused("name_missing")
    if not asked.office.strip():
        raise Refused("office_missing")
    if not re.fullmatch(r"\d{1,5}", asked.licence_number.strip(), re.ASCII):
        raise Refused("licence_wrong", given=asked.licence_number[:20])
