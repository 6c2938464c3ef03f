"""Numbers read a second time, apart from words."""

import re

from shamay_desktop.documents.ocr.engine import Engine
from shamay_desktop.documents.ocr.lines import Run
from shamay_desktop.documents.ocr.placing import PixelBox

_NUMBER = re.compile(r"\d(?:[\d./,:%\\-]*\d)?%?")
_MARGIN = 0.18


def apart(engine: Engine, run: Run) -> str:
    """The word with each number in it as it reads alone; "" where it has none."""
    text = run.text
    for start, end in reversed([found.span() for found in _NUMBER.finditer(text)]):
        read = engine.figures(_around(run.part(start, end).box))
        text = text[:start] + read + text[end:]
    return text if any(letter.isdigit() for letter in run.text) else ""


def _around(box: PixelBox) -> PixelBox:
    left, top, right, bottom = box
    margin = max(2, round(_MARGIN * (bottom - top)))
    return left - margin, top - margin, right + margin, bottom + margin
