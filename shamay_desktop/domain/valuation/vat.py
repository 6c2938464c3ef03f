"""Value-added tax: the rate of a day, and what a value is with and without it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from shamay_desktop.domain.money import round_to_step

_SHEKEL = Decimal(1)

RATES: tuple[tuple[date, Decimal], ...] = (
    (date(2009, 7, 1), Decimal("16.5")),
    (date(2010, 1, 1), Decimal(16)),
    (date(2012, 9, 1), Decimal(17)),
    (date(2013, 6, 2), Decimal(18)),
    (date(2015, 10, 1), Decimal(17)),
    (date(2025, 1, 1), Decimal(18)),
)
"""First day and percent, in rising order; days before the first have no known rate."""


class VatTreatment(StrEnum):
    """What the value says of VAT; codes as the field `valuation.vat`."""

    INCLUDED = "included"
    EXCLUDED = "excluded"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class VatStatement:
    """A value with and without VAT, in whole shekels (half up) on the side that was computed.

    `percent` is None when no rate is known for the day; the computed side is then None too.
    """

    treatment: VatTreatment
    percent: Decimal | None
    without_vat: Decimal | None
    with_vat: Decimal | None

    @property
    def vat(self) -> Decimal | None:
        """The tax itself in shekels."""
        if self.with_vat is None or self.without_vat is None:
            return None
        return self.with_vat - self.without_vat


def vat_percent(on: date) -> Decimal | None:
    """The rate in percent on a day; None before the table's first day."""
    known = [percent for first_day, percent in RATES if first_day <= on]
    return known[-1] if known else None


def vat_statement(value: Decimal, treatment: VatTreatment, on: date) -> VatStatement:
    """What the value in shekels is with and without VAT on a day."""
    if treatment is VatTreatment.EXEMPT:
        return VatStatement(treatment, Decimal(0), value, value)
    percent = vat_percent(on)
    included = treatment is VatTreatment.INCLUDED
    other = None
    if percent is not None:
        factor = 1 + Fraction(percent) / 100
        exact = Fraction(value) / factor if included else Fraction(value) * factor
        other = round_to_step(exact, _SHEKEL)
    return VatStatement(
        treatment, percent, other if included else value, value if included else other
    )
