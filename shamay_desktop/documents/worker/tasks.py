"""The tasks of the limited process, by name. Arguments and answers are JSON."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from PIL import Image

from shamay_desktop.documents.imaging import pages, pictures
from shamay_desktop.documents.imaging.kinds import kind_of
from shamay_desktop.domain.evidence import FileKind


def inspect(path: str) -> dict[str, object]:
    """The facts of a file, as `FileFacts` names them."""
    file = Path(path)
    kind = kind_of(file)
    facts = pages.pdf_facts(file) if kind is FileKind.PDF else pictures.picture_facts(file, kind)
    return asdict(facts)


def thumbnail(path: str, target: str, size: int) -> list[int]:
    """A JPEG of at most `size` pixels either way; of a PDF its first page."""
    return _fitted(path, target, pictures.Fit(size, size))


def print_picture(path: str, target: str, width: int, height: int, rotation: int = 0) -> list[int]:
    """A JPEG for the report, at most so many pixels as shown, turned clockwise by `rotation`."""
    return _fitted(path, target, pictures.Fit(width, height, rotation))


def page_picture(path: str, page: int, target: str, dpi: int) -> list[int]:
    """A JPEG of a page (the first is 1); of a picture, which is its own page, at most A3."""
    file = Path(path)
    kind = kind_of(file)
    if kind is not FileKind.PDF:
        side = 17 * dpi
        return _written(pictures.reduced(file, kind, pictures.Fit(side, side)), target, crisp=True)
    return _written(pages.page_at_dpi(file, page, dpi), target, crisp=True)


def _fitted(path: str, target: str, fit: pictures.Fit) -> list[int]:
    file = Path(path)
    kind = kind_of(file)
    if kind is FileKind.PDF:
        return _written(pages.page_fitted(file, 1, fit.width, fit.height), target, crisp=True)
    return _written(pictures.reduced(file, kind, fit), target, crisp=kind is FileKind.PNG)


def _written(image: Image.Image, target: str, *, crisp: bool) -> list[int]:
    pictures.write_jpeg(image, Path(target), crisp=crisp)
    return list(image.size)


TASKS: Mapping[str, Callable[..., object]] = {
    "inspect": inspect,
    "thumbnail": thumbnail,
    "print_picture": print_picture,
    "page_picture": page_picture,
}
