"""Edits: applying, undoing and replaying them in any order that a person can make."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shamay_desktop.domain.case import Case, Row, State, Value
from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.editing import (
    Change,
    adding_row,
    after,
    ordering_rows,
    removing_row,
    setting,
)
from shamay_desktop.domain.edits import Edit, applied
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import FIELDS, Field, Kind, field
from tests.filled_case import content_for, filled_case

LISTS = [member for member in FIELDS if member.kind is Kind.LIST]
OTHERS = [member for member in FIELDS if member.kind not in (Kind.LIST, Kind.RECORD)]


def _values(member: Field) -> st.SearchStrategy[Value | None]:
    return st.one_of(
        st.integers(0, 40).map(lambda number: Value.of(content_for(member, number))),
        st.sampled_from([Value(State.EMPTY), Value(State.NONE), None]),
    )


@st.composite
def gestures(draw: st.DrawFn, case: Case) -> tuple[Change, ...]:
    """Something that a person can do to the case as it stands."""
    kind = draw(st.sampled_from(["scalar", "record", "add", "remove", "order", "cell"]))
    if kind == "scalar":
        member = draw(st.sampled_from(OTHERS))
        return setting(case, member.id, draw(_values(member)))
    if kind == "record":
        member = field("licensing.completion_certificate")
        column = draw(st.sampled_from(member.columns))
        return setting(case, f"{member.id}/{column.id}", draw(_values(column)))
    member = draw(st.sampled_from(LISTS[:4]))
    rows = case.rows(member.id)
    if kind == "add" or not rows:
        taken = {row.id for row in rows}
        number = draw(st.integers(0, 10**9).filter(lambda one: f"r{one}" not in taken))
        row = Row(f"r{number}", {})
        return adding_row(case, member.id, row, draw(st.none() | st.integers(0, len(rows))))
    if kind == "remove":
        return removing_row(case, member.id, draw(st.sampled_from(rows)).id)
    if kind == "order":
        return ordering_rows(case, member.id, draw(st.permutations([row.id for row in rows])))
    column = draw(st.sampled_from(member.columns))
    row = draw(st.sampled_from(rows))
    return setting(case, f"{member.id}/{row.id}/{column.id}", draw(_values(column)))


@settings(max_examples=200)
@given(data=st.data())
def test_gestures_when_undone_in_reverse_then_the_case_stands_as_before(
    data: st.DataObject,
) -> None:
    case = data.draw(st.sampled_from([Case("c"), filled_case("c")]))
    done: list[tuple[Case, tuple[Change, ...]]] = []
    for _ in range(data.draw(st.integers(1, 6))):
        changes = data.draw(gestures(case))
        done.append((case, changes))
        case = after(case, changes)
    for before, changes in reversed(done):
        for change in reversed(changes):
            case = applied(case, Edit(0, change.path, change.new, change.old, "", ""))
        assert case.values == before.values


@settings(max_examples=100)
@given(data=st.data())
def test_edits_when_replayed_from_the_start_then_the_same_case_comes_out(
    data: st.DataObject,
) -> None:
    start = case = filled_case("c")
    edits: list[Edit] = []
    for _ in range(data.draw(st.integers(1, 8))):
        for change in data.draw(gestures(case)):
            edits.append(change.stamped(len(edits) + 1, "a@b", "t"))
            case = applied(case, edits[-1])
    assert _replayed(start, edits).values == case.values


def _replayed(case: Case, edits: Sequence[Edit]) -> Case:
    for edit in edits:
        case = applied(case, edit)
    return case


def test_a_value_when_set_to_what_stands_then_nothing_is_an_edit() -> None:
    case = filled_case()
    assert setting(case, "address.city", case.value("address.city")) == ()


def test_the_last_row_when_removed_then_the_list_was_asked_and_is_empty() -> None:
    case = after(Case("c"), adding_row(Case("c"), "rights.owners", Row("a", {})))
    case = after(case, removing_row(case, "rights.owners", "a"))
    assert case.state("rights.owners") is State.EMPTY


def test_a_row_when_added_to_a_list_that_the_document_says_is_none_then_undo_says_none_again(
) -> None:  # fmt: skip
    none = Case("c").with_value("rights.mortgages", Value(State.NONE))
    (change,) = adding_row(none, "rights.mortgages", Row("a", {}))
    case = applied(none, change.stamped(1, "", ""))
    assert len(case.rows("rights.mortgages")) == 1
    undone = applied(case, change.stamped(1, "", "").reversed(2, ""))
    assert undone.state("rights.mortgages") is State.NONE


@pytest.mark.parametrize(
    ("path", "new", "code"),
    [
        ("no.such", "x", "unknown_field"),
        ("address.city/part", "x", "unknown_field"),
        ("rights.owners/a/nickname", "x", "unknown_field"),
        ("rights.owners/zzz/name", "x", "unknown_row"),
        ("rights.owners/@order", ["zzz"], "wrong_order"),
        ("rights.owners/row0", {"name": "x"}, "row_id_twice"),
        ("licensing.completion_certificate/colour", "x", "unknown_field"),
        ("visit.date", "soon", "not_a_date"),
    ],
)
def test_an_edit_when_it_does_not_fit_then_it_is_refused(path: str, new: Json, code: str) -> None:
    row_id = filled_case().rows("rights.owners")[0].id
    with pytest.raises(Refused) as refused:
        applied(filled_case(), Edit(1, path.replace("/a/", f"/{row_id}/"), None, new, "", ""))
    assert refused.value.code == code


@pytest.mark.parametrize("cells", [{"number": "7", "date": "2020-01-02"}, {"number": "7"}])
@pytest.mark.parametrize("new", [Value.of("8"), None])
def test_a_records_cell_when_changed_and_undone_then_the_record_says_as_before_where_it_is_from(
    cells: dict[str, str], new: Value | None
) -> None:
    path = "licensing.completion_certificate"
    source: Json = {"origin": "document", "document": "ab" * 32, "page": 2}
    case = decode_case("c", {path: {"value": cells, "state": "value", "source": source}})
    changes = setting(case, f"{path}/number", new)
    changed = after(case, changes)
    if changed.value(path) is not None:
        assert changed.values[path].provenance == case.values[path].provenance
    for change in reversed(changes):
        changed = applied(changed, change.stamped(1, "", "").reversed(2, ""))
    assert changed.values == case.values
