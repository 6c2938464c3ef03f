"""What the list tells of one case without opening it: steps, findings, last files."""

from collections.abc import Mapping
from dataclasses import dataclass

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.standards import Severity
from shamay_desktop.domain.steps import StepProgress, progress
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.checks.findings import findings_of
from shamay_desktop.usecases.services import Services


@dataclass(frozen=True, slots=True)
class QuickLook:
    """Steps, numbers of blocking findings and of warnings, and file names, latest first."""

    progress: Mapping[Step, StepProgress]
    block: int
    warn: int
    files: tuple[str, ...]


def quick_look(services: Services, actor: Actor, valuation_id: str) -> QuickLook:
    """What a case holds as last typed. Raises Refused(`case_unknown`), NotAllowed, WorldFailed."""
    valuation, evidence = case_now(services, actor, valuation_id)
    findings = findings_of(services, valuation.case, evidence, actor)
    files = [(file.created_at, file.file_name) for file in evidence.documents]
    files += [(file.created_at, file.file_name) for file in evidence.images]
    return QuickLook(
        progress(valuation.case, valuation.finished),
        sum(finding.severity is Severity.BLOCK for finding in findings),
        sum(finding.severity is Severity.WARN for finding in findings),
        tuple(name for _, name in sorted(files, reverse=True)),
    )
