"""All that is looked at after each edit: findings, contradictions, proposals, foreign papers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.reading.belonging import (
    Belongs,
    PaperProperty,
    Place,
    belonging,
    properties,
)
from shamay_desktop.domain.reading.contradictions import Contradiction, contradictions
from shamay_desktop.domain.reading.proposals import Proposal, proposals
from shamay_desktop.domain.standards import Finding
from shamay_desktop.usecases.checks.findings import findings_of
from shamay_desktop.usecases.services import Services


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look at a case and its papers found; `case` and `evidence` are those looked at."""

    case: Case
    evidence: CaseEvidence
    findings: Sequence[Finding] = ()
    contradictions: Sequence[Contradiction] = ()
    proposals: Sequence[Proposal] = ()
    properties: Sequence[PaperProperty] = ()
    belongs: Mapping[Place, Belongs] = field(default_factory=lambda: MappingProxyType({}))


def check_case(
    services: Services, case: Case, evidence: CaseEvidence, actor: Actor | None = None
) -> Checked:
    """Everything that the window shows of a case beside its values; pure, and without waiting."""
    return Checked(
        case=case,
        evidence=evidence,
        findings=tuple(findings_of(services, case, evidence, actor)),
        contradictions=contradictions(case, evidence),
        proposals=proposals(case, evidence),
        properties=properties(evidence),
        belongs=belonging(case, evidence),
    )
