"""Defaults of a purpose: only for what nobody answered, gone with the purpose, never facts."""

import pytest

from shamay_desktop.domain.case import Case, Origin, Provenance, State, Value
from shamay_desktop.domain.editing import after, setting
from shamay_desktop.domain.fields import BY_ID, Need, field
from shamay_desktop.domain.fields.canonical import canonical
from shamay_desktop.domain.fields.purposes import KIND, PURPOSE
from shamay_desktop.domain.purpose_defaults import (
    BY_PURPOSE,
    GENERAL,
    following,
    purpose_of_note,
)
from shamay_desktop.domain.steps import asked_for

BY, AT = "dana@example.org", "2026-11-21T10:00:00.000+00:00"
PURPOSES = [choice.code for choice in field("report.purpose").choices]
TYPED = Provenance(Origin.TYPED, by=BY, at=AT)


def choosing(case: Case, code: str) -> Case:
    changes = setting(case, "report.purpose", Value.of(code, TYPED))
    return after(case, (*changes, *following(case, changes, BY, AT)))


def test_the_table_when_read_then_names_every_purpose_and_canonical_contents() -> None:
    assert set(BY_PURPOSE) == set(PURPOSES)
    for table in (GENERAL, *BY_PURPOSE.values()):
        for path, content in table.items():
            assert canonical(BY_ID[path], content) == content
            assert path != "report.purpose"


@pytest.mark.parametrize("code", PURPOSES)
def test_a_purpose_when_chosen_in_a_new_case_then_its_defaults_stand_and_say_so(code: str) -> None:
    case = choosing(Case("c"), code)
    for path, content in BY_PURPOSE[code].items():
        value = case.value(path)
        assert value is not None
        assert value.provenance is not None
        assert value.content == content
        assert value.provenance.origin is Origin.DEFAULT
        assert purpose_of_note(value.provenance.note) == code
        assert BY_ID[path].applies(case), path
    assert set(case.values) == {"report.purpose", *BY_PURPOSE[code]}


@pytest.mark.parametrize("state", [State.VALUE, State.EMPTY, State.NONE])
def test_a_default_when_somebody_answered_then_the_answer_stays(state: State) -> None:
    answer = Value(state, "full" if state is State.VALUE else None, TYPED)
    case = choosing(Case("c").with_value("report.kind", answer), "court")
    assert case.value("report.kind") == answer


def test_a_default_when_a_person_confirmed_it_then_it_stays() -> None:
    source = Provenance(Origin.DEFAULT, by=BY, note="purpose:court", confirmed_by=BY)
    case = Case("c").with_value("report.kind", Value.of("expert_opinion", source))
    assert choosing(case, "securities").content("report.kind") == "expert_opinion"


@pytest.mark.parametrize("first", PURPOSES)
@pytest.mark.parametrize("second", PURPOSES)
def test_a_purpose_when_changed_then_nothing_of_the_first_one_remains(
    first: str, second: str
) -> None:
    general = Provenance(Origin.DEFAULT, by=BY, at=AT)
    start = Case("c")
    for path, content in GENERAL.items():
        start = start.with_value(path, Value.of(content, general))
    case = choosing(choosing(start, first), second)
    alone = choosing(start, second)
    assert case.values == alone.values


def test_a_general_default_when_the_purpose_wants_another_then_gives_way_and_comes_back() -> None:
    general = Provenance(Origin.DEFAULT, by=BY, at=AT)
    start = Case("c").with_value("export.id_numbers", Value.of("last_four", general))
    public = choosing(start, "securities")
    assert public.content("export.id_numbers") == "none"
    assert choosing(public, "purchase").content("export.id_numbers") == "last_four"


def test_other_changes_when_made_then_no_default_follows() -> None:
    case = choosing(Case("c"), "court")
    changes = setting(case, "address.city", Value.of("חיפה", TYPED))
    assert following(case, changes, BY, AT) == ()
    again = setting(case, "report.purpose", Value.of("court", None))
    assert following(case, again, BY, AT) == ()


def test_a_field_chosen_in_the_same_gesture_when_a_purpose_is_too_then_it_is_kept() -> None:
    case = Case("c")
    changes = (
        *setting(case, "report.purpose", Value.of("court", TYPED)),
        *setting(case, "report.kind", Value.of("full", TYPED)),
    )
    assert "report.kind" not in {change.path for change in following(case, changes, BY, AT)}


# Fields that only some purposes show.


def shown_for(code: str) -> set[str]:
    case = choosing(Case("c"), code)
    return {member.group.key for member in BY_ID.values() if member.group and member.applies(case)}


ONLY_FOR = {
    "loan": {"collateral", "home_mortgage"},
    "levy": {"betterment_levy"},
    "betterment": {"betterment_levy"},
    "gains": {"capital_gains"},
    "purchase": {"purchase"},
    "inheritance": {"inheritance"},
    "partition": {"partition"},
    "court": {"court"},
    "decisive": {"decisive"},
    "accounts": {"financial_statements", "securities"},
    "securities": {"securities"},
    "policy": {"insurance"},
    "insurance": {"insurance"},
    "rent": {"rent"},
    "collateral": {"collateral"},
    "income": {"rent", "financial_statements", "securities", "collateral"},
    "income_value": {"rent", "financial_statements", "securities", "collateral"},
    "cost": {"collateral", "insurance"},
    "other_values": {
        "betterment_levy", "capital_gains", "inheritance", "partition", "court", "decisive",
        "financial_statements", "securities", "other",
    },
    "adjustments": set(PURPOSES) - {"insurance", "rent"},
    "plots": set(PURPOSES) - {"insurance", "rent"},
    "review": set(),
    "inspection": set(),
}  # fmt: skip
"""Group -> the purposes that show it in a case of which nothing else is known."""


@pytest.mark.parametrize("code", PURPOSES)
def test_a_purpose_when_chosen_then_its_groups_alone_are_shown(code: str) -> None:
    shown = shown_for(code)
    for group, purposes in ONLY_FOR.items():
        assert (group in shown) == (code in purposes), group


def test_every_group_of_a_purpose_when_listed_then_the_table_names_it() -> None:
    groups = {member.group.key: member.group for member in BY_ID.values() if member.group}
    by_purpose = {
        key
        for key, group in groups.items()
        if group.when is not None and {PURPOSE, KIND} & set(group.when.fields)
    }
    assert by_purpose == set(ONLY_FOR)


@pytest.mark.parametrize("code", PURPOSES)
def test_a_field_that_is_not_shown_when_the_case_lacks_it_then_it_is_not_asked_for(
    code: str,
) -> None:
    case = choosing(Case("c"), code)
    hidden = [member for member in BY_ID.values() if not member.applies(case)]
    assert hidden
    assert not any(asked_for(case, member) for member in hidden)
    assert any(member.need is Need.MANDATORY for member in hidden)


def test_reinstatement_when_it_is_the_basis_then_its_figures_are_asked_for() -> None:
    case = choosing(Case("c"), "other").with_value("value.basis", Value.of("reinstatement_cost"))
    assert not asked_for(case, BY_ID["valuation.adopted_price_per_sqm"])
    assert asked_for(case, BY_ID["insurance.unit_cost"])


def test_a_levys_fields_when_a_decisive_appraisal_is_about_one_then_they_are_shown() -> None:
    case = choosing(Case("c"), "decisive").with_value("decisive.subject", Value.of("levy"))
    assert BY_ID["levy.plan"].applies(case)
    other = case.with_value("decisive.subject", Value.of("compensation"))
    assert not BY_ID["levy.plan"].applies(other)
