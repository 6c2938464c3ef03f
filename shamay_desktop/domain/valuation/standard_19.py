"""What a lender asks for (standard 19), and the land's share (3.1): stated, or computed."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.money import to_places
from shamay_desktop.domain.valuation.cost import cost_of
from shamay_desktop.domain.valuation.from_case import AREAS, value_of
from shamay_desktop.domain.valuation.residual import residual_of
from shamay_desktop.domain.valuation.result import ValuationResult

COLLATERAL, QUICK_SALE = "collateral.value", "valuation.quick_sale_percent"
REINSTATEMENT, LAND = "valuation.reinstatement_value", "valuation.land_value"
OUTSIDE = "not_collateral"
_SHEKEL = Decimal(1)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure in shekels that the program computes, or that the appraiser stated instead."""

    typed: Decimal | None
    computed: Decimal | None

    @property
    def value(self) -> Decimal | None:
        """What counts: as stated, else as computed."""
        return self.computed if self.typed is None else self.typed

    @property
    def overridden(self) -> bool:
        """Whether another figure is stated than was computed."""
        return self.typed is not None and self.computed not in (None, self.typed)


@dataclass(frozen=True, slots=True)
class LandShare:
    """Land in shekels and its part of the whole built value in percent."""

    land: Decimal
    percent: Fraction
    path: str


def collateral_of(case: Case, result: ValuationResult | None) -> Stated:
    """The collateral value: the same calculation without the areas that are outside it."""
    return Stated(case.number(COLLATERAL), _without_outside(case, result))


def _without_outside(case: Case, result: ValuationResult | None) -> Decimal | None:
    rows = case.rows(AREAS)
    inside = tuple(row for row in rows if row.content(OUTSIDE) is not True)
    if result is None or len(inside) == len(rows):
        return None if result is None else result.final
    if not inside:
        return None
    found = value_of(case.with_value(AREAS, Value.of(inside)))
    return None if found is None else found.final


def forced_sale_of(case: Case, result: ValuationResult | None) -> Decimal | None:
    """The stated percentage of the value, in whole shekels; None without one of the two."""
    percent = case.number(QUICK_SALE)
    if percent is None or result is None:
        return None
    return to_places(Fraction(result.final) * Fraction(percent) / 100, _SHEKEL)


def reinstatement_19_of(case: Case) -> Stated:
    """Construction and its indirect costs: without land, VAT, profit and depreciation."""
    cost = cost_of(case)
    return Stated(case.number(REINSTATEMENT), None if cost is None else cost.reinstatement)


def land_of(case: Case, result: ValuationResult | None) -> Stated:
    """The land: as stated, else extracted: the whole value less the building as it stands.

    Extraction needs a building in the cost approach; where that approach leads, the land is its
    own.
    """
    cost = cost_of(case)
    computed = None
    if result is not None and cost is not None:
        whole = Fraction(result.whole)
        computed = cost.land if result.inputs.basis == "cost" else whole - cost.building_value
    return Stated(
        case.number(LAND), None if computed is None else to_places(computed, _SHEKEL)
    )  # fmt: skip


def land_shares(case: Case, result: ValuationResult | None) -> tuple[LandShare, ...]:
    """The land's part of the whole value, and of the completed value in the residual method."""
    found = []
    land = land_of(case, result).value
    if land is not None and result is not None and result.final > 0:
        found.append(LandShare(land, Fraction(land) / Fraction(result.final) * 100, LAND))
    residual = residual_of(case)
    if residual is not None and residual.land_percent is not None:
        found.append(LandShare(residual.value, residual.land_percent, "residual.sales"))
    return tuple(found)
