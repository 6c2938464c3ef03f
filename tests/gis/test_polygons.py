"""Areas cut by lines, joined and mended: nothing is lost and nothing is won."""

import math
import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shamay_desktop.domain.drawing.geometry import (
    area,
    bounds,
    crossing,
    is_inside,
    label_point,
    signed_area,
)
from shamay_desktop.domain.drawing.points import Point, Ring, rounded
from shamay_desktop.domain.errors import Refused
from shamay_desktop.gis.polygons import ShapelyPolygons
from shamay_desktop.usecases.drawing_ports import Polygon
from tests.drawn_shapes import (
    BOW,
    COURT,
    L_ROOM,
    SQUARE,
    convex_rings,
    degrees,
    stars,
    tangled_rings,
    turned_about,
)

WORK = ShapelyPolygons()
SAME = pytest.approx


def size(polygon: Polygon) -> float:
    """Its area."""
    return area(polygon.outer, polygon.holes)


def across(ring: Ring, angle: float, shift: float) -> Ring:
    """A line through a ring's box from beyond one side to beyond the other."""
    left, top, right, bottom = bounds(ring)
    far = math.hypot(right - left, bottom - top) + 10
    x, y = (left + right) / 2, (top + bottom) / 2
    line = ((x - far, y + shift * far / 4), (x + far, y + shift * far / 4))
    return turned_about(line, angle, (x, y))


@given(stars(), degrees, st.floats(-0.8, 0.8))
def test_split_when_a_line_goes_through_then_the_parts_sum_to_the_whole(
    ring: Ring, angle: float, shift: float
) -> None:
    try:
        parts = WORK.split(ring, (), across(ring, angle, shift))
    except Refused:
        assume(False)
    assert len(parts) >= 2
    assert math.fsum(map(size, parts)) == SAME(area(ring), rel=1e-9)
    for part in parts:
        assert crossing(part.outer) is None
        assert is_inside(ring, (), label_point(*part))


@given(convex_rings(), degrees, st.floats(-0.3, 0.3))
def test_join_when_a_shape_was_split_then_gives_the_whole_back(
    ring: Ring, angle: float, shift: float
) -> None:
    assume(area(ring) > 1_000)
    try:
        parts = WORK.split(ring, (), across(ring, angle, shift))
    except Refused:  # the line passes by
        assume(False)
    whole = WORK.joined(parts)
    assert size(whole) == SAME(area(ring), rel=1e-9)
    assert whole.holes == ()
    assert all(min(math.dist(a, b) for b in whole.outer) < 1e-6 for a in ring)


@given(convex_rings(), degrees, st.floats(-0.3, 0.3))
def test_join_when_the_parts_were_kept_to_hundredths_then_still_is_one(
    ring: Ring, angle: float, shift: float
) -> None:
    assume(area(ring) > 10_000)
    try:
        parts = WORK.split(ring, (), across(ring, angle, shift))
    except Refused:  # the line passes by
        assume(False)
    assume(all(size(part) > 1_000 for part in parts))
    kept = [Polygon(tuple(map(rounded, part.outer))) for part in parts]
    assert size(WORK.joined(kept)) == SAME(area(ring), rel=1e-3)


def test_split_when_there_is_a_hole_then_it_stays_open() -> None:
    parts = WORK.split(SQUARE, (COURT,), ((-1, 5), (11, 5)))
    assert [size(part) for part in parts] == [48, 48]
    assert [part.holes for part in parts] == [(), ()]
    beside = WORK.split(SQUARE, (COURT,), ((2, -1), (2, 11)))
    assert [(size(part), len(part.holes)) for part in beside] == [(20, 0), (76, 1)]
    joined = WORK.joined(parts)
    assert joined.outer == SQUARE
    assert set(joined.holes[0]) == set(COURT)


def test_split_when_the_line_turns_or_goes_through_twice_then_cuts_all_of_it() -> None:
    assert [size(part) for part in WORK.split(SQUARE, (), ((5, -1), (5, 5), (11, 5)))] == [75, 25]
    parts = WORK.split(L_ROOM, (), ((-1, 9), (10, -2)))
    assert [size(part) for part in parts] == [31.5, 7.5, 8]
    hook = ((0, 0), (9, 0), (9, 9), (6, 9), (6, 3), (3, 3), (3, 9), (0, 9))
    assert [size(part) for part in WORK.split(hook, (), ((-1, 6), (10, 6)))] == [45, 9, 9]


@pytest.mark.parametrize("off", [0.0, 0.004, -0.004, 0.04, -0.04])
def test_split_when_the_line_ends_nearly_on_the_outline_then_cuts_all_the_same(off: float) -> None:
    parts = WORK.split(SQUARE, (), ((5, off), (5, 10 - off)))
    assert [size(part) for part in parts] == [SAME(50), SAME(50)]


@pytest.mark.parametrize(
    "path",
    [
        ((5.0, 5.0), (20.0, 5.0)),
        ((4.0, 4.0), (6.0, 6.0)),
        ((20.0, 0.0), (20.0, 9.0)),
        ((0.0, 0.0), (10.0, 0.0)),
        ((0.01, -1.0), (0.01, 11.0)),
        ((1.0, 1.0),),
        ((1.0, 1.0), (1.0, 1.0)),
        (),
    ],
)
def test_split_when_the_line_does_not_divide_then_is_refused(path: Ring) -> None:
    with pytest.raises(Refused) as problem:
        WORK.split(SQUARE, (), path)
    assert problem.value.code == "line_misses_shape"


