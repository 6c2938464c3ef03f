"""The five steps over the registry: what they ask for, and when they are done."""

import pytest

from shamay_desktop.domain.case import Case, State, Value
from shamay_desktop.domain.case_json import decode_case
from shamay_desktop.domain.fields import BY_ID, FIELDS, Need, Step, field, fields_of, groups_of
from shamay_desktop.domain.steps import StepState, answered, asked_for, missing, progress
from shamay_desktop.domain.titles import parcel_of, title_of
from tests.filled_case import filled_case

_SCRIPTED = """
report.kind report.reference report.date report.purpose report.standard client.name
client.relation valuation.date valuation.date_reason visit.date visit.visitor visit.visitor_role
visit.shown_by address.city address.neighborhood address.street address.house_number parcel.gush
parcel.helka parcel.tat_helka parcel.physical_helka parcel.area parcels parcel.boundaries
value.basis unit.description unit.rooms unit.floor unit.air_directions unit.registered_area
unit.built_area unit.layout unit.finish building.year_built building.floors building.units
rights.kind rights.register rights.extract_date rights.common_property_share rights.owners
rights.mortgages rights.notes rights.easements rights.attachments planning.plans
planning.designation licensing.permits licensing.completion_certificate licensing.deviations
environment.contamination comparables valuation.areas valuation.adopted_price_per_sqm
valuation.rounding_step valuation.vat appraiser.name appraiser.licence_number
"""
"""Ids as the page on the command line lists them."""


def test_the_ids_that_scripts_rely_on_when_looked_up_then_each_is_in_the_registry() -> None:
    assert [name for name in _SCRIPTED.split() if name not in BY_ID] == []


def test_the_registry_when_walked_then_ids_and_labels_are_told_apart() -> None:
    assert len(BY_ID) == len(FIELDS)
    for step in Step:
        for group, members in groups_of(step):
            labels = [member.he for member in members]
            assert len(set(labels)) == len(labels), group.key
            assert all(member.en and member.he for member in members)
            for member in members:
                columns = [column.id for column in member.columns]
                assert len(set(columns)) == len(columns)


def test_a_conditional_field_when_declared_then_it_names_its_condition() -> None:
    conditional = [member for member in FIELDS if member.need is Need.CONDITIONAL]
    assert conditional
    for member in conditional:
        assert member.when is not None, member.id
        assert all(path in BY_ID for path in member.when.fields)


def test_an_empty_case_when_asked_then_every_step_with_mandatory_fields_misses_them() -> None:
    states = progress(Case("c"), frozenset(Step))
    assert states[Step.INITIAL_DATA].state is StepState.IN_PROGRESS
    assert field("client.name") in states[Step.INITIAL_DATA].missing
    assert states[Step.VALIDATION].state is StepState.COMPLETED


def test_a_filled_case_when_its_steps_were_finished_then_all_are_completed() -> None:
    states = progress(filled_case(), frozenset(Step))
    assert {each.state for each in states.values()} == {StepState.COMPLETED}


def test_a_step_when_touched_and_not_finished_then_it_is_in_progress() -> None:
    case = Case("c").with_value("address.city", Value.of("חיפה"))
    states = progress(case, frozenset())
    assert states[Step.INITIAL_DATA].state is StepState.IN_PROGRESS
    assert states[Step.ANALYSIS].state is StepState.NOT_STARTED


def test_a_conditional_field_when_its_condition_holds_then_it_is_asked_for() -> None:
    reason = field("valuation.date_reason")
    same = Case("c").with_value("visit.date", Value.of("2026-10-05"))
    same = same.with_value("valuation.date", Value.of("2026-10-05"))
    assert not asked_for(same, reason)
    other = same.with_value("valuation.date", Value.of("2026-10-01"))
    assert asked_for(other, reason)
    assert reason in missing(other, Step.INITIAL_DATA)


def test_none_by_the_document_when_the_field_must_be_known_then_it_is_no_answer() -> None:
    none = Value(State.NONE)
    assert answered(Case("c").with_value("rights.mortgages", none), field("rights.mortgages"))
    assert not answered(Case("c").with_value("client.name", none), field("client.name"))


def test_every_step_when_listed_then_its_fields_are_of_the_registry() -> None:
    assert sum(len(fields_of(step)) for step in Step) == len(FIELDS)


def test_a_title_when_the_address_is_not_known_then_the_parcel_stands_for_it() -> None:
    case = Case("c").with_value("parcel.gush", Value.of("6109"))
    case = case.with_value("parcel.tat_helka", Value.of("168"))
    assert parcel_of(case) == "6109"
    assert title_of(case) == "6109"
    assert title_of(Case("c")) == ""


@pytest.mark.parametrize(
    ("path", "raw", "says"),
    [
        ("rights.owners", [{"id": "r1"}], False),
        ("rights.owners", [{"id": "r1", "name": {"state": "empty"}}], False),
        ("rights.owners", [{"id": "r1", "name": "דנה לוי"}], True),
        ("licensing.completion_certificate", {"number": None}, False),
        ("licensing.completion_certificate", {"number": "7"}, True),
        ("address.city", "חיפה", True),
    ],
)
def test_a_list_or_record_when_its_cells_are_blank_then_it_is_no_answer(
    path: str, raw: object, says: bool
) -> None:
    case = decode_case("c", {path: raw})
    assert answered(case, field(path)) is says
