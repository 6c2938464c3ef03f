"""PDFs signed by a throwaway authority of the test's own, and what is done to them afterwards."""

from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.generic import NameObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import SigSeedSubFilter
from reportlab.pdfgen.canvas import Canvas

SIGNER, ISSUER = "לשכת רישום לדוגמה", "רשות מאשרת לדוגמה"
_FROM = datetime(2025, 1, 1, tzinfo=UTC)


def plain_pdf(words: str = "1/2") -> bytes:
    """A page with words."""
    file = BytesIO()
    canvas = Canvas(file)
    canvas.drawString(100, 700, words)
    canvas.save()
    return file.getvalue()


def signed_pdf(digest: str = "sha256", content: bytes | None = None, field: str = "One") -> bytes:
    """The PDF with a further signature, as the registry makes them (ETSI.CAdES.detached)."""
    writer = IncrementalPdfFileWriter(BytesIO(content or plain_pdf()))
    described = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm=digest, subfilter=SigSeedSubFilter.PADES
    )
    fields.append_signature_field(writer, fields.SigFieldSpec(field))
    done = signers.PdfSigner(described, _signer()).sign_pdf(writer)
    return bytes(done.getbuffer())


def updated(content: bytes) -> bytes:
    """The file with something drawn on its page after it was signed."""
    writer = IncrementalPdfFileWriter(BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    drawn = writer.add_object(StreamObject(stream_data=b"0 0 300 300 re f"))
    page[NameObject("/Contents")] = drawn
    writer.update_container(page)
    file = BytesIO()
    writer.write(file)  # type: ignore[no-untyped-call]
    return file.getvalue()


@cache
def _signer() -> signers.SimpleSigner:
    """A signer with a certificate that nobody outside of this test knows."""
    from asn1crypto import keys  # type: ignore[import-untyped]
    from asn1crypto import x509 as asn1
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    root, leaf = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    top = _certificate(ISSUER, ISSUER, root, root, is_root=True)
    own = _certificate(SIGNER, ISSUER, leaf, root, is_root=False)
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register(asn1.Certificate.load(top))
    secret = leaf.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return signers.SimpleSigner(
        signing_cert=asn1.Certificate.load(own),
        signing_key=keys.PrivateKeyInfo.load(secret),
        cert_registry=store,
    )


def _certificate(
    subject: str,
    issuer: str,
    key: rsa.RSAPrivateKey,
    by: rsa.RSAPrivateKey,
    *,
    is_root: bool,
) -> bytes:
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=is_root, crl_sign=is_root,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(_FROM + timedelta(days=36500))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(by, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.DER)
