"""Files that other programs signed: judged by what binds them, and not accused for want of more."""

from io import BytesIO
from pathlib import Path

import pytest

from shamay_desktop.domain.signing import Capacity, Verdict, Whole
from shamay_desktop.signing.adapters import HankoSigner, HankoVerifier
from shamay_desktop.usecases.signing_ports import KeyFile
from tests import certificate_office as office
from tests.signing.agreement import agreed
from tests.signing.conftest import request

SIGNER, VERIFIER = HankoSigner(), HankoVerifier()
ROOTS = (office.root().encoded(),)


def signed_elsewhere(content: bytes, held: office.Held, clock: str, field: str = "Sig1") -> bytes:
    """By another program: intermediates and no root, in the container and in the timestamp."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
    from pyhanko.sign.timestamps import HTTPTimeStamper

    signer = SimpleSigner.load_pkcs12_data(
        office.Held(held.certificate, held.key, held.issuers[:1]).packed(""), (), None
    )
    output = BytesIO()
    sign_pdf(
        IncrementalPdfFileWriter(BytesIO(content)),
        PdfSignatureMetadata(field, subfilter=SigSeedSubFilter.PADES),
        signer,
        timestamper=HTTPTimeStamper(clock),
        output=output,
    )
    return output.getvalue()


def test_a_file_when_another_program_signed_it_is_whole(
    report: Path, timestamp_server: str, tmp_path: Path
) -> None:
    target = tmp_path / "foreign.pdf"
    target.write_bytes(
        signed_elsewhere(report.read_bytes(), office.person("לקוח"), timestamp_server)
    )
    assert VERIFIER.verify(target, (), office.NOW).verdict is Verdict.UNTRUSTED
    assert VERIFIER.verify(target, ROOTS, office.NOW).verdict is Verdict.PROVISIONAL
    agreed(target, 1)


def test_a_report_when_a_client_signs_it_elsewhere_too_is_still_whole(
    report: Path, key: KeyFile, timestamp_server: str, tmp_path: Path
) -> None:
    """The appraiser's signature allows it; the client's own brings what nobody here vouches for."""
    first, target = tmp_path / "signed.pdf", tmp_path / "both.pdf"
    SIGNER.sign(report, first, key, request(later=((Capacity.REVIEWER, None),)))
    content = signed_elsewhere(
        first.read_bytes(), office.person("לקוח"), timestamp_server, "Reviewer"
    )
    target.write_bytes(content)
    found = VERIFIER.verify(target, (), office.NOW)
    assert [each.whole for each in found.signatures] == [Whole.EXTENDED, Whole.WHOLE]


@pytest.mark.parametrize("part", ["signature", "digest"])
def test_a_foreign_file_when_what_was_signed_is_altered_is_called_a_change(
    report: Path, timestamp_server: str, tmp_path: Path, part: str
) -> None:
    content = bytearray(
        signed_elsewhere(report.read_bytes(), office.person("לקוח"), timestamp_server)
    )
    place = content.index(b"/Contents <") + 60 if part == "signature" else 2000
    content[place] ^= 1
    target = tmp_path / "altered.pdf"
    target.write_bytes(content)
    assert VERIFIER.verify(target, ROOTS, office.NOW).verdict is Verdict.CHANGED
