"""An office's rules: kept, believed only when whole, and what every check in the office goes by."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.standards import Severity, why, words
from shamay_desktop.domain.standards.office_rules import UNFIT
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.checks.findings import findings_of
from shamay_desktop.usecases.office.profile import office_of, save_office
from shamay_desktop.usecases.office.rules import (
    kept_rules,
    office_rules,
    read_rules_file,
    rules_in_force,
    rules_of,
    save_office_rules,
    shipped_sets,
    switched,
    write_rules_file,
)
from shamay_desktop.usecases.services import Services
from tests.domain.standards.clean_case import EVIDENCE, clean_case
from tests.unfit_rules import UNFIT_RAW, keep_unfit

RENT: dict[str, object] = {
    "id": "office-view",
    "clause": "נוהל 7",
    "severity": "warn",
    "check": "unstated",
    "parameters": {"fields": ["unit.view"]},
    "text": {"he": "במשרד שלנו מתארים תמיד {field}", "en": "We always state {field}"},
}
RAW: dict[str, object] = {
    "sets": {"international": True},
    "rules": [
        {"id": "visit-age", "severity": "block", "parameters": {"months": 1}},
        {"id": "transit", "off": True},
    ],
    "added": [RENT],
}


def found(services: Services, actor: Actor, case: Case) -> dict[str, Severity]:
    findings = findings_of(services, case, EVIDENCE, actor)
    return {finding.rule: finding.severity for finding in findings}


def test_office_when_it_changed_nothing_then_the_shipped_set_holds(
    services: Services, actor: Actor
) -> None:
    rules = rules_of(services, actor)
    assert rules.name == "israel"
    assert rules.rules == services.rules().rules
    assert office_rules(services, actor).raw == {}
    assert switched(shipped_sets(services), office_rules(services, actor)) == {
        "israel": True,
        "international": False,
    }


def test_office_rules_when_saved_then_every_check_of_the_office_goes_by_them(
    services: Services, actor: Actor
) -> None:
    # The visit on the 1st is five weeks old for the report of the 15th of the next month.
    case = clean_case({"environment.transit": None, "visit.date": "2026-10-01",
                       "valuation.date_reason": "x", "report.date": "2026-11-02"})  # fmt: skip
    before = found(services, actor, case)
    assert "transit" in before
    assert "visit-age" not in before
    save_office_rules(services, actor, RAW)
    after = found(services, actor, case)
    assert "transit" not in after
    assert after["visit-age"] is Severity.BLOCK
    assert after["office-view"] is Severity.WARN
    assert after["intl-users"] is Severity.WARN


def test_rule_of_an_office_when_broken_then_says_its_own_words_in_either_language(
    services: Services, actor: Actor
) -> None:
    save_office_rules(services, actor, RAW)
    findings = findings_of(services, clean_case(), CaseEvidence(), actor)
    (own,) = [finding for finding in findings if finding.rule == "office-view"]
    said = {language: strip_marks(words(own, load_texts(language))) for language in Language}
    assert said[Language.EN] == "We always state View"
    assert said[Language.HE].startswith("במשרד שלנו מתארים תמיד ")
    assert own.clause == "נוהל 7"


def test_office_rules_when_kept_then_the_version_counts_on_and_the_trail_says_what(
    services: Services, actor: Actor
) -> None:
    save_office_rules(services, actor, RAW)
    save_office_rules(services, actor, {"rules": []})
    assert office_rules(services, actor).version == "office-2"
    with services.database.work(actor) as work:
        lines = [line for line in work.trail.lines() if line.action == "rules_changed"]
    told = {json.dumps(line.payload, sort_keys=True) for line in lines}
    assert any('"added": ["office-view"]' in line for line in told)
    assert len(lines) == 2


def test_office_rules_when_taken_back_then_the_shipped_set_holds_again(
    services: Services, actor: Actor
) -> None:
    save_office_rules(services, actor, RAW)
    save_office_rules(services, actor, None)
    assert rules_of(services, actor).rules == services.rules().rules


@pytest.mark.parametrize(
    ("raw", "rule", "problem"),
    [
        ({"colour": 1}, "", "colour"),
        ({"sets": {"mars": True}}, "", "set mars"),
        ({"sets": {"israel": "yes"}}, "", "sets"),
        ({"rules": [{"id": "no-such"}]}, "no-such", "unknown_rule"),
        ({"rules": [{"id": "visit-age", "severity": "grave"}]}, "visit-age", "severity"),
        ({"rules": [{"id": "visit-age", "parameters": {"months": "x"}}]}, "visit-age",
         "parameters"),
        ({"rules": [{"id": "visit-age", "parameters": {"date": "no.field"}}]}, "visit-age",
         "field no.field"),
        ({"rules": "all"}, "", "rules"),
        ({"added": [{**RENT, "id": "visit-age"}]}, "visit-age", "twice"),
        ({"added": [{**RENT, "id": "Bad Id"}]}, "Bad Id", "id"),
        ({"added": [{**RENT, "text": {}}]}, "office-view", "text"),
        ({"added": [{**RENT, "text": {"fr": "x"}}]}, "office-view", "text"),
        ({"added": [{**RENT, "check": "no_such"}]}, "office-view", "unknown_check"),
        ({"added": [{**RENT, "parameters": {"fields": ["no.such"]}}]}, "office-view",
         "field no.such"),
        ({"added": [{**RENT, "check": "same_number",
                     "parameters": {"field": "unit.finish", "other": "unit.layout"}}]},
         "office-view", "does_not_fit"),
        ({"added": ["rule"]}, "", "not_an_object"),
    ],
)  # fmt: skip
def test_office_rules_when_wrong_then_are_refused_by_name_and_nothing_is_lost(
    services: Services, actor: Actor, raw: Mapping[str, object], rule: str, problem: str
) -> None:
    save_office_rules(services, actor, RAW)
    kept = office_of(services, actor).rules
    with pytest.raises(Refused) as refusal:
        save_office_rules(services, actor, raw)
    assert (refusal.value.code, refusal.value.facts) == (
        "rule_set_wrong", {"rule": rule, "problem": problem},
    )  # fmt: skip
    assert office_of(services, actor).rules == kept
    assert rules_of(services, actor).rule("office-view")


@pytest.mark.parametrize("role", [Role.ORG_ADMIN, Role.APPRAISER])
def test_office_rules_when_anyone_but_the_owner_saves_them_then_is_refused(
    services: Services, actor: Actor, role: Role
) -> None:
    with pytest.raises(NotAllowed):
        save_office_rules(services, replace(actor, role=role), RAW)


def test_office_rules_when_the_letterhead_is_saved_from_a_stale_form_then_stay(
    services: Services, actor: Actor
) -> None:
    form = office_of(services, actor)
    save_office_rules(services, actor, RAW)
    save_office(services, actor, replace(form, name="משרד"))
    assert rules_of(services, actor).rule("office-view")


def test_file_of_rules_when_written_and_read_then_gives_the_same_rules(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    save_office_rules(services, actor, RAW)
    first = rules_of(services, actor)
    target = write_rules_file(services, tmp_path / "rules.json", office_rules(services, actor))
    save_office_rules(services, actor, None)
    save_office_rules(services, actor, read_rules_file(target))
    assert rules_of(services, actor).rules == first.rules


def test_file_of_rules_when_it_has_a_fraction_then_it_stays_exact(tmp_path: Path) -> None:
    source = tmp_path / "r.json"
    source.write_text(
        '{"rules": [{"id": "adjustments", "parameters": {"percent": 12.5}}]}', encoding="utf-8"
    )
    expected = [{"id": "adjustments", "parameters": {"percent": "12.5"}}]
    assert read_rules_file(source)["rules"] == expected


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "file_missing"), (b"\xff\xfe\x00", "file_unreadable"), (b"{", "rule_set_wrong"),
     (b"[]", "rule_set_wrong"), (b" " * (1024 * 1024 + 1), "file_too_large")],
)  # fmt: skip
def test_file_of_rules_when_bad_then_is_refused_by_its_name(
    tmp_path: Path, content: bytes | None, code: str
) -> None:
    source = tmp_path / "rules.json"
    if content is not None:
        source.write_bytes(content)
    with pytest.raises(Refused) as refusal:
        read_rules_file(source)
    assert refusal.value.code == code


def test_kept_rules_when_they_no_longer_fit_then_the_shipped_ones_hold_and_it_blocks(
    services: Services, actor: Actor
) -> None:
    keep_unfit(services, actor)
    findings = findings_of(services, clean_case({"environment.transit": None}), EVIDENCE, actor)
    by_rule = {finding.rule: finding for finding in findings}
    assert by_rule[UNFIT].blocks_signing
    assert "transit" in by_rule
    for language in Language:
        said = strip_marks(words(by_rule[UNFIT], load_texts(language)))
        assert "gone-rule" in said
        assert why(by_rule[UNFIT], load_texts(language))
    with pytest.raises(Refused, match="rule_set_wrong"):
        office_rules(services, actor)
    assert kept_rules(services, actor).raw == UNFIT_RAW
    assert rules_in_force(services, actor).raw == {}


def test_rules_that_no_longer_fit_when_others_are_saved_then_those_hold(
    services: Services, actor: Actor
) -> None:
    keep_unfit(services, actor)
    save_office_rules(services, actor, {"rules": [{"id": "transit", "off": True}]})
    rules = {rule.id for rule in rules_of(services, actor).rules}
    assert UNFIT not in rules
    assert "transit" not in rules
    assert office_rules(services, actor).version == "office-5"
