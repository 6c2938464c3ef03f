"""Ticks stand at round places, cover the numbers, and are exact."""

import itertools
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.plots.ticks import (
    MOST_TICKS,
    day_axis,
    named_axis,
    nice_step,
    number_axis,
    with_room,
)
from shamay_desktop.i18n.isolates import strip_marks

AMOUNTS = st.fractions(min_value=-1_000_000, max_value=10_000_000, max_denominator=1000)


@pytest.mark.parametrize(
    ("spread", "step"),
    [("50", "10"), ("40000", "10000"), ("7", "2"), ("1", "1/5"), ("13/100", "1/20")],
)
def test_step_when_asked_for_then_is_one_two_or_five_times_a_power_of_ten(
    spread: str, step: str
) -> None:
    assert nice_step(Fraction(spread)) == Fraction(step)


@given(numbers=st.lists(AMOUNTS, min_size=1, max_size=30))
def test_axis_when_made_of_any_numbers_then_covers_them_with_few_even_ticks(
    numbers: list[Fraction],
) -> None:
    axis = number_axis("", numbers)
    assert axis.low <= min(numbers)
    assert axis.high >= max(numbers)
    assert axis.low < axis.high
    places = [tick.at for tick in axis.ticks]
    assert 2 <= len(places) <= MOST_TICKS + 2
    assert len({after - before for before, after in itertools.pairwise(places)}) == 1
    assert (places[0], places[-1]) == (axis.low, axis.high)


def test_axis_when_one_number_then_it_stands_inside() -> None:
    axis = number_axis("", [Fraction(35_000)])
    assert axis.low < 35_000 < axis.high


def test_axis_when_no_number_then_there_are_no_ticks() -> None:
    assert number_axis("", []).ticks == ()
    assert day_axis("", []).ticks == ()


def test_axis_of_floors_when_they_lie_close_then_ticks_are_whole() -> None:
    axis = number_axis("", [Fraction(3), Fraction(4)], whole=True)
    assert all(tick.at.denominator == 1 for tick in axis.ticks)
    assert [strip_marks(tick.label) for tick in axis.ticks] == ["3", "4"]


def test_labels_when_below_nothing_then_have_a_real_minus() -> None:
    axis = number_axis("", [Fraction(-400), Fraction(400)])
    assert strip_marks(axis.ticks[0].label) == "\u2212400"


@given(days=st.lists(st.dates(date(1990, 1, 1), date(2060, 12, 31)), min_size=1, max_size=20))
def test_days_when_any_then_ticks_are_first_days_of_months_around_them(days: list[date]) -> None:
    axis = day_axis("", days)
    assert axis.low <= min(days).toordinal()
    assert axis.high >= max(days).toordinal()
    assert all(date.fromordinal(int(tick.at)).day == 1 for tick in axis.ticks)
    assert 2 <= len(axis.ticks) <= MOST_TICKS + 2


def test_names_when_turned_then_the_first_one_stands_at_the_right() -> None:
    axis = named_axis("", ["first", "second"], turned=True)
    assert axis.part(Fraction(0)) > axis.part(Fraction(1))
    straight = named_axis("", ["first", "second"])
    assert straight.part(Fraction(0)) < straight.part(Fraction(1))


def test_room_when_a_number_stands_at_the_end_then_the_axis_is_longer_there_alone() -> None:
    axis = number_axis("", [Fraction(101), Fraction(150)])
    longer = with_room(axis, [Fraction(120), Fraction(150)])
    assert longer.high > axis.high
    assert longer.low == axis.low
    assert longer.ticks == axis.ticks
