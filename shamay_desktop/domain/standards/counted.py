"""What was entered is counted, or it is said that it is not: halves of rows, weights, repairs."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.fields.purposes import RENT, STANDARD_19
from shamay_desktop.domain.money import round_to_step
from shamay_desktop.domain.standards.finding import Chosen, Label
from shamay_desktop.domain.standards.predicate import (
    Check,
    Hit,
    Parameters,
    hit,
    predicate,
)
from shamay_desktop.domain.standards.situation import Situation
from shamay_desktop.domain.steps import asked_for
from shamay_desktop.domain.valuation.approach_inputs import row_gaps
from shamay_desktop.domain.valuation.begun_rows import lacking_cells
from shamay_desktop.domain.valuation.cost import (
    DEPRECIATION,
    DEPRECIATION_ON,
    built_gaps,
    cost_of,
)
from shamay_desktop.domain.valuation.from_case import AREAS, EXTRAS, PRICE, missing_paths
from shamay_desktop.domain.valuation.income import (
    COMPONENTS,
    LEASES,
    IncomeMethod,
    capitalised,
    components_rent,
    leases_rent,
)
from shamay_desktop.domain.valuation.reconciliation import (
    APPROACHES,
    COMPARISON,
    NOT_USED,
    Approach,
)
from shamay_desktop.domain.valuation.repairs import (
    FINDINGS,
    IN_PRICE,
    TREATMENT,
    repair_estimate,
)
from shamay_desktop.domain.valuation.rounding import ADOPTED_STEP

_BY_ROWS = ("income", "cost", "residual")
_OF_EXTRAS = "extras"


def half_rows(of: str) -> Check:
    """Rows that were begun and are not complete: nothing is computed over half of them."""

    def found(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
        for path in _gaps(situation, of):
            yield hit(path, field=_label(situation, path))

    return found


def value_lacking(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """What a value still lacks, but for what a rule of its own or a mandatory field asks for."""
    if situation.value is not None:
        return
    case = situation.case
    told = {path for of in (*_BY_ROWS, _OF_EXTRAS) for path in _gaps(situation, of)}
    told |= {path for path in (AREAS, PRICE) if asked_for(case, BY_ID[path])}
    own = tuple(f"/{column}" for column in ("approach", "weight", "use", "value"))
    for path in missing_paths(case):
        own_rule = path.startswith(APPROACHES) and path.endswith(own)
        if path not in told and not own_rule and not path.startswith(f"{AREAS}/"):
            yield hit(path, field=_label(situation, path))


def approach_doubled(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """An approach that stands in two rows: one says what the other does not."""
    seen = set()
    for each in situation.reconciliation.doubled:
        if each.code in seen:
            yield hit(each.cell("approach"), APPROACHES, approach=_chosen(each))
        seen.add(each.code)


def basis_unclear(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Nothing says what the value rests on: two main approaches, or comparison put aside alone."""
    found = situation.reconciliation
    if not found.basis and not found.weighted and not found.doubled:
        yield hit(*found.lacking, n=len(found.leading))


