"""Every drawing tool by mouse and by keyboard, in a window."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shamay_desktop.domain.drawing.geometry import distance
from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.maps.pictures import AnnotationKind
from tests.ui.bench import type_in
from tests.ui.canvases.annotation.maps_bench import CTRL, SHIFT, MapsBench

TWO = ("arrow", "line", "rectangle", "ellipse", "highlight", "blur")


def near(points: Ring, wanted: Ring, within: float = 2.0) -> bool:
    """Whether the points are where the hand was, a screen pixel more or less."""
    return len(points) == len(wanted) and all(
        distance(a, b) <= within for a, b in zip(points, wanted, strict=True)
    )


@pytest.mark.parametrize("key", TWO)
def test_a_tool_of_two_points_when_dragged_then_one_annotation_stands(
    bench: MapsBench, key: str
) -> None:
    bench.tool(key)
    bench.drag((103, 121), (207, 163), (333, 247))
    (one,) = bench.annotations
    assert one.kind is AnnotationKind(key)
    assert near(one.points, ((103, 121), (333, 247)))
    assert len(bench.gestures) == 1
    assert bench.annotating.chosen == (one.id,)


@pytest.mark.parametrize("key", TWO)
def test_a_tool_of_two_points_when_clicked_twice_then_it_draws_as_well(
    bench: MapsBench, key: str
) -> None:
    bench.tool(key)
    bench.click((103, 121))
    bench.move((220, 222))
    assert not bench.gestures
    bench.click((333, 247))
    (one,) = bench.annotations
    assert near(one.points, ((103, 121), (333, 247)))


@pytest.mark.parametrize("key", TWO)
def test_a_tool_of_two_points_when_keys_draw_then_enter_begins_and_ends(
    bench: MapsBench, key: str
) -> None:
    bench.tool(key)
    bench.cross_to((103, 121))
    bench.key(Qt.Key.Key_Return)
    bench.key(Qt.Key.Key_Right, CTRL, 3)
    bench.key(Qt.Key.Key_Down, SHIFT, 7)
    bench.key(Qt.Key.Key_Return)
    (one,) = bench.annotations
    assert one.kind is AnnotationKind(key)
    right, down = bench.canvas.on_screen(150), bench.canvas.on_screen(70)
    assert near(one.points, ((103, 121), (103 + right, 121 + down)), within=10)


def test_a_marker_when_clicked_or_entered_then_it_stands_there(bench: MapsBench) -> None:
    bench.tool("marker")
    bench.click((150, 160))
    bench.cross_to((410, 330))
    bench.key(Qt.Key.Key_Return)
    first, second = bench.annotations
    assert near(first.points, ((150, 160),))
    assert near(second.points, ((410, 330),))
    assert {first.kind, second.kind} == {AnnotationKind.MARKER}


def test_a_polygon_when_its_first_corner_is_clicked_then_it_is_closed(bench: MapsBench) -> None:
    bench.tool("polygon")
    corners = ((103, 121), (303, 133), (287, 307))
    for corner in corners:
        bench.click(corner)
    assert not bench.gestures
    bench.click(corners[0])
    (one,) = bench.annotations
    assert one.kind is AnnotationKind.POLYGON
    assert near(one.points, corners, within=12)


def test_a_polygon_when_double_clicked_then_the_last_corner_stands_once(bench: MapsBench) -> None:
    bench.tool("polygon")
    for corner in ((103, 121), (303, 133)):
        bench.click(corner)
    bench.double((280, 310))
    (one,) = bench.annotations
    assert len(one.points) == 3


def test_a_polygon_when_drawn_by_keys_then_backspace_takes_a_corner_back(bench: MapsBench) -> None:
    bench.tool("polygon")
    for corner in ((103, 121), (303, 133), (500, 500), (287, 307)):
        bench.cross_to(corner)
        bench.key(Qt.Key.Key_Return)
        if corner == (500, 500):
            bench.key(Qt.Key.Key_Backspace)
    bench.key(Qt.Key.Key_Return)
    (one,) = bench.annotations
    assert near(one.points, ((103, 121), (303, 133), (287, 307)), within=12)


def test_a_polygon_when_given_up_then_nothing_is_in_the_case(bench: MapsBench) -> None:
    bench.tool("polygon")
    bench.click((103, 121))
    bench.click((303, 133))
    bench.key(Qt.Key.Key_Escape)
    assert not bench.gestures
    assert bench.canvas.tool is bench.place.desk.tools["polygon"]
    bench.key(Qt.Key.Key_Escape)
    assert bench.canvas.tool is bench.place.desk.tools["select"]


def test_freehand_when_dragged_then_the_line_is_smoothed_and_thin(bench: MapsBench) -> None:
    bench.tool("freehand")
    way = [(100 + 3 * step, 300 + (step % 2)) for step in range(100)]
    bench.drag(way[0], *way[1:])
    (one,) = bench.annotations
    assert one.kind is AnnotationKind.FREEHAND
    assert 2 <= len(one.points) < 20
    assert near((one.points[0], one.points[-1]), (way[0], way[-1]), within=4)


def test_freehand_when_drawn_by_arrows_then_it_follows_them(bench: MapsBench) -> None:
    bench.tool("freehand")
    bench.cross_to((100, 100))
    bench.key(Qt.Key.Key_Return)
    bench.key(Qt.Key.Key_Right, SHIFT, 5)
    bench.key(Qt.Key.Key_Down, SHIFT, 5)
    bench.key(Qt.Key.Key_Return)
    (one,) = bench.annotations
    fifty = bench.canvas.on_screen(50)
    assert near((one.points[-1],), ((100 + fifty, 100 + fifty),), within=6)


def test_a_text_when_clicked_then_it_is_typed_in_its_place(bench: MapsBench) -> None:
    bench.tool("text")
    bench.click((210, 190))
    words = bench.place.desk.words
    assert words.is_open
    assert words.hasFocus()
    type_in(words, "הנכס")
    assert not bench.gestures
    QTest.keyClick(words, Qt.Key.Key_Return)
    (one,) = bench.annotations
    assert (one.kind, one.text) == (AnnotationKind.TEXT, "הנכס")
    assert near(one.points, ((210, 190),))
    assert bench.canvas.hasFocus()


def test_a_text_when_dragged_then_it_has_a_leader(bench: MapsBench) -> None:
    bench.tool("text")
    bench.drag((350, 250), (420, 150), (500, 110))
    type_in(bench.place.desk.words, "the property")
    QTest.keyClick(bench.place.desk.words, Qt.Key.Key_Return)
    (one,) = bench.annotations
    assert near(one.points, ((500, 110), (350, 250)), within=12)


def test_a_text_when_drawn_by_keys_then_the_leader_too(bench: MapsBench) -> None:
    bench.tool("text")
    bench.cross_to((350, 250))
    bench.key(Qt.Key.Key_Return)
    bench.key(Qt.Key.Key_Right, CTRL, 2)
    bench.key(Qt.Key.Key_Return)
    words = bench.place.desk.words
    type_in(words, "a")
    QTest.keyClick(words, Qt.Key.Key_Return, SHIFT)
    type_in(words, "b")
    QTest.keyClick(words, Qt.Key.Key_Return)
    (one,) = bench.annotations
    assert one.text == "a\nb"
    assert len(one.points) == 2


def test_a_text_when_nothing_is_typed_or_it_is_given_up_then_none_stands(bench: MapsBench) -> None:
    bench.tool("text")
    bench.click((210, 190))
    QTest.keyClick(bench.place.desk.words, Qt.Key.Key_Return)
    bench.click((310, 190))
    type_in(bench.place.desk.words, "lost")
    QTest.keyClick(bench.place.desk.words, Qt.Key.Key_Escape)
    assert not bench.gestures
    assert not bench.place.desk.words.isVisible()


def test_a_north_arrow_when_clicked_and_dragged_then_the_drag_turns_it(bench: MapsBench) -> None:
    bench.tool("north")
    bench.click((100, 100))
    bench.drag((300, 300), (400, 300))
    upright, turned = bench.annotations
    assert upright.turn == 0
    assert abs(turned.turn - 90) < 2
    assert near(turned.points, ((300, 300),))


def test_a_north_arrow_when_the_picture_is_turned_then_a_click_points_it_up_as_seen(
    bench: MapsBench,
) -> None:
    bench.annotating.change_picture(turn=Decimal(90))
    bench.tool("north")
    bench.click((300, 300))
    (one,) = bench.annotations
    assert one.turn == 270


def test_a_north_arrow_when_turned_by_keys_then_it_points_to_the_cross(bench: MapsBench) -> None:
    bench.tool("north")
    bench.cross_to((300, 300))
    bench.key(Qt.Key.Key_Return)
    bench.key(Qt.Key.Key_Down, CTRL, 2)
    bench.key(Qt.Key.Key_Return)
    (one,) = bench.annotations
    assert abs(one.turn - Decimal(180)) < 2


def test_a_rectangle_when_ctrl_is_held_then_its_sides_are_equal(bench: MapsBench) -> None:
    bench.tool("rectangle")
    bench.press((100, 100))
    bench.move((180, 260))
    bench.release((180, 260), CTRL)
    (one,) = bench.annotations
    (left, top), (right, bottom) = one.points
    assert abs((right - left) - (bottom - top)) < 0.05


def test_a_second_shape_when_it_begins_near_a_corner_then_it_snaps_unless_shift(
    bench: MapsBench,
) -> None:
    bench.tool("rectangle")
    bench.drag((100, 100), (200, 180))
    corner = bench.annotations[0].points[1]
    bench.tool("line")
    near_it = (corner[0] + bench.canvas.on_screen(4), corner[1] + bench.canvas.on_screen(3))
    bench.drag(near_it, (400, 433))
    bench.drag(near_it, (450, 333), held=SHIFT)
    _, snapped, free = bench.annotations
    assert snapped.points[0] == corner
    assert free.points[0] != corner


@pytest.mark.qt_log_ignore("keyToAscii", "This plugin does not support")
@pytest.mark.parametrize("letter", ["R", "ר"], ids=["latin", "hebrew"])
def test_a_tool_when_its_letter_is_typed_in_either_language_then_it_is_in_the_hand(
    bench: MapsBench, letter: str
) -> None:
    bench.canvas.setFocus()
    key = Qt.Key(ord(letter))
    QTest.keyClick(bench.canvas, key)
    assert bench.canvas.tool is bench.place.desk.tools["rectangle"]
