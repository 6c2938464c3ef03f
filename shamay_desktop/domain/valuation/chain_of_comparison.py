"""Where the value by comparison comes from: areas, coefficients, adopted price, evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.money import Exact, product
from shamay_desktop.domain.statistics.describe import describe, weighted_mean
from shamay_desktop.domain.valuation.adjusting import (
    Adjustment,
    AdjustmentMode,
    AdjustmentUnit,
    adjusted,
)
from shamay_desktop.domain.valuation.cells import number_in, text_in
from shamay_desktop.domain.valuation.coefficients import ROWS as TABLE_ROWS
from shamay_desktop.domain.valuation.comparison import Comparable, PricedComparable
from shamay_desktop.domain.valuation.equivalent_area import AreaLine
from shamay_desktop.domain.valuation.figure import Figure, Formula, Later, known, stated
from shamay_desktop.domain.valuation.from_case import AREAS, PRICE, extras_of
from shamay_desktop.domain.valuation.reconciliation import Moved
from shamay_desktop.domain.valuation.result import (
    FixedItem,
    ValuationResult,
    whole_by_comparison,
)

COMPARABLES, ADJUSTMENTS = "comparables", "comparables.adjustments"
_UNITS = {
    AdjustmentUnit.PERCENT: "percent",
    AdjustmentUnit.PER_SQM: "shekel_per_sqm",
    AdjustmentUnit.WHOLE: "shekel",
}


def comparison_figure(case: Case, result: ValuationResult) -> Figure:
    """The whole value by comparison: areas × price + fixed items − repairs."""
    inputs = result.inputs
    areas_value = areas_value_figure(case, result)
    extras = extra_figures(inputs.extras)
    repairs = None if not inputs.repairs else repairs_figure(case, inputs.repairs)
    parts = known(areas_value, *extras, repairs)
    return Figure("whole", whole_by_comparison(inputs), "shekel", Formula.SUM, parts)


def moved_figures(case: Case, moved: Moved) -> tuple[Figure, ...]:
    """What is added to the result of another approach and taken off it before it counts."""
    always = (item for item in extras_of(case) if item.every_approach) if moved.extras else ()
    repairs = repairs_figure(case, moved.repairs) if moved.repairs else None
    return known(*extra_figures(always), repairs)


def extra_figures(items: Iterable[FixedItem]) -> tuple[Figure, ...]:
    """The fixed items, each as it was stated."""
    return tuple(
        Figure("extra", item.amount, "shekel", path=f"valuation.extras/{item.row_id}/amount",
               row=item.row_id, name=item.name)
        for item in items
    )  # fmt: skip


def areas_value_figure(case: Case, result: ValuationResult) -> Figure:
    """Equivalent area × adopted price."""
    parts = (area_figure(case, result), adopted_figure(case, result))
    return Figure("areas_value", result.areas_value, "shekel", Formula.PRODUCT, parts)


def area_figure(case: Case, result: ValuationResult) -> Figure:
    """The equivalent area, line by line."""
    lines = tuple(line_figure(case, line) for line in result.inputs.areas)
    return Figure("equivalent_area", result.equivalent_area, "sqm", Formula.SUM, lines, AREAS)


def line_figure(case: Case, line: AreaLine) -> Figure:
    """The equivalent of an area: × its coefficient, or tier by tier."""
    path = f"{AREAS}/{line.row_id}"
    area = Figure("area", line.area, "sqm", path=f"{path}/area", row=line.row_id)
    name = line.name or line.category
    if not line.parts:
        parts: tuple[Figure, ...] = (area, _coefficient(case, line, line.coefficient))
        return Figure("area_line", line.equivalent, "sqm", Formula.PRODUCT, parts,
                      row=line.row_id, name=name)  # fmt: skip
    return Figure("area_line", line.equivalent, "sqm", Formula.SUM, _tiers(case, line, area),
                  row=line.row_id, name=name)  # fmt: skip


def _tiers(case: Case, line: AreaLine, area: Figure) -> tuple[Figure, ...]:
    """The metres of each tier (up to its bound, less those below it) with its coefficient."""
    tiers: list[Figure] = []
    bounds: list[Figure] = []
    for place, (metres, by) in enumerate(line.parts):
        lower, reach = bounds[-1:], area
        if place < len(line.parts) - 1:
            up_to = sum((part for part, _ in line.parts[: place + 1]), Decimal(0))
            bounds.append(_bound(case, line, up_to))
            reach = Figure("tier_reach", up_to, "sqm", Formula.LOW, (area, bounds[-1]),
                           row=line.row_id)  # fmt: skip
        within = reach
        if lower:
            within = Figure("tier_area", metres, "sqm", Formula.SUM, (reach, lower[0].less()),
                            row=line.row_id)  # fmt: skip
        parts = (within, _coefficient(case, line, by, place))
        tiers.append(Figure("tier", product(metres, by), "sqm", Formula.PRODUCT, parts))
    return tuple(tiers)


def _bound(case: Case, line: AreaLine, up_to: Decimal) -> Figure:
    """Where a tier of the case's table ends."""
    row = next(
        (each for each in case.rows(TABLE_ROWS)
         if text_in(each, "category") == line.category and number_in(each, "up_to") == up_to),
        None,
    )  # fmt: skip
    path = TABLE_ROWS if row is None else f"{TABLE_ROWS}/{row.id}/up_to"
    return Figure("tier_bound", up_to, "sqm", path=path, row=line.row_id)


