"""A character that was recognised."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyph:
    """One or more letters that stand as one, with their box in pixels of the cleaned picture.

    `confidence` from 0 to 1; `word` numbers the words of what was read at once.
    """

    text: str
    box: tuple[int, int, int, int]
    confidence: float
    word: int
    line: int = 1
