"""Runs of characters put together to rows by their base lines.

`v` runs across the writing, downwards; `start` and `end` along it.
"""

from dataclasses import dataclass, field

_SAME_LINE = 0.3
"""Base lines of cells of one row differ by less than this part of the smaller height."""

_TOUCHING = 0.12
"""Base lines that differ by more may not stand one over the other in a row."""

_SMALL = 0.8
"""A raised figure is smaller than this part of what it stands at."""


@dataclass(slots=True)
class Stretch:
    """A run in the frame of its writing; `first` and `last` number its characters."""

    first: int
    last: int
    v: float
    height: float
    start: float
    end: float


@dataclass(slots=True)
class Row:
    """Stretches of one line; `v` is the mean of their base lines."""

    v: float
    height: float
    stretches: list[Stretch] = field(default_factory=list)

    def takes(self, stretch: Stretch) -> bool:
        """Whether a stretch stands in this row."""
        away = abs(stretch.v - self.v)
        least = min(stretch.height, self.height)
        if away > _SAME_LINE * least:
            return False
        return away <= _TOUCHING * least or not any(
            min(stretch.end, other.end) - max(stretch.start, other.start) > least / 2
            for other in self.stretches
        )

    def add(self, stretch: Stretch) -> None:
        """Take it in."""
        self.stretches.append(stretch)
        self.v += (stretch.v - self.v) / len(self.stretches)
        self.height = max(self.height, stretch.height)


def rows_of(stretches: list[Stretch]) -> list[Row]:
    """The rows, from the top down."""
    rows: list[Row] = []
    for stretch in sorted(stretches, key=lambda each: each.v):
        for row in reversed(rows):
            if row.takes(stretch):
                row.add(stretch)
                break
            if stretch.v - row.v > max(stretch.height, row.height):
                rows.append(Row(stretch.v, stretch.height, [stretch]))
                break
        else:
            rows.append(Row(stretch.v, stretch.height, [stretch]))
    return _with_raised(rows)


def _with_raised(rows: list[Row]) -> list[Row]:
    """Small figures that stand beside the end of a word, raised or lowered, go to its row."""
    kept: list[Row] = []
    for index, row in enumerate(rows):
        near = rows[max(0, index - 3) : index] + rows[index + 1 : index + 4]
        least = min([each.height for each in row.stretches])
        if least < _SMALL * max([other.height for other in near], default=0):
            row.stretches = [each for each in row.stretches if not _joined(each, near)]
        if row.stretches:
            kept.append(row)
    return kept


def _joined(stretch: Stretch, rows: list[Row]) -> bool:
    for row in rows:
        for other in row.stretches:
            if (
                stretch.height < _SMALL * other.height
                and -0.3 * other.height < other.v - stretch.v < 0.7 * other.height
                and max(stretch.start - other.end, other.start - stretch.end) < 0.3 * other.height
            ):
                row.stretches.append(stretch)
                return True
    return False
