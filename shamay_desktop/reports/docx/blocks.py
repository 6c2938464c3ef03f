"""The blocks of a chapter as paragraphs and tables."""

from collections.abc import Iterable, Iterator

from shamay_desktop.domain.report_content import (
    Block,
    Bullets,
    Chapter,
    ChartGrid,
    Figure,
    FigureGrid,
    Heading,
    LabelLines,
    PageBreak,
    Paragraph,
    Role,
    SignatureBlock,
    Table,
    Width,
)
from shamay_desktop.domain.report_edits.keys import chapter_key, heading_key
from shamay_desktop.reports.docx.charts import chart_grid
from shamay_desktop.reports.docx.markup import element, val
from shamay_desktop.reports.docx.paragraphs import paragraph
from shamay_desktop.reports.docx.pictures import drawing
from shamay_desktop.reports.docx.runs import bookmarked, inline_runs, run
from shamay_desktop.reports.docx.story import Story
from shamay_desktop.reports.docx.tables import placed_table, report_table, table_cell, table_row

BULLETS = 1
_STYLES = {
    Role.BODY: "BodyText",
    Role.ADDRESSEE: "Addressee",
    Role.SUBJECT: "Subject",
    Role.NOTE: "NoteText",
    Role.VALUE: "ValueText",
    Role.BOXED: "BoxedText",
}
_WIDTHS = {Width.FULL: 1, Width.HALF: 2, Width.THIRD: 3}
_GAP = element("w:r", None, element("w:rPr", None, val("w:u", "none")), "<w:tab/>")
_CELL_PADDING = 216  # the table style's left and right cell margins, in twips
_SIGNATURE_BOX = (2835, 1701)  # 5 × 3 cm


def chapter_blocks(
    story: Story, chapters: Iterable[Chapter], *, starts_page: bool = False
) -> Iterator[str]:
    """The chapters, each with its heading when it has one, on a new page where that is asked.

    A page break takes effect with what follows it; one that nothing follows makes no empty page.
    """
    page_break = False
    for block in _with_titles(chapters):
        if isinstance(block, PageBreak):
            page_break = True
            continue
        if page_break:
            yield paragraph(story, "PageBreak", page_break_before=True)
            page_break = False
        if isinstance(block, Chapter):
            key = chapter_key(block)
            number, title = block.number, block.title
            yield heading(story, 1, number, title, key=key, page_break_before=starts_page)
        else:
            yield from _block(story, block)


def _with_titles(chapters: Iterable[Chapter]) -> Iterator[Chapter | Block]:
    """The blocks of all chapters; a chapter that has a title stands for it before its blocks."""
    for chapter in chapters:
        if chapter.number or chapter.title:
            yield chapter
        yield from chapter.blocks


def heading(
    story: Story,
    level: int,
    number: str,
    title: str,
    *,
    key: str = "",
    page_break_before: bool = False,
) -> str:
    """A title with its number hanging before it; an unnumbered one stands without indent.

    `key` is by what references lead to it.
    """
    style = f"Heading{level}" if number else f"Heading{level}Plain"
    hanging = run(number, rtl=story.rtl) + _GAP if number else ""
    runs = hanging + run(title, rtl=story.rtl)
    runs = bookmarked(story, key, runs) if key else runs
    return paragraph(story, style, runs, page_break_before=page_break_before)


def captioned(story: Story, figure: Figure, box: tuple[int, int]) -> str:
    """The caption above its picture, never parted from it."""
    caption = ""
    if figure.caption:
        words = run(figure.caption, rtl=story.rtl)
        caption = paragraph(story, "Caption", words, keep_with_next=True)
    picture = drawing(story, figure.picture, box, caption=figure.caption, framed=figure.framed)
    return caption + paragraph(story, "Figure", picture)


def _block(story: Story, block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield heading(story, 2, block.number, block.title, key=heading_key(block))
        case Paragraph():
            runs = inline_runs(story, block.inlines)
            keep = block.keep_with_next
            yield paragraph(story, _STYLES[block.role], runs, keep_with_next=keep)
        case LabelLines():
            yield from _label_lines(story, block)
        case Bullets():
            yield from _bullets(story, block)
        case Table():
            yield from report_table(story, block)
        case Figure():
            share = _WIDTHS[block.width]
            yield captioned(
                story, block, (story.sheet.text_width // share, story.sheet.picture_height // share)
            )
        case FigureGrid():
            yield from _grid(story, block)
        case ChartGrid():
            yield from chart_grid(story, block)
        case SignatureBlock():
            yield from _signature(story, block)


def _label_lines(story: Story, block: LabelLines) -> Iterator[str]:
    for line in block.lines:
        label = run(line.label, rtl=story.rtl, bold=True) + "<w:r><w:tab/></w:r>"
        yield paragraph(story, "LabelLine", label + inline_runs(story, line.inlines))


def _bullets(story: Story, block: Bullets) -> Iterator[str]:
    numbering = story.lists.new() if block.ordered else BULLETS
    style = "ListNumber" if block.ordered else "ListBullet"
    for item in block.items:
        runs = inline_runs(story, item)
        if runs:
            yield paragraph(story, style, runs, numbering=numbering)


def _grid(story: Story, grid: FigureGrid) -> Iterator[str]:
    columns = max(1, grid.columns)
    width = story.sheet.text_width // columns
    side = width - _CELL_PADDING
    rows = []
    for start in range(0, len(grid.figures), columns):
        figures = grid.figures[start : start + columns]
        cells = [
            table_cell(width, captioned(story, figure, (side, side)), align="bottom")
            for figure in figures
        ]
        empty = table_cell(width, paragraph(story, "Figure"))
        rows.append(table_row(cells + [empty] * (columns - len(figures))))
    if rows:
        yield placed_table(story, [width] * columns, rows)
        yield paragraph(story, "AfterTable")


def _signature(story: Story, block: SignatureBlock) -> Iterator[str]:
    last = len(block.lines) - (0 if block.picture else 1)
    for place, line in enumerate(block.lines):
        runs = inline_runs(story, line)
        yield paragraph(story, "SignatureLine", runs, keep_with_next=place < last)
    if block.picture:
        picture = drawing(story, block.picture, _SIGNATURE_BOX, framed=False)
        yield paragraph(story, "SignatureLine", picture)
