"""Certificates: their facts, whether they may sign a report, and files that hold a key."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from asn1crypto import x509  # type: ignore[import-untyped]
from pyhanko.sign.signers import SimpleSigner

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.signing import CertificateFacts
from shamay_desktop.usecases.signing_ports import KeyFile

_SIGNING = frozenset({"digital_signature", "non_repudiation"})
_LARGEST_FILE = 1_000_000


def facts_of(certificate: x509.Certificate) -> CertificateFacts:
    """What a person may be told of a certificate."""
    return CertificateFacts(
        subject=name_of(certificate.subject),
        issuer=name_of(certificate.issuer),
        fingerprint=hashlib.sha256(certificate.dump()).hexdigest(),
        valid_from=certificate.not_valid_before,
        valid_until=certificate.not_valid_after,
        serial=f"{certificate.serial_number:x}",
    )


def require_usable(certificate: x509.Certificate, moment: datetime) -> None:
    """Refuses by `certificate_expired`, `certificate_not_yet` or `certificate_not_for_signing`."""
    facts = facts_of(certificate)
    if moment > facts.valid_until:
        raise Refused("certificate_expired", day=facts.valid_until.date().isoformat())
    if moment < facts.valid_from:
        raise Refused("certificate_not_yet", day=facts.valid_from.date().isoformat())
    if not may_sign(certificate):
        raise Refused("certificate_not_for_signing", name=facts.subject)


def may_sign(certificate: x509.Certificate) -> bool:
    """Whether it is a person's that is meant for signing, and no authority's."""
    usage = certificate.key_usage_value
    return not certificate.ca and (usage is None or bool(_SIGNING & usage.native))


def signer_of_file(key: KeyFile) -> SimpleSigner:
    """The key of a PKCS#12 file, with the issuers of its certificate as far as they stand there.

    Raises Refused(`key_file_unreadable`, `wrong_password`).
    """
    from cryptography.hazmat.primitives.serialization import pkcs12

    unreadable = Refused("key_file_unreadable", file=key.path.name)
    secret = key.password.encode() or None
    try:
        if key.path.stat().st_size > _LARGEST_FILE:
            raise unreadable
        content = key.path.read_bytes()
    except OSError as error:
        raise unreadable from error
    try:
        held = pkcs12.load_pkcs12(content, secret)
    except ValueError as error:
        raise Refused(_code_of(content, error), file=key.path.name) from None
    if held.key is None or held.cert is None:
        raise unreadable
    signer: SimpleSigner | None = SimpleSigner.load_pkcs12_data(content, (), secret)
    if signer is None or signer.signing_cert is None:
        raise unreadable
    return signer


def _code_of(content: bytes, error: ValueError) -> str:
    """The library says alike of a wrong password and of a file that is none."""
    from asn1crypto import pkcs12

    try:
        pkcs12.Pfx.load(content, strict=True)["auth_safe"].native  # noqa: B018  parsing is the test
    except (ValueError, TypeError, KeyError):
        return "key_file_unreadable"
    return "wrong_password" if "password" in str(error).lower() else "key_file_unreadable"


def certificates_in(content: bytes) -> Sequence[x509.Certificate]:
    """The certificates of a PEM or DER file. Raises Refused(`root_unreadable`)."""
    from asn1crypto import pem

    try:
        if pem.detect(content):
            held = [data for kind, _, data in pem.unarmor(content, multiple=True)
                    if kind == "CERTIFICATE"]  # fmt: skip
        else:
            held = [content]
        found = [x509.Certificate.load(each, strict=True) for each in held]
        for each in found:
            facts_of(each)  # parsing waits until it is asked for
    except (ValueError, TypeError, KeyError) as error:
        raise Refused("root_unreadable") from error
    if not found:
        raise Refused("root_unreadable")
    return found


def authority_in(content: bytes) -> x509.Certificate:
    """The one authority of a file. Raises Refused(`root_unreadable`, `root_not_authority`)."""
    held = certificates_in(content)
    if len(held) != 1 or not held[0].ca:
        raise Refused("root_not_authority", name=facts_of(held[0]).subject)
    return held[0]


def name_of(name: x509.Name) -> str:
    """What a person is called in a certificate."""
    native = name.native
    common = native.get("common_name")
    return str(common[0] if isinstance(common, list) else common or name.human_friendly)
