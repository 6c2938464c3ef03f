"""What the other comparables would have said of each: the error of leaving one out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from shamay_desktop.domain.statistics.describe import median


@dataclass(frozen=True, slots=True)
class LeaveOneOut:
    """`errors` by name: (said by the others − itself) ÷ itself; parts, not percent."""

    errors: Mapping[str, Fraction]

    @property
    def mean_absolute(self) -> Fraction:
        """The mean size of the errors."""
        return sum(map(abs, self.errors.values()), Fraction(0)) / len(self.errors)

    @property
    def worst(self) -> tuple[str, Fraction]:
        """The name of the one that the others miss by most, and its error."""
        return max(self.errors.items(), key=lambda item: abs(item[1]))


def leave_one_out(
    prices: Mapping[str, Fraction],
    by: Callable[[Sequence[Fraction]], Fraction] = median,
) -> LeaveOneOut | None:
    """The errors when each price above 0 is said by the median of the others; None below three."""
    known = {name: price for name, price in prices.items() if price > 0}
    if len(known) < 3:
        return None
    errors = {
        name: by([other for each, other in known.items() if each != name]) / price - 1
        for name, price in known.items()
    }
    return LeaveOneOut(errors)
