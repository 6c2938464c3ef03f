"""Rule sets as data: parsed, refused by name, overridden by an office."""

import copy
from datetime import date
from decimal import Decimal

import pytest

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.standards import (
    Severity,
    blocks_signing,
    check,
    overridden,
    overridden_by_text,
    parse_rule_set,
    rule_set_of_text,
)
from tests.domain.standards.clean_case import EVIDENCE, TODAY, clean_case

PARAMETERS: dict[str, object] = {"date": "visit.date", "before": "report.date", "months": 3}
RULE: dict[str, object] = {
    "id": "visit-age",
    "clause": "1.1 §6.4",
    "severity": "warn",
    "check": "older_than",
    "parameters": PARAMETERS,
}
SET: dict[str, object] = {
    "name": "test", "version": "1", "date": "2026-11-20", "rules": [RULE],
}  # fmt: skip
OLD_VISIT: dict[str, Json] = {"visit.date": "2026-08-01", "valuation.date_reason": "נמסר מאוחר"}


def with_rule(**changes: object) -> dict[str, object]:
    rule = {**copy.deepcopy(RULE), **changes}
    return {**SET, "rules": [{key: entry for key, entry in rule.items() if entry != "—"}]}


def explained_by(row: dict[str, str]) -> dict[str, Json]:
    """The old visit with one row of explanations."""
    return {**OLD_VISIT, "checks.explanations": [{"id": "e", **row}]}


def test_rule_set_when_right_then_is_read_with_exact_numbers() -> None:
    rules = parse_rule_set(SET)
    assert (rules.name, rules.version, rules.date) == ("test", "1", date(2026, 11, 20))
    assert rules.rule("visit-age").parameters.number("months") == Decimal(3)
    with pytest.raises(KeyError):
        rules.rule("other")


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (with_rule(severity="grave"), "severity"),
        (with_rule(check="no_such_check"), "unknown_check"),
        (with_rule(id="—"), "id"),
        (with_rule(clause=5), "clause"),
        (with_rule(colour="red"), "colour"),
        (with_rule(valid_from="1.1.2027"), "date"),
        (with_rule(parameters={"date": "visit.date", "before": "x"}), "parameter months"),
        (with_rule(parameters={**PARAMETERS, "months": "many"}), "parameters"),
        (with_rule(when={"no.such": ["x"]}), "unknown_field"),
        (with_rule(when={}), "unknown_field"),
        (with_rule(unless={"report.kind": "full"}), "parameters"),
        ({**SET, "rules": [RULE, RULE]}, "twice"),
        ({**SET, "rules": "all"}, "rules"),
        ({**SET, "rules": ["visit"]}, "not_an_object"),
        ({**SET, "name": ""}, "name"),
        ({**SET, "date": None}, "date"),
        ({**SET, "date": "soon"}, "date"),
    ],
)  # fmt: skip
def test_rule_set_when_wrong_then_is_refused_by_what_is_wrong(
    raw: dict[str, object], problem: str
) -> None:
    with pytest.raises(Refused) as refusal:
        parse_rule_set(raw)
    assert refusal.value.code == "rule_set_wrong"
    assert refusal.value.facts["problem"] == problem


@pytest.mark.parametrize("text", ["", "{", "[]", "null"])
def test_rule_set_when_text_is_no_object_then_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        rule_set_of_text(text)


def test_override_when_office_changes_a_rule_then_the_rest_stays() -> None:
    office = """{"version": "office-2", "rules": [
        {"id": "visit-age", "severity": "block", "parameters": {"months": 6}}]}"""
    rules = overridden_by_text(parse_rule_set(SET), office)
    rule = rules.rule("visit-age")
    assert rules.version == "1+office-2"
    assert rule.severity is Severity.BLOCK
    assert rule.parameters.number("months") == 6
    assert rule.parameters.text("date") == "visit.date"
    assert rule.clause == "1.1 §6.4"


