"""Cost approach: land, construction, depreciation, entrepreneurial profit and VAT.

The same construction, without land, profit, depreciation and VAT, is the reinstatement cost of
standard 19.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.money import to_places
from shamay_desktop.domain.valuation.cells import date_at, number_in, text_in
from shamay_desktop.domain.valuation.vat import vat_percent

LAND, COMPONENTS, DEPRECIATION = "cost.land", "cost.components", "cost.depreciation"
_SHEKEL = Decimal(1)
_NOTHING = Fraction(0)


class ProfitOn(StrEnum):
    """What the entrepreneurial profit is a part of; codes as the field `cost.profit_on`."""

    CONSTRUCTION = "construction"
    LAND_AND_CONSTRUCTION = "land_and_construction"
    COST_NEW = "cost_new"


class VatOn(StrEnum):
    """What VAT is added to; codes as the field `cost.vat_on`."""

    NONE = "none"
    CONSTRUCTION = "construction"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class LandLine:
    """A part of the land: m² × ₪ per m² × coefficient; `row_id` of the case."""

    row_id: str
    name: str
    area: Decimal
    price_per_sqm: Decimal
    coefficient: Decimal = Decimal(1)

    @property
    def value(self) -> Fraction:
        """Shekels, exact."""
        return Fraction(self.area) * Fraction(self.price_per_sqm) * Fraction(self.coefficient)


@dataclass(frozen=True, slots=True)
class ConstructionLine:
    """A part of the building: m² × ₪ per m², and the part of it that is worn, in percent."""

    row_id: str
    name: str
    area: Decimal
    unit_cost: Decimal
    physical: Fraction = _NOTHING

    @property
    def value(self) -> Fraction:
        """Shekels as new, exact."""
        return Fraction(self.area) * Fraction(self.unit_cost)


@dataclass(frozen=True, slots=True)
class DepreciationLine:
    """Further depreciation: a percent of the cost new, a sum in shekels, or both."""

    row_id: str
    kind: str
    percent: Decimal = Decimal(0)
    amount: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class CostValue:
    """The cost approach; percents, shekels, exact until `value`.

    `vat` is the rate of the day in percent, 0 where none is added. Profit on COST_NEW is a part of
    the cost new and wears with it; on the others it is added to what is left after depreciation.
    """

    land_lines: tuple[LandLine, ...]
    construction_lines: tuple[ConstructionLine, ...]
    further: tuple[DepreciationLine, ...] = ()
    soft_costs: Decimal = Decimal(0)
    profit: Decimal = Decimal(0)
    profit_on: ProfitOn = ProfitOn.CONSTRUCTION
    vat: Decimal = Decimal(0)
    vat_on: VatOn = VatOn.NONE

    @property
    def land(self) -> Fraction:
        """Σ of the land."""
        return sum((line.value for line in self.land_lines), _NOTHING)

    @property
    def construction(self) -> Fraction:
        """Σ area × cost of the building as new."""
        return sum((line.value for line in self.construction_lines), _NOTHING)

    @property
    def soft(self) -> Fraction:
        """Planning, supervision and what else is indirect."""
        return self.construction * Fraction(self.soft_costs) / 100

    @property
    def reinstatement(self) -> Decimal:
        """Construction and soft costs to the shekel: no land, profit, depreciation or VAT (19)."""
        return to_places(self.construction + self.soft, _SHEKEL)

    @property
    def profit_new(self) -> Fraction:
        """The profit inside the cost new; 0 where it is on something else."""
        if self.profit_on is not ProfitOn.COST_NEW:
            return _NOTHING
        return (self.construction + self.soft) * Fraction(self.profit) / 100

    @property
    def cost_new(self) -> Fraction:
        """The building as new."""
        return self.construction + self.soft + self.profit_new

    def physical_of(self, line: ConstructionLine) -> Fraction:
        """What a part of the building lost by age, with its share of the indirect costs."""
        raised = 1 + Fraction(self.soft_costs) / 100
        if self.profit_on is ProfitOn.COST_NEW:
            raised *= 1 + Fraction(self.profit) / 100
        return line.value * raised * line.physical / 100

    @property
    def physical(self) -> Fraction:
        """Σ of what was lost by age."""
        return sum(map(self.physical_of, self.construction_lines), _NOTHING)

    def loss_of(self, line: DepreciationLine) -> Fraction:
        """What a line of further depreciation takes off."""
        return self.cost_new * Fraction(line.percent) / 100 + Fraction(line.amount)

    @property
    def lost(self) -> Fraction:
        """Σ of further depreciation."""
        return sum(map(self.loss_of, self.further), _NOTHING)

    @property
    def depreciated(self) -> Fraction:
        """The building as it stands."""
        return self.cost_new - self.physical - self.lost

    @property
    def profit_added(self) -> Fraction:
        """The profit on what is left; 0 where it is inside the cost new."""
        if self.profit_on is ProfitOn.COST_NEW:
            return _NOTHING
        with_land = self.profit_on is ProfitOn.LAND_AND_CONSTRUCTION
        base = self.depreciated + (self.land if with_land else _NOTHING)
        return base * Fraction(self.profit) / 100

    @property
    def vat_added(self) -> Fraction:
        """The VAT on what it is added to."""
        if self.vat_on is VatOn.NONE:
            return _NOTHING
        base = self.depreciated + self.profit_added
        base += self.land if self.vat_on is VatOn.ALL else _NOTHING
        return base * Fraction(self.vat) / 100

    @property
    def building_value(self) -> Fraction:
        """All but the land."""
        return self.depreciated + self.profit_added + self.vat_added

    @property
    def exact_value(self) -> Fraction:
        """Land and building."""
        return self.land + self.building_value

    @property
    def value(self) -> Decimal:
        """The value to the shekel, half up."""
        return to_places(self.exact_value, _SHEKEL)


def cost_of(case: Case) -> CostValue | None:
    """The cost approach of a case.

    None without a part of the building, and where VAT is added on a day without a known rate.
    """
    lines = tuple(filter(None, map(_construction, case.rows(COMPONENTS))))
    vat_on = VatOn(case.text("cost.vat_on") or "none")
    day = date_at(case, "valuation.date")
    percent = Decimal(0) if vat_on is VatOn.NONE else (vat_percent(day) if day else None)
    if not lines or percent is None:
        return None
    return CostValue(
        land_lines=tuple(filter(None, map(_land, case.rows(LAND)))),
        construction_lines=lines,
        further=tuple(map(_further, case.rows(DEPRECIATION))),
        soft_costs=case.number("cost.soft_costs") or Decimal(0),
        profit=case.number("cost.profit") or Decimal(0),
        profit_on=ProfitOn(case.text("cost.profit_on") or "construction"),
        vat=percent,
        vat_on=vat_on,
    )


def worn(age: Decimal | None, life: Decimal | None) -> Fraction:
    """Straight-line depreciation in percent: age ÷ life, at most 100; 0 where one is unknown."""
    if age is None or life is None or life <= 0 or age <= 0:
        return _NOTHING
    return min(Fraction(age) / Fraction(life), Fraction(1)) * 100


def _land(row: Row) -> LandLine | None:
    area, price = number_in(row, "area"), number_in(row, "price_per_sqm")
    if area is None or price is None:
        return None
    coefficient = number_in(row, "coefficient")
    whole = Decimal(1) if coefficient is None else coefficient
    return LandLine(row.id, text_in(row, "name"), area, price, whole)


def _construction(row: Row) -> ConstructionLine | None:
    """The stated percent of depreciation, else that of age and life."""
    area, cost = number_in(row, "area"), number_in(row, "unit_cost")
    if area is None or cost is None:
        return None
    stated = number_in(row, "physical")
    by_age = worn(number_in(row, "age"), number_in(row, "life"))
    physical = by_age if stated is None else Fraction(stated)
    return ConstructionLine(row.id, text_in(row, "name"), area, cost, physical)


def _further(row: Row) -> DepreciationLine:
    return DepreciationLine(
        row.id,
        text_in(row, "kind"),
        number_in(row, "percent") or Decimal(0),
        number_in(row, "amount") or Decimal(0),
    )
