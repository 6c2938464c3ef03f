"""A paper that is drawn: Hebrew in the order in which it is seen, cells, lines; PDF or scan."""

import random
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageFilter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from shamay_desktop.i18n.bidi import visual
from shamay_desktop.resource_files import resource

A4 = (595.0, 842.0)
PLAIN, BOLD = "PaperHeebo", "PaperHeeboBold"


def _faces() -> None:
    if PLAIN not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(PLAIN, str(resource("fonts", "Heebo-Regular.ttf"))))
        pdfmetrics.registerFont(TTFont(BOLD, str(resource("fonts", "Heebo-Bold.ttf"))))


class DrawnPaper:
    """Pages in points from the top left."""

    def __init__(self, size: tuple[float, float] = A4, notice: str = "") -> None:
        """A paper of a size; `notice` stands at the foot of every page."""
        _faces()
        self._notice = notice
        self._into = BytesIO()
        self._canvas = Canvas(self._into, pagesize=size, invariant=1)
        self._width, self._height = size

    def text(
        self, right: float, top: float, text: str, size: float = 9, *, bold: bool = False
    ) -> float:
        """A line that ends at `right`, read from the right; where it begins at the left."""
        face = BOLD if bold else PLAIN
        self._canvas.setFont(face, size)
        self._canvas.drawRightString(right, self._height - top - size, visual(text, 1))
        return float(right - pdfmetrics.stringWidth(text, face, size))

    def label(self, right: float, top: float, label: str, value: str, size: float = 9) -> float:
        """A bold label with its value behind it."""
        left = self.text(right, top, label, size, bold=True)
        return self.text(left - 4, top, value, size) if value else left

    def centred(
        self,
        left: float,
        right: float,
        top: float,
        text: str,
        size: float = 9,
        *,
        bold: bool = False,
    ) -> None:
        """A line in the middle between two places."""
        face = BOLD if bold else PLAIN
        width = pdfmetrics.stringWidth(text, face, size)
        self.text((left + right + width) / 2, top, text, size, bold=bold)

    def level(self, left: float, right: float, top: float, width: float = 0.8) -> None:
        """A level line."""
        self._canvas.setLineWidth(width)
        self._canvas.line(left, self._height - top, right, self._height - top)

    def upright(self, place: float, top: float, bottom: float, width: float = 0.8) -> None:
        """An upright line."""
        self._canvas.setLineWidth(width)
        self._canvas.line(place, self._height - top, place, self._height - bottom)

    def frame(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """A grid."""
        for place in xs:
            self.upright(place, ys[0], ys[-1])
        for top in ys:
            self.level(xs[0], xs[-1], top)

    def end_page(self) -> None:
        """The next page."""
        self.centred(0, self._width, self._height - 22, self._notice, 7.5, bold=True)
        self._canvas.showPage()

    def pdf(self) -> bytes:
        """The file of a paper that is done, whose words are text."""
        self._canvas.save()
        return self._into.getvalue()

    def saved(self, target: Path) -> Path:
        """The same, written to a file."""
        target.write_bytes(self.pdf())
        return target


def scanned(paper: Path, target: Path, seed: int, *, dpi: int = 300) -> Path:
    """The same pages as pictures: grey, a little soft, with specks."""
    chance = random.Random(seed)
    pictures: list[Image.Image] = []
    with pypdfium2.PdfDocument(paper) as document:
        for page in document:
            picture = page.render(scale=dpi / 72).to_pil().convert("L")
            picture = picture.filter(ImageFilter.GaussianBlur(0.6))
            for _ in range(60):
                x, y = chance.randrange(picture.width - 3), chance.randrange(picture.height - 3)
                picture.paste(chance.randrange(120), (x, y, x + 2, y + 2))
            pictures.append(picture)
    pictures[0].save(target, save_all=True, append_images=pictures[1:], resolution=dpi)
    return target
