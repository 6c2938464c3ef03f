"""A page of a file recognised: only in the worker program, for it loads the engine."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from shamay_desktop.documents.imaging.pictures import turned
from shamay_desktop.documents.ocr.cleaning import cleaned, coarse, coarse_step, ink_of
from shamay_desktop.documents.ocr.engine import Engine, engine_of
from shamay_desktop.documents.ocr.figures import Figures
from shamay_desktop.documents.ocr.fragments import Fragment, fragments_of, letter_height
from shamay_desktop.documents.ocr.glyph import Glyph
from shamay_desktop.documents.ocr.lines import Run, read_runs
from shamay_desktop.documents.ocr.models import FIGURES, WORDS, find_models, model_folders
from shamay_desktop.documents.ocr.placing import PixelBox, Placing
from shamay_desktop.documents.ocr.sheets import Band, page_of
from shamay_desktop.documents.ocr.skew import skew_of, straightened
from shamay_desktop.domain.reading.page_text import Line, Method, PageText, Ruling, Word

_PAD = 0.5
_TWO_LINES = 2.2
_SAYS_SOMETHING = re.compile(r"[^\W_]")


def recognised(path: Path, page: int, rotation: int = 0, engine: Engine | None = None) -> PageText:
    """The words of a page (from 1) with their boxes. Raises Refused, MemoryError."""
    engine, sheet = engine or _usual_engine(), page_of(Path(path), page)
    lines: list[Line] = []
    rulings: list[Ruling] = []
    for band in sheet.bands:
        found = _Reading(engine, band, rotation)
        lines += found.lines()
        rulings += found.rulings()
    return PageText(
        page, round(sheet.width, 2), round(sheet.height, 2), Method.OCR,
        tuple(lines), tuple(rulings), turned=rotation,
    )  # fmt: skip


def _usual_engine() -> Engine:
    """The engine with the models that this machine has; for scripts."""
    found = find_models(model_folders())
    return engine_of(found.folders[WORDS], found.folders[FIGURES])


class _Reading:
    """One band, turned, straightened and clean."""

    def __init__(self, engine: Engine, band: Band, rotation: int) -> None:
        picture = turned(band.picture, rotation)
        skew = skew_of(coarse(ink_of(np.asarray(picture)), coarse_step(band.dpi)))
        straight = straightened(picture, skew)
        self._engine, self._band = engine, band
        self._page = cleaned(np.asarray(straight), band.dpi)
        self._placing = Placing(*straight.size, rotation, skew, band.scale, band.top)
        self._high = letter_height(self._page.parts, self._page.dpi)
        self._shown = False

    def rulings(self) -> Iterator[Ruling]:
        for bars, level in ((self._page.level, True), (self._page.upright, False)):
            for bar in bars:
                yield self._placing.ruling(bar, level=level, step=self._page.step)

    def lines(self) -> Iterator[Line]:
        if not self._high:
            return
        self._engine.show(Image.fromarray(self._page.grey), round(self._band.dpi))
        for piece in fragments_of(self._page, self._high):
            yield from self._lines_of(piece)

    def _lines_of(self, piece: Fragment) -> Iterator[Line]:
        single, box = piece.height < _TWO_LINES * self._high, self._box(piece)
        for line in _by_line(self._engine.glyphs(box, single=single)):
            runs, rtl = read_runs(line)
            figures = Figures(self._engine, runs, box if single else Run(line).box)
            words = [self._word(run, figures) for run in runs]
            own = tuple(word for word in words if self._is_own(word))
            if any(_SAYS_SOMETHING.search(word.text) for word in own):
                yield Line(own, rtl)

    def _box(self, piece: Fragment) -> PixelBox:
        step, tall_wide = self._page.step, self._page.grey.shape
        pad = max(2, round(_PAD * self._high * step / 2))
        return (
            max(0, piece.left * step - pad),
            max(0, piece.top * step - pad),
            min(tall_wide[1], piece.right * step + pad),
            min(tall_wide[0], piece.bottom * step + pad),
        )

    def _word(self, run: Run, figures: Figures) -> Word:
        text, apart = figures.of(run)
        return Word(text, self._placing.box(run.box), round(run.confidence, 3), apart)

    def _is_own(self, word: Word) -> bool:
        middle = (word.box[1] + word.box[3]) / 2
        return self._band.first <= middle <= self._band.last


def _by_line(glyphs: list[Glyph]) -> list[list[Glyph]]:
    lines: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        lines.setdefault(glyph.line, []).append(glyph)
    return list(lines.values())
