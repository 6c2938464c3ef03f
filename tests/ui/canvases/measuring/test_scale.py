"""The scale: no measuring without it, references typed at once, doubts told, regions, regret."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.plans import Correction
from shamay_desktop.domain.measuring.scale import Scale
from shamay_desktop.domain.measuring.verifying import Verified
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.canvases.measuring.references_model import ReferenceColumn
from shamay_desktop.ui.context import OfficeContext
from tests.measured_plan import PIXELS_A_METRE
from tests.ui.bench import type_in
from tests.ui.canvases.measuring.plan_bench import PlanBench, choose_row, open_plan
from tests.ui.canvases.measuring.test_drawing import BOX, by_both, draw, measure_of, take

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def bare(qtbot: QtBot, office: OfficeContext, tmp_path: Path) -> PlanBench:
    """The plan without a scale."""
    return open_plan(qtbot, office, tmp_path, scale=False)


def scale_of(bench: PlanBench) -> Scale:
    """The sheet's own."""
    found = bench.state.scale
    assert isinstance(found, Scale)
    return found


def words_of(bench: PlanBench) -> str:
    """What the panel says of the scale."""
    return strip_marks(bench.place.bench.scale.verdict.text())


@by_both
def test_measuring_tool_when_there_is_no_scale_then_it_says_why_and_leads_to_the_scale(
    bare: PlanBench, by: str
) -> None:
    bare.place.bench.panels.setCurrentIndex(1)
    take(bare, by, "polygon")
    assert bare.canvas.tool is bare.place.bench.tools["reference"]
    assert bare.canvas.words.problem.isVisible()
    assert bare.place.bench.panels.currentIndex() == 0
    assert bare.shapes == ()


@by_both
def test_reference_when_drawn_then_its_length_is_typed_at_once(bare: PlanBench, by: str) -> None:
    known = bare.plan.references[0]
    take(bare, by, "reference")
    draw(bare, by, known.start, known.end)
    assert bare.place.bench.asked.isVisible()
    assert not bare.sheet.references
    bare.type(str(known.metres))
    (reference,) = bare.sheet.references
    assert reference.metres == known.metres
    assert float(scale_of(bare).metres_per_pixel) == pytest.approx(1 / PIXELS_A_METRE, rel=0.005)
    assert bare.canvas.hasFocus()  # the next one can be drawn at once


def test_reference_when_three_long_ones_agree_then_the_scale_is_verified_by_them(
    bare: PlanBench,
) -> None:
    bare.letter("F")
    for known in bare.plan.references[:3]:
        bare.drag(known.start, known.end, SHIFT)
        bare.type(str(known.metres))
    scale = scale_of(bare)
    assert scale.verified is Verified.YES
    assert len(scale.verified_by) == 3
    assert "מאומת" in words_of(bare)
    model = bare.place.bench.scale.model
    assert model.rowCount() == 3


@pytest.mark.parametrize("typed", ["0", "10000"])
def test_reference_when_its_length_is_absurd_then_it_is_kept_and_said(
    bare: PlanBench, typed: str
) -> None:
    known = bare.plan.references[0]
    bare.letter("F")
    bare.drag(known.start, known.end, SHIFT)
    bare.type(typed)
    (reference,) = bare.sheet.references
    assert reference.metres == Decimal(typed)
    assert isinstance(bare.state.scale, Refused)
    assert bare.place.bench.scale.verdict.property("tone") == "error"
    model = bare.place.bench.scale.model
    assert model.setData(model.index(0, ReferenceColumn.WRITTEN), str(known.metres))
    assert isinstance(bare.state.scale, Scale)


def test_reference_when_it_has_no_length_on_the_sheet_then_it_is_said(bare: PlanBench) -> None:
    bare.letter("F")
    bare.free((400, 400), (404, 400))
    bare.type("3.2")
    assert len(bare.sheet.references) == 1
    assert isinstance(bare.state.scale, Refused)
    assert words_of(bare)


