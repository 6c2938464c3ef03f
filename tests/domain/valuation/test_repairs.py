"""The repair estimate: the sum of what findings cost, and its place in the value."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.case import Case, Row, Value
from shamay_desktop.domain.valuation.from_case import value_of
from shamay_desktop.domain.valuation.repairs import RepairEstimate, repair_estimate

AREA = {"name": "דירה", "category": "flat", "area": "100", "coefficient": "1"}


def case_of(costs: list[str | None], treatment: str | None = None) -> Case:
    """A case of 100 m² at 20,000, with findings of these costs."""
    rows = tuple(
        Row(f"f{place}", {} if cost is None else {"cost": Value.of(cost)})
        for place, cost in enumerate(costs)
    )
    area = Row("a", {name: Value.of(content) for name, content in AREA.items()})
    case = Case("c").with_value("valuation.areas", Value.of((area,)))
    case = case.with_value("valuation.adopted_price_per_sqm", Value.of("20000"))
    if rows:
        case = case.with_value("unit.findings", Value.of(rows))
    if treatment is not None:
        case = case.with_value("valuation.repairs", Value.of(treatment))
    return case


def test_findings_when_none_has_a_cost_then_there_is_no_estimate() -> None:
    assert repair_estimate(case_of([])) is None
    assert repair_estimate(case_of([None, None])) is None


def test_findings_when_some_have_a_cost_then_the_others_are_counted() -> None:
    found = repair_estimate(case_of(["3500", None, "1250.50"]))
    assert found == RepairEstimate(Decimal("4750.50"), 2, 1, deducted=False)


@given(st.lists(st.integers(0, 500_000), min_size=1, max_size=12))
def test_the_value_when_repairs_are_deducted_then_is_less_by_their_sum_and_else_the_same(
    costs: list[int],
) -> None:
    texts: list[str | None] = [str(cost) for cost in costs]
    for treatment, less in (("deducted", sum(costs)), ("in_price", 0), (None, 0)):
        result = value_of(case_of(texts, treatment))
        assert result is not None
        assert result.unrounded == 2_000_000 - less
