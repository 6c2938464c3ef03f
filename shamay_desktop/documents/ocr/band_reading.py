"""One band of a page, turned, straightened and clean, and what is read in it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from statistics import fmean

import numpy as np
from PIL import Image

from shamay_desktop.documents.imaging.pictures import turned
from shamay_desktop.documents.ocr.cleaning import cleaned, coarse, coarse_step, ink_of
from shamay_desktop.documents.ocr.engine import Engine
from shamay_desktop.documents.ocr.figures import Figures
from shamay_desktop.documents.ocr.fragments import Fragment, fragments_of, letter_height
from shamay_desktop.documents.ocr.glyph import Glyph
from shamay_desktop.documents.ocr.lines import Run, read_runs
from shamay_desktop.documents.ocr.placing import PixelBox, Placing
from shamay_desktop.documents.ocr.sheets import Band
from shamay_desktop.documents.ocr.skew import skew_of, straightened
from shamay_desktop.documents.ocr.slips import mended
from shamay_desktop.domain.reading.page_text import Line, Ruling, Word

_PAD = 0.25
_TWO_LINES = 2.2
_SAMPLE = 6
_SAYS_SOMETHING = re.compile(r"[^\W_]")


class BandReading:
    """Reads a band turned clockwise by `rotation`."""

    def __init__(self, engine: Engine, band: Band, rotation: int) -> None:
        picture = turned(band.picture, rotation)
        skew = skew_of(coarse(ink_of(np.asarray(picture)), coarse_step(band.dpi)))
        straight = straightened(picture, skew)
        self._engine, self._band = engine, band
        self._page = cleaned(np.asarray(straight), band.dpi)
        self._placing = Placing(*straight.size, rotation, skew, band.scale, band.top)
        self._high = letter_height(self._page.parts, self._page.dpi)
        self._read: dict[PixelBox, list[Glyph]] = {}

    @cached_property
    def pieces(self) -> list[Fragment]:
        """The pieces of lines in the order in which they are read."""
        return fragments_of(self._page, self._high) if self._high else []

    def sample(self) -> tuple[int, float]:
        """How many characters the longest pieces have, and their mean confidence."""
        self._show()
        single = [piece for piece in self.pieces if self._is_single(piece)]
        longest = sorted(single, key=lambda piece: -piece.width)[:_SAMPLE]
        glyphs = [glyph for piece in longest for glyph in self._glyphs(piece)]
        return len(glyphs), fmean(glyph.confidence for glyph in glyphs) if glyphs else 0.0

    def lines(self) -> Iterator[Line]:
        """From the top down, those of one height from the right."""
        self._show()
        for piece in self.pieces:
            yield from self._lines_of(piece)

    def rulings(self) -> Iterator[Ruling]:
        """Level ones first."""
        for bars, level in ((self._page.level, True), (self._page.upright, False)):
            for bar in bars:
                yield self._placing.ruling(bar, level=level, step=self._page.step)

    def _show(self) -> None:
        self._engine.show(Image.fromarray(self._page.grey), round(self._band.dpi))

    def _is_single(self, piece: Fragment) -> bool:
        return piece.height < _TWO_LINES * self._high

    def _glyphs(self, piece: Fragment) -> list[Glyph]:
        box = self._box(piece)
        if box not in self._read:
            self._read[box] = self._engine.glyphs(box, single=self._is_single(piece))
        return self._read[box]

    def _lines_of(self, piece: Fragment) -> Iterator[Line]:
        for glyphs in _by_line(self._glyphs(piece)):
            runs, rtl = read_runs(glyphs)
            box = self._box(piece) if self._is_single(piece) else Run(glyphs).box
            figures = Figures(self._engine, runs, box)
            words = _doubted_when_torn([self._word(run, figures) for run in runs])
            own = tuple(word for word in words if self._is_own(word))
            if any(_SAYS_SOMETHING.search(word.text) for word in own):
                yield Line(own, rtl)

    def _box(self, piece: Fragment) -> PixelBox:
        step, (tall, wide) = self._page.step, self._page.grey.shape
        pad = max(2, round(_PAD * self._high * step))
        return (
            max(0, piece.left * step - pad),
            max(0, piece.top * step - pad),
            min(wide, piece.right * step + pad),
            min(tall, piece.bottom * step + pad),
        )

    def _word(self, run: Run, figures: Figures) -> Word:
        text, apart = figures.of(run)
        return Word(mended(text), self._placing.box(run.box), round(run.confidence, 3), apart)

    def _is_own(self, word: Word) -> bool:
        middle = (word.box[1] + word.box[3]) / 2
        return self._band.first <= middle <= self._band.last


def _doubted_when_torn(words: list[Word]) -> list[Word]:
    """`12 50` close together and nothing else: likely one number whose dot or stroke was lost."""
    if len(words) < 2 or not all(word.text.isdecimal() for word in words):
        return words
    stroke = "/" if any("/" in word.apart for word in words) else "."
    whole = stroke.join(word.text for word in words)
    return [replace(word, apart=whole) for word in words]


def _by_line(glyphs: list[Glyph]) -> list[list[Glyph]]:
    lines: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        lines.setdefault(glyph.line, []).append(glyph)
    return list(lines.values())
