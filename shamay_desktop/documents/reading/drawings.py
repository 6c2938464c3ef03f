"""What a PDF's page draws beside text: its straight lines, and how much of it is pictures."""

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from shamay_desktop.documents.reading import raw_text
from shamay_desktop.documents.reading.characters import Frame
from shamay_desktop.documents.reading.raw_text import UNPAINTED, Floats
from shamay_desktop.domain.reading.page_text import Ruling

MOST_OBJECTS = 50_000
"""Of one page that are looked at; a drawing has more, a table of a paper never."""

_THIN = 3.0
"""Points: what is thicker is a bar, no ruling."""

_SHORTEST = 4.0
_SIDE = 1 << 15
"""More than twice the points of a page's longest side, so that a box is one number."""

_DEEPEST = 5
_STRAIGHT = 0.5

_Matrix = tuple[float, float, float, float, float, float]
Numbers = NDArray[np.int64]
_WHOLE: _Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Drawings:
    """What a page draws beside text. `boxes` are those of its rulings, each once (strokes, thin
    bars, sides of rectangles): rows of left, top, right, bottom as shown.

    `pictured` is the share of the page that pictures cover, at most 1. `is_whole` says that all
    of the page was looked at, `is_empty` that there was nothing on it, `all_painted` that no text
    is hidden.
    """

    boxes: Floats = field(default_factory=lambda: np.zeros((0, 4)))
    pictured: float = 0
    is_whole: bool = True
    is_empty: bool = True
    all_painted: bool = True

    def rulings(self) -> tuple[Ruling, ...]:
        """The rulings as they go with the page's words."""
        return tuple(
            [Ruling((left, top, right, bottom)) for left, top, right, bottom in self.boxes.tolist()]
        )

    @property
    def uprights(self) -> Floats:
        """The boxes of those that stand."""
        left, top, right, bottom = self.boxes.T
        standing: Floats = self.boxes[right - left < bottom - top]
        return standing


def drawings_of(page: pypdfium2.PdfPage, frame: Frame) -> Drawings:
    """What a page draws beside text."""
    walk = _Walk(frame)
    count = pdfium.FPDFPage_CountObjects(page.raw)
    walk.take(raw_text.page_objects(page, min(count, MOST_OBJECTS)), _WHOLE, 0)
    whole = walk.left > 0 and count <= MOST_OBJECTS
    width, height = frame.size
    pictured = min(1.0, walk.pictured / (width * height))
    return Drawings(walk.bars(), pictured, whole, count == 0, walk.all_painted and whole)