@pytest.mark.parametrize("typed", ["abc", "-3", "1_0", "1e1", "10 cubits"])
def test_reference_when_what_is_typed_is_no_number_then_it_is_asked_again(
    bare: PlanBench, typed: str
) -> None:
    known = bare.plan.references[0]
    bare.letter("F")
    bare.drag(known.start, known.end, SHIFT)
    bare.type(typed)
    assert bare.place.bench.asked.isVisible()
    assert bare.canvas.words.problem.isVisible()
    bare.place.bench.asked.line.clear()
    bare.type("10,40")
    assert bare.sheet.references[0].metres == Decimal("10.40")


@pytest.mark.parametrize("typed", ["1040 cm", '1040 ס"מ', "10.40 m"])
def test_reference_when_its_length_has_a_unit_then_it_is_of_that_unit(
    bare: PlanBench, typed: str
) -> None:
    known = bare.plan.references[0]
    bare.letter("F")
    bare.drag(known.start, known.end, SHIFT)
    line = bare.place.bench.asked.line
    type_in(line, typed)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert bare.sheet.references[0].metres == Decimal("10.4")


def test_reference_when_the_next_line_is_begun_then_the_typed_length_is_kept(
    bare: PlanBench,
) -> None:
    known = bare.plan.references[0]
    bare.letter("F")
    bare.drag(known.start, known.end, SHIFT)
    type_in(bare.place.bench.asked.line, "10.40")
    bare.drag((500, 500), (800, 500), SHIFT)
    assert [each.metres for each in bare.sheet.references] == [Decimal("10.4")]


def test_reference_when_esc_is_pressed_in_its_line_then_it_is_given_up(bare: PlanBench) -> None:
    known = bare.plan.references[0]
    bare.letter("F")
    bare.drag(known.start, known.end, SHIFT)
    QTest.keyClick(bare.place.bench.asked.line, Qt.Key.Key_Escape)
    assert bare.sheet.references == ()
    assert not bare.place.bench.asked.isVisible()


