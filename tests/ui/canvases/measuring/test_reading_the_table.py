"""What a person reads on the table, and what they take hold of: list, labels, outlines."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.measuring import gestures
from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.handed import BUILT
from shamay_desktop.domain.measuring.plans import ShapeKind
from shamay_desktop.gis.polygons import ShapelyPolygons
from shamay_desktop.i18n.isolates import isolate_left_to_right, strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.ui.canvases.measuring.drafts import WORDS_MS, Draft
from shamay_desktop.ui.canvases.measuring.handing_dialog import read_handing
from shamay_desktop.ui.canvases.measuring.measure_words import MeasureWords
from shamay_desktop.ui.canvases.measuring.workbench import SCALE, SHAPES, SHEET
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.widgets.story import StoryPopup
from tests.ui.bench import type_in
from tests.ui.canvases.measuring.plan_bench import PlanBench, open_plan
from tests.ui.canvases.measuring.test_drawing import BOX

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_measure_when_it_is_hebrew_then_value_and_error_are_one_formula() -> None:
    words = MeasureWords(load_texts(Language.HE))
    shown = words.area(Measured(24.95, 0.385, 0.385, 0.0))
    assert isolate_left_to_right("24.95\u00a0±\u00a00.39") in shown


def test_the_size_of_a_pixel_when_it_is_told_then_four_figures_are_enough(
    bench: PlanBench,
) -> None:
    line = strip_marks(bench.place.bench.scale.facts.text()).splitlines()[0]
    number = line.split()[0]
    assert len(number.replace(".", "").lstrip("0")) == 4


def test_the_list_when_the_window_is_small_then_all_its_columns_are_seen(
    bench: PlanBench,
) -> None:
    bench.state.category = "balcony"
    bench.state.add_shape(ShapeKind.AREA, BOX)
    bench.place.bench.panels.setCurrentIndex(SHAPES)
    table = bench.place.bench.shapes.table
    bench.qtbot.waitUntil(lambda: table.isVisible() and table.horizontalHeader().length() > 0)
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert table.horizontalScrollBar().maximum() == 0


def test_a_note_and_a_colour_when_given_under_the_list_then_the_shape_has_them(
    bench: PlanBench,
) -> None:
    shape_id = bench.state.add_shape(ShapeKind.AREA, BOX)
    bench.place.bench.panels.setCurrentIndex(SHAPES)
    details = bench.place.bench.shapes.details
    assert details.isVisible()
    assert "±" in details.perimeter.text()
    type_in(details.note, "עם ארון")
    QTest.keyClick(details.note, Qt.Key.Key_Return)
    details.colour.setCurrentIndex(2)
    details.colour.activated.emit(2)
    assert bench.shapes[0].note == "עם ארון"
    assert bench.shapes[0].colour == details.colour.currentData() != ""
    bench.shell.undo()
    bench.shell.undo()
    assert details.note.text() == ""
    assert details.colour.currentData() == ""
    type_in(details.note, "נשמר")
    bench.place.commit_typing()
    assert bench.shapes[0].note == "נשמר"
    bench.state.choose(())
    assert not details.isVisible()
    assert shape_id == bench.shapes[0].id


def test_new_shapes_when_there_is_another_sheet_then_they_are_numbered_on(
    bench: PlanBench,
) -> None:
    bench.state.add_shape(ShapeKind.AREA, BOX)
    bench.state.add_shape(ShapeKind.AREA, BOX)
    other = replace(bench.sheet, id=new_row_id(), page=2, shapes=(), references=(), regions=())
    bench.state.do(lambda case: gestures.adding_sheet(case, other))
    bench.state.open_sheet(other.id)
    bench.state.add_shape(ShapeKind.AREA, BOX)
    names = [shape.name for sheet in bench.state.sheets for shape in sheet.shapes]
    assert names == ["שטח 1", "שטח 2", "שטח 3"]


def outline(bench: PlanBench, kind: str) -> Sequence[Point]:
    """Of the region or of the excerpt."""
    return bench.sheet.excerpt if kind == "excerpt" else bench.sheet.regions[0].points


@pytest.mark.parametrize("by", ["mouse", "keys"])
@pytest.mark.parametrize("kind", ["excerpt", "region"])
def test_an_outline_when_its_panel_is_open_then_its_corners_are_dragged(
    bench: PlanBench, kind: str, by: str
) -> None:
    bench.give_area(BOX)
    if kind == "excerpt":
        bench.state.change_sheet(excerpt=BOX)
    else:
        bench.state.add_region(BOX)
    item = bench.place.bench.items.items[
        "excerpt" if kind == "excerpt" else bench.sheet.regions[0].id
    ]
    panels = bench.place.bench.panels
    panels.setCurrentIndex(SHAPES)
    assert not item.has_handles
    panels.setCurrentIndex(SHEET if kind == "excerpt" else SCALE)
    assert item.has_handles
    bench.tool("corners")
    if by == "mouse":
        bench.drag(BOX[2], (650, 550), SHIFT)
    else:
        bench.enter_at(BOX[2], (650, 550), free=True)
    assert outline(bench, kind)[2] == pytest.approx((650, 550), abs=2)
    assert bench.shapes[0].points == BOX, "the area under it stays"
    bench.drag((450, 300), (450, 250), SHIFT)
    assert len(outline(bench, kind)) == 5
    bench.double((450, 250), SHIFT)
    assert len(outline(bench, kind)) == 4
    bench.shell.undo()
    assert len(outline(bench, kind)) == 5


def words_beside(draft: Draft) -> tuple[str, ...]:
    """What is said beside the pointer once it stands still."""
    QTest.qWait(3 * WORDS_MS)
    return draft.words.lines


def give_area_with_hole(bench: PlanBench) -> None:
    """The box with a shaft of a sixth of it."""
    bench.give_area(BOX)
    hole = ((400.0, 350.0), (500.0, 350.0), (500.0, 450.0), (400.0, 450.0))
    shape = bench.shapes[0]
    bench.state.change_shapes([(shape, replace(shape, holes=(hole,)))])


def test_an_area_with_a_hole_when_a_corner_is_dragged_then_the_live_measure_leaves_it_out(
    bench: PlanBench,
) -> None:
    give_area_with_hole(bench)
    bench.place.bench.panels.setCurrentIndex(SHAPES)
    bench.tool("corners")
    port = bench.canvas.viewport()
    bench.move(BOX[2], SHIFT)
    QTest.mousePress(port, LEFT, SHIFT, bench.spot(BOX[2]))
    bench.move((630, 520), SHIFT, down=True)
    draft = bench.place.bench.tools["corners"].draft
    assert draft is not None
    said = words_beside(draft)
    QTest.mouseRelease(port, LEFT, SHIFT, bench.spot((630, 520)))
    found = bench.state.measure_of(bench.shapes[0])
    assert not isinstance(found, Refused)
    assert said == (bench.state.words.area(found),)


def test_a_polygon_when_the_pointer_stands_on_its_last_corner_then_no_length_of_0_is_told(
    bench: PlanBench,
) -> None:
    bench.tool("polygon")
    bench.free(*BOX[:3])
    draft = bench.place.bench.tools["polygon"].draft
    assert draft is not None
    assert len(words_beside(draft)) == 1
    assert draft.words.paper.alpha() == 255, "a label under it would be read with it"


def test_work_on_polygons_when_a_plan_is_opened_then_it_is_loaded_off_the_windows_thread(
    qtbot: QtBot, office: OfficeContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []

    def load(_self: ShapelyPolygons) -> None:
        from threading import current_thread, main_thread

        loaded.append("window" if current_thread() is main_thread() else "aside")

    monkeypatch.setattr(ShapelyPolygons, "load", load)
    open_plan(qtbot, office, tmp_path)
    qtbot.waitUntil(lambda: loaded == ["aside"])


def test_the_offset_bar_when_a_rule_has_a_doubt_then_its_words_have_the_whole_width(
    bench: PlanBench,
) -> None:
    bench.tool("offset")
    doubt = bench.place.bench.offset_bar.doubt
    bench.qtbot.waitUntil(doubt.isVisible)
    assert doubt.frameShape() is QFrame.Shape.NoFrame
    assert doubt.width() >= bench.place.bench.offset_bar.width() - 2
    assert doubt.height() >= doubt.heightForWidth(doubt.width())


def test_the_offset_when_it_is_applied_then_it_counted_the_hole_and_is_out_of_the_hand(
    bench: PlanBench,
) -> None:
    give_area_with_hole(bench)
    bench.state.choose([bench.shapes[0].id])
    bench.tool("offset")
    draft = bench.place.bench.tools["offset"].draft
    assert draft is not None
    said = words_beside(draft)[-1]
    bench.letter("W")
    found = bench.state.measure_of(bench.shapes[0])
    assert not isinstance(found, Refused)
    assert said == bench.state.words.area(found)
    assert bench.canvas.tool is bench.place.bench.tools["select"]
    points = bench.shapes[0].points
    QTest.mouseClick(bench.place.bench.offset_bar.apply, LEFT)
    assert bench.shapes[0].points == points, "the walls are added once"


def test_a_measured_figure_when_its_story_is_opened_then_it_says_measured_and_not_written(
    bench: PlanBench,
) -> None:
    bench.give_area(BOX)
    state, place = bench.state, bench.place
    handing = read_handing(place.context, state.case, state.all_measured())
    place.edited.emit(handing.changes)
    story = StoryPopup(place.context, BY_ID[BUILT], BUILT, place)
    bench.qtbot.addWidget(story)
    source = story.findChild(QLabel, "story-source")
    assert isinstance(source, QLabel)
    said = strip_marks(source.text())
    assert said.startswith("נמדד על תכנית")
    assert "נמדד: " in said
    assert "כתוב" not in said
    assert story.findChild(QPushButton, "action:show-paper") is not None
