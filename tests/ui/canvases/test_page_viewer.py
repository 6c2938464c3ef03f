"""The viewer of pages: zoom, fit, turning, keys, vast sheets, broken papers, lit boxes."""

import threading
from collections.abc import Hashable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.reading.page_text import Box
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts, load_texts
from shamay_desktop.ui.canvases.lazy_pictures import LazyPictures
from shamay_desktop.ui.canvases.page_canvas import Fit
from shamay_desktop.ui.canvases.page_list import PageListModel
from shamay_desktop.ui.canvases.page_source import (
    DPI_STEPS,
    MOST_PIXELS,
    RENEWED_DPI,
    SHARP_ENOUGH,
    PageSource,
    dpi_for,
    highest_dpi,
    read_base,
    read_patch,
)
from shamay_desktop.ui.canvases.page_viewer import PageViewer
from shamay_desktop.ui.canvases.viewer_bar import ViewerBar
from shamay_desktop.ui.tasks import Tasks
from tests.ui.paper_bench import DrawnPictures

STRIP = (9752, 2400)
"""Points of a plan of 3.4 m."""


@pytest.fixture
def pictures(tmp_path: Path) -> DrawnPictures:
    """Pages drawn at once."""
    return DrawnPictures(tmp_path / "pages")


@pytest.fixture
def viewer(qtbot: QtBot, tasks: Tasks, hebrew: Texts) -> PageViewer:
    """A viewer on the screen."""
    made = PageViewer(tasks, hebrew)
    qtbot.addWidget(made)
    made.resize(600, 700)
    made.show()
    return made


def show(
    qtbot: QtBot, viewer: PageViewer, pictures: DrawnPictures, pages: int, page: int = 1,
    boxes: Sequence[Box] = (),
) -> None:  # fmt: skip
    """Show a paper and wait for its page."""
    with qtbot.waitSignal(viewer.page_shown):
        viewer.show_source(pictures.source(pages), page, boxes)


def press(qtbot: QtBot, viewer: PageViewer, key: Qt.Key) -> None:
    """A key in the viewer."""
    viewer.activateWindow()
    viewer.canvas.setFocus()
    qtbot.waitUntil(viewer.canvas.hasFocus)
    qtbot.keyClick(viewer.canvas, key)


def words(viewer: PageViewer, name: str) -> str:
    """What a label says while it is seen."""
    label = viewer.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


@given(st.floats(0.01, 60), st.floats(1, 14_400), st.floats(1, 14_400))
def test_resolution_when_chosen_then_is_sharp_enough_or_the_highest_there_may_be(
    pixels: float, width: float, height: float
) -> None:
    size = QSizeF(width, height)
    dpi = dpi_for(pixels, size)
    highest = highest_dpi(size)
    assert dpi <= max(highest, DPI_STEPS[0])
    assert dpi >= min(pixels * 72 / SHARP_ENOUGH, highest, DPI_STEPS[-1]) - 1
    if highest > 72:
        assert (width * highest / 72) * (height * highest / 72) <= MOST_PIXELS * 1.001


def test_a_patch_when_read_then_is_only_the_part_that_is_wanted(pictures: DrawnPictures) -> None:
    source = pictures.source(1)
    base = read_base(source, 1)
    patch = read_patch(source, 1, base, QRectF(100, 200, 50, 60), 288)
    assert (base.size.width(), base.size.height()) == (595, 842)
    assert (patch.image.width(), patch.image.height()) == (200, 240)
    assert patch.rect == QRectF(100, 200, 50, 60)


def test_a_paper_when_shown_then_fits_the_width_from_its_top(
    qtbot: QtBot, viewer: PageViewer, pictures: DrawnPictures
) -> None:
    show(qtbot, viewer, pictures, 3)
    canvas = viewer.canvas
    assert canvas.fit is Fit.WIDTH
    assert canvas.horizontalScrollBar().maximum() == canvas.horizontalScrollBar().minimum()
    assert canvas.seen().top() == 0
    assert viewer.bar.page.text() == "1"
    assert not viewer.bar.previous.isEnabled()


