"""Ticks of an axis at round places, exact: 1, 2 or 5 times a power of ten; months for days."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from shamay_desktop.domain.money import plain, to_places
from shamay_desktop.domain.plots.plot import Axis, Tick
from shamay_desktop.i18n import formats

MOST_TICKS = 6
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
_NARROWEST = Fraction(1, 100)
_ROOM = Fraction(1, 25)


def nice_step(spread: Fraction, most: int = MOST_TICKS) -> Fraction:
    """The smallest of 1, 2 or 5 × 10ᵏ that divides the spread into fewer than `most` parts."""
    wanted = spread / max(most - 1, 1)
    power = Fraction(1)
    while power > wanted:
        power /= 10
    while power * 10 <= wanted:
        power *= 10
    return next(power * times for times in (1, 2, 5, 10) if power * times >= wanted)


def number_axis(
    title: str, numbers: list[Fraction], *, whole: bool = False, turned: bool = False
) -> Axis:
    """An axis around the numbers, its ends at ticks; `whole`: only whole numbers have ticks.

    One number stands in the middle of its axis; none gives an axis from 0 to 1 without ticks.
    """
    if not numbers:
        return Axis(title, Fraction(0), Fraction(1), turned=turned)
    low, high = min(numbers), max(numbers)
    if low == high:
        around = Fraction(1) if whole else max(abs(low) / 20, _NARROWEST)
        low, high = low - around, high + around
    step = nice_step(high - low)
    if whole:
        step = max(step, Fraction(1))
    first, last = low // step, -(-high // step)
    ticks = tuple(Tick(step * n, number_label(step * n)) for n in range(int(first), int(last) + 1))
    return Axis(title, step * first, step * last, ticks, turned)


def with_room(axis: Axis, numbers: list[Fraction]) -> Axis:
    """The axis a little longer where a number stands at its very end, so that it is seen whole."""
    room = (axis.high - axis.low) * _ROOM
    low = axis.low - room if numbers and min(numbers) - axis.low < room else axis.low
    high = axis.high + room if numbers and axis.high - max(numbers) < room else axis.high
    return replace(axis, low=low, high=high)


def number_label(number: Fraction) -> str:
    """A tick's number: no more digits behind the point than it has, at most two."""
    return formats.number(plain(to_places(number).normalize()))


def day_axis(title: str, days: list[date]) -> Axis:
    """An axis of days by their ordinals; its ticks are first days of months: 03.2025."""
    if not days:
        return Axis(title, Fraction(0), Fraction(1))
    first, last = _months(min(days)), _months(max(days)) + 1
    step = next((each for each in _MONTH_STEPS if (last - first) / each < MOST_TICKS), 240)
    first -= first % step
    last += -last % step
    ticks = tuple(
        Tick(Fraction(_first_day(months).toordinal()), _month_label(months))
        for months in range(first, last + 1, step)
    )
    return Axis(title, ticks[0].at, ticks[-1].at, ticks)


def named_axis(title: str, names: list[str], *, turned: bool = False) -> Axis:
    """An axis of names, one a whole number from 0."""
    ticks = tuple(Tick(Fraction(place), name) for place, name in enumerate(names))
    return Axis(title, Fraction(-1, 2), Fraction(2 * max(len(names), 1) - 1, 2), ticks, turned)


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_day(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def _month_label(months: int) -> str:
    return formats.identifier(f"{months % 12 + 1:02}.{months // 12:04}")
