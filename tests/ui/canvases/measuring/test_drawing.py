"""Every tool that draws, by mouse and by keyboard, in a real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.plans import ShapeKind
from tests.measured_plan import PIXELS_A_METRE
from tests.ui.canvases.measuring.plan_bench import PlanBench

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
BOX: Ring = ((300.0, 300.0), (600.0, 300.0), (600.0, 500.0), (300.0, 500.0))


def measure_of(bench: PlanBench, name: str = "") -> float:
    """The m² or m of a shape, the last one when none is named."""
    shape = bench.shape(name) if name else bench.shapes[-1]
    found = bench.state.measure_of(shape)
    assert isinstance(found, Measured)
    return found.value


def draw(bench: PlanBench, by: str, *points: Point) -> None:
    """Corners by mouse or by the keyboard's pointer, not taken to what is near."""
    if by == "mouse":
        bench.free(*points)
    else:
        bench.enter_at(*points, free=True)


def take(bench: PlanBench, by: str, key: str) -> None:
    """A tool by its button or its letter."""
    if by == "mouse":
        bench.tool(key)
    else:
        bench.letter(bench.place.bench.tools[key].letter)


def end(bench: PlanBench, by: str, point: Point) -> None:
    """A double click, or Ctrl+Enter."""
    if by == "mouse":
        bench.double(point, SHIFT)
    else:
        bench.arrow_to(point)
        bench.key(Qt.Key.Key_Return, CTRL | SHIFT)


by_both = pytest.mark.parametrize("by", ["mouse", "keys"])


@by_both
def test_polygon_when_closed_then_the_area_is_a_row_of_the_case(bench: PlanBench, by: str) -> None:
    room = bench.plan.room("סלון")
    take(bench, by, "polygon")
    before = len(bench.shell.gestures)
    draw(bench, by, *room.corners)
    assert len(bench.shell.gestures) == before  # nothing is in the case while it is drawn
    draw(bench, by, room.corners[0])
    assert len(bench.shell.gestures) == before + 1
    (shape,) = bench.shapes
    assert (shape.kind, shape.category, len(shape.points)) == (ShapeKind.AREA, "flat", 6)
    assert measure_of(bench) == pytest.approx(room.true_area, rel=0.01)
    assert bench.state.chosen == (shape.id,)


@by_both
def test_length_when_two_points_are_set_then_it_is_measured(bench: PlanBench, by: str) -> None:
    reference = bench.plan.references[4]
    take(bench, by, "length")
    draw(bench, by, reference.start, reference.end)
    (shape,) = bench.shapes
    assert shape.kind is ShapeKind.LENGTH
    assert measure_of(bench) == pytest.approx(float(reference.metres), rel=0.01)


def test_length_when_dragged_then_the_release_ends_it(bench: PlanBench) -> None:
    reference = bench.plan.references[4]
    bench.tool("length")
    bench.drag(reference.start, reference.end, SHIFT)
    assert measure_of(bench) == pytest.approx(float(reference.metres), rel=0.01)


@by_both
def test_polyline_when_ended_then_all_its_steps_are_measured(bench: PlanBench, by: str) -> None:
    take(bench, by, "polyline")
    draw(bench, by, BOX[0], BOX[1])
    end(bench, by, BOX[2])
    (shape,) = bench.shapes
    assert len(shape.points) == 3
    assert measure_of(bench) == pytest.approx(500 / PIXELS_A_METRE, rel=0.01)


@by_both
def test_rectangle_when_two_corners_are_set_then_it_has_four(bench: PlanBench, by: str) -> None:
    take(bench, by, "rectangle")
    draw(bench, by, BOX[0], BOX[2])
    (shape,) = bench.shapes
    assert len(shape.points) == 4
    assert measure_of(bench) == pytest.approx(60_000 / PIXELS_A_METRE**2, rel=0.015)


def test_rectangle_when_a_wall_gave_its_angle_then_its_sides_lie_along_it(
    bench: PlanBench,
) -> None:
    bench.give_area(((300, 300), (500, 400), (400, 600), (200, 500)))  # 26.57°
    bench.tool("rectangle")
    bench.click((400, 350), Qt.KeyboardModifier.AltModifier)
    bench.free((700, 400), (800, 550))
    first, second = bench.shapes[-1].points[:2]
    assert (second[1] - first[1]) / (second[0] - first[0]) == pytest.approx(0.5, abs=0.02) or (
        second[0] - first[0]
    ) / (second[1] - first[1]) == pytest.approx(-0.5, abs=0.02)


@by_both
def test_hole_when_drawn_in_an_area_then_its_area_is_taken_out(bench: PlanBench, by: str) -> None:
    bench.give_area(BOX, "חדר")
    whole = measure_of(bench)
    take(bench, by, "hole")
    hole = ((400.0, 350.0), (500.0, 350.0), (500.0, 450.0), (400.0, 450.0))
    draw(bench, by, *hole, hole[0])
    (shape,) = bench.shapes
    assert len(shape.holes) == 1
    assert measure_of(bench) == pytest.approx(whole - 10_000 / PIXELS_A_METRE**2, rel=0.01)


def test_hole_when_outside_then_it_is_said_and_what_was_drawn_stays(bench: PlanBench) -> None:
    bench.give_area(BOX)
    said: list[str] = []
    bench.state.said.connect(said.append)
    bench.tool("hole")
    bench.free((700, 300), (800, 300), (800, 400), (700, 300))
    assert bench.shapes[0].holes == ()
    assert said[-1]
    tool = bench.place.bench.tools["hole"]
    assert len(getattr(tool, "path", ())) == 3


