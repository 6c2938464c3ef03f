"""Every figure of the value with the figures that made it, down to the cells of the case.

Nothing is computed here: the numbers are those of the calculation itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.valuation.chain_of_approaches import (
    building_figure,
    cost_figure,
    income_figure,
    land_figure,
    reinstatement_figure,
    residual_figure,
)
from shamay_desktop.domain.valuation.chain_of_comparison import comparison_figure
from shamay_desktop.domain.valuation.cost import CostValue, cost_of
from shamay_desktop.domain.valuation.figure import Figure, Formula, known, source_of, stated
from shamay_desktop.domain.valuation.from_case import reconciliation_of, value_of
from shamay_desktop.domain.valuation.income import capitalised
from shamay_desktop.domain.valuation.reconciliation import (
    APPROACHES,
    COMPARISON,
    WEIGHTED,
    Approach,
)
from shamay_desktop.domain.valuation.residual import residual_of
from shamay_desktop.domain.valuation.result import ValuationResult
from shamay_desktop.domain.valuation.standard_19 import (
    COLLATERAL,
    LAND,
    QUICK_SALE,
    REINSTATEMENT,
    Stated,
    collateral_of,
    forced_sale_of,
    land_of,
    reinstatement_19_of,
)

__all__ = ["Figure", "Formula", "chain_of", "chains_of", "source_of"]


def chain_of(case: Case, result: ValuationResult | None = None) -> Figure | None:
    """The value with its whole chain; None as long as there is no value.

    `result` is the value of the case where it is known already.
    """
    found = value_of(case) if result is None else result
    return None if found is None else _Chains(case, found).final


def chains_of(case: Case, result: ValuationResult | None = None) -> Mapping[str, Figure]:
    """Each figure that a report may print, by its key, with its chain.

    Keys: final, comparison, income, cost, residual, collateral, forced_sale, reinstatement, land,
    without_vat, vat, with_vat; only those that there are.
    """
    found = value_of(case) if result is None else result
    chains = _Chains(case, found)
    roots = {**chains.approaches, **chains.of_lenders()}
    if chains.final is not None:
        roots["final"] = chains.final
    return MappingProxyType({**roots, **chains.of_vat()})


@dataclass(frozen=True)
class _Chains:
    """The chains of a case, each made once. Without slots: what is made is kept."""

    case: Case
    result: ValuationResult | None

    @cached_property
    def cost(self) -> CostValue | None:
        """The cost approach."""
        return cost_of(self.case)

    @cached_property
    def approaches(self) -> Mapping[str, Figure]:
        """What each approach that has a value comes to."""
        case, result = self.case, self.result
        income, project = capitalised(case), residual_of(case)
        found: dict[str, Figure] = {}
        if result is not None and result.inputs.areas and result.inputs.adopted_price_per_sqm:
            found[COMPARISON] = comparison_figure(case, result)
        if income is not None:
            found["income"] = income_figure(case, income)
        if self.cost is not None:
            found["cost"] = cost_figure(case, self.cost)
        if project is not None:
            found["residual"] = residual_figure(case, project)
        return found

    @cached_property
    def whole(self) -> Figure | None:
        """The whole value by the approach that leads, or by the weights of several."""
        if self.result is None:
            return None
        basis = self.result.inputs.basis
        if basis == COMPARISON:
            made = self.approaches.get(COMPARISON)
            return comparison_figure(self.case, self.result) if made is None else made
        reconciliation = reconciliation_of(self.case)
        if basis == WEIGHTED:
            parts = tuple(map(self._weighted, reconciliation.weighted))
            return Figure("whole", self.result.whole, "shekel", Formula.WEIGHTED, parts)
        main = reconciliation.main
        found = None if main is None else self._result(main)
        return Figure("whole", self.result.whole, "shekel", Formula.SAME, known(found))

    @cached_property
    def final(self) -> Figure | None:
        """The value: the whole, its valued part, rounded."""
        case, result, unrounded = self.case, self.result, self.whole
        if result is None or unrounded is None:
            return None
        if result.inputs.share is not None:
            share = Figure("valued_share", result.inputs.share, "ratio", path="rights.valued_share")
            parts = known(unrounded, share, stated(case, "valuation.share_discount", "percent"))
            unrounded = Figure("unrounded", result.unrounded, "shekel", Formula.PRODUCT, parts)
        step = stated(case, "valuation.rounding_step", "shekel")
        return Figure("final", result.final, "shekel", Formula.ROUNDED, known(unrounded, step))

    def _weighted(self, approach: Approach) -> Figure:
        value = (approach.value or 0) * Fraction(approach.weight or 0) / 100
        path = f"{APPROACHES}/{approach.row_id}/weight"
        parts = known(self._result(approach), stated(self.case, path, "percent"))
        return Figure("weighted_part", value, "shekel", Formula.PERCENT_OF, parts,
                      row=approach.row_id, name=approach.code)  # fmt: skip

    def _result(self, approach: Approach) -> Figure | None:
        """What counts of an approach: the typed figure, over the computed one."""
        computed = self.approaches.get(approach.code)
        if approach.typed is None:
            return computed
        return Figure("approach_stated", approach.typed, "shekel", Formula.STATED, known(computed),
                      f"{APPROACHES}/{approach.row_id}/value", approach.row_id,
                      approach.code)  # fmt: skip

    # -- further values ------------------------------------------------------------------------

    def of_lenders(self) -> dict[str, Figure]:
        """Collateral, forced sale, reinstatement and land."""
        case, result, cost = self.case, self.result, self.cost
        reinstatement = None if cost is None else reinstatement_figure(case, cost)
        collateral = collateral_of(case, result)
        found: dict[str, Figure | None] = {
            "collateral": _stated(
                "collateral", COLLATERAL, collateral, self._collateral(collateral.computed)
            ),
            "forced_sale": self._forced_sale(),
            "reinstatement": _stated(
                "reinstatement_19", REINSTATEMENT, reinstatement_19_of(case), reinstatement
            ),
            "land": _stated("land_value", LAND, land_of(case, result), self._land()),
        }
        return {key: figure for key, figure in found.items() if figure is not None}

    def _collateral(self, computed: Decimal | None) -> Figure | None:
        if computed is None or self.result is None or self.final is None:
            return None
        same = computed == self.result.final
        formula = Formula.SAME if same else Formula.RECALCULATED
        return Figure("collateral", computed, "shekel", formula, (self.final,), "valuation.areas")

    def _forced_sale(self) -> Figure | None:
        value = forced_sale_of(self.case, self.result)
        if value is None:
            return None
        parts = known(self.final, stated(self.case, QUICK_SALE, "percent"))
        return Figure("forced_sale", value, "shekel", Formula.PERCENT_OF, parts)

    def _land(self) -> Figure | None:
        case, result, cost, whole = self.case, self.result, self.cost, self.whole
        computed = land_of(case, result).computed
        if cost is None or result is None or computed is None or whole is None:
            return None
        left = land_figure(case, cost)
        if result.inputs.basis != "cost":
            exact = Fraction(result.whole) - cost.building_value
            parts = (whole, building_figure(case, cost).less())
            left = Figure("extracted_land", exact, "shekel", Formula.SUM, parts)
        return Figure("land_value", computed, "shekel", Formula.ROUNDED, (left,))

    def of_vat(self) -> dict[str, Figure]:
        """The value with and without VAT; the side that was stated is the value itself."""
        statement = None if self.result is None else self.result.vat
        if statement is None or statement.percent is None or self.final is None:
            return {}
        rate = Figure("vat_rate", statement.percent, "percent", path="valuation.date")
        amounts = {
            "without_vat": statement.without_vat,
            "vat": statement.vat,
            "with_vat": statement.with_vat,
        }
        parts = (self.final, rate)
        return {
            key: Figure(key, amount, "shekel", Formula.PERCENT_OF, parts, "valuation.vat")
            for key, amount in amounts.items()
            if amount is not None
        }


def _stated(key: str, path: str, figure: Stated, computed: Figure | None) -> Figure | None:
    """The typed figure over the computed one; the computed one where nothing is typed."""
    if figure.typed is not None:
        return Figure(key, figure.typed, "shekel", Formula.STATED, known(computed), path)
    return computed