def _coefficient(
    case: Case, line: AreaLine, coefficient: Decimal, place: int | None = None
) -> Figure:
    """The row's own, else the tier of the case's table that says it: the `place`th of them."""
    path = f"{AREAS}/{line.row_id}/coefficient"
    if case.content(path) is None:
        tier = _tier(case, line, place)
        path = TABLE_ROWS if tier is None else f"{TABLE_ROWS}/{tier.id}/coefficient"
    return Figure("coefficient", coefficient, "ratio", path=path, row=line.row_id)


def _tier(case: Case, line: AreaLine, place: int | None) -> Row | None:
    """Two tiers may say the same coefficient: the area decides which one it is."""
    tiers = [
        row for row in case.rows(TABLE_ROWS)
        if text_in(row, "category") == line.category and number_in(row, "coefficient") is not None
    ]  # fmt: skip
    bounds = {row.id: number_in(row, "up_to") for row in tiers}
    tiers.sort(key=lambda row: (bounds[row.id] is None, bounds[row.id] or Decimal(0)))
    if place is not None:
        return tiers[place] if place < len(tiers) else None
    reached = (row for row in tiers if (up_to := bounds[row.id]) is None or line.area <= up_to)
    return next(reached, tiers[-1] if tiers else None)


def repairs_figure(case: Case, amount: Exact) -> Figure:
    found = (
        stated(case, f"unit.findings/{row.id}/cost", "shekel", "repair", text_in(row, "text"))
        for row in case.rows("unit.findings")
    )
    parts = tuple(each.less() for each in known(*found))
    return Figure("repairs", -amount, "shekel", Formula.SUM, parts)


def adopted_figure(case: Case, result: ValuationResult) -> Figure:
    """The price that the appraiser adopted; it rests on the evidence, and is not computed."""
    rests_on = case.text("valuation.adopted_from")

    def evidence() -> Sequence[Figure]:
        found = evidence_figures(case, result.rows)
        return [each for each in found if each.key == rests_on] or found

    known_ones = any(row.comparable.included for row in result.rows)
    return Figure(
        "adopted", result.inputs.adopted_price_per_sqm, "shekel_per_sqm", Formula.STATED,
        Later(evidence) if known_ones else (), PRICE,
    )  # fmt: skip


def evidence_figures(case: Case, rows: Sequence[PricedComparable]) -> tuple[Figure, ...]:
    """Mean, median, weighted mean and range of the included comparables, each with its rows."""
    included = [row for row in rows if row.comparable.included]
    found = describe([row.adjusted for row in included])
    if found is None:
        return ()
    prices = Later(lambda: [comparable_figure(case, row) for row in included])
    named = (
        ("mean", found.mean, Formula.MEAN),
        ("median", found.median, Formula.MEDIAN),
        ("low", found.low, Formula.LOW),
        ("high", found.high, Formula.HIGH),
    )
    made = [
        Figure(key, value, "shekel_per_sqm", formula, prices, COMPARABLES)
        for key, value, formula in named
    ]
    return known(*made[:2], _weighted(case, included), *made[2:])


