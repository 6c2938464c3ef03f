"""Where the values of the income, cost and residual approaches come from."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.money import Exact
from shamay_desktop.domain.valuation.cells import number_in
from shamay_desktop.domain.valuation.cost import (
    COMPONENTS,
    DEPRECIATION,
    LAND,
    ConstructionLine,
    CostValue,
    DepreciationLine,
    DepreciationOn,
    ProfitOn,
    VatOn,
)
from shamay_desktop.domain.valuation.figure import Figure, Formula, known, stated
from shamay_desktop.domain.valuation.income import COMPONENTS as RENT_COMPONENTS
from shamay_desktop.domain.valuation.income import LEASES, Capitalised, IncomeMethod
from shamay_desktop.domain.valuation.residual import (
    COSTS,
    SALES,
    Finance,
    ProjectLine,
    ResidualProfit,
    ResidualValue,
)


def income_figure(case: Case, income: Capitalised) -> Figure:
    """The capitalised income: term + market rent − deductions."""
    reversion = Figure(
        "reversion", income.reversion_value, "shekel", Formula.PRODUCT,
        known(_net(case, income), _factor(case, income), _deferral(case, income)),
    )  # fmt: skip
    deductions = stated(case, "income.capital_costs", "shekel")
    parts = known(_term(case, income), reversion, None if deductions is None else deductions.less())
    return Figure("income_value", income.exact_value, "shekel", Formula.SUM, parts)


def _net(case: Case, income: Capitalised) -> Figure:
    rent = stated(case, "income.market_rent", "shekel_per_month")
    if rent is None:
        rows = tuple(
            _times("rent_component", part.rent, "shekel_per_month",
                   _row_cells(case, RENT_COMPONENTS, part.row_id,
                              (("area", "sqm"), ("rent_per_sqm", "shekel_per_sqm"))),
                   part.row_id, part.name)
            for part in income.components
        )  # fmt: skip
        rent = Figure("market_rent", income.rent, "shekel_per_month", Formula.SUM, rows,
                      RENT_COMPONENTS)  # fmt: skip
    gross = Figure("gross_income", income.gross, "shekel", Formula.YEARLY, (rent,))
    lost = _percent("vacancy", income.lost, gross, stated(case, "income.vacancy", "percent"))
    collected = Fraction(income.gross) - income.lost
    base = Figure("collected", collected, "shekel", Formula.SUM, known(gross, _off(lost)))
    parts = known(gross, _off(lost), *_expenses(case, income, base))
    return Figure("net_income", income.exact_net, "shekel", Formula.SUM, parts)


def _expenses(case: Case, income: Capitalised, base: Figure) -> tuple[Figure, ...]:
    part = Fraction(base.value) * Fraction(income.costs_percent) / 100
    percent = stated(case, "income.costs_percent", "percent")
    fixed = stated(case, "income.costs", "shekel")
    return known(_off(fixed), _off(_percent("costs", part, base, percent)))


def _term(case: Case, income: Capitalised) -> Figure | None:
    if income.method is not IncomeMethod.TERM_REVERSION:
        return None
    passing = stated(case, "income.passing_rent", "shekel_per_month")
    if passing is None:
        leases = known(
            *(stated(case, f"{LEASES}/{row.id}/rent", "shekel_per_month", "lease")
              for row in case.rows(LEASES))
        )  # fmt: skip
        rent = income.passing or Decimal(0)
        passing = Figure("passing_rent", rent, "shekel_per_month", Formula.SUM, leases, LEASES)
    gross = Figure("term_income", income.term_gross, "shekel", Formula.YEARLY, (passing,))
    net = Figure(
        "term_net", income.term_net, "shekel", Formula.SUM,
        (gross, *_expenses(case, income, gross)),
    )  # fmt: skip
    own = income.term_rate is not None  # one that is not above 0 does not count
    rate = stated(case, "income.term_rate" if own else "income.cap_rate", "percent")
    years = stated(case, "income.term_years", "years")
    factor = Figure("term_factor", income.term_factor, "times", Formula.YEARS_PURCHASE,
                    known(rate, years))  # fmt: skip
    return Figure("term_value", income.term_value, "shekel", Formula.PRODUCT, (net, factor))


def _factor(case: Case, income: Capitalised) -> Figure:
    rate = stated(case, "income.cap_rate", "percent")
    if income.method is IncomeMethod.FINITE:
        years = stated(case, "income.remaining_years", "years")
        return Figure("years_purchase", income.factor, "times", Formula.YEARS_PURCHASE,
                      known(rate, years))  # fmt: skip
    return Figure("perpetuity", income.factor, "times", Formula.PERPETUITY, known(rate))


def _deferral(case: Case, income: Capitalised) -> Figure | None:
    if income.method is not IncomeMethod.TERM_REVERSION:
        return None
    parts = known(
        stated(case, "income.cap_rate", "percent"), stated(case, "income.term_years", "years")
    )
    return Figure("deferral", income.deferral, "times", Formula.DISCOUNT, parts)


# -- cost --------------------------------------------------------------------------------------


def cost_figure(case: Case, cost: CostValue) -> Figure:
    """Land + what the building is worth with its profit and VAT."""
    parts = (*_land(case, cost), building_figure(case, cost))
    return Figure("cost_value", cost.exact_value, "shekel", Formula.SUM, parts)


def _land(case: Case, cost: CostValue) -> tuple[Figure, ...]:
    """The land where there is any."""
    return (land_figure(case, cost),) if cost.land_lines else ()


def land_figure(case: Case, cost: CostValue) -> Figure:
    """The land, part by part."""
    lines = tuple(
        _times("land_line", line.value, "shekel",
               _row_cells(case, LAND, line.row_id,
                          (("area", "sqm"), ("price_per_sqm", "shekel_per_sqm"),
                           ("coefficient", "ratio"))),
               line.row_id, line.name)
        for line in cost.land_lines
    )  # fmt: skip
    return Figure("land", cost.land, "shekel", Formula.SUM, lines, LAND)


def building_figure(case: Case, cost: CostValue) -> Figure:
    """The building as it stands, with profit and VAT."""
    new = cost_new_figure(case, cost)
    worn = tuple(
        Figure("physical", -cost.physical_of(line), "shekel", Formula.PERCENT_OF,
               (_raised(case, cost, line), *_wear(case, line)), row=line.row_id, name=line.name)
        for line in cost.construction_lines
        if line.physical
    )  # fmt: skip
    lost = _losses(case, cost, new, worn)
    depreciated = Figure("depreciated", cost.depreciated, "shekel", Formula.SUM,
                         (new, *worn, *lost))  # fmt: skip
    profit = None
    if cost.profit_on is not ProfitOn.COST_NEW and cost.profit:
        based = [depreciated]
        if cost.profit_on is ProfitOn.LAND_AND_CONSTRUCTION:
            based = [*_land(case, cost), depreciated]
        profit = _part("profit", cost.profit_added, based, stated(case, "cost.profit", "percent"))
    vat = None
    if cost.vat_on is not VatOn.NONE:
        land = _land(case, cost) if cost.vat_on is VatOn.ALL else ()
        based = [*land, depreciated, *known(profit)]
        rate = Figure("vat_rate", cost.vat, "percent", path="valuation.date")
        vat = _part("vat", cost.vat_added, based, rate)
    parts = known(depreciated, profit, vat)
    return Figure("building", cost.building_value, "shekel", Formula.SUM, parts)


def cost_new_figure(case: Case, cost: CostValue) -> Figure:
    """The building as new: area × cost, indirect costs, and the profit where it is inside."""
    parts = [construction_figure(case, cost)]
    soft = _percent("soft_costs", cost.soft, parts[0], stated(case, "cost.soft_costs", "percent"))
    parts += known(soft)
    if cost.profit_new:
        profit = stated(case, "cost.profit", "percent")
        parts.append(_part("profit", cost.profit_new, tuple(parts), profit))
    return Figure("cost_new", cost.cost_new, "shekel", Formula.SUM, tuple(parts))


def construction_figure(case: Case, cost: CostValue) -> Figure:
    """Σ area × cost."""
    lines = tuple(_construction_line(case, line) for line in cost.construction_lines)
    return Figure("construction", cost.construction, "shekel", Formula.SUM, lines, COMPONENTS)


def _construction_line(case: Case, line: ConstructionLine) -> Figure:
    cells = (("area", "sqm"), ("unit_cost", "shekel_per_sqm"))
    return _times("construction_line", line.value, "shekel",
                  _row_cells(case, COMPONENTS, line.row_id, cells),
                  line.row_id, line.name)  # fmt: skip


def _raised(case: Case, cost: CostValue, line: ConstructionLine) -> Figure:
    """A part of the building as new with its share of indirect costs, and of a profit inside."""
    direct = _construction_line(case, line)
    value = Fraction(direct.value)
    soft = _percent("soft_costs", value * Fraction(cost.soft_costs) / 100, direct,
                    stated(case, "cost.soft_costs", "percent"))  # fmt: skip
    parts = known(direct, soft)
    if cost.profit_on is ProfitOn.COST_NEW and cost.profit:
        base = sum((Fraction(part.value) for part in parts), Fraction(0))
        profit = _part("profit", base * Fraction(cost.profit) / 100, parts,
                       stated(case, "cost.profit", "percent"))  # fmt: skip
        parts = (*parts, profit)
    whole = sum((Fraction(part.value) for part in parts), Fraction(0))
    if len(parts) == 1:
        return direct
    return Figure("line_new", whole, "shekel", Formula.SUM, parts, row=line.row_id, name=line.name)


def _losses(
    case: Case, cost: CostValue, new: Figure, worn: tuple[Figure, ...]
) -> tuple[Figure, ...]:
    """Further depreciation line by line: of the cost new, or of what the lines above left."""
    bases = cost.bases
    found: list[Figure] = []
    for line, base, loss in zip(cost.further, bases, cost.losses, strict=True):
        of = new
        if cost.depreciation_on is DepreciationOn.REMAINING and (worn or found):
            of = Figure("remaining", base, "shekel", Formula.SUM, (new, *worn, *found))
        made = _lost(case, line, of, loss)
        if made is not None:
            found.append(made)
    return tuple(found)


def _lost(case: Case, line: DepreciationLine, base: Figure, loss: Fraction) -> Figure | None:
    """A line of further depreciation: a percent of its base, a sum, or both."""
    path, key = f"{DEPRECIATION}/{line.row_id}", f"lost_{line.kind or 'physical'}"
    amount = stated(case, f"{path}/amount", "shekel", "cell_amount")
    percent = stated(case, f"{path}/percent", "percent", "cell_percent")
    part = Fraction(base.value) * Fraction(line.percent) / 100
    parts = known(_percent("lost_part", part, base, percent), amount)
    if not parts:
        return None
    return Figure(key, -loss, "shekel", Formula.SUM, tuple(each.less() for each in parts),
                  row=line.row_id)  # fmt: skip


def reinstatement_figure(case: Case, cost: CostValue) -> Figure:
    """Construction and indirect costs alone, to the shekel."""
    construction = construction_figure(case, cost)
    percent = stated(case, "cost.soft_costs", "percent")
    soft = _percent("soft_costs", cost.soft, construction, percent)
    exact = Figure("construction_with_soft_costs", cost.construction + cost.soft, "shekel",
                   Formula.SUM, known(construction, soft))  # fmt: skip
    return Figure("reinstatement_19", cost.reinstatement, "shekel", Formula.TO_SHEKEL, (exact,))


def _wear(case: Case, line: ConstructionLine) -> tuple[Figure, ...]:
    row = case.row(COMPONENTS, line.row_id)
    if row is not None and number_in(row, "physical") is not None:
        return _row_cells(case, COMPONENTS, line.row_id, (("physical", "percent"),))
    cells = _row_cells(case, COMPONENTS, line.row_id, (("age", "years"), ("life", "years")))
    return (Figure("wear", line.physical, "percent", Formula.WEAR, cells),)


# -- residual ----------------------------------------------------------------------------------


def residual_figure(case: Case, project: ResidualValue) -> Figure:
    """The land: what is left of the completed value, brought to today."""
    residue = Figure("residue", project.residue, "shekel", Formula.SUM, _residue(case, project))
    factors = _land_factors(case, project)
    if not factors:
        return Figure("residual_land", project.land, "shekel", Formula.SAME, (residue,))
    multiple = Figure("land_multiple", project.land_multiple, "times", Formula.PRODUCT, factors)
    return Figure("residual_land", project.land, "shekel", Formula.QUOTIENT, (residue, multiple))


def _land_factors(case: Case, project: ResidualValue) -> tuple[Figure, ...]:
    """What 1 of land becomes: bought, financed for the whole period, and earned upon."""
    acquisition = stated(case, "residual.acquisition", "percent")
    on_land = project.profit_on is ResidualProfit.COSTS_AND_LAND
    profit = stated(case, "residual.profit", "percent") if on_land else None
    rate, period = _finance_terms(case)
    financed = None
    if rate is not None and period is not None:
        simple = project.finance is Finance.SIMPLE
        grown = project.grown(project.period)
        formula = Formula.SIMPLE_GROWTH if simple else Formula.GROWTH
        financed = Figure("land_financed", grown, "times", formula, (rate, period))
    return known(_factor_of("land_bought", acquisition), financed,
                 _factor_of("land_earned", profit))  # fmt: skip


def _factor_of(key: str, percent: Figure | None) -> Figure | None:
    if percent is None:
        return None
    return Figure(key, 1 + Fraction(percent.value) / 100, "times", Formula.FACTOR, (percent,))


def _finance_terms(case: Case) -> tuple[Figure | None, Figure | None]:
    rate = stated(case, "residual.finance_rate", "percent")
    return rate, stated(case, "residual.period", "years")


def _residue(case: Case, project: ResidualValue) -> tuple[Figure, ...]:
    completed = _project("completed", project.completed, case, SALES, project.sales)
    spent = _project("development_costs", project.construction, case, COSTS, project.costs)
    soft = _percent("soft_costs", project.soft, spent,
                    stated(case, "residual.soft_costs", "percent"))  # fmt: skip
    marketed = _percent("marketing", project.marketed, completed,
                        stated(case, "residual.marketing", "percent"))  # fmt: skip
    finance = _finance(case, project, known(spent, soft))
    outlay = known(spent, soft, marketed, finance)
    based = (completed,) if project.profit_on is ResidualProfit.VALUE else outlay
    percent = stated(case, "residual.profit", "percent")
    profit = None
    if percent is not None:
        profit = _part("profit", project.profit_without_land, based, percent)
    return known(completed, *map(_off, (*outlay, profit)))


def _finance(case: Case, project: ResidualValue, financed: tuple[Figure, ...]) -> Figure | None:
    """Interest on the costs for half of the period, as they come evenly; None without any."""
    rate, period = _finance_terms(case)
    if rate is None or period is None or not project.finance_of_costs:
        return None
    half = Figure("half_period", project.period / 2, "years", Formula.HALF, (period,))
    simple = project.finance is Finance.SIMPLE
    interest = project.interest(project.period / 2)
    formula = Formula.SIMPLE_INTEREST if simple else Formula.INTEREST
    parts = (
        Figure("financed", project.construction + project.soft, "shekel", Formula.SUM, financed),
        Figure("interest", interest, "times", formula, (rate, half)),
    )
    return Figure("finance", project.finance_of_costs, "shekel", Formula.PRODUCT, parts)


def _project(
    key: str, value: Exact, case: Case, list_id: str, lines: Iterable[ProjectLine]
) -> Figure:
    parts = tuple(_project_line(f"{key}_line", case, list_id, line) for line in lines)
    return Figure(key, value, "shekel", Formula.SUM, parts, list_id)


def _project_line(key: str, case: Case, list_id: str, line: ProjectLine) -> Figure:
    """m² × ₪ per m², a fixed sum, or both."""
    price = "price_per_sqm" if list_id == SALES else "unit_cost"
    measured = _row_cells(case, list_id, line.row_id,
                          (("area", "sqm"), (price, "shekel_per_sqm")))  # fmt: skip
    fixed = _row_cells(case, list_id, line.row_id, (("amount", "shekel"),))
    if len(measured) < 2:  # one of them alone counts nothing
        return Figure(key, line.value, "shekel", Formula.SUM, fixed,
                      row=line.row_id, name=line.name)  # fmt: skip
    if not fixed:
        return _times(key, line.value, "shekel", measured, line.row_id, line.name)
    by_area = Fraction(line.area) * Fraction(line.price)
    sold = _times("line_by_area", by_area, "shekel", measured, line.row_id, line.name)
    return Figure(key, line.value, "shekel", Formula.SUM, (sold, *fixed),
                  row=line.row_id, name=line.name)  # fmt: skip


# -- pieces ------------------------------------------------------------------------------------


def _row_cells(
    case: Case, list_id: str, row_id: str, columns: Iterable[tuple[str, str]]
) -> tuple[Figure, ...]:
    return known(*(stated(case, f"{list_id}/{row_id}/{name}", unit, f"cell_{name}")
                   for name, unit in columns))  # fmt: skip


def _times(
    key: str, value: Exact, unit: str, parts: tuple[Figure, ...], row: str, name: str
) -> Figure:
    return Figure(key, value, unit, Formula.PRODUCT, parts, row=row, name=name)


def _percent(key: str, value: Exact, base: Figure, percent: Figure | None) -> Figure | None:
    """A part of one figure; None where no percent is stated."""
    return None if percent is None else _part(key, value, (base,), percent)


def _part(key: str, value: Exact, bases: Iterable[Figure], percent: Figure | None) -> Figure:
    return Figure(key, value, "shekel", Formula.PERCENT_OF, (*bases, *known(percent)))


def _off(figure: Figure | None) -> Figure | None:
    return None if figure is None else figure.less()
