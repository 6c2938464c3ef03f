"""What breaks the rules over approaches, their inputs and standard 19's figures."""

from shamay_desktop.domain.case_json import Json

SECURITIES: dict[str, Json] = {"report.purpose": "securities"}
NINETEEN: dict[str, Json] = {"report.standard": "19", "valuation.quick_sale_percent": "85"}


def building(**cells: Json) -> dict[str, Json]:
    """A cost approach with land and one building, sourced and worn, unless the cells say else."""
    row = {
        "id": "k1",
        "name": "בית",
        "area": "150",
        "unit_cost": "7000",
        "age": "20",
        "life": "60",
        "source": "מחירון",
        **cells,
    }
    land: Json = [{"id": "l1", "name": "מגרש", "area": "300", "price_per_sqm": "9000"}]
    return {"cost.components": [row], "cost.land": land}  # fmt: skip


def used(*rows: dict[str, Json]) -> dict[str, Json]:
    """Comparison as the main approach, and what else."""
    main: Json = {"id": "g1", "approach": "comparison", "use": "main", "reason": "x"}
    return {"valuation.approaches": [main, *({"reason": "x", **row} for row in rows)]}


COST: dict[str, Json] = {"id": "g2", "approach": "cost", "use": "supporting"}
RESIDUAL: dict[str, Json] = {"id": "g3", "approach": "residual", "use": "supporting"}


def weighed(comparison: str, cost: str) -> dict[str, Json]:
    """A main cost approach of 5,000,000 with a weight, and comparison with another."""
    rows: Json = [
        {"id": "g1", "approach": "comparison", "use": "supporting", "weight": comparison,
         "reason": "x"},
        {"id": "g2", "approach": "cost", "use": "main", "weight": cost, "value": "5000000",
         "reason": "x"},
    ]  # fmt: skip
    return {"valuation.approaches": rows}


def project(costs: str = "3000000", more: dict[str, Json] | None = None) -> dict[str, Json]:
    """A project that sells for 10,000,000, with profit, finance and period."""
    return {
        "residual.sales": [{"id": "p1", "name": "דירות", "area": "400", "price_per_sqm": "25000"}],
        "residual.costs": [{"id": "p2", "name": "בנייה", "amount": costs}],
        "residual.profit": "15",
        "residual.finance_rate": "6",
        "residual.period": "3",
        **used(RESIDUAL),
        **(more or {}),
    }


RENTED: dict[str, Json] = {"id": "g5", "approach": "income", "use": "supporting"}
INCOME: dict[str, Json] = {
    "income.components": [
        {"id": "r1", "name": "חנות", "area": "80", "rent_per_sqm": "150"},
        {"id": "r2", "name": "מחסן", "area": "20", "rent_per_sqm": "40"},
    ],
    "income.vacancy": "5",
    "income.costs": "6000",
    "income.cap_rate": "7",
    **used(RENTED),
}
PARKING: dict[str, Json] = {"valuation.extras": [{"id": "e1", "name": "חניה", "amount": "150000"}]}
REPAIRS: dict[str, Json] = {"unit.findings": [{"id": "f1", "text": "רטיבות", "cost": "20000"}]}
TABLE: dict[str, Json] = {
    "valuation.coefficient_table": "משרד",
    "valuation.coefficient_version": "2026.11",
    "valuation.coefficients": [
        {"id": "t1", "category": "balcony", "up_to": "50", "coefficient": "0.5"},
        {"id": "t2", "category": "balcony", "coefficient": "0.25"},
    ],
}
FIVE: Json = [
    {"id": f"c{number}", "date": "2026-05-11", "address": f"הדקל {number}", "area": "100",
     "area_basis": "equivalent", "price": price, "share_sold": "1/1", "year_built": "2004",
     "evidence": "deal"}
    for number, price in enumerate(
        ("3480000", "3500000", "3510000", "3490000", "3505000", "3900000"), 1)
]  # fmt: skip

