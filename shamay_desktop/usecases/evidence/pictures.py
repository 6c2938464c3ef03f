"""Small pictures of papers and photos for the screen, made by the limited worker and cached."""

from collections.abc import Iterator
from contextlib import contextmanager

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.usecases.services import Services

CONTACT_SIDE = 320
"""Pixels a side of the small picture that is made while a photo is added: it is there at once."""


def thumbnail(
    services: Services, sha256: str, size: int, file_name: str | None = None, rotation: int = 0
) -> PictureFile:
    """A picture of at most `size` pixels a side, turned clockwise by `rotation` degrees.

    Raises Refused when the file has none, WorldFailed; with `file_name` both name it.
    """
    with naming(file_name):
        return services.derived.thumbnail(sha256, size, rotation)


def page_picture(
    services: Services,
    sha256: str,
    page: int,
    dpi: int,
    file_name: str | None = None,
    rotation: int = 0,
) -> PictureFile:
    """A page (from 1) of a paper, or a photo, at a resolution, turned clockwise by `rotation`.

    Raises as `thumbnail`.
    """
    with naming(file_name):
        return services.derived.page(sha256, page, dpi, rotation)


@contextmanager
def naming(file_name: str | None) -> Iterator[None]:
    """Errors inside name the file as the user knows it: a stored file's own name is its hash."""
    try:
        yield
    except ShamayError as error:
        if file_name and "file" in error.facts:
            error.facts["file"] = file_name
        raise
