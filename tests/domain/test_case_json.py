"""The one JSON shape of values: what is written reads back the same, what does not fit is named."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.case import Case, Origin, Provenance, State, Value
from shamay_desktop.domain.case_json import (
    decode_case,
    decode_value,
    decode_values,
    encode_value,
    encode_values,
)
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import FIELDS, Kind, field
from tests.filled_case import filled_case

SCALARS = [member for member in FIELDS if member.kind not in (Kind.LIST, Kind.RECORD)]

provenances = st.builds(
    Provenance,
    origin=st.sampled_from(Origin),
    by=st.none() | st.text(max_size=20),
    at=st.none() | st.just("2026-11-02T10:00:00.000+00:00"),
    document=st.none() | st.just("a" * 64),
    page=st.none() | st.integers(1, 999),
    box=st.none() | st.just(("71", "535.5", "112", "560")),
    text=st.none() | st.text(max_size=20),
    confidence=st.none() | st.just("0.99"),
    confirmed_by=st.none() | st.just("a@b"),
)


def test_every_field_when_written_and_read_then_it_is_the_same_and_no_number_is_a_float() -> None:
    case = filled_case()
    text = json.dumps(encode_values(case.values), ensure_ascii=False)
    assert decode_case(case.id, json.loads(text, parse_float=pytest.fail)).values == case.values


@given(state=st.sampled_from([State.EMPTY, State.NONE]), provenance=st.none() | provenances)
def test_a_value_without_content_when_read_back_then_its_state_and_provenance_stand(
    state: State, provenance: Provenance | None
) -> None:
    value = Value(state, None, provenance)
    assert decode_value(field("rights.mortgages"), encode_value(value)) == value


@given(member=st.sampled_from(SCALARS), provenance=provenances, data=st.data())
def test_a_scalar_with_provenance_when_read_back_then_nothing_is_lost(
    member: object, provenance: Provenance, data: st.DataObject
) -> None:
    standing = filled_case().value(getattr(member, "id"))  # noqa: B009 — typed as object by given
    assert standing is not None
    value = Value.of(standing.content or "", provenance)
    raw = json.loads(json.dumps(encode_value(value)))
    assert decode_value(field(getattr(member, "id")), raw) == value  # noqa: B009


@pytest.mark.parametrize(
    ("field_id", "raw", "code", "where"),
    [
        ("parcel.gush", "6,109", "wrong_form", "parcel.gush"),
        ("parcel.gush", True, "not_text", "parcel.gush"),
        ("unit.rooms", "four", "not_a_number", "unit.rooms"),
        ("unit.rooms", 4.5, "not_a_number", "unit.rooms"),
        ("building.floors", "7.5", "not_whole", "building.floors"),
        ("visit.date", "05/10/2026", "not_a_date", "visit.date"),
        ("visit.date", "2026-02-30", "not_a_date", "visit.date"),
        ("report.kind", "partial", "not_a_choice", "report.kind"),
        ("building.lift", "yes", "not_yes_or_no", "building.lift"),
        ("rights.common_property_share", "3/2", "not_a_fraction", "rights.common_property_share"),
        ("rights.common_property_share", "1/0", "not_a_fraction", "rights.common_property_share"),
        ("rights.owners", "Cohen", "not_a_list", "rights.owners"),
        ("rights.owners", [{"name": "x"}, {"share": "2"}], "not_a_fraction",
         "rights.owners[1].share"),
        ("rights.owners", [{"nickname": "x"}], "unknown_field", "rights.owners[0].nickname"),
        ("rights.owners", [{"id": "a"}, {"id": "a"}], "row_id_twice", "rights.owners"),
        ("rights.owners", ["x"], "not_a_row", "rights.owners[0]"),
        ("licensing.completion_certificate", ["x"], "not_a_record",
         "licensing.completion_certificate"),
        ("visit.date", {"state": "none", "value": "2026-01-01"}, "state_with_value",
         "visit.date"),
        ("visit.date", {"state": "perhaps"}, "unknown_state", "visit.date"),
        ("visit.date", {"state": "value"}, "value_missing", "visit.date"),
        ("visit.date", {"value": "2026-01-01", "source": {"origin": "dream"}}, "wrong_source",
         "visit.date"),
        ("client.name", "a\x00b", "control_character", "client.name"),
    ],
)  # fmt: skip
def test_a_raw_value_when_it_does_not_fit_then_it_is_refused_by_its_path(
    field_id: str, raw: object, code: str, where: str
) -> None:
    with pytest.raises(Refused) as refused:
        decode_value(field(field_id), raw)
    assert (refused.value.code, refused.value.facts["field"]) == (code, where)


def test_several_entries_when_they_do_not_fit_then_each_is_named_and_the_rest_is_read() -> None:
    values, refused = decode_values({"no.such": 1, "visit.date": "x", "address.city": "חיפה"})
    assert [problem.facts["field"] for problem in refused] == ["no.such", "visit.date"]
    assert values["address.city"].content == "חיפה"


@pytest.mark.parametrize(
    ("field_id", "raw", "content"),
    [
        ("report.kind", "שומה מלאה", "full"),
        ("report.kind", "Full valuation", "full"),
        ("unit.air_directions", "מערב-צפון", ("north", "west")),
        ("unit.rooms", "04.50", "4.5"),
        ("unit.rooms", 4, "4"),
        ("rights.common_property_share", " 97 / 6128 ", "97/6128"),
        ("rights.common_property_share", "2/4", "2/4"),
        ("rights.common_property_share", "בשלמות", "1/1"),
        ("rights.common_property_share", "0.5", "1/2"),
        ("client.name", "  דנה   לוי ", "דנה לוי"),
        ("parcel.gush", 6158, "6158"),
        ("parcel.gush", "6158-6159", "6158-6159"),
    ],
)
def test_a_raw_value_when_it_has_several_spellings_then_one_is_kept(
    field_id: str, raw: object, content: object
) -> None:
    assert decode_value(field(field_id), raw).content == content


@pytest.mark.parametrize("raw", [None, ""])
def test_a_bare_nothing_when_read_then_the_field_was_asked_and_is_empty(raw: object) -> None:
    assert decode_value(field("client.name"), raw).state is State.EMPTY


def test_a_record_when_its_cells_are_named_like_an_envelope_then_it_is_not_mistaken() -> None:
    case = Case("c").with_value("environment.contamination", filled_case().value(
        "environment.contamination"))  # fmt: skip
    raw = encode_values(case.values)
    assert decode_case("c", raw) == case
