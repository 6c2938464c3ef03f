"""Words painted in the report's own sans, in the visual order of our own UAX #9."""

import math
from collections.abc import Iterator
from functools import cache
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from shamay_desktop.domain.drawing.marks import LINE_HEIGHT, Align, TextMark
from shamay_desktop.i18n.bidi import resolve
from shamay_desktop.resource_files import resource

MOST_LINES, MOST_CHARACTERS = 60, 400
"""Of one label: what is longer is cut, for no picture has room for it."""

_FACES = {
    False: ("Heebo-Regular.ttf", "FrankRuhlLibre-Regular.ttf"),
    True: ("Heebo-Bold.ttf", "FrankRuhlLibre-Bold.ttf"),
}
_SMALLEST = 3
_TRIED = 40
_NO_CHARACTER = "\U0010ffff"


def visual(text: str) -> str:
    """A line of text as its characters stand from left to right."""
    paragraph = resolve(text)
    return "".join(paragraph.shown(run.start, run.end, run.level) for run in paragraph.line())


def write(image: Image.Image, mark: TextMark, scale: float) -> None:
    """Paint a label in place; its places and sizes are `scale` times what the mark says."""
    size = min(round(mark.size * scale), max(image.size))
    if size < _SMALLEST or not all(map(math.isfinite, mark.at)):
        return
    halo = min(max(round(mark.halo_width * scale), 1), size) if mark.halo else 0
    # More than that reaches beyond the picture on both sides.
    most = min(MOST_CHARACTERS, 6 * max(image.size) // size + 4)
    ink, around, anchor = _masks(mark, size, halo, most)
    place = mark.at[0] * scale, mark.at[1] * scale
    if mark.turn % 360:
        ink, around, anchor = _turned(ink, around, anchor, mark.turn)
    corner = round(place[0] - anchor[0]), round(place[1] - anchor[1])
    if _is_off(image, corner, ink.size):
        return
    corner = _kept_on(image, place, corner, ink.size)
    if halo:
        image.paste(mark.halo, corner, around)
    image.paste(mark.colour, corner, ink)


def _masks(
    mark: TextMark, size: int, halo: int, most: int
) -> tuple[Image.Image, Image.Image, tuple[float, float]]:
    """The words and the words with their halo as masks, and where their anchor is on them."""
    lines = [visual(line[:most]) for line in mark.text.split("\n")[: min(most, MOST_LINES)]]
    pieces = [list(_pieces(line, size, bold=mark.bold)) for line in lines]
    widths = [sum(font.getlength(text) for text, font in line) for line in pieces]
    edge, step = halo + 2, size * LINE_HEIGHT
    wide, high = math.ceil(max(widths)) + 2 * edge, math.ceil(step * len(lines)) + 2 * edge
    ink, around = Image.new("L", (wide, high)), Image.new("L", (wide, high))
    middle = _middle(size, bold=mark.bold)
    share = {Align.LEFT: 0.0, Align.MIDDLE: 0.5, Align.RIGHT: 1.0}[mark.align]
    for number, (line, width) in enumerate(zip(pieces, widths, strict=True)):
        left = edge + (max(widths) - width) * share
        base = edge + step * (number + 0.5) + middle
        for text, font in line:
            _letters(ink, (left, base), text, font)
            if halo:
                _letters(around, (left, base), text, font, halo)
            left += font.getlength(text)
    anchor = {Align.LEFT: edge, Align.MIDDLE: wide / 2, Align.RIGHT: wide - edge}[mark.align]
    return ink, around, (float(anchor), high / 2)


def _letters(
    mask: Image.Image, at: tuple[float, float], text: str, font: Any, stroke: int = 0
) -> None:
    ImageDraw.Draw(mask).text(at, text, fill=255, font=font, anchor="ls", stroke_width=stroke)


def _middle(size: int, *, bold: bool) -> float:
    """From the middle of a line down to its baseline: half of what stands above it."""
    ascent, descent = _font(_FACES[bold][0], size).getmetrics()
    return float(ascent - descent) / 2


def _pieces(line: str, size: int, *, bold: bool) -> Iterator[tuple[str, Any]]:
    """The line in pieces of one face: the first that has a character draws it."""
    names, begun, held = _FACES[bold], "", ""
    for character in line:
        name = next((each for each in names if _has(each, character)), names[0])
        if name != held and begun:
            yield begun, _font(held, size)
            begun = ""
        begun, held = begun + character, name
    if begun:
        yield begun, _font(held, size)


@cache
def _font(name: str, size: int) -> Any:
    # Already in visual order: no engine may turn it once more.
    return ImageFont.truetype(
        str(resource("fonts", name)), size, layout_engine=ImageFont.Layout.BASIC
    )


@cache
def _has(name: str, character: str) -> bool:
    """Whether a face can draw a character: otherwise it draws the box of none."""
    font = _font(name, _TRIED)
    drawn, none = (bytes(font.getmask(each)) for each in (character, _NO_CHARACTER))
    return drawn != none


def _turned(
    ink: Image.Image, around: Image.Image, anchor: tuple[float, float], degrees: float
) -> tuple[Image.Image, Image.Image, tuple[float, float]]:
    """Both masks turned clockwise, and where the anchor is then."""
    both = [mask.rotate(-degrees, Image.Resampling.BICUBIC, expand=True) for mask in (ink, around)]
    lean = math.radians(degrees)
    x, y = anchor[0] - ink.width / 2, anchor[1] - ink.height / 2
    place = (
        both[0].width / 2 + x * math.cos(lean) - y * math.sin(lean),
        both[0].height / 2 + x * math.sin(lean) + y * math.cos(lean),
    )
    return both[0], both[1], place


def _kept_on(
    image: Image.Image,
    place: tuple[float, float],
    corner: tuple[int, int],
    size: tuple[int, int],
) -> tuple[int, int]:
    """The corner moved so that words which stand on the picture are not cut at its edge."""
    if not (0 <= place[0] <= image.width and 0 <= place[1] <= image.height):
        return corner
    across, down = (
        min(max(at, 0), whole - long) if long <= whole else at
        for at, long, whole in zip(corner, size, image.size, strict=True)
    )
    return across, down


def _is_off(image: Image.Image, corner: tuple[int, int], size: tuple[int, int]) -> bool:
    return (
        corner[0] >= image.width
        or corner[1] >= image.height
        or corner[0] + size[0] <= 0
        or corner[1] + size[1] <= 0
    )
