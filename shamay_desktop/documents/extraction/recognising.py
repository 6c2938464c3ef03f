"""Kinds of paper that are recognised and hold no values to read: a garmushka, a photo, others."""

import re

from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.page_text import Method, PageText

FORMS = {
    DocType.GARMUSHKA: "garmushka",
    DocType.GIS_SCREENSHOT: "map",
    DocType.PROPERTY_IMAGE: "photo",
    DocType.OTHER: "other",
}

_A3_LONG, _A2_AREA = 1250.0, 1191.0 * 1684.0
_STRIP = 3.0
_PLAN_WORDS = re.compile(r"גרמושקה|קנ\"מ|קנ״מ|קנה מידה|1 ?: ?(?:50|100|200|250)\b|תכנית קומ|חזית")
_CAMERA_SHAPES = (4 / 3, 3 / 2, 16 / 9, 1.0)
_LEGIBLE, _FEW_WORDS = 0.6, 8


def recognised(page: PageText) -> DocType:
    """GARMUSHKA, PROPERTY_IMAGE or OTHER, of a page that no extractor knows."""
    if _is_plan(page):
        return DocType.GARMUSHKA
    return DocType.PROPERTY_IMAGE if _is_photo(page) else DocType.OTHER


def _is_plan(page: PageText) -> bool:
    """A plan is vast (a strip of metres), or larger than A3 with a scale or views named on it."""
    longer, shorter = max(page.width, page.height), min(page.width, page.height)
    if longer <= _A3_LONG:
        return False
    if page.width * page.height >= _A2_AREA or longer / max(shorter, 1.0) >= _STRIP:
        return True
    return _PLAN_WORDS.search(page.text) is not None


def _is_photo(page: PageText) -> bool:
    """A picture in a camera's shape with hardly a legible word; a sheet of paper has another."""
    if page.method is not Method.OCR or page.problem is not None:
        return False
    longer, shorter = max(page.width, page.height), min(page.width, page.height)
    shape = longer / max(shorter, 1.0)
    legible = sum(len(word.text) > 2 and word.confidence >= _LEGIBLE for word in page.words())
    return legible < _FEW_WORDS and any(abs(shape - each) < 0.02 * each for each in _CAMERA_SHAPES)
