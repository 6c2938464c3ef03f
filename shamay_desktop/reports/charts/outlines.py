"""The outlines of a TrueType font's characters, so that a drawing needs no font where it is read.

Reads the tables that shipped fonts have: `glyf`, `loca`, `cmap` (format 4), `hmtx`.
"""

import struct
from functools import cache
from pathlib import Path as FilePath

from shamay_desktop.reports.charts.drawing import Command, Path, Point, Words
from shamay_desktop.resource_files import resource

_ON, _SHORT_X, _SHORT_Y, _REPEAT, _SAME_X, _SAME_Y = 1, 2, 4, 8, 16, 32
_WORDS_GIVEN, _OFFSETS, _SCALE, _MORE, _XY_SCALE, _MATRIX = 1, 2, 8, 32, 64, 128
_Contour = list[tuple[float, float, bool]]


class Outlines:
    """One font: widths and contours of its characters in ems, y upwards."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        count = struct.unpack_from(">H", data, 4)[0]
        entries = (struct.unpack_from(">4sIII", data, 12 + 16 * at) for at in range(count))
        self._tables = {tag.decode(): start for tag, _, start, _ in entries}
        head = self._tables["head"]
        self._em: int = struct.unpack_from(">H", data, head + 18)[0]
        self._long: bool = struct.unpack_from(">h", data, head + 50)[0] == 1
        self._metrics: int = struct.unpack_from(">H", data, self._tables["hhea"] + 34)[0]
        self._glyphs = self._characters()

    def has(self, character: str) -> bool:
        """Whether the font can draw it."""
        return ord(character) in self._glyphs

    def width(self, character: str) -> float:
        """How far it moves the pen, in ems."""
        glyph = min(self._glyphs.get(ord(character), 0), self._metrics - 1)
        advance: int = struct.unpack_from(">H", self._data, self._tables["hmtx"] + 4 * glyph)[0]
        return advance / self._em

    def contours(self, character: str) -> list[_Contour]:
        """Its contours: x, y in ems and whether the point lies on the curve."""
        found = self._contours(self._glyphs.get(ord(character), 0))
        return [[(x / self._em, y / self._em, on) for x, y, on in each] for each in found]

    def _characters(self) -> dict[int, int]:
        data, start = self._data, self._tables["cmap"]
        for at in range(struct.unpack_from(">H", data, start + 2)[0]):
            offset = struct.unpack_from(">HHI", data, start + 4 + 8 * at)[2]
            if struct.unpack_from(">H", data, start + offset)[0] == 4:
                return self._segments(start + offset)
        return {}

    def _segments(self, at: int) -> dict[int, int]:
        data, count = self._data, struct.unpack_from(">H", self._data, at + 6)[0] // 2
        ends, starts = at + 14, at + 16 + 2 * count
        found = {}
        for place in range(count):
            last = struct.unpack_from(">H", data, ends + 2 * place)[0]
            first = struct.unpack_from(">H", data, starts + 2 * place)[0]
            delta = struct.unpack_from(">H", data, starts + 2 * (count + place))[0]
            slot = starts + 2 * (2 * count + place)
            distance = struct.unpack_from(">H", data, slot)[0]
            for code in range(first, min(last, 0xFFFE) + 1):
                glyph = code
                if distance:
                    glyph = struct.unpack_from(">H", data, slot + distance + 2 * (code - first))[0]
                if glyph or not distance:
                    found[code] = (glyph + delta) & 0xFFFF
        return found

    def _contours(self, glyph: int, depth: int = 0) -> list[_Contour]:
        data, loca = self._data, self._tables["loca"]
        if self._long:
            start, end = struct.unpack_from(">II", data, loca + 4 * glyph)
        else:
            start, end = (2 * each for each in struct.unpack_from(">HH", data, loca + 2 * glyph))
        if start == end or depth > 4:
            return []
        at = self._tables["glyf"] + start
        count = struct.unpack_from(">h", data, at)[0]
        return self._simple(at + 10, count) if count >= 0 else self._composed(at + 10, depth)

    def _simple(self, at: int, count: int) -> list[_Contour]:
        data = self._data
        ends = struct.unpack_from(f">{count}H", data, at)
        at += 2 * count
        at += 2 + struct.unpack_from(">H", data, at)[0]
        flags: list[int] = []
        while len(flags) <= ends[-1]:
            flag, at = data[at], at + 1
            times = 1
            if flag & _REPEAT:
                times, at = data[at] + 1, at + 1
            flags += [flag] * times
        across, at = self._places(flags, at, _SHORT_X, _SAME_X)
        up, _ = self._places(flags, at, _SHORT_Y, _SAME_Y)
        points = [(x, y, bool(flag & _ON)) for x, y, flag in zip(across, up, flags, strict=True)]
        firsts = (0, *(end + 1 for end in ends[:-1]))
        return [points[first : end + 1] for first, end in zip(firsts, ends, strict=True)]

    def _places(self, flags: list[int], at: int, short: int, same: int) -> tuple[list[float], int]:
        places, here = [], 0
        for flag in flags:
            if flag & short:
                here += self._data[at] if flag & same else -self._data[at]
                at += 1
            elif not flag & same:
                here += struct.unpack_from(">h", self._data, at)[0]
                at += 2
            places.append(float(here))
        return places, at

    def _composed(self, at: int, depth: int) -> list[_Contour]:
        data, found = self._data, []
        flags = _MORE
        while flags & _MORE:
            flags, glyph = struct.unpack_from(">HH", data, at)
            kind = ">hh" if flags & _WORDS_GIVEN else ">bb"
            right, up = struct.unpack_from(kind, data, at + 4)
            at += 4 + struct.calcsize(kind)
            a, b, c, d, at = self._turned(flags, at)
            moved = (float(right), float(up)) if flags & _OFFSETS else (0.0, 0.0)
            for contour in self._contours(glyph, depth + 1):
                found.append(
                    [
                        (a * x + c * y + moved[0], b * x + d * y + moved[1], on)
                        for x, y, on in contour
                    ]
                )
        return found

    def _turned(self, flags: int, at: int) -> tuple[float, float, float, float, int]:
        if flags & _SCALE:
            scale = struct.unpack_from(">h", self._data, at)[0] / 16384
            return scale, 0.0, 0.0, scale, at + 2
        if flags & _XY_SCALE:
            x, y = struct.unpack_from(">hh", self._data, at)
            return x / 16384, 0.0, 0.0, y / 16384, at + 4
        if flags & _MATRIX:
            a, b, c, d = (n / 16384 for n in struct.unpack_from(">hhhh", self._data, at))
            return a, b, c, d, at + 8
        return 1.0, 0.0, 0.0, 1.0, at


@cache
def fonts() -> tuple[Outlines, ...]:
    """The sans of reports, then the face that gives what it lacks."""
    return tuple(map(_read, ("Heebo-Regular.ttf", "FrankRuhlLibre-Regular.ttf")))


def _read(name: str) -> Outlines:
    return Outlines(FilePath(resource("fonts", name)).read_bytes())


def width_of(text: str, size: float) -> float:
    """The width of a text in points."""
    return sum(_font(character).width(character) for character in text) * size


def outlined(words: Words) -> Path:
    """The words as one path; where they overlap it is filled all the same."""
    x, commands = words.x, []
    for character in words.text:
        font = _font(character)
        for contour in font.contours(character):
            commands += _curves(contour, x, words.y, words.size)
        x += font.width(character) * words.size
    return Path(tuple(commands), fill=words.ink)


def _font(character: str) -> Outlines:
    return next((font for font in fonts() if font.has(character)), fonts()[0])


def _curves(contour: _Contour, x: float, y: float, size: float) -> list[Command]:
    """Quadratic curves, between whose handles points on the curve are left out, as cubic ones."""
    points = [(x + px * size, y - py * size, on) for px, py, on in contour]
    whole: list[tuple[Point, bool]] = []
    for before, (px, py, on) in zip([points[-1], *points], points, strict=False):
        if not on and not before[2]:
            whole.append((((before[0] + px) / 2, (before[1] + py) / 2), True))
        whole.append(((px, py), on))
    first = next((at for at, (_, on) in enumerate(whole) if on), None)
    if first is None:
        return []
    whole = [*whole[first:], *whole[: first + 1]]
    commands, here, handle = [Command("M", (whole[0][0],))], whole[0][0], None
    for point, on in whole[1:]:
        if not on:
            handle = point
            continue
        commands.append(Command("L", (point,)) if handle is None else _cubic(here, handle, point))
        here, handle = point, None
    return [*commands, Command("Z")]


def _cubic(start: Point, handle: Point, end: Point) -> Command:
    first, second = (
        (each[0] + 2 / 3 * (handle[0] - each[0]), each[1] + 2 / 3 * (handle[1] - each[1]))
        for each in (start, end)
    )
    return Command("C", (first, second, end))
