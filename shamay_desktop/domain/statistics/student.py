"""Student's t: its distribution and quantiles, by the incomplete beta function."""

from functools import lru_cache
from math import exp, fabs, lgamma, log

_MOST_STEPS, _TINY, _CLOSE = 400, 1e-300, 1e-15


@lru_cache(maxsize=512)
def t_quantile(probability: float, freedom: int) -> float:
    """The number that a t variable with `freedom` degrees stays below with the probability.

    Probability above 0 and below 1, at least one degree. Raises ValueError.
    """
    if not 0 < probability < 1 or freedom < 1:
        raise ValueError((probability, freedom))
    if probability < 0.5:
        return -t_quantile(1 - probability, freedom)
    low, high = 0.0, 1.0
    while t_probability(high, freedom) < probability:
        low, high = high, high * 2
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if t_probability(middle, freedom) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def t_probability(value: float, freedom: int) -> float:
    """How probable it is that a t variable stays below the value."""
    if value < 0:
        return 1 - t_probability(-value, freedom)
    tail = _beta(freedom / 2, 0.5, freedom / (freedom + value * value))
    return 1 - tail / 2


def _beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """Its continued fraction, by Lentz's way."""
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    result = d
    for step in range(1, _MOST_STEPS):
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        d, c = 1 / _away(1 + even * d), _away(1 + even / c)
        result *= d * c
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        d, c = 1 / _away(1 + odd * d), _away(1 + odd / c)
        result *= d * c
        if fabs(d * c - 1) < _CLOSE:
            break
    return result


def _away(number: float) -> float:
    return number if fabs(number) > _TINY else _TINY
