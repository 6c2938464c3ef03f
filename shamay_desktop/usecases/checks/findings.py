"""Findings on a case: the rules over its values, and what its papers and photos lack."""

from collections.abc import Sequence

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.standards import Finding, check
from shamay_desktop.usecases.office.rules import rules_of
from shamay_desktop.usecases.services import Services


def findings_of(
    services: Services, case: Case, evidence: CaseEvidence, actor: Actor | None = None
) -> Sequence[Finding]:
    """Every finding by the rules of the actor's office, most severe first; fast.

    Without an actor (a folder that is in no office yet) by the rules that every office has.
    """
    rules = services.rules() if actor is None else rules_of(services, actor)
    return check(case, rules, today=services.clock.today(), evidence=evidence)
