"""The words that a PDF itself has: characters by their places, lines, and the order of reading.

The reader's own order is no order of reading: it is partly turned already. Only where a character
stands is believed. See docs/guides and the architecture page.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from shamay_desktop.documents.imaging.pages import opened
from shamay_desktop.documents.reading.brackets import Vote, vote_of
from shamay_desktop.documents.reading.characters import characters_of, frame_of
from shamay_desktop.documents.reading.reading_order import drawn, read_line
from shamay_desktop.documents.reading.rulings import rulings_of
from shamay_desktop.documents.reading.visual_lines import VisualLine, visual_lines
from shamay_desktop.domain.reading.page_text import Line, Method, PageText, Ruling

MOST_CHARACTERS = 100_000
"""Of one page; a page of the densest print has some 15,000."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A page before its brackets are known."""

    page: int
    size: tuple[float, float]
    lines: list[VisualLine]
    rulings: tuple[Ruling, ...]
    problem: str | None = None

    def vote(self) -> Vote:
        return vote_of(drawn(piece) for line in self.lines for piece in line.pieces)

    def read(self, *, shapes: bool) -> PageText:
        lines = sorted((read_line(line, shapes=shapes) for line in self.lines), key=_place)
        return PageText(
            self.page, *self.size, Method.TEXT, tuple(lines), self.rulings, self.problem
        )


def pages_of(path: Path, first: int = 1, last: int | None = None) -> list[PageText]:
    """The pages from `first` to `last` (from 1, both in; None: to the end) of a text PDF.

    Raises Refused(`file_encrypted`, `file_broken`, `file_too_many_pages`, `file_page_missing`).
    """
    with opened(path) as document:
        end = min(last or len(document), len(document))
        found = [_drawn(document, page) for page in range(first, end + 1)]
    shapes = sum((page.vote() for page in found), Vote()).stores_shapes
    return [page.read(shapes=shapes) for page in found]


def _drawn(document: pypdfium2.PdfDocument, page: int) -> _Drawn:
    with closing(document[page - 1]) as opened_page:
        frame = frame_of(opened_page)
        rulings, whole = rulings_of(opened_page, frame)
        uprights = [ruling.box for ruling in rulings if not ruling.level]
        with closing(opened_page.get_textpage()) as text:
            count = text.count_chars()
            whole = whole and count <= MOST_CHARACTERS
            count = min(count, MOST_CHARACTERS)
            lines = visual_lines(characters_of(text, frame, count), uprights)
    return _Drawn(page, frame.size, lines, rulings, None if whole else "page_too_heavy")


def _place(line: Line) -> tuple[float, float]:
    _, top, right, bottom = line.box
    return (top + bottom) / 2, -right
