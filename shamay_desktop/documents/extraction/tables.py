"""Tables: columns from the header's words and upright lines, rows from heights."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median

from rapidfuzz import fuzz

from shamay_desktop.domain.reading.page_text import PageText, Word, around

Names = Mapping[str, tuple[str, ...]]
"""How the headers of columns are written, by the column's key; more than one way each."""

_ALIKE = 80
_CLOSE = 4.0
_TALL = 2.4
_WORDS_KEPT = 20_000
"""How many words are remembered as they were folded and compared: a paper repeats its own."""

_BODY = 160.0
"""Points below a header in which its rows are looked at to find where columns part."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by key ("" when its header is not known), between two upright places (points)."""

    key: str
    left: float
    right: float

    def holds(self, word: Word) -> bool:
        """Whether the middle of a word stands in it."""
        return self.left <= middle_x(word) < self.right


@dataclass(frozen=True, slots=True)
class Header:
    """A table's header: its columns from the right, and where it ends."""

    columns: tuple[Column, ...]
    top: float
    bottom: float

    def column(self, key: str) -> Column | None:
        """The column of a key, None when the table has none."""
        return next((column for column in self.columns if column.key == key), None)


@dataclass(frozen=True, slots=True)
class TableRow:
    """Words on one height, and those of each column by its key, in the order of reading."""

    words: tuple[Word, ...]
    cells: Mapping[str, tuple[Word, ...]]

    @property
    def top(self) -> float:
        """Where the highest of its words begins."""
        return min(word.box[1] for word in self.words)

    @property
    def bottom(self) -> float:
        """Where the lowest of its words ends."""
        return max(word.box[3] for word in self.words)

    @property
    def middle(self) -> float:
        """The height on which its words stand."""
        return median(middle_y(word) for word in self.words)

    @property
    def text(self) -> str:
        """The words as they are read."""
        return joined(self.words)


def middle_x(word: Word) -> float:
    """The middle of a word between its sides."""
    return (word.box[0] + word.box[2]) / 2


def middle_y(word: Word) -> float:
    """The middle of a word between top and bottom."""
    return (word.box[1] + word.box[3]) / 2


def joined(words: Iterable[Word]) -> str:
    """Words with one blank between."""
    return " ".join(word.text for word in words)


@lru_cache(maxsize=_WORDS_KEPT)
def bare(text: str) -> str:
    """A word without quotation marks, colons, brackets and other marks around and in it."""
    return re.sub(r"""[^\w/.%-]|_""", "", text).strip(".-")


@lru_cache(maxsize=_WORDS_KEPT)
def alike(text: str, name: str) -> bool:
    """Whether a word is a name, give or take one letter of a scan in a word of four and more."""
    left, right = bare(text), bare(name)
    return left == right or (min(len(left), len(right)) >= 4 and fuzz.ratio(left, right) >= _ALIKE)


def rows_of(words: Iterable[Word]) -> list[tuple[Word, ...]]:
    """Words on one height together, from the top, each row from the right.

    What is more than twice as tall as its fellows (a stamp, a signature) is no part of a row.
    """
    every = list(words)
    if not every:
        return []
    height = median(word.box[3] - word.box[1] for word in every)
    plain = [word for word in every if word.box[3] - word.box[1] <= _TALL * height]
    rows: list[list[Word]] = []
    heights = 0.0
    for word in sorted(plain, key=middle_y):
        place = middle_y(word)
        if rows and place - heights / len(rows[-1]) <= height * 0.55:
            rows[-1].append(word)
            heights += place
        else:
            rows.append([word])
            heights = place
    return [tuple(sorted(row, key=lambda word: -word.box[2])) for row in rows]


def header_in(
    page: PageText, names: Names, required: frozenset[str], top: float = 0, least: int = 0
) -> Header | None:
    """The header below `top` that has the required columns; it may take several lines.

    `least` is how many columns must be known by name.
    """
    rows = rows_of(word for word in page.words() if word.box[1] >= top)
    vocabulary = {word for ways in names.values() for way in ways for word in way.split()}
    belongs = [_share_of(row, vocabulary) for row in rows]
    start = 0
    while start < len(rows):
        if belongs[start] < 0.6:
            start += 1
            continue
        end = start + 1
        while end < len(rows) and belongs[end] >= 0.6 and _near(rows[end - 1], rows[end]):
            end += 1
        header = _header(page, [word for row in rows[start:end] for word in row], names)
        known = {column.key for column in header.columns if column.key}
        if required <= known and len(known) >= least:
            return header
        start = end
    return None


def table_rows(page: PageText, header: Header, bottom: float | None = None) -> list[TableRow]:
    """The rows below a header, as far as `bottom` or the end of the page."""
    end = page.height if bottom is None else bottom
    words = [word for word in page.words() if header.bottom <= middle_y(word) < end]
    return [
        TableRow(
            row,
            {
                column.key: tuple(word for word in row if column.holds(word))
                for column in header.columns
                if column.key
            },
        )
        for row in rows_of(words)
    ]


