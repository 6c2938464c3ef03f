"""From pages to bands: the lines that make one row of a table, without headers and footers.

A cell of two lines splits its row in the order of drawing; what belongs together is found by
where it stands: lines that follow one another closely in the same column are one row, whatever
line of it the number of the deed landed on.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from shamay_desktop.domain.reading.page_text import Box, Method, PageText, Word, around

_A4_WIDTH = 595.3
_SAME_LINE = 4.0
"""Points between the middles of words that stand on one line."""
_WRAPPED = 12.4
"""Points from a line to the next of the same cell, at most; rows stand at least 14 apart."""

_MANY_LINES = 6
_GAP, _GAP_LINED = 7.0, 16.0
"""Points between words of one cell, at most: on a page without upright lines, and with them."""

NUMBERS = re.compile(r"[\d/.,:-]+")
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
    def text(self) -> str:
        """As it is read from the right."""
        return reading(self.tokens)


@dataclass(slots=True)
class Block:
    """A cell: lines that follow one another closely in one column, from the top down."""

    page: PageText
    rows: list[list[Token]]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All its words."""
        return tuple(token for row in self.rows for token in row)

    @property
    def top(self) -> float:
        """The middle of its first line."""
        return self.rows[0][0].line


@dataclass(frozen=True, slots=True)
class Band:
    """Cells that begin on one level; `first` when no others stand above them on their page."""

    blocks: tuple[Block, ...]
    first: bool

    @property
    def page(self) -> PageText:
        """The page that it stands on."""
        return self.blocks[0].page

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All its words."""
        return tuple(token for block in self.blocks for token in block.tokens)

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
        if all(NUMBERS.fullmatch(token.word.text) for token in here):
            here.sort(key=lambda token: token.word.box[0])
        else:
            here.sort(key=lambda token: token.turn)
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
    level = median(_middle(page.lines[number].box) for number in numbers)
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
    kept: list[Block] = []
    first = True
    for block in sorted(_blocks(page), key=lambda each: each.top):
        if kept and not (
            block.top - kept[0].top <= _WRAPPED * scale(page) or _set_lower(kept, block)
        ):
            yield Band(tuple(kept), first)
            kept, first = [], False
        kept.append(block)
    if kept:
        yield Band(tuple(kept), first)


def _set_lower(kept: Sequence[Block], block: Block) -> bool:
    """Whether a cell is of a row although it begins lower: beside a cell of several lines.

    Nothing of the row stands above it in its column, and no line is drawn there.
    """
    left, top, right, _ = around(token.word.box for token in block.tokens)
    if not any(len(each.rows) > 1 and top < each.rows[-1][0].word.box[3] for each in kept):
        return False
    for each in kept:
        box = around(token.word.box for token in each.tokens)
        if box[0] < right and left < box[2]:
            return False
    return not _ruled_between(block.page, (left + right) / 2, kept[0].top, block.top)


def _blocks(page: PageText) -> list[Block]:
    """The cells of a page's body."""
    blocks: list[Block] = []
    limit = _WRAPPED * scale(page)
    uprights = [ruling.box for ruling in page.rulings if not ruling.level]
    for strip in head_and_body(page)[1]:
        for segment in _segments(strip, uprights):
            above = next((each for each in blocks if _goes_on(each, segment, limit)), None)
            if above is None:
                blocks.append(Block(page, [segment]))
            elif above.rows[-1][0].line == segment[0].line:
                above.rows[-1] += segment
            else:
                above.rows.append(segment)
    return blocks


def _segments(strip: Strip, uprights: Sequence[Box]) -> Iterator[list[Token]]:
    """The parts of a level that stand in different columns."""
    gap = (_GAP_LINED if len(uprights) >= _MANY_LINES else _GAP) * scale(strip.page)
    level = strip.tokens[0].line
    here = [box for box in uprights if box[1] - 1 <= level <= box[3] + 1]
    part: list[Token] = []
    for token in sorted(strip.tokens, key=lambda each: each.word.box[0]):
        if part and _apart(part, token, gap, here):
            yield part
            part = []
        part.append(token)
    yield part


def _apart(part: list[Token], token: Token, gap: float, uprights: Sequence[Box]) -> bool:
    edge = max(each.word.box[2] for each in part)
    left = token.word.box[0]
    if left - edge > gap:
        return True
    return any(edge - 1 < (box[0] + box[2]) / 2 < left + 1 for box in uprights)


def _goes_on(block: Block, segment: list[Token], limit: float) -> bool:
    """Whether words are the next line of a cell (or further words of its last)."""
    if segment[0].line - block.rows[-1][0].line > 2 * limit:
        return False
    upper = next(
        (row for row in reversed(block.rows) if row[0].line < segment[0].line), block.rows[0]
    )
    pitch = _base(segment) - _base(upper)
    if not 0 < pitch <= limit or segment[0].line <= upper[0].line:
        return False
    above = around(token.word.box for token in upper)
    below = around(token.word.box for token in segment)
    if above[0] >= below[2] or below[0] >= above[2]:
        return False
    across = (max(above[0], below[0]) + min(above[2], below[2])) / 2
    return not _ruled_between(block.page, across, upper[0].line, segment[0].line)


def _base(tokens: Sequence[Token]) -> float:
    """The level on which letters stand; tails of single letters do not move it."""
    return median(token.word.box[3] for token in tokens)


def _ruled_between(page: PageText, across: float, top: float, bottom: float) -> bool:
    for ruling in page.rulings:
        left, upper, right, lower = ruling.box
        if ruling.level and left <= across <= right and top < (upper + lower) / 2 < bottom:
            return True
    return False
