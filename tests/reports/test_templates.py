"""What a template's looks decide, in both writers."""

from dataclasses import replace
from pathlib import Path

import pytest

from shamay_desktop.domain.report_looks import FRANK_RUHL, HEEBO, looks_of
from shamay_desktop.domain.report_templates.template import Kind, Order
from shamay_desktop.domain.report_text import text_blocks
from shamay_desktop.reports.docx import write_docx
from shamay_desktop.reports.pdf import lay_out
from shamay_desktop.reports.pdf.measures import measures_of
from tests.reports.docx.reading import DocxFile, values
from tests.reports.printing import AT, AnyPicture, Printed

SHORT = 7
"""Pages of the short bank form with its cover, without annexes."""


@pytest.mark.parametrize("order", Order)
def test_the_short_form_when_printed_is_a_few_pages_and_its_annexes(
    order: Order, any_picture: AnyPicture
) -> None:
    content = Printed("sample", Kind.BANK_SHORT, order).content
    assert len(lay_out(replace(content, annexes=()), any_picture).pages) <= SHORT
    annexes = sum(len(annex.pages) for annex in content.annexes)
    assert len(lay_out(content, any_picture).pages) <= SHORT + 1 + annexes


def test_the_short_form_when_printed_is_shorter_than_the_full_one(
    any_picture: AnyPicture,
) -> None:
    pages = {
        kind: len(lay_out(Printed("sample", kind, Order.TRADITIONAL).content, any_picture).pages)
        for kind in (Kind.FULL, Kind.BANK_SHORT)
    }
    assert pages[Kind.BANK_SHORT] <= pages[Kind.FULL] * 0.75


LOOKS = looks_of(
    {
        "body_font": HEEBO, "title_font": FRANK_RUHL, "body_size": 11, "chapter_size": 18,
        "side_margin": 30, "top_margin": 40, "bottom_margin": 35, "line_pitch": "1.2",
    }
)  # fmt: skip


def test_looks_when_changed_are_those_of_both_writers(
    any_picture: AnyPicture, tmp_path: Path
) -> None:
    usual = Printed("sample", Kind.FULL, Order.TRADITIONAL).content
    content = replace(usual, looks=LOOKS)
    assert text_blocks(content) == text_blocks(usual)
    write_docx(content, any_picture, tmp_path / "report.docx", created=AT)
    word = DocxFile(tmp_path / "report.docx")
    assert word.lines() == text_blocks(usual)
    styles = word.part("styles")
    body = ".//w:style[@w:styleId='BodyText']/w:rPr/w:sz/@w:val"
    assert values(styles, body) == ["22"]
    assert values(styles, ".//w:style[@w:styleId='Heading1']/w:rPr/w:sz/@w:val") == ["36"]
    assert values(styles, ".//w:docDefaults//w:rFonts/@w:cs") == [HEEBO]
    assert values(styles, ".//w:style[@w:styleId='Heading1']//w:rFonts/@w:cs") == [FRANK_RUHL]
    assert set(values(word.part("document"), ".//w:pgMar/@w:left")) == {str(round(30 * 56.7))}
    m = measures_of(LOOKS)
    assert (m.body.size, m.chapter.size, round(m.body.pitch, 6)) == (11, 18, 13.2)
    for page in lay_out(content, any_picture).pages[1:]:
        for placed in page.content:
            assert placed.x == pytest.approx(30 * 72 / 25.4)
            assert placed.y >= 40 * 72 / 25.4 - 0.1
            assert placed.y + placed.height <= 841.89 - 35 * 72 / 25.4 + 0.1


def test_chapters_when_each_begins_a_page_do_so_in_both_writers(
    any_picture: AnyPicture, tmp_path: Path
) -> None:
    content = Printed("sample", Kind.COURT, Order.TRADITIONAL).content
    for page in lay_out(content, any_picture).pages[1:]:
        keys = [placed.key for placed in page.content if placed.key]
        assert not [key for key in keys[1:] if key.startswith("chapter:")]
    write_docx(content, any_picture, tmp_path / "report.docx", created=AT)
    document = DocxFile(tmp_path / "report.docx").part("document")
    heads = ".//w:p[w:pPr/w:pStyle[@w:val='Heading1']]"
    broken = values(
        document, f"{heads}/w:pPr/w:pStyle[following-sibling::w:pageBreakBefore]/@w:val"
    )
    assert len(broken) == sum(bool(chapter.number) for chapter in content.chapters)
