"""What counts in the value whichever approach leads: weights, repairs, fixed items, lenders."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.valuation.chain import chain_of, chains_of
from shamay_desktop.domain.valuation.cost import cost_of
from shamay_desktop.domain.valuation.from_case import (
    missing_paths,
    reconciliation_of,
    value_of,
)
from shamay_desktop.domain.valuation.standard_19 import (
    collateral_of,
    forced_sale_of,
    land_shares,
)
from tests.domain.valuation.approach_inputs import case_of
from tests.domain.valuation.remaking import disagreeing

AREAS: dict[str, Json] = {
    "valuation__areas": [{"name": "דירה", "category": "flat", "area": "100", "coefficient": "1"}],
    "valuation__adopted_price_per_sqm": "30000",
}
RENT: dict[str, Json] = {"income__market_rent": "10000", "income__cap_rate": "4"}
BUILDING: dict[str, Json] = {
    "cost__components": [{"area": "100", "unit_cost": "10000"}],
    "cost__land": [{"area": "150", "price_per_sqm": "10000"}],
}
"""3,000,000 by comparison, 3,000,000 by income, 2,500,000 by cost."""
ALL: dict[str, Json] = {**AREAS, **RENT, **BUILDING}
ROWS = ("comparison", "income", "cost", "residual")


def rows(*told: tuple[str, str, str | None]) -> dict[str, Json]:
    """Rows of approaches: code, use, weight."""
    listed: list[Json] = []
    for code, use, weight in told:
        row: dict[str, Json] = {"approach": code, "use": use, "reason": "x"}
        listed.append({**row, **({} if weight is None else {"weight": weight})})
    return {"valuation__approaches": listed}


def final_of(case: Case) -> Fraction | None:
    result = value_of(case)
    return None if result is None else result.exact_whole


def chain_agrees(case: Case) -> None:
    """The chain of the value is the sum of its parts, down to the leaves."""
    found, result = chain_of(case), value_of(case)
    assert found is not None
    assert result is not None
    assert found.value == result.final
    for root in chains_of(case, result).values():
        assert list(disagreeing(root)) == []


# -- what leads --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        # comparison is put aside and nothing else is said to lead
        (
            rows(("comparison", "not_used", None), ("income", "supporting", None)),
            ("valuation.approaches/r2/use",),
        ),
        (rows(("comparison", "not_used", None)), ("valuation.approaches/r1/use",)),
        # two main ones
        (
            rows(("comparison", "main", None), ("cost", "main", None)),
            ("valuation.approaches/r1/use", "valuation.approaches/r2/use"),
        ),
        # the leading approach stands in a second row, which says it is not used
        (
            rows(("income", "main", None), ("income", "not_used", None)),
            ("valuation.approaches/r1/approach", "valuation.approaches/r2/approach"),
        ),
        # one stray weight
        (
            rows(("comparison", "main", None), ("cost", "supporting", "100")),
            ("valuation.approaches/r1/weight",),
        ),
        # weights that are not whole
        (
            rows(("comparison", "main", "50"), ("cost", "supporting", "49.99")),
            ("valuation.approaches/r1/weight", "valuation.approaches/r2/weight"),
        ),
        (rows(("comparison", "main", "0"), ("cost", "supporting", "0")),
         ("valuation.approaches/r1/weight", "valuation.approaches/r2/weight")),
        # a weight below 0 that makes the sum right
        (rows(("comparison", "main", "150"), ("cost", "supporting", "-50")),
         ("valuation.approaches/r2/weight",)),
        # the same approach weighs twice
        (
            rows(("cost", "main", "50"), ("cost", "supporting", "50")),
            ("valuation.approaches/r1/approach", "valuation.approaches/r2/approach"),
        ),
    ],
)  # fmt: skip
def test_value_when_it_is_not_clear_what_leads_then_there_is_none_and_the_cell_is_told(
    told: dict[str, Json], missing: tuple[str, ...]
) -> None:
    case = case_of(**ALL, **told)
    assert value_of(case) is None
    assert missing_paths(case) == missing
    assert reconciliation_of(case).basis == ""
    assert reconciliation_of(case).indicated is None


def test_weights_when_a_row_is_not_used_then_the_others_alone_are_whole() -> None:
    told = rows(("comparison", "main", "60"), ("cost", "supporting", "40"),
                ("income", "not_used", None))  # fmt: skip
    case = case_of(**ALL, **told)
    assert final_of(case) == 3_000_000 * Fraction(6, 10) + 2_500_000 * Fraction(4, 10)
    chain_agrees(case)


def test_comparison_when_it_lacks_its_price_and_has_a_weight_then_the_price_is_missing() -> None:
    told = rows(("comparison", "main", "60"), ("cost", "supporting", "40"))
    case = case_of(**{**ALL, "valuation__adopted_price_per_sqm": None}, **told)
    assert missing_paths(case) == ("valuation.adopted_price_per_sqm",)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(ROWS),
            st.sampled_from(("main", "supporting", "not_used", "")),
            st.one_of(st.none(), st.integers(-20, 120), st.sampled_from((25, 50, 100))),
        ),
        max_size=4,
    ),
    st.sampled_from(("deducted", "in_price", "not_counted")),
    st.lists(st.sampled_from(ROWS), unique=True, max_size=3),
)
def test_value_when_any_rows_are_entered_then_is_whole_or_there_is_none(
    told: list[tuple[str, str, int | None]], treatment: str, already: list[str]
) -> None:
    weights = [(code, use, None if weight is None else str(weight)) for code, use, weight in told]
    case = case_of(
        **ALL, **rows(*weights), valuation__repairs=treatment,
        valuation__repairs_in=already,  # type: ignore[arg-type]
        unit__findings=[{"text": "רטיבות", "cost": "20000"}],
        valuation__extras=[{"name": "חניה", "amount": "150000"},
                           {"name": "זכות", "amount": "7000", "every_approach": True}],
    )  # fmt: skip
    found, result = reconciliation_of(case), value_of(case)
    used = [(code, weight) for code, use, weight in told if use != "not_used"]
    if result is None:
        assert missing_paths(case)
        return
    if found.basis == "weighted":
        assert all(weight is not None and weight >= 0 for _, weight in used)
        assert sum(weight or 0 for _, weight in used) == 100
        assert len({code for code, _ in used}) == len(used)
    elif found.basis == "comparison":
        assert not [code for code, use, _ in told if use == "main" and code != "comparison"]
    else:
        assert [code for code, use, _ in told if use == "main"] == [found.basis]
    own = {"comparison": 3_157_000, "income": 3_007_000, "cost": 2_507_000}
    off = {code: 20_000 if treatment == "deducted" and code not in already else 0 for code in own}
    parts = [(found.basis, 100)] if found.basis != "weighted" else used
    expected = sum(Fraction((own[code] - off[code]) * (weight or 0), 100) for code, weight in parts)
    assert result.exact_whole == expected
    chain_agrees(case)


# -- repairs and fixed items -------------------------------------------------------------------

REPAIRS: dict[str, Json] = {
    "unit__findings": [{"text": "רטיבות", "cost": "20000"}, {"text": "סדק", "cost": "5000"}],
    "valuation__repairs": "deducted",
}


@pytest.mark.parametrize("code", ["comparison", "income", "cost"])
def test_repairs_when_deducted_then_reduce_the_value_whichever_approach_leads(code: str) -> None:
    bare = final_of(case_of(**ALL, **rows((code, "main", None))))
    case = case_of(**ALL, **REPAIRS, **rows((code, "main", None)))
    assert bare is not None
    assert final_of(case) == bare - 25_000
    chain_agrees(case)


@pytest.mark.parametrize("code", ["comparison", "income", "cost"])
def test_repairs_when_said_to_be_in_a_result_then_are_not_taken_off_it_twice(code: str) -> None:
    told = rows((code, "main", None))
    case = case_of(**ALL, **REPAIRS, **told, valuation__repairs_in=[code])
    assert final_of(case) == final_of(case_of(**ALL, **told))


def test_repairs_when_said_to_be_in_one_of_two_weighted_results_then_reduce_the_other() -> None:
    told = rows(("comparison", "main", "60"), ("cost", "supporting", "40"))
    case = case_of(**ALL, **REPAIRS, **told, valuation__repairs_in=["cost"])
    bare = final_of(case_of(**ALL, **told))
    assert bare is not None
    assert final_of(case) == bare - 25_000 * Fraction(6, 10)
    chain_agrees(case)


def test_repairs_when_a_result_is_stated_then_are_taken_off_it_too() -> None:
    told: Json = [{"approach": "income", "use": "main", "value": "2900000", "reason": "x"}]
    case = case_of(**ALL, **REPAIRS, valuation__approaches=told)
    assert final_of(case) == 2_875_000
    chain_agrees(case)


PARKING: dict[str, Json] = {"valuation__extras": [{"name": "חניה", "amount": "150000"}]}


def test_fixed_items_when_another_approach_leads_then_are_told_and_not_counted() -> None:
    result = value_of(case_of(**ALL, **PARKING, **rows(("cost", "main", None))))
    assert result is not None
    assert result.exact_whole == 2_500_000
    assert [item.name for item in result.inputs.uncounted] == ["חניה"]


def test_fixed_items_when_added_whatever_leads_then_are_in_every_value() -> None:
    extras: Json = [{"name": "חניה", "amount": "150000", "every_approach": True}]
    for code, bare in (("comparison", 3_000_000), ("cost", 2_500_000)):
        case = case_of(**ALL, **rows((code, "main", None)), valuation__extras=extras)
        result = value_of(case)
        assert result is not None
        assert result.exact_whole == bare + 150_000
        assert not result.inputs.uncounted
        chain_agrees(case)


def test_fixed_items_when_comparison_counts_by_its_weight_then_are_in_its_part() -> None:
    told = rows(("comparison", "main", "50"), ("cost", "supporting", "50"))
    result = value_of(case_of(**ALL, **PARKING, **told))
    assert result is not None
    assert result.exact_whole == 2_825_000
    assert not result.inputs.uncounted
    without = rows(("income", "main", "50"), ("cost", "supporting", "50"))
    other = value_of(case_of(**ALL, **PARKING, **without))
    assert other is not None
    assert [item.amount for item in other.inputs.uncounted] == [150_000]


TYPED = [
    {"approach": "comparison", "use": "main", "weight": "50", "value": "3000000", "reason": "x"},
    {"approach": "cost", "use": "supporting", "weight": "50", "value": "2500000", "reason": "x"},
]


@pytest.mark.parametrize("fields", [{}, AREAS])
def test_fixed_items_when_added_whatever_leads_then_are_added_to_a_stated_comparison_in_full(
    fields: dict[str, Json],
) -> None:
    extras: Json = [{"name": "חניה", "amount": "200000", "every_approach": True}]
    case = case_of(**fields, valuation__approaches=TYPED, valuation__extras=extras)  # type: ignore[arg-type]
    assert final_of(case) == 2_750_000 + 200_000
    result, found = value_of(case), reconciliation_of(case)
    assert result is not None
    assert not result.inputs.uncounted
    assert not found.listed[0].overridden  # 3,000,000 is what its own calculation comes to
    chain_agrees(case)


def test_fixed_items_of_comparison_when_a_stated_result_stands_for_it_then_are_told() -> None:
    case = case_of(**PARKING, valuation__approaches=TYPED)  # type: ignore[arg-type]
    result = value_of(case)
    assert result is not None
    assert result.exact_whole == 2_750_000
    assert [item.amount for item in result.inputs.uncounted] == [150_000]
    # As its own calculation, rounded or not, it counts them.
    typed = [{**TYPED[0], "value": "3150000"}, TYPED[1]]
    own = value_of(case_of(**AREAS, **PARKING, valuation__approaches=typed))  # type: ignore[arg-type]
    assert own is not None
    assert not own.inputs.uncounted


def test_an_approach_when_it_weighs_nothing_then_the_value_does_not_wait_for_it() -> None:
    told = rows(("comparison", "main", "0"), ("cost", "supporting", "100"))
    case = case_of(**BUILDING, **PARKING, **told)
    result = value_of(case)
    assert result is not None
    assert result.exact_whole == 2_500_000
    assert [item.amount for item in result.inputs.uncounted] == [150_000]
    chain_agrees(case)


def test_a_fixed_item_when_added_whatever_leads_without_a_sum_then_there_is_no_value() -> None:
    extras: Json = [{"name": "חניה", "every_approach": True}]
    case = case_of(**ALL, **rows(("cost", "main", None)), valuation__extras=extras)
    assert missing_paths(case) == ("valuation.extras/r1/amount",)
    idle: Json = [{"name": "חניה"}]
    other = case_of(**ALL, **rows(("cost", "main", None)), valuation__extras=idle)
    assert missing_paths(other) == ()


# -- standard 19 -------------------------------------------------------------------------------

NINETEEN: dict[str, Json] = {"report__standard": "19", "valuation__quick_sale_percent": "85"}


def test_forced_sale_when_a_part_is_no_collateral_then_is_of_the_collateral_value() -> None:
    areas: Json = [
        {"category": "flat", "area": "80", "coefficient": "1"},
        {"category": "flat", "area": "20", "coefficient": "1", "not_collateral": True},
    ]
    case = case_of(**{**AREAS, **NINETEEN, "valuation__areas": areas})
    result = value_of(case)
    assert collateral_of(case, result).value == 2_400_000
    assert forced_sale_of(case, result) == 2_400_000 * Decimal("0.85")
    assert forced_sale_of(case, result) == chains_of(case)["forced_sale"].value
    chain_agrees(case)


@pytest.mark.parametrize("more", [{}, {"collateral__value": "2000000"}])
def test_forced_sale_when_collateral_is_stated_then_never_exceeds_it(more: dict[str, Json]) -> None:
    case = case_of(**AREAS, **NINETEEN, **more)
    result = value_of(case)
    collateral, sale = collateral_of(case, result).value, forced_sale_of(case, result)
    assert collateral is not None
    assert sale == collateral * Decimal("0.85")


@pytest.mark.parametrize(
    "told",
    [
        rows(("income", "main", None)),
        rows(("cost", "main", None)),
        rows(("comparison", "main", "50"), ("cost", "supporting", "50")),
    ],
)
def test_collateral_when_another_approach_leads_then_only_the_appraiser_can_say_it(
    told: dict[str, Json],
) -> None:
    case = case_of(**ALL, **NINETEEN, **told)
    result = value_of(case)
    assert result is not None
    assert collateral_of(case, result).value is None
    assert forced_sale_of(case, result) is None
    assert not {"collateral", "forced_sale"} & set(chains_of(case))
    stated = case_of(**ALL, **NINETEEN, **told, collateral__value="2000000")
    assert forced_sale_of(stated, value_of(stated)) == 1_700_000
    chain_agrees(stated)


def test_land_share_when_a_part_of_the_rights_is_valued_then_is_of_the_whole() -> None:
    whole, part = (
        case_of(**AREAS, **BUILDING, **more) for more in ({}, {"rights__valued_share": "1/3"})
    )
    (one,) = land_shares(whole, value_of(whole))
    (other,) = land_shares(part, value_of(part))
    assert one.percent == other.percent == Fraction(200, 3)


# -- depreciation ------------------------------------------------------------------------------


def test_depreciation_when_taken_of_what_is_left_then_each_line_follows_the_one_before() -> None:
    fields: dict[str, Json] = {
        "cost__components": [{"area": "100", "unit_cost": "10000", "physical": "20"}],
        "cost__depreciation": [
            {"kind": "functional", "percent": "10", "reason": "x"},
            {"kind": "economic", "percent": "5", "amount": "1000", "reason": "x"},
        ],
    }
    added, left = cost_of(case_of(**fields)), case_of(**fields, cost__depreciation_on="remaining")
    following = cost_of(left)
    assert added is not None
    assert following is not None
    assert list(added.losses) == [100_000, 51_000]
    assert added.depreciated == 1_000_000 - 200_000 - 151_000
    assert list(following.bases) == [800_000, 720_000]
    assert list(following.losses) == [80_000, 37_000]
    assert following.depreciated == 683_000
    assert list(disagreeing(chains_of(left)["cost"])) == []
