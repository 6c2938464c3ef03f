"""The Unicode Bidirectional Algorithm (UAX #9, revision 46): the visual order of mixed text.

`resolve` finds the levels of a whole paragraph; `Paragraph.line` orders one line of it after
the lines have been broken. Base levels are 0 (left to right), 1 (right to left) or None (that
of the first strong character). Classes come from the standard library's Unicode data.
"""

import re
from dataclasses import dataclass
from functools import cache

from shamay_desktop.i18n.bidi.characters import classes as classes_of
from shamay_desktop.i18n.bidi.characters import mirrors
from shamay_desktop.i18n.bidi.explicit import EXPLICIT, base_level, explicit_levels, sequences
from shamay_desktop.i18n.bidi.implicit import resolved
from shamay_desktop.i18n.isolates import MARKS

LEFT_TO_RIGHT, RIGHT_TO_LEFT = 0, 1

_NOT_LEFT = re.compile("[RANefghijkqpB]")
_NOT_RIGHT = re.compile("[LAENefghijkqpB]")
_BLANK = "wijkqbefghp"
_SEPARATED = re.compile("[wijkqbefghp]*[SB]")
_SAME = re.compile(b"(.)\\1*", re.DOTALL)
_CONTROLS = re.compile(f"[{MARKS}]")
_IMPLICIT = [
    [str.maketrans("LREN", "".join(chr(level + up) for up in ups)) for level in range(127)]
    for ups in ((0, 1, 2, 2), (1, 0, 1, 1))
]


@dataclass(frozen=True, slots=True)
class VisualRun:
    """Characters start..end of the text that run in one direction; odd levels run leftwards."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with a level (a byte) a character; lines are ordered one by one."""

    text: str
    base: int
    levels: bytes
    classes: str

    def line(self, start: int = 0, end: int | None = None) -> list[VisualRun]:
        """L1 and L2: the runs of characters start..end as they stand from left to right."""
        stop = len(self.text) if end is None else end
        runs = _runs(self._line_levels(start, stop), start)
        if len(runs) < 2:
            return runs
        levels = [run.level for run in runs]
        for level in range(max(levels), min(odd for odd in (*levels, 127) if odd % 2) - 1, -1):
            runs = _reversed_from(runs, level)
        return runs

    def shown(self, start: int, end: int, level: int) -> str:
        """Characters of one run from left to right: L3, L4, and control marks taken out.

        Combining marks stay after the letter that they stand on, as fonts expect them.
        """
        piece = _CONTROLS.sub("", self.text[start:end])
        if level % 2 == 0:
            return piece
        if "m" in self.classes[start:end]:
            piece = _clusters_turned(piece)
        else:
            piece = piece[::-1]
        return _mirrored().sub(lambda found: chr(mirrors()[ord(found[0])]), piece)

    def _line_levels(self, start: int, stop: int) -> bytearray:
        """L1: separators, and white space before them or at the line's end, fall to the base."""
        levels = bytearray(self.levels[start:stop])
        classes = self.classes[start:stop]
        trailing = len(classes.rstrip(_BLANK))
        levels[trailing:] = bytes((self.base,)) * (len(levels) - trailing)
        for found in _SEPARATED.finditer(classes) if "S" in classes or "B" in classes else ():
            first, last = found.span()
            levels[first:last] = bytes((self.base,)) * (last - first)
        return levels


def resolve(text: str, base: int | None = None) -> Paragraph:
    """The levels of one paragraph (rules P2 to I2)."""
    letters = classes_of(text)
    level = base_level(letters) if base is None else base
    if not (_NOT_RIGHT if level else _NOT_LEFT).search(letters):
        return Paragraph(text, level, bytes((level,)) * len(text), letters)
    if not EXPLICIT.search(letters):
        side = "LR"[level]
        levels = _levels_of(resolved(text, letters, level, side, side), level)
        return Paragraph(text, level, levels, letters)
    return Paragraph(text, level, bytes(_isolated(text, letters, level)), letters)


def _isolated(text: str, letters: str, base: int) -> list[int]:
    """The levels of a paragraph that holds isolates or embeddings."""
    levels, overridden = explicit_levels(letters, base)
    for part in sequences(letters, overridden, levels, base):
        characters = "".join([text[at] for at in part.indices])
        sides = resolved(characters, part.classes, part.level, part.sos, part.eos)
        for at, level in zip(part.indices, _levels_of(sides, part.level), strict=True):
            levels[at] = level
    for at, letter in enumerate(letters):  # X9: a removed character goes with its neighbour
        if letter in "befghp":
            levels[at] = levels[at - 1] if at else base
    return levels


def _levels_of(sides: str, level: int) -> bytes:
    """I1 and I2, as a bytes object: a level a character."""
    return sides.translate(_IMPLICIT[level % 2][level]).encode("latin-1")


def _runs(levels: bytearray, start: int) -> list[VisualRun]:
    return [
        VisualRun(start + found.start(), start + found.end(), levels[found.start()])
        for found in _SAME.finditer(levels)
    ]


def _reversed_from(runs: list[VisualRun], level: int) -> list[VisualRun]:
    """L2 for one level: each stretch of runs at this level or above is turned round."""
    turned: list[VisualRun] = []
    stretch: list[VisualRun] = []
    for run in runs:
        if run.level >= level:
            stretch.insert(0, run)
            continue
        turned += [*stretch, run]
        stretch = []
    return turned + stretch


def levels(text: str, base: int | None = None) -> list[int]:
    """The level of each character when the text is one line."""
    paragraph = resolve(text, base)
    return list(paragraph._line_levels(0, len(text)))


def visual_order(text: str, base: int | None = None) -> list[int]:
    """The logical index of each position of the line, from left to right."""
    order: list[int] = []
    for run in resolve(text, base).line():
        span = range(run.start, run.end)
        order += reversed(span) if run.level % 2 else span
    return order


def visual(text: str, base: int | None = None) -> str:
    """The text as it stands on one line from left to right, mirrored, without control marks."""
    paragraph = resolve(text, base)
    return "".join(paragraph.shown(run.start, run.end, run.level) for run in paragraph.line())


def _clusters_turned(piece: str) -> str:
    clusters: list[str] = []
    for character, letter in zip(piece, classes_of(piece), strict=True):
        if letter == "m" and clusters:
            clusters[-1] += character
        else:
            clusters.append(character)
    return "".join(reversed(clusters))


@cache
def _mirrored() -> re.Pattern[str]:
    return re.compile("[" + re.escape("".join(map(chr, mirrors()))) + "]")
