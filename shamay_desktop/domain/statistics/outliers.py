"""Prices far from the rest: the median of their logarithms ± k × MAD; shown, never removed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import exp, log
from statistics import median

from shamay_desktop.domain.statistics.bounds import FEWEST_FOR_OUTLIERS, MAD_TO_DEVIATION

K = Decimal(3)
_FARTHEST = 60.0


@dataclass(frozen=True, slots=True)
class Outliers:
    """The fence in the unit of the prices, and the names outside it with how far they are.

    `distances` by name in scaled MADs, signed; only of those outside. `k` and `count` are printed.
    """

    count: int
    k: Decimal
    low: float
    high: float
    distances: Mapping[str, float]


def outliers(prices: Mapping[str, Fraction], k: Decimal = K) -> Outliers | None:
    """The outliers among prices above 0; None where too few, or where half of them are equal.

    MAD × 1.4826 is the deviation of a normal distribution; the fence is k of them on each side.
    """
    logs = {name: log(price) for name, price in prices.items() if price > 0}
    if len(logs) < FEWEST_FOR_OUTLIERS:
        return None
    middle = median(logs.values())
    spread = median(abs(each - middle) for each in logs.values()) * MAD_TO_DEVIATION
    if spread <= 0:
        return None
    away = {name: (each - middle) / spread for name, each in logs.items()}
    reach = float(k)
    far = {name: distance for name, distance in away.items() if abs(distance) > reach}
    low, high = _price(middle - reach * spread), _price(middle + reach * spread)
    return Outliers(len(logs), k, low, high, far)


def _price(logarithm: float) -> float:
    """Back from the logarithm; a fence beyond any price stands at the end of what is one."""
    return exp(max(-_FARTHEST, min(_FARTHEST, logarithm)))
