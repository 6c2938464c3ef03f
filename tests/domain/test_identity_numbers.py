"""The check digit of identity and company numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.identity_numbers import has_right_check_digit


@pytest.mark.parametrize(
    "number", ["000000018", "100000009", "123456782", "520007030", "18", " 123456782 "]
)
def test_number_when_its_check_digit_is_right_then_passes(number: str) -> None:
    assert has_right_check_digit(number)


@pytest.mark.parametrize(
    "number", ["123456789", "000000000", "0", "", "1234567820", "12345678a", "12345678-2", "١٨"]
)
def test_number_when_wrong_empty_or_no_number_then_fails(number: str) -> None:
    assert not has_right_check_digit(number)


@given(st.integers(1, 99_999_999))
def test_number_when_any_eight_digits_then_exactly_one_check_digit_fits(stem: int) -> None:
    assert sum(has_right_check_digit(f"{stem:08}{digit}") for digit in range(10)) == 1


@given(st.integers(1, 99_999_999), st.integers(0, 8), st.integers(1, 9))
def test_number_when_one_digit_is_mistyped_then_fails(stem: int, place: int, shift: int) -> None:
    right = next(f"{stem:08}{d}" for d in range(10) if has_right_check_digit(f"{stem:08}{d}"))
    wrong_digit = (int(right[place]) + shift) % 10
    assert not has_right_check_digit(f"{right[:place]}{wrong_digit}{right[place + 1 :]}")
