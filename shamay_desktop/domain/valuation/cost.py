"""Cost approach: land, construction, depreciation, entrepreneurial profit and VAT.

The same construction, without land, profit, depreciation and VAT, is the reinstatement cost of
standard 19.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.money import to_places
from shamay_desktop.domain.valuation.begun_rows import begun, lacking_cells
from shamay_desktop.domain.valuation.cells import date_at, number_in, text_in
from shamay_desktop.domain.valuation.vat import vat_percent

LAND, COMPONENTS, DEPRECIATION = "cost.land", "cost.components", "cost.depreciation"
DEPRECIATION_ON = "cost.depreciation_on"
_BUILT = ("area", "unit_cost")
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


class DepreciationOn(StrEnum):
    """What a percent of further depreciation is taken of; codes as `cost.depreciation_on`.

    REMAINING: of what the wear by age and the rows above left.
    """

    COST_NEW = "cost_new"
    REMAINING = "remaining"


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
    """Further depreciation: a percent of its base, a sum in shekels, or both."""

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
    depreciation_on: DepreciationOn = DepreciationOn.COST_NEW

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

    @property
    def bases(self) -> tuple[Fraction, ...]:
        """What the percent of each line of further depreciation is taken of, in their order."""
        if self.depreciation_on is DepreciationOn.COST_NEW:
            return (self.cost_new,) * len(self.further)
        left, found = self.cost_new - self.physical, []
        for line in self.further:
            found.append(left)
            left -= _loss(left, line)
        return tuple(found)

    @property
    def losses(self) -> tuple[Fraction, ...]:
        """What each line of further depreciation takes off, in their order."""
        return tuple(map(_loss, self.bases, self.further))

    @property
    def lost(self) -> Fraction:
        """Σ of further depreciation."""
        return sum(self.losses, _NOTHING)

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

    None without a part of the building, as long as a begun row is incomplete, and where VAT is
    added on a day without a known rate (`cost_missing`).
    """
    percent = _vat(case)
    if percent is None or cost_missing(case):
        return None
    return CostValue(
        land_lines=tuple(map(_land, begun(case, LAND))),
        construction_lines=tuple(map(_construction, begun(case, COMPONENTS))),
        further=tuple(map(_further, begun(case, DEPRECIATION))),
        soft_costs=case.number("cost.soft_costs") or Decimal(0),
        profit=case.number("cost.profit") or Decimal(0),
        profit_on=ProfitOn(case.text("cost.profit_on") or "construction"),
        vat=percent,
        vat_on=_vat_on(case),
        depreciation_on=DepreciationOn(case.text(DEPRECIATION_ON) or "cost_new"),
    )


def construction_of(case: Case) -> CostValue | None:
    """The building as new and nothing else: what the reinstatement cost of standard 19 is of.

    It knows no land, wear, profit or VAT, so nothing of these can be missing. None without a part
    of the building, or as long as one lacks its area or its cost.
    """
    lines = tuple(begun(case, COMPONENTS))
    if not lines or built_gaps(case):
        return None
    built = (replace(_construction(row), physical=_NOTHING) for row in lines)
    return CostValue((), tuple(built), soft_costs=case.number("cost.soft_costs") or Decimal(0))


def cost_missing(case: Case) -> tuple[str, ...]:
    """Paths without which there is no value: components, cells of rows, the day of the VAT."""
    components = () if any(begun(case, COMPONENTS)) else (COMPONENTS,)
    day = () if _vat(case) is not None else ("valuation.date",)
    return (*components, *cost_row_gaps(case), *day)


def cost_row_gaps(case: Case) -> tuple[str, ...]:
    """Paths of the cells that begun rows lack.

    An area and its price, of land and building; with one of age and life the other, unless the
    wear is stated; a percent or a sum of further depreciation.
    """
    return (
        *lacking_cells(case, LAND, ("area", "price_per_sqm")),
        *built_gaps(case),
        *(f"{COMPONENTS}/{row.id}/{column}" for row in begun(case, COMPONENTS)
          for column in _wear_lacks(row)),
        *(f"{DEPRECIATION}/{row.id}/percent" for row in begun(case, DEPRECIATION)
          if number_in(row, "percent") is None and number_in(row, "amount") is None),
    )  # fmt: skip


def built_gaps(case: Case) -> tuple[str, ...]:
    """Paths of the cells without which a part of the building is not even one as new."""
    return lacking_cells(case, COMPONENTS, _BUILT)


def worn(age: Decimal | None, life: Decimal | None) -> Fraction:
    """Straight-line depreciation in percent: age ÷ life, at most 100; 0 where one is unknown."""
    if age is None or life is None or life <= 0 or age <= 0:
        return _NOTHING
    return min(Fraction(age) / Fraction(life), Fraction(1)) * 100


def _wear_lacks(row: Row) -> Iterator[str]:
    """Age without life, or life without age: no wear can be told, and it is not nothing."""
    if number_in(row, "physical") is not None:
        return
    age, life = number_in(row, "age"), number_in(row, "life")
    if age is None and life is not None:
        yield "age"
    if age is not None and (life is None or life <= 0):
        yield "life"


def _vat_on(case: Case) -> VatOn:
    return VatOn(case.text("cost.vat_on") or "none")


def _vat(case: Case) -> Decimal | None:
    """The rate that is added, 0 where none is; None where the day's rate is not known."""
    if _vat_on(case) is VatOn.NONE:
        return Decimal(0)
    day = date_at(case, "valuation.date")
    return None if day is None else vat_percent(day)


def _loss(base: Fraction, line: DepreciationLine) -> Fraction:
    return base * Fraction(line.percent) / 100 + Fraction(line.amount)


def _land(row: Row) -> LandLine:
    coefficient = number_in(row, "coefficient")
    whole = Decimal(1) if coefficient is None else coefficient
    area, price = _number(row, "area"), _number(row, "price_per_sqm")
    return LandLine(row.id, text_in(row, "name"), area, price, whole)


def _construction(row: Row) -> ConstructionLine:
    """The stated percent of depreciation, else that of age and life."""
    stated = number_in(row, "physical")
    by_age = worn(number_in(row, "age"), number_in(row, "life"))
    physical = by_age if stated is None else Fraction(stated)
    area, cost = _number(row, "area"), _number(row, "unit_cost")
    return ConstructionLine(row.id, text_in(row, "name"), area, cost, physical)


def _further(row: Row) -> DepreciationLine:
    percent, amount = _number(row, "percent"), _number(row, "amount")
    return DepreciationLine(row.id, text_in(row, "kind"), percent, amount)


def _number(row: Row, column: str) -> Decimal:
    return number_in(row, column) or Decimal(0)
