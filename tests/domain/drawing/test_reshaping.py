"""Shapes changed by hand: nothing is lost, falls under three corners, or turns over."""

import itertools
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shamay_desktop.domain.drawing.geometry import (
    area,
    contains,
    crossing,
    distance,
    edges,
    length,
    nearest_on,
    perimeter,
    signed_area,
    without_repeats,
)
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.drawing.reshaping import (
    added_corner,
    moved,
    moved_corner,
    offset,
    rectangle,
    removed_corner,
    ring_of,
    traced,
    turned,
    with_hole,
)
from shamay_desktop.domain.errors import Refused
from tests.drawn_shapes import (
    BOW,
    COURT,
    L_ROOM,
    SQUARE,
    convex_rings,
    degrees,
    points,
    stars,
    tangled_rings,
    turned_about,
)

SAME = pytest.approx
WAYS = st.floats(-5_000, 5_000, allow_nan=False)


def code(problem: pytest.ExceptionInfo[Refused]) -> tuple[str, dict[str, object]]:
    """The code of a refusal and its facts."""
    return problem.value.code, problem.value.facts


@given(stars(), st.integers(0, 11), points)
def test_corner_when_moved_there_and_back_then_the_ring_is_the_same(
    ring: Ring, number: int, to: Point
) -> None:
    number %= len(ring)
    there = moved_corner(ring, number, to)
    assert there[number] == to
    assert moved_corner(there, number, ring[number]) == ring


@given(stars(), st.integers(0, 11), points)
def test_corner_when_added_and_removed_then_the_ring_is_the_same(
    ring: Ring, edge: int, at: Point
) -> None:
    edge %= len(ring)
    more = added_corner(ring, edge, at)
    assert more[edge + 1] == at
    assert removed_corner(more, edge + 1) == ring


@given(st.integers(0, 2))
def test_corner_when_only_three_are_left_then_none_is_removed(number: int) -> None:
    with pytest.raises(Refused) as problem:
        removed_corner(SQUARE[:3], number)
    assert code(problem) == ("shape_too_few_corners", {"n": 3})
    with pytest.raises(Refused):
        removed_corner(SQUARE[:2], 0, least=2)
    assert removed_corner(SQUARE[:3], 0, least=2) == SQUARE[1:3]


@given(stars(), WAYS, WAYS)
def test_ring_when_moved_then_measures_the_same(ring: Ring, across: float, down: float) -> None:
    there = moved(ring, across, down)
    assert area(there) == SAME(area(ring), rel=1e-9)
    back = moved(there, -across, -down)
    assert all(distance(a, b) < 1e-8 for a, b in zip(back, ring, strict=True))


@given(stars(), degrees, points)
def test_ring_when_turned_then_is_turned_as_the_textbook_says(
    ring: Ring, angle: float, about: Point
) -> None:
    there = turned(ring, angle, about)
    expected = turned_about(ring, angle, about)
    assert all(distance(a, b) < 1e-8 for a, b in zip(there, expected, strict=True))
    assert area(there) == SAME(area(ring), rel=1e-9)
    back = turned(there, -angle, about)
    assert all(distance(a, b) < 1e-8 for a, b in zip(back, ring, strict=True))


def test_ring_when_turned_by_right_angles_then_is_exact() -> None:
    assert turned(L_ROOM, 90, (0, 0))[1] == (0, 9)
    four = L_ROOM
    for _ in range(4):
        four = turned(four, 90, (0, 0))
    assert four == L_ROOM
    assert turned(L_ROOM, -90, (0, 0)) == turned(L_ROOM, 270, (0, 0))


@given(points, points, degrees)
def test_rectangle_when_drawn_by_two_corners_then_is_one_along_its_angle(
    a: Point, b: Point, along: float
) -> None:
    try:
        ring = rectangle(a, b, along)
    except Refused:
        flat = turned_about((b,), -along, a)[0]
        assert min(abs(flat[0] - a[0]), abs(flat[1] - a[1])) < 1e-6
        return
    assert (ring[0], ring[2]) == (a, b)
    sides = [distance(*edge) for edge in edges(ring)]
    assert sides[0] == SAME(sides[2], abs=1e-7)
    assert sides[1] == SAME(sides[3], abs=1e-7)
    assert distance(ring[1], ring[3]) == SAME(distance(a, b), abs=1e-7)
    assert signed_area(ring) > -1e-6
    assert area(ring) == SAME(sides[0] * sides[1], abs=1e-6 * distance(a, b) + 1e-9)


def test_rectangle_when_its_corners_lie_on_one_side_then_is_refused() -> None:
    with pytest.raises(Refused) as problem:
        rectangle((0, 0), (5, 0))
    assert problem.value.code == "shape_without_area"
    assert rectangle((5, 3), (0, 0)) == ((5, 3), (0, 3), (0, 0), (5, 0))


