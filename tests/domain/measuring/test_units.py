"""Metres and feet: exact, shown half up to a hundredth."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.plans import ShapeKind
from shamay_desktop.domain.measuring.units import FOOT, Units, plain_measured

AREA, LENGTH = ShapeKind.AREA, ShapeKind.LENGTH


@pytest.mark.parametrize(
    ("value", "kind", "units", "expected"),
    [
        (0.3048, LENGTH, Units.FEET, "1.00"),
        (1.0, AREA, Units.FEET, "10.76"),
        (Decimal("92.90304"), AREA, Units.FEET, "1000.00"),
        (12.345, AREA, Units.METRIC, "12.35"),
        (0.005, LENGTH, Units.METRIC, "0.01"),
    ],
)
def test_measure_when_shown_in_units_then_is_rounded_half_up(
    value: float | Decimal, kind: ShapeKind, units: Units, expected: str
) -> None:
    assert str(units.of(value, kind)) == expected


@given(
    st.decimals(0, 10_000, places=2), st.sampled_from(list(Units)), st.sampled_from(list(ShapeKind))
)
def test_measure_when_given_in_units_and_shown_in_them_then_is_the_same(
    value: Decimal, units: Units, kind: ShapeKind
) -> None:
    assert units.of(units.metric(value, kind), kind) == value


def test_foot_when_squared_then_is_exact() -> None:
    assert Units.FEET.metric(Decimal(1), AREA) == FOOT * FOOT == Decimal("0.09290304")


def test_measure_when_other_programs_read_it_then_both_numbers_have_one_unit() -> None:
    found = Measured(12.345, 0.2, 0.1, 0.1)
    assert plain_measured(found, LENGTH, Units.METRIC) == "12.35 ± 0.20 m"
    assert plain_measured(found, AREA, Units.FEET) == "132.88 ± 2.16 ft²"


@pytest.mark.parametrize(("error", "expected"), [(0.2, "0.20"), (0.2001, "0.21"), (0.0, "0.00")])
def test_error_when_shown_then_is_never_smaller_than_it_is(error: float, expected: str) -> None:
    assert str(Units.METRIC.of_error(error, AREA)) == expected
