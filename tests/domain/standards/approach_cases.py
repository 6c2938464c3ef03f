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
    ("approach-main",
     {**building(), **used({**COST, "use": "main"})}, "valuation.approaches"),
    ("approach-weights", {**building(), **used({**COST, "weight": "40"})}, "valuation.approaches"),
    ("cost-source", {**building(source=None), **used(COST)}, "cost.components/k1/source"),
    ("cost-land", {**building(), "cost.land": None, **used(COST)}, "cost.land"),
    ("cost-age", {**building(age=None), **used(COST)}, "cost.components"),
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
    ("collateral-outside",
     {**NINETEEN, "valuation.areas/a2/not_collateral": True, "collateral.value": "5100000"},
     "collateral.value"),
    ("reinstatement-19", NINETEEN, "valuation.reinstatement_value"),
    ("sensitivity", SECURITIES, "sensitivity.of"),
    ("comparable-far", {"comparables": FIVE}, "comparables/c6/price"),
    ("area-coefficient", {"valuation.areas/a2/coefficient": None},
     "valuation.areas/a2/coefficient"),
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
    ("approach-weights",
     {**building(), "valuation.approaches": [
         {"id": "g1", "approach": "comparison", "use": "main", "reason": "x", "weight": "60"},
         {**COST, "reason": "x", "weight": "40"}]}),
    ("cost-source", {**building(source=None), **used(COST), "cost.source": "מחירון"}),
    ("cost-land", {**building(), "cost.land": None, **used({**COST, "use": "not_used"})}),
    ("cost-age", {**building(age=None), **used(COST), "building.year_built": "2021"}),
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
    ("comparables-none", {"comparables": {"state": "none"}, **building(), "valuation.approaches": [
        {**COST, "use": "main", "reason": "x"}]}),
]  # fmt: skip
