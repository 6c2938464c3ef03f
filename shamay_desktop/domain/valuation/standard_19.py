"""What a lender asks for (standard 19), and the land's share (3.1): stated, or computed."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.fields.purposes import STANDARD_19
from shamay_desktop.domain.money import to_places
from shamay_desktop.domain.valuation.cost import construction_of, cost_of
from shamay_desktop.domain.valuation.from_case import AREAS, value_of
from shamay_desktop.domain.valuation.reconciliation import COMPARISON
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
    """The collateral value: the same calculation without the areas that are outside it.

    Only comparison is a sum of areas. Where another approach leads, or several by weight, nothing
    says what its value would be without what is no collateral: the appraiser states it.
    """
    return Stated(case.number(COLLATERAL), _without_outside(case, result))


def within_collateral(case: Case) -> Case | None:
    """The case without the areas outside the collateral: itself without such; None of nothing."""
    rows = case.rows(AREAS)
    inside = tuple(row for row in rows if row.content(OUTSIDE) is not True)
    if len(inside) == len(rows):
        return case
    return case.with_value(AREAS, Value.of(inside)) if inside else None


def _without_outside(case: Case, result: ValuationResult | None) -> Decimal | None:
    inside = within_collateral(case)
    if result is None or inside is None or result.inputs.basis != COMPARISON:
        return None
    found = result if inside is case else value_of(inside)
    return None if found is None else found.final


def forced_sale_base(case: Case, result: ValuationResult | None) -> Decimal | None:
    """What the percentage of a forced sale is taken of, in shekels.

    What a lender could sell is the collateral: where standard 19 holds, or a collateral value is
    stated or less than the whole, it is that value and never more. Else it is the value.
    """
    collateral = collateral_of(case, result).value
    if collateral is not None or STANDARD_19.holds(case):
        return collateral
    outside = any(row.content(OUTSIDE) is True for row in case.rows(AREAS))
    return None if result is None or outside else result.final


def forced_sale_of(case: Case, result: ValuationResult | None) -> Decimal | None:
    """The stated percentage of its base, in whole shekels; None without one of the two."""
    percent, base = case.number(QUICK_SALE), forced_sale_base(case, result)
    if percent is None or base is None:
        return None
    return to_places(Fraction(base) * Fraction(percent) / 100, _SHEKEL)


def reinstatement_19_of(case: Case) -> Stated:
    """Construction and its indirect costs: without land, VAT, profit and depreciation."""
    built = construction_of(case)
    return Stated(case.number(REINSTATEMENT), None if built is None else built.reinstatement)


def land_of(case: Case, result: ValuationResult | None) -> Stated:
    """The land of the whole, whatever share is valued: as stated, else extracted.

    Extracted is the whole value less the building as it stands. Extraction needs a building in
    the cost approach; where that approach leads, the land is its own.
    """
    cost = cost_of(case)
    computed = None
    if result is not None and cost is not None:
        whole = result.exact_whole
        computed = cost.land if result.inputs.basis == "cost" else whole - cost.building_value
    return Stated(
        case.number(LAND), None if computed is None else to_places(computed, _SHEKEL)
    )  # fmt: skip


def land_shares(case: Case, result: ValuationResult | None) -> tuple[LandShare, ...]:
    """The land's part of the whole value, and of the completed value in the residual method."""
    found = []
    land = land_of(case, result).value
    # Both are of the whole, also where a share of the rights is valued.
    if land is not None and result is not None and result.exact_whole > 0:
        found.append(LandShare(land, Fraction(land) / result.exact_whole * 100, LAND))
    residual = residual_of(case)
    if residual is not None and residual.land_percent is not None:
        found.append(LandShare(residual.value, residual.land_percent, "residual.sales"))
    return tuple(found)
