"""Contradictions between the papers of a property, and between them and what stands in the case."""

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.reading.claim import Claim, Contradiction

__all__ = ["Claim", "Contradiction", "contradictions"]


def contradictions(case: Case, evidence: CaseEvidence) -> tuple[Contradiction, ...]:
    """Every fact on which the sources of the subject's property disagree, settled ones included."""
    return ()
