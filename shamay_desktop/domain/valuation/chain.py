"""Every figure of the value with the figures that made it, down to the cells of the case.

Nothing is computed here: the numbers are those of the calculation itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.money import RoundingMode, to_places
from shamay_desktop.domain.valuation.chain_of_approaches import (
    building_figure,
    cost_figure,
    income_figure,
    land_figure,
    reinstatement_figure,
    residual_figure,
)
from shamay_desktop.domain.valuation.chain_of_comparison import comparison_figure, moved_figures
from shamay_desktop.domain.valuation.cost import CostValue, construction_of, cost_of
from shamay_desktop.domain.valuation.figure import Figure, Formula, known, source_of, stated
from shamay_desktop.domain.valuation.from_case import (
    comparison_of,
    reconciliation_of,
    value_of,
)
from shamay_desktop.domain.valuation.income import capitalised
from shamay_desktop.domain.valuation.reconciliation import (
    COMPARISON,
    WEIGHTED,
    Approach,
)
from shamay_desktop.domain.valuation.residual import residual_of
from shamay_desktop.domain.valuation.result import ValuationResult, valued_part
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
    within_collateral,
)
from shamay_desktop.domain.valuation.vat import VatStatement, VatTreatment

__all__ = ["Figure", "Formula", "chain_of", "chains_of", "source_of"]

RESULT = "result:"
"""Before the row of an approach (or the code of one in no row): what counts of it."""


def chain_of(case: Case, result: ValuationResult | None = None) -> Figure | None:
    """The value with its whole chain; None as long as there is no value.

    `result` is the value of the case where it is known already.
    """
    found = value_of(case) if result is None else result
    return None if found is None else _Chains(case, found).final


def chains_of(case: Case, result: ValuationResult | None = None) -> Mapping[str, Figure]:
    """Each figure that a report may print, by its key, with its chain.

    Keys: final, comparison, income, cost, residual, collateral, forced_sale, reinstatement, land,
    without_vat, vat, with_vat; only those that there are. `reconciliation_chains` has further ones.
    """
    found = value_of(case) if result is None else result
    chains = _Chains(case, found)
    roots = {**chains.approaches, **chains.of_lenders()}
    if chains.final is not None:
        roots["final"] = chains.final
    return MappingProxyType({**roots, **chains.of_vat()})


def reconciliation_chains(
    case: Case, result: ValuationResult | None = None
) -> Mapping[str, Figure]:
    """`result:<row or code>` of each approach with a result, and their `gap` in percent."""
    found = value_of(case) if result is None else result
    return MappingProxyType(_Chains(case, found).of_reconciliation())


def unrounded_of(case: Case, result: ValuationResult) -> Figure | None:
    """The exact value before it is rounded, with its chain."""
    return _Chains(case, result).unrounded


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
        case = self.case
        income, project, compared = capitalised(case), residual_of(case), self._compared()
        found: dict[str, Figure] = {}
        if compared is not None:
            found[COMPARISON] = comparison_figure(case, compared)
        if income is not None:
            found["income"] = income_figure(case, income)
        if self.cost is not None:
            found["cost"] = cost_figure(case, self.cost)
        if project is not None:
            found["residual"] = residual_figure(case, project)
        return found

    def _compared(self) -> ValuationResult | None:
        """Comparison by itself, also where another approach leads; None where it lacks anything."""
        if self.result is not None and self.result.inputs.basis == COMPARISON:
            return self.result
        return comparison_of(self.case)

    @cached_property
    def whole(self) -> Figure | None:
        """The whole value by the approach that leads, or by the weights of several."""
        if self.result is None:
            return None
        basis = self.result.inputs.basis
        if basis == COMPARISON:
            return self.approaches[COMPARISON]
        reconciliation, exact = reconciliation_of(self.case), self.result.exact_whole
        if basis == WEIGHTED:
            parts = tuple(map(self._weighted, reconciliation.counting))
            return Figure("whole", exact, "shekel", Formula.WEIGHTED, parts)
        main = reconciliation.main
        found = None if main is None else self._counted(main)
        return Figure("whole", exact, "shekel", Formula.SAME, known(found))

    @cached_property
    def unrounded(self) -> Figure | None:
        """The whole, or the part of it that is valued; exact."""
        case, result, whole = self.case, self.result, self.whole
        if result is None or whole is None or result.inputs.share is None:
            return whole
        share = Figure("valued_share", result.inputs.share, "ratio", path="rights.valued_share")
        kept = None
        discount = stated(case, "valuation.share_discount", "percent")
        if discount is not None:
            part = 1 - Fraction(discount.value) / 100
            kept = Figure("share_kept", part, "times", Formula.KEPT, (discount,))
        value = Fraction(whole.value) * valued_part(result.inputs)
        parts = known(whole, share, kept)
        return Figure("unrounded", value, "shekel", Formula.PRODUCT, parts)

    @cached_property
    def final(self) -> Figure | None:
        """The value: the whole, its valued part, rounded."""
        result, unrounded = self.result, self.unrounded
        if result is None or unrounded is None:
            return None
        step = None
        if result.rounding_step:  # a step of 0, or below it, rounds nothing
            step = stated(self.case, "valuation.rounding_step", "shekel")
        up = step is not None and result.inputs.rounding_mode is RoundingMode.UP
        formula = Formula.ROUNDED_UP if up else Formula.ROUNDED
        return Figure("final", result.final, "shekel", formula, known(unrounded, step))

    def _weighted(self, approach: Approach) -> Figure:
        """What counts of an approach × its weight."""
        value = (approach.value or 0) * Fraction(approach.weight or 0) / 100
        weight = stated(self.case, approach.cell("weight"), "percent")
        parts = known(self._counted(approach), weight)
        return Figure("weighted_part", value, "shekel", Formula.PERCENT_OF, parts,
                      row=approach.row_id, name=approach.code)  # fmt: skip

    def _counted(self, approach: Approach) -> Figure | None:
        """What counts of an approach: its result, with fixed items added and repairs taken off."""
        computed, result = self.approaches.get(approach.code), approach.value
        if approach.typed is None and approach.code == COMPARISON:
            return computed  # both are in it
        own = self._result(approach)
        if own is None or result is None or not (approach.moved.extras or approach.moved.repairs):
            return own
        return Figure("approach_counted", result, "shekel", Formula.SUM,
                      (own, *moved_figures(self.case, approach.moved)), row=approach.row_id,
                      name=approach.code)  # fmt: skip

    def _result(self, approach: Approach) -> Figure | None:
        """An approach's own result: the typed figure, over the computed one."""
        computed = self.approaches.get(approach.code)
        if approach.typed is None:
            return computed
        return Figure("approach_stated", approach.typed, "shekel", Formula.STATED, known(computed),
                      approach.cell("value"), approach.row_id, approach.code)  # fmt: skip

    def of_reconciliation(self) -> dict[str, Figure]:
        """What each row of the reconciliation says, and how far the results lie apart."""
        found = reconciliation_of(self.case)
        made = {
            f"{RESULT}{each.row_id or each.code}": figure
            for each in found.approaches
            if (figure := self._counted(each)) is not None
        }
        used = [made[f"{RESULT}{each.row_id}"] for each in found.used if each.value is not None]
        if found.gap is None or len(used) < 2:
            return made
        ends = (
            Figure("highest_result", max(each.value for each in used), "shekel", Formula.HIGH,
                   tuple(used)),
            Figure("lowest_result", min(each.value for each in used), "shekel", Formula.LOW,
                   tuple(used)),
        )  # fmt: skip
        apart = Fraction(ends[0].value) - Fraction(ends[1].value)
        distance = Figure("distance", apart, "shekel", Formula.SUM, (ends[0], ends[1].less()))
        made["gap"] = Figure("gap", found.gap, "percent", Formula.SHARE_OF, (distance, ends[1]))
        return made

    # -- further values ------------------------------------------------------------------------

    def of_lenders(self) -> dict[str, Figure]:
        """Collateral, forced sale, reinstatement and land."""
        case, result = self.case, self.result
        built = construction_of(case)
        reinstatement = None if built is None else reinstatement_figure(case, built)
        found: dict[str, Figure | None] = {
            "collateral": self.collateral,
            "forced_sale": self._forced_sale(),
            "reinstatement": _stated(
                "reinstatement_19", REINSTATEMENT, reinstatement_19_of(case), reinstatement
            ),
            "land": _stated("land_value", LAND, land_of(case, result), self._land()),
        }
        return {key: figure for key, figure in found.items() if figure is not None}

    @cached_property
    def collateral(self) -> Figure | None:
        """The collateral value: as stated, over what it comes to."""
        found = collateral_of(self.case, self.result)
        return _stated("collateral", COLLATERAL, found, self._collateral(found.computed))

    def _collateral(self, computed: Decimal | None) -> Figure | None:
        """The value itself; the same calculation anew where areas are outside the collateral."""
        inside = within_collateral(self.case)
        made = self.final if inside is self.case else None if inside is None else chain_of(inside)
        if made is None or computed is None:
            return None
        if inside is not self.case:
            made = replace(made, key="final_inside")
        return Figure("collateral", computed, "shekel", Formula.SAME, (made,))

    def _forced_sale(self) -> Figure | None:
        value = forced_sale_of(self.case, self.result)
        percent = stated(self.case, QUICK_SALE, "percent")
        base = self.collateral or self.final
        if value is None or percent is None or base is None:
            return None
        exact = Fraction(base.value) * Fraction(percent.value) / 100
        part = Figure("forced_sale_exact", exact, "shekel", Formula.PERCENT_OF,
                      (base, percent))  # fmt: skip
        return Figure("forced_sale", value, "shekel", Formula.TO_SHEKEL, (part,))

    def _land(self) -> Figure | None:
        case, result, cost, whole = self.case, self.result, self.cost, self.whole
        computed = land_of(case, result).computed
        if cost is None or result is None or computed is None or whole is None:
            return None
        if result.inputs.basis == "cost":
            if not cost.land_lines:
                return None
            left = land_figure(case, cost)
        else:
            exact = result.exact_whole - cost.building_value
            parts = (whole, building_figure(case, cost).less())
            left = Figure("extracted_land", exact, "shekel", Formula.SUM, parts)
        return Figure("land_value", computed, "shekel", Formula.TO_SHEKEL, (left,))

    def of_vat(self) -> dict[str, Figure]:
        """The value with and without VAT; the side that was stated is the value itself."""
        statement = None if self.result is None else self.result.vat
        if statement is None or statement.percent is None or self.final is None:
            return {}
        sides = self._sides(statement, self.final)
        apart = Fraction(sides["with_vat"].value) - Fraction(sides["without_vat"].value)
        parts = (sides["with_vat"], sides["without_vat"].less())
        return {**sides, "vat": Figure("vat", apart, "shekel", Formula.SUM, parts)}

    def _sides(self, statement: VatStatement, final: Figure) -> dict[str, Figure]:
        rate = Figure("vat_rate", statement.percent or Decimal(0), "percent", path="valuation.date")
        factor = Figure("vat_factor", 1 + Fraction(rate.value) / 100, "times", Formula.FACTOR,
                        (rate,))  # fmt: skip
        included = statement.treatment is VatTreatment.INCLUDED
        exact = Fraction(final.value) * Fraction(factor.value)
        formula, own, other = Formula.PRODUCT, "without_vat", "with_vat"
        if included:
            exact = Fraction(final.value) / Fraction(factor.value)
            formula, own, other = Formula.QUOTIENT, "with_vat", "without_vat"
        as_stated = Figure(own, final.value, "shekel", Formula.SAME, (final,), "valuation.vat")
        if statement.treatment is VatTreatment.EXEMPT:
            return {own: as_stated, other: replace(as_stated, key=other)}
        before = Figure(f"{other}_exact", exact, "shekel", formula, (final, factor))
        return {
            own: as_stated,
            other: Figure(other, to_places(exact, Decimal(1)), "shekel", Formula.TO_SHEKEL,
                          (before,), "valuation.vat"),
        }  # fmt: skip


def _stated(key: str, path: str, figure: Stated, computed: Figure | None) -> Figure | None:
    """The typed figure over the computed one; the computed one where nothing is typed."""
    if figure.typed is not None:
        return Figure(key, figure.typed, "shekel", Formula.STATED, known(computed), path)
    return computed
