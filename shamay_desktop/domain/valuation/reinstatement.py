"""Reinstatement for insurance: area × cost, planning and clearing, with VAT and without land.

It is another figure than the reinstatement cost of standard 19, which is without VAT.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.money import product, to_places
from shamay_desktop.domain.valuation.cells import date_at
from shamay_desktop.domain.valuation.vat import vat_percent

_SHEKEL = Decimal(1)


@dataclass(frozen=True, slots=True)
class Reinstatement:
    """Areas in m², money in shekels, `soft_costs` and `vat` in percent.

    `vat` is None when no rate is known for the day; then there is no sum with it.
    """

    area: Decimal
    unit_cost: Decimal
    soft_costs: Decimal
    clearing: Decimal
    vat: Decimal | None

    @property
    def building(self) -> Decimal:
        """area × cost, exact."""
        return product(self.area, self.unit_cost)

    @property
    def without_vat(self) -> Decimal:
        """Building, planning and supervision, clearing; to the shekel, half up."""
        planned = Fraction(self.building) * (1 + Fraction(self.soft_costs) / 100)
        return to_places(planned + Fraction(self.clearing), _SHEKEL)

    @property
    def with_vat(self) -> Decimal | None:
        """The same with VAT, to the shekel, from the exact sum."""
        if self.vat is None:
            return None
        planned = Fraction(self.building) * (1 + Fraction(self.soft_costs) / 100)
        whole = (planned + Fraction(self.clearing)) * (1 + Fraction(self.vat) / 100)
        return to_places(whole, _SHEKEL)


def reinstatement_of(case: Case) -> Reinstatement | None:
    """The reinstatement of a case at its valuation date; None without area or cost."""
    area, cost = case.number("insurance.area"), case.number("insurance.unit_cost")
    if area is None or cost is None:
        return None
    day = date_at(case, "valuation.date")
    return Reinstatement(
        area=area,
        unit_cost=cost,
        soft_costs=case.number("insurance.soft_costs") or Decimal(0),
        clearing=case.number("insurance.clearing") or Decimal(0),
        vat=None if day is None else vat_percent(day),
    )
