"""The registry as a whole: names and labels to which a table's head or a file is matched."""

from collections import Counter
from collections.abc import Iterable

import pytest

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.fields import FIELDS, Field, Kind, Need, Step, field, groups_of

LISTS = [member for member in FIELDS if member.columns]
CHOSEN = [
    (owner.id, member)
    for owner in FIELDS
    for member in (owner, *owner.columns)
    if member.kind in (Kind.CHOICE, Kind.CHOICES)
]


def twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def test_ids_when_the_registry_is_whole_then_none_stands_twice() -> None:
    assert twice(member.id for member in FIELDS) == []


@pytest.mark.parametrize("member", LISTS, ids=lambda member: member.id)
def test_columns_when_matched_by_name_or_label_then_each_is_found_alone(member: Field) -> None:
    assert twice(column.id for column in member.columns) == []
    for language in ("he", "en"):
        assert twice(column.label(language).casefold() for column in member.columns) == []


@pytest.mark.parametrize("member", LISTS, ids=lambda member: member.id)
def test_columns_when_the_rare_ones_are_hidden_then_a_list_still_begins_as_ever(
    member: Field,
) -> None:
    assert not member.columns[0].extra


@pytest.mark.parametrize(("owner", "member"), CHOSEN, ids=lambda part: getattr(part, "id", part))
def test_a_choice_when_given_as_code_or_label_then_it_is_one(owner: str, member: Field) -> None:
    assert owner
    assert member.choices
    for name in ("code", "he", "en"):
        assert twice(getattr(choice, name).casefold() for choice in member.choices) == []


@pytest.mark.parametrize("step", Step)
def test_labels_when_they_stand_in_one_group_then_no_two_are_alike(step: Step) -> None:
    for group, members in groups_of(step):
        for language in ("he", "en"):
            assert twice(member.label(language) for member in members) == [], group.key


def test_groups_when_listed_to_jump_to_then_each_title_in_a_step_is_its_own() -> None:
    for step in Step:
        for language in ("he", "en"):
            assert twice(group.label(language) for group, _ in groups_of(step)) == []


def test_a_conditional_field_when_declared_then_it_says_when() -> None:
    assert [m.id for m in FIELDS if m.need is Need.CONDITIONAL and m.when is None] == []


@pytest.mark.parametrize(
    ("register", "shown"), [(None, True), ("condominium", True), ("rights", False)]
)
def test_the_orders_groups_when_another_register_is_named_then_they_are_not_shown(
    register: str | None, shown: bool
) -> None:
    case = Case("c")
    if register is not None:
        case = case.with_value("rights.register", Value.of(register))
    of_order = [member for member in FIELDS if member.id.startswith("order.")]
    assert {member.applies(case) for member in of_order} == {shown}


def test_the_text_of_by_laws_when_they_are_the_statutory_ones_then_it_is_not_shown() -> None:
    member, case = field("rights.by_laws_text"), Case("c")
    assert not member.applies(case.with_value("rights.by_laws", Value.of("statutory")))
    assert member.applies(case.with_value("rights.by_laws", Value.of("agreed")))
