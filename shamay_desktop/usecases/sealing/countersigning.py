"""What is added to a signed file: a reviewer's signature, a timestamp. What stands there stays."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, may, require
from shamay_desktop.domain.errors import Conflict, NotAllowed, Refused, WorldFailed
from shamay_desktop.domain.records import AssetType, Valuation
from shamay_desktop.domain.sealing import ReportSigner, ReportVersion, VersionKind
from shamay_desktop.domain.signing import (
    Capacity,
    CertificateFacts,
    FileVerdict,
    Level,
    Whole,
)
from shamay_desktop.domain.signing_practice import SigningPractice
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts, load_texts
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.office.signing_practice import signing_practice
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.sealing.kept import sealed_file
from shamay_desktop.usecases.sealing.making import level_of, licence_beside, workbench
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
_UNVOUCHED = (None, Level.B_B)

Extend = Callable[[Path, Path], tuple[ReportSigner, ...]]
"""From the file as it stands and a target to the signers that the made file adds."""


def countersign(
    services: Services,
    actor: Actor,
    valuation_id: str,
    key: Key,
    language: Language = Language.HE,
    *,
    timestamp_server: str = "",
    holder_confirmed: bool = False,
) -> Sealed:
    """Add the reviewer's signature to a certified report that another person signed.

    `holder_confirmed` as in `SigningOrder`. Raises Refused(`not_sealed`, `not_certified`,
    `superseded`, `countersigned_already`, `certificate_of_another_reviewer`; of `PdfSigner.sign`),
    NotAllowed(`not_allowed`, `own_signature`), Conflict(`case_changed_meanwhile`), WorldFailed
    (`stored_file_altered`, `stored_file_missing`, …); the file and its row are then as they were.
    """
    valuation, version = _certified(services, actor, valuation_id)
    require(actor, Permission.COUNTERSIGN, owner_id=valuation.created_by_id)
    if any(signer.capacity is Capacity.REVIEWER for signer in version.signers):
        raise Refused("countersigned_already", case=valuation.title)
    facts = _of_another(services, version, key)
    licence = _licence(services, actor, facts, confirmed=holder_confirmed)
    practice = signing_practice(services, actor)

    def sign(source: Path, target: Path) -> tuple[ReportSigner, ...]:
        texts, now = load_texts(language), services.clock.now()
        lines = stamp_lines(texts, Capacity.REVIEWER, facts, licence, now)
        stamp = target.with_name("stamp.pdf")
        services.stamp_writer(
            lines, stamp, width=_STAMP_WIDTH, height=HEIGHT, language=texts.language
        )
        request = replace(
            _request(texts, facts, practice, timestamp_server), moment=now, stamp=stamp
        )
        level = level_of(services.signer.sign(source, target, key, request), facts)
        signer = ReportSigner(facts.subject, Capacity.REVIEWER, now, facts.fingerprint, level)
        return (signer,)

    return _extended(services, actor, valuation, version, "report_countersigned", sign)


def add_timestamp(services: Services, actor: Actor, valuation_id: str, server: str = "") -> Sealed:
    """Let a server (URL, the office's when empty) vouch for when a certified report was signed.

    Whoever made the case may, and who may countersign it. Raises Refused(`not_sealed`,
    `not_certified`, `superseded`, `timestamp_server_missing`, `timestamped_already`,
    `signature_not_valid`), NotAllowed, Conflict, WorldFailed(`timestamp_not_added`, …); the
    file and its row are then as they were.
    """
    valuation, version = _stampable(services, actor, valuation_id)
    server = server or _office_server(services, actor)
    if not any(signer.level in _UNVOUCHED for signer in version.signers):
        raise Refused("timestamped_already", case=valuation.title)

    def stamp(source: Path, target: Path) -> tuple[ReportSigner, ...]:
        with _later():
            services.signer.add_timestamp(source, target, server)
        return ()

    return _extended(services, actor, valuation, version, "report_timestamped", stamp)


def add_proofs(services: Services, actor: Actor, valuation_id: str, server: str = "") -> Sealed:
    """Put into a certified report what the authorities say of revocation, with a timestamp over
    it: it can then be checked when they are no more.

    Raises as `add_timestamp`, and Refused(`signing_roots_missing`, `proofs_added_already`,
    `proofs_unavailable`: the authorities say nothing; `certificate_revoked`).
    """
    valuation, version = _stampable(services, actor, valuation_id)
    practice = signing_practice(services, actor)
    server = server or practice.timestamp_server
    if not server:
        raise Refused("timestamp_server_missing")
    if not practice.roots:
        raise Refused("signing_roots_missing")
    if all(signer.level is Level.B_LT for signer in version.signers):
        raise Refused("proofs_added_already", case=valuation.title)

    def prove(source: Path, target: Path) -> tuple[ReportSigner, ...]:
        with _later():
            level = services.signer.add_proofs(source, target, practice.certificates, server)
        if level is not Level.B_LT:
            raise Refused("proofs_unavailable", case=valuation.title)
        return ()

    return _extended(services, actor, valuation, version, "report_proved", prove)


@contextmanager
def _later() -> Iterator[None]:
    """A server that fails keeps nobody from signing here: what is signed stays as it is."""
    try:
        yield
    except WorldFailed as error:
        if error.code != "timestamp_unavailable":
            raise
        raise WorldFailed("timestamp_not_added", **error.facts) from error


def _of_another(services: Services, version: ReportVersion, key: Key) -> CertificateFacts:
    """Whose key it is. Raises NotAllowed(`own_signature`) by a certificate that signed already."""
    facts = services.signer.certificate(key)
    if any(signer.fingerprint == facts.fingerprint for signer in version.signers):
        raise NotAllowed("own_signature", name=facts.subject)
    return facts


def _request(
    texts: Texts, facts: CertificateFacts, practice: SigningPractice, server: str
) -> SigningRequest:
    return SigningRequest(
        Capacity.REVIEWER, facts.subject, texts("signing.reason_reviewer"), "", facts.valid_from,
        timestamp_server=server, roots=practice.certificates,
        revocation=bool(practice.roots and server),
    )  # fmt: skip


def _licence(services: Services, actor: Actor, facts: CertificateFacts, *, confirmed: bool) -> str:
    with services.database.work(actor) as work:
        person = work.offices.person(actor.user_id)
    return licence_beside(facts, person, confirmed=confirmed, capacity=Capacity.REVIEWER)


def _office_server(services: Services, actor: Actor) -> str:
    server = signing_practice(services, actor).timestamp_server
    if not server:
        raise Refused("timestamp_server_missing")
    return server


def _stampable(
    services: Services, actor: Actor, valuation_id: str
) -> tuple[Valuation, ReportVersion]:
    """The case and version, if the actor made the case or may countersign it."""
    valuation, version = _certified(services, actor, valuation_id)
    if not may(actor, Permission.COUNTERSIGN, owner_id=valuation.created_by_id):
        require(actor, Permission.SIGN_CASE, owner_id=valuation.created_by_id)
    return valuation, version


def _certified(
    services: Services, actor: Actor, valuation_id: str
) -> tuple[Valuation, ReportVersion]:
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        valuation = existing(work, valuation_id)
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
    action: str,
    extend: Extend,
) -> Sealed:
    """Make the longer file and look at it, then keep it in one transaction."""
    source = sealed_file(services, before.pdf_sha256 or "")
    with workbench(services) as folder:
        longer = folder / "longer.pdf"
        added = extend(source, longer)
        verdict = _looked_at(services, actor, source, longer)
        after = replace(before, signers=_levelled((*before.signers, *added), verdict))
        with services.database.work(actor) as work:
            _require_same(work, valuation, before)
            stored = services.store.add(longer)
            kept = replace(after, pdf_sha256=stored.sha256)
            row = sealed_asset(services, actor, valuation.id, AssetType.PDF, REPORT_FILE, stored)
            work.assets.add(row)
            work.versions.extend(before, kept)
            work.trail.write(sealed_line(action, kept))
            work.commit()
    changes = Changes(valuation.id, cases=True, review=True)
    return Sealed(valuation, kept, services.store.path(stored.sha256), changes)


def _looked_at(services: Services, actor: Actor, source: Path, longer: Path) -> FileVerdict:
    """What the longer file says of itself. Raises Refused(`signature_not_valid`) unless it begins
    with the one that stands and every signature of it holds.
    """
    roots = signing_practice(services, actor).certificates
    verdict = services.verifier.verify(longer, roots, services.clock.now())
    holds = verdict.covered and bool(verdict.signatures) and _begins_with(longer, source)
    if not holds or any(
        each.whole not in (Whole.WHOLE, Whole.EXTENDED) for each in verdict.signatures
    ):
        raise Refused("signature_not_valid")
    return verdict


def _begins_with(longer: Path, source: Path) -> bool:
    try:
        held = source.read_bytes()
        with longer.open("rb") as file:
            return file.read(len(held)) == held and bool(file.read(1))
    except OSError as error:
        raise WorldFailed("file_unreadable", file=source.name[:12]) from error


def _levelled(signers: tuple[ReportSigner, ...], verdict: FileVerdict) -> tuple[ReportSigner, ...]:
    """The signers with the levels that the file itself has of their signatures."""
    levels = {
        each.certificate.fingerprint: each.form or each.level
        for each in verdict.signatures
        if each.certificate is not None
    }
    return tuple(
        replace(signer, level=levels.get(signer.fingerprint) or signer.level)
        for signer in signers
    )  # fmt: skip


def _require_same(work: UnitOfWork, valuation: Valuation, before: ReportVersion) -> None:
    # Held: whoever extends or replaces the same file in the same instant comes before or behind.
    work.valuations.hold(valuation.id)
    if work.versions.of(valuation.id) != before:
        raise Conflict("case_changed_meanwhile", case=valuation.title)