class _Walk:
    """One pass over the objects of a page."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.left = MOST_OBJECTS
        self._bars: list[Floats] = []
        self.pictured = 0.0
        self.all_painted = True

    def take(self, items: list[int], outer: _Matrix, depth: int) -> None:
        """Objects by their addresses, all of one page or form."""
        self.left -= len(items)
        kinds = raw_text.kinds_of(items)
        by_kind: dict[int, list[int]] = {kind: [] for kind in set(kinds)}
        for item, kind in zip(items, kinds, strict=True):
            by_kind[kind].append(item)
        self._paths(by_kind.get(pdfium.FPDF_PAGEOBJ_PATH, []), outer)
        self._pictures(by_kind.get(pdfium.FPDF_PAGEOBJ_IMAGE, []), outer)
        texts = by_kind.get(pdfium.FPDF_PAGEOBJ_TEXT, []) if self.all_painted else []
        self.all_painted = self.all_painted and UNPAINTED.isdisjoint(raw_text.modes_of(texts))
        for item in by_kind.get(pdfium.FPDF_PAGEOBJ_FORM, []):
            self._form(raw_text.pointer_to(item), outer, depth)

    def bars(self) -> Floats:
        """The bars inside the page; twice the same (a side that two cells share) counts once."""
        if not self._bars:
            return np.zeros((0, 4))
        width, height = self._frame.size
        shown = self._frame.boxes(np.concatenate(self._bars))
        shown = np.clip(shown, 0, np.array([width, height, width, height]))
        across, down = shown[:, 2] - shown[:, 0], shown[:, 3] - shown[:, 1]
        thin, long = np.minimum(across, down) <= _THIN, np.maximum(across, down) >= _SHORTEST
        seen = shown[thin & long]
        halves = np.round(seen * 2).astype(np.int64)
        keys = ((halves[:, 0] * _SIDE + halves[:, 1]) * _SIDE + halves[:, 2]) * _SIDE + halves[:, 3]
        _, first, same = np.unique(keys, return_index=True, return_inverse=True)
        last = np.empty_like(first)
        last[same] = np.arange(len(keys))
        kept: Floats = seen[last[np.argsort(first)]]
        return kept

    def _form(self, item: Any, outer: _Matrix, depth: int) -> None:
        if depth >= _DEEPEST or self.left <= 0:
            self.all_painted = False  # nobody looked
            return
        inner = _product(_matrix_of(item), outer)
        count = min(pdfium.FPDFFormObj_CountObjects(item), self.left)
        of_form = pdfium.FPDFFormObj_GetObject
        items = [raw_text.address_of(of_form(item, index)) for index in range(count)]
        self.take(items, inner, depth + 1)

    def _pictures(self, items: list[int], outer: _Matrix) -> None:
        if items:
            width, height = self._frame.size
            shown = self._frame.boxes(_moved_boxes(raw_text.bounds_of(items), outer))
            shown = np.clip(shown, 0, np.array([width, height, width, height]))
            self.pictured += float(
                ((shown[:, 2] - shown[:, 0]) * (shown[:, 3] - shown[:, 1])).sum()
            )

    def _paths(self, items: list[int], outer: _Matrix) -> None:
        """Those that are thin are bars themselves; of the others the sides may be."""
        if not items:
            return
        bounds = _moved_boxes(raw_text.bounds_of(items), outer)
        across, up = bounds[:, 2] - bounds[:, 0], bounds[:, 1] - bounds[:, 3]
        thin = np.minimum(across, up) <= _THIN
        self._bars.append(bounds[thin])
        self._sides([items[number] for number in np.flatnonzero(~thin).tolist()], outer)

    def _sides(self, items: list[int], outer: _Matrix) -> None:
        """The straight segments of paths that are stroked."""
        items = raw_text.stroked(items)
        counts = raw_text.segment_counts(items)
        fitting = bisect_right(list(accumulate(counts)), max(self.left, 0))
        self.left -= sum(counts)
        items, counts = items[:fitting], counts[:fitting]
        if not sum(counts):
            return
        segments = raw_text.segments_of(items, counts)
        each = np.repeat(np.arange(len(items)), counts)
        points = _moved_points(segments.points, raw_text.matrices_of(items)[each], outer)
        begin, end = _straight(points, segments, each)
        half = np.clip(raw_text.strokes_of(items), 0, _THIN)[each] / 2
        level = (np.abs(points[begin] - points[end]) < _STRAIGHT).any(axis=1)
        begin, end = begin[level], end[level]
        low, high = np.minimum(points[begin], points[end]), np.maximum(points[begin], points[end])
        wide = half[end]
        self._bars.append(
            np.column_stack(
                (low[:, 0] - wide, high[:, 1] + wide, high[:, 0] + wide, low[:, 1] - wide)
            )
        )


def _straight(
    points: Floats, segments: raw_text.Segments, each: Numbers
) -> tuple[Numbers, Numbers]:
    """Where straight segments begin and end: the numbers of their points."""
    number = np.arange(len(points))
    same = np.concatenate(([False], each[1:] == each[:-1]))
    drawn = number[(segments.kinds == pdfium.FPDF_SEGMENT_LINETO) & same]
    moved = np.where((segments.kinds == pdfium.FPDF_SEGMENT_MOVETO) | ~same, number, 0)
    starts = np.maximum.accumulate(moved)
    closed = number[segments.closes]
    return np.concatenate((drawn - 1, closed)), np.concatenate((drawn, starts[closed]))


def _moved_points(points: Floats, matrices: Floats, outer: _Matrix) -> Floats:
    x, y = points.T
    a, b, c, d, e, f = matrices.T
    x, y = a * x + c * y + e, b * x + d * y + f
    a, b, c, d, e, f = outer
    return np.column_stack((a * x + c * y + e, b * x + d * y + f))


def _moved_boxes(boxes: Floats, outer: _Matrix) -> Floats:
    """Rows of left, top, right, bottom in the space of a form, in that of the page."""
    if outer == _WHOLE:
        return boxes
    a, b, c, d, e, f = outer
    left, top, right, bottom = boxes.T
    x, to_x = a * left + c * bottom + e, a * right + c * top + e
    y, to_y = b * left + d * bottom + f, b * right + d * top + f
    return np.column_stack(
        (np.minimum(x, to_x), np.maximum(y, to_y), np.maximum(x, to_x), np.minimum(y, to_y))
    )


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
