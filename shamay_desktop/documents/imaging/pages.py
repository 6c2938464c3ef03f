"""PDF in the limited process: facts of its pages, and pages as pictures."""

import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from PIL import Image

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import FileFacts, FileKind

MOST_PAGES = 2000
LONGEST_SIDE = 14_400
"""Points: the limit of the format; a plan strip of 9,752 is inside."""

MOST_PIXELS = 60_000_000
"""Of one rendered page; a larger one is rendered at fewer dots an inch."""

_POINTS_AN_INCH = 72
_NEEDS_PASSWORD = {pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY}
_TAIL = 64 * 1024


def pdf_facts(path: Path) -> FileFacts:
    """Kind, pages and their sizes. A file without its end was cut and is refused."""
    with opened(path) as document:
        _check_end(path)
        sizes = tuple(_size(document, page) for page in range(len(document)))
        document[0].close()
    points = tuple((math.ceil(width), math.ceil(height)) for width, height in sizes)
    return FileFacts(FileKind.PDF, len(points), *points[0], page_sizes=points)


def page_at_dpi(path: Path, page: int, dpi: int) -> Image.Image:
    """A page (the first is 1) as a picture, at `dpi` or at what `MOST_PIXELS` leaves of it."""
    with opened(path) as document:
        size = wanted_size(document, page)
        return _rendered(document, page, _within_pixels(size, dpi / _POINTS_AN_INCH))


def page_fitted(path: Path, page: int, width: int, height: int) -> Image.Image:
    """A page as a picture of at most so many pixels across and down."""
    with opened(path) as document:
        size = wanted_size(document, page)
        scale = min(width / size[0], height / size[1])
        return _rendered(document, page, _within_pixels(size, scale))


def size_of(path: Path, page: int) -> tuple[float, float]:
    """Width and height of a page (from 1) as shown, in points. Raises Refused."""
    with opened(path) as document:
        return wanted_size(document, page)


def part_of_page(
    path: Path, page: int, box: tuple[int, int, int, int], look: tuple[int, float]
) -> Image.Image:
    """A part of a page in pixels at `look[0]` dots an inch, `look[1]` times as fine as those.

    Fewer where `MOST_PIXELS` would be passed. Raises Refused.
    """
    dpi, scale = look
    left, top, right, bottom = box
    scale = _within_pixels((float(right - left), float(bottom - top)), scale)
    with opened(path) as document:
        wide, high = wanted_size(document, page)
        unit = _POINTS_AN_INCH / dpi
        cut = (left * unit, max(high - bottom * unit, 0), max(wide - right * unit, 0), top * unit)
        return _rendered(document, page, scale * dpi / _POINTS_AN_INCH, cut)


@contextmanager
def opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        code = "file_encrypted" if error.err_code in _NEEDS_PASSWORD else "file_broken"
        raise Refused(code) from error
    try:
        _check_count(len(document))
        yield document
    except pypdfium2.PdfiumError as error:
        raise Refused("file_broken") from error
    finally:
        document.close()


def _check_count(pages: int) -> None:
    if pages < 1:
        raise Refused("file_broken")
    if pages > MOST_PAGES:
        raise Refused("file_too_many_pages", pages=pages, limit=MOST_PAGES)


def _check_end(path: Path) -> None:
    """The reader mends a cut file by leaving pages out, which must not pass unseen."""
    with path.open("rb") as file:
        file.seek(-min(_TAIL, path.stat().st_size), os.SEEK_END)
        if b"%%EOF" not in file.read():
            raise Refused("file_broken")


def wanted_size(document: pypdfium2.PdfDocument, page: int) -> tuple[float, float]:
    """Width and height of a page (from 1) as shown. Raises Refused when there is none, or vast."""
    if not 1 <= page <= len(document):
        raise Refused("file_page_missing", page=page, pages=len(document))
    return _size(document, page - 1)


def _size(document: pypdfium2.PdfDocument, index: int) -> tuple[float, float]:
    """Points as shown, without reading what the page draws."""
    width, height = document.get_page_size(index)
    if not 0 < max(width, height) <= LONGEST_SIDE:
        raise Refused("file_page_too_large", page=index + 1, limit=LONGEST_SIDE)
    return max(width, 1.0), max(height, 1.0)


def _within_pixels(size: tuple[float, float], scale: float) -> float:
    return min(scale, math.sqrt(MOST_PIXELS / (size[0] * size[1])))


def _rendered(
    document: pypdfium2.PdfDocument,
    page: int,
    scale: float,
    cut: tuple[float, float, float, float] = (0, 0, 0, 0),
) -> Image.Image:
    """`cut`: points off the left, bottom, right and top of the page as shown."""
    document.init_forms()  # what was typed into a form is drawn only then
    opened = document[page - 1]
    try:
        picture: Image.Image = opened.render(scale=scale, crop=cut).to_pil()
        return picture.convert("RGB")
    finally:
        opened.close()
