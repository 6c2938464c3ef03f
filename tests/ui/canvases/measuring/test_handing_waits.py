"""The table of a hand-over while its answer is under way: closed, edited meanwhile, ticked on."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shamay_desktop.domain.case import Value
from shamay_desktop.domain.editing import after, setting
from shamay_desktop.domain.measuring.handed import BUILT
from shamay_desktop.ui.canvases.measuring.handing_dialog import HandingDialog, read_handing
from tests.ui.canvases.measuring.plan_bench import WAIT, PlanBench
from tests.ui.canvases.measuring.test_handing import (
    BOX,
    LEFT,
    beside,
    hand_over_all,
    handing,
    second_sheet,
)


def test_hand_over_when_closed_before_an_unticked_sheet_is_worked_out_then_nothing_breaks(
    bench: PlanBench,
) -> None:
    bench.give_area(BOX, "דירה", "flat")
    second_sheet(bench, beside(BOX, 100))
    dialog = handing(bench)
    dialog.sheets.boxes[list(dialog.sheets.boxes)[1]].setChecked(False)
    dialog.reject()
    bench.qtbot.waitUntil(lambda: bench.place.context.tasks.idle, timeout=WAIT)


def test_taking_out_when_the_case_is_edited_meanwhile_then_no_other_sheet_is_handed_over(
    bench: PlanBench,
) -> None:
    bench.give_area(BOX, "דירה", "flat")
    hand_over_all(bench)
    second_sheet(bench, beside(BOX, 100))
    bench.state.choose([each.id for each in bench.shapes])
    bench.state.remove_chosen()
    bench.place.take_out()
    bench.state.change_sheet(title="אחר")
    bench.qtbot.waitUntil(
        lambda: any(each.isVisible() for each in bench.place.findChildren(HandingDialog)),
        timeout=WAIT,
    )
    dialog = next(each for each in bench.place.findChildren(HandingDialog) if each.isVisible())
    assert [box.isChecked() for box in dialog.sheets.boxes.values()] == [False]


def test_hand_over_when_a_line_is_ticked_before_the_sheets_are_worked_out_then_it_waits(
    bench: PlanBench,
) -> None:
    bench.give_area(BOX, "דירה", "flat")
    second_sheet(bench, beside(BOX, 100))
    dialog = handing(bench)
    dialog.sheets.boxes[list(dialog.sheets.boxes)[1]].setChecked(False)
    line = dialog.lines.topLevelItem(0)
    assert line is not None
    line.setCheckState(0, Qt.CheckState.Unchecked)
    assert not dialog.take.isEnabled(), "the lines are of both sheets"
    bench.qtbot.waitUntil(dialog.take.isEnabled, timeout=WAIT)


def test_hand_over_when_another_program_measured_meanwhile_then_it_is_shown_anew_first(
    bench: PlanBench,
) -> None:
    bench.give_area(BOX, "דירה", "flat")
    second_sheet(bench, beside(BOX, 100))
    dialog = handing(bench)
    box = dialog.sheets.boxes[bench.sheet.id]
    before = box.text()
    _untick(dialog, "valuation.areas")
    bench.give_area(beside(BOX, 450), "תוספת", "flat")
    QTest.mouseClick(dialog.take, LEFT)
    bench.qtbot.waitUntil(dialog.changed.isVisible, timeout=WAIT)
    assert dialog.isVisible()
    assert bench.shell.case.content(BUILT) is None, "nothing is handed over that was not seen"
    assert box.text() != before, "the sheet has more on it"
    assert "valuation.areas" not in dialog.ticked(), "what was left out stays so"
    shown = read_handing(bench.place.context, bench.state.case, bench.state.all_measured())
    QTest.mouseClick(dialog.take, LEFT)
    assert not dialog.isVisible()
    assert bench.shell.case.number(BUILT) == after(bench.shell.case, shown.changes).number(BUILT)
    assert bench.shell.case.rows("valuation.areas") == ()


def test_hand_over_when_something_else_was_edited_meanwhile_then_it_goes_on_and_keeps_it(
    bench: PlanBench,
) -> None:
    bench.give_area(BOX, "דירה", "flat")
    dialog = handing(bench)
    edit = setting(bench.shell.case, "address.city", Value.of("חולון"))
    bench.place.edited.emit(edit)
    QTest.mouseClick(dialog.take, LEFT)
    bench.qtbot.waitUntil(lambda: bench.shell.case.content(BUILT) is not None, timeout=WAIT)
    assert bench.shell.case.content("address.city") == "חולון"
    assert len(bench.shell.case.rows("valuation.areas")) == 1


def test_hand_over_when_closed_while_it_is_worked_out_anew_then_nothing_goes(
    bench: PlanBench,
) -> None:
    bench.give_area(BOX, "דירה", "flat")
    dialog = handing(bench)
    bench.place.edited.emit(setting(bench.shell.case, "address.city", Value.of("חולון")))
    QTest.mouseClick(dialog.take, LEFT)
    dialog.reject()
    bench.qtbot.waitUntil(lambda: bench.place.context.tasks.idle, timeout=WAIT)
    assert bench.shell.case.content(BUILT) is None


def _untick(dialog: HandingDialog, field: str) -> None:
    found = [dialog.lines.topLevelItem(n) for n in range(dialog.lines.topLevelItemCount())]
    path = Qt.ItemDataRole.UserRole
    item = next(each for each in found if each and str(each.data(0, path)).startswith(field))
    item.setCheckState(0, Qt.CheckState.Unchecked)
