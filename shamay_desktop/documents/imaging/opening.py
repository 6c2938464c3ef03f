"""Pictures opened within bounds in the limited process: pixels, frames, and nothing torn."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PIL import Image

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import FileKind

MOST_FRAMES = 200
MOST_PIXELS = {
    # A telephone's 200 megapixels are read at an eighth, the others whole and more than once.
    FileKind.JPEG: 250_000_000,
    FileKind.PNG: 120_000_000,
    FileKind.TIFF: 120_000_000,
    FileKind.BMP: 120_000_000,
    FileKind.HEIC: 64_000_000,
    FileKind.WEBP: 64_000_000,
}

HEAVY_PIXELS = 32_000_000
"""Above this a reader that says "broken" may mean that memory ran out: libjpeg and libwebp do not
tell. Such a refusal has the fact `heavy`, and the pool reads the file again, with more of it."""

_FORMATS = {
    FileKind.JPEG: "JPEG",
    FileKind.PNG: "PNG",
    FileKind.TIFF: "TIFF",
    FileKind.BMP: "BMP",
    FileKind.HEIC: "HEIF",
    FileKind.WEBP: "WEBP",
}


@contextmanager
def opened(path: Path, kind: FileKind) -> Iterator[Image.Image]:
    """The picture, not decoded yet. Whatever it raises inside the block is told as a refusal.

    Raises Refused(`file_broken`, `file_too_many_pixels`, `file_too_many_frames`), MemoryError.
    """
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS[kind]
    if kind is FileKind.HEIC:
        _know_heic()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        heavy = False
        try:
            with Image.open(path, formats=[_FORMATS[kind]]) as image:
                heavy = image.width * image.height > HEAVY_PIXELS
                _check_frames(image, kind)
                yield image
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise _too_many_pixels(kind) from error
        except (Refused, MemoryError):
            raise
        except Exception as error:  # broken pictures raise whatever they like
            raise Refused("file_broken", **({"heavy": True} if heavy else {})) from error


def _check_frames(image: Image.Image, kind: FileKind) -> None:
    """Raises Refused. A TIFF does not say how many it has: a bomb may chain them without end."""
    if kind is not FileKind.TIFF:
        if getattr(image, "n_frames", 1) > MOST_FRAMES:
            raise Refused("file_too_many_frames", limit=MOST_FRAMES)
        return
    with suppress(EOFError):
        for frame in range(1, MOST_FRAMES + 1):  # one by one, or Pillow miscounts them
            image.seek(frame)
        raise Refused("file_too_many_frames", limit=MOST_FRAMES)
    image.seek(0)


def show_frame(image: Image.Image, kind: FileKind, frame: int) -> None:
    """Go to a frame (from 0) of a TIFF, whose size is checked as that of the first was."""
    image.seek(frame)
    if image.width * image.height > MOST_PIXELS[kind]:
        raise _too_many_pixels(kind)


def _too_many_pixels(kind: FileKind) -> Refused:
    return Refused("file_too_many_pixels", limit=MOST_PIXELS[kind] // 1_000_000)


def _know_heic() -> None:
    import pi_heif

    # One thread: the processes are what runs side by side. No thumbnails, depths and the like.
    pi_heif.register_heif_opener(
        thumbnails=False, depth_images=False, aux_images=False, decode_threads=1
    )
