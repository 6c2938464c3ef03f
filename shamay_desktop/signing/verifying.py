"""What the signatures of a PDF say: offline, against the roots that were given, byte by byte."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO

from asn1crypto import x509  # type: ignore[import-untyped]
from pyhanko.pdf_utils.generic import IndirectObject, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import (
    PdfSignatureStatus,
    SignatureCoverageLevel,
    TimestampSignatureStatus,
)
from pyhanko_certvalidator import ValidationContext

from shamay_desktop.domain.signing import (
    Capacity,
    CertificateFacts,
    FileSignature,
    FileVerdict,
    Level,
    Trust,
    Whole,
)
from shamay_desktop.signing.certificates import facts_of, name_of
from shamay_desktop.signing.containers import Witnesses, container_is_exact
from shamay_desktop.signing.quiet import keep_quiet
from shamay_desktop.signing.trusting import TIMING, Ground, evidence_of

MOST_SIGNATURES = 20
PROGRAM = "ShamayDesktop"
"""What a signature of this program says of itself, in bytes that it covers."""

_SIGNATURE = "/Sig"
_CAPACITIES = {"Appraiser": Capacity.APPRAISER, "Reviewer": Capacity.REVIEWER}
_ADDED = (ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING, ModificationLevel.NONE)
_SEAL = re.compile(rb"shamay:case/([\w-]{1,64})/audit/([0-9a-f]{64})")
_TRACES = (b"/ByteRange", b"/ETSI.CAdES.detached", b"/ETSI.RFC3161", b"/adbe.pkcs7.")
_KNOWN = (Trust.TRUSTED, Trust.UNCHECKED)


def verdict_of(file: BinaryIO, roots: Sequence[x509.Certificate], at: datetime) -> FileVerdict:
    """What a file's signatures say; never raises for what is in the file."""
    keep_quiet()
    content = file.read()
    found = _verdict(content, roots, at)
    return replace(found, roots=tuple(name_of(each.subject) for each in roots))


def _verdict(content: bytes, roots: Sequence[x509.Certificate], at: datetime) -> FileVerdict:
    digest = hashlib.sha256(content).hexdigest()
    readable = b"%PDF-" in content[:1024]
    try:
        if readable:
            found = _read(content, digest, roots, at)
            if found.signatures or not _bears_traces(content):
                return found
    except MemoryError:
        raise
    except Exception:  # a broken file makes the library raise whatever it likes
        readable = False
    return _unread(content, digest, readable=readable)


def _bears_traces(content: bytes) -> bool:
    """Whether a signature stands in the bytes, though a spoiled one is no signature to a reader."""
    return any(trace in content for trace in _TRACES)


def _unread(content: bytes, digest: str, *, readable: bool) -> FileVerdict:
    if not _bears_traces(content):
        return FileVerdict(digest, len(content), readable=readable)
    signature = FileSignature(
        "", None, None, Whole.BROKEN, Trust.REFUSED, None, 1, reason="unreadable"
    )  # fmt: skip
    return FileVerdict(digest, len(content), (signature,))


def _read(
    content: bytes, digest: str, roots: Sequence[x509.Certificate], at: datetime
) -> FileVerdict:
    reader = PdfFileReader(BytesIO(content), strict=False)
    embedded = list(reader.embedded_signatures)[:MOST_SIGNATURES]
    ground = Ground(tuple(roots), evidence_of(reader, _brought(embedded)))
    check = _Check(content, ground, at)
    signatures = [found for each in reversed(embedded) if (found := check.take(each)) is not None]
    last = max((_end_of(each) for each in embedded), default=0)
    case_id, audit_head = _seal(reader)
    return FileVerdict(
        sha256=digest,
        size=len(content),
        signatures=tuple(reversed(signatures)),
        revisions=reader.xrefs.total_revisions,
        covered=last == len(content),
        audit_head=audit_head,
        case_id=case_id,
    )


def _brought(embedded: Sequence[EmbeddedPdfSignature]) -> list[x509.Certificate]:
    """All certificates of all containers: one may lead from another's signer to a root."""
    found = [other for each in embedded for other in each.other_embedded_certs]
    return found + [
        held
        for each in embedded
        if each.sig_object_type == _SIGNATURE
        for held in _token_certificates(each)
    ]


