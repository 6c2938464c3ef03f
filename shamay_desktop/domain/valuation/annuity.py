"""What money of later years is worth today: discount, years' purchase, growth."""

from decimal import Decimal, localcontext
from fractions import Fraction

_DIGITS = 60
_LOWEST, _HIGHEST, _LONGEST = Decimal(-50), Decimal(100), Decimal(150)
"""Rates a year in percent, and years, beyond which nothing is computed: they are slips."""


def countable(percent: Decimal, years: Decimal) -> bool:
    """Whether a rate and a number of years can be reckoned with at all."""
    return _LOWEST <= percent <= _HIGHEST and 0 <= years <= _LONGEST


def discount(percent: Decimal, years: Decimal) -> Fraction:
    """What 1 after the years is worth today, at a rate in percent a year above −100.

    Exact for whole years; else to 60 digits, as such a root has no end.
    """
    return 1 / growth(percent, years)


def growth(percent: Decimal, years: Decimal) -> Fraction:
    """What 1 becomes after the years, at compound interest in percent a year."""
    base = 1 + Fraction(percent) / 100
    if years == years.to_integral_value():
        return base ** int(years)
    with localcontext(prec=_DIGITS):
        number = Decimal(base.numerator) / Decimal(base.denominator)
        return Fraction(number**years)


def years_purchase(percent: Decimal, years: Decimal | None) -> Fraction:
    """What 1 at the end of each year is worth today; for ever when `years` is None.

    At a rate of 0 it is the number of years; the rate must be above 0 for a perpetuity.
    """
    rate = Fraction(percent) / 100
    if years is None:
        return 1 / rate
    return Fraction(years) if not rate else (1 - discount(percent, years)) / rate
