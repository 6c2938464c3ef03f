"""The words of a report as lines."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.report_content import (
    Annex,
    Bullets,
    Chapter,
    Column,
    Cover,
    Figure,
    FigureGrid,
    Footnote,
    Heading,
    LabelLine,
    LabelLines,
    Letterhead,
    Metadata,
    PageBreak,
    Paragraph,
    ReportContent,
    Run,
    SignatureBlock,
    Table,
    TableRow,
)
from shamay_desktop.domain.report_text import (
    footnotes,
    page_furniture,
    plain,
    printable,
    text_blocks,
)
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.language import Language

_NOTE = Footnote((Run("לפי נסח"), Run(" רישום")))
_CONTENT = ReportContent(
    Language.HE,
    Metadata("כותרת", "מחברת", "נושא"),
    Letterhead("משרד", None, ("רחוב", "")),
    Cover(((Run("חוות"), Run(" דעת")),), None),
    (
        Chapter(
            "one",
            "1",
            "פרק",
            (
                Heading("1.1", "סעיף", "section"),
                Paragraph((Run("שטח "), _NOTE, Run(isolate("142.3")))),
                LabelLines((LabelLine("גוש:", (Run("6109"),)),)),
                Bullets(((Run("פריט"),),)),
                Figure("map", "מפה"),
                FigureGrid((Figure("a", "ימין"), Figure("b"))),
                PageBreak(),
                Table((Column("א"), Column("ב")), (TableRow(((Run("1"),), (_NOTE,))),), "טבלה"),
                SignatureBlock(((Run("שמאית"),),)),
            ),
        ),
    ),
    "נספחים",
    (Annex(1, "נסח", "nesach.pdf", "ab12", ("p1", "p2")),),
    "עמוד {page} מתוך {pages}",
    "טיוטה",
)


def test_a_report_when_read_as_lines_then_each_piece_stands_once_in_reading_order() -> None:
    note = "לפי נסח רישום"
    assert text_blocks(_CONTENT) == [
        "חוות דעת",
        "1 פרק",
        "1.1 סעיף",
        "שטח 142.3",
        note,
        "גוש: 6109",
        "פריט",
        "מפה",
        "ימין",
        "טבלה",
        "א",
        "ב",
        "1",
        note,
        "שמאית",
        "נספחים",
        "1 נסח",
        "1 נסח",
        "nesach.pdf",
        "SHA-256 ab12",
        "nesach.pdf",
        "SHA-256 ab12",
    ]


def test_a_report_without_annexes_when_read_then_has_no_title_for_them() -> None:
    assert text_blocks(replace(_CONTENT, annexes=()))[-1] == "שמאית"


def test_every_run_when_read_then_is_in_the_lines() -> None:
    lines = "".join(text_blocks(_CONTENT)).replace(" ", "")
    assert all(plain(run.text).replace(" ", "") in lines for run in _CONTENT.runs())


def test_furniture_when_read_then_is_letterhead_strip_and_watermark() -> None:
    assert page_furniture(_CONTENT) == ["משרד", "רחוב", "טיוטה"]


def test_notes_when_read_then_stand_in_the_order_of_their_numbers() -> None:
    assert footnotes(_CONTENT) == (_NOTE, _NOTE)


def test_line_breaks_of_all_kinds_when_printed_then_are_one() -> None:
    assert printable("a\r\nb\rc\x0bd\x0ce\u2028f\x85g") == "a\nb\nc\nd\ne\nf\ng"


@given(st.text())
def test_any_text_when_printable_then_an_xml_file_may_hold_it_and_it_stays(text: str) -> None:
    kept = printable(text)
    assert printable(kept) == kept
    assert not {letter for letter in kept if letter < " " and letter not in "\n\t"}
    assert kept.encode("utf-8").decode("utf-8") == kept


@given(st.text())
def test_any_text_when_plain_then_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)
