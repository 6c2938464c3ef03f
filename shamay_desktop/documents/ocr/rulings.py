"""Ruled lines: found by their length, and taken out of the picture without the text on them."""

from dataclasses import dataclass

import numpy as np

from shamay_desktop.documents.ocr.components import Mask, parts_of

_SHORTEST = 0.28
"""Inches: longer than any stroke of a letter in running text."""

_THICKEST = 0.045
_GAP = 0.1
_RAGGED = 0.012


@dataclass(slots=True)
class Bar:
    """A line in pixels: along from `start` to `end`, across from `low` to `high` (outside)."""

    start: int
    end: int
    low: int
    high: int


def level_bars(ink: Mask, dpi: float) -> list[Bar]:
    """The level lines of a picture; pieces of one line are joined."""
    long = opened(ink, max(8, int(_SHORTEST * dpi)))
    thick = opened(long.T, max(3, int(_THICKEST * dpi))).T
    parts = parts_of(long & ~thick)
    pieces = [
        Bar(int(left), int(right), int(top), int(bottom))
        for left, top, right, bottom in zip(
            parts.left, parts.top, parts.right, parts.bottom, strict=True
        )
        if right - left >= 0.8 * _SHORTEST * dpi
    ]
    return _joined(pieces, dpi)


def upright_bars(ink: Mask, dpi: float) -> list[Bar]:
    """The same of standing lines: along is down."""
    return level_bars(np.ascontiguousarray(ink.T), dpi)


def erase(bar: Bar, ink: Mask, gone: Mask, dpi: float) -> None:
    """Mark in `gone` what of `ink` is the bar; strokes that cross it and go on are kept.

    `ink` and `gone` lie so that the bar is level.
    """
    edge = max(1, round(_RAGGED * dpi))
    reach = max(2, round(_THICKEST * dpi / 2))
    low, high = max(0, bar.low - edge), min(ink.shape[0], bar.high + edge)
    above, below = max(0, low - reach), min(ink.shape[0], high + reach)
    start, end = max(0, bar.start - 2 * edge), min(ink.shape[1], bar.end + 2 * edge)
    band = ink[low:high, start:end]
    crossing = ink[above:low, start:end].all(axis=0) | ink[high:below, start:end].all(axis=0)
    gone[low:high, start:end] |= band & ~crossing


def _joined(pieces: list[Bar], dpi: float) -> list[Bar]:
    """One bar of pieces that follow one another on nearly one height."""
    gap, slack = _GAP * dpi, max(2.0, 0.01 * dpi)
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
