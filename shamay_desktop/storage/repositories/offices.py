"""Offices, people and memberships: the only rows that are reached without an office."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping, Table, func, select, true

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.records import Membership, Office, Person
from shamay_desktop.storage.tables import memberships, organizations, users
from shamay_desktop.storage.transaction import Transaction


class SqlOffices:
    """Before anybody is in, all offices of the database; with an actor, the actor's own."""

    def __init__(self, transaction: Transaction, now: Callable[[], datetime]) -> None:
        self._transaction = transaction
        self._now = now
        self._actor: Actor | None = None

    def act_as(self, actor: Actor) -> None:
        """Keep to this actor's office from now on."""
        self._actor = actor

    def any_person(self) -> bool:
        """Whether anybody is known."""
        counted = self._transaction.read(select(func.count()).select_from(users)).scalar_one()
        return bool(counted)

    def first_office(self) -> Office | None:
        """The office that was made first, None in an empty database."""
        own = self._own_office(organizations.c.id)
        statement = select(organizations).where(own).order_by(organizations.c.id).limit(1)
        row = self._transaction.read(statement).mappings().first()
        return None if row is None else _office_of(row)

    def office(self, organization_id: str) -> Office:
        """An office. Raises Refused(`office_unknown`)."""
        own = self._own_office(organizations.c.id)
        statement = select(organizations).where(organizations.c.id == organization_id, own)
        row = self._transaction.read(statement).mappings().first()
        if row is None:
            raise Refused("office_unknown", office=organization_id)
        return _office_of(row)

    def held_office(self, organization_id: str) -> Office:
        """An office that nobody else changes before this unit ends. Raises as `office`."""
        self._transaction.begin_writing()
        if self._transaction.dialect == "postgresql":
            own = self._own_office(organizations.c.id)
            held = select(organizations.c.id).where(organizations.c.id == organization_id, own)
            self._transaction.write(held.with_for_update(key_share=True))
        return self.office(organization_id)

    def save_office(self, office: Office) -> None:
        """Write an office, new or known. Raises NotAllowed for another than the actor's."""
        self._refuse_other(office.id)
        columns = {name: getattr(office, name) for name in _OFFICE_COLUMNS}
        columns["practice"] = dict(office.practice) or None
        self._save(organizations, office.id, columns)

    def person(self, user_id: str) -> Person:
        """A person. Raises Refused(`person_unknown`)."""
        row = self._find_person(users.c.id == user_id)
        if row is None:
            raise Refused("person_unknown", person=user_id)
        return _person_of(row)

    def person_by_email(self, email: str) -> Person | None:
        """The person with an e-mail, whatever its case."""
        row = self._find_person(users.c.email_key == _email_key(email))
        return None if row is None else _person_of(row)

    def people(self) -> Sequence[Person]:
        """Everybody, in the order in which they were made."""
        statement = select(users).where(self._own_person()).order_by(users.c.id)
        return [_person_of(row) for row in self._transaction.read(statement).mappings()]

    def save_person(self, person: Person) -> None:
        """Write a person, new or known. Raises Refused(`email_taken`)."""
        columns = {name: getattr(person, name) for name in _PERSON_COLUMNS}
        columns |= {"image": person.image_sha256, "email_key": _email_key(person.email)}
        self._save(users, person.id, columns)

    def memberships_of(self, user_id: str) -> Sequence[Membership]:
        """The offices in which a person works, the first one first."""
        own = self._own_office(memberships.c.organization_id)
        statement = (
            select(memberships)
            .where(memberships.c.user_id == user_id, memberships.c.deleted_at.is_(None), own)
            .order_by(memberships.c.id)
        )
        return [_membership_of(row) for row in self._transaction.read(statement).mappings()]

    def save_membership(self, membership: Membership) -> None:
        """Write a membership, new or known. Raises NotAllowed for another office."""
        self._refuse_other(membership.organization_id)
        columns = {
            "organization_id": membership.organization_id,
            "user_id": membership.user_id,
            "role": membership.role.value,
            "may_review": membership.may_review,
        }
        self._save(memberships, membership.id, columns)

    def _save(self, table: Table, row_id: str, columns: Mapping[str, object]) -> None:
        now = self._now()
        by = None if self._actor is None else self._actor.user_id
        shared = {**columns, "updated_at": now, "updated_by": by}
        key = table.c.id == row_id
        if "organization_id" in columns:
            key &= table.c.organization_id == columns["organization_id"]
        change = table.update().where(key).values(**shared, version=table.c.version + 1)
        if self._transaction.write(change).rowcount == 0:
            new = {**shared, "id": row_id, "created_at": now, "version": 0}
            self._transaction.write(table.insert(), new)

    def _find_person(self, condition: ColumnElement[bool]) -> RowMapping | None:
        statement = select(users).where(condition, self._own_person())
        return self._transaction.read(statement).mappings().first()

    def _own_office(self, column: ColumnElement[str]) -> ColumnElement[bool]:
        return true() if self._actor is None else column == self._actor.organization_id

    def _own_person(self) -> ColumnElement[bool]:
        """Members, former ones too (their names stand on what they made), and oneself."""
        if self._actor is None:
            return users.c.deleted_at.is_(None)
        mine = memberships.c.organization_id == self._actor.organization_id
        return users.c.id.in_(select(memberships.c.user_id).where(mine))

    def _refuse_other(self, organization_id: str) -> None:
        if self._actor is not None and self._actor.organization_id != organization_id:
            raise NotAllowed("not_allowed", permission="manage_office")


_OFFICE_COLUMNS = (
    "name", "address", "phone", "email", "strip", "logo_sha256", "rounding_step", "slogan",
    "website", "association", "services", "footer_logo_sha256", "rules",
)  # fmt: skip
_PERSON_COLUMNS = (
    "email", "name", "title", "licence_number", "signature_sha256", "password_hash",
    "recovery_hash", "failed_count", "failed_at",
)  # fmt: skip


def _email_key(email: str) -> str:
    return email.strip().casefold()


def _office_of(row: RowMapping) -> Office:
    columns = {name: row[name] for name in _OFFICE_COLUMNS}
    return Office(row["id"], **columns, practice=row["practice"] or {})


def _person_of(row: RowMapping) -> Person:
    columns = {name: row[name] for name in _PERSON_COLUMNS}
    return Person(row["id"], image_sha256=row["image"], **columns)


def _membership_of(row: RowMapping) -> Membership:
    return Membership(
        row["id"], row["organization_id"], row["user_id"], Role(row["role"]), row["may_review"]
    )
