"""The drawn characters of a PDF's page with their places, in the page as it is shown."""

import ctypes
import math
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from shamay_desktop.documents.reading.brackets import as_stored
from shamay_desktop.domain.reading.page_text import Box

UNKNOWN = "\ufffd"
"""A glyph whose character the file does not say."""

_HYPHEN_AT_LINE_END = 2
_UNPAINTED = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}
_NOTHING = 0.01


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is shown: its visible part in the file's own points, and degrees clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turned % 180 else (width, height)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the file's points as left, top, right, bottom of the page as shown."""
        if self.turned == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turned == 90:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turned == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left


Glyph = tuple[str, float, float, float, float]
"""A character and its box as shown."""


@dataclass(slots=True)
class Stretch:
    """What one operator drew: `angle` in degrees clockwise as shown, a point of its baseline.

    `painted` is false for text that nobody sees (the layer under a scan).
    """

    angle: int
    base: tuple[float, float]
    painted: bool
    glyphs: list[Glyph]


@dataclass(frozen=True, slots=True)
class Characters:
    """A page's characters, and where the reader found or supposed blanks (points as shown)."""

    stretches: list[Stretch]
    blanks: list[tuple[float, float]]

    def seen(self, size: tuple[float, float]) -> "Characters":
        """What is painted, inside a page of this width and height."""
        width, height = size

        def is_inside(glyph: Glyph) -> bool:
            _, left, top, right, bottom = glyph
            return 0 < left + right < 2 * width and 0 < top + bottom < 2 * height

        kept = [
            replace(each, glyphs=[glyph for glyph in each.glyphs if is_inside(glyph)])
            for each in self.stretches
            if each.painted
        ]
        return Characters([stretch for stretch in kept if stretch.glyphs], self.blanks)


def frame_of(page: pypdfium2.PdfPage) -> Frame:
    """The page's frame as the renderer shows it."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page.raw, box)
    turned = (pdfium.FPDFPage_GetRotation(page.raw) % 4) * 90
    return Frame(box.left, box.bottom, box.right, box.top, turned)


def characters_of(text: pypdfium2.PdfTextPage, frame: Frame, count: int) -> Characters:
    """The first `count` characters of a page."""
    return _Walk(text.raw, frame).through(count)


class _Walk:
    """One pass over a page's characters."""

    def __init__(self, raw: Any, frame: Frame) -> None:
        self._raw, self._frame = raw, frame
        self._found: dict[int, Stretch] = {}
        self._blanks: list[tuple[float, float]] = []

    def through(self, count: int) -> Characters:
        unicode_of, raw, stretch_of = pdfium.FPDFText_GetUnicode, self._raw, self._stretch
        letters = as_stored([_letter(unicode_of(raw, index)) for index in range(count)])
        for index, letter in enumerate(letters):
            if letter == "\n" or not letter:
                continue
            if letter == " ":
                self._note_blank(index)
                continue
            stretch = stretch_of(index)
            box = self._box(index)
            if stretch is not None and box is not None:
                stretch.glyphs.append((letter, *box))
        return Characters([found for found in self._found.values() if found.glyphs], self._blanks)

    def _stretch(self, index: int) -> Stretch | None:
        owner = pdfium.FPDFText_GetTextObject(self._raw, index)
        address = ctypes.cast(owner, ctypes.c_void_p).value
        if address is None:
            return None
        found = self._found.get(address)
        if found is None:
            painted = pdfium.FPDFTextObj_GetTextRenderMode(owner) not in _UNPAINTED
            found = Stretch(self._angle(index), self._origin(index), painted, [])
            self._found[address] = found
        return found

    def _angle(self, index: int) -> int:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._raw, index, matrix)
        turned = -math.degrees(math.atan2(matrix.b, matrix.a)) + self._frame.turned
        return round(turned) % 360

    def _origin(self, index: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._raw, index, x, y)
        left, top, _, _ = self._frame.box(x.value, y.value, x.value, y.value)
        return left, top

    def _box(self, index: int) -> Box | None:
        """The advance by the font's height; what the glyph covers, where the font has none."""
        rect = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(self._raw, index, rect)
        if rect.right - rect.left > _NOTHING and rect.top - rect.bottom > _NOTHING:
            return self._frame.box(rect.left, rect.bottom, rect.right, rect.top)
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self._raw, index, left, right, bottom, top)
        if right.value - left.value > _NOTHING and top.value - bottom.value > _NOTHING:
            return self._frame.box(left.value, bottom.value, right.value, top.value)
        return None

    def _note_blank(self, index: int) -> None:
        rect = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(self._raw, index, rect)
        left, top, right, bottom = self._frame.box(rect.left, rect.bottom, rect.right, rect.top)
        self._blanks.append(((left + right) / 2, (top + bottom) / 2))


def _letter(point: int) -> str:
    """A character as it counts here: "" for what is only a mark of order, " " for any blank."""
    letter = chr(point) if 0 <= point <= 0x10FFFF else UNKNOWN
    return _LETTERS[letter]


class _Letters(dict[str, str]):
    """What is drawn as what; looked up once a character."""

    def __missing__(self, letter: str) -> str:
        category = unicodedata.category(letter)
        if letter in "\r\n":
            found = "" if letter == "\r" else "\n"
        elif ord(letter) == _HYPHEN_AT_LINE_END:
            found = "-"
        elif letter.isspace() or category == "Zs":
            found = " "
        elif category == "Cf":
            found = ""
        elif category in {"Cc", "Cs", "Cn", "Co"}:
            found = UNKNOWN
        elif "\ufb1d" <= letter <= "\ufb4f":
            found = unicodedata.normalize("NFKC", letter)
        else:
            found = letter
        self[letter] = found
        return found


_LETTERS = _Letters()
