"""Whether a report may be signed now, and if not, each reason by its code."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.records import Person, Status, Valuation
from shamay_desktop.domain.report_edits.arranging import Remark
from shamay_desktop.domain.review import Approval
from shamay_desktop.domain.sealing import ReportVersion, content_hash
from shamay_desktop.domain.signing import SignatureMethod
from shamay_desktop.domain.standards import Finding, Severity
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.cases.working import valuation_now
from shamay_desktop.usecases.checks.findings import findings_of
from shamay_desktop.usecases.evidence.lot import read_evidence
from shamay_desktop.usecases.office.rules import rules_of
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.report.printed import Printed, obstacles, printed_report
from shamay_desktop.usecases.sealing.kept import sealed_file
from shamay_desktop.usecases.services import Services


@dataclass(frozen=True, slots=True)
class Readiness:
    """What stands between a case and its signature: `problems`, none when it may be signed.

    `remarks` are those of the printed report that the appraiser has not confirmed. `approval` is
    the reviewer's, None when there is none or it speaks of an earlier state. It is shown, not
    demanded: an office of one has nobody to give it.
    """

    problems: tuple[Refused, ...]
    findings: tuple[Finding, ...]
    approval: Approval | None
    remarks: tuple[Remark, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that is about to be signed, as one look at the database found it."""

    valuation: Valuation
    evidence: CaseEvidence
    signer: Person
    version: ReportVersion | None
    head: str
    printed: Printed
    readiness: Readiness

    @property
    def content_sha256(self) -> str:
        """The hash of what it says and prints."""
        return content_hash(self.valuation.case, self.evidence, self.printed.sha256)


def readiness(
    services: Services,
    actor: Actor,
    valuation_id: str,
    method: SignatureMethod,
    language: Language = Language.HE,
) -> Readiness:
    """What stands in the way of signing so, the report printed in a language.

    Raises Refused(`case_unknown`, `case_in_trash`), NotAllowed.
    """
    rules_of(services, actor)  # read first: a unit of work of its own
    with services.database.work(actor) as work:
        return candidate(services, work, actor, valuation_id, method, language).readiness


def candidate(
    services: Services,
    work: UnitOfWork,
    actor: Actor,
    valuation_id: str,
    method: SignatureMethod,
    language: Language = Language.HE,
) -> Candidate:
    """The case as last typed, with all that signing asks of it. Raises as `readiness`.

    Whoever calls it has read the office's rules before (`rules_of`).
    """
    valuation = valuation_now(work, valuation_id)
    require(actor, Permission.SIGN_CASE, owner_id=valuation.created_by_id)
    evidence = read_evidence(work, valuation_id)
    person = work.offices.person(actor.user_id)
    findings = tuple(findings_of(services, valuation.case, evidence, actor))
    printed = printed_report(services, work, actor, valuation, evidence, language)
    version = work.versions.of(valuation_id)
    found = [
        *_of_state(valuation),
        *_of_findings(findings),
        *obstacles(printed),
        *_of_signer(services, person, valuation.case, method),
        *_of_version(work, valuation, version),
        *_of_reference(work, valuation, version),
    ]
    lines = work.trail.lines(valuation_id)
    said = content_hash(valuation.case, evidence, printed.sha256)
    approval = _approval(work, valuation, said)
    return Candidate(
        valuation, evidence, person, version, lines[-1].hash if lines else "", printed,
        Readiness(tuple(found), findings, approval, printed.remarks),
    )  # fmt: skip


def _approval(work: UnitOfWork, valuation: Valuation, said: str) -> Approval | None:
    standing = work.reviews.standing(valuation.id)
    return standing if standing is not None and standing.content_sha256 == said else None


def _of_state(valuation: Valuation) -> Iterator[Refused]:
    if valuation.status in (Status.SIGNED, Status.ARCHIVED):
        yield Refused("case_signed", case=valuation.title)
    elif valuation.archived_at is not None:
        yield Refused("case_archived", case=valuation.title)
    elif valuation.status is not Status.READY:
        yield Refused("not_sent", case=valuation.title)


def _of_findings(findings: Sequence[Finding]) -> Iterator[Refused]:
    blocking = sum(finding.severity is Severity.BLOCK for finding in findings)
    unexplained = sum(finding.blocks_signing for finding in findings) - blocking
    if blocking:
        yield Refused("findings_block_signing", n=blocking)
    if unexplained:
        yield Refused("warnings_unexplained", n=unexplained)


def _of_signer(
    services: Services, person: Person, case: Case, method: SignatureMethod
) -> Iterator[Refused]:
    named = (case.text("appraiser.licence_number") or "").strip()
    own = person.licence_number.strip()
    if not own:
        yield Refused("licence_missing")
    elif named != own:
        yield Refused("licence_differs", named=named or "–", own=own)
    if method is SignatureMethod.IMAGE and not _is_kept(services, person.signature_sha256):
        yield Refused("signature_picture_missing")


def _is_kept(services: Services, sha256: str | None) -> bool:
    """Whether a file is there as it was kept: a lost one would only be missed while signing."""
    try:
        return sha256 is not None and sealed_file(services, sha256).is_file()
    except WorldFailed:
        return False


def _of_version(
    work: UnitOfWork, valuation: Valuation, version: ReportVersion | None
) -> Iterator[Refused]:
    """Of two cases that were begun to replace one report, the first that is signed does."""
    replaces = None if version is None else version.replaces_id
    before = None if replaces is None else work.versions.get(replaces)
    if version is None or before is None:
        return
    if before.superseded_by_id not in (None, version.id):
        yield Refused("superseded", case=valuation.title)


def _of_reference(
    work: UnitOfWork, valuation: Valuation, version: ReportVersion | None
) -> Iterator[Refused]:
    """A reference is one report's; its own earlier versions bear it too."""
    reference = valuation.case.text("report.reference")
    if not reference:
        return
    line = [] if version is None else work.versions.line_of(version)
    own = {valuation.id, *(each.valuation_id for each in line)}
    if set(work.versions.sealed_references(reference)) - own:
        yield Refused("reference_taken", reference=reference)
