"""The plan table over a real home and a drawn plan; a hand that clicks, drags and types on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.editing import Change
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.measuring import gestures
from shamay_desktop.domain.measuring.plans import Reference, Shape, ShapeKind, Sheet
from shamay_desktop.ui.canvases.canvas_view import CanvasView
from shamay_desktop.ui.canvases.measuring.plan_state import PlanState
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.pages.plan_place import PlanPlace
from shamay_desktop.usecases.evidence.adding import add_files
from shamay_desktop.usecases.wizard.looking import LookingSession
from shamay_desktop.usecases.wizard.opening import create_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tests.measured_plan import DrawnPlan, drawn_plan
from tests.ui.bench import type_in

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
WAIT = 30_000


class PlanShell:
    """Applies what the place emits and shows what comes of it, as the wizard's shell."""

    def __init__(self, place: PlanPlace) -> None:
        self.place = place
        self.session = cast(Any, place.context.session)
        self.gestures: list[tuple[Change, ...]] = []
        place.edited.connect(self._on_edited)
        place.show_case(self.case)

    @property
    def case(self) -> Case:
        """The case of now."""
        found: Case = self.session.case
        return found

    def undo(self) -> None:
        """Ctrl+Z."""
        self.place.commit_typing()
        edits = self.session.undo()
        self.place.show_case(self.case)
        if edits:
            self.place.focus_path(edits[-1].path)

    def redo(self) -> None:
        """Ctrl+Y."""
        edits = self.session.redo()
        self.place.show_case(self.case)
        if edits:
            self.place.focus_path(edits[-1].path)

    def _on_edited(self, changes: tuple[Change, ...]) -> None:
        self.gestures.append(changes)
        self.session.apply(changes)
        self.place.show_case(self.case)


@dataclass
class PlanBench:
    """The place in a window, what it is about, and a hand."""

    qtbot: QtBot
    place: PlanPlace
    shell: PlanShell
    plan: DrawnPlan

    @property
    def canvas(self) -> CanvasView:
        """The canvas."""
        return self.place.bench.canvas

    @property
    def state(self) -> PlanState:
        """What is shown and chosen."""
        return self.place.state

    @property
    def sheet(self) -> Sheet:
        """The open sheet as it stands in the case."""
        assert self.state.sheet is not None
        return self.state.sheet

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """Its shapes."""
        return self.sheet.shapes

    def shape(self, name: str) -> Shape:
        """A shape by name."""
        return next(each for each in self.shapes if each.name == name)

    # -- the hand -------------------------------------------------------------------------

    def tool(self, key: str) -> None:
        """Take a tool by its button."""
        QTest.mouseClick(self.place.bench.strip.buttons[key], _LEFT)

    def letter(self, letter: str) -> None:
        """Take a tool by its key."""
        self.canvas.setFocus()
        QTest.keyClick(self.canvas, Qt.Key(ord(letter)))

    def spot(self, point: Point) -> QPoint:
        """Where a point of the sheet is on the viewport."""
        return self.canvas.mapFromScene(QPointF(*point))

    def move(self, point: Point, held: Qt.KeyboardModifier = _NONE, *, down: bool = False) -> None:
        """The pointer goes there."""
        port, place = self.canvas.viewport(), self.spot(point)
        buttons = _LEFT if down else Qt.MouseButton.NoButton
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(place), QPointF(port.mapToGlobal(place)),
            Qt.MouseButton.NoButton, buttons, held,
        )  # fmt: skip
        QApplication.sendEvent(port, event)

    def click(self, point: Point, held: Qt.KeyboardModifier = _NONE) -> None:
        """Go there, press and let go."""
        self.move(point, held)
        QTest.mouseClick(self.canvas.viewport(), _LEFT, held, self.spot(point))

    def free(self, *points: Point) -> None:
        """Clicks that are not taken to what is near."""
        for point in points:
            self.click(point, Qt.KeyboardModifier.ShiftModifier)

    def double(self, point: Point, held: Qt.KeyboardModifier = _NONE) -> None:
        """A double click, as windows send it."""
        self.click(point, held)
        QTest.mouseDClick(self.canvas.viewport(), _LEFT, held, self.spot(point))

    def drag(self, start: Point, end: Point, held: Qt.KeyboardModifier = _NONE) -> None:
        """Press, go, let go."""
        port = self.canvas.viewport()
        self.move(start, held)
        QTest.mousePress(port, _LEFT, held, self.spot(start))
        for share in (0.3, 0.7, 1.0):
            between = (
                start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share,
            )  # fmt: skip
            self.move(between, held, down=True)
        QTest.mouseRelease(port, _LEFT, held, self.spot(end))

    def type(self, text: str, *, enter: bool = True) -> None:
        """Type into the line beside the pointer."""
        line = self.place.bench.asked.line
        for letter in text:  # QTest's own keys know no Hebrew
            if letter.isascii():
                QTest.keyClicks(line, letter)
            else:
                type_in(line, letter)
        if enter:
            QTest.keyClick(line, Qt.Key.Key_Return)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
        """A key on the canvas."""
        QTest.keyClick(self.canvas, key, held)

    # -- the keyboard's pointer -----------------------------------------------------------

    def arrow_to(self, point: Point) -> None:
        """Bring the cross to a place by arrows alone, as near as a pixel of the screen."""
        keyboard = self.canvas.keyboard
        if not keyboard.is_shown:
            self.key(Qt.Key.Key_Right)
        for _ in range(400):
            place, want = keyboard.place, self.canvas.viewportTransform().map(QPointF(*point))
            across, down = round(want.x() - place.x()), round(want.y() - place.y())
            if not across and not down:
                return
            far = across if abs(across) >= abs(down) else down
            if far is across:
                key = Qt.Key.Key_Right if across > 0 else Qt.Key.Key_Left
            else:
                key = Qt.Key.Key_Down if down > 0 else Qt.Key.Key_Up
            held = _NONE
            if abs(far) >= 50:
                held = Qt.KeyboardModifier.ControlModifier
            elif abs(far) >= 10:
                held = Qt.KeyboardModifier.ShiftModifier
            self.key(key, held)
        raise AssertionError(point)

    def enter_at(self, *points: Point, free: bool = False) -> None:
        """Go there by arrows and press Enter (with Shift: without snapping)."""
        held = Qt.KeyboardModifier.ShiftModifier if free else _NONE
        for point in points:
            self.arrow_to(point)
            self.key(Qt.Key.Key_Return, held)

    def finish(self) -> None:
        """Ctrl+Enter where the cross stands."""
        self.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    # -- shortcuts of a test --------------------------------------------------------------

    def give_scale(self, numbers: Sequence[int] = (0, 1, 2, 3)) -> None:
        """References as exact as the plan knows them."""
        sheet = self.sheet
        refs = [self.plan.references[number] for number in numbers]
        made = [Reference(new_row_id(), (each.start, each.end), each.metres) for each in refs]
        self.state.do(lambda case: gestures.adding_references(case, sheet.id, made))

    def give_area(self, ring: Ring, name: str = "", category: str = "flat") -> str:
        """A shape as if it had been drawn."""
        sheet = self.sheet
        made = Shape(new_row_id(), ShapeKind.AREA, ring, name=name, category=category)
        self.state.do(lambda case: gestures.adding_shapes(case, sheet.id, [made]))
        return made.id


