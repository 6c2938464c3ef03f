"""Where a sheet's pictures come from: one of the whole, and tiles of its finer levels."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.usecases.evidence.sheets import TILE, sheet_base, sheet_of, sheet_tile
from shamay_desktop.usecases.ports import Cancelled
from shamay_desktop.usecases.services import Services

TileKey = tuple[int, int, int]
"""Level, column, row. Level 0 is the sheet itself, each further one half of it."""


@dataclass(frozen=True, slots=True)
class SheetSource:
    """One picture or page as a canvas shows it; `width` and `height` in pixels of the sheet.

    `levels` are made of tiles, from 0 on; `base()` is the level after them, all of it, and of a
    small sheet (`levels` is 0) the sheet itself. Both calls are slow, run in any thread, may
    raise Refused and WorldFailed, and a tile that is not wanted any more WorkCancelled.
    """

    name: str
    width: int
    height: int
    levels: int
    base: Callable[[], PictureFile] = field(compare=False, repr=False)
    tile: Callable[[int, int, int, Cancelled], PictureFile] = field(compare=False, repr=False)


def source_of(
    services: Services, sha256: str, page: int, dpi: int, file_name: str | None = None
) -> SheetSource:
    """A page (from 1) of a stored file; `dpi` counts for PDF pages alone.

    Slow when the sheet was never shown; any thread. Raises Refused and WorldFailed.
    """
    facts = sheet_of(services, sha256, page, dpi, file_name)
    return SheetSource(
        f"{sha256}/{page}/{facts.dpi}",
        facts.width,
        facts.height,
        facts.levels,
        partial(sheet_base, services, sha256, page, dpi, file_name),
        partial(sheet_tile, services, sha256, page, dpi, file_name),
    )


def level_size(source: SheetSource, level: int) -> tuple[int, int]:
    """Pixels of a level; the last ones may stand for less than a whole step of the sheet's."""
    step = 1 << level
    return -(-source.width // step), -(-source.height // step)


def tiles_of(source: SheetSource, level: int) -> tuple[int, int]:
    """Columns and rows of a level."""
    width, height = level_size(source, level)
    return -(-width // TILE), -(-height // TILE)