def _is_ours(embedded: EmbeddedPdfSignature) -> bool:
    """Whether this program signed or asked for the timestamp, as covered bytes say."""
    if embedded.sig_object_type != _SIGNATURE:
        return bool(embedded.field_name.startswith(PROGRAM))
    built = embedded.sig_object.get("/Prop_Build")
    application = None if built is None else built.get("/App")
    return application is not None and application.get("/Name") == f"/{PROGRAM}"


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What a timestamp says. `trust` is REFUSED for one that does not hold at all."""

    moment: datetime
    trust: Trust
    by: CertificateFacts

    @property
    def known(self) -> bool:
        """Whether a known root vouches for it."""
        return self.trust in _KNOWN


@dataclass(slots=True)
class _Check:
    """A check of one file, from its last signature to its first: what a later timestamp vouches
    for is when the earlier ones stood there.
    """

    content: bytes
    ground: Ground
    at: datetime
    later: list[_Stamp] = field(default_factory=list)
    spoiled: bool = False

    def take(self, embedded: EmbeddedPdfSignature) -> FileSignature | None:
        """The next one: what a signature says, None for a timestamp of the document."""
        witnesses = Witnesses(self.ground.roots, strict=_is_ours(embedded))
        exact = container_is_exact(self.content, embedded, witnesses)
        if embedded.sig_object_type == _SIGNATURE:
            return self._signature(embedded, exact=exact)
        status = validate_pdf_timestamp(embedded, _nothing_known())
        if not (status.intact and status.valid and exact):
            self.spoiled = True
            return None
        self.later.append(self._stamp(status))
        return None

    @property
    def until(self) -> datetime:
        """Until when at the latest what is now looked at stood there."""
        known = [each.moment for each in self.later if each.known]
        return min(known, default=self.at)

    def _stamp(self, status: TimestampSignatureStatus) -> _Stamp:
        clock, moment = status.signing_cert, status.timestamp.astimezone(UTC)
        trust = self.ground.trust(clock, self.until, TIMING)
        if trust is Trust.UNCHECKED:  # in force still; what is known of revocation is of then
            then = self.ground.trust(clock, moment, TIMING)
            trust = then if then in (Trust.TRUSTED, Trust.REVOKED) else trust
        return _Stamp(moment, trust, facts_of(clock))

    def _signature(self, embedded: EmbeddedPdfSignature, *, exact: bool) -> FileSignature:
        status = validate_pdf_signature(embedded, signer_validation_context=_nothing_known())
        whole, reason = _wholeness(status, exact=exact)
        own = status.timestamp_validity
        if self.spoiled or (own is not None and not (own.intact and own.valid)):
            whole, reason = Whole.BROKEN, "bad_timestamp"
        stamps = [self._stamp(own)] if own is not None else []
        stamps += reversed(self.later)
        vouching = next((each for each in stamps if each.known), None)
        trust, doubt = self._trust(embedded, status.signer_reported_dt, vouching)
        if stamps and vouching is None:
            doubt = doubt or "untrusted_timestamp"
        return FileSignature(
            field=embedded.field_name,
            certificate=facts_of(embedded.signer_cert),
            capacity=_CAPACITIES.get(embedded.field_name),
            whole=whole,
            trust=trust,
            level=_level(vouching, trust),
            revision=embedded.signed_revision + 1,
            claimed_at=status.signer_reported_dt,
            stamped_at=None if vouching is None else vouching.moment,
            certifies=embedded.docmdp_level is not None and _certifies(embedded),
            reason=reason or doubt,
            form=self._form(stamps, trust),
            stamped_by=(vouching or stamps[0]).by if stamps else None,
        )

    def _form(self, stamps: Sequence[_Stamp], trust: Trust) -> Level:
        """What the file holds; without roots nothing tells of whom its proofs are."""
        if not stamps:
            return Level.B_B
        proven = trust is Trust.TRUSTED if self.ground.roots else bool(self.ground.evidence)
        return Level.B_LT if proven else Level.B_T

    def _trust(
        self, embedded: EmbeddedPdfSignature, claimed: datetime | None, vouching: _Stamp | None
    ) -> tuple[Trust, str]:
        signer = embedded.signer_cert
        moment = self.at if vouching is None else vouching.moment
        trust = self.ground.trust(signer, moment)
        if vouching is not None or claimed is None or trust is Trust.REVOKED:
            return trust, ""
        if not facts_of(signer).good_at(claimed):
            return Trust.EXPIRED, ""
        if trust is Trust.EXPIRED and self.ground.trust(signer, claimed) in _KNOWN:
            return trust, "expired_unvouched"
        return trust, ""


def _nothing_known() -> ValidationContext:
    """Trust is told apart from wholeness: here only the latter is asked for."""
    return ValidationContext(trust_roots=[], crls=[], ocsps=[], allow_fetching=False)


def _level(vouching: _Stamp | None, trust: Trust) -> Level:
    if vouching is None:
        return Level.B_B
    proven = vouching.trust is Trust.TRUSTED and trust is Trust.TRUSTED
    return Level.B_LT if proven else Level.B_T


def _token_certificates(embedded: EmbeddedPdfSignature) -> list[x509.Certificate]:
    """The certificates that came along with a signature's own timestamp."""
    return [
        held.chosen
        for attribute in embedded.signer_info["unsigned_attrs"]
        if attribute["type"].native == "signature_time_stamp_token"
        for token in attribute["values"]
        for held in token["content"]["certificates"]
        if held.name == "certificate"
    ]


