"""Scans drawn by the tests: Hebrew text in the program's fonts, tables, stamps, dirt."""

import random
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from shamay_desktop.i18n.bidi import visual
from shamay_desktop.resource_files import resource

DPI = 300
POINTS = 72 / DPI
INK, WHITE = 25, 255
MINE = "FrankRuhlLibre-Regular.ttf"

Pixels = tuple[float, float, float, float]


@dataclass
class Scan:
    """A white sheet that is drawn upon; `drawn` holds where each text stands, in pixels."""

    width: int = 1654
    height: int = 1200
    drawn: dict[str, Pixels] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.picture = Image.new("L", (self.width, self.height), WHITE)
        self._pen = ImageDraw.Draw(self.picture)

    def text(
        self, right: float, top: float, text: str, *, size: int = 50, font: str = MINE
    ) -> None:
        """One line that ends at `right`, as a printer sets it."""
        face = ImageFont.truetype(
            str(resource("fonts", font)), size, layout_engine=ImageFont.Layout.BASIC
        )
        shown = visual(text, 1)
        left = right - self._pen.textlength(shown, font=face)
        self._pen.text((left, top), shown, fill=INK, font=face)
        self.drawn[text] = self._pen.textbbox((left, top), shown, font=face)

    def left_to_right(self, left: float, top: float, text: str, *, size: int = 50) -> None:
        """Figures exactly as given, whatever the algorithm would make of them."""
        face = ImageFont.truetype(str(resource("fonts", MINE)), size)
        self._pen.text((left, top), text, fill=INK, font=face)
        self.drawn[text] = self._pen.textbbox((left, top), text, font=face)

    def rule(self, left: int, top: int, right: int, bottom: int, *, thick: int = 4) -> None:
        """A straight line."""
        self._pen.line((left, top, right, bottom), fill=INK, width=thick)

    def ring(self, left: int, top: int, right: int, bottom: int) -> None:
        """A round stamp's edge."""
        self._pen.ellipse((left, top, right, bottom), outline=INK, width=7)

    def dot(self, left: int, top: int, across: int) -> None:
        """A punch hole, or a speck."""
        self._pen.ellipse((left, top, left + across, top + across), fill=INK)

    def skewed(self, degrees: float) -> Image.Image:
        """The sheet as a feeder that pulled it askew would give it; clockwise."""
        return self.picture.rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=WHITE)

    def points(self, text: str) -> Pixels:
        """Where a text stands, in points of a PDF of this sheet."""
        left, top, right, bottom = self.drawn[text]
        return left * POINTS, top * POINTS, right * POINTS, bottom * POINTS


def as_pdf(path: Path, *pictures: Image.Image, dpi: int = DPI) -> Path:
    """The pictures as the pages of a PDF; black and white ones are coded as a fax."""
    pictures[0].save(path, "PDF", resolution=dpi, save_all=True, append_images=pictures[1:])
    return path


def black_and_white(picture: Image.Image) -> Image.Image:
    """What a scanner set to text gives."""
    return picture.point(lambda level: WHITE if level > 140 else 0).convert("1")


def noise(width: int, height: int, *, seed: int = 7) -> Image.Image:
    """A page of nothing but dirt."""
    maker = random.Random(seed)
    return Image.frombytes("L", (width, height), maker.randbytes(width * height))


def table(sheet: Scan, top: int, rows: list[list[str]], *, right: int = 1580) -> None:
    """A ruled table; its columns from the right, 300 pixels each, rows of 90."""
    columns, high, wide = len(rows[0]), 90, 300
    left = right - columns * wide
    for row in range(len(rows) + 1):
        sheet.rule(left, top + row * high, right, top + row * high)
    for column in range(columns + 1):
        sheet.rule(left + column * wide, top, left + column * wide, top + len(rows) * high)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.text(right - column * wide - 60, top + row * high + 16, cell, size=46)
