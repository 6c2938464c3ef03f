"""The place around the canvas: empty state, papers, list, totals, hand-over, files, looking."""

import json
from copy import copy
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Value
from shamay_desktop.domain.editing import setting
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.measuring.handing_dialog import HandingDialog
from shamay_desktop.ui.canvases.measuring.plan_exports import ExcerptPreview
from shamay_desktop.ui.canvases.measuring.shapes_model import ShapeColumn
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.plan_place import PlanPlace
from shamay_desktop.usecases.wizard.looking import LookingSession
from tests.measured_plan import drawn_plan
from tests.ui.bench import type_in
from tests.ui.canvases.measuring.plan_bench import (
    WAIT,
    PlanBench,
    PlanShell,
    choose_row,
    open_place,
)
from tests.ui.canvases.measuring.test_drawing import BOX

LEFT = Qt.MouseButton.LeftButton


def test_place_when_the_case_has_no_papers_then_it_says_so_and_takes_a_file(
    qtbot: QtBot, office: OfficeContext, tmp_path: Path
) -> None:
    place, _shell = open_place(qtbot, office)
    qtbot.waitUntil(place.chooser.none.isVisible, timeout=WAIT)
    assert not place.bench.isVisible()
    lit = theme.icon("plus", "on_accent").pixmap(20).toImage()  # the only way on is the primary one
    qtbot.waitUntil(lambda: place.chooser.add.icon().pixmap(20).toImage() == lit, timeout=WAIT)
    path = drawn_plan(tmp_path).path
    QTest.mouseClick(place.chooser.add, LEFT)
    (dialog,) = place.findChildren(QFileDialog)
    assert dialog.isVisible(), "nothing waits for it"
    dialog.filesSelected.emit([str(path)])
    dialog.close()
    qtbot.waitUntil(lambda: len(place.papers) == 1, timeout=WAIT)
    QTest.mouseClick(place.chooser.measure, LEFT)
    qtbot.waitUntil(lambda: place.bench.canvas.has_sheet, timeout=WAIT)
    assert place.bench.isVisible()


def test_sheet_when_removed_then_all_on_it_goes_and_undo_brings_it_back(bench: PlanBench) -> None:
    bench.give_area(BOX)
    case = bench.shell.case
    QTest.mouseClick(bench.place.remove, LEFT)
    assert bench.state.sheets == ()
    assert bench.place.chooser.isVisible()
    bench.shell.undo()
    assert bench.shell.case.rows("plans.shapes") == case.rows("plans.shapes")
    assert bench.place.bench.isVisible()


def test_page_when_chosen_again_then_the_same_sheet_is_opened(bench: PlanBench) -> None:
    QTest.mouseClick(bench.place.add, LEFT)
    assert bench.place.chooser.isVisible()
    QTest.mouseClick(bench.place.chooser.measure, LEFT)
    assert len(bench.state.sheets) == 1
    assert bench.place.bench.isVisible()


def test_list_when_a_cell_is_typed_then_the_case_and_the_canvas_follow(bench: PlanBench) -> None:
    bench.give_area(BOX)
    panel = bench.place.bench.shapes
    bench.place.bench.panels.setCurrentIndex(1)
    choose_row(panel.table, 0)
    bench.canvas.setFocus()
    bench.key(Qt.Key.Key_F2)
    editor = panel.table.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_in(editor, "סלון")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: bench.shapes[0].name == "סלון")  # the view takes it in its turn
    assert bench.place.bench.items.items[bench.shapes[0].id].label.lines[0] == "סלון"
    model = panel.model
    assert model.setData(model.index(0, ShapeColumn.CATEGORY), "balcony")
    assert model.setData(model.index(0, ShapeColumn.FLOOR), "ב")
    assert model.setData(model.index(0, ShapeColumn.COLOUR), "#2c7d3f")
    shape = bench.shapes[0]
    assert (shape.category, shape.floor, shape.colour) == ("balcony", "ב", "#2c7d3f")


