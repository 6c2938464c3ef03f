"""A page's characters gathered into lines by where they stand, lines into pieces (cells).

A page at a time, since one by one would cost more than the reader itself. `u` runs along the
writing to the right, so that text that was drawn turned is gathered as any other.
"""

import math
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shamay_desktop.documents.reading.characters import Characters, Run
from shamay_desktop.documents.reading.raw_text import Floats
from shamay_desktop.documents.reading.rows import Row, Stretch, rows_of
from shamay_desktop.domain.reading.page_text import Box

Owner = Callable[[int], int]
"""(the reader's number of a character) → which object drew it."""

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

HEBREW = re.compile("[\u05d0-\u05f4\ufb1d-\ufb4f]")

_CELL_GAP = 1.5
"""A gap of so many heights parts two cells even where no ruling stands between."""

_SURE_GAP, _LEAST_GAP = 0.18, 0.05
"""Parts of the height: a gap above the first is a blank, one below the second never."""

_DOUBLED = 0.7
_ROW_APART = 1e6
_GAPS_A_LOT = 1000
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")
_RATIO = re.compile(r"(?<![\d/.,-])\d[\d,.]* ?/ ?\d[\d,.]*(?![\d/-])")


class Piece(NamedTuple):
    """A cell of a line as it stands from left to right, one character a place, " " for blanks.

    `words` are the boxes of its words, `boxes` of its characters (blanks left out). `more` is
    what else stands at a character's place: its marks, the rest of a ligature. `as_drawn` are
    spans that one object drew without Hebrew: shares, read as they stand.
    """

    text: str
    words: list[Box]
    boxes: Floats
    more: dict[int, str]
    as_drawn: tuple[tuple[int, int], ...]


class VisualLine(NamedTuple):
    """The pieces of a line from left to right, the middle of its height, and its right end."""

    pieces: list[Piece]
    middle: float
    right: float

    @property
    def has_hebrew(self) -> bool:
        """Whether any of it is Hebrew."""
        return any(HEBREW.search(piece.text) for piece in self.pieces)


def visual_lines(characters: Characters, uprights: Floats, owner: Owner) -> list[VisualLine]:
    """The lines of a page, in no order yet; `uprights` are rulings that stand between cells.

    They are rows of left, top, right, bottom as shown.
    """
    found: list[VisualLine] = []
    for angle in dict.fromkeys(run.angle for run in characters.runs):
        found += _Writing(characters, angle, uprights, owner).lines()
    return found


