"""The gap of a signature: the bytes that no digest covers, and must still be as they were made.

A signature digests the file but for the place of the signature itself. There the container (CMS)
holds things that the signer's key does not cover: versions, names of algorithms, other people's
certificates, timestamps, padding. A file of which any bit was turned must not pass, so each of
these is either bound by something that was signed, or spelled in the one way it may be spelled.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from asn1crypto import cms, tsp, x509  # type: ignore[import-untyped]
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from shamay_desktop.signing.chains import vouched
from shamay_desktop.signing.der import Element, element_at, parts

_SEQUENCE, _SET, _INTEGER, _OCTETS, _NAME = 0x30, 0x31, 0x02, 0x04, 0x06
_FIRST, _SECOND = 0xA0, 0xA1
_BY_KEY = 0x80
_NULL = b"\x05\x00"
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_DATA = bytes.fromhex("06092a864886f70d010701")
_TIME = bytes.fromhex("060b2a864886f70d0109100104")
_TIMESTAMP = bytes.fromhex("060b2a864886f70d010910020e")
_DIGESTS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "sha384": hashlib.sha384,
            "sha512": hashlib.sha512}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What tells whether a certificate in a container is as it was made.

    `roots` are trusted. `named` are those that the signature around a timestamp names. `strict`
    is whether one that nothing vouches for counts as altered: so in what this program
    signed, which hold none such; in others it may well be whole.
    """

    roots: tuple[x509.Certificate, ...] = ()
    named: tuple[tuple[str, bytes], ...] = ()
    strict: bool = True


def container_is_exact(
    content: bytes, embedded: EmbeddedPdfSignature, witnesses: Witnesses
) -> bool:
    """Whether the gap holds the container, spelled the one way it is written, and zeros."""
    first, length, after, _ = (int(each) for each in embedded.byte_range)
    gap = content[first + length : after]
    if not (gap.startswith(b"<") and gap.endswith(b">")):
        return False
    try:
        raw = bytes.fromhex(gap[1:-1].decode("ascii"))
        whole = element_at(raw)
    except (ValueError, UnicodeDecodeError):
        return False
    spelled = raw.hex().encode()
    if gap[1:-1] not in (spelled, spelled.upper()) or any(raw[len(whole.raw) :]):
        return False
    kind = _TIME if embedded.sig_object_type == "/DocTimeStamp" else _DATA
    return holds(whole.raw, kind, witnesses)


def holds(raw: bytes, kind: bytes, witnesses: Witnesses) -> bool:
    """Whether a container that signs content of a kind is as it was made."""
    try:
        name, wrapped = parts(element_at(raw), _SEQUENCE)
        (signed,) = parts(wrapped, _FIRST)
        version, digests, content, *held, signers = parts(signed, _SEQUENCE)
        (signer,) = parts(signers, _SET)
        data = cms.ContentInfo.load(raw)["content"]
        return (
            name.raw == _SIGNED_DATA
            and version.tag == _INTEGER
            and version.content in _versions(kind, witnesses)
            and _content_is(content, kind)
            and _certificates_are_bound(held, data, kind, witnesses)
            and _signer_is(signer, digests, data, witnesses)
        )
    except (ValueError, TypeError, KeyError):
        return False


def _versions(kind: bytes, witnesses: Witnesses) -> tuple[bytes, ...]:
    if witnesses.strict:
        return (b"\x01",) if kind == _DATA else (b"\x03",)
    return (b"\x01", b"\x03", b"\x04", b"\x05")


def _content_is(content: Element, kind: bytes) -> bool:
    name, *held = parts(content, _SEQUENCE)
    if name.raw != kind:
        return False
    if kind == _DATA:
        return not held
    (wrapped,) = held
    (octets,) = parts(wrapped, _FIRST)
    return octets.tag == _OCTETS


