"""Findings on a case: the rules over its values, and what its papers and photos lack."""

from collections.abc import Sequence

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.standards import Finding, check
from shamay_desktop.usecases.services import Services


def findings_of(services: Services, case: Case, evidence: CaseEvidence) -> Sequence[Finding]:
    """Every finding, most severe first; pure and fast."""
    return check(case, services.rules(), today=services.clock.today(), evidence=evidence)
