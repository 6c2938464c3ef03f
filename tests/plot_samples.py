"""An invented case with what every plot draws, for the suites of domain, reports and window."""

from collections.abc import Mapping, Sequence

from shamay_desktop.domain.case import Case, Content, Row, Value

Cells = Mapping[str, Content]

SALES = (
    ("2024-02-03", "3950000", "110", "3", "184300/668400"),
    ("2024-06-11", "4300000", "122", "5", "184420/668510"),
    ("2024-11-20", "4720000", "135", "קרקע", "184100/668300"),
    ("2025-02-02", "4100000", "118", "רביעית", "184500/668800"),
    ("2025-05-16", "5100000", "145", "7", "184350/668650"),
    ("2025-09-01", "3700000", "101", "2", "184700/668450"),
    ("2025-12-24", "9900000", "150", "9", "184200/668700"),
)
"""The sixth is left out, the last one is far from the rest."""


def listed(*rows: Cells) -> Value:
    """A list of rows r0, r1, …"""
    return Value.of(
        tuple(
            Row(f"r{at}", {name: Value.of(content) for name, content in cells.items()})
            for at, cells in enumerate(rows)
        )
    )


def comparables(sales: Sequence[tuple[str, str, str, str, str]] = SALES) -> Value:
    """The sales as rows of the case."""
    rows: list[Cells] = [
        {
            "date": day,
            "price": price,
            "area": area,
            "floor": floor,
            "itm": place,
            "address": f"הרי הגלעד {at + 3}",
            "included": at != 5,
        }
        for at, (day, price, area, floor, place) in enumerate(sales)
    ]
    return listed(*rows)


def plotted_case(**values: Content | Value) -> Case:
    """The case, with further values by id (`__` for a point)."""
    standing: dict[str, Content | Value] = {
        "comparables": comparables(),
        "comparables.adjustments": listed(
            {"comparable": "r0", "head": "time", "unit": "percent", "amount": "6"},
            {"comparable": "r0", "head": "floor", "unit": "percent", "amount": "-2"},
            {"comparable": "r0", "head": "parking", "unit": "whole", "amount": "120000"},
            {"comparable": "r1", "head": "size", "unit": "percent", "amount": "-3"},
        ),
        "valuation.adopted_price_per_sqm": "35000",
        "valuation.date": "2026-03-10",
        "unit.floor": "4",
        "unit.built_area": "142",
        "location.itm_east": "184350",
        "location.itm_north": "668550",
        **{name.replace("__", "."): value for name, value in values.items()},
    }
    made = {
        path: value if isinstance(value, Value) else Value.of(value)
        for path, value in standing.items()
    }
    return Case("plotted", made)


WORKED: Mapping[str, object] = {
    "valuation.areas": [
        {"id": "f", "name": "דירה", "category": "flat", "area": "142", "coefficient": "1"},
        {"id": "g", "name": "מרפסת", "category": "balcony", "area": "40", "coefficient": "0.5"},
    ],
    "valuation.rounding_step": "100000",
    "valuation.vat": "included",
    "valuation.approaches": [
        {"id": "a1", "approach": "comparison", "use": "main", "reason": "שוק פעיל"},
        {"id": "a2", "approach": "income", "use": "supporting", "reason": "הנכס מושכר"},
        {"id": "a3", "approach": "cost", "use": "supporting", "reason": "בניין חדש"},
        {"id": "a4", "approach": "residual", "use": "not_used", "reason": "אין זכויות נוספות"},
    ],
    "income.market_rent": "14500",
    "income.vacancy": "4",
    "income.costs": "6000",
    "income.cap_rate": "3.1",
    "income.method": "direct",
    "cost.land": [
        {"id": "l1", "name": "קרקע", "area": "210", "price_per_sqm": "16000"},
    ],
    "cost.components": [
        {"id": "c1", "name": "דירה", "area": "142", "unit_cost": "9500", "age": "6", "life": "70"},
        {"id": "c2", "name": "מרפסת", "area": "40", "unit_cost": "4200", "physical": "5"},
    ],
    "cost.soft_costs": "8",
    "cost.profit": "15",
    "cost.profit_on": "land_and_construction",
    "sensitivity.of": ["price", "coefficients"],
}
"""What the approaches of that case are computed from, as a case folder gives it."""
