"""The tasks of the limited process, by name. Arguments and answers are JSON."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

from PIL import Image

from shamay_desktop.documents.imaging import archives, pages, pictures
from shamay_desktop.documents.imaging.kinds import kind_of
from shamay_desktop.documents.imaging.tiles import SHEET_TASKS
from shamay_desktop.documents.word.worker_tasks import word_template
from shamay_desktop.documents.worker.reading_tasks import READING_TASKS
from shamay_desktop.domain.drawing import plain
from shamay_desktop.domain.evidence import FileFacts, FileKind
from shamay_desktop.domain.maps.marked import MarkedRequest
from shamay_desktop.domain.measuring.excerpts import ExcerptRequest

WIDEST_WHOLE = 8000
"""Pixels a side of the picture that a part is cut from."""

A3_INCHES = 17
"""The longer side of A3: a picture is its own page, at most that large."""


def inspect(path: str) -> dict[str, object]:
    """The facts of a file, as `FileFacts` names them; numbers of degrees as text."""
    file = Path(path)
    kind = kind_of(file)
    if kind is FileKind.PDF:
        return _plain(pages.pdf_facts(file))
    return _plain(pictures.picture_facts(file, kind)[0])


def look(path: str, small: str, side: int) -> dict[str, object]:
    """The same, with `small`: the size of the JPEG that was made there of a picture."""
    file = Path(path)
    kind = kind_of(file)
    if kind is FileKind.PDF:
        return _plain(pages.pdf_facts(file))
    facts, shown = pictures.picture_facts(file, kind, side)
    return _plain(facts) | {"small": _written(shown, small, crisp=kind is FileKind.PNG)}


def thumbnail(path: str, target: str, size: int, rotation: int = 0) -> list[int]:
    """A JPEG of at most `size` pixels either way; of a PDF its first page."""
    return _fitted(path, target, pictures.Fit(size, size, rotation))


def print_picture(path: str, target: str, width: int, height: int, rotation: int = 0) -> list[int]:
    """A JPEG for the report, at most so many pixels as shown, turned clockwise by `rotation`."""
    return _fitted(path, target, pictures.Fit(width, height, rotation))


def page_picture(path: str, page: int, target: str, dpi: int, rotation: int = 0) -> list[int]:
    """A JPEG of a page (the first is 1); of a picture, which is its own page, at most A3."""
    file = Path(path)
    kind = kind_of(file)
    if kind is FileKind.PDF:
        shown = pictures.turned(pages.page_at_dpi(file, page, dpi), rotation)
        return _written(shown, target, crisp=True)
    side = A3_INCHES * dpi
    frame = page if kind is FileKind.TIFF else 1
    fit = pictures.Fit(side, side, rotation)
    return _written(pictures.reduced(file, kind, fit, frame), target, crisp=True)


def cropped_picture(
    path: str,
    page: int,
    target: str,
    crop: Sequence[int],
    most: Sequence[int],
    rotation: int = 0,
) -> list[int]:
    """A JPEG of a part (edges in thousandths) of a picture or page as shown, of `most` pixels."""
    file = Path(path)
    kind = kind_of(file)
    left, top, right, bottom = crop
    wide, high = (
        min(-(-most[0] * 1000 // (right - left)), WIDEST_WHOLE),
        min(-(-most[1] * 1000 // (bottom - top)), WIDEST_WHOLE),
    )
    if kind is FileKind.PDF:
        across, down = (high, wide) if rotation in {90, 270} else (wide, high)
        whole = pictures.turned(pages.page_fitted(file, max(page, 1), across, down), rotation)
    else:
        frame = max(page, 1) if kind is FileKind.TIFF else 1
        whole = pictures.reduced(file, kind, pictures.Fit(wide, high, rotation), frame)
    part = pictures.part_of(whole, (left, top, right, bottom))
    return _written(part, target, crisp=kind in {FileKind.PDF, FileKind.PNG})


def marked_picture(
    path: str, target: str, request: Mapping[str, object], width: int, kind: str = "JPEG"
) -> list[int]:
    """A map picture as `MarkedRequest` asks for it, `width` pixels across."""
    from shamay_desktop.documents.imaging.marked import draw_marked

    asked = plain.made(MarkedRequest, request)
    return draw_marked(Path(path), Path(target), asked, width, kind)


def excerpt_picture(
    path: str, target: str, request: Mapping[str, object], width: int, kind: str = "JPEG"
) -> list[int]:
    """The excerpt of a plan as `ExcerptRequest` asks for it, `width` pixels across."""
    from shamay_desktop.documents.imaging.excerpts import draw_excerpt

    asked = plain.made(ExcerptRequest, request)
    return draw_excerpt(Path(path), Path(target), asked, width, kind)


def _fitted(path: str, target: str, fit: pictures.Fit) -> list[int]:
    file = Path(path)
    kind = kind_of(file)
    if kind is FileKind.PDF:
        sides = (fit.width, fit.height)
        across, down = sides[::-1] if fit.rotation in {90, 270} else sides
        page = pages.page_fitted(file, 1, across, down)
        return _written(pictures.turned(page, fit.rotation), target, crisp=True)
    return _written(pictures.reduced(file, kind, fit), target, crisp=kind is FileKind.PNG)


def _plain(facts: FileFacts) -> dict[str, object]:
    return {
        name: str(content) if isinstance(content, Decimal) else content
        for name, content in asdict(facts).items()
    }


def _written(image: Image.Image, target: str, *, crisp: bool) -> list[int]:
    pictures.write_jpeg(image, Path(target), crisp=crisp)
    return list(image.size)


TASKS: Mapping[str, Callable[..., object]] = {
    "inspect": inspect,
    "look": look,
    "archive_entries": archives.entries,
    "archive_unpack": archives.unpack,
    "thumbnail": thumbnail,
    "print_picture": print_picture,
    "page_picture": page_picture,
    "cropped_picture": cropped_picture,
    "marked_picture": marked_picture,
    "excerpt_picture": excerpt_picture,
    "word_template": word_template,
    **SHEET_TASKS,
    **READING_TASKS,
}
