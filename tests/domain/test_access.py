"""The table of roles, row by row."""

import pytest

from shamay_desktop.domain.access import Actor, Permission, Role, may, require
from shamay_desktop.domain.errors import NotAllowed

MINE, THEIRS = "me", "somebody"


def _actor(role: Role, *, may_review: bool = False) -> Actor:
    return Actor(MINE, "a@b", "א", "office", role, may_review)


@pytest.mark.parametrize(
    ("role", "permission", "own", "others"),
    [
        (Role.OWNER, Permission.EDIT_CASE, True, True),
        (Role.ORG_ADMIN, Permission.EDIT_CASE, True, True),
        (Role.APPRAISER, Permission.EDIT_CASE, True, False),
        (Role.CLIENT_VIEWER, Permission.EDIT_CASE, False, False),
        (Role.APPRAISER, Permission.READ_CASE, True, True),
        (Role.CLIENT_VIEWER, Permission.READ_CASE, False, False),
        (Role.APPRAISER, Permission.SEND_TO_REVIEW, True, False),
        (Role.APPRAISER, Permission.REVIEW, False, False),
        (Role.ORG_ADMIN, Permission.REVIEW, True, True),
        (Role.OWNER, Permission.DELETE_FOR_GOOD, True, True),
        (Role.ORG_ADMIN, Permission.DELETE_FOR_GOOD, False, False),
        (Role.ORG_ADMIN, Permission.MANAGE_OFFICE, True, True),
        (Role.APPRAISER, Permission.MANAGE_OFFICE, False, False),
        (Role.APPRAISER, Permission.MANAGE_PEOPLE, False, False),
        (Role.APPRAISER, Permission.READ_AUDIT, True, False),
    ],
)
def test_a_role_when_asked_for_a_permission_then_the_table_answers(
    role: Role, permission: Permission, *, own: bool, others: bool
) -> None:
    actor = _actor(role)
    assert may(actor, permission, owner_id=MINE) is own
    assert may(actor, permission, owner_id=THEIRS) is others


def test_an_appraiser_who_may_review_when_it_is_their_own_work_then_they_may_not() -> None:
    reviewer = _actor(Role.APPRAISER, may_review=True)
    assert may(reviewer, Permission.REVIEW, owner_id=THEIRS)
    assert not may(reviewer, Permission.REVIEW, owner_id=MINE)


def test_a_permission_when_it_is_not_given_then_requiring_it_says_which() -> None:
    with pytest.raises(NotAllowed) as refused:
        require(_actor(Role.CLIENT_VIEWER), Permission.CREATE_CASE)
    assert refused.value.facts == {"permission": "create_case"}
