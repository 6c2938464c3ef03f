"""A drawing as PNG, for programs that do not show SVG."""

from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from shamay_desktop.reports.charts.drawing import Command, Drawing, Path, Point, Words
from shamay_desktop.resource_files import resource

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

DPI = 220
_FINER = 2
"""Painted so many times larger, then brought down: edges are smooth."""
_PARTS = 8


def png_of(drawing: Drawing) -> tuple[bytes, tuple[int, int]]:
    """The file and its size in pixels, at 220 dots an inch of paper."""
    from PIL import Image, ImageDraw

    scale = DPI / 72
    size = round(drawing.width * scale), round(drawing.height * scale)
    image = Image.new("RGB", (size[0] * _FINER, size[1] * _FINER), "white")
    painter = ImageDraw.Draw(image)
    for item in drawing.items:
        if isinstance(item, Words):
            _write(painter, item, scale * _FINER)
        else:
            _paint(painter, item, scale * _FINER)
    small = image.resize(size, Image.Resampling.LANCZOS).quantize(64)
    buffer = BytesIO()
    small.save(buffer, "PNG", optimize=True, dpi=(DPI, DPI))
    return buffer.getvalue(), size


def _write(painter: "ImageDraw", words: Words, scale: float) -> None:
    from PIL import ImageFont

    face = str(resource("fonts", "Heebo-Regular.ttf"))
    # Already in visual order: no engine may turn it once more.
    font: Any = ImageFont.truetype(
        face, round(words.size * scale), layout_engine=ImageFont.Layout.BASIC
    )
    place = (words.x * scale, words.y * scale)
    painter.text(place, words.text, fill=words.ink, font=font, anchor="ls")


def _paint(painter: "ImageDraw", path: Path, scale: float) -> None:
    points = [(x * scale, y * scale) for x, y in _flat(path.commands)]
    if path.fill is not None:
        painter.polygon(points, fill=path.fill)
    if path.stroke is None:
        return
    weight = max(1, round(path.weight * scale))
    if path.dash:
        for start, end in _dashes(points, [each * scale for each in path.dash]):
            painter.line((start, end), fill=path.stroke, width=weight)
    else:
        painter.line(points, fill=path.stroke, width=weight, joint="curve")


def _flat(commands: tuple[Command, ...]) -> list[Point]:
    """The path as straight pieces; of one contour, as all that is not words is."""
    points: list[Point] = []
    for verb, given in commands:
        if verb == "C":
            points += [_bent((points[-1], *given), at / _PARTS) for at in range(1, _PARTS + 1)]
        elif verb == "Z":
            points.append(points[0])
        else:
            points += given
    return points


def _bent(ends: tuple[Point, ...], at: float) -> Point:
    weights = ((1 - at) ** 3, 3 * at * (1 - at) ** 2, 3 * at * at * (1 - at), at**3)
    return (
        sum(w * p[0] for w, p in zip(weights, ends, strict=True)),
        sum(w * p[1] for w, p in zip(weights, ends, strict=True)),
    )


def _dashes(points: list[Point], dash: list[float]) -> list[tuple[Point, Point]]:
    """The drawn pieces of a dashed line."""
    found, left, on = [], dash[0], True
    for start, end in pairwise(points):
        length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
        gone = 0.0
        while gone < length:
            step = min(left, length - gone)
            if on:
                found.append(
                    (_along(start, end, gone / length), _along(start, end, (gone + step) / length))
                )
            gone, left = gone + step, left - step
            if left <= 0:
                on, left = not on, dash[int(on) % len(dash)]
    return found  # fmt: skip


def _along(start: Point, end: Point, part: float) -> Point:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
