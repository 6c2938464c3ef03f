"""Betterment, reinstatement and capitalised income: each figure by hand, and what must hold."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.valuation.betterment import Betterment, betterment_of
from shamay_desktop.domain.valuation.comparison import Comparable, priced
from shamay_desktop.domain.valuation.income import (
    Capitalised,
    capitalised,
    rent_per_sqm,
    total_rent,
)
from shamay_desktop.domain.valuation.reinstatement import reinstatement_of

SUMS = st.decimals("0", "10000000000", places=2)


def case_of(**fields: str) -> Case:
    named: dict[str, Json] = {key.replace("__", "."): text for key, text in fields.items()}
    return decode_case("c", named)


@pytest.mark.parametrize(
    ("before", "after", "added", "levy"),
    [
        ("2000000", "2600000", "600000", "300000"),
        ("2000000", "2000001", "1", "1"),  # half a shekel goes up
        ("2600000", "2000000", "0", "0"),
    ],
)
def test_betterment_when_both_values_are_known_then_the_levy_is_half_of_what_was_added(
    before: str, after: str, added: str, levy: str
) -> None:
    found = betterment_of(case_of(levy__value_before=before, levy__value_after=after))
    assert found is not None
    assert (found.added, found.levy) == (Decimal(added), Decimal(levy))


def test_betterment_when_a_value_is_missing_then_there_is_none() -> None:
    assert betterment_of(case_of(levy__value_before="5")) is None
    assert betterment_of(case_of(levy__value_after="5")) is None


@given(before=SUMS, after=SUMS)
def test_betterment_when_anything_is_entered_then_is_never_negative_and_the_levy_its_half(
    before: Decimal, after: Decimal
) -> None:
    found = Betterment(before, after)
    assert found.added >= 0
    assert abs(found.levy * 2 - found.added) <= 1


def test_reinstatement_when_by_hand_then_adds_planning_clearing_and_the_days_vat() -> None:
    found = reinstatement_of(
        case_of(
            insurance__area="150", insurance__unit_cost="8000", insurance__soft_costs="10",
            insurance__clearing="40000", valuation__date="2026-10-01",
        )
    )  # fmt: skip
    assert found is not None
    assert found.building == 1200000
    assert found.without_vat == 1360000
    assert found.vat == 18
    assert found.with_vat == 1604800


def test_reinstatement_when_no_rate_is_known_then_there_is_no_sum_with_vat() -> None:
    found = reinstatement_of(case_of(insurance__area="1", insurance__unit_cost="1"))
    assert found is not None
    assert found.with_vat is None
    assert reinstatement_of(case_of(insurance__area="1")) is None


def test_income_when_by_hand_then_value_is_the_net_year_by_the_rate() -> None:
    found = capitalised(
        case_of(
            income__market_rent="10000", income__vacancy="5", income__costs="4000",
            income__cap_rate="6.5",
        )
    )  # fmt: skip
    assert found is not None
    assert found.net == 110000
    assert found.value == Decimal(1692308)


@pytest.mark.parametrize("fields", [{}, {"income__market_rent": "1"}, {"income__cap_rate": "3"}])
def test_income_when_rent_or_rate_is_missing_then_there_is_no_value(
    fields: dict[str, str],
) -> None:
    assert capitalised(case_of(**fields)) is None


def test_income_when_the_rate_is_zero_then_there_is_no_value() -> None:
    assert capitalised(case_of(income__market_rent="1", income__cap_rate="0")) is None


@given(
    rent=st.decimals("1", "1000000", places=2),
    rate=st.decimals("0.5", "15", places=2),
    vacancy=st.decimals("0", "99", places=1),
)
def test_income_when_the_rate_rises_then_the_value_does_not(
    rent: Decimal, rate: Decimal, vacancy: Decimal
) -> None:
    low = Capitalised(rent, vacancy, Decimal(0), rate)
    high = Capitalised(rent, vacancy, Decimal(0), rate + 1)
    assert low.value >= high.value >= 0


def test_rents_when_listed_then_each_has_its_price_per_m2_and_all_their_sum() -> None:
    listed: Json = [
        {"id": "a", "rent": "7000", "area": "93"},
        {"id": "b", "rent": "5000"},
        {"id": "c", "area": "50"},
    ]
    rows = decode_case("c", {"income.rents": listed}).rows("income.rents")
    assert [rent_per_sqm(row) for row in rows] == [Decimal("75.27"), None, None]
    assert total_rent(rows) == 12000


@pytest.mark.parametrize(
    ("rooms", "per_room"),
    [("5", "966000"), ("4.5", "1073300"), (None, None), ("0", None)],
)
def test_price_per_room_when_rooms_are_known_then_is_rounded_for_print(
    rooms: str | None, per_room: str | None
) -> None:
    row = priced(
        Comparable(
            "r", Decimal(4830000), Decimal(138),
            rooms=None if rooms is None else Decimal(rooms),
        )
    )  # fmt: skip
    assert row is not None
    assert row.per_room == (None if per_room is None else Decimal(per_room))
