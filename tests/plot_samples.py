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
    return listed(
        *(
            {
                "date": day, "price": price, "area": area, "floor": floor, "itm": place,
                "address": f"הרי הגלעד {at + 3}", "included": at != 5,
            }
            for at, (day, price, area, floor, place) in enumerate(sales)
        )
    )  # fmt: skip


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
