"""The words of the shown page as a person points at them: which word is here, what a drag means."""

from collections.abc import Callable
from dataclasses import dataclass

from shamay_desktop.domain.reading.page_text import Box, PageText, Word, around
from shamay_desktop.domain.reading.searching import words_in

LINE_WEIGHT = 4.0
"""A drag between two lines belongs to the nearer line, even when a word above is nearer across."""


@dataclass(frozen=True, slots=True)
class Picked:
    """What a person marked on a page: its words, the place that holds them, a box a line."""

    page: int
    text: str
    box: Box
    parts: tuple[Box, ...] = ()
    free: bool = False
    """Whether the box was drawn by hand: then its sides are the person's, not the words'."""


class PaperWords:
    """The words of a paper's pages as far as they were read; may be asked in any thread."""

    def __init__(self, pages: int, read: Callable[[int], PageText | None]) -> None:
        """`read` gives what is kept of a page, None when it was not read; it is slow."""
        self.pages = pages
        self._read = read
        self._known: dict[int, PageText] = {}

    def page(self, page: int) -> PageText | None:
        """What was read of a page; asked for again until it is there."""
        known = self._known.get(page)
        if known is None and (known := self._read(page)) is not None:
            self._known[page] = known
        return known

    def pointed(self, page: int) -> "PageWords | None":
        """A page's words for pointing at them."""
        text = self.page(page)
        return None if text is None else PageWords(text)


class PageWords:
    """The words of one page in reading order, by number."""

    def __init__(self, page: PageText) -> None:
        self.page = page.page
        self._text = page
        self.words: list[Word] = []
        self._line_of: list[int] = []
        self._rtl: list[bool] = []
        self._spans: list[tuple[Box, range]] = []
        for number, line in enumerate(page.lines):
            self._rtl.append(line.rtl)
            if line.words:
                first = len(self.words)
                self._spans.append((line.box, range(first, first + len(line.words))))
            self.words += line.words
            self._line_of += [number] * len(line.words)

    def at(self, x: float, y: float) -> int | None:
        """The word under a point, None where there is none."""
        for box, numbers in self._spans:
            if _away(box, x, y):
                continue
            for number in numbers:
                if not _away(self.words[number].box, x, y):
                    return number
        return None

    def nearest(self, x: float, y: float) -> int | None:
        """The word nearest to a point, its line before all; None on a page without words."""
        best, least = None, float("inf")
        # A line is never nearer than its box: of most lines no word is looked at.
        for bound, numbers in sorted(
            ((_away(box, x, y), numbers) for box, numbers in self._spans), key=lambda one: one[0]
        ):
            if bound >= least:
                break
            for number in numbers:
                away = _away(self.words[number].box, x, y)
                if away < least:
                    best, least = number, away
        return best

    def first_in(self, box: Box) -> int | None:
        """The first word, in reading order, whose middle lies in a part of the page."""
        left, top, right, bottom = box
        for number, word in enumerate(self.words):
            x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
            if left <= x <= right and top <= y <= bottom:
                return number
        return 0 if self.words else None

    def inside(self, box: Box) -> str:
        """The words that lie mostly in a part of the page, a line a line."""
        return "\n".join(line.text for line in words_in(self._text, box))

    def picked(self, one: int, other: int) -> Picked:
        """The words from one to the other, whichever comes first, as they are read."""
        first, last = min(one, other), max(one, other)
        lines: dict[int, list[Word]] = {}
        for number in range(first, last + 1):
            lines.setdefault(self._line_of[number], []).append(self.words[number])
        parts = tuple(around(word.box for word in words) for words in lines.values())
        text = "\n".join(" ".join(word.text for word in words) for words in lines.values())
        return Picked(self.page, text, around(iter(parts)), parts)

    def beside(self, number: int, way: int) -> int:
        """The word read next (1) or before (-1), or the same at the ends."""
        return min(max(number + way, 0), len(self.words) - 1)

    def aside(self, number: int, way: int) -> int:
        """The word at the right (1) or the left (-1): against the order of a Hebrew line."""
        return self.beside(number, -way if self._rtl[self._line_of[number]] else way)

    def above(self, number: int, way: int) -> int:
        """The word most nearly over (-1) or under (1) this one, or the same at the ends."""
        left, top, right, bottom = self.words[number].box
        x, y = (left + right) / 2, (top + bottom) / 2
        height = max(bottom - top, 1.0)
        best, least = number, float("inf")
        for other, word in enumerate(self.words):
            box = word.box
            down = ((box[1] + box[3]) / 2 - y) * way
            if down <= height / 2:
                continue
            away = LINE_WEIGHT * down + max(box[0] - x, 0.0, x - box[2])
            if away < least:
                best, least = other, away
        return best


def _away(box: Box, x: float, y: float) -> float:
    """How far a point is from a box; 0 inside."""
    left, top, right, bottom = box
    return max(left - x, 0.0, x - right) + LINE_WEIGHT * max(top - y, 0.0, y - bottom)
