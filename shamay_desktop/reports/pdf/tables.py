"""Tables as strips: a strip a row, the head set again on each page, columns in reading order."""

from dataclasses import dataclass, replace
from itertools import accumulate

from shamay_desktop.domain.report_content import Column as ColumnOf
from shamay_desktop.domain.report_content import ColumnKind, Inline, Run, Table
from shamay_desktop.reports.pdf import measures as m
from shamay_desktop.reports.pdf.drawing import Mark, Note, Panel, Strip, Stroke
from shamay_desktop.reports.pdf.flow import Column, column, strips_of
from shamay_desktop.reports.pdf.measures import Align, Style
from shamay_desktop.reports.pdf.typesetting import Line, Typesetter

_SIZES = (10.5, 10.0, 9.0, 8.0, 7.0)
_SANS_SCALE = 0.94  # Heebo's digits look larger than Frank Ruhl's of the same size
_RULE = 0.4
_HEAD_GREY = 0.92
BODY = 12.0  # the size of text beside which those sizes are right
_TALLEST_ROW = 0.6
_SLACK = 0.5


@dataclass(frozen=True, slots=True)
class _Cell:
    lines: list[Line]
    style: Style
    box: Column


@dataclass(frozen=True, slots=True)
class Grid:
    """The table's columns on the page: widths in reading order, their boxes, the text's size."""

    setter: Typesetter
    size: float
    widths: list[float]
    boxes: list[Column]
    edges: list[float]


def table(setter: Typesetter, block: Table) -> list[Strip]:
    """Caption, head and rows; a row is divided only when it fills most of a page."""
    grid = grid_of(setter, block)
    caption = _caption(setter, block.caption)
    head = _head(block, grid)
    rows: list[Strip] = []
    for row in block.rows:
        rows += _row(block, grid, row.cells, strong=row.strong)
    for strip in rows:
        strip.head = head
    for strip in [*head, *rows[-2:-1]]:
        strip.keep = bool(rows)
    strips = [*caption, *head, *rows]
    if strips:
        strips[0].before = m.BLOCK_GAP
    return [*strips, Strip(m.PARAGRAPH_GAP)] if strips else []


def _caption(setter: Typesetter, text: str | None) -> list[Strip]:
    box = column(setter)
    lines = box.lines(text or "", setter.m.caption)
    strips = strips_of(lines, setter.m.caption, box)
    for strip in strips:
        strip.keep = True
    if strips:
        strips[-1].height += m.CAPTION_GAP
    return strips


def _style(kind: ColumnKind, size: float, *, bold: bool, head: bool = False) -> Style:
    number = kind is ColumnKind.NUMBER
    align = Align.RIGHT if number else Align.START
    sans = number and not head
    set_size = round(size * _SANS_SCALE, 2) if sans else size
    return Style(
        set_size, round(size * 1.35, 2), align, face="numbers" if sans else "body", bold=bold
    )


def grid_of(setter: Typesetter, block: Table) -> Grid:
    """The columns: as wide as their weights say, never narrower than their longest word."""
    for size in (each * setter.m.body.size / BODY for each in _SIZES):
        least = [_least(setter, block, at, size) for at in range(len(block.columns))]
        if sum(least) <= setter.m.text_width:
            break
    weights = [max(1, part.weight) for part in block.columns]
    wanted = [_wanted(setter, block, at, size, least[at]) for at in range(len(least))]
    heads = [_head_line(setter, part, size) for part in block.columns]
    widths = _settled(_shared(setter.m.text_width, weights, least), wanted, heads)
    ends = list(accumulate(widths, initial=0.0))
    boxes = [
        Column(setter, start + m.CELL_PADDING, width - 2 * m.CELL_PADDING, setter.m.text_width)
        for start, width in zip(ends, widths, strict=False)
    ]
    edges = [setter.m.text_width - end for end in ends] if setter.right_to_left else ends
    return Grid(setter, size, widths, boxes, edges)


def _least(setter: Typesetter, block: Table, at: int, size: float) -> float:
    part = block.columns[at]
    head = setter.longest_word(part.head, _style(part.kind, size, bold=True, head=True))
    widest = head
    for row in block.rows:
        if at < len(row.cells):
            style = _style(part.kind, size, bold=row.strong)
            widest = max(widest, setter.longest_word(row.cells[at], style))
    return widest + 2 * m.CELL_PADDING + _SLACK


