"""A scan made straight and clean: skew, specks, holes and ruled lines."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from shamay_desktop.documents.ocr.components import Mask, painted, parts_of
from shamay_desktop.documents.ocr.rulings import Bar, erase, level_bars, upright_bars

Grey = NDArray[np.uint8]

_LARGEST_SKEW = 7.0
_FINEST = 0.05
_WHITE = 255


def ink_of(grey: Grey) -> Mask:
    """The dark pixels, by Otsu's threshold held within sense."""
    counts = np.bincount(grey.ravel()[:: max(1, grey.size // 1_000_000)], minlength=256)
    levels = np.arange(256)
    weight = np.cumsum(counts)
    total, mass = weight[-1], np.cumsum(counts * levels)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = (mass[-1] * weight / total - mass) ** 2 / (weight * (total - weight))
    best = int(np.nanargmax(np.where(np.isfinite(spread), spread, 0)))
    dark: Mask = grey <= min(max(best, 90), 200)
    return dark


def skew_of(ink: Mask, dpi: float) -> float:
    """Degrees by which the lines rise to the right (negative: fall); 0 when nothing is sure."""
    times = max(1, int(dpi // 75))
    height, width = ink.shape[0] // times, ink.shape[1] // times
    small = ink[: height * times : times, : width * times : times]
    rows, columns = np.nonzero(small)
    if len(rows) < 200:
        return 0.0
    keep = slice(None, None, max(1, len(rows) // 60_000))
    rows, columns = rows[keep].astype(np.float64), columns[keep] - width / 2

    def sharpness(degrees: float) -> float:
        moved = rows + columns * np.tan(np.radians(degrees))
        counts = np.bincount((moved - moved.min()).astype(np.int64)).astype(np.float64)
        return float(np.sum(np.diff(counts) ** 2))

    best, step = 0.0, 0.5
    around = np.arange(-_LARGEST_SKEW, _LARGEST_SKEW + step / 2, step)
    while step >= _FINEST:
        scores = [sharpness(degrees) for degrees in around]
        best = float(around[int(np.argmax(scores))])
        step /= 3
        around = best + np.arange(-3, 4) * step
    return best if sharpness(best) > 1.02 * sharpness(0.0) else 0.0


def straightened(picture: Image.Image, degrees: float) -> Image.Image:
    """The picture turned about its middle, white at the corners, of the same size."""
    if abs(degrees) < _FINEST:
        return picture
    return picture.rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=_WHITE)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A grey picture with text alone, its ink, and the lines that were on it."""

    grey: Grey
    ink: Mask
    level: list[Bar]
    upright: list[Bar]


def cleaned(grey: Grey, dpi: float) -> Cleaned:
    """Without ruled lines, specks and punch holes."""
    ink = ink_of(grey)
    level, upright = level_bars(ink, dpi), upright_bars(ink, dpi)
    gone = np.zeros_like(ink)
    for bar in level:
        erase(bar, ink, gone, dpi)
    for bar in upright:
        erase(bar, ink.T, gone.T, dpi)
    rest = ink & ~gone
    parts = parts_of(rest)
    speck = (parts.pixels <= (0.01 * dpi) ** 2) & (parts.height <= 0.011 * dpi)
    solid = parts.pixels > 0.6 * parts.width * parts.height
    hole = solid & (np.minimum(parts.width, parts.height) > 0.12 * dpi) & (parts.pixels > (0.15 * dpi) ** 2)
    away = (speck | hole)[parts.label]
    gone |= painted(parts.runs, away, ink.shape)
    clean = grey.copy()
    halo = gone.copy()
    halo[1:] |= gone[:-1]
    halo[:-1] |= gone[1:]
    halo[:, 1:] |= gone[:, :-1]
    halo[:, :-1] |= gone[:, 1:]
    text = ink & ~gone
    clean[halo & ~text] = _WHITE
    return Cleaned(clean, text, level, upright)
