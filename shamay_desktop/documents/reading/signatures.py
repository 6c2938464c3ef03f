"""The electronic signature of a PDF verified offline: only in the limited process.

What is said is whether the signed bytes are as they were signed. Whether the certificate is to
be trusted needs a network and is never claimed.
"""

import mmap
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from asn1crypto import cms  # type: ignore[import-untyped]
from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.generic_cms import (
    extract_certs_for_validation,
    validate_sig_integrity,
)
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from shamay_desktop.domain.reading.paper_reading import Signature, SignatureFacts

MOST_SIGNATURES = 20
"""Of one file; with more, something else than signing is going on."""

_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
_WEAK = frozenset({"md2", "md4", "md5", "sha1"})
_TIMESTAMP = "/DocTimeStamp"
_ORDER = [Signature.NONE, Signature.INTACT, Signature.UNVERIFIABLE, Signature.ALTERED]
_LONGEST_NAME = 300


def signature_of(path: Path) -> SignatureFacts:
    """What is known of a file's signature; of several, of that with the worst news.

    `reason` is `bytes_changed`, `changed_after`, `removed` (altered), `weak_digest`, `empty`,
    `covers_part`, `broken`, `too_many` (unverifiable), or "". Never raises for what is in the file.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find(b"/ByteRange") < 0:
            return SignatureFacts()
        try:
            found = list(_each(PdfFileReader(file, strict=False)))
        except MemoryError:
            raise
        except Exception:  # a broken file makes the library raise whatever it likes
            return _by_bytes_alone(content, removed=False)
        if not found:
            return _by_bytes_alone(content, removed=True)
    return max(reversed(found), key=lambda facts: _ORDER.index(facts.state))


def _each(reader: PdfFileReader) -> Iterator[SignatureFacts]:
    """The facts of each signature in the order of signing, the last one's last."""
    for number, (name, _, field) in enumerate(enumerate_sig_fields(reader, filled_status=True)):
        if number >= MOST_SIGNATURES:
            yield _unverifiable("too_many")
            return
        facts = _facts(reader, field, name)
        if facts is not None:
            yield facts


def _facts(reader: PdfFileReader, field: DictionaryObject, name: str) -> SignatureFacts | None:
    try:
        embedded = EmbeddedPdfSignature(reader, field, name)
        if embedded.sig_object.get("/Type") == _TIMESTAMP:
            return None
        return _verified(embedded)
    except MemoryError:
        raise
    except Exception:  # as above
        return _unverifiable("empty" if _is_empty(field) else "broken")


def _verified(embedded: EmbeddedPdfSignature) -> SignatureFacts:
    embedded.compute_integrity_info()  # type: ignore[no-untyped-call]
    coverage = embedded.evaluate_signature_coverage()
    certificate = embedded.signer_cert
    state, reason = _state(embedded, coverage)
    return SignatureFacts(
        state,
        _name(certificate.subject.native),
        _name(certificate.issuer.native),
        _moment(embedded.self_reported_timestamp),
        coverage is SignatureCoverageLevel.ENTIRE_FILE,
        reason,
    )


def _state(
    embedded: EmbeddedPdfSignature, coverage: SignatureCoverageLevel
) -> tuple[Signature, str]:
    intact, valid = validate_sig_integrity(
        embedded.signer_info, embedded.signer_cert, "data", embedded.compute_digest()
    )
    if not intact:
        return Signature.ALTERED, "bytes_changed"
    if not valid:
        return Signature.UNVERIFIABLE, "broken"
    if embedded.md_algorithm in _WEAK:
        return Signature.UNVERIFIABLE, "weak_digest"
    if coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return Signature.INTACT, ""
    if coverage is not SignatureCoverageLevel.ENTIRE_REVISION:
        return Signature.UNVERIFIABLE, "covers_part"
    return _changed_since(embedded)


def _changed_since(embedded: EmbeddedPdfSignature) -> tuple[Signature, str]:
    """What was added to the file later: another signature or a form filled in is no alteration."""
    result: object = embedded.diff_result
    allowed = embedded.docmdp_level
    if isinstance(result, DiffResult):
        level = result.modification_level
        if level is ModificationLevel.NONE:
            return Signature.INTACT, ""
        if level.value <= (2 if allowed is None else min(allowed.value, 2)):
            return Signature.INTACT, ""
    return Signature.ALTERED, "changed_after"


def _by_bytes_alone(content: mmap.mmap, *, removed: bool) -> SignatureFacts:
    """A file whose structure cannot be read, or names no signature though it holds one.

    The signed bytes are where the signature says, whatever else is broken.
    """
    for place in _BYTE_RANGE.finditer(content):
        try:
            intact, facts = _raw(content, [int(part) for part in place.groups()])
        except MemoryError:
            raise
        except Exception:  # noqa: S112 - as above; the next place may say more
            continue
        if removed and intact:
            return SignatureFacts(Signature.ALTERED, *facts, reason="removed")
        if not removed and not intact:
            return SignatureFacts(Signature.ALTERED, *facts, reason="bytes_changed")
    return _unverifiable("broken")


def _raw(content: mmap.mmap, places: list[int]) -> tuple[bool, tuple[str, str]]:
    """Whether the bytes of a range are as signed, with who signed and who issued."""
    import hashlib

    start, length, second, rest = places
    if start != 0 or not length < second <= second + rest <= len(content):
        raise ValueError("no range of this file")
    hexadecimal = content[length:second].strip().removeprefix(b"<").removesuffix(b">")
    signed = cms.ContentInfo.load(bytes.fromhex(hexadecimal.decode("ascii")))["content"]
    signer = signed["signer_infos"][0]
    certificate = extract_certs_for_validation(signed).signer_cert
    digest = hashlib.new(signer["digest_algorithm"]["algorithm"].native)
    digest.update(content[:length])
    digest.update(content[second : second + rest])
    intact, _ = validate_sig_integrity(signer, certificate, "data", digest.digest())
    return intact, (_name(certificate.subject.native), _name(certificate.issuer.native))


def _unverifiable(reason: str) -> SignatureFacts:
    return SignatureFacts(Signature.UNVERIFIABLE, reason=reason)


def _is_empty(field: DictionaryObject) -> bool:
    """Whether the place for the signature holds nothing but zeros."""
    try:
        contents = field.get_object()["/V"]["/Contents"]  # type: ignore[no-untyped-call]
        return not bytes(contents).strip(b"\0")
    except Exception:  # as above
        return False


def _name(named: object) -> str:
    """Whom a certificate names: the person or office, with the body beside where it names one."""
    if not isinstance(named, dict):
        return ""
    parts = [_one(named.get(key)) for key in ("common_name", "organization_name")]
    return ", ".join(dict.fromkeys(part for part in parts if part))[:_LONGEST_NAME]


def _one(part: object) -> str:
    return str(part[0] if isinstance(part, list) and part else part or "")


def _moment(at: datetime | None) -> str | None:
    if at is None:
        return None
    known = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
    return known.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
