"""Doubts in the list of shapes are of the sheet that is open, whatever was open before it."""

from decimal import Decimal
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.measuring import gestures
from shamay_desktop.domain.measuring.plans import Shape, ShapeKind, Sheet
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.canvases.measuring.shapes_model import ShapeColumn
from shamay_desktop.ui.context import OfficeContext
from tests.measured_plan import drawn_plan
from tests.ui.canvases.measuring.plan_bench import WAIT, PlanBench, open_place

BOX = ((600.0, 500.0), (900.0, 500.0), (900.0, 700.0), (600.0, 700.0))


def test_doubt_when_a_smaller_sheet_was_open_before_then_is_of_the_open_one(
    qtbot: QtBot, office: OfficeContext, tmp_path: Path
) -> None:
    plan = drawn_plan(tmp_path)
    small = tmp_path / "small.png"
    Image.new("RGB", (500, 400), "white").save(small)
    place, shell = open_place(qtbot, office, plan.path, small)
    bench = PlanBench(qtbot, place, shell, plan)
    papers = {each.name: each.sha256 for each in place.papers}
    for name in ("small.png", plan.path.name):
        shape = Shape(new_row_id(), ShapeKind.AREA, BOX, name="חדר", category="flat")
        made = Sheet(new_row_id(), papers[name], stated_scale=Decimal(100), shapes=(shape,))
        place.edited.emit(gestures.adding_sheet(shell.case, made))
    first, second = bench.state.sheets
    bench.state.open_sheet(second.id)
    bench.state.open_sheet(first.id)
    qtbot.waitUntil(lambda: bench.state.page_size == (500, 400), timeout=WAIT)
    assert "מחוץ לגיליון" in told(bench), "said as soon as the page is there"
    bench.state.open_sheet(second.id)
    assert told(bench) == "", "the page before was the smaller one"
    qtbot.waitUntil(lambda: bench.state.page_size not in (None, (500, 400)), timeout=WAIT)
    assert told(bench) == ""
    bench.state.open_sheet(first.id)
    assert "מחוץ לגיליון" in told(bench)


def told(bench: PlanBench) -> str:
    """What the first row's measure is doubted for."""
    model = bench.place.bench.shapes.model
    index = model.index(0, ShapeColumn.MEASURE)
    assert model.shapes[0] == bench.shapes[0]
    found = model.data(index, Qt.ItemDataRole.DecorationRole)
    words = model.data(index, Qt.ItemDataRole.ToolTipRole)
    return strip_marks(str(words)) if found is not None else ""
