"""The gap of a signature: the bytes that no digest covers, and must still be as they were made.

A signature digests the file but for the place of the signature itself. There the container (CMS)
holds things that the signer's key does not cover: other certificates, timestamps, padding. A file
of which any bit was turned must not pass, so all of these are checked by what binds them.
"""

from asn1crypto import cms, x509  # type: ignore[import-untyped]
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature


def container_is_exact(content: bytes, embedded: EmbeddedPdfSignature) -> bool:
    """Whether the gap holds the container, spelled the one way it is written, and zeros."""
    start, end = _gap(embedded)
    gap = content[start:end]
    if not (gap.startswith(b"<") and gap.endswith(b">")):
        return False
    try:
        raw = bytes.fromhex(gap[1:-1].decode("ascii"))
    except (ValueError, UnicodeDecodeError):
        return False
    spelled = raw.hex().encode()
    if gap[1:-1] not in (spelled, spelled.upper()):
        return False
    return _container(raw)


def _gap(embedded: EmbeddedPdfSignature) -> tuple[int, int]:
    first, length, after, _ = (int(each) for each in embedded.byte_range)
    return first + length, after


def _container(raw: bytes) -> bool:
    info = cms.ContentInfo.load(raw)
    used = len(info.dump())
    if raw[:used] != info.dump() or any(raw[used:]):
        return False
    data = info["content"]
    return _spelled_exactly(info, raw[:used]) and _bound(data)


def _spelled_exactly(info: cms.ContentInfo, raw: bytes) -> bool:
    """Encoded anew from its parts it is the same: no bit hides in an unusual spelling."""
    return bool(info.dump(force=True) == raw)


def _bound(data: cms.SignedData) -> bool:
    """Each certificate but the signer's, which the signature names by its digest, is bound by
    the key of another one in the container, or by its own.
    """
    signer = data["signer_infos"][0]["sid"]
    held = [each.chosen for each in data["certificates"] if each.name == "certificate"]
    if len(held) != len(data["certificates"]) or len(data["signer_infos"]) != 1:
        return False
    return all(_is_signer(each, signer) or _vouched(each, held) for each in held)


def _is_signer(certificate: x509.Certificate, signer: cms.SignerIdentifier) -> bool:
    if signer.name != "issuer_and_serial_number":
        return bool(certificate.key_identifier == signer.native)
    named = signer.chosen
    same = certificate.serial_number == named["serial_number"].native
    return bool(same and certificate.issuer == named["issuer"])


def _vouched(certificate: x509.Certificate, held: list[x509.Certificate]) -> bool:
    """Whether a certificate of the container signed it; one whose issuer is not there is passed
    over, as only its issuer could tell.
    """
    issuers = [each for each in held if each.subject == certificate.issuer]
    return not issuers or any(_signed_by(certificate, issuer) for issuer in issuers)


def _signed_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    from cryptography import x509 as parsed
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    try:
        subject = parsed.load_der_x509_certificate(certificate.dump())
        subject.verify_directly_issued_by(parsed.load_der_x509_certificate(issuer.dump()))
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True