def choose_row(table: QTableView, row: int) -> None:
    """Choose a row of a table by its model: `selectRow` asks where columns are painted."""
    flags = QItemSelectionModel.SelectionFlag
    index = table.model().index(row, 0)
    table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)


def open_place(
    qtbot: QtBot, office: OfficeContext, *papers: Path, looking: bool = False
) -> tuple[PlanPlace, PlanShell]:
    """A new case with these papers, and the place in a window."""
    services, actor = office.services, office.actor
    opened = create_case(services, actor)
    if papers:
        add_files(services, actor, opened.valuation.id, papers, as_papers=True)
    session: Any = WizardSession(opened.record, opened.valuation, actor, services.clock)
    if looking:
        session = LookingSession(opened.record, opened.valuation, actor, services.clock)
    context = PageContext(services, actor, session, office.texts, office.tasks)
    place = PlanPlace(context)
    qtbot.addWidget(place)
    place.resize(1180, 640)
    shell = PlanShell(place)
    with qtbot.waitActive(place):
        place.show()
        place.activateWindow()
    qtbot.waitUntil(lambda: bool(place.papers) or not papers, timeout=WAIT)
    return place, shell


def open_plan(
    qtbot: QtBot, office: OfficeContext, folder: Path, *, scanned: bool = False, scale: bool = True
) -> PlanBench:
    """The drawn plan open on the canvas, with a scale unless it is not wanted."""
    plan = drawn_plan(folder, scanned=scanned)
    place, shell = open_place(qtbot, office, plan.path)
    QTest.mouseClick(place.chooser.measure, _LEFT)
    bench = PlanBench(qtbot, place, shell, plan)
    qtbot.waitUntil(lambda: bench.canvas.has_sheet, timeout=WAIT)
    if scale:
        bench.give_scale()
    return bench