def test_hole_when_it_lies_inside_then_is_taken() -> None:
    assert with_hole(SQUARE, (), COURT) == (COURT,)
    other = ((1.0, 1.0), (2.0, 1.0), (2.0, 2.0))
    assert with_hole(SQUARE, (COURT,), other) == (COURT, other)


@pytest.mark.parametrize(
    ("hole", "problem"),
    [
        (((20.0, 20.0), (30.0, 20.0), (30.0, 30.0)), "hole_outside"),
        (((5.0, 5.0), (15.0, 5.0), (5.0, 6.0)), "hole_outside"),
        (((-5.0, -5.0), (15.0, -5.0), (15.0, 15.0), (-5.0, 15.0)), "hole_outside"),
        (((0.0, 0.0), (1.0, 1.0), (0.5, 2.0)), "hole_outside"),
        (((4.5, 4.5), (5.0, 4.5), (5.0, 5.0)), "hole_in_hole"),
        (((3.0, 3.0), (7.0, 3.0), (7.0, 7.0), (3.0, 7.0)), "hole_in_hole"),
        (((5.0, 5.0), (8.0, 5.0), (8.0, 5.5)), "hole_in_hole"),
        (((1.0, 1.0), (2.0, 2.0)), "shape_too_few_corners"),
        (((1.0, 1.0), (3.0, 3.0), (3.0, 1.0), (1.0, 3.0)), "shape_crosses_itself"),
    ],
)
def test_hole_when_it_is_none_then_is_refused(hole: Ring, problem: str) -> None:
    with pytest.raises(Refused) as refused:
        with_hole(SQUARE, (COURT,), hole)
    assert refused.value.code == problem


@given(tangled_rings)
def test_ring_when_it_is_finished_then_is_simple_or_told_where_it_is_not(ring: Ring) -> None:
    corners = without_repeats(ring)
    if len(corners) >= 3 and crossing(corners) is None:
        assert ring_of(ring) == corners
        return
    with pytest.raises(Refused) as problem:
        ring_of(ring)
    if len(corners) < 3:
        assert code(problem) == ("shape_too_few_corners", {"n": 3})
    else:
        one, other = crossing(corners) or (-1, -1)
        assert code(problem) == ("shape_crosses_itself", {"first": one + 1, "second": other + 1})


def test_ring_when_it_is_a_bow_then_names_its_edges_from_one() -> None:
    with pytest.raises(Refused) as problem:
        ring_of(BOW)
    assert code(problem) == ("shape_crosses_itself", {"first": 1, "second": 3})


def sharpest(ring: Ring) -> float:
    """The least sine of a corner's turn."""
    return min(
        abs((b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]))
        / (distance(a, b) * distance(b, c))
        for (a, b), (_, c) in zip(edges(ring), edges((*ring[1:], ring[0])), strict=True)
    )


@given(convex_rings(), st.floats(0.1, 300), st.booleans())
def test_offset_when_a_convex_ring_goes_out_and_in_then_is_the_same_again(
    ring: Ring, far: float, is_reversed: bool
) -> None:
    ring = ring[::-1] if is_reversed else ring
    assume(sharpest(ring) > 0.02)
    out = offset(ring, [far] * len(ring))
    assert all(contains(out, corner) for corner in ring)
    back = offset(out, [-far] * len(out))
    size = perimeter(ring) + perimeter(out)
    assert len(back) == len(ring)
    assert all(distance(a, b) <= 1e-9 * size for a, b in zip(back, ring, strict=True))


@given(convex_rings(), st.lists(st.floats(0, 300), min_size=10, max_size=10))
def test_offset_when_walls_differ_then_each_edge_lies_its_own_distance_away(
    ring: Ring, thick: list[float]
) -> None:
    thick = thick[: len(ring)]
    try:
        out = offset(ring, thick)
    except Refused:  # a thick wall beside a thin one may cover it
        assume(False)
    assume(len(out) == len(ring))
    for (a, b), (c, d), far in zip(edges(ring), edges(out), thick, strict=True):
        long = distance(a, b)
        for point in (c, d):
            across = (point[0] - a[0]) * (b[1] - a[1]) - (point[1] - a[1]) * (b[0] - a[0])
            assert abs(across / long) == SAME(far, abs=1e-6)
    assert area(out) >= area(ring) * (1 - 1e-9)


@given(stars(), st.floats(-200, 200))
def test_offset_when_any_ring_is_moved_then_is_simple_and_larger_outward(
    ring: Ring, far: float
) -> None:
    assume(crossing(ring) is None)
    try:
        out = offset(ring, [far] * len(ring))
    except Refused:
        assume(False)
    assert crossing(out) is None
    assert signed_area(out) * signed_area(ring) > 0
    assert (area(out) - area(ring)) * far >= -1e-6


def test_offset_when_a_room_has_walls_then_is_the_outline_by_hand() -> None:
    assert offset(SQUARE, [1, 2, 3, 4]) == ((-4, -1), (12, -1), (12, 13), (-4, 13))
    assert area(offset(L_ROOM, [0.5] * 6)) == SAME(47 + 34 * 0.5 + (5 - 1) * 0.25)
    assert area(offset(L_ROOM[::-1], [0.5] * 6)) == SAME(65)


