"""A random walk of gestures in a window: undone to the start and done again it is the same case."""

import random
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shamay_desktop.domain.case_json import encode_values
from shamay_desktop.domain.drawing.geometry import Box
from shamay_desktop.domain.maps.arranging import Align, Order, Spread
from shamay_desktop.domain.maps.pictures import Annotation, Slot
from shamay_desktop.ui.canvases.annotation.annotation_actions import TOOLS
from tests.ui.bench import type_in
from tests.ui.canvases.annotation.maps_bench import (
    NONE,
    SHIFT,
    SIZE,
    MapsBench,
    a_map,
    with_picture,
)

DRAWN = [key for key in TOOLS if key not in ("select", "crop")]


def a_point(chance: random.Random) -> tuple[float, float]:
    """Somewhere on the picture."""
    return chance.uniform(20, SIZE[0] - 20), chance.uniform(20, SIZE[1] - 20)


def draw(bench: MapsBench, chance: random.Random) -> None:
    """One annotation of any kind, by mouse or by keys."""
    key = chance.choice(DRAWN)
    bench.tool(key)
    if key == "polygon":
        for _ in range(chance.randint(3, 6)):
            bench.click(a_point(chance), SHIFT)
        bench.double(a_point(chance))
    elif chance.random() < 0.3:
        bench.cross_to(a_point(chance))
        bench.key(Qt.Key.Key_Return)
        bench.key(chance.choice((Qt.Key.Key_Right, Qt.Key.Key_Down)), SHIFT, 4)
        bench.key(Qt.Key.Key_Return)
    else:
        bench.drag(a_point(chance), a_point(chance), a_point(chance))
    words = bench.place.desk.words
    if words.is_open:
        type_in(words, chance.choice(("הנכס", "a road", "12")))
        QTest.keyClick(words, Qt.Key.Key_Return)
    bench.key(Qt.Key.Key_Escape)


def change(bench: MapsBench, chance: random.Random) -> None:
    """Something with what is chosen."""
    annotating = bench.annotating
    bench.tool("select")
    ids = [each.id for each in bench.annotations]
    annotating.choose(chance.sample(ids, min(len(ids), chance.randint(1, 4))))
    box = None if not annotating.chosen else annotating.layer.line_box(annotating.chosen[0])
    deeds = (
        lambda: bench.key(Qt.Key.Key_Right, SHIFT, 2),
        lambda: bench.key(Qt.Key.Key_Period),
        lambda: bench.drag(a_point(chance), a_point(chance), a_point(chance)),
        partial(by_corner, bench, box, chance),
        lambda: annotating.align(chance.choice(list(Align))),
        lambda: annotating.spread(chance.choice(list(Spread))),
        lambda: annotating.order(chance.choice(list(Order))),
        lambda: annotating.duplicate((13.0, 7.0)),
        annotating.group,
        annotating.ungroup,
        annotating.lock,
        annotating.remove,
        partial(copy_and_paste, bench),
        lambda: annotating.restyle(colour=chance.choice(("#1257c9", "#1b7f3b"))),
    )
    chance.choice(deeds)()


def by_corner(bench: MapsBench, box: Box | None, chance: random.Random) -> None:
    """Drag the lower right corner, whatever it is of."""
    if box is not None:
        bench.drag((box[2], box[3]), a_point(chance), a_point(chance))


def copy_and_paste(bench: MapsBench) -> None:
    """By the clipboard."""
    bench.place.desk.copy()
    bench.place.desk.paste()


