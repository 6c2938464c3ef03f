"""A certificate authority of the tests: a root, an intermediate, people's certificates and keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PASSWORD = "סיסמה-של-בדיקה"
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Held:
    """A certificate with its key, and who issued it."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey
    issuers: tuple[x509.Certificate, ...] = ()

    def file(self, folder: Path, name: str = "key.p12", password: str = PASSWORD) -> Path:
        """Certificate, key and issuers as a PKCS#12 file."""
        secret = BestAvailableEncryption(password.encode()) if password else NoEncryption()
        target = folder / name
        target.write_bytes(
            pkcs12.serialize_key_and_certificates(
                b"key", self.key, self.certificate, self.issuers, secret
            )
        )
        return target

    def pem(self, folder: Path, name: str) -> Path:
        """The certificate alone."""
        target = folder / name
        target.write_bytes(self.certificate.public_bytes(Encoding.PEM))
        return target

    def key_der(self) -> bytes:
        """The key, unprotected, for a card to take in."""
        return self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


@cache
def root() -> Held:
    """The authority that a verifier may trust."""
    return _issued("רשות בדיקה", None, days=3650, ca=True)


@cache
def intermediate() -> Held:
    """What signs people's certificates."""
    return _issued("רשות ביניים", root(), days=3000, ca=True)


@cache
def person(name: str = "דנה לוי", days: int = 700) -> Held:
    """A person who may sign; `days` below 0 are before the present of the tests."""
    return _issued(name, intermediate(), days=days)


@cache
def timestamp_authority() -> Held:
    """What vouches for times."""
    return _issued("שעון בדיקה", intermediate(), days=3000, stamps=True)


@cache
def authority_key() -> Held:
    """A certificate that may not sign a report."""
    return intermediate()


def _issued(
    name: str, issuer: Held | None, *, days: int, ca: bool = False, stamps: bool = False
) -> Held:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if issuer is None else issuer.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(BEGIN)
        .not_valid_after(BEGIN + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**_usage(ca=ca)), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if stamps:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(usage, critical=True)
    if issuer is not None:
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key())
        builder = builder.add_extension(identifier, critical=False)
    signing_key = key if issuer is None else issuer.key
    certificate = builder.sign(signing_key, hashes.SHA256())
    chain = () if issuer is None else (issuer.certificate, *issuer.issuers)
    return Held(certificate, key, chain)


def _usage(*, ca: bool) -> Mapping[str, bool]:
    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
        "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    granted = ("key_cert_sign", "crl_sign") if ca else ("digital_signature", "content_commitment")
    return {name: name in granted for name in names}