def test_offset_when_a_straight_wall_changes_its_thickness_then_has_a_step() -> None:
    wall = ((0.0, 0.0), (5.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
    out = offset(wall, [1, 2, 1, 1, 1])
    assert list(out) == [(-1, -1), (5, -1), (5, -2), (11, -2), (11, 11), (-1, 11)]
    nearly = ((0.0, 0.0), (5.0, 0.05), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
    assert all(distance(point, (5, 5)) < 10 for point in offset(nearly, [1, 2, 1, 1, 1]))


def test_offset_when_a_wall_would_vanish_then_is_refused() -> None:
    for far in (-5, -6, -50):
        with pytest.raises(Refused) as problem:
            offset(SQUARE, [far] * 4)
        assert problem.value.code == "offset_inside_out"
    slot = ((0, 0), (10, 0), (10, 10), (6, 10), (6, 2), (4, 2), (4, 10), (0, 10))
    with pytest.raises(Refused):
        offset(slot, [1.5] * 8)
    assert area(offset(slot, [0.5] * 8)) > area(slot)


def test_offset_when_corners_repeat_then_their_edges_are_passed_over() -> None:
    doubled = (SQUARE[0], SQUARE[0], *SQUARE[1:], SQUARE[0])
    assert offset(doubled, [9, 1, 1, 1, 1, 9]) == offset(SQUARE, [1] * 4)


@given(stars(), st.integers(0, 11), st.floats(0, 1), st.integers(0, 11), st.floats(0, 1))
def test_trace_when_two_places_are_named_then_both_ways_are_the_whole_outline(
    ring: Ring, first: int, share: float, last: int, other: float
) -> None:
    every = list(edges(ring))
    (a, b), (c, d) = every[first % len(ring)], every[last % len(ring)]
    start = a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
    end = c[0] + other * (d[0] - c[0]), c[1] + other * (d[1] - c[1])
    assume(distance(start, end) > 0.01)
    short, long = traced(ring, start, end)
    assert length(short) <= length(long)
    assert length(short) + length(long) == SAME(perimeter(ring), rel=1e-6)
    for way in (short, long):
        assert distance(way[0], start) < 1e-6
        assert distance(way[-1], end) < 1e-6
        middles = [((p[0] + q[0]) / 2, (p[1] + q[1]) / 2) for p, q in itertools.pairwise(way)]
        assert all(nearest_on(ring, point, closed=True)[2] < 1e-6 for point in middles)


def test_trace_when_a_wall_is_shared_then_is_that_wall() -> None:
    short, long = traced(SQUARE, (5, 0), (10, 5))
    assert list(short) == [(5, 0), (10, 0), (10, 5)]
    assert list(long) == [(5, 0), (0, 0), (0, 10), (10, 10), (10, 5)]
    assert traced(SQUARE, (5, -3), (2, 1))[0] == ((5, 0), (2, 0))
    with pytest.raises(Refused) as problem:
        traced(SQUARE, (5, 0), (5, -4))
    assert problem.value.code == "trace_too_short"


def test_offset_when_no_edge_is_eaten_up_but_the_outline_would_cross_itself_then_is_refused() -> (
    None
):
    """A yard behind a passage of 4: walls of 3 on both sides of the passage overlap."""
    ring: Ring = (
        (0, 0), (48, 0), (48, 30), (30, 30), (30, 70), (70, 70), (70, 30), (52, 30), (52, 0),
        (100, 0), (100, 100), (0, 100),
    )  # fmt: skip
    assert len(offset(ring, [1.5] * len(ring))) == len(ring)
    with pytest.raises(Refused) as refused:
        offset(ring, [3.0] * len(ring))
    assert refused.value.code == "offset_inside_out"


@pytest.mark.parametrize("far", [[1.0] * 3, [1.0, 2.0, 1.0], [0.001] * 3, [0.0, 1.0, 0.0]])
@pytest.mark.parametrize("width", [0.0005, 1e-9])
def test_offset_when_a_wall_turns_back_on_itself_then_is_refused_and_no_far_corner_stands(
    far: list[float], width: float
) -> None:
    """A needle of a kilometre: its mitre would stand a thousand kilometres and more away."""
    for ring in ([(0, 0), (1000, 0), (0, width)], [(0, 0), (0, width), (1000, 0)]):
        with pytest.raises(Refused) as refused:
            offset(ring, far)
        assert refused.value.code == "offset_inside_out"


def test_offset_when_a_corner_is_sharp_and_no_needle_then_has_its_mitre() -> None:
    """Where both walls of a gable of 2 in 100 meet: by the half angle, d / sin."""
    ring: Ring = ((0, -1), (100, 0), (0, 1))
    out = offset(ring, [0.1] * 3)
    tip = max(out)
    assert tip == SAME((100 + 0.1 * math.hypot(100, 1), 0), abs=1e-9)
