"""The first page: the office, the grey framed box with the report's title, the front photo."""

from shamay_desktop.domain.report_content import ReportContent
from shamay_desktop.reports.docx.page import (
    COVER_LOGO_HEIGHT,
)
from shamay_desktop.reports.docx.paragraphs import paragraph
from shamay_desktop.reports.docx.pictures import drawing
from shamay_desktop.reports.docx.runs import inline_runs, run
from shamay_desktop.reports.docx.story import Story
from shamay_desktop.reports.docx.tables import BOX, placed_table, table_cell, table_row

_LOGO_WIDTH = 5103  # 9 cm
_GREY = "D9D9D9"


def cover_page(story: Story, content: ReportContent, section: str) -> str:
    """The cover; its last paragraph ends the section."""
    parts = [_office(story, content)]
    lines = [
        paragraph(story, "CoverLine", inline_runs(story, line)) for line in content.cover.lines
    ]
    if lines:
        box = table_cell(story.sheet.text_width, "".join(lines), shading=_GREY, align="center")
        parts.append(placed_table(story, [story.sheet.text_width], [table_row([box])], style=BOX))
    picture = ""
    if content.cover.picture is not None:
        picture = drawing(
            story, content.cover.picture, (story.sheet.text_width, story.sheet.cover_picture_height)
        )
    parts.append(paragraph(story, "CoverPicture", picture, section=section))
    return "".join(parts)


def _office(story: Story, content: ReportContent) -> str:
    logo = ""
    if content.letterhead.logo is not None:
        picture = drawing(
            story, content.letterhead.logo, (_LOGO_WIDTH, COVER_LOGO_HEIGHT), framed=False
        )
        logo = paragraph(story, "Figure", picture)
    name = paragraph(story, "CoverName", run(content.letterhead.name, rtl=story.rtl))
    slogan = run(content.letterhead.slogan, rtl=story.rtl) if content.letterhead.slogan else ""
    return logo + name + paragraph(story, "CoverSlogan", slogan)
