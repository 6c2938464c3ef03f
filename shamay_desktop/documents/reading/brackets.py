"""Brackets of a PDF's text: what the reader turned is turned back, and one vote a document.

The reader (PDFium) mirrors the brackets of stretches that it takes for right-to-left. Which those
are follows from its own rule, so its work can be undone: `as_stored`. What a file stores for a
bracket that is drawn `(` is either that shape or the character that was typed; nothing in the
file says which, so the pairs of the whole document vote: `Vote`.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from shamay_desktop.i18n.bidi.characters import classes, mirrors

_OPENING = frozenset("([{<«")
_CLOSING = frozenset(")]}>»")
BRACKETS = _OPENING | _CLOSING
BRACKET = re.compile(f"[{re.escape(''.join(sorted(BRACKETS)))}]")
_BRACKET_OR_END = re.compile(f"{BRACKET.pattern}|\n")
_WEAK = frozenset("ENstcmb")


def mirrored(letter: str) -> str:
    """The mirror image of a bracket, and of nothing else."""
    return chr(mirrors()[ord(letter)]) if letter in BRACKETS else letter


def as_stored(letters: Sequence[str]) -> Sequence[str]:
    """The characters in the reader's order, its mirroring undone; line ends are "\\n"."""
    if BRACKETS.isdisjoint(letters):
        return letters
    stored: list[str] = []
    start = 0
    for index in [index for index, letter in enumerate(letters) if letter == "\n"]:
        stored += _line_as_stored(letters[start:index])
        stored.append("\n")
        start = index + 1
    stored += _line_as_stored(letters[start:])
    return stored


def _line_as_stored(letters: Sequence[str]) -> Sequence[str]:
    """The reader's rule: what is neither goes with the strong characters before it."""
    if BRACKETS.isdisjoint(letters):
        return letters
    sides = [_side(letter) for letter in letters]
    turned = _overall(sides)
    stored: list[str] = []
    for letter, side in zip(letters, sides, strict=True):
        if side in "LR":
            turned = side == "R"
        stored.append(mirrored(letter) if turned else letter)
    return stored


@cache
def _side(letter: str) -> str:
    found = classes(letter[:1] or " ")
    if found in "RA":
        return "R"
    if found == "L":
        return "L"
    return "w" if found in _WEAK else "o"


def _overall(sides: Sequence[str]) -> bool:
    """Whether the reader takes the line for right-to-left: at least as many such stretches."""
    runs = [side for before, side in zip(["", *sides], sides, strict=False) if side != before]
    return runs.count("R") > 0 and runs.count("R") >= runs.count("L")


@dataclass(frozen=True, slots=True)
class Vote:
    """Whether what the document stores for a bracket is its drawn shape: `pairs` against others."""

    drawn: int = 0
    typed: int = 0

    def __add__(self, other: "Vote") -> "Vote":
        return Vote(self.drawn + other.drawn, self.typed + other.typed)

    @property
    def stores_shapes(self) -> bool:
        """Without a majority, the shapes: that is how most writers do it."""
        return self.drawn >= self.typed


def vote_of(pieces: Iterable[str]) -> Vote:
    """The vote of pieces of lines as they stand from left to right: a shape opens to the right."""
    drawn = typed = 0
    # All at once: most pieces have no bracket, and an end of a piece is the mirror of nothing.
    for left, right in itertools.pairwise(_BRACKET_OR_END.findall("\n".join(pieces))):
        if left in _OPENING and mirrored(left) == right:
            drawn += 1
        elif left in _CLOSING and mirrored(left) == right:
            typed += 1
    return Vote(drawn, typed)
