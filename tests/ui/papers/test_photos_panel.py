"""The contact sheet: keys, captions on it, turning, alike ones, comparing, order by time, facts."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.evidence import FinishLevel, RoomType
from shamay_desktop.ui.pages.documents import DocumentsPage
from shamay_desktop.ui.pages.page import PaperAsked
from shamay_desktop.ui.papers.photo_delegate import USUAL_WIDTH, WIDTHS
from shamay_desktop.ui.papers.photo_words import FINISH_KEYS, ROOM_KEYS
from tests.ui.bench import type_in
from tests.ui.documents_bench import (
    add,
    choose,
    go_to_sheet,
    press,
    settle,
    shown_names,
    stored,
)
from tests.ui.paper_bench import PaperBench

SAME, OTHER = "00ff00ff00ff00ff", "123456789abcdef0"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where files come from."""
    return tmp_path / "in"


def key(qtbot: QtBot, page: DocumentsPage, pressed: Qt.Key | str, control: bool = False) -> None:
    """A key on the sheet, and what it leads to."""
    go_to_sheet(qtbot, page)
    kind = Qt.KeyboardModifier
    modifiers = kind.ControlModifier if control else kind.NoModifier
    qtbot.keyClick(page.photos.sheet, pressed, modifiers)
    settle(qtbot, page)


def says(page: DocumentsPage, name: str) -> str:
    """What a fact's label says."""
    label = page.photos.facts.findChild(QLabel, f"photo-{name}")
    assert isinstance(label, QLabel)
    return label.toolTip() if name == "hash" else label.accessibleName()


@pytest.mark.parametrize(("digit", "room"), ROOM_KEYS.items())
def test_a_digit_when_pressed_then_says_what_all_chosen_photos_show(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, folder: Path, digit: str, room: RoomType
) -> None:
    add(qtbot, page, folder, "a.jpg", "b.jpg", "c.jpg")
    choose(page, 0, 2)
    key(qtbot, page, digit)
    rooms = [each.room_type for each in stored(bench).images]
    assert rooms == [room, RoomType.OTHER, room]


@pytest.mark.parametrize(("digit", "finish"), FINISH_KEYS.items())
def test_a_digit_of_finish_when_pressed_then_is_said_of_all_chosen_photos(
    qtbot: QtBot,
    page: DocumentsPage,
    bench: PaperBench,
    folder: Path,
    digit: str,
    finish: FinishLevel | None,
) -> None:
    add(qtbot, page, folder, "a.jpg", "b.jpg")
    choose(page, 0, 1)
    key(qtbot, page, "7")
    key(qtbot, page, digit)
    assert [each.finish_level for each in stored(bench).images] == [finish, finish]


def test_the_star_key_when_pressed_again_then_takes_the_star_away(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, folder: Path
) -> None:
    add(qtbot, page, folder, "a.jpg", "b.jpg")
    choose(page, 1)
    key(qtbot, page, "*")
    assert [each.front for each in stored(bench).images] == [False, True]
    key(qtbot, page, "*")
    assert [each.front for each in stored(bench).images] == [False, False]


def test_a_letter_when_typed_then_begins_the_caption_and_enter_keeps_it(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, folder: Path
) -> None:
    add(qtbot, page, folder, "a.jpg")
    choose(page, 0)
    go_to_sheet(qtbot, page)
    type_in(page.photos.sheet, "מ")
    editor = page.photos.sheet.caption_editor
    assert editor is not None
    type_in(editor, "טבח 12*?")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stored(bench).images[0].caption == "מטבח 12*?")
    settle(qtbot, page)
    assert stored(bench).images[0].room_type is RoomType.OTHER
    assert page.photos_place.full_screen is None
    assert page.photos.details.caption.text() == "מטבח 12*?"


def test_a_caption_when_escape_is_pressed_then_stays_as_it_was(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, folder: Path
) -> None:
    add(qtbot, page, folder, "a.jpg")
    choose(page, 0)
    page.files.caption(stored(bench).images[0].id, "סלון")
    settle(qtbot, page)
    key(qtbot, page, Qt.Key.Key_F2)
    editor = page.photos.sheet.caption_editor
    assert editor is not None
    assert editor.text() == "סלון"
    qtbot.keyClicks(editor, "x")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    settle(qtbot, page)
    assert stored(bench).images[0].caption == "סלון"


def test_a_caption_on_the_sheet_when_photos_come_meanwhile_then_is_kept(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, folder: Path
) -> None:
    add(qtbot, page, folder, "a.jpg")
    choose(page, 0)
    page.photos.sheet.edit_caption("חצי")
    add(qtbot, page, folder.with_name("more"), "b.jpg")
    assert stored(bench).images[0].caption == "חצי"