def statistics_figures(case: Case, rows: Sequence[PricedComparable]) -> tuple[Figure, ...]:
    """All that is said of the included comparables: also how many, and how far they lie apart."""
    evidence = evidence_figures(case, rows)
    if not evidence:
        return ()
    mean, found = evidence[0], describe([row.adjusted for row in rows if row.comparable.included])
    if found is None:
        return evidence
    count = Figure("count", found.count, "count", Formula.COUNT, mean.parts, COMPARABLES)
    if found.deviation is None or not found.mean:
        return (count, *evidence)
    spread = Figure("deviation", found.deviation, "shekel_per_sqm", Formula.DEVIATION, mean.parts,
                    COMPARABLES)  # fmt: skip
    part = Fraction(found.deviation) / found.mean * 100
    variation = Figure("variation", part, "percent", Formula.SHARE_OF, (spread, mean))
    return (count, *evidence, spread, variation)


def _weighted(case: Case, rows: Sequence[PricedComparable]) -> Figure | None:
    """Σ price × weight ÷ Σ weights, of the rows with a weight; None for none above 0."""
    weights = [Fraction(row.comparable.weight or 0) for row in rows]
    value = weighted_mean([row.adjusted for row in rows], weights)
    if value is None:
        return None
    parts = Later(lambda: _weighed(case, rows))
    return Figure("weighted", value, "shekel_per_sqm", Formula.QUOTIENT, parts, COMPARABLES)


def _weighed(case: Case, rows: Sequence[PricedComparable]) -> tuple[Figure, ...]:
    """The sum of the prices × weights, and that of the weights."""
    weighed, weights = [], []
    for row in rows:
        one = row.comparable
        weight = stated(case, f"{COMPARABLES}/{one.row_id}/weight", "times", "weight")
        if weight is None:
            continue
        price = comparable_figure(case, row)
        product_of = row.adjusted * Fraction(weight.value)
        weights.append(weight)
        weighed.append(
            Figure("weighed_price", product_of, "shekel_per_sqm", Formula.PRODUCT, (price, weight),
                   row=one.row_id, name=price.name)
        )  # fmt: skip
    top = sum((Fraction(each.value) for each in weighed), Fraction(0))
    whole = sum((Fraction(each.value) for each in weights), Fraction(0))
    return (
        Figure("weighed_sum", top, "shekel_per_sqm", Formula.SUM, tuple(weighed)),
        Figure("weights", whole, "times", Formula.SUM, tuple(weights)),
    )


# -- one comparable ------------------------------------------------------------------------------


def comparable_figure(case: Case, priced: PricedComparable) -> Figure:
    """The adjusted price per m² of a comparable, down to the cells of its row."""
    one = priced.comparable
    name = case.text(f"{COMPARABLES}/{one.row_id}/address") or ""
    made = running_figure(case, priced, one.all_adjustments)
    return replace(made, key="comparable", path=f"{COMPARABLES}/{one.row_id}", name=name)


def paid_figure(case: Case, priced: PricedComparable) -> Figure:
    """The price per m² as it was paid: price ÷ share sold ÷ area."""
    one = priced.comparable
    path = f"{COMPARABLES}/{one.row_id}"
    share = None
    if one.share_sold is not None:
        share = Figure("share_sold", one.share_sold, "ratio", path=f"{path}/share_sold",
                       row=one.row_id)  # fmt: skip
    parts = known(
        stated(case, f"{path}/price", "shekel", "price"), share,
        stated(case, f"{path}/area", "sqm", "comparable_area"),
    )  # fmt: skip
    return Figure("price_per_sqm", priced.exact, "shekel_per_sqm", Formula.QUOTIENT, parts,
                  row=one.row_id)  # fmt: skip


def running_figure(
    case: Case, priced: PricedComparable, adjustments: Sequence[Adjustment]
) -> Figure:
    """The price per m² behind some of its adjustments: paid × factors + amounts per m²."""
    one, paid = priced.comparable, paid_figure(case, priced)
    percents = [each for each in adjustments if each.unit is AdjustmentUnit.PERCENT]
    amounts = tuple(
        _per_sqm(case, one, each) for each in adjustments
        if each.unit is not AdjustmentUnit.PERCENT
    )  # fmt: skip
    factors = _factors(one, percents)
    value = adjusted(priced.exact, one.area or Decimal(1), adjustments, one.mode)
    by = paid.value
    for factor in factors:
        by = Fraction(by) * Fraction(factor.value)
    first = (paid, *factors)
    if not amounts:
        formula = Formula.PRODUCT if factors else Formula.SAME
        return Figure("running", value, "shekel_per_sqm", formula, first, row=one.row_id)
    base = paid
    if factors:
        base = Figure("by_percents", by, "shekel_per_sqm", Formula.PRODUCT, first, row=one.row_id)
    return Figure("running", value, "shekel_per_sqm", Formula.SUM, (base, *amounts),
                  row=one.row_id)  # fmt: skip


