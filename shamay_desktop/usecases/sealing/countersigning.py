"""What is added to a signed file: a reviewer's signature, a timestamp. What stands there stays."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.errors import Conflict, NotAllowed, Refused
from shamay_desktop.domain.records import AssetType, Valuation
from shamay_desktop.domain.sealing import ReportSigner, ReportVersion, VersionKind
from shamay_desktop.domain.signing import Capacity, Level
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.sealing.making import workbench
from shamay_desktop.usecases.sealing.signing import (
    REPORT_FILE,
    Sealed,
    sealed_asset,
    sealed_line,
)
from shamay_desktop.usecases.sealing.stamps import HEIGHT, stamp_lines
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.signing_ports import Key, SigningRequest
from shamay_desktop.usecases.wizard.opening import existing

_STAMP_WIDTH = 190.0


def countersign(
    services: Services,
    actor: Actor,
    valuation_id: str,
    key: Key,
    language: Language = Language.HE,
    *,
    timestamp_server: str = "",
) -> Sealed:
    """Add the reviewer's signature to a certified report that another person signed.

    Raises Refused(`not_sealed`, `not_certified`, `superseded`, `countersigned_already`; of
    `PdfSigner.sign`), NotAllowed(`not_allowed`, `own_signature`), Conflict, WorldFailed; the
    file and its row are then as they were.
    """
    valuation, version = _certified(services, actor, valuation_id, Permission.COUNTERSIGN)
    if any(signer.capacity is Capacity.REVIEWER for signer in version.signers):
        raise Refused("countersigned_already", case=valuation.title)
    facts, now = services.signer.certificate(key), services.clock.now()
    if any(signer.fingerprint == facts.fingerprint for signer in version.signers):
        raise NotAllowed("own_signature", name=facts.subject)
    texts = load_texts(language)

    def sign(source: Path, target: Path) -> None:
        stamp = target.with_name("stamp.pdf")
        with services.database.work(actor) as work:
            licence = work.offices.person(actor.user_id).licence_number
        lines = stamp_lines(texts, Capacity.REVIEWER, facts, licence, now)
        services.stamp_writer(
            lines, stamp, width=_STAMP_WIDTH, height=HEIGHT, language=texts.language
        )
        request = SigningRequest(
            Capacity.REVIEWER, facts.subject, texts("signing.reason_reviewer"), "", now, stamp,
            timestamp_server=timestamp_server,
        )  # fmt: skip
        services.signer.sign(source, target, key, request)

    level = Level.B_T if timestamp_server else Level.B_B
    signer = ReportSigner(facts.subject, Capacity.REVIEWER, now, facts.fingerprint, level)
    signed = replace(version, signers=(*version.signers, signer))
    return _extended(services, actor, valuation, version, signed, "report_countersigned", sign)


def add_timestamp(services: Services, actor: Actor, valuation_id: str, server: str) -> Sealed:
    """Let a server (URL) vouch for when a certified report was signed.

    Raises Refused(`not_sealed`, `not_certified`, `superseded`), NotAllowed, Conflict,
    WorldFailed(`timestamp_unavailable`); the file and its row are then as they were.
    """
    valuation, version = _certified(services, actor, valuation_id, Permission.READ_CASE)

    def stamp(source: Path, target: Path) -> None:
        services.signer.add_timestamp(source, target, server)

    signers = tuple(
        replace(signer, level=Level.B_T) if signer.level is Level.B_B else signer
        for signer in version.signers
    )
    stamped = replace(version, signers=signers)
    return _extended(services, actor, valuation, version, stamped, "report_timestamped", stamp)


def _certified(
    services: Services, actor: Actor, valuation_id: str, permission: Permission
) -> tuple[Valuation, ReportVersion]:
    with services.database.work(actor) as work:
        valuation = existing(work, valuation_id)
        require(actor, permission, owner_id=valuation.created_by_id)
        version = work.versions.of(valuation_id)
    if version is None or version.kind is VersionKind.DRAFT:
        raise Refused("not_sealed", case=valuation.title)
    if version.kind is not VersionKind.SIGNED:
        raise Refused("not_certified", case=valuation.title)
    if version.superseded_by_id is not None:
        raise Refused("superseded", case=valuation.title)
    return valuation, version


def _extended(
    services: Services,
    actor: Actor,
    valuation: Valuation,
    before: ReportVersion,
    after: ReportVersion,
    action: str,
    extend: Callable[[Path, Path], None],
) -> Sealed:
    """Make the longer file, then keep it in one transaction."""
    with workbench(services) as folder:
        longer = folder / "longer.pdf"
        extend(services.store.path(before.pdf_sha256 or ""), longer)
        with services.database.work(actor) as work:
            _require_same(work, valuation, before)
            stored = services.store.add(longer)
            kept = replace(after, pdf_sha256=stored.sha256)
            work.assets.add(
                sealed_asset(
                    services, actor, valuation.id, AssetType.PDF, REPORT_FILE, stored
                )
            )  # fmt: skip
            work.versions.save(kept)
            work.trail.write(sealed_line(action, kept))
            work.commit()
    changes = Changes(valuation.id, cases=True, review=True)
    return Sealed(valuation, kept, services.store.path(stored.sha256), changes)


def _require_same(work: UnitOfWork, valuation: Valuation, before: ReportVersion) -> None:
    # Saved unchanged: whoever extends the same file in the same instant finds another version.
    work.valuations.save(valuation)
    if work.versions.of(valuation.id) != before:
        raise Conflict("case_changed_meanwhile", case=valuation.title)
