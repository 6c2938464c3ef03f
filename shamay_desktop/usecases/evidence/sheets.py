"""A picture or page as the sheet under a drawing table: how large it is, the whole, its tiles."""

from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.usecases.evidence.pictures import naming
from shamay_desktop.usecases.file_ports import OVERLAP, TILE, SheetFacts
from shamay_desktop.usecases.ports import Cancelled
from shamay_desktop.usecases.services import Services

__all__ = ["OVERLAP", "TILE", "SheetFacts", "sheet_base", "sheet_of", "sheet_tile"]


def sheet_of(
    services: Services, sha256: str, page: int, dpi: int, file_name: str | None = None
) -> SheetFacts:
    """The size of a page (from 1; a TIFF's frames are its pages) in pixels of the sheet.

    `dpi` counts for PDF pages alone. Slow when the sheet was never shown. Raises Refused
    (`file_broken`, `file_page_missing`, `file_too_many_pixels`, `file_too_heavy`, …) with `file`,
    WorldFailed(`stored_file_missing`).
    """
    with naming(file_name):
        return services.derived.sheet(sha256, page, dpi)


def sheet_base(
    services: Services, sha256: str, page: int, dpi: int, file_name: str | None = None
) -> PictureFile:
    """The whole sheet at the first level that is not made of tiles. Raises as `sheet_of`."""
    with naming(file_name):
        return services.derived.sheet_base(sha256, page, dpi)


def sheet_tile(
    services: Services,
    sha256: str,
    page: int,
    dpi: int,
    file_name: str | None,
    level: int,
    column: int,
    row: int,
    cancelled: Cancelled | None = None,
) -> PictureFile:
    """One tile of a level. Raises as `sheet_of`, and WorkCancelled."""
    with naming(file_name):
        return services.derived.tile(sha256, page, dpi, (level, column, row), cancelled)