class _Writing:
    """The characters of a page whose writing runs at one angle."""

    def __init__(
        self,
        characters: Characters,
        angle: int,
        uprights: Floats,
        owner: Owner,
    ) -> None:
        self._letters, self._boxes, self._owner = characters.letters, characters.boxes, owner
        self._places = characters.places
        self._cosine, self._sine = _direction(angle)
        self._start, self._end, self._height = self._spans()
        self._blank_boxes = characters.blanks
        self._blanks: list[tuple[float, float]] | None = None
        self._walls = uprights if angle == 0 else uprights[:0]
        self._rows = rows_of(self._stretches(characters.runs, angle))

    def lines(self) -> Iterator[VisualLine]:
        """The rows one after another."""
        order, rows = self._standing()
        letters = [self._letters[index] for index in order.tolist()]
        start, end = self._start[order], self._end[order]
        gone, more = _ligatures(letters, order, rows, start, end)
        gone |= _doubled(letters, order, rows, start, end)
        joined = "".join(letters)
        if len(joined) > len(letters):  # one character of the file that is several here
            for at, letter in enumerate(letters):
                if len(letter) > 1:
                    letters[at], more[at] = letter[0], letter[1:] + more.get(at, "")
        if _MARKS.search(joined):
            gone |= _with_marks(letters, rows.tolist(), (start + end).tolist(), more)
        if gone:
            keep = np.array([at for at in range(len(letters)) if at not in gone], dtype=np.int64)
            order, rows, letters = order[keep], rows[keep], [letters[at] for at in keep.tolist()]
            more = {at: more[old] for at, old in enumerate(keep.tolist()) if old in more}
        yield from self._cut(order, rows, letters, more)

    def _cut(
        self, order: Numbers, rows: Numbers, letters: list[str], more: dict[int, str]
    ) -> Iterator[VisualLine]:
        """Where rows, cells and words begin, and what stands between."""
        new_row, new_cell, new_word = self._borders(order, rows, letters)
        boxes, words = self._boxes[order], np.flatnonzero(new_word)
        starts = [*words.tolist(), len(letters)]
        whole = "".join(letters)
        texts = [whole[start:end] for start, end in pairwise(starts)]
        word_boxes = [(a, b, c, d) for a, b, c, d in _around(boxes, words).tolist()]
        row_boxes = iter(_around(boxes, np.flatnonzero(new_row)).tolist())
        begins, row_begins = np.flatnonzero(new_cell[words]).tolist(), new_row[words].tolist()
        line: list[Piece] = []
        for first, last in pairwise([*begins, len(texts)]):
            if row_begins[first] and line:
                yield _line(line, next(row_boxes))
                line = []
            start, end = starts[first], starts[last]
            text = " ".join(texts[first:last])
            beside = (
                {at - start: more[at] for at in range(start, end) if at in more} if more else {}
            )
            ratios = self._as_drawn(text, order, start) if " /" in text or "/ " in text else ()
            line.append(Piece(text, word_boxes[first:last], boxes[start:end], beside, ratios))
        yield _line(line, next(row_boxes))

    def _borders(
        self, order: Numbers, rows: Numbers, letters: list[str]
    ) -> tuple[Flags, Flags, Flags]:
        """Whether a row, a cell, a word begins at each character."""
        start, end, height = self._start[order], self._end[order], self._height[order]
        reached = np.maximum.accumulate(end + rows * _ROW_APART) - rows * _ROW_APART
        gap, least = start[1:] - reached[:-1], np.minimum(height[1:], height[:-1])
        new_row = rows[1:] != rows[:-1]
        new_cell = new_row | (gap > _CELL_GAP * least)
        new_word = new_cell | (gap > _SURE_GAP * least)
        for at in np.flatnonzero(~new_word & (gap > _LEAST_GAP * least)).tolist():
            new_word[at] = _strangers(letters[at], letters[at + 1]) or self._has_blank(
                self._rows[rows[at]], reached[at], start[at + 1]
            )
        self._wall_off(np.flatnonzero(new_word & ~new_cell), rows, reached, start, new_cell)
        first = np.ones(1, dtype=np.bool_)
        return (
            np.concatenate((first, new_row)),
            np.concatenate((first, new_cell)),
            np.concatenate((first, new_word)),
        )

    def _wall_off(
        self, gaps: Numbers, rows: Numbers, reached: Floats, start: Floats, new_cell: Flags
    ) -> None:
        """A standing ruling in a gap between words makes a cell of what comes after it."""
        if not len(self._walls):
            return
        left, top, right, bottom = self._walls.T
        middle = (left + right) / 2
        heights = np.array([row.v - row.height / 3 for row in self._rows])
        for lot in np.array_split(gaps, len(gaps) // _GAPS_A_LOT + 1):
            high = heights[rows[lot]][:, None]
            new_cell[lot] = (
                (top < high)
                & (high < bottom)
                & (reached[lot][:, None] <= middle)
                & (middle <= start[lot + 1][:, None])
            ).any(axis=1)

    def _has_blank(self, row: Row, start: float, end: float) -> bool:
        if self._blanks is None:
            middles = ((self._blank_boxes[:, :2] + self._blank_boxes[:, 2:]) / 2).tolist()
            self._blanks = sorted((self._point(x, y) for x, y in middles), key=_across)
        first = bisect_left(self._blanks, row.v - row.height, key=_across)
        last = bisect_left(self._blanks, row.v + row.height, key=_across)
        return any(start - 0.5 <= u <= end + 0.5 for u, _ in self._blanks[first:last])

    def _as_drawn(self, text: str, order: Numbers, start: int) -> tuple[tuple[int, int], ...]:
        """The shares with blanks in a piece that one object drew, and nothing Hebrew with them."""
        if not HEBREW.search(text):
            return ()
        numbers = accumulate((letter != " " for letter in text), initial=0)
        places = [self._places[order[start + number]] for number in list(numbers)[:-1]]
        owners = [0 if text[at] == " " else self._owner(place) for at, place in enumerate(places)]
        spans = [found.span() for found in _RATIO.finditer(text)]
        hebrew = {owners[at] for at in range(len(text)) if HEBREW.match(text[at])}
        drawers = [set(owners[first:last]) - {0} for first, last in spans]
        return tuple(
            span
            for span, drawn in zip(spans, drawers, strict=True)
            if len(drawn) == 1 and not drawn & hebrew
        )

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return x * self._cosine + y * self._sine, y * self._cosine - x * self._sine

    def _spans(self) -> tuple[Floats, Floats, Floats]:
        left, top, right, bottom = self._boxes.T
        if self._cosine == 1:
            return left, right, bottom - top
        one = left * self._cosine + top * self._sine, top * self._cosine - left * self._sine
        two = right * self._cosine + bottom * self._sine, bottom * self._cosine - right * self._sine
        return np.minimum(one[0], two[0]), np.maximum(one[0], two[0]), np.abs(one[1] - two[1])

    def _stretches(self, runs: list[Run], angle: int) -> list[Stretch]:
        """The runs at this angle; all are measured at once, the others for nothing."""
        firsts, lasts, angles, bases = zip(*runs, strict=True)
        x, y = np.array(bases).T
        made = map(
            Stretch,
            firsts,
            lasts,
            (y * self._cosine - x * self._sine).tolist(),
            np.maximum.reduceat(self._height, firsts).tolist(),
            np.minimum.reduceat(self._start, firsts).tolist(),
            np.maximum.reduceat(self._end, firsts).tolist(),
        )
        return [stretch for stretch, at in zip(made, angles, strict=True) if at == angle]

    def _standing(self) -> tuple[Numbers, Numbers]:
        """The characters' numbers row by row from left to right, and the number of each's row."""
        spans = np.array([(s.first, s.last) for row in self._rows for s in row.stretches])
        counts = spans[:, 1] - spans[:, 0]
        reached = np.cumsum(counts)
        index = np.arange(reached[-1]) + np.repeat(spans[:, 1] - reached, counts)
        of_row = np.repeat(np.arange(len(self._rows)), [len(row.stretches) for row in self._rows])
        rows = np.repeat(of_row, counts)
        order = np.lexsort((index, self._start[index] + self._end[index], rows))
        return index[order], rows[order]


def _across(place: tuple[float, float]) -> float:
    return place[1]


def _direction(angle: int) -> tuple[float, float]:
    exact = {0: (1.0, 0.0), 90: (0.0, 1.0), 180: (-1.0, 0.0), 270: (0.0, -1.0)}.get(angle)
    radians = math.radians(angle)
    return exact or (math.cos(radians), math.sin(radians))


def _line(pieces: list[Piece], box: list[float]) -> VisualLine:
    return VisualLine(pieces, (box[1] + box[3]) / 2, box[2])


def _around(boxes: Floats, starts: Numbers) -> Floats:
    """The least boxes that hold the boxes from each start to the next."""
    found = np.empty((len(starts), 4))
    np.minimum.reduceat(boxes[:, :2], starts, out=found[:, :2])
    np.maximum.reduceat(boxes[:, 2:], starts, out=found[:, 2:])
    return found


def _ligatures(
    letters: list[str], order: Numbers, rows: Numbers, start: Floats, end: Floats
) -> tuple[set[int], dict[int, str]]:
    """Letters that stand for one glyph with the one before, and what each glyph has more."""
    gone: set[int] = set()
    more: dict[int, str] = {}
    for at in np.flatnonzero(_one_glyph(order, rows, start, end)).tolist():
        root = at
        while root in gone:
            root -= 1
        more[root] = more.get(root, "") + letters[at + 1]
        gone.add(at + 1)
    return gone, more


def _one_glyph(order: Numbers, rows: Numbers, start: Floats, end: Floats) -> Flags:
    same: Flags = (
        (np.diff(order) == 1) & (np.diff(rows) == 0) & (np.diff(start) == 0) & (np.diff(end) == 0)
    )
    return same


def _doubled(
    letters: list[str], order: Numbers, rows: Numbers, start: Floats, end: Floats
) -> set[int]:
    """The same letter painted twice nearly at one place, to look bold or to throw a shadow."""
    over = np.minimum(end[1:], end[:-1]) - np.maximum(start[1:], start[:-1])
    close = (np.diff(rows) == 0) & (over > _DOUBLED * (end - start)[1:])
    close &= ~_one_glyph(order, rows, start, end)
    return {at + 1 for at in np.flatnonzero(close).tolist() if letters[at] == letters[at + 1]}


def _with_marks(
    letters: list[str], rows: list[int], middles: list[float], more: dict[int, str]
) -> set[int]:
    """Gives each mark to the letter over or under which it is painted; returns the marks."""
    marks = [at for at, letter in enumerate(letters) if unicodedata.category(letter[0]) == "Mn"]
    standing: dict[int, list[int]] = defaultdict(list)
    taken = set(marks)
    for at, row in enumerate(rows):
        if at not in taken:
            standing[row].append(at)
    given: set[int] = set()
    for mark in marks:
        beside = standing.get(rows[mark])
        if beside:
            near = bisect_left(beside, middles[mark], key=middles.__getitem__)
            around = beside[max(0, near - 1) : near + 1]
            letter = min(around, key=lambda at: abs(middles[at] - middles[mark]))
            whole = unicodedata.normalize(
                "NFC", letters[letter] + more.get(letter, "") + letters[mark]
            )
            letters[letter], more[letter] = whole[0], whole[1:]
            given.add(mark)
    return given


def _strangers(one: str, other: str) -> bool:
    """A Hebrew letter and a figure: they touch where they are one word."""
    return (one.isdigit() and other.isalpha()) or (one.isalpha() and other.isdigit())
