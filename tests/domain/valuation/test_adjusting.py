"""The one formula of adjustment: parts compose to the whole, exactly, in both modes."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import decode_case
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.valuation.adjusting import (
    PRODUCT,
    SUM,
    Adjustment,
    AdjustmentMode,
    AdjustmentUnit,
    absolute,
    adjusted,
    walk,
)
from shamay_desktop.domain.valuation.comparison import priced
from shamay_desktop.domain.valuation.from_case import comparables
from shamay_desktop.domain.valuation.grid import grid_of
from shamay_desktop.domain.valuation.heads import COMMON, Head, heads_json, heads_of

AMOUNTS = st.decimals(
    min_value="-100000", max_value="100000", places=2, allow_nan=False, allow_infinity=False
)
RATES = st.decimals(min_value="-99", max_value="200", places=3, allow_nan=False)
MODES = st.sampled_from([PRODUCT, SUM])


@st.composite
def adjustments(draw: st.DrawFn) -> Adjustment:
    unit = draw(st.sampled_from(list(AdjustmentUnit)))
    amount = draw(RATES if unit is AdjustmentUnit.PERCENT else AMOUNTS)
    return Adjustment(draw(st.sampled_from(COMMON)).code, unit, amount)


BASES = st.fractions(min_value=1, max_value=200_000)
AREAS = st.decimals(min_value="0.1", max_value="20000", places=2, allow_nan=False)


@given(BASES, AREAS, st.lists(adjustments(), max_size=15), MODES)
def test_steps_when_summed_then_make_the_whole_exactly(
    base: Fraction, area: Decimal, listed: list[Adjustment], mode: AdjustmentMode
) -> None:
    steps = walk(base, area, listed, mode)
    whole = adjusted(base, area, listed, mode)
    assert base + sum((step.added for step in steps), Fraction(0)) == whole
    assert all(one.running + two.added == two.running for one, two in pairwise(steps))


@given(BASES, AREAS, st.lists(adjustments(), max_size=10), MODES, st.randoms())
def test_order_when_changed_then_the_adjusted_price_stays(
    base: Fraction, area: Decimal, listed: list[Adjustment], mode: AdjustmentMode, by: object
) -> None:
    mixed = list(listed)
    by.shuffle(mixed)  # type: ignore[attr-defined]  # random.Random, as hypothesis gives it
    assert adjusted(base, area, mixed, mode) == adjusted(base, area, listed, mode)


@given(BASES, AREAS, st.lists(adjustments(), max_size=10))
def test_absolute_sum_when_signs_turn_then_stays_and_is_never_below_the_net(
    base: Fraction, area: Decimal, listed: list[Adjustment]
) -> None:
    turned = [Adjustment(each.head, each.unit, -each.amount) for each in listed]
    whole = absolute(base, area, listed)
    assert whole == absolute(base, area, turned)
    assert whole >= abs(sum((each.share(base, area) for each in listed), Fraction(0)))


def percent(head: str, amount: str) -> Adjustment:
    return Adjustment(head, AdjustmentUnit.PERCENT, Decimal(amount))


def test_two_percentages_when_multiplied_and_summed_then_differ_by_their_product() -> None:
    listed = [percent("time", "10"), percent("size", "-5")]
    base, area = Fraction(30_000), Decimal(100)
    assert adjusted(base, area, listed, PRODUCT) == 31_350
    assert adjusted(base, area, listed, SUM) == 31_500


def test_amounts_when_beside_percentages_then_are_added_behind_them() -> None:
    listed = [
        percent("time", "10"),
        Adjustment("finish", AdjustmentUnit.PER_SQM, Decimal(-500)),
        Adjustment("parking", AdjustmentUnit.WHOLE, Decimal(120_000)),
    ]
    base, area = Fraction(30_000), Decimal(80)
    steps = walk(base, area, listed, PRODUCT)
    assert [step.running for step in steps] == [33_000, 32_500, 34_000]
    assert absolute(base, area, listed) == Fraction(10, 100) + Fraction(500 + 1_500, 30_000)


VALUES: dict[str, object] = {
    "valuation.date": "2026-06-15",
    "comparables": [
        {"id": "a", "date": "2024-10-03", "price": "3000000", "area": "100", "adjustment": "2"},
        {"id": "b", "date": "2025-10-12", "price": "3300000", "area": "96"},
        {"id": "c", "price": "3300000"},
    ],
    "comparables.adjustments": [
        {"id": "j2", "comparable": "a", "head": "size", "unit": "percent", "amount": "-5",
         "reason": "דירה קטנה"},
        {"id": "j1", "comparable": "a", "head": "time", "unit": "percent", "amount": "10"},
        {"id": "j3", "comparable": "a", "head": "גינון", "unit": "per_sqm", "amount": "100"},
        {"id": "j4", "comparable": "gone", "head": "size", "unit": "percent", "amount": "50"},
        {"id": "j5", "comparable": "b", "head": "size", "unit": "percent"},
    ],
}  # fmt: skip


def case(**more: object) -> Case:
    return decode_case("case-1", {**VALUES, **more})


def test_grid_when_made_of_a_case_then_heads_steps_and_running_prices_stand_in_order() -> None:
    grid = grid_of(case())
    first = grid.columns[0]
    codes = [head.code for head in grid.heads]
    assert codes[:2] == ["deal_conditions", "time"]
    assert codes[-2:] == ["גינון", "overall"]
    running = dict(zip(codes, grid.running(first), strict=True))
    assert running["deal_conditions"] == 30_000
    assert running["time"] == 33_000
    assert running["size"] == 31_350
    assert running["גינון"] == 31_450
    assert running["overall"] == Fraction(31_350) * Fraction(102, 100) + 100
    assert first.price is not None
    assert grid.running(first)[-1] == first.price.adjusted
    assert first.absolute == Fraction(17, 100) + Fraction(100, 30_000)
    assert not grid.mode_stated


def test_grid_when_the_case_adds_up_then_so_do_the_percentages_everywhere() -> None:
    summed = case(**{"valuation.adjustment_mode": "sum"})
    grid, one = grid_of(summed), priced(comparables(summed)[0])
    assert grid.mode is SUM
    assert grid.mode_stated
    assert one is not None
    assert one.adjusted == Fraction(30_000) * Fraction(107, 100) + 100
    assert grid.running(grid.columns[0])[-1] == one.adjusted


def test_comparable_when_it_has_no_price_or_no_adjustment_then_nothing_is_made_up() -> None:
    grid = grid_of(case())
    without, bare = grid.columns[2], grid.columns[1]
    assert without.price is None
    assert set(grid.running(without)) == {None}
    assert bare.price is not None
    assert bare.price.adjusted == bare.price.exact
    assert bare.absolute == 0


def test_the_overall_cell_alone_when_there_are_no_heads_then_adjusts_as_it_always_did() -> None:
    old = decode_case("case-1", {"comparables": VALUES["comparables"]})
    one = priced(comparables(old)[0])
    assert one is not None
    assert one.adjusted == Fraction(30_600)


def test_own_heads_when_kept_and_read_then_are_the_same_and_stand_behind_the_common() -> None:
    own = (Head("גינון", "גינון", "Garden", own=True),)
    practice = {"heads": heads_json(own)}
    assert heads_of(practice) == own
    assert [head.code for head in grid_of(case(), own).heads].count("גינון") == 1
    assert heads_of({}) == ()


@pytest.mark.parametrize(
    "raw",
    [{}, [{"he": ""}], [{"he": "מיקום"}], [{"he": "א"}, {"he": "א"}], [{"he": "x" * 41}], ["x"]],
)
def test_own_heads_when_wrong_then_are_refused(raw: object) -> None:
    with pytest.raises(Refused) as caught:
        heads_of({"heads": raw})  # type: ignore[dict-item]  # JSON of any shape
    assert caught.value.code == "heads_wrong"