def test_totals_when_there_are_flat_and_balcony_then_they_are_never_mixed(
    bench: PlanBench,
) -> None:
    bench.give_area(BOX, "א", "flat")
    bench.give_area(tuple((x + 400, y) for x, y in BOX), "ב", "balcony")
    bench.place.bench.panels.setCurrentIndex(1)
    lines = [
        [strip_marks(label.text()) for label in line.findChildren(QLabel)]
        for line in bench.place.bench.shapes.findChildren(QWidget)
        if line.objectName() == "total-line" and line.isVisible()
    ]
    assert [line[0] for line in lines] == ["דירה", "מרפסת"]
    assert all("±" in line[1] for line in lines)


def handing(bench: PlanBench) -> HandingDialog:
    """The dialog of handing over, opened by its button."""
    bench.place.bench.panels.setCurrentIndex(1)
    QTest.mouseClick(bench.place.bench.shapes.hand_over, LEFT)
    bench.qtbot.waitUntil(
        lambda: any(each.isVisible() for each in bench.place.findChildren(HandingDialog)),
        timeout=WAIT,
    )
    return next(each for each in bench.place.findChildren(HandingDialog) if each.isVisible())


def test_hand_over_when_taken_then_the_case_has_the_areas_and_a_second_time_nothing_is_left(
    bench: PlanBench,
) -> None:
    bench.give_area(BOX, "דירה", "flat")
    dialog = handing(bench)
    assert dialog.lines.topLevelItemCount() > 2
    QTest.mouseClick(dialog.take, LEFT)
    case = bench.shell.case
    assert case.content("unit.built_area") is not None
    assert len(case.rows("valuation.areas")) == 1
    again = handing(bench)
    assert not again.take.isVisible()
    again.reject()
    bench.shell.undo()
    assert bench.shell.case.content("unit.built_area") is None


def test_hand_over_when_a_line_is_unticked_then_its_field_stays(bench: PlanBench) -> None:
    bench.give_area(BOX, "דירה", "flat")
    bench.shell.session.apply(setting(bench.shell.case, "unit.built_area", Value.of("77")))
    bench.place.show_case(bench.shell.case)
    dialog = handing(bench)
    for number in range(dialog.lines.topLevelItemCount()):
        item = dialog.lines.topLevelItem(number)
        assert item is not None
        if item.data(0, Qt.ItemDataRole.UserRole) == "unit.built_area":
            item.setCheckState(0, Qt.CheckState.Unchecked)
    QTest.mouseClick(dialog.take, LEFT)
    assert bench.shell.case.content("unit.built_area") == "77"
    assert len(bench.shell.case.rows("valuation.areas")) == 1


@pytest.mark.parametrize("kind", ["csv", "json", "dxf", "png"])
def test_export_when_a_file_is_named_then_it_is_written_and_said(
    bench: PlanBench, tmp_path: Path, kind: str
) -> None:
    bench.give_area(BOX, "סלון")
    bench.state.change_sheet(excerpt=BOX)
    target = tmp_path / f"out.{kind}"
    bench.place.exports.ask(kind)
    (dialog,) = bench.place.findChildren(QFileDialog)
    assert dialog.isVisible(), "nothing waits for it"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    if kind == "json":
        target = tmp_path / "out.measure.json"
    bench.qtbot.waitUntil(target.exists, timeout=WAIT)
    bench.qtbot.waitUntil(bench.canvas.words.problem.isVisible, timeout=WAIT)
    assert "out" in bench.canvas.words.problem.text()
    if kind == "json":
        assert json.loads(target.read_text(encoding="utf-8"))["shapes"][0]["name"] == "סלון"


