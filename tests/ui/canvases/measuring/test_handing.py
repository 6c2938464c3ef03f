"""Handing over in the window: which sheets count, what is left out, what goes, and the way back."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.measuring import gestures
from shamay_desktop.domain.measuring.handed import BUILT
from shamay_desktop.domain.measuring.plans import Shape, ShapeKind
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.canvases.measuring.handing_dialog import HandingDialog, read_handing
from shamay_desktop.ui.widgets.story import StoryPopup
from tests.ui.canvases.measuring.plan_bench import WAIT, PlanBench

LEFT = Qt.MouseButton.LeftButton
BOX = ((300.0, 300.0), (700.0, 300.0), (700.0, 600.0), (300.0, 600.0))
BOW = ((300.0, 700.0), (500.0, 900.0), (500.0, 700.0), (300.0, 900.0))


def beside(ring: Ring, across: float) -> Ring:
    """The ring moved to the right."""
    return tuple((x + across, y) for x, y in ring)


def asked(bench: PlanBench, button: QPushButton) -> HandingDialog:
    """The dialog that a button opens."""
    assert button.isEnabled()
    QTest.mouseClick(button, LEFT)
    bench.qtbot.waitUntil(
        lambda: any(each.isVisible() for each in bench.place.findChildren(HandingDialog)),
        timeout=WAIT,
    )
    return next(each for each in bench.place.findChildren(HandingDialog) if each.isVisible())


def handing(bench: PlanBench) -> HandingDialog:
    """The dialog, opened by the panel's button."""
    bench.place.bench.panels.setCurrentIndex(1)
    return asked(bench, bench.place.bench.shapes.hand_over)


def hand_over_all(bench: PlanBench) -> None:
    """All that is measured, without looking."""
    found = read_handing(bench.place.context, bench.state.case, bench.state.all_measured())
    bench.place.edited.emit(found.changes)


def second_sheet(bench: PlanBench, ring: Ring) -> str:
    """The plan's sheet once more as another one, with one shape of the flat on it. Its id."""
    sheet = bench.sheet
    shape = Shape(new_row_id(), ShapeKind.AREA, ring, name="קומה שנייה", category="flat", floor="2")
    other = replace(
        sheet, id=new_row_id(), title="קומה ב", regions=(), shapes=(shape,),
        references=tuple(replace(each, id=new_row_id()) for each in sheet.references),
    )  # fmt: skip
    bench.place.edited.emit(gestures.adding_sheet(bench.shell.case, other))
    return shape.id


def test_measures_when_all_shapes_and_then_the_sheet_are_removed_then_they_can_be_taken_out(
    bench: PlanBench,
) -> None:
    bench.give_area(BOX, "דירה", "flat")
    hand_over_all(bench)
    assert not bench.place.orphans.isVisible()
    bench.state.choose([each.id for each in bench.shapes])
    bench.state.remove_chosen()
    assert bench.place.orphans.isVisible()
    looked_at = handing(bench)
    assert looked_at.lines.topLevelItemCount() > 2
    looked_at.reject()
    bench.state.remove_sheet()
    assert bench.place.chooser.isVisible()
    assert bench.place.orphans.isVisible()
    dialog = asked(bench, bench.place.orphans.show_lines)
    assert strip_marks(dialog.take.text()) == "הוצאה מהשומה"
    QTest.mouseClick(dialog.take, LEFT)
    case = bench.shell.case
    assert case.content(BUILT) is None
    assert case.rows("valuation.areas") == ()
    assert case.rows("measuring.table") == ()
    assert not bench.place.orphans.isVisible()
    bench.shell.undo()
    assert bench.shell.case.content(BUILT) is not None


def test_taking_out_when_another_sheet_was_left_unticked_then_it_is_not_handed_over_with_it(
    bench: PlanBench,
) -> None:
    bench.give_area(BOX, "דירה", "flat")
    hand_over_all(bench)
    second_sheet(bench, beside(BOX, 100))
    bench.state.choose([each.id for each in bench.shapes])
    bench.state.remove_chosen()
    dialog = asked(bench, bench.place.orphans.show_lines)
    assert strip_marks(dialog.take.text()) == "הוצאה מהשומה"
    assert [box.isChecked() for box in dialog.sheets.boxes.values()] == [False]
    QTest.mouseClick(dialog.take, LEFT)
    assert bench.shell.case.content(BUILT) is None
    assert bench.shell.case.rows("measuring.table") == (), "its dimensions measure nothing"
    assert bench.shell.case.rows("valuation.areas") == ()


