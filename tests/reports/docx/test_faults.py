"""Places where Word and the PDF once parted: breaks, pictures, signatures, references, contents."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from shamay_desktop.domain.report_content import (
    Annex,
    Block,
    Chapter,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    ReportContent,
    Run,
    SignatureBlock,
    Width,
)
from shamay_desktop.domain.report_edits.keys import chapter_key, heading_key
from shamay_desktop.domain.report_edits.numbers import annex_key
from shamay_desktop.domain.report_looks import DAVID, FRANK_RUHL, HEEBO, ChapterStart
from shamay_desktop.domain.report_text import text_blocks
from shamay_desktop.reports import installed_fonts
from shamay_desktop.reports.docx import write_paged_docx
from shamay_desktop.reports.docx.page import EMU_PER_TWIP
from shamay_desktop.reports.installed_fonts import font_files
from shamay_desktop.reports.pdf import lay_out, part_places, write_pdf
from shamay_desktop.reports.pdf.drawing import Picture
from shamay_desktop.reports.pdf.measures import SHEET_WIDTH
from tests.reports.docx.conftest import CREATED, Desk
from tests.reports.docx.example import english, hebrew
from tests.reports.docx.reading import DocxFile, find, values, words

LINE = Paragraph((Run("שורה"),))


def chapters(*given: Chapter, start: ChapterStart = ChapterStart.HALF) -> ReportContent:
    content = replace(hebrew(), chapters=given, annexes=())
    return replace(content, looks=replace(content.looks, chapter_start=start))


def paged(content: ReportContent, desk: Desk) -> DocxFile:
    """As the program writes it: with the pages of our own setting."""
    write_paged_docx(content, desk.pictures, desk.folder / "paged.docx", created=CREATED)
    return DocxFile(desk.folder / "paged.docx")


def broken(file: DocxFile) -> list[str]:
    """What stands in the paragraphs that begin a page."""
    return [words(each) for each in find(file.part("document"), ".//w:p[w:pPr/w:pageBreakBefore]")]


@pytest.mark.parametrize("start", ChapterStart)
def test_a_break_at_a_chapter_s_end_when_the_next_begins_a_page_then_makes_no_empty_page(
    desk: Desk, start: ChapterStart
) -> None:
    content = chapters(
        Chapter("a", "1", "ראשון", (LINE, PageBreak())),
        Chapter("b", "2", "שני", (LINE, PageBreak(), Heading("2.1", "סעיף", "s"), LINE)),
        start=start,
    )
    assert broken(paged(content, desk)) == ["2 שני", "2.1 סעיף"]
    assert len(lay_out(content, desk.pictures).pages) == 4  # the cover and one each


def test_a_break_before_anything_was_said_then_makes_no_empty_page(desk: Desk) -> None:
    content = chapters(Chapter("a", "", "", (PageBreak(), LINE)))
    assert broken(paged(content, desk)) == []
    assert len(lay_out(content, desk.pictures).pages) == 2


def test_a_chapter_when_half_a_page_or_less_remains_then_begins_one_in_word_too(
    desk: Desk,
) -> None:
    def content(lines: int) -> ReportContent:
        first = Chapter("a", "1", "ראשון", (LINE,) * lines)
        return chapters(first, Chapter("b", "2", "שני", (LINE,)))

    assert broken(paged(content(3), desk)) == []
    assert broken(paged(content(18), desk)) == ["2 שני"]


SHAPES = {"tall": (600, 900), "map": (1000, 700)}


@pytest.mark.parametrize("width", Width)
@pytest.mark.parametrize("key", SHAPES)
def test_an_own_picture_when_placed_then_is_as_large_in_word_as_in_the_pdf(
    desk: Desk, key: str, width: Width
) -> None:
    content = chapters(Chapter("a", "1", "ראשון", (Figure(key, None, width),)))
    pages = lay_out(content, desk.pictures).pages
    marks = [mark for placed in pages[1].content for mark in placed.marks]
    drawn = next(mark for mark in marks if isinstance(mark, Picture))
    placed = find(desk.write(content).part("document"), ".//wp:inline/wp:extent")[-1]
    twips = [int(placed.get(side)) / EMU_PER_TWIP for side in ("cx", "cy")]
    assert twips == pytest.approx([drawn.width * 20, drawn.height * 20], rel=0.002)


@pytest.mark.parametrize("picture", [None, "stamp"])
def test_a_signature_when_written_then_stands_over_a_rule_and_above_the_name(
    desk: Desk, picture: str | None
) -> None:
    block = SignatureBlock(((Run("נועה ברק"),), (Run("רישיון מס' 9999"),)), picture, stamp=72)
    document = desk.write(chapters(Chapter("a", "1", "השומה", (block,)))).part("document")
    room, name, licence = find(document, ".//w:body/w:p")[-3:]
    assert values(room, "./w:pPr/w:pStyle/@w:val") == ["SignatureRoom"]
    assert bool(find(room, ".//wp:inline")) is (picture is not None)
    heights = values(room, "./w:pPr/w:spacing[@w:lineRule='exact']/@w:line")
    assert heights == ([] if picture else ["1440"])  # 72 points for the stamp
    assert [words(name), words(licence)] == ["נועה ברק", "רישיון מס' 9999"]
    assert find(room, "./w:pPr/w:keepNext")
    assert find(name, "./w:pPr/w:keepNext")
    styles = desk.write(english()).part("styles")
    assert values(styles, ".//w:style[@w:styleId='SignatureRoom']//w:pBdr/w:bottom/@w:val")


def test_built_in_styles_when_named_as_word_names_them_then_are_no_custom_ones(
    hebrew_file: DocxFile,
) -> None:
    names = {"ListNumber": "List Number", "ListBullet": "List Bullet", "TOC1": "toc 1",
             "TOC2": "toc 2", "Heading1": "heading 1", "Heading2": "heading 2",
             "Caption": "caption", "FootnoteText": "footnote text"}  # fmt: skip
    for key, name in names.items():
        (style,) = find(hebrew_file.part("styles"), f".//w:style[@w:styleId='{key}']")
        assert values(style, "./w:name/@w:val") == [name]
        assert values(style, "./@w:customStyle") == []


# -- references and contents -------------------------------------------------------------------


def instructions(file: DocxFile) -> list[str]:
    return [(each.text or "").strip() for each in find(file.part("document"), ".//w:instrText")]


def bookmark_at(file: DocxFile, name: str) -> str:
    """The words of the paragraph that a bookmark stands in."""
    path = f".//w:p[.//w:bookmarkStart[@w:name='{name}']]"
    (paragraph,) = find(file.part("document"), path)
    return words(paragraph)


def referring() -> ReportContent:
    """References to a chapter, a section, an annex with pages and one without."""
    first = Heading("1.1", "הסביבה", "surroundings")
    empty = Annex(2, "מסמך שלא נפתח", "broken.pdf", "ee" * 32, ())
    base = hebrew()
    annexes = (base.annexes[0], empty)
    chapter = Chapter("property", "1", "הנכס", (first, LINE))
    named = [("1", chapter_key(chapter)), ("1.1", heading_key(first)),
             *((str(each.number), annex_key(each)) for each in annexes)]  # fmt: skip
    runs = [run for said, key in named for run in (Run("ראו "), Run(said, target=key))]
    blocks: tuple[Block, ...] = (first, LINE, Paragraph(tuple(runs)))
    return replace(base, chapters=(replace(chapter, blocks=blocks),), annexes=annexes)


def test_a_reference_to_an_annex_of_no_pages_when_printed_then_leads_to_its_line(
    desk: Desk, tmp_path: Path
) -> None:
    import pikepdf

    content = referring()
    write_pdf(content, desk.pictures, tmp_path / "a.pdf", created=CREATED)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        assert len(links) == 5  # four references, and the line of the annex that has pages
    names = [each.split()[1] for each in instructions(desk.write(content)) if each[:3] == "REF"]
    file = desk.write(content)
    led = [bookmark_at(file, name) for name in names]
    assert led == ["1 הנכס", "1.1 הסביבה", "1 נסח רישום", "2 מסמך שלא נפתח"]
    assert file.lines() == text_blocks(content)


def test_every_field_when_it_names_a_bookmark_then_the_bookmark_is_there(desk: Desk) -> None:
    for content in (hebrew(), referring()):
        file = desk.write(content)
        there = values(file.part("document"), ".//w:bookmarkStart/@w:name")
        assert len(set(there)) == len(there)
        asked = [each.split() for each in instructions(file)]
        for named in asked:
            if named[0] in ("REF", "PAGEREF"):
                assert named[1] in there
        anchors = values(file.part("document"), ".//w:hyperlink/@w:anchor")
        assert set(anchors) <= set(there)


def test_the_list_of_annexes_when_written_then_is_a_field_that_reads_right_unasked(
    desk: Desk,
) -> None:
    file = paged(hebrew(), desk)
    document = file.part("document")
    (toc,) = [each for each in instructions(file) if each.startswith("TOC")]
    over = toc.split()[toc.split().index("\\b") + 1]
    assert '\\o "2-2"' in toc
    assert values(document, f".//w:body/w:bookmarkStart[@w:name='{over}']/@w:id")
    entries = find(document, ".//w:p[w:pPr/w:pStyle[@w:val='TOC2']]")
    pages = part_places(hebrew(), desk.pictures)
    for entry, annex in zip(entries, hebrew().annexes, strict=True):
        shown = "".join(each.text or "" for each in find(entry, ".//w:t"))
        page = pages[annex_key(annex)].page
        assert shown.replace("\u200e", "").endswith(f"{annex.title}{page}")
    kinds = values(document, ".//w:fldChar/@w:fldCharType")
    counted = {kinds.count(kind) for kind in ("begin", "separate", "end")}
    assert counted == {len(instructions(file))}


def test_the_list_of_annexes_when_one_has_no_page_then_is_none_that_word_would_drop_it_from(
    desk: Desk,
) -> None:
    assert not [each for each in instructions(desk.write(referring())) if each[:3] == "TOC"]


def test_pages_when_not_given_then_are_a_dash_until_word_counts(desk: Desk) -> None:
    shown = find(desk.write(hebrew()).part("document"), ".//w:hyperlink//w:t")
    assert [each.text for each in shown if each.text == "–"] == ["–", "–"]


def test_a_font_that_is_not_here_when_asked_for_then_word_gets_it_and_our_pages_the_shipped(
    desk: Desk,
) -> None:
    content = replace(hebrew(), looks=replace(hebrew().looks, body_font="Nobody's"))
    fonts = values(paged(content, desk).part("fontTable"), "./w:font/@w:name")
    assert "Nobody's" in fonts


# -- what another program makes of the file ------------------------------------------------------


def test_how_many_pages_there_are_when_written_then_stands_there_before_anybody_counts(
    desk: Desk,
) -> None:
    content = hebrew()
    pages = len(lay_out(content, desk.pictures).pages) - 1  # the cover is not counted
    (label,) = find(paged(content, desk).part("footer2"), ".//w:p[.//w:instrText]")
    assert "".join(each.text or "" for each in find(label, ".//w:t")).endswith(f"מתוך {pages}")


def test_david_when_it_is_not_here_then_word_gets_what_the_pages_are_set_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked() -> set[str]:
        return set(values(paged(hebrew(), desk).part("fontTable"), "./w:font/@w:name"))

    assert hebrew().looks.body_font == DAVID
    monkeypatch.setattr(installed_fonts, "installed", dict)
    assert asked() == {FRANK_RUHL, HEEBO}
    david = font_files(FRANK_RUHL)  # any files will do
    monkeypatch.setattr(installed_fonts, "installed", lambda: {DAVID.casefold(): david})
    assert asked() == {DAVID, HEEBO}


def test_a_shipped_font_when_asked_for_then_is_in_the_file_as_the_format_has_it(
    desk: Desk,
) -> None:
    content = replace(hebrew(), looks=replace(hebrew().looks, body_font=FRANK_RUHL))
    file = paged(content, desk)
    keys = values(file.part("fontTable"), ".//w:font/w:embedRegular/@w:fontKey")
    fonts = [name for name in file.members if name.endswith("-Regular.odttf")]
    assert sorted(fonts) == [f"word/fonts/{name}-Regular.odttf"
                             for name in ("FrankRuhlLibre", "Heebo")]  # fmt: skip
    for key, name, family in zip(keys, sorted(fonts), (FRANK_RUHL, HEEBO), strict=True):
        turned = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1] * 2
        hidden = file.members[name]
        shown = bytes(a ^ b for a, b in zip(hidden, turned, strict=False)) + hidden[32:]
        assert shown == font_files(family).regular.read_bytes()
    named = values(file.part("fontTable"), ".//w:embedRegular/@r:id | .//w:embedBold/@r:id")
    for relation in named:
        assert f'Id="{relation}"' in file.members["word/_rels/fontTable.xml.rels"].decode()


@pytest.mark.parametrize("mark", ["טיוטה", "טרם נחתם על ידי השמאי"])
def test_the_draft_mark_when_written_then_is_as_long_as_in_the_pdf_and_within_the_sheet(
    desk: Desk, mark: str
) -> None:
    content = replace(hebrew(), watermark=mark)
    style = values(paged(content, desk).part("header2"), ".//v:shape/@style")[0]
    length, height = (int(found) for found in re.findall(r";(?:width|height):(\d+)pt", style))
    ours = lay_out(content, desk.pictures).watermark
    assert length == pytest.approx(-2 * min(word.x for word in ours), abs=1)
    assert (length + height) * 0.71 < SHEET_WIDTH
    bare = values(desk.write(content).part("header2"), ".//v:shape/@style")[0]
    (alone,) = re.findall(r";width:(\d+)pt", bare)
    assert int(alone) * 0.71 * 1.25 < SHEET_WIDTH


def test_a_title_with_a_number_when_written_then_stands_as_the_text_and_its_number_outside(
    hebrew_file: DocxFile,
) -> None:
    for key in ("Heading1", "Heading2"):
        path = f".//w:style[@w:styleId='{key}']//w:ind"
        assert values(hebrew_file.part("styles"), f"{path}/@w:left") == ["0"]
        assert int(values(hebrew_file.part("styles"), f"{path}/@w:hanging")[0]) > 0
