"""The words that a PDF itself has: characters by their places, lines, and the order of reading.

The reader's own order is no order of reading: it is partly turned already. Only where a character
stands is believed.
"""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from shamay_desktop.documents.imaging.pages import LONGEST_SIDE, opened
from shamay_desktop.documents.reading.brackets import BRACKET, Vote, vote_of
from shamay_desktop.documents.reading.characters import UNKNOWN, characters_of, frame_of
from shamay_desktop.documents.reading.drawings import Drawings, drawings_of
from shamay_desktop.documents.reading.layer import Layer
from shamay_desktop.documents.reading.raw_text import owner_of
from shamay_desktop.documents.reading.reading_order import read_line
from shamay_desktop.documents.reading.visual_lines import VisualLine, visual_lines
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.reading.page_text import Method, PageText

MOST_CHARACTERS = 100_000
"""Of one page; a page of the densest print has some 15,000."""

_PAGES_OF_VOTE = 10
_MOSTLY_PICTURE = 0.5
_WORDY = 200
"""Characters over a page's picture from which they are its text and not a stamp on a scan."""

_ACCENTED = re.compile("[\u00c0-\u00ff]")
_HEBREW_LETTER = re.compile("[\u05d0-\u05ea]")
_READABLE = 0.8
_FOREIGN = 0.3


def pages_of(path: Path, first: int = 1, last: int | None = None) -> list[PageText]:
    """The pages from `first` to `last` (from 1, both in; None: to the end) of a text PDF.

    Raises Refused as `layers_of`.
    """
    return [layer.page for layer in layers_of(path, first, last)[1]]


def layers_of(path: Path, first: int = 1, last: int | None = None) -> tuple[int, list[Layer]]:
    """How many pages the file has, and those from `first` to `last`.

    Raises Refused(`file_encrypted`, `file_broken`, `file_too_many_pages`, `file_page_missing`).
    """
    with opened(path) as document:
        pages = len(document)
        if not 1 <= first <= pages:
            raise Refused("file_page_missing", page=first, pages=pages)
        document.init_forms()
        found = [_drawn(document, page) for page in range(first, min(last or pages, pages) + 1)]
        shapes = _shapes(document, found)
    return pages, [page.read(shapes=shapes) for page in found]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A page before its brackets are known."""

    page: int
    size: tuple[float, float]
    lines: list[VisualLine]
    drawings: Drawings
    is_real: bool = False
    problem: str | None = None

    def vote(self) -> Vote:
        return vote_of(self._pieces())

    @property
    def has_brackets(self) -> bool:
        return any(map(BRACKET.search, self._pieces()))

    def _pieces(self) -> Iterator[str]:
        return (piece.text for line in self.lines for piece in line.pieces)

    def read(self, *, shapes: bool) -> Layer:
        standing = sorted(self.lines, key=lambda line: (line.middle, -line.right))
        lines = tuple([read_line(line, shapes=shapes) for line in standing])
        rulings = self.drawings.rulings()
        page = PageText(self.page, *self.size, Method.TEXT, lines, rulings, self.problem)
        return Layer(page, self.is_real)


def _shapes(document: pypdfium2.PdfDocument, found: list[_Drawn]) -> bool:
    """The vote of these pages; where they have no pairs of brackets, of the document's first."""
    vote = sum((page.vote() for page in found), Vote())
    have = {page.page for page in found}
    others = (page for page in range(1, len(document) + 1) if page not in have)
    asked = vote == Vote() and any(page.has_brackets for page in found)
    for page in islice(others, _PAGES_OF_VOTE if asked else 0):
        vote += _drawn(document, page).vote()
        if vote != Vote():
            break
    return vote.stores_shapes


def _drawn(document: pypdfium2.PdfDocument, page: int) -> _Drawn:
    try:
        with _page(document, page) as shown:
            return _looked_at(shown, page)
    except pypdfium2.PdfiumError:
        return _Drawn(page, _size(document, page), [], Drawings(), problem="page_broken")


def _looked_at(shown: pypdfium2.PdfPage, page: int) -> _Drawn:
    frame = frame_of(shown)
    if not 0 < max(frame.size) <= LONGEST_SIDE:
        return _Drawn(page, (1, 1), [], Drawings(), problem="page_too_large")
    drawings = drawings_of(shown, frame)
    with closing(shown.get_textpage()) as text:
        count = text.count_chars()
        read = min(count, MOST_CHARACTERS)
        found = characters_of(text, frame, read, all_painted=drawings.all_painted)
        lines = visual_lines(found, drawings.uprights, partial(owner_of, text))
    whole = count <= MOST_CHARACTERS and drawings.is_whole
    return _Drawn(
        page,
        frame.size,
        lines,
        drawings,
        _is_real(found.letters, drawings),
        None if whole else "page_too_heavy",
    )


def _is_real(letters: list[str], drawings: Drawings) -> bool:
    """Whether the text is what the page says; a page on which nothing stands is empty, no scan."""
    if not letters:
        return drawings.is_empty
    if _readable(letters) < _READABLE:
        return False
    return drawings.pictured < _MOSTLY_PICTURE or len(letters) >= _WORDY


def _readable(letters: list[str]) -> float:
    """The share of characters that say something.

    Old Hebrew fonts without a table of characters come out as accented Latin letters.
    """
    unknown, text = letters.count(UNKNOWN), "".join(letters)
    accented = len(_ACCENTED.findall(text))
    if accented > _FOREIGN * len(letters) and not _HEBREW_LETTER.search(text):
        unknown += accented
    return 1 - unknown / len(letters)


@contextmanager
def _page(document: pypdfium2.PdfDocument, page: int) -> Iterator[pypdfium2.PdfPage]:
    """A page with what was typed into its form; that is in memory alone, never written."""
    shown = document[page - 1]
    try:
        if pdfium.FPDFPage_GetAnnotCount(shown.raw) > 0:
            flat = pdfium.FPDFPage_Flatten(shown.raw, pdfium.FLAT_NORMALDISPLAY)
            if flat == pdfium.FLATTEN_SUCCESS:
                shown.close()
                shown = document[page - 1]
        yield shown
    finally:
        shown.close()


def _size(document: pypdfium2.PdfDocument, page: int) -> tuple[float, float]:
    try:
        width, height = document.get_page_size(page - 1)
    except pypdfium2.PdfiumError:
        return 1, 1
    return (width, height) if 0 < max(width, height) <= LONGEST_SIDE else (1, 1)
