"""Decisions between sources: what they cover, what opens them again, what a reason needs."""

from types import MappingProxyType

import pytest

from shamay_desktop.domain.case import Case, Origin, Provenance, Row, State, Value
from shamay_desktop.domain.editing import Change, after
from shamay_desktop.domain.fields import BY_ID, FIELDS, Field, Kind
from shamay_desktop.domain.reading.decisions import (
    DECISIONS,
    NONE,
    deciding,
    decision_on,
    explaining_decision,
    is_settled,
    refused_in,
    spelling,
    unspelled,
)
from tests.filled_case import content_for

BY = Value.of("dana@example.com", Provenance(Origin.TYPED, by="dana@example.com", at="2026-03-20"))
DAY = Value.of("2026-03-20")
AREA = "unit.registered_area"
PAPER = Provenance(Origin.DOCUMENT, document="a" * 64, page=2)
THIRD, FOURTH = Value.of("97.6", PAPER), Value.of("96.7")


def decided(case: Case, taken: Value, *claims: Value, reason: str = "") -> Case:
    """The case after a decision."""
    said = Value.of(reason) if reason else None
    return after(case, deciding(case, AREA, taken, claims, by=BY, day=DAY, reason=said))


def test_a_decision_when_made_then_names_what_was_taken_and_all_that_was_refused() -> None:
    case = decided(Case("c"), THIRD, THIRD, FOURTH, Value(State.NONE), reason="הדף נבדק")
    row = decision_on(case, AREA)
    assert row is not None
    assert row.content("taken") == "97.6"
    assert refused_in(row) == {"96.7", NONE}
    assert row.content("document") == "a" * 64
    assert (row.content("by"), row.content("day")) == ("dana@example.com", "2026-03-20")
    assert row.content("reason") == "הדף נבדק"


def test_a_claim_when_no_decision_knows_it_then_the_question_is_open_again() -> None:
    case = decided(Case("c"), THIRD, THIRD, FOURTH)
    assert is_settled(case, AREA, [FOURTH, THIRD])
    assert is_settled(case, AREA, [THIRD])
    assert not is_settled(case, AREA, [THIRD, FOURTH, Value.of("95")])
    assert not is_settled(case, "parcel.area", [THIRD])


def test_a_second_decision_when_made_then_the_row_is_the_same_and_its_reason_stays() -> None:
    first = decided(Case("c"), THIRD, THIRD, FOURTH, reason="הדף נבדק")
    second = decided(first, FOURTH, THIRD, FOURTH)
    (row,) = second.rows(DECISIONS)
    assert row.id == first.rows(DECISIONS)[0].id
    assert (row.content("taken"), row.content("refused")) == ("96.7", "97.6")
    assert row.content("document") is None, "what was typed stands on no paper"
    assert row.content("reason") == "הדף נבדק"


def test_a_reason_when_there_is_a_decision_then_is_written_and_taken_back() -> None:
    case = decided(Case("c"), THIRD, THIRD, FOURTH)
    told = after(case, explaining_decision(case, AREA, Value.of("כי כך")))
    (row,) = told.rows(DECISIONS)
    assert row.content("reason") == "כי כך"
    (row,) = after(told, explaining_decision(told, AREA, None)).rows(DECISIONS)
    assert row.content("reason") is None
    nothing: tuple[Change, ...] = ()
    assert explaining_decision(Case("c"), AREA, Value.of("כי כך")) == nothing


def test_lists_when_read_twice_then_rows_are_told_by_what_they_say_alone() -> None:
    one = Value.of((Row("r1", MappingProxyType({"share": Value.of("1/2", PAPER)})),))
    same = Value.of((Row("r9", MappingProxyType({"share": Value.of("1/2")})),))
    other = Value.of((Row("r1", MappingProxyType({"share": Value.of("1/3")})),))
    assert spelling(one) == spelling(same)
    assert spelling(one) != spelling(other)
    assert "\n" not in spelling(Value.of("שורה\nשורה"))


@pytest.mark.parametrize(
    "member", [each for each in FIELDS if each.kind is not Kind.RECORD], ids=lambda one: one.id
)
def test_a_spelling_when_read_back_then_says_what_was_spelled(member: Field) -> None:
    value = Value.of(content_for(member, 1), PAPER)
    back = unspelled(member, spelling(value))
    assert back is not None
    assert spelling(back) == spelling(value)
    assert unspelled(member, NONE) == Value(State.NONE)


@pytest.mark.parametrize("words", ["[{", "{}", "[1]", '{"a": 1}', "null", "שני בעלים"])
def test_a_spelling_when_it_is_no_content_of_the_list_then_nothing_is_read_back(words: str) -> None:
    read = unspelled(BY_ID["rights.owners"], words)
    assert read is None or read.content == ()
    assert unspelled(BY_ID["unit.registered_area"], words) is None
