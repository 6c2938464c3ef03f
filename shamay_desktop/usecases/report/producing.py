"""Producing a report: its content from a case, its preview, and its files as assets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import (
    Asset,
    AssetType,
    Happened,
    Status,
    Valuation,
)
from shamay_desktop.domain.report_content import PictureFile, ReportContent
from shamay_desktop.domain.standards import Severity
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.cases.working import valuation_now
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.checks.findings import findings_of
from shamay_desktop.usecases.drawings.keeping import KeptDrawing, keep_drawn, noted
from shamay_desktop.usecases.drawings.requests import drawings_of
from shamay_desktop.usecases.evidence.lot import read_evidence
from shamay_desktop.usecases.market.own_cases import keep_case_evidence
from shamay_desktop.usecases.office.rules import rules_of
from shamay_desktop.usecases.ports import Cancelled, Progress
from shamay_desktop.usecases.report.content import build_content
from shamay_desktop.usecases.report.gathering import report_inputs
from shamay_desktop.usecases.report.pictures import prepare_pictures, turns_of
from shamay_desktop.usecases.report.pinning import pinned
from shamay_desktop.usecases.report.printed import obstacles, printed_report
from shamay_desktop.usecases.review.sent import keep_sent
from shamay_desktop.usecases.sealing.kept import sealed_file
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.keeping import journal_edits
from shamay_desktop.usecases.wizard.opening import begun, editable
from shamay_desktop.usecases.wizard.session import Snapshot
from shamay_desktop.usecases.wizard.valued import valued

FILE_NAMES = {
    AssetType.PDF: "report.pdf",
    AssetType.DOCX: "report.docx",
    AssetType.JSON: "report.json",
    AssetType.CSV: "report.csv",
}


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A produced file: its asset, and where the copy for the user lies."""

    asset: Asset
    path: Path


def content_of(services: Services, actor: Actor, case: Case, language: Language) -> ReportContent:
    """The report's content of a case as it stands in memory."""
    return build_content(report_inputs(services, actor, case), load_texts(language))


def file_names(evidence: CaseEvidence) -> dict[str, str]:
    """The files of a case by SHA-256, by the names that the user knows."""
    names = {document.sha256: document.file_name for document in evidence.documents}
    return names | {image.sha256: image.file_name for image in evidence.images}


def write_report(
    services: Services,
    actor: Actor,
    case: Case,
    language: Language,
    folder: Path,
    formats: tuple[AssetType, ...] = (AssetType.PDF, AssetType.DOCX),
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    names: dict[AssetType, str] | None = None,
) -> tuple[WrittenFile, ...]:
    """Write the report's files into a folder and keep each as an asset, with its audit line.

    The PDF of a signed case is the file that was signed; its other formats are marked as copies.
    Raises Refused, WorldFailed(`folder_not_writable`, `disk_full`), WorkCancelled.
    """
    inputs = report_inputs(services, actor, case)
    content = build_content(inputs, load_texts(language))
    pictures = prepare_pictures(
        services, content, on_progress, cancelled,
        names=file_names(inputs.evidence), turns=turns_of(inputs.evidence),
        drawings=drawings_of(inputs.case, load_texts(language)),
    )  # fmt: skip
    if AssetType.PDF in formats or AssetType.DOCX in formats:
        keep_drawn(services, actor, case, language, cancelled)
    chosen = {asset_type: (names or FILE_NAMES)[asset_type] for asset_type in formats}
    signed = _signed_file(services, actor, case) if AssetType.PDF in chosen else None
    # All are made and kept before the first is handed out: whoever holds a file finds its line.
    made = [
        _made(services, actor, case, content, pictures, asset_type, name)
        for asset_type, name in chosen.items()
        if asset_type is not AssetType.PDF or signed is None
    ]
    _keep(services, actor, made, signed)
    named = [] if signed is None else [replace(signed, file_name=chosen[AssetType.PDF])]
    return _handed_out(services, (*named, *made), folder, [*chosen])


def _handed_out(
    services: Services, assets: Sequence[Asset], folder: Path, order: Sequence[AssetType]
) -> tuple[WrittenFile, ...]:
    """Copies of files that are kept, in the order that was asked for."""
    return tuple(
        WrittenFile(
            asset,
            services.exports.place(services.store.path(asset.sha256), folder / asset.file_name),
        )
        for asset in sorted(assets, key=lambda each: order.index(each.asset_type))
    )


