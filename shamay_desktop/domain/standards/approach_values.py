"""Approaches as they were computed: valued, placed, weighed, and each with what it needs."""

from collections.abc import Iterator
from decimal import Decimal

from shamay_desktop.domain.money import to_places, total
from shamay_desktop.domain.standards.finding import Chosen, Label, Percent
from shamay_desktop.domain.standards.predicate import (
    NUMBER,
    Hit,
    Parameters,
    hit,
    predicate,
)
from shamay_desktop.domain.standards.situation import Situation
from shamay_desktop.domain.valuation.cells import number_in, text_in
from shamay_desktop.domain.valuation.coefficients import ROWS as TABLE_ROWS
from shamay_desktop.domain.valuation.coefficients import table_of
from shamay_desktop.domain.valuation.comparison import outliers_of
from shamay_desktop.domain.valuation.cost import COMPONENTS, DEPRECIATION, LAND, cost_of
from shamay_desktop.domain.valuation.from_case import AREAS, EXTRAS, area_line
from shamay_desktop.domain.valuation.reconciliation import APPROACHES, COMPARISON, Approach
from shamay_desktop.domain.valuation.residual import SALES, residual_of
from shamay_desktop.domain.valuation.sensitivity import sensitivity_of
from shamay_desktop.domain.valuation.standard_19 import (
    COLLATERAL,
    REINSTATEMENT,
    collateral_of,
    reinstatement_19_of,
    within_collateral,
)

_SHEKEL, _NOTHING, _WHOLE = Decimal(1), Decimal(0), 100
_SENSITIVITY = "securities.sensitivity"


