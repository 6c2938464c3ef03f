"""Whether a report may be signed now, and if not, each reason by its code."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.records import Person, Status, Valuation
from shamay_desktop.domain.review import Approval
from shamay_desktop.domain.sealing import ReportVersion, content_hash
from shamay_desktop.domain.signing import SignatureMethod
from shamay_desktop.domain.standards import Finding, Severity
from shamay_desktop.usecases.cases.working import valuation_now
from shamay_desktop.usecases.checks.findings import findings_of
from shamay_desktop.usecases.evidence.adding import read_evidence
from shamay_desktop.usecases.office.rules import rules_of
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services


@dataclass(frozen=True, slots=True)
class Readiness:
    """What stands between a case and its signature: `problems`, none when it may be signed.

    `approval` is the reviewer's, None when there is none or it speaks of an earlier state. It is
    shown, not demanded: an office of one has nobody to give it.
    """

    problems: tuple[Refused, ...]
    findings: tuple[Finding, ...]
    approval: Approval | None

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
    readiness: Readiness

    @property
    def content_sha256(self) -> str:
        """The hash of what it says."""
        return content_hash(self.valuation.case, self.evidence)


def readiness(
    services: Services, actor: Actor, valuation_id: str, method: SignatureMethod
) -> Readiness:
    """What stands in the way of signing so.

    Raises Refused(`case_unknown`, `case_in_trash`), NotAllowed.
    """
    rules_of(services, actor)  # read first: a unit of work of its own
    with services.database.work(actor) as work:
        return candidate(services, work, actor, valuation_id, method).readiness


def candidate(
    services: Services,
    work: UnitOfWork,
    actor: Actor,
    valuation_id: str,
    method: SignatureMethod,
) -> Candidate:
    """The case as last typed, with all that signing asks of it. Raises as `readiness`."""
    valuation = valuation_now(work, valuation_id)
    require(actor, Permission.SIGN_CASE, owner_id=valuation.created_by_id)
    evidence = read_evidence(work, valuation_id)
    person = work.offices.person(actor.user_id)
    findings = tuple(findings_of(services, valuation.case, evidence, actor))
    version = work.versions.of(valuation_id)
    found = [
        *_of_state(valuation),
        *_of_findings(findings),
        *_of_signer(person, valuation.case, method),
        *_of_reference(work, valuation, version),
    ]
    lines = work.trail.lines(valuation_id)
    return Candidate(
        valuation, evidence, person, version, lines[-1].hash if lines else "",
        Readiness(tuple(found), findings, _approval(work, valuation, evidence)),
    )  # fmt: skip


def _approval(work: UnitOfWork, valuation: Valuation, evidence: CaseEvidence) -> Approval | None:
    standing = work.reviews.standing(valuation.id)
    said = content_hash(valuation.case, evidence)
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


def _of_signer(person: Person, case: Case, method: SignatureMethod) -> Iterator[Refused]:
    named = (case.text("appraiser.licence_number") or "").strip()
    own = person.licence_number.strip()
    if not own:
        yield Refused("licence_missing")
    elif named != own:
        yield Refused("licence_differs", named=named or "–", own=own)
    if method is SignatureMethod.IMAGE and person.signature_sha256 is None:
        yield Refused("signature_picture_missing")


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
