"""The engine in the worker program: the models kept loaded, lines and figures read."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import tesserocr
from PIL import Image

from shamay_desktop.documents.ocr.glyph import Glyph
from shamay_desktop.documents.ocr.placing import PixelBox

_FIGURES = "0123456789./,-%:\\"
_BORDER = 16
_WHITE = 255


class Engine:
    """Reads pieces of one picture at a time.

    Each piece is given as a small picture of its own with a white border: read in the middle of
    the large one it takes half as long again, and letters at the edge are read worse.
    """

    def __init__(self, words: Path, second: Path) -> None:
        self._words = _opened(words, "Hebrew")
        self._figures = _opened(words, "Hebrew")
        self._figures.SetVariable("tessedit_char_whitelist", _FIGURES)
        self._second = _opened(second, "heb")
        self._picture, self._dpi = Image.new("L", (1, 1)), 300

    def show(self, picture: Image.Image, dpi: int) -> None:
        """The picture whose pieces are read from now on."""
        self._picture, self._dpi = picture, dpi

    def glyphs(self, box: PixelBox, *, single: bool) -> list[Glyph]:
        """The characters in a box of one line or more, in whatever order the engine has them."""
        modes = tesserocr.PSM
        self._words.SetPageSegMode(modes.SINGLE_LINE if single else modes.SINGLE_BLOCK)
        return self._read(self._words, self._picture.crop(box), *box[:2])

    def figures(self, box: PixelBox, across: float, down: float) -> str:
        """What a box holds if it holds figures alone; its picture scaled by so much.

        The same picture would be misread the same way twice: scaled, it is another one.
        """
        piece = self._picture.crop(box)
        size = max(1, round(piece.width * across)), max(1, round(piece.height * down))
        scaled = piece.resize(size, Image.Resampling.BICUBIC)
        found = self._read(self._figures, scaled, 0, 0)
        return "".join(glyph.text for glyph in sorted(found, key=_across))

    def glyphs_again(self, box: PixelBox) -> list[Glyph]:
        """The characters of a line by the other model.

        It reads figures among Hebrew words as well as the first does, and errs elsewhere; alone
        in a cell it reads them badly (`docs/decisions/0013`).
        """
        return self._read(self._second, self._picture.crop(box), *box[:2])

    def _read(
        self, api: "tesserocr.PyTessBaseAPI", piece: Image.Image, left: int, top: int
    ) -> list[Glyph]:
        bordered = Image.new("L", (piece.width + 2 * _BORDER, piece.height + 2 * _BORDER), _WHITE)
        bordered.paste(piece, (_BORDER, _BORDER))
        wide, high = bordered.size  # as bytes: SetImage would write and read a BMP, a seventh more
        api.SetImageBytes(bordered.tobytes(), wide, high, 1, wide)
        api.SetSourceResolution(self._dpi)
        if not api.Recognize():
            return []
        return list(_symbols(api.GetIterator(), left - _BORDER, top - _BORDER))


@cache
def engine_of(words: Path, figures: Path) -> Engine:
    """The engine with the models of the two folders, loaded once a process."""
    return Engine(words, figures)


def engine_version() -> str:
    """As it calls itself."""
    return f"Tesseract {tesserocr.tesseract_version().split()[1]}"


def _across(glyph: Glyph) -> int:
    return glyph.box[0] + glyph.box[2]


def _symbols(found: "tesserocr.PyResultIterator | None", left: int, top: int) -> Iterator[Glyph]:
    """What was found, in pixels of the whole picture."""
    if found is None:
        return
    level = tesserocr.RIL.SYMBOL
    word = line = 0
    while True:
        line += found.IsAtBeginningOf(tesserocr.RIL.TEXTLINE)
        word += found.IsAtBeginningOf(tesserocr.RIL.WORD)
        text = None if found.Empty(level) else found.GetUTF8Text(level)
        if text and text.strip():
            x, y, right, bottom = found.BoundingBox(level)
            place = x + left, y + top, right + left, bottom + top
            sure = min(max(found.Confidence(level) / 100, 0.0), 1.0)
            yield Glyph(text, place, sure, word, line)
        if not found.Next(level):
            return


def _opened(folder: Path, model: str) -> "tesserocr.PyTessBaseAPI":
    return tesserocr.PyTessBaseAPI(
        path=str(folder),
        lang=model,
        oem=tesserocr.OEM.LSTM_ONLY,
        psm=tesserocr.PSM.SINGLE_LINE,
    )
