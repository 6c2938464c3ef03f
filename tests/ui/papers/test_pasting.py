"""Pasting: files and pictures from the clipboard, asked once what they are, and what is said."""

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QListWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.errors import Refused
from shamay_desktop.ui.pages.documents import DocumentsPage
from shamay_desktop.ui.papers.clipboard import pasted_from
from shamay_desktop.usecases.evidence.adding import AddedFiles, RefusedFile
from tests.ui.documents_bench import add, go_to_sheet, mime_of, press, settle, stored
from tests.ui.paper_bench import PaperBench, files


def picture(colour: Qt.GlobalColor = Qt.GlobalColor.red) -> QImage:
    """A bitmap as a screen clip gives it."""
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image


def copy(mime: QMimeData) -> None:
    """Put it on the clipboard."""
    QGuiApplication.clipboard().setMimeData(mime)


def copy_picture(colour: Qt.GlobalColor = Qt.GlobalColor.red) -> None:
    """Put a bitmap on the clipboard."""
    QGuiApplication.clipboard().setImage(picture(colour))


def paste(qtbot: QtBot, page: DocumentsPage) -> None:
    """Ctrl+V where no editor has the focus."""
    page.activateWindow()
    page.tabs.tabBar().setFocus()
    qtbot.waitUntil(page.tabs.tabBar().hasFocus)
    qtbot.keyClick(page.tabs.tabBar(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def results(page: DocumentsPage) -> list[str]:
    """What the tray says of single files."""
    found = page.findChild(QListWidget, "adding-results")
    assert isinstance(found, QListWidget)
    return [found.item(row).text() for row in range(found.count())]


def test_the_clipboard_when_it_holds_a_file_and_its_picture_then_the_file_is_meant(
    tmp_path: Path,
) -> None:
    path = files(tmp_path, "a.jpg")[0]
    mime = mime_of(path)
    mime.setImageData(picture())
    assert pasted_from(mime).paths == (path,)
    assert pasted_from(mime).picture is None


def test_the_clipboard_when_it_holds_png_bytes_then_they_are_taken_as_they_are() -> None:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture().save(buffer, "PNG")  # type: ignore[call-overload]
    mime = QMimeData()
    mime.setData("image/png", content)
    assert pasted_from(mime).picture == bytes(content.data())


@pytest.mark.parametrize("text", ["", "words", "https://example.com/a.jpg"])
def test_the_clipboard_when_it_holds_neither_then_there_is_nothing_to_add(text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    assert pasted_from(mime).is_empty
    assert pasted_from(None).is_empty


def test_a_picture_when_pasted_then_is_asked_of_once_and_the_next_ones_are_taken_likewise(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench
) -> None:
    page.tabs.setCurrentWidget(page.photos_place)
    copy_picture()
    paste(qtbot, page)
    assert page.tray.question.isVisible()
    assert stored(bench).images == ()
    qtbot.waitUntil(page.tray.as_photo.hasFocus)
    qtbot.keyClick(page.tray.as_photo, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert not page.tray.question.isVisible()
    assert [each.file_name.endswith(".png") for each in stored(bench).images] == [True]
    copy_picture(Qt.GlobalColor.blue)
    paste(qtbot, page)
    settle(qtbot, page)
    assert not page.tray.question.isVisible()
    assert len(stored(bench).images) == 2


def test_a_picture_when_pasted_among_the_papers_then_a_paper_is_the_default(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench
) -> None:
    page.tabs.setCurrentWidget(page.papers)
    copy_picture()
    paste(qtbot, page)
    qtbot.waitUntil(page.tray.as_paper.hasFocus)
    press(qtbot, page, "paste-paper")
    settle(qtbot, page)
    assert len(stored(bench).documents) == 1
    assert stored(bench).images == ()


def test_a_pasted_picture_when_not_wanted_then_nothing_is_added_and_it_is_asked_again(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench
) -> None:
    copy_picture()
    paste(qtbot, page)
    press(qtbot, page, "paste-not")
    settle(qtbot, page)
    assert not page.tray.isVisible()
    paste(qtbot, page)
    assert page.tray.question.isVisible()
    assert stored(bench).images == stored(bench).documents == ()


def test_files_when_pasted_on_the_sheet_then_are_added(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "first.jpg")
    page.tabs.setCurrentWidget(page.photos_place)
    copy(mime_of(*files(tmp_path / "copied", "a.jpg", "b.pdf")))
    go_to_sheet(qtbot, page)
    qtbot.keyClick(page.photos.sheet, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, page)
    assert [each.file_name for each in stored(bench).images] == ["first.jpg", "a.jpg"]
    assert [each.file_name for each in stored(bench).documents] == ["b.pdf"]


def test_a_paste_when_an_editor_has_the_focus_then_is_the_editors(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    assert page.focus_field("rights.extract_number")
    page.activateWindow()
    editor = QApplication.focusWidget()
    assert editor is not None
    qtbot.waitUntil(editor.hasFocus)
    mime = mime_of(*files(tmp_path / "copied", "a.jpg"))
    mime.setText("51422")
    copy(mime)
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, page)
    assert stored(bench).images == ()


def test_an_empty_clipboard_when_pasted_then_is_said_and_nothing_happens(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench
) -> None:
    QGuiApplication.clipboard().clear()
    paste(qtbot, page)
    assert page.notice.words.text() == bench.context.texts("documents.nothing_pasted")


def test_what_was_taken_when_asked_for_then_is_named_behind_what_was_not(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "a.jpg", "broken.jpg", "b.pdf")
    texts = bench.context.texts
    assert results(page) == [texts("errors.file_broken", file="broken.jpg")]
    press(qtbot, page, "show-taken")
    assert results(page)[1:] == [
        texts("documents.taken", file="b.pdf"),
        texts("documents.taken", file="a.jpg"),
    ]
    assert not page.tray.taken_button.isVisible()


def test_files_that_were_taken_under_a_wrong_name_when_added_then_are_told_of(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench
) -> None:
    problem = Refused("file_named_wrongly", file="a.jpg", named="JPEG", kind="PNG")
    page.tray._on_done(AddedFiles(told=(RefusedFile("a.jpg", problem),)))
    settle(qtbot, page)
    words = bench.context.texts("errors.file_named_wrongly", file="a.jpg", named="JPEG", kind="PNG")
    assert results(page) == [words]
