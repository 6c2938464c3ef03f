"""Annotations among each other: lines that they share, gaps, order, hands' lines made thin."""

import math
import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.drawing.geometry import Box, distance, on_edge
from shamay_desktop.domain.maps.arranging import (
    Align,
    Order,
    Spread,
    aligned,
    guided,
    reordered,
    scaled,
    smoothed,
    spread,
    thinned,
)

number = st.integers(-1000, 1000).map(float)


@st.composite
def a_box(draw: st.DrawFn) -> Box:
    """Any box with an inside."""
    left, top = draw(number), draw(number)
    return left, top, left + draw(st.integers(1, 300)), top + draw(st.integers(1, 300))


boxes = st.lists(a_box(), min_size=3, max_size=8).map(
    lambda found: {str(place): box for place, box in enumerate(found)}
)


def put(found: dict[str, Box], shifts: dict[str, tuple[float, float]]) -> dict[str, Box]:
    """The boxes where they were moved to."""
    return {
        key: (
            box[0] + shifts.get(key, (0, 0))[0], box[1] + shifts.get(key, (0, 0))[1],
            box[2] + shifts.get(key, (0, 0))[0], box[3] + shifts.get(key, (0, 0))[1],
        )
        for key, box in found.items()
    }  # fmt: skip


@given(boxes, st.sampled_from([(Align.LEFT, 0), (Align.TOP, 1), (Align.RIGHT, 2),
                               (Align.BOTTOM, 3)]))  # fmt: skip
def test_boxes_when_aligned_then_share_a_line_and_keep_the_other_way(
    found: dict[str, Box], how: tuple[Align, int]
) -> None:
    moved = put(found, aligned(found, how[0]))
    assert len({box[how[1]] for box in moved.values()}) == 1
    other = 1 - how[1] % 2
    assert [box[other] for box in moved.values()] == [box[other] for box in found.values()]


@given(boxes, st.sampled_from([(Spread.ACROSS, 0), (Spread.DOWN, 1)]))
def test_boxes_when_spread_then_gaps_are_equal_and_the_outermost_stay(
    found: dict[str, Box], how: tuple[Spread, int]
) -> None:
    low, high = how[1], how[1] + 2
    shifts = spread(found, how[0])
    moved = put(found, shifts)
    order = sorted(found, key=lambda key: found[key][low] + found[key][high])
    gaps = [moved[b][low] - moved[a][high] for a, b in pairwise(order)]
    assert max(gaps) - min(gaps) < 1e-6
    assert order[0] not in shifts
    assert order[-1] not in shifts


@given(
    st.lists(st.integers(0, 20), unique=True, min_size=1), st.data(), st.sampled_from(list(Order))
)
def test_an_order_when_changed_then_all_are_there_and_the_chosen_keep_theirs(
    keys: list[int], data: st.DataObject, how: Order
) -> None:
    order = [str(key) for key in keys]
    chosen = data.draw(st.lists(st.sampled_from(order), unique=True))
    after = reordered(order, chosen, how)
    assert sorted(after) == sorted(order)
    assert [key for key in after if key in chosen] == [key for key in order if key in chosen]
    if how is Order.FRONT:
        assert set(after[len(order) - len(chosen) :]) == set(chosen)


def test_one_when_brought_forward_then_it_passes_exactly_one() -> None:
    assert reordered("abcd", ["b"], Order.FORWARD) == ("a", "c", "b", "d")
    assert reordered("abcd", ["b", "c"], Order.FORWARD) == ("a", "d", "b", "c")
    assert reordered("abcd", ["d"], Order.FORWARD) == ("a", "b", "c", "d")
    assert reordered("abcd", ["c"], Order.BACKWARD) == ("a", "c", "b", "d")


def test_a_moved_box_when_near_a_line_of_another_then_it_is_taken_there() -> None:
    found = guided((103, 300, 153, 350), [(100, 100, 200, 200)], 8)
    assert list(found.shift) == [-3, 0]
    assert len(found.lines) == 1
    assert guided((120, 300, 175, 350), [(100, 100, 200, 200)], 2).shift[1] == 0


def test_points_when_their_box_is_another_then_they_keep_their_share() -> None:
    assert scaled(((0, 0), (5, 10)), (0, 0, 10, 10), (10, 20, 30, 60)) == ((10, 20), (20, 60))
    assert scaled(((3, 4), (9, 4)), (3, 4, 9, 4), (6, 8, 12, 8)) == ((6, 8), (12, 8))


@given(st.integers(0, 10_000), st.floats(0.2, 10))
def test_a_line_by_hand_when_thinned_then_no_point_was_farther_than_asked(
    seed: int, within: float
) -> None:
    chance = random.Random(seed)
    path = [(step * 3.0, 40 * math.sin(step / 9) + chance.uniform(-2, 2)) for step in range(120)]
    thin = thinned(path, within)
    assert (thin[0], thin[-1]) == (path[0], path[-1])
    for point in path:
        steps = pairwise(thin)
        assert min(distance(point, on_edge(a, b, point)) for a, b in steps) <= within + 1e-9


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_line_of_few_points_when_smoothed_or_thinned_then_it_stays(count: int) -> None:
    path = tuple((float(step), 0.0) for step in range(count))
    assert smoothed(path) == path
    assert thinned(path, 1) == path
