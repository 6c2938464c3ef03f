"""Electronic signatures of a report: who signed what, how, and what a check of a file finds."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SignatureMethod(StrEnum):
    """The three honest modes; codes of the field `export.signature_method`."""

    NONE = "none"
    IMAGE = "image"
    CERTIFIED = "certified"


class Capacity(StrEnum):
    """In what capacity a person signs."""

    APPRAISER = "appraiser"
    REVIEWER = "reviewer"


class Level(StrEnum):
    """The PAdES baseline level. B-B says a time that nobody vouches for: it is provisional."""

    B_B = "B-B"
    B_T = "B-T"
    B_LT = "B-LT"


class Trust(StrEnum):
    """What is known of a certificate at the time of signing.

    The time of signing is the one that a trusted timestamp vouches for; without one it is the
    time of the check, as a claimed time proves nothing. TRUSTED: leads to a known root and was
    not revoked then. UNCHECKED: leads to a known root, but nothing tells whether it was revoked.
    UNKNOWN: leads to no root that was given. EXPIRED: was not in force then; with the reason
    `expired_unvouched` it was at the claimed time, but nobody vouches for that time. REVOKED:
    was revoked then. REFUSED: may not sign, or does not follow from the root it names.
    """

    TRUSTED = "trusted"
    UNCHECKED = "unchecked"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REFUSED = "refused"


class Whole(StrEnum):
    """What happened to what was signed.

    WHOLE: the file is what this signature covers. EXTENDED: only what the signature allows was
    added (a further signature, a timestamp). CHANGED: something else was. BROKEN: the signed
    bytes or the signature itself are not as they were.
    """

    WHOLE = "whole"
    EXTENDED = "extended"
    CHANGED = "changed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """A certificate: whose, by whom, its SHA-256 in hex, and from when until when it is good."""

    subject: str
    issuer: str
    fingerprint: str
    valid_from: datetime
    valid_until: datetime
    serial: str = ""

    def good_at(self, moment: datetime) -> bool:
        """Whether it was in force at a moment."""
        return self.valid_from <= moment <= self.valid_until


@dataclass(frozen=True, slots=True)
class FileSignature:
    """One signature of a file. `revision` (from 1) is the state of the file that it covers.

    `claimed_at` is what the signer's clock said, `stamped_at` what a timestamp server that leads
    to a known root vouches for; `level` is what is so vouched for, `form` what the file holds,
    whoever vouches for it. `stamped_by` is the timestamp server's certificate, trusted or not.
    `reason` is a code where `whole` or `trust` is bad: `bytes_changed`, `container_changed`,
    `changed_after`, `covers_part`, `weak_digest`, `unreadable`, `bad_timestamp`,
    `expired_unvouched`, `untrusted_timestamp` (of a clock that leads to no known root), or "".
    """

    field: str
    certificate: CertificateFacts | None
    capacity: Capacity | None
    whole: Whole
    trust: Trust
    level: Level | None
    revision: int
    claimed_at: datetime | None = None
    stamped_at: datetime | None = None
    certifies: bool = False
    reason: str = ""
    form: Level | None = None
    stamped_by: CertificateFacts | None = None


class Verdict(StrEnum):
    """The one word for a file, the worst of its signatures.

    UNTRUSTED: nothing tells whose a certificate is. EXPIRED, REVOKED: a certificate was not in
    force, or was revoked, at the time that counts. CHANGED also where a signature was spoiled
    so that no reader finds it any more.
    """

    SOUND = "sound"
    PROVISIONAL = "provisional"
    UNTRUSTED = "untrusted"
    EXPIRED = "expired"
    REVOKED = "revoked"
    CHANGED = "changed"
    UNSIGNED = "unsigned"
    NO_PDF = "no_pdf"


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """A file, its SHA-256, its signatures in their order, and how many revisions it has.

    `covered` is whether the last signature or timestamp covers the file to its last byte.
    `audit_head` is the end of the case's audit chain at signing, as the file says it. `roots`
    are the names of the authorities against which it was checked.
    """

    sha256: str
    size: int
    signatures: tuple[FileSignature, ...] = ()
    revisions: int = 1
    covered: bool = False
    readable: bool = True
    audit_head: str = ""
    case_id: str = ""
    roots: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Changed, revoked, expired, untrusted, provisional, sound: the first that is so."""
        if not self.readable:
            return Verdict.NO_PDF
        if not self.signatures:
            return Verdict.UNSIGNED
        bad = (Whole.BROKEN, Whole.CHANGED)
        if not self.covered or any(each.whole in bad for each in self.signatures):
            return Verdict.CHANGED
        trusts = {each.trust for each in self.signatures}
        if Trust.REVOKED in trusts:
            return Verdict.REVOKED
        if Trust.EXPIRED in trusts:
            return Verdict.EXPIRED
        return self._unspoiled()

    def _unspoiled(self) -> Verdict:
        known = (Trust.TRUSTED, Trust.UNCHECKED)
        if any(each.trust not in known for each in self.signatures):
            return Verdict.UNTRUSTED
        settled = all(
            each.trust is Trust.TRUSTED and each.level is not Level.B_B
            for each in self.signatures
        )  # fmt: skip
        return Verdict.SOUND if settled else Verdict.PROVISIONAL
