"""The picture of a page that is read: how sharp, in how many bands, and in what grey."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from shamay_desktop.documents.imaging.kinds import kind_of
from shamay_desktop.documents.imaging.opening import opened, show_frame
from shamay_desktop.documents.imaging.pictures import Fit, reduced
from shamay_desktop.documents.imaging.scans import Sheet, grey_band, pdf_sheet
from shamay_desktop.domain.evidence import FileKind

POINTS_AN_INCH = 72
LONGEST_SIDE = 1224
"""Points: a picture is its own page, at most A3."""

_USUAL_DPI = 300
_SHARPEST = 400
_LEAST_OF_SCAN = 200
_BAND_PIXELS = 12_000_000
_PAGE_PIXELS = 80_000_000
_PICTURE_PIXELS = 16_000_000
_OVERLAP = 0.5
"""Inches that neighbouring bands share: more than half of a word, or than a line is high."""

_A4_INCHES = 11.7
_LONGEST_INCHES = 60
_MIDDLE, _BESIDE, _CORNER = 128, 27, 5
"""Of 256: a blur of 0.6 pixels as far as the next pixel; what it does beyond is one part in 40."""

_ROWS = 64
"""Rows worked on at once: what lies between fits into the processor's own memory."""


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of a page from edge to edge. `top` in points is where its picture begins.

    Words whose middle is from `first` to `last` (points) are its own; those beyond, which a
    neighbour has too, are the neighbour's. `dpi` is what letters and lines are measured by,
    `scale` how many pixels a point has.
    """

    picture: Image.Image
    dpi: float
    scale: float
    top: float
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be read, its size in points as shown, and its bands from the top down."""

    width: float
    height: float
    bands: Iterator[Band]


def page_of(path: Path, page: int) -> Page:
    """A page (from 1) of any file that the program takes. Raises Refused, MemoryError."""
    kind = kind_of(path)
    if kind is FileKind.PDF:
        sheet = pdf_sheet(path, page)
        return Page(sheet.width, sheet.height, _pdf_bands(path, page, sheet))
    picture, dpi = _picture(path, kind, page)
    scale = max(1.0, max(picture.size) / LONGEST_SIDE)
    width, height = picture.width / scale, picture.height / scale
    band = Band(_readable(picture), dpi, scale, 0, 0, height)
    return Page(width, height, iter([band]))


def dpi_of(sheet: Sheet) -> float:
    """Dots an inch at which a page is read: those of its scan, within what reads well."""
    dpi: float = _USUAL_DPI
    if sheet.resolution is not None:
        dpi = min(max(round(sheet.resolution, 1), _LEAST_OF_SCAN), _SHARPEST)
    inches = sheet.width * sheet.height / POINTS_AN_INCH**2
    return max(1.0, min(dpi, math.sqrt(_PAGE_PIXELS / inches), _band_dpi(sheet)))


def _band_dpi(sheet: Sheet) -> float:
    """What leaves a band at least four times as high as what it shares with its neighbours."""
    return math.sqrt(_BAND_PIXELS / (sheet.width / POINTS_AN_INCH * 4 * _OVERLAP))


def _pdf_bands(path: Path, page: int, sheet: Sheet) -> Iterator[Band]:
    dpi = dpi_of(sheet)
    scale = dpi / POINTS_AN_INCH
    shared = _OVERLAP * POINTS_AN_INCH
    most = _BAND_PIXELS / (sheet.width * scale * scale)
    count = 1 if most >= sheet.height else math.ceil(sheet.height / (most - 2 * shared))
    for number in range(count):
        first, last = sheet.height * number / count, sheet.height * (number + 1) / count
        top = max(0.0, first - shared) if number else 0.0
        bottom = min(sheet.height, last + shared) if number < count - 1 else sheet.height
        picture = grey_band(path, page, dpi, top, bottom)
        soft = softened(picture) if sheet.plain else _readable(picture)
        yield Band(soft, dpi, scale, top, first, last)


def _picture(path: Path, kind: FileKind, page: int) -> tuple[Image.Image, float]:
    """A picture as shown, in grey, and its dots an inch: as it says, or as if it were of A4."""
    with opened(path, kind) as image:
        if kind is FileKind.TIFF and page > 1:
            show_frame(image, kind, page - 1)
        size, said = image.size, image.info.get("dpi")
    times = min(1.0, math.sqrt(_PICTURE_PIXELS / (size[0] * size[1])))
    side = max(1, int(max(size) * times))
    grey = reduced(path, kind, Fit(side, side), page).convert("L")
    return grey, _dpi_said(said, max(size)) * max(grey.size) / max(size)


def _dpi_said(said: object, longest: int) -> float:
    if isinstance(said, tuple) and said:
        try:
            dpi = float(said[0])
        except (TypeError, ValueError, ZeroDivisionError):
            dpi = 0.0
        if 100 <= dpi <= 1200 and 3 <= longest / dpi <= _LONGEST_INCHES:
            return dpi
    return longest / _A4_INCHES


def softened(picture: Image.Image) -> Image.Image:
    """Black and white alone reads worse than edges with a little grey, as the models know them."""
    grey = np.asarray(picture)
    soft = grey.copy()
    for top in range(1, len(grey) - 1, _ROWS):
        rows = grey[top - 1 : min(top + _ROWS, len(grey) - 1) + 1].astype(np.uint16)
        soft[top : top + len(rows) - 2, 1:-1] = _blurred(rows)
    return Image.fromarray(soft)


def _blurred(rows: NDArray[np.uint16]) -> NDArray[np.unsignedinteger]:
    """All but the outermost rows and columns, mixed with their neighbours (within 16 bits)."""
    level, both = rows[1:-1], rows[:-2] + rows[2:]
    mixed = level[:, 1:-1] * _MIDDLE
    mixed += (both[:, 1:-1] + level[:, :-2] + level[:, 2:]) * _BESIDE
    mixed += (both[:, :-2] + both[:, 2:]) * _CORNER
    mixed += 128
    mixed >>= 8
    return mixed


def _readable(picture: Image.Image) -> Image.Image:
    """Even light: a shadow over half of a photo would be ink for any one threshold."""
    grey = np.asarray(picture)
    counts = np.bincount(grey.ravel()[::17], minlength=256)
    plain = counts[:16].sum() + counts[240:].sum() > 0.97 * counts.sum()
    if plain:
        return softened(picture) if np.count_nonzero(counts) <= 2 else picture
    return Image.fromarray(evened(grey))


def evened(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture against the light of its own ground."""
    picture = Image.fromarray(grey)
    times = max(1, min(32, min(picture.size) // 16))
    small = picture.reduce(times).filter(ImageFilter.MaxFilter(5))
    ground = np.asarray(
        small.filter(ImageFilter.GaussianBlur(3)).resize(picture.size, Image.Resampling.BILINEAR)
    )
    even = np.empty_like(grey)
    for top in range(0, len(grey), _ROWS):
        rows = slice(top, top + _ROWS)
        lit = grey[rows] * (np.float32(255) / np.maximum(ground[rows], 48).astype(np.float32))
        even[rows] = np.minimum(lit, 255)
    return even
