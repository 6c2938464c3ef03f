"""Exact decimals: spelling, exactness and rounding to a step."""

from decimal import Decimal, Inexact
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.money import (
    RoundingMode,
    exactly,
    parse_decimal,
    plain,
    product,
    round_to_step,
    to_places,
    total,
)

numbers = st.decimals(-(10**15), 10**15, allow_nan=False, places=10)
steps = st.sampled_from([Decimal(text) for text in ("0.01", "1", "100", "500", "1000", "100000")])


@pytest.mark.parametrize(
    ("number", "places", "written"),
    [
        ("5670000.00", 0, "5670000"),
        ("5670000", 2, "5670000.00"),
        ("162.0", 2, "162.00"),
        ("35000", 0, "35000"),
        ("1.1250", 2, "1.125"),
        ("1E+3", 0, "1000"),
        ("-0", 0, "0"),
        ("-0.00", 2, "0.00"),
        ("-0.50", 0, "-0.5"),
    ],
)
def test_spelling_when_printed_then_has_no_exponent_and_no_idle_zeros(
    number: str, places: int, written: str
) -> None:
    assert plain(Decimal(number), places) == written


@pytest.mark.parametrize("text", ["", "1,000", "1e3", "1.", ".5", "NaN", "٣", " 1", "--1"])
def test_parsing_when_text_is_no_plain_number_then_it_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_decimal(text)
    assert refusal.value.code == "not_a_number"


@given(numbers)
def test_spelling_when_parsed_again_then_is_the_same_number(number: Decimal) -> None:
    assert parse_decimal(plain(number)) == number


@pytest.mark.parametrize(
    ("amount", "step", "mode", "rounded"),
    [
        ("5670000.00", "100000", "nearest", "5700000"),
        ("5650000", "100000", "nearest", "5700000"),
        ("5649999.99", "100000", "nearest", "5600000"),
        ("-50", "100", "nearest", "-100"),
        ("5600000.01", "100000", "up", "5700000"),
        ("5600000", "100000", "up", "5600000"),
        ("-150", "100", "up", "-100"),
        ("1234.5", "0", "nearest", "1234.5"),
    ],
)
def test_rounding_when_amount_lies_between_steps_then_takes_the_modes_step(
    amount: str, step: str, mode: str, rounded: str
) -> None:
    result = round_to_step(Decimal(amount), Decimal(step), RoundingMode(mode))
    assert result == Decimal(rounded)


def test_rounding_when_step_is_negative_then_is_an_error() -> None:
    with pytest.raises(ValueError, match="-1"):
        round_to_step(Decimal(5), Decimal(-1))


@given(numbers, steps)
def test_rounding_when_nearest_then_is_a_multiple_no_further_than_half_a_step(
    amount: Decimal, step: Decimal
) -> None:
    rounded = Fraction(round_to_step(amount, step))
    assert rounded / Fraction(step) == rounded // Fraction(step)
    assert abs(rounded - Fraction(amount)) * 2 <= Fraction(step)


@given(numbers, steps)
def test_rounding_when_up_then_is_the_least_multiple_not_below(
    amount: Decimal, step: Decimal
) -> None:
    rounded = Fraction(round_to_step(amount, step, RoundingMode.UP))
    assert Fraction(amount) <= rounded < Fraction(amount) + Fraction(step)
    assert rounded / Fraction(step) == rounded // Fraction(step)


@given(numbers, steps, st.sampled_from(RoundingMode))
def test_rounding_when_repeated_then_changes_nothing(
    amount: Decimal, step: Decimal, mode: RoundingMode
) -> None:
    once = round_to_step(amount, step, mode)
    assert round_to_step(once, step, mode) == once


def test_places_when_half_an_agora_then_goes_up() -> None:
    assert str(to_places(Fraction(1, 200))) == "0.01"
    assert str(to_places(Decimal("49.995"))) == "50.00"


@given(numbers, numbers)
def test_product_and_sum_when_numbers_are_long_then_no_digit_is_lost(
    first: Decimal, second: Decimal
) -> None:
    assert Fraction(product(first, second)) == Fraction(first) * Fraction(second)
    assert Fraction(total([first, second])) == Fraction(first) + Fraction(second)


def test_exact_arithmetic_when_a_result_has_no_end_then_raises() -> None:
    with exactly(), pytest.raises(Inexact):
        Decimal(1) / Decimal(3)
