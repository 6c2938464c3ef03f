"""Pictures as strips: framed, their captions above them, alone or side by side."""

from collections.abc import Mapping, Sequence

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.report_content import (
    TALLEST_PICTURE,
    Figure,
    FigureGrid,
    PictureFile,
)
from shamay_desktop.reports.pdf import measures as m
from shamay_desktop.reports.pdf.drawing import Mark, Panel, Picture, Spot, Strip
from shamay_desktop.reports.pdf.flow import Column, column
from shamay_desktop.reports.pdf.typesetting import Line, Typesetter

_TALLEST = float(TALLEST_PICTURE)


def size_of(pictures: Mapping[str, PictureFile], key: str) -> tuple[int, int]:
    """A picture's pixels; WorldFailed `report_picture_unreadable` when it was not given."""
    found = pictures.get(key)
    if found is None or found.width <= 0 or found.height <= 0:
        raise WorldFailed("report_picture_unreadable", picture=key)
    return found.width, found.height


def fitted(size: tuple[int, int], width: float, height: float) -> tuple[float, float]:
    """The largest size of that shape within width × height."""
    scale = min(width / size[0], height / size[1])
    return size[0] * scale, size[1] * scale


def framed(x: float, y: float, width: float, height: float, key: str, *, frame: bool) -> list[Mark]:
    """A picture with its thin black frame."""
    marks: list[Mark] = [Picture(x, y, width, height, key)]
    if frame:
        marks.append(Panel(x, y, width, height, None, m.THIN))
    return marks


def figure(setter: Typesetter, block: Figure, pictures: Mapping[str, PictureFile]) -> list[Strip]:
    """One picture, centred."""
    box = column(setter)
    share = setter.m.text_width * float(block.width.share)
    lines = box.lines(block.caption or "", setter.m.caption)
    top = _caption_height(setter, lines)
    width, height = fitted(size_of(pictures, block.picture), share, setter.m.body_height * _TALLEST)
    x = (setter.m.text_width - width) / 2
    marks = _caption_marks(box, lines, top)
    marks += framed(x, top, width, height, block.picture, frame=block.framed)
    return [Strip(top + height + m.FIGURE_GAP, marks, before=m.BLOCK_GAP)]


def figure_grid(
    setter: Typesetter, block: FigureGrid, pictures: Mapping[str, PictureFile]
) -> list[Strip]:
    """Rows of pictures in reading order; those of a row stand on one line under their captions."""
    columns = max(1, block.columns)
    rows = [block.figures[at : at + columns] for at in range(0, len(block.figures), columns)]
    strips = [_grid_row(setter, row, columns, pictures) for row in rows]
    if strips:
        strips[0].before = m.BLOCK_GAP
    return strips


def _grid_row(
    setter: Typesetter, row: Sequence[Figure], columns: int, pictures: Mapping[str, PictureFile]
) -> Strip:
    width = (setter.m.text_width - m.FIGURE_GAP * (columns - 1)) / columns
    tallest = min(setter.m.body_height * _TALLEST, width * 1.34)
    boxes = [column(setter, at * (width + m.FIGURE_GAP), width) for at in range(len(row))]
    captions = [
        box.lines(item.caption or "", setter.m.caption)
        for box, item in zip(boxes, row, strict=True)
    ]
    top = max(_caption_height(setter, lines) for lines in captions)
    marks: list[Mark] = []
    deepest = 0.0
    for box, item, caption in zip(boxes, row, captions, strict=True):
        wide, high = fitted(size_of(pictures, item.picture), width, tallest)
        x = box.left + (width - wide) / 2
        marks += _caption_marks(box, caption, top)
        marks += framed(x, top, wide, high, item.picture, frame=item.framed)
        if item.key:
            marks.append(Spot(box.left, 0.0, width, top + high, item.key))
        deepest = max(deepest, high)
    return Strip(top + deepest + m.FIGURE_GAP, marks)


def _caption_height(setter: Typesetter, lines: Sequence[Line]) -> float:
    return len(lines) * setter.m.caption.pitch + (m.CAPTION_GAP if lines else 0.0)


def _caption_marks(box: Column, lines: Sequence[Line], bottom: float) -> list[Mark]:
    """The caption's marks, its last line directly above the picture."""
    style = box.setter.m.caption
    top = bottom - _caption_height(box.setter, lines)
    marks: list[Mark] = []
    for at, line in enumerate(lines):
        marks += box.marks(line, style, top + at * style.pitch)
    return marks
