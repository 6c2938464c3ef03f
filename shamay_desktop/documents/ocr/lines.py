"""Characters as they stand on the paper put into the order in which they are read."""

import re
from collections.abc import Sequence
from statistics import fmean

from shamay_desktop.documents.ocr.glyph import Glyph
from shamay_desktop.i18n.bidi import visual_order

_HEBREW = re.compile("[א-ת]")
_SHARE = re.compile(r"(?<=\d)(?: / ?|/ )(?=\d)")


def is_rtl(text: str) -> bool:
    """Whether a line runs leftwards: it has Hebrew letters."""
    return bool(_HEBREW.search(text))


def read_runs(glyphs: Sequence[Glyph]) -> tuple[list["Run"], bool]:
    """The words of one line in reading order, and whether it runs leftwards.

    The engine's own order turns the sides of shares round and scatters mixed words; what stands
    where does not lie, and UAX #9 undoes what it did (its own inverse for what papers hold).
    """
    standing = _spaced(sorted(glyphs, key=lambda glyph: glyph.box[0] + glyph.box[2]))
    standing = _shares_closed(standing)
    shown = "".join(" " if glyph is None else _one(glyph.text) for glyph in standing)
    rtl = is_rtl(shown)
    order = visual_order(shown, 1 if rtl else 0)
    runs: list[list[Glyph]] = [[]]
    for at in order:
        glyph = standing[at]
        if glyph is None:
            runs.append([])
        else:
            runs[-1].append(glyph)
    return [Run(run) for run in runs if run], rtl


def _spaced(glyphs: list[Glyph]) -> list[Glyph | None]:
    """None where a blank is: between the words that the engine parted."""
    spaced: list[Glyph | None] = []
    for before, glyph in zip([None, *glyphs], glyphs, strict=False):
        if before is not None and before.word != glyph.word:
            spaced.append(None)
        spaced.append(glyph)
    return spaced


def _shares_closed(standing: list[Glyph | None]) -> list[Glyph | None]:
    """`104/ 5975` is one share: its blank would make two numbers of it that change sides."""
    shown = "".join(" " if glyph is None else _one(glyph.text) for glyph in standing)
    gone = {
        at for found in _SHARE.finditer(shown) for at in range(*found.span()) if shown[at] == " "
    }
    return [glyph for at, glyph in enumerate(standing) if at not in gone]


def _one(text: str) -> str:
    """One character for the order's sake."""
    return text[0]


class Run:
    """A word's characters in reading order."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        self.glyphs = tuple(glyphs)

    @property
    def text(self) -> str:
        """As it is read."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Around all characters."""
        lefts, tops, rights, bottoms = zip(*(glyph.box for glyph in self.glyphs), strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)

    @property
    def confidence(self) -> float:
        """The mean of the characters'."""
        return fmean(glyph.confidence for glyph in self.glyphs)

    def part(self, start: int, end: int) -> "Run":
        """The characters from `start` to `end` of the text."""
        chosen, at = [], 0
        for glyph in self.glyphs:
            if at < end and at + len(glyph.text) > start:
                chosen.append(glyph)
            at += len(glyph.text)
        return Run(chosen)
