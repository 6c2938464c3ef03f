"""A text that was taken knows its template and its facts, and says which of them changed."""

from shamay_desktop.domain.case import Case, Origin, Provenance, State, Value
from shamay_desktop.domain.texts.assembling import assembled
from shamay_desktop.domain.texts.kept import (
    Standing,
    changed_since,
    from_template,
    standing,
    template_of,
    value_of_text,
)
from shamay_desktop.domain.texts.template import Template
from shamay_desktop.i18n.language import Language

TEMPLATE = Template("t", "unit.layout", "חלוקה", "{unit.rooms} חדרים[, קומה {unit.floor}].")


def _case(**told: str) -> Case:
    return Case("c", {path.replace("__", "."): Value.of(each) for path, each in told.items()})


def _taken(case: Case) -> Value:
    of = assembled(TEMPLATE, case, Language.HE)
    return value_of_text(of.text, of, Language.HE, "dana@example.com", "2026-11-02T08:00:00+00:00")


def test_text_when_taken_then_says_its_template_and_who_took_it() -> None:
    value = _taken(_case(unit__rooms="4"))
    assert value.content == "4 חדרים."
    assert value.provenance is not None
    assert value.provenance.origin is Origin.COMPUTED
    assert value.provenance.confirmed_by == "dana@example.com"
    taken = template_of(value)
    assert taken is not None
    assert (taken.template_id, taken.title, dict(taken.facts)) == (
        "t",
        "חלוקה",
        {"unit.rooms": "4"},
    )


def test_facts_when_changed_since_then_their_fields_are_named() -> None:
    value = _taken(_case(unit__rooms="4", unit__floor="2"))
    assert changed_since(_case(unit__rooms="4", unit__floor="2"), value) == ()
    assert changed_since(_case(unit__rooms="5", unit__floor="2"), value) == ("unit.rooms",)
    assert changed_since(_case(unit__rooms="4"), value) == ("unit.floor",)


def test_standing_when_asked_then_tells_whose_words_stand_there() -> None:
    taken = _taken(_case(unit__rooms="4"))
    typed = Value.of("בידיי", Provenance(Origin.TYPED))
    assert standing(None, "x") is Standing.EMPTY
    assert standing(Value(State.EMPTY), "x") is Standing.EMPTY
    assert standing(taken, "4 חדרים.") is Standing.SAME
    assert standing(taken, "5 חדרים.") is Standing.TAKEN
    assert standing(typed, "x") is Standing.TYPED
    assert standing(Value(State.NONE), "x") is Standing.ANSWERED


def test_note_when_it_is_another_or_broken_then_is_no_template() -> None:
    broken = ("", "case:1", "template:", "template:[]", 'template:{"id": 1}')
    assert [from_template(each) for each in (None, *broken)] == [None] * 6
