"""What the signatures of a PDF say: offline, against the roots that were given, byte by byte."""

import hashlib
import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO

from asn1crypto import crl as cms_crl  # type: ignore[import-untyped]
from asn1crypto import ocsp, x509
from pyhanko.pdf_utils.generic import IndirectObject, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from shamay_desktop.domain.signing import (
    Capacity,
    FileSignature,
    FileVerdict,
    Level,
    Trust,
    Whole,
)
from shamay_desktop.signing.certificates import facts_of
from shamay_desktop.signing.containers import container_is_exact

MOST_SIGNATURES = 20
_SIGNATURE = "/Sig"


@dataclass(frozen=True, slots=True)
class _Evidence:
    certificates: tuple[x509.Certificate, ...] = ()
    crls: list[cms_crl.CertificateList] = field(default_factory=list)
    ocsps: list[ocsp.OCSPResponse] = field(default_factory=list)


_CAPACITIES = {"Appraiser": Capacity.APPRAISER, "Reviewer": Capacity.REVIEWER}
_ADDED = (ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING, ModificationLevel.NONE)
_SEAL = re.compile(rb"shamay:case/([\w-]{1,64})/audit/([0-9a-f]{64})")


def verdict_of(file: BinaryIO, roots: Sequence[x509.Certificate], at: datetime) -> FileVerdict:
    """What a file's signatures say; never raises for what is in the file."""
    content = file.read()
    digest = hashlib.sha256(content).hexdigest()
    if b"%PDF-" not in content[:1024]:
        return FileVerdict(digest, len(content), readable=False)
    try:
        with _unlogged():
            return _read(content, digest, roots, at)
    except MemoryError:
        raise
    except Exception:  # a broken file makes the library raise whatever it likes
        broken = b"/ByteRange" in content
        signature = FileSignature(
            "", None, None, Whole.BROKEN, Trust.REFUSED, None, 1, reason="unreadable"
        )  # fmt: skip
        return FileVerdict(digest, len(content), (signature,) if broken else (), readable=broken)


