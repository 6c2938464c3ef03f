"""Signing a PDF: fields first, then the signature as an incremental update, whole or not at all."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from secrets import token_hex

from asn1crypto import x509  # type: ignore[import-untyped]
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, Signer
from pyhanko.sign.signers.pdf_byterange import BuildProps
from pyhanko.sign.signers.pdf_signer import (
    DSSContentSettings,
    SigDSSPlacementPreference,
    TimestampDSSContentSettings,
)
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.stamp import StaticStampStyle

from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.signing import (
    Capacity,
    FileSignature,
    FileVerdict,
    Level,
    Whole,
)
from shamay_desktop.signing.certificates import certificates_in, facts_of
from shamay_desktop.signing.clocks import DIGEST, Clock
from shamay_desktop.signing.quiet import keep_quiet
from shamay_desktop.signing.revocation import Asked, Gathered, gathered
from shamay_desktop.signing.signers import opened
from shamay_desktop.signing.verifying import PROGRAM, certificates_of, verdict_of
from shamay_desktop.usecases.signing_ports import Key, SigningRequest, StampPlace
from shamay_desktop.usecases.written_file import written_whole

FIELDS = {Capacity.APPRAISER: "Appraiser", Capacity.REVIEWER: "Reviewer"}
_SHEET_HEIGHT = 841.890
_INVISIBLE = (0, 0, 0, 0)
_TOGETHER = DSSContentSettings(
    include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
)
"""What proves a signature stands in the bytes that it covers: no byte is unsigned."""


def sign_file(source: Path, target: Path, key: Key, request: SigningRequest) -> FileSignature:
    """Sign `source` into `target`; the first signature of a file certifies it."""
    keep_quiet()
    before = _read(source)
    roots = roots_in(request.roots)
    clock = Clock(request.timestamp_server, roots, names=True) if request.timestamp_server else None
    with opened(key, request.moment, clock) as signer:
        facts = facts_of(signer.signing_cert)
        content = _signed(before, signer, request, roots, clock)
    verdict = _required_whole(before, content, roots, request.moment)
    made = [each for each in verdict.signatures if each.field == FIELDS[request.capacity]]
    if not made or made[0].certificate != facts:
        raise Refused("signature_not_valid")
    _write(target, content)
    return made[0]


def timestamped(source: Path, target: Path, server: str) -> None:
    """A document timestamp over all that the file holds."""
    keep_quiet()
    before = _read(source)
    _write(target, _stamped(before, Clock(server), None, ()))


def proven(source: Path, target: Path, roots: Sequence[bytes], server: str) -> Level:
    """What the authorities say now, and a document timestamp over it."""
    keep_quiet()
    before, trusted = _read(source), roots_in(roots)
    clock = Clock(server, trusted)
    asked = [Asked(each, tuple(others)) for each, others in certificates_of(before)]
    content = _stamped(before, clock, gathered(asked, trusted, clock), trusted)
    _write(target, content)
    order = list(Level)
    signatures = verdict_of(BytesIO(content), trusted, datetime.now(UTC)).signatures
    return min((each.level or Level.B_B for each in signatures), key=order.index)


def roots_in(contents: Sequence[bytes]) -> list[x509.Certificate]:
    """The certificates of authorities. Raises Refused(`root_unreadable`)."""
    return [each for content in contents for each in certificates_in(content)]


def _stamped(
    before: bytes, clock: Clock, proof: Gathered | None, roots: Sequence[x509.Certificate]
) -> bytes:
    writer, output = IncrementalPdfFileWriter(BytesIO(before)), BytesIO()
    asyncio.run(clock.async_dummy_response(DIGEST))
    if proof is not None or clock.left_out:
        DocumentSecurityStore.supply_dss_in_writer(
            writer,
            None,
            certs=clock.left_out.values(),
            paths=() if proof is None else proof.paths,
            validation_context=None if proof is None else proof.context,
        )
    PdfTimeStamper(clock, field_name=f"{PROGRAM}-{token_hex(8)}").timestamp_pdf(
        writer, DIGEST, output=output,
        dss_settings=TimestampDSSContentSettings(include_vri=False, update_before_ts=True),
    )  # fmt: skip
    content = output.getvalue()
    _required_whole(before, content, roots, datetime.now(UTC))
    return content


def _required_whole(
    before: bytes, content: bytes, roots: Sequence[x509.Certificate], at: datetime
) -> FileVerdict:
    """What was made, checked before it is kept: what stood there stands, and all of it is whole."""
    verdict = verdict_of(BytesIO(content), roots, at)
    good = (Whole.WHOLE, Whole.EXTENDED)
    whole = verdict.covered and all(each.whole in good for each in verdict.signatures)
    if not (verdict.signatures and whole and content.startswith(before)):
        raise Refused("signature_not_valid")
    return verdict


def _signed(
    content: bytes,
    signer: Signer,
    request: SigningRequest,
    roots: Sequence[x509.Certificate],
    clock: Clock | None,
) -> bytes:
    proof = None
    if request.revocation:
        asked = Asked(signer.signing_cert, tuple(signer.cert_registry or ()))
        proof = gathered([asked], roots, clock)
    try:
        return _written(content, signer, request, clock, proof)
    except SigningError:
        # what was gathered may not be enough for the library; the signature does not need it
        if proof is None:
            raise
        return _written(content, signer, request, clock, None)


def _written(
    content: bytes,
    signer: Signer,
    request: SigningRequest,
    clock: Clock | None,
    proof: Gathered | None,
) -> bytes:
    writer, output = IncrementalPdfFileWriter(BytesIO(content)), BytesIO()
    first = _place_fields(writer, request)
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
        app_build_props=BuildProps(PROGRAM),
        signer_key_usage=set(),  # asked for by ourselves, as either of two uses will do
        embed_validation_info=proof is not None,
        validation_context=None if proof is None else proof.context,
        dss_settings=_TOGETHER,
    )
    PdfSigner(meta, signer, timestamper=clock, stamp_style=style).sign_pdf(
        writer, existing_fields_only=True, output=output
    )
    return output.getvalue()


def _place_fields(writer: IncrementalPdfFileWriter, request: SigningRequest) -> bool:
    """Put the fields there that are not yet; whether no signature is in the file."""
    standing = [name for name, *_ in fields.enumerate_sig_fields(writer)]
    signed = fields.enumerate_sig_fields(writer, filled_status=True)
    first = not any(value is not None for _, value, _ in signed)
    for capacity, place in ((request.capacity, request.place), *request.later):
        if FIELDS[capacity] not in standing:
            fields.append_signature_field(writer, _field(capacity, place))
    return first


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


def _read(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        raise WorldFailed("file_unreadable", file=source.name) from error


def _write(target: Path, content: bytes) -> None:
    with written_whole(target) as beside:
        beside.write_bytes(content)
