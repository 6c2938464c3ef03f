"""The pictures of the garmushka: choosing a page, the scale, drawing, shapes, handing over."""

from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.measuring import gestures
from shamay_desktop.domain.measuring.plans import Reference, ShapeKind
from shamay_desktop.ui.canvases.measuring.workbench import SHAPES, SHEET
from shamay_desktop.ui.pages.analysis import TABS, AnalysisPage
from shamay_desktop.ui.pages.plan_place import PlanPlace
from shamay_desktop.usecases.evidence.adding import add_files
from tests.measured_plan import DrawnPlan, drawn_plan
from tools.shots.photographer import Photographer


def plan_round(camera: Photographer) -> None:
    """A scanned plan from the offer of papers to the hand-over."""
    shell = camera.open_case(None)
    shell.open_step(Step.ANALYSIS)
    page = shell.pages[Step.ANALYSIS]
    if not isinstance(page, AnalysisPage):
        raise TypeError("step 4 is another page")
    folder = Path(camera.home.root.parent / "plans")
    folder.mkdir()
    plan = drawn_plan(folder, scanned=True)
    case_id = page.context.session.valuation.id
    add_files(camera.services, camera.person, case_id, [plan.path], as_papers=True)
    page.tabs.setCurrentIndex(list(TABS).index("plan"))
    place = page.canvases["plan"]
    if not isinstance(place, PlanPlace):
        raise TypeError("the tab has no table")
    camera.wait(lambda: bool(place.papers))
    camera.take("plan-choosing")
    place.chooser.measure.click()
    camera.wait(lambda: place.bench.canvas.has_sheet)
    camera.take("plan-no-scale")
    draw(camera, place, plan)
    camera.leave_case()


def draw(camera: Photographer, place: PlanPlace, plan: DrawnPlan) -> None:
    """The scale, the rooms, one that is being drawn, the hand-over."""
    state, bench = place.state, place.bench
    sheet = state.sheet
    if sheet is None:
        raise LookupError("no sheet")
    made = [Reference(new_row_id(), (each.start, each.end), each.metres)
            for each in plan.references]  # fmt: skip
    state.do(lambda case: gestures.adding_references(case, sheet.id, made))
    camera.take("plan-scale")
    for room in plan.rooms[:-1]:
        state.category = room.category
        state.add_shape(ShapeKind.AREA, room.corners, room.holes)
    bench.panels.setCurrentIndex(SHAPES)
    camera.take("plan-shapes")
    bench.choose_tool("polygon")
    for point in plan.rooms[-1].corners[:3]:
        click(place, point)
    camera.take("plan-drawing")
    bench.choose_tool("select")
    bench.panels.setCurrentIndex(SHEET)
    camera.take("plan-sheet")
    bench.choose_tool("offset")
    camera.take("plan-offset")
    place.hand_over()
    camera.take("plan-handing", camera.dialog())
    camera.dialog().close()


def click(place: PlanPlace, point: Point) -> None:
    """A click of the mouse on a place of the sheet."""
    view = place.bench.canvas
    spot = view.mapFromScene(QPointF(*point))
    QTest.mouseMove(view.viewport(), spot)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
