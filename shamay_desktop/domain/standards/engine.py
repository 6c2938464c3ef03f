"""The rule engine: every rule in force is put to a case, and its hits become findings."""

from collections.abc import Iterator
from datetime import date

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.standards.finding import Finding, Severity
from shamay_desktop.domain.standards.predicate import Hit
from shamay_desktop.domain.standards.rule_set import Rule, RuleSet
from shamay_desktop.domain.standards.situation import Situation
from shamay_desktop.domain.valuation.cells import text_in

_GRAVEST_FIRST = list(Severity)


def check(
    case: Case, rules: RuleSet, *, today: date, evidence: CaseEvidence | None = None
) -> tuple[Finding, ...]:
    """Every finding, gravest first, then in the order of the rule set.

    Pure and without waiting, so that a window may ask after each edit. Without `evidence` the
    rules about papers and photos keep silent.
    """
    situation = Situation(case, today, evidence)
    findings = [
        _finding(rule, hit, case)
        for rule in rules.rules
        if rule.applies(case, situation.signing_day)
        for hit in rule.predicate.check(situation, rule.parameters)
    ]
    return tuple(sorted(findings, key=lambda finding: _GRAVEST_FIRST.index(finding.severity)))


def _finding(rule: Rule, hit: Hit, case: Case) -> Finding:
    return Finding(
        rule=rule.id,
        clause=hit.clause or rule.clause,
        severity=Severity.BLOCK if hit.blocks else rule.severity,
        fields=hit.fields,
        facts=hit.facts,
        reason=next(_reasons(case, rule.id, hit.fields), None),
    )


def _reasons(case: Case, rule_id: str, fields: tuple[str, ...]) -> Iterator[str]:
    """What the appraiser wrote on the rule, for one of the fields or for the rule as a whole."""
    for row in case.rows("checks.explanations"):
        place = text_in(row, "field")
        if text_in(row, "rule") == rule_id and (not place or place in fields):
            reason = text_in(row, "reason").strip()
            if reason:
                yield reason
