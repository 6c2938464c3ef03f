"""Conservation of characters: the Word file says what the content says, no more and no less."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shamay_desktop.domain.report_content import (
    Bullets,
    Chapter,
    Column,
    Cover,
    Footnote,
    Inline,
    LabelLine,
    LabelLines,
    PageBreak,
    Paragraph,
    Run,
    Table,
    TableRow,
)
from shamay_desktop.domain.report_text import page_furniture, text_blocks
from tests.reports.docx.conftest import Desk
from tests.reports.docx.example import english, hebrew
from tests.reports.docx.reading import DocxFile, find

_TEXT = st.text(
    st.one_of(
        st.sampled_from("אבגדש abXZ0129.,:/-–()[]%₪²½\"'&<>\n\t\u2066\u2067\u2068\u2069\u200e"),
        st.characters(),
    ),
    max_size=40,
)
_RUN = st.builds(Run, _TEXT, bold=st.booleans(), underline=st.booleans())
_INLINES = st.lists(
    st.one_of(_RUN, st.builds(Footnote, st.lists(_RUN, max_size=2).map(tuple))), max_size=4
).map(tuple)


def test_a_hebrew_report_when_read_back_then_says_what_its_content_says(
    hebrew_file: DocxFile,
) -> None:
    assert hebrew_file.lines() == text_blocks(hebrew())
    assert sorted(hebrew_file.furniture()) == sorted([*page_furniture(hebrew()), "עמוד מתוך"])


def test_an_english_report_when_read_back_then_says_what_its_content_says(desk: Desk) -> None:
    assert desk.write(english()).lines() == text_blocks(english())


def test_a_report_without_annexes_when_written_then_has_no_page_for_them(desk: Desk) -> None:
    content = replace(hebrew(), annexes=())
    lines = desk.write(content).lines()
    assert lines == text_blocks(content)
    assert "נספחים" not in lines


def test_a_report_of_nothing_when_written_then_opens_with_its_two_sections(desk: Desk) -> None:
    content = replace(english(), cover=Cover((), None), chapters=(), annexes=())
    file = desk.write(content)
    assert file.lines() == []
    assert len(find(file.part("document"), ".//w:sectPr")) == 2
    assert len(find(file.part("document"), "./w:body/w:p")) == 4


def test_a_page_break_when_it_ends_a_chapter_then_the_next_one_starts_a_page(desk: Desk) -> None:
    line = Paragraph((Run("a"),))
    chapters = (Chapter("x", "1", "X", (line, PageBreak())), Chapter("y", "2", "Y", (PageBreak(),)))
    file = desk.write(replace(english(), chapters=chapters))
    breaks = find(file.part("document"), ".//w:p[w:pPr/w:pageBreakBefore]/descendant::w:t[1]")
    assert [mark.text for mark in breaks] == ["2"]


def test_control_characters_when_in_a_text_then_are_dropped_and_the_file_opens(
    desk: Desk,
) -> None:
    chapter = Chapter("x", "1", "כותרת\x00", (Paragraph((Run("שו\x1bרה\x0bשנייה\ud800\ufffe"),)),))
    content = replace(hebrew(), chapters=(chapter,), annexes=())
    assert desk.write(content).lines()[-2:] == ["1 כותרת", "שורה שנייה"]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_INLINES, min_size=3, max_size=3), _TEXT, st.booleans())
def test_any_text_when_written_then_no_character_is_lost_doubled_or_moved(
    desk: Desk, groups: list[tuple[Inline, ...]], label: str, right_to_left: bool
) -> None:
    chapter = Chapter(
        "any",
        "1",
        label,
        (
            Paragraph(groups[0]),
            LabelLines((LabelLine(label, groups[1]),)),
            Bullets((groups[2],)),
            Table((Column(label), Column("b")), (TableRow((groups[0], groups[2])),), label),
        ),
    )
    base = hebrew() if right_to_left else english()
    content = replace(base, chapters=(chapter,), annexes=())
    assert desk.write(content).lines() == text_blocks(content)
