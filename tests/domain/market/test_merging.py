"""Parts of one sale: nothing is lost and nothing is made up, whatever the rows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.market.merging import joined, part_amounts
from shamay_desktop.domain.market.rows import MarketRow, RowStanding

PLAIN = MarketRow(
    "r", "s", 1, date=date(2025, 3, 1), gush="6100", helka="7", tat_helka="3",
    area=Decimal(80), price=Decimal(1_000_000), assessed_value=Decimal(1_100_000),
    share_sold=Fraction(1), raw={"מחיר": "1"},
)  # fmt: skip


def parts(*told: tuple[int, Fraction | None]) -> list[MarketRow]:
    """Rows of one parcel and day by price and share."""
    return [
        replace(
            PLAIN, id=f"r{number}", number=number, price=Decimal(price), share_sold=share,
            raw={"מחיר": str(price)},
        )
        for number, (price, share) in enumerate(told, 1)
    ]  # fmt: skip


def codes(row: MarketRow) -> set[str]:
    """What was found about a row."""
    return {reason.code for reason in row.reasons}


ROWS = st.lists(
    st.tuples(
        st.integers(1, 9_000_000),
        st.one_of(
            st.none(),
            st.fractions(Fraction(1, 1000), 1, max_denominator=1000),
            st.sampled_from([Fraction(1, 2), Fraction(1, 3), Fraction(333, 1000), Fraction(1)]),
        ),
    ),
    min_size=1,
    max_size=8,
)


@given(ROWS)
def test_rows_when_joined_then_every_one_stands_or_is_a_part(
    told: list[tuple[int, Fraction | None]],
) -> None:
    rows = parts(*told)
    found = joined(rows)
    assert len(found.rows) + len(found.parts) == len(rows)
    assert sum(row.parts for row in found.rows) == len(rows)
    ids = {row.id for row in found.rows}
    assert all(row.twin_of in ids for row in found.rows if row.twin_of is not None)


@given(ROWS)
def test_rows_when_joined_then_prices_and_shares_sum_to_the_parts(
    told: list[tuple[int, Fraction | None]],
) -> None:
    rows = parts(*told)
    found = joined(rows)
    assert sum(row.price or 0 for row in found.rows) == sum(row.price or 0 for row in rows)
    for whole in (row for row in found.rows if row.parts > 1):
        assert whole.share_sold is not None
        assert 0 < whole.share_sold <= 1
        told_shares = _shares_of(whole, rows, found.parts)
        near = abs(whole.share_sold - sum(told_shares)) <= Fraction(len(told_shares), 1000)
        assert whole.share_sold == sum(told_shares) or (near and whole.share_sold == 1)


def _shares_of(
    whole: MarketRow, rows: Sequence[MarketRow], others: Sequence[MarketRow]
) -> list[Fraction]:
    ids = {whole.id, *(row.id for row in others)}
    return [row.share_sold or Fraction(0) for row in rows if row.id in ids]


def test_halves_when_joined_then_are_one_sale_of_the_whole() -> None:
    found = joined(parts((400_000, Fraction(1, 2)), (450_000, Fraction(1, 2))))
    (row,) = found.rows
    assert (row.price, row.share_sold, row.parts) == (Decimal(850_000), Fraction(1), 2)
    assert row.assessed_value == Decimal(2_200_000)
    assert row.raw == {"מחיר": "400000", "מחיר #2": "450000"}
    assert codes(row) == {"parts_joined"}


def test_thirds_when_rounded_to_decimals_then_are_the_whole() -> None:
    third = Fraction(333, 1000)
    (row,) = joined(parts((3, third), (3, third), (4, Fraction(334, 1000)))).rows
    assert row.share_sold == 1


def test_a_part_when_the_others_are_missing_then_stays_a_part() -> None:
    found = joined(parts((300_000, Fraction(1, 4)), (310_000, Fraction(1, 4))))
    assert [row.share_sold for row in found.rows] == [Fraction(1, 2)]
    assert found.rows[0].whole_price == Fraction(1_220_000)


def test_parts_when_exactly_alike_then_are_joined_and_it_is_said() -> None:
    (row,) = joined(parts((400_000, Fraction(1, 2)), (400_000, Fraction(1, 2)))).rows
    assert codes(row) == {"parts_joined", "parts_alike"}


def test_a_whole_sale_when_told_twice_then_the_second_is_linked() -> None:
    found = joined(parts((900_000, Fraction(1)), (900_000, Fraction(1))))
    assert [row.twin_of for row in found.rows] == [None, "r1"]
    assert found.parts == ()


def test_a_repeated_row_when_shares_are_not_told_then_the_doubt_is_said() -> None:
    found = joined(parts((900_000, None), (900_000, None)))
    assert [row.twin_of for row in found.rows] == [None, "r1"]
    assert codes(found.rows[0]) == {"told_again"}


def test_different_rows_when_no_share_is_told_then_both_stay_and_say_so() -> None:
    first, second = parts((2_057_000, None), (2_207_000, None))
    found = joined([replace(first, area=Decimal(70)), replace(second, area=Decimal(78))])
    assert [codes(row) for row in found.rows] == [{"same_parcel_and_day"}] * 2
    assert [row.price for row in found.rows] == [Decimal(2_057_000), Decimal(2_207_000)]


def test_alike_rows_when_the_sub_parcel_is_not_told_then_may_be_two_flats() -> None:
    rows = [replace(row, tat_helka="") for row in parts((900_000, None), (900_000, None))]
    assert [row.twin_of for row in joined(rows).rows] == [None, None]


def test_a_row_when_set_apart_then_is_no_part() -> None:
    first, second = parts((400_000, Fraction(1, 2)), (450_000, Fraction(1, 2)))
    found = joined([first, replace(second, standing=RowStanding.QUARANTINED)])
    assert [row.parts for row in found.rows] == [1, 1]


def test_parts_when_joined_then_what_each_told_is_not_lost() -> None:
    (row,) = joined(parts((400_000, Fraction(1, 2)), (450_000, Fraction(1, 4)))).rows
    told = next(reason.facts for reason in row.reasons if reason.code == "parts_joined")
    assert told["prices"] == "400000 450000"
    assert told["assessed"] == "1100000 1100000"
    assert told["shares"] == "1/2 1/4"
    assert part_amounts(row) == tuple(map(Decimal, (400_000, 450_000, 1_100_000, 1_100_000)))


FLAT = replace(PLAIN, tat_helka="", rooms=Decimal(3), floor="2", floor_number=2, house_number="7")
HALVES = [replace(FLAT, id=f"r{n}", number=n, share_sold=Fraction(1, 2)) for n in (1, 2)]


def test_halves_without_a_sub_parcel_when_all_of_the_flat_is_told_then_are_one_sale() -> None:
    (row,) = joined(HALVES).rows
    assert (row.parts, row.share_sold) == (2, Fraction(1))


@pytest.mark.parametrize(
    "other",
    [
        {"floor": "3", "floor_number": 3},
        {"rooms": Decimal(4)},
        {"area": Decimal(81)},
        {"house_number": "9"},
        {"asset_kind": "משרד"},
        {"other": {"apartment": "5"}, "year_built": 1999},
    ],
)
def test_two_flats_of_a_parcel_when_sold_by_halves_on_one_day_then_are_never_one_sale(
    other: dict[str, Any],
) -> None:
    first = replace(HALVES[0], asset_kind="דירה", year_built=1998, other={"apartment": "4"})
    told: dict[str, Any] = {"asset_kind": "דירה", "year_built": 1998, **other}
    second = replace(HALVES[1], **told)
    found = joined([first, second])
    assert [row.parts for row in found.rows] == [1, 1]
    assert [codes(row) for row in found.rows] == [{"same_parcel_and_day"}] * 2


@pytest.mark.parametrize(
    "unsaid", [{"floor": "", "floor_number": None}, {"rooms": None}, {"house_number": ""}]
)
def test_halves_without_a_sub_parcel_when_the_flat_is_in_doubt_then_stay_apart_and_say_so(
    unsaid: dict[str, Any],
) -> None:
    found = joined([replace(row, **unsaid) for row in HALVES])
    assert [row.parts for row in found.rows] == [1, 1]
    assert [codes(row) for row in found.rows] == [{"parts_unsure"}] * 2
    assert found.rows[0].reasons[0].facts == {"n": "2", "rows": "1, 2"}


def test_halves_of_a_sub_parcel_when_they_tell_different_rooms_then_are_not_joined() -> None:
    first, second = parts((400_000, Fraction(1, 2)), (450_000, Fraction(1, 2)))
    found = joined([replace(first, rooms=Decimal(3)), replace(second, rooms=Decimal(4))])
    assert [row.parts for row in found.rows] == [1, 1]


def test_thirds_of_a_sheet_when_cut_at_many_places_then_are_the_whole() -> None:
    third = Fraction(Decimal("0.3333333333"))
    (row,) = joined(parts((3, third), (3, third), (3, third))).rows
    assert row.share_sold == 1
