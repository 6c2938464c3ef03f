"""Least squares in plain Python: coefficients with their errors, or why there are none."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from shamay_desktop.domain.statistics.bounds import Lacking, NoSupport
from shamay_desktop.domain.statistics.student import t_quantile

_SINGULAR = 1e-9
"""A column that is this near to a mix of the others has no coefficient of its own."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients in the order of the columns, their standard errors, and what remains.

    `deviation` is of the residuals, with `freedom` degrees; `explained` is R², 0 to 1.
    `inflation` tells how much of its variance each owes to the other columns (1: nothing); it
    is the usual factor where the columns stand around their mean.
    """

    coefficients: tuple[float, ...]
    errors: tuple[float, ...]
    deviation: float
    freedom: int
    count: int
    explained: float
    inflation: tuple[float, ...] = ()

    def interval(self, place: int, level: float = 0.95) -> tuple[float, float]:
        """The t interval of a coefficient."""
        half = t_quantile((1 + level) / 2, self.freedom) * self.errors[place]
        return self.coefficients[place] - half, self.coefficients[place] + half


def least_squares(rows: Sequence[Sequence[float]], wanted: Sequence[float]) -> Fit | NoSupport:
    """The fit of `wanted` by the columns of `rows` (a column of ones is one of them).

    No support with no degree of freedom left, or with columns that are mixes of each other.
    """
    count, width = len(rows), len(rows[0]) if rows else 0
    if count <= width:
        return NoSupport(Lacking.TOO_FEW, count, width + 1)
    scales = [sqrt(sum(row[at] ** 2 for row in rows)) for at in range(width)]
    if min(scales) == 0:
        return NoSupport(Lacking.NO_DIFFERENCE, count)
    scaled = [[row[at] / scales[at] for at in range(width)] for row in rows]
    reduced = _rotated(scaled, list(wanted), width)
    if reduced is None:
        return NoSupport(Lacking.ENTANGLED, count)
    triangle, turned = reduced
    solved = _back(triangle, turned[:width])
    coefficients = tuple(each / scale for each, scale in zip(solved, scales, strict=True))
    return _fit(rows, wanted, coefficients, _diagonal(triangle), scales)


def _rotated(
    matrix: list[list[float]], wanted: list[float], width: int
) -> tuple[list[list[float]], list[float]] | None:
    """QR by Givens rotations in place; None when a column hangs on the ones before it."""
    for at in range(width):
        for below in range(at + 1, len(matrix)):
            length = hypot(matrix[at][at], matrix[below][at])
            if length == 0:
                continue
            cosine, sine = matrix[at][at] / length, matrix[below][at] / length
            for column in range(at, width):
                upper, lower = matrix[at][column], matrix[below][column]
                matrix[at][column] = cosine * upper + sine * lower
                matrix[below][column] = cosine * lower - sine * upper
            upper, lower = wanted[at], wanted[below]
            wanted[at], wanted[below] = cosine * upper + sine * lower, cosine * lower - sine * upper
        if abs(matrix[at][at]) < _SINGULAR:
            return None
    return [row[:width] for row in matrix[:width]], wanted


def _back(triangle: Sequence[Sequence[float]], wanted: Sequence[float]) -> list[float]:
    solved = [0.0] * len(wanted)
    for at in reversed(range(len(wanted))):
        rest = sum(triangle[at][k] * solved[k] for k in range(at + 1, len(wanted)))
        solved[at] = (wanted[at] - rest) / triangle[at][at]
    return solved


def _diagonal(triangle: Sequence[Sequence[float]]) -> list[float]:
    """The diagonal of (RᵀR)⁻¹: sums of squares of the rows of R⁻¹."""
    width = len(triangle)
    columns = [_back(triangle, [float(at == k) for k in range(width)]) for at in range(width)]
    return [sum(column[at] ** 2 for column in columns) for at in range(width)]


def _fit(
    rows: Sequence[Sequence[float]],
    wanted: Sequence[float],
    coefficients: tuple[float, ...],
    diagonal: Sequence[float],
    scales: Sequence[float],
) -> Fit:
    count, freedom = len(rows), len(rows) - len(coefficients)
    said = [sum(c * x for c, x in zip(coefficients, row, strict=True)) for row in rows]
    left = sum((one - other) ** 2 for one, other in zip(wanted, said, strict=True))
    mean = sum(wanted) / count
    whole = sum((each - mean) ** 2 for each in wanted)
    variance = left / freedom
    errors = tuple(
        sqrt(variance * each) / scale for each, scale in zip(diagonal, scales, strict=True)
    )
    explained = 1 - left / whole if whole else 0.0
    told = max(0.0, explained), tuple(diagonal)
    return Fit(coefficients, errors, sqrt(variance), freedom, count, *told)