def _made(
    services: Services,
    actor: Actor,
    case: Case,
    content: ReportContent,
    pictures: Mapping[str, PictureFile],
    asset_type: AssetType,
    name: str,
) -> Asset:
    """One file of the report in the content store, and what is known of it."""
    created = services.clock.now()
    made = services.temporary / f"{new_id()}-{asset_type.value.lower()}"
    try:
        services.writers[asset_type](content, pictures, made, created=created)
        stored = services.store.add(made)
    finally:
        made.unlink(missing_ok=True)
    return Asset(
        new_id(), case.id, asset_type, name, stored.sha256, stored.sha256,
        f"{case.id}-{stored.sha256[:12]}", actor.user_id, created,
    )  # fmt: skip


def _signed_file(services: Services, actor: Actor, case: Case) -> Asset | None:
    """The file of a signed case as it was issued last; None where the case is not signed.

    Raises WorldFailed(`stored_file_altered`, `stored_file_missing`).
    """
    with services.database.work(actor) as work:
        version = work.versions.of(case.id)
        sha256 = None if version is None else version.pdf_sha256
        rows = [asset for asset in work.assets.of(case.id) if asset.sha256 == sha256]
    if sha256 is None or not rows:
        return None
    sealed_file(services, sha256)
    return rows[-1]


def _keep(services: Services, actor: Actor, assets: Sequence[Asset], given: Asset | None) -> None:
    """What was made, and the line of a signed file that is handed out once more."""
    with services.database.work(actor) as work:
        if given is not None:
            told: dict[str, Json] = {"sha256": given.sha256}
            subject = given.valuation_id or ""
            work.trail.write(Happened("report_given_out", "valuation", subject, told))
        for asset in assets:
            work.assets.add(asset)
            payload = {"type": asset.asset_type.value, "sha256": asset.sha256}
            work.trail.write(Happened("report_written", "asset", asset.id, dict(payload)))
        work.commit()


def send_to_review(services: Services, actor: Actor, valuation_id: str) -> Changes:
    """IN_PROGRESS -> READY; the case as last typed is what goes, printed from then on by the
    template that it is printed by now.

    Its map pictures are drawn and kept, and their hashes noted in it.
    Raises Refused(`blocked_by_findings`: n; `report_remarks_open`: n; `report_part_missing`: part),
    NotAllowed, and as `keep_drawn`.
    """
    rules_of(services, actor)  # read first: a unit of work of its own
    pictures = _drawn(services, actor, valuation_id)
    with services.database.work(actor) as work:
        work.valuations.hold(valuation_id)  # nobody edits it in between
        stored = editable(work, actor, valuation_id)
        require(actor, Permission.SEND_TO_REVIEW, owner_id=stored.created_by_id)
        case = valuation_now(work, valuation_id).case
        evidence = read_evidence(work, valuation_id)
        findings = findings_of(services, case, evidence, actor)
        blocking = [finding for finding in findings if finding.severity is Severity.BLOCK]
        if blocking:
            raise Refused("blocked_by_findings", n=len(blocking))
        printed = printed_report(services, work, actor, valued(stored, case), evidence)
        for reason in obstacles(printed):
            raise reason
        case = noted(services, work, actor, pinned(services, work, actor, case), pictures)
        work.valuations.save(replace(valued(stored, case), status=Status.READY))
        kept = keep_sent(services, actor, work, case, evidence, findings, printed.content)
        work.trail.write(Happened("sent_to_review", "valuation", valuation_id, {"state": kept}))
        keep_case_evidence(services, actor, work, stored, case)
        work.commit()
    return Changes(valuation_id, cases=True, market=True)


def _drawn(services: Services, actor: Actor, valuation_id: str) -> tuple[KeptDrawing, ...]:
    """The map pictures of a case that may be sent, drawn and kept before anybody has to wait."""
    with services.database.work(actor) as work:
        stored = editable(work, actor, valuation_id)
        require(actor, Permission.SEND_TO_REVIEW, owner_id=stored.created_by_id)
        case = valuation_now(work, valuation_id).case
    return keep_drawn(services, actor, case)


def take_back(services: Services, actor: Actor, valuation_id: str) -> Changes:
    """READY -> IN_PROGRESS: a case that a finding blocks now, e.g. as time has passed.

    Raises Refused(`case_unknown`, `case_signed`), NotAllowed, WorldFailed.
    """
    with services.database.work(actor) as work:
        begun(work, editable(work, actor, valuation_id))
        work.commit()
    return Changes(valuation_id, cases=True)


def send_open_case(services: Services, actor: Actor, snapshot: Snapshot) -> Valuation:
    """Send the case of a wizard's session to review, with all that was typed until now.

    Returns the valuation as it stands afterwards. Raises as `journal_edits`, `send_to_review`.
    """
    journal_edits(services, actor, snapshot)
    send_to_review(services, actor, snapshot.valuation.id)
    with services.database.work(actor) as work:
        return editable(work, actor, snapshot.valuation.id)
