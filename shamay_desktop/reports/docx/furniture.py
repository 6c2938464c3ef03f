"""What stands on each page around the text: letterhead, strip, page number, draft mark."""

import re

from shamay_desktop.domain.report_content import Letterhead, ReportContent
from shamay_desktop.reports.docx.markup import element, val
from shamay_desktop.reports.docx.page import (
    FOOTER_DISTANCE,
    FOOTER_LOGO_HEIGHT,
    HEADER_DISTANCE,
    LOGO_HEIGHT,
    PAGE_HEIGHT,
    PAGE_LABEL_WIDTH,
    PAGE_WIDTH,
    DocxFaces,
    Sheet,
)
from shamay_desktop.reports.docx.paragraphs import paragraph
from shamay_desktop.reports.docx.pictures import drawing
from shamay_desktop.reports.docx.runs import page_field, run
from shamay_desktop.reports.docx.story import Story
from shamay_desktop.reports.docx.tables import placed_table, table_cell, table_row
from shamay_desktop.reports.docx.watermark import watermark

_PLACES = re.compile(r"(\{page\}|\{pages\})")
# Pages of the section, not of the file: the cover, a section of its own, is not counted.
# A program that does not know the field shows how many pages our own setting has, or a dash.
_PAGE, _PAGES = ("PAGE", "1"), "SECTIONPAGES"
_TWIPS_PER_POINT = 20
_LOGO_WIDTH = 2381  # 4.2 cm at most


def page_header(story: Story, content: ReportContent, faces: DocxFaces) -> str:
    """Logo and name over a thin rule, and the draft mark behind the page."""
    mark = watermark(content.watermark, faces.numbers, 2, _mark(story)) if content.watermark else ""
    return _letterhead(story, content.letterhead) + paragraph(story, "Rule", mark)


def cover_header(story: Story, content: ReportContent, faces: DocxFaces) -> str:
    """Nothing but the draft mark."""
    mark = watermark(content.watermark, faces.numbers, 1, _mark(story)) if content.watermark else ""
    return paragraph(story, "Header", mark)


def _mark(story: Story) -> tuple[int, int]:
    """Length and height in points of the draft mark: as our own setting has it, else so that it
    stays, turned, within the text.
    """
    if story.ours.mark is not None:
        return story.ours.mark
    length = story.sheet.text_width // _TWIPS_PER_POINT
    return length, length // 4


def page_footer(story: Story, content: ReportContent) -> str:
    """The strip in the middle; the page number where lines end, at the left in Hebrew."""
    sides = PAGE_LABEL_WIDTH
    cells = (
        table_cell(sides, paragraph(story, "Footer", _footer_logo(story, content.letterhead))),
        table_cell(story.sheet.text_width - 2 * sides, _strip(story, content.letterhead)),
        table_cell(sides, paragraph(story, "Footer", _page_label(story, content.page_label))),
    )
    widths = (sides, story.sheet.text_width - 2 * sides, sides)
    return placed_table(story, widths, [table_row(cells)]) + paragraph(story, "AfterTable")


def cover_footer(story: Story, content: ReportContent) -> str:
    """The strip alone."""
    return _strip(story, content.letterhead)


def section(sheet: Sheet, relations: tuple[str, str], *, rtl: bool, counted: bool) -> str:
    """A section's properties: its header and footer (ids), A4, and whether pages count from 1."""
    header, footer = relations
    return element(
        "w:sectPr",
        None,
        element("w:headerReference", {"w:type": "default", "r:id": header}),
        element("w:footerReference", {"w:type": "default", "r:id": footer}),
        val("w:type", "nextPage"),
        element("w:pgSz", {"w:w": PAGE_WIDTH, "w:h": PAGE_HEIGHT}),
        element(
            "w:pgMar",
            {
                "w:top": sheet.top,
                "w:right": sheet.side,
                "w:bottom": sheet.bottom,
                "w:left": sheet.side,
                "w:header": HEADER_DISTANCE,
                "w:footer": FOOTER_DISTANCE,
                "w:gutter": 0,
            },
        ),
        element("w:pgNumType", {"w:start": 1}) if counted else "",
        element("w:cols", {"w:space": 708}),
        "<w:bidi/>" if rtl else "",
    )


def _letterhead(story: Story, letterhead: Letterhead) -> str:
    name = paragraph(story, "Letterhead", run(letterhead.name, rtl=story.rtl))
    if letterhead.slogan:
        name += paragraph(story, "Footer", run(letterhead.slogan, rtl=story.rtl))
    if letterhead.logo is None:
        return name
    picture = drawing(story, letterhead.logo, (_LOGO_WIDTH, LOGO_HEIGHT), framed=False)
    side = _LOGO_WIDTH + 216
    widths = (side, story.sheet.text_width - 2 * side, side)
    cells = (
        table_cell(widths[0], paragraph(story, "Header", picture), align="center"),
        table_cell(widths[1], name, align="center"),
        table_cell(widths[2], paragraph(story, "Header")),
    )
    return placed_table(story, widths, [table_row(cells)])


def _footer_logo(story: Story, letterhead: Letterhead) -> str:
    if letterhead.footer_logo is None:
        return ""
    room = (PAGE_LABEL_WIDTH - 113, FOOTER_LOGO_HEIGHT)
    return drawing(story, letterhead.footer_logo, room, framed=False)


def _strip(story: Story, letterhead: Letterhead) -> str:
    lines = (paragraph(story, "Footer", run(line, rtl=story.rtl)) for line in letterhead.strip)
    return "".join(lines) or paragraph(story, "Footer")


def _page_label(story: Story, label: str) -> str:
    fields = {"{page}": _PAGE, "{pages}": (_PAGES, str(story.ours.pages or "–"))}
    return "".join(
        page_field(*fields[part], rtl=story.rtl) if part in fields else run(part, rtl=story.rtl)
        for part in _PLACES.split(label)
    )