def test_keys_when_pressed_then_turn_pages_and_never_past_the_ends(
    qtbot: QtBot, viewer: PageViewer, pictures: DrawnPictures
) -> None:
    show(qtbot, viewer, pictures, 3)
    for key, page in (
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_End, 3),
        (Qt.Key.Key_PageDown, 3),
        (Qt.Key.Key_PageUp, 2),
        (Qt.Key.Key_Home, 1),
        (Qt.Key.Key_PageUp, 1),
    ):
        press(qtbot, viewer, key)
        assert viewer.page == page
    with qtbot.waitSignal(viewer.page_shown):
        press(qtbot, viewer, Qt.Key.Key_End)
    assert ("a" * 64, 3, 72) in pictures.asked


def test_zoom_when_asked_by_keys_then_leaves_the_fit_and_zero_comes_back_to_it(
    qtbot: QtBot, viewer: PageViewer, pictures: DrawnPictures
) -> None:
    show(qtbot, viewer, pictures, 1)
    before = viewer.canvas.scale_now
    press(qtbot, viewer, Qt.Key.Key_Plus)
    assert viewer.canvas.scale_now == pytest.approx(before * 1.25)
    assert viewer.canvas.fit is Fit.FREE
    press(qtbot, viewer, Qt.Key.Key_Minus)
    assert viewer.canvas.scale_now == pytest.approx(before)
    press(qtbot, viewer, Qt.Key.Key_1)
    assert viewer.canvas.seen() == QRectF(0, 0, 595, 842)
    press(qtbot, viewer, Qt.Key.Key_0)
    assert viewer.canvas.scale_now == pytest.approx(before)


def test_a_fit_when_the_window_changes_then_holds(
    qtbot: QtBot, viewer: PageViewer, pictures: DrawnPictures
) -> None:
    show(qtbot, viewer, pictures, 1)
    before = viewer.canvas.scale_now
    viewer.resize(900, 700)
    qtbot.waitUntil(lambda: viewer.canvas.scale_now > before * 1.3)


def test_the_wheel_when_turned_with_control_then_the_point_under_the_pointer_stays(
    qtbot: QtBot, viewer: PageViewer, pictures: DrawnPictures
) -> None:
    show(qtbot, viewer, pictures, 1)
    canvas = viewer.canvas
    place = QPoint(200, 300)
    before = canvas.mapToScene(place)
    qtbot.mouseMove(canvas.viewport(), place)
    scale = canvas.scale_now
    wheel(canvas.viewport(), place, 240, Qt.KeyboardModifier.ControlModifier)
    assert canvas.scale_now == pytest.approx(scale * 1.25**2)
    if canvas.viewport().underMouse():
        after = canvas.mapToScene(place)
        assert abs(after.x() - before.x()) < 3
        assert abs(after.y() - before.y()) < 3


def test_the_wheel_when_it_goes_on_at_the_end_then_the_next_page_comes(
    qtbot: QtBot, viewer: PageViewer, pictures: DrawnPictures
) -> None:
    show(qtbot, viewer, pictures, 2)
    bar = viewer.canvas.verticalScrollBar()
    bar.setValue(bar.maximum())
    wheel(viewer.canvas.viewport(), QPoint(100, 100), -120)
    assert viewer.page == 2


def test_a_page_when_turned_then_is_fitted_as_it_lies(
    qtbot: QtBot, viewer: PageViewer, pictures: DrawnPictures
) -> None:
    show(qtbot, viewer, pictures, 1)
    press(qtbot, viewer, Qt.Key.Key_1)
    upright = viewer.canvas.sceneRect()
    press(qtbot, viewer, Qt.Key.Key_R)
    lying = viewer.canvas.sceneRect()
    assert viewer.canvas.turned == 90
    assert (lying.width(), lying.height()) == (upright.height(), upright.width())
    assert viewer.canvas.seen() == QRectF(0, 0, 595, 842)


