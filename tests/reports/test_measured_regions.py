"""A plan of two scales in the report: each measure by its own, and said so alike everywhere."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.measuring.gestures import adding_sheet
from shamay_desktop.domain.measuring.plans import Reference, Region, Shape, ShapeKind, Sheet
from shamay_desktop.domain.measuring.references import numbered
from shamay_desktop.domain.measuring.scale import measured
from shamay_desktop.domain.report_content import Paragraph, ReportContent, Table
from shamay_desktop.domain.report_text import text_blocks
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.reports.docx import write_docx
from shamay_desktop.reports.pdf import lay_out
from shamay_desktop.reports.pdf.page_by_page import SeenPages
from shamay_desktop.usecases.measuring.handover_words import calibration_words
from tests.drawn_case import square
from tests.reports.docx.reading import DocxFile
from tests.reports.printing import AT, AnyPicture
from tests.reports.reading_pages import Reader
from tests.usecases.report.inputs import paper, report_of

PLAN = "a" * 64
FLAT = Shape("flat", ShapeKind.AREA, square(100, 100, 1000), name="דירה", category="flat")
CELLAR = Shape("cellar", ShapeKind.AREA, square(2100, 100, 400), name="מחסן", category="storage")
BASEMENT = Region("r", "מרתף", square(2000, 0, 900))


def lengths(left: float, pixels: float, metres: str, region: str = "") -> tuple[Reference, ...]:
    """Three that agree, one across and two down."""
    ends = (
        ((left, 100), (left + pixels, 100)), ((left, 100), (left, 100 + pixels)),
        ((left + pixels, 100), (left + pixels, 100 + pixels)),
    )  # fmt: skip
    return tuple(
        Reference(f"{region}{number}", points, Decimal(metres), region)
        for number, points in enumerate(ends)
    )


SHEET = Sheet(
    "sheet", PLAN, title="תכנית", source="היתר", date="2019-05-01", excerpt=square(0, 0, 2900),
    references=(*lengths(100, 1000, "10"), *lengths(2100, 400, "2", "r")),
    regions=(BASEMENT,), shapes=(FLAT, CELLAR),
)  # fmt: skip


def report(sheet: Sheet, language: Language = Language.HE) -> ReportContent:
    """Of a case with this sheet alone."""
    case = after(Case("c"), adding_sheet(Case("c"), sheet))
    permit = paper(DocType.GARMUSHKA, PLAN)
    return report_of(case, papers=(permit,), language=language)


def measures(content: ReportContent) -> dict[str, tuple[str, ...]]:
    """The rows of the table of measures by their names, with value and ±."""
    (table,) = [
        block
        for chapter in content.chapters
        for block in chapter.blocks
        if isinstance(block, Table) and str(block.key).startswith("table:plans.sheets@")
    ]
    rows = [
        [strip_marks("".join(run.text for run in cell)) for cell in row.cells]  # type: ignore[union-attr]
        for row in table.rows
    ]
    return {row[0]: tuple(row[-2:]) for row in rows}


def scale_line(content: ReportContent) -> str:
    """What the report says of the scales."""
    (words,) = [
        block
        for chapter in content.chapters
        for block in chapter.blocks
        if isinstance(block, Paragraph) and str(block.key).startswith("words:plans.sheets@")
    ]
    return strip_marks("".join(run.text for run in words.inlines))  # type: ignore[union-attr]


def test_two_scales_when_they_measure_then_each_area_is_by_its_own_and_says_which() -> None:
    content = report(SHEET)
    found = measures(content)
    assert found["דירה"][0] == "100.00"
    assert found["מחסן"][0] == "4.00"
    words = scale_line(content)
    sheet, _, region = words.partition("האזור מרתף: ")
    assert sheet.startswith("מחוץ לאזורים שסומנו: קנה המידה אומת מול 3 מידות")
    assert "רשום 10.00 מ'" in sheet
    assert "רשום 2.00 מ'" not in sheet
    assert region.startswith("קנה המידה אומת מול 3 מידות")
    assert "רשום 2.00 מ'" in region
    assert "רשום 10.00 מ'" not in region


def test_dimensions_of_a_region_when_they_have_no_names_then_go_on_counting_everywhere() -> None:
    """In the report and in what is handed over, as in the window and in what is refused."""
    sheet, _, region = scale_line(report(SHEET)).partition("האזור מרתף: ")
    texts = load_texts(Language.HE)
    handed = calibration_words([measured(SHEET)], texts)
    numbers = numbered(SHEET.references)
    assert [*numbers.values()] == [1, 2, 3, 4, 5, 6]
    for reference in SHEET.references:
        number = numbers[reference.id]
        part = region if reference.region else sheet
        assert f"{number}: רשום {reference.metres}.00 מ'" in part
        assert f"מידה {number}: נמדד {reference.metres}.00 מ'" in handed


def test_a_region_when_it_alone_measures_then_only_its_scale_is_told() -> None:
    words = scale_line(report(replace(SHEET, shapes=(CELLAR,))))
    assert words.startswith("האזור מרתף: ")
    assert "מחוץ לאזורים שסומנו" not in words


def test_a_region_when_it_measures_nothing_then_the_sheet_has_one_scale() -> None:
    words = scale_line(report(replace(SHEET, shapes=(FLAT,))))
    assert words.startswith("קנה המידה אומת")
    assert "מרתף" not in words


def test_a_region_when_its_ratio_is_stated_then_the_report_says_its_own_one() -> None:
    stated = replace(BASEMENT, stated_scale=Decimal(50))
    sheet = replace(
        SHEET, dpi=254, regions=(stated,), references=SHEET.references[:3], shapes=(FLAT, CELLAR)
    )
    content = report(sheet)
    assert measures(content)["מחסן"][0] == "4.00"
    assert "האזור מרתף: קנה המידה הוא זה הרשום בתכנית, 1:50" in scale_line(content)


@pytest.mark.parametrize("language", list(Language), ids=[each.value for each in Language])
def test_the_scale_line_when_it_is_printed_then_pdf_word_and_preview_say_the_same(
    tmp_path: Path, language: Language
) -> None:
    content, pictures = report(SHEET, language), AnyPicture(tmp_path)
    write_docx(content, pictures, tmp_path / "a.docx", created=AT)
    layout = lay_out(content, pictures)
    assert DocxFile(tmp_path / "a.docx").lines() == text_blocks(content)
    assert Reader(content).read(layout) == []
    assert SeenPages(content, pictures).layout.pages == layout.pages
    assert scale_line(content) in [strip_marks(line) for line in text_blocks(content)]
