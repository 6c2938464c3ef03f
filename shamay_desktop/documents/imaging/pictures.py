"""JPEG and PNG in the limited process: whole or refused, and smaller ones made of them."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import FileFacts, FileKind

MOST_PIXELS = 120_000_000
MOST_FRAMES = 200

_FORMATS = {FileKind.JPEG: ("JPEG",), FileKind.PNG: ("PNG",)}
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_CLOCKWISE = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class Fit:
    """The most pixels across and down of a picture as shown, and how far it is turned clockwise."""

    width: int
    height: int
    rotation: int = 0


def picture_facts(path: Path, kind: FileKind) -> FileFacts:
    """Decode the whole picture, so that a torn one is refused, and say what it is."""
    with _opened(path, kind) as image:
        width, height = image.size
        orientation = _orientation(image)
        image.draft(None, (width // 8, height // 8))  # reads all of the file, keeps an eighth
        image.load()
        return FileFacts(kind, 1, width, height, orientation)


def reduced(path: Path, kind: FileKind, fit: Fit) -> Image.Image:
    """The picture as shown (orientation applied), sRGB on white, fitted and never enlarged."""
    with _opened(path, kind) as image:
        orientation = _orientation(image)
        swapped = (orientation >= 5) != (fit.rotation in {90, 270})
        box = (fit.height, fit.width) if swapped else (fit.width, fit.height)
        image.draft(None, (box[0] * 2, box[1] * 2))
        profile = image.info.get("icc_profile")
        small = _resizable(image)
        small.thumbnail(box, Image.Resampling.LANCZOS, reducing_gap=2.0)
        return _turned(_srgb(_on_white(small), profile), orientation, fit.rotation)


def write_jpeg(image: Image.Image, target: Path, *, crisp: bool = False) -> None:
    """Write a derivative without any of the original's metadata; `crisp` keeps coloured text."""
    image.info = {}
    image.save(target, "JPEG", quality=85, subsampling=0 if crisp else 2)


@contextmanager
def _opened(path: Path, kind: FileKind) -> Iterator[Image.Image]:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(path, formats=_FORMATS[kind]) as image:
                _check_frames(image)
                yield image
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise Refused("file_too_many_pixels", limit=MOST_PIXELS // 1_000_000) from error
        except (Refused, MemoryError):
            raise
        except Exception as error:  # broken pictures raise whatever they like
            raise Refused("file_broken") from error


def _check_frames(image: Image.Image) -> None:
    if getattr(image, "n_frames", 1) > MOST_FRAMES:
        raise Refused("file_too_many_frames", limit=MOST_FRAMES)


def _orientation(image: Image.Image) -> int:
    with suppress(Exception):  # a torn EXIF block does not make a picture unreadable
        stated = image.getexif().get(_ORIENTATION, 1)
        if isinstance(stated, int) and 1 <= stated <= 8:
            return stated
    return 1


def _resizable(image: Image.Image) -> Image.Image:
    """A loaded copy in a mode that can be averaged: L, RGB, CMYK or RGBA."""
    if image.mode.startswith("I"):
        # 16 bits of grey: convert("L") alone would cut everything above 255 to white
        return image.convert("I").point(lambda level: level * (1 / 256) + 0).convert("L")
    if "transparency" in image.info or image.mode in {"PA", "LA", "La", "RGBa"}:
        return image.convert("RGBA")
    if image.mode in {"L", "RGB", "CMYK", "RGBA"}:
        return image.copy()
    return image.convert("L" if image.mode == "1" else "RGB")


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _srgb(image: Image.Image, profile: object) -> Image.Image:
    if isinstance(profile, bytes) and image.mode in {"RGB", "CMYK", "L"}:
        with suppress(Exception):  # a broken or foreign profile is passed over
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
            if converted is not None:
                return converted
    return image.convert("RGB")


def _turned(image: Image.Image, orientation: int, rotation: int) -> Image.Image:
    if orientation in _TURNS:
        image = image.transpose(_TURNS[orientation])
    return image.transpose(_CLOCKWISE[rotation]) if rotation in _CLOCKWISE else image
