"""What a duplicate takes along: each field is carried, or cleared with a reason."""

import pytest

from shamay_desktop.domain.case import Case, State, Value
from shamay_desktop.domain.copying import CLEARED, copied, reason_to_clear
from shamay_desktop.domain.fields import FIELDS
from tests.filled_case import filled_case

FRESH = Case("copy", {"report.reference": Value.of("2027-0001"), "export.annexes": Value.of("all")})


@pytest.mark.parametrize("field_id", [field.id for field in FIELDS])
def test_a_field_when_copied_is_carried_as_it_is_or_cleared_with_a_reason(field_id: str) -> None:
    original = filled_case()
    case, lacking = copied(original, FRESH)
    if reason_to_clear(field_id) is None:
        assert case.values[field_id] == original.values[field_id]
        assert field_id not in lacking
    elif field_id in FRESH.values:
        assert case.values[field_id] == FRESH.values[field_id]
        assert field_id not in lacking
    else:
        assert field_id not in case.values
        assert field_id in lacking


@pytest.mark.parametrize("name", list(CLEARED))
def test_an_entry_when_it_clears_names_a_field_and_gives_a_reason(name: str) -> None:
    named = [field.id for field in FIELDS if field.id == name or (
        name.endswith("*") and field.id.startswith(name[:-1]))]  # fmt: skip
    assert named
    assert CLEARED[name].strip()


@pytest.mark.parametrize(
    "field_id",
    ["report.reference", "report.date", "visit.date", "visit.visitor", "visit.shown_by",
     "valuation.date", "rights.extract_date", "rights.extract_number", "checks.explanations",
     "declarations.no_interest", "export.signature_method", "appraiser.licence_number",
     "valuation.adopted_price_per_sqm"],
)  # fmt: skip
def test_what_a_signature_vouches_for_when_copied_is_cleared(field_id: str) -> None:
    assert reason_to_clear(field_id) is not None


def test_states_without_a_content_when_copied_are_carried_and_not_missed() -> None:
    original = Case("case", {
        "rights.mortgages": Value(State.NONE), "visit.date": Value(State.EMPTY),
        "report.title": Value(State.EMPTY),
    })  # fmt: skip
    case, lacking = copied(original, FRESH)
    assert case.state("rights.mortgages") is State.NONE
    assert case.state("report.title") is State.EMPTY
    assert case.state("visit.date") is None
    assert lacking == ()
    assert case.text("report.reference") == "2027-0001"
