"""The same words in the same order in what is seen, printed and written for Word.

Each template of four cases, the orders taking turns, and in English; all of both orders in the
long runs. One case is arranged by an appraiser: own words, list, notes, tables, pictures, a break,
blocks moved and hidden.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from shamay_desktop.domain.report_content import Paragraph, ReportContent, Run
from shamay_desktop.domain.report_templates.template import Kind, Order
from shamay_desktop.domain.report_text import text_blocks
from shamay_desktop.i18n.language import Language
from shamay_desktop.reports.pdf import lay_out, write_pdf
from shamay_desktop.reports.pdf.drawing import Layout, Page, Words
from shamay_desktop.reports.pdf.page_by_page import SeenPages
from tests.reports.docx.reading import DocxFile
from tests.reports.printing import AT, CASES, AnyPicture, Printed, every
from tests.reports.reading_pages import Reader, seen
from tests.reports.spreading import Prints, asked, of_each, translated

EVERY = [*every(), *every(("sample", "arranged"), (Language.EN,))]
SOON = [*of_each(*CASES), *translated("sample", "arranged")]
SAMPLE = Printed("arranged", Kind.FULL, Order.TRADITIONAL)


@pytest.fixture(scope="module", params=asked(EVERY, SOON))
def which(request: pytest.FixtureRequest) -> Printed:
    """One report after the other, so that each is set once for all that is asked of it."""
    found: Printed = request.param
    return found


def test_a_template_when_written_for_word_then_says_every_line_in_its_order(
    which: Printed, prints: Prints
) -> None:
    assert DocxFile(prints.word(which)).lines() == text_blocks(which.content)


def test_a_template_when_set_then_each_line_shows_what_comes_next_and_nothing_else(
    which: Printed, prints: Prints
) -> None:
    layout = prints.layout(which)
    reader = Reader(which.content)
    assert reader.read(layout) == []
    assert len(reader.parts) > (3 if which.case == "bare" else 40)
    assert not layout.without_glyph


def test_a_template_when_previewed_and_written_then_has_the_pages_that_were_set(
    which: Printed, prints: Prints, any_picture: AnyPicture, tmp_path: Path
) -> None:
    layout = prints.layout(which)
    assert SeenPages(which.content, any_picture).layout.pages == layout.pages
    write_pdf(which.content, any_picture, tmp_path / "a.pdf", created=AT)
    assert printed_characters(tmp_path / "a.pdf") == [
        characters_of(page, layout) for page in layout.pages
    ]


def printed_characters(path: Path) -> list[Counter[str]]:
    """What each page of a file holds, letter by letter."""
    found = []
    with closing(pypdfium2.PdfDocument(path)) as document:
        for page in document:
            text = page.get_textpage()
            letters = (
                chr(pdfium.FPDFText_GetUnicode(text, at))
                for at in range(text.count_chars())
                if not pdfium.FPDFText_IsGenerated(text, at)
            )
            # a hyphen at a line's end is read as a sign that the word goes on
            found.append(Counter(seen("".join(letters).replace("\x02", "-"))))
    return found


def characters_of(page: Page, layout: Layout) -> Counter[str]:
    """What a page that was set holds, its draft mark too."""
    marks = [mark for placed in (*page.content, *page.furniture) for mark in placed.marks]
    words = [mark.text for mark in (*marks, *layout.watermark) if isinstance(mark, Words)]
    return Counter(seen("".join(words)))


# -- the reading itself can fail ---------------------------------------------------------------


def _longest(content: ReportContent) -> Paragraph:
    """A paragraph of one look, the longest."""
    found = [
        block
        for chapter in content.chapters
        for block in chapter.blocks
        if isinstance(block, Paragraph) and len(block.inlines) == 1
    ]
    return max(found, key=lambda block: len(str(block.inlines)))


def _changed(content: ReportContent, change: Callable[[Paragraph], Paragraph]) -> ReportContent:
    first = _longest(content)
    chapters = tuple(
        replace(chapter, blocks=tuple(
            change(block) if block is first else block for block in chapter.blocks))
        for chapter in content.chapters
    )  # fmt: skip
    return replace(content, chapters=chapters)


def _words(block: Paragraph, of: Callable[[list[str]], list[str]]) -> Paragraph:
    (run,) = block.inlines
    assert isinstance(run, Run)
    return replace(block, inlines=(replace(run, text=" ".join(of(run.text.split()))),))


def _swapped(content: ReportContent) -> ReportContent:
    """The first two blocks of a chapter change places."""
    chapter = content.chapters[0]
    one, two, *others = chapter.blocks
    return replace(content, chapters=(replace(chapter, blocks=(two, one, *others)),
                                      *content.chapters[1:]))  # fmt: skip


FAULTS: dict[str, Callable[[ReportContent], ReportContent]] = {
    "a word less": lambda c: _changed(c, lambda block: _words(block, lambda w: w[1:])),
    "words in another order": lambda c: _changed(c, lambda b: _words(b, lambda w: w[::-1])),
    "a word twice": lambda c: _changed(c, lambda b: _words(b, lambda w: [w[0], *w])),
    "blocks in another order": _swapped,
    "a chapter less": lambda c: replace(c, chapters=c.chapters[:-1]),
    "an annex less": lambda c: replace(c, annexes=c.annexes[:-1]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_reading_when_a_page_says_something_else_then_names_it(
    fault: str, any_picture: AnyPicture
) -> None:
    content = SAMPLE.content
    printed = lay_out(FAULTS[fault](content), any_picture)
    assert Reader(content).read(printed) != []
