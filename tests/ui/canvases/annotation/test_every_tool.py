"""Every tool and every action of the table of map pictures by mouse and by keyboard.

The tables below name them all: a tool or an action that is new fails here until both hands can do
it. What a tool draws exactly is told by the tests of that tool.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QKeySequence, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QPushButton, QToolButton

from shamay_desktop.domain.case_json import encode_values
from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.ui.actions import Action, valid_sets
from shamay_desktop.ui.canvases.annotation.annotation_actions import LETTERS
from shamay_desktop.ui.canvases.annotation.annotation_actions import TOOLS as NAMED
from shamay_desktop.ui.canvases.annotation.paper_choice import PaperChoice
from shamay_desktop.ui.canvases.annotation.screen_grab import ScreenGrab
from tests.ui.bench import type_in
from tests.ui.canvases.annotation.maps_bench import CTRL, LEFT, NONE, SHIFT, MapsBench
from tests.ui.canvases.annotation.test_selecting import BOXES, MIDDLE, put

START, END = (420.0, 330.0), (560.0, 450.0)
SIDE = (430.0, 480.0)

Deed = Callable[[MapsBench], None]


def arrow_to(bench: MapsBench, point: Point) -> None:
    """Bring the cross there by arrows alone."""
    keyboard, canvas = bench.canvas.keyboard, bench.canvas
    if not keyboard.is_shown:
        bench.key(Qt.Key.Key_Right)
    want = canvas.viewportTransform().map(QPointF(*point))
    for _ in range(200):
        across = round(want.x() - keyboard.place.x())
        down = round(want.y() - keyboard.place.y())
        if not across and not down:
            return
        far, ways = (
            (across, (Qt.Key.Key_Left, Qt.Key.Key_Right)) if abs(across) >= abs(down)
            else (down, (Qt.Key.Key_Up, Qt.Key.Key_Down))
        )  # fmt: skip
        held = CTRL if abs(far) >= 50 else SHIFT if abs(far) >= 10 else NONE
        bench.key(ways[far > 0], held)
    raise AssertionError(point)


def write(bench: MapsBench) -> None:
    """Words that are asked for."""
    words = bench.place.desk.words
    if words.is_open:
        type_in(words, "הנכס")
        QTest.keyClick(words, Qt.Key.Key_Return)


def by_points(*points: Point, end: bool = False) -> tuple[Deed, Deed]:
    """Each point clicked, or entered; `end`: the last one twice, or Enter where the first is."""

    def mouse(bench: MapsBench) -> None:
        for point in points:
            bench.click(point, SHIFT)
        if end:
            QTest.mouseDClick(bench.canvas.viewport(), LEFT, SHIFT, bench.at(points[-1]))
        write(bench)

    def keys(bench: MapsBench) -> None:
        for point in points:
            arrow_to(bench, point)
            bench.key(Qt.Key.Key_Return, SHIFT)
        if end:
            bench.key(Qt.Key.Key_Return)
        write(bench)

    return mouse, keys


def by_drag() -> tuple[Deed, Deed]:
    """From one place to another."""

    def mouse(bench: MapsBench) -> None:
        bench.drag(START, SIDE, END, held=SHIFT)
        write(bench)

    return mouse, by_points(START, END)[1]


def select_by_keys(bench: MapsBench) -> None:
    """The first one, a little to the right."""
    bench.key(Qt.Key.Key_Tab)
    bench.key(Qt.Key.Key_Right, SHIFT)


def select_by_mouse(bench: MapsBench) -> None:
    """The first one, elsewhere."""
    bench.drag(MIDDLE["a"], (170, 200), (190, 230), held=NONE)


TOOLS: dict[str, tuple[Deed, Deed]] = {
    "select": (select_by_mouse, select_by_keys),
    "marker": by_points(START),
    "polygon": by_points(START, END, SIDE, end=True),
    "text": by_drag(),
    "north": by_drag(),
    "crop": by_drag(),
    **dict.fromkeys(
        ("arrow", "line", "rectangle", "ellipse", "freehand", "highlight", "blur"), by_drag()
    ),
}


def kept(bench: MapsBench) -> str:
    """The whole case as it is kept."""
    return repr(encode_values(bench.case.values))


def drawn(bench: MapsBench) -> set[str]:
    """What stands on the canvas."""
    return set(bench.annotating.layer.items)


@pytest.fixture
def boxes(bench: MapsBench) -> MapsBench:
    """Three squares on the picture."""
    put(bench, *BOXES)
    return bench


@pytest.mark.parametrize("by", ["mouse", "keys"])
def test_every_tool_when_it_is_used_then_undo_and_redo_give_the_same_case(
    boxes: MapsBench, by: str
) -> None:
    desk = boxes.place.desk
    assert set(TOOLS) == set(desk.tools) == set(NAMED), "each tool by mouse and by keyboard"
    begun, standing = kept(boxes), drawn(boxes)
    states = [begun]
    for key, (by_mouse, by_keys) in TOOLS.items():
        told = len(boxes.gestures)
        boxes.annotating.choose(())
        if by == "mouse":
            QTest.mouseClick(desk.tool_bar.buttons[key], LEFT)
        else:
            boxes.canvas.setFocus()
            QTest.keyClick(boxes.canvas, Qt.Key(ord(LETTERS[key][0])))
        assert boxes.canvas.tool is desk.tools[key], key
        (by_mouse if by == "mouse" else by_keys)(boxes)
        assert len(boxes.gestures) == told + 1, f"{key}: one gesture"
        ended, shown = kept(boxes), drawn(boxes)
        assert ended != begun, key
        boxes.undo()
        assert (kept(boxes), drawn(boxes)) == (begun, standing), f"{key}: undone"
        boxes.redo()
        assert (kept(boxes), drawn(boxes)) == (ended, shown), f"{key}: done again"
        boxes.undo()
        states.append(ended)
    assert len(set(states)) == len(TOOLS) + 1, "each tool does something of its own"


# -- what has a name of its own ---------------------------------------------------------------

MENU = {"map_paste": 0, "map_choose": 1, "map_from_papers": 2, "map_grab": 3}
"""Lines of the menu behind the button that adds pictures."""

PALETTE_ALONE = {"map_copy", "map_cut", "map_all"}
"""As everywhere: by their known keys, by name, and without a button of their own."""

AWAY = ("map_choose", "map_from_papers", "map_export", "map_layer", "map_file", "map_grab")
"""They take the window's place: it is not the active one for a while behind them."""


