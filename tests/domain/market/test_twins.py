"""One sale told by two sources."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.market.merging import joined
from shamay_desktop.domain.market.rows import MarketRow, RowKind, RowStanding
from shamay_desktop.domain.market.twins import (
    ANY,
    told_under,
    twin_among,
    twin_key,
    twin_keys,
)

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


def test_a_part_when_its_sale_was_joined_then_is_still_found_by_its_own_amount() -> None:
    """One source marks the halves of 480,000 and 520,000, the other shows one of them unmarked."""
    halves = [
        replace(ROW, id=f"h{n}", number=n, price=Decimal(price), share_sold=Fraction(1, 2))
        for n, price in ((1, 480_000), (2, 520_000))
    ]
    (whole,) = joined(halves).rows
    assert twin_among(replace(OTHER, price=Decimal(520_000)), [whole]) == whole
    assert twin_among(replace(OTHER, price=Decimal(480_000)), [whole]) == whole
    assert twin_among(replace(OTHER, price=Decimal(700_000)), [whole]) is None


def test_a_row_when_the_other_source_shows_the_assessed_amount_then_is_a_twin() -> None:
    assessed = replace(ROW, assessed_value=Decimal(1_200_000))
    assert twin_among(replace(OTHER, price=Decimal(1_200_000)), [assessed]) == assessed
    unnamed = replace(OTHER, tat_helka="", price=Decimal(1_200_000))
    assert twin_among(unnamed, [assessed]) is None  # without a sub-parcel it is too little


def test_a_row_when_only_one_of_the_two_names_the_sub_parcel_then_is_a_twin_of_the_same_flat() -> (
    None
):
    unnamed = replace(OTHER, tat_helka="")
    assert twin_among(unnamed, [ROW]) == ROW
    assert twin_among(ROW, [unnamed]) == unnamed
    assert twin_among(unnamed, [replace(ROW, area=Decimal(95))]) is None
    assert twin_among(replace(OTHER, tat_helka="4"), [ROW]) is None


def test_keys_when_the_sub_parcel_is_not_told_then_ask_for_the_whole_parcel() -> None:
    day = date(2025, 3, 1)
    assert twin_keys(ROW) == (("6100", "7", "3", day), ("6100", "7", "", day))
    assert twin_keys(replace(ROW, tat_helka="")) == (("6100", "7", ANY, day),)
    assert twin_keys(replace(ROW, helka="")) == ()
    told = {("6100", "7", "3", day): [ROW], ("6100", "7", "", day): [OTHER, ROW]}
    assert told_under(told, twin_keys(ROW)) == [ROW, OTHER]