@contextmanager
def _unlogged() -> Iterator[None]:
    """The library logs each certificate that it cannot follow, names included: none of our log."""
    loggers = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def _read(
    content: bytes, digest: str, roots: Sequence[x509.Certificate], at: datetime
) -> FileVerdict:
    reader = PdfFileReader(BytesIO(content), strict=False)
    embedded = list(reader.embedded_signatures)[:MOST_SIGNATURES]
    stamps = [_stamp(content, each) for each in embedded if each.sig_object_type != _SIGNATURE]
    signatures = [
        _stamped_later(_signature(content, each, roots, at), stamps)
        for each in embedded
        if each.sig_object_type == _SIGNATURE
    ]
    last = max((_end_of(each) for each in embedded), default=0)
    case_id, audit_head = _seal(reader)
    return FileVerdict(
        sha256=digest,
        size=len(content),
        signatures=tuple(signatures),
        revisions=reader.xrefs.total_revisions,
        covered=last == len(content),
        audit_head=audit_head,
        case_id=case_id,
    )


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A timestamp of the document; `moment` is None when it does not hold."""

    revision: int
    moment: datetime | None


def _stamp(content: bytes, embedded: EmbeddedPdfSignature) -> _Stamp:
    status = validate_pdf_timestamp(
        embedded, ValidationContext(trust_roots=[], crls=[], ocsps=[], allow_fetching=False)
    )
    holds = status.intact and status.valid and container_is_exact(content, embedded)
    moment = status.timestamp.astimezone(UTC) if holds else None
    return _Stamp(embedded.signed_revision + 1, moment)


def _stamped_later(signature: FileSignature, stamps: Sequence[_Stamp]) -> FileSignature:
    """A timestamp of the document vouches for all that stood there before it."""
    later = [stamp for stamp in stamps if stamp.revision > signature.revision]
    if any(stamp.moment is None for stamp in later):
        return replace(signature, whole=Whole.BROKEN, reason="bad_timestamp")
    if signature.stamped_at is not None or not later:
        return signature
    return replace(signature, level=Level.B_T, stamped_at=later[0].moment)


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


def _signature(
    content: bytes,
    embedded: EmbeddedPdfSignature,
    roots: Sequence[x509.Certificate],
    at: datetime,
) -> FileSignature:
    status = _status(embedded, roots, at, "require")
    whole, reason = _wholeness(content, embedded, status)
    trust = _trust(embedded, status, roots, at)
    stamp = status.timestamp_validity
    stamped = stamp is not None and stamp.intact and stamp.valid
    if stamp is not None and not stamped:
        whole, reason = Whole.BROKEN, "bad_timestamp"
    return FileSignature(
        field=embedded.field_name,
        certificate=facts_of(embedded.signer_cert),
        capacity=_CAPACITIES.get(embedded.field_name),
        whole=whole,
        trust=trust,
        level=Level.B_T if stamped else Level.B_B,
        revision=embedded.signed_revision + 1,
        claimed_at=status.signer_reported_dt,
        stamped_at=stamp.timestamp.astimezone(UTC) if stamp is not None and stamped else None,
        certifies=embedded.docmdp_level is not None and _certifies(embedded),
        reason=reason,
    )


def _certifies(embedded: EmbeddedPdfSignature) -> bool:
    root = embedded.reader.root
    permissions = root.get("/Perms")
    if permissions is None or "/DocMDP" not in permissions:
        return False
    reference = permissions.get_value_as_reference("/DocMDP", optional=True)
    named = embedded.sig_field.get_value_as_reference("/V", optional=True)
    return reference is not None and named is not None and reference == named


def _status(
    embedded: EmbeddedPdfSignature,
    roots: Iterable[x509.Certificate],
    at: datetime,
    revocation: str,
) -> PdfSignatureStatus:
    kept = _kept_evidence(embedded.reader)
    context = ValidationContext(
        trust_roots=list(roots),
        other_certs=[*embedded.other_embedded_certs, *kept.certificates],
        crls=kept.crls,
        ocsps=kept.ocsps,
        moment=at,
        allow_fetching=False,
        revocation_mode=revocation,
    )
    return validate_pdf_signature(embedded, signer_validation_context=context)


def _kept_evidence(reader: PdfFileReader) -> "_Evidence":
    """Certificates and answers on revocation that the file brings along (B-LT)."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return _Evidence()
    crls = [cms_crl.CertificateList.load(each.get_object().data) for each in store.crls]
    answers = [ocsp.OCSPResponse.load(each.get_object().data) for each in store.ocsps]
    return _Evidence(tuple(store.load_certs()), crls, answers)


def _wholeness(
    content: bytes, embedded: EmbeddedPdfSignature, status: PdfSignatureStatus
) -> tuple[Whole, str]:
    broken = _breach(content, embedded, status)
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


def _breach(content: bytes, embedded: EmbeddedPdfSignature, status: PdfSignatureStatus) -> str:
    if not status.intact or not status.valid:
        return "bytes_changed"
    if status.md_algorithm in ("md2", "md4", "md5", "sha1"):
        return "weak_digest"
    return "" if container_is_exact(content, embedded) else "container_changed"


def _trust(
    embedded: EmbeddedPdfSignature,
    status: PdfSignatureStatus,
    roots: Sequence[x509.Certificate],
    at: datetime,
) -> Trust:
    if status.trusted:
        return Trust.TRUSTED
    if status.revocation_details is not None:
        return Trust.REVOKED
    if not roots:
        return _unrooted(embedded, status)
    without = _status(embedded, roots, at, "soft-fail")
    if without.trusted:
        return Trust.UNCHECKED
    if without.revocation_details is not None:
        return Trust.REVOKED
    return _unrooted(embedded, without)


def _unrooted(embedded: EmbeddedPdfSignature, status: PdfSignatureStatus) -> Trust:
    claimed = status.signer_reported_dt
    if claimed is not None and not facts_of(embedded.signer_cert).good_at(claimed):
        return Trust.EXPIRED
    no_chain = status.trust_problem_indic is AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND
    return Trust.UNKNOWN if no_chain or not status.trust_problem_indic else Trust.REFUSED