def by_mouse(bench: MapsBench, action: Action) -> None:
    """Its button, its line of a menu, or what the mouse does in its stead."""
    place, bar = bench.place, bench.place.desk.tool_bar
    name = action.id.removeprefix("map_")
    if action.id in PALETTE_ALONE:
        action.run()
    elif action.id in MENU:
        chosen(place.add.menu(), MENU[action.id])
    elif name.startswith("order_"):
        chosen(bar.buttons["order"].menu(), line_of(bench, "order_", action))
    elif name.startswith(("align_", "spread_")):
        chosen(bar.buttons["align"].menu(), line_of(bench, ("align_", "spread_"), action))
    elif name in ("next_picture", "previous_picture"):
        row = 1 if name == "next_picture" else 0
        spot = place.strip.visualItemRect(place.strip.item(row)).center()
        QTest.mouseClick(place.strip.viewport(), LEFT, pos=spot)
    elif name in ("details", "places", "parcel"):
        tab = place.side.tabBar().tabRect(0 if name == "details" else 2).center()
        QTest.mouseClick(place.side.tabBar(), LEFT, pos=tab)
        if name == "parcel":
            QTest.mouseClick(place.places.parcel.numbers["gush"], LEFT)
    else:
        QTest.mouseClick(button(bench, action.id), LEFT)


def line_of(bench: MapsBench, heads: str | tuple[str, ...], action: Action) -> int:
    """The number of an action's line in its menu."""
    ids = [each.id for each in bench.place.desk.action_set]
    return [each for each in ids if each.removeprefix("map_").startswith(heads)].index(action.id)


def chosen(menu: QMenu, line: int) -> None:
    """A line of a menu, as a click on it does it."""
    menu.aboutToShow.emit()
    assert menu.actions()[line].isEnabled()
    menu.actions()[line].trigger()


def button(bench: MapsBench, action: str) -> QPushButton | QToolButton:
    """Where the mouse does an action."""
    place, bar = bench.place, bench.place.desk.frame.bar
    places = place.places
    own: dict[str, QPushButton | QToolButton] = {
        "map_export": place.save, "map_control_point": places.control.add,
        "map_layer": places.layers.add, "map_file": places.offline.choose_button,
        "map_link": places.place.link, "canvas_closer": bar.zoom_in,
        "canvas_farther": bar.zoom_out, "canvas_fit": bar.fit, "canvas_actual": bar.actual,
        "canvas_turn_right": bar.turn_right, "canvas_turn_left": bar.turn_left,
        "canvas_minimap": bar.minimap, "canvas_loupe": bar.loupe,
    }  # fmt: skip
    return own.get(action) or place.desk.tool_bar.buttons[action]


def by_key(bench: MapsBench, action: Action) -> None:
    """Its own key; where it has none, by its name as the palette does it."""
    if not action.keys:
        action.run()
        return
    held = bench.place.focusWidget() or bench.canvas
    QTest.keySequence(held, QKeySequence(action.keys[0]))


def is_open(bench: MapsBench, kind: type[QDialog]) -> bool:
    """Whether such a dialog is open."""
    return any(each.isVisible() for each in bench.place.findChildren(kind))


