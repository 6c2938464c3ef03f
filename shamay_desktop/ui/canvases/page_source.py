"""Where the pictures of pages come from, and how sharp a page can be shown."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSizeF
from PySide6.QtGui import QImage, QImageReader

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.reading.page_text import PageText
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.ui.canvases.lazy_pictures import read_fitted

POINTS_AN_INCH = 72
DPI_STEPS = (72, 150, 300, 450)
"""Few steps, so that zooming to and fro finds its pictures made."""

MOST_PIXELS = 40_000_000
"""Of one picture of a page; a page of 3.4 m is shown at fewer dots an inch."""

RENEWED_DPI = 150
"""A page that is renewed comes at once as sharp as it is seen, up to this."""

BASE_SIDE = 2200
"""Pixels of the picture of the whole page that is always there."""

SHARP_ENOUGH = 1.02
"""A picture may be enlarged by this before a sharper one is fetched."""


@dataclass(frozen=True, slots=True)
class PageSource:
    """The pages of one paper; `picture(page, dpi)` makes one, is slow, and runs in any thread.

    `words(page)` gives what was read of a page, None when it was not; slow, in any thread too.
    `names` has one a page where the paper may be renewed: the same name, the same picture.
    """

    name: str
    pages: int
    picture: Callable[[int, int], PictureFile]
    words: Callable[[int], PageText | None] = field(default=lambda _page: None, compare=False)
    names: tuple[str, ...] = ()

    def name_of(self, page: int) -> str:
        """The name of a page's picture (from 1), "" where it has none."""
        return self.names[page - 1] if 1 <= page <= len(self.names) else ""


@dataclass(frozen=True, slots=True)
class Base:
    """A whole page as a picture of moderate size; `size` in points, as the page is shown."""

    image: QImage
    size: QSizeF

    @property
    def pixels_a_point(self) -> float:
        """How sharp the picture is."""
        return self.image.width() / self.size.width()


@dataclass(frozen=True, slots=True)
class Patch:
    """A part of a page, sharper than its base; `rect` in points of the page."""

    image: QImage
    rect: QRectF
    dpi: int


def highest_dpi(size: QSizeF) -> int:
    """The most dots an inch at which a page stays within `MOST_PIXELS`, never below 72."""
    area = max(size.width() * size.height(), 1.0)
    return max(int(math.sqrt(MOST_PIXELS / area) * POINTS_AN_INCH), POINTS_AN_INCH)


def dpi_for(pixels_a_point: float, size: QSizeF) -> int:
    """The step at which a page looks sharp, or the highest that it may have."""
    wanted = pixels_a_point * POINTS_AN_INCH / SHARP_ENOUGH
    step = next((dpi for dpi in DPI_STEPS if dpi >= wanted), DPI_STEPS[-1])
    return min(step, highest_dpi(size))


def read_base(source: PageSource, page: int) -> Base:
    """The whole page. Runs in any thread; raises as the source does, Refused(`file_broken`)."""
    picture = source.picture(page, POINTS_AN_INCH)
    return Base(read_fitted(picture, BASE_SIDE), QSizeF(picture.width, picture.height))


def read_renewed(source: PageSource, page: int, before: Base, sharpness: float) -> Base:
    """A page of the same size as it looks now, in so many pixels a point. As `read_base`."""
    # A step, not what is just enough: letters that are hardly scaled become blurred.
    picture = source.picture(page, min(dpi_for(sharpness, before.size), RENEWED_DPI))
    return Base(read_fitted(picture, BASE_SIDE), before.size)


def read_patch(source: PageSource, page: int, base: Base, rect: QRectF, dpi: int) -> Patch:
    """A part of a page at `dpi`; only that part is decoded. As `read_base`."""
    picture = source.picture(page, dpi)
    # What the picture really has counts: a small photo does not grow with the dots asked for.
    scale = picture.width / base.size.width()
    wanted = QRectF(rect.x() * scale, rect.y() * scale, rect.width() * scale, rect.height() * scale)
    clip = wanted.toAlignedRect().intersected(QRect(0, 0, picture.width, picture.height))
    reader = QImageReader(picture.path)
    reader.setClipRect(clip)
    image = reader.read()
    if image.isNull():
        raise Refused("file_broken", file=Path(picture.path).name)
    shown = QRectF(
        clip.x() / scale, clip.y() / scale, image.width() / scale, image.height() / scale
    )
    return Patch(image, shown, dpi)
