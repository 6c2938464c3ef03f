"""The canvas by keyboard: the cross, clicks, drags, turning, and what a screen reader hears."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.canvases.canvas_frame import CanvasFrame
from shamay_desktop.ui.canvases.canvas_view import CanvasView
from shamay_desktop.ui.tasks import Tasks
from tests.ui.canvases.canvas_bench import DrawnSheet, NotingTool, look_at, press_key, show_sharp

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class DraggingTool(NotingTool):
    """By keyboard it is pressed first and released later."""

    drags = True


@pytest.fixture
def view(qtbot: QtBot, tasks: Tasks, hebrew: Texts, tmp_path: Path) -> CanvasView:
    """A canvas over a white sheet at 1:1."""
    frame = CanvasFrame(hebrew, tasks)
    qtbot.addWidget(frame)
    frame.resize(800, 660)
    frame.show()
    white = DrawnSheet(Image.new("RGB", (1600, 1200), "white"), tmp_path / "white", 0)
    view = show_sharp(qtbot, frame, white.source())
    look_at(qtbot, view, (800, 600), 1.0)
    frame.setProperty("kept", 1)
    view.keyboard.point_at(QPointF(800, 600))
    return view


@pytest.fixture
def tool(view: CanvasView) -> NotingTool:
    """In hand."""
    made = NotingTool()
    view.set_tool(made)
    return made


def test_arrows_when_they_are_pressed_move_the_cross_by_one_ten_and_fifty(
    qtbot: QtBot, view: CanvasView, tool: NotingTool
) -> None:
    press_key(qtbot, view, Qt.Key.Key_Right, times=2)
    press_key(qtbot, view, Qt.Key.Key_Down, SHIFT)
    press_key(qtbot, view, Qt.Key.Key_Left, CTRL)
    assert view.keyboard.is_shown
    assert tool.last("move").point == pytest.approx((752, 610), abs=0.01)


def test_the_cross_when_it_leaves_the_view_takes_the_view_along(
    qtbot: QtBot, view: CanvasView, tool: NotingTool
) -> None:
    press_key(qtbot, view, Qt.Key.Key_Right, CTRL, times=12)
    assert view.viewport().rect().contains(view.keyboard.place.toPoint())
    assert tool.last("move").x == pytest.approx(1400, abs=0.01)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_or_space_when_it_is_pressed_clicks_where_the_cross_stands(
    qtbot: QtBot, view: CanvasView, tool: NotingTool, key: Qt.Key
) -> None:
    press_key(qtbot, view, key)
    assert tool.names() == ["press", "release"]
    assert tool.last("press").point == pytest.approx((800, 600), abs=0.01)
    press_key(qtbot, view, Qt.Key.Key_Return, CTRL)
    assert tool.names()[-1] == "double"


def test_a_tool_that_drags_when_enter_is_pressed_twice_is_pressed_and_released_elsewhere(
    qtbot: QtBot, view: CanvasView
) -> None:
    tool = DraggingTool()
    view.set_tool(tool)
    press_key(qtbot, view, Qt.Key.Key_Return)
    assert tool.names() == ["press"]
    assert view.is_pressed
    press_key(qtbot, view, Qt.Key.Key_Right, CTRL)
    press_key(qtbot, view, Qt.Key.Key_Return)
    assert tool.names() == ["press", "release"]
    assert tool.last("release").x == pytest.approx(850, abs=0.01)
    assert not view.is_pressed


def test_the_cross_when_a_corner_is_near_is_taken_to_it_and_goes_on_from_where_it_was(
    qtbot: QtBot, view: CanvasView, tool: NotingTool
) -> None:
    view.snap_to = lambda: (((805.0, 600.0),), ())
    press_key(qtbot, view, Qt.Key.Key_Right)
    assert tool.last("move").point == (805.0, 600.0)
    assert tool.last("move").raw == pytest.approx((801, 600), abs=0.01)
    press_key(qtbot, view, Qt.Key.Key_Return, SHIFT)
    assert tool.last("press").point == pytest.approx((801, 600), abs=0.01)
    press_key(qtbot, view, Qt.Key.Key_Right, SHIFT, times=2)
    assert tool.last("move").x == pytest.approx(821, abs=0.01)


def test_esc_when_it_is_pressed_gives_up_what_is_half_drawn_then_the_tool(
    qtbot: QtBot, view: CanvasView, tool: NotingTool
) -> None:
    tool.half_drawn = True
    press_key(qtbot, view, Qt.Key.Key_Escape)
    assert not tool.half_drawn
    assert view.tool is tool
    press_key(qtbot, view, Qt.Key.Key_Escape)
    assert view.tool is None


def test_a_key_when_the_tool_takes_it_is_not_the_canvass(
    qtbot: QtBot, view: CanvasView, tool: NotingTool
) -> None:
    tool.taken_keys = {Qt.Key.Key_Plus.value}
    before = view.scale_now
    press_key(qtbot, view, Qt.Key.Key_Plus)
    assert view.scale_now == before
    press_key(qtbot, view, Qt.Key.Key_Minus)
    assert view.scale_now < before


def test_keys_of_the_view_when_they_are_pressed_zoom_fit_and_turn(
    qtbot: QtBot, view: CanvasView
) -> None:
    press_key(qtbot, view, Qt.Key.Key_Plus)
    assert view.scale_now == pytest.approx(1.25)
    assert view.keyboard.place.x() == pytest.approx(view.to_viewport(QPointF(800, 600)).x(), abs=1)
    press_key(qtbot, view, Qt.Key.Key_0)
    assert view.is_fitted
    press_key(qtbot, view, Qt.Key.Key_1)
    assert view.scale_now == pytest.approx(1 / view.devicePixelRatioF())
    turns: list[float] = []
    view.turned.connect(turns.append)
    press_key(qtbot, view, Qt.Key.Key_BracketRight)
    press_key(qtbot, view, Qt.Key.Key_BracketLeft, times=2)
    press_key(qtbot, view, Qt.Key.Key_BracketRight, SHIFT)
    press_key(qtbot, view, Qt.Key.Key_BraceLeft, SHIFT, times=2)
    assert turns == [90, 0, 270, 271, 270, 269]


def test_page_keys_when_they_are_pressed_pan_by_a_view(qtbot: QtBot, view: CanvasView) -> None:
    before = view.seen().center()
    press_key(qtbot, view, Qt.Key.Key_PageDown)
    down = view.to_sheet(QPointF(0, 0)).y()
    press_key(qtbot, view, Qt.Key.Key_PageUp)
    assert view.to_sheet(QPointF(0, 0)).y() < down
    assert view.seen().center().y() == pytest.approx(before.y(), abs=1)


def test_the_pointers_place_when_it_moves_by_key_is_told_to_a_screen_reader(
    qtbot: QtBot, view: CanvasView, tool: NotingTool, hebrew: Texts
) -> None:
    del tool
    press_key(qtbot, view, Qt.Key.Key_Down)
    assert view.accessibleName() == hebrew("canvas.name")
    assert view.accessibleDescription() == hebrew("canvas.place", x="800", y="601")
    view.keyboard.place_words = lambda at: f"here {at.x:.0f}"
    press_key(qtbot, view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == "here 801"


def test_the_cross_when_the_mouse_moves_goes_away(
    qtbot: QtBot, view: CanvasView, tool: NotingTool
) -> None:
    press_key(qtbot, view, Qt.Key.Key_Down)
    qtbot.mouseMove(view.viewport(), view.viewport().rect().center())
    qtbot.mouseMove(view.viewport(), view.viewport().rect().center() / 2)
    qtbot.waitUntil(lambda: not view.keyboard.is_shown)
    assert tool.told
