"""Each template printed from several cases: the same words in every writer, well set."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.case_json import decode_case
from shamay_desktop.domain.evidence import DocType, RoomType
from shamay_desktop.domain.report_content import PictureFile, ReportContent
from shamay_desktop.domain.report_looks import FRANK_RUHL, HEEBO, looks_of
from shamay_desktop.domain.report_templates.template import Kind, Order
from shamay_desktop.domain.report_text import footnotes, text_blocks
from shamay_desktop.i18n.bidi.characters import mirrors
from shamay_desktop.i18n.isolates import MARKS
from shamay_desktop.i18n.language import Language
from shamay_desktop.reports.docx import write_docx
from shamay_desktop.reports.pdf import lay_out, write_pdf
from shamay_desktop.reports.pdf.measures import measures_of
from shamay_desktop.resource_files import resource
from tests.filled_case import filled_case
from tests.reports.docx.reading import DocxFile, values
from tests.usecases.report.inputs import paper, photo, report_of

AT = datetime(2026, 11, 22, tzinfo=UTC)
CASES = ("sample", "filled")
LARGEST = 400_000
"""Bytes of a file whose pictures are small: its fonts are subsets."""


@cache
def _case(name: str) -> Case:
    if name == "filled":
        return filled_case()
    raw = json.loads(resource("sample_case", "case.json").read_text(encoding="utf-8"))
    return decode_case("sample-case", raw["fields"])


@cache
def _content(name: str, kind: Kind, order: Order, language: Language) -> ReportContent:
    case = _case(name)
    chosen = {"export.template": Value.of(kind.value), "export.order": Value.of(order.value)}
    return report_of(
        Case(case.id, {**case.values, **chosen}),
        papers=(paper(DocType.TABU, "extract"), paper(DocType.CONDO, "order"),
                paper(DocType.GIS_SCREENSHOT, "map")),
        photos=(photo("front", front=True), *(photo(f"p{n}", room=RoomType.KITCHEN.value)
                                              for n in range(5))),
        language=language,
    )  # fmt: skip


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, PictureFile]:
    """One small picture under whatever key is asked for."""
    from PIL import Image

    path = tmp_path_factory.mktemp("pictures") / "any.jpg"
    Image.new("RGB", (400, 300), (170, 190, 180)).save(path)

    class Any(dict[str, PictureFile]):
        def __missing__(self, key: str) -> PictureFile:
            return PictureFile(str(path), 400, 300)

        def __contains__(self, key: object) -> bool:
            return True

        def get(self, key: str, default: object = None) -> PictureFile:
            return self[key]

    return Any()


_ONE = {image: point for point, image in mirrors().items() if point < image}


def _characters(texts: list[str]) -> Counter[str]:
    """What is printed, a bracket and its mirror as one."""
    seen = re.sub(f"[\\s{MARKS}\u00ad\u200b]", "", "".join(texts))
    return Counter(seen.translate(_ONE))


EVERY = [
    (name, kind, order, language)
    for name in CASES
    for kind in Kind
    for order, language in ((Order.TRADITIONAL, Language.HE), (Order.STANDARD, Language.EN))
]


@pytest.mark.parametrize(("name", "kind", "order", "language"), EVERY)
def test_a_template_when_printed_says_the_same_in_pdf_and_word(
    name: str, kind: Kind, order: Order, language: Language,
    pictures: Mapping[str, PictureFile], tmp_path: Path,
) -> None:  # fmt: skip
    content = _content(name, kind, order, language)
    write_docx(content, pictures, tmp_path / "report.docx", created=AT)
    assert DocxFile(tmp_path / "report.docx").lines() == text_blocks(content)
    layout = lay_out(content, pictures)
    printed = _characters([text for page in layout.pages for text in page.words()])
    numbers = "".join(str(n) * 2 for n in range(1, len(footnotes(content)) + 1))
    del printed["•"]
    assert printed == _characters(text_blocks(content)) + Counter(numbers)
    assert not layout.without_glyph


@pytest.mark.parametrize(("name", "kind", "order", "language"), EVERY)
def test_a_heading_when_printed_never_closes_a_page(
    name: str, kind: Kind, order: Order, language: Language,
    pictures: Mapping[str, PictureFile],
) -> None:  # fmt: skip
    layout = lay_out(_content(name, kind, order, language), pictures)
    for page in layout.pages:
        last = [placed.key for placed in page.content if placed.key][-1:]
        assert not [key for key in last if key.startswith(("heading:", "chapter:"))]
    headings = [
        key for page in layout.pages for placed in page.content
        if (key := placed.key).startswith("heading:")
    ]  # fmt: skip
    assert len(headings) > 5


@pytest.mark.parametrize("kind", Kind)
def test_a_template_when_written_embeds_its_fonts_and_stays_small(
    kind: Kind, pictures: Mapping[str, PictureFile], tmp_path: Path
) -> None:
    target = tmp_path / "report.pdf"
    content = _content("sample", kind, Order.TRADITIONAL, Language.HE)
    write_pdf(content, pictures, target, created=AT)
    assert target.stat().st_size < LARGEST
    with pikepdf.open(target) as file:
        fonts = {
            str(font.BaseFont): font
            for page in file.pages
            for font in page.Resources.get("/Font", {}).values()
        }
        assert fonts
        for name, font in fonts.items():
            inner = font.get("/DescendantFonts", [font])[0]
            assert "/FontFile2" in inner.FontDescriptor, name
            assert re.match(r"/[A-Z]{6}\+", name), name


def test_the_short_form_when_printed_is_shorter_than_the_full_one(
    pictures: Mapping[str, PictureFile],
) -> None:
    pages = {
        kind: len(lay_out(_content("sample", kind, Order.TRADITIONAL, Language.HE), pictures).pages)
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
    pictures: Mapping[str, PictureFile], tmp_path: Path
) -> None:
    usual = _content("sample", Kind.FULL, Order.TRADITIONAL, Language.HE)
    content = replace(usual, looks=LOOKS)
    assert text_blocks(content) == text_blocks(usual)
    write_docx(content, pictures, tmp_path / "report.docx", created=AT)
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
    for page in lay_out(content, pictures).pages[1:]:
        for placed in page.content:
            assert placed.x == pytest.approx(30 * 72 / 25.4)
            assert placed.y >= 40 * 72 / 25.4 - 0.1
            assert placed.y + placed.height <= 841.89 - 35 * 72 / 25.4 + 0.1


def test_chapters_when_each_begins_a_page_do_so_in_both_writers(
    pictures: Mapping[str, PictureFile], tmp_path: Path
) -> None:
    content = _content("sample", Kind.COURT, Order.TRADITIONAL, Language.HE)
    for page in lay_out(content, pictures).pages[1:]:
        keys = [placed.key for placed in page.content if placed.key]
        assert not [key for key in keys[1:] if key.startswith("chapter:")]
    write_docx(content, pictures, tmp_path / "report.docx", created=AT)
    document = DocxFile(tmp_path / "report.docx").part("document")
    heads = ".//w:p[w:pPr/w:pStyle[@w:val='Heading1']]"
    broken = values(
        document, f"{heads}/w:pPr/w:pStyle[following-sibling::w:pageBreakBefore]/@w:val"
    )
    assert len(broken) == sum(bool(chapter.number) for chapter in content.chapters)
