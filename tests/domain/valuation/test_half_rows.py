"""A row that was begun counts whole or keeps its approach from a value; nothing is dropped."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.valuation.chain import chains_of
from shamay_desktop.domain.valuation.coefficients import doubled_tiers, table_gaps
from shamay_desktop.domain.valuation.cost import (
    construction_of,
    cost_missing,
    cost_of,
    cost_row_gaps,
)
from shamay_desktop.domain.valuation.from_case import missing_paths, value_of
from shamay_desktop.domain.valuation.income import capitalised, income_missing
from shamay_desktop.domain.valuation.residual import residual_missing, residual_of
from tests.domain.valuation.approach_inputs import case_of
from tests.domain.valuation.remaking import disagreeing

PROJECT: dict[str, Json] = {
    "residual__sales": [{"area": "100", "price_per_sqm": "20000"}],
    "residual__costs": [{"amount": "500000"}],
}
BUILDING: dict[str, Json] = {
    "cost__components": [{"area": "100", "unit_cost": "8000"}],
    "cost__land": [{"area": "200", "price_per_sqm": "10000"}],
}
RENTS: dict[str, Json] = {
    "income__components": [{"area": "80", "rent_per_sqm": "150"}],
    "income__cap_rate": "6",
}


@pytest.mark.parametrize(
    ("rows", "lacks"),
    [
        ({"residual__costs": [{"area": "100"}]}, "residual.costs/r1/unit_cost"),
        ({"residual__costs": [{"area": "100", "amount": "9"}]}, "residual.costs/r1/unit_cost"),
        ({"residual__costs": [{"unit_cost": "9", "amount": "9"}]}, "residual.costs/r1/area"),
        ({"residual__sales": [{"price_per_sqm": "9"}]}, "residual.sales/r1/area"),
    ],
)
def test_residual_when_a_row_is_half_filled_then_there_is_no_value_and_the_cell_is_told(
    rows: dict[str, Json], lacks: str
) -> None:
    case = case_of(**(PROJECT | rows))
    assert residual_of(case) is None
    assert residual_missing(case) == (lacks,)


def test_residual_when_a_row_has_only_a_name_then_area_and_price_are_told() -> None:
    costs: Json = [{"amount": "5"}, {"name": "פיתוח"}]
    case = case_of(**(PROJECT | {"residual__costs": costs}))
    assert residual_missing(case) == ("residual.costs/r2/area", "residual.costs/r2/unit_cost")


@pytest.mark.parametrize(
    ("rows", "lacks"),
    [
        ({"cost__components": [{"area": "100"}]}, "cost.components/r1/unit_cost"),
        ({"cost__land": [{"price_per_sqm": "5"}]}, "cost.land/r1/area"),
        ({"cost__depreciation": [{"kind": "economic"}]}, "cost.depreciation/r1/percent"),
        ({"cost__components": [{"area": "1", "unit_cost": "9", "age": "20"}]},
         "cost.components/r1/life"),
        ({"cost__components": [{"area": "1", "unit_cost": "9", "life": "60"}]},
         "cost.components/r1/age"),
        ({"cost__components": [{"area": "1", "unit_cost": "9", "age": "5", "life": "0"}]},
         "cost.components/r1/life"),
    ],
)  # fmt: skip
def test_cost_when_a_row_is_half_filled_then_there_is_no_value_and_the_cell_is_told(
    rows: dict[str, Json], lacks: str
) -> None:
    case = case_of(**{**BUILDING, **rows})
    assert cost_of(case) is None
    assert cost_row_gaps(case) == (lacks,)


@pytest.mark.parametrize(
    ("rows", "lacks"),
    [
        ({"income__components": [{"area": "80"}]}, ("income.components/r1/rent_per_sqm",)),
        ({"income__components": [{}]}, ("income.market_rent",)),
        ({"income__cap_rate": "0"}, ("income.cap_rate",)),
        ({"income__method": "finite"}, ("income.remaining_years",)),
        (
            {
                "income__method": "term_reversion",
                "income__term_years": "3",
                "income__leases": [{"rent": "9"}, {"use": "חנות"}],
            },
            ("income.leases/r2/rent",),
        ),
        (
            {"income__method": "term_reversion"},
            ("income.term_years", "income.passing_rent"),
        ),
    ],
)
def test_income_when_something_lacks_then_there_is_no_value_and_its_place_is_told(
    rows: dict[str, Json], lacks: tuple[str, ...]
) -> None:
    case = case_of(**{**RENTS, **rows})
    assert capitalised(case) is None
    assert income_missing(case) == lacks


def test_empty_rows_when_they_stand_among_others_then_count_as_nothing() -> None:
    lists = ("cost__land", "cost__components", "cost__depreciation", "residual__sales",
             "residual__costs", "income__components", "valuation__extras")  # fmt: skip
    full: dict[str, Json] = {**BUILDING, **PROJECT, **RENTS}
    with_empty: dict[str, Json] = dict(full)
    for name in lists:
        rows = full.get(name, [])
        assert isinstance(rows, list)
        with_empty[name] = [*rows, {}]
    one, other = case_of(**full), case_of(**with_empty)
    assert cost_of(one) == cost_of(other)
    assert residual_of(one) == residual_of(other)
    assert capitalised(one) == capitalised(other)


def test_value_when_the_leading_approach_has_half_a_row_then_its_cell_is_what_is_missing() -> None:
    rows: Json = [{"area": "100", "unit_cost": "8000"}, {"name": "מרתף", "area": "50"}]
    approaches: Json = [{"approach": "cost", "use": "main", "reason": "x"}]
    case = case_of(**{**BUILDING, "cost__components": rows}, valuation__approaches=approaches)
    assert value_of(case) is None
    assert missing_paths(case) == ("cost.components/r2/unit_cost",)
    assert "cost" not in chains_of(case)


def test_reinstatement_when_the_day_has_no_known_rate_of_vat_then_is_computed_all_the_same() -> (
    None
):
    case = case_of(**BUILDING, cost__vat_on="all", cost__soft_costs="10")
    built = construction_of(case)
    assert cost_missing(case) == ("valuation.date",)
    assert built is not None
    assert built.reinstatement == 880_000
    assert chains_of(case)["reinstatement"].value == 880_000


def test_reinstatement_when_land_or_wear_is_half_filled_then_knows_nothing_of_them() -> None:
    rows: Json = [{"area": "100", "unit_cost": "8000", "age": "9"}]
    case = case_of(cost__components=rows, cost__land=[{"area": "5"}])
    built = construction_of(case)
    assert built is not None
    assert built.reinstatement == 800_000
    assert construction_of(case_of(cost__components=[{"area": "100"}])) is None


TIERS: Json = [
    {"category": "balcony", "up_to": "12", "coefficient": "0.5"},
    {"category": "balcony", "coefficient": "0.3"},
]
FLAT: dict[str, Json] = {
    "valuation__areas": [
        {"name": "דירה", "category": "flat", "area": "100", "coefficient": "1"},
        {"name": "מרפסת", "category": "balcony", "area": "40"},
    ],
    "valuation__adopted_price_per_sqm": "10000",
    "valuation__coefficients": TIERS,
}


@pytest.mark.parametrize(
    ("tiers", "lacks", "doubled"),
    [
        ([{"category": "balcony", "up_to": "12", "coefficient": "0.5"}, {"category": "balcony"}],
         ("valuation.coefficients/r2/coefficient",), ()),
        ([{"category": "balcony", "up_to": "12", "coefficient": "0.5"}, {"coefficient": "0.3"}],
         ("valuation.coefficients/r2/category",), ()),
        ([{"category": "balcony", "coefficient": "0.5"},
          {"category": "balcony", "coefficient": "0.3"}],
         (), (("balcony", "valuation.coefficients/r2/up_to"),)),
        ([{"category": "balcony", "up_to": "12", "coefficient": "0.5"},
          {"category": "balcony", "up_to": "12.0", "coefficient": "0.3"}],
         (), (("balcony", "valuation.coefficients/r2/up_to"),)),
    ],
)  # fmt: skip
def test_a_tier_when_half_filled_or_doubled_then_the_table_weighs_nothing_of_its_kind(
    tiers: Json, lacks: tuple[str, ...], doubled: tuple[tuple[str, str], ...]
) -> None:
    whole = value_of(case_of(**FLAT))
    assert whole is not None
    assert whole.equivalent_area == Decimal("114.4")
    case = case_of(**{**FLAT, "valuation__coefficients": tiers})
    assert value_of(case) is None
    assert missing_paths(case) == ("valuation.areas/r2/coefficient",)
    assert (table_gaps(case), doubled_tiers(case)) == (lacks, doubled)


def test_a_half_tier_when_of_another_kind_or_beside_typed_coefficients_then_changes_nothing() -> (
    None
):
    assert isinstance(TIERS, list)
    rows: Json = [*TIERS, {"category": "garden"}, {}]
    other = case_of(**{**FLAT, "valuation__coefficients": rows})
    assert table_gaps(other) == ("valuation.coefficients/r3/coefficient",)
    assert value_of(other) == value_of(case_of(**FLAT))


# -- whatever was entered ------------------------------------------------------------------------

numbers = st.decimals(0, 10**6, places=2).map(str)
maybe = st.one_of(st.none(), numbers)


def said(cells: dict[str, str | None]) -> dict[str, Json]:
    return {name: cell for name, cell in cells.items() if cell is not None}


def rows_of(*columns: str, text: str = "name") -> st.SearchStrategy[list[dict[str, Json]]]:
    """Rows of which any cell may be missing, a text among them."""
    row = st.fixed_dictionaries(
        {text: st.sampled_from((None, "בית")), **dict.fromkeys(columns, maybe)}
    ).map(said)
    return st.lists(row, max_size=4)


def whole(row: dict[str, Json], *columns: str) -> bool:
    return not row or all(name in row for name in columns)


def product_of(row: dict[str, Json], one: str, other: str) -> Fraction:
    return Fraction(str(row.get(one, "0"))) * Fraction(str(row.get(other, "0")))


def chain_agrees(case: Case, key: str) -> None:
    assert list(disagreeing(chains_of(case)[key])) == []


@settings(max_examples=60, deadline=None)
@given(
    rows_of("area", "price_per_sqm"),
    rows_of("area", "unit_cost", "age", "life", "physical"),
    rows_of("percent", "amount", text="reason"),
    st.sampled_from(("cost_new", "remaining")),
)
def test_cost_when_any_rows_are_entered_then_all_count_or_none(
    land: list[dict[str, Json]],
    parts: list[dict[str, Json]],
    further: list[dict[str, Json]],
    base: str,
) -> None:
    case = case_of(cost__land=land, cost__components=parts, cost__depreciation=further,  # type: ignore[arg-type]
                   cost__depreciation_on=base)  # fmt: skip
    complete = (
        any(parts)
        and all(whole(row, "area", "price_per_sqm") for row in land)
        and all(whole(row, "area", "unit_cost") and _worn(row) for row in parts)
        and all(not row or "percent" in row or "amount" in row for row in further)
    )
    found = cost_of(case)
    assert (found is not None) == complete == (not cost_missing(case))
    if found is None:
        return
    assert found.land == sum(product_of(row, "area", "price_per_sqm") for row in land)
    assert found.construction == sum(product_of(row, "area", "unit_cost") for row in parts)
    assert found.cost_new - found.physical - sum(found.losses) == found.depreciated
    assert len(found.losses) == sum(1 for row in further if row)
    chain_agrees(case, "cost")


def _worn(row: dict[str, Json]) -> bool:
    life = Decimal(str(row.get("life", "1")))
    return "physical" in row or (
        ("age" in row) == ("life" in row) and (life > 0 or "age" not in row)
    )


@settings(max_examples=60, deadline=None)
@given(rows_of("area", "price_per_sqm", "amount"), rows_of("area", "unit_cost", "amount"))
def test_residual_when_any_rows_are_entered_then_all_count_or_none(
    sales: list[dict[str, Json]], costs: list[dict[str, Json]]
) -> None:
    case = case_of(residual__sales=sales, residual__costs=costs)  # type: ignore[arg-type]
    complete = (
        any(sales)
        and any(costs)
        and all(_project_line(row, "price_per_sqm") for row in sales)
        and all(_project_line(row, "unit_cost") for row in costs)
    )
    found = residual_of(case)
    assert (found is not None) == complete == (not residual_missing(case))
    if found is None:
        return
    one = sum(
        product_of(row, "area", "price_per_sqm") + Fraction(str(row.get("amount", "0")))
        for row in sales
    )
    other = sum(
        product_of(row, "area", "unit_cost") + Fraction(str(row.get("amount", "0")))
        for row in costs
    )
    assert (found.completed, found.construction, found.land) == (one, other, one - other)
    chain_agrees(case, "residual")


def _project_line(row: dict[str, Json], price: str) -> bool:
    pair = ("area" in row, price in row)
    return not row or all(pair) or (not any(pair) and "amount" in row)


@settings(max_examples=60, deadline=None)
@given(rows_of("area", "rent_per_sqm"), rows_of("rent", text="use"), maybe, st.booleans())
def test_income_when_any_rows_are_entered_then_all_count_or_none(
    parts: list[dict[str, Json]], leases: list[dict[str, Json]], stated: str | None, by_term: bool
) -> None:  # fmt: skip
    case = case_of(
        income__components=parts, income__leases=leases, income__cap_rate="6",  # type: ignore[arg-type]
        **({"income__market_rent": stated} if stated is not None else {}),
        **({"income__method": "term_reversion", "income__term_years": "2"} if by_term else {}),
    )  # fmt: skip
    rent = stated is not None or (
        any(parts) and all(whole(row, "area", "rent_per_sqm") for row in parts)
    )
    term = not by_term or (any(leases) and all(whole(row, "rent") for row in leases))
    found = capitalised(case)
    assert (found is not None) == (rent and term) == (not income_missing(case))
    if found is None:
        return
    summed = sum(product_of(row, "area", "rent_per_sqm") for row in parts)
    assert found.rent == (Decimal(stated) if stated is not None else summed)
    if by_term:
        assert found.passing == sum(Decimal(str(row.get("rent", "0"))) for row in leases)
    both = found.term_value + found.reversion_value - Fraction(found.deductions)
    assert both == found.exact_value
    chain_agrees(case, "income")
