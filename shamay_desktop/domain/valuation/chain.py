"""Every figure of the value with the figures that made it, down to the cells of the case.

Nothing is computed here: the numbers are those of the calculation itself.
"""

from collections.abc import Mapping
from fractions import Fraction
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
from shamay_desktop.domain.valuation.cost import cost_of
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
    return None if found is None else _final(case, found)


def chains_of(case: Case, result: ValuationResult | None = None) -> Mapping[str, Figure]:
    """Each figure that a report may print, by its key, with its chain.

    Keys: final, comparison, income, cost, residual, collateral, forced_sale, reinstatement, land,
    without_vat, vat, with_vat; only those that there are.
    """
    found = value_of(case) if result is None else result
    roots = {**_approaches(case, found), **_of_lenders(case, found)}
    if found is not None:
        roots["final"] = _final(case, found)
        roots |= _vat(found, roots["final"])
    return MappingProxyType(roots)


def _final(case: Case, result: ValuationResult) -> Figure:
    whole = _whole(case, result)
    unrounded = whole
    inputs = result.inputs
    if inputs.share is not None:
        share = Figure("valued_share", inputs.share, "ratio", path="rights.valued_share")
        discount = stated(case, "valuation.share_discount", "percent")
        unrounded = Figure("unrounded", result.unrounded, "shekel", Formula.PRODUCT,
                           known(whole, share, discount))  # fmt: skip
    step = stated(case, "valuation.rounding_step", "shekel")
    parts = known(unrounded, step)
    return Figure("final", result.final, "shekel", Formula.ROUNDED, parts)


def _whole(case: Case, result: ValuationResult) -> Figure:
    """The whole value by the approach that leads, or by the weights of several."""
    basis = result.inputs.basis
    if basis == COMPARISON:
        return comparison_figure(case, result)
    chains = _approaches(case, result)
    listed = reconciliation_of(case).listed
    if basis == WEIGHTED:
        parts = tuple(
            Figure("weighted_part", (each.value or 0) * Fraction(each.weight or 0) / 100,
                   "shekel", Formula.PERCENT_OF,
                   known(_result(each, chains),
                         stated(case, f"{APPROACHES}/{each.row_id}/weight", "percent")),
                   row=each.row_id, name=each.code)
            for each in listed
            if each.is_used and each.weight is not None
        )  # fmt: skip
        return Figure("whole", result.whole, "shekel", Formula.WEIGHTED, parts)
    main = reconciliation_of(case).main
    made = None if main is None else _result(main, chains)
    return Figure("whole", result.whole, "shekel", Formula.SAME, known(made))


def _result(approach: Approach, chains: Mapping[str, Figure]) -> Figure | None:
    """What counts of an approach: the typed figure, over the computed one where there is one."""
    computed = chains.get(approach.code)
    if approach.typed is None:
        return computed
    return Figure("approach_stated", approach.typed, "shekel", Formula.STATED, known(computed),
                  f"{APPROACHES}/{approach.row_id}/value", approach.row_id,
                  approach.code)  # fmt: skip


def _approaches(case: Case, result: ValuationResult | None) -> dict[str, Figure]:
    income, cost, project = capitalised(case), cost_of(case), residual_of(case)
    found: dict[str, Figure] = {}
    if result is not None and result.inputs.areas and result.inputs.adopted_price_per_sqm:
        found[COMPARISON] = comparison_figure(case, result)
    if income is not None:
        found["income"] = income_figure(case, income)
    if cost is not None:
        found["cost"] = cost_figure(case, cost)
    if project is not None:
        found["residual"] = residual_figure(case, project)
    return found


def _of_lenders(case: Case, result: ValuationResult | None) -> dict[str, Figure]:
    cost = cost_of(case)
    found: dict[str, Figure | None] = {
        "collateral": _stated("collateral", COLLATERAL, collateral_of(case, result),
                              _part_of_value(case, result, "collateral")),
        "forced_sale": _forced_sale(case, result),
        "reinstatement": _stated(
            "reinstatement_19", REINSTATEMENT, reinstatement_19_of(case),
            None if cost is None else reinstatement_figure(case, cost),
        ),
        "land": _stated("land_value", LAND, land_of(case, result), _land(case, result)),
    }  # fmt: skip
    return {key: figure for key, figure in found.items() if figure is not None}


def _stated(key: str, path: str, figure: Stated, computed: Figure | None) -> Figure | None:
    """The typed figure over the computed one; the computed one where nothing is typed."""
    if figure.typed is not None:
        return Figure(key, figure.typed, "shekel", Formula.STATED, known(computed), path)
    return computed


def _part_of_value(case: Case, result: ValuationResult | None, key: str) -> Figure | None:
    computed = collateral_of(case, result).computed
    if computed is None or result is None:
        return None
    value = _final(case, result)
    formula = Formula.SAME if computed == result.final else Formula.RECALCULATED
    return Figure(key, computed, "shekel", formula, (value,), "valuation.areas")


def _forced_sale(case: Case, result: ValuationResult | None) -> Figure | None:
    value = forced_sale_of(case, result)
    if value is None or result is None:
        return None
    parts = known(_final(case, result), stated(case, QUICK_SALE, "percent"))
    return Figure("forced_sale", value, "shekel", Formula.PERCENT_OF, parts)


def _land(case: Case, result: ValuationResult | None) -> Figure | None:
    cost, computed = cost_of(case), land_of(case, result).computed
    if cost is None or result is None or computed is None:
        return None
    if result.inputs.basis == "cost":
        return Figure("land_value", computed, "shekel", Formula.ROUNDED, (land_figure(case, cost),))
    parts = (_whole(case, result), building_figure(case, cost).less())
    exact = Fraction(result.whole) - cost.building_value
    left = Figure("extracted_land", exact, "shekel", Formula.SUM, parts)
    return Figure("land_value", computed, "shekel", Formula.ROUNDED, (left,))


def _vat(result: ValuationResult, final: Figure) -> dict[str, Figure]:
    """The value with and without VAT; the side that was stated is the value itself."""
    statement = result.vat
    if statement is None or statement.percent is None:
        return {}
    rate = Figure("vat_rate", statement.percent, "percent", path="valuation.date")
    amounts = {
        "without_vat": statement.without_vat,
        "vat": statement.vat,
        "with_vat": statement.with_vat,
    }
    return {
        key: Figure(key, amount, "shekel", Formula.PERCENT_OF, (final, rate), "valuation.vat")
        for key, amount in amounts.items()
        if amount is not None
    }
