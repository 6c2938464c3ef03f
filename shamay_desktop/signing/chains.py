"""Who issued whose certificate, told by keys and not by names alone."""

from collections.abc import Iterable, Sequence

from asn1crypto import x509  # type: ignore[import-untyped]

from shamay_desktop.signing.der import element_at, parts

_LONGEST = 10
_SEQUENCE, _BITS = 0x30, 0x03


def signed_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether the key of `issuer` signed `certificate`; both may be the same one.

    What stands outside of the signed part is looked at here, as libraries pass over some of it.
    """
    from cryptography import x509 as parsed

    try:
        if certificate.issuer != issuer.subject or not _is_plain(certificate.dump()):
            return False
        subject = parsed.load_der_x509_certificate(certificate.dump())
        subject.verify_directly_issued_by(parsed.load_der_x509_certificate(issuer.dump()))
    except Exception:  # an altered certificate makes the library raise whatever it likes
        return False
    return True


def _is_plain(raw: bytes) -> bool:
    """Whether the algorithm is named outside as inside, and the signature is whole bytes."""
    signed, algorithm, signature = parts(element_at(raw), _SEQUENCE)
    inside = next(each for each in parts(signed, _SEQUENCE) if each.tag == _SEQUENCE)
    return inside.raw == algorithm.raw and signature.tag == _BITS and signature.content[:1] == b"\0"


def vouched(certificate: x509.Certificate, held: Iterable[x509.Certificate]) -> bool:
    """Whether one of those held signed it; a root signed itself."""
    return any(signed_by(certificate, issuer) for issuer in held)


def chain_of(
    certificate: x509.Certificate, held: Sequence[x509.Certificate]
) -> list[x509.Certificate]:
    """The issuers of a certificate in their order, as far as those held go."""
    chain: list[x509.Certificate] = []
    last = certificate
    while len(chain) < _LONGEST:
        above = [each for each in held if each.dump() != last.dump() and signed_by(last, each)]
        if not above or above[0].dump() in {each.dump() for each in chain}:
            return chain
        last = above[0]
        chain.append(last)
    return chain


def leading(certificates: Sequence[x509.Certificate]) -> list[x509.Certificate]:
    """Those of them that one of them vouches for, and whose own issuer is vouched for in turn."""
    held = list(certificates)
    while True:
        kept = [each for each in held if vouched(each, held)]
        if len(kept) == len(held):
            return kept
        held = kept
