"""Ratio studies: how level and how even estimates are against prices: COD, PRD, PRB.

Definitions of the IAAO Standard on Ratio Studies (2013), part 2 and appendix D.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log

from shamay_desktop.domain.statistics.bounds import Lacking, NoSupport
from shamay_desktop.domain.statistics.describe import median
from shamay_desktop.domain.statistics.regression import Fit, least_squares


@dataclass(frozen=True, slots=True)
class RatioStudy:
    """Of estimates ÷ prices: exact but for `prb`, a slope with its interval at 95 %.

    `cod` in percent of the median; `prd` mean ÷ weighted mean; `prb` None where the values do not
    differ enough to have a slope.
    """

    count: int
    mean: Fraction
    median: Fraction
    weighted_mean: Fraction
    cod: Fraction
    prd: Fraction
    prb: float | None
    prb_low: float | None
    prb_high: float | None


def ratio_study(
    estimates: Sequence[Fraction], prices: Sequence[Fraction]
) -> RatioStudy | NoSupport:
    """The study of estimates beside prices, all above 0; no support below two pairs.

    Raises ValueError for lists of two lengths, or a number that is not above 0.
    """
    pairs = list(zip(estimates, prices, strict=True))
    if any(estimate <= 0 or price <= 0 for estimate, price in pairs):
        raise ValueError("above 0")
    ratios = [Fraction(estimate) / Fraction(price) for estimate, price in pairs]
    count = len(ratios)
    if count < 2:
        return NoSupport(Lacking.TOO_FEW, count, 2)
    middle, mean = median(ratios), sum(ratios, Fraction(0)) / count
    away = sum((abs(ratio - middle) for ratio in ratios), Fraction(0)) / count
    weighted = Fraction(sum(estimates)) / Fraction(sum(prices))
    slope = _bias(pairs, ratios, middle)
    low, high = (None, None) if slope is None else slope.interval(1)
    return RatioStudy(
        count, mean, middle, weighted,
        cod=100 * away / middle, prd=mean / weighted,
        prb=None if slope is None else slope.coefficients[1], prb_low=low, prb_high=high,
    )  # fmt: skip


def _bias(
    pairs: Sequence[tuple[Fraction, Fraction]], ratios: Sequence[Fraction], middle: Fraction
) -> Fit | None:
    """(ratio − median) ÷ median on log₂ of half the price and half the levelled estimate."""
    level = float(middle)
    proxies = [log((float(price) + float(estimate) / level) / 2, 2) for estimate, price in pairs]
    off = [float(ratio) / level - 1 for ratio in ratios]
    fit = least_squares([[1.0, proxy] for proxy in proxies], off)
    return fit if isinstance(fit, Fit) else None