def absolute_figure(case: Case, priced: PricedComparable) -> Figure | None:
    """Σ|a| in percent of the price per m² as it was paid; None where nothing is adjusted."""
    one, paid = priced.comparable, paid_figure(case, priced)
    parts: list[Figure] = []
    for each in one.all_adjustments:
        share = _adjustment(one.row_id, each)
        if each.unit is not AdjustmentUnit.PERCENT:
            part = each.per_sqm(one.area or Decimal(1)) / priced.exact * 100
            share = Figure("adjustment_share", part, "percent", Formula.SHARE_OF,
                           (_per_sqm(case, one, each), paid), row=one.row_id,
                           name=each.head)  # fmt: skip
        size = abs(Fraction(share.value))
        parts.append(Figure("adjustment_size", size, "percent", Formula.ABSOLUTE, (share,),
                            row=one.row_id, name=each.head))  # fmt: skip
    if not parts:
        return None
    return Figure("absolute", priced.absolute * 100, "percent", Formula.SUM, tuple(parts),
                  f"{COMPARABLES}/{one.row_id}", one.row_id)  # fmt: skip


def per_room_figure(case: Case, priced: PricedComparable) -> Figure | None:
    """The price of the whole per room, as it was paid; None without rooms."""
    one = priced.comparable
    if priced.per_room is None or one.area is None:
        return None
    paid, path = paid_figure(case, priced), f"{COMPARABLES}/{one.row_id}"
    whole = Figure("paid_whole", priced.exact * Fraction(one.area), "shekel", Formula.PRODUCT,
                   known(paid, stated(case, f"{path}/area", "sqm", "comparable_area")),
                   row=one.row_id)  # fmt: skip
    rooms = stated(case, f"{path}/rooms", "count")
    return Figure("per_room", Fraction(whole.value) / Fraction(one.rooms or 1), "shekel",
                  Formula.QUOTIENT, known(whole, rooms), row=one.row_id)  # fmt: skip


def _factors(one: Comparable, percents: Sequence[Adjustment]) -> tuple[Figure, ...]:
    """One factor each where percentages multiply; one of all of them where they add up."""
    if not percents:
        return ()
    stated_ones = [_adjustment(one.row_id, each) for each in percents]
    if one.mode is AdjustmentMode.SUM:
        whole = 1 + sum((each.rate for each in percents), Fraction(0))
        return (Figure("adjustment_factors", whole, "times", Formula.FACTOR, tuple(stated_ones),
                       row=one.row_id),)  # fmt: skip
    return tuple(
        Figure("adjustment", 1 + each.rate, "times", Formula.FACTOR, (amount,), row=one.row_id,
               name=each.head)
        for each, amount in zip(percents, stated_ones, strict=True)
    )  # fmt: skip


def _per_sqm(case: Case, one: Comparable, each: Adjustment) -> Figure:
    """An amount in shekels a m²: as stated, or of the whole over the comparable's area."""
    amount = _adjustment(one.row_id, each)
    if each.unit is not AdjustmentUnit.WHOLE:
        return amount
    area = stated(case, f"{COMPARABLES}/{one.row_id}/area", "sqm", "comparable_area")
    return Figure("adjustment_per_sqm", each.per_sqm(one.area or Decimal(1)), "shekel_per_sqm",
                  Formula.QUOTIENT, known(amount, area), row=one.row_id,
                  name=each.head)  # fmt: skip


def _adjustment(row_id: str, adjustment: Adjustment) -> Figure:
    path = f"{COMPARABLES}/{row_id}/adjustment"
    if adjustment.row_id:
        path = f"{ADJUSTMENTS}/{adjustment.row_id}/amount"
    return Figure("adjustment_amount", adjustment.amount, _UNITS[adjustment.unit], path=path,
                  row=row_id, name=adjustment.head)  # fmt: skip
