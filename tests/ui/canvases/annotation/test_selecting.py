"""Choosing, moving, resizing, turning and arranging what stands on a picture, by mouse and key."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from shamay_desktop.domain.drawing.geometry import bounds, distance
from shamay_desktop.domain.maps.gestures import adding_annotations
from shamay_desktop.domain.maps.pictures import Annotation, AnnotationKind, Style
from tests.ui.bench import type_in
from tests.ui.canvases.annotation.maps_bench import CTRL, SHIFT, MapsBench

ALT = Qt.KeyboardModifier.AltModifier
KIND = AnnotationKind
FILLED = Style(fill="#d7263d")


def a_box(name: str, left: float, top: float, side: float = 60.0, **more: object) -> Annotation:
    """A filled square."""
    points = ((left, top), (left + side, top + side))
    return Annotation(name, KIND.RECTANGLE, points, style=FILLED, **more)  # type: ignore[arg-type]


BOXES = (a_box("a", 100, 100), a_box("b", 300, 130), a_box("c", 520, 260))
MIDDLE = {"a": (130.0, 130.0), "b": (330.0, 160.0), "c": (550.0, 290.0)}
TRIANGLE = Annotation("t", KIND.POLYGON, ((100, 400), (250, 400), (180, 500)), style=FILLED)


@pytest.fixture
def boxes(bench: MapsBench) -> MapsBench:
    """Three squares on the picture, the select tool in the hand."""
    put(bench, *BOXES)
    return bench


def put(bench: MapsBench, *annotations: Annotation) -> None:
    """Let these stand on the picture."""
    picture = bench.place.picture
    assert picture is not None
    bench.apply(adding_annotations(bench.case, picture.id, annotations))
    bench.gestures.clear()
    bench.tool("select")


def one(bench: MapsBench, name: str) -> Annotation:
    """The annotation of a name."""
    return next(each for each in bench.annotations if each.id == name)


def left_top(bench: MapsBench, name: str) -> tuple[float, float]:
    """Its upper left corner."""
    return bounds(one(bench, name).points)[:2]


def test_a_click_when_made_on_one_then_it_is_chosen_and_shift_adds(boxes: MapsBench) -> None:
    boxes.click(MIDDLE["a"])
    assert boxes.annotating.chosen == ("a",)
    boxes.click(MIDDLE["c"], SHIFT)
    assert boxes.annotating.chosen == ("a", "c")
    boxes.click(MIDDLE["a"], SHIFT)
    assert boxes.annotating.chosen == ("c",)
    boxes.click((700, 550))
    assert boxes.annotating.chosen == ()
    assert not boxes.gestures


def test_a_band_when_drawn_around_two_then_they_are_chosen(boxes: MapsBench) -> None:
    boxes.drag((60, 60), (200, 200), (400, 240))
    assert boxes.annotating.chosen == ("a", "b")
    boxes.drag((480, 220), (620, 360), held=SHIFT)
    assert boxes.annotating.chosen == ("a", "b", "c")


def test_tab_when_pressed_then_it_walks_and_leaves_after_the_last(boxes: MapsBench) -> None:
    boxes.canvas.setFocus()
    seen = []
    for _ in range(3):
        boxes.key(Qt.Key.Key_Tab)
        seen.append(boxes.annotating.chosen)
    assert seen == [("a",), ("b",), ("c",)]
    boxes.key(Qt.Key.Key_Backtab, SHIFT)
    assert boxes.annotating.chosen == ("b",)
    boxes.key(Qt.Key.Key_Tab, times=2)
    assert boxes.annotating.chosen == ()
    assert not boxes.canvas.hasFocus()


def test_a_drag_when_made_then_all_chosen_move_as_one_gesture(boxes: MapsBench) -> None:
    boxes.click(MIDDLE["a"])
    boxes.click(MIDDLE["b"], SHIFT)
    boxes.drag(MIDDLE["a"], (180, 250), (230, 343), held=SHIFT)
    assert boxes.annotating.chosen == ("b",)  # Shift on a chosen one lets it go
    boxes.click(MIDDLE["a"], SHIFT)
    boxes.drag(MIDDLE["a"], (180, 250), (230, 343))
    (changes,) = boxes.gestures
    assert {change.path.split("/")[1] for change in changes} == {"a", "b"}
    moved = left_top(boxes, "a"), left_top(boxes, "b")
    assert moved[1][0] - moved[0][0] == pytest.approx(200, abs=0.02)
    assert moved[0] == pytest.approx((200, 313), abs=9)


def test_arrows_when_pressed_then_they_move_by_screen_pixels(boxes: MapsBench) -> None:
    boxes.click(MIDDLE["a"])
    boxes.key(Qt.Key.Key_Right, times=3)
    boxes.key(Qt.Key.Key_Down, SHIFT)
    right, down = boxes.canvas.on_screen(3), boxes.canvas.on_screen(10)
    assert left_top(boxes, "a") == pytest.approx((100 + right, 100 + down), abs=0.05)


def test_a_drag_when_near_another_ones_line_then_it_is_taken_there(boxes: MapsBench) -> None:
    boxes.click(MIDDLE["c"])
    offset = boxes.canvas.on_screen(4)
    boxes.drag(MIDDLE["c"], (MIDDLE["c"][0] + 40, 200), (620, 160 + offset))
    assert bounds(one(boxes, "c").points)[1] == pytest.approx(130, abs=0.6)


def test_a_handle_when_dragged_then_the_box_is_resized(boxes: MapsBench) -> None:
    boxes.click(MIDDLE["a"])
    boxes.drag((160, 160), (200, 220), (251, 233))
    assert bounds(one(boxes, "a").points) == pytest.approx((100, 100, 251, 233), abs=2)
    boxes.press((251, 233))
    boxes.move((300, 300))
    boxes.release((300, 300), CTRL)
    left, top, right, bottom = bounds(one(boxes, "a").points)
    assert (right - left) / (bottom - top) == pytest.approx(151 / 133, abs=0.02)


def test_a_handle_when_walked_to_by_keys_then_arrows_move_it(boxes: MapsBench) -> None:
    boxes.click(MIDDLE["a"])
    boxes.key(Qt.Key.Key_Period, times=5)
    boxes.key(Qt.Key.Key_Right, SHIFT)
    ten = boxes.canvas.on_screen(10)
    assert bounds(one(boxes, "a").points) == pytest.approx((100, 100, 160 + ten, 160), abs=0.05)
    boxes.key(Qt.Key.Key_Comma)
    boxes.key(Qt.Key.Key_Escape)
    boxes.key(Qt.Key.Key_Right)
    assert left_top(boxes, "a")[0] > 100


def test_a_corner_when_dragged_added_and_removed_then_the_polygon_follows(
    bench: MapsBench,
) -> None:
    put(bench, TRIANGLE)
    bench.click((180, 430))
    bench.drag((250, 400), (300, 380), (350, 371), held=SHIFT)
    assert distance(one(bench, "t").points[1], (350, 371)) < 2
    middle = ((100 + 350) / 2, (400 + 371) / 2)
    bench.drag(middle, (220, 330), (225, 320), held=SHIFT)
    assert len(one(bench, "t").points) == 4
    bench.key(Qt.Key.Key_Period, times=2)
    bench.key(Qt.Key.Key_Insert)
    assert len(one(bench, "t").points) == 5
    bench.key(Qt.Key.Key_Delete)
    bench.key(Qt.Key.Key_Delete)
    assert len(one(bench, "t").points) == 3
    bench.key(Qt.Key.Key_Delete)
    assert len(one(bench, "t").points) == 3


def test_a_north_arrow_when_its_handle_is_dragged_then_it_turns(bench: MapsBench) -> None:
    put(bench, Annotation("n", KIND.NORTH, ((300, 300),)))
    bench.click((300, 300))
    reach = bench.canvas.on_screen(44)
    bench.drag((300, 300 - reach), (350, 250), (300 + reach, 300))
    assert abs(one(bench, "n").turn - Decimal(90)) < 2


def test_escape_when_pressed_in_a_drag_then_nothing_moved(boxes: MapsBench) -> None:
    boxes.click(MIDDLE["a"])
    boxes.press(MIDDLE["a"])
    boxes.move((260, 300))
    boxes.key(Qt.Key.Key_Escape)
    boxes.release((260, 300))
    assert not boxes.gestures
    assert left_top(boxes, "a") == (100, 100)
    assert boxes.annotating.layer.box("a")[0] == pytest.approx(100, abs=3)  # type: ignore[index]


def test_align_and_spread_when_asked_by_key_then_the_boxes_stand_so(boxes: MapsBench) -> None:
    boxes.key(Qt.Key.Key_A, CTRL)
    boxes.key(Qt.Key.Key_H, CTRL | ALT)
    gaps = [bounds(one(boxes, name).points) for name in "abc"]
    assert gaps[1][0] - gaps[0][2] == pytest.approx(gaps[2][0] - gaps[1][2], abs=0.03)
    for key, place in (
        (Qt.Key.Key_Up, 1), (Qt.Key.Key_Left, 0), (Qt.Key.Key_Down, 3), (Qt.Key.Key_Right, 2),
    ):  # fmt: skip
        boxes.key(key, CTRL | ALT)
        assert len({bounds(one(boxes, name).points)[place] for name in "abc"}) == 1
    assert len(boxes.gestures) >= 3


@pytest.mark.parametrize(("key", "low"), [(Qt.Key.Key_C, 0), (Qt.Key.Key_M, 1)])
def test_align_when_to_the_middle_then_middles_are_on_one_line(
    boxes: MapsBench, key: Qt.Key, low: int
) -> None:
    boxes.key(Qt.Key.Key_A, CTRL)
    boxes.key(key, CTRL | ALT)
    middles = [sum(bounds(one(boxes, name).points)[low::2]) for name in "abc"]
    assert max(middles) - min(middles) < 0.05


def test_duplicate_when_asked_then_a_copy_stands_aside_and_is_chosen(boxes: MapsBench) -> None:
    boxes.click(MIDDLE["a"])
    boxes.key(Qt.Key.Key_D, CTRL)
    assert len(boxes.annotations) == 4
    (copy,) = boxes.annotating.chosen_now
    assert copy.id != "a"
    assert bounds(copy.points)[0] > 100


def test_order_when_changed_by_key_then_the_list_and_the_canvas_follow(boxes: MapsBench) -> None:
    boxes.click(MIDDLE["a"])
    boxes.key(Qt.Key.Key_Up, ALT)
    assert [each.id for each in boxes.annotations] == ["b", "a", "c"]
    boxes.key(Qt.Key.Key_PageUp, ALT)
    assert [each.id for each in boxes.annotations] == ["b", "c", "a"]
    items = boxes.annotating.layer.items
    assert items["a"].zValue() > items["c"].zValue() > items["b"].zValue()
    boxes.key(Qt.Key.Key_PageDown, ALT)
    boxes.key(Qt.Key.Key_Down, ALT)
    assert [each.id for each in boxes.annotations] == ["a", "b", "c"]


def test_a_locked_one_when_dragged_or_deleted_then_it_stays(boxes: MapsBench) -> None:
    boxes.click(MIDDLE["a"])
    boxes.key(Qt.Key.Key_L, CTRL | SHIFT)
    assert one(boxes, "a").locked
    boxes.drag(MIDDLE["a"], (200, 300), (230, 343))
    boxes.key(Qt.Key.Key_Right)
    boxes.key(Qt.Key.Key_Delete)
    boxes.annotating.restyle(colour="#000000")
    assert one(boxes, "a").points == BOXES[0].points
    assert one(boxes, "a").style == FILLED
    boxes.key(Qt.Key.Key_L, CTRL | SHIFT)
    assert not one(boxes, "a").locked


def test_a_group_when_made_then_a_click_chooses_all_and_it_can_be_parted(boxes: MapsBench) -> None:
    boxes.click(MIDDLE["a"])
    boxes.click(MIDDLE["b"], SHIFT)
    boxes.key(Qt.Key.Key_G, CTRL)
    boxes.click((700, 550))
    boxes.click(MIDDLE["b"])
    assert boxes.annotating.chosen == ("a", "b")
    boxes.key(Qt.Key.Key_G, CTRL | SHIFT)
    boxes.click((700, 550))
    boxes.click(MIDDLE["b"])
    assert boxes.annotating.chosen == ("b",)


def test_delete_when_pressed_then_the_chosen_go_and_come_back_by_undo(boxes: MapsBench) -> None:
    before = boxes.case
    boxes.key(Qt.Key.Key_A, CTRL)
    boxes.key(Qt.Key.Key_Delete)
    assert boxes.annotations == ()
    boxes.undo()
    assert boxes.annotations == BOXES
    assert boxes.case == before


def test_words_when_typed_over_a_shape_then_they_are_its_label(boxes: MapsBench) -> None:
    boxes.double(MIDDLE["b"])
    words = boxes.place.desk.words
    assert words.is_open
    type_in(words, "הבית")
    QTest.keyClick(words, Qt.Key.Key_Return)
    assert one(boxes, "b").text == "הבית"
    boxes.key(Qt.Key.Key_Return)
    assert words.toPlainText() == "הבית"
    type_in(words, "אחר")
    QTest.keyClick(words, Qt.Key.Key_Escape)
    assert one(boxes, "b").text == "הבית"


def test_a_style_when_changed_then_the_chosen_take_it_and_the_next_one_too(
    boxes: MapsBench,
) -> None:
    boxes.click(MIDDLE["a"])
    style = boxes.place.desk.style_bar
    style.swatches["blue"].click()
    assert one(boxes, "a").style.colour == "#1257c9"
    assert one(boxes, "a").style.fill == "#1257c9"
    style.width_box.setValue(7)
    style.opacity.setValue(60)
    style.settle()
    changed = one(boxes, "a").style
    assert (changed.width, changed.opacity) == (7, Decimal("0.6"))
    assert len(boxes.gestures) == 2
    style.fill.setCurrentIndex(style.fill.findData("none"))
    style.fill.activated.emit(0)
    assert one(boxes, "a").style.fill == ""
    boxes.click((700, 550))
    boxes.tool("line")
    boxes.drag((600, 450), (700, 520))
    assert boxes.annotations[-1].style.width == 7
    assert one(boxes, "b").style == FILLED


def test_the_list_when_used_by_keys_then_it_chooses_orders_and_names(boxes: MapsBench) -> None:
    place = boxes.place
    place.side.setCurrentWidget(place.list)
    rows = place.list
    assert rows.count() == 3
    rows.setFocus()
    rows.setCurrentRow(0)
    assert boxes.annotating.chosen == ("c",)
    QTest.keyClick(rows, Qt.Key.Key_Down, ALT)
    assert [each.id for each in boxes.annotations] == ["a", "c", "b"]
    assert boxes.annotating.chosen == ("c",)
    rows.edit_words()
    editor = rows.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    type_in(editor, "שם")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    boxes.qtbot.waitUntil(lambda: one(boxes, "c").text == "שם")
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert [each.id for each in boxes.annotations] == ["a", "b"]


def test_blur_when_it_overlaps_others_then_it_lies_under_them(bench: MapsBench) -> None:
    put(bench, BOXES[0], Annotation("x", KIND.BLUR, ((80, 80), (200, 200))))
    items = bench.annotating.layer.items
    assert items["x"].zValue() < items["a"].zValue()
    bench.click(MIDDLE["a"])
    assert bench.annotating.chosen == ("a",)


def test_the_lists_when_one_is_moved_then_their_other_rows_stay_as_they_are(
    boxes: MapsBench,
) -> None:
    boxes.click(MIDDLE["a"])
    rows, strip = boxes.place.list, boxes.place.strip
    items = [rows.item(number) for number in range(rows.count())]
    pictures = [strip.item(number) for number in range(strip.count())]
    place = strip.current
    boxes.key(Qt.Key.Key_Right, SHIFT)
    assert left_top(boxes, "a")[0] > 100
    assert [rows.item(number) for number in range(rows.count())] == items
    assert [strip.item(number) for number in range(strip.count())] == pictures
    assert strip.current != place, "what is looked at is the picture of now"
    assert boxes.place.picture == boxes.pictures[0]


def test_several_when_a_corner_of_their_frame_is_dragged_then_they_grow_together(
    boxes: MapsBench,
) -> None:
    boxes.annotating.choose(("a", "b"))
    boxes.drag((360, 190), (500, 230), (620, 280), held=SHIFT)
    assert len(boxes.gestures) == 1
    assert bounds(one(boxes, "a").points) == pytest.approx((100, 100, 220, 220), abs=3)
    assert bounds(one(boxes, "b").points) == pytest.approx((500, 160, 620, 280), abs=3)
    assert bounds(one(boxes, "c").points) == (520, 260, 580, 320)
    boxes.undo()
    assert bounds(one(boxes, "a").points) == (100, 100, 160, 160)


def test_a_group_when_its_frame_is_walked_by_key_then_arrows_resize_it(boxes: MapsBench) -> None:
    boxes.annotating.choose(("a", "b"))
    boxes.annotating.group()
    boxes.gestures.clear()
    boxes.canvas.setFocus()
    boxes.key(Qt.Key.Key_Period, times=5)
    boxes.key(Qt.Key.Key_Right, SHIFT)
    assert len(boxes.gestures) == 1
    assert bounds(one(boxes, "b").points)[2] > 360
    assert bounds(one(boxes, "a").points)[0] == 100
    assert bounds(one(boxes, "a").points)[3] == 160


def test_several_when_one_is_locked_then_their_frame_has_no_handles(boxes: MapsBench) -> None:
    boxes.annotating.choose(("a",))
    boxes.annotating.lock()
    boxes.annotating.choose(("a", "b"))
    before = boxes.annotations
    boxes.drag((360, 190), (420, 200), (500, 280), held=SHIFT)
    assert [each.points for each in boxes.annotations] == [each.points for each in before]


def test_a_drag_when_it_goes_past_the_edge_then_the_sheet_goes_along_and_stops_at_its_end(
    boxes: MapsBench,
) -> None:
    canvas = boxes.canvas
    canvas.zoom_by(4 / canvas.scale_now)
    canvas.centre_on(QPointF(*MIDDLE["a"]))
    boxes.press(MIDDLE["a"])
    past = QPoint(canvas.viewport().width() + 60, boxes.at(MIDDLE["a"]).y())
    QTest.mouseMove(canvas.viewport(), past)
    boxes.qtbot.waitUntil(lambda: canvas.edges.is_moving)
    boxes.qtbot.waitUntil(lambda: not canvas.edges.is_moving, timeout=20_000)
    end = canvas.to_viewport(canvas.sheet.rect.bottomRight()).x()
    assert end == pytest.approx(canvas.viewport().width(), abs=2)
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=past)
    assert left_top(boxes, "a")[0] > 700
    assert len(boxes.gestures) == 1


def test_a_move_when_nothing_is_held_then_the_sheet_stays(boxes: MapsBench) -> None:
    canvas = boxes.canvas
    canvas.zoom_by(4 / canvas.scale_now)
    QTest.mouseMove(canvas.viewport(), QPoint(canvas.viewport().width() + 60, 40))
    assert not canvas.edges.is_moving
