"""Calls into PDFium made for a whole page at once: one by one they would cost more than the rest.

The functions are the library's own, under prototypes that take plain addresses.
"""

import ctypes
from functools import cache
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_SURROGATES = range(0xD800, 0xE000)
_FLOAT_BYTES = 4


def address_of(pointer: Any) -> int:
    """Where a pointer of the library leads; 0 for none."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def texts_of(page: pypdfium2.PdfTextPage, count: int) -> list[str]:
    """The first `count` characters, each one element."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(page.raw, 0, count, buffer) - 1
    if written == count:
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
        if len(text) == count and not any(ord(letter) in _SURROGATES for letter in set(text)):
            return list(text)
    # Some have no character, or one outside the first plane: then places and text drift apart.
    unicode_of = pdfium.FPDFText_GetUnicode
    return [_character(unicode_of(page.raw, index)) for index in range(count)]


def boxes_of(page: pypdfium2.PdfTextPage, count: int) -> Floats:
    """Left, top, right, bottom of each: the advance by the font's height, in the file's points."""
    found = (ctypes.c_float * (4 * count))()
    start, step = ctypes.addressof(found), 4 * _FLOAT_BYTES
    places = range(start, start + step * count, step)
    list(map(_loose_box(), repeat(address_of(page.raw)), range(count), places))
    return np.frombuffer(found, dtype=np.float32).reshape(-1, 4).astype(np.float64)


def tight_box(page: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """The same of what the glyph covers."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(page.raw, index, left, right, bottom, top)
    return left.value, top.value, right.value, bottom.value


def origin_of(page: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    """A character's point on the base line."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(page.raw, index, x, y)
    return x.value, y.value


def direction_of(page: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    """The direction in which a character's line runs, in the file's points."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(page.raw, index, matrix)
    return matrix.a, matrix.b


def owner_of(page: pypdfium2.PdfTextPage, index: int) -> int:
    """The address of the object that drew a character; 0 for what the reader made up."""
    return address_of(pdfium.FPDFText_GetTextObject(page.raw, index))


def is_painted(page: pypdfium2.PdfTextPage, index: int) -> bool:
    """Whether a character is shown at all."""
    owner = pdfium.FPDFText_GetTextObject(page.raw, index)
    return bool(owner) and pdfium.FPDFTextObj_GetTextRenderMode(owner) not in UNPAINTED


UNPAINTED = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})


@cache
def _loose_box() -> Any:
    prototype = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
    return prototype(address_of(pdfium.FPDFText_GetLooseCharBox))


def _character(point: int) -> str:
    return chr(point) if 0 <= point <= 0x10FFFF else "\ufffd"
