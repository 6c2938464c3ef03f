"""How far a scan is askew, by the sharpness of its rows (a projection profile)."""

import numpy as np
from PIL import Image

from shamay_desktop.documents.ocr.components import Mask

LARGEST = 7.0
"""Degrees either way: more than a feeder lets pass."""

_FINEST = 0.04
_FEW, _MANY = 300, 40_000
_SURE = 1.03
_WHITE = 255


def skew_of(ink: Mask) -> float:
    """Degrees clockwise that make the lines level; 0 when nothing is sure."""
    rows, columns = np.nonzero(ink)
    if len(rows) < _FEW:
        return 0.0
    keep = slice(None, None, max(1, len(rows) // _MANY))
    down, across = rows[keep].astype(np.float64), columns[keep] - ink.shape[1] / 2
    best, step = 0.0, 0.5
    around = np.arange(-LARGEST, LARGEST + step / 2, step)
    while step >= _FINEST:
        best = float(around[int(np.argmax([_sharpness(down, across, at) for at in around]))])
        step /= 3
        around = best + np.arange(-2, 3) * step
    sure = _sharpness(down, across, best) > _SURE * _sharpness(down, across, 0.0)
    return best if sure else 0.0


def _sharpness(down: np.ndarray, across: np.ndarray, degrees: float) -> float:
    moved = down + across * np.tan(np.radians(degrees))
    counts = np.bincount((moved - moved.min()).astype(np.int64)).astype(np.float64)
    return float(np.sum(np.diff(counts) ** 2))


def straightened(picture: Image.Image, degrees: float) -> Image.Image:
    """The picture turned about its middle, white at the corners, of the same size."""
    if abs(degrees) < _FINEST:
        return picture
    return picture.rotate(-degrees, Image.Resampling.BILINEAR, fillcolor=_WHITE)
