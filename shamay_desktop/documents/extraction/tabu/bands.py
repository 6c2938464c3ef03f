"""From pages to bands: the lines that make one row of a table, without headers and footers.

A cell of two lines splits its row in the order of drawing; what belongs together is found by
where it stands: lines that follow one another closely in the same column are one row, whatever
line of it the number of the deed landed on.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from shamay_desktop.domain.reading.page_text import Box, Method, PageText, Ruling, Word, around

_A4_WIDTH = 595.3
_SAME_LINE = 4.0
"""Points between the middles of words that stand on one line."""
_WRAPPED = 12.4
"""Points from a line to the next of the same cell, at most; rows stand at least 14 apart."""

HEBREW = re.compile(r"[א-ת]")
PAGE_OF = re.compile(r"עמוד:? ?(\d{1,4}) ?מתוך:? ?(\d{1,4})")
IDENTIFICATION = re.compile(
    r"גוש ?:? ?(\d{1,6}).{0,12}?חלקה ?:? ?(\d{1,5})(?:.{0,6}?תת ?חלקה ?:? ?(\d{1,5}))?"
)
BOOK = re.compile(r"ספר ?:? ?(\d{1,6}).{0,12}?דף ?:? ?(\d{1,5})")


@dataclass(frozen=True, slots=True)
class Token:
    """A word at its place: its page, the line of the page that it stands on, its turn in it."""

    word: Word
    page: PageText
    line: float
    turn: tuple[float, int]

    @property
    def middle(self) -> float:
        """Its middle from the left."""
        return (self.word.box[0] + self.word.box[2]) / 2


@dataclass(frozen=True, slots=True)
class Strip:
    """What stands on one level of a page, over all columns."""

    page: PageText
    tokens: tuple[Token, ...]

    @property
    def box(self) -> Box:
        """What holds all its words."""
        return around(token.word.box for token in self.tokens)

    @property
    def base(self) -> float:
        """The level on which its letters stand; tails of single letters do not move it."""
        return median(token.word.box[3] for token in self.tokens)

    @property
    def text(self) -> str:
        """As it is read from the right."""
        return reading(self.tokens)


@dataclass(frozen=True, slots=True)
class Band:
    """One row: its lines; `first` when no other stands above it on its page."""

    strips: tuple[Strip, ...]
    first: bool

    @property
    def page(self) -> PageText:
        """The page that it stands on."""
        return self.strips[0].page

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All its words."""
        return tuple(token for strip in self.strips for token in strip.tokens)

    @property
    def box(self) -> Box:
        """What holds all its words."""
        return around(token.word.box for token in self.tokens)

    @property
    def text(self) -> str:
        """As it is read, line by line."""
        return reading(self.tokens)


def scale(page: PageText) -> float:
    """What distances of an A4 page are multiplied with on this one."""
    return page.width / _A4_WIDTH if page.method is Method.OCR else 1.0


def in_order(tokens: Sequence[Token]) -> list[Token]:
    """The words of a cell as they are read: numbers alone from the left, else as their line is."""
    ordered: list[Token] = []
    for key in sorted({(token.page.page, token.line) for token in tokens}):
        here = [token for token in tokens if (token.page.page, token.line) == key]
        if any(HEBREW.search(token.word.text) for token in here):
            here.sort(key=lambda token: token.turn)
        else:
            here.sort(key=lambda token: token.word.box[0])
        ordered += here
    return ordered


def reading(tokens: Sequence[Token]) -> str:
    """The words as they are read, one blank between."""
    return " ".join(token.word.text for token in in_order(tokens))


def strips(page: PageText) -> list[Strip]:
    """The page's levels from the top down."""
    near = _SAME_LINE * scale(page)
    placed = sorted((_middle(line.box), number) for number, line in enumerate(page.lines))
    groups: list[list[int]] = []
    level = 0.0
    for middle, number in placed:
        if groups and middle - level <= near:
            groups[-1].append(number)
        else:
            groups.append([number])
            level = middle
    return [_strip(page, numbers) for numbers in groups]


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _strip(page: PageText, numbers: list[int]) -> Strip:
    level = min(page.lines[number].box[1] for number in numbers)
    tokens = [
        Token(word, page, level, (-page.lines[number].box[2], turn))
        for number in numbers
        for turn, word in enumerate(page.lines[number].words)
    ]
    return Strip(page, tuple(tokens))


def head_and_body(page: PageText) -> tuple[list[Strip], list[Strip]]:
    """What repeats on every page (down to the line that names the parcel), and what follows."""
    everything = [strip for strip in strips(page) if not PAGE_OF.search(strip.text)]
    for number, strip in enumerate(everything):
        if strip.box[3] > page.height / 2:
            break
        if IDENTIFICATION.search(strip.text) or BOOK.search(strip.text):
            return everything[: number + 1], everything[number + 1 :]
    return [], everything


def bands(page: PageText) -> Iterator[Band]:
    """The rows of a page's body from the top down."""
    kept: list[Strip] = []
    first = True
    for strip in head_and_body(page)[1]:
        if kept and not _goes_on(kept, strip):
            yield Band(tuple(kept), first)
            kept, first = [], False
        kept.append(strip)
    if kept:
        yield Band(tuple(kept), first)


def _goes_on(above: list[Strip], strip: Strip) -> bool:
    """Whether a level is still the row of those above it."""
    bottom = max(each.box[3] for each in above)
    top = strip.box[1]
    if top < bottom - 0.25 * (strip.box[3] - top):
        return True
    last = [each for each in above if strip.base - each.base <= _WRAPPED * scale(strip.page)]
    return any(
        _overlap(token.word.box, upper.word.box)
        and not _ruled_between(strip.page, upper.word.box, token.word.box)
        for each in last
        for upper in each.tokens
        for token in strip.tokens
    )


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2]


def _ruled_between(page: PageText, upper: Box, lower: Box) -> bool:
    middle = (max(upper[0], lower[0]) + min(upper[2], lower[2])) / 2
    top, bottom = _middle(upper), _middle(lower)
    return any(_lies_between(ruling, middle, top, bottom) for ruling in page.rulings)


def _lies_between(ruling: Ruling, across: float, top: float, bottom: float) -> bool:
    left, upper, right, lower = ruling.box
    return ruling.level and left <= across <= right and top < (upper + lower) / 2 < bottom
