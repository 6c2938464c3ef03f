"""Connected parts of a black and white picture, found by runs (numpy alone)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Runs:
    """Level runs of set pixels, row by row: `row`, `start`, `end` (first after it)."""

    row: Whole
    start: Whole
    end: Whole
    width: int


@dataclass(frozen=True, slots=True)
class Parts:
    """Boxes of connected parts (right and bottom are the first outside) and their pixels.

    `label` is the number of the part that each of `runs` belongs to.
    """

    left: Whole
    top: Whole
    right: Whole
    bottom: Whole
    pixels: Whole
    label: Whole
    runs: Runs

    def __len__(self) -> int:
        return len(self.left)

    @property
    def width(self) -> Whole:
        """Pixels across."""
        return self.right - self.left

    @property
    def height(self) -> Whole:
        """Pixels down."""
        return self.bottom - self.top

    def without(self, gone: Mask) -> "Parts":
        """The others, as they would be found once these are painted over."""
        kept, runs = ~gone, self.runs
        held = kept[self.label]
        return Parts(
            self.left[kept], self.top[kept], self.right[kept], self.bottom[kept],
            self.pixels[kept], (np.cumsum(kept) - 1)[self.label[held]],
            Runs(runs.row[held], runs.start[held], runs.end[held], runs.width),
        )  # fmt: skip


def runs_of(mask: Mask) -> Runs:
    """The runs of a mask."""
    height, width = mask.shape
    edged = np.zeros((height, width + 2), dtype=np.int8)
    edged[:, 1:-1] = mask
    steps = np.diff(edged, axis=1).ravel()
    begins, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    row = begins // (width + 1)
    return Runs(row, begins - row * (width + 1), ends - row * (width + 1), width)


def parts_of(mask: Mask) -> Parts:
    """The parts whose pixels touch at a side or a corner."""
    return parts_of_runs(runs_of(mask))


def parts_of_runs(runs: Runs) -> Parts:
    """The parts that runs make up."""
    first, second = _touching(runs)
    roots = _roots(len(runs.row), first, second)
    _, label = np.unique(roots, return_inverse=True)
    count = int(label.max()) + 1 if len(label) else 0
    order = np.argsort(label, kind="stable")
    begins = np.searchsorted(label[order], np.arange(count))
    if not count:
        none = np.zeros(0, dtype=np.int64)
        return Parts(none, none, none, none, none, none, runs)
    return Parts(
        np.minimum.reduceat(runs.start[order], begins),
        np.minimum.reduceat(runs.row[order], begins),
        np.maximum.reduceat(runs.end[order], begins),
        np.maximum.reduceat(runs.row[order], begins) + 1,
        np.add.reduceat((runs.end - runs.start)[order], begins),
        label,
        runs,
    )


def painted(runs: Runs, chosen: Mask, shape: tuple[int, int]) -> Mask:
    """A mask of the chosen runs alone."""
    height, width = shape
    steps = np.zeros((height, width + 1), dtype=np.int8)
    np.add.at(steps, (runs.row[chosen], runs.start[chosen]), 1)
    np.add.at(steps, (runs.row[chosen], runs.end[chosen]), -1)
    filled: Mask = np.cumsum(steps, axis=1, dtype=np.int8)[:, :-1] > 0
    return filled


def _touching(runs: Runs) -> tuple[Whole, Whole]:
    """Pairs of runs of neighbouring rows that touch."""
    stride = runs.width + 2
    starts, ends = runs.row * stride + runs.start, runs.row * stride + runs.end
    below = (runs.row + 1) * stride
    lowest = np.searchsorted(ends, below + runs.start, side="left")
    highest = np.searchsorted(starts, below + runs.end, side="right")
    counts = np.maximum(highest - lowest, 0)
    first = np.repeat(np.arange(len(runs.row)), counts)
    offsets = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    return first, np.repeat(lowest, counts) + offsets


def _roots(count: int, first: Whole, second: Whole) -> Whole:
    """The least run of the part of each run."""
    roots = np.arange(count)
    while True:
        least = np.minimum(roots[first], roots[second])
        before = roots.copy()
        np.minimum.at(roots, before[first], least)
        np.minimum.at(roots, before[second], least)
        while True:
            jumped = roots[roots]
            if np.array_equal(jumped, roots):
                break
            roots = jumped
        if np.array_equal(before, roots):
            return roots
