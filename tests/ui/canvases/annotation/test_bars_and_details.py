"""The bars of the table have room for what they say, and the form says what a picture is for."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from shamay_desktop.domain.maps.pictures import AnnotationKind, Slot
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.ui.canvases.annotation.style_bar import StyleBar
from tests.ui.canvases.annotation.maps_bench import MapsBench, a_map, with_picture

HINTS = (
    "select", "chosen", "handle", "first", "next", "marker_first", "polygon_next", "polygon_close",
    "freehand_first", "text_first", "north_first", "crop", "crop_again",
)  # fmt: skip
NARROW_HINT = 280
"""Pixels that the view's own buttons leave in the narrowest window that is promised."""

NARROW_BARS = 612
"""Of a window of 1,280 pixels, as one of 2,560 at 200 %."""


def test_a_slot_when_taken_by_another_picture_then_the_one_that_stood_there_leaves_it(
    bench: MapsBench, tmp_path: Path
) -> None:
    (area,) = bench.pictures
    other = with_picture(bench.place.context, a_map(tmp_path / "2.png", tint="#aabbcc"), Slot.OTHER)
    bench.place.show_case(bench.case)
    bench.place.strip.go_to(other)
    purpose = bench.place.details.slot
    purpose.setFocus()
    QTest.keyClick(purpose, Qt.Key.Key_Home)
    slots = {each.id: each.slot for each in bench.pictures}
    assert slots == {area.id: Slot.OTHER, other: Slot.AREA_MAP}
    assert len(bench.gestures) == 1
    bench.undo()
    assert {each.id: each.slot for each in bench.pictures} == {
        area.id: Slot.AREA_MAP,
        other: Slot.OTHER,
    }


@pytest.mark.parametrize("language", list(Language), ids=[each.value for each in Language])
def test_a_hint_when_there_is_little_room_then_it_is_whole_and_the_picture_stays(
    bench: MapsBench, language: Language
) -> None:
    texts, hint = load_texts(language), bench.place.desk.hint
    high = hint.height()
    for name in HINTS:
        hint.setText(texts(f"maps.hint.{name}"))
        assert hint.heightForWidth(NARROW_HINT) <= high, name
        assert hint.height() == high


@pytest.mark.parametrize("language", list(Language), ids=[each.value for each in Language])
def test_the_style_bar_when_there_is_little_room_then_it_is_one_line(
    bench: MapsBench, language: Language
) -> None:
    bar = StyleBar(bench.annotating, load_texts(language))
    bench.qtbot.addWidget(bar)
    bar.ensurePolished()
    assert bar.sizeHint().width() <= NARROW_BARS
    assert bar.heightForWidth(NARROW_BARS) == bar.sizeHint().height()


def test_a_button_when_it_can_do_nothing_any_more_then_the_canvas_has_the_keyboard(
    bench: MapsBench,
) -> None:
    bench.tool("rectangle")
    bench.drag((100, 100), (200, 200))
    bench.tool("select")
    remove = bench.place.desk.tool_bar.buttons["map_remove"]
    remove.setFocus()
    QTest.keyClick(remove, Qt.Key.Key_Space)
    assert not bench.annotations
    assert QApplication.focusWidget() is bench.canvas


@pytest.mark.parametrize("key", ["rectangle", "ellipse", "highlight", "blur"])
def test_a_box_when_it_has_no_breadth_then_none_is_drawn(bench: MapsBench, key: str) -> None:
    bench.tool(key)
    bench.drag((100, 100), (300, 100))
    assert not bench.annotations
    bench.drag((400, 300), (500, 380))
    (one,) = bench.annotations
    assert one.points[0] == pytest.approx((400, 300), abs=2)


def test_words_when_they_are_too_many_then_they_end_while_they_are_typed(bench: MapsBench) -> None:
    bench.tool("text")
    bench.click((300, 300))
    entry = bench.place.desk.words
    entry.setPlainText("א" * 700)
    seen = entry.toPlainText()
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert bench.annotations[0].text == seen
    assert len(seen) == 500


def test_a_blurred_picture_when_removed_then_it_is_said_that_its_paper_is_printed_without(
    bench: MapsBench,
) -> None:
    bench.tool("blur")
    bench.drag((100, 100), (200, 180))
    bench.place.remove_picture()
    assert not bench.pictures
    words = [label.text() for label in bench.place.notice.findChildren(QLabel)]
    assert any("הטשטוש" in each for each in words)
    bench.undo()
    assert [each.kind for each in bench.annotations] == [AnnotationKind.BLUR]