def test_outlier_when_one_contradicts_then_it_is_marked_and_ignoring_it_mends_the_scale(
    bench: PlanBench,
) -> None:
    known = bench.plan.references[4]
    bench.letter("F")
    bench.drag(known.start, known.end, SHIFT)
    bench.type("4.70")
    told = bench.state.measured
    assert told is not None
    assert [each.outlier for each in told.residuals[""]] == [False] * 4 + [True]
    model = bench.place.bench.scale.model
    place = model.index(4, ReferenceColumn.NAME)
    assert model.setData(place, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert bench.sheet.references[4].ignored
    assert scale_of(bench).verified is Verified.YES
    bench.shell.undo()
    assert not bench.sheet.references[4].ignored


def test_reference_when_renamed_and_removed_then_the_case_follows(bench: PlanBench) -> None:
    panel = bench.place.bench.scale
    assert panel.model.setData(panel.model.index(0, ReferenceColumn.NAME), "רוחב")
    assert bench.sheet.references[0].note == "רוחב"
    choose_row(panel.references, 0)
    QTest.mouseClick(panel.remove, Qt.MouseButton.LeftButton)
    assert len(bench.sheet.references) == 3


def test_stated_ratio_when_typed_then_it_is_a_scale_that_is_not_verified(bare: PlanBench) -> None:
    line = bare.place.bench.scale.stated
    line.setFocus()
    type_in(line, "100")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert bare.sheet.stated_scale == 100
    assert scale_of(bare).verified is Verified.NOT
    assert float(scale_of(bare).metres_per_pixel) == pytest.approx(1 / PIXELS_A_METRE)


@pytest.mark.parametrize("typed", ["0.2", "1_00", "1e2", "abc", "1,00"])
def test_stated_ratio_when_it_is_nonsense_then_it_is_said_and_nothing_changes(
    bare: PlanBench, typed: str
) -> None:
    line = bare.place.bench.scale.stated
    line.setFocus()
    type_in(line, typed)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert bare.sheet.stated_scale is None
    assert bare.canvas.words.problem.isVisible()


def test_stated_ratio_when_it_is_a_thousand_with_a_comma_then_it_is_a_thousand(
    bare: PlanBench,
) -> None:
    line = bare.place.bench.scale.stated
    line.setFocus()
    type_in(line, "1:1,000")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert bare.sheet.stated_scale == 1000


def test_correction_when_references_are_too_few_then_it_is_told_why(bench: PlanBench) -> None:
    panel = bench.place.bench.scale
    assert "6" in strip_marks(panel.why.text())  # a projective one needs six
    panel.correction.setCurrentIndex(list(Correction).index(Correction.AFFINE))
    panel.correction.activated.emit(panel.correction.currentIndex())
    assert bench.sheet.correction is Correction.AFFINE
    assert scale_of(bench).correction is Correction.AFFINE


def test_region_when_it_has_references_of_its_own_then_shapes_in_it_are_measured_by_them(
    bench: PlanBench,
) -> None:
    bench.letter("G")
    bench.drag(BOX[0], BOX[2], SHIFT)
    bench.letter("F")
    bench.drag((350, 350), (550, 350), SHIFT)
    bench.type("1")
    assert bench.sheet.references[-1].region == bench.sheet.regions[0].id
    bench.give_area(((350, 350), (550, 350), (550, 450), (350, 450)))
    assert measure_of(bench) == pytest.approx(0.5, rel=0.02)
    panel = bench.place.bench.scale
    panel.regions.setCurrentIndex(1)
    assert panel.model.rowCount() == 1
    number = len(bench.sheet.references)
    shown = panel.model.index(0, ReferenceColumn.NAME).data()
    assert strip_marks(shown) == f"מידה {number}", "as the report and the hand-over call it"
    QTest.mouseClick(panel.remove_region, Qt.MouseButton.LeftButton)
    assert bench.sheet.regions == ()
    assert bench.sheet.references[-1].ignored


def test_region_in_a_region_when_something_is_half_drawn_then_is_measured_as_it_will_be(
    bench: PlanBench,
) -> None:
    for box, length in ((BOX, "1"), (((310, 310), (600, 310), (600, 480), (310, 480)), "4")):
        bench.letter("G")
        bench.drag(box[0], box[2], SHIFT)
        bench.letter("F")
        bench.drag((350, 350), (550, 350), SHIFT)
        bench.type(length)
    assert bench.sheet.references[-1].region == bench.sheet.regions[1].id
    ring: Ring = ((350.0, 350.0), (550.0, 350.0), (550.0, 450.0), (350.0, 450.0))
    live = bench.state.area_now(ring)
    bench.give_area(ring)
    assert live is not None
    assert live.value == pytest.approx(measure_of(bench)) == pytest.approx(8, rel=0.02)


def test_feet_when_switched_on_then_lengths_are_typed_and_shown_in_feet(bare: PlanBench) -> None:
    QTest.mouseClick(bare.place.feet, Qt.MouseButton.LeftButton)
    known = bare.plan.references[0]
    bare.letter("F")
    bare.drag(known.start, known.end, SHIFT)
    bare.type("34.12")
    assert bare.sheet.references[0].metres == pytest.approx(Decimal("10.40"), abs=Decimal("0.01"))
    bare.give_area(BOX)
    shown = bare.state.words.area(bare.state.area_now(BOX), with_error=False)
    feet = 60_000 / PIXELS_A_METRE**2 / 0.3048**2
    assert f"{feet:.0f}"[:2] in strip_marks(shown)


def test_a_written_length_when_it_is_typed_anew_in_feet_then_the_case_keeps_its_metres(
    bare: PlanBench,
) -> None:
    bare.give_scale((0,))
    QTest.mouseClick(bare.place.feet, Qt.MouseButton.LeftButton)
    model = bare.place.bench.scale.model
    cell = model.index(0, ReferenceColumn.WRITTEN)
    before = bare.sheet.references[0]
    model.setData(cell, model.data(cell, Qt.ItemDataRole.EditRole))
    assert bare.sheet.references[0] == before
    model.setData(cell, "34.12")
    assert bare.sheet.references[0].metres == Decimal("10.3998")
    assert model.data(cell, Qt.ItemDataRole.EditRole) == "34.12"
    assert "34.12" in strip_marks(str(model.data(cell)))
