"""Support of adjustments from market rows: a regression, pairs, or no support with its reason."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from shamay_desktop.domain.case_json import decode_case
from shamay_desktop.domain.market.rows import MarketRow
from shamay_desktop.domain.market.subject import subject_of
from shamay_desktop.domain.statistics.bounds import Lacking
from shamay_desktop.domain.valuation.support import (
    HeadSupport,
    Method,
    NoTrait,
    supports,
    traits_of_comparable,
    traits_of_subject,
)


def sales(count: int = 40) -> list[MarketRow]:
    """Sales whose price per m² rises by 2 % a floor and by nothing else."""
    rows = []
    for number in range(count):
        floor, area = number % 9, Decimal(90 + number % 17)
        per_sqm = Decimal(30_000) * Decimal("1.02") ** floor
        rows.append(
            MarketRow(
                id=f"m{number:03}", source_id="s", number=number, area=area, floor_number=floor,
                date=date(2025, 1 + number % 12, 1), year_built=1990 + number % 5,
                price=Decimal(round(per_sqm * area)),
            )
        )  # fmt: skip
    return rows


def test_a_trait_when_the_rows_carry_it_then_its_effect_comes_back_with_band_and_n() -> None:
    found = supports(sales(), ("floor", "size"))
    floor, size = found["floor"], found["size"]
    assert (floor.method, floor.percent, floor.count) == (Method.HEDONIC, Decimal("2.0"), 40)
    assert floor.low is not None
    assert floor.high is not None
    assert floor.low <= Decimal(2) <= floor.high
    assert floor.is_sure
    assert size.percent == 0
    assert not size.is_sure


def test_rows_when_too_few_for_a_regression_then_pairs_of_them_speak() -> None:
    found = supports(sales(4), ("floor",))["floor"]
    assert (found.method, found.percent) == (Method.PAIRS, Decimal("2.0"))
    assert found.count >= 2


def test_rows_when_they_are_later_than_the_valuation_then_do_not_speak() -> None:
    found = supports(sales(), ("floor",), date(2024, 12, 31))["floor"]
    assert (found.percent, found.lacking) == (None, Lacking.TOO_FEW)
    assert found.count == 0
    assert found.needed > 0


@pytest.mark.parametrize(
    ("rows", "head", "why"),
    [
        ([], "floor", Lacking.TOO_FEW),
        (sales(2), "floor", Lacking.TOO_FEW),
        ([replace(row, floor_number=3) for row in sales()], "floor", Lacking.NO_DIFFERENCE),
        (sales(), "noise", NoTrait.HEAD),
        (sales(), "an office's own", NoTrait.HEAD),
        (sales(), "parking", Lacking.TOO_FEW),
    ],
    ids=["none", "few", "same", "no-trait", "own", "untold"],
)
def test_rows_when_they_do_not_say_it_then_there_is_no_support_and_why(
    rows: list[MarketRow], head: str, why: object
) -> None:
    found = supports(rows, (head,))[head]
    assert (found.percent, found.lacking) == (None, why)
    assert found.proposed(Decimal(1), Decimal(2)) is None


def test_proposal_when_both_know_the_trait_then_is_the_effect_times_the_difference() -> None:
    floor = HeadSupport("floor", "floor", Method.HEDONIC, Decimal("0.8"), Decimal(0), Decimal(1), 9)
    assert floor.proposed(Decimal(5), Decimal(2)) == Decimal("2.4")
    assert floor.proposed(Decimal(2), Decimal(5)) == Decimal("-2.4")
    assert floor.proposed(None, Decimal(5)) is None
    area = HeadSupport("size", "area", Method.HEDONIC, Decimal("-0.2"), Decimal(-1), Decimal(0), 9)
    assert area.proposed(Decimal(120), Decimal(100)) == Decimal("-4.0")


def test_traits_when_read_of_the_case_then_are_numbers_and_the_unknown_is_absent() -> None:
    case = decode_case(
        "case-1",
        {
            "valuation.date": "2026-06-15",
            "unit.floor": "חמישית",
            "comparables": [
                {"id": "a", "floor": "קומה 3", "date": "2025-02-01", "area": "90"},
                {"id": "b", "floor": "דירת גג"},
            ],
        },
    )
    first, second = (traits_of_comparable(row) for row in case.rows("comparables"))
    assert first == {"floor": 3, "month": 2025 * 12 + 2, "area": 90}
    assert second == {}
    assert traits_of_subject(subject_of(case)) == {"month": 2026 * 12 + 6, "floor": 5}
