"""From a map picture as it is kept to the picture as it is printed: cropped, turned, furnished."""

import math
from dataclasses import dataclass

from shamay_desktop.domain.drawing import geometry, marks
from shamay_desktop.domain.drawing.marks import Align, Mark, PathMark, TextMark
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.maps.marks import DARK, LIGHT, Size
from shamay_desktop.domain.maps.pictures import Corner, MapPicture

_ROUND = (1, 2, 5)
_BAR_HEIGHT = 2.1
"""Ems from the lower edge of the scale bar to over its words, with a gap."""

_SMALLEST_CROP = 8
"""Pixels a side: less is a slip of the hand and the whole picture is printed."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What of a picture is printed: a box of whole pixels, turned clockwise by degrees."""

    box: tuple[int, int, int, int]
    turn: float
    trimmed: bool = False

    @property
    def leans(self) -> bool:
        """Whether the turn is a free one, which adds white corners."""
        return self.turn % 90 != 0

    @property
    def size(self) -> Size:
        """Of the printed picture in the kept picture's pixels; a free turn adds white corners, or
        takes away what would make them (`trimmed`)."""
        left, top, right, bottom = self.box
        width, height = right - left, bottom - top
        lean = math.radians(self.turn)
        across, along = abs(math.cos(lean)), abs(math.sin(lean))
        if self.trimmed and self.leans:
            return _inside(width, height, across, along)
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


def _inside(width: int, height: int, across: float, along: float) -> Size:
    """The largest upright rectangle inside a turned one, by the turn's cosine and sine."""
    longer, shorter = max(width, height), min(width, height)
    if shorter <= 2 * along * across * longer:  # two of its corners touch the longer sides
        half = shorter / 2
        sides = (half / along, half / across)
        wide, high = sides if width >= height else sides[::-1]
    else:
        even = across * across - along * along
        wide = (width * across - height * along) / even
        high = (height * across - width * along) / even
    return max(1, math.floor(wide + 1e-6)), max(1, math.floor(high + 1e-6))


def frame_of(picture: MapPicture, size: Size) -> Frame:
    """The part of a picture of `size` that is printed; a crop off the picture is not followed."""
    return Frame(_box(picture.crop, size), float(picture.turn) % 360, picture.trimmed)


@dataclass(frozen=True, slots=True)
class FurnitureWords:
    """Words of the furniture in the language of the report; `illustration` "" for no caption."""

    illustration: str
    metres: str
    kilometres: str


def furniture(
    size: Size,
    metres_per_pixel: float | None,
    words: FurnitureWords,
    least: float = 0.0,
    corner: Corner = Corner.BOTTOM_RIGHT,
) -> tuple[Mark, ...]:
    """The caption in its corner and the scale bar of a printed picture, in its pixels.

    The bar stands along the lower edge, at the left unless the caption does; where both do not
    fit beside one another, the caption stands above it. `metres_per_pixel` is None where the
    picture is not georeferenced, or shows no bar. `least` is the em below which words cannot be
    read where the picture is printed.
    """
    unit = max(size) / 1000
    em, margin = max(20 * unit, least), 18 * unit
    at_left = corner in (Corner.BOTTOM_LEFT, Corner.TOP_LEFT)
    at_top = corner in (Corner.TOP_LEFT, Corner.TOP_RIGHT)
    line = margin + em * 0.5 if at_top else size[1] - margin - em * 0.5
    bar: tuple[Mark, ...] = ()
    if metres_per_pixel is not None and 0 < metres_per_pixel < math.inf:
        long = _bar_length(size[0], metres_per_pixel)
        wide = long + _wide(_length(long * metres_per_pixel, words), em) / 2
        right = corner is Corner.BOTTOM_LEFT
        left = size[0] - margin - wide if right else margin
        bar = _scale_bar((left, size[1] - margin), long, metres_per_pixel, words, em)
        room = size[0] - 2 * margin - wide - em
        if not at_top and _wide(words.illustration, em) > room:
            line -= _BAR_HEIGHT * em
    if not words.illustration:
        return bar
    place, align = (margin, Align.LEFT) if at_left else (size[0] - margin, Align.RIGHT)
    return (_words(words.illustration, (place, line), em, align), *bar)


def round_length(longest: float) -> float:
    """The longest of 1, 2, 5, 10, 20 … (and of their tenths …) that is not above `longest`."""
    power = 10.0 ** math.floor(math.log10(longest))
    return max(step * power for step in _ROUND if step * power <= longest * (1 + 1e-9))


def _bar_length(width: int, metres_per_pixel: float) -> float:
    """Pixels of a bar of a round length, less than a third of the width."""
    return round_length(width * 0.3 * metres_per_pixel) / metres_per_pixel


def _wide(text: str, em: float) -> float:
    """About how wide bold words are, rather too much."""
    return 0.62 * em * len(text)


def _scale_bar(
    corner: Point, long: float, metres_per_pixel: float, words: FurnitureWords, em: float
) -> tuple[Mark, ...]:
    """Four fields, dark and light in turn, from the lower left corner; its length over it."""
    high, told = em * 0.32, _length(long * metres_per_pixel, words)
    left, bottom = corner
    fields = [
        marks.box(left + long * at / 4, bottom - high, left + long * (at + 1) / 4, bottom)
        for at in range(4)
    ]
    thin = em * 0.06
    frame = marks.box(left, bottom - high, left + long, bottom)
    middle = bottom - high - em * 0.75
    zero = long > em + _wide(told, em) / 2
    return (
        PathMark((frame,), stroke=DARK, width=thin, fill=LIGHT, halo=LIGHT, halo_width=thin * 2),
        PathMark(tuple(fields[::2]), fill=DARK),
        *((_words("0", (left, middle), em * 0.9, Align.LEFT),) if zero else ()),
        _words(told, (left + long, middle), em * 0.9, Align.MIDDLE),
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
