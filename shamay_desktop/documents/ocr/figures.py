"""Numbers read a second time, apart from words, and what the readings come to."""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from shamay_desktop.documents.ocr.engine import Engine
from shamay_desktop.documents.ocr.glyph import Glyph
from shamay_desktop.documents.ocr.lines import Run, read_runs
from shamay_desktop.documents.ocr.placing import PixelBox

_NUMBER = re.compile(r"\d(?:[\d./,:%\\-]*\d)?%?")
_PLAIN = re.compile(r"\d+(?:[./,:-]\d+)*%?")
_HEBREW = re.compile("[א-ת]")
_MARGIN = 0.18
_ROOM_FOR_A_DOT = 0.6
_NEAR = 6.0
"""Heights of a number: the words so near on both sides are read with it by the second model."""
_NARROW = (0.85, 1.0)
_SMALL = (0.8, 0.8)

Readings = tuple[str, str]
"""How a word reads, and how it reads with its numbers read apart ("" where it has none)."""


class Figures:
    """The numbers of one line; the second model reads it only near those that need it."""

    def __init__(self, engine: Engine, runs: Sequence[Run], line: PixelBox) -> None:
        self._engine, self._runs, self._line = engine, runs, line
        self._hebrew = any(_HEBREW.search(run.text) for run in runs)
        self._again: dict[PixelBox, list[Run]] = {}

    def of(self, run: Run) -> Readings:
        """The word's two readings; where they differ its number is not to be believed."""
        text = apart = run.text
        spans = [found.span() for found in _NUMBER.finditer(text)]
        for start, end in reversed(spans):
            part = run.part(start, end)
            chosen, other = self._agreed(text[start:end], part)
            text = text[:start] + chosen + text[end:]
            apart = apart[:start] + other + apart[end:]
        return text, apart if spans else ""

    def _agreed(self, first: str, part: Run) -> Readings:
        """The reading that most have, and one that differs from it if one does."""
        second = self._alone(part, _NARROW)
        if second == first:
            return first, _with_lost_dot(first, part)
        third = self._third(part) if self._hebrew else self._alone(part, _SMALL)
        if third == first and _digits(second) == _digits(first):
            return first, first  # a stroke or a dot lost in the narrow picture alone
        votes = Counter(voice for voice in (first, second, third) if _PLAIN.fullmatch(voice))
        if not votes:
            return first, second
        chosen, count = votes.most_common(1)[0]
        if count == 1:
            chosen = first if first in votes else chosen
        return chosen, first if chosen != first else second

    def _alone(self, part: Run, scales: tuple[float, float]) -> str:
        return self._engine.figures(_around(part.box), *scales).strip(".,-:")

    def _third(self, part: Run) -> str:
        """The number that the second model has at the same place; "" when it has none."""
        around = self._around(part)
        if around not in self._again:
            self._again[around], _ = read_runs(self._engine.glyphs_again(around))
        left, _, right, _ = part.box
        again = self._again[around]
        there = [glyph for run in again for glyph in run.glyphs if left <= _middle(glyph) <= right]
        return "".join(glyph.text for glyph in sorted(there, key=_middle)).strip(".,-:")

    def _around(self, part: Run) -> PixelBox:
        """The stretch of the line with whole words near a number: the model needs some Hebrew."""
        left, top, right, bottom = part.box
        near, blank = _NEAR * (bottom - top), _MARGIN * (bottom - top)
        boxes = [run.box for run in self._runs]
        there = [box for box in boxes if box[0] < right + near and box[2] > left - near]
        start, high, end, low = self._line
        first = int(min(box[0] for box in there) - blank)
        last = int(max(box[2] for box in there) + blank)
        return max(start, first), high, min(end, last), low


def _with_lost_dot(number: str, part: Run) -> str:
    """`1030` with room for a dot between its figures, which the scan may have lost, is doubted."""
    boxes = [glyph.box for glyph in part.glyphs]
    if not number.isdigit() or len(boxes) != len(number):
        return number
    least = _ROOM_FOR_A_DOT * median(right - left for left, _, right, _ in boxes)
    for at in range(1, len(boxes)):
        if boxes[at][0] - boxes[at - 1][2] >= least:
            return f"{number[:at]}.{number[at:]}"
    return number


def _digits(number: str) -> str:
    return "".join(figure for figure in number if figure.isdigit())


def _middle(glyph: Glyph) -> float:
    return (glyph.box[0] + glyph.box[2]) / 2


def _around(box: PixelBox) -> PixelBox:
    left, top, right, bottom = box
    margin = max(2, round(_MARGIN * (bottom - top)))
    return left - margin, top - margin, right + margin, bottom + margin
