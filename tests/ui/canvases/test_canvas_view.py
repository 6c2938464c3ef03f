"""The canvas in a window: the right pixels at every zoom and turn, panning, tools by mouse."""

import math
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication, QGraphicsRectItem
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.canvases.canvas_frame import CanvasFrame
from shamay_desktop.ui.canvases.canvas_view import ZOOM_STEP, CanvasView
from shamay_desktop.ui.canvases.sheet_source import SheetSource
from shamay_desktop.usecases.services import Services
from tests.coded_picture import coded_page, coded_picture, difference
from tests.ui.canvases.canvas_bench import (
    DrawnSheet,
    NotingTool,
    grabbed,
    look_at,
    press_key,
    show_sharp,
)

WIDE, HIGH = 2200, 3100


@pytest.fixture(scope="module")
def picture() -> Image.Image:
    return coded_picture(WIDE, HIGH)


@pytest.fixture
def drawn(picture: Image.Image, tmp_path: Path) -> DrawnSheet:
    return DrawnSheet(picture, tmp_path / "tiles", 2)


def expected(view: CanvasView, picture: Image.Image, part: QRect) -> Image.Image:
    """What a part of the viewport is to show, computed by Pillow from the picture itself."""
    inverse = view.viewportTransform().inverted()[0]
    times = max(1, round(1 / view.scale_now))  # averaged as the levels are
    small = picture.reduce(times) if times > 1 else picture
    corner = inverse.map(QPointF(part.x() + 0.5, part.y() + 0.5))
    across = inverse.map(QPointF(part.x() + 1.5, part.y() + 0.5)) - corner
    down = inverse.map(QPointF(part.x() + 0.5, part.y() + 1.5)) - corner
    numbers = (
        across.x(), down.x(), corner.x() - (across.x() + down.x()) / 2,
        across.y(), down.y(), corner.y() - (across.y() + down.y()) / 2,
    )  # fmt: skip
    return small.transform(
        (part.width(), part.height()),
        Image.Transform.AFFINE,
        tuple(number / times for number in numbers),
        Image.Resampling.BILINEAR,
    )


@pytest.mark.parametrize("turn", [0.0, 90.0, 180.0, 270.0, 1.3, 33.0])
@pytest.mark.parametrize("scale", [0.25, 0.5, 1.0, 2.5])
def test_a_sheet_when_it_is_zoomed_and_turned_shows_each_pixel_in_its_place(
    qtbot: QtBot, frame: CanvasFrame, drawn: DrawnSheet, picture: Image.Image,
    turn: float, scale: float,
) -> None:  # fmt: skip
    view = show_sharp(qtbot, frame, drawn.source(), turn)
    look_at(qtbot, view, (1020, 1540), scale)
    part = QRect(120, 120, 420, 300)
    shown, wanted = grabbed(view, part), expected(view, picture, part)
    here = difference(shown, wanted)
    assert here < (18 if scale < 0.5 else 12)
    for across, down in ((2, 0), (0, 2), (-2, 0), (0, -2)):
        beside = expected(view, picture, part.translated(across, down))
        assert difference(shown, beside) > here + 4


def test_a_turned_sheet_when_tiles_meet_shows_no_seam(
    qtbot: QtBot, frame: CanvasFrame, tmp_path: Path
) -> None:
    grey = DrawnSheet(Image.new("RGB", (3000, 3000), (120, 120, 120)), tmp_path / "grey", 2)
    view = show_sharp(qtbot, frame, grey.source())
    for turn in (1.3, 17.7, 90.0, 0.0):
        for scale in (0.37, 0.5, 0.83, 1.0, 3.3):
            look_at(qtbot, view, (1024, 1024), scale)
            view.set_turn(turn)
            qtbot.waitUntil(lambda: not view.tiles.under_way)
            shown = grabbed(view, QRect(100, 100, 400, 300))
            assert shown.getextrema() == ((120, 120),) * 3, (turn, scale)


def test_a_sheet_when_it_is_opened_is_whole_in_the_view_and_sharp_without_tiles(
    qtbot: QtBot, frame: CanvasFrame, drawn: DrawnSheet
) -> None:
    view = show_sharp(qtbot, frame, drawn.source())
    shown = view.mapFromScene(view.sheet.rect).boundingRect()
    assert view.viewport().rect().contains(shown)
    assert shown.height() > 0.9 * view.viewport().height()
    assert drawn.asked == []
    assert view.is_fitted
    frame.resize(500, 500)
    qtbot.waitUntil(
        lambda: view.viewport().rect().contains(view.mapFromScene(view.sheet.rect).boundingRect())
    )


