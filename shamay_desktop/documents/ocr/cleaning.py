"""A straight scan made clean: ruled lines, specks and punch holes are found and taken out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shamay_desktop.documents.ocr.components import Mask, Parts, painted, parts_of
from shamay_desktop.documents.ocr.rulings import Bar, bars_of, erase

Grey = NDArray[np.uint8]

_COARSE_DPI = 120
_WHITE = 255
_BLACKEST, _WHITEST = 70, 205
_EDGE = 0.02
_SPECK = 0.012
_HOLE = 0.13


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A grey picture with text alone, and what was found on it, in coarser pixels.

    `step` pixels of `grey` a side are one of `ink` and of the bars; `dpi` is that of `ink`.
    """

    grey: Grey
    ink: Mask
    parts: Parts
    level: list[Bar]
    upright: list[Bar]
    step: int
    dpi: float


def ink_of(grey: Grey) -> Mask:
    """The dark pixels, by Otsu's threshold held within sense."""
    counts = np.bincount(grey.ravel()[:: max(1, grey.size // 500_000)], minlength=256)
    levels, weight = np.arange(256), np.cumsum(counts)
    mass = np.cumsum(counts * levels)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = (mass[-1] * (weight / weight[-1]) - mass) ** 2 / (weight * (weight[-1] - weight))
    best = int(np.argmax(np.where(np.isfinite(spread), spread, 0)))
    dark: Mask = grey <= min(max(best, _BLACKEST), _WHITEST)
    return dark


def coarse_step(dpi: float) -> int:
    """How many pixels a side become one where only shapes count."""
    return max(1, round(dpi / _COARSE_DPI))


def coarse(ink: Mask, step: int) -> Mask:
    """A pixel for `step` times `step`: set when one of them is."""
    if step == 1:
        return ink
    high, wide = (side // step * step for side in ink.shape)
    rows = ink[0:high:step].copy()
    for row in range(1, step):
        rows |= ink[row:high:step]
    small: Mask = rows[:, 0:wide:step].copy()
    for column in range(1, step):
        small |= rows[:, column:wide:step]
    return small


def cleaned(grey: Grey, dpi: float) -> Cleaned:
    """Without ruled lines, what is left of them, specks and punch holes."""
    ink, step = ink_of(grey), coarse_step(dpi)
    level, upright = bars_of(coarse(ink, step), dpi / step)
    gone = np.zeros_like(ink)
    for bar in level:
        erase(_finer(bar, step), ink, gone, dpi)
    for bar in upright:
        erase(_finer(bar, step), ink.T, gone.T, dpi)
    ink &= ~gone
    small, erased = coarse(ink, step), coarse(gone, step)
    parts = parts_of(small)
    away = _specks_and_holes(parts, dpi / step) | _remains(
        parts, erased, level, upright, dpi / step
    )
    dirt = painted(parts.runs, away[parts.label], small.shape)
    clean = _whitened(grey, gone, dirt, ink, step)
    small &= ~dirt
    return Cleaned(clean, small, parts.without(away), level, upright, step, dpi / step)


def _finer(bar: Bar, step: int) -> Bar:
    return Bar(bar.start * step, bar.end * step, bar.low * step, bar.high * step)


def _specks_and_holes(parts: Parts, dpi: float) -> Mask:
    most = max(1.0, _SPECK * dpi)
    speck = (parts.pixels <= most) & (parts.height <= most) & (parts.width <= most)
    full = parts.pixels > 0.65 * parts.width * parts.height
    round_ = np.minimum(parts.width, parts.height) > _HOLE * dpi
    hole: Mask = speck | (full & round_)
    return hole


def _remains(parts: Parts, erased: Mask, level: list[Bar], upright: list[Bar], dpi: float) -> Mask:
    """Crumbs of ruled lines: close to a line all over, and hanging on what was erased."""
    if not erased.any():
        return np.zeros(len(parts), dtype=bool)
    near, edge = np.zeros_like(erased), max(1, round(_EDGE * dpi))
    for bar in level:
        near[
            max(0, bar.low - edge) : bar.high + edge, max(0, bar.start - edge) : bar.end + edge
        ] = 1
    for bar in upright:
        near[
            max(0, bar.start - edge) : bar.end + edge, max(0, bar.low - edge) : bar.high + edge
        ] = 1
    inside: Mask = _counted(parts, near) == parts.pixels
    hanging: Mask = _counted(parts, _grown(erased)) > 0
    return inside & hanging


def _counted(parts: Parts, mask: Mask) -> NDArray[np.int64]:
    """How many pixels of each part lie on the mask."""
    sums = np.zeros((mask.shape[0], mask.shape[1] + 1), dtype=np.int32)
    np.cumsum(mask, axis=1, out=sums[:, 1:])
    runs = parts.runs
    a_run = sums[runs.row, runs.end] - sums[runs.row, runs.start]
    return np.bincount(parts.label, weights=a_run, minlength=len(parts)).astype(np.int64)


def _grown(mask: Mask) -> Mask:
    """A pixel wider on each side."""
    wide = mask.copy()
    wide[1:] |= mask[:-1]
    wide[:-1] |= mask[1:]
    wide[:, 1:] |= mask[:, :-1]
    wide[:, :-1] |= mask[:, 1:]
    return wide


def _whitened(grey: Grey, gone: Mask, dirt: Mask, ink: Mask, step: int) -> Grey:
    """White where lines and dirt were, and on the grey edges that they had."""
    if dirt.any():
        spread = np.repeat(np.repeat(dirt, step, axis=0), step, axis=1)
        gone[: spread.shape[0], : spread.shape[1]] |= spread
        ink &= ~gone
    away = _grown(gone)
    away &= ~ink
    return grey | np.negative(away.view(np.uint8))  # all bits of a pixel set: white
