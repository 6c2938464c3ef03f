"""Lengths, areas and places, against exact arithmetic and under every motion."""

import itertools
import math
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shamay_desktop.domain.drawing.geometry import (
    Edge,
    area,
    bounds,
    centre,
    contains,
    crossing,
    direction,
    distance,
    edges,
    is_inside,
    label_point,
    length,
    main_direction,
    nearest_on,
    perimeter,
    rings_meet,
    side,
    without_repeats,
)
from shamay_desktop.domain.drawing.points import Point, Ring
from tests.drawn_shapes import (
    BOW,
    COURT,
    L_ROOM,
    SQUARE,
    any_rings,
    degrees,
    exact_area,
    few_places,
    points,
    stars,
    tangled_rings,
    turned_about,
)

FAR = st.tuples(st.integers(-1_000_000, 1_000_000), st.integers(-1_000_000, 1_000_000))
SAME = pytest.approx


def close(one: float, other: float, size: float) -> bool:
    """The same to 1e-9 of what is measured."""
    return abs(one - other) <= 1e-9 * size


@given(stars())
def test_area_when_a_ring_is_measured_then_is_the_exact_one(ring: Ring) -> None:
    assert area(ring) == SAME(float(exact_area(ring)), rel=1e-12)


@given(stars(), FAR)
def test_measures_when_the_ring_is_moved_far_then_stay_to_a_billionth(
    ring: Ring, way: tuple[int, int]
) -> None:
    there = tuple((x + way[0], y + way[1]) for x, y in ring)
    assert close(area(there), area(ring), area(ring))
    assert close(perimeter(there), perimeter(ring), perimeter(ring))


@given(stars(), degrees, points)
def test_measures_when_the_ring_is_turned_then_stay_to_a_billionth(
    ring: Ring, angle: float, about: Point
) -> None:
    there = turned_about(ring, angle, about)
    assert close(area(there), area(ring), area(ring))
    assert close(perimeter(there), perimeter(ring), perimeter(ring))


@given(stars(), st.integers(0, 11), st.booleans())
def test_measures_when_the_corners_begin_elsewhere_or_go_round_then_are_the_same(
    ring: Ring, first: int, is_reversed: bool
) -> None:
    other = ring[first % len(ring) :] + ring[: first % len(ring)]
    other = other[::-1] if is_reversed else other
    assert close(area(other), area(ring), area(ring))
    assert perimeter(other) == SAME(perimeter(ring), rel=1e-12)
    assert centre(other) == SAME(centre(ring), abs=1e-9 * perimeter(ring))


@given(stars(), st.floats(0.05, 0.9), FAR, degrees)
def test_area_when_there_are_holes_then_is_the_ring_less_them_wherever_it_lies(
    ring: Ring, share: float, way: tuple[int, int], angle: float
) -> None:
    middle = (sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring))
    hole = tuple(
        (middle[0] + share * (x - middle[0]), middle[1] + share * (y - middle[1])) for x, y in ring
    )
    left = area(ring, [hole])
    assert close(left, area(ring) * (1 - share * share), area(ring))
    there, hole_there = (
        tuple((x + way[0], y + way[1]) for x, y in turned_about(each, angle))
        for each in (ring, hole[::-1])
    )
    assert close(area(there, [hole_there]), left, area(ring))


def test_area_when_holes_are_larger_than_the_ring_then_is_nothing() -> None:
    assert area(COURT, [SQUARE]) == 0


def test_measures_when_known_then_are_those() -> None:
    assert (area(L_ROOM), perimeter(L_ROOM), length(L_ROOM)) == (47, 34, 26)
    assert centre(SQUARE) == (5, 5)
    assert bounds(L_ROOM) == (0, 0, 9, 8)
    assert (area(()), perimeter(()), length(()), length(((1, 1),))) == (0, 0, 0, 0)
    assert centre(((3, 4),)) == (3, 4)
    assert centre(((0, 0), (4, 0))) == (2, 0)


@given(stars(), degrees)
def test_centre_when_the_ring_is_turned_then_turns_with_it(ring: Ring, angle: float) -> None:
    (expected,) = turned_about((centre(ring),), angle)
    assert centre(turned_about(ring, angle)) == SAME(expected, abs=1e-7)