def test_a_missing_tile_when_the_view_moves_leaves_the_coarser_picture(
    qtbot: QtBot, frame: CanvasFrame, drawn: DrawnSheet, picture: Image.Image
) -> None:
    view = show_sharp(qtbot, frame, drawn.source())
    free: list[bool] = []
    drawn.wait_for = lambda: bool(free)
    view.zoom_by(1 / view.scale_now, QPointF(300, 300))
    qtbot.waitUntil(lambda: bool(view.tiles.under_way))
    part = QRect(100, 100, 300, 300)
    coarse = difference(grabbed(view, part), expected(view, picture, part))
    assert coarse < 70, "not white, not another place"
    with qtbot.waitSignal(view.sharp_shown, timeout=20_000):
        free.append(True)
    assert difference(grabbed(view, part), expected(view, picture, part)) < coarse / 3


def test_what_is_fetched_when_it_left_the_view_is_given_up(
    qtbot: QtBot, frame: CanvasFrame, drawn: DrawnSheet
) -> None:
    view = show_sharp(qtbot, frame, drawn.source())
    free: list[bool] = []
    drawn.wait_for = lambda: bool(free)
    view.zoom_by(1 / view.scale_now, QPointF(10, 10))
    view.centre_on(QPointF(520, 520))
    qtbot.waitUntil(lambda: len(view.tiles.under_way) == 2)
    view.centre_on(QPointF(2000, 2900))
    qtbot.waitUntil(lambda: len(drawn.given_up) >= 2)
    assert all(key[2] < 2 for key in drawn.given_up[:2])
    with qtbot.waitSignal(view.sharp_shown, timeout=20_000):
        free.append(True)


def test_another_sheet_when_one_is_still_read_is_what_is_shown(
    qtbot: QtBot, frame: CanvasFrame, drawn: DrawnSheet, tmp_path: Path
) -> None:
    other = DrawnSheet(Image.new("RGB", (900, 700), (10, 200, 30)), tmp_path / "other", 0)
    frame.view.show_sheet(drawn.source())
    view = show_sharp(qtbot, frame, other.source())
    assert (view.sheet.rect.width(), view.sheet.rect.height()) == (900, 700)
    middle = view.mapFromScene(QPointF(450, 350))
    assert grabbed(view, QRect(middle, middle)).getpixel((0, 0)) == (10, 200, 30)


def test_the_wheel_when_it_turns_pans_and_with_ctrl_zooms_to_the_pointer(
    qtbot: QtBot, frame: CanvasFrame, drawn: DrawnSheet
) -> None:
    view = show_sharp(qtbot, frame, drawn.source())
    look_at(qtbot, view, (1000, 1500), 1.0)
    place = QPointF(500, 120)
    under = view.to_sheet(place)
    _wheel(view, place, QPoint(0, 120), Qt.KeyboardModifier.ControlModifier)
    assert view.scale_now == pytest.approx(ZOOM_STEP)
    after = view.to_sheet(place)
    assert math.dist((under.x(), under.y()), (after.x(), after.y())) < 1
    before = view.to_sheet(place)
    _wheel(view, place, QPoint(0, -120))
    assert view.to_sheet(place).y() > before.y()
    before = view.to_sheet(place)
    _wheel(view, place, QPoint(0, -120), Qt.KeyboardModifier.ShiftModifier)
    assert view.to_sheet(place).x() > before.x()
    before = view.to_sheet(place)
    _wheel(view, place, QPoint(0, 0), pixels=QPoint(-30, -20))
    moved = (view.to_sheet(place) - before) * view.scale_now
    assert (round(moved.x()), round(moved.y())) == (30, 20)


def test_two_fingers_when_they_pinch_zoom_to_where_they_are(
    qtbot: QtBot, frame: CanvasFrame, drawn: DrawnSheet
) -> None:
    view = show_sharp(qtbot, frame, drawn.source())
    before, place = view.scale_now, QPointF(400, 300)
    under = view.to_sheet(place)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        place, place, place, 0.5, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)
    assert view.scale_now == pytest.approx(1.5 * before)
    away = view.to_viewport(under) - place
    assert max(abs(away.x()), abs(away.y())) <= 1


def test_two_fingers_when_they_tap_twice_show_all_of_it_or_its_own_size(
    qtbot: QtBot, frame: CanvasFrame, drawn: DrawnSheet
) -> None:
    view = show_sharp(qtbot, frame, drawn.source())
    place = QPointF(400, 300)
    tap = QNativeGestureEvent(
        Qt.NativeGestureType.SmartZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        place, place, place, 0.0, QPointF(),
    )  # fmt: skip
    assert view.is_fitted
    QApplication.sendEvent(view.viewport(), tap)
    assert not view.is_fitted
    assert view.scale_now * view.devicePixelRatioF() == pytest.approx(1)
    QApplication.sendEvent(view.viewport(), tap)
    assert view.is_fitted


