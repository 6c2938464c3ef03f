"""Where the text stands: pieces of lines that no ruled line and no wide gap divides."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shamay_desktop.documents.ocr.cleaning import Cleaned
from shamay_desktop.documents.ocr.components import (
    Mask,
    Parts,
    Runs,
    painted,
    parts_of_runs,
    runs_of,
)

_GAP = 1.5
"""Of the letters' height: blanks between words are narrower, gaps between columns wider."""

_MOST = 4000
"""Pieces of a page; noise has more, and the smallest of it are not looked at."""

_LARGE = 0.4
"""Inches both ways of one stroke without a break: a stamp's ring, a signature, an emblem."""

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

    @property
    def middle(self) -> float:
        """Down."""
        return (self.top + self.bottom) / 2


def letter_height(parts: Parts, dpi: float) -> float:
    """Pixels of the common letter; 0 when there are none."""
    tall, wide = parts.height, parts.width
    fits = (tall >= 0.04 * dpi) & (tall <= 0.35 * dpi)
    fits &= (wide <= 0.5 * dpi) & (wide >= 0.015 * dpi)
    return float(np.median(tall[fits])) if fits.any() else 0


def fragments_of(page: Cleaned, high: float) -> list[Fragment]:
    """The pieces from the top down, those of one height from the right; `high`: a letter's."""
    ink = _without_large(page, high)
    walls = _walls(page)
    parts = parts_of_runs(_smeared(ink, walls, int(_GAP * high)))
    chosen = np.argsort(-parts.pixels, kind="stable")[:_MOST]
    found = [
        Fragment(
            int(parts.left[at]), int(parts.top[at]), int(parts.right[at]), int(parts.bottom[at])
        )
        for at in chosen
    ]
    joined = _joined(found, walls, high)
    return _in_order([piece for piece in joined if _may_be_text(piece, high)], high)


def _may_be_text(piece: Fragment, high: float) -> bool:
    if piece.width < 0.5 * high:
        return 0.7 * high <= piece.height <= 2 * high
    return piece.height >= 0.5 * high


def _without_large(page: Cleaned, high: float) -> Mask:
    """The ink without what is too large for letters; it would join all that it surrounds."""
    parts, least = page.parts, max(_LARGE * page.dpi, 4 * high)
    large = (parts.height > least) & (parts.width > least)
    if not large.any():
        return page.ink
    return page.ink & ~painted(parts.runs, large[parts.label], page.ink.shape)


def _walls(page: Cleaned) -> Walls:
    """How many standing lines are to the left of each pixel in its row."""
    upright = np.zeros_like(page.ink)
    for bar in page.upright:
        upright[bar.start : bar.end, min(upright.shape[1] - 1, int(bar.middle))] = True
    return np.cumsum(upright, axis=1, dtype=np.int32)


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
        kept = _Shelf(high)
        for piece in sorted(pieces, key=lambda each: each.left):
            mate = _mate(kept, piece, walls, high)
            if mate is None:
                kept.put(piece)
            else:
                kept.widen(mate, piece)
                changed = True
        pieces = kept.pieces
    return pieces


class _Shelf:
    """Pieces by the rows that they stand in."""

    def __init__(self, high: float) -> None:
        self._step = max(4, int(high))
        self._rows: dict[int, list[Fragment]] = defaultdict(list)
        self.pieces: list[Fragment] = []

    def put(self, piece: Fragment) -> None:
        self.pieces.append(piece)
        for row in self._span(piece):
            self._rows[row].append(piece)

    def widen(self, mate: Fragment, piece: Fragment) -> None:
        """Make `mate` hold `piece` too."""
        before = set(self._span(mate))
        mate.left, mate.top = min(mate.left, piece.left), min(mate.top, piece.top)
        mate.right, mate.bottom = max(mate.right, piece.right), max(mate.bottom, piece.bottom)
        for row in set(self._span(mate)) - before:
            self._rows[row].append(mate)

    def beside(self, piece: Fragment) -> Iterator[Fragment]:
        """Those that stand in a row of the piece's, the latest first."""
        for row in self._span(piece):
            yield from reversed(self._rows[row])

    def _span(self, piece: Fragment) -> range:
        return range(piece.top // self._step, (piece.bottom - 1) // self._step + 1)


def _mate(kept: _Shelf, piece: Fragment, walls: Walls, high: float) -> Fragment | None:
    """The piece that this one goes on with."""
    for other in kept.beside(piece):
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


def _in_order(pieces: list[Fragment], high: float) -> list[Fragment]:
    """Rows from the top down; in a row from the right."""
    rows: list[list[Fragment]] = []
    for piece in sorted(pieces, key=lambda each: each.middle):
        if rows and piece.middle - rows[-1][0].middle < 0.7 * high:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [piece for row in rows for piece in sorted(row, key=lambda each: -each.right)]