def test_a_file_when_the_sheets_title_has_a_slash_then_is_offered_by_one_name(
    bench: PlanBench,
) -> None:
    bench.state.change_sheet(title="קומה 1/2")
    for kind, name in (("csv", "קומה 1_2.csv"), ("json", "קומה 1_2.measure.json")):
        bench.place.exports.ask(kind)
        (dialog,) = bench.place.findChildren(QFileDialog)
        assert [Path(each).name for each in dialog.selectedFiles()] == [name]
        dialog.close()
        bench.qtbot.waitUntil(lambda: not bench.place.findChildren(QFileDialog), timeout=WAIT)


def test_excerpt_when_taken_from_an_area_then_it_is_previewed_as_printed(bench: PlanBench) -> None:
    bench.give_area(BOX, "סלון")
    bench.state.choose([bench.shapes[0].id])
    panel = bench.place.bench.sheet
    bench.place.bench.panels.setCurrentIndex(2)
    QTest.mouseClick(panel.take, LEFT)
    assert bench.sheet.excerpt == BOX
    panel.ground.setCurrentIndex(panel.ground.findData("whitened"))
    panel.ground.activated.emit(panel.ground.currentIndex())
    assert bench.sheet.excerpt_ground == "whitened"
    QTest.mouseClick(panel.preview, LEFT)
    bench.qtbot.waitUntil(lambda: bench.place.findChild(ExcerptPreview) is not None, timeout=WAIT)
    preview = bench.place.findChild(ExcerptPreview)
    assert isinstance(preview, ExcerptPreview)
    assert not preview.picture.pixmap().isNull()
    preview.reject()


def test_sheet_when_its_source_and_date_are_typed_then_they_are_kept(bench: PlanBench) -> None:
    panel = bench.place.bench.sheet
    bench.place.bench.panels.setCurrentIndex(2)
    for name, typed in (("source", "תכנית היתר 2019/123"), ("date", "12.3.2019")):
        line = panel.lines[name]
        line.setFocus()
        type_in(line, typed)
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert (bench.sheet.source, bench.sheet.date) == ("תכנית היתר 2019/123", "2019-03-12")


def test_path_of_a_shape_when_asked_for_then_it_is_chosen_on_its_sheet(bench: PlanBench) -> None:
    one = bench.give_area(BOX)
    bench.state.choose(())
    assert bench.place.focus_path(f"plans.shapes/{one}/points")
    assert bench.state.chosen == (one,)


def test_read_only_case_when_drawn_on_then_it_shows_and_nothing_changes(
    bench: PlanBench, qtbot: QtBot
) -> None:
    bench.give_area(BOX, "סלון")
    context, session = bench.place.context, bench.shell.session
    looking = copy(session)
    looking.__class__ = LookingSession
    place = PlanPlace(replace(context, session=looking))
    qtbot.addWidget(place)
    place.resize(1180, 640)
    told: list[object] = []
    place.edited.connect(told.append)
    place.show_case(session.case)
    place.show()
    qtbot.waitUntil(lambda: place.bench.canvas.has_sheet, timeout=WAIT)
    seen = PlanBench(qtbot, place, PlanShell(place), bench.plan)
    assert len(seen.shapes) == 1
    for key in ("polygon", "corners", "walk"):
        place.bench.choose_tool(key)
        seen.free(*BOX, BOX[0])
    place.bench.choose_tool("select")
    seen.drag((450, 400), (500, 420))
    seen.state.choose([seen.shapes[0].id])
    seen.key(Qt.Key.Key_Delete)
    model = place.bench.shapes.model
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert told == []
    assert seen.shapes[0].points == BOX


def test_a_sheet_when_its_north_is_typed_then_it_is_kept_and_nonsense_is_refused(
    bench: PlanBench,
) -> None:
    line = bench.place.bench.sheet.lines["north"]
    for text, kept in (("-30°", 330), ("north", 330), ("", None)):
        line.setText(text)
        line.setModified(True)
        line.editingFinished.emit()
        assert bench.sheet.north == (None if kept is None else kept)
