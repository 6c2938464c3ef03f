"""Measured sheets as files: saved, opened again, and opened without their paper."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.measuring.reading import sheets_of
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.plan_place import PlanPlace
from tests.ui.canvases.measuring.plan_bench import WAIT, PlanBench, open_place
from tests.ui.canvases.measuring.test_drawing import BOX


def idle(qtbot: QtBot, place: PlanPlace) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: place.context.tasks.idle and not place.tray.busy, timeout=WAIT)


def saved(bench: PlanBench, target: Path) -> Path:
    """The open sheet as its measure file."""
    bench.give_area(BOX, "סלון")
    bench.place.exports.write("json", target)
    idle(bench.qtbot, bench.place)
    return target


def opened(qtbot: QtBot, place: PlanPlace, file: Path) -> None:
    """By the line of the menu of exports."""
    place.open_drawing.trigger()
    (dialog,) = place.findChildren(QFileDialog)
    dialog.filesSelected.emit([str(file)])
    dialog.close()
    idle(qtbot, place)


def test_a_measure_file_when_dropped_with_its_plan_in_another_case_then_the_sheet_is_open(
    bench: PlanBench, qtbot: QtBot, office: OfficeContext, tmp_path: Path
) -> None:
    file = saved(bench, tmp_path / "out.measure.json")
    place, shell = open_place(qtbot, office)
    place.drops.dropped.emit([bench.plan.path, file])
    idle(qtbot, place)
    qtbot.waitUntil(lambda: place.bench.canvas.has_sheet, timeout=WAIT)
    (sheet,) = sheets_of(shell.case)
    assert place.state.sheet == sheet
    assert place.bench.isVisible()
    assert [(each.name, each.points) for each in sheet.shapes] == [("סלון", BOX)]
    assert len(sheet.references) == 4
    assert len(shell.gestures) == 1
    assert sheet.id != bench.sheet.id
    shell.undo()
    assert sheets_of(shell.case) == ()


def test_a_measure_file_when_opened_where_it_came_from_then_nothing_is_doubled(
    bench: PlanBench, qtbot: QtBot, tmp_path: Path
) -> None:
    file = saved(bench, tmp_path / "out.measure.json")
    before = bench.shell.case
    opened(qtbot, bench.place, file)
    assert bench.shell.case == before
    bench.give_area(BOX, "מטבח")
    opened(qtbot, bench.place, file)
    assert [len(each.shapes) for each in bench.state.sheets] == [2, 1]
    assert bench.sheet == bench.state.sheets[1]


def test_a_measure_file_when_its_plan_is_not_in_the_case_then_the_plan_is_named(
    bench: PlanBench, qtbot: QtBot, office: OfficeContext, tmp_path: Path
) -> None:
    file = saved(bench, tmp_path / "out.measure.json")
    place, shell = open_place(qtbot, office)
    place.add_files([file])
    idle(qtbot, place)
    assert bench.plan.path.name in strip_marks(place.tray.results.item(0).text())
    assert sheets_of(shell.case) == ()
