"""Plots as strips: the title above, the drawing as paths, what it lacks below."""

from collections.abc import Sequence

from shamay_desktop.domain.report_content import Chart, ChartGrid
from shamay_desktop.reports.charts.layout import drawn, height_of
from shamay_desktop.reports.charts.svg import paths_of
from shamay_desktop.reports.pdf import measures as m
from shamay_desktop.reports.pdf.drawing import Mark, Outline, Spot, Strip
from shamay_desktop.reports.pdf.flow import column
from shamay_desktop.reports.pdf.typesetting import Typesetter


def chart_grid(setter: Typesetter, block: ChartGrid) -> list[Strip]:
    """Rows of plots in reading order; no page break divides a row."""
    columns = max(1, block.columns)
    rows = [block.charts[at : at + columns] for at in range(0, len(block.charts), columns)]
    strips = [_row(setter, row, columns) for row in rows]
    for strip in strips:
        strip.before = m.BLOCK_GAP
    return strips


def _row(setter: Typesetter, row: Sequence[Chart], columns: int) -> Strip:
    width = (setter.m.text_width - m.FIGURE_GAP * (columns - 1)) / columns
    boxes = [column(setter, at * (width + m.FIGURE_GAP), width) for at in range(len(row))]
    titles = [
        box.lines(chart.caption, setter.m.caption) for box, chart in zip(boxes, row, strict=True)
    ]
    top = max(map(len, titles)) * setter.m.caption.pitch + m.CAPTION_GAP
    marks: list[Mark] = []
    deepest = 0.0
    for box, chart, lines in zip(boxes, row, titles, strict=True):
        for at, line in enumerate(lines):
            above = top - m.CAPTION_GAP - (len(lines) - at) * setter.m.caption.pitch
            marks += box.marks(line, setter.m.caption, above)
        high = height_of(chart.plot, width)
        drawing = drawn(chart.plot, width, high, rtl=setter.right_to_left)
        marks += [Outline(box.left, top, path) for path in paths_of(drawing)]
        bottom = top + high + m.CAPTION_GAP
        for line in box.lines(chart.note, m.CHART_NOTE):
            marks += box.marks(line, m.CHART_NOTE, bottom)
            bottom += m.CHART_NOTE.pitch
        if chart.key:
            marks.append(Spot(box.left, 0.0, width, bottom, chart.key))
        deepest = max(deepest, bottom)
    return Strip(deepest + m.FIGURE_GAP / 2, marks)
