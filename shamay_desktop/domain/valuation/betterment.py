"""Betterment levy: what a plan, a relief or another use adds to the value, and half of it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.money import exactly, to_places

LEVY_PART = Fraction(1, 2)
"""The levy is half of the betterment (third schedule of the Planning and Building Law, §3)."""

_SHEKEL = Decimal(1)


@dataclass(frozen=True, slots=True)
class Betterment:
    """Values before and after in shekels; `added` is never below 0, `levy` in whole shekels."""

    before: Decimal
    after: Decimal

    @property
    def added(self) -> Decimal:
        """What was added to the value; 0 where nothing was."""
        with exactly():
            return max(self.after - self.before, Decimal(0))

    @property
    def levy(self) -> Decimal:
        """The levy before exemptions, half up to the shekel."""
        return to_places(Fraction(self.added) * LEVY_PART, _SHEKEL)


def betterment_of(case: Case) -> Betterment | None:
    """The betterment of a case; None as long as one of the two values is missing."""
    before, after = case.number("levy.value_before"), case.number("levy.value_after")
    return None if before is None or after is None else Betterment(before, after)
