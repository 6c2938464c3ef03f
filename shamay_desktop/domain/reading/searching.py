"""Words looked for on a page, and the words where somebody points or drags a box."""

import re
import unicodedata
from functools import lru_cache

from shamay_desktop.domain.reading.page_text import Box, Line, PageText, Word, around

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("״“”„‟″", '"'),
        **dict.fromkeys("׳‘’‚‛′`´", "'"),
        **dict.fromkeys("־‐‑‒–—−", "-"),
    }
)
_TWO_SINGLE = re.compile("''")
_NEAR = 2
"""Points beside a word that still mean the word."""


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Text as it is compared: no case, no points (niqqud), one kind of quotes and of dashes."""
    plain = _TWO_SINGLE.sub('"', text.translate(_ALIKE))
    if plain.isascii():
        return plain.casefold()
    apart = unicodedata.normalize("NFKD", plain)
    kept = "".join(letter for letter in apart if unicodedata.category(letter) not in {"Mn", "Cf"})
    return kept.translate(_ALIKE).casefold()


def hits(page: PageText, words: str) -> tuple[tuple[Box, ...], ...]:
    """Each place where the words stand, from the top: a box for each line that it touches.

    Blanks are any blanks, a line's end among them; the words may begin and end inside others.
    """
    wanted = " ".join(folded(words).split())
    if not wanted:
        return ()
    text, places = _flat(page)
    found: list[tuple[Box, ...]] = []
    at = text.find(wanted)
    while at >= 0:
        touched = [place for place in places[at : at + len(wanted)] if place is not None]
        found.append(_boxes(touched))
        at = text.find(wanted, at + len(wanted))
    return tuple(found)


def find(page: PageText, words: str) -> tuple[Box, ...]:
    """The boxes of all `hits`, one after another."""
    return tuple(box for hit in hits(page, words) for box in hit)


def words_in(page: PageText, box: Box) -> tuple[Line, ...]:
    """The words of a dragged box, as lines in the order of the page; none when it is empty."""
    lines = ((line, tuple(w for w in line.words if _lies_in(w.box, box))) for line in page.lines)
    return tuple(Line(words, line.rtl) for line, words in lines if words)


def word_at(page: PageText, x: float, y: float) -> Word | None:
    """The word at a point (points from the top left), or so near that it is meant."""
    near = [(_away(word.box, x, y), word) for word in page.words()]
    least = min(near, key=lambda pair: pair[0], default=None)
    return None if least is None or least[0] > _NEAR else least[1]


def line_at(page: PageText, x: float, y: float) -> Line | None:
    """The line of the word at a point; where none is, that whose box holds the point."""
    word = word_at(page, x, y)
    for line in page.lines:
        if word is not None and any(word is each for each in line.words):
            return line
    holding = (line for line in page.lines if word is None and _away(line.box, x, y) == 0)
    return next(holding, None)


def _flat(page: PageText) -> tuple[str, list[tuple[Box, int] | None]]:
    """The folded page in one line, and for each character the box of its word and its line."""
    parts: list[str] = []
    places: list[tuple[Box, int] | None] = []
    for number, line in enumerate(page.lines):
        for word in line.words:
            text = folded(word.text)
            parts.append(text)
            places += [(word.box, number)] * len(text)
            places.append(None)
    return " ".join(parts), places


def _boxes(touched: list[tuple[Box, int]]) -> tuple[Box, ...]:
    by_line: dict[int, list[Box]] = {}
    for box, line in touched:
        by_line.setdefault(line, []).append(box)
    return tuple(around(iter(boxes)) for boxes in by_line.values())


def _lies_in(word: Box, box: Box) -> bool:
    """By half of its area."""
    left, top, right, bottom = _straight(box)
    across = min(word[2], right) - max(word[0], left)
    down = min(word[3], bottom) - max(word[1], top)
    area = (word[2] - word[0]) * (word[3] - word[1])
    return across > 0 and down > 0 and 2 * across * down >= area


def _straight(box: Box) -> Box:
    """A box may have been dragged from any corner."""
    x, y, to_x, to_y = box
    return min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)


def _away(box: Box, x: float, y: float) -> float:
    left, top, right, bottom = box
    across = max(left - x, x - right, 0)
    down = max(top - y, y - bottom, 0)
    return max(across, down)
