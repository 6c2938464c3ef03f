"""The drawn characters of a PDF's page with their places, in the page as it is shown."""

import ctypes
import math
import unicodedata
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from shamay_desktop.documents.reading.drawn_brackets import BRACKETS, as_stored

MOST_CHARACTERS = 100_000
"""Of one page; a page of the densest print has 15,000."""

UNKNOWN = "\ufffd"
"""A glyph whose character the file does not say."""

_HYPHEN_AT_END = "\x02"
_INVISIBLE = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}
_LEAST_SIZE = 0.5
_OFF_ANGLE = 1.0


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is shown: its visible part in the file's own points, and quarter turns."""

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

    def box(self, left: float, bottom: float, right: float, top: float) -> Any:
        """A box of the file's points as left, top, right, bottom of the page as shown."""
        if self.turned == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turned == 90:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turned == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left


@dataclass(slots=True)
class Stretch:
    """Characters that one operator drew: one angle (degrees clockwise as shown), one size.

    Each character is (text, left, top, right, bottom) as shown, in the order of the reader.
    `base` is a point of the baseline; `shown` is false for text that is not painted.
    """

    angle: float
    size: float
    base: tuple[float, float]
    shown: bool
    characters: list[tuple[str, float, float, float, float]]


def frame_of(page: pypdfium2.PdfPage) -> Frame:
    """The page's frame as the renderer shows it."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page.raw, box)
    turned = (pdfium.FPDFPage_GetRotation(page.raw) % 4) * 90
    return Frame(box.left, box.bottom, box.right, box.top, turned)


def stretches_of(text: pypdfium2.PdfTextPage, frame: Frame, count: int) -> list[Stretch]:
    """The first `count` characters, without those that the reader made up and without blanks."""
    return _Walk(text.raw, frame).through(count)


class _Walk:
    """One pass over a page's characters."""

    def __init__(self, raw: Any, frame: Frame) -> None:
        self._raw, self._frame = raw, frame
        self._found: dict[int, Stretch] = {}
        self._order: list[Stretch] = []

    def through(self, count: int) -> list[Stretch]:
        raw, frame_box = self._raw, self._frame.box
        unicode_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
        object_of = pdfium.FPDFText_GetTextObject
        rect = pdfium.FS_RECTF()
        place = ctypes.byref(rect)
        points = [unicode_of(raw, index) for index in range(count)]
        letters = as_stored([_character(point) for point in points])
        stretch, last = None, None
        for index, letter in enumerate(letters):
            if letter == "" or letter == " ":
                continue
            owner = object_of(raw, index)
            address = ctypes.cast(owner, ctypes.c_void_p).value if owner else None
            if address is None:
                continue
            if address != last or stretch is None:
                stretch, last = self._stretch(address, owner, index), address
            box_of(raw, index, place)
            left, top, right, bottom = rect.left, rect.top, rect.right, rect.bottom
            if top - bottom <= 0.01 or right - left <= 0.01:
                tight = self._tight(index)
                if tight is None:
                    continue
                left, bottom, right, top = tight
            stretch.characters.append((letter, *frame_box(left, bottom, right, top)))
        return [stretch for stretch in self._order if stretch.characters]
