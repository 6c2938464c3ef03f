"""Two bare ways to make the report's PDF: reportlab's own typesetting, and drawing alone."""

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Literal, NamedTuple

from shamay_desktop.domain import report_content as rc
from shamay_desktop.reports.pdf import measures as m
from shamay_desktop.reports.pdf.drawing import Layout, Page, Picture, Words
from shamay_desktop.resource_files import resource

Pictures = Mapping[str, rc.PictureFile]
FACE = "bare-body"


def typeset(content: rc.ReportContent, pictures: Pictures, target: Path) -> None:
    """The same words, tables and pictures with reportlab's Paragraph, Table and Image.

    It breaks lines, justifies and fills pages; Hebrew comes out in the wrong order, and there
    are no footnotes, headers or ties between lines.
    """
    from reportlab import rl_config
    from reportlab.platypus import SimpleDocTemplate

    rl_config.useA85 = 0
    story: list[Any] = []
    for chapter in content.chapters:
        story.append(_paragraph(f"{chapter.number} {chapter.title}"))
        for block in chapter.blocks:
            story += _flowables(block, pictures)
    document: Any = SimpleDocTemplate(
        str(target),
        pagesize=(m.SHEET_WIDTH, m.SHEET_HEIGHT),
        leftMargin=m.DEFAULT.margin,
        rightMargin=m.DEFAULT.margin,
        topMargin=m.DEFAULT.body_top,
        bottomMargin=m.SHEET_HEIGHT - m.DEFAULT.body_bottom,
        initialFontName=FACE,
    )
    document.build(story)


def load_face() -> None:
    """Give reportlab the body's font under a name of its own."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont(FACE, str(resource("fonts", "FrankRuhlLibre-Regular.ttf"))))


def _flowables(block: rc.Block, pictures: Pictures) -> list[Any]:
    match block:
        case rc.Heading():
            return [_paragraph(f"{block.number} {block.title}")]
        case rc.Paragraph():
            notes = [each for each in block.inlines if isinstance(each, rc.Footnote)]
            return [_paragraph(_text(block.inlines))] + [_small(_text(n.runs)) for n in notes]
        case rc.Table():
            heads = [_small(column.head) for column in block.columns]
            return [_table([heads, *([_small(_text(c)) for c in r.cells] for r in block.rows)])]
        case rc.FigureGrid():
            cells = [_figure(figure, pictures) for figure in block.figures]
            return [_table([cells[at : at + 2] for at in range(0, len(cells), 2)])]
    raise ValueError(f"no bare way for {type(block).__name__}")


def _figure(figure: rc.Figure, pictures: Pictures) -> list[Any]:
    from reportlab.platypus import Image

    picture = pictures[figure.picture]
    width = m.DEFAULT.text_width / 2 - 12
    image = Image(picture.path, width, width * picture.height / picture.width)
    return [_small(figure.caption or ""), image]


def _text(inlines: tuple[rc.Inline, ...]) -> str:
    return "".join(each.text for each in inlines if isinstance(each, rc.Run))


def _paragraph(
    text: str,
    size: float = 12,
    pitch: float = 18,
    alignment: Literal[2, 4] = 4,
) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle(
        "bare", fontName=FACE, fontSize=size, leading=pitch, alignment=alignment
    )  # fmt: skip
    return Paragraph(text, style)


def _small(text: str) -> Any:
    return _paragraph(text, 9, 11, 2)


def _table(rows: list[list[Any]]) -> Any:
    from reportlab.platypus import Table, TableStyle

    commands: Any = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTNAME", (0, 0), (-1, -1), FACE)]
    return Table(rows, style=TableStyle(commands))


# -- drawing alone ----------------------------------------------------------------------------

Line = tuple[float, float, str, str, float]
Drawn = tuple[str, float, float, float, float]


class BarePage(NamedTuple):
    """Lines as place, text in visual order, font and size; pictures as file and box."""

    lines: list[Line]
    pictures: list[Drawn]


def bare_pages(layout: Layout, pictures: Pictures) -> list[BarePage]:
    """What our layout found, ready to be drawn: nothing is left to break, order or place."""
    return [BarePage(_lines(page), _shown(page, pictures)) for page in layout.pages]


def draw(pages: list[BarePage], target: Path) -> None:
    """A call of drawString a line and of drawImage a picture."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0
    canvas = Canvas(str(target), pagesize=(m.SHEET_WIDTH, m.SHEET_HEIGHT), pageCompression=1)
    for page in pages:
        for x, y, text, font, size in page.lines:
            canvas.setFont(font, size)
            canvas.drawString(x, y, text)
        for path, left, bottom, width, height in page.pictures:
            canvas.drawImage(path, left, bottom, width, height)
        canvas.showPage()
    canvas.save()


def _lines(page: Page) -> list[Line]:
    found = []
    for placed in (*page.furniture, *page.content):
        marks = [mark for mark in placed.marks if isinstance(mark, Words)]
        for y, line in groupby(marks, key=lambda mark: mark.y):
            pieces = list(line)
            first = pieces[0]
            at = (placed.x + first.x, m.SHEET_HEIGHT - placed.y - y)
            found.append((*at, "".join(p.text for p in pieces), first.font.name, first.size))
    return found


def _shown(page: Page, pictures: Pictures) -> list[Drawn]:
    found = []
    for placed in (*page.furniture, *page.content):
        for mark in placed.marks:
            if isinstance(mark, Picture):
                y = m.SHEET_HEIGHT - placed.y - mark.y - mark.height
                box = (placed.x + mark.x, y, mark.width, mark.height)
                found.append((pictures[mark.key].path, *box))
    return found
