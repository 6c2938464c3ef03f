"""Every tool and every action of the plan table by mouse and by keyboard, undone and done again.

The tables below name them all: a tool or an action that is new fails here until both hands can do
it. What a tool draws exactly is told by the tests of that tool.
"""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QDialog, QToolButton, QWidget

from shamay_desktop.domain.case_json import encode_values
from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.ui.actions import Action, valid_sets
from shamay_desktop.ui.canvases.measuring.handing_dialog import HandingDialog
from shamay_desktop.ui.canvases.measuring.shapes_model import ShapeColumn
from shamay_desktop.ui.canvases.measuring.workbench import SHAPES
from tests.ui.canvases.measuring.plan_bench import PlanBench, choose_row
from tests.ui.canvases.measuring.test_drawing import BOX, SHIFT, draw, end, take
from tests.ui.canvases.measuring.test_reshaping import ALT, BESIDE, MIDDLE

LEFT = Qt.MouseButton.LeftButton
FREE_BOX: Ring = ((700.0, 600.0), (900.0, 600.0), (900.0, 800.0), (700.0, 800.0))
HOLE: Ring = ((400.0, 350.0), (500.0, 350.0), (500.0, 450.0), (400.0, 450.0))

Deed = Callable[[PlanBench, str], None]


def select(bench: PlanBench, by: str) -> None:
    """Move what is chosen."""
    if by == "mouse":
        bench.drag(MIDDLE, (MIDDLE[0] + 80, MIDDLE[1] + 40))
    else:
        bench.enter_at(MIDDLE)
        bench.key(Qt.Key.Key_Right, ALT)


def reference(bench: PlanBench, by: str) -> None:
    """A known length, typed at once."""
    known = bench.plan.references[4]
    if by == "mouse":
        bench.drag(known.start, known.end, SHIFT)
    else:
        draw(bench, by, known.start, known.end)
    bench.type(str(known.metres))


def two_points(bench: PlanBench, by: str) -> None:
    """A length, or a rectangle's corners."""
    draw(bench, by, FREE_BOX[0], FREE_BOX[2])


def polyline(bench: PlanBench, by: str) -> None:
    """Two steps."""
    draw(bench, by, *FREE_BOX[:2])
    end(bench, by, FREE_BOX[2])


def polygon(bench: PlanBench, by: str) -> None:
    """Closed at its first corner."""
    draw(bench, by, *FREE_BOX, FREE_BOX[0])


def hole(bench: PlanBench, by: str) -> None:
    """In the room."""
    draw(bench, by, *HOLE, HOLE[0])


def walk(bench: PlanBench, by: str) -> None:
    """Four walls."""
    draw(bench, by, FREE_BOX[0])
    bench.type("2 r 1.5 r 2 r 1.5")
    bench.type("")


def corners(bench: PlanBench, by: str) -> None:
    """A corner elsewhere."""
    if by == "mouse":
        bench.drag(BOX[0], (250, 260), SHIFT)
    else:
        bench.enter_at(BOX[0], (250, 260), free=True)


def split(bench: PlanBench, by: str) -> None:
    """From side to side."""
    draw(bench, by, (450, 250))
    end(bench, by, (450, 550))


def join(bench: PlanBench, by: str) -> None:
    """The room beside joins the chosen one."""
    if by == "mouse":
        bench.double((700, 400))
    else:
        bench.enter_at((700, 400))
        bench.letter("J")


def offset(bench: PlanBench, by: str) -> None:
    """Walls around the chosen room."""
    if by == "mouse":
        QTest.mouseClick(bench.place.bench.offset_bar.apply, LEFT)
    else:
        bench.letter("W")


def trace(bench: PlanBench, by: str) -> None:
    """Along the room's left wall, and out of it."""
    draw(bench, by, BOX[0], BOX[3], (150, 500), (150, 300), BOX[0])


def outline(bench: PlanBench, by: str) -> None:
    """A region, or the excerpt."""
    if by == "mouse":
        bench.drag(FREE_BOX[0], FREE_BOX[2], SHIFT)
    else:
        polygon(bench, by)


TOOLS: dict[str, Deed] = {
    "select": select, "reference": reference, "length": two_points, "polyline": polyline,
    "polygon": polygon, "rectangle": two_points, "hole": hole, "walk": walk, "corners": corners,
    "split": split, "join": join, "offset": offset, "trace": trace, "region": outline,
    "excerpt": outline,
}  # fmt: skip


def kept(bench: PlanBench) -> str:
    """The whole case as it is kept."""
    return repr(encode_values(bench.shell.case.values))


def drawn(bench: PlanBench) -> set[str]:
    """What stands on the canvas."""
    return set(bench.place.bench.items.items)


@pytest.fixture
def rooms(bench: PlanBench) -> PlanBench:
    """Two rooms beside one another, the first one chosen."""
    bench.give_area(BOX, "א")
    bench.give_area(BESIDE, "ב")
    return bench


@pytest.mark.parametrize("by", ["mouse", "keys"])
def test_every_tool_when_it_is_used_then_undo_and_redo_give_the_same_case(
    rooms: PlanBench, by: str
) -> None:
    assert set(TOOLS) == set(rooms.place.bench.tools), "each tool by mouse and by keyboard"
    begun, standing = kept(rooms), drawn(rooms)
    states = [begun]
    for key, deed in TOOLS.items():
        rooms.state.choose([rooms.shapes[0].id])
        gestures = len(rooms.shell.gestures)
        take(rooms, by, key)
        assert rooms.canvas.tool is rooms.place.bench.tools[key], key
        deed(rooms, by)
        assert len(rooms.shell.gestures) == gestures + 1, f"{key}: one gesture"
        ended, shown = kept(rooms), drawn(rooms)
        assert ended != begun, key
        rooms.shell.undo()
        assert (kept(rooms), drawn(rooms)) == (begun, standing), f"{key}: undone"
        rooms.shell.redo()
        assert (kept(rooms), drawn(rooms)) == (ended, shown), f"{key}: done again"
        rooms.shell.undo()
        states.append(ended)
    assert len(set(states)) == len(TOOLS) + 1, "each tool does something of its own"