def test_zoom_when_it_settles_then_a_sharper_part_is_fetched(
    qtbot: QtBot, viewer: PageViewer, pictures: DrawnPictures
) -> None:
    show(qtbot, viewer, pictures, 1)
    for _ in range(5):
        viewer.bar.zoom_in.click()
    qtbot.waitUntil(lambda: viewer.canvas.patch is not None)
    patch = viewer.canvas.patch
    assert patch is not None
    assert patch.dpi > 72
    assert patch.rect.contains(viewer.canvas.seen().adjusted(1, 1, -1, -1))


def test_a_sheet_of_three_metres_when_enlarged_then_stays_within_memory_and_says_so(
    qtbot: QtBot, viewer: PageViewer, tmp_path: Path
) -> None:
    pictures = DrawnPictures(tmp_path / "strip", STRIP)
    show(qtbot, viewer, pictures, 1)
    base = viewer.base
    assert base is not None
    assert base.image.width() <= 2200
    assert words(viewer, "viewer-limit") == ""
    viewer.canvas.zoom_by(40)
    assert "94" in words(viewer, "viewer-limit")
    qtbot.waitUntil(lambda: viewer.canvas.patch is not None, timeout=20_000)
    dots = [key[2] for key in pictures.asked]
    assert max(int(str(dpi)) for dpi in dots) == highest_dpi(base.size) == 94


def test_a_paper_when_it_is_broken_then_the_viewer_says_so_and_shows_the_next_one(
    qtbot: QtBot, viewer: PageViewer, pictures: DrawnPictures, hebrew: Texts
) -> None:
    pictures.broken = {2}
    show(qtbot, viewer, pictures, 2)
    viewer.go(2)
    expected = hebrew("errors.file_broken", file="a" * 64)
    qtbot.waitUntil(lambda: words(viewer, "viewer-words") == expected)
    assert not viewer.bar.zoom_in.isEnabled()
    with qtbot.waitSignal(viewer.page_shown):
        viewer.go(1)
    assert words(viewer, "viewer-words") == ""


def test_a_box_when_asked_for_then_is_lit_and_seen(
    qtbot: QtBot, viewer: PageViewer, pictures: DrawnPictures
) -> None:
    show(qtbot, viewer, pictures, 3, page=2, boxes=[(100, 780, 300, 800)])
    assert viewer.page == 2
    assert viewer.canvas.box == QRectF(100, 780, 200, 20)
    assert viewer.canvas.seen().contains(QRectF(100, 780, 200, 20))


