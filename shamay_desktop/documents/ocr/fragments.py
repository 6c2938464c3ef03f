"""Where the text stands: pieces of lines that no ruled line and no wide gap divides."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shamay_desktop.documents.ocr.components import Mask, Parts, Runs, parts_of_runs, runs_of

_GAP = 1.5
"""Of the letters' height: blanks between words are narrower, gaps between columns wider."""

Walls = NDArray[np.int32]


@dataclass(slots=True)
class Fragment:
    """A piece of a line: its box in pixels (right and bottom are the first outside)."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.right - self.left


def letter_height(parts: Parts, dpi: float) -> float:
    """Pixels of the common letter; 0 when there are none."""
    tall, wide = parts.height, parts.width
    fits = (tall >= 0.04 * dpi) & (tall <= 0.35 * dpi)
    fits &= (wide <= 0.5 * dpi) & (wide >= 0.015 * dpi)
    return float(np.median(tall[fits])) if fits.any() else 0


def fragments_of(ink: Mask, upright: Mask, high: float) -> list[Fragment]:
    """The pieces; `high` is the letters' height, `upright` the pixels of standing lines."""
    walls = np.cumsum(upright, axis=1, dtype=np.int32)
    parts = parts_of_runs(_smeared(ink, walls, int(_GAP * high)))
    found = [
        Fragment(int(left), int(top), int(right), int(bottom))
        for left, top, right, bottom in zip(
            parts.left, parts.top, parts.right, parts.bottom, strict=True
        )
    ]
    return [piece for piece in _joined(found, walls, high) if _is_text(piece, high)]


def _is_text(piece: Fragment, high: float) -> bool:
    return piece.height >= 0.45 * high and piece.width >= 0.15 * high


def _smeared(ink: Mask, walls: Walls, gap: int) -> Runs:
    """Runs joined over gaps in their row, unless a standing line is in the gap."""
    runs = runs_of(ink)
    same = runs.row[1:] == runs.row[:-1]
    near = runs.start[1:] - runs.end[:-1] <= gap
    before = walls[runs.row[:-1], np.maximum(runs.end[:-1] - 1, 0)]
    after = walls[runs.row[1:], runs.start[1:]]
    parted = ~(same & near & (before == after))
    some = np.ones(min(1, len(runs.row)), dtype=bool)
    begins, last = np.concatenate((some, parted)), np.concatenate((parted, some))
    return Runs(runs.row[begins], runs.start[begins], runs.end[last], runs.width)


def _joined(pieces: list[Fragment], walls: Walls, high: float) -> list[Fragment]:
    """Dots, marks and letters put to the piece beside them, as long as something changes."""
    changed = True
    while changed:
        changed = False
        kept: list[Fragment] = []
        for piece in sorted(pieces, key=lambda each: each.left):
            mate = _mate(kept, piece, walls, high)
            if mate is None:
                kept.append(piece)
            else:
                _take(mate, piece)
                changed = True
        pieces = kept
    return pieces


def _mate(
    kept: list[Fragment], piece: Fragment, walls: Walls, high: float
) -> Fragment | None:
    """The piece that this one goes on with."""
    for other in reversed(kept):
        low, tall = sorted((other.height, piece.height))
        shared = min(other.bottom, piece.bottom) - max(other.top, piece.top)
        if shared < 0.5 * low:
            continue
        if piece.left - other.right > 0.9 * _GAP * max(high, min(low, 3 * high)):
            continue
        if low > 1.2 * high and tall > max(2.6 * high, 1.8 * low):
            continue
        if not _wall_between(other, piece, walls):
            return other
    return None


def _wall_between(one: Fragment, other: Fragment, walls: Walls) -> bool:
    if other.left <= one.right:
        return False
    row = (max(one.top, other.top) + min(one.bottom, other.bottom)) // 2
    return bool(walls[row, one.right - 1] != walls[row, other.left])


def _take(mate: Fragment, piece: Fragment) -> None:
    mate.left, mate.top = min(mate.left, piece.left), min(mate.top, piece.top)
    mate.right, mate.bottom = max(mate.right, piece.right), max(mate.bottom, piece.bottom)