BROKEN: list[tuple[str, dict[str, Json], str]] = [
    ("approach-value", used({"id": "g2", "approach": "income", "use": "supporting"}),
     "valuation.approaches/g2/value"),
    ("approach-place", project(more=used()), "valuation.approaches"),
    ("approach-stated", {**building(), **used({**COST, "value": "1000000"})},
     "valuation.approaches/g2/value"),
    ("approach-main", {**building(), "valuation.approaches": [
        {"id": "g1", "approach": "comparison", "use": "supporting", "reason": "x"},
        {**COST, "reason": "x"}]}, "valuation.approaches"),
    ("approach-basis",
     {**building(), **used({**COST, "use": "main"})}, "valuation.approaches/g1/use"),
    ("approach-basis", {**building(), "valuation.approaches": [
        {"id": "g1", "approach": "comparison", "use": "not_used", "reason": "x"},
        {**COST, "reason": "x"}]}, "valuation.approaches/g2/use"),
    ("approach-twice", {**building(), **used(COST, {**COST, "id": "g4", "use": "not_used"})},
     "valuation.approaches/g4/approach"),
    ("approach-weight", {**building(), **used({**COST, "weight": "100"})},
     "valuation.approaches/g1/weight"),
    ("approach-weight-idle",
     {**building(), **used({**COST, "use": "not_used", "weight": "30"})},
     "valuation.approaches/g2/weight"),
    ("comparison-stated", {"valuation.approaches/g1/value": "5500000"},
     "valuation.approaches/g1/value"),
    ("income-rows", {**INCOME, "income.components/r2/area": None}, "income.components/r2/area"),
    ("income-rows",
     {**INCOME, "income.method": "term_reversion", "income.term_years": "2",
      "income.leases": [{"id": "q1", "rent": "6900"}, {"id": "q2", "use": "חנות"}]},
     "income.leases/q2/rent"),
    ("income-inputs", {**INCOME, "income.vacancy": None}, "income.vacancy"),
    ("income-inputs", {**INCOME, "income.costs": None}, "income.costs"),
    ("income-stated", {**INCOME, "income.market_rent": "15000"}, "income.market_rent"),
    ("cost-rows", {**building(unit_cost=None), **used(COST)}, "cost.components/k1/unit_cost"),
    ("cost-rows", {**building(life=None), **used(COST)}, "cost.components/k1/life"),
    ("cost-rows", {**building(), **used(COST), "cost.land": [{"id": "l1", "area": "300"}]},
     "cost.land/l1/price_per_sqm"),
    ("cost-rows",
     {**building(), **used(COST), "cost.depreciation": [{"id": "d1", "kind": "economic"}]},
     "cost.depreciation/d1/percent"),
    # begun, and no row says that the approach is not used
    ("cost-rows", {**building(life=None), **used()}, "cost.components/k1/life"),
    # not used, but the reinstatement cost of a lender is of what is built
    ("cost-rows", {**NINETEEN, **building(unit_cost=None), **used({**COST, "use": "not_used"})},
     "cost.components/k1/unit_cost"),
    ("cost-depreciation-base",
     {**building(), **used(COST),
      "cost.depreciation": [{"id": "d1", "kind": "economic", "percent": "4", "reason": "x"}]},
     "cost.depreciation_on"),
    ("residual-rows", project(more={"residual.costs/p2/area": "100"}),
     "residual.costs/p2/unit_cost"),
    ("residual-rows", project(more={"residual.sales/p1/area": None}), "residual.sales/p1/area"),
    ("value-missing", {**building(), "cost.vat_on": "all", "valuation.date": "2001-01-01",
                       "valuation.approaches": [{**COST, "use": "main", "reason": "x"}]},
     "valuation.date"),
    ("value-missing", {**INCOME, "income.cap_rate": None, "valuation.approaches": [
        {**RENTED, "use": "main", "reason": "x"}]}, "income.cap_rate"),
    ("extras-rows", {"valuation.extras": [{"id": "e1", "name": "חניה"}]},
     "valuation.extras/e1/amount"),
    ("extras-counted", {**building(), **PARKING, "valuation.approaches": [
        {**COST, "use": "main", "reason": "x"}]}, "valuation.extras/e1/every_approach"),
    ("repairs-said", REPAIRS, "valuation.repairs"),
    ("repairs-counted", {**building(), **REPAIRS, "valuation.repairs": "in_price",
                         "valuation.approaches": [{**COST, "use": "main", "reason": "x"}]},
     "valuation.repairs"),
    ("repairs-priced",
     {"unit.findings": [{"id": "f1", "text": "רטיבות", "cost": "20000"},
                        {"id": "f2", "text": "סדקים"}], "valuation.repairs": "deducted"},
     "unit.findings"),
    ("adopted-step", {"valuation.adopted_step": "500", "valuation.adopted_price_per_sqm": "35200"},
     "valuation.adopted_price_per_sqm"),
    ("approach-weights", {**building(), **used({**COST, "weight": "40"})}, "valuation.approaches"),
    ("cost-source", {**building(source=None), **used(COST)}, "cost.components/k1/source"),
    ("cost-land", {**building(), "cost.land": None, **used(COST)}, "cost.land"),
    ("cost-age", {**building(age=None, life=None), **used(COST)}, "cost.components"),
    ("cost-depreciation",
     {**building(), **used(COST),
      "cost.depreciation": [{"id": "d1", "kind": "economic", "percent": "10"}]},
     "cost.depreciation/d1/reason"),
    ("cost-worn",
     {**building(physical="60"), **used(COST),
      "cost.depreciation": [{"id": "d1", "kind": "economic", "percent": "40", "reason": "x"}]},
     "cost.depreciation"),
    ("residual-inputs", project(more={"residual.period": None}), "residual.period"),
    ("residual-land", project("9000000"), "residual.sales"),
    ("residual", project("6500000"), "residual.sales"),
    ("residual", {**building(), **used(COST), "cost.components":
                  [{"id": "k1", "area": "150", "unit_cost": "31000", "source": "x"}]},
     "valuation.land_value"),
    ("collateral-stated",
     {**NINETEEN, "valuation.areas/a1/not_collateral": True,
      "valuation.areas/a2/not_collateral": True}, "collateral.value"),
    ("collateral-extras",
     {**NINETEEN, **PARKING, "valuation.areas/a2/not_collateral": True}, "collateral.value"),
    ("approach-worthless", used({**COST, "value": "0"}), "valuation.approaches/g2/value"),
    ("approach-worthless", {**INCOME, "income.costs": "500000"}, "income.cap_rate"),
    ("calculation", {**INCOME, "income.vacancy": "120", "valuation.approaches": [
        {**RENTED, "use": "main", "reason": "x"}]}, "income.cap_rate"),
    ("calculation", {"valuation.approaches": [
        {**COST, "use": "main", "value": "-1", "reason": "x"}]}, "valuation.approaches/g2/value"),
    ("comparables-none", {"comparables": {"state": "none"}, **weighed("60", "40")}, "comparables"),
    ("value-missing", {"valuation.adopted_price_per_sqm": None, "report.purpose": "other",
                       "report.kind": "review", **weighed("60", "40")},
     "valuation.adopted_price_per_sqm"),
    ("collateral-outside",
     {**NINETEEN, "valuation.areas/a2/not_collateral": True, "collateral.value": "5100000"},
     "collateral.value"),
    ("reinstatement-19", NINETEEN, "valuation.reinstatement_value"),
    ("sensitivity", SECURITIES, "sensitivity.of"),
    ("comparable-far", {"comparables": FIVE}, "comparables/c6/price"),
    ("area-coefficient", {"valuation.areas/a2/coefficient": None},
     "valuation.areas/a2/coefficient"),
    ("coefficients-rows",
     {**TABLE, "valuation.areas/a2/coefficient": None,
      "valuation.coefficients/t2/coefficient": None},
     "valuation.coefficients/t2/coefficient"),
    ("coefficients-rows",
     {**TABLE, "valuation.areas/a2/coefficient": None, "valuation.coefficients/t2/category": None},
     "valuation.coefficients/t2/category"),
    ("coefficients-bounds",
     {**TABLE, "valuation.areas/a2/coefficient": None, "valuation.coefficients/t1/up_to": None},
     "valuation.coefficients/t2/up_to"),
    ("coefficients-bounds",
     {**TABLE, "valuation.areas/a2/coefficient": None, "valuation.coefficients/t2/up_to": "50"},
     "valuation.coefficients/t2/up_to"),
    ("coefficient-table", {**TABLE, "valuation.coefficient_version": None},
     "valuation.coefficient_version"),
]  # fmt: skip

