"""Roles and what each may do; checked in the use cases, the window only hides."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from shamay_desktop.domain.errors import NotAllowed


class Role(StrEnum):
    """A person's role in an office."""

    OWNER = "OWNER"
    ORG_ADMIN = "ORG_ADMIN"
    APPRAISER = "APPRAISER"
    CLIENT_VIEWER = "CLIENT_VIEWER"


class Permission(StrEnum):
    """What a use case asks before it acts."""

    CREATE_CASE = "create_case"
    EDIT_CASE = "edit_case"
    READ_CASE = "read_case"
    SEND_TO_REVIEW = "send_to_review"
    COMMENT = "comment"
    REVIEW = "review"
    SIGN_CASE = "sign_case"
    COUNTERSIGN = "countersign"
    ARCHIVE_CASE = "archive_case"
    DELETE_FOR_GOOD = "delete_for_good"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_OFFICE = "manage_office"
    MANAGE_RULES = "manage_rules"
    READ_AUDIT = "read_audit"
    MARKET_DATA = "market_data"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which office: the member behind every use case."""

    user_id: str
    email: str
    name: str
    organization_id: str
    role: Role
    may_review: bool = False


class Scope(StrEnum):
    """Over which cases a role holds a permission."""

    ALL = "all"
    OWN = "own"
    OTHERS = "others"


_Scopes = Mapping[Permission, Scope]
_ALL: _Scopes = {
    **dict.fromkeys(Permission, Scope.ALL),
    # A report is signed by who made it; a countersignature is that of another person.
    Permission.SIGN_CASE: Scope.OWN,
    Permission.COUNTERSIGN: Scope.OTHERS,
}
_ADMIN: _Scopes = {
    name: scope
    for name, scope in _ALL.items()
    if name not in (Permission.DELETE_FOR_GOOD, Permission.MANAGE_RULES)
}
_APPRAISER: _Scopes = {
    Permission.CREATE_CASE: Scope.ALL,
    Permission.EDIT_CASE: Scope.OWN,
    Permission.READ_CASE: Scope.ALL,
    Permission.SEND_TO_REVIEW: Scope.OWN,
    Permission.COMMENT: Scope.ALL,
    Permission.SIGN_CASE: Scope.OWN,
    Permission.ARCHIVE_CASE: Scope.OWN,
    Permission.READ_AUDIT: Scope.OWN,
    Permission.MARKET_DATA: Scope.OWN,
}
_REVIEWER: _Scopes = {
    **_APPRAISER,
    Permission.REVIEW: Scope.OTHERS,
    Permission.COUNTERSIGN: Scope.OTHERS,
}
_TABLE: Mapping[Role, Mapping[Permission, Scope]] = MappingProxyType(
    {
        Role.OWNER: _ALL,
        Role.ORG_ADMIN: _ADMIN,
        Role.APPRAISER: _APPRAISER,
        Role.CLIENT_VIEWER: {},
    }
)


def may(actor: Actor, permission: Permission, *, owner_id: str | None = None) -> bool:
    """Whether the actor may; `owner_id` is the user who created the case in question.

    Reviewing is given by role or by the flag, but the flag never gives it over one's own work. An
    owner or administrator may approve their own, for the office may have nobody else; nobody
    countersigns what they signed themselves. Without `owner_id`: whether there is any such case.
    """
    flagged = actor.may_review and actor.role is Role.APPRAISER
    scope = (_REVIEWER if flagged else _TABLE[actor.role]).get(permission)
    match scope:
        case None:
            return False
        case Scope.ALL:
            return True
        case Scope.OWN:
            return owner_id is None or owner_id == actor.user_id
        case Scope.OTHERS:
            return owner_id != actor.user_id


def may_sign(actor: Actor, licence: str, *, owner_id: str | None = None) -> bool:
    """Whether the actor may sign as appraiser: their own work, and with a licence number."""
    return bool(licence.strip()) and may(actor, Permission.SIGN_CASE, owner_id=owner_id)


def require(actor: Actor, permission: Permission, *, owner_id: str | None = None) -> None:
    """Raises NotAllowed(`not_allowed`; permission) unless the actor may."""
    if not may(actor, permission, owner_id=owner_id):
        raise NotAllowed("not_allowed", permission=permission.value)
