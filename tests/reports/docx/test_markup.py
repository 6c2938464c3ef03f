"""What Word asks of each element: direction, place in the schema, fonts for Hebrew."""

from itertools import pairwise

import pytest
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from tests.reports.docx.conftest import Desk
from tests.reports.docx.example import english, hebrew
from tests.reports.docx.reading import DocxFile, find, watermarks, words

# CT_PPr, CT_RPr, CT_TblPr, CT_TcPr, CT_SectPr and CT_Style of ECMA-376 part 1, what we use of them
_ORDERS = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs "
    "bidi spacing ind contextualSpacing jc textAlignment outlineLvl rPr sectPr",
    "w:rPr": "rStyle rFonts b bCs i iCs caps noProof color sz szCs highlight u shd vertAlign rtl "
    "cs lang",
    "w:tblPr": "tblStyle bidiVisual tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "w:tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "w:sectPr": "headerReference footerReference footnotePr type pgSz pgMar pgNumType cols vAlign "
    "titlePg bidi docGrid",
    "w:style": "name basedOn next link uiPriority semiHidden qFormat pPr rPr tblPr",
    "w:lvl": "start numFmt pStyle suff lvlText lvlJc pPr rPr",
    "w:settings": "zoom embedTrueTypeFonts defaultTabStop characterSpacingControl footnotePr "
    "compat decimalSymbol listSeparator",
}


def local(node: BaseOxmlElement) -> str:
    """The name of an element without its name space."""
    return str(node.tag).rpartition("}")[2]


def has(node: BaseOxmlElement, path: str) -> bool:
    """Whether the path finds anything."""
    return bool(find(node, path))


@pytest.mark.parametrize("name", _ORDERS)
def test_properties_when_written_then_stand_in_the_schema_s_order(
    hebrew_file: DocxFile, desk: Desk, name: str
) -> None:
    order = _ORDERS[name].split()
    for file in (hebrew_file, desk.write(english())):
        roots = [*file.stories, *(file.part(part) for part in ("styles", "numbering", "settings"))]
        found = [node for root in roots for node in root.iter(qn(name))]
        assert found
        for node in found:
            places = [order.index(local(child)) for child in node]
            assert places == sorted(places)


def test_a_hebrew_paragraph_when_written_then_is_bidi_and_never_aligned_right(
    hebrew_file: DocxFile,
) -> None:
    for story in hebrew_file.stories:
        for paragraph in story.iter(qn("w:p")):
            assert has(paragraph, "./w:pPr/w:bidi"), words(paragraph)
    for root in (*hebrew_file.stories, hebrew_file.part("styles")):
        assert not has(root, ".//w:jc[@w:val='right' or @w:val='end']")


def test_hebrew_letters_when_written_then_stand_in_rtl_runs_of_the_language(
    hebrew_file: DocxFile,
) -> None:
    seen = 0
    for story in hebrew_file.stories:
        for run in story.iter(qn("w:r")):
            if any("א" <= letter <= "ת" for letter in words(run)):
                assert has(run, "./w:rPr/w:rtl")
                assert has(run, "./w:rPr/w:lang[@w:bidi='he-IL']")
                seen += 1
    assert seen > 50


def test_latin_letters_when_written_then_stand_in_runs_without_rtl(hebrew_file: DocxFile) -> None:
    seen = 0
    for story in hebrew_file.stories:
        for run in story.iter(qn("w:r")):
            if any("a" <= letter.lower() <= "z" for letter in words(run)):
                assert not has(run, "./w:rPr/w:rtl")
                seen += 1
    assert seen > 5


def test_styles_when_they_set_latin_letters_then_set_hebrew_ones_alike(
    hebrew_file: DocxFile,
) -> None:
    for properties in hebrew_file.part("styles").iter(qn("w:rPr")):
        names = [local(child) for child in properties]
        assert ("b" in names) is ("bCs" in names)
        assert ("sz" in names) is ("szCs" in names)
        for sizes in find(properties, "./w:sz"):
            assert find(properties, "./w:szCs")[0].get(qn("w:val")) == sizes.get(qn("w:val"))
        for fonts in find(properties, "./w:rFonts"):
            assert fonts.get(qn("w:cs")) == fonts.get(qn("w:ascii"))


def test_a_hebrew_table_when_written_then_runs_from_right_and_repeats_its_head(
    hebrew_file: DocxFile,
) -> None:
    body = hebrew_file.part("document")
    tables = list(body.iter(qn("w:tbl")))
    assert len(tables) == 5  # the plots side by side are one
    assert all(has(table, "./w:tblPr/w:bidiVisual") for table in tables)
    assert all(has(row, "./w:trPr/w:cantSplit") for row in body.iter(qn("w:tr")))
    gridded = [table for table in tables if has(table, ".//w:tblStyle[@w:val='ReportTable']")]
    for table in gridded:
        rows = find(table, "./w:tr")
        assert [has(row, "./w:trPr/w:tblHeader") for row in rows] == [True] + [False] * (
            len(rows) - 1
        )


