"""A page of a file recognised: only in the worker program, for it loads the engine."""

from pathlib import Path

from shamay_desktop.documents.ocr.band_reading import BandReading
from shamay_desktop.documents.ocr.engine import Engine, engine_of
from shamay_desktop.documents.ocr.models import FIGURES, WORDS, find_models, model_folders
from shamay_desktop.documents.ocr.sheets import Band, page_of
from shamay_desktop.domain.reading.page_text import Line, Method, PageText, Ruling

_ENOUGH = 20
_UPRIGHT = 0.97
"""Mean confidence of Hebrew that stands upright; turned, or of noise, it is from 0.90 to 0.955."""

_GARBAGE = 0.95
_CLEARLY = 2.0
_LEAST = 0.25
"""Of characters times confidence above garbage: a dozen that are read well."""


def recognised(path: Path, page: int, rotation: int = 0, engine: Engine | None = None) -> PageText:
    """The words of a page (from 1) with their boxes. Raises Refused, MemoryError.

    `rotation` is how a person turned it; where that reads badly and another way reads well, the
    other is taken, and `turned` says so.
    """
    engine, sheet = engine or _usual_engine(), page_of(Path(path), page)
    lines: list[Line] = []
    rulings: list[Ruling] = []
    way: int | None = None
    for band in sheet.bands:
        if way is None:
            found, way = _upright(engine, band, rotation)
        else:
            found = BandReading(engine, band, way)
        lines += found.lines()
        rulings += found.rulings()
    return PageText(
        page, round(sheet.width, 2), round(sheet.height, 2), Method.OCR,
        tuple(lines), tuple(rulings), turned=rotation if way is None else way,
    )  # fmt: skip


def _upright(engine: Engine, band: Band, rotation: int) -> tuple[BandReading, int | None]:
    """The band turned so that it can be read, and the way when that is sure."""
    first = BandReading(engine, band, rotation)
    count, confidence = first.sample()
    if confidence >= _UPRIGHT and count >= _ENOUGH:
        return first, rotation
    if not first.pieces:
        return first, None
    best, best_way, most = first, None, max(_LEAST, _CLEARLY * count * (confidence - _GARBAGE))
    for way in ((rotation + more) % 360 for more in (180, 90, 270)):
        other = BandReading(engine, band, way)
        count, confidence = other.sample()
        score = count * (confidence - _GARBAGE)
        if score > most:
            best, best_way, most = other, way, score
    return best, best_way


def _usual_engine() -> Engine:
    """The engine with the models that this machine has; for scripts."""
    found = find_models(model_folders())
    return engine_of(found.folders[WORDS], found.folders[FIGURES])
