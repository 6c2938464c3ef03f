"""The engine in the worker program: the models kept loaded, lines and figures read."""

import os

os.environ["OMP_THREAD_LIMIT"] = "1"  # one thread a page; before the engine is loaded

from collections.abc import Iterator
from pathlib import Path

import tesserocr
from PIL import Image

from shamay_desktop.documents.ocr.glyph import Glyph

WORDS_MODEL = "Hebrew"
FIGURES_MODEL = "heb"
_FIGURES = "0123456789./,-%"


class Engine:
    """Reads pieces of one picture at a time."""

    def __init__(self, folder: Path) -> None:
        self._words = _opened(folder, WORDS_MODEL)
        self._figures = _opened(folder, WORDS_MODEL)
        self._figures.SetVariable("tessedit_char_whitelist", _FIGURES)

    def show(self, picture: Image.Image, dpi: int) -> None:
        """The picture whose pieces are read from now on."""
        for api in (self._words, self._figures):
            api.SetImage(picture)
            api.SetSourceResolution(dpi)

    def glyphs(self, box: tuple[int, int, int, int], *, single: bool) -> list[Glyph]:
        """The characters in a box, in whatever order the engine has them."""
        self._words.SetPageSegMode(tesserocr.PSM.SINGLE_LINE if single else tesserocr.PSM.SINGLE_BLOCK)
        left, top, right, bottom = box
        self._words.SetRectangle(left, top, right - left, bottom - top)
        if not self._words.Recognize():
            return []
        return list(_symbols(self._words.GetIterator()))

    def figures(self, box: tuple[int, int, int, int]) -> str:
        """What a box holds if it holds figures alone."""
        self._figures.SetPageSegMode(tesserocr.PSM.SINGLE_LINE)
        left, top, right, bottom = box
        self._figures.SetRectangle(left, top, right - left, bottom - top)
        return "".join(self._figures.GetUTF8Text().split())


def _symbols(found: "tesserocr.PyResultIterator") -> Iterator[Glyph]:
    if found is None:
        return
    level = tesserocr.RIL.SYMBOL
    word = line = 0
    while True:
        if found.IsAtBeginningOf(tesserocr.RIL.TEXTLINE):
            line += 1
        if found.IsAtBeginningOf(tesserocr.RIL.WORD):
            word += 1
        text = None if found.Empty(level) else found.GetUTF8Text(level)
        if text and text.strip():
            yield Glyph(text, found.BoundingBox(level), found.Confidence(level) / 100, word, line)
        if not found.Next(level):
            return


def _opened(folder: Path, model: str) -> "tesserocr.PyTessBaseAPI":
    return tesserocr.PyTessBaseAPI(
        path=str(folder), lang=model, oem=tesserocr.OEM.LSTM_ONLY, psm=tesserocr.PSM.SINGLE_LINE
    )