def certificates_of(content: bytes) -> list[tuple[x509.Certificate, list[x509.Certificate]]]:
    """Who signed and whose clocks vouch, each with the certificates that came along."""
    found = []
    for embedded in PdfFileReader(BytesIO(content), strict=False).embedded_signatures:
        found.append((embedded.signer_cert, list(embedded.other_embedded_certs)))
        if embedded.sig_object_type == _SIGNATURE:
            held = _token_certificates(embedded)
            found += [(each, held) for each in held if each.extended_key_usage_value is not None]
    return found


def _end_of(embedded: EmbeddedPdfSignature) -> int:
    """Where the last byte that a signature or timestamp covers ends."""
    _, _, start, length = (int(each) for each in embedded.byte_range)
    return start + length


def _seal(reader: PdfFileReader) -> tuple[str, str]:
    """The case and the end of its audit chain as the file's own description says them."""
    held = reader.root.get("/Metadata")
    if isinstance(held, IndirectObject):
        held = held.get_object()  # type: ignore[no-untyped-call]
    if not isinstance(held, StreamObject):
        return "", ""
    found = _SEAL.search(held.data)
    return ("", "") if found is None else (found[1].decode(), found[2].decode())


def _certifies(embedded: EmbeddedPdfSignature) -> bool:
    root = embedded.reader.root
    permissions = root.get("/Perms")
    if permissions is None or "/DocMDP" not in permissions:
        return False
    reference = permissions.get_value_as_reference("/DocMDP", optional=True)
    named = embedded.sig_field.get_value_as_reference("/V", optional=True)
    return reference is not None and named is not None and reference == named


def _wholeness(status: PdfSignatureStatus, *, exact: bool) -> tuple[Whole, str]:
    broken = _breach(status, exact=exact)
    if broken:
        return Whole.BROKEN, broken
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return Whole.WHOLE, ""
    if status.coverage is not SignatureCoverageLevel.ENTIRE_REVISION:
        return Whole.CHANGED, "covers_part"
    added = status.diff_result
    allowed = isinstance(added, DiffResult) and added.modification_level in _ADDED
    if allowed and status.docmdp_ok is not False:
        return Whole.EXTENDED, ""
    return Whole.CHANGED, "changed_after"


def _breach(status: PdfSignatureStatus, *, exact: bool) -> str:
    if not status.intact or not status.valid:
        return "bytes_changed"
    if status.md_algorithm in ("md2", "md4", "md5", "sha1"):
        return "weak_digest"
    return "" if exact else "container_changed"
