"""Pages that were laid askew on the scanner: words on one height again, and their places back."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from shamay_desktop.domain.reading.page_text import Box, Method, PageText, Ruling, Word

_STEEPEST, _STEP = 40, 0.001
_LEAST = 0.003
"""Slopes below this (a sixth of a degree) mix no rows."""

_GAIN = 1.15
_AS_GOOD = 0.97
"""Slopes beside the best crowd the words nearly as much; the middle of them is taken."""

_BIN = 2.0
_FEWEST = 20
_MOST = 4_000


@dataclass(frozen=True, slots=True)
class Slope:
    """By how much the lines of a page fall to the right: points down for each point across."""

    fall: float = 0.0

    def level(self, box: Box) -> Box:
        """Where a box would stand on a page that lies straight; moved, not resized."""
        across, down = _middle(box)
        return _moved(box, self.fall * down, -self.fall * across)

    def back(self, box: Box) -> Box:
        """Where a box of the straight page stands on the page as it is."""
        across, down = _middle(box)
        whole = 1 + self.fall**2
        old_across = (across - self.fall * down) / whole
        old_down = (down + self.fall * across) / whole
        return _moved(box, old_across - across, old_down - down)


def straight(page: PageText) -> tuple[PageText, Slope]:
    """A recognised page as if it lay straight, and its slope; any other page as it is."""
    slope = slope_of(page)
    if not slope.fall:
        return page, slope
    lines = tuple(
        replace(line, words=tuple(replace(w, box=slope.level(w.box)) for w in line.words))
        for line in page.lines
    )
    rulings = tuple(_level_ruling(ruling, slope) for ruling in page.rulings)
    return replace(page, lines=lines, rulings=rulings), slope


@lru_cache(maxsize=8)
def slope_of(page: PageText) -> Slope:
    """The slope at which the words of a page stand in the fewest rows."""
    words = list(page.words()) if page.method is Method.OCR else []
    if not _FEWEST <= len(words) <= _MOST:
        return Slope()
    crowded = {
        fall: _crowded(words, fall)
        for fall in (step * _STEP for step in range(-_STEEPEST, _STEEPEST + 1))
    }
    most = max(crowded.values())
    alike = [fall for fall, count in crowded.items() if count >= _AS_GOOD * most]
    best = alike[len(alike) // 2]
    if abs(best) < _LEAST or most < _GAIN * crowded[0.0]:
        return Slope()
    return Slope(best)


def _crowded(words: Sequence[Word], fall: float) -> int:
    """How much the middles of words crowd on the same heights."""
    heights = [
        (down - fall * across) / _BIN for across, down in (_middle(word.box) for word in words)
    ]
    return sum(
        count * count
        for shift in (0.0, 0.25, 0.5, 0.75)  # where bins begin must not decide
        for count in Counter(round(height + shift) for height in heights).values()
    )


def _level_ruling(ruling: Ruling, slope: Slope) -> Ruling:
    """A slanting line as a thin straight one through its middle."""
    left, top, right, bottom = slope.level(ruling.box)
    if ruling.level:
        middle = (top + bottom) / 2
        return Ruling((left, middle - 0.5, right, middle + 0.5))
    middle = (left + right) / 2
    return Ruling((middle - 0.5, top, middle + 0.5, bottom))


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _moved(box: Box, across: float, down: float) -> Box:
    return box[0] + across, box[1] + down, box[2] + across, box[3] + down
