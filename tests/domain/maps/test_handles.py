"""What becomes of an annotation whose handle is dragged."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.drawing.geometry import bounds
from shamay_desktop.domain.maps.handles import (
    Handle,
    Hold,
    corners_of,
    dragged,
    edges_of,
    handles_of,
    shifted,
    without_corner,
)
from shamay_desktop.domain.maps.pictures import Annotation, AnnotationKind

KIND = AnnotationKind
BOX = Annotation("b", KIND.RECTANGLE, ((100.0, 100.0), (200.0, 180.0)))
RING = Annotation("r", KIND.POLYGON, ((0.0, 0.0), (100.0, 0.0), (50.0, 80.0)))


@given(st.integers(0, 7), st.integers(-500, 500), st.integers(-500, 500))
def test_a_side_when_dragged_anywhere_then_the_opposite_one_stays(
    number: int, x: int, y: int
) -> None:
    handle = handles_of(BOX, 0)[number]
    left, top, right, bottom = bounds(dragged(BOX, handle, (float(x), float(y))).points)
    assert right - left >= 1
    assert bottom - top >= 1
    if number in (2, 3, 4):
        assert left == 100
    if number in (4, 5, 6):
        assert top == 100
    if number in (0, 6, 7):
        assert right == 200
    if number in (0, 1, 2):
        assert bottom == 180


def test_a_corner_when_dragged_evenly_then_the_proportion_stays() -> None:
    left, top, right, bottom = bounds(
        dragged(BOX, handles_of(BOX, 0)[4], (400, 200), even=True).points
    )
    assert (right - left) / (bottom - top) == pytest.approx(100 / 80)


def test_an_edge_when_dragged_in_its_middle_then_the_polygon_has_a_corner_more() -> None:
    between = next(each for each in handles_of(RING, 0) if each.hold is Hold.BETWEEN)
    more = dragged(RING, between, (50, -20))
    assert list(more.points) == [(0, 0), (50, -20), (100, 0), (50, 80)]
    assert without_corner(more, 1) == RING
    assert without_corner(RING, 0) == RING


@pytest.mark.parametrize(
    ("to", "turn"), [((0, -9), 0), ((9, 0), 90), ((0, 9), 180), ((-9, 0), 270)]
)
def test_a_north_arrow_when_its_handle_is_dragged_then_it_points_there(
    to: tuple[float, float], turn: int
) -> None:
    north = Annotation("n", KIND.NORTH, ((0.0, 0.0),))
    (handle,) = handles_of(north, 40)
    assert dragged(north, handle, to).turn == turn
    assert dragged(north, handle, (0.0, 0.0)).turn == 0


def test_a_turn_when_even_then_it_goes_by_steps_of_fifteen() -> None:
    north = Annotation("n", KIND.NORTH, ((0.0, 0.0),), turn=Decimal(30))
    assert dragged(north, Handle(Hold.TURN, 0, (0, 0)), (10, -11), even=True).turn == 45


def test_a_locked_one_when_asked_for_handles_then_it_has_none() -> None:
    assert handles_of(Annotation("l", KIND.LINE, ((0.0, 0.0), (9.0, 9.0)), locked=True), 0) == ()
    assert handles_of(Annotation("m", KIND.MARKER, ((0.0, 0.0),)), 0) == ()


def test_a_shift_when_made_then_points_are_kept_to_a_hundredth() -> None:
    assert shifted(BOX, (0.123456, 0)).points[0] == (100.12, 100.0)


def test_what_is_snapped_to_when_asked_then_corners_and_middles_are_named() -> None:
    line = Annotation("l", KIND.LINE, ((0.0, 0.0), (10.0, 20.0)))
    assert (5.0, 10.0) in corners_of([line])
    assert (150.0, 140.0) in corners_of([BOX])
    assert len(edges_of([BOX, RING, line])) == 4 + 3 + 1
    assert edges_of([Annotation("e", KIND.ELLIPSE, BOX.points)]) == ()