def test_photos_when_turned_by_keys_then_only_how_they_are_shown_changes(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, folder: Path
) -> None:
    add(qtbot, page, folder, "a.jpg", "b.jpg")
    hashes = [each.sha256 for each in stored(bench).images]
    choose(page, 0, 1)
    key(qtbot, page, Qt.Key.Key_BracketRight, control=True)
    assert [each.rotation for each in stored(bench).images] == [90, 90]
    choose(page, 1)
    key(qtbot, page, Qt.Key.Key_BracketLeft, control=True)
    press(qtbot, page, "rotate-left")
    settle(qtbot, page)
    assert [each.rotation for each in stored(bench).images] == [90, 270]
    assert [each.sha256 for each in stored(bench).images] == hashes


def test_photos_that_look_alike_when_asked_for_then_stand_alone_side_by_side(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, folder: Path
) -> None:
    for name, likeness in (("a.jpg", SAME), ("b.jpg", OTHER), ("c.jpg", SAME)):
        bench.inspector.told[name] = {"likeness": likeness}
    add(qtbot, page, folder, "a.jpg", "b.jpg", "c.jpg")
    page.tabs.setCurrentWidget(page.photos_place)
    assert page.photos.alike.isVisible()
    assert page.photos.alike.text() == "2"
    key(qtbot, page, "j", control=True)
    assert shown_names(page) == ["a.jpg", "c.jpg"]
    assert not page.photos.sheet.can_order
    key(qtbot, page, "j", control=True)
    assert shown_names(page) == ["a.jpg", "b.jpg", "c.jpg"]


def test_photos_when_none_look_alike_then_nothing_is_said_of_it(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, folder: Path
) -> None:
    for name, likeness in (("a.jpg", SAME), ("b.jpg", OTHER)):
        bench.inspector.told[name] = {"likeness": likeness}
    add(qtbot, page, folder, "a.jpg", "b.jpg")
    page.tabs.setCurrentWidget(page.photos_place)
    assert not page.photos.alike.isVisible()
    assert not page.photos.has_alike()


def test_alike_photos_when_compared_then_the_others_are_removed_and_can_come_back(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, folder: Path
) -> None:
    for name in ("a.jpg", "b.jpg"):
        bench.inspector.told[name] = {"likeness": SAME}
    add(qtbot, page, folder, "a.jpg", "b.jpg", "c.jpg")
    choose(page, 1)
    key(qtbot, page, "m", control=True)
    view = page.photos.compare_view
    assert view.isVisible()
    assert [each.file_name for each in view.photos] == ["b.jpg", "a.jpg"]
    keep = view.cards[0].findChild(QPushButton, "action:keep-only")
    assert isinstance(keep, QPushButton)
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert [each.file_name for each in stored(bench).images] == ["b.jpg", "c.jpg"]
    assert page.photos.filled.isVisible()
    press(qtbot, page, "notice")
    settle(qtbot, page)
    assert len(stored(bench).images) == 3


def test_one_photo_without_alike_ones_when_compared_then_is_told_what_to_choose(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, folder: Path
) -> None:
    add(qtbot, page, folder, "a.jpg", "b.jpg")
    choose(page, 0)
    page.photos.compare()
    assert page.photos.notice.words.text() == bench.context.texts("documents.compare_what")
    assert page.photos.filled.isVisible()


def test_photos_when_ordered_by_time_then_those_without_stay_last_and_the_way_back_is_offered(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, folder: Path
) -> None:
    bench.inspector.told = {
        "b.jpg": {"taken_at": "2026-10-20T11:00:00"},
        "c.jpg": {"taken_at": "2026-10-20T09:30:00"},
    }
    add(qtbot, page, folder, "a.jpg", "b.jpg", "c.jpg")
    page.tabs.setCurrentWidget(page.photos_place)
    press(qtbot, page, "by-time")
    settle(qtbot, page)
    assert [each.file_name for each in stored(bench).images] == ["c.jpg", "b.jpg", "a.jpg"]
    assert not page.photos.by_time.isEnabled()
    press(qtbot, page, "notice")
    settle(qtbot, page)
    assert [each.file_name for each in stored(bench).images] == ["a.jpg", "b.jpg", "c.jpg"]


def test_the_facts_when_a_photo_is_chosen_then_say_what_its_file_says(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, folder: Path
) -> None:
    bench.inspector.told["a.jpg"] = {
        "taken_at": "2026-10-20T11:05:09",
        "latitude": Decimal("32.0866791234"),
        "longitude": Decimal("-34.825"),
        "width": 4000,
        "height": 3000,
    }
    add(qtbot, page, folder, "a.jpg", "b.jpg")
    choose(page, 0)
    photo = stored(bench).images[0]
    assert "a.jpg" in says(page, "file")
    assert "4,000 × 3,000" in says(page, "size")
    assert "20.10.2026 11:05:09" in says(page, "taken")
    assert "32.08668, -34.82500" in says(page, "place")
    assert says(page, "hash") == photo.sha256
    press(qtbot, page, "copy-hash")
    assert QGuiApplication.clipboard().text() == photo.sha256
    choose(page, 1)
    assert says(page, "taken") == says(page, "place") == "–"
    page.files.turn([stored(bench).images[0].id], 90)
    settle(qtbot, page)
    choose(page, 0)
    assert "3,000 × 4,000" in says(page, "size")


