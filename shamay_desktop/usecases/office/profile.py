"""The office as it stands on its letterhead, and the appraiser's own details."""

from dataclasses import replace
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.records import Happened, Office, Person
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.services import Services


def office_of(services: Services, actor: Actor) -> Office:
    """The actor's office."""
    with services.database.work(actor) as work:
        return work.offices.office(actor.organization_id)


def save_office(services: Services, actor: Actor, office: Office) -> Changes:
    """Change the office, but for its rules and practice.

    Raises NotAllowed, Refused(`office_missing`).
    """
    require(actor, Permission.MANAGE_OFFICE)
    if office.id != actor.organization_id:
        raise NotAllowed("not_allowed", permission=Permission.MANAGE_OFFICE.value)
    if not office.name.strip():
        raise Refused("office_missing")
    with services.database.work(actor) as work:
        standing = work.offices.held_office(office.id)
        kept = replace(office, rules=standing.rules, practice=standing.practice)
        work.offices.save_office(kept)
        work.trail.write(Happened("office_changed", "organization", office.id))
        work.commit()
    return Changes(office=True)


def profile_of(services: Services, actor: Actor) -> Person:
    """The actor's own details."""
    with services.database.work(actor) as work:
        return work.offices.person(actor.user_id)


def save_profile(services: Services, actor: Actor, person: Person) -> Changes:
    """Change one's own details; the password is not among them. Raises NotAllowed."""
    if person.id != actor.user_id:
        raise NotAllowed("not_allowed", permission=Permission.MANAGE_PEOPLE.value)
    with services.database.work(actor) as work:
        standing = work.offices.person(person.id)
        work.offices.save_person(
            replace(
                person,
                password_hash=standing.password_hash,
                recovery_hash=standing.recovery_hash,
                failed_count=standing.failed_count,
                failed_at=standing.failed_at,
            )
        )
        work.trail.write(Happened("profile_changed", "user", person.id))
        work.commit()
    return Changes(office=True)


def keep_picture(services: Services, path: Path) -> str:
    """Keep a logo or a signature's picture in the store; returns its SHA-256.

    Raises Refused(`not_a_picture`, …) by the file's name.
    """
    facts = services.inspector.inspect(path)
    if facts.kind == "pdf":
        raise Refused("not_a_picture", file=path.name)
    return services.store.add(path).sha256
