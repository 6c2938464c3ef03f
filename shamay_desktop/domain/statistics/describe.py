"""What a list of numbers is like: count, mean, median, weighted mean, range, deviation."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

_ROOT_DIGITS = 60


@dataclass(frozen=True, slots=True)
class Description:
    """Of numbers in their own unit, exact but for `deviation`, a root to 60 digits.

    `weighted` is None without weights; `deviation` is the sample's (n − 1), None below two.
    """

    count: int
    mean: Fraction
    median: Fraction
    low: Fraction
    high: Fraction
    weighted: Fraction | None
    deviation: Decimal | None

    @property
    def variation(self) -> Fraction | None:
        """deviation ÷ mean; None below two numbers, and for a mean of 0."""
        if self.deviation is None or not self.mean:
            return None
        return Fraction(self.deviation) / self.mean


def describe(
    numbers: Sequence[Fraction], weights: Sequence[Fraction] | None = None
) -> Description | None:
    """The description of the numbers; None of no number.

    `weights` stand beside the numbers; a negative one, or none above 0, gives no weighted mean.
    """
    ordered = sorted(numbers)
    if not ordered:
        return None
    mean = Fraction(sum(ordered), len(ordered))
    return Description(
        count=len(ordered),
        mean=mean,
        median=median(ordered),
        low=ordered[0],
        high=ordered[-1],
        weighted=None if weights is None else weighted_mean(numbers, weights),
        deviation=_deviation(ordered, mean),
    )


def median(numbers: Sequence[Fraction]) -> Fraction:
    """The middle number, or the mean of the middle two; of at least one number."""
    ordered = sorted(numbers)
    middle, odd = divmod(len(ordered), 2)
    return ordered[middle] if odd else (ordered[middle - 1] + ordered[middle]) / 2


def weighted_mean(numbers: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction | None:
    """Σ number × weight ÷ Σ weights; None for a negative weight, or none above 0."""
    whole = sum(weights, Fraction(0))
    if whole <= 0 or min(weights) < 0:
        return None
    weighed = (number * weight for number, weight in zip(numbers, weights, strict=True))
    return sum(weighed, Fraction(0)) / whole


def decimal_of(number: Fraction) -> Decimal:
    """The number to 60 digits."""
    with localcontext(prec=_ROOT_DIGITS):
        return Decimal(number.numerator) / Decimal(number.denominator)


def _deviation(numbers: Sequence[Fraction], mean: Fraction) -> Decimal | None:
    """Not exact, as a root cannot be, but to far more digits than are shown."""
    if len(numbers) < 2:
        return None
    with localcontext(prec=_ROOT_DIGITS):
        middle = decimal_of(mean)
        squares = sum(((decimal_of(number) - middle) ** 2 for number in numbers), Decimal(0))
        return (squares / (len(numbers) - 1)).sqrt()
