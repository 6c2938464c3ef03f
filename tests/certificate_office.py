"""A certificate authority of the tests: a root, an intermediate, people's certificates and keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import (
    AuthorityInformationAccessOID,
    ExtendedKeyUsageOID,
    NameOID,
)

PASSWORD = "סיסמה-של-בדיקה"
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Held:
    """A certificate with its key, and who issued it."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
    issuers: tuple[x509.Certificate, ...] = ()

    def packed(self, password: str = PASSWORD) -> bytes:
        """Certificate, key and issuers as PKCS#12."""
        secret = BestAvailableEncryption(password.encode()) if password else NoEncryption()
        return pkcs12.serialize_key_and_certificates(
            b"key", self.key, self.certificate, self.issuers, secret
        )

    def file(self, folder: Path, name: str = "key.p12", password: str = PASSWORD) -> Path:
        """The same as a file."""
        target = folder / name
        target.write_bytes(self.packed(password))
        return target

    def encoded(self) -> bytes:
        """The certificate in PEM."""
        return self.certificate.public_bytes(Encoding.PEM)

    def pem(self, folder: Path, name: str) -> Path:
        """The certificate alone."""
        target = folder / name
        target.write_bytes(self.encoded())
        return target

    def key_der(self) -> bytes:
        """The key, unprotected, for a card to take in."""
        return self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


@cache
def root() -> Held:
    """The authority that a verifier may trust."""
    return _issued(Wish("רשות בדיקה", days=3650, ca=True), None)


@cache
def foreign_root() -> Held:
    """An authority that nobody knows."""
    return _issued(Wish("רשות זרה", days=3650, ca=True), None)


@cache
def intermediate() -> Held:
    """What signs people's certificates."""
    return _issued(Wish("רשות ביניים", days=3000, ca=True), root())


@cache
def person(name: str = "דנה לוי", days: int = 700, *, curve: bool = False) -> Held:
    """A person who may sign; `days` below 0 are before the present of the tests."""
    return _issued(Wish(name, days=days, curve=curve), intermediate())


@cache
def timestamp_authority() -> Held:
    """What vouches for times."""
    return _issued(Wish("שעון בדיקה", days=3000, stamps=True), intermediate())


@cache
def foreign_clock() -> Held:
    """A clock of one's own making."""
    return _issued(Wish("שעון זר", days=3000, stamps=True), foreign_root())


@cache
def authority_key() -> Held:
    """A certificate that may not sign a report."""
    return intermediate()


@dataclass(frozen=True)
class Wish:
    """What a certificate says. `answers` is where its issuer tells what was revoked."""

    name: str
    days: int = 700
    ca: bool = False
    stamps: bool = False
    curve: bool = False
    answers: str = ""


def issued(wish: Wish, issuer: Held) -> Held:
    """A new certificate of an issuer."""
    return _issued(wish, issuer)


def _issued(wish: Wish, issuer: Held | None) -> Held:
    key = (
        ec.generate_private_key(ec.SECP256R1())
        if wish.curve
        else rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, wish.name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if issuer is None else issuer.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(BEGIN)
        .not_valid_after(BEGIN + timedelta(days=wish.days))
        .add_extension(x509.BasicConstraints(ca=wish.ca, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**_usage(ca=wish.ca)), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if wish.stamps:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(usage, critical=True)
    if wish.answers and issuer is not None:
        builder = _with_answers(builder, wish.answers, issuer)
    if issuer is not None:
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key())
        builder = builder.add_extension(identifier, critical=False)
    certificate = builder.sign(key if issuer is None else issuer.key, hashes.SHA256())
    chain = () if issuer is None else (issuer.certificate, *issuer.issuers)
    return Held(certificate, key, chain)


def _with_answers(
    builder: x509.CertificateBuilder, address: str, issuer: Held
) -> x509.CertificateBuilder:
    """An authority's certificates are on a list, a person's are asked for."""
    where = x509.UniformResourceIdentifier(f"{address}{issuer.certificate.serial_number:x}.crl")
    point = x509.DistributionPoint([where], None, None, None)
    builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
    asked = x509.AccessDescription(
        AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(f"{address}ocsp")
    )
    return builder.add_extension(x509.AuthorityInformationAccess([asked]), critical=False)


def _usage(*, ca: bool) -> Mapping[str, bool]:
    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
        "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    granted = ("key_cert_sign", "crl_sign") if ca else ("digital_signature", "content_commitment")
    return {name: name in granted for name in names}
