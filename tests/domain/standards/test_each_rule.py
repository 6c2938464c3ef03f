"""Each rule of the shipped sets: it passes, it fails, another version, another purpose."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.evidence import CaseEvidence, Document
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.standards import Finding, Rule, check
from shamay_desktop.domain.standards.rule_set import Clauses
from tests.domain.standards import paper_cases, rule_cases
from tests.domain.standards.clean_case import EVIDENCE, TODAY, clean_case
from tests.domain.standards.rule_sets import INTERNATIONAL, ISRAEL

Example = tuple[Mapping[str, Json], CaseEvidence, date]

RULES: dict[str, Rule] = {rule.id: rule for each in (ISRAEL, INTERNATIONAL) for rule in each.rules}
INTERNATIONAL_IDS = {rule.id for rule in INTERNATIONAL.rules}


def _international() -> dict[str, Mapping[str, Json]]:
    """What breaks a rule of the report minimum: its first field is not stated, or denied."""
    broken: dict[str, Mapping[str, Json]] = {"intl-value": {"valuation.areas": None}}
    for rule in INTERNATIONAL.rules:
        if rule.check == "unstated":
            broken[rule.id] = {rule.parameters.texts("fields")[0]: None}
        elif rule.check == "denied":
            broken[rule.id] = {rule.parameters.texts("fields")[0]: False}
    return broken


def _broken() -> dict[str, list[tuple[Example, str]]]:
    table: dict[str, list[tuple[Example, str]]] = {}
    for rule, changes, field in (*rule_cases.BROKEN, *rule_cases.FURTHER_BROKEN):
        table.setdefault(rule, []).append(((changes, EVIDENCE, TODAY), field))
    for rule, changes, field in rule_cases.IN_2027_BROKEN:
        later = {**rule_cases.IN_2027, **changes}
        table.setdefault(rule, []).append(((later, EVIDENCE, rule_cases.LATER), field))
    for rule, changes in rule_cases.WITHOUT_EVIDENCE.items():
        table.setdefault(rule, []).append(((changes, CaseEvidence(), TODAY), ""))
    for each in paper_cases.BROKEN:
        evidence = paper_cases.with_papers(*each.papers)
        table.setdefault(each.rule, []).append(((each.changes, evidence, TODAY), each.field))
    for rule, international in _international().items():
        table.setdefault(rule, []).append(((international, EVIDENCE, TODAY), ""))
    return table


def _kept() -> list[tuple[str, Example]]:
    table: list[tuple[str, Example]] = [
        (rule, (changes, EVIDENCE, TODAY))
        for rule, changes in (*rule_cases.KEPT, *rule_cases.FURTHER_KEPT)
    ]
    table += [
        (rule, ({**rule_cases.IN_2027, **changes}, EVIDENCE, rule_cases.LATER))
        for rule, changes in rule_cases.IN_2027_KEPT
    ]
    table += [
        (rule, (changes, EVIDENCE, TODAY)) for rule, changes in rule_cases.WITHOUT_EVIDENCE.items()
    ]
    table += [
        (each.rule, (each.changes, paper_cases.with_papers(*each.papers), TODAY))
        for each in paper_cases.KEPT
    ]
    return table


BROKEN = _broken()
KEPT = _kept()


def found(example: Example, rule: str) -> list[Finding]:
    changes, evidence, today = example
    findings = check(clean_case(changes), _set_of(rule), today=today, evidence=evidence)
    return [finding for finding in findings if finding.rule == rule]


def test_rules_when_shipped_then_each_has_a_case_that_breaks_it() -> None:
    assert set(BROKEN) == set(RULES)


def test_rules_when_both_sets_are_read_then_no_id_stands_twice() -> None:
    assert len(RULES) == len(ISRAEL.rules) + len(INTERNATIONAL.rules)


@pytest.mark.parametrize(
    ("rule", "at"), [(rule, at) for rule, cases in BROKEN.items() for at in range(len(cases))]
)
def test_rule_when_broken_then_is_found_at_its_field(rule: str, at: int) -> None:
    example, field = BROKEN[rule][at]
    hits = found(example, rule)
    assert hits
    assert not field or field in hits[0].fields
    assert hits[0].severity is RULES[rule].severity


@pytest.mark.parametrize(("rule", "example"), KEPT, ids=[rule for rule, _ in KEPT])
def test_rule_when_just_kept_then_keeps_silent(rule: str, example: Example) -> None:
    assert found(example, rule) == []


@pytest.mark.parametrize("rule", sorted(RULES))
def test_rule_when_the_case_is_clean_then_passes(rule: str) -> None:
    clean: dict[str, Json] = INTERNATIONAL_CLEAN if rule in INTERNATIONAL_IDS else {}
    assert found((clean, EVIDENCE, TODAY), rule) == []


INTERNATIONAL_CLEAN: dict[str, Json] = {
    "appraiser.title": "שמאית מקרקעין", "report.intended_users": {"state": "none"},
    "value.basis_definition": "הסכום המשוער…", "visit.extent": "full",
    "report.assumptions": {"state": "none"}, "report.special_assumptions": {"state": "none"},
    "report.limitation": {"state": "none"}, "report.publication": {"state": "none"},
    "report.material_uncertainty": {"state": "none"}, "declarations.relations": {"state": "none"},
}  # fmt: skip


@pytest.mark.parametrize("rule", sorted(RULES))
def test_rule_when_another_version_is_in_force_then_keeps_silent(rule: str) -> None:
    """A rule without days of validity holds on every day; one with them on no other day."""
    one = RULES[rule]
    case = clean_case(BROKEN[rule][0][0][0])
    first, last = one.valid_from, one.valid_until
    if first is None and last is None:
        assert one.applies(case, date.min)
        assert one.applies(case, date.max)
        return
    for outside in (first and first - timedelta(1), last and last + timedelta(1)):
        if outside is not None:
            assert not one.applies(case, outside)
            changes = {**BROKEN[rule][0][0][0], "report.date": outside.isoformat()}
            assert found((changes, EVIDENCE, outside), rule) == []


@pytest.mark.parametrize("rule", sorted(RULES))
def test_rule_when_the_case_has_another_purpose_then_keeps_silent(rule: str) -> None:
    """A rule that names no purpose or class holds for all of them."""
    one, (example, _) = RULES[rule], BROKEN[rule][0]
    changes, evidence, today = example
    if not one.when and not one.unless:
        for code in (choice.code for choice in BY_ID["report.purpose"].choices):
            other = clean_case(changes).with_value("report.purpose", Value.of(code))
            assert one.applies(other, today)
        return
    case = clean_case(changes)
    assert one.applies(case, date.fromisoformat(str(case.content("report.date"))))
    for other in _otherwise(case, one):
        findings = check(other, _set_of(rule), today=today, evidence=evidence)
        assert rule not in {finding.rule for finding in findings}


def _set_of(rule: str):  # type: ignore[no-untyped-def]
    return INTERNATIONAL if rule in INTERNATIONAL_IDS else ISRAEL


def _otherwise(case: Case, rule: Rule) -> list[Case]:
    """The case as it is none of those that the rule is for, and as each of those that it spares."""
    others = [_set(case, clause) for clause in rule.unless]
    return [*others, _cleared(case, rule.when)] if rule.when else others


def _set(case: Case, clause: Mapping[str, frozenset[str]]) -> Case:
    for path, codes in clause.items():
        case = case.with_value(path, Value.of(min(codes)))
    return case


def _cleared(case: Case, when: Clauses) -> Case:
    for path, codes in [pair for clause in when for pair in clause.items()]:
        if case.content(path) in codes:
            case = case.with_value(path, None)
    return case


@pytest.mark.parametrize(("rule", "changes", "papers"), paper_cases.YIELDING)
def test_rule_when_the_papers_contradict_then_says_it_only_once(
    rule: str, changes: dict[str, Json], papers: tuple[Document, ...]
) -> None:
    assert found((changes, EVIDENCE, TODAY), rule)
    evidence = paper_cases.with_papers(*papers)
    assert found((changes, evidence, TODAY), rule) == []


def test_rules_that_yield_when_listed_then_each_has_its_example() -> None:
    yielding = {rule.id for rule in ISRAEL.rules if rule.yields_to}
    assert yielding == {rule for rule, _, _ in paper_cases.YIELDING}