def _certificates_are_bound(
    held: Sequence[Element], data: cms.SignedData, kind: bytes, witnesses: Witnesses
) -> bool:
    """Each certificate is named by a digest that was signed, as this program's signatures name all
    of theirs, or bound by the key of another one in the container, of a root, or its own.
    """
    if not held or held[0].tag != _FIRST:
        return False
    if len(held) > 1 and (witnesses.strict or held[1].tag != _SECOND):
        return False
    encoded = parts(held[0], _FIRST)
    if any(each.tag != _SEQUENCE for each in encoded):
        return not witnesses.strict
    found = [x509.Certificate.load(each.raw) for each in encoded]
    if not witnesses.strict:
        # what issued it may be elsewhere, and is then the only thing that could tell
        names = {each.subject.dump() for each in (*found, *witnesses.roots)}
        found = [each for each in found if each.issuer.dump() in names]
    named = (*_named(data), *witnesses.named)
    if witnesses.strict and kind == _DATA:
        return all(_is_named(each, named) for each in found)
    sources = (*found, *witnesses.roots)
    return all(_is_named(each, named) or vouched(each, sources) for each in found)


def _named(data: cms.SignedData) -> tuple[tuple[str, bytes], ...]:
    """The certificates that the signed attributes name: how each is digested, and its digest."""
    for attribute in data["signer_infos"][0]["signed_attrs"]:
        kind = attribute["type"].native
        if kind not in ("signing_certificate", "signing_certificate_v2"):
            continue
        named = [each for value in attribute["values"] for each in value["certs"]]
        return tuple((_digest_of(each, kind), each["cert_hash"].native) for each in named)
    return ()


def _digest_of(named: tsp.ESSCertID | tsp.ESSCertIDv2, kind: str) -> str:
    """How a certificate is digested; the older attribute knows one way alone."""
    return "sha1" if kind == "signing_certificate" else named["hash_algorithm"]["algorithm"].native


def _is_named(certificate: x509.Certificate, named: Sequence[tuple[str, bytes]]) -> bool:
    raw = certificate.dump()
    return any(how in _DIGESTS and _DIGESTS[how](raw).digest() == digest for how, digest in named)


def _signer_is(
    signer: Element, digests: Element, data: cms.SignedData, witnesses: Witnesses
) -> bool:
    """The signer's part. The signed attributes, how they are digested and signed, and the
    signature itself are bound by the signature; the rest is compared here.
    """
    version, who, digest, signed, how, signature, *unsigned = parts(signer, _SEQUENCE)
    (listed,) = parts(digests, _SET)
    by_key = who.tag == _BY_KEY
    return (
        version.raw == (b"\x02\x01\x03" if by_key else b"\x02\x01\x01")
        and (by_key or who.tag == _SEQUENCE)
        and _names_a_certificate(who, data)
        and _algorithm(listed) == _algorithm(digest)
        and _algorithm(how) is not None
        and (signed.tag, signature.tag) == (_FIRST, _OCTETS)
        and _stamps_are_exact(unsigned, replace(witnesses, named=_named(data)))
    )


def _names_a_certificate(who: Element, data: cms.SignedData) -> bool:
    held = [each.chosen for each in data["certificates"] if each.name == "certificate"]
    if who.tag == _BY_KEY:
        return any(each.key_identifier == who.content for each in held)
    issuer, serial = parts(who, _SEQUENCE)
    return any(
        each.issuer.dump() == issuer.raw
        and each["tbs_certificate"]["serial_number"].dump() == serial.raw
        for each in held
    )


def _algorithm(element: Element) -> bytes | None:
    """The name of an algorithm; what follows it is nothing or null, but for those with options."""
    name, *options = parts(element, _SEQUENCE)
    if name.tag != _NAME or len(options) > 1:
        return None
    if options and options[0].raw != _NULL and options[0].tag != _SEQUENCE:
        return None
    return name.raw


def _stamps_are_exact(unsigned: Sequence[Element], witnesses: Witnesses) -> bool:
    """Beside the signature there is nothing, or a timestamp of it."""
    if not unsigned:
        return True
    (attributes,) = unsigned
    for attribute in parts(attributes, _SECOND):
        name, values = parts(attribute, _SEQUENCE)
        if name.raw != _TIMESTAMP:
            if witnesses.strict:
                return False
            continue
        (token,) = parts(values, _SET)
        if not holds(token.raw, _TIME, witnesses):
            return False
    return True