def test_the_middle_button_when_it_drags_moves_the_sheet_whatever_tool_is_on(
    qtbot: QtBot, frame: CanvasFrame, drawn: DrawnSheet
) -> None:
    view = show_sharp(qtbot, frame, drawn.source())
    look_at(qtbot, view, (1000, 1500), 1.0)
    tool = NotingTool()
    view.set_tool(tool)
    before = view.to_sheet(QPointF(300, 300))
    _drag(qtbot, view, Qt.MouseButton.MiddleButton, QPoint(300, 300), QPoint(340, 250))
    assert tool.names() == []
    after = view.to_sheet(QPointF(340, 250))
    assert (round(after.x()), round(after.y())) == (round(before.x()), round(before.y()))


def test_a_drag_when_no_tool_takes_it_moves_the_sheet(
    qtbot: QtBot, frame: CanvasFrame, drawn: DrawnSheet
) -> None:
    view = show_sharp(qtbot, frame, drawn.source())
    look_at(qtbot, view, (1000, 1500), 1.0)
    before = view.to_sheet(QPointF(300, 300))
    _drag(qtbot, view, Qt.MouseButton.LeftButton, QPoint(300, 300), QPoint(380, 320))
    after = view.to_sheet(QPointF(380, 320))
    assert (round(after.x()), round(after.y())) == (round(before.x()), round(before.y()))


def test_space_when_it_is_held_lets_the_left_button_move_the_sheet_and_does_not_click(
    qtbot: QtBot, frame: CanvasFrame, drawn: DrawnSheet
) -> None:
    view = show_sharp(qtbot, frame, drawn.source())
    look_at(qtbot, view, (1000, 1500), 1.0)
    tool = NotingTool()
    view.set_tool(tool)
    press_key(qtbot, view, Qt.Key.Key_Right)
    before = view.to_sheet(QPointF(300, 300))
    qtbot.keyPress(view, Qt.Key.Key_Space)
    _drag(qtbot, view, Qt.MouseButton.LeftButton, QPoint(300, 300), QPoint(330, 310))
    qtbot.keyRelease(view, Qt.Key.Key_Space)
    after = view.to_sheet(QPointF(330, 310))
    assert (round(after.x()), round(after.y())) == (round(before.x()), round(before.y()))
    assert tool.names() == []


def test_a_tool_when_the_mouse_works_gets_places_of_the_sheet_also_when_it_is_turned(
    qtbot: QtBot, frame: CanvasFrame, drawn: DrawnSheet
) -> None:
    view = show_sharp(qtbot, frame, drawn.source(), 90)
    look_at(qtbot, view, (1000, 1500), 2.0)
    tool = NotingTool()
    view.set_tool(tool)
    place = view.to_viewport(QPointF(1040.0, 1460.0)).toPoint()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert tool.names()[:2] == ["press", "release"]
    assert "double" in tool.names()
    at = tool.last("press")
    assert at.point == pytest.approx((1040, 1460), abs=0.6)
    assert at.radius == pytest.approx(4.0)


def test_a_point_when_a_corner_is_near_is_taken_to_it_and_with_shift_is_free(
    qtbot: QtBot, frame: CanvasFrame, drawn: DrawnSheet
) -> None:
    view = show_sharp(qtbot, frame, drawn.source())
    look_at(qtbot, view, (1000, 1500), 1.0)
    tool = NotingTool()
    view.set_tool(tool)
    view.snap_to = lambda: (((1003.0, 1504.0),), ())
    place = view.to_viewport(QPointF(1000, 1500)).toPoint()
    qtbot.mouseMove(view.viewport(), place + QPoint(60, 60))
    qtbot.mouseMove(view.viewport(), place)
    qtbot.waitUntil(view.snap_mark.isVisible)
    assert tool.last("move").point == (1003.0, 1504.0)
    assert tool.last("move").snap.kind == "corner"
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, shift, place)
    assert tool.last("press").snap.kind == ""
    assert tool.last("press").point == tool.last("press").raw


def test_a_tool_when_another_is_taken_leaves_nothing_half_drawn(
    qtbot: QtBot, frame: CanvasFrame, drawn: DrawnSheet
) -> None:
    view = show_sharp(qtbot, frame, drawn.source())
    tool = NotingTool()
    view.set_tool(tool)
    tool.half_drawn = True
    rubber = QGraphicsRectItem(0, 0, 50, 50, view.draft)
    with qtbot.waitSignal(view.tool_changed):
        view.set_tool(None)
    assert view.draft.childItems() == []
    assert rubber.scene() is None
    assert not tool.half_drawn
    assert tool.canvas is None


