"""Two ways measured in turns, so that what else the machine does falls on both alike."""

from collections.abc import Callable
from decimal import Decimal
from statistics import median

Measure = Callable[[], float]


class Pairs:
    """The seconds of ours and of the bare baseline, pair by pair."""

    def __init__(self, ours: Measure, bare: Measure, count: int, *, warm_up: int = 1) -> None:
        self.ours: list[float] = []
        self.bare: list[float] = []
        for number in range(warm_up + count):
            # Who goes first changes: the second of a pair finds warmer caches.
            first, second = (ours, bare) if number % 2 else (bare, ours)
            times = {first: first(), second: second()}
            if number >= warm_up:
                self.ours.append(times[ours])
                self.bare.append(times[bare])

    @property
    def ratio(self) -> Decimal:
        """Median to median."""
        return rounded(median(self.ours) / median(self.bare))


def rounded(number: float, places: int = 2) -> Decimal:
    """A figure for people."""
    return Decimal(f"{number:.{places}f}")


def milliseconds(seconds: list[float]) -> Decimal:
    """The median in milliseconds."""
    return rounded(1000 * median(seconds))
