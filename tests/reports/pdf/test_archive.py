"""PDF/A-2b: two checks that know nothing of each other pass, and nothing of the pages is lost."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import page as conformance
import pikepdf
import pytest
from pikepdf import pdfa

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.reports.pdf import write_pdf
from shamay_desktop.reports.pdf.archive import archived
from tests.reports.pdf.sample_report import full_report

CREATED = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
HEAD = f"shamay:case/0190/audit/{'a' * 64}"


@pytest.fixture
def painted(pictures: dict[str, PictureFile], tmp_path: Path) -> bytes:
    target = tmp_path / "painted.pdf"
    write_pdf(full_report(), pictures, target, created=CREATED)
    return target.read_bytes()


def made(painted: bytes) -> bytes:
    metadata = replace(full_report().metadata, identifier=HEAD)
    return archived(painted, metadata, "he", CREATED)


def test_a_report_when_archived_passes_both_checks(painted: bytes, tmp_path: Path) -> None:
    target = tmp_path / "archived.pdf"
    target.write_bytes(made(painted))
    report = conformance.validate_pdf(
        str(target), profile=conformance.ValidationProfile.PDF_A_2B
    )  # fmt: skip
    assert [failure.rule_id for failure in report.failures] == []
    assert pdfa.validate_written(target, "2b").passed


def test_a_report_when_it_is_not_archived_would_not_pass(painted: bytes, tmp_path: Path) -> None:
    target = tmp_path / "painted.pdf"
    target.write_bytes(painted)
    assert not pdfa.validate_written(target, "2b").passed


def test_a_report_when_archived_keeps_title_language_bookmarks_and_names_its_case(
    painted: bytes, tmp_path: Path
) -> None:
    target = tmp_path / "archived.pdf"
    target.write_bytes(made(painted))
    with pikepdf.open(target) as pdf, pdf.open_metadata() as xmp:
        content = full_report()
        assert xmp["dc:title"] == content.metadata.title
        assert xmp["dc:identifier"] == HEAD
        assert str(pdf.docinfo["/Title"]) == content.metadata.title
        assert str(pdf.Root.Lang) == "he"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert len(pdf.open_outline().root) > 0
        assert "/OutputIntents" in pdf.Root


def test_a_report_when_archived_twice_has_the_same_bytes(painted: bytes) -> None:
    assert made(painted) == made(painted)


def test_a_file_when_it_cannot_be_archived_is_refused_with_its_rule(painted: bytes) -> None:
    from io import BytesIO

    with pikepdf.open(BytesIO(painted)) as pdf:
        font = pdf.make_stream(b"BT /F 12 Tf (x) Tj ET")
        bare = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        pdf.pages[0].Resources.Font.F = pdf.make_indirect(bare)
        pdf.pages[0].contents_add(font)
        spoiled = BytesIO()
        pdf.save(spoiled)
    with pytest.raises(WorldFailed) as failed:
        made(spoiled.getvalue())
    assert failed.value.code == "report_not_archivable"
