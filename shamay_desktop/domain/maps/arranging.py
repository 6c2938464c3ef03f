"""Annotations arranged among each other: aligned, spread, guided, ordered; in pixels."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shamay_desktop.domain.drawing.geometry import Box, distance, on_edge
from shamay_desktop.domain.drawing.points import Point, Ring


class Align(StrEnum):
    """On which line the annotations are brought; left and right are those of the picture."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


class Spread(StrEnum):
    """Along which way the gaps between annotations are made equal."""

    ACROSS = "across"
    DOWN = "down"


class Order(StrEnum):
    """Where annotations go among those that are drawn over one another."""

    FRONT = "front"
    FORWARD = "forward"
    BACKWARD = "backward"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Guided:
    """How far a box is taken to stand in line with others, and the lines that say so."""

    shift: Point = (0.0, 0.0)
    lines: tuple[tuple[Point, Point], ...] = ()


def joined(boxes: Iterable[Box]) -> Box:
    """The box around at least one box."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def aligned(boxes: Mapping[str, Box], how: Align) -> dict[str, Point]:
    """By how much each is moved to stand on the line of their common box; by their keys."""
    if len(boxes) < 2:
        return {}
    whole = joined(boxes.values())
    line = _stand(whole, how)
    across = how in (Align.LEFT, Align.CENTRE, Align.RIGHT)
    shifts = {key: line - _stand(box, how) for key, box in boxes.items()}
    return {key: (by, 0.0) if across else (0.0, by) for key, by in shifts.items() if by}


def spread(boxes: Mapping[str, Box], how: Spread) -> dict[str, Point]:
    """By how much each is moved so that all gaps are the same; the outermost two stay.

    Needs three; gaps may be negative where there is no room.
    """
    if len(boxes) < 3:
        return {}
    low, high = (0, 2) if how is Spread.ACROSS else (1, 3)
    order = sorted(boxes, key=lambda key: boxes[key][low] + boxes[key][high])
    first, last = boxes[order[0]], boxes[order[-1]]
    taken = math.fsum(boxes[key][high] - boxes[key][low] for key in order)
    gap = (last[high] - first[low] - taken) / (len(order) - 1)
    place, shifts = first[high] + gap, {}
    for key in order[1:-1]:
        by = place - boxes[key][low]
        if by:
            shifts[key] = (by, 0.0) if how is Spread.ACROSS else (0.0, by)
        place += boxes[key][high] - boxes[key][low] + gap
    return shifts


def reordered(order: Sequence[str], chosen: Iterable[str], how: Order) -> tuple[str, ...]:
    """The order (first: drawn first) with the chosen ones brought forward or back.

    The chosen ones keep their order among each other.
    """
    moving = set(chosen)
    if how is Order.FRONT:
        return (*(key for key in order if key not in moving), *(k for k in order if k in moving))
    if how is Order.BACK:
        return (*(key for key in order if key in moving), *(k for k in order if k not in moving))
    keys = list(order) if how is Order.BACKWARD else list(reversed(order))
    for place in range(1, len(keys)):
        if keys[place] in moving and keys[place - 1] not in moving:
            keys[place - 1], keys[place] = keys[place], keys[place - 1]
    return tuple(keys if how is Order.BACKWARD else reversed(keys))


def guided(box: Box, others: Iterable[Box], radius: float) -> Guided:
    """Where a box that is moved comes into line with edges and middles of others, if near."""
    others = tuple(others)
    across, upright = _nearest(box, others, 0, radius)
    down, level = _nearest(box, others, 1, radius)
    placed = (box[0] + across, box[1] + down, box[2] + across, box[3] + down)
    lines = []
    if upright is not None:
        x, other = upright
        lines.append(((x, min(placed[1], other[1])), (x, max(placed[3], other[3]))))
    if level is not None:
        y, other = level
        lines.append(((min(placed[0], other[0]), y), (max(placed[2], other[2]), y)))
    return Guided((across, down), tuple(lines))


def scaled(points: Sequence[Point], before: Box, after: Box) -> Ring:
    """Points that stood in one box, as they stand in another; a flat side is only moved."""
    across, down = before[2] - before[0], before[3] - before[1]
    by_x = (after[2] - after[0]) / across if across else 1.0
    by_y = (after[3] - after[1]) / down if down else 1.0
    return tuple(
        (after[0] + (x - before[0]) * by_x, after[1] + (y - before[1]) * by_y) for x, y in points
    )


def smoothed(path: Sequence[Point]) -> Ring:
    """A line drawn by hand without its tremor: each point among its neighbours, the ends stay."""
    if len(path) < 3:
        return tuple(path)
    between = (
        ((a[0] + 2 * b[0] + c[0]) / 4, (a[1] + 2 * b[1] + c[1]) / 4)
        for a, b, c in zip(path, path[1:], path[2:], strict=False)
    )
    return (path[0], *between, path[-1])


def thinned(path: Sequence[Point], within: float) -> Ring:
    """The line with as few points as keep it nearer than `within` (Douglas and Peucker)."""
    if len(path) < 3:
        return tuple(path)
    kept = {0, len(path) - 1}
    open_parts = [(0, len(path) - 1)]
    while open_parts:
        start, end = open_parts.pop()
        away, where = _farthest(path, start, end)
        if away > within:
            kept.add(where)
            open_parts += [(start, where), (where, end)]
    return tuple(path[place] for place in sorted(kept))


def _farthest(path: Sequence[Point], start: int, end: int) -> tuple[float, int]:
    a, b = path[start], path[end]
    away, where = 0.0, start
    for place in range(start + 1, end):
        far = distance(path[place], on_edge(a, b, path[place]))
        if far > away:
            away, where = far, place
    return away, where


def _stand(box: Box, how: Align) -> float:
    left, top, right, bottom = box
    return {
        Align.LEFT: left,
        Align.CENTRE: (left + right) / 2,
        Align.RIGHT: right,
        Align.TOP: top,
        Align.MIDDLE: (top + bottom) / 2,
        Align.BOTTOM: bottom,
    }[how]


def _nearest(
    box: Box, others: Sequence[Box], low: int, radius: float
) -> tuple[float, tuple[float, Box] | None]:
    """The least way to a line of another box along one axis, with that line."""
    best, found = radius, None
    for other in others:
        for line in _lines(other, low):
            for own in _lines(box, low):
                if abs(line - own) < best or (found is None and abs(line - own) <= best):
                    best, found = abs(line - own), (line, other, line - own)
    return (0.0, None) if found is None else (found[2], (found[0], found[1]))


def _lines(box: Box, low: int) -> tuple[float, float, float]:
    return box[low], (box[low] + box[low + 2]) / 2, box[low + 2]
