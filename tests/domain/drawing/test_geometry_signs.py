"""Signs and borders that only a place between two answers shows."""

import pytest

from shamay_desktop.domain.drawing.geometry import (
    contains,
    label_point,
    main_direction,
    nearest_on,
    side,
)
from shamay_desktop.domain.drawing.points import Ring

BOX: Ring = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
TINY = 2.0**-53


def test_side_when_one_looks_along_a_way_on_a_sheet_then_right_is_1_and_left_is_minus_1() -> None:
    assert side((0, 0), (10, 0), (5, 1)) == 1  # y goes down: right of the way to the east
    assert side((0, 0), (10, 0), (5, -1)) == -1
    assert side((0, 0), (10, 0), (50, 0)) == 0
    assert side((10, 0), (0, 0), (5, 1)) == -1


def test_side_when_floats_cannot_tell_then_fractions_do() -> None:
    """Near a diagonal the difference of the products is rounded away, or to the wrong side."""
    b, beyond = (12.1, 12.1), (24.3, 24.3)
    for across in range(24):
        for down in range(24):
            a = (0.5 + across * TINY, 0.5 + down * TINY)
            expected = (down > across) - (down < across)
            assert side(a, b, beyond) == expected, (across, down)


def test_contains_when_the_outline_goes_either_way_round_then_says_the_same() -> None:
    for ring in (BOX, BOX[::-1]):
        assert contains(ring, (5, 5))
        assert contains(ring, (10, 5))
        assert not contains(ring, (-1, 5))
        assert not contains(ring, (11, 5))


def test_label_point_when_the_centre_has_little_room_then_it_stands_where_there_is_more() -> None:
    """A bar with a large room at its end: the centre of area lies in the bar's mouth."""
    ring: Ring = (
        (0, 0), (100, 0), (100, 44), (400, 44), (400, 56), (100, 56), (100, 100), (0, 100),
    )  # fmt: skip
    x, y = label_point(ring)
    assert contains(ring, (x, y))
    assert nearest_on(ring, (x, y), closed=True)[2] > 40
    assert x < 100


def test_label_point_when_the_centre_has_room_enough_then_it_stays_there() -> None:
    assert label_point(((0, 0), (100, 0), (100, 30), (0, 30))) == pytest.approx((50, 15))
    wedge: Ring = ((0, 0), (100, 10), (100, 90), (0, 40))
    assert nearest_on(wedge, label_point(wedge), closed=True)[2] > 20


def test_main_direction_when_walls_lie_on_both_sides_of_a_degree_then_both_count() -> None:
    """Most lies at 10°, a little at 9° and 11°: both neighbours are of one direction with it."""
    from math import cos, radians, sin

    def wall(degrees: float, long: float) -> tuple[tuple[float, float], tuple[float, float]]:
        return (0.0, 0.0), (long * cos(radians(degrees)), long * sin(radians(degrees)))

    for off in (-0.9, 0.9):
        lines = [wall(10.2, 50), wall(10.2 + off, 50), wall(40.2, 60)]
        assert main_direction(lines) == pytest.approx(10.2 + off / 2, abs=0.05), off