def test_a_rectangle_when_it_is_brought_into_view_is_seen_whole_at_the_zoom_that_holds(
    qtbot: QtBot, frame: CanvasFrame, drawn: DrawnSheet
) -> None:
    view = show_sharp(qtbot, frame, drawn.source(), 33)
    look_at(qtbot, view, (300, 300), 1.0)
    rect = QRectF(1500, 2500, 200, 120)
    view.bring(rect)
    assert view.scale_now == pytest.approx(1.0)
    assert view.viewport().rect().contains(view.mapFromScene(rect).boundingRect())
    view.zoom_to(rect)
    assert view.scale_now > 1.5
    assert view.viewport().rect().contains(view.mapFromScene(rect).boundingRect())


def test_a_broken_sheet_when_it_is_opened_is_told_on_the_canvas(
    qtbot: QtBot, frame: CanvasFrame, hebrew: Texts
) -> None:
    def refuse() -> PictureFile:
        raise Refused("file_too_many_pixels", file="map.png", limit=120)

    source = SheetSource("broken", 900, 700, 0, refuse, lambda *_key: refuse())
    frame.view.show_sheet(source)
    problem = frame.view.words.problem
    qtbot.waitUntil(problem.isVisible)
    assert problem.text() == hebrew("errors.file_too_many_pixels", file="map.png", limit=120)
    assert frame.view.has_sheet, "what was drawn on it stays seen"


def test_a_broken_tile_when_it_is_wanted_is_told_once_and_the_coarser_picture_stays(
    qtbot: QtBot, frame: CanvasFrame, drawn: DrawnSheet
) -> None:
    view = show_sharp(qtbot, frame, drawn.source())
    drawn.broken = {(0, column, row) for column in range(9) for row in range(9)}
    with qtbot.waitSignal(view.tiles.failed, timeout=20_000):
        view.zoom_by(1 / view.scale_now, QPointF(300, 300))
    assert "plan.pdf" in view.words.problem.text()
    assert grabbed(view, QRect(200, 200, 50, 50)).getextrema() != ((255, 255),) * 3


def test_a_stored_page_when_it_is_opened_by_its_hash_is_shown_at_its_dots(
    qtbot: QtBot, frame: CanvasFrame, services: Services, tmp_path: Path
) -> None:
    page = coded_page(tmp_path / "page.pdf", (900, 1503), (2500, 4175))
    stored = services.store.add(page)
    with qtbot.waitSignal(frame.view.sharp_shown, timeout=30_000):
        frame.view.open_sheet(services, stored.sha256, 1, 200, file_name="page.pdf", turn=90)
    assert frame.view.turn_now == 90
    look_at(qtbot, frame.view, (1200, 2100), 1.0)
    part = QRect(150, 150, 300, 200)
    wanted = expected(frame.view, coded_picture(2500, 4175), part)
    assert difference(grabbed(frame.view, part), wanted) < 14


def test_a_file_that_is_gone_when_it_is_opened_is_told_by_its_name(
    qtbot: QtBot, frame: CanvasFrame, services: Services, hebrew: Texts
) -> None:
    frame.view.open_sheet(services, "ab" * 32, 1, 200, file_name="permit.pdf")
    problem = frame.view.words.problem
    qtbot.waitUntil(problem.isVisible, timeout=10_000)
    assert problem.text() == hebrew("errors.stored_file_missing", file="permit.pdf")
    assert not frame.view.has_sheet


def test_an_empty_canvas_when_words_are_given_shows_them_until_a_sheet_comes(
    qtbot: QtBot, frame: CanvasFrame, drawn: DrawnSheet
) -> None:
    frame.view.show_empty("אין גיליון")
    assert frame.view.words.empty.isVisible()
    view = show_sharp(qtbot, frame, drawn.source())
    assert not view.words.empty.isVisible()
    view.clear()
    assert not view.has_sheet
    assert view.seen().isEmpty()


def _wheel(
    view: CanvasView,
    place: QPointF,
    angle: QPoint,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    pixels: QPoint | None = None,
) -> None:
    event = QWheelEvent(
        place, place, pixels or QPoint(), angle, Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    assert event.type() is QEvent.Type.Wheel
    QApplication.sendEvent(view.viewport(), event)


def _drag(
    qtbot: QtBot, view: CanvasView, button: Qt.MouseButton, start: QPoint, end: QPoint
) -> None:
    qtbot.mousePress(view.viewport(), button, pos=start)
    qtbot.mouseMove(view.viewport(), (start + end) / 2)
    qtbot.mouseMove(view.viewport(), end)
    qtbot.mouseRelease(view.viewport(), button, pos=end)
