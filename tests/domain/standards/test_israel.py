"""The shipped rule set as a whole: a whole case breaks no rule; versions, words, any field."""

import json
from datetime import date

import pytest

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.standards import Finding, check, why, words
from shamay_desktop.domain.standards.catalogue import PREDICATES
from shamay_desktop.domain.standards.office_rules import UNFIT
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.resource_files import resource
from tests.domain.standards import test_each_rule as each_rule
from tests.domain.standards.clean_case import EVIDENCE, FIELDS, NONE, TODAY, clean_case
from tests.domain.standards.rule_cases import COMPREHENSIVE, IN_2027, LATER, NO_EVIDENCE
from tests.domain.standards.rule_sets import INTERNATIONAL_TEXT, ISRAEL, ISRAEL_TEXT

RULES = ISRAEL


def found(
    changes: dict[str, Json], today: date = TODAY, evidence: CaseEvidence | None = EVIDENCE
) -> tuple[Finding, ...]:
    return check(clean_case(changes), RULES, today=today, evidence=evidence)


def test_case_when_whole_then_no_rule_speaks() -> None:
    assert found({}) == ()


def test_predicates_when_registered_then_each_is_used() -> None:
    texts = (ISRAEL_TEXT, INTERNATIONAL_TEXT)
    named = {rule["check"] for text in texts for rule in json.loads(text)["rules"]}
    assert named == set(PREDICATES)


@pytest.mark.parametrize(
    ("evidence", "changes", "rules"),
    [
        (EVIDENCE, COMPREHENSIVE, set()),
        (NO_EVIDENCE, COMPREHENSIVE, {"front-photo", "location-map"}),
        (NO_EVIDENCE, {}, {"front-photo-full", "location-map-full"}),
        (None, COMPREHENSIVE, set()),
    ],
)
def test_pictures_when_missing_then_the_class_decides_how_grave_it_is(
    evidence: CaseEvidence | None, changes: dict[str, Json], rules: set[str]
) -> None:
    assert {finding.rule for finding in found(changes, evidence=evidence)} == rules


def test_standard_9_when_signed_in_2027_then_version_9_1_applies() -> None:
    covered: dict[str, Json] = {"valuation.areas/a2/category": "covered_balcony"}
    in_flat: dict[str, Json] = {"valuation.areas/a2/category": "flat"}
    assert "9.0" not in {f.rule for f in found({**IN_2027, **covered}, LATER)}
    assert "9.1" in {f.rule for f in found({**IN_2027, **in_flat}, LATER)}
    assert "9.1" not in {f.rule for f in found(in_flat)}


def test_registered_area_when_condominium_is_old_then_only_9_1_objects() -> None:
    by_register: dict[str, Json] = {**IN_2027, "valuation.area_basis": "registered"}
    assert "registered-area" in {f.rule for f in found(by_register, LATER)}
    recent: dict[str, Json] = {**by_register, "order.date": "2020-01-01"}
    assert "registered-area" not in {f.rule for f in found(recent, LATER)}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("rule", sorted(each_rule.BROKEN))
def test_findings_when_put_into_words_then_every_rule_has_a_sentence_and_a_why(
    rule: str, language: Language
) -> None:
    texts = load_texts(language)
    for example, _ in each_rule.BROKEN[rule]:
        for finding in each_rule.found(example, rule):
            said = strip_marks(words(finding, texts))
            assert "{" not in said
            assert "None" not in said
            assert why(finding, texts)


def test_catalogue_when_read_then_holds_no_sentence_of_a_rule_that_is_gone() -> None:
    keys = json.loads(resource("locales", "he", "rules.json").read_text(encoding="utf-8"))
    ids = set(each_rule.RULES)
    shared = {"at-row", "at-cell", "at-least", "at-most", "says-none", "rows", UNFIT}
    for key in keys:
        name = key.removeprefix("rules.").removesuffix(".why").removesuffix(".one")
        assert name in ids or name in shared


def test_findings_when_about_people_then_repeat_no_identity_number() -> None:
    findings = found({"rights.owners/o1/id_number": "987654321"})
    for language in Language:
        for finding in findings:
            assert "987654321" not in words(finding, load_texts(language))


def test_case_when_nothing_was_entered_then_every_mandatory_field_is_named_once() -> None:
    findings = check(Case("new"), RULES, today=TODAY)
    missing = [f.fields for f in findings if f.rule == "mandatory"]
    assert len(missing) == len(set(missing)) > 50
    expected = {"mandatory", "not-inspected", "history", "sources-log", "transit", "description"}
    assert {f.rule for f in findings} == expected


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_case_when_any_one_field_is_forgotten_empty_or_none_then_the_check_still_answers(
    field: str,
) -> None:
    empty: dict[str, Json] = {"state": "empty"}
    for content in (None, empty, NONE):
        for finding in found({field: content}):
            assert words(finding, load_texts(Language.HE))
