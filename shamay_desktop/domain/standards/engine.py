"""The rule engine: every rule in force is put to a case, and its hits become findings."""

from collections.abc import Iterable, Iterator
from datetime import date

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.severity import Severity
from shamay_desktop.domain.standards.finding import Finding
from shamay_desktop.domain.standards.predicate import Hit
from shamay_desktop.domain.standards.rule_set import Rule, RuleSet
from shamay_desktop.domain.standards.situation import Situation
from shamay_desktop.domain.valuation.cells import text_in

_GRAVEST_FIRST = list(Severity)
_MISSING = "mandatory"


def check(
    case: Case, rules: RuleSet, *, today: date, evidence: CaseEvidence | None = None
) -> tuple[Finding, ...]:
    """Every finding, gravest first, then in the order of the rule set.

    Pure and without waiting, so that a window may ask after each edit. Without `evidence` the
    rules about papers and photos keep silent.
    """
    situation = Situation(case, today, evidence)
    signed_on = situation.signing_day
    findings = [
        _finding(rule, hit, situation)
        for rule in rules.rules
        if rule.applies(case, signed_on) and situation.disputed.isdisjoint(rule.yields_to)
        for hit in rule.predicate.check(situation, rule.parameters)
    ]
    return tuple(sorted(_once(findings), key=lambda each: _GRAVEST_FIRST.index(each.severity)))


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Without what is said to be missing a second time, by a rule set of its own."""
    missing: set[str] = set()
    for finding in findings:
        if finding.facts.keys() == {"field"} and len(finding.fields) == 1:
            if finding.fields[0] in missing:
                continue
            if finding.rule == _MISSING:
                missing.add(finding.fields[0])
        yield finding


def _finding(rule: Rule, hit: Hit, situation: Situation) -> Finding:
    return Finding(
        rule=rule.id,
        clause=hit.clause or rule.clause,
        severity=Severity.BLOCK if hit.blocks else rule.severity,
        fields=hit.fields,
        facts=hit.facts,
        reason=next(_reasons(situation, rule.id, hit), None),
        contradiction=hit.contradiction,
        document=hit.document,
        page=hit.page,
        proposal=_proposal(hit.fields, situation),
        said=rule.said,
        said_why=rule.said_why,
        mark=hit.mark,
    )


def _proposal(fields: tuple[str, ...], situation: Situation) -> str | None:
    """The first of the places where nothing stands and for which a paper has a value."""
    case, proposed = situation.case, situation.proposed
    return next((path for path in fields if path in proposed and not case.content(path)), None)


def _reasons(situation: Situation, rule_id: str, hit: Hit) -> Iterator[str]:
    """What the appraiser wrote on the rule, for one of the fields or for the rule as a whole.

    A reason for what sources said is none for what they say now, when that is something else.
    """
    for row in situation.explained.get(rule_id, ()):
        place, mark = text_in(row, "field"), text_in(row, "mark")
        if (not place or place in hit.fields) and mark in ("", hit.mark):
            reason = text_in(row, "reason").strip()
            if reason:
                yield reason
