"""Prices far from the rest: the median of their logarithms ± k spreads; shown, never removed.

The spread is the median absolute deviation (MAD). Where half of the prices or more are equal it
is 0 and says nothing; then the mean absolute deviation about the median takes its place, as
Iglewicz and Hoaglin propose for their modified z-score (How to Detect and Handle Outliers, ASQC
1993). Which of them it was is always said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import exp, log
from statistics import fmean, median

from shamay_desktop.domain.statistics.bounds import (
    FEWEST_FOR_OUTLIERS,
    MAD_TO_DEVIATION,
    MEAN_AD_TO_DEVIATION,
)

K = Decimal(3)
_FARTHEST = 60.0


class Spread(StrEnum):
    """What the fence is made of; NONE: all prices are equal, so none is far from the others."""

    MEDIAN = "median"
    MEAN = "mean"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Outliers:
    """The fence in the unit of the prices, and the names outside it with how far they are.

    `distances` by name in scaled spreads, signed; only of those outside. `k`, `count` and `spread`
    are printed.
    """

    count: int
    k: Decimal
    low: float
    high: float
    distances: Mapping[str, float]
    spread: Spread = Spread.MEDIAN


def outliers(prices: Mapping[str, Fraction], k: Decimal = K) -> Outliers | None:
    """The outliers among prices above 0; None below `FEWEST_FOR_OUTLIERS` of them.

    MAD × 1.4826, or mean absolute deviation × 1.2533, is the deviation of a normal distribution;
    the fence is k of them on each side.
    """
    logs = {name: log(price) for name, price in prices.items() if price > 0}
    if len(logs) < FEWEST_FOR_OUTLIERS:
        return None
    middle = median(logs.values())
    spread, kind = _spread([abs(each - middle) for each in logs.values()])
    away = {name: (each - middle) / spread if spread else 0.0 for name, each in logs.items()}
    reach = float(k)
    far = {name: distance for name, distance in away.items() if abs(distance) > reach}
    low, high = _price(middle - reach * spread), _price(middle + reach * spread)
    return Outliers(len(logs), k, low, high, far, kind)


def _spread(deviations: list[float]) -> tuple[float, Spread]:
    by_median = median(deviations) * MAD_TO_DEVIATION
    if by_median > _EQUAL:
        return by_median, Spread.MEDIAN
    by_mean = fmean(deviations) * MEAN_AD_TO_DEVIATION
    return (by_mean, Spread.MEAN) if by_mean > _EQUAL else (0.0, Spread.NONE)


_EQUAL = 1e-12
"""Logarithms nearer to each other than this are of one price."""


def _price(logarithm: float) -> float:
    """Back from the logarithm; a fence beyond any price stands at the end of what is one."""
    return exp(max(-_FARTHEST, min(_FARTHEST, logarithm)))