def approach_unvalued(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """An approach other than comparison that is used and has no result, stated or computed."""
    for each in _used(situation):
        if each.code != COMPARISON and each.value is None:
            chosen = Chosen(f"{APPROACHES}/approach", each.code)
            yield hit(each.cell("value"), approach=chosen)


def approach_worthless(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A used approach that comes to nothing or less: no property is worth that, and no gap shows.

    Where it alone leads, `no_value` says so; the residual method's own calculation has its rule.
    """
    found = situation.reconciliation
    for each in _used(situation):
        own_rule = each.code == found.basis or (each.code == "residual" and each.typed is None)
        if each.value is not None and each.value <= 0 and not own_rule:
            chosen = Chosen(f"{APPROACHES}/approach", each.code)
            yield hit(each.source, each.cell("use"), approach=chosen, value=each.shown or _NOTHING)


def approach_unplaced(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """An approach that was computed and stands in no row: used or not, and why."""
    listed = situation.reconciliation.listed
    for each in situation.reconciliation.approaches:
        # Comparison alone, without any row, is the customary case; other rules ask for its reason.
        if each.row_id is None and (listed or each.code != COMPARISON):
            yield hit(APPROACHES, approach=Chosen(f"{APPROACHES}/approach", each.code))


def approach_overridden(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A stated result that is not the computed one, beyond the rounding step."""
    leads = situation.reconciliation.basis
    for each in situation.reconciliation.listed:
        if each.typed is None or each.computed is None:
            continue
        if each.code == COMPARISON == leads:  # there the calculation counts: `comparison_stated`
            continue
        if each.stands_apart:
            yield hit(
                f"{APPROACHES}/{each.row_id}/value",
                approach=Chosen(f"{APPROACHES}/approach", each.code),
                stated=each.typed,
                computed=to_places(each.computed, _SHEKEL),
            )


def main_unclear(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Several used approaches of which none is the main one; comparison leads, or the weights.

    Two main ones, or none where comparison is not used, leave no value: `basis_unclear`.
    """
    used, found = _used(situation), situation.reconciliation
    if len(used) > 1 and found.basis and len(found.leading) != 1:
        yield hit(APPROACHES, n=len(found.leading))


def weights_off(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Weights of approaches that do not come to 100 %."""
    found = situation.reconciliation
    if found.weighted and found.weight != 100:
        exact = total(each.weight for each in found.weighted if each.weight is not None)
        yield hit(APPROACHES, sum=Percent(exact))


def cost_unsourced(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Construction costs without their source, beside each or for all."""
    if situation.case.text("cost.source"):
        return
    for number, row in situation.numbered(COMPONENTS):
        if number_in(row, "unit_cost") is not None and not text_in(row, "source"):
            yield hit(f"{COMPONENTS}/{row.id}/source", "cost.source", row=number)


def cost_without_land(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A cost approach that is used, with a building and without land."""
    cost = cost_of(situation.case)
    if cost is not None and not cost.land_lines and situation.reconciliation.uses("cost"):
        yield hit(LAND)


def old_and_whole(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """A building of some age, of which no part has lost anything."""
    year, day = situation.case.number("building.year_built"), situation.day("valuation.date")
    cost = cost_of(situation.case)
    used = situation.reconciliation.uses("cost")
    if year is None or day is None or cost is None or not used:
        return
    age = day.year - int(year)
    if age > parameters.count("years") and not cost.physical and not cost.lost:
        yield hit(COMPONENTS, "building.year_built", age=age)


def depreciation_unexplained(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Further depreciation without its kind or its reason."""
    for number, row in situation.numbered(DEPRECIATION):
        for column in ("kind", "reason"):
            if not text_in(row, column):
                path = f"{DEPRECIATION}/{row.id}/{column}"
                yield hit(path, field=Label(path, number))


def worn_out(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Depreciation that leaves nothing of the building, or less; also of one part of it."""
    cost = cost_of(situation.case)
    if cost is None or cost.cost_new <= 0:
        return
    over = [line for line in cost.construction_lines if line.physical > _WHOLE]
    if cost.depreciated <= 0 or over:
        left = to_places(cost.depreciated, _SHEKEL)
        paths = [f"{COMPONENTS}/{line.row_id}/physical" for line in over]
        yield hit(*paths, DEPRECIATION, COMPONENTS, left=left)


def residual_incomplete(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A residual method without profit, or without finance and period."""
    if residual_of(situation.case) is None:
        return
    for path in ("residual.profit", "residual.finance_rate", "residual.period"):
        if not situation.answered(path):
            yield hit(path, field=Label(path))


def residual_worthless(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A project that leaves nothing for the land."""
    project = residual_of(situation.case)
    if project is not None and project.land <= 0:
        yield hit(SALES, land=project.value)


def collateral_unstated(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """No collateral value, neither stated nor computed."""
    if collateral_of(situation.case, situation.value).value is None:
        yield hit(COLLATERAL)


def collateral_with_extras(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A computed collateral value that leaves areas out and counts every fixed item.

    Nothing marks an item as outside the collateral, so whether it may be pledged is asked.
    """
    case, result = situation.case, situation.value
    found, inside = collateral_of(case, result), within_collateral(case)
    if result is None or found.typed is not None or found.computed is None or inside is case:
        return
    items = [item for item in result.inputs.extras if item.amount]
    if items:
        paths = (f"{EXTRAS}/{item.row_id}/amount" for item in items)
        yield hit(COLLATERAL, *paths, amount=total(item.amount for item in items))


def collateral_above_computed(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A stated collateral value above the one without the areas that are outside it."""
    found = collateral_of(situation.case, situation.value)
    if found.typed is not None and found.computed is not None and found.typed > found.computed:
        yield hit(COLLATERAL, AREAS, stated=found.typed, computed=found.computed)


def reinstatement_unstated(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """No reinstatement cost, neither stated nor computed from the construction."""
    if reinstatement_19_of(situation.case).value is None:
        yield hit(REINSTATEMENT, COMPONENTS)


def sensitivity_lacking(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """No sensitivity analysis: no line that was computed, no row that was stated."""
    if not situation.case.rows(_SENSITIVITY) and not sensitivity_of(situation.case):
        yield hit("sensitivity.of", _SENSITIVITY)


def far_by_deviation(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Included prices outside the median of the logarithms ± k × MAD."""
    k = parameters.number("deviations")
    found = outliers_of((price for _, _, price in situation.priced), k)
    for number, row, _ in situation.priced:
        if found is not None and row.id in found.distances:
            low, high = (to_places(Decimal(str(each)), _SHEKEL) for each in (found.low, found.high))
            yield hit(f"comparables/{row.id}/price", row=number, low=low, high=high)


def coefficient_unstated(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Areas that have no coefficient of their own and none in the case's table."""
    table = table_of(situation.case)
    for number, row in situation.numbered(AREAS):
        if number_in(row, "area") is not None and area_line(row, table) is None:
            path = f"{AREAS}/{row.id}/coefficient"
            yield hit(path, field=Label(path, number))


def table_unnamed(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A table of coefficients without its name or its version."""
    if table_of(situation.case) is None:
        return
    for path in ("valuation.coefficient_table", "valuation.coefficient_version"):
        if not situation.case.text(path):
            yield hit(path, TABLE_ROWS, field=Label(path))


def _used(situation: Situation) -> list[Approach]:
    return [each for each in situation.reconciliation.used if each.code]


PREDICATES = {
    "approach_unvalued": predicate(approach_unvalued),
    "approach_worthless": predicate(approach_worthless),
    "approach_unplaced": predicate(approach_unplaced),
    "approach_overridden": predicate(approach_overridden),
    "main_unclear": predicate(main_unclear),
    "weights_off": predicate(weights_off),
    "cost_unsourced": predicate(cost_unsourced),
    "cost_without_land": predicate(cost_without_land),
    "old_and_whole": predicate(old_and_whole, years=NUMBER),
    "depreciation_unexplained": predicate(depreciation_unexplained),
    "worn_out": predicate(worn_out),
    "residual_incomplete": predicate(residual_incomplete),
    "residual_worthless": predicate(residual_worthless),
    "collateral_unstated": predicate(collateral_unstated),
    "collateral_with_extras": predicate(collateral_with_extras),
    "collateral_above_computed": predicate(collateral_above_computed),
    "reinstatement_unstated": predicate(reinstatement_unstated),
    "sensitivity_lacking": predicate(sensitivity_lacking),
    "far_by_deviation": predicate(far_by_deviation, deviations=NUMBER),
    "coefficient_unstated": predicate(coefficient_unstated),
    "table_unnamed": predicate(table_unnamed),
}