def test_hand_over_when_a_shape_cannot_be_counted_then_it_is_said_by_name(
    bench: PlanBench,
) -> None:
    bench.give_area(BOX, "דירה", "flat")
    bench.give_area(BOW, "פרפר", "flat")
    bench.give_area(beside(BOX, 450), "בלי סוג", "")
    dialog = handing(bench)
    said = strip_marks(dialog.sheets.left_out.text())
    assert dialog.sheets.left_out.isVisible()
    assert "לא נספר: פרפר" in said
    assert "לא נספר: בלי סוג" in said
    assert not dialog.sheets.boxes, "there is one sheet: no choice"


def test_hand_over_when_a_sheet_is_unticked_then_the_figures_are_of_the_other_alone(
    bench: PlanBench,
) -> None:
    bench.give_area(BOX, "דירה", "flat")
    second_sheet(bench, beside(BOX, 100))
    both = read_handing(bench.place.context, bench.state.case, bench.state.all_measured())
    whole = after(bench.shell.case, both.changes).number(BUILT)
    dialog = handing(bench)
    assert [box.isChecked() for box in dialog.sheets.boxes.values()] == [True, True]
    _first, second = dialog.sheets.boxes.values()
    assert "קומה ב" in strip_marks(second.text())
    second.setChecked(False)
    bench.qtbot.waitUntil(dialog.take.isEnabled, timeout=WAIT)
    assert "לא נספר: קומה ב" in strip_marks(dialog.sheets.left_out.text())
    QTest.mouseClick(dialog.take, LEFT)
    assert bench.canvas.words.problem.property("tone") == "ok", "what was done is no error"
    alone = bench.shell.case.number(BUILT)
    assert whole is not None
    assert alone is not None
    assert abs(whole - 2 * alone) <= 1
    again = handing(bench)
    assert [box.isChecked() for box in again.sheets.boxes.values()] == [True, False]
    assert not again.lines.isVisible()
    again.sheets.boxes[list(again.sheets.boxes)[1]].setChecked(True)
    bench.qtbot.waitUntil(again.take.isVisible, timeout=WAIT)
    QTest.mouseClick(again.take, LEFT)
    assert bench.shell.case.number(BUILT) == whole


def test_story_when_its_last_step_is_taken_then_all_shapes_of_the_figure_are_chosen_in_sight(
    bench: PlanBench,
) -> None:
    one = bench.give_area(BOX, "סלון", "flat")
    other = bench.give_area(beside(BOX, 450), "חדר", "flat")
    bench.give_area(beside(BOX, 900), "מרפסת", "balcony")
    hand_over_all(bench)
    bench.canvas.zoom_by(8)
    bench.state.choose([])
    story = StoryPopup(bench.place.context, BY_ID[BUILT], BUILT, bench.place)
    bench.qtbot.addWidget(story)
    story.go_asked.connect(bench.place.focus_path)
    button = story.findChild(QPushButton, "action:show-drawn")
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, LEFT)
    assert set(bench.state.chosen) == {one, other}
    seen = bench.canvas.seen()
    for each in bench.state.chosen_shapes:
        assert all(seen.contains(*at) for at in each.points)


def test_story_when_the_shapes_are_gone_then_it_leads_to_none(bench: PlanBench) -> None:
    bench.give_area(BOX, "סלון", "flat")
    hand_over_all(bench)
    bench.state.choose([each.id for each in bench.shapes])
    bench.state.remove_chosen()
    story = StoryPopup(bench.place.context, BY_ID[BUILT], BUILT, bench.place)
    bench.qtbot.addWidget(story)
    assert story.findChild(QPushButton, "action:show-drawn") is None


def test_path_of_a_shape_when_its_sheet_must_be_opened_first_then_it_is_in_sight_when_it_is_there(
    bench: PlanBench,
) -> None:
    bench.give_area(BOX, "סלון", "flat")
    shape = second_sheet(bench, beside(BOX, 50))
    bench.place.bench._open = None  # as if the other sheet were another paper
    assert bench.place.focus_path(f"plans.shapes/{shape}")
    assert bench.state.chosen == (shape,)
    assert bench.sheet.title == "קומה ב"
    bench.qtbot.waitUntil(lambda: bench.place.bench._wanted == (), timeout=WAIT)
    seen = bench.canvas.seen()
    assert all(seen.contains(*at) for at in beside(BOX, 50))


def test_export_when_a_shape_cannot_be_drawn_then_it_is_said_by_name(
    bench: PlanBench, tmp_path: Path
) -> None:
    bench.give_area(BOX, "סלון", "flat")
    bench.give_area(BOW, "פרפר", "flat")
    said: list[str] = []
    bench.state.said.connect(said.append)
    bench.place.exports.write("dxf", tmp_path / "out.dxf")
    bench.qtbot.waitUntil(lambda: bool(said), timeout=WAIT)
    where, left_out = strip_marks(said[-1]).split("\n")
    assert "out.dxf" in where
    assert "פרפר" in left_out
    assert "סלון" not in left_out
    assert bench.canvas.words.problem.property("tone") == "error"