def test_override_when_office_turns_a_rule_off_then_it_is_gone() -> None:
    rules = overridden(
        parse_rule_set(SET), {"version": "2", "rules": [{"id": "visit-age", "off": True}]}
    )
    assert rules.rules == ()


@pytest.mark.parametrize(
    "change",
    [{"id": "no-such-rule"}, {"id": "visit-age", "check": "chosen"},
     {"id": "visit-age", "parameters": {"years": 1}}, {"severity": "note"}],
)  # fmt: skip
def test_override_when_it_names_what_is_not_there_then_is_refused(
    change: dict[str, object],
) -> None:
    with pytest.raises(Refused):
        overridden(parse_rule_set(SET), {"version": "2", "rules": [change]})


def test_validity_when_days_are_given_then_both_ends_are_inside() -> None:
    rules = parse_rule_set(with_rule(valid_from="2026-01-01", valid_until="2026-12-31"))
    rule = rules.rule("visit-age")
    days = ["2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"]
    in_force = [rule.applies(Case("x"), date.fromisoformat(day)) for day in days]
    assert in_force == [False, True, True, False]


def test_when_and_unless_when_lists_then_one_of_them_decides() -> None:
    rule = parse_rule_set(
        with_rule(
            when=[{"report.kind": ["full"]}, {"report.purpose": ["court"]}],
            unless={"report.standard": ["19"], "report.kind": ["full"]},
        )
    ).rule("visit-age")

    def applies(**codes: str) -> bool:
        case = Case("x")
        for name, code in codes.items():
            case = case.with_value(f"report.{name}", Value.of(code))
        return rule.applies(case, TODAY)

    assert not applies()
    assert applies(kind="full")
    assert applies(purpose="court")
    assert not applies(kind="full", standard="19")
    assert applies(purpose="court", standard="19")


def test_signing_when_a_warning_has_its_reason_then_nothing_blocks() -> None:
    rules = parse_rule_set(SET)
    bare = check(clean_case(OLD_VISIT), rules, today=TODAY)
    assert [finding.reason for finding in bare] == [None]
    assert blocks_signing(bare)
    for place in ("visit.date", ""):
        row = {"rule": "visit-age", "field": place, "reason": "הנכס מושכר ונעול"}
        explained = explained_by(row)
        found = check(clean_case(explained), rules, today=TODAY)
        assert [finding.reason for finding in found] == ["הנכס מושכר ונעול"]
        assert not blocks_signing(found)


@pytest.mark.parametrize(
    "row",
    [{"rule": "visit-age", "field": "report.kind", "reason": "x"},
     {"rule": "extract-age", "reason": "x"}, {"rule": "visit-age"}],
)  # fmt: skip
def test_signing_when_the_reason_is_anothers_or_empty_then_the_warning_blocks(
    row: dict[str, str],
) -> None:
    explained = explained_by(row)
    found = check(clean_case(explained), parse_rule_set(SET), today=TODAY)
    assert blocks_signing(found)


def test_signing_when_a_rule_blocks_then_a_reason_does_not_help() -> None:
    rules = parse_rule_set(with_rule(severity="block"))
    explained = explained_by({"rule": "visit-age", "reason": "x"})
    assert blocks_signing(check(clean_case(explained), rules, today=TODAY, evidence=EVIDENCE))
    assert not blocks_signing(
        check(clean_case(OLD_VISIT), parse_rule_set(with_rule(severity="note")), today=TODAY)
    )


def test_findings_when_of_several_severities_then_the_gravest_come_first() -> None:
    note = {**RULE, "id": "a", "severity": "note"}
    block = {**RULE, "id": "b", "severity": "block"}
    rules = parse_rule_set({**SET, "rules": [note, RULE, block]})
    found = check(clean_case(OLD_VISIT), rules, today=TODAY)
    assert [finding.rule for finding in found] == ["b", "visit-age", "a"]
