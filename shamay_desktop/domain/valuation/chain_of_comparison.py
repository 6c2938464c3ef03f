"""Where the value by comparison comes from: areas, coefficients, adopted price, evidence."""

from collections.abc import Sequence
from decimal import Decimal

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.valuation.adjusting import Adjustment, AdjustmentUnit, walk
from shamay_desktop.domain.valuation.cells import text_in
from shamay_desktop.domain.valuation.coefficients import ROWS as TABLE_ROWS
from shamay_desktop.domain.valuation.comparison import PricedComparable, Statistics
from shamay_desktop.domain.valuation.equivalent_area import AreaLine
from shamay_desktop.domain.valuation.figure import Figure, Formula, known, stated
from shamay_desktop.domain.valuation.from_case import AREAS, PRICE
from shamay_desktop.domain.valuation.result import ValuationResult, whole_by_comparison

COMPARABLES, ADJUSTMENTS = "comparables", "comparables.adjustments"
_UNITS = {
    AdjustmentUnit.PERCENT: "percent",
    AdjustmentUnit.PER_SQM: "shekel_per_sqm",
    AdjustmentUnit.WHOLE: "shekel",
}


def comparison_figure(case: Case, result: ValuationResult) -> Figure:
    """The whole value by comparison: areas × price + fixed items − repairs."""
    inputs = result.inputs
    areas_value = Figure(
        "areas_value", result.areas_value, "shekel", Formula.PRODUCT,
        (area_figure(case, result), adopted_figure(case, result)),
    )  # fmt: skip
    extras = tuple(
        Figure("extra", item.amount, "shekel", path=f"valuation.extras/{item.row_id}/amount",
               row=item.row_id, name=item.name)
        for item in inputs.extras
    )  # fmt: skip
    repairs = None
    if inputs.repairs:
        repairs = Figure("repairs", -inputs.repairs, "shekel", Formula.SUM, _repairs(case))
    parts = known(areas_value, *extras, repairs)
    return Figure("whole", whole_by_comparison(inputs), "shekel", Formula.SUM, parts)


def area_figure(case: Case, result: ValuationResult) -> Figure:
    """The equivalent area, line by line."""
    lines = tuple(_line(case, line) for line in result.inputs.areas)
    return Figure("equivalent_area", result.equivalent_area, "sqm", Formula.SUM, lines, AREAS)


def _line(case: Case, line: AreaLine) -> Figure:
    path = f"{AREAS}/{line.row_id}"
    area = Figure("area", line.area, "sqm", path=f"{path}/area", row=line.row_id)
    if not line.parts:
        parts: tuple[Figure, ...] = (area, _coefficient(case, line, line.coefficient))
        return Figure("area_line", line.equivalent, "sqm", Formula.PRODUCT, parts,
                      row=line.row_id, name=line.name or line.category)  # fmt: skip
    tiers = tuple(
        Figure("tier", metres * by, "sqm", Formula.PRODUCT,
               (Figure("tier_area", metres, "sqm", parts=(area,)), _coefficient(case, line, by)))
        for metres, by in line.parts
    )  # fmt: skip
    return Figure("area_line", line.equivalent, "sqm", Formula.SUM, tiers,
                  row=line.row_id, name=line.name or line.category)  # fmt: skip


def _coefficient(case: Case, line: AreaLine, coefficient: Decimal) -> Figure:
    """The row's own, else the row of the case's table that says it."""
    path = f"{AREAS}/{line.row_id}/coefficient"
    if case.content(path) is None:
        tier = next(
            (row for row in case.rows(TABLE_ROWS)
             if text_in(row, "category") == line.category
             and Decimal(text_in(row, "coefficient") or 0) == coefficient),
            None,
        )  # fmt: skip
        path = TABLE_ROWS if tier is None else f"{TABLE_ROWS}/{tier.id}/coefficient"
    return Figure("coefficient", coefficient, "ratio", path=path, row=line.row_id)


def _repairs(case: Case) -> tuple[Figure, ...]:
    found = (
        stated(case, f"unit.findings/{row.id}/cost", "shekel", "repair", text_in(row, "finding"))
        for row in case.rows("unit.findings")
    )
    return tuple(each.less() for each in known(*found))


def adopted_figure(case: Case, result: ValuationResult) -> Figure:
    """The price that the appraiser adopted; it rests on the evidence, and is not computed."""
    evidence = evidence_figures(case, result.rows, result.statistics)
    rests_on = case.text("valuation.adopted_from")
    first = [each for each in evidence if each.key == rests_on]
    return Figure(
        "adopted", result.inputs.adopted_price_per_sqm, "shekel_per_sqm", Formula.STATED,
        tuple(first or evidence), PRICE,
    )  # fmt: skip


def evidence_figures(
    case: Case, rows: Sequence[PricedComparable], found: Statistics | None
) -> tuple[Figure, ...]:
    """Mean, median, weighted mean and range of the included comparables, each with its rows."""
    if found is None:
        return ()
    included = tuple(
        comparable_figure(case, row) for row in rows if row.comparable.included
    )  # fmt: skip
    named = (
        ("mean", found.mean, Formula.MEAN),
        ("median", found.median, Formula.MEDIAN),
        ("weighted", found.weighted, Formula.WEIGHTED),
        ("low", found.low, Formula.LOW),
        ("high", found.high, Formula.HIGH),
    )
    return tuple(
        Figure(key, value, "shekel_per_sqm", formula, included, COMPARABLES)
        for key, value, formula in named
        if value is not None
    )


def comparable_figure(case: Case, priced: PricedComparable) -> Figure:
    """The adjusted price per m² of a comparable, down to the cells of its row."""
    one = priced.comparable
    path = f"{COMPARABLES}/{one.row_id}"
    price = stated(case, f"{path}/price", "shekel", "price")
    area = stated(case, f"{path}/area", "sqm", "comparable_area")
    share = None
    if one.share_sold is not None:
        share = Figure("share_sold", one.share_sold, "ratio", path=f"{path}/share_sold",
                       row=one.row_id)  # fmt: skip
    raw = Figure("price_per_sqm", priced.exact, "shekel_per_sqm", Formula.QUOTIENT,
                 known(price, share, area), row=one.row_id)  # fmt: skip
    steps = walk(priced.exact, one.area or Decimal(1), one.all_adjustments, one.mode)
    moved = tuple(
        Figure("adjustment", step.added, "shekel_per_sqm", Formula.ADJUSTED,
               (_adjustment(one.row_id, step.adjustment),), row=one.row_id,
               name=step.adjustment.head)
        for step in steps
    )  # fmt: skip
    return Figure(
        "comparable", priced.adjusted, "shekel_per_sqm", Formula.SUM, (raw, *moved), path,
        one.row_id, case.text(f"{path}/address") or "",
    )  # fmt: skip


def _adjustment(row_id: str, adjustment: Adjustment) -> Figure:
    path = f"{COMPARABLES}/{row_id}/adjustment"
    if adjustment.row_id:
        path = f"{ADJUSTMENTS}/{adjustment.row_id}/amount"
    return Figure("adjustment_amount", adjustment.amount, _UNITS[adjustment.unit], path=path,
                  row=row_id, name=adjustment.head)  # fmt: skip