@by_both
def test_walk_when_lengths_and_turns_are_typed_then_the_room_is_drawn(
    bench: PlanBench, by: str
) -> None:
    take(bench, by, "walk")
    draw(bench, by, (300, 300))
    bench.type("4 r")
    bench.type("2.5 r 4 r 2.5")
    bench.type("")
    (shape,) = bench.shapes
    assert len(shape.points) == 4
    assert measure_of(bench) == pytest.approx(10, rel=0.005)


def test_walk_when_a_wall_is_left_out_then_a_straight_one_closes_it(bench: PlanBench) -> None:
    bench.letter("K")
    bench.enter_at((300, 300), free=True)
    line = bench.place.bench.asked.line
    QTest.keyClicks(line, "4")
    QTest.keyClick(line, Qt.Key.Key_Right)
    QTest.keyClicks(line, "2.5")
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClicks(line, "4")
    QTest.keyClick(line, Qt.Key.Key_Left)
    bench.type("")
    assert bench.place.bench.asked.isVisible()  # what was typed is walked; an empty line closes
    bench.type("")
    assert measure_of(bench) == pytest.approx(10, rel=0.005)


def test_walk_when_a_length_is_absurd_then_it_is_said_and_the_sketch_stays(
    bench: PlanBench,
) -> None:
    bench.letter("K")
    bench.enter_at((300, 300), free=True)
    bench.type("4 r")
    bench.type("90000")
    assert bench.place.bench.asked.isVisible()
    bench.place.bench.asked.line.clear()
    QTest.keyClick(bench.place.bench.asked.line, Qt.Key.Key_Backspace)  # the turn is taken back
    bench.type("r 3 r 4 r 3")
    bench.type("")
    assert measure_of(bench) == pytest.approx(12, rel=0.005)


@by_both
def test_trace_when_two_places_of_a_shared_wall_are_pressed_then_the_wall_is_followed(
    bench: PlanBench, by: str
) -> None:
    step: Ring = ((300, 300), (500, 300), (500, 400), (600, 400), (600, 600), (300, 600))
    bench.give_area(step, "אחת")
    take(bench, by, "trace")
    draw(bench, by, (500, 300), (600, 600))
    draw(bench, by, (800, 600), (800, 300), (500, 300))
    other = bench.shapes[-1]
    assert (500.0, 400.0) in other.points
    assert (600.0, 400.0) in other.points
    pixels = 300 * 300 - 100 * 200
    assert measure_of(bench) == pytest.approx(pixels / PIXELS_A_METRE**2, rel=0.02)


@by_both
def test_region_when_drawn_then_it_has_no_scale_of_the_sheet(bench: PlanBench, by: str) -> None:
    take(bench, by, "region")
    if by == "mouse":
        bench.drag(BOX[0], BOX[2], SHIFT)
    else:
        draw(bench, by, *BOX, BOX[0])
    (region,) = bench.sheet.regions
    assert len(region.points) == 4
    inside = ((350.0, 350.0), (450.0, 350.0), (450.0, 450.0))
    bench.give_area(inside)
    assert not isinstance(bench.state.measure_of(bench.shapes[-1]), Measured)


@by_both
def test_excerpt_when_drawn_then_it_is_a_cell_of_the_sheet(bench: PlanBench, by: str) -> None:
    take(bench, by, "excerpt")
    if by == "mouse":
        bench.drag(BOX[0], BOX[2], SHIFT)
    else:
        draw(bench, by, *BOX, BOX[0])
    assert len(bench.sheet.excerpt) == 4
    assert "excerpt" in bench.place.bench.items.items


@by_both
def test_polygon_when_the_last_corner_is_taken_back_then_the_others_stay(
    bench: PlanBench, by: str
) -> None:
    take(bench, by, "polygon")
    draw(bench, by, BOX[0], BOX[1], (1000, 800))
    bench.key(Qt.Key.Key_Backspace)
    draw(bench, by, BOX[2], BOX[3])
    bench.key(Qt.Key.Key_C)
    assert len(bench.shapes[-1].points) == 4
    assert measure_of(bench) == pytest.approx(60_000 / PIXELS_A_METRE**2, rel=0.02)


def test_polygon_when_esc_is_pressed_then_nothing_is_in_the_case_and_the_tool_stays(
    bench: PlanBench,
) -> None:
    before = bench.shell.case
    bench.letter("P")
    bench.free(*BOX[:3])
    bench.key(Qt.Key.Key_Escape)
    assert bench.shell.case is before
    assert bench.canvas.tool is bench.place.bench.tools["polygon"]
    bench.key(Qt.Key.Key_Escape)
    assert bench.canvas.tool is bench.place.bench.tools["select"]


def test_polygon_when_it_crosses_itself_then_it_is_kept_marked_and_said(bench: PlanBench) -> None:
    bench.letter("P")
    bench.free(BOX[0], BOX[2], BOX[1], BOX[3], BOX[0])
    (shape,) = bench.shapes
    assert not isinstance(bench.state.measure_of(shape), Measured)
    assert bench.place.bench.items.items[shape.id].dashed
    bench.place.bench.panels.setCurrentIndex(1)
    QTest.mouseClick(bench.place.bench.shapes.mend, Qt.MouseButton.LeftButton)
    assert len(bench.shapes) == 2
    assert all(isinstance(bench.state.measure_of(each), Measured) for each in bench.shapes)
    bench.shell.undo()
    bench.shell.undo()
    assert bench.shapes == ()


def test_corner_when_near_another_shape_then_it_is_taken_to_it(bench: PlanBench) -> None:
    bench.give_area(BOX)
    bench.letter("P")
    bench.click((603, 303))
    bench.free((800, 300), (800, 500))
    bench.click((598, 503))
    bench.key(Qt.Key.Key_C)
    points = bench.shapes[-1].points
    assert (600.0, 300.0) in points
    assert (600.0, 500.0) in points
