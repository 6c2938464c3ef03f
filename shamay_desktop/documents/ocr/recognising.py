"""A page of a file recognised: only in the worker program, for it loads the engine."""

import re
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from shamay_desktop.documents.ocr.cleaning import Cleaned, cleaned, ink_of, skew_of, straightened
from shamay_desktop.documents.ocr.components import Mask, parts_of
from shamay_desktop.documents.ocr.engine import Engine
from shamay_desktop.documents.ocr.fragments import Fragment, fragments_of, letter_height
from shamay_desktop.documents.ocr.lines import Run, read_runs
from shamay_desktop.documents.ocr.rulings import Bar
from shamay_desktop.domain.reading.page_text import Box, Line, Method, PageText, Ruling, Word
import pypdfium2

MODELS = Path("/usr/share/tesseract-ocr/5/tessdata")
_GRID = 3
_PAD = 5


@cache
def _engine(folder: Path) -> Engine:
    return Engine(folder)


def recognised(path: Path | str, page: int, rotation: int = 0) -> PageText:
    """The words of a page (from 1) with their boxes in points."""
    document = pypdfium2.PdfDocument(path)
    shown = document[page - 1]
    width, height = shown.get_size()
    picture = shown.render(scale=300 / 72, grayscale=True).to_pil().convert("L")
    lines, rulings, matrix = _read(picture, 300)
    return PageText(page, width, height, Method.OCR, tuple(lines), tuple(rulings))


def _read(picture: Image.Image, dpi: int):
    ink = ink_of(np.asarray(picture))
    skew = skew_of(ink, dpi)
    straight = straightened(picture, skew)
    clean = cleaned(np.asarray(straight), dpi)
    place = Place(picture.size, skew, 72 / dpi)
    small, walls = _on_grid(clean)
    parts = parts_of(small)
    high = letter_height(parts, dpi / _GRID)
    pieces = fragments_of(small, walls, high) if high else []
    engine = _engine(MODELS)
    engine.show(Image.fromarray(clean.grey), dpi)
    lines = []
    for piece in _in_order(pieces, high):
        lines += _lines_of(engine, piece, high, clean.grey.shape, place)
    rulings = [Ruling(place.box((b.start, b.low, b.end, b.high))) for b in clean.level]
    rulings += [Ruling(place.box((b.low, b.start, b.high, b.end))) for b in clean.upright]
    return lines, rulings, None


class Place:
    """Where a pixel of the straightened picture is on the page, in points."""

    def __init__(self, size: tuple[int, int], skew: float, points: float) -> None:
        self._middle = size[0] / 2, size[1] / 2
        self._cos, self._sin = np.cos(np.radians(skew)), np.sin(np.radians(skew))
        self._points = points

    def box(self, box: tuple[int, int, int, int]) -> Box:
        """The box around the same place on the page."""
        left, top, right, bottom = box
        across, down = (left + right) / 2 - self._middle[0], (top + bottom) / 2 - self._middle[1]
        x = self._middle[0] + across * self._cos + down * self._sin
        y = self._middle[1] - across * self._sin + down * self._cos
        wide, high = (right - left) / 2, (bottom - top) / 2
        sin = abs(self._sin)
        reach, rise = wide + high * sin, high + min(wide, 4 * high) * sin
        p = self._points
        return (round((x - reach) * p, 2), round((y - rise) * p, 2), round((x + reach) * p, 2), round((y + rise) * p, 2))


def _on_grid(clean: Cleaned) -> tuple[Mask, Mask]:
    high, wide = (side // _GRID for side in clean.ink.shape)
    ink = clean.ink[: high * _GRID, : wide * _GRID]
    small = ink.reshape(high, _GRID, wide, _GRID).any(axis=(1, 3))
    walls = np.zeros_like(small)
    for bar in clean.upright:
        walls[bar.start // _GRID : bar.end // _GRID + 1, min(wide - 1, (bar.low + bar.high) // 2 // _GRID)] = True
    return small, walls


def _in_order(pieces: list[Fragment], high: float) -> list[Fragment]:
    """From the top down, those of one height from the right."""
    rows: list[list[Fragment]] = []
    for piece in sorted(pieces, key=lambda each: each.top + each.bottom):
        middle = (piece.top + piece.bottom) / 2
        if rows and abs(np.mean([(p.top + p.bottom) / 2 for p in rows[-1]]) - middle) < 0.6 * high:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [piece for row in rows for piece in sorted(row, key=lambda each: -each.right)]


def _lines_of(engine: Engine, piece: Fragment, high: float, shape, place: Place) -> list[Line]:
    tall, wide = shape
    box = (
        max(0, piece.left * _GRID - _PAD), max(0, piece.top * _GRID - _PAD),
        min(wide, piece.right * _GRID + _PAD), min(tall, piece.bottom * _GRID + _PAD),
    )
    single = piece.height < 2.2 * high
    found = []
    glyphs = engine.glyphs(box, single=single)
    by_line = {}
    for glyph in glyphs:
        by_line.setdefault(glyph.line, []).append(glyph)
    for chosen in by_line.values():
        runs, rtl = read_runs(chosen)
        words = tuple(_word(engine, run, place) for run in runs)
        if words and any(re.search("[\\w]", w.text) for w in words):
            found.append(Line(words, rtl))
    return found


def _word(engine: Engine, run: Run, place: Place) -> Word:
    text, apart = run.text, run.text
    spans = run.figures()
    for start, end in reversed(spans):
        picked = Run(run.glyphs[start:end])
        left, top, right, bottom = picked.box
        apart = apart[:start] + engine.figures((left - 6, top - 6, right + 6, bottom + 6)).replace(" ", "") + apart[end:]
    return Word(text, place.box(run.box), round(run.confidence, 3), apart if spans else "")
