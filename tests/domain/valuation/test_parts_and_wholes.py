"""Hypothesis: no input for which the parts of a calculation do not sum to the whole."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from shamay_desktop.domain.valuation.annuity import countable, discount, growth, years_purchase
from shamay_desktop.domain.valuation.cost import (
    ConstructionLine,
    CostValue,
    DepreciationLine,
    DepreciationOn,
    LandLine,
    ProfitOn,
    VatOn,
)
from shamay_desktop.domain.valuation.equivalent_area import Tier, TierMode, tier_parts, tiered
from shamay_desktop.domain.valuation.income import Capitalised, IncomeMethod, RentComponent
from shamay_desktop.domain.valuation.reconciliation import Approach, Reconciliation
from shamay_desktop.domain.valuation.residual import (
    Finance,
    ProjectLine,
    ResidualProfit,
    ResidualValue,
)

money = st.decimals(0, 10**12, places=2)
areas = st.decimals("0.1", 10**6, places=2)
percents = st.decimals(0, 100, places=3)
rates = st.decimals("0.1", 20, places=3)
years = st.decimals("0.5", 60, places=2)
lands = st.builds(LandLine, st.just("l"), st.just(""), areas, money, percents)
lines = st.builds(ConstructionLine, st.just("k"), st.just(""), areas, money,
                  percents.map(Fraction))  # fmt: skip
further = st.builds(DepreciationLine, st.just("d"), st.just("economic"), percents, money)
costs = st.builds(
    CostValue,
    st.lists(lands, max_size=3).map(tuple),
    st.lists(lines, min_size=1, max_size=4).map(tuple),
    st.lists(further, max_size=3).map(tuple),
    percents, percents, st.sampled_from(ProfitOn), st.just(Decimal(18)), st.sampled_from(VatOn),
    st.sampled_from(DepreciationOn),
)  # fmt: skip
incomes = st.builds(
    Capitalised,
    rent=money, vacancy=percents, costs=money, rate=rates, method=st.sampled_from(IncomeMethod),
    costs_percent=percents, years=years, passing=money, term_rate=rates, deductions=money,
)  # fmt: skip
parts = st.builds(ProjectLine, st.just("p"), st.just(""), areas, money, money)
projects = st.builds(
    ResidualValue,
    st.lists(parts, min_size=1, max_size=3).map(tuple),
    st.lists(parts, min_size=1, max_size=3).map(tuple),
    percents, percents, percents, st.sampled_from(ResidualProfit), rates, years,
    st.sampled_from(Finance), percents,
)  # fmt: skip


@given(costs)
def test_cost_when_taken_apart_then_sums_to_the_value(cost: CostValue) -> None:
    assert cost.land + cost.building_value == cost.exact_value
    assert cost.construction + cost.soft + cost.profit_new == cost.cost_new
    assert cost.cost_new - cost.physical - cost.lost == cost.depreciated
    assert cost.depreciated + cost.profit_added + cost.vat_added == cost.building_value
    assert sum(map(cost.physical_of, cost.construction_lines)) == cost.physical
    assert not (cost.profit_new and cost.profit_added)
    assert abs(Fraction(cost.value) - cost.exact_value) <= Fraction(1, 2)


@given(costs)
def test_reinstatement_when_computed_then_knows_no_land_profit_wear_or_vat(cost: CostValue) -> None:
    bare = CostValue((), cost.construction_lines, soft_costs=cost.soft_costs)
    assert cost.reinstatement == bare.reinstatement


@settings(max_examples=60)
@given(incomes)
def test_income_when_taken_apart_then_sums_to_the_value(income: Capitalised) -> None:
    assert Fraction(income.gross) - income.lost - income.expenses == income.exact_net
    both = income.term_value + income.reversion_value
    assert both - Fraction(income.deductions) == income.exact_value
    if income.method is not IncomeMethod.TERM_REVERSION:
        assert income.term_value == 0
        assert income.deferral == 1


@given(rates, st.integers(1, 60).map(Decimal))
def test_perpetuity_when_cut_at_a_year_then_its_two_parts_are_the_whole(
    rate: Decimal, cut: Decimal
) -> None:
    after = years_purchase(rate, None) * discount(rate, cut)
    assert years_purchase(rate, cut) + after == years_purchase(rate, None)


@given(rates, years)
def test_growth_when_discounted_then_is_one_again(rate: Decimal, span: Decimal) -> None:
    assert countable(rate, span)
    assert growth(rate, span) * discount(rate, span) == 1


@settings(max_examples=60)
@given(projects)
def test_residual_when_taken_apart_then_sums_to_the_completed_value(
    project: ResidualValue,
) -> None:
    spent = project.construction + project.soft + project.marketed + project.finance_of_costs
    assert spent == project.outlay
    land = project.land + project.land_acquisition
    land += project.finance_of_land
    if project.profit_on is ResidualProfit.COSTS_AND_LAND:
        land *= 1 + Fraction(project.profit) / 100
    assert spent + project.profit_without_land + land == project.completed


@given(
    areas,
    st.lists(st.tuples(areas, percents), min_size=1, max_size=5, unique_by=lambda pair: pair[0]),
    st.sampled_from(TierMode),
)
def test_tiers_when_taken_apart_then_are_the_whole_area(
    area: Decimal, given_tiers: list[tuple[Decimal, Decimal]], mode: TierMode
) -> None:
    tiers = [Tier(limit, by) for limit, by in sorted(given_tiers)]
    found = tier_parts(area, tiers, mode)
    assert sum((Fraction(part) for part, _ in found), Fraction(0)) == area
    whole = sum((Fraction(part) * Fraction(by) for part, by in found), Fraction(0))
    assert whole == tiered(area, tiers, mode)


@given(st.lists(st.tuples(areas, areas), min_size=1, max_size=6))
def test_rent_of_components_when_summed_then_is_exact(pairs: list[tuple[Decimal, Decimal]]) -> None:
    components = [RentComponent("c", "", area, rent) for area, rent in pairs]
    whole = sum((Fraction(area) * Fraction(rent) for area, rent in pairs), Fraction(0))
    assert sum((Fraction(each.rent) for each in components), Fraction(0)) == whole


@given(st.lists(st.tuples(money, st.integers(1, 99)), min_size=1, max_size=4))
def test_weights_when_they_are_whole_then_the_value_lies_between_the_results(
    pairs: list[tuple[Decimal, int]],
) -> None:
    left = 100 - sum(weight for _, weight in pairs[1:])
    weights = [left, *(weight for _, weight in pairs[1:])]
    listed = tuple(
        Approach(code, Fraction(value), weight=Decimal(weight), row_id=code)
        for code, (value, _), weight in zip("abcd", pairs, weights, strict=False)
    )
    found = Reconciliation(listed).indicated
    values = [Fraction(value) for value, _ in pairs]
    assert (found is not None) == (left >= 0)
    if found is not None:
        assert min(values) <= found.value <= max(values)
        parts = sum(
            Fraction(value) * weight / 100
            for (value, _), weight in zip(pairs, weights, strict=True)
        )
        assert parts == found.value


@given(st.lists(st.decimals(-50, 150, places=1), min_size=1, max_size=4))
def test_weights_when_they_are_not_whole_then_there_is_no_value(weights: list[Decimal]) -> None:
    listed = tuple(
        Approach(code, Fraction(1), weight=weight, row_id=code)
        for code, weight in zip("abcd", weights, strict=False)
    )
    right = sum(map(Fraction, weights)) == 100 and min(weights) >= 0
    assert (Reconciliation(listed).indicated is not None) == right
