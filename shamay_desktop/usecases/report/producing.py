"""Producing a report: its content from a case, its preview, and its files as assets."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.market.price_index import PriceIndex
from shamay_desktop.domain.market.price_index_json import all_indexes, office_indexes
from shamay_desktop.domain.plots.choosing import PRINTED
from shamay_desktop.domain.plots.plot import PlotKind
from shamay_desktop.domain.records import (
    Asset,
    AssetType,
    Happened,
    Office,
    Person,
    Status,
    Valuation,
)
from shamay_desktop.domain.report_content import PictureFile, ReportContent
from shamay_desktop.domain.report_edits.arrangement import arrangement_of
from shamay_desktop.domain.report_edits.arranging import Arranged, arranged
from shamay_desktop.domain.report_edits.keys import keyed
from shamay_desktop.domain.report_places import BlockPlace
from shamay_desktop.domain.standards import Severity
from shamay_desktop.domain.valuation.from_case import value_of
from shamay_desktop.domain.valuation.grid import chosen_index
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.cases.working import valuation_now
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.checks.findings import findings_of
from shamay_desktop.usecases.evidence.adding import read_evidence
from shamay_desktop.usecases.market.own_cases import keep_case_evidence
from shamay_desktop.usecases.office.rules import rules_of
from shamay_desktop.usecases.ports import Cancelled, Progress, UnitOfWork
from shamay_desktop.usecases.report.content import build_content, generated_content
from shamay_desktop.usecases.report.inputs import Replaced, ReportInputs
from shamay_desktop.usecases.report.pictures import prepare_pictures, turns_of
from shamay_desktop.usecases.review.sent import keep_sent
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
class Preview:
    """A report as it would print now: a PDF in a temporary file, and its number of pages.

    `arranged` is its content with what the appraiser changed, `generated` what the case alone
    made of it, `places` where each block stands on the pages. `evidence` and `pictures` are what
    it was made with: a change of the appraiser's words needs neither anew.
    """

    pdf: Path
    pages: int
    arranged: Arranged
    generated: ReportContent
    places: tuple[BlockPlace, ...]
    evidence: CaseEvidence = field(default_factory=CaseEvidence)
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A produced file: its asset, and where the copy for the user lies."""

    asset: Asset
    path: Path


def report_inputs(services: Services, actor: Actor, case: Case) -> ReportInputs:
    """What a report of this case is made of. Raises Refused(`case_unknown`), NotAllowed."""
    rules = rules_of(services, actor)
    with services.database.work(actor) as work:
        valuation = work.valuations.get(case.id)
        if valuation is None:
            raise Refused("case_unknown", case=case.id)
        require(actor, Permission.READ_CASE, owner_id=valuation.created_by_id)
        evidence = read_evidence(work, case.id)
        office = work.offices.office(actor.organization_id)
        return ReportInputs(
            case=case,
            evidence=evidence,
            office=office,
            signer=_signer(work.offices.person(valuation.created_by_id), case),
            status=_status_of(valuation, case),
            result=value_of(case),
            annex_pages={document.sha256: document.pages for document in evidence.documents},
            clauses={rule.id: rule.clause for rule in rules.rules if rule.clause is not None},
            index=_index(services, office, case),
            replaces=_replaced(work, case, evidence),
        )


def _replaced(work: UnitOfWork, case: Case, evidence: CaseEvidence) -> Replaced | None:
    """The signed version before this one, for the list of what was changed."""
    version = work.versions.of(case.id)
    before = None
    if version is not None and version.replaces_id is not None:
        before = work.versions.get(version.replaces_id)
    signed = None if before is None else work.valuations.get(before.valuation_id)
    if version is None or before is None or signed is None:
        return None
    at = before.signers[0].at if before.signers else before.created_at
    earlier = read_evidence(work, signed.id)
    return Replaced(
        version.number, at.date().isoformat(), signed.case, earlier.hashes != evidence.hashes,
        version.note,
    )  # fmt: skip


def _index(services: Services, office: Office, case: Case) -> PriceIndex | None:
    """The index of the case; its table is read only where a plot of the report shows it."""
    asked = case.content(PRINTED)
    if not isinstance(asked, tuple) or PlotKind.DATE.value not in asked:
        return None
    known = all_indexes(services.indexes(), office_indexes(office.practice))
    return chosen_index(case, known)


def _status_of(valuation: Valuation, case: Case) -> Status:
    """The stored state, but what differs from a case that was sent to review is a draft again."""
    changed = case.values != valuation.case.values
    return Status.IN_PROGRESS if changed and valuation.status is Status.READY else valuation.status


def _signer(person: Person, case: Case) -> Person:
    """Who made the case; without the picture of the signature when the report names another."""
    named = case.text("appraiser.licence_number")
    own = not named or not person.licence_number or named == person.licence_number
    return person if own else replace(person, signature_sha256=None)