def of_the_picture(bench: MapsBench, chance: random.Random) -> None:
    """Crop, turn, or words of the picture."""
    if chance.random() < 0.5:
        bench.tool("crop")
        bench.drag(a_point(chance), a_point(chance), a_point(chance))
    elif chance.random() < 0.5:
        bench.canvas.set_turn(chance.choice((0.0, 90.0, 12.5)))
        bench.place.desk.commit_typing()
    else:
        line = bench.place.details.lines["source"]
        line.retype(chance.choice(("GovMap", "העירייה")))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_gestures_when_undone_to_the_start_and_redone_then_the_case_is_the_same(
    bench: MapsBench, seed: int
) -> None:
    chance = random.Random(seed)
    begun = encode_values(bench.case.values)
    steps = [begun]
    for _ in range(45):
        told = len(bench.gestures)
        deed = chance.choice((draw, draw, change, change, change, of_the_picture))
        if deed is draw or bench.annotations:
            deed(bench, chance)
        steps += [encode_values(bench.case.values)] if len(bench.gestures) == told + 1 else []
    ended = encode_values(bench.case.values)
    drawn: tuple[Annotation, ...] = bench.annotations
    count = len(bench.gestures)
    assert count > 25
    for _ in range(count):
        bench.undo()
        bench.canvas.viewport().repaint()
    assert encode_values(bench.case.values) == begun
    assert not bench.annotations
    assert bench.annotating.layer.items == {}
    for _ in range(count):
        bench.redo()
    assert encode_values(bench.case.values) == ended
    assert bench.annotations == drawn
    assert {each.id for each in drawn} == set(bench.annotating.layer.items)
    assert len(steps) > 10


def test_a_crop_when_dragged_moved_and_taken_away_then_the_shade_follows(bench: MapsBench) -> None:
    bench.tool("crop")
    bench.drag((100, 100), (400, 300), (500, 400))
    picture = bench.place.picture
    assert picture is not None
    assert picture.crop[0] == pytest.approx((100, 100), abs=1.5)
    assert picture.crop[1] == pytest.approx((500, 400), abs=1.5)
    assert bench.place.desk.shade.isVisible()
    bench.drag((300, 250), (320, 280), (350, 300))
    assert bench.place.picture.crop[0] == pytest.approx((150, 150), abs=2.5)  # type: ignore[union-attr]
    bench.drag((350, 450), (350, 480), (350, 500))
    _, right_bottom = bench.place.picture.crop  # type: ignore[union-attr]
    assert right_bottom[1] == pytest.approx(500, abs=3)
    bench.key(Qt.Key.Key_Delete)
    assert bench.place.picture.crop == ()  # type: ignore[union-attr]
    assert not bench.place.desk.shade.isVisible()
    bench.cross_to((50, 50))
    bench.key(Qt.Key.Key_Return)
    bench.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier, 4)
    bench.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier, 4)
    bench.key(Qt.Key.Key_Return)
    assert len(bench.place.picture.crop) == 2  # type: ignore[union-attr]


def test_a_turn_when_made_bit_by_bit_then_it_is_one_gesture_and_undo_turns_back(
    bench: MapsBench,
) -> None:
    bench.canvas.setFocus()
    for _ in range(3):
        bench.key(Qt.Key.Key_BracketRight, NONE)
    assert not bench.gestures
    bench.place.commit_typing()
    assert len(bench.gestures) == 1
    assert bench.place.picture.turn == 270  # type: ignore[union-attr]
    bench.undo()
    assert bench.canvas.turn_now == 0


def test_annotations_when_copied_to_another_picture_then_they_stand_at_the_same_part(
    bench: MapsBench, tmp_path: Path
) -> None:
    bench.tool("rectangle")
    bench.drag((100, 60), (250, 200), (300, 240))
    bench.place.desk.copy()
    larger = a_map(tmp_path / "larger.png", (1600, 1200), "#eedddd")
    other = with_picture(bench.place.context, larger, Slot.OTHER)
    bench.place.show_case(bench.case)
    bench.place.strip.go_to(other)
    bench.qtbot.waitUntil(lambda: bench.annotating.size == (1600, 1200), timeout=20_000)
    bench.canvas.setFocus()
    QTest.keyClick(bench.canvas, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (one,) = bench.annotations
    assert one.points[0] == pytest.approx((200, 120), abs=4)
    assert one.points[1] == pytest.approx((600, 480), abs=4)


def test_a_removed_picture_when_brought_back_then_the_focus_is_on_it(bench: MapsBench) -> None:
    bench.place.remove.setFocus()
    QTest.mouseClick(bench.place.remove, Qt.MouseButton.LeftButton)
    assert bench.place.focusWidget() is bench.place.fill["paste"]
    bench.undo()
    assert bench.place.focusWidget() is bench.canvas
