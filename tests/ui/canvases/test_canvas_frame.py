"""What stands around the canvas: minimap, magnifier, bar; and the bounds of the kept tiles."""

from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from shamay_desktop.i18n.formats import percent
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts, load_texts
from shamay_desktop.ui.canvases.canvas_frame import CanvasFrame
from shamay_desktop.ui.canvases.sheet_tiles import SheetTiles
from shamay_desktop.ui.tasks import Tasks
from tests.ui.canvases.canvas_bench import DrawnSheet, NotingTool, look_at, show_sharp


@pytest.fixture
def strip(tmp_path: Path) -> DrawnSheet:
    """A sheet five times higher than wide: red above, blue below."""
    picture = Image.new("RGB", (800, 4000), (200, 30, 30))
    picture.paste((30, 30, 200), (0, 2000, 800, 4000))
    return DrawnSheet(picture, tmp_path / "strip", 1)


def test_the_minimap_when_a_strip_is_shown_is_open_and_a_press_goes_there(
    qtbot: QtBot, frame: CanvasFrame, strip: DrawnSheet
) -> None:
    view = show_sharp(qtbot, frame, strip.source())
    assert frame.minimap.isVisible()
    look_at(qtbot, view, (400, 500), 1.0)
    wanted = QPointF(400, 3200)
    place = frame.minimap.to_map(wanted).toPoint()
    qtbot.mouseClick(frame.minimap, Qt.MouseButton.LeftButton, pos=place)
    middle = view.to_sheet(QPointF(view.viewport().rect().center()))
    assert abs(middle.y() - 3200) < 20
    qtbot.mousePress(frame.minimap, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseMove(frame.minimap, frame.minimap.to_map(QPointF(400, 1000)).toPoint())
    qtbot.waitUntil(
        lambda: abs(view.to_sheet(QPointF(view.viewport().rect().center())).y() - 1000) < 20
    )


@pytest.mark.parametrize("turn", [0.0, 90.0, 180.0, 1.3])
def test_the_minimap_when_the_view_is_turned_is_turned_along(
    qtbot: QtBot, frame: CanvasFrame, strip: DrawnSheet, turn: float
) -> None:
    show_sharp(qtbot, frame, strip.source(), turn)
    minimap = frame.minimap

    def colour(x: float, y: float) -> tuple[int, int]:
        pixel = minimap.grab().toImage().pixelColor(minimap.to_map(QPointF(x, y)).toPoint())
        return pixel.red(), pixel.blue()

    qtbot.waitUntil(lambda: colour(400, 900)[0] > 2 * colour(400, 900)[1])
    red, blue = colour(400, 3100)
    assert blue > 2 * red
    assert (minimap.to_map(QPointF(400, 3000)) - minimap.to_map(QPointF(400, 1000))).y() != (
        pytest.approx(0) if turn != 90 else None
    )


def test_the_minimap_when_the_sheet_is_no_strip_is_shown_by_its_button(
    qtbot: QtBot, frame: CanvasFrame, tmp_path: Path
) -> None:
    page = DrawnSheet(Image.new("RGB", (900, 1200), "white"), tmp_path / "page", 0)
    show_sharp(qtbot, frame, page.source())
    assert not frame.minimap.isVisible()
    frame.bar.minimap.click()
    assert frame.minimap.isVisible()
    show_sharp(qtbot, frame, page.source())
    assert frame.minimap.isVisible(), "what a person chose holds"


def test_the_magnifier_when_a_tool_is_on_shows_the_place_three_times_larger(
    qtbot: QtBot, frame: CanvasFrame, tmp_path: Path
) -> None:
    picture = Image.new("RGB", (1200, 900), "white")
    picture.paste((30, 30, 200), (604, 446, 614, 456))
    page = DrawnSheet(picture, tmp_path / "page", 0)
    view = show_sharp(qtbot, frame, page.source())
    look_at(qtbot, view, (600, 450), 1.0)
    place = view.to_viewport(QPointF(600, 450)).toPoint()
    qtbot.mouseMove(view.viewport(), place + QPoint(5, 5))
    assert not frame.loupe.isVisible()
    view.set_tool(NotingTool())
    qtbot.mouseMove(view.viewport(), place - QPoint(9, 9))
    qtbot.mouseMove(view.viewport(), place)
    qtbot.waitUntil(frame.loupe.isVisible)
    shown = frame.loupe.grab().toImage()
    middle = shown.width() // 2
    # The square begins 4 pixels right of the pointer, so 12 in the glass, and is 30 wide there.
    pixels = [shown.pixelColor(middle + x, middle - 8) for x in range(60)]
    row = [pixel.blue() - pixel.red() > 80 for pixel in pixels]
    assert 10 <= row.index(True) <= 14
    assert 27 <= sum(row) <= 33
    view.pan_by(5, 0)
    assert not frame.loupe.isVisible(), "it is not in the way while the sheet moves"
    frame.bar.loupe.click()
    qtbot.mouseMove(view.viewport(), place + QPoint(3, 3))
    assert not frame.loupe.is_on


def test_the_bar_when_it_is_used_zooms_and_turns_and_shows_what_is(
    qtbot: QtBot, frame: CanvasFrame, strip: DrawnSheet
) -> None:
    assert not frame.bar.zoom_in.isEnabled()
    view = show_sharp(qtbot, frame, strip.source())
    qtbot.waitUntil(frame.bar.zoom_in.isEnabled)
    before = view.scale_now
    frame.bar.zoom_in.click()
    assert view.scale_now > before
    frame.bar.angle.setValue(1.3)
    assert view.turn_now == pytest.approx(1.3)
    frame.bar.turn_right.click()
    assert frame.bar.angle.value() == pytest.approx(91.3)
    frame.bar.fit.click()
    assert view.is_fitted
    frame.bar.actual.click()
    qtbot.waitUntil(lambda: frame.bar.zoom.text() == percent(100))


@pytest.mark.parametrize("language", list(Language))
def test_the_bar_when_it_is_read_has_a_name_and_a_tip_for_each_button(
    qtbot: QtBot, tasks: Tasks, hebrew: Texts, language: Language
) -> None:
    del hebrew
    frame = CanvasFrame(load_texts(language), tasks)
    qtbot.addWidget(frame)
    for button in frame.bar.findChildren(QToolButton):
        assert button.accessibleName()
        assert button.toolTip()
        assert not button.icon().isNull()


def test_kept_tiles_when_there_are_more_than_fit_are_let_go_but_none_that_is_wanted(
    qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    drawn = DrawnSheet(Image.new("RGB", (3072, 3072), "white"), tmp_path / "white", 1)
    most = 6 * 514 * 514 * 4
    tiles = SheetTiles(tasks, most_bytes=most)
    tiles.show(drawn.source())
    rows = [[(0, column, row) for column in range(6)] for row in range(6)]
    for keys in rows:
        tiles.want(keys)
        qtbot.waitUntil(lambda keys=keys: tiles.has(keys), timeout=20_000)  # type: ignore[misc]
        assert tiles.bytes <= most + 514 * 514 * 4
    assert tiles.has(rows[5])
    assert not tiles.has(rows[0])
    tiles.want([key for keys in rows for key in keys])
    qtbot.waitUntil(lambda: all(tiles.has(keys) for keys in rows), timeout=30_000)
    tiles.want(())
    assert tiles.bytes <= most
    tiles.show(None)
    assert (tiles.bytes, tiles.keys) == (0, ())


def _is_away(frame: CanvasFrame, place: QPoint) -> bool:
    near = frame.loupe.geometry().adjusted(-90, -90, 90, 90)
    return frame.loupe.isVisible() and not near.contains(place)


def test_the_magnifier_when_the_pointer_comes_near_then_it_goes_to_the_other_corner(
    qtbot: QtBot, frame: CanvasFrame, tmp_path: Path
) -> None:
    page = DrawnSheet(Image.new("RGB", (1200, 900), "white"), tmp_path / "page", 0)
    view = show_sharp(qtbot, frame, page.source())
    view.set_tool(NotingTool())
    room = view.viewport().geometry()
    assert room.width() > 500
    for x in (30, room.width() - 30, 30):
        place = QPoint(x, 60)
        qtbot.mouseMove(view.viewport(), place)
        qtbot.waitUntil(partial(_is_away, frame, place))
        assert room.contains(frame.loupe.geometry())


def test_zooming_when_the_pointer_is_beside_a_strip_then_the_strip_stays_in_view(
    qtbot: QtBot, frame: CanvasFrame, tmp_path: Path
) -> None:
    page = DrawnSheet(Image.new("RGB", (400, 4000), "white"), tmp_path / "page", 0)
    view = show_sharp(qtbot, frame, page.source())
    beside = QPointF(20, view.viewport().height() / 2)
    assert not view.sheet.rect.contains(view.to_sheet(beside))
    left = view.to_viewport(QPointF(0, 2000))
    view.zoom_by(6, beside)
    assert view.seen().intersects(view.sheet.rect)
    assert view.to_viewport(QPointF(0, view.to_sheet(left).y())).x() == pytest.approx(
        left.x(), abs=2
    )
