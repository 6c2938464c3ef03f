"""Differences between two reports, block by block."""

from dataclasses import replace

import pytest

from shamay_desktop.domain.report_content import (
    Chapter,
    Cover,
    Heading,
    LabelLine,
    LabelLines,
    Letterhead,
    Metadata,
    PageBreak,
    Paragraph,
    ReportContent,
    Run,
)
from shamay_desktop.domain.report_differences import around, block_differences, block_texts
from shamay_desktop.domain.report_edits.keys import keyed, line_keyed
from shamay_desktop.i18n.language import Language


def _report(*blocks: object, number: str = "1") -> ReportContent:
    chapter = Chapter("value", number, "שווי", blocks)  # type: ignore[arg-type]
    return keyed(
        ReportContent(
            Language.HE,
            Metadata("t", "a", "s"),
            Letterhead("משרד", None, ()),
            Cover((), None),
            (chapter,),
            "נספחים",
            (),
            "עמוד",
        )
    )


def _words(text: str, field: str | None = None) -> Paragraph:
    return Paragraph((Run(text, field),))


def _label(label: str, text: str, field: str) -> LabelLine:
    return LabelLine(label, (Run(text, field),))


def test_blocks_when_told_then_each_label_line_is_one_and_headings_are_sections() -> None:
    content = _report(
        _words("פתיח"),
        Heading("1.1", "זיהוי", "1.1"),
        LabelLines((_label("עיר", "חיפה", "address.city"), _label("גוש", "1", "parcel.gush"))),
        PageBreak(),
    )
    assert [(each.section, each.words) for each in block_texts(content)] == [
        ("1 שווי", "פתיח"), ("1.1 זיהוי", "עיר חיפה"), ("1.1 זיהוי", "גוש 1"),
    ]  # fmt: skip


def test_a_block_when_it_says_something_else_then_both_texts_are_told() -> None:
    before = block_texts(_report(_words("שווי 1", "x"), _words("אחר")))
    after = block_texts(_report(_words("שווי 2", "x"), _words("אחר")))
    (found,) = block_differences(before, after)
    assert (found.before, found.after) == ("שווי 1", "שווי 2")


def test_a_line_of_a_text_when_it_changes_then_it_is_told_beside_what_it_was() -> None:
    def lines(*texts: str) -> ReportContent:
        return _report(*line_keyed("words:x", (_words(text, "x") for text in texts)))

    def told(before: ReportContent, after: ReportContent) -> list[tuple[str, str]]:
        found = block_differences(block_texts(before), block_texts(after))
        return [(each.before, each.after) for each in found]

    before = lines("אחת", "שתיים", "שלוש")
    assert told(before, lines("אחת", "אחרת", "שלוש")) == [("שתיים", "אחרת")]
    assert told(before, lines("חדשה", "אחת", "שתיים", "שלוש")) == [("", "חדשה")]


def test_blocks_when_they_come_and_go_then_the_other_side_is_empty() -> None:
    before = block_texts(_report(_words("ישן", "a")))
    after = block_texts(_report(_words("חדש", "b")))
    told = [(each.before, each.after) for each in block_differences(before, after)]
    assert told == [("", "חדש"), ("ישן", "")]


def test_a_report_when_compared_with_itself_then_nothing_differs_whatever_its_numbers() -> None:
    content = _report(_words("שווי", "x"))
    other = replace(content, chapters=tuple(replace(each, number="2") for each in content.chapters))
    assert block_differences(block_texts(content), block_texts(other)) == ()


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("א ב ג ד ה ו ז", "א ב ג ד ה ו ח", ("… ג ד ה ו ז", "… ג ד ה ו ח")),
        ("ז א ב ג ד ה ו", "ח א ב ג ד ה ו", ("ז א ב ג ד …", "ח א ב ג ד …")),
        ("א ב", "א ב ג", ("א ב", "א ב ג")),
        ("א א", "א", ("א א", "א")),
        ("", "א ב ג ד ה ו", ("", "א ב ג ד ה ו")),
        ("א ב ג", "א ב ג", ("א ב ג", "א ב ג")),
    ],
)
def test_two_long_texts_when_shown_then_what_differs_is_in_sight(
    before: str, after: str, told: tuple[str, str]
) -> None:
    assert around(before, after) == told
