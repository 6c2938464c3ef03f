"""Findings on a case: the rules over its values, and what its papers and photos lack."""

from collections.abc import Sequence

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.standards import Finding, check
from shamay_desktop.usecases.evidence.adding import read_evidence
from shamay_desktop.usecases.services import Services


def findings_of(services: Services, case: Case, evidence: CaseEvidence) -> Sequence[Finding]:
    """Every finding, most severe first; pure and fast."""
    return check(case, services.rules(), today=services.clock.today(), evidence=evidence)


def check_case(services: Services, actor: Actor, valuation_id: str) -> Sequence[Finding]:
    """Findings on what the finished steps of a case hold. Raises Refused(`case_unknown`)."""
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        valuation = work.valuations.get(valuation_id)
        if valuation is None:
            raise Refused("case_unknown", case=valuation_id)
        evidence = read_evidence(work, valuation_id)
    return findings_of(services, valuation.case, evidence)
