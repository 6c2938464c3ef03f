"""Signing a PDF: fields first, then the signature as an incremental update, whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.pkcs11 import PKCS11Signer
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, Signer
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper, TimestampRequestError
from pyhanko.stamp import StaticStampStyle

from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.signing import Capacity, CertificateFacts, FileSignature
from shamay_desktop.signing.cards import card_session
from shamay_desktop.signing.certificates import facts_of, require_usable, signer_of_file
from shamay_desktop.signing.verifying import verdict_of
from shamay_desktop.usecases.signing_ports import Key, KeyFile, SigningRequest, StampPlace

DIGEST = "sha256"
FIELDS = {Capacity.APPRAISER: "Appraiser", Capacity.REVIEWER: "Reviewer"}
_SHEET_HEIGHT = 841.890
_TIMEOUT = 15
_INVISIBLE = (0, 0, 0, 0)


def sign_file(source: Path, target: Path, key: Key, request: SigningRequest) -> FileSignature:
    """Sign `source` into `target`; the first signature of a file certifies it."""
    with _signer(key) as signer:
        certificate = signer.signing_cert
        if certificate is None:
            raise Refused("key_file_unreadable", file="")
        require_usable(certificate, request.moment)
        content = _signed(source.read_bytes(), signer, request)
    _write(target, content)
    verdict = verdict_of(BytesIO(content), (), request.moment)
    return verdict.signatures[-1]


def certificate_of(key: Key) -> CertificateFacts:
    """Whose key it is."""
    with _signer(key) as signer:
        if signer.signing_cert is None:
            raise Refused("key_file_unreadable", file="")
        return facts_of(signer.signing_cert)


def timestamped(source: Path, target: Path, server: str) -> None:
    """A document timestamp over all that the file holds."""
    output = BytesIO()
    with _server_failures():
        PdfTimeStamper(_timestamper(server)).timestamp_pdf(
            IncrementalPdfFileWriter(BytesIO(source.read_bytes())), DIGEST, output=output
        )
    _write(target, output.getvalue())


def _signed(content: bytes, signer: Signer, request: SigningRequest) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(content))
    standing = [name for name, *_ in fields.enumerate_sig_fields(writer)]
    first = not any(
        value is not None for _, value, _ in fields.enumerate_sig_fields(writer, filled_status=True)
    )
    for capacity, place in ((request.capacity, request.place), *request.later):
        if FIELDS[capacity] not in standing:
            fields.append_signature_field(writer, _field(capacity, place))
    # A fresh style each time: one that was used draws the first stamp again.
    style = None if request.stamp is None else StaticStampStyle.from_pdf_file(
        str(request.stamp), border_width=0
    )  # fmt: skip
    meta = PdfSignatureMetadata(
        field_name=FIELDS[request.capacity],
        md_algorithm=DIGEST,
        location=request.location or None,
        reason=request.reason or None,
        name=request.name or None,
        certify=first,
        docmdp_permissions=MDPPerm.FILL_FORMS if first else MDPPerm.NO_CHANGES,
        subfilter=SigSeedSubFilter.PADES,
    )
    stamper = _timestamper(request.timestamp_server) if request.timestamp_server else None
    output = BytesIO()
    with _server_failures():
        PdfSigner(meta, signer, timestamper=stamper, stamp_style=style).sign_pdf(
            writer, existing_fields_only=True, output=output
        )
    return output.getvalue()


def _field(capacity: Capacity, place: StampPlace | None) -> SigFieldSpec:
    """A reviewer's signature allows nothing after it."""
    final = MDPPerm.NO_CHANGES if capacity is Capacity.REVIEWER else None
    if place is None:
        return SigFieldSpec(FIELDS[capacity], box=_INVISIBLE, doc_mdp_update_value=final)
    left, right = place.x, place.x + place.width
    bottom, top = _SHEET_HEIGHT - place.y - place.height, _SHEET_HEIGHT - place.y
    box = (round(left), round(bottom), round(right), round(top))
    return SigFieldSpec(
        FIELDS[capacity], on_page=place.page - 1, box=box, doc_mdp_update_value=final
    )


@contextmanager
def _signer(key: Key) -> Iterator[Signer]:
    if isinstance(key, KeyFile):
        yield signer_of_file(key)
        return
    with card_session(key) as (session, certificate):
        yield PKCS11Signer(
            session, signing_cert=certificate, key_id=bytes.fromhex(key.certificate_id)
        )


def _timestamper(server: str) -> TimeStamper:
    return HTTPTimeStamper(server, timeout=_TIMEOUT)


@contextmanager
def _server_failures() -> Iterator[None]:
    """The timestamp server's failures as ours."""
    try:
        yield
    except (TimestampRequestError, OSError) as error:
        raise WorldFailed("timestamp_unavailable", why=type(error).__name__) from error


def _write(target: Path, content: bytes) -> None:
    """Whole or not at all."""
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(target)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        raise WorldFailed("report_not_written", file=target.name, reason=reason) from error
