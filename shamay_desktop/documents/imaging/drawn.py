"""Pictures that are drawn for print in the limited process: a ground, what hides, marks on top."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from shamay_desktop.documents.imaging.blurring import blur
from shamay_desktop.documents.imaging.grounds import Ground, Sheet, ground_of
from shamay_desktop.documents.imaging.painting import painted
from shamay_desktop.documents.imaging.pictures import part_of
from shamay_desktop.domain.drawing.marks import BlurMark, Mark, PathMark, TextMark, moved
from shamay_desktop.domain.maps.printed_frame import Frame
from shamay_desktop.domain.picture_keys import Crop

FARTHEST = 4.0
"""Times that a small picture is enlarged under marks: they are sharp in print, it is not."""

TALLEST = 2
"""A printed picture's greatest height as a multiple of its width."""

LEAST_EM = 20
"""Pixels of the smallest words in print: six and a half points at 220 dots an inch."""

_MOST_RAISED = 1.8
_QUALITY = 92


@dataclass(frozen=True, slots=True)
class Wanted:
    """How large the picture is to be: pixels across, and the part of it that is shown."""

    width: int
    part: Crop | None = None

    def scale(self, size: tuple[int, int]) -> float:
        """Pixels of the picture a pixel of the sheet, for a whole of `size`."""
        left, top, right, bottom = self.part or (0, 0, 1000, 1000)
        wide, high = size[0] * (right - left) / 1000, size[1] * (bottom - top) / 1000
        return min(self.width / max(wide, 1.0), self.width * TALLEST / max(high, 1.0))


def framed(
    sheet: Sheet, frame: Frame, hidden: Iterable[tuple[int, int, int, int]], scale: float
) -> Image.Image:
    """A part of a sheet, turned, without what is hidden; at `scale` or as fine as it is."""
    ground = ground_of(sheet, frame.box, scale)
    for box in hidden:
        blur(ground.image, _on(ground, box))
    return _turned(ground, frame)


def marked(
    image: Image.Image, frame: Frame, marks: Iterable[Mark], over: Iterable[Mark], scale: float
) -> Image.Image:
    """`marks` stand on the sheet, `over` on the frame; a ground that is too coarse is enlarged."""
    everything = [*(_printed(mark, frame) for mark in marks), *over]
    if any(not isinstance(mark, BlurMark) for mark in everything):
        image = _enlarged(image, frame.size, scale)
    return painted(image, everything, image.width / frame.size[0])


def readable(mark: Mark, least: float) -> Mark:
    """A label that were too small where the picture is printed is larger, up to a limit: side by
    side, pictures take half the width that a label was made for."""
    if not isinstance(mark, TextMark) or not 0 < mark.size < least:
        return mark
    times = min(least / mark.size, _MOST_RAISED)
    return replace(mark, size=mark.size * times, halo_width=mark.halo_width * times)


def write(image: Image.Image, target: Path, part: Crop | None, kind: str = "JPEG") -> list[int]:
    """The file, or that of a part of the picture, without metadata; its size in pixels."""
    shown = image if part is None else part_of(image, part)
    shown.info = {}
    if kind == "PNG":
        shown.save(target, "PNG")
    else:
        shown.save(target, "JPEG", quality=_QUALITY, subsampling=0)
    return list(shown.size)


def _on(ground: Ground, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """A box of the sheet on its ground, rounded outwards."""
    x, y = ground.corner
    return (
        math.floor((box[0] - x) * ground.scale), math.floor((box[1] - y) * ground.scale),
        math.ceil((box[2] - x) * ground.scale), math.ceil((box[3] - y) * ground.scale),
    )  # fmt: skip


def _turned(ground: Ground, frame: Frame) -> Image.Image:
    turn = frame.turn % 360
    image = ground.image
    if turn == 0:
        return image
    if turn % 90 == 0:
        return image.transpose(
            {
                90: Image.Transpose.ROTATE_270,
                180: Image.Transpose.ROTATE_180,
                270: Image.Transpose.ROTATE_90,
            }[int(turn)]
        )
    leant = image.rotate(-turn, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    size = tuple(max(1, round(side * ground.scale)) for side in frame.size)
    whole = Image.new("RGB", (size[0], size[1]), "white")
    whole.paste(leant, ((size[0] - leant.width) // 2, (size[1] - leant.height) // 2))
    return whole


def _enlarged(image: Image.Image, size: tuple[int, int], scale: float) -> Image.Image:
    """At `scale` of the frame's `size`, at most so many times as large as it is."""
    times = min(size[0] * scale / image.width, FARTHEST)
    if times <= 1.02:
        return image
    return image.resize(
        (round(image.width * times), round(image.height * times)), Image.Resampling.BICUBIC
    )


def _printed(mark: Mark, frame: Frame) -> Mark:
    """A mark of the sheet where it stands on the frame."""
    if isinstance(mark, PathMark):
        return replace(mark, outlines=tuple(moved(each, frame.printed) for each in mark.outlines))
    if isinstance(mark, TextMark):
        return replace(mark, at=frame.printed(mark.at), turn=mark.turn + frame.turn)
    return mark
