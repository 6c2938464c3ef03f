"""Who borders on a parcel, and on which side."""

import math

import pytest

from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.maps.neighbours import neighbours
from shamay_desktop.domain.maps.parcel_layers import LayerParcel


def box(left: float, low: float, right: float, high: float) -> Ring:
    """Against the clock."""
    return ((left, low), (right, low), (right, high), (left, high))


def parcel(helka: int, ring: Ring, *, road: bool = False) -> LayerParcel:
    """A parcel of block 6144, at a place of Israel TM."""
    moved = tuple((x + 180_000, y + 660_000) for x, y in ring)
    return LayerParcel("6144", "", str(helka), (moved,), road=road)


OWN = parcel(10, box(0, 0, 30, 20))


def told(others: list[LayerParcel], own: LayerParcel = OWN) -> list[tuple[str, str, int]]:
    """Side, parcel, whole metres."""
    found = neighbours(own, others).neighbours
    return [(each.side, each.parcel.helka, round(each.length)) for each in found]


def test_neighbours_when_on_each_side_then_sides_and_lengths_are_told() -> None:
    others = [
        parcel(1, box(0, 20, 30, 40)), parcel(2, box(30, 0, 60, 20)),
        parcel(3, box(0, -20, 30, 0), road=True), parcel(4, box(-30, 0, 0, 20)),
    ]  # fmt: skip
    assert told(others) == [
        ("north", "1", 30), ("east", "2", 20), ("south", "3", 30), ("west", "4", 20),
    ]  # fmt: skip
    assert neighbours(OWN, others).open == ()


def test_neighbours_when_they_touch_at_a_corner_then_are_left_out() -> None:
    assert told([parcel(5, box(30, 20, 60, 40)), parcel(6, box(29.5, 20, 60, 40))]) == []


def test_neighbours_when_two_share_a_side_then_the_longer_is_first() -> None:
    others = [parcel(1, box(0, 20, 10, 40)), parcel(2, box(10, 20, 30, 40))]
    assert told(others) == [("north", "2", 20), ("north", "1", 10)]


def test_neighbours_when_drawn_a_little_apart_then_still_border() -> None:
    assert told([parcel(1, box(0, 20.3, 30, 40))]) == [("north", "1", 30)]
    assert told([parcel(1, box(0, 20.9, 30, 40))]) == []


def test_neighbours_when_the_parcel_itself_is_among_them_then_it_is_none() -> None:
    assert told([OWN]) == []


def test_sides_when_nothing_borders_then_are_told_open() -> None:
    found = neighbours(OWN, [parcel(1, box(0, 20, 30, 40))])
    assert dict(found.open) == pytest.approx({"east": 20, "south": 30, "west": 20})


@pytest.mark.parametrize("turn", range(0, 360, 30))
def test_neighbours_when_the_whole_is_turned_then_lengths_stay(turn: int) -> None:
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))

    def turned(ring: Ring) -> Ring:
        return tuple((x * cos - y * sin, x * sin + y * cos) for x, y in ring)

    own = parcel(10, turned(box(0, 0, 30, 20)))
    others = [parcel(1, turned(box(0, 20, 30, 40))), parcel(2, turned(box(30, 0, 60, 20)))]
    found = neighbours(own, others).neighbours
    assert sorted(round(each.length, 6) for each in found) == [20, 30]


def test_neighbours_when_a_corner_is_between_theirs_then_the_whole_border_counts() -> None:
    broken = ((0.0, 20.0), (7.0, 20.0), (19.0, 20.0), (30.0, 20.0), (30.0, 40.0), (0.0, 40.0))
    assert told([parcel(1, broken)]) == [("north", "1", 30)]


def test_neighbours_when_a_number_stands_in_several_rows_then_it_borders_once() -> None:
    north, half, rest = box(0, 20, 30, 40), box(0, 20, 10, 40), box(10, 20, 30, 40)
    assert told([parcel(1, north), parcel(1, north)]) == [("north", "1", 30)]
    assert told([parcel(1, half), parcel(1, rest)]) == [("north", "1", 30)]
