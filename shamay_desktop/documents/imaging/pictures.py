"""Pictures in the limited process: whole or refused, and smaller ones made of them."""

import math
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms

from shamay_desktop.documents.imaging import exif
from shamay_desktop.documents.imaging.hints import measures
from shamay_desktop.documents.imaging.likeness import difference_hash
from shamay_desktop.documents.imaging.opening import HEAVY_PIXELS, opened, show_frame
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import FileFacts, FileKind
from shamay_desktop.domain.picture_keys import Crop

_LOOK_SIDE = 320
"""Pixels of the picture that the likeness is taken from when no other is wanted."""

_STRIP_PIXELS = 4_000_000
TURNS = {
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


def picture_facts(path: Path, kind: FileKind, side: int = 0) -> tuple[FileFacts, Image.Image]:
    """Decode all of the file, so that a torn one is refused, and say what it is.

    The picture comes along as shown, of at most `side` pixels a side (or as many as the likeness
    needs). A TIFF's frames are decoded one after the other; the first is what is shown.
    """
    side = side or _LOOK_SIDE
    with opened(path, kind) as image:
        facts = _facts(image, kind)
        small = _shown(image, facts.orientation, Fit(side, side), draft=1)
        if kind is FileKind.HEIC:  # its reader is sure of the size only when it has decoded it
            facts = replace(facts, width=image.width, height=image.height)
        sharpness, brightness = measures(image)
        _load_further_frames(image, kind, facts.pages)
        seen = replace(
            facts, likeness=difference_hash(small), sharpness=sharpness, brightness=brightness
        )
        return seen, small


def _facts(image: Image.Image, kind: FileKind) -> FileFacts:
    where = exif.place(image)
    return FileFacts(
        kind,
        getattr(image, "n_frames", 1) if kind is FileKind.TIFF else 1,
        *image.size,
        exif.orientation(image, kind),
        taken_at=exif.taken_at(image),
        latitude=None if where is None else Decimal(where[0]),
        longitude=None if where is None else Decimal(where[1]),
    )


def _load_further_frames(image: Image.Image, kind: FileKind, frames: int) -> None:
    if kind is FileKind.TIFF:
        for frame in range(1, frames):
            show_frame(image, kind, frame)
            image.load()


def reduced(path: Path, kind: FileKind, fit: Fit, page: int = 1) -> Image.Image:
    """The picture as shown (orientation applied), sRGB on white, fitted and never enlarged.

    `page` (from 1) is a TIFF's frame. Raises Refused(`file_page_missing`).
    """
    with opened(path, kind) as image:
        _show_page(image, kind, page)
        return _shown(image, exif.orientation(image, kind), fit, draft=2)


def shown_size(path: Path, kind: FileKind, page: int = 1) -> tuple[int, int]:
    """Width and height of a picture as shown (orientation applied). Raises as `reduced`."""
    with opened(path, kind) as image:
        _show_page(image, kind, page)
        wide, high = image.size
        return (high, wide) if exif.orientation(image, kind) >= 5 else (wide, high)


def part_reduced(
    path: Path, kind: FileKind, box: tuple[int, int, int, int], scale: float, page: int = 1
) -> Image.Image:
    """A part of a picture as shown (a box of its pixels), sRGB on white, at `scale` up to 1.

    What is not shown is cut off before anything is made smaller. Raises as `reduced`.
    """
    with opened(path, kind) as image:
        _show_page(image, kind, page)
        orientation = exif.orientation(image, kind)
        whole = image.size
        # Decoded at twice what is wanted; of what is very large just that, as memory is bounded.
        times = scale * (1 if math.prod(whole) > HEAVY_PIXELS else 2)
        image.draft(None, (math.ceil(whole[0] * times), math.ceil(whole[1] * times)))
        profile = image.info.get("icc_profile")
        image.load()
        drafted = image.width / whole[0], image.height / whole[1]
        left, top, right, bottom = _stored_box(box, whole, orientation)
        part = image.crop(
            (
                math.floor(left * drafted[0]), math.floor(top * drafted[1]),
                max(math.ceil(right * drafted[0]), 1), max(math.ceil(bottom * drafted[1]), 1),
            )
        )  # fmt: skip
        part.info = dict(image.info)
        wanted = tuple(max(1, round(side * scale)) for side in (right - left, bottom - top))
        small = _shrunk(part, (wanted[0], wanted[1]))
        if small.size != wanted:
            small = small.resize((wanted[0], wanted[1]), Image.Resampling.LANCZOS)
        return _turned(_srgb(small, profile), orientation, 0)


def _show_page(image: Image.Image, kind: FileKind, page: int) -> None:
    """Raises Refused(`file_page_missing`)."""
    pages = getattr(image, "n_frames", 1) if kind is FileKind.TIFF else 1
    if not 1 <= page <= pages:
        raise Refused("file_page_missing", page=page, pages=pages)
    if page > 1:
        show_frame(image, kind, page - 1)


def _stored_box(
    box: tuple[int, int, int, int], size: tuple[int, int], orientation: int
) -> tuple[int, int, int, int]:
    """Where a box of the picture as shown lies in the picture as stored, of `size`."""
    wide, high = size
    left, top, right, bottom = box
    if orientation >= 5:
        left, top, right, bottom = top, left, bottom, right
    # What is shown from the other side: orientations by what EXIF says of the first row and column.
    if orientation in {2, 3, 7, 8}:
        left, right = wide - right, wide - left
    if orientation in {3, 4, 6, 7}:
        top, bottom = high - bottom, high - top
    return left, top, right, bottom


def write_jpeg(image: Image.Image, target: Path, *, crisp: bool = False) -> None:
    """Write a derivative without any of the original's metadata; `crisp` keeps coloured text."""
    image.info = {}
    image.save(target, "JPEG", quality=85, subsampling=0 if crisp else 2)


def _shown(image: Image.Image, orientation: int, fit: Fit, *, draft: int) -> Image.Image:
    """A small picture of an opened one; a JPEG is decoded at about `draft` times it."""
    swapped = (orientation >= 5) != (fit.rotation in {90, 270})
    box = (fit.height, fit.width) if swapped else (fit.width, fit.height)
    image.draft(None, (box[0] * draft, box[1] * draft))
    profile = image.info.get("icc_profile")
    image.load()
    small = _shrunk(image, box)
    small.thumbnail(box, Image.Resampling.LANCZOS)
    return _turned(_srgb(small, profile), orientation, fit.rotation)


def _shrunk(image: Image.Image, box: tuple[int, int]) -> Image.Image:
    """A plain copy on white, at least twice the box where the picture is that large.

    A large one is taken in strips, so that it is never held twice.
    """
    times = int(max(image.width / box[0], image.height / box[1]) // 2)
    if times < 2:
        return plain(image)
    high = max(1, _STRIP_PIXELS // (image.width * times)) * times
    whole: Image.Image | None = None
    for top in range(0, image.height, high):
        bottom = min(top + high, image.height)
        strip = plain(image.crop((0, top, image.width, bottom))).reduce(times)
        if whole is None:
            size = -(-image.width // times), -(-image.height // times)
            whole = Image.new(strip.mode, size)
        whole.paste(strip, (0, top // times))
    assert whole is not None  # noqa: S101 — a picture has a row
    return whole


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


def plain(image: Image.Image) -> Image.Image:
    """A loaded copy on white, in a mode that can be averaged."""
    return _on_white(_resizable(image))


def in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """The picture in sRGB by the profile that it came with, or as it is."""
    return _srgb(image, profile)


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
    if orientation in TURNS:
        image = image.transpose(TURNS[orientation])
    return turned(image, rotation)


def part_of(image: Image.Image, crop: Crop) -> Image.Image:
    """A part of a picture between edges in thousandths, of at least one pixel."""
    left, top = image.width * crop[0] // 1000, image.height * crop[1] // 1000
    right = max(-(-image.width * crop[2] // 1000), left + 1)
    bottom = max(-(-image.height * crop[3] // 1000), top + 1)
    return image.crop((left, top, right, bottom))


def turned(image: Image.Image, rotation: int) -> Image.Image:
    """The picture turned clockwise by 0, 90, 180 or 270 degrees."""
    return image.transpose(_CLOCKWISE[rotation]) if rotation in _CLOCKWISE else image
