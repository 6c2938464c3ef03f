"""Calls into PDFium for a whole page at once: one by one they would cost more than the rest.

The functions are the library's own, under prototypes that take plain addresses.
"""

import ctypes
from dataclasses import dataclass
from functools import cache
from itertools import chain, repeat
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_SURROGATES = range(0xD800, 0xE000)
_FLOAT_BYTES, _DOUBLE_BYTES, _INT_BYTES = 4, 8, 4
_PLACE = ctypes.c_void_p


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
    return _table(found, 4)


def tight_box(page: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """The same of what the glyph covers."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(page.raw, index, left, right, bottom, top)
    return left.value, top.value, right.value, bottom.value


def origins_of(page: pypdfium2.PdfTextPage, indices: list[int]) -> Floats:
    """The points of some characters on their base lines, a row each."""
    found = (ctypes.c_double * (2 * len(indices)))()
    xs, ys = _columns(ctypes.addressof(found), len(indices), 2, _DOUBLE_BYTES)
    list(map(_origin(), repeat(address_of(page.raw)), indices, xs, ys))
    return _table(found, 2, "f8")


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


# -- drawings ---------------------------------------------------------------------------------


def pointer_to(address: int) -> Any:
    """An object of a page by its address."""
    return ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)


def page_objects(page: pypdfium2.PdfPage, count: int) -> list[int]:
    """The addresses of a page's first objects."""
    found = list(map(_page_object(), repeat(address_of(page.raw)), range(count)))
    return [address for address in found if address]


def kinds_of(items: list[int]) -> list[int]:
    """What each is: FPDF_PAGEOBJ_…."""
    return list(map(_kind(), items))


def modes_of(items: list[int]) -> set[int]:
    """How texts are painted: FPDF_TEXTRENDERMODE_…."""
    return set(map(_mode(), items))


def bounds_of(items: list[int]) -> Floats:
    """Left, top, right, bottom of each in its own space; nothing at all for what has none."""
    found = (ctypes.c_float * (4 * len(items)))()
    list(map(_bounds(), items, *_columns(ctypes.addressof(found), len(items), 4, _FLOAT_BYTES)))
    left, bottom, right, top = _table(found, 4).T
    return np.column_stack((left, top, right, bottom))


def stroked(items: list[int]) -> list[int]:
    """Those of some paths whose line is drawn."""
    found = (ctypes.c_int * (2 * len(items)))()
    list(map(_draw_mode(), items, *_columns(ctypes.addressof(found), len(items), 2, _INT_BYTES)))
    return [item for item, stroke in zip(items, found[1::2], strict=True) if stroke]


def strokes_of(items: list[int]) -> Floats:
    """How wide the lines of some paths are."""
    found = (ctypes.c_float * len(items))()
    list(map(_stroke_width(), items, *_columns(ctypes.addressof(found), len(items), 1, 4)))
    return _table(found, 1)[:, 0]


def matrices_of(items: list[int]) -> Floats:
    """The six numbers of each object's matrix, a row each."""
    found = (ctypes.c_float * (6 * len(items)))()
    start, step = ctypes.addressof(found), 6 * _FLOAT_BYTES
    list(map(_matrix(), items, range(start, start + step * len(items), step)))
    return _table(found, 6)


def segment_counts(items: list[int]) -> list[int]:
    """How many points each path has."""
    return list(map(_segment_count(), items))


@dataclass(frozen=True, slots=True)
class Segments:
    """The points of some paths one after another, their kinds (FPDF_SEGMENT_…), and closings."""

    points: Floats
    kinds: "np.ndarray[tuple[int], np.dtype[np.int64]]"
    closes: "np.ndarray[tuple[int], np.dtype[np.bool_]]"


def segments_of(items: list[int], counts: list[int]) -> Segments:
    """All points of some paths."""
    of_each = chain.from_iterable(map(repeat, items, counts))
    found = list(map(_segment(), of_each, chain.from_iterable(map(range, counts))))
    points = (ctypes.c_float * (2 * len(found)))()
    columns = _columns(ctypes.addressof(points), len(found), 2, _FLOAT_BYTES)
    list(map(_segment_point(), found, *columns))
    return Segments(
        _table(points, 2),
        np.fromiter(map(_segment_kind(), found), np.int64, len(found)),
        np.fromiter(map(_segment_close(), found), np.bool_, len(found)),
    )


def _table(found: "ctypes.Array[Any]", width: int, kind: str = "f4") -> Floats:
    """What the library wrote, as rows."""
    return np.frombuffer(bytes(found), dtype=kind).reshape(-1, width).astype(np.float64)


def _columns(start: int, count: int, width: int, size: int) -> list[range]:
    """The addresses of each column of a table of `count` rows."""
    step = width * size
    firsts = range(start, start + step, size)
    return [range(first, first + step * count, step) for first in firsts]


def _prototype(function: Any, *given: Any, returns: Any = ctypes.c_int) -> Any:
    # Each call is shorter than letting other threads in and out would take.
    return ctypes.PYFUNCTYPE(returns, *given)(address_of(function))


@cache
def _loose_box() -> Any:
    return _prototype(pdfium.FPDFText_GetLooseCharBox, _PLACE, ctypes.c_int, _PLACE)


@cache
def _origin() -> Any:
    return _prototype(pdfium.FPDFText_GetCharOrigin, _PLACE, ctypes.c_int, _PLACE, _PLACE)


@cache
def _page_object() -> Any:
    return _prototype(pdfium.FPDFPage_GetObject, _PLACE, ctypes.c_int, returns=_PLACE)


@cache
def _kind() -> Any:
    return _prototype(pdfium.FPDFPageObj_GetType, _PLACE)


@cache
def _mode() -> Any:
    return _prototype(pdfium.FPDFTextObj_GetTextRenderMode, _PLACE)


@cache
def _bounds() -> Any:
    return _prototype(pdfium.FPDFPageObj_GetBounds, *[_PLACE] * 5)


@cache
def _draw_mode() -> Any:
    return _prototype(pdfium.FPDFPath_GetDrawMode, _PLACE, _PLACE, _PLACE)


@cache
def _stroke_width() -> Any:
    return _prototype(pdfium.FPDFPageObj_GetStrokeWidth, _PLACE, _PLACE)


@cache
def _matrix() -> Any:
    return _prototype(pdfium.FPDFPageObj_GetMatrix, _PLACE, _PLACE)


@cache
def _segment_count() -> Any:
    return _prototype(pdfium.FPDFPath_CountSegments, _PLACE)


@cache
def _segment() -> Any:
    return _prototype(pdfium.FPDFPath_GetPathSegment, _PLACE, ctypes.c_int, returns=_PLACE)


@cache
def _segment_kind() -> Any:
    return _prototype(pdfium.FPDFPathSegment_GetType, _PLACE)


@cache
def _segment_close() -> Any:
    return _prototype(pdfium.FPDFPathSegment_GetClose, _PLACE)


@cache
def _segment_point() -> Any:
    return _prototype(pdfium.FPDFPathSegment_GetPoint, _PLACE, _PLACE, _PLACE)


def _character(point: int) -> str:
    return chr(point) if 0 <= point <= 0x10FFFF else "\ufffd"
