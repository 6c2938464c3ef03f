"""Values beside their labels: in the label's own cell, in the next to its left, or below it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from shamay_desktop.documents.extraction.tables import bare, middle_x, middle_y, rows_of
from shamay_desktop.domain.reading.page_text import PageText, Word, around

Labels = Mapping[str, tuple[str, ...]]
"""How the labels of values are written, by the key of the value; longest match wins."""

MOST_WORDS = 4_000
"""A form of the densest print has some 1,500; a page made to hold up the program has more."""

_GLUED = re.compile(r"(.*[א-ת\"'״׳)]\s*:)(\S.*)")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label on a page, the words after it in its own cell, and those of the cells beside it."""

    key: str
    label: tuple[Word, ...]
    own: tuple[Word, ...]
    left: tuple[Word, ...]
    below: tuple[Word, ...]

    def value(self) -> tuple[Word, ...]:
        """What stands in its own cell; else to its left, else below."""
        return self.own or self.left or self.below


@dataclass(frozen=True, slots=True)
class _Hit:
    key: str
    start: int
    end: int


def labelled(page: PageText, labels: Labels) -> list[Labelled]:
    """The labels of a page with their values, from the top; none of a page that is no form."""
    if sum(len(line.words) for line in page.lines) > MOST_WORDS:
        return []
    rows = [tuple(_split(row)) for row in rows_of(page.words())]
    hits = [_hits(row, labels) for row in rows]
    return [
        _labelled(page, rows, hits, place, hit) for place in range(len(rows)) for hit in hits[place]
    ]


def _split(row: Iterable[Word]) -> Iterable[Word]:
    """A value that is glued to its label ("מגרש:1") is a word of its own."""
    for word in row:
        match = _GLUED.fullmatch(word.text)
        if match is None:
            yield word
            continue
        left, top, right, bottom = word.box
        border = right - (right - left) * len(match[1]) / len(word.text)
        yield replace(word, text=match[1], box=(border, top, right, bottom), apart="")
        yield replace(word, text=match[2], box=(left, top, border, bottom))


def _hits(row: Sequence[Word], labels: Labels) -> list[_Hit]:
    found: list[_Hit] = []
    start = 0
    while start < len(row):
        hit = _hit(row, start, labels)
        if hit is None:
            start += 1
        else:
            found.append(hit)
            start = hit.end
    return found


def _hit(row: Sequence[Word], start: int, labels: Labels) -> _Hit | None:
    best: _Hit | None = None
    for key, ways in labels.items():
        for way in ways:
            end = _matched(row, start, way.split())
            if end is not None and (best is None or end > best.end):
                best = _Hit(key, start, end)
    return best


def _matched(row: Sequence[Word], start: int, way: Sequence[str]) -> int | None:
    """Where a label that begins at a word ends; marks that stand alone are passed over.

    In a label of several words a word may have a slip that a word alone may not have.
    """
    place, likeness, length = start, 0.0, 0
    for name in way:
        while place > start and place < len(row) and not bare(row[place].text):
            place += 1
        if place >= len(row):
            return None
        like = _likeness(row[place].text, name)
        if like < (66 if len(way) > 1 else 80):
            return None
        likeness, length = likeness + like * len(name), length + len(name)
        place += 1
    return place if likeness >= 84 * length else None


@lru_cache(maxsize=50_000)
def _likeness(text: str, name: str) -> float:
    """How much a word is like a label's, to 100; short words are it, or are not."""
    left, right = bare(text), bare(name)
    if left == right:
        return 100
    return fuzz.ratio(left, right) if min(len(left), len(right)) >= 4 else 0


def _labelled(
    page: PageText,
    rows: Sequence[Sequence[Word]],
    hits: Sequence[Sequence[_Hit]],
    place: int,
    hit: _Hit,
) -> Labelled:
    row = rows[place]
    label = tuple(row[hit.start : hit.end])
    following = [other.start for other in hits[place] if other.start >= hit.end]
    rest = row[hit.end : min(following, default=len(row))]
    borders = _borders(page, label)
    edge = max((x for x in borders if x < middle_x(label[-1])), default=float("-inf"))
    own = _said(word for word in rest if middle_x(word) > edge)
    further = max((x for x in borders if x < edge - 4), default=float("-inf"))
    left = _said(word for word in rest if further < middle_x(word) <= edge)
    return Labelled(hit.key, label, own, left, _below(rows, hits, place, label, borders))


def _said(words: Iterable[Word]) -> tuple[Word, ...]:
    """Words that say something: more than colons, lines to write on and what is left of rulings."""
    return tuple(word for word in words if re.search(r"[\wא-ת]", word.text.replace("_", "")))


def _borders(page: PageText, label: Sequence[Word]) -> list[float]:
    """Where upright lines cross the height of a label."""
    height = middle_y(label[0])
    return [
        (ruling.box[0] + ruling.box[2]) / 2
        for ruling in page.rulings
        if not ruling.level
        and ruling.box[1] <= height <= ruling.box[3]
        and ruling.box[3] - ruling.box[1] >= 8
    ]


def _below(
    rows: Sequence[Sequence[Word]],
    hits: Sequence[Sequence[_Hit]],
    place: int,
    label: Sequence[Word],
    borders: Sequence[float],
) -> tuple[Word, ...]:
    """The words of the next row under a label, unless labels stand there, too."""
    if place + 1 >= len(rows) or hits[place + 1]:
        return ()
    left, top, right, bottom = around(word.box for word in label)
    low = max((x for x in borders if x <= left + 2), default=left - 20)
    high = min((x for x in borders if x >= right - 2), default=right + 20)
    under = [word for word in rows[place + 1] if low <= middle_x(word) <= high]
    if not under or min(word.box[1] for word in under) - bottom > 2.5 * (bottom - top):
        return ()
    return _said(under)
