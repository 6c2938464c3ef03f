"""Where a pixel of a picture that was turned and straightened stands on the page."""

import math
from dataclasses import dataclass

from shamay_desktop.documents.ocr.rulings import Bar
from shamay_desktop.domain.reading.page_text import Box, Ruling

PixelBox = tuple[int, int, int, int]
"""Left, top, right, bottom; the last two are the first outside."""


@dataclass(frozen=True, slots=True)
class Placing:
    """From the pixels of a picture of `width` × `height` to points of the page as shown.

    It was turned by `turned` degrees clockwise, then straightened by `skew` about its middle;
    `scale` pixels are a point, and it begins `top` points below the page's upper edge.
    """

    width: int
    height: int
    turned: int
    skew: float
    scale: float
    top: float

    def box(self, box: PixelBox) -> Box:
        """The least box on the page that holds a word's box."""
        left, top, right, bottom = box
        x, y = self._unskewed((left + right) / 2, (top + bottom) / 2)
        cos, sin = math.cos(math.radians(self.skew)), abs(math.sin(math.radians(self.skew)))
        wide, high = (right - left) / 2, (bottom - top) / 2
        across, down = wide * cos + high * sin, wide * sin + high * cos
        return self._on_page(x - across, y - down, x + across, y + down)

    def ruling(self, bar: Bar, *, level: bool, step: int) -> Ruling:
        """A line on the page; a slanting one lies level through its middle, as thin as it is."""
        along, across = (bar.start + bar.end) / 2 * step, (bar.low + bar.high) / 2 * step
        x, y = self._unskewed(*((along, across) if level else (across, along)))
        long, thin = (bar.end - bar.start) / 2 * step, (bar.high - bar.low) / 2 * step
        wide, high = (long, thin) if level else (thin, long)
        return Ruling(self._on_page(x - wide, y - high, x + wide, y + high))

    def _unskewed(self, x: float, y: float) -> tuple[float, float]:
        cos, sin = math.cos(math.radians(self.skew)), math.sin(math.radians(self.skew))
        across, down = x - self.width / 2, y - self.height / 2
        return (
            self.width / 2 + across * cos + down * sin,
            self.height / 2 - across * sin + down * cos,
        )

    def _on_page(self, left: float, top: float, right: float, bottom: float) -> Box:
        """The box turned back and in points."""
        if self.turned == 90:
            left, top, right, bottom = top, self.width - right, bottom, self.width - left
        elif self.turned == 180:
            left, right = self.width - right, self.width - left
            top, bottom = self.height - bottom, self.height - top
        elif self.turned == 270:
            left, top, right, bottom = self.height - bottom, left, self.height - top, right
        ends = (left, top + self.top * self.scale, right, bottom + self.top * self.scale)
        return tuple(round(end / self.scale, 2) for end in ends)  # type: ignore[return-value]
