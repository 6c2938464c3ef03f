"""Small pictures of papers and photos for the screen, made by the limited worker and cached."""

from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.usecases.services import Services


def thumbnail(services: Services, sha256: str, size: int) -> PictureFile:
    """A picture of at most `size` pixels a side. Raises Refused when the file has none."""
    return services.derived.thumbnail(sha256, size)


def page_picture(services: Services, sha256: str, page: int, dpi: int) -> PictureFile:
    """A page (from 1) of a paper, or a photo, at a resolution. Raises Refused."""
    return services.derived.page(sha256, page, dpi)
