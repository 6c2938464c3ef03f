"""Conditions: when a field is asked for, and when a field or a group is shown at all."""

import pytest

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.fields import BY_ID, FIELDS, Field, Group, Kind, Need, Step
from shamay_desktop.domain.fields.conditions import (
    AllOf,
    AnyOf,
    AnyRow,
    Given,
    Not,
    OneOf,
    RowAbove,
)
from shamay_desktop.domain.fields.definition import Condition
from shamay_desktop.domain.steps import asked_for, missing

RENTED = OneOf("unit.occupancy", ("rented",))
NORTH = OneOf("unit.air_directions", ("north",))
BY_INCOME = AnyRow("valuation.approaches", "approach", ("income",))


@pytest.mark.parametrize(
    ("condition", "fields", "holds"),
    [
        (RENTED, {"unit.occupancy": "rented"}, True),
        (RENTED, {"unit.occupancy": "vacant"}, False),
        (NORTH, {"unit.air_directions": ["east", "north"]}, True),
        (NORTH, {"unit.air_directions": ["east"]}, False),
        (Not(RENTED), {}, True),
        (Not(RENTED), {"unit.occupancy": "rented"}, False),
        (AllOf((RENTED, Given("unit.rent"))), {"unit.occupancy": "rented"}, False),
        (AllOf((RENTED, Given("unit.rent"))),
         {"unit.occupancy": "rented", "unit.rent": "5000"}, True),
        (AnyOf((RENTED, Given("unit.rent"))), {"unit.rent": "5000"}, True),
        (BY_INCOME, {"valuation.approaches": [{"id": "a", "approach": "cost"},
                                              {"id": "b", "approach": "income"}]}, True),
        (BY_INCOME, {"valuation.approaches": [{"id": "a", "approach": "cost"}]}, False),
        (BY_INCOME, {"valuation.approaches": {"state": "none"}}, False),
        (BY_INCOME, {}, False),
    ],
)  # fmt: skip
def test_a_condition_when_asked_of_a_case_then_answers(
    condition: Condition, fields: dict[str, Json], holds: bool
) -> None:
    assert condition.holds(decode_case("c", fields)) is holds
    assert all(path in BY_ID for path in condition.fields)


def test_every_condition_of_the_registry_when_read_then_names_fields_that_exist() -> None:
    for member in FIELDS:
        conditions = [member.when, member.group.when if member.group else None]
        for condition in conditions:
            if condition is not None:
                assert condition.fields
                assert all(path in BY_ID for path in condition.fields), member.id


GROUP = Group("g", Step.INITIAL_DATA, "קבוצה", "Group", RENTED)


def field_of(need: Need, when: Condition | None, group: Group | None = None) -> Field:
    return Field("x", "שדה", "Field", Kind.TEXT, need=need, when=when, group=group)


RENTED_CASE = Case("c").with_value("unit.occupancy", Value.of("rented"))


def test_an_optional_field_when_its_condition_does_not_hold_then_it_is_not_shown() -> None:
    optional = field_of(Need.OPTIONAL, RENTED)
    assert not optional.applies(Case("c"))
    assert optional.applies(RENTED_CASE)
    assert not asked_for(RENTED_CASE, optional)


def test_a_conditional_field_when_its_condition_does_not_hold_then_it_is_shown_not_asked() -> None:
    conditional = field_of(Need.CONDITIONAL, RENTED)
    assert conditional.applies(Case("c"))
    assert not asked_for(Case("c"), conditional)
    assert asked_for(RENTED_CASE, conditional)


@pytest.mark.parametrize("need", [Need.MANDATORY, Need.CONDITIONAL, Need.OPTIONAL])
def test_a_group_when_its_condition_does_not_hold_then_none_of_its_fields_is_shown_or_asked(
    need: Need,
) -> None:
    member = field_of(need, None, GROUP)
    assert not GROUP.applies(Case("c"))
    assert not member.applies(Case("c"))
    assert not asked_for(Case("c"), member)
    assert member.applies(RENTED_CASE)


def test_a_hidden_field_when_it_has_a_value_then_the_case_keeps_it_and_nothing_is_missing() -> None:
    case = Case("c").with_value("court.name", Value.of("שלום חיפה"))
    assert not BY_ID["court.name"].applies(case)
    assert case.content("court.name") == "שלום חיפה"
    lacking = {member.id for member in missing(case, Step.INITIAL_DATA)}
    assert not any(path.startswith("court.") for path in lacking)


def test_extra_columns_when_declared_then_no_list_hides_all_of_its_columns() -> None:
    for member in FIELDS:
        assert not member.extra, member.id
        if member.columns:
            assert not all(column.extra for column in member.columns), member.id


@pytest.mark.parametrize(
    ("row", "holds"),
    [
        ({"approach": "comparison", "weight": "50"}, True),
        ({"approach": "comparison", "weight": "0.5", "use": "main"}, True),
        ({"approach": "comparison", "weight": "0"}, False),
        ({"approach": "comparison", "weight": "-1"}, False),
        ({"approach": "comparison"}, False),
        ({"approach": "comparison", "weight": "50", "use": "not_used"}, False),
        ({"approach": "cost", "weight": "50"}, False),
    ],
)
def test_row_above_when_its_row_has_more_than_nothing_then_holds(
    row: dict[str, Json], holds: bool
) -> None:
    weighs = RowAbove(
        "valuation.approaches", "weight",
        wanted=(("approach", ("comparison",)),), spared=(("use", ("not_used",)),),
    )  # fmt: skip
    case = decode_case("c", {"valuation.approaches": [{"id": "r1", **row}]})
    assert weighs.holds(case) is holds
    assert weighs.fields == ("valuation.approaches",)
