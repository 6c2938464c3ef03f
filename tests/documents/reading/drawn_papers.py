"""PDFs drawn where an eye meets the characters, so that what is read can be compared."""

from collections.abc import Callable, Iterable
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from shamay_desktop.documents.reading.text_layer import pages_of
from shamay_desktop.domain.reading.page_text import PageText
from shamay_desktop.i18n.bidi import visual
from shamay_desktop.resource_files import resource

FONT, SIZE, RIGHT = "Drawn", 11, 560.0
_STEP = 24


def font() -> str:
    """The name of a Hebrew font that can be drawn with."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        path = resource("fonts", "FrankRuhlLibre-Regular.ttf")
        pdfmetrics.registerFont(TTFont(FONT, str(path)))
    return FONT


def drawn(path: Path, draw: Callable[[Canvas], None]) -> Path:
    """A PDF of one page."""
    made = Canvas(str(path))
    made.setFont(font(), SIZE)
    draw(made)
    made.save()
    return path


def shown(text: str) -> str:
    """A line as it stands from left to right: leftwards when it has Hebrew letters."""
    return visual(text, int(any("א" <= letter <= "ת" for letter in text)))


def width_of(text: str) -> float:
    """Points."""
    return float(pdfmetrics.stringWidth(text, font(), SIZE))


def line_at(canvas: Canvas, row: int, text: str, right: float = RIGHT) -> None:
    """A line in one go, ending at the right."""
    canvas.drawString(right - width_of(shown(text)), 800 - row * _STEP, shown(text))


def letters_at(canvas: Canvas, row: int, text: str, order: Iterable[int]) -> None:
    """The same, each character by itself and in any order; the places decide."""
    standing = shown(text)
    left = RIGHT - width_of(standing)
    for at in order:
        if standing[at] != " ":
            canvas.drawString(left + width_of(standing[:at]), 800 - row * _STEP, standing[at])


def lines_of(path: Path) -> list[str]:
    """What is read, from the top."""
    return [line.text for page in pages_of(path) for line in page.lines]


def page_of(path: Path) -> PageText:
    """The first page."""
    return pages_of(path)[0]
