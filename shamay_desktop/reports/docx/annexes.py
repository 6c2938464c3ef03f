"""The annexes: a page that lists them, then their pages as pictures with file and SHA-256."""

from collections.abc import Iterator

from shamay_desktop.domain.report_content import Annex, ReportContent
from shamay_desktop.domain.report_edits.numbers import annex_key
from shamay_desktop.domain.report_text import annex_page_lines
from shamay_desktop.reports.docx.blocks import heading
from shamay_desktop.reports.docx.contents import Entry, contents
from shamay_desktop.reports.docx.paragraphs import paragraph
from shamay_desktop.reports.docx.pictures import drawing
from shamay_desktop.reports.docx.runs import bookmark_end, bookmark_name, bookmark_start, run
from shamay_desktop.reports.docx.story import Story

_LEVEL = 2
ANNEXES = "annexes"
"""The key of the page that lists them."""


def annex_pages(story: Story, content: ReportContent) -> Iterator[str]:
    """Nothing when the report has no annexes."""
    if not content.annexes:
        return
    yield heading(story, 1, "", content.annexes_title, key=ANNEXES, page_break_before=True)
    range_key = f"{ANNEXES}#pages"
    # the field lists what stands between the bookmark's ends, whatever the page numbers become
    listed = f'TOC \\h \\z \\b {bookmark_name(range_key)} \\o "{_LEVEL}-{_LEVEL}"'
    yield from contents(story, listed, [_entry(annex) for annex in content.annexes])
    number, start = bookmark_start(story, range_key)
    yield start
    for annex in content.annexes:
        yield from _pages(story, annex)
    yield bookmark_end(number)


def _entry(annex: Annex) -> Entry:
    return Entry(_LEVEL, str(annex.number), annex.title, annex_key(annex), bool(annex.pages))


def _pages(story: Story, annex: Annex) -> Iterator[str]:
    for page, picture in enumerate(annex.pages):
        first = page == 0
        if first:
            yield heading(
                story,
                _LEVEL,
                str(annex.number),
                annex.title,
                key=annex_key(annex),
                page_break_before=True,
            )
        for place, line in enumerate(annex_page_lines(annex, page)[1 if first else 0 :]):
            yield paragraph(
                story,
                "AnnexFile",
                run(line, rtl=story.rtl),
                keep_with_next=True,
                page_break_before=not first and place == 0,
            )
        yield paragraph(
            story,
            "Figure",
            drawing(story, picture, (story.sheet.text_width, story.sheet.annex_height)),
        )
