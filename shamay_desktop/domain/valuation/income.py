"""Income approach, direct capitalisation: net income of a year ÷ rate; and rents per m²."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.money import to_places, total
from shamay_desktop.domain.valuation.cells import number_in

_SHEKEL = Decimal(1)
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Capitalised:
    """Rent in shekels a month, `vacancy` and `rate` in percent, `costs` in shekels a year."""

    rent: Decimal
    vacancy: Decimal
    costs: Decimal
    rate: Decimal

    @property
    def exact_net(self) -> Fraction:
        """rent × 12 × (1 − vacancy) − costs, a year."""
        gross = Fraction(self.rent) * _MONTHS
        return gross * (1 - Fraction(self.vacancy) / 100) - Fraction(self.costs)

    @property
    def net(self) -> Decimal:
        """Net income of a year, to the shekel."""
        return to_places(self.exact_net, _SHEKEL)

    @property
    def value(self) -> Decimal:
        """Net income ÷ rate, to the shekel, from the exact income."""
        return to_places(self.exact_net / (Fraction(self.rate) / 100), _SHEKEL)


def capitalised(case: Case) -> Capitalised | None:
    """The capitalised income of a case; None without a rent or a rate above 0."""
    rent, rate = case.number("income.market_rent"), case.number("income.cap_rate")
    if rent is None or rate is None or rate <= 0:
        return None
    return Capitalised(
        rent=rent,
        vacancy=case.number("income.vacancy") or Decimal(0),
        costs=case.number("income.costs") or Decimal(0),
        rate=rate,
    )


def rent_per_sqm(row: Row) -> Decimal | None:
    """A row's rent a month per m², to the agora; None without a rent and an area above 0."""
    rent, area = number_in(row, "rent"), number_in(row, "area")
    if rent is None or area is None or area <= 0:
        return None
    return to_places(Fraction(rent) / Fraction(area))


def total_rent(rows: Sequence[Row]) -> Decimal:
    """The sum of the rents of rows that have one, a month."""
    return total(rent for row in rows if (rent := number_in(row, "rent")) is not None)
