"""VAT: the rate of a day and a value with and without it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.valuation.vat import VatTreatment, vat_percent, vat_statement

IN_2026 = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        ("2026-11-01", "18"),
        ("2025-01-01", "18"),
        ("2024-12-31", "17"),
        ("2015-10-01", "17"),
        ("2015-09-30", "18"),
        ("2010-06-01", "16"),
        ("2009-07-01", "16.5"),
        ("2000-01-01", None),
    ],
)
def test_rate_when_asked_for_a_day_then_is_that_days(day: str, percent: str | None) -> None:
    expected = None if percent is None else Decimal(percent)
    assert vat_percent(date.fromisoformat(day)) == expected


def test_value_when_vat_is_included_then_the_part_without_it_is_said() -> None:
    statement = vat_statement(Decimal(5_700_000), VatTreatment.INCLUDED, IN_2026)
    assert statement.with_vat == 5_700_000
    assert statement.without_vat == 4_830_508
    assert statement.vat == 869_492


def test_value_when_vat_is_excluded_then_the_sum_with_it_is_said() -> None:
    statement = vat_statement(Decimal(1_000_000), VatTreatment.EXCLUDED, IN_2026)
    assert statement.without_vat == 1_000_000
    assert statement.with_vat == 1_180_000
    assert statement.vat == 180_000


def test_value_when_exempt_then_both_sides_are_the_same() -> None:
    statement = vat_statement(Decimal(900_000), VatTreatment.EXEMPT, IN_2026)
    assert statement.percent == 0
    assert statement.vat == 0


def test_value_when_no_rate_is_known_then_nothing_is_invented() -> None:
    statement = vat_statement(Decimal(900_000), VatTreatment.INCLUDED, date(1999, 1, 1))
    assert statement.with_vat == 900_000
    assert statement.without_vat is None
    assert statement.vat is None


@given(st.integers(1, 10**10), st.sampled_from(VatTreatment))
def test_value_when_stated_then_sides_differ_by_the_tax_within_a_shekel(
    amount: int, treatment: VatTreatment
) -> None:
    statement = vat_statement(Decimal(amount), treatment, IN_2026)
    assert statement.without_vat is not None
    assert statement.with_vat is not None
    assert statement.percent is not None
    tax = statement.without_vat * statement.percent / 100
    assert abs(statement.without_vat + tax - statement.with_vat) < Decimal("0.6")