def exactly_meet(first: Edge, second: Edge) -> bool:
    """Whether two edges share a point: in fractions, by parameters."""
    (px, py), (qx, qy) = [tuple(map(Fraction, point)) for point in first]
    (rx, ry), (sx, sy) = [tuple(map(Fraction, point)) for point in second]
    dx, dy, ex, ey = qx - px, qy - py, sx - rx, sy - ry
    cross = dx * ey - dy * ex
    if cross:
        along = ((rx - px) * ey - (ry - py) * ex) / cross
        other = ((rx - px) * dy - (ry - py) * dx) / cross
        return 0 <= along <= 1 and 0 <= other <= 1
    if (rx - px) * dy - (ry - py) * dx:
        return False
    square = dx * dx + dy * dy
    ends = sorted(((x - px) * dx + (y - py) * dy) / square for x, y in ((rx, ry), (sx, sy)))
    return ends[0] <= 1 and ends[1] >= 0


def exactly_simple(ring: Ring) -> bool:
    """Every pair of edges looked at: neighbours share one corner only, others nothing."""
    kept = [edge for edge in edges(ring) if edge[0] != edge[1]]
    if len(kept) < 3:
        return True
    for at, other in itertools.combinations(range(len(kept)), 2):
        first, second = kept[at], kept[other]
        if other - at == 1 or (at == 0 and other == len(kept) - 1):
            one, corner, two = (*first, second[1]) if other - at == 1 else (*second, first[1])
            cross = (corner[0] - one[0]) * (two[1] - one[1]) - (corner[1] - one[1]) * (
                two[0] - one[0]
            )
            ahead = (two[0] - corner[0]) * (corner[0] - one[0]) + (two[1] - corner[1]) * (
                corner[1] - one[1]
            )
            if cross == 0 and ahead < 0:
                return False
        elif exactly_meet(first, second):
            return False
    return True


@given(st.one_of(tangled_rings, any_rings))
def test_crossing_when_every_pair_is_looked_at_then_tells_the_same(ring: Ring) -> None:
    assert (crossing(ring) is None) == exactly_simple(ring)


@given(tangled_rings)
def test_crossing_when_two_edges_are_named_then_they_meet(ring: Ring) -> None:
    found = crossing(ring)
    assume(found is not None)
    assert found is not None
    every = list(edges(ring))
    assert found[0] < found[1]
    assert exactly_meet(every[found[0]], every[found[1]])


@given(stars(least=4))
def test_crossing_when_a_ring_is_simple_then_is_none(ring: Ring) -> None:
    assert crossing(ring) is None
    assert crossing((*ring, ring[0])) is None
    assert crossing(tuple(corner for corner in ring for _ in range(2))) is None


def test_crossing_when_known_then_names_the_edges() -> None:
    assert crossing(BOW) == (0, 2)
    assert crossing(((0, 0), (10, 0), (4, 0), (4, 5))) == (0, 1)
    assert crossing(((0, 0), (1, 1))) is None
    assert crossing(()) is None


@pytest.mark.parametrize("count", [5_000])
def test_crossing_when_a_ring_has_thousands_of_corners_then_is_found(count: int) -> None:
    teeth = [(number / 4, 1_000.0 * (number % 2)) for number in range(count - 2)]
    comb = (*teeth, (count / 4, -5.0), (-1.0, -5.0))
    assert crossing(comb) is None
    assert crossing((*comb[:-1], (600.0, 500.0))) is not None


@given(stars(), points)
def test_contains_when_a_point_is_looked_at_then_agrees_with_the_winding_number(
    ring: Ring, point: Point
) -> None:
    assume(nearest_on(ring, point, closed=True)[2] > 1e-6)
    turned = math.fsum(
        math.remainder(
            math.atan2(b[1] - point[1], b[0] - point[0])
            - math.atan2(a[1] - point[1], a[0] - point[0]),
            2 * math.pi,
        )
        for a, b in edges(ring)
    )
    assert contains(ring, point) == (abs(turned) > math.pi)


@given(stars())
def test_contains_when_the_point_is_a_corner_then_is_inside(ring: Ring) -> None:
    assert all(contains(ring, corner) for corner in ring)


@given(tangled_rings, few_places)
def test_contains_when_the_point_is_on_an_edge_then_is_inside(ring: Ring, point: Point) -> None:
    on_edge = any(
        side(a, b, point) == 0
        and min(a[0], b[0]) <= point[0] <= max(a[0], b[0])
        and min(a[1], b[1]) <= point[1] <= max(a[1], b[1])
        for a, b in edges(ring)
    )
    assume(on_edge)
    assert contains(ring, point)


@given(any_rings, points)
def test_nearest_on_when_a_ring_is_looked_at_then_nothing_of_it_is_nearer(
    ring: Ring, point: Point
) -> None:
    place, number, away = nearest_on(ring, point, closed=True)
    a, b = list(edges(ring))[number]
    assert distance(place, point) == away
    assert distance(a, place) + distance(place, b) == SAME(distance(a, b), abs=1e-6)
    for a, b in edges(ring):
        for share in (0, 0.1, 0.5, 0.73, 1):
            there = a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
            assert distance(there, point) >= away - 1e-9


