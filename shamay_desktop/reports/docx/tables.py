"""Tables: those of the report, and the borderless ones that place things side by side."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from shamay_desktop.domain.report_content import ColumnKind, Table, TableRow
from shamay_desktop.reports.docx.markup import element, val
from shamay_desktop.reports.docx.paragraphs import paragraph
from shamay_desktop.reports.docx.runs import inline_runs, run
from shamay_desktop.reports.docx.story import Story
from shamay_desktop.reports.docx.style_sheet import TABLE_SIZES

_NUMBER = ColumnKind.NUMBER
GRID = "ReportTable"
BARE = "PlacingTable"
BOX = "CoverBox"
_SHORT = 10  # rows of a table that is not parted
_WIDE = 8  # columns from which a table is set smaller, so that a date stays on one line


def report_table(story: Story, table: Table) -> Iterator[str]:
    """The caption above, the head row that repeats, rows that stay whole."""
    if table.caption:
        caption = run(table.caption, rtl=story.rtl)
        yield paragraph(story, "Caption", caption, keep_with_next=True)
    if not table.columns:
        return
    widths, styles = _setting(story, table)
    rows = [
        _row(story, table, place, widths, styles, keep_with_next=_kept(table.rows, place))
        for place in range(len(table.rows))
    ]
    if any(column.head for column in table.columns):
        rows.insert(0, _head(story, table, widths, styles))
    if rows:
        yield placed_table(story, widths, rows, style=GRID)
        yield paragraph(story, "AfterTable")


def placed_table(
    story: Story, widths: Sequence[int], rows: Sequence[str], *, style: str = BARE
) -> str:
    """A table of fixed columns; in Hebrew the first column is the right one."""
    properties = element(
        "w:tblPr",
        None,
        val("w:tblStyle", style),
        "<w:bidiVisual/>" if story.rtl else "",
        element("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}),
        val("w:jc", "center"),
        element("w:tblLayout", {"w:type": "fixed"}),
        val("w:tblLook", "0420"),
    )
    columns = (element("w:gridCol", {"w:w": width}) for width in widths)
    return element("w:tbl", None, properties, element("w:tblGrid", None, *columns), *rows)


def table_row(cells: Sequence[str], *, head: bool = False) -> str:
    """A row that is never split; a head repeats on each page."""
    properties = element("w:trPr", None, "<w:cantSplit/>", "<w:tblHeader/>" if head else "")
    return element("w:tr", None, properties, *cells)


def table_cell(width: int, content: str, *, shading: str | None = None, align: str = "") -> str:
    """A cell; its content ends with a paragraph, as Word demands."""
    properties = element(
        "w:tcPr",
        None,
        element("w:tcW", {"w:w": width, "w:type": "dxa"}),
        ""
        if shading is None
        else element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": shading}),
        val("w:vAlign", align) if align else "",
    )
    return element("w:tc", None, properties, content)


def shares(weights: Sequence[int], total: int) -> list[int]:
    """The width in twips divided by weights, to the last twip."""
    whole = sum(max(1, weight) for weight in weights)
    edges = [0]
    for weight in weights:
        edges.append(edges[-1] + max(1, weight))
    marks = [edge * total // whole for edge in edges]
    return [after - before for before, after in pairwise(marks)]


def _setting(story: Story, table: Table) -> tuple[list[int], str]:
    """The widths of its columns in twips, and what the names of its styles begin with."""
    if story.ours.columns is None:
        weights = [column.weight for column in table.columns]
        styles = "Tight" if len(table.columns) >= _WIDE else ""
    else:
        setting = story.ours.columns(table)
        weights = [round(width * 1000) for width in setting.widths]
        styles = next((key for size, key in TABLE_SIZES if setting.size >= size), "Dense")
    return shares(weights, story.sheet.text_width), styles


def _head(story: Story, table: Table, widths: Sequence[int], styles: str) -> str:
    cells = [
        table_cell(
            width,
            paragraph(
                story,
                f"{styles}TableHead",
                run(column.head, rtl=story.rtl),
                keep_with_next=True,
            ),
            shading="E7E6E6",
            align="center",
        )
        for column, width in zip(table.columns, widths, strict=True)
    ]
    return table_row(cells, head=True)


def _kept(rows: Sequence[TableRow], place: int) -> bool:
    """Whether a row stands on the next one's page: a short table, or the row before a total."""
    if place == len(rows) - 1:
        return False
    return len(rows) <= _SHORT or rows[place + 1].strong


def _row(
    story: Story,
    table: Table,
    place: int,
    widths: Sequence[int],
    styles: str,
    *,
    keep_with_next: bool,
) -> str:
    row = table.rows[place]
    cells = [
        table_cell(
            width,
            paragraph(
                story,
                f"{styles}TableNumber" if column.kind is _NUMBER else f"{styles}TableText",
                inline_runs(story, cell, bold=row.strong),
                keep_with_next=keep_with_next,
            ),
            shading="F2F2F2" if row.strong else None,
            align="center",
        )
        for column, width, cell in zip(table.columns, widths, row.cells, strict=True)
    ]
    return table_row(cells)
