"""What a PDF's page draws beside text: its straight lines, and how much of it is pictures."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from shamay_desktop.documents.reading.characters import Frame
from shamay_desktop.domain.reading.page_text import Box, Ruling

MOST_OBJECTS = 50_000
"""Of one page that are looked at; a drawing has more, a table of a paper never."""

_THIN = 3.0
"""Points: what is thicker is a bar, no ruling."""

_SHORTEST = 4.0
_DEEPEST = 5
_STRAIGHT = 0.5

_Matrix = tuple[float, float, float, float, float, float]
_WHOLE: _Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Drawings:
    """The rulings of a page as shown, each once (strokes, thin bars, sides of rectangles).

    `pictured` is the share of the page that pictures cover, at most 1. `is_whole` says that all
    of the page was looked at, `is_empty` that there was nothing on it.
    """

    rulings: tuple[Ruling, ...] = ()
    pictured: float = 0
    is_whole: bool = True
    is_empty: bool = True

    @property
    def uprights(self) -> list[Box]:
        """Those that stand."""
        return [ruling.box for ruling in self.rulings if not ruling.level]


def drawings_of(page: pypdfium2.PdfPage, frame: Frame) -> Drawings:
    """What a page draws beside text."""
    walk = _Walk(frame)
    count = pdfium.FPDFPage_CountObjects(page.raw)
    get, raw = pdfium.FPDFPage_GetObject, page.raw
    for index in range(count):
        if walk.left <= 0:
            break
        walk.take(get(raw, index), _WHOLE, 0)
    rulings = tuple(Ruling(box) for box in walk.found.values())
    width, height = frame.size
    return Drawings(rulings, min(1.0, walk.pictured / (width * height)), walk.left > 0, count == 0)


class _Walk:
    """One pass over the objects of a page."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._width, self._height = frame.size
        self.left = MOST_OBJECTS
        self.found: dict[tuple[int, ...], Box] = {}
        self.pictured = 0.0

    def take(self, item: Any, outer: _Matrix, depth: int) -> None:
        self.left -= 1
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(item, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._picture(item, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _product(_matrix_of(item), outer)
            for index in range(pdfium.FPDFFormObj_CountObjects(item)):
                if self.left <= 0:
                    return
                self.take(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def _picture(self, item: Any, outer: _Matrix) -> None:
        bounds = _bounds_of(item, outer)
        if bounds is not None:
            left, top, right, bottom = self._frame.box(*bounds)
            across = min(right, self._width) - max(left, 0)
            down = min(bottom, self._height) - max(top, 0)
            self.pictured += max(across, 0) * max(down, 0)

    def _path(self, item: Any, outer: _Matrix) -> None:
        bounds = _bounds_of(item, outer)
        if bounds is None:
            return
        left, bottom, right, top = bounds
        if min(right - left, top - bottom) <= _THIN:
            self._note(left, bottom, right, top)
        elif _is_stroked(item):
            half = _stroke_of(item) / 2
            for x, y, to_x, to_y in self._sides(item, _product(_matrix_of(item), outer)):
                if abs(x - to_x) < _STRAIGHT or abs(y - to_y) < _STRAIGHT:
                    self._note(
                        min(x, to_x) - half,
                        min(y, to_y) - half,
                        max(x, to_x) + half,
                        max(y, to_y) + half,
                    )

    def _sides(self, item: Any, matrix: _Matrix) -> Iterator[tuple[float, float, float, float]]:
        """The straight segments of a path."""
        x, y = ctypes.c_float(), ctypes.c_float()
        start = last = (0.0, 0.0)
        for index in range(pdfium.FPDFPath_CountSegments(item)):
            self.left -= 1
            if self.left <= 0:
                return
            segment = pdfium.FPDFPath_GetPathSegment(item, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            place = _moved(matrix, x.value, y.value)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                start = place
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                yield (*last, *place)
            last = place
            if pdfium.FPDFPathSegment_GetClose(segment):
                yield (*last, *start)
                last = start

    def _note(self, left: float, bottom: float, right: float, top: float) -> None:
        """A ruling inside the page; twice the same (a side that two cells share) counts once."""
        x, y, to_x, to_y = self._frame.box(left, bottom, right, top)
        x, y = max(x, 0), max(y, 0)
        to_x, to_y = min(to_x, self._width), min(to_y, self._height)
        across, down = to_x - x, to_y - y
        if min(across, down) < 0 or min(across, down) > _THIN or max(across, down) < _SHORTEST:
            return
        key = tuple(round(part * 2) for part in (x, y, to_x, to_y))
        self.found.setdefault(key, (x, y, to_x, to_y))


def _bounds_of(item: Any, outer: _Matrix) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    box = left.value, bottom.value, right.value, top.value
    if outer == _WHOLE:
        return box
    one, other = _moved(outer, box[0], box[1]), _moved(outer, box[2], box[3])
    xs, ys = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return xs[0], ys[0], xs[1], ys[1]


def _is_stroked(item: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(item, fill, stroke)) and bool(stroke.value)


def _stroke_of(item: Any) -> float:
    width = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(item, width)
    return min(max(width.value, 0.0), _THIN)


def _matrix_of(item: Any) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return _WHOLE
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _moved(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
