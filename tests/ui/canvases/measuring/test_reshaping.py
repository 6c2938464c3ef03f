"""Tools on what is drawn: choosing, moving, corners, splitting, joining, offset; by both hands."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shamay_desktop.domain.drawing.geometry import area
from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.measuring.plans import AreaRule
from shamay_desktop.domain.measuring.walls import EdgeKind
from shamay_desktop.i18n.isolates import strip_marks
from tests.measured_plan import PIXELS_A_METRE
from tests.ui.canvases.measuring.plan_bench import PlanBench, choose_row
from tests.ui.canvases.measuring.test_drawing import (
    BOX,
    CTRL,
    by_both,
    draw,
    end,
    measure_of,
    take,
)

BESIDE: Ring = ((600.0, 300.0), (800.0, 300.0), (800.0, 500.0), (600.0, 500.0))
MIDDLE = (450.0, 400.0)
ALT = Qt.KeyboardModifier.AltModifier


@by_both
def test_select_when_a_shape_is_pressed_then_it_is_chosen_in_the_list_too(
    bench: PlanBench, by: str
) -> None:
    one = bench.give_area(BOX, "א")
    other = bench.give_area(BESIDE, "ב")
    take(bench, by, "select")
    if by == "mouse":
        bench.click(MIDDLE)
    else:
        bench.enter_at(MIDDLE)
    assert bench.state.chosen == (one,)
    rows = bench.place.bench.shapes.table.selectionModel().selectedRows()
    assert [index.row() for index in rows] == [0]
    choose_row(bench.place.bench.shapes.table, 1)
    assert bench.state.chosen == (other,)
    assert bench.place.bench.items.items[other].has_handles


def test_select_when_a_shape_is_dragged_then_it_is_moved_in_one_gesture(bench: PlanBench) -> None:
    bench.give_area(BOX)
    before = len(bench.shell.gestures)
    bench.tool("select")
    bench.drag(MIDDLE, (MIDDLE[0] + 100, MIDDLE[1] + 50))
    assert len(bench.shell.gestures) == before + 1
    assert bench.shapes[0].points[0] == pytest.approx((400, 350), abs=2)
    bench.shell.undo()
    assert bench.shapes[0].points == BOX


def test_select_when_alt_and_arrows_are_pressed_then_the_chosen_are_nudged(
    bench: PlanBench,
) -> None:
    bench.give_area(BOX)
    bench.letter("V")
    bench.enter_at(MIDDLE)
    bench.key(Qt.Key.Key_Right, ALT)
    moved = bench.shapes[0].points[0]
    assert moved[0] == pytest.approx(300 + bench.canvas.on_screen(1), abs=0.01)
    assert moved[1] == 300


@by_both
def test_chosen_when_deleted_then_gone_and_when_duplicated_then_twice(
    bench: PlanBench, by: str
) -> None:
    bench.give_area(BOX, "א")
    bench.state.choose([bench.shapes[0].id])
    bench.canvas.setFocus()
    if by == "mouse":
        QTest.mouseClick(bench.place.bench.shapes.duplicate, Qt.MouseButton.LeftButton)
    else:
        bench.key(Qt.Key.Key_D, CTRL)
    assert len(bench.shapes) == 2
    assert bench.shapes[1].name != "א"
    aside = bench.canvas.on_screen(16)
    assert aside != 30, "the picture is seen larger or smaller than it is"
    moved = [(x + aside, y + aside) for x, y in bench.shapes[0].points]
    assert list(bench.shapes[1].points) == [pytest.approx(at, abs=0.01) for at in moved]
    bench.canvas.setFocus()
    if by == "mouse":
        QTest.mouseClick(bench.place.bench.shapes.remove, Qt.MouseButton.LeftButton)
    else:
        bench.key(Qt.Key.Key_Delete)
    assert [shape.name for shape in bench.shapes] == ["א"]


@by_both
def test_corner_when_dragged_then_it_stands_elsewhere(bench: PlanBench, by: str) -> None:
    bench.give_area(BOX)
    take(bench, by, "corners")
    if by == "mouse":
        bench.drag(BOX[2], (650, 550), Qt.KeyboardModifier.ShiftModifier)
    else:
        bench.enter_at(BOX[2], (650, 550), free=True)
    assert bench.shapes[0].points[2] == pytest.approx((650, 550), abs=2)


@by_both
def test_corner_when_an_edge_is_pressed_then_it_is_a_new_one_and_delete_takes_it_out(
    bench: PlanBench, by: str
) -> None:
    bench.give_area(BOX)
    take(bench, by, "corners")
    if by == "mouse":
        bench.drag((450, 300), (450, 250), Qt.KeyboardModifier.ShiftModifier)
    else:
        bench.enter_at((450, 300), (450, 250), free=True)
    assert len(bench.shapes[0].points) == 5
    bench.key(Qt.Key.Key_Delete)
    assert bench.shapes[0].points == BOX


def test_corner_when_a_triangle_would_lose_one_then_it_is_said_and_nothing_changes(
    bench: PlanBench,
) -> None:
    bench.give_area(BOX[:3])
    said: list[str] = []
    bench.state.said.connect(said.append)
    bench.tool("corners")
    bench.click(BOX[0])
    bench.key(Qt.Key.Key_Delete)
    assert len(bench.shapes[0].points) == 3
    assert said[-1]


@by_both
def test_split_when_a_line_goes_from_side_to_side_then_there_are_two_areas(
    bench: PlanBench, by: str
) -> None:
    bench.give_area(BOX, "סלון")
    whole = measure_of(bench)
    take(bench, by, "split")
    draw(bench, by, (450, 250))
    end(bench, by, (450, 550))
    assert len(bench.shapes) == 2
    assert sum(area(shape.points) for shape in bench.shapes) == pytest.approx(60_000, rel=1e-4)
    assert measure_of(bench) == pytest.approx(whole / 2, rel=0.02)
    bench.shell.undo()
    assert [shape.points for shape in bench.shapes] == [BOX]


def test_split_when_the_line_misses_then_it_is_said_and_kept(bench: PlanBench) -> None:
    bench.give_area(BOX)
    said: list[str] = []
    bench.state.said.connect(said.append)
    bench.tool("split")
    bench.free((700, 250))
    bench.double((700, 550), Qt.KeyboardModifier.ShiftModifier)
    assert len(bench.shapes) == 1
    assert said[-1]


@by_both
def test_join_when_two_areas_share_a_wall_then_they_are_one(bench: PlanBench, by: str) -> None:
    bench.give_area(BOX, "א")
    bench.give_area(BESIDE, "ב")
    take(bench, by, "join")
    if by == "mouse":
        bench.click(MIDDLE)
        bench.double((700, 400))
    else:
        bench.enter_at(MIDDLE, (700, 400))
        bench.letter("J")
    (shape,) = bench.shapes
    assert shape.name == "א"
    assert area(shape.points) == pytest.approx(100_000)


def test_join_when_it_would_have_more_points_than_are_kept_then_it_is_said_and_both_stay(
    bench: PlanBench,
) -> None:
    teeth = [(300.0 + at / 10, 300.0 + 5 * (at % 2)) for at in range(3_000)]
    above = (*teeth, (600.0, 500.0), (300.0, 500.0))
    below = (*((x, 700 - (y - 300)) for x, y in reversed(teeth)), (300.0, 500.0), (600.0, 500.0))
    one, other = bench.give_area(above, "א"), bench.give_area(below, "ב")
    bench.state.choose([one, other])
    said: list[str] = []
    bench.state.said.connect(said.append)
    bench.letter("J")
    bench.letter("J")
    assert "5000" in strip_marks(said[-1]).replace(",", "")
    assert {each.id for each in bench.shapes} == {one, other}
    assert bench.state.broken_rows() == ()


def test_join_when_the_categories_differ_then_it_says_what_all_of_it_counts_as(
    bench: PlanBench,
) -> None:
    one = bench.give_area(BOX, "א", "flat")
    other = bench.give_area(tuple((x + 300, y) for x, y in BOX), "ב", "balcony")
    bench.state.choose([one, other])
    said: list[str] = []
    bench.state.said.connect(said.append)
    bench.letter("J")
    bench.letter("J")
    assert [each.id for each in bench.shapes] == [one]
    assert "דירה" in strip_marks(said[-1])


def test_join_when_areas_are_apart_then_it_is_said_and_both_stay(bench: PlanBench) -> None:
    bench.give_area(BOX)
    bench.give_area(tuple((x + 50, y) for x, y in BESIDE))
    said: list[str] = []
    bench.state.said.connect(said.append)
    bench.tool("join")
    bench.click(MIDDLE)
    bench.double((750, 400))
    assert len(bench.shapes) == 2
    assert said[-1]


@by_both
def test_offset_when_applied_by_9_1_then_each_wall_counts_by_its_kind(
    bench: PlanBench, by: str
) -> None:
    bench.give_area(BOX, "א")
    bench.state.choose([bench.shapes[0].id])
    take(bench, by, "offset")
    bar = bench.place.bench.offset_bar
    assert bar.isVisible()
    bar.rule.setCurrentIndex(bar.rule.findData(AreaRule.STANDARD_9_1))
    bar.thickness[EdgeKind.OUTER].setText("0.30")
    bar.thickness[EdgeKind.SHARED].setText("0.20")
    if by == "mouse":
        bench.click((450, 300))  # the first edge: to a flat
        QTest.mouseClick(bar.apply, Qt.MouseButton.LeftButton)
    else:
        bench.enter_at((450, 300))
        bench.finish()
    wide, high = 300 / PIXELS_A_METRE + 0.6, 200 / PIXELS_A_METRE + 0.3 + 0.1
    assert measure_of(bench) == pytest.approx(wide * high, rel=0.005)
    assert bench.sheet.rule is AreaRule.STANDARD_9_1
    bench.shell.undo()
    assert bench.shapes[0].points == BOX
    assert bench.sheet.rule is None


def test_offset_when_a_wall_is_too_thick_then_it_is_said(bench: PlanBench) -> None:
    bench.give_area(BOX)
    bench.state.choose([bench.shapes[0].id])
    said: list[str] = []
    bench.state.said.connect(said.append)
    bench.letter("O")
    bench.place.bench.offset_bar.thickness[EdgeKind.OUTER].setText("9")
    bench.key(Qt.Key.Key_W)
    assert bench.shapes[0].points == BOX
    assert said[-1]


@pytest.mark.parametrize("typed", ["20cm", "20 cm", '20 ס"מ', "20 ס״מ", "0.2 m", "0,2", " 200 mm "])
def test_offset_when_a_thickness_is_typed_with_its_unit_then_it_is_that_thick(
    bench: PlanBench, typed: str
) -> None:
    bench.letter("O")
    bar = bench.place.bench.offset_bar
    bar.thickness[EdgeKind.OUTER].setText(typed)
    assert bar.wall(EdgeKind.OUTER).thickness == Decimal("0.2")
    assert not bar.problem.isVisible()


@pytest.mark.parametrize("typed", ["", "abc", "2O", "20", "-0.2", "1_0", "0.2 cubits"])
def test_offset_when_a_thickness_cannot_be_read_then_it_is_told_there_and_nothing_is_offset(
    bench: PlanBench, typed: str
) -> None:
    bench.give_area(BOX)
    bench.state.choose([bench.shapes[0].id])
    bench.letter("O")
    bar = bench.place.bench.offset_bar
    bar.thickness[EdgeKind.OUTER].setText(typed)
    assert bar.problem.isVisible()
    assert bar.thickness[EdgeKind.OUTER].property("problem") == "error"
    bench.key(Qt.Key.Key_W)
    assert bench.shapes[0].points == BOX
    bar.thickness[EdgeKind.OUTER].setText("0.20")
    assert not bar.problem.isVisible()
    bench.key(Qt.Key.Key_W)
    assert bench.shapes[0].points != BOX