def test_columns_when_weighed_then_fill_the_text_s_width_exactly(hebrew_file: DocxFile) -> None:
    for table in hebrew_file.part("document").iter(qn("w:tbl")):
        columns = [int(column.get(qn("w:w"))) for column in find(table, "./w:tblGrid/w:gridCol")]
        assert sum(columns) == int(find(table, "./w:tblPr/w:tblW")[0].get(qn("w:w")))


def test_a_short_table_when_written_then_its_rows_stay_together(hebrew_file: DocxFile) -> None:
    tables = hebrew_file.part("document").iter(qn("w:tbl"))
    gridded = [table for table in tables if has(table, ".//w:tblStyle[@w:val='ReportTable']")]
    rows = find(gridded[-1], "./w:tr")
    kept = [has(row, ".//w:keepNext") for row in rows]
    assert kept == [True] * (len(rows) - 1) + [False]


def test_sections_when_written_then_only_the_report_s_own_pages_are_counted(
    hebrew_file: DocxFile,
) -> None:
    cover, pages = hebrew_file.part("document").iter(qn("w:sectPr"))
    assert has(cover, "./w:bidi")
    assert has(pages, "./w:bidi")
    assert not has(cover, "./w:pgNumType")
    assert has(pages, "./w:pgNumType[@w:start='1']")
    fields = [
        (node.text or "").strip() for node in hebrew_file.part("footer2").iter(qn("w:instrText"))
    ]
    assert fields == ["PAGE", "SECTIONPAGES"]
    assert not has(hebrew_file.part("footer1"), ".//w:instrText")


def test_headings_when_written_then_are_word_s_own_and_stay_with_their_text(
    hebrew_file: DocxFile,
) -> None:
    names = [
        (style.get(qn("w:val")), words(paragraph))
        for paragraph in hebrew_file.part("document").iter(qn("w:p"))
        for style in find(paragraph, "./w:pPr/w:pStyle")
        if style.get(qn("w:val")) in ("Heading1", "Heading2")
    ]
    assert names[:2] == [
        ("Heading1", "1 תיאור הנכס והסביבה"),
        ("Heading2", "1.1 תיאור הסביבה"),
    ]
    for key in ("Heading1", "Heading2"):
        style = find(hebrew_file.part("styles"), f"./w:style[@w:styleId='{key}']")[0]
        assert has(style, "./w:pPr/w:keepNext")
        assert has(style, "./w:pPr/w:outlineLvl")


def test_a_caption_when_written_then_stands_above_its_picture_and_stays_with_it(
    hebrew_file: DocxFile,
) -> None:
    paragraphs = list(hebrew_file.part("document").iter(qn("w:p")))
    captions = [
        (paragraph, following)
        for paragraph, following in pairwise(paragraphs)
        if words(paragraph).startswith(("מפת הסביבה", "תצלום חזית", "מרפסת"))
    ]
    assert len(captions) == 3
    for paragraph, following in captions:
        # in a grid the row holds them together, and the rows are parted by pages
        assert has(paragraph, "./w:pPr/w:keepNext | ancestor::w:tr/w:trPr/w:cantSplit")
        assert not has(paragraph, "./w:pPr/w:keepNext[ancestor::w:tc]")
        assert has(following, ".//pic:spPr/a:ln")


def test_an_english_report_when_written_then_holds_no_right_to_left_paragraph(desk: Desk) -> None:
    file = desk.write(english())
    for story in (*file.stories, file.part("styles")):
        assert not has(story, ".//w:bidi | .//w:bidiVisual")
    hebrew_runs = find(file.part("document"), ".//w:r[w:rPr/w:rtl]")
    assert [words(run) for run in hebrew_runs] == ["גוש 6109", "נועה ברק (1/2)"]


def test_bullets_when_written_then_belong_to_a_list(hebrew_file: DocxFile) -> None:
    assert len(find(hebrew_file.part("document"), ".//w:numPr/w:numId[@w:val='1']")) == 2
    assert has(hebrew_file.part("numbering"), "./w:num[@w:numId='1']")


def test_a_draft_when_written_then_bears_its_mark_on_the_cover_and_on_each_page(
    hebrew_file: DocxFile, desk: Desk
) -> None:
    final = desk.write(hebrew(watermark=None))
    for name in ("header1", "header2"):
        assert watermarks(hebrew_file.part(name)) == ["טיוטה"]
        assert not has(final.part(name), ".//w:pict")
