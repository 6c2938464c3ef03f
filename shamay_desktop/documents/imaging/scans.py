"""Pages of a PDF for recognition in the limited process: their scan's sharpness, grey bands."""

import math
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image

from shamay_desktop.documents.imaging.pages import opened, wanted_size

_POINTS_AN_INCH = 72
_FILLS = 0.6


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as shown, in points, and the dots an inch of the one scan that fills it, if one does.

    `plain` says that the scan has black and white alone.
    """

    width: float
    height: float
    resolution: float | None = None
    plain: bool = False


def pdf_sheet(path: Path, page: int) -> Sheet:
    """What a page (the first is 1) is made of, for whoever chooses how sharply to render it."""
    with opened(path) as document:
        width, height = wanted_size(document, page)
        shown = document[page - 1]
        try:
            scan = _scan(shown, width * height)
        finally:
            shown.close()
        return Sheet(width, height, *(scan or (None, False)))


def grey_band(path: Path, page: int, dpi: float, top: float, bottom: float) -> Image.Image:
    """A page's picture in grey from `top` to `bottom`, points from above as shown."""
    with opened(path) as document:
        _, height = wanted_size(document, page)
        document.init_forms()
        shown = document[page - 1]
        try:
            crop = (0, max(0.0, height - bottom), 0, max(0.0, top))
            rendered = shown.render(scale=dpi / _POINTS_AN_INCH, crop=crop, grayscale=True)
            picture: Image.Image = rendered.to_pil()
            return picture.convert("L")
        finally:
            shown.close()


def _scan(page: pypdfium2.PdfPage, area: float) -> tuple[float, bool] | None:
    """Dots an inch of the picture that fills the page, and whether it is black and white."""
    for drawn in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, bottom, right, top = drawn.get_bounds()
        covered = (right - left) * (top - bottom)
        if covered >= _FILLS * area:
            facts = drawn.get_metadata()
            dots = math.sqrt(facts.width * facts.height / covered)
            return dots * _POINTS_AN_INCH, facts.bits_per_pixel == 1
    return None
