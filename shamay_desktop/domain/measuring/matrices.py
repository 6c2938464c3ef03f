"""Small square systems (five unknowns at most), without a library."""

from collections.abc import Sequence
from math import fsum

Rows = tuple[tuple[float, ...], ...]


def inverse(rows: Rows) -> Rows:
    """Of a symmetric positive matrix, scaled first; a row that says nothing gets a huge cell."""
    size = len(rows)
    scale = [rows[i][i] ** -0.5 if rows[i][i] > 0 else 1.0 for i in range(size)]
    work = [
        [rows[i][j] * scale[i] * scale[j] for j in range(size)]
        + [1.0 if i == j else 0.0 for j in range(size)]
        for i in range(size)
    ]
    for i in range(size):
        best = max(range(i, size), key=lambda row: abs(work[row][i]))
        work[i], work[best] = work[best], work[i]
        pivot = work[i][i] if abs(work[i][i]) > 1e-14 else 1e-14
        work[i] = [cell / pivot for cell in work[i]]
        for other in range(size):
            if other != i and work[other][i]:
                share = work[other][i]
                work[other] = [a - share * b for a, b in zip(work[other], work[i], strict=True)]
    return tuple(
        tuple(work[i][size + j] * scale[i] * scale[j] for j in range(size)) for i in range(size)
    )


def times(rows: Rows, column: Sequence[float]) -> list[float]:
    """A matrix times a column."""
    return [fsum(a * b for a, b in zip(row, column, strict=True)) for row in rows]