KEPT: list[tuple[str, dict[str, Json]]] = [
    ("approach-value", used({"id": "g2", "approach": "income", "use": "supporting",
                             "value": "5500000"})),
    ("approach-value", used({"id": "g2", "approach": "income", "use": "not_used"})),
    ("approach-place", {**building(), **used({**COST, "use": "not_used"})}),
    # 5,680,500 by comparison: what is stated lies within the rounding step of 100,000.
    ("approach-stated", {"valuation.approaches/g1/value": "5700000"}),
    ("approach-main", {**building(), **used({**COST, "use": "not_used"})}),
    ("approach-basis", {**building(), "valuation.approaches": [
        {"id": "g1", "approach": "comparison", "use": "not_used", "reason": "x"},
        {**COST, "use": "main", "reason": "x"}]}),
    ("approach-twice", {**building(), **used(COST, {**RESIDUAL, "use": "not_used"})}),
    ("approach-weight", {**building(), **used({**COST, "use": "not_used"}),
                         "valuation.approaches/g1/weight": "100"}),
    ("approach-weight-idle",
     {**building(), **used({**COST, "use": "not_used", "weight": "0"})}),
    ("comparison-stated", {"valuation.approaches/g1/value": "5700000"}),
    ("income-rows", INCOME),
    ("income-rows", {**INCOME, "income.components": [{"id": "r1", "area": "80"}],
                     "income.market_rent": "12000"}),
    ("income-inputs", INCOME),
    ("income-stated", {**INCOME, "income.market_rent": "12800"}),
    ("cost-rows", {**building(), "cost.land": [{"id": "l1"}], "cost.depreciation": [{"id": "d1"}]}),
    ("cost-rows", {**building(life=None, physical="30"), **used(COST)}),
    ("cost-rows", {**building(unit_cost=None), **used({**COST, "use": "not_used"})}),
    ("cost-rows", {**NINETEEN, **building(life=None), **used({**COST, "use": "not_used"})}),
    ("residual-rows", project(more={"residual.sales/p1/area": None,
                                    **used({**RESIDUAL, "use": "not_used"})})),
    ("income-rows", {**INCOME, "income.components/r2/area": None,
                     **used({**RENTED, "use": "not_used"})}),
    ("approach-worthless", used({**COST, "value": "1"})),
    ("approach-worthless", used({**COST, "value": "-1", "use": "not_used"})),
    # it alone leads, or its own calculation says so: other rules
    ("approach-worthless", {"valuation.approaches": [
        {**COST, "use": "main", "value": "-1", "reason": "x"}]}),
    ("approach-worthless", project("9000000")),
    ("collateral-extras", {**NINETEEN, **PARKING}),
    ("collateral-extras", {**NINETEEN, "valuation.areas/a2/not_collateral": True}),
    ("collateral-extras", {**NINETEEN, **PARKING, "valuation.areas/a2/not_collateral": True,
                           "collateral.value": "4900000"}),
    ("cost-depreciation-base",
     {**building(), **used(COST), "cost.depreciation_on": "remaining",
      "cost.depreciation": [{"id": "d1", "kind": "economic", "percent": "4", "reason": "x"}]}),
    ("cost-depreciation-base",
     {**building(physical="0"), **used(COST),
      "cost.depreciation": [{"id": "d1", "kind": "economic", "percent": "4", "reason": "x"}]}),
    ("residual-rows", project()),
    ("value-missing", {**building(), "valuation.approaches": [
        {**COST, "use": "main", "reason": "x"}]}),
    ("extras-rows", PARKING),
    ("extras-counted", PARKING),
    ("extras-counted", {**building(), **PARKING, "valuation.extras/e1/every_approach": True,
                        "valuation.approaches": [{**COST, "use": "main", "reason": "x"}]}),
    ("repairs-said", {**REPAIRS, "valuation.repairs": "not_counted"}),
    ("repairs-counted", {**REPAIRS, "valuation.repairs": "in_price"}),
    ("repairs-priced", {**REPAIRS, "valuation.repairs": "deducted"}),
    ("adopted-step", {"valuation.adopted_step": "500", "valuation.adopted_price_per_sqm": "35000"}),
    ("adopted-source", {"valuation.adopted_from": "mean", "valuation.adopted_step": "1000"}),
    ("approach-weights",
     {**building(), "valuation.approaches": [
         {"id": "g1", "approach": "comparison", "use": "main", "reason": "x", "weight": "60"},
         {**COST, "reason": "x", "weight": "40"}]}),
    ("cost-source", {**building(source=None), **used(COST), "cost.source": "מחירון"}),
    ("cost-land", {**building(), "cost.land": None, **used({**COST, "use": "not_used"})}),
    ("cost-age", {**building(age=None, life=None), **used(COST), "building.year_built": "2021"}),
    ("cost-worn", {**building(physical="99"), **used(COST)}),
    ("residual-inputs", project()),
    ("residual-land", project("5000000")),
    ("residual", project("2000000")),
    ("collateral-stated", NINETEEN),
    ("collateral-outside",
     {**NINETEEN, "valuation.areas/a2/not_collateral": True, "collateral.value": "5000000"}),
    ("reinstatement-19", {**NINETEEN, **building(), **used(COST)}),
    ("sensitivity", {**SECURITIES, "sensitivity.of": ["price"]}),
    ("comparable-far", {"comparables": FIVE[:5] if isinstance(FIVE, list) else []}),
    ("area-coefficient", {**TABLE, "valuation.areas/a2/coefficient": None}),
    ("coefficient-table", TABLE),
    ("coefficients-rows", {**TABLE, "valuation.areas/a2/coefficient": None}),
    ("coefficients-rows", {**TABLE, "valuation.coefficients/t2/coefficient": None}),
    ("coefficients-bounds", {**TABLE, "valuation.areas/a2/coefficient": None}),
    ("comparables-none", {"comparables": {"state": "none"}, **weighed("0", "100")}),
    ("comparables-none", {"comparables": {"state": "none"}, "valuation.approaches": [
        {**RENTED, "use": "main", "weight": "50", "value": "5000000", "reason": "x"},
        {**COST, "weight": "50", "value": "5000000", "reason": "x"}]}),
    ("comparables-none", {"comparables": {"state": "none"}, **building(), "valuation.approaches": [
        {**COST, "use": "main", "reason": "x"}]}),
]  # fmt: skip
