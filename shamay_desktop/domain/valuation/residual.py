"""Residual method: completed value − costs − finance − profit = what the land is worth."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.money import to_places
from shamay_desktop.domain.valuation.annuity import countable, growth
from shamay_desktop.domain.valuation.begun_rows import begun
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
        return (self.construction + self.soft) * self.interest(half)

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
        return bought * self.grown(self.period) * (1 + earned)

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
        return (self.land + self.land_acquisition) * self.interest(self.period)

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

    def grown(self, years: Decimal) -> Fraction:
        """What 1 has become after some years of interest, by the way in which it counts."""
        if self.finance is Finance.SIMPLE:
            return 1 + Fraction(self.finance_rate) / 100 * Fraction(years)
        return growth(self.finance_rate, years)

    def interest(self, years: Decimal) -> Fraction:
        """The interest on 1 over some years."""
        return self.grown(years) - 1


def residual_of(case: Case) -> ResidualValue | None:
    """The residual method of a case.

    None without sales and costs, as long as a begun row of them is incomplete
    (`residual_missing`), and with impossible rates.
    """
    if residual_missing(case):
        return None
    return ResidualValue(
        sales=tuple(_line(row, "price_per_sqm") for row in begun(case, SALES)),
        costs=tuple(_line(row, "unit_cost") for row in begun(case, COSTS)),
        soft_costs=case.number("residual.soft_costs") or _ZERO,
        marketing=case.number("residual.marketing") or _ZERO,
        profit=case.number("residual.profit") or _ZERO,
        profit_on=ResidualProfit(case.text("residual.profit_on") or "value"),
        finance_rate=case.number("residual.finance_rate") or _ZERO,
        period=case.number("residual.period") or _ZERO,
        finance=Finance(case.text("residual.finance_method") or "compound"),
        acquisition=case.number("residual.acquisition") or _ZERO,
    )


def residual_missing(case: Case) -> tuple[str, ...]:
    """Paths without which there is no value: a list without any row, cells, impossible rates."""
    empty = [list_id for list_id in (SALES, COSTS) if not any(begun(case, list_id))]
    return (*empty, *residual_row_gaps(case), *_impossible(case))


def residual_row_gaps(case: Case) -> tuple[str, ...]:
    """Paths of the cells that begun rows lack.

    A row is an area with its price, a fixed sum, or both; half of a pair is no number, also
    beside a sum.
    """
    return tuple(
        f"{list_id}/{row.id}/{column}"
        for list_id, price in ((SALES, "price_per_sqm"), (COSTS, "unit_cost"))
        for row in begun(case, list_id)
        for column in _lacks(row, price)
    )


def _lacks(row: Row, price: str) -> tuple[str, ...]:
    without = tuple(name for name in ("area", price) if number_in(row, name) is None)
    by_sum = len(without) == len(("area", price)) and number_in(row, "amount") is not None
    return () if by_sum else without


def _impossible(case: Case) -> Iterator[str]:
    rate, period = case.number("residual.finance_rate"), case.number("residual.period")
    if not countable(rate or _ZERO, _ZERO):
        yield "residual.finance_rate"
    if not countable(_ZERO, period or _ZERO):
        yield "residual.period"
    for path in ("residual.acquisition", "residual.profit"):
        if (case.number(path) or _ZERO) <= -_WHOLE:
            yield path


def _line(row: Row, price: str) -> ProjectLine:
    area, each, amount = (number_in(row, name) or _ZERO for name in ("area", price, "amount"))
    return ProjectLine(row.id, text_in(row, "name"), area, each, amount)