# -- what has a name of its own ---------------------------------------------------------------


def button(rooms: PlanBench, action: str) -> QWidget:
    """Where the mouse does an action."""
    panel, bar = rooms.place.bench.shapes, rooms.place.bench.frame.bar
    return {
        "plan_duplicate": panel.duplicate, "plan_remove": panel.remove,
        "plan_hand_over": panel.hand_over, "canvas_closer": bar.zoom_in,
        "canvas_farther": bar.zoom_out, "canvas_fit": bar.fit, "canvas_actual": bar.actual,
        "canvas_turn_right": bar.turn_right, "canvas_turn_left": bar.turn_left,
        "canvas_minimap": bar.minimap, "canvas_loupe": bar.loupe,
    }[action]  # fmt: skip


def by_mouse(rooms: PlanBench, action: str) -> None:
    """Its button, or what the mouse does in its stead."""
    panel = rooms.place.bench.shapes
    if action == "plan_all":
        rooms.click(MIDDLE)
        rooms.click((700, 400), SHIFT)
    elif action == "plan_rename":
        choose_row(panel.table, 0)
        cell = panel.model.index(0, ShapeColumn.NAME)
        rooms.qtbot.waitUntil(lambda: panel.table.visualRect(cell).width() > 0)
        place = panel.table.visualRect(cell).center()
        QTest.mouseClick(panel.table.viewport(), LEFT, pos=place)
        QTest.mouseDClick(panel.table.viewport(), LEFT, pos=place)
    elif action == "canvas_turn_bit":
        rooms.place.bench.frame.bar.angle.setValue(1.0)
    else:
        QTest.mouseClick(button(rooms, action), LEFT)


def by_key(rooms: PlanBench, action: Action) -> None:
    """Its own key on the canvas; where it has none, Space on its button."""
    if not action.keys:
        found = button(rooms, action.id)
        found.setFocus()
        QTest.keyClick(found, Qt.Key.Key_Space)
        return
    rooms.canvas.setFocus()
    QTest.keySequence(rooms.canvas, QKeySequence(action.keys[0]))


def is_renaming(rooms: PlanBench) -> bool:
    """Whether a name is being typed in the list."""
    table = rooms.place.bench.shapes.table
    return table.state() is QAbstractItemView.State.EditingState


def is_handing(rooms: PlanBench) -> bool:
    """Whether the table of what is handed over is open."""
    return any(each.isVisible() for each in rooms.place.findChildren(HandingDialog))


def checked(rooms: PlanBench, action: str) -> bool:
    """Of a switch."""
    found = button(rooms, action)
    return isinstance(found, QToolButton) and found.isChecked()


def seen(rooms: PlanBench) -> dict[str, object]:
    """What each action changes, by its name."""
    canvas = rooms.canvas
    scale = round(canvas.scale_now, 6)
    return {
        "plan_duplicate": len(rooms.shapes), "plan_remove": len(rooms.shapes),
        "plan_all": len(rooms.state.chosen), "plan_rename": is_renaming(rooms),
        "plan_hand_over": is_handing(rooms), "canvas_closer": scale, "canvas_farther": scale,
        "canvas_fit": canvas.is_fitted, "canvas_actual": scale,
        "canvas_turn_right": canvas.turn_now, "canvas_turn_left": canvas.turn_now,
        "canvas_turn_bit": canvas.turn_now, "canvas_minimap": checked(rooms, "canvas_minimap"),
        "canvas_loupe": checked(rooms, "canvas_loupe"),
    }  # fmt: skip


def is_done(rooms: PlanBench, action: str, before: object) -> None:
    """Asked again until it is so."""
    assert seen(rooms)[action] != before, action


def begin_anew(rooms: PlanBench, action: str) -> None:
    """As it was before any action: two rooms, the first chosen, nothing open, the view upright."""
    for dialog in rooms.place.findChildren(QDialog):
        dialog.close()
    rooms.place.bench.shapes.table.setFocus()
    rooms.place.commit_typing()
    rooms.canvas.setFocus()
    rooms.canvas.set_turn(0)
    rooms.canvas.fit()
    if action == "canvas_fit":
        rooms.canvas.zoom_by(1.7)
    rooms.place.bench.choose_tool("select")
    while len(rooms.shapes) != 2:
        rooms.shell.undo()
    rooms.state.choose([rooms.shapes[0].id])
    rooms.place.bench.panels.setCurrentIndex(SHAPES)


@pytest.mark.parametrize("by", ["mouse", "keys"])
def test_every_action_when_it_is_asked_for_then_it_is_done_by_either_hand(
    rooms: PlanBench, by: str
) -> None:
    tools = {f"plan_tool_{key}" for key in TOOLS}
    actions = {
        action.id: action
        for each in valid_sets(rooms.place.window())
        for action in each
        if action.where == "drawing" and action.id not in tools
    }
    assert set(actions) == set(seen(rooms)), "each action by mouse and by keyboard"
    for name, action in actions.items():
        begin_anew(rooms, name)
        before = seen(rooms)[name]
        assert action.enabled(), name
        if by == "mouse":
            by_mouse(rooms, name)
        else:
            by_key(rooms, action)
        rooms.qtbot.waitUntil(partial(is_done, rooms, name, before))
    begin_anew(rooms, "")
