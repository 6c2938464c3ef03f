"""The table of roles, row by row."""

import pytest

from shamay_desktop.domain.access import Actor, Permission, Role, may, may_sign, require
from shamay_desktop.domain.errors import NotAllowed

MINE, THEIRS = "me", "somebody"
P = Permission

ALL, NONE, OWN, OTHERS = (True, True), (False, False), (True, False), (False, True)
"""Over one's own case, and over somebody else's."""

TABLE: dict[Permission, tuple[tuple[bool, bool], ...]] = {
    # permission: owner, administrator, appraiser, appraiser who reviews, client's viewer
    P.CREATE_CASE: (ALL, ALL, ALL, ALL, NONE),
    P.EDIT_CASE: (ALL, ALL, OWN, OWN, NONE),
    P.READ_CASE: (ALL, ALL, ALL, ALL, NONE),
    P.SEND_TO_REVIEW: (ALL, ALL, OWN, OWN, NONE),
    P.COMMENT: (ALL, ALL, ALL, ALL, NONE),
    P.REVIEW: (ALL, ALL, NONE, OTHERS, NONE),
    P.SIGN_CASE: (OWN, OWN, OWN, OWN, NONE),
    P.COUNTERSIGN: (OTHERS, OTHERS, NONE, OTHERS, NONE),
    P.ARCHIVE_CASE: (ALL, ALL, OWN, OWN, NONE),
    P.DELETE_FOR_GOOD: (ALL, NONE, NONE, NONE, NONE),
    P.MANAGE_PEOPLE: (ALL, ALL, NONE, NONE, NONE),
    P.MANAGE_OFFICE: (ALL, ALL, NONE, NONE, NONE),
    P.MANAGE_RULES: (ALL, NONE, NONE, NONE, NONE),
    P.READ_AUDIT: (ALL, ALL, OWN, OWN, NONE),
    P.MARKET_DATA: (ALL, ALL, OWN, OWN, NONE),
}


def _actor(role: Role, *, may_review: bool = False) -> Actor:
    return Actor(MINE, "a@b", "א", "office", role, may_review)


PEOPLE = (
    _actor(Role.OWNER),
    _actor(Role.ORG_ADMIN),
    _actor(Role.APPRAISER),
    _actor(Role.APPRAISER, may_review=True),
    _actor(Role.CLIENT_VIEWER),
)


def test_the_table_when_read_then_it_speaks_of_every_permission() -> None:
    assert set(TABLE) == set(Permission)


@pytest.mark.parametrize("permission", list(Permission))
@pytest.mark.parametrize("place", range(len(PEOPLE)))
def test_a_person_when_asked_for_a_permission_then_the_table_answers(
    permission: Permission, place: int
) -> None:
    actor, expected = PEOPLE[place], TABLE[permission][place]
    answered = tuple(may(actor, permission, owner_id=owner) for owner in (MINE, THEIRS))
    assert answered == expected


@pytest.mark.parametrize("permission", list(Permission))
@pytest.mark.parametrize("place", range(len(PEOPLE)))
def test_a_person_when_no_case_is_named_then_any_case_of_theirs_is_enough(
    permission: Permission, place: int
) -> None:
    assert may(PEOPLE[place], permission) is any(TABLE[permission][place])


@pytest.mark.parametrize("role", [Role.OWNER, Role.ORG_ADMIN, Role.CLIENT_VIEWER])
def test_the_flag_to_review_when_the_role_decides_then_it_changes_nothing(role: Role) -> None:
    with_flag, without = _actor(role, may_review=True), _actor(role)
    for permission in Permission:
        for owner in (MINE, THEIRS):
            answered = may(with_flag, permission, owner_id=owner)
            assert answered is may(without, permission, owner_id=owner)


@pytest.mark.parametrize("place", range(len(PEOPLE)))
@pytest.mark.parametrize("licence", ["", "  ", "1234"])
def test_a_report_when_signed_then_it_is_ones_own_and_there_is_a_licence(
    place: int, licence: str
) -> None:
    own = may_sign(PEOPLE[place], licence, owner_id=MINE)
    assert own is (bool(licence.strip()) and PEOPLE[place].role is not Role.CLIENT_VIEWER)
    assert not may_sign(PEOPLE[place], licence, owner_id=THEIRS)


def test_a_permission_when_it_is_not_given_then_requiring_it_says_which() -> None:
    with pytest.raises(NotAllowed) as refused:
        require(_actor(Role.CLIENT_VIEWER), Permission.CREATE_CASE)
    assert refused.value.facts == {"permission": "create_case"}
