"""Long sequences of gestures in a real window: undo to the start, redo to the end, one model."""

from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import encode_values
from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.measuring.reading import REFERENCES, REGIONS, SHAPES, SHEETS, sheets_of
from shamay_desktop.ui.canvases.measuring.shapes_model import ShapeColumn
from tests.ui.canvases.measuring.plan_bench import PlanBench

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
LISTS = (SHEETS, REGIONS, REFERENCES, SHAPES)
STEPS = 45


def drawn(case: Case) -> str:
    """All rows of the table as they are kept."""
    return repr([[(row.id, dict(row.cells)) for row in case.rows(name)] for name in LISTS])


class Walker:
    """Does one thing after the other, whatever stands on the sheet."""

    def __init__(self, bench: PlanBench, seed: int) -> None:
        self.bench = bench
        self.random = Random(seed)
        self.done: list[str] = []

    def step(self) -> None:
        """Any gesture, by mouse or by keys; what it cannot do now is said and changes nothing."""
        name = self.random.choice(
            ["polygon", "rectangle", "length", "polyline", "walk", "hole", "split", "join", "trace",
             "corners", "select", "offset", "region", "reference", "excerpt", "delete", "duplicate",
             "edit", "ignore", "turn", "escape"]
        )  # fmt: skip
        self.done.append(name)
        getattr(self, name)()
        self.bench.key(Qt.Key.Key_Escape)
        self.bench.key(Qt.Key.Key_Escape)

    def at(self) -> Point:
        """Somewhere on the plan; at times on a corner that is there."""
        if self.bench.shapes and self.random.random() < 0.4:
            return self.random.choice(self.random.choice(self.bench.shapes).points)
        return self.random.uniform(120, 1150), self.random.uniform(120, 1000)

    def path(self, least: int, most: int) -> list[Point]:
        """Some places."""
        return [self.at() for _ in range(self.random.randint(least, most))]

    def polygon(self) -> None:
        self.bench.letter("P")
        self.bench.free(*self.path(3, 6))
        self.bench.key(Qt.Key.Key_C)

    def rectangle(self) -> None:
        self.bench.tool("rectangle")
        self.bench.drag(self.at(), self.at(), SHIFT)

    def length(self) -> None:
        self.bench.letter("L")
        self.bench.enter_at(self.at(), self.at())

    def polyline(self) -> None:
        self.bench.tool("polyline")
        self.bench.free(*self.path(1, 3))
        self.bench.double(self.at(), SHIFT)

    def walk(self) -> None:
        self.bench.letter("K")
        self.bench.free(self.at())
        line = self.bench.place.bench.asked
        if line.isVisible():
            self.bench.type(self.random.choice(["2 r 1.5 r 2 r 1.5", "3 r 2 r 3", "1.2 l 1 l 1.2"]))
            self.bench.type("")
        if line.isVisible():
            QTest.keyClick(line.line, Qt.Key.Key_Escape)

    def hole(self) -> None:
        self.bench.letter("H")
        x, y = self.at()
        self.bench.free((x, y), (x + 40, y), (x + 40, y + 40))
        self.bench.key(Qt.Key.Key_C)

    def split(self) -> None:
        self.bench.letter("S")
        self.bench.free(self.at())
        self.bench.double(self.at(), SHIFT)

    def join(self) -> None:
        self.bench.letter("J")
        self.bench.click(self.at())
        self.bench.click(self.at())
        self.bench.letter("J")

    def trace(self) -> None:
        self.bench.letter("T")
        self.bench.free(*self.path(3, 5))
        self.bench.key(Qt.Key.Key_C)

    def corners(self) -> None:
        self.bench.letter("E")
        self.bench.drag(self.at(), self.at(), SHIFT)
        if self.random.random() < 0.4:
            self.bench.key(Qt.Key.Key_Delete)

    def select(self) -> None:
        self.bench.letter("V")
        x, y = self.at()
        self.bench.drag((x, y), (x + 60, y + 25))

    def offset(self) -> None:
        self.select_one()
        self.bench.letter("O")
        self.bench.click(self.at())
        self.bench.key(Qt.Key.Key_W)

    def region(self) -> None:
        self.bench.letter("G")
        self.bench.drag(self.at(), self.at(), SHIFT)

    def reference(self) -> None:
        self.bench.letter("F")
        self.bench.drag(self.at(), self.at(), SHIFT)
        if self.bench.place.bench.asked.isVisible():
            self.bench.type(self.random.choice(["3.2", "", "0", "12"]))

    def excerpt(self) -> None:
        self.bench.letter("X")
        self.bench.drag(self.at(), self.at(), SHIFT)

    def delete(self) -> None:
        self.select_one()
        self.bench.canvas.setFocus()
        if self.random.random() < 0.4:
            self.bench.key(Qt.Key.Key_Delete)

    def duplicate(self) -> None:
        self.select_one()
        self.bench.canvas.setFocus()
        self.bench.key(Qt.Key.Key_D, CTRL)

    def edit(self) -> None:
        model = self.bench.place.bench.shapes.model
        if model.rowCount():
            row = self.random.randrange(model.rowCount())
            column = self.random.choice([ShapeColumn.NAME, ShapeColumn.FLOOR, ShapeColumn.NOTE])
            model.setData(model.index(row, column), self.random.choice(["א", "ב 2", ""]))

    def ignore(self) -> None:
        model = self.bench.place.bench.scale.model
        if model.rowCount():
            place = model.index(self.random.randrange(model.rowCount()), 0)
            state = self.random.choice([Qt.CheckState.Checked, Qt.CheckState.Unchecked])
            model.setData(place, state, Qt.ItemDataRole.CheckStateRole)

    def turn(self) -> None:
        self.bench.canvas.setFocus()
        self.bench.key(Qt.Key.Key_BracketRight)
        self.bench.place.commit_typing()

    def escape(self) -> None:
        self.bench.letter("P")
        self.bench.free(*self.path(1, 3))

    def select_one(self) -> None:
        if self.bench.shapes:
            self.bench.state.choose([self.random.choice(self.bench.shapes).id])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_gestures_when_all_undone_and_redone_then_the_model_is_the_same(
    bench: PlanBench, seed: int
) -> None:
    walker = Walker(bench, seed)
    states = [drawn(bench.shell.case)]
    for _ in range(STEPS):
        walker.step()
        now = drawn(bench.shell.case)
        if now != states[-1]:
            states.append(now)
        assert bench.state.sheets == sheets_of(bench.shell.case)
    assert len(states) > STEPS // 3, walker.done
    last = encode_values(bench.shell.case.values)
    session = bench.shell.session
    while session.can_undo:
        bench.shell.undo()
    assert bench.shell.case.rows(SHEETS) == ()
    while session.can_redo:
        bench.shell.redo()
    assert encode_values(bench.shell.case.values) == last
    assert drawn(bench.shell.case) == states[-1]
    items = bench.place.bench.items.items
    wanted = {
        row.id for name in (SHAPES, REFERENCES, REGIONS) for row in bench.shell.case.rows(name)
    }
    assert set(items) - {"excerpt"} == wanted
