"""Step 2 on the screen: dropping files, kinds, photos, order, front, removing, facts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.evidence import DocType, RoomType
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.documents import DocumentsPage
from shamay_desktop.ui.pages.page import PaperAsked
from shamay_desktop.ui.papers.contact_sheet import MIME
from shamay_desktop.ui.papers.kind_delegate import KindList
from shamay_desktop.ui.papers.papers_model import FILE_COLUMN, KIND_COLUMN
from tests.ui.bench import Shell, type_in
from tests.ui.documents_bench import (
    add,
    choose,
    go_to_sheet,
    mime_of,
    opened_page,
    press,
    settle,
    shown_names,
    stored,
)
from tests.ui.paper_bench import PaperBench, a_bench, files


@pytest.fixture
def bench(office: OfficeContext, tmp_path: Path) -> PaperBench:
    """An open case."""
    return a_bench(office, tmp_path)


@pytest.fixture
def page(qtbot: QtBot, bench: PaperBench) -> Iterator[DocumentsPage]:
    """The page on the screen."""
    yield from opened_page(qtbot, bench)


def test_files_and_a_folder_when_dropped_then_are_added_and_refused_ones_named_with_reasons(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    files(tmp_path / "case", "נסח.pdf", "a.jpg", "broken.jpg")
    single = files(tmp_path, "letter.docx")[0]
    mime = mime_of(tmp_path / "case", single)
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(50, 50), copy, mime, left, none)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    assert page.drops.sign.isVisible()
    drop = QDropEvent(QPointF(50, 50), copy, mime, left, none)
    QApplication.sendEvent(page, drop)
    assert not page.drops.sign.isVisible()
    settle(qtbot, page)
    assert [each.doc_type for each in stored(bench).documents] == [DocType.TABU]
    assert [each.file_name for each in stored(bench).images] == ["a.jpg"]
    results = page.findChild(QListWidget, "adding-results")
    assert isinstance(results, QListWidget)
    texts = bench.context.texts
    assert [results.item(row).text() for row in range(results.count())] == [
        texts("errors.file_broken", file="broken.jpg"),
        texts("errors.file_kind_unsupported", file="letter.docx"),
    ]
    assert "1" in page.tabs.tabText(0)
    assert "1" in page.tabs.tabText(1)


def test_files_when_dragged_over_an_editor_then_the_sign_above_it_takes_them(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    page.tabs.setCurrentWidget(page.facts)
    mime = mime_of(*files(tmp_path / "in", "a.jpg"))
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(9, 9), copy, mime, left, none))
    assert page.childAt(page.rect().center()) is page.drops.sign
    QApplication.sendEvent(page, QDragLeaveEvent())
    QApplication.sendEvent(page.drops.sign, QDragEnterEvent(QPoint(9, 9), copy, mime, left, none))
    qtbot.wait(200)
    assert page.drops.sign.isVisible()
    QApplication.sendEvent(page.drops.sign, QDropEvent(QPointF(9, 9), copy, mime, left, none))
    settle(qtbot, page)
    assert [each.file_name for each in stored(bench).images] == ["a.jpg"]
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(9, 9), copy, mime, left, none))
    QApplication.sendEvent(page, QDragLeaveEvent())
    qtbot.waitUntil(lambda: not page.drops.sign.isVisible())


def test_text_when_dragged_over_then_is_not_taken_for_files(page: DocumentsPage) -> None:
    mime = QMimeData()
    mime.setText("words")
    enter = QDragEnterEvent(
        QPoint(50, 50),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    QApplication.sendEvent(page, enter)
    assert not enter.isAccepted()
    assert not page.drops.sign.isVisible()


def test_a_file_when_added_again_then_is_said_to_be_there(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "a.jpg")
    page.add([tmp_path / "in" / "a.jpg"])
    settle(qtbot, page)
    results = page.findChild(QListWidget, "adding-results")
    assert isinstance(results, QListWidget)
    assert results.item(0).text() == bench.context.texts("documents.linked", file="a.jpg")
    assert len(stored(bench).images) == 1


def test_adding_when_cancelled_then_what_is_in_stays_and_the_form_was_usable_meanwhile(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    bench.inspector.free = frozenset({"0.jpg", "1.jpg"})
    bench.inspector.may_go.clear()
    page.add(files(tmp_path / "in", *(f"{n}.jpg" for n in range(20))))
    stop = page.findChild(QPushButton, "action:cancel-adding")
    assert isinstance(stop, QPushButton)
    qtbot.waitUntil(lambda: stop.isVisible() and page.tray.bar.value() >= 1)
    page.tabs.setCurrentWidget(page.facts)
    assert page.focus_field("rights.extract_number")
    press(qtbot, page, "cancel-adding")
    bench.inspector.may_go.set()
    settle(qtbot, page)
    assert len(stored(bench).images) == 2
    said = page.findChild(QLabel, "adding-words")
    assert isinstance(said, QLabel)
    assert bench.context.texts("documents.adding_cancelled") in said.text()


def test_two_lots_when_dropped_one_after_the_other_then_both_are_added(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    bench.inspector.may_go.clear()
    page.add(files(tmp_path / "one", "a.jpg"))
    page.add(files(tmp_path / "two", "b.jpg"))
    bench.inspector.may_go.set()
    qtbot.waitUntil(lambda: shown_names(page) == ["a.jpg", "b.jpg"], timeout=20_000)


def test_a_kind_when_chosen_in_its_cell_then_is_written_and_the_row_goes_to_its_place(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "x.pdf", "נסח.pdf")
    assert [each.file_name for each in page.papers.model.papers] == ["נסח.pdf", "x.pdf"]
    page.papers.table.edit(page.papers.model.index(1, KIND_COLUMN))
    editor = page.papers.table.findChild(KindList)
    assert isinstance(editor, KindList)
    assert editor.currentData() == DocType.OTHER
    editor.setCurrentIndex(editor.findData(DocType.PERMIT.value))
    with qtbot.waitSignal(page.evidence_changed):
        editor.activated.emit(editor.currentIndex())
    settle(qtbot, page)
    kinds = {each.file_name: each.doc_type for each in stored(bench).documents}
    assert kinds == {"x.pdf": DocType.PERMIT, "נסח.pdf": DocType.TABU}


def test_a_row_when_clicked_then_its_paper_is_asked_for(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "x.pdf")
    asked: list[PaperAsked] = []
    page.paper_asked.connect(asked.append)
    table = page.papers.table
    place = table.visualRect(page.papers.model.index(0, FILE_COLUMN)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [PaperAsked(stored(bench).documents[0].sha256)]


def test_the_star_when_given_to_another_photo_then_the_first_one_loses_it(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "a.jpg", "b.jpg")
    for row in (0, 1):
        choose(page, row)
        press(qtbot, page, "front")
        settle(qtbot, page)
    assert [each.file_name for each in stored(bench).images if each.front] == ["b.jpg"]
    assert page.photos.details.front.isChecked()


def test_an_outside_photo_when_none_is_chosen_then_is_proposed_in_words(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "a.jpg", "b.jpg")
    said = page.photos.front_words
    assert said.text() == bench.context.texts("documents.front_none")
    choose(page, 1)
    room = page.photos.details.room
    room.setCurrentIndex(room.findData(RoomType.EXTERIOR.value))
    room.activated.emit(room.currentIndex())
    settle(qtbot, page)
    assert said.text() == bench.context.texts("documents.front_proposed")
    assert [each.room_type for each in stored(bench).images] == [RoomType.OTHER, RoomType.EXTERIOR]
    assert [photo.file_name for photo in page.photos.sheet.chosen] == ["b.jpg"]


def test_several_photos_when_chosen_then_take_a_room_together_and_have_no_caption(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "a.jpg", "b.jpg", "c.jpg")
    choose(page, 0, 2)
    details = page.photos.details
    assert not details.caption.isEnabled()
    details.room.setCurrentIndex(details.room.findData(RoomType.KITCHEN.value))
    details.room.activated.emit(details.room.currentIndex())
    settle(qtbot, page)
    rooms = [each.room_type for each in stored(bench).images]
    assert rooms == [RoomType.KITCHEN, RoomType.OTHER, RoomType.KITCHEN]


def test_a_caption_when_typed_then_is_kept_by_enter_by_another_photo_and_by_leaving(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "a.jpg", "b.jpg", "c.jpg")
    caption = page.photos.details.caption
    choose(page, 0)
    type_in(caption, "סלון")
    qtbot.keyClick(caption, Qt.Key.Key_Return)
    settle(qtbot, page)
    choose(page, 1)
    type_in(caption, "מטבח")
    choose(page, 2)
    settle(qtbot, page)
    type_in(caption, "מרפסת")
    page.commit_typing()
    settle(qtbot, page)
    assert [each.caption for each in stored(bench).images] == ["סלון", "מטבח", "מרפסת"]


def test_a_caption_when_the_list_is_read_again_meanwhile_then_stays_as_it_is_typed(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "a.jpg")
    choose(page, 0)
    type_in(page.photos.details.caption, "חצי מ")
    page.files.load()
    settle(qtbot, page)
    assert page.photos.details.caption.text() == "חצי מ"


def test_photos_when_moved_by_keys_then_stand_one_place_on_in_reading_order(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "a.jpg", "b.jpg", "c.jpg")
    choose(page, 0)
    sheet = page.photos.sheet
    go_to_sheet(qtbot, page)
    qtbot.keyClick(sheet, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, page)
    assert shown_names(page) == ["b.jpg", "a.jpg", "c.jpg"]
    assert [photo.file_name for photo in sheet.chosen] == ["a.jpg"]
    qtbot.keyClick(sheet, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, page)
    assert shown_names(page) == ["a.jpg", "b.jpg", "c.jpg"]
    press(qtbot, page, "later")
    settle(qtbot, page)
    assert [each.file_name for each in stored(bench).images] == ["b.jpg", "a.jpg", "c.jpg"]


def test_photos_when_dropped_between_others_then_stand_there(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "a.jpg", "b.jpg", "c.jpg")
    page.tabs.setCurrentWidget(page.photos_place)
    sheet = page.photos.sheet
    cell = sheet.visualRect(page.photos.model.index(0))
    mime = QMimeData()
    mime.setData(MIME, page.photos.model.photos[2].id.encode())
    # From right to left the first half of a cell is its right half.
    place = QPoint(cell.right() - 5, cell.center().y())
    move, left, none = (
        Qt.DropAction.MoveAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    for event in (
        QDragEnterEvent(place, move, mime, left, none),
        QDragMoveEvent(place, move, mime, left, none),
        QDropEvent(QPointF(place), move, mime, left, none),
    ):
        QApplication.sendEvent(sheet.viewport(), event)
    settle(qtbot, page)
    assert shown_names(page) == ["c.jpg", "a.jpg", "b.jpg"]


def test_files_when_dragged_over_the_sheet_then_are_left_to_the_page(
    page: DocumentsPage, tmp_path: Path
) -> None:
    mime = mime_of(*files(tmp_path, "a.jpg"))  # the event does not keep it
    enter = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.photos.sheet.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_what_was_removed_when_the_notice_is_clicked_then_is_back(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "a.jpg", "b.jpg", "c.jpg")
    choose(page, 0, 1)
    go_to_sheet(qtbot, page)
    qtbot.keyClick(page.photos.sheet, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: shown_names(page) == ["c.jpg"])
    settle(qtbot, page)
    assert page.notice.words.text() == bench.context.texts("documents.removed", n=2, file="a.jpg")
    press(qtbot, page, "notice")
    settle(qtbot, page)
    assert [each.file_name for each in stored(bench).images] == ["a.jpg", "b.jpg", "c.jpg"]


def test_a_photographed_permit_when_called_a_paper_then_is_among_the_papers(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "היתר.jpg")
    choose(page, 0)
    press(qtbot, page, "make-paper")
    settle(qtbot, page)
    assert [each.doc_type for each in stored(bench).documents] == [DocType.PERMIT]
    page.tabs.setCurrentWidget(page.papers)
    page.papers.table.setCurrentIndex(page.papers.model.index(0, 0))
    press(qtbot, page, "make-photo")
    settle(qtbot, page)
    assert not page.notice.isVisible(), page.notice.words.text()
    assert [each.file_name for each in stored(bench).images] == ["היתר.jpg"]


def test_a_fact_when_asked_for_then_its_tab_opens_and_typing_reaches_the_case(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench
) -> None:
    shell = Shell(page)
    assert page.focus_field("rights.extract_number")
    assert page.tabs.currentWidget() is page.facts
    editor = QApplication.focusWidget()
    assert editor is not None
    qtbot.keyClicks(editor, "51422")
    page.commit_typing()
    assert shell.content("rights.extract_number") == "51422"
    assert not page.focus_field("address.street")


def test_a_sheet_of_many_photos_when_opened_then_only_seen_ones_are_fetched(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", *(f"{n:03}.jpg" for n in range(120)))
    page.tabs.setCurrentWidget(page.photos_place)
    settle(qtbot, page)
    assert 0 < len(set(bench.pictures.asked)) < 60


def test_buttons_when_drawn_then_none_is_narrower_than_its_words(
    qtbot: QtBot, page: DocumentsPage, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "a.jpg", "b.pdf")
    page.resize(690, 560)
    for tab in (page.papers, page.photos_place):
        page.tabs.setCurrentWidget(tab)
        QApplication.processEvents()
        for button in tab.findChildren(QPushButton):
            if button.isVisible():
                needed = button.fontMetrics().horizontalAdvance(button.text())
                assert button.width() >= needed, button.objectName()