def test_small_pages_when_the_list_is_opened_then_come_and_lead_to_their_page(
    qtbot: QtBot, viewer: PageViewer, pictures: DrawnPictures
) -> None:
    show(qtbot, viewer, pictures, 4)
    viewer.bar.list.click()
    qtbot.waitUntil(lambda: len([key for key in pictures.asked if key[2] == 12]) == 4)
    cell = viewer.list.visualRect(viewer.list.pages.index(2)).center()
    qtbot.mouseClick(viewer.list.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert viewer.page == 3


def test_small_pictures_when_many_are_asked_for_then_few_are_made_at_a_time_and_seen_ones_first(
    qtbot: QtBot, tasks: Tasks, pictures: DrawnPictures
) -> None:
    may_go = threading.Event()

    def make(key: Hashable) -> PictureFile:
        may_go.wait(10)
        return pictures.thumbnail(str(key), 40)

    lazy = LazyPictures(tasks, make, 40, in_flight=1)
    arrived: list[object] = []
    lazy.arrived.connect(arrived.append)
    for key in ("a", "b", "c"):
        assert lazy.get(key) is None
    QApplication.processEvents()
    for key in ("x", "y"):
        lazy.get(key)
    QApplication.processEvents()
    may_go.set()
    qtbot.waitUntil(lambda: len(arrived) == 5)
    assert arrived == ["a", "x", "y", "b", "c"]
    assert lazy.get("a") is not None


def test_a_small_picture_when_it_cannot_be_made_then_is_known_to_be_none(
    qtbot: QtBot, tasks: Tasks, pictures: DrawnPictures
) -> None:
    pictures.broken = {"bad"}
    lazy = LazyPictures(tasks, lambda key: pictures.thumbnail(str(key), 40), 40)
    with qtbot.waitSignal(lazy.arrived):
        lazy.get("bad")
    assert lazy.has_none("bad")
    assert lazy.get("bad") is None


def wheel(
    target: object,
    place: QPoint,
    delta: int,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Turn the wheel over a widget."""
    event = QWheelEvent(
        QPointF(place),
        QPointF(place),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(target, event)  # type: ignore[arg-type]


def test_tools_when_there_is_little_room_then_none_stands_over_another(
    qtbot: QtBot,
) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    bar = ViewerBar(load_texts(Language.EN), host)
    bar.show_page(1, 4)
    host.resize(600, 60)
    host.show()
    for width in (560, 345, 320):
        bar.resize(width, 40)
        layout = bar.layout()
        assert layout is not None
        assert layout.minimumSize().width() <= width
        assert bar.zoom.isVisible() is (width == 560)
    bar.resize(560, 40)
    assert bar.rotate.isVisible()
    assert bar.fit_page.isVisible()


# -- another state of the same paper ----------------------------------------------------------


def renewed(pictures: DrawnPictures, names: Sequence[str]) -> PageSource:
    """A state of a paper, its pages under these names."""
    return replace(pictures.source(len(names)), names=tuple(names))


def test_a_paper_when_renewed_then_only_another_page_is_fetched_and_the_place_stays(
    qtbot: QtBot, viewer: PageViewer, pictures: DrawnPictures
) -> None:
    with qtbot.waitSignal(viewer.page_shown):
        viewer.show_source(renewed(pictures, "abc"), 2)
    viewer.bar.zoom_in.click()
    bar = viewer.canvas.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    stood, base, scale = bar.value(), viewer.base, viewer.canvas.scale_now
    assert stood > 0
    with qtbot.waitSignal(viewer.page_shown):
        viewer.renew(renewed(pictures, "xbc"))
    assert viewer.base is base, "the page under the same name is the same picture"
    with qtbot.waitSignal(viewer.page_shown):
        viewer.renew(renewed(pictures, "xyc"))
    assert viewer.base is not base
    assert (bar.value(), viewer.canvas.scale_now, viewer.page) == (stood, scale, 2)


def test_a_page_when_renewed_then_comes_at_once_as_sharp_as_it_is_seen(
    qtbot: QtBot, viewer: PageViewer, pictures: DrawnPictures
) -> None:
    with qtbot.waitSignal(viewer.page_shown):
        viewer.show_source(renewed(pictures, "abc"), 2)
    assert viewer.base is not None
    size = viewer.base.size
    viewer.bar.zoom_in.click()
    with qtbot.waitSignal(viewer.page_shown):
        viewer.renew(renewed(pictures, "axc"))
    wanted = min(viewer.canvas.pixels_a_point, RENEWED_DPI / 72)
    assert viewer.base.pixels_a_point >= wanted / SHARP_ENOUGH
    assert viewer.base.size == size


def test_a_paper_when_renewed_with_fewer_pages_then_shows_its_last_one(
    qtbot: QtBot, viewer: PageViewer, pictures: DrawnPictures
) -> None:
    with qtbot.waitSignal(viewer.page_shown):
        viewer.show_source(renewed(pictures, "abc"), 3)
    with qtbot.waitSignal(viewer.page_shown):
        viewer.renew(renewed(pictures, "ab"))
    assert viewer.page == 2


def test_small_pages_when_the_paper_is_renewed_then_stand_until_theirs_come(
    qtbot: QtBot, tasks: Tasks, hebrew: Texts, pictures: DrawnPictures
) -> None:
    model = PageListModel(tasks, hebrew)
    role = Qt.ItemDataRole.DecorationRole

    def shown(row: int) -> int:
        made = model.data(model.index(row), role)
        assert isinstance(made, QPixmap)
        return made.cacheKey()

    blank = model._blank.cacheKey()
    model.show(renewed(pictures, "ab"))
    qtbot.waitUntil(lambda: blank not in {shown(0), shown(1)})
    before = shown(0), shown(1)
    model.renew(renewed(pictures, "ax"))
    assert (shown(0), shown(1)) == before
    qtbot.waitUntil(lambda: shown(1) != before[1])
    assert shown(0) == before[0]
