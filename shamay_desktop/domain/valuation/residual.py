"""Residual method: completed value − costs − finance − profit = what the land is worth."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.money import to_places
from shamay_desktop.domain.valuation.annuity import countable, growth
from shamay_desktop.domain.valuation.cells import number_in, text_in

SALES, COSTS = "residual.sales", "residual.costs"
_SHEKEL = Decimal(1)
_NOTHING, _ZERO, _WHOLE = Fraction(0), Decimal(0), Decimal(100)


class ResidualProfit(StrEnum):
    """What the developer's profit is a part of; codes as the field `residual.profit_on`."""

    VALUE = "value"
    COSTS = "costs"
    COSTS_AND_LAND = "costs_and_land"


class Finance(StrEnum):
    """How interest counts; codes as the field `residual.finance_method`."""

    SIMPLE = "simple"
    COMPOUND = "compound"


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A part of the sales or of the costs: m² × ₪ per m² + a fixed sum; `row_id` of the case."""

    row_id: str
    name: str
    area: Decimal = _ZERO
    price: Decimal = _ZERO
    amount: Decimal = _ZERO

    @property
    def value(self) -> Fraction:
        """Shekels, exact."""
        return Fraction(self.area) * Fraction(self.price) + Fraction(self.amount)


@dataclass(frozen=True, slots=True)
class ResidualValue:
    """A project's figures; percents, years, shekels, exact until `value`.

    Costs are financed for half of the period, as they come evenly; the land for all of it.
    """

    sales: tuple[ProjectLine, ...]
    costs: tuple[ProjectLine, ...]
    soft_costs: Decimal = _ZERO
    marketing: Decimal = _ZERO
    profit: Decimal = _ZERO
    profit_on: ResidualProfit = ResidualProfit.VALUE
    finance_rate: Decimal = _ZERO
    period: Decimal = _ZERO
    finance: Finance = Finance.COMPOUND
    acquisition: Decimal = _ZERO

    @property
    def completed(self) -> Fraction:
        """What all is worth once it is built."""
        return sum((line.value for line in self.sales), _NOTHING)

    @property
    def construction(self) -> Fraction:
        """Σ of the costs."""
        return sum((line.value for line in self.costs), _NOTHING)

    @property
    def soft(self) -> Fraction:
        """Planning, supervision, contingencies."""
        return self.construction * Fraction(self.soft_costs) / 100

    @property
    def marketed(self) -> Fraction:
        """Marketing and sale."""
        return self.completed * Fraction(self.marketing) / 100

    @property
    def finance_of_costs(self) -> Fraction:
        """Interest on the costs for half of the period."""
        half = self.period / 2
        return (self.construction + self.soft) * (self._grown(half) - 1)

    @property
    def outlay(self) -> Fraction:
        """All that is spent but for the land and the profit."""
        return self.construction + self.soft + self.marketed + self.finance_of_costs

    @property
    def profit_without_land(self) -> Fraction:
        """The profit but for what the land earns."""
        base = self.completed if self.profit_on is ResidualProfit.VALUE else self.outlay
        return base * Fraction(self.profit) / 100

    @property
    def residue(self) -> Fraction:
        """What is left for the land at the end of the project, with all that hangs on it."""
        return self.completed - self.outlay - self.profit_without_land

    @property
    def land_multiple(self) -> Fraction:
        """What 1 of land has become by then: bought, financed, and earned upon."""
        bought = 1 + Fraction(self.acquisition) / 100
        earned = Fraction(self.profit) / 100 if self._on_land else _NOTHING
        return bought * self._grown(self.period) * (1 + earned)

    @property
    def land(self) -> Fraction:
        """What the land is worth today."""
        return self.residue / self.land_multiple

    @property
    def land_acquisition(self) -> Fraction:
        """Costs of buying it."""
        return self.land * Fraction(self.acquisition) / 100

    @property
    def finance_of_land(self) -> Fraction:
        """Interest on the land and the costs of buying it, for the whole period."""
        return (self.land + self.land_acquisition) * (self._grown(self.period) - 1)

    @property
    def profit_of_land(self) -> Fraction:
        """The profit on the land, where it earns one."""
        if not self._on_land:
            return _NOTHING
        financed = self.land + self.land_acquisition + self.finance_of_land
        return financed * Fraction(self.profit) / 100

    @property
    def value(self) -> Decimal:
        """The land to the shekel, half up; below 0 where the project does not pay."""
        return to_places(self.land, _SHEKEL)

    @property
    def land_percent(self) -> Fraction | None:
        """The land's share of the completed value in percent; None without one."""
        return self.land / self.completed * 100 if self.completed > 0 else None

    @property
    def _on_land(self) -> bool:
        return self.profit_on is ResidualProfit.COSTS_AND_LAND

    def _grown(self, years: Decimal) -> Fraction:
        if self.finance is Finance.SIMPLE:
            return 1 + Fraction(self.finance_rate) / 100 * Fraction(years)
        return growth(self.finance_rate, years)


def residual_of(case: Case) -> ResidualValue | None:
    """The residual method of a case; None without sales and costs, or with impossible rates."""
    sales = tuple(filter(None, (_line(row, "price_per_sqm") for row in case.rows(SALES))))
    costs = tuple(filter(None, (_line(row, "unit_cost") for row in case.rows(COSTS))))
    rate, period = case.number("residual.finance_rate"), case.number("residual.period")
    if not sales or not costs or not countable(rate or _ZERO, period or _ZERO):
        return None
    if (case.number("residual.acquisition") or _ZERO) <= -_WHOLE or (
        case.number("residual.profit") or _ZERO
    ) <= -_WHOLE:
        return None
    return ResidualValue(
        sales=sales,
        costs=costs,
        soft_costs=case.number("residual.soft_costs") or _ZERO,
        marketing=case.number("residual.marketing") or _ZERO,
        profit=case.number("residual.profit") or _ZERO,
        profit_on=ResidualProfit(case.text("residual.profit_on") or "value"),
        finance_rate=rate or _ZERO,
        period=period or _ZERO,
        finance=Finance(case.text("residual.finance_method") or "compound"),
        acquisition=case.number("residual.acquisition") or _ZERO,
    )


def _line(row: Row, price: str) -> ProjectLine | None:
    area, each, amount = (number_in(row, name) for name in ("area", price, "amount"))
    if amount is None and (area is None or each is None):
        return None
    known = area is not None and each is not None
    return ProjectLine(
        row.id,
        text_in(row, "name"),
        area if known and area is not None else _ZERO,
        each if known and each is not None else _ZERO,
        amount or _ZERO,
    )
