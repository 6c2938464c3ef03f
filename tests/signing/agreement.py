"""What two tools that know nothing of the program say of a signed file."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest

from tests import certificate_office as office
from tests.signing.answering import loaded


@dataclass(frozen=True)
class Said:
    """How many signatures (timestamps of the document included) a tool finds, and whether it
    calls each of them good.
    """

    found: int
    good: bool


def pdfsig(path: Path) -> Said:
    """Poppler's tool, which checks the bytes that each signature covers."""
    tool = shutil.which("pdfsig")
    if tool is None:
        if os.environ.get("CI"):
            pytest.fail("pdfsig is missing: tools/setup.sh test installs poppler-utils")
        pytest.skip("pdfsig is not installed")
    run = subprocess.run(
        [tool, "-nocert", str(path)], capture_output=True, text=True, check=False
    )  # fmt: skip
    told = re.findall(
        r"- Signature Type: (.+)\n(?:.*\n){1,2}?  - (Total|Not total).*\n(?:.*\n)??"
        r"  - Signature Validation: (.+)", run.stdout,
    )  # fmt: skip
    # the tool finds a timestamp of the document, and does not check it
    good = [how == "Signature is Valid." for kind, _, how in told if kind != "unknown"]
    return Said(len(told), bool(good) and all(good) and told[-1][1] == "Total")


def hanko(content: bytes, at: datetime = office.NOW, *, trusted: bool = True) -> Said:
    """The library's own validator, set up by itself: bytes, chain, and what was added after."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    def context() -> ValidationContext:
        return ValidationContext(
            trust_roots=[loaded(office.root())],
            other_certs=[loaded(office.intermediate())],
            moment=at,
            allow_fetching=False,
        )

    whole = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        signatures = list(reader.embedded_regular_signatures)
        stamps = list(reader.embedded_timestamp_signatures)
        states = [validate_pdf_signature(each, context(), context()) for each in signatures]
        good = all(
            each.coverage in whole and (each.bottom_line if trusted else each.intact and each.valid)
            for each in states
        )
        for each in stamps:
            status = validate_pdf_timestamp(each, context())
            good = good and status.intact and status.valid
    except Exception:
        return Said(0, good=False)
    return Said(len(signatures) + len(stamps), good and bool(signatures))


def agreed(path: Path, signatures: int, *, at: datetime = office.NOW) -> None:
    """Both tools find as many signatures and timestamps, and call each of them good."""
    assert hanko(path.read_bytes(), at) == Said(signatures, good=True)
    assert pdfsig(path) == Said(signatures, good=True)
