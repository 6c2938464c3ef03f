"""How sure a mean or a median of a few prices is: t and bootstrap bands, the same each time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import partial
from math import sqrt
from random import Random

from shamay_desktop.domain.money import to_places
from shamay_desktop.domain.statistics.describe import describe, median
from shamay_desktop.domain.statistics.student import t_quantile

SEED, SAMPLES, LEVEL = 20_240_501, 2_000, Decimal(95)
"""Of the bootstrap: printed with the band, so that anybody can make the same figure."""


class BandMethod(StrEnum):
    """How a band was made."""

    T = "t"
    BOOTSTRAP = "bootstrap"


@dataclass(frozen=True, slots=True)
class Band:
    """From `low` to `high` around `middle`, to the agora, at a level in percent.

    `seed` and `samples` are of a bootstrap, None for a t band.
    """

    method: BandMethod
    level: Decimal
    count: int
    low: Decimal
    middle: Decimal
    high: Decimal
    seed: int | None = None
    samples: int | None = None


def t_band(numbers: Sequence[Fraction], level: Decimal = LEVEL) -> Band | None:
    """The band of the mean: mean ± t × s ÷ √n; None below two numbers."""
    found = describe(numbers)
    if found is None or found.deviation is None:
        return None
    quantile = t_quantile(float((100 + level) / 200), found.count - 1)
    half = Fraction(quantile * float(found.deviation) / sqrt(found.count))
    return Band(
        BandMethod.T, level, found.count,
        to_places(found.mean - half), to_places(found.mean), to_places(found.mean + half),
    )  # fmt: skip


def bootstrap_band(
    numbers: Sequence[Fraction],
    level: Decimal = LEVEL,
    *,
    of: Callable[[Sequence[Fraction]], Fraction] = median,
    seed: int = SEED,
    samples: int = SAMPLES,
) -> Band | None:
    """The band of the median (or of another middle) by drawing anew; None below two numbers.

    The same numbers in any order give the same band: they are drawn from in rising order.
    """
    drawn_from = sorted(numbers)
    if len(drawn_from) < 2:
        return None
    draw, count = Random(seed).random, len(drawn_from)  # noqa: S311 — a figure to repeat, no secret
    made = _median_drawn if of is median else partial(_drawn, of)
    middles = sorted(made(drawn_from, [int(draw() * count) for _ in drawn_from])
                     for _ in range(samples))  # fmt: skip
    tail = Fraction(100 - level) / 200
    return Band(
        BandMethod.BOOTSTRAP, level, count,
        to_places(_at(middles, tail)), to_places(of(drawn_from)), to_places(_at(middles, 1 - tail)),
        seed, samples,
    )  # fmt: skip


def _drawn(
    of: Callable[[Sequence[Fraction]], Fraction], numbers: list[Fraction], places: list[int]
) -> Fraction:
    return of([numbers[place] for place in places])


def _median_drawn(numbers: list[Fraction], places: list[int]) -> Fraction:
    """The same as of the drawn numbers: they stand in order, so their places are sorted for them.

    Places are compared many times faster than fractions.
    """
    places.sort()
    middle, odd = divmod(len(places), 2)
    above = numbers[places[middle]]
    return above if odd else (numbers[places[middle - 1]] + above) / 2


def _at(ordered: Sequence[Fraction], part: Fraction) -> Fraction:
    """The quantile between its two neighbours."""
    place = part * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
