"""Header rows and their columns: which table a row of labels heads, and what stands under each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz import fuzz

from shamay_desktop.documents.extraction.tabu.bands import Band, Block, Token, scale
from shamay_desktop.documents.extraction.tabu.labels import INLINE, TABLES, Table
from shamay_desktop.domain.reading.page_text import Box, Method, PageText, around

_REACH = 16.0
"""How far below a header row the upright lines of its values begin, at most."""
_ALIKE, _LONG = 75, 5
"""Likeness (of 100) from which a recognised word of so many letters is a word of a label."""

_STRAIGHT = str.maketrans("״”׳’", "\"\"''")

Cells = dict[str, list[Token]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its key, from where to where it goes, and where its label stands."""

    key: str
    left: float
    right: float
    label: Box


@dataclass(frozen=True, slots=True)
class Header:
    """A header row: its table, its columns from the right, and its labels as printed."""

    table: Table
    columns: tuple[Column, ...]
    labels: tuple[str, ...]
    lined: bool = True
    edges: dict[str, float] = field(default_factory=dict)

    def of_row(self, band: Band) -> Cells:
        """The words of a row under each column.

        Without drawn lines a label in the middle of its column does not say where that ends: a
        full row is then told apart by its order, and a row after it by where that one's cells end.
        """
        if not self.lined and len(band.blocks) == len(self.columns):
            ordered = _from_the_right(band)
            cells = {
                column.key: list(block.tokens)
                for column, block in zip(self.columns, ordered, strict=True)
            }
            self.edges.update({key: _edge(tokens) for key, tokens in cells.items()})
            return cells
        if self.edges:
            return self._by_edges(band)
        return self.cells(band.tokens)

    def _by_edges(self, band: Band) -> Cells:
        cells: Cells = {}
        for block in band.blocks:
            edge = _edge(block.tokens)
            key = min(self.edges, key=lambda each: abs(self.edges[each] - edge))
            cells.setdefault(key, []).extend(block.tokens)
        return cells

    def cells(self, tokens: Sequence[Token]) -> Cells:
        """The words under each column; those under none are under ""."""
        cells: Cells = {}
        for token in tokens:
            key = next(
                (each.key for each in self.columns if each.left <= token.middle < each.right), ""
            )
            cells.setdefault(key, []).append(token)
        return cells


def _edge(tokens: Sequence[Token]) -> float:
    return max(token.word.box[2] for token in tokens)


def bare(text: str) -> str:
    """A label without its colon, with the straight quotation marks of the tables here."""
    return bare_marks(text).replace("''", '"').strip(" :")


def header_of(tokens: Sequence[Token]) -> Header | None:
    """The header row that words make up; None when they are something else."""
    labels = _labels(tokens)
    if labels is None:
        return None
    names = tuple(name for name, _ in labels)
    table = _table_of(names)
    if table is None:
        return None
    page = tokens[0].page
    uprights = sorted(_uprights(page, around(box for _, box in labels)))
    columns = tuple(_columns(uprights, table, labels))
    return Header(table, columns, names, lined=bool(uprights))


def split_header(band: Band) -> tuple[Header | None, list[Token]]:
    """The header row in a band, and the words beside it.

    Beside the header of a part stands what the long cells of its record go on with: a long name
    or act runs down along the rows of the parts.
    """
    cells = [_downwards(block) for block in _from_the_right(band)]
    header = header_of([token for cell in cells for token in cell])
    if header is not None:
        return header, []
    labels = [cell for cell in cells if _labels(cell) is not None]
    if not labels:
        return None, []
    header = header_of([token for cell in labels for token in cell])
    if header is None or not header.table.part:
        return None, []
    return header, [token for cell in cells if cell not in labels for token in cell]


def _from_the_right(band: Band) -> list[Block]:
    return sorted(band.blocks, key=lambda each: -_edge(each.tokens))


def _downwards(block: Block) -> list[Token]:
    return sorted(block.tokens, key=lambda token: (token.line, -token.word.box[2]))


@cache
def _vocabulary() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """All labels, the longest first, each with its words."""
    names = {label for table in TABLES for label in table.labels}
    return tuple(sorted(((name, tuple(name.split())) for name in names), key=_longest_first))


