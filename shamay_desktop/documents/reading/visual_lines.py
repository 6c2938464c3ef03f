"""A page's characters gathered into lines by where they stand, lines into pieces (cells).

A page at a time, since one by one would cost more than the reader itself. `u` runs along the
writing to the right, so that text that was drawn turned is gathered as any other.
"""

import math
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from shamay_desktop.documents.reading.characters import Characters, Run
from shamay_desktop.documents.reading.raw_text import Floats
from shamay_desktop.documents.reading.rows import Row, Stretch, rows_of
from shamay_desktop.domain.reading.page_text import Box

Owner = Callable[[int], int]
"""(the reader's number of a character) → which object drew it."""

HEBREW = re.compile("[\u05d0-\u05f4\ufb1d-\ufb4f]")

_CELL_GAP = 1.5
"""A gap of so many heights parts two cells even where no ruling stands between."""

_SURE_GAP, _LEAST_GAP = 0.18, 0.05
"""Parts of the height: a gap above the first is a blank, one below the second never."""

_DOUBLED = 0.7
_ROW_APART = 1e7
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")
_RATIO = re.compile(r"(?<![\d/.,-])\d[\d,.]* ?/ ?\d[\d,.]*(?![\d/-])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell of a line as it stands from left to right, one character a place, " " for blanks.

    `words` are the boxes of its words, `boxes` of its characters (blanks left out). `more` is
    what else stands at a character's place: its marks, the rest of a ligature. `as_drawn` are
    spans that one object drew without Hebrew: shares, read as they stand.
    """

    text: str
    words: list[Box]
    boxes: list[Box]
    more: dict[int, str] = field(default_factory=dict)
    as_drawn: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class VisualLine:
    """The pieces of a line from left to right, the middle of its height, and its right end."""

    pieces: list[Piece]
    middle: float
    right: float

    @property
    def has_hebrew(self) -> bool:
        """Whether any of it is Hebrew."""
        return any(HEBREW.search(piece.text) for piece in self.pieces)


def visual_lines(
    characters: Characters, uprights: Sequence[Box], owner: Owner
) -> list[VisualLine]:
    """The lines of a page, in no order yet; `uprights` are rulings that stand between cells."""
    turned: dict[int, list[Run]] = defaultdict(list)
    for run in characters.runs:
        turned[run.angle].append(run)
    found: list[VisualLine] = []
    for angle, runs in turned.items():
        found += _Writing(characters, angle, runs, uprights, owner).lines()
    return found


class _Writing:
    """The characters of a page whose writing runs at one angle."""

    def __init__(
        self,
        characters: Characters,
        angle: int,
        runs: list[Run],
        uprights: Sequence[Box],
        owner: Owner,
    ) -> None:
        self._letters, self._boxes, self._owner = characters.letters, characters.boxes, owner
        self._places = characters.places
        self._cosine, self._sine = _direction(angle)
        self._start, self._end, self._height = self._spans()
        self._blanks = sorted(
            (self._point(*blank) for blank in characters.blanks), key=lambda place: place[1]
        )
        self._walls = np.array(uprights if angle == 0 else [], dtype=np.float64).reshape(-1, 4)
        self._rows = rows_of([self._stretch(run) for run in runs])

    def lines(self) -> Iterator[VisualLine]:
        """The rows one after another."""
        order, rows = self._standing()
        letters = [self._letters[index] for index in order.tolist()]
        start, end, height = self._start[order], self._end[order], self._height[order]
        more = self._ligatures(order, rows, start, end)
        gone = set(more) | self._doubled(letters, rows, start, end)
        if _MARKS.search("".join(letters)):
            gone |= _with_marks(letters, rows, (start + end).tolist(), more)
        if gone:
            keep = np.array([at for at in range(len(letters)) if at not in gone], dtype=np.int64)
            order, rows, start, end = order[keep], rows[keep], start[keep], end[keep]
            height, letters = height[keep], [letters[at] for at in keep.tolist()]
            more = _moved(more, keep)
        yield from self._cut(_Standing(order, rows, letters, start, end, height, more))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return x * self._cosine + y * self._sine, y * self._cosine - x * self._sine

    def _spans(self) -> tuple[Floats, Floats, Floats]:
        left, top, right, bottom = self._boxes.T
        if self._cosine == 1:
            return left, right, bottom - top
        one = left * self._cosine + top * self._sine, top * self._cosine - left * self._sine
        two = right * self._cosine + bottom * self._sine, bottom * self._cosine - right * self._sine
        return np.minimum(one[0], two[0]), np.maximum(one[0], two[0]), np.abs(one[1] - two[1])

    def _stretch(self, run: Run) -> Stretch:
        part = slice(run.start, run.end)
        return Stretch(
            run.start,
            run.end,
            self._point(*run.base)[1],
            float(self._height[part].max()),
            float(self._start[part].min()),
            float(self._end[part].max()),
        )

    def _standing(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The characters' numbers row by row from left to right, and the number of each's row."""
        index = np.concatenate(
            [np.arange(s.first, s.last) for row in self._rows for s in row.stretches]
        )
        counts = [sum(s.last - s.first for s in row.stretches) for row in self._rows]
        rows = np.repeat(np.arange(len(self._rows)), counts)
        order = np.lexsort((index, self._start[index] + self._end[index], rows))
        return index[order], rows[order]
