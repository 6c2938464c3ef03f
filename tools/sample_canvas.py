"""A canvas for the sample's drawn pictures: sizes in thousandths, colours, gradients, Hebrew."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from shamay_desktop.i18n.bidi import visual
from shamay_desktop.resource_files import resource

Colour = tuple[int, int, int]
Point = tuple[float, float]
FINER = 2
"""Drawn so much larger, then reduced: smooth edges."""


class Canvas:
    """Draws in thousandths of the width, from the top left."""

    def __init__(self, width: int, height: int, ground: Colour = (255, 255, 255)) -> None:
        self.size = (width, height)
        self.scale = width * FINER / 1000
        self.bottom = 1000 * height / width
        self.image = Image.new("RGB", (width * FINER, height * FINER), ground)
        self.draw = ImageDraw.Draw(self.image, "RGBA")

    def box(
        self, x: float, y: float, width: float, height: float, colour: Sequence[int],
        *, round_by: float = 0, edge: Colour | None = None, line: float = 2,
    ) -> None:  # fmt: skip
        """A box, with rounded corners and an edge when asked."""
        place = self._points([(x, y), (x + width, y + height)])
        self.draw.rounded_rectangle(
            place, round_by * self.scale, tuple(colour), edge, int(line * self.scale)
        )

    def shape(self, points: Sequence[Point], colour: Sequence[int]) -> None:
        """A filled polygon."""
        self.draw.polygon(self._points(points), tuple(colour))

    def line(self, points: Sequence[Point], colour: Sequence[int], weight: float = 2) -> None:
        """An open line."""
        width = max(1, round(weight * self.scale))
        self.draw.line(self._points(points), tuple(colour), width, joint="curve")

    def dot(self, x: float, y: float, radius: float, colour: Sequence[int]) -> None:
        """A filled circle."""
        corners = [(x - radius, y - radius), (x + radius, y + radius)]
        self.draw.ellipse(self._points(corners), tuple(colour))

    def fade(
        self, x: float, y: float, width: float, height: float, top: Colour, bottom: Colour
    ) -> None:
        """A box whose colour goes over from top to bottom."""
        strip = Image.linear_gradient("L").resize(
            (round(width * self.scale), round(height * self.scale))
        )
        over = Image.new("RGB", strip.size, bottom)
        place = (round(x * self.scale), round(y * self.scale))
        under = Image.new("RGB", strip.size, top)
        self.image.paste(Image.composite(over, under, strip), place)

    def shadow(
        self, points: Sequence[Point], strength: int = 90, blur: float = 12, *, light: bool = False
    ) -> None:
        """A soft dark (or light) polygon."""
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).polygon(self._points(points), strength)
        mask = mask.filter(ImageFilter.GaussianBlur(blur * self.scale))
        colour = (255, 250, 235) if light else (20, 18, 22)
        self.image.paste(Image.new("RGB", self.image.size, colour), (0, 0), mask)

    def text(
        self, x: float, y: float, words: str, size: float, colour: Colour = (30, 30, 34),
        *, bold: bool = False, turned: bool = False,
    ) -> None:  # fmt: skip
        """Words in their middle at a point, Hebrew from right to left; turned: bottom to top."""
        face = resource("fonts", "Heebo-Bold.ttf" if bold else "Heebo-Regular.ttf")
        font = ImageFont.truetype(
            str(face), round(size * self.scale), layout_engine=ImageFont.Layout.BASIC
        )
        shown = visual(words, 1)
        if not turned:
            place = (x * self.scale, y * self.scale)
            self.draw.text(place, shown, colour, font, anchor="mm")
            return
        left, top, right, bottom = font.getbbox(shown)
        label = Image.new("L", (round(right - left) + 4, round(bottom - top) + 4), 0)
        ImageDraw.Draw(label).text((2 - left, 2 - top), shown, 255, font)
        label = label.rotate(90, expand=True)
        corner = (
            round(x * self.scale - label.width / 2),
            round(y * self.scale - label.height / 2),
        )
        self.image.paste(Image.new("RGB", label.size, colour), corner, label)

    def finished(self) -> Image.Image:
        """The picture at its own size."""
        return self.image.resize(self.size, Image.Resampling.LANCZOS)

    def save_photo(self, target: Path, exif: Image.Exif) -> None:
        """A JPEG as a camera would give it: a little grain, darker corners, EXIF."""
        picture = self.finished().filter(ImageFilter.GaussianBlur(0.6))
        picture = _darker_corners(picture)
        made = BytesIO()
        picture.save(made, "JPEG", quality=86, exif=exif, optimize=True)
        target.write_bytes(made.getvalue())

    def save_drawing(self, target: Path) -> None:
        """A PNG of few colours, as a plotted plan has."""
        picture = self.finished().quantize(64, dither=Image.Dither.NONE)
        picture.save(target, "PNG", optimize=True)

    def _points(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]


def _darker_corners(picture: Image.Image) -> Image.Image:
    glow = Image.radial_gradient("L").resize(picture.size)
    mask = glow.point([round(max(0, level - 110) * 0.45) for level in range(256)])
    return Image.composite(Image.new("RGB", picture.size, (12, 12, 18)), picture, mask)
