"""The photos in a window of their own: what the tab says, keys, drops, notices, coming back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.evidence import RoomType
from shamay_desktop.ui.pages.documents import DocumentsPage
from shamay_desktop.ui.panel_window import PanelWindow
from tests.ui.documents_bench import add, choose, mime_of, press, settle, stored
from tests.ui.paper_bench import PaperBench, files


@pytest.fixture
def own(qtbot: QtBot, page: DocumentsPage, tmp_path: Path) -> PanelWindow:
    """The photos' own window, with two photos."""
    add(qtbot, page, tmp_path / "in", "a.jpg", "b.jpg")
    choose(page, 1)
    press(qtbot, page, "undock")
    made = page.photos_place.place.window
    assert made is not None
    settle(qtbot, page)
    return made


def test_the_photos_when_undocked_then_the_tab_says_so_and_takes_them_back(
    qtbot: QtBot, page: DocumentsPage, own: PanelWindow
) -> None:
    assert page.has_panel_out
    assert own.isAncestorOf(page.photos)
    assert page.photos.isVisible()
    press(qtbot, page, "dock-photos")
    settle(qtbot, page)
    assert not page.has_panel_out
    assert page.photos.isVisible()
    assert page.isAncestorOf(page.photos)
    assert [each.file_name for each in page.photos.chosen] == ["b.jpg"]


def test_keys_of_photos_when_pressed_in_their_window_then_work(
    qtbot: QtBot, page: DocumentsPage, own: PanelWindow, bench: PaperBench
) -> None:
    own.activateWindow()
    page.photos.sheet.setFocus()
    qtbot.waitUntil(page.photos.sheet.hasFocus)
    qtbot.keyClick(page.photos.sheet, "2")
    settle(qtbot, page)
    assert stored(bench).images[1].room_type is RoomType.KITCHEN
    shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.photos.sheet, Qt.Key.Key_F11, shift)
    assert not page.has_panel_out


def test_files_when_dropped_on_the_photos_window_then_are_added(
    qtbot: QtBot, page: DocumentsPage, own: PanelWindow, bench: PaperBench, tmp_path: Path
) -> None:
    mime = mime_of(*files(tmp_path / "more", "c.jpg"))
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(own, QDragEnterEvent(QPoint(30, 30), copy, mime, left, none))
    QApplication.sendEvent(own, QDropEvent(QPointF(30, 30), copy, mime, left, none))
    settle(qtbot, page)
    assert [each.file_name for each in stored(bench).images] == ["a.jpg", "b.jpg", "c.jpg"]
    assert len(page.photos.model.photos) == 3


def test_a_photo_when_removed_in_the_photos_window_then_the_way_back_is_offered_there(
    qtbot: QtBot, page: DocumentsPage, own: PanelWindow, bench: PaperBench
) -> None:
    page.photos.remove_chosen()
    settle(qtbot, page)
    assert page.photos.notice.isVisible()
    assert not page.notice.isVisible()
    page.photos.notice.action.click()
    settle(qtbot, page)
    assert len(stored(bench).images) == 2


def test_the_next_case_when_the_photos_stood_elsewhere_then_they_stand_there_again(
    qtbot: QtBot, page: DocumentsPage, own: PanelWindow, bench: PaperBench
) -> None:
    again = DocumentsPage(bench.context)
    qtbot.addWidget(again)
    again.show()
    again.show_case(bench.context.session.case)
    settle(qtbot, again)
    assert again.has_panel_out
    again.photos_place.toggle_place()
    settle(qtbot, again)
    third = DocumentsPage(bench.context)
    qtbot.addWidget(third)
    third.show()
    third.show_case(bench.context.session.case)
    settle(qtbot, third)
    assert not third.has_panel_out
