"""The words of one page with their places, whether it had them as text or they were recognised."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the top left of the page as shown (y grows down).

A page of a PDF is shown as its own /Rotate says; a picture is its own page, its pixels scaled so
that the longer side is at most 1,224 points (A3). What a person turned does not change a box.
"""


class Method(StrEnum):
    """How the words of a page came about."""

    TEXT = "text"
    OCR = "ocr"


@dataclass(frozen=True, slots=True)
class Word:
    """A run without blanks. `text` in the order in which it is read; `confidence` from 0 to 1.

    `apart` is how its figures read when they were read apart from words ("" when they were not,
    or there are none): where it differs from `text`, the number is not to be believed.
    """

    text: str
    box: Box
    confidence: float = 1
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one line in the order in which they are read; `rtl` is its base direction."""

    words: tuple[Word, ...]
    rtl: bool = True

    @property
    def text(self) -> str:
        """The line as it is read: words with one blank between."""
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        """What holds all its words."""
        return around(word.box for word in self.words)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight drawn line, level or upright; the thin side is its width."""

    box: Box

    @property
    def level(self) -> bool:
        """Whether it lies; else it stands."""
        left, top, right, bottom = self.box
        return right - left >= bottom - top


@dataclass(frozen=True, slots=True)
class PageText:
    """What was read on a page (from 1); `width` and `height` in points as `Box` says.

    Lines from the top down, those of one height from the right. `problem` is the code of why
    nothing or not all was read (`page_too_slow`, `page_too_heavy`, `page_broken`, `no_engine`).
    `turned` is by how many degrees clockwise the recognised picture had to be turned to be read;
    boxes are of the page as it is shown, not as it was turned.
    """

    page: int
    width: float
    height: float
    method: Method
    lines: tuple[Line, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    problem: str | None = None
    turned: int = 0

    def words(self) -> Iterator[Word]:
        """All words, line by line."""
        for line in self.lines:
            yield from line.words

    @property
    def text(self) -> str:
        """The page as it is read, a line a line."""
        return "\n".join(line.text for line in self.lines)


def around(boxes: Iterator[Box]) -> Box:
    """The least box that holds all; ValueError without any."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
