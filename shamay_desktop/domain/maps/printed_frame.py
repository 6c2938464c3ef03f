"""From a map picture as it is kept to the picture as it is printed: cropped, turned, furnished."""

import math
from dataclasses import dataclass

from shamay_desktop.domain.drawing import geometry, marks
from shamay_desktop.domain.drawing.marks import Align, Mark, PathMark, TextMark
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.maps.marks import DARK, LIGHT, Size
from shamay_desktop.domain.maps.pictures import MapPicture

_ROUND = (1, 2, 5)
_SMALLEST_CROP = 8
"""Pixels a side: less is a slip of the hand and the whole picture is printed."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What of a picture is printed: a box of whole pixels, turned clockwise by degrees."""

    box: tuple[int, int, int, int]
    turn: float

    @property
    def size(self) -> Size:
        """Of the printed picture in the kept picture's pixels; a free turn adds corners."""
        left, top, right, bottom = self.box
        width, height = right - left, bottom - top
        lean = math.radians(self.turn)
        across, along = abs(math.cos(lean)), abs(math.sin(lean))
        return (
            math.ceil(width * across + height * along - 1e-6),
            math.ceil(width * along + height * across - 1e-6),
        )

    def printed(self, point: Point) -> Point:
        """Where a point of the kept picture stands on the printed one."""
        left, top, right, bottom = self.box
        width, height = self.size
        lean = math.radians(self.turn)
        x, y = point[0] - (left + right) / 2, point[1] - (top + bottom) / 2
        return (
            width / 2 + x * math.cos(lean) - y * math.sin(lean),
            height / 2 + x * math.sin(lean) + y * math.cos(lean),
        )


def frame_of(picture: MapPicture, size: Size) -> Frame:
    """The part of a picture of `size` that is printed; a crop off the picture is not followed."""
    return Frame(_box(picture.crop, size), float(picture.turn) % 360)


@dataclass(frozen=True, slots=True)
class FurnitureWords:
    """Words of the furniture in the language of the report; `illustration` "" for no caption."""

    illustration: str
    metres: str
    kilometres: str


def furniture(
    size: Size, metres_per_pixel: float | None, words: FurnitureWords, least: float = 0.0
) -> tuple[Mark, ...]:
    """The caption and the scale bar of a printed picture, in its pixels, along its lower edge.

    `metres_per_pixel` is None where the picture is not georeferenced, or shows no bar. `least` is
    the em below which words cannot be read where the picture is printed.
    """
    unit = max(size) / 1000
    em, margin = max(20 * unit, least), 18 * unit
    line = size[1] - margin - em * 0.5
    caption: tuple[Mark, ...] = ()
    if words.illustration:
        caption = (_words(words.illustration, (size[0] - margin, line), em, Align.RIGHT),)
    if metres_per_pixel is None or not 0 < metres_per_pixel < math.inf:
        return caption
    return (*caption, *_scale_bar((margin, size[1] - margin), size[0], metres_per_pixel, words, em))


def round_length(longest: float) -> float:
    """The longest of 1, 2, 5, 10, 20 … (and of their tenths …) that is not above `longest`."""
    power = 10.0 ** math.floor(math.log10(longest))
    return max(step * power for step in _ROUND if step * power <= longest * (1 + 1e-9))


def _scale_bar(
    corner: Point, width: int, metres_per_pixel: float, words: FurnitureWords, em: float
) -> tuple[Mark, ...]:
    """Four fields, dark and light in turn, from the lower left corner; its length over it."""
    metres = round_length(width * 0.3 * metres_per_pixel)
    long, high = metres / metres_per_pixel, em * 0.32
    left, bottom = corner
    fields = [
        marks.box(left + long * at / 4, bottom - high, left + long * (at + 1) / 4, bottom)
        for at in range(4)
    ]
    thin = em * 0.06
    frame = marks.box(left, bottom - high, left + long, bottom)
    middle = bottom - high - em * 0.75
    return (
        PathMark((frame,), stroke=DARK, width=thin, fill=LIGHT, halo=LIGHT, halo_width=thin * 2),
        PathMark(tuple(fields[::2]), fill=DARK),
        _words("0", (left, middle), em * 0.9, Align.LEFT),
        _words(_length(metres, words), (left + long, middle), em * 0.9, Align.MIDDLE),
    )


def _length(metres: float, words: FurnitureWords) -> str:
    if metres >= 1000:
        return words.kilometres.format(length=f"{metres / 1000:g}")
    return words.metres.format(length=f"{metres:g}")


def _words(text: str, at: Point, em: float, align: Align) -> TextMark:
    return TextMark(at, text, em, DARK, align, halo=LIGHT, halo_width=em * 0.16, bold=True)


def _box(crop: Ring, size: Size) -> tuple[int, int, int, int]:
    whole = 0, 0, *size
    if len(crop) < 2:
        return whole
    left, top, right, bottom = geometry.bounds(crop[:2])
    box = (
        max(math.floor(left), 0), max(math.floor(top), 0),
        min(math.ceil(right), size[0]), min(math.ceil(bottom), size[1]),
    )  # fmt: skip
    if min(box[2] - box[0], box[3] - box[1]) < _SMALLEST_CROP:
        return whole
    return box