def seen(bench: MapsBench, action: str, opened: list[str]) -> object:
    """What an action changes."""
    place, canvas, annotating = bench.place, bench.canvas, bench.annotating
    name = action.removeprefix("map_").removeprefix("canvas_")
    if action == "map_paste":
        return len(bench.pictures), len(bench.annotations)
    if name in ("choose", "export", "layer", "file"):
        return is_open(bench, QFileDialog)
    if name == "from_papers":
        return is_open(bench, PaperChoice)
    if action in ("canvas_minimap", "canvas_loupe"):
        return button(bench, action).isChecked()
    own: dict[str, Callable[[], object]] = {
        "copy": lambda: annotating.copied, "all": lambda: annotating.chosen,
        "grab": lambda: place.adding.grab, "next_picture": place.strip.currentRow,
        "previous_picture": place.strip.currentRow,
        "details": place.side.currentIndex, "places": place.side.currentIndex,
        "parcel": lambda: place.focusWidget() is place.places.parcel.numbers["gush"],
        "control_point": lambda: canvas.tool,
        "link": lambda: len(opened), "closer": lambda: canvas.scale_now,
        "farther": lambda: canvas.scale_now, "actual": lambda: canvas.scale_now,
        "fit": lambda: canvas.is_fitted, "turn_right": lambda: canvas.turn_now,
        "turn_left": lambda: canvas.turn_now, "turn_bit": lambda: canvas.turn_now,
    }  # fmt: skip
    return own[name]() if name in own else kept(bench)


def is_done(bench: MapsBench, action: str, opened: list[str], before: object) -> None:
    """Asked again until it is so."""
    assert seen(bench, action, opened) != before, action


def begin_anew(bench: MapsBench, action: Action, begun: str) -> None:
    """Three squares of which all are chosen, nothing open, the view upright."""
    place, annotating = bench.place, bench.annotating
    for dialog in place.findChildren(QDialog):
        dialog.close()
    place.commit_typing()
    for _ in range(20):
        if kept(bench) == begun:
            break
        bench.undo()
    assert kept(bench) == begun
    place.strip.setCurrentRow(0)
    bench.wait_for_sheet()
    place.side.setCurrentIndex({"map_details": 2, "map_places": 0}.get(action.id, 1))
    if action.id in ("map_parcel", "map_control_point", "map_layer", "map_file", "map_link"):
        place.side.setCurrentWidget(place.places)
        for section in place.places.sections:
            section.open()
    bench.canvas.fit()
    if action.id == "canvas_fit":
        bench.canvas.zoom_by(1.7)
    bench.tool("select")
    bench.canvas.setFocus()
    some = ["b"] if action.id.startswith("map_order_") else ["a", "b", "c"]
    annotating.choose([] if action.id == "map_all" else some)
    if action.id == "map_previous_picture":
        place.strip.setFocus()
        place.strip.setCurrentRow(1)


@pytest.mark.parametrize("by", ["mouse", "keys"])
def test_every_action_when_it_is_asked_for_then_it_is_done_by_either_hand(
    bench: MapsBench, by: str
) -> None:
    one, two, three = BOXES
    put(bench, replace(one, group="g"), two, three)
    place = bench.place
    opened: list[str] = []
    place.places.place._open_link = opened.append
    place.places.place.typed.setText("178690, 658902")
    QTest.keyClick(place.places.place.typed, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: place.places.place.place is not None)
    bench.qtbot.waitUntil(lambda: place.context.tasks.idle)
    place.adding.make_grab = lambda: ScreenGrab(
        place.window(),
        place.context.texts,
        lambda _screen: QPixmap(),  # the system gives none
    )
    tools = {f"map_tool_{key}" for key in TOOLS}
    actions = {
        action.id: action
        for each in valid_sets(place.window())
        for action in each
        if action.where == "drawing" and action.id not in tools
    }
    begun = kept(bench)
    for name in (*(each for each in actions if each not in AWAY), *AWAY):
        action = actions[name]
        begin_anew(bench, action, begun)
        if name == "map_paste":
            image = QImage(40, 30, QImage.Format.Format_RGB32)
            image.fill(QColor("#88aa88"))
            QGuiApplication.clipboard().setImage(image)
        before = seen(bench, name, opened)
        assert action.enabled(), name
        if by == "keys":
            by_key(bench, action)
        elif name == "canvas_turn_bit":
            place.desk.frame.bar.angle.setValue(1.0)
        else:
            by_mouse(bench, action)
        bench.qtbot.waitUntil(partial(is_done, bench, name, opened, before))
        bench.qtbot.waitUntil(lambda: place.context.tasks.idle)
    grab = place.adding.grab
    assert grab is not None
    bench.qtbot.waitUntil(lambda: not grab.is_under_way)
    assert len(actions) > 40
