"""A part of a picture or page as the ground of what is drawn on it, at the resolution wanted."""

import math
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from shamay_desktop.documents.imaging import pages, pictures
from shamay_desktop.documents.imaging.kinds import kind_of
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import FileKind

FARTHEST_SCALE = 2.0
"""Of a PDF's page: lines and words are as sharp at twice its sheet's resolution."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's picture or page; `size` in pixels of the sheet as shown unturned."""

    path: Path
    kind: FileKind
    page: int
    dpi: int
    size: tuple[int, int]

    @property
    def finest(self) -> float:
        """Ground pixels a sheet pixel beyond which nothing more is seen."""
        return FARTHEST_SCALE if self.kind is FileKind.PDF else 1.0


@dataclass(frozen=True, slots=True)
class Ground:
    """A part of a sheet (RGB): its pixels are `scale` of the sheet's, from `corner` on."""

    image: Image.Image
    scale: float
    corner: tuple[float, float]


def sheet_of(path: Path, page: int, dpi: int) -> Sheet:
    """What a file's page (from 1) is. Raises Refused as the readers of files do."""
    kind = kind_of(path)
    if kind is not FileKind.PDF:
        return Sheet(path, kind, page, dpi, pictures.shown_size(path, kind, _frame(kind, page)))
    wide, high = pages.size_of(path, page)
    # As the drawing tables count them (`tiles`): a float's last digit adds no row of pixels.
    across, down = (math.ceil(side * dpi / 72 - 1e-6) for side in (wide, high))
    return Sheet(path, kind, page, dpi, (across, down))


def ground_of(sheet: Sheet, box: Box, scale: float) -> Ground:
    """A part of a sheet, at `scale` or as fine as it is; white where the sheet ends.

    Raises Refused, MemoryError.
    """
    scale = min(scale, sheet.finest)
    left, top, right, bottom = _within(box, sheet.size)
    if sheet.kind is FileKind.PDF:
        image = pages.part_of_page(
            sheet.path, sheet.page, (left, top, right, bottom), (sheet.dpi, scale)
        )
    else:
        image = pictures.part_reduced(
            sheet.path, sheet.kind, (left, top, right, bottom), scale,
            _frame(sheet.kind, sheet.page),
        )  # fmt: skip
    return Ground(image, image.width / (right - left), (float(left), float(top)))


def _frame(kind: FileKind, page: int) -> int:
    return page if kind is FileKind.TIFF else 1


def _within(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The box in whole pixels as far as the sheet goes. Raises Refused(`drawn_off_the_sheet`)."""
    left, top = max(math.floor(box[0]), 0), max(math.floor(box[1]), 0)
    right, bottom = min(math.ceil(box[2]), size[0]), min(math.ceil(box[3]), size[1])
    if right - left < 1 or bottom - top < 1:
        raise Refused("drawn_off_the_sheet")
    return left, top, right, bottom
