"""Looks that a person gives words: slant, ground, size, list numbers, links."""

from typing import TypeVar

from shamay_desktop.domain import report_content as rc
from shamay_desktop.domain.report_edits.keys import heading_key
from shamay_desktop.reports.pdf import lay_out
from shamay_desktop.reports.pdf.drawing import Anchor, Link, Tint, Words
from tests.reports.pdf.sample_report import chapter
from tests.reports.pdf.sample_report import report as make

Kind = TypeVar("Kind")


def marks_of(*blocks: rc.Block, kind: type[Kind]) -> list[Kind]:
    layout = lay_out(make(chapter(*blocks), logo=None, front=None), {})
    return [
        m for page in layout.pages for p in page.content for m in p.marks if isinstance(m, kind)
    ]


def test_words_when_italic_lean() -> None:
    words = marks_of(rc.Paragraph((rc.Run("נטוי", italic=True), rc.Run(" ישר"))), kind=Words)
    assert {mark.text.strip() for mark in words if mark.slant} == {"יוטנ"}


def test_words_when_highlighted_have_a_ground_as_wide_as_they_are() -> None:
    (ground,) = marks_of(rc.Paragraph((rc.Run("אבג", highlight=True), rc.Run(" ד"))), kind=Tint)
    words = marks_of(rc.Paragraph((rc.Run("אבג", highlight=True), rc.Run(" ד"))), kind=Words)
    said = next(mark for mark in words if mark.text == "גבא")
    assert abs(ground.x - said.x) < 0.01
    assert ground.width > 10


def test_lines_when_words_are_larger_are_higher() -> None:
    small = rc.Paragraph((rc.Run("מילה"),), key="a")
    large = rc.Paragraph((rc.Run("מילה", size=24),), key="b")
    content = make(chapter(small, large), logo=None, front=None)
    heights = {place.key: place.height for place in lay_out(content, {}).places()}
    assert heights["b"] == 2 * heights["a"]


def test_items_when_ordered_are_numbered_beside_the_words() -> None:
    listed = rc.Bullets(((rc.Run("ראשון"),), (rc.Run("שני"),)), ordered=True)
    layout = lay_out(make(chapter(listed), logo=None, front=None), {})
    page = layout.pages[1]
    beside = [m.text for p in page.furniture for m in p.marks if isinstance(m, Words)]
    assert [text for text in beside if text in (".1", "1.", ".2", "2.")] != []
    assert "•" not in page.words()


def test_a_reference_when_printed_leads_to_its_heading() -> None:
    heading = rc.Heading("1.1", "הסביבה", "1.1")
    run = rc.Run("1.1", target=heading_key(heading))
    blocks = (heading, rc.Paragraph((rc.Run("ראו סעיף "), run)))
    (link,) = marks_of(*blocks, kind=Link)
    assert link.key in {anchor.key for anchor in marks_of(*blocks, kind=Anchor)}