def _wanted(setter: Typesetter, block: Table, at: int, size: float, least: float) -> float:
    """The width in which no row of the column needs a second line."""
    widest = least
    for row in block.rows:
        if at < len(row.cells):
            style = _style(block.columns[at].kind, size, bold=row.strong)
            line = setter.longest_line(row.cells[at], style) + 2 * m.CELL_PADDING + _SLACK
            widest = max(widest, line)
    return widest


def _head_line(setter: Typesetter, part: ColumnOf, size: float) -> float:
    style = _style(part.kind, size, bold=True, head=True)
    return setter.longest_line((Run(part.head),), style) + 2 * m.CELL_PADDING + _SLACK


def _settled(widths: list[float], wanted: list[float], heads: list[float]) -> list[float]:
    """What some columns have beyond what they and their heads want, given to those that it saves
    a second line in a row.
    """
    spare = [
        max(0.0, width - max(each)) for width, *each in zip(widths, wanted, heads, strict=True)
    ]
    taken = 0.0
    settled = list(widths)
    short = (at for at in range(len(widths)) if wanted[at] > widths[at])
    for at in sorted(short, key=lambda at: wanted[at] - widths[at]):
        need = wanted[at] - widths[at]
        if taken + need > sum(spare):
            break
        taken += need
        settled[at] = wanted[at]
    part = taken / sum(spare) if taken else 0.0
    return [width - over * part for width, over in zip(settled, spare, strict=True)]


def _shared(total: float, weights: list[int], least: list[float]) -> list[float]:
    """The total by weights, each at least its least; when the leasts are too much, `_cut`."""
    if sum(least) >= total:
        return _cut(total, least)
    fixed: set[int] = set()
    while True:
        open_weight = sum(w for at, w in enumerate(weights) if at not in fixed)
        room = total - sum(least[at] for at in fixed)
        widths = [
            least[at] if at in fixed else room * weight / open_weight
            for at, weight in enumerate(weights)
        ]
        short = {at for at, width in enumerate(widths) if width < least[at] - 1e-6}
        if not short:
            return widths
        fixed |= short


def _cut(total: float, least: list[float]) -> list[float]:
    """The leasts with the widest of them cut to one width, so that short words stay whole."""
    room, left = total, len(least)
    for width in sorted(least):
        if width * left > room:
            break
        room, left = room - width, left - 1
    return [min(width, room / left) if left else width for width in least]


def _head(block: Table, grid: Grid) -> list[Strip]:
    if not any(part.head for part in block.columns):
        return [Strip(_RULE, [Stroke(0, 0, grid.setter.m.text_width, 0, _RULE)])]
    cells = tuple((Run(part.head),) for part in block.columns)
    strips = _row(block, grid, cells, strong=True, head=True)
    for strip in strips:
        strip.marks.insert(0, Panel(0, 0, grid.setter.m.text_width, strip.height, _HEAD_GREY, 0))
    strips[0].marks.append(Stroke(0, 0, grid.setter.m.text_width, 0, _RULE))
    return strips


def _row(
    block: Table,
    grid: Grid,
    cells: tuple[tuple[Inline, ...], ...],
    *,
    strong: bool,
    head: bool = False,
) -> list[Strip]:
    placed = []
    for part, box, inlines in zip(block.columns, grid.boxes, cells, strict=False):
        style = _style(part.kind, grid.size, bold=strong, head=head)
        placed.append(_Cell(box.lines(inlines, style), style, box))
    pitch = _style(ColumnKind.TEXT, grid.size, bold=False).pitch
    count = max([1, *(len(cell.lines) for cell in placed)])
    if count * pitch > grid.setter.m.body_height * _TALLEST_ROW and not head:
        return [
            _slice(grid, [replace(cell, lines=cell.lines[at : at + 1]) for cell in placed],
                   pitch, 1, ends=at == count - 1)
            for at in range(count)
        ]  # fmt: skip
    return [_slice(grid, placed, pitch, count, ends=True)]


def _slice(grid: Grid, cells: list[_Cell], pitch: float, count: int, *, ends: bool) -> Strip:
    padding = m.CELL_PADDING * 0.6
    height = count * pitch + 2 * padding
    marks: list[Mark] = []
    notes: list[Note] = []
    for cell in cells:
        for at, line in enumerate(cell.lines):
            marks += cell.box.marks(line, cell.style, padding + at * pitch)
            notes += line.notes
    marks += [Stroke(x, 0, x, height, _RULE) for x in grid.edges]
    if ends:
        marks.append(Stroke(0, height, grid.setter.m.text_width, height, _RULE))
    return Strip(height, marks, notes=notes)
