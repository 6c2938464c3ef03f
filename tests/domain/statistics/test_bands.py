"""Bands, leave-one-out errors, outliers and descriptions of a few prices."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.statistics.bands import SAMPLES, SEED, bootstrap_band, t_band
from shamay_desktop.domain.statistics.describe import describe, weighted_mean
from shamay_desktop.domain.statistics.leave_one_out import leave_one_out
from shamay_desktop.domain.statistics.outliers import Spread, outliers

PRICES = [Fraction(each) for each in (34500, 35000, 36000, 33800, 35200, 34900)]
some = st.lists(st.integers(10_000, 90_000).map(Fraction), min_size=2, max_size=12)


def test_t_band_when_of_nist_data_then_is_the_published_interval() -> None:
    # NIST/SEMATECH e-Handbook §1.3.5.2: N 195, mean 9.261460, s 0.02278881, 95 %:
    # 9.258242 to 9.264679. Two values with that mean and s, 195 times, cannot be had exactly;
    # the half-width t × s ÷ √N is what is checked, on a sample with those three numbers.
    count, mean, deviation = 195, Fraction("9.261460"), Fraction("0.02278881")
    half = Fraction(97)  # 97 below, 97 above, one at the mean
    step = deviation * Fraction(((count - 1) / (2 * float(half))) ** 0.5)
    numbers = [mean - step] * 97 + [mean] + [mean + step] * 97
    found = t_band([number * 10**6 for number in numbers])
    assert found is not None
    assert [round(each / 10**6, 5) for each in (found.low, found.high)] == [
        Decimal("9.25824"), Decimal("9.26468"),
    ]  # fmt: skip


def test_bootstrap_when_made_twice_and_in_another_order_then_is_the_same() -> None:
    first, second = bootstrap_band(PRICES), bootstrap_band(PRICES[::-1])
    assert first == second
    assert first is not None
    assert (first.seed, first.samples, first.count) == (SEED, SAMPLES, 6)


def test_bootstrap_when_seeded_otherwise_then_is_another_draw() -> None:
    draws = {bootstrap_band(PRICES, seed=seed, samples=50) for seed in range(8)}
    assert len(draws) > 1


@given(some)
def test_bands_when_made_then_hold_their_middle(prices: list[Fraction]) -> None:
    for band in (t_band(prices), bootstrap_band(prices, samples=60)):
        assert band is not None
        assert band.low <= band.middle <= band.high


@pytest.mark.parametrize("prices", [[], [Fraction(3)]])
def test_bands_when_below_two_prices_then_there_are_none(prices: list[Fraction]) -> None:
    assert t_band(prices) is None
    assert bootstrap_band(prices) is None


@given(some, st.lists(st.integers(0, 9).map(Fraction), min_size=12, max_size=12))
def test_description_when_made_then_stands_inside_the_range(
    prices: list[Fraction], weights: list[Fraction]
) -> None:
    used = weights[: len(prices)]
    found = describe(prices, used)
    assert found is not None
    assert found.low <= found.median <= found.high
    assert found.low <= found.mean <= found.high
    assert (found.weighted is None) == (sum(used) == 0)
    assert found.weighted is None or found.low <= found.weighted <= found.high


def test_weighted_mean_when_a_weight_is_negative_then_there_is_none() -> None:
    assert weighted_mean([Fraction(1), Fraction(2)], [Fraction(3), Fraction(-1)]) is None


def test_leave_one_out_when_one_price_is_apart_then_it_is_the_worst() -> None:
    prices = {"a": Fraction(100), "b": Fraction(100), "c": Fraction(100), "d": Fraction(200)}
    found = leave_one_out(prices)
    assert found is not None
    assert found.errors == {"a": 0, "b": 0, "c": 0, "d": Fraction(-1, 2)}
    assert found.worst == ("d", Fraction(-1, 2))
    assert found.mean_absolute == Fraction(1, 8)


def test_leave_one_out_when_below_three_then_there_is_none() -> None:
    assert leave_one_out({"a": Fraction(1), "b": Fraction(2)}) is None


def test_outliers_when_one_price_is_far_then_it_is_named_and_kept() -> None:
    prices = dict(zip("abcdef", [*PRICES[:5], Fraction(60000)], strict=True))
    found = outliers(prices)
    assert found is not None
    assert list(found.distances) == ["f"]
    assert found.low < 34_000
    assert 36_000 < found.high < 60_000
    assert found.count == 6


def test_outliers_when_half_of_the_prices_are_equal_then_the_mean_deviation_tells() -> None:
    found = outliers(dict(zip("abcdef", map(Fraction, (5, 5, 5, 5, 6, 900)), strict=True)))
    assert found is not None
    assert found.spread is Spread.MEAN
    assert list(found.distances) == ["f"]
    # ln 900/5 = 5.193, ln 6/5 = 0.182: their mean over six × 1.2533 is 1.1229.
    assert round(found.distances["f"], 2) == 4.62


def test_outliers_when_all_prices_are_equal_then_none_is_far_and_it_is_said() -> None:
    found = outliers(dict(zip("abcde", [Fraction(35000)] * 5, strict=True)))
    assert found is not None
    assert (found.spread, found.distances) == (Spread.NONE, {})
    assert round(found.low) == round(found.high) == 35_000


def test_outliers_when_below_five_then_there_is_no_fence() -> None:
    assert outliers(dict(zip("abcd", PRICES, strict=False))) is None
