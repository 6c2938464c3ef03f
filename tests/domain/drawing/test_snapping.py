"""Where a pointer is taken to: corners, walls, right angles, 15°, and other corners' lines."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.drawing.geometry import Edge, direction, distance, on_edge
from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.drawing.snapping import Snap, snapped
from tests.drawn_shapes import points, turned_about

SAME = pytest.approx
RADIUS = 8.0


def taken(
    point: Point,
    *,
    corners: tuple[Point, ...] = (),
    edges: tuple[Edge, ...] = (),
    anchor: Point | None = None,
    before: Point | None = None,
    angles: float | None = 15.0,
    base_angle: float = 0.0,
    earlier: tuple[Point, ...] | None = (),
) -> Snap:
    """`snapped` with nothing near but what is named."""
    return snapped(
        point, corners=corners, edges=edges, anchor=anchor, before=before, radius=RADIUS,
        angles=angles, base_angle=base_angle, earlier=earlier,
    )  # fmt: skip


def test_pointer_when_nothing_is_near_then_stays_where_it_is() -> None:
    assert taken((3, 4), corners=((20, 4),), edges=(((30, 0), (30, 9)),)) == Snap((3, 4), "")


def test_pointer_when_corners_are_near_then_is_taken_to_the_nearest() -> None:
    found = taken((3, 4), corners=((9, 4), (0, 4), (2, 5)), edges=(((0, 4), (9, 4)),))
    assert found == Snap((2, 5), "corner")


def test_pointer_when_a_corner_is_in_the_square_but_not_in_the_circle_then_is_free() -> None:
    assert taken((0, 0), corners=((7, 7),)).kind == ""


def test_pointer_when_a_wall_is_near_then_is_taken_onto_it() -> None:
    found = taken((50, 5), edges=(((0, 0), (100, 0)), ((0, 12), (100, 12))))
    assert (found.point, found.kind) == ((50, 0), "edge")


def test_pointer_when_two_walls_cross_near_then_is_taken_to_their_crossing() -> None:
    found = taken((4, 3), edges=(((-50, 0), (50, 0)), ((0, -50), (0, 50))))
    assert (found.point, found.kind) == ((0, 0), "edge")


def test_pointer_when_walls_would_cross_past_their_ends_then_is_taken_to_the_nearest() -> None:
    found = taken((6, 3), edges=(((6, 0), (50, 0)), ((0, 5), (0, 50))))
    assert (found.point, found.kind) == ((6, 0), "edge")


def test_pointer_when_nearly_square_to_the_segment_before_then_is_square() -> None:
    found = taken((104, -203), anchor=(100, 0), before=(0, 0))
    assert (found.point, found.kind) == ((100, -203), "right_angle")


def test_pointer_when_nearly_straight_on_then_goes_straight_on() -> None:
    found = taken((200, 5), anchor=(100, 0), before=(0, 0))
    assert (found.point, found.kind) == ((200, 0), "right_angle")


def test_pointer_when_near_a_multiple_of_fifteen_then_keeps_it() -> None:
    found = taken((200, 118), anchor=(0, 0))
    assert found.kind == "angle"
    assert direction((0, 0), found.point) == SAME(30)


@given(st.floats(-44, 44), points, st.integers(0, 23), st.integers(200, 2000))
def test_pointer_when_the_plan_lies_turned_then_its_own_directions_are_taken(
    base: float, anchor: Point, steps: int, far: int
) -> None:
    heading = base + 15 * steps
    ((x, y),) = turned_about(((anchor[0] + far, anchor[1] + 2),), heading, anchor)
    found = taken((x, y), anchor=anchor, base_angle=base)
    assert found.kind == "angle"
    away = math.remainder(direction(anchor, found.point) - base, 15)
    of_sheet = math.remainder(direction(anchor, found.point), 15)
    assert min(abs(away), abs(of_sheet)) == SAME(0, abs=1e-6)
    assert distance(found.point, (x, y)) <= 2 + 1e-6


def test_pointer_when_the_plan_lies_turned_a_little_then_the_nearer_direction_wins() -> None:
    on_plan = taken((600, 13), anchor=(0, 0), base_angle=1.3)
    on_sheet = taken((600, 1), anchor=(0, 0), base_angle=1.3)
    assert direction((0, 0), on_plan.point) == SAME(1.3)
    assert on_sheet.point == (600, 0)


def test_pointer_when_a_right_angle_meets_a_wall_then_is_where_they_cross() -> None:
    found = taken((97, 203), anchor=(100, 0), before=(0, 0), edges=(((0, 206), (300, 206)),))
    assert (found.point, found.kind) == ((100, 206), "right_angle")


def test_pointer_when_a_right_angle_meets_an_earlier_corners_line_then_is_where_they_cross() -> (
    None
):
    found = taken((97, 203), anchor=(100, 0), before=(0, 0), earlier=((0, 206),))
    assert (found.point, found.kind) == ((100, 206), "right_angle")


def test_pointer_when_over_or_beside_an_earlier_corner_then_is_aligned() -> None:
    found = taken((52, 300), earlier=((50, 0), (400, 700)))
    assert (found.point, found.kind) == ((50.0, 300.0), "aligned")
    assert found.guide == ((50.0, 0.0), (50.0, 300.0))
    both = taken((52, 698), earlier=((50, 0), (400, 700)))
    assert (both.point, both.kind) == ((50, 700), "aligned")


def test_pointer_when_the_plan_lies_turned_then_aligns_along_its_walls() -> None:
    ((x, y),) = turned_about(((300.0, 2.0),), 10)
    found = taken((x, y), earlier=((0, 0),), base_angle=10)
    assert direction((0, 0), found.point) == SAME(10)


def test_pointer_when_no_earlier_corners_are_named_then_the_nearest_ones_are_taken() -> None:
    found = taken((52, 100), corners=((50, 0),), earlier=None)
    assert (found.point, found.kind) == ((50, 100), "aligned")


def test_pointer_when_angles_are_off_then_only_right_angles_hold() -> None:
    assert taken((200, 118), anchor=(0, 0), angles=None).kind == ""
    found = taken((103, 50), anchor=(100, 0), before=(0, 0), angles=None)
    assert found.kind == "right_angle"


def test_pointer_when_it_is_on_the_anchor_then_no_direction_is_taken() -> None:
    assert taken((3, 2), anchor=(0, 0), before=(-50, 0)).kind == ""
    assert taken((300, 3), anchor=(0, 0), before=(0, 0)).kind == "angle"


@given(
    points, st.lists(points, max_size=6), st.lists(st.tuples(points, points), max_size=6), points
)
def test_pointer_when_anything_is_near_then_moves_no_farther_than_one_and_a_half_radii(
    point: Point, corners: list[Point], edges: list[Edge], anchor: Point
) -> None:
    near = [(point[0] + x / 500, point[1] + y / 500) for x, y in corners]
    walls = [((a[0] / 99 + point[0], a[1] / 99 + point[1]), b) for a, b in edges]
    found = snapped(
        point, corners=near, edges=walls, anchor=anchor, before=None, radius=RADIUS, earlier=None
    )
    assert distance(found.point, point) <= 1.5 * RADIUS + 1e-6
    if found.kind == "":
        assert found.point == point
        assert all(distance(corner, point) > RADIUS for corner in near)
        assert all(distance(on_edge(a, b, point), point) > RADIUS for a, b in walls if a != b)
    if found.kind == "corner":
        assert found.point in near
