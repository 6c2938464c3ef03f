"""How far an area or a length may be off: what the scale and each pointed-at corner add to it.

First-order propagation, exact derivatives where they are known. Every ± is of 95 %.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, hypot, sqrt

from shamay_desktop.domain.drawing.geometry import distance, steps
from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.measuring.metric import Metric
from shamay_desktop.domain.statistics.student import t_quantile

KNOWN = 5
"""Degrees of freedom that the expected pointing error is worth before any residual is seen: it is
known to about a third of itself. A reference by itself therefore has t of 5 degrees, not 1.96."""

LEVEL = 0.975
FINEST = 0.29
"""Pixels: nobody points more finely than a pixel allows (its uniform error, 1 over root of 12)."""

_STEP = 1e-5


@dataclass(frozen=True, slots=True)
class Measured:
    """A length in m or an area in m². `plus_minus` is of 95 %, in the same unit.

    `from_scale` and `from_drawing` are its two parts, which add as squares.
    """

    value: float
    plus_minus: float
    from_scale: float
    from_drawing: float


def both(value: float, from_scale: float, from_drawing: float) -> Measured:
    """With both parts together."""
    return Measured(value, hypot(from_scale, from_drawing), from_scale, from_drawing)


@lru_cache(maxsize=64)
def quantile(freedom: int) -> float:
    """Of Student's t for 95 % on both sides; `freedom` below 1 counts as 1."""
    return t_quantile(LEVEL, max(freedom, 1))


@dataclass(frozen=True, slots=True)
class Spread:
    """How sure a fit is: `half` makes a 95 % half-width of a standard deviation.

    `pointing` in pixels and what makes 95 % of it, `hand`, are of every drawn corner.
    `covariance` is of the metric's first parameters, by what was expected of each reference.
    `drift` is what a scan's usual stretch adds when it is not corrected: (c, s) are the means of
    cos 2θ and sin 2θ over the references, None when stretch is part of the fit.
    """

    covariance: tuple[tuple[float, ...], ...]
    half: float
    drift: tuple[float, float] | None
    stretch: float
    pointing: float
    hand: float


def from_scale(
    spread: Spread, metric: Metric, power: int, measure: Callable[[Metric], float], value: float
) -> float:
    """Standard deviation times `half`; `power` is 1 of a length, 2 of an area.

    What the size adds is known exactly (a length goes with s, an area with its square); the other
    parameters by central differences.
    """
    slopes = [power * value]
    for number in range(1, len(spread.covariance)):
        ends = []
        for step in (_STEP, -_STEP):
            values = list(metric.parameters)
            values[number] += step
            ends.append(measure(metric.with_parameters(values)))
        slopes.append((ends[0] - ends[1]) / (2 * _STEP))
    variance = fsum(
        one * other * cell
        for one, row in zip(slopes, spread.covariance, strict=True)
        for other, cell in zip(slopes, row, strict=True)
    )
    return spread.half * sqrt(max(variance, 0.0))


def drift_of_area(spread: Spread, value: float) -> float:
    """What an uncorrected stretch adds: nothing where the references lie in balanced directions."""
    if spread.drift is None:
        return 0.0
    return quantile(KNOWN) * 2 * value * spread.stretch * hypot(*spread.drift)


def drift_of_length(spread: Spread, path: Sequence[Point]) -> float:
    """The same of a line in flat metres: how its directions differ from the references' ones."""
    if spread.drift is None:
        return 0.0
    across, up, whole = [], [], []
    for a, b in steps(path):
        long = distance(a, b)
        if long:
            x, y = (b[0] - a[0]) / long, (b[1] - a[1]) / long
            across.append(long * (x * x - y * y))
            up.append(long * 2 * x * y)
            whole.append(long)
    total = fsum(whole)
    off = hypot(fsum(across) - spread.drift[0] * total, fsum(up) - spread.drift[1] * total)
    return quantile(KNOWN) * spread.stretch * off


def drawing_of_area(spread: Spread, metric: Metric, rings: Iterable[Sequence[Point]]) -> float:
    """What the pointing error of each corner adds to an area; a hole's corners like the outline's.

    An area changes with a corner by half of the way between its two neighbours.
    """
    squares = []
    for ring in rings:
        flat = metric.to_metres(ring)
        for place, corner in enumerate(ring):
            before, after = flat[place - 1], flat[(place + 1) % len(flat)]
            moved = (after[1] - before[1]) / 2, (before[0] - after[0]) / 2
            squares.append(_in_pixels(metric, corner, flat[place], moved))
    return spread.hand * spread.pointing * sqrt(fsum(squares))


def drawing_of_length(
    spread: Spread, metric: Metric, path: Sequence[Point], *, closed: bool = False
) -> float:
    """What the pointing error of each point adds to the length of a line, or of a ring."""
    flat = metric.to_metres(path)
    moved = [(0.0, 0.0)] * len(flat)
    for first in range(len(flat) if closed else len(flat) - 1):
        second = (first + 1) % len(flat)
        long = distance(flat[first], flat[second])
        if long:
            x = (flat[second][0] - flat[first][0]) / long
            y = (flat[second][1] - flat[first][1]) / long
            moved[first] = moved[first][0] - x, moved[first][1] - y
            moved[second] = moved[second][0] + x, moved[second][1] + y
    squares = map(_in_pixels, [metric] * len(flat), path, flat, moved)
    return spread.hand * spread.pointing * sqrt(fsum(squares))


def _in_pixels(metric: Metric, point: Point, place: Point, moved: Point) -> float:
    """The square of a gradient by flat metres, turned to one by pixels."""
    a, b, c, d = metric.slope(point, place)
    return (a * moved[0] + c * moved[1]) ** 2 + (b * moved[0] + d * moved[1]) ** 2
