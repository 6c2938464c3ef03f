"""The five steps over a case folder: the same use cases as the wizard's, without a window."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import AssetType, Valuation
from shamay_desktop.domain.standards import Finding, Severity
from shamay_desktop.domain.steps import StepProgress, progress
from shamay_desktop.domain.valuation.from_case import value_of
from shamay_desktop.domain.valuation.result import ValuationResult
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.cases.importing import Imported, import_case
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.checks.findings import findings_of
from shamay_desktop.usecases.ports import Progress
from shamay_desktop.usecases.reading.at_once import OnPage, read_papers
from shamay_desktop.usecases.reading.taking import clean_changes
from shamay_desktop.usecases.report.producing import (
    FILE_NAMES,
    WrittenFile,
    send_to_review,
    take_back,
    write_report,
)
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.keeping import close_session, finish_step
from shamay_desktop.usecases.wizard.opening import open_case
from shamay_desktop.usecases.wizard.session import WizardSession

UNSENT = ("report_remarks_open", "report_part_missing")
"""What keeps a report from being sent though no rule blocks it."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run gave: the case as it ended, its steps, findings, value and files.

    `stopped` is why the case was not sent to review although no finding blocks it.
    """

    imported: Imported
    valuation: Valuation
    steps: Sequence[StepProgress]
    findings: Sequence[Finding]
    result: ValuationResult | None
    files: tuple[WrittenFile, ...]
    evidence: CaseEvidence
    stopped: Refused | None = None


def run_case(
    services: Services,
    actor: Actor,
    root: Path,
    out: Path,
    language: Language = Language.HE,
    on_progress: Progress | None = None,
    on_page: OnPage | None = None,
) -> Run:
    """Import, read the papers, finish the five steps, and write the report.

    What papers say beyond doubt is taken where the folder says nothing; what it says stays, and
    where a paper says otherwise that is a finding. The case is sent to review unless a finding
    blocks or the report lacks what none goes out without; then it stays IN_PROGRESS and its report
    is a draft.
    Raises as `import_case` and `write_report`.
    """
    if out.resolve() == root.resolve():
        raise Refused("out_is_case_folder", folder=str(out))
    imported = import_case(services, actor, root, on_progress)
    read = read_papers(services, actor, imported.valuation_id, on_page)
    _finish_all(services, actor, imported.valuation_id, read)
    valuation, evidence = case_now(services, actor, imported.valuation_id)
    findings = findings_of(services, valuation.case, evidence, actor)
    blocked = any(finding.severity is Severity.BLOCK for finding in findings)
    stopped = _stopped(services, actor, valuation.id, blocked=blocked)
    valuation, _evidence = case_now(services, actor, imported.valuation_id)
    files = write_report(
        services, actor, valuation.case, language, out,
        (AssetType.PDF, AssetType.DOCX), names=FILE_NAMES,
    )  # fmt: skip
    steps = tuple(progress(valuation.case, valuation.finished).values())
    return Run(imported, valuation, steps, findings, value_of(valuation.case), files, evidence,
        stopped,
    )  # fmt: skip


def _stopped(
    services: Services, actor: Actor, valuation_id: str, *, blocked: bool
) -> Refused | None:
    """Send the case to review; why it was not, beside findings, None when it was or they block."""
    if not blocked:
        try:
            send_to_review(services, actor, valuation_id)
        except Refused as problem:
            if problem.code not in UNSENT:
                raise
            take_back(services, actor, valuation_id)
            return problem
        return None
    take_back(services, actor, valuation_id)
    return None


def _finish_all(
    services: Services, actor: Actor, valuation_id: str, evidence: CaseEvidence
) -> None:
    """Take what is beyond doubt, and finish each step in order as a person who presses Next."""
    opened = open_case(services, actor, valuation_id)
    session = WizardSession(opened.record, opened.valuation, actor, services.clock)
    taken = clean_changes(session.case, evidence, actor.email, services.clock.now())
    if taken:
        session.apply(taken)
    for step in Step:
        session.step = step
        snapshot = session.snapshot()
        session.adopt(finish_step(services, actor, snapshot, step).valuation, snapshot)
        session.mark_journalled(snapshot.seq)
    close_session(services, actor, session.snapshot())
