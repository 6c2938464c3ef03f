"""One sale told by two sources."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.market.rows import MarketRow, RowKind, RowStanding
from shamay_desktop.domain.market.twins import twin_among, twin_key

ROW = MarketRow(
    "a", "s1", 1, date=date(2025, 3, 1), gush="6100", helka="7", tat_helka="3",
    price=Decimal(1_000_000), area=Decimal(80), rooms=Decimal(3),
)  # fmt: skip
OTHER = replace(ROW, id="b", source_id="s2")


@given(st.integers(1, 2_000_000))
def test_a_row_when_prices_are_within_a_hundredth_then_is_a_twin(price: int) -> None:
    other = replace(OTHER, price=Decimal(price))
    near = abs(price - 1_000_000) * 100 <= max(price, 1_000_000)
    assert (twin_among(ROW, [other]) is not None) is near


def test_a_row_when_several_are_near_then_the_nearest_is_its_twin() -> None:
    far, near = replace(OTHER, price=Decimal(1_009_000)), replace(OTHER, id="c")
    assert twin_among(ROW, [far, near]) == near


def test_a_half_when_another_source_tells_the_part_unmarked_then_is_a_twin() -> None:
    half = replace(ROW, price=Decimal(500_000), share_sold=Fraction(1, 2))
    assert twin_among(half, [replace(OTHER, price=Decimal(500_000))]) is not None
    assert twin_among(half, [OTHER]) is not None  # 1,000,000 for the whole


def test_rows_when_the_sub_parcel_is_not_told_then_must_be_the_same_flat() -> None:
    row, other = replace(ROW, tat_helka=""), replace(OTHER, tat_helka="")
    assert twin_among(row, [other]) == other
    assert twin_among(row, [replace(other, rooms=Decimal(4))]) is None
    assert twin_among(row, [replace(other, area=None)]) is None


def test_rows_when_of_another_kind_or_set_apart_then_are_no_twins() -> None:
    apart = replace(OTHER, standing=RowStanding.QUARANTINED)
    assert twin_among(ROW, [replace(OTHER, kind=RowKind.RENT), apart]) is None
    assert twin_among(ROW, [replace(OTHER, evidence="asking_price")]) is None


def test_a_key_when_the_row_tells_too_little_then_is_none() -> None:
    assert twin_key(ROW) == ("6100", "7", "3", date(2025, 3, 1))
    assert twin_key(replace(ROW, helka="")) is None
    assert twin_key(replace(ROW, date=None)) is None
    assert twin_key(replace(ROW, twin_of="x")) is None
