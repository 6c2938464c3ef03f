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
)
from shamay_desktop.domain.report_edits.keys import chapter_key, heading_key
from shamay_desktop.domain.report_looks import ChapterStart
from shamay_desktop.reports.docx.charts import chart_grid
from shamay_desktop.reports.docx.markup import element, val
from shamay_desktop.reports.docx.paragraphs import paragraph
from shamay_desktop.reports.docx.pictures import drawing
from shamay_desktop.reports.docx.runs import bookmarked, inline_runs, number_key, run
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
_GAP = element("w:r", None, element("w:rPr", None, val("w:u", "none")), "<w:tab/>")
_CELL_PADDING = 216  # the table style's left and right cell margins, in twips
_SIGNATURE_HEIGHT = 1600  # 80 points
_LEAST_ROOM = 42
"""Points above the name of a report that is signed by hand."""


def chapter_blocks(
    story: Story, chapters: Iterable[Chapter], start: ChapterStart = ChapterStart.NEVER
) -> Iterator[str]:
    """The chapters, each with its heading when it has one, on a new page where that is asked.

    A page break takes effect with what follows it; one that nothing follows makes no empty page.
    """
    waiting = False
    first = True
    for block in _with_titles(chapters):
        if isinstance(block, PageBreak):
            waiting = not first  # the report's first page is a new one already
            continue
        if isinstance(block, Chapter):
            waiting = not first and (waiting or _opens(story, block, start))
            if not (block.number or block.title):
                continue
        if isinstance(block, Chapter | Heading):
            yield _title(story, block, page_break_before=waiting)
        else:
            if waiting:
                yield paragraph(story, "PageBreak", page_break_before=True)
            yield from _block(story, block)
        waiting = first = False


def _with_titles(chapters: Iterable[Chapter]) -> Iterator[Chapter | Block]:
    """The blocks of all chapters, each chapter before its own."""
    for chapter in chapters:
        yield chapter
        yield from chapter.blocks


def _opens(story: Story, chapter: Chapter, start: ChapterStart) -> bool:
    """Whether a chapter begins a page: Word has no rule for "when half a page remains", so that
    one begins a page where it does so in our own setting.
    """
    if start is ChapterStart.NEVER:
        return False
    place = story.ours.parts.get(chapter_key(chapter))
    return start is ChapterStart.ALWAYS or (place is not None and place.opens)


def _title(story: Story, block: Chapter | Heading, *, page_break_before: bool) -> str:
    chapter = isinstance(block, Chapter)
    return heading(
        story, 1 if chapter else 2, block.number, block.title,
        key=chapter_key(block) if isinstance(block, Chapter) else heading_key(block),
        page_break_before=page_break_before,
    )  # fmt: skip


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
    said = run(number, rtl=story.rtl) if number else ""
    hanging = (bookmarked(story, number_key(key), said) if key else said) + _GAP if number else ""
    runs = hanging + run(title, rtl=story.rtl)
    runs = bookmarked(story, key, runs) if key else runs
    return paragraph(story, style, runs, page_break_before=page_break_before)


def captioned(story: Story, figure: Figure, box: tuple[int, int], *, in_row: bool = False) -> str:
    """The caption above its picture, never parted from it.

    In a row of a table the row holds them together; asked for there, it would hold the rows too.
    """
    caption = ""
    if figure.caption:
        words = run(figure.caption, rtl=story.rtl)
        caption = paragraph(story, "Caption", words, keep_with_next=not in_row)
    picture = drawing(story, figure.picture, box, caption=figure.caption, framed=figure.framed)
    return caption + paragraph(story, "Figure", picture)


def _block(story: Story, block: Block) -> Iterator[str]:
    match block:
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
            yield captioned(story, block, story.sheet.picture_box(block.width))
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
            table_cell(width, captioned(story, figure, (side, side), in_row=True), align="bottom")
            for figure in figures
        ]
        empty = table_cell(width, paragraph(story, "Figure"))
        rows.append(table_row(cells + [empty] * (columns - len(figures))))
    if rows:
        yield placed_table(story, [width] * columns, rows)
        yield paragraph(story, "AfterTable")


def _signature(story: Story, block: SignatureBlock) -> Iterator[str]:
    """The picture, or room to sign and for a stamp, over a rule; who signs below it."""
    if block.picture:
        box = (story.sheet.text_width * 2 // 5, _SIGNATURE_HEIGHT)
        picture = drawing(story, block.picture, box, framed=False)
        yield paragraph(story, "SignatureRoom", picture, keep_with_next=True)
    else:
        room = max(_LEAST_ROOM, block.stamp)
        yield paragraph(story, "SignatureRoom", keep_with_next=True, height=room)
    for place, line in enumerate(block.lines, start=1):
        runs = inline_runs(story, line)
        yield paragraph(story, "SignatureLine", runs, keep_with_next=place < len(block.lines))
