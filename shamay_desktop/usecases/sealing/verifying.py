"""Checking a file that somebody holds: its signatures, and what the office knows of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, may
from shamay_desktop.domain.differences import Difference, differences
from shamay_desktop.domain.records import Valuation
from shamay_desktop.domain.sealing import ReportSigner, ReportVersion, VersionKind
from shamay_desktop.domain.signing import FileSignature, FileVerdict, Trust, Verdict
from shamay_desktop.usecases.office.signing_practice import signing_practice
from shamay_desktop.usecases.sealing.kept import Kept, kept_case
from shamay_desktop.usecases.services import Services


class Issued(StrEnum):
    """What the office knows of a file.

    CURRENT: it is the file as issued last. SUPERSEDED: it is, but a newer version took its place.
    EARLIER: it was issued so, and something was added to it since. FOREIGN: it names a case of
    the office and is no file that the office issued. UNKNOWN: its case is not at hand.
    """

    CURRENT = "current"
    SUPERSEDED = "superseded"
    EARLIER = "earlier"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What a check of a file found.

    `missing` are signers of the version whose signature the file does not bear. `kept` says
    whether the case could be compared with what was kept at signing, `differing` by what it
    differs, None where nothing could be compared.
    """

    verdict: FileVerdict
    issued: Issued
    version: ReportVersion | None = None
    missing: tuple[ReportSigner, ...] = ()
    differing: tuple[Difference, ...] | None = None
    kept: Kept = Kept.UNKNOWN

    @property
    def whole(self) -> bool:
        """Whether the file is what was signed or issued, to its last byte."""
        if self.issued is Issued.FOREIGN or self.missing:
            return False
        if self.verdict.verdict is Verdict.UNSIGNED:
            return self.issued is not Issued.UNKNOWN
        return self.verdict.verdict not in (Verdict.CHANGED, Verdict.NO_PDF)

    @property
    def stands(self) -> bool:
        """Whether it is whole, and nothing is known against whoever signed it.

        A certificate of an unknown authority is held against it only where authorities are known.
        """
        return self.whole and not any(map(self._is_against, self.verdict.signatures))

    def _is_against(self, signature: FileSignature) -> bool:
        match signature.trust:
            case Trust.REVOKED | Trust.REFUSED:
                return True
            case Trust.EXPIRED:
                return signature.reason != "expired_unvouched"
            case Trust.UNKNOWN:
                return bool(self.verdict.roots)
            case _:
                return False


def verify_report(
    services: Services, path: Path, roots: Sequence[bytes] = (), actor: Actor | None = None
) -> FileCheck:
    """Check a file against its signatures, the roots that are trusted, and the office's own rows.

    `roots` are certificates (PEM or DER), besides those that the actor's office trusts. Without
    an actor nothing is asked of the database. Raises Refused(`root_unreadable`),
    WorldFailed(`file_unreadable`); never for what is in the file.
    """
    known = actor is not None and may(actor, Permission.READ_CASE)
    trusted = signing_practice(services, actor).certificates if actor and known else ()
    asked = tuple(dict.fromkeys((*roots, *trusted)))
    verdict = services.verifier.verify(path, asked, services.clock.now())
    if actor is None or not known:
        return FileCheck(verdict, Issued.UNKNOWN)
    return _beside_rows(services, actor, verdict)


def _beside_rows(services: Services, actor: Actor, verdict: FileVerdict) -> FileCheck:
    with services.database.work(actor) as work:
        known = work.versions.issued_as(verdict.sha256)
        named = known or (work.versions.of(verdict.case_id) if verdict.case_id else None)
        valuation = None if named is None else work.valuations.get(named.valuation_id)
    if named is None or named.kind is VersionKind.DRAFT:
        there = named is not None
        return FileCheck(verdict, Issued.FOREIGN if there else Issued.UNKNOWN)
    issued = _standing(verdict, known, named)
    if issued is Issued.FOREIGN:
        return FileCheck(verdict, issued, named, _missing(verdict, named))
    kept, differing = _compared(services, named, valuation)
    return FileCheck(verdict, issued, named, _missing(verdict, named), differing, kept)


def _standing(verdict: FileVerdict, known: ReportVersion | None, named: ReportVersion) -> Issued:
    if known is None:
        return Issued.FOREIGN
    if verdict.sha256 != named.pdf_sha256:
        return Issued.EARLIER
    return Issued.CURRENT if named.superseded_by_id is None else Issued.SUPERSEDED


def _missing(verdict: FileVerdict, version: ReportVersion) -> tuple[ReportSigner, ...]:
    """Those who signed by a certificate that no signature of the file is of."""
    borne = {
        each.certificate.fingerprint for each in verdict.signatures if each.certificate is not None
    }
    return tuple(
        signer
        for signer in version.signers
        if signer.fingerprint and signer.fingerprint not in borne
    )


def _compared(
    services: Services, version: ReportVersion, valuation: Valuation | None
) -> tuple[Kept, tuple[Difference, ...] | None]:
    """The case as it stands beside what was kept of it at signing."""
    if valuation is None:
        return Kept.UNKNOWN, None
    kept, case = kept_case(services, version)
    if case is None:
        return kept, None
    differing = differences(case, valuation.case)
    return (Kept.DIFFERS if differing else Kept.SAME), differing
