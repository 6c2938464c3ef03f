"""Checking a file that somebody holds: its signatures, and what the office knows of it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, may
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import decode_values
from shamay_desktop.domain.differences import Difference, differences
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.sealing import ReportSigner, ReportVersion, VersionKind
from shamay_desktop.domain.signing import FileVerdict, Verdict
from shamay_desktop.usecases.services import Services


class Issued(StrEnum):
    """What the office knows of a file.

    CURRENT: it is the file as issued last. SUPERSEDED: it is, but a newer version took its place.
    CUT_BACK: an earlier state of the file, without what was added to it since. FOREIGN: it names
    a case of the office and is no file that the office issued. UNKNOWN: its case is not at hand.
    """

    CURRENT = "current"
    SUPERSEDED = "superseded"
    CUT_BACK = "cut_back"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What a check of a file found.

    `missing` are signers of the version whose signature the file does not bear. `differing` are
    values of the case that are not what was kept at signing, None where the case is not at hand
    or the file is not the office's.
    """

    verdict: FileVerdict
    issued: Issued
    version: ReportVersion | None = None
    missing: tuple[ReportSigner, ...] = ()
    differing: tuple[Difference, ...] | None = None

    @property
    def whole(self) -> bool:
        """Whether the file is what was signed or issued, to its last byte."""
        ours = self.issued in (Issued.CURRENT, Issued.SUPERSEDED)
        if self.issued in (Issued.CUT_BACK, Issued.FOREIGN) or self.missing:
            return False
        if self.verdict.verdict is Verdict.UNSIGNED:
            return ours
        return self.verdict.verdict not in (Verdict.CHANGED, Verdict.NO_PDF)


def verify_file(
    services: Services, path: Path, roots: Sequence[Path] = (), actor: Actor | None = None
) -> FileCheck:
    """Check a file against its signatures, the roots that are trusted, and the office's own rows.

    Without an actor nothing is asked of the database. Raises Refused(`root_unreadable`),
    WorldFailed(`file_unreadable`); never for what is in the file.
    """
    verdict = services.verifier.verify(path, roots, services.clock.now())
    if actor is None or not may(actor, Permission.READ_CASE):
        return FileCheck(verdict, Issued.UNKNOWN)
    with services.database.work(actor) as work:
        known = work.versions.issued_as(verdict.sha256)
        named = known or (work.versions.of(verdict.case_id) if verdict.case_id else None)
        valuation = None if named is None else work.valuations.get(named.valuation_id)
    if named is None or named.kind is VersionKind.DRAFT:
        there = named is not None
        return FileCheck(verdict, Issued.FOREIGN if there else Issued.UNKNOWN)
    issued = _standing(verdict, known, named)
    kept = _kept_case(services, named) if issued is not Issued.FOREIGN else None
    differing = None
    if kept is not None and valuation is not None:
        differing = differences(kept, valuation.case)
    return FileCheck(verdict, issued, named, _missing(verdict, named), differing)


def _standing(verdict: FileVerdict, known: ReportVersion | None, named: ReportVersion) -> Issued:
    if known is None:
        return Issued.FOREIGN
    if verdict.sha256 != named.pdf_sha256:
        return Issued.CUT_BACK
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


def _kept_case(services: Services, version: ReportVersion) -> Case | None:
    """The values as they were kept at signing; None when their file is lost or altered."""
    if version.case_json_sha256 is None:
        return None
    try:
        content = services.store.path(version.case_json_sha256).read_bytes()
        if hashlib.sha256(content).hexdigest() != version.case_json_sha256:
            return None
        values, refused = decode_values(json.loads(content)["fields"])
    except (OSError, ValueError, KeyError, TypeError, Refused):
        return None
    return None if refused else Case(version.valuation_id, values)