def _share_of(row: Sequence[Word], vocabulary: Iterable[str]) -> float:
    """Which share of a row's words (with letters) are words of headers."""
    lettered = [word for word in row if re.search(r"[א-ת]", word.text)]
    if not lettered or len(lettered) < len(row) / 2:
        return 0
    known = sum(any(alike(word.text, name) for name in vocabulary) for word in lettered)
    return known / len(lettered)


def _near(above: Sequence[Word], below: Sequence[Word]) -> bool:
    gap = min(word.box[1] for word in below) - max(word.box[3] for word in above)
    return gap <= 1.6 * median(word.box[3] - word.box[1] for word in below)


def _header(page: PageText, words: Sequence[Word], names: Names) -> Header:
    _, top, _, bottom = around(word.box for word in words)
    borders = _borders(page, top, bottom)
    groups = _between(words, borders) if len(borders) >= 3 else _overlapping(page, words, bottom)
    columns = _keyed(groups, names)
    return Header(tuple(sorted(columns, key=lambda column: -column.right)), top, bottom)


def _borders(page: PageText, top: float, bottom: float) -> list[float]:
    """Where upright lines cross at least two fifths of a header's height."""
    places = sorted(
        (ruling.box[0] + ruling.box[2]) / 2
        for ruling in page.rulings
        if not ruling.level
        and min(ruling.box[3], bottom) - max(ruling.box[1], top) >= 0.4 * (bottom - top)
    )
    borders: list[float] = []
    for place in places:
        if not borders or place - borders[-1] > _CLOSE:
            borders.append(place)
    return borders


_Group = tuple[float, float, list[Word]]


def _between(words: Sequence[Word], borders: Sequence[float]) -> list[_Group]:
    """The words between each two upright lines; beyond the outermost, as far as words stand."""
    left, _, right, _ = around(word.box for word in words)
    inner = [place for place in borders if left - _CLOSE < place < right + _CLOSE]
    edges = [min([left - 12, *borders]), *inner, max([right + 12, *borders])]
    edges = sorted(set(edges))
    groups = [
        (low, high, [word for word in words if low <= middle_x(word) < high])
        for low, high in pairwise(edges)
    ]
    return [group for group in groups if group[2] or group[1] - group[0] > 3 * _CLOSE]


def _overlapping(page: PageText, words: Sequence[Word], bottom: float) -> list[_Group]:
    """Without lines: header words above one another are one column.

    Between two headers the border runs where the fewest words of the rows below would be cut.
    """
    stacks: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box[0]):
        stack = stacks[-1] if stacks else None
        if stack and word.box[0] < max(each.box[2] for each in stack) + _gap(stack):
            stack.append(word)
        else:
            stacks.append([word])
    body = [word for word in page.words() if bottom < middle_y(word) < bottom + _BODY and word.text]
    spans = [(min(w.box[0] for w in each), max(w.box[2] for w in each)) for each in stacks]
    cuts = [_cut(body, (spans[at][1], spans[at + 1][0])) for at in range(len(spans) - 1)]
    edges = [0.0, *cuts, page.width]
    return [(edges[at], edges[at + 1], stack) for at, stack in enumerate(stacks)]


def _cut(body: Sequence[Word], between: tuple[float, float]) -> float:
    """The middle of the widest stretch between two headers in which the fewest words stand."""
    low, high = between
    places = sorted(
        {low, high, *(side for word in body for side in word.box[::2] if low < side < high)}
    )
    stretches = [
        (sum(word.box[0] < right and word.box[2] > left for word in body), left - right, left)
        for left, right in pairwise(places)
    ]
    if not stretches:
        return (low + high) / 2
    _, width, left = min(stretches)
    return left - width / 2


def _gap(stack: Sequence[Word]) -> float:
    """A blank between two words of one header cell is at most about half their height."""
    return 0.5 * median(word.box[3] - word.box[1] for word in stack)


def _keyed(groups: Sequence[_Group], names: Names) -> list[Column]:
    """Each group by the name that it is most like; a name is given once, to its best."""
    scored = sorted(
        (
            (max(fuzz.ratio(_text(group[2]), _bare(way)) for way in ways), index, key)
            for index, group in enumerate(groups)
            for key, ways in names.items()
        ),
        reverse=True,
    )
    given: dict[int, str] = {}
    for score, index, key in scored:
        if score >= 65 and index not in given and key not in given.values():
            given[index] = key
    return [Column(given.get(index, ""), low, high) for index, (low, high, _) in enumerate(groups)]


def _text(words: Sequence[Word]) -> str:
    return " ".join(bare(word.text) for row in rows_of(words) for word in row)


def _bare(name: str) -> str:
    return " ".join(bare(word) for word in name.split())