def _longest_first(entry: tuple[str, tuple[str, ...]]) -> tuple[int, str]:
    return -len(entry[1]), entry[0]


def _labels(tokens: Sequence[Token]) -> list[tuple[str, Box]] | None:
    """The labels that make up a row, with their boxes; None when it holds anything else."""
    found: list[tuple[str, Box]] = []
    place = 0
    while place < len(tokens):
        label = _label_at(tokens, place)
        if label is None:
            return None
        words = len(label.split())
        found.append((label, around(each.word.box for each in tokens[place : place + words])))
        place += words
    return found or None


def _label_at(tokens: Sequence[Token], place: int) -> str | None:
    for name, words in _vocabulary():
        part = tokens[place : place + len(words)]
        if len(part) == len(words) and all(map(_is_word, part, words)):
            return name
    return None


def _is_word(token: Token, word: str) -> bool:
    text = bare(token.word.text)
    if text == word:
        return True
    if token.page.method is not Method.OCR or len(word) < _LONG:
        return False
    return fuzz.ratio(text, word) >= _ALIKE


def _table_of(names: Sequence[str]) -> Table | None:
    for table in TABLES:
        if all(name in table.labels for name in names) and len(set(names)) == len(names):
            keys = {table.labels[name] for name in names}
            if keys & table.needs:
                return table
    return None


def _columns(
    uprights: list[float], table: Table, labels: list[tuple[str, Box]]
) -> Iterator[Column]:
    """Each column from line to line, else (values stand at the right) from label to label."""
    right = float("inf")
    for number, (name, box) in enumerate(labels):
        after = labels[number + 1][1] if number + 1 < len(labels) else None
        left, next_right = _between(uprights, box, after)
        yield Column(table.labels[name], left, right, box)
        right = next_right


def _between(uprights: list[float], box: Box, after: Box | None) -> tuple[float, float]:
    """Where a column ends on the left, and where the next begins."""
    if after is None:
        inside = [across for across in uprights if across < box[0] + 1]
        return (max(inside) if len(inside) > 1 else float("-inf")), float("-inf")
    inside = [across for across in uprights if after[2] - 1 < across < box[0] + 1]
    if inside:
        return max(inside), min(inside)
    gap = after[2] + min(3.0, (box[0] - after[2]) / 2)
    return gap, gap


def _uprights(page: PageText, header: Box) -> Iterator[float]:
    reach = _REACH * scale(page)
    for ruling in page.rulings:
        left, top, right, bottom = ruling.box
        if not ruling.level and top < header[3] + reach and bottom > header[1] - 4:
            yield (left + right) / 2


@cache
def _inline_labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (key, re.compile(re.escape(label) + r" ?:"))
        for label, key in sorted(INLINE.items(), key=lambda entry: -len(entry[0]))
    )


@dataclass(frozen=True, slots=True)
class Inline:
    """A row such as "הערות: …": its key, where its label stands, its value, what is beside it."""

    key: str
    label: Box
    value: list[Token]
    beside: list[Token]


def inline_of(band: Band) -> Inline | None:
    """The row with a label inside that a band is; None when it is something else."""
    for block in _from_the_right(band):
        first = [token for token in _downwards(block) if token.line == block.top]
        text = bare_marks(" ".join(token.word.text for token in first))
        for key, pattern in _inline_labels():
            match = pattern.match(text)
            if match:
                return _inline(band, key, _tokens_of(first, len(match[0])))
    return None


def _inline(band: Band, key: str, label: list[Token]) -> Inline:
    box = around(token.word.box for token in label)
    rest = [token for token in band.tokens if token not in label]
    value = [token for token in rest if token.word.box[2] < box[2] + 1]
    return Inline(key, box, value, [token for token in rest if token not in value])


def bare_marks(text: str) -> str:
    """A text with the straight quotation marks of the labels here, as long as before."""
    return text.translate(_STRAIGHT)


def _tokens_of(tokens: Sequence[Token], length: int) -> list[Token]:
    """The first words that make up so many letters (with the blanks between)."""
    taken: list[Token] = []
    covered = 0
    for token in tokens:
        if covered >= length:
            break
        taken.append(token)
        covered += len(token.word.text) + 1
    return taken
