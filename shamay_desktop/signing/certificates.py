"""Certificates: their facts, whether they may sign a report, and files that hold a key."""

import hashlib
from datetime import datetime
from pathlib import Path

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
        subject=_name(certificate.subject),
        issuer=_name(certificate.issuer),
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
    usage = certificate.key_usage_value
    if certificate.ca or (usage is not None and not _SIGNING & usage.native):
        raise Refused("certificate_not_for_signing", name=facts.subject)


def signer_of_file(key: KeyFile) -> SimpleSigner:
    """The key of a PKCS#12 file. Raises Refused(`key_file_unreadable`, `wrong_password`)."""
    from cryptography.hazmat.primitives.serialization import pkcs12

    try:
        if key.path.stat().st_size > _LARGEST_FILE:
            raise Refused("key_file_unreadable", file=key.path.name)
        content = key.path.read_bytes()
    except OSError as error:
        raise Refused("key_file_unreadable", file=key.path.name) from error
    try:
        pkcs12.load_pkcs12(content, key.password.encode() or None)
    except ValueError as error:
        raise Refused(_code_of(content, error), file=key.path.name) from None
    signer: SimpleSigner | None = SimpleSigner.load_pkcs12_data(
        content, (), key.password.encode() or None
    )
    if signer is None or signer.signing_cert is None:
        raise Refused("key_file_unreadable", file=key.path.name)
    return signer


def _code_of(content: bytes, error: ValueError) -> str:
    """The library says alike of a wrong password and of a file that is none."""
    from asn1crypto import pkcs12

    try:
        pkcs12.Pfx.load(content, strict=True)["auth_safe"].native  # noqa: B018  parsing is the test
    except (ValueError, TypeError, KeyError):
        return "key_file_unreadable"
    return "wrong_password" if "password" in str(error).lower() else "key_file_unreadable"


def certificate_of_file(path: Path) -> x509.Certificate:
    """A certificate in PEM or DER. Raises Refused(`root_unreadable`)."""
    from pyhanko.keys import load_cert_from_pemder

    try:
        return load_cert_from_pemder(path)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise Refused("root_unreadable", file=path.name) from error


def _name(name: x509.Name) -> str:
    native = name.native
    common = native.get("common_name")
    return str(common[0] if isinstance(common, list) else common or name.human_friendly)
