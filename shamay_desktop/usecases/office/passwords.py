"""Signing in, delays after failures, and a forgotten password."""

from dataclasses import replace
from datetime import datetime, timedelta

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.records import Happened, Person
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services

SHORTEST = 10
LONGEST_DELAY = 300


def check_new_password(password: str) -> None:
    """Raises Refused(`password_short`) when it is too short to be a password."""
    if len(password) < SHORTEST:
        raise Refused("password_short", shortest=SHORTEST)


def delay_after(failures: int) -> timedelta:
    """How long the next try must wait: 1, 2, 4 … 300 seconds after the second failure on."""
    if failures < 2:
        return timedelta()
    return timedelta(seconds=min(2 ** (failures - 2), LONGEST_DELAY))


def sign_in(services: Services, email: str, password: str) -> Actor:
    """The member with this e-mail and password.

    Raises Refused(`sign_in_failed`) and, after failures, Refused(`sign_in_delayed`; seconds).
    """
    with services.database.work() as work:
        person = work.offices.person_by_email(email.strip())
        if person is None or person.password_hash is None:
            raise Refused("sign_in_failed")
        now = services.clock.now()
        _refuse_too_early(person, now)
        if not services.passwords.verify(person.password_hash, password):
            _count_failure(work, person, now)
            raise Refused("sign_in_failed")
        actor = member(work, person)
        renewed = person.password_hash
        if services.passwords.needs_rehash(renewed):
            renewed = services.passwords.hash(password)
        work.offices.save_person(
            replace(person, password_hash=renewed, failed_count=0, failed_at=None)
        )
        work.act_as(actor)
        work.trail.write(Happened("signed_in", "user", person.id))
        work.commit()
        return actor


def reset_password(services: Services, email: str, recovery_code: str, password: str) -> str:
    """Replace a forgotten password by the recovery code; returns the next recovery code.

    Raises Refused(`recovery_failed`, `sign_in_delayed`, `password_short`).
    """
    check_new_password(password)
    with services.database.work() as work:
        person = work.offices.person_by_email(email.strip())
        if person is None or person.recovery_hash is None:
            raise Refused("recovery_failed")
        now = services.clock.now()
        _refuse_too_early(person, now)
        if not services.passwords.verify_recovery_code(person.recovery_hash, recovery_code):
            _count_failure(work, person, now)
            raise Refused("recovery_failed")
        code = services.passwords.new_recovery_code()
        work.offices.save_person(
            replace(
                person,
                password_hash=services.passwords.hash(password),
                recovery_hash=services.passwords.hash_recovery_code(code),
                failed_count=0,
                failed_at=None,
            )
        )
        work.act_as(member(work, person))
        work.trail.write(Happened("password_reset", "user", person.id))
        work.commit()
        return code


def member(work: UnitOfWork, person: Person) -> Actor:
    """The person as an actor in their office. Raises Refused(`no_office`)."""
    memberships = work.offices.memberships_of(person.id)
    if not memberships:
        raise Refused("no_office")
    first = memberships[0]
    return Actor(
        person.id, person.email, person.name, first.organization_id, first.role, first.may_review
    )


def _refuse_too_early(person: Person, now: datetime) -> None:
    """A clock turned back does not shorten the wait: then the whole delay is asked again."""
    if person.failed_at is None:
        return
    delay = delay_after(person.failed_count)
    waited = max(now - person.failed_at, timedelta())
    if waited < delay:
        raise Refused("sign_in_delayed", seconds=int((delay - waited).total_seconds()) + 1)


def _count_failure(work: UnitOfWork, person: Person, now: datetime) -> None:
    work.offices.save_person(replace(person, failed_count=person.failed_count + 1, failed_at=now))
    work.commit()