def weight_missing(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A used approach without a weight of 0 or more, where another one has a weight."""
    for each in situation.reconciliation.unweighted:
        if each.code:
            yield hit(each.cell("weight"), approach=_chosen(each))


def weight_idle(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A weight of an approach that is not used: it counts nothing."""
    for each in situation.reconciliation.listed:
        if each.use == NOT_USED and each.weight and each.code:
            yield hit(each.cell("weight"), each.cell("use"), approach=_chosen(each))


def comparison_stated(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A result that comparison's row states where comparison leads, off its own calculation.

    The value is that of the areas and the price; the stated figure counts nothing there.
    """
    result = situation.value
    if result is None or result.inputs.basis != COMPARISON:
        return
    step = max(Fraction(situation.case.number("valuation.rounding_step") or 1), Fraction(1))
    whole = result.exact_whole
    for each in situation.reconciliation.used:
        if each.code == COMPARISON and each.typed is not None:
            typed = Fraction(each.typed)
            off = min(abs(typed - whole), abs(typed - (each.computed or whole)))
            if off >= step:
                computed = round_to_step(whole, Decimal(1))
                yield hit(each.cell("value"), PRICE, stated=each.typed, computed=computed)


def repairs_unsaid(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Findings with a cost, and no word on whether the value counts it."""
    estimate = repair_estimate(situation.case)
    if estimate is not None and not situation.answered(TREATMENT):
        yield hit(TREATMENT, FINDINGS, sum=estimate.sum)


def repairs_uncounted(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Repairs said to be in the adopted price, where the value does not rest on that price."""
    estimate, case = repair_estimate(situation.case), situation.case
    basis = situation.reconciliation.basis
    if estimate is None or case.text(TREATMENT) != IN_PRICE or basis in ("", COMPARISON):
        return
    yield hit(TREATMENT, APPROACHES, sum=estimate.sum)


def repairs_unpriced(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Repairs that are taken off the value while some findings have no cost."""
    estimate = repair_estimate(situation.case)
    if estimate is not None and estimate.deducted and estimate.unpriced:
        yield hit(FINDINGS, TREATMENT, n=estimate.unpriced)


def extras_uncounted(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Fixed items that are in no figure of the value, as it does not rest on comparison."""
    if situation.value is None:
        return
    left_out = {item.row_id: item for item in situation.value.inputs.uncounted}
    for number, row in situation.numbered(EXTRAS):
        if row.id in left_out:
            path = f"{EXTRAS}/{row.id}/every_approach"
            yield hit(path, row=number, amount=left_out[row.id].amount)


def depreciation_base_unsaid(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Percents of further depreciation where their base matters and nobody said which it is."""
    cost = cost_of(situation.case)
    if cost is None or situation.answered(DEPRECIATION_ON):
        return
    first = next((at for at, line in enumerate(cost.further) if line.percent), None)
    before = cost.physical + sum(cost.losses[:first], Fraction(0))
    several = sum(1 for line in cost.further if line.percent) > 1
    if first is not None and (before or several):
        yield hit(DEPRECIATION_ON, DEPRECIATION)


def income_incomplete(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A capitalised income without a word on vacancy, or on the owner's costs."""
    if not situation.reconciliation.uses("income") or capitalised(situation.case) is None:
        return
    if not situation.answered("income.vacancy"):
        yield hit("income.vacancy", field=Label("income.vacancy"))
    costs = ("income.costs", "income.costs_percent")
    if not any(map(situation.answered, costs)):
        yield hit(*costs, field=Label("income.costs"))


def rent_stated_otherwise(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A stated rent beside rows that come to another one, or to none yet: the stated one counts."""
    case = situation.case
    pairs = [("income.market_rent", COMPONENTS, components_rent(case))]
    if case.text("income.method") == IncomeMethod.TERM_REVERSION:
        pairs.append(("income.passing_rent", LEASES, leases_rent(case)))
    for path, rows, summed in pairs:
        stated = case.number(path)
        if stated is not None and case.rows(rows) and stated != summed:
            yield hit(path, rows, field=Label(path), stated=stated, list=Label(rows))


def adopted_unrounded(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """An adopted price that is no multiple of the step to which such prices are rounded."""
    adopted, step = situation.case.number(PRICE), situation.case.number(ADOPTED_STEP)
    if adopted is not None and step is not None and step > 0 and adopted % step:
        yield hit(PRICE, ADOPTED_STEP, adopted=adopted, step=step)


def _gaps(situation: Situation, of: str) -> tuple[str, ...]:
    """What begun rows lack where a figure hangs on them.

    None does where the approach is said not to be used; but the rent of a property is of its rows,
    and a lender's reinstatement cost is of what is built.
    """
    case, found = situation.case, situation.reconciliation
    if of == _OF_EXTRAS:
        return lacking_cells(case, EXTRAS, ("amount",))
    idle = not found.uses(of) and any(each.code == of for each in found.listed)
    if not idle or (of == "income" and RENT.holds(case)):
        return row_gaps(case, of)
    return built_gaps(case) if of == "cost" and STANDARD_19.holds(case) else ()


def _chosen(approach: Approach) -> Chosen:
    return Chosen(f"{APPROACHES}/approach", approach.code)


def _label(situation: Situation, path: str) -> Label:
    list_id, _, rest = path.partition("/")
    row_id = rest.partition("/")[0]
    number = next((at for at, row in situation.numbered(list_id) if row.id == row_id), None)
    return Label(path, number)


PREDICATES = {
    **{f"{of}_rows_half": predicate(half_rows(of)) for of in (*_BY_ROWS, _OF_EXTRAS)},
    "value_lacking": predicate(value_lacking),
    "approach_doubled": predicate(approach_doubled),
    "basis_unclear": predicate(basis_unclear),
    "weight_missing": predicate(weight_missing),
    "weight_idle": predicate(weight_idle),
    "comparison_stated": predicate(comparison_stated),
    "repairs_unsaid": predicate(repairs_unsaid),
    "repairs_uncounted": predicate(repairs_uncounted),
    "repairs_unpriced": predicate(repairs_unpriced),
    "extras_uncounted": predicate(extras_uncounted),
    "depreciation_base_unsaid": predicate(depreciation_base_unsaid),
    "income_incomplete": predicate(income_incomplete),
    "rent_stated_otherwise": predicate(rent_stated_otherwise),
    "adopted_unrounded": predicate(adopted_unrounded),
}