@pytest.mark.parametrize(
    ("ring", "problem"), [(BOW, "shape_crosses_itself"), (SQUARE[:2], "shape_too_few_corners")]
)
def test_shapes_when_they_are_none_then_are_refused(ring: Ring, problem: str) -> None:
    with pytest.raises(Refused) as refused:
        WORK.split(ring, (), ((5, -1), (5, 11)))
    assert refused.value.code == problem
    with pytest.raises(Refused):
        WORK.joined([Polygon(SQUARE), Polygon(ring)])


def test_shape_when_its_hole_sticks_out_then_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        WORK.split(SQUARE, (((5, 5), (15, 5), (5, 6)),), ((5, -1), (5, 11)))
    assert refused.value.code == "hole_outside"


def room(left: float, top: float, right: float, bottom: float) -> Polygon:
    """A rectangle."""
    return Polygon(((left, top), (right, top), (right, bottom), (left, bottom)))


def test_join_when_rooms_overlap_then_their_common_part_counts_once() -> None:
    assert size(WORK.joined([room(0, 0, 10, 10), room(5, 5, 15, 15)])) == 175


def test_join_when_rooms_share_a_wall_then_corners_within_it_are_gone() -> None:
    joined = WORK.joined([room(0, 0, 10, 10), room(10, 0, 20, 10)])
    assert joined == room(0, 0, 20, 10)
    assert WORK.joined([room(0, 0, 10, 10)]) == room(0, 0, 10, 10)


@pytest.mark.parametrize("gap", [0.01, 0.04, -0.01, -0.04])
def test_join_when_a_corner_misses_the_wall_by_a_hair_then_is_one_without_a_slit(
    gap: float,
) -> None:
    joined = WORK.joined([room(0, 0, 100, 100), room(100 + gap, 20, 200, 60)])
    assert size(joined) == SAME(14_000, abs=10)
    assert joined.holes == ()
    turned = [
        Polygon(tuple(map(rounded, turned_about(each.outer, 31.7))))
        for each in (room(0, 0, 100, 100), room(100, 20, 200, 60), room(0, 100, 200, 130))
    ]
    assert size(WORK.joined(turned)) == SAME(20_000, abs=20)


def test_join_when_rooms_enclose_a_court_then_it_is_a_hole() -> None:
    around = [room(0, 0, 30, 10), room(0, 20, 30, 30), room(0, 10, 10, 20), room(20, 10, 30, 20)]
    joined = WORK.joined(around)
    assert joined.outer == room(0, 0, 30, 30).outer
    assert size(joined) == 800
    assert len(joined.holes) == 1


@pytest.mark.parametrize(
    "shapes",
    [
        [],
        [room(0, 0, 10, 10), room(10.2, 0, 20, 10)],
        [room(0, 0, 10, 10), room(10, 10, 20, 20)],
        [room(0, 0, 10, 10), room(10, 0, 20, 10), room(50, 0, 60, 10)],
    ],
)
def test_join_when_shapes_are_apart_then_is_refused(shapes: list[Polygon]) -> None:
    with pytest.raises(Refused) as problem:
        WORK.joined(shapes)
    assert problem.value.code == "shapes_apart"


def test_join_when_farther_apart_is_allowed_then_is_one() -> None:
    joined = WORK.joined([room(0, 0, 10, 10), room(10.2, 0, 20, 10)], near=0.3)
    assert size(joined) == SAME(199, abs=1.1)


def test_join_when_shapes_come_in_another_order_then_is_the_same() -> None:
    rooms = [room(x, y, x + 10, y + 10) for x in range(0, 40, 10) for y in range(0, 30, 10)]
    first = WORK.joined(rooms)
    random.Random(5).shuffle(rooms)
    assert WORK.joined(rooms) == first == room(0, 0, 40, 30)


def test_mend_when_a_bow_is_drawn_then_is_two_triangles() -> None:
    parts = WORK.mended(BOW)
    assert [size(part) for part in parts] == [25, 25]


@given(tangled_rings)
def test_mend_when_any_ring_is_drawn_then_its_parts_are_simple(ring: Ring) -> None:
    try:
        parts = WORK.mended(ring)
    except Refused:
        assume(False)
    sizes = [size(part) for part in parts]
    assert sizes == SAME(sorted(sizes, reverse=True))
    for part in parts:
        assert crossing(part.outer) is None
        assert is_inside(*part, label_point(*part))
        assert WORK.joined([part])


@given(stars())
def test_mend_when_nothing_is_broken_then_is_the_same_area(ring: Ring) -> None:
    assert [size(part) for part in WORK.mended(ring)] == [SAME(area(ring), rel=1e-12)]


@pytest.mark.parametrize("ring", [(), SQUARE[:2], ((0.0, 0.0), (5.0, 5.0), (2.0, 2.0))])
def test_mend_when_nothing_is_enclosed_then_is_refused(ring: Ring) -> None:
    with pytest.raises(Refused) as problem:
        WORK.mended(ring)
    assert problem.value.code == "shape_without_area"


@given(stars(), degrees)
def test_parts_when_given_then_go_clockwise_from_the_top_left(ring: Ring, angle: float) -> None:
    found = WORK.joined([Polygon(turned_about(ring, angle))])
    first: Point = min(found.outer, key=lambda point: (point[0] + point[1], point))
    assert signed_area(found.outer) > 0
    assert found.outer[0] == first
