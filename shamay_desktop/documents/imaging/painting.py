"""Marks painted on a picture for print, finer than it is printed, then brought down."""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw

from shamay_desktop.documents.imaging.lettering import write
from shamay_desktop.domain.drawing.marks import (
    Blend,
    BlurMark,
    Mark,
    PathMark,
    TextMark,
    flattened,
)
from shamay_desktop.domain.drawing.points import Point

_FINE, _LESS_FINE = 3, 2
_FEW_PIXELS = 4_000_000
"""Of a picture that is painted three times as fine; a larger one twice."""

_MOST_DASHES = 5_000
_NEAR = 0.7
"""Fine pixels: points that are nearer to the one before say nothing more."""


def painted(ground: Image.Image, marks: Iterable[Mark], scale: float) -> Image.Image:
    """A picture (RGB) of the ground's size with marks on it, whose pixels are `scale` of its own.

    Blurs are not painted here: they belong to the picture before anything is done with it.
    """
    shown = [mark for mark in marks if not isinstance(mark, BlurMark)]
    if not shown:
        return ground
    fine = _FINE if ground.width * ground.height <= _FEW_PIXELS else _LESS_FINE
    canvas = ground.resize((ground.width * fine, ground.height * fine), Image.Resampling.NEAREST)
    for mark in shown:
        if isinstance(mark, TextMark):
            write(canvas, mark, scale * fine)
        else:
            _paint(canvas, mark, scale * fine)
    return canvas.reduce(fine)


def mask_of(size: tuple[int, int], rings: Iterable[Sequence[Point]]) -> Image.Image:
    """255 inside the rings, even-odd, 0 elsewhere."""
    whole = Image.new("L", size)
    for ring in rings:
        if len(ring) > 2:
            one = Image.new("L", size)
            ImageDraw.Draw(one).polygon([*ring], fill=255)
            whole = ImageChops.difference(whole, one)
    return whole


def _paint(canvas: Image.Image, mark: PathMark, scale: float) -> None:
    lines = [
        (_thinned([(x * scale, y * scale) for x, y in flattened(each, 4 / scale)]), each.closed)
        for each in mark.outlines
    ]
    lines = [(points, closed) for points, closed in lines if points and _finite(points)]
    width = min(mark.width * scale, 2.0 * max(canvas.size))
    halo = min(mark.halo_width * scale, 2.0 * max(canvas.size))
    dash = tuple(long * scale for long in mark.dash)
    if mark.halo and halo > 0:
        for points, closed in lines:
            _stroke(canvas, points, mark.halo, (width + 2 * halo, closed, dash))
    if mark.fill:
        _fill(canvas, [points for points, _ in lines], mark)
    if mark.stroke and width > 0:
        for points, closed in lines:
            _stroke(canvas, points, mark.stroke, (width, closed, dash))


def _fill(canvas: Image.Image, rings: Sequence[Sequence[Point]], mark: PathMark) -> None:
    box = _seen(canvas, [point for ring in rings for point in ring])
    if box is None or mark.opacity <= 0:
        return
    left, top = box[:2]
    size = box[2] - left, box[3] - top
    moved = [[(x - left, y - top) for x, y in ring] for ring in rings]
    mask = mask_of(size, moved)
    if mark.opacity < 1:
        mask = mask.point([round(level * mark.opacity) for level in range(256)])
    colour = Image.new("RGB", size, mark.fill)
    if mark.blend is Blend.MULTIPLY:
        colour = ImageChops.multiply(canvas.crop(box), colour)
    canvas.paste(colour, (left, top), mask)


def _stroke(
    canvas: Image.Image,
    points: Sequence[Point],
    colour: str,
    look: tuple[float, bool, tuple[float, ...]],
) -> None:
    """`look`: the width, whether the line is closed, its dashes."""
    width, closed, dash = look
    line = [*points, points[0]] if closed and len(points) > 1 else [*points]
    painter = ImageDraw.Draw(canvas)
    for piece in _dashes(line, dash) if dash else [line]:
        _stroke_line(painter, piece, colour, max(width, 1.0) / 2)


def _stroke_line(
    painter: ImageDraw.ImageDraw, line: Sequence[Point], colour: str, half: float
) -> None:
    """A broad line with round ends and corners."""
    for (ax, ay), (bx, by) in pairwise(line):
        long = math.hypot(bx - ax, by - ay)
        if long > 0:
            x, y = -(by - ay) / long * half, (bx - ax) / long * half
            edge = [(ax + x, ay + y), (bx + x, by + y), (bx - x, by - y), (ax - x, ay - y)]
            painter.polygon(edge, fill=colour)
    for x, y in line:
        painter.ellipse((x - half, y - half, x + half, y + half), fill=colour)


def _dashes(line: Sequence[Point], dash: Sequence[float]) -> Iterator[list[Point]]:
    """The drawn pieces of a dashed line; one with too many of them is drawn whole."""
    whole = sum(math.dist(a, b) for a, b in pairwise(line))
    if min(dash) <= 0 or whole / sum(dash) > _MOST_DASHES:
        yield [*line]
        return
    left, place, piece = dash[0], 0, [line[0]]
    for start, end in pairwise(line):
        long, gone = math.dist(start, end), 0.0
        while long - gone > left:
            gone += left
            share = gone / long
            at = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
            if place % 2 == 0:
                yield [*piece, at]
            place, piece = place + 1, [at]
            left = dash[place % len(dash)]
        left -= long - gone
        piece.append(end)
    if place % 2 == 0:
        yield piece


def _thinned(points: Sequence[Point]) -> list[Point]:
    """Without points that stand where the one before stands; the last one stays."""
    kept = [*points[:1]]
    for point in points[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= _NEAR:
            kept.append(point)
    if len(points) > 1 and len(kept) == 1:
        kept.append(points[-1])
    return kept


def _finite(points: Iterable[Point]) -> bool:
    return all(abs(x) < 1e8 and abs(y) < 1e8 for x, y in points)


def _seen(canvas: Image.Image, points: Sequence[Point]) -> tuple[int, int, int, int] | None:
    """The box of the points as far as it is on the canvas; None where nothing is."""
    if not points:
        return None
    left = max(math.floor(min(x for x, _ in points)), 0)
    top = max(math.floor(min(y for _, y in points)), 0)
    right = min(math.ceil(max(x for x, _ in points)) + 1, canvas.width)
    bottom = min(math.ceil(max(y for _, y in points)) + 1, canvas.height)
    return (left, top, right, bottom) if left < right and top < bottom else None
