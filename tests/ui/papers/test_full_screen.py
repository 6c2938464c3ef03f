"""One photo on the whole screen: walking, saying, turning, the lock, and where it ends."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.evidence import FinishLevel, RoomType
from shamay_desktop.ui.canvases.page_canvas import Fit
from shamay_desktop.ui.pages.documents import DocumentsPage
from shamay_desktop.ui.papers.full_screen import FullScreenPhotos
from tests.ui.documents_bench import add, choose, go_to_sheet, settle, stored
from tests.ui.paper_bench import PaperBench


@pytest.fixture
def full(qtbot: QtBot, page: DocumentsPage, tmp_path: Path) -> FullScreenPhotos:
    """Three photos, the second one on the whole screen."""
    add(qtbot, page, tmp_path / "in", "a.jpg", "b.jpg", "c.jpg")
    choose(page, 1)
    page.photos.show_full_screen()
    made = page.photos_place.full_screen
    assert made is not None
    settle(qtbot, page)
    return made


def key(qtbot: QtBot, full: FullScreenPhotos, page: DocumentsPage, pressed: Qt.Key | str) -> None:
    """A key on the full screen, and what it leads to."""
    full.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is full)
    full.viewer.canvas.setFocus()
    qtbot.keyClick(full.viewer.canvas, pressed)
    settle(qtbot, page)


def name(full: FullScreenPhotos) -> str:
    """The file of the photo that is seen."""
    assert full.photo is not None
    return full.photo.file_name


def test_arrows_when_pressed_then_walk_in_the_order_of_reading_and_never_past_the_ends(
    qtbot: QtBot, full: FullScreenPhotos, page: DocumentsPage
) -> None:
    assert full.isFullScreen()
    seen = [name(full)]
    left, right = Qt.Key.Key_Left, Qt.Key.Key_Right
    for pressed in (left, left, right, right, right, Qt.Key.Key_End, Qt.Key.Key_Home):
        key(qtbot, full, page, pressed)
        seen.append(name(full)[0])
    # From right to left the left arrow goes on.
    assert seen == ["b.jpg", "c", "c", "b", "a", "a", "c", "a"]


def test_keys_when_pressed_then_say_of_the_photo_that_is_seen(
    qtbot: QtBot, full: FullScreenPhotos, page: DocumentsPage, bench: PaperBench
) -> None:
    for pressed in ("5", "9", "*"):
        key(qtbot, full, page, pressed)
    seen = stored(bench).images[1]
    assert (seen.room_type, seen.finish_level, seen.front) == (
        RoomType.EXTERIOR, FinishLevel.PREMIUM, True,
    )  # fmt: skip
    assert bench.context.texts("documents.room.EXTERIOR") in full.about.text()
    assert full.star.isVisible()


def test_a_photo_when_turned_then_is_shown_so_at_once_and_when_seen_again(
    qtbot: QtBot, full: FullScreenPhotos, page: DocumentsPage, bench: PaperBench
) -> None:
    qtbot.waitUntil(lambda: full.viewer.canvas.has_page)
    page.files.turn([stored(bench).images[1].id], 90)
    settle(qtbot, page)
    assert full.viewer.canvas.turned == 90
    key(qtbot, full, page, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: full.viewer.canvas.turned == 0)
    key(qtbot, full, page, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: full.viewer.canvas.turned == 90)


def test_a_caption_when_typed_then_is_kept_and_escape_only_ends_the_typing(
    qtbot: QtBot, full: FullScreenPhotos, page: DocumentsPage, bench: PaperBench
) -> None:
    key(qtbot, full, page, Qt.Key.Key_F2)
    qtbot.keyClicks(full.caption, "kitchen 12")
    qtbot.keyClick(full.caption, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert stored(bench).images[1].caption == "kitchen 12"
    assert stored(bench).images[1].room_type is RoomType.OTHER
    key(qtbot, full, page, Qt.Key.Key_F2)
    qtbot.keyClicks(full.caption, "other")
    qtbot.keyClick(full.caption, Qt.Key.Key_Escape)
    assert full.isVisible()
    assert not full.caption.isVisible()
    settle(qtbot, page)
    assert stored(bench).images[1].caption == "kitchen 12"


def test_zoom_when_asked_by_keys_then_leaves_the_whole_photo_and_comes_back_to_it(
    qtbot: QtBot, full: FullScreenPhotos, page: DocumentsPage
) -> None:
    qtbot.waitUntil(lambda: full.viewer.canvas.has_page)
    before = full.viewer.canvas.scale_now
    key(qtbot, full, page, Qt.Key.Key_Plus)
    assert full.viewer.canvas.scale_now > before
    full.fit()
    assert full.viewer.canvas.fit is Fit.PAGE
    assert full.viewer.canvas.scale_now == pytest.approx(before)


def test_a_photo_when_removed_then_gives_way_to_the_next_and_the_last_one_ends_it(
    qtbot: QtBot, full: FullScreenPhotos, page: DocumentsPage, bench: PaperBench
) -> None:
    key(qtbot, full, page, Qt.Key.Key_Delete)
    assert name(full) == "c.jpg"
    key(qtbot, full, page, Qt.Key.Key_Delete)
    assert name(full) == "a.jpg"
    key(qtbot, full, page, Qt.Key.Key_Delete)
    assert page.photos_place.full_screen is None
    assert stored(bench).images == ()


def test_the_full_screen_when_it_ends_then_the_sheet_stands_at_the_photo_seen_last(
    qtbot: QtBot, full: FullScreenPhotos, page: DocumentsPage
) -> None:
    key(qtbot, full, page, Qt.Key.Key_End)
    full.activateWindow()
    qtbot.keyClick(full.viewer.canvas, Qt.Key.Key_Escape)
    assert page.photos_place.full_screen is None
    assert [each.file_name for each in page.photos.chosen] == ["c.jpg"]


def test_enter_when_pressed_on_the_sheet_then_opens_the_full_screen(
    qtbot: QtBot, page: DocumentsPage, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "a.jpg", "b.jpg")
    choose(page, 1)
    go_to_sheet(qtbot, page)
    qtbot.keyClick(page.photos.sheet, Qt.Key.Key_Return)
    full = page.photos_place.full_screen
    assert full is not None
    assert name(full) == "b.jpg"
    full.close()
    settle(qtbot, page)


def test_the_screen_behind_when_hidden_by_the_lock_then_the_full_screen_goes_too(
    qtbot: QtBot, full: FullScreenPhotos, page: DocumentsPage
) -> None:
    page.hide()
    assert page.photos_place.full_screen is None
    page.show()
    settle(qtbot, page)