def test_nearest_on_when_the_line_is_open_then_the_way_back_is_no_edge() -> None:
    assert nearest_on(SQUARE, (0, 5)) == ((0, 0), 0, 5)
    assert nearest_on(SQUARE, (-1, 5), closed=True) == ((0, 5), 3, 1)
    assert nearest_on(((2, 2),), (2, 5)) == ((2, 2), 0, 3)


@given(stars())
def test_label_point_when_a_ring_is_named_then_lies_inside(ring: Ring) -> None:
    place = label_point(ring)
    assert contains(ring, place)
    assert nearest_on(ring, place, closed=True)[2] > 0


@given(stars(), st.floats(0.05, 0.95))
def test_label_point_when_a_hole_takes_the_middle_then_lies_beside_it(
    ring: Ring, share: float
) -> None:
    middle = (sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring))
    assume(is_inside(ring, (), middle))
    hole = tuple(
        (middle[0] + share * (x - middle[0]), middle[1] + share * (y - middle[1])) for x, y in ring
    )
    assume(not rings_meet(ring, hole))
    assert is_inside(ring, [hole], label_point(ring, [hole]))


def test_label_point_when_the_ring_is_a_hook_then_lies_in_its_arm() -> None:
    hook = ((0, 0), (100, 0), (100, 2), (2, 2), (2, 100), (0, 100))
    assert not contains(hook, centre(hook))
    assert contains(hook, label_point(hook))


def test_label_point_when_there_is_no_inside_then_lies_on_the_line() -> None:
    assert label_point(((0, 0), (10, 0), (4, 0))) == SAME((5, 0))
    assert label_point(((3, 4),)) == (3, 4)


@given(stars(), degrees, st.integers(-3, 3))
def test_main_direction_when_rooms_lie_turned_then_is_their_turn(
    ring: Ring, angle: float, quarters: int
) -> None:
    (x, y) = ring[0]
    room = ((x, y), (x + 400, y), (x + 400, y + 300), (x, y + 300))
    found = main_direction(edges(turned_about(room, angle + 90 * quarters)))
    assert math.remainder(found - angle, 90) == SAME(0, abs=1e-9)
    assert -45 <= found <= 45


@given(st.floats(-44, 44), st.floats(5, 40), st.floats(0.1, 0.8))
def test_main_direction_when_a_diagonal_or_a_round_wall_is_drawn_then_is_still_the_walls(
    angle: float, aslant: float, share: float
) -> None:
    walls = list(edges(turned_about(L_ROOM, angle)))
    ((x, y),) = turned_about(((share * perimeter(L_ROOM), 0.0),), angle + aslant)
    round_wall = [
        (math.cos(turn / 9) * 8, math.sin(turn / 9) * 8) for turn in range(int(9 * math.pi))
    ]
    found = main_direction([*walls, ((0, 0), (x, y)), *itertools.pairwise(round_wall)])
    assert math.remainder(found - angle, 90) == SAME(0, abs=0.35)


def test_main_direction_when_there_is_none_then_is_that_of_the_sheet() -> None:
    assert main_direction(()) == 0
    assert main_direction([((1, 1), (1, 1))]) == 0
    assert main_direction(edges(turned_about(L_ROOM, 1.3))) == SAME(1.3)


def test_direction_when_it_goes_down_the_sheet_then_is_clockwise() -> None:
    assert direction((0, 0), (0, 5)) == 90
    assert direction((0, 0), (5, -5)) == -45


@given(few_places, few_places, few_places, FAR)
def test_side_when_three_points_are_moved_then_is_still_exact(
    a: Point, b: Point, point: Point, way: tuple[int, int]
) -> None:
    def there(place: Point) -> Point:
        return place[0] / 8 + way[0], place[1] / 8 + way[1]

    assert side(there(a), there(b), there(point)) == side(a, b, point)
    assert side(b, a, point) == -side(a, b, point)


def test_rings_meet_when_one_lies_in_the_other_then_they_do_not() -> None:
    assert not rings_meet(SQUARE, COURT)
    assert rings_meet(SQUARE, ((5, 5), (15, 5), (5, 6)))
    assert rings_meet(SQUARE, ((10, 10), (12, 10), (12, 12)))


def test_without_repeats_when_corners_repeat_then_keeps_one_of_each_run() -> None:
    assert without_repeats(((1, 1), (1, 1), (2, 2), (1, 1), (1, 1))) == ((1, 1), (2, 2))
    assert without_repeats(()) == ()