def test_notes_when_typed_then_are_kept_when_another_photo_is_chosen(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, folder: Path
) -> None:
    add(qtbot, page, folder, "a.jpg", "b.jpg")
    choose(page, 0)
    page.photos.facts.notes.insertPlainText("רטיבות בתקרה\nלצלם שוב")
    choose(page, 1)
    settle(qtbot, page)
    assert [each.notes for each in stored(bench).images] == ["רטיבות בתקרה\nלצלם שוב", ""]
    assert page.photos.facts.notes.toPlainText() == ""


def test_notes_when_the_photos_are_read_again_meanwhile_then_stay_as_they_are_typed(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, folder: Path
) -> None:
    add(qtbot, page, folder, "a.jpg")
    choose(page, 0)
    page.photos.facts.notes.insertPlainText("חצי")
    page.files.load()
    settle(qtbot, page)
    assert page.photos.facts.notes.toPlainText() == "חצי"
    page.commit_typing()
    settle(qtbot, page)
    assert stored(bench).images[0].notes == "חצי"


def test_the_facts_when_there_is_little_room_then_give_way(
    qtbot: QtBot, page: DocumentsPage, folder: Path
) -> None:
    add(qtbot, page, folder, "a.jpg")
    page.tabs.setCurrentWidget(page.photos_place)
    assert page.photos.facts.isVisible()
    page.resize(500, 640)
    qtbot.waitUntil(lambda: not page.photos.facts.isVisible())
    page.resize(1000, 640)
    qtbot.waitUntil(page.photos.facts.isVisible)
    page.photos.toggle_facts()
    settle(qtbot, page)
    assert not page.photos.facts.isVisible()
    assert page.context.services.settings.get("window.photos.facts") is False


def test_pictures_when_enlarged_then_the_width_is_kept_for_the_next_case(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, folder: Path
) -> None:
    add(qtbot, page, folder, "a.jpg")
    page.tabs.setCurrentWidget(page.photos_place)
    before = page.photos.sheet.gridSize()
    press(qtbot, page, "larger")
    settle(qtbot, page)
    assert page.photos.sheet.gridSize().width() > before.width()
    wanted = WIDTHS[WIDTHS.index(USUAL_WIDTH) + 1]
    assert bench.context.services.settings.get("window.photos.width") == wanted
    again = DocumentsPage(bench.context)
    qtbot.addWidget(again)
    assert again.photos.sheet.cells.width == wanted


def test_the_wheel_when_turned_with_control_then_changes_the_pictures_size_to_its_ends(
    qtbot: QtBot, page: DocumentsPage, folder: Path
) -> None:
    add(qtbot, page, folder, "a.jpg")
    page.tabs.setCurrentWidget(page.photos_place)
    for _ in range(2 * len(WIDTHS)):
        wheel(page, 120)
    assert page.photos.sheet.cells.width == WIDTHS[-1]
    for _ in range(2 * len(WIDTHS)):
        wheel(page, -120)
    assert page.photos.sheet.cells.width == WIDTHS[0]


def wheel(page: DocumentsPage, delta: int) -> None:
    """Turn the wheel over the sheet with Ctrl held."""
    event = QWheelEvent(
        QPointF(9, 9),
        QPointF(9, 9),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.photos.sheet.viewport(), event)


def test_the_menu_when_opened_then_offers_every_room_and_does_what_it_says(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, folder: Path
) -> None:
    add(qtbot, page, folder, "a.jpg", "b.jpg")
    choose(page, 0, 1)
    sheet = page.photos.sheet
    sheet.customContextMenuRequested.emit(sheet.visualRect(page.photos.model.index(0)).center())
    menu = page.photos.findChild(QMenu, "photo-menu")
    assert isinstance(menu, QMenu)
    rooms = menu.findChildren(QMenu)[0].actions()
    texts = bench.context.texts
    assert [each.text().partition("\t")[0] for each in rooms] == [
        texts(f"documents.room.{room}") for room in RoomType
    ]
    rooms[1].trigger()
    menu.close()
    settle(qtbot, page)
    assert [each.room_type for each in stored(bench).images] == [RoomType.KITCHEN] * 2


def test_a_photo_when_asked_for_beside_the_form_then_is_asked_of_the_wizard(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, folder: Path
) -> None:
    add(qtbot, page, folder, "a.jpg")
    choose(page, 0)
    asked: list[PaperAsked] = []
    page.paper_asked.connect(asked.append)
    press(qtbot, page, "show-photo")
    assert asked == [PaperAsked(stored(bench).images[0].sha256)]


def test_a_caption_below_when_typed_then_digits_are_letters_of_it(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, folder: Path
) -> None:
    add(qtbot, page, folder, "a.jpg")
    choose(page, 0)
    page.activateWindow()
    caption = page.photos.details.caption
    caption.setFocus()
    qtbot.waitUntil(caption.hasFocus)
    type_in(caption, "")
    qtbot.keyClicks(caption, "22*")
    qtbot.keyClick(caption, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert stored(bench).images[0].caption == "22*"
    assert stored(bench).images[0].room_type is RoomType.OTHER
