"""A report for archives stays one when it is signed: two checks of PDF/A-2b, and the stamp seen."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import page as conformance
import pypdfium2
import pytest
from pikepdf import pdfa

from shamay_desktop.domain import report_content as rc
from shamay_desktop.domain.signing import Capacity, Verdict
from shamay_desktop.reports.pdf import write_pdf
from shamay_desktop.reports.pdf.archive import archived
from shamay_desktop.signing.adapters import HankoSigner, HankoVerifier
from shamay_desktop.usecases.signing_ports import KeyFile, StampPlace
from tests import certificate_office as office
from tests.reports.pdf.sample_report import SENTENCE, chapter, words
from tests.reports.pdf.sample_report import report as make
from tests.signing.agreement import agreed
from tests.signing.answering import Answers, clock_of
from tests.signing.conftest import request, stamped_by

SIGNER, VERIFIER = HankoSigner(), HankoVerifier()
ROOTS = (office.root().encoded(),)
OWN, REVIEWERS = StampPlace(1, 330, 640, 190, 60), StampPlace(1, 80, 640, 190, 60)
HEAD = "a" * 64


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A report as it is sealed: for archives, naming its case and the end of its audit chain."""
    content = make(chapter(rc.Paragraph(words(SENTENCE * 5))), logo=None, front=None)
    painted, target = tmp_path / "painted.pdf", tmp_path / "report.pdf"
    write_pdf(content, {}, painted, created=office.NOW)
    metadata = replace(content.metadata, identifier=f"shamay:case/0190-a/audit/{HEAD}")
    target.write_bytes(archived(painted.read_bytes(), metadata, "he", office.NOW))
    return target


UNREAD = {
    "interactive forms (/AcroForm) are not supported",
    "permissions (/Perms) are not supported",
    "unrecognized key(s) /DSS are not checked",
}
"""What one of the checks does not look into, and says so: where a signature stands in a file."""


EXTENDED = ["PDFA2B-SIGNATURE-BYTERANGE-001"]
"""One check asks each signature to cover the whole file, which none but the last one of several
can: it is asked of every state of the file by itself when that state is the last.
"""


def conforming(path: Path, but: Sequence[str] = ()) -> None:
    """Both checks, which know nothing of each other, find nothing amiss."""
    report = conformance.validate_pdf(
        str(path), profile=conformance.ValidationProfile.PDF_A_2B
    )  # fmt: skip
    assert [failure.rule_id for failure in report.failures] == list(but)
    found = pdfa.validate_written(path, "2b").findings
    assert [each.message for each in found if each.kind != "unsupported"] == []
    assert {each.message for each in found} <= UNREAD


def test_checks_when_a_signed_report_breaks_a_rule_say_so(archive: Path, tmp_path: Path) -> None:
    """That nothing is found below is no proof that nothing would be."""
    import pikepdf

    broken = tmp_path / "broken.pdf"
    with pikepdf.open(archive) as pdf:
        del pdf.Root.OutputIntents
        pdf.save(broken)
    with pytest.raises(AssertionError):
        conforming(broken)


@pytest.mark.parametrize("proven", [False, True], ids=["timestamps", "proofs"])
def test_a_report_when_stamped_timestamped_and_countersigned_is_still_for_archives(
    archive: Path, answers: Answers, tmp_path: Path, *, proven: bool
) -> None:
    first, both, last = (tmp_path / f"{name}.pdf" for name in ("first", "both", "last"))
    person, reviewer = answers.person(), answers.person("רון כהן")
    with clock_of(answers.clock()) as clock:
        SIGNER.sign(
            archive, first, KeyFile(person.file(tmp_path), office.PASSWORD),
            request(
                stamp=stamped_by("דנה לוי", tmp_path / "own.pdf"), place=OWN,
                later=((Capacity.REVIEWER, REVIEWERS),), timestamp_server=clock, roots=ROOTS,
                revocation=proven,
            ),
        )  # fmt: skip
        conforming(first)
        SIGNER.sign(
            first, both, KeyFile(reviewer.file(tmp_path, "b.p12"), office.PASSWORD),
            request(
                Capacity.REVIEWER, name="רון כהן",
                stamp=stamped_by("רון כהן", tmp_path / "other.pdf"), timestamp_server=clock,
                roots=ROOTS, revocation=proven,
            ),
        )  # fmt: skip
        conforming(both, EXTENDED)
        SIGNER.add_timestamp(both, last, clock)
    conforming(last, EXTENDED)
    agreed(last, 3)
    verdict = VERIFIER.verify(last, ROOTS, office.NOW)
    settled = Verdict.SOUND if proven else Verdict.PROVISIONAL
    assert (verdict.verdict, verdict.case_id, verdict.audit_head) == (settled, "0190-a", HEAD)


def test_a_stamp_when_signed_with_is_seen_where_it_was_put(archive: Path, tmp_path: Path) -> None:
    target = tmp_path / "signed.pdf"
    key = KeyFile(office.person().file(tmp_path), office.PASSWORD)
    stamp = stamped_by("דנה לוי", tmp_path / "own.pdf")
    SIGNER.sign(archive, target, key, request(stamp=stamp, place=OWN))
    assert _dark(target, OWN) > 100
    assert _dark(archive, OWN) == 0
    assert _dark(target, REVIEWERS) == 0


def _dark(path: Path, place: StampPlace) -> int:
    """How many dark points there are at a place, at one point a pixel."""
    with pypdfium2.PdfDocument(path) as pdf:
        pdf.init_forms()
        page = pdf[place.page - 1]
        picture = page.render(scale=1, may_draw_forms=True).to_pil().convert("L")
    box = picture.crop(
        (int(place.x), int(place.y), int(place.x + place.width), int(place.y + place.height))
    )
    return sum(count for level, count in enumerate(box.histogram()) if level < 128)