def content_of(services: Services, actor: Actor, case: Case, language: Language) -> ReportContent:
    """The report's content of a case as it stands in memory."""
    return build_content(report_inputs(services, actor, case), load_texts(language))


def file_names(evidence: CaseEvidence) -> dict[str, str]:
    """The files of a case by SHA-256, by the names that the user knows."""
    names = {document.sha256: document.file_name for document in evidence.documents}
    return names | {image.sha256: image.file_name for image in evidence.images}


def preview_report(
    services: Services,
    actor: Actor,
    case: Case,
    language: Language,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    before: Preview | None = None,
) -> Preview:
    """The PDF as it would be written now, in a temporary file that the next preview replaces.

    `before` is a preview of the same case of which nothing but `report.changes` differs: what was
    generated for it still holds.
    """
    if before is None:
        inputs = report_inputs(services, actor, case)
        generated = keyed(generated_content(inputs, load_texts(language)))
        evidence = inputs.evidence
    else:
        generated, evidence = before.generated, before.evidence
    report = arranged(generated, arrangement_of(case))
    content = report.content
    pictures = prepare_pictures(
        services,
        content,
        on_progress,
        cancelled,
        names=file_names(evidence),
        turns=turns_of(evidence),
        ready={} if before is None else before.pictures,
    )
    target = services.temporary / f"preview-{case.id}-{new_id()}.pdf"
    write = services.writers[AssetType.PDF]
    places = write(content, pictures, target, created=services.clock.now()) or ()
    _clear_previews(services, case, target)
    pages = services.inspector.inspect(target).pages
    return Preview(target, pages, report, generated, places, evidence, pictures)


def _clear_previews(services: Services, case: Case, current: Path) -> None:
    for old in services.temporary.glob(f"preview-{case.id}-*.pdf"):
        if old != current:
            old.unlink(missing_ok=True)
            shutil.rmtree(old.with_name(f"{old.name}.pages"), ignore_errors=True)


def preview_page(services: Services, preview: Preview, page: int, dpi: int) -> PictureFile:
    """A page (from 1) of a preview as a picture."""
    return services.derived.page_of_file(preview.pdf, page, dpi)


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

    Raises Refused, WorldFailed(`folder_not_writable`, `disk_full`), WorkCancelled.
    """
    inputs = report_inputs(services, actor, case)
    content = build_content(inputs, load_texts(language))
    pictures = prepare_pictures(
        services,
        content,
        on_progress,
        cancelled,
        names=file_names(inputs.evidence),
        turns=turns_of(inputs.evidence),
    )
    chosen = {asset_type: (names or FILE_NAMES)[asset_type] for asset_type in formats}
    # All are made and kept before the first is handed out: whoever holds a file finds its line.
    assets = [
        _made(services, actor, case, content, pictures, asset_type, name)
        for asset_type, name in chosen.items()
    ]
    _keep(services, actor, assets)
    return tuple(
        WrittenFile(
            asset,
            services.exports.place(services.store.path(asset.sha256), folder / asset.file_name),
        )
        for asset in assets
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


def _keep(services: Services, actor: Actor, assets: Sequence[Asset]) -> None:
    with services.database.work(actor) as work:
        for asset in assets:
            work.assets.add(asset)
            payload = {"type": asset.asset_type.value, "sha256": asset.sha256}
            work.trail.write(Happened("report_written", "asset", asset.id, dict(payload)))
        work.commit()


def send_to_review(services: Services, actor: Actor, valuation_id: str) -> Changes:
    """IN_PROGRESS -> READY, unless a finding blocks it; the case as last typed is what goes.

    Raises Refused(`blocked_by_findings`; n), NotAllowed.
    """
    rules_of(services, actor)  # read first: a unit of work of its own
    with services.database.work(actor) as work:
        stored = editable(work, actor, valuation_id)
        require(actor, Permission.SEND_TO_REVIEW, owner_id=stored.created_by_id)
        case = valuation_now(work, valuation_id).case
        evidence = read_evidence(work, valuation_id)
        findings = findings_of(services, case, evidence, actor)
        blocking = [finding for finding in findings if finding.severity is Severity.BLOCK]
        if blocking:
            raise Refused("blocked_by_findings", n=len(blocking))
        work.valuations.save(replace(valued(stored, case), status=Status.READY))
        kept = keep_sent(services, actor, work, case, evidence, findings)
        work.trail.write(Happened("sent_to_review", "valuation", valuation_id, {"state": kept}))
        keep_case_evidence(services, actor, work, stored, case)
        work.commit()
    return Changes(valuation_id, cases=True, market=True)


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
