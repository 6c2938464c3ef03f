"""Ruled lines: found by their length, and taken out of the picture without the text on them."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from shamay_desktop.documents.ocr.components import Mask, Parts, Whole, parts_of

_LONG = 0.28
"""Inches: longer than any stroke of a letter in running text."""

_SHORT = 0.17
"""Inches of a standing line that stands on another, or between two lying ones: a low row."""

_THICKEST = 0.045
_ASIDE = 0.012
_CROWDED = 0.3
_GAP = 0.12
_NEAR = 0.03
_REACH = 0.6
_MOST = 1500


@dataclass(slots=True)
class Bar:
    """A line in pixels: along from `start` to `end`, across from `low` to `high` (outside)."""

    start: int
    end: int
    low: int
    high: int

    @property
    def length(self) -> int:
        """Pixels along."""
        return self.end - self.start

    @property
    def middle(self) -> float:
        """Across."""
        return (self.low + self.high) / 2


def bars_of(ink: Mask, dpi: float) -> tuple[list[Bar], list[Bar]]:
    """The lying and the standing lines of a picture; pieces of one line are joined."""
    turned = np.ascontiguousarray(ink.T)
    level = _joined(_pieces(ink, _LONG, dpi), dpi)
    pieces = _pieces(turned, _SHORT, dpi)
    upright = [piece for piece in pieces if piece.length >= 0.9 * _LONG * dpi]
    short = [piece for piece in pieces if piece.length < 0.9 * _LONG * dpi]
    upright += [piece for piece in short if _belongs(piece, upright, level, dpi)]
    return level, _joined(upright, dpi)


def _pieces(ink: Mask, inches: float, dpi: float) -> list[Bar]:
    """Thin level runs at least so long; the longest of them where there are too many."""
    long = opened(ink, max(6, int(inches * dpi)))
    thick = opened(np.ascontiguousarray(long.T), max(3, int(_THICKEST * dpi) + 1)).T
    parts = parts_of(long & ~thick)
    wide = np.flatnonzero(parts.width >= 0.9 * inches * dpi)
    wide = wide[_alone(ink & ~long, parts, wide, dpi)]
    if len(wide) > _MOST:
        wide = wide[np.argsort(-parts.width[wide], kind="stable")[:_MOST]]
    return [
        Bar(int(parts.left[at]), int(parts.right[at]), int(parts.top[at]), int(parts.bottom[at]))
        for at in wide
    ]


def _alone(rest: Mask, parts: Parts, chosen: Whole, dpi: float) -> Mask:
    """Whether it is white on both sides: a row of tight letters has a long run too."""
    away = max(1, round(_ASIDE * dpi))
    left, right = parts.left[chosen], parts.right[chosen]
    beside = np.zeros(len(chosen), dtype=np.int64)
    for row in (parts.top[chosen] - 1 - away, parts.bottom[chosen] + away):
        inside = (row >= 0) & (row < rest.shape[0])
        rows, held = np.unique(np.clip(row, 0, rest.shape[0] - 1), return_inverse=True)
        sums = np.zeros((len(rows), rest.shape[1] + 1), dtype=np.int32)
        np.cumsum(rest[rows], axis=1, out=sums[:, 1:])
        beside = np.maximum(beside, np.where(inside, sums[held, right] - sums[held, left], 0))
    white: Mask = beside <= _CROWDED * (right - left)
    return white


def _belongs(piece: Bar, upright: Iterable[Bar], level: Iterable[Bar], dpi: float) -> bool:
    """Whether a short standing piece goes on a long one, or stands between two lying lines."""
    near, reach = _NEAR * dpi, _REACH * dpi
    if any(
        abs(bar.middle - piece.middle) <= near / 2
        and piece.start - bar.end <= reach
        and bar.start - piece.end <= reach
        for bar in upright
    ):
        return True
    crossed = [bar for bar in level if bar.start - near <= piece.middle <= bar.end + near]
    return any(abs(bar.middle - piece.start) <= near for bar in crossed) and any(
        abs(bar.middle - piece.end) <= near for bar in crossed
    )


def _joined(pieces: list[Bar], dpi: float) -> list[Bar]:
    """One bar of pieces that follow one another on nearly one height."""
    gap, slack = _GAP * dpi, max(1.0, 0.008 * dpi)
    bars: list[Bar] = []
    for piece in sorted(pieces, key=lambda bar: bar.start):
        for bar in reversed(bars):
            beside = piece.low <= bar.high + slack and bar.low <= piece.high + slack
            thin = max(piece.high, bar.high) - min(piece.low, bar.low) <= _THICKEST * dpi
            if beside and thin and piece.start - bar.end <= gap:
                bar.end = max(bar.end, piece.end)
                bar.low, bar.high = min(bar.low, piece.low), max(bar.high, piece.high)
                break
        else:
            bars.append(piece)
    return bars


def erase(bar: Bar, ink: Mask, gone: Mask, dpi: float) -> None:
    """Mark in `gone` what of `ink` is the bar; strokes that cross it and go on are kept.

    `ink` and `gone` lie so that the bar is level, and the bar is in their pixels.
    """
    edge, reach = max(1, round(0.008 * dpi)), max(2, round(0.02 * dpi))
    low, high = max(0, bar.low - edge), min(ink.shape[0], bar.high + edge)
    start, end = max(0, bar.start - 2 * edge), min(ink.shape[1], bar.end + 2 * edge)
    above = ink[max(0, low - reach) : low, start:end]
    below = ink[high : high + reach, start:end]
    crossing = np.zeros(end - start, dtype=bool)
    for side in (above, below):
        if side.shape[0] == reach:
            crossing |= side.all(axis=0)
    gone[low:high, start:end] |= ink[low:high, start:end] & ~crossing


def opened(mask: Mask, length: int) -> Mask:
    """The pixels of level runs of at least `length` pixels."""
    return dilated(eroded(mask, length), length)


def eroded(mask: Mask, length: int) -> Mask:
    """Each pixel: whether the `length` pixels from it to the right are all set."""
    kept, done = mask.copy(), 1
    while done < length:
        step = min(done, length - done)
        kept[:, :-step] &= kept[:, step:]
        kept[:, -step:] = False
        done += step
    return kept


def dilated(mask: Mask, length: int) -> Mask:
    """Each pixel: whether one of the `length` pixels up to it from the left is set."""
    kept, done = mask.copy(), 1
    while done < length:
        step = min(done, length - done)
        kept[:, step:] |= kept[:, :-step].copy()
        done += step
    return kept
