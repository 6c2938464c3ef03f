"""How near is near, and which of two places is taken: the borders of snapping."""

from shamay_desktop.domain.drawing.geometry import Edge
from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.drawing.snapping import Snap, snapped

RADIUS = 5.0
ANCHOR, BEFORE = (0.0, 0.0), (-10.0, 0.0)


def taken(
    point: Point,
    *edges: Edge,
    corners: tuple[Point, ...] = (),
    anchor: Point | None = None,
    before: Point | None = None,
    angles: float | None = None,
) -> Snap:
    """Where a hand at this point is taken to."""
    return snapped(
        point, corners=corners, edges=edges, anchor=anchor, before=before,
        radius=RADIUS, angles=angles,
    )  # fmt: skip


def test_two_walls_when_they_cross_far_off_then_the_nearer_wall_is_taken() -> None:
    flat: Edge = ((-100.0, 0.0), (100.0, 0.0))
    leaning: Edge = ((-100.0, -14.0), (100.0, 22.0))  # 10°: they cross 22 to the left
    found = taken((0.0, 1.5), flat, leaning)
    assert (found.kind, found.point) == ("edge", (0.0, 0.0))


def test_a_right_angle_when_the_hand_is_ten_degrees_off_then_is_not_taken() -> None:
    assert taken((10.0, 1.76), anchor=ANCHOR, before=BEFORE).kind == ""
    near = taken((100.0, 1.7), anchor=ANCHOR, before=BEFORE)
    assert (near.kind, near.point) == ("right_angle", (100.0, 0.0))


def test_a_step_of_angles_when_the_hand_is_over_a_quarter_step_off_then_is_not_taken() -> None:
    assert taken((20.0, 1.75), anchor=ANCHOR, angles=15.0).kind == ""
    near = taken((20.0, 0.7), anchor=ANCHOR, angles=15.0)
    assert (near.kind, near.point) == ("angle", (20.0, 0.0))


def test_an_earlier_corner_when_it_is_aligned_with_then_half_as_near_is_near() -> None:
    assert taken((100.0, 4.0), corners=((0.0, 0.0),)).kind == ""
    near = taken((100.0, 2.0), corners=((0.0, 0.0),))
    assert (near.kind, near.point) == ("aligned", (100.0, 0.0))


def test_a_wall_when_it_ends_before_the_crossing_then_the_crossing_is_not_taken() -> None:
    short: Edge = ((100.0, 3.0), (100.0, 50.0))
    found = taken((99.0, 2.0), short, anchor=ANCHOR, before=BEFORE)
    assert (found.kind, found.point) == ("right_angle", (99.0, 0.0))
    whole: Edge = ((100.0, -50.0), (100.0, 50.0))
    assert taken((99.0, 2.0), whole, anchor=ANCHOR, before=BEFORE).point == (100.0, 0.0)


def test_two_crossings_when_both_are_near_then_the_nearer_one_is_taken() -> None:
    walls: tuple[Edge, ...] = tuple(((x, -50.0), (x, 50.0)) for x in (100.0, 103.0))
    for edges in (walls, walls[::-1]):
        found = taken((99.5, 1.0), *edges, anchor=ANCHOR, before=BEFORE)
        assert found.point == (100.0, 0.0)
