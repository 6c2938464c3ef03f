"""Signing a report: the last file, its signature, and in one transaction all that follows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Conflict, Refused
from shamay_desktop.domain.evidence import StoredFile
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import (
    Asset,
    AssetType,
    Happened,
    SessionStatus,
    Status,
    Valuation,
)
from shamay_desktop.domain.sealing import (
    ReportSigner,
    ReportVersion,
    VersionKind,
    case_json,
    content_hash,
)
from shamay_desktop.domain.signing import Capacity, SignatureMethod
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.office.rules import rules_of
from shamay_desktop.usecases.ports import Cancelled, Progress, UnitOfWork
from shamay_desktop.usecases.sealing.making import (
    Made,
    SigningOrder,
    as_signed,
    make,
    stop_if,
    workbench,
)
from shamay_desktop.usecases.sealing.readiness import Candidate, candidate
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.valued import valued

SEALED = "sealed-"
"""How the slug of a file that was issued begins."""

REPORT_FILE, CASE_FILE = "report.pdf", "case.json"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A signed report: its valuation and version, and where its file lies in the content store."""

    valuation: Valuation
    version: ReportVersion
    path: Path
    changes: Changes


def sign_report(
    services: Services,
    actor: Actor,
    valuation_id: str,
    order: SigningOrder,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Sealed:
    """Sign a report that is ready. READY -> SIGNED, and nobody edits it any more.

    In one transaction: the file and the values by their hashes, the version, the case with its
    figures, the version that it supersedes, the audit line. Whatever fails, the case is as it was.
    Raises Refused (one of `Readiness.problems`; `key_missing`, `certificate_of_another`; of
    `PdfSigner.sign`), NotAllowed, Conflict(`case_changed_meanwhile`), WorldFailed, WorkCancelled.
    """
    rules_of(services, actor)  # read first: a unit of work of its own
    if (order.key is None) is (order.method is SignatureMethod.CERTIFIED):
        raise Refused("key_missing")
    with services.database.work(actor) as work:
        ready = candidate(services, work, actor, valuation_id, order.method, order.language)
    if not ready.readiness.ready:
        raise ready.readiness.problems[0]
    at = services.clock.now().isoformat(timespec="milliseconds")
    case = as_signed(ready.valuation.case, actor, order.method, at)
    frozen = replace(valued(ready.valuation, case), status=Status.SIGNED)
    with workbench(services) as folder:
        made = make(services, actor, ready, case, order, folder, on_progress, cancelled)
        stop_if(cancelled)
        return _sealed(services, actor, ready, frozen, order, made)


def _sealed(
    services: Services,
    actor: Actor,
    ready: Candidate,
    frozen: Valuation,
    order: SigningOrder,
    made: Made,
) -> Sealed:
    with services.database.work(actor) as work:
        _require_unchanged(services, work, actor, ready, order)
        report = services.store.add(made.path)
        values = services.store.add_bytes(case_json(frozen.case))
        version = _version(services, actor, ready, frozen, order, made, report, values)
        _keep_files(services, actor, work, frozen.id, report, values)
        stored = work.valuations.save(frozen)
        _keep_version(work, ready, version)
        _end_session(work, frozen)
        work.trail.write(sealed_line("report_signed", version))
        work.commit()
    changes = Changes(frozen.id, cases=True, saved=True, review=True)
    return Sealed(stored, version, services.store.path(report.sha256), changes)


def _require_unchanged(
    services: Services, work: UnitOfWork, actor: Actor, ready: Candidate, order: SigningOrder
) -> None:
    """What was painted is what stands: values, papers, photos, words, looks, trail, rights."""
    work.valuations.hold(ready.valuation.id)
    work.sessions.active_of(ready.valuation.id, hold=True)
    now = candidate(services, work, actor, ready.valuation.id, order.method, order.language)
    same = (
        now.content_sha256 == ready.content_sha256
        and now.valuation.case.values == ready.valuation.case.values
        and now.valuation.version == ready.valuation.version
        and now.head == ready.head
        and now.version == ready.version
    )
    if not same or not now.readiness.ready:
        raise Conflict("case_changed_meanwhile", case=ready.valuation.title)


def _version(
    services: Services,
    actor: Actor,
    ready: Candidate,
    frozen: Valuation,
    order: SigningOrder,
    made: Made,
    report: StoredFile,
    values: StoredFile,
) -> ReportVersion:
    begun, now = ready.version, services.clock.now()
    certified = made.facts is not None
    signer = ReportSigner(
        made.facts.subject if made.facts is not None else ready.signer.name, Capacity.APPRAISER,
        now, made.facts.fingerprint if made.facts is not None else "", made.level,
    )  # fmt: skip
    unsigned = order.method is SignatureMethod.NONE
    return ReportVersion(
        id=new_id() if begun is None else begun.id,
        valuation_id=frozen.id,
        number=1 if begun is None else begun.number,
        kind=VersionKind.SIGNED if certified else VersionKind.ISSUED,
        method=order.method,
        created_by=actor.user_id,
        created_at=now if begun is None else begun.created_at,
        pdf_sha256=report.sha256,
        content_sha256=content_hash(frozen.case, ready.evidence, ready.printed.sha256),
        case_json_sha256=values.sha256,
        audit_head=ready.head,
        replaces_id=None if begun is None else begun.replaces_id,
        signers=() if unsigned else (signer,),
        note=order.note or ("" if begun is None else begun.note),
    )


def _keep_version(work: UnitOfWork, ready: Candidate, version: ReportVersion) -> None:
    """The version, and the mark on the one that it replaces."""
    if ready.version is None:
        work.versions.add(version)
    else:
        work.versions.seal(version)
    before = None if version.replaces_id is None else work.versions.get(version.replaces_id)
    if before is not None:
        work.versions.supersede(before.id, version.id)
        told: dict[str, Json] = {"version": before.id, "by": version.id}
        work.trail.write(Happened("report_superseded", "valuation", before.valuation_id, told))


def _keep_files(
    services: Services,
    actor: Actor,
    work: UnitOfWork,
    valuation_id: str,
    report: StoredFile,
    values: StoredFile,
) -> None:
    kept = ((AssetType.PDF, REPORT_FILE, report), (AssetType.JSON, CASE_FILE, values))
    for kind, name, stored in kept:
        work.assets.add(sealed_asset(services, actor, valuation_id, kind, name, stored))


def sealed_asset(
    services: Services,
    actor: Actor,
    valuation_id: str,
    kind: AssetType,
    name: str,
    stored: StoredFile,
) -> Asset:
    """The row of a file that was issued: it is told from a draft's by its slug."""
    made = new_id()
    return Asset(
        made, valuation_id, kind, name, stored.sha256, stored.sha256, f"{SEALED}{made}",
        actor.user_id, services.clock.now(),
    )  # fmt: skip


def _end_session(work: UnitOfWork, frozen: Valuation) -> None:
    record = work.sessions.active_of(frozen.id)
    if record is not None:
        ended = replace(
            record, status=SessionStatus.COMPLETED, case=frozen.case, folded_seq=record.last_seq
        )
        work.sessions.save(ended)


def sealed_line(action: str, version: ReportVersion) -> Happened:
    """The audit line of a version with the hashes of what was issued."""
    payload: Mapping[str, Json] = {
        "version": version.id,
        "number": str(version.number),
        "method": version.method.value,
        "pdf_sha256": version.pdf_sha256,
        "content_sha256": version.content_sha256,
        "case_json_sha256": version.case_json_sha256,
        "audit_head": version.audit_head,
        "signatures": str(len(version.signers)),
    }
    return Happened(action, "valuation", version.valuation_id, dict(payload))
