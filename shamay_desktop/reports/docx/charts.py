"""Plots in a Word file: SVG, with a PNG beside it for programs that do not show SVG."""

from collections.abc import Iterator

from shamay_desktop.domain.report_content import Chart, ChartGrid
from shamay_desktop.reports.charts.bitmap import png_of
from shamay_desktop.reports.charts.layout import drawn, height_of
from shamay_desktop.reports.charts.svg import svg_of
from shamay_desktop.reports.docx.page import EMU_PER_TWIP
from shamay_desktop.reports.docx.paragraphs import paragraph
from shamay_desktop.reports.docx.pictures import drawn_picture
from shamay_desktop.reports.docx.runs import run
from shamay_desktop.reports.docx.story import Story
from shamay_desktop.reports.docx.tables import placed_table, table_cell, table_row

_TWIPS_PER_POINT = 20
_CELL_PADDING = 216  # the table style's left and right cell margins, in twips


def chart_grid(story: Story, grid: ChartGrid) -> Iterator[str]:
    """The plots one below the other, or side by side in a table without rules."""
    columns = max(1, grid.columns)
    if columns == 1:
        for each in grid.charts:
            yield _chart(story, each, story.sheet.text_width)
        return
    width = story.sheet.text_width // columns
    rows = []
    for start in range(0, len(grid.charts), columns):
        charts = grid.charts[start : start + columns]
        cells = [
            table_cell(
                width, _chart(story, each, width - _CELL_PADDING, in_row=True), align="bottom"
            )
            for each in charts
        ]
        empty = table_cell(width, paragraph(story, "Figure"))
        rows.append(table_row(cells + [empty] * (columns - len(charts))))
    yield placed_table(story, [width] * columns, rows)
    yield paragraph(story, "AfterTable")


def _chart(story: Story, chart: Chart, width: int, *, in_row: bool = False) -> str:
    """Title, drawing and what it lacks, never parted by a page; a table's row holds its own."""
    points = width / _TWIPS_PER_POINT
    drawing = drawn(chart.plot, points, height_of(chart.plot, points), rtl=story.rtl)
    size = (width * EMU_PER_TWIP, round(drawing.height * _TWIPS_PER_POINT) * EMU_PER_TWIP)
    png, _ = png_of(drawing)
    picture = drawn_picture(story, png, svg_of(drawing), size, chart.description)
    title = run(chart.caption, rtl=story.rtl)
    parts = [
        paragraph(story, "Caption", title, keep_with_next=not in_row),
        paragraph(story, "Figure", picture, keep_with_next=bool(chart.note) and not in_row),
    ]
    if chart.note:
        parts.append(paragraph(story, "NoteText", run(chart.note, rtl=story.rtl)))
    return "".join(parts)
