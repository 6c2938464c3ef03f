"""Price per m² of comparables and their statistics."""

import statistics as reference
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.valuation.comparison import (
    Comparable,
    PricedComparable,
    priced,
    statistics,
)

prices = st.decimals(10_000, 10**9, places=2)
areas = st.decimals(5, 2000, places=2)


def deal(price: str | Decimal, area: str | Decimal, **more: object) -> PricedComparable:
    facts = {"row_id": "r", "price": Decimal(price), "area": Decimal(area), **more}
    row = priced(Comparable(**facts))  # type: ignore[arg-type]
    assert row is not None
    return row


@pytest.mark.parametrize(
    ("price", "area", "share", "raw", "rounded"),
    [
        ("4350000", "125", None, "34800.00", "34800"),
        ("4350000", "128", None, "33984.38", "34000"),
        ("2000000", "100", "1/2", "40000.00", "40000"),
        ("49995", "1000", None, "50.00", "0"),
    ],
)
def test_price_per_sqm_when_rounded_then_comes_from_the_exact_price(
    price: str, area: str, share: str | None, raw: str, rounded: str
) -> None:
    row = deal(price, area, share_sold=None if share is None else Fraction(share))
    assert (str(row.raw), row.rounded) == (raw, Decimal(rounded))


@pytest.mark.parametrize(
    ("price", "area"), [(None, "100"), ("100000", None), ("0", "1"), ("1", "0"), ("-1", "5")]
)
def test_price_per_sqm_when_price_or_area_is_missing_then_there_is_none(
    price: str | None, area: str | None
) -> None:
    paid = None if price is None else Decimal(price)
    size = None if area is None else Decimal(area)
    assert priced(Comparable("r", paid, size)) is None


def test_statistics_when_rows_are_excluded_then_leave_them_out() -> None:
    rows = [deal("3000000", "100"), deal("3400000", "100"), deal("3600000", "100")]
    rows.append(deal("9000000", "100", included=False))
    found = statistics(rows)
    assert found is not None
    assert (found.count, str(found.mean), str(found.median)) == (3, "33333.33", "34000.00")
    assert (str(found.low), str(found.high)) == ("30000.00", "36000.00")
    assert (str(found.deviation), str(found.variation)) == ("3055.05", "0.0917")
    assert found.weighted is None


def test_statistics_when_adjusted_and_weighted_then_use_both() -> None:
    rows = [
        deal("3000000", "100", adjustment=Decimal(10), weight=Decimal(3)),
        deal("3500000", "100", adjustment=Decimal(-10), weight=Decimal(1)),
    ]
    found = statistics(rows)
    assert found is not None
    assert (str(found.low), str(found.high)) == ("31500.00", "33000.00")
    assert str(found.weighted) == "32625.00"
    assert rows[0].rounded == 30_000
    assert rows[0].adjusted_rounded == 33_000


def test_statistics_when_nothing_is_included_then_there_are_none() -> None:
    assert statistics([]) is None
    assert statistics([deal("1000000", "50", included=False)]) is None


def test_statistics_when_there_is_one_row_then_have_no_deviation() -> None:
    found = statistics([deal("1000000", "50")])
    assert found is not None
    assert (found.deviation, found.variation) == (None, None)


@given(st.lists(st.tuples(prices, areas), min_size=2, max_size=12))
def test_statistics_when_compared_with_the_standard_library_then_agree(
    pairs: list[tuple[Decimal, Decimal]],
) -> None:
    rows = [deal(price, area) for price, area in pairs]
    exact = [row.exact for row in rows]
    found = statistics(rows)
    assert found is not None
    cent = Fraction(1, 100)
    assert abs(Fraction(found.mean) - reference.mean(exact)) * 2 <= cent
    assert abs(Fraction(found.median) - reference.median(exact)) * 2 <= cent
    assert found.deviation is not None
    assert abs(Fraction(found.deviation) ** 2 - reference.variance(exact)) <= (
        Fraction(found.deviation) * cent + cent**2
    )
    assert found.low <= found.median <= found.high
    assert found.low <= found.mean <= found.high


@given(st.permutations([("1000000", "50"), ("2000000", "77"), ("3100000", "93")]))
def test_statistics_when_rows_change_places_then_stay_the_same(
    pairs: list[tuple[str, str]],
) -> None:
    first = statistics([deal("1000000", "50"), deal("2000000", "77"), deal("3100000", "93")])
    assert statistics([deal(price, area) for price, area in pairs]) == first
