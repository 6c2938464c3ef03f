"""The rows of papers: kinds by digit, annex names, turning, columns that give way, rights."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.evidence import DocType
from shamay_desktop.ui.pages.documents import DocumentsPage
from shamay_desktop.ui.papers.kind_delegate import KindList
from shamay_desktop.ui.papers.papers_model import ANNEX_COLUMN, COLUMNS, KIND_COLUMN, KINDS
from shamay_desktop.usecases.wizard.looking import LookingSession, look_at_case
from tests.ui.documents_bench import add, go_to_sheet, mime_of, press, settle, stored
from tests.ui.paper_bench import PaperBench, files


def choose_row(qtbot: QtBot, page: DocumentsPage, row: int, column: int = 0) -> None:
    """Choose a paper, with the focus in the table."""
    page.tabs.setCurrentWidget(page.papers)
    page.activateWindow()
    table = page.papers.table
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.setCurrentIndex(page.papers.model.index(row, column))


def cell(page: DocumentsPage, row: int, name: str) -> str:
    """What a cell says."""
    return str(page.papers.model.index(row, COLUMNS.index(name)).data())


@pytest.mark.parametrize(("place", "kind"), [*enumerate(KINDS, start=1)])
def test_a_digit_when_pressed_then_says_what_the_paper_is(
    qtbot: QtBot,
    page: DocumentsPage,
    bench: PaperBench,
    tmp_path: Path,
    place: int,
    kind: DocType,
) -> None:
    add(qtbot, page, tmp_path / "in", "x.pdf")
    choose_row(qtbot, page, 0)
    qtbot.keyClick(page.papers.table, str(place))
    settle(qtbot, page)
    assert [each.doc_type for each in stored(bench).documents] == [kind]
    assert page.papers.current is not None


def test_a_kind_when_chosen_from_the_open_list_by_enter_then_is_written(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "x.pdf")
    choose_row(qtbot, page, 0, KIND_COLUMN)
    qtbot.keyClick(page.papers.table, Qt.Key.Key_F2)
    editor = page.papers.table.findChild(KindList)
    assert isinstance(editor, KindList)
    qtbot.waitUntil(editor.view().isVisible)
    qtbot.keyClick(editor.view(), Qt.Key.Key_Home)
    qtbot.keyClick(editor.view(), Qt.Key.Key_Return)
    settle(qtbot, page)
    assert [each.doc_type for each in stored(bench).documents] == [KINDS[0]]


def test_an_annex_when_named_then_is_called_so_and_an_empty_name_takes_the_kinds_word(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "נסח.pdf")
    kind_word = cell(page, 0, "annex")
    assert kind_word
    for words, shown in (("Extract of 1.10.2026", "Extract of 1.10.2026"), ("", kind_word)):
        choose_row(qtbot, page, 0)
        qtbot.keyClick(page.papers.table, Qt.Key.Key_F2)
        editor = page.papers.table.findChild(QLineEdit, "field:paper-caption")
        assert isinstance(editor, QLineEdit)
        editor.selectAll()
        qtbot.keyClick(editor, Qt.Key.Key_Delete)
        qtbot.keyClicks(editor, words)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        wait_for_caption(qtbot, bench, words)
        settle(qtbot, page)
        assert shown in cell(page, 0, "annex")
    assert [each.doc_type for each in stored(bench).documents] == [DocType.TABU]


def wait_for_caption(qtbot: QtBot, bench: PaperBench, words: str) -> None:
    """Until the only paper's annex is called so."""
    qtbot.waitUntil(lambda: stored(bench).documents[0].caption == words)


def test_a_paper_when_turned_by_key_and_button_then_only_how_it_is_shown_changes(
    qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "x.pdf")
    choose_row(qtbot, page, 0)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(page.papers.table, Qt.Key.Key_BracketRight, control)
    settle(qtbot, page)
    assert stored(bench).documents[0].rotation == 90
    for _ in range(2):
        press(qtbot, page, "rotate-left")
        settle(qtbot, page)
    assert stored(bench).documents[0].rotation == 270


def test_size_and_day_when_there_is_little_room_then_give_way(
    qtbot: QtBot, page: DocumentsPage, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "x.pdf")
    table, size = page.papers.table, COLUMNS.index("size")
    assert not table.isColumnHidden(size)
    assert cell(page, 0, "size") != "–"
    page.resize(700, 600)
    qtbot.waitUntil(lambda: table.isColumnHidden(size))
    assert not table.isColumnHidden(ANNEX_COLUMN)
    page.resize(480, 600)
    qtbot.waitUntil(lambda: table.isColumnHidden(ANNEX_COLUMN))
    assert table.columnWidth(COLUMNS.index("file")) >= 120


@pytest.fixture
def looked(qtbot: QtBot, page: DocumentsPage, bench: PaperBench, tmp_path: Path) -> DocumentsPage:
    """The page of a case that is only looked at, with a photo and a paper."""
    add(qtbot, page, tmp_path / "in", "a.jpg", "x.pdf")
    context = bench.context
    case_id = context.session.valuation.id
    opened = look_at_case(context.services, context.actor, case_id, "case_signed").opened
    session = LookingSession(opened.record, opened.valuation, context.actor, context.services.clock)
    made = DocumentsPage(replace(context, session=session))
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    made.show_case(session.case)
    settle(qtbot, made)
    return made


def test_a_case_that_is_only_looked_at_when_opened_then_shows_no_editing_and_takes_no_files(
    qtbot: QtBot, looked: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    for tab in (looked.papers, looked.photos_place):
        looked.tabs.setCurrentWidget(tab)
        assert not editing(looked), tab.objectName()
    looked.photos.sheet.setCurrentIndex(looked.photos.model.index(0))
    looked.photos.sheet.edit_caption("x")
    assert looked.photos.sheet.caption_editor is None
    assert not looked.acceptDrops()
    QApplication.clipboard().setMimeData(mime_of(*files(tmp_path / "more", "c.jpg")))
    looked.paste()
    settle(qtbot, looked)
    assert len(stored(bench).images) == 1
    assert looked.photos.details.show_button.isVisible()


def test_keys_when_pressed_in_a_case_that_is_only_looked_at_then_change_nothing(
    qtbot: QtBot, looked: DocumentsPage, bench: PaperBench
) -> None:
    before = stored(bench)
    looked.tabs.setCurrentWidget(looked.photos_place)
    go_to_sheet(qtbot, looked)
    looked.photos.sheet.setCurrentIndex(looked.photos.model.index(0))
    for pressed in ("2", "8", "*", Qt.Key.Key_Delete, Qt.Key.Key_F2, "x"):
        qtbot.keyClick(looked.photos.sheet, pressed)
    choose_row(qtbot, looked, 0)
    for pressed in ("2", Qt.Key.Key_Delete, Qt.Key.Key_F2):
        qtbot.keyClick(looked.papers.table, pressed)
    settle(qtbot, looked)
    assert stored(bench) == before
    assert not looked.notice.isVisible()


def editing(page: DocumentsPage) -> list[str]:
    """Buttons that are seen and change something."""
    names = ("add-", "remove", "rotate", "make-", "papers-", "front", "earlier", "later")
    found = [
        each.objectName()
        for each in page.findChildren(QWidget)
        if each.objectName().startswith("action:") and each.isVisible()
    ]
    return [name for name in found if name.removeprefix("action:").startswith(names)]


def test_the_editing_of_a_case_when_it_is_ones_own_then_is_seen(
    qtbot: QtBot, page: DocumentsPage, tmp_path: Path
) -> None:
    add(qtbot, page, tmp_path / "in", "a.jpg", "x.pdf")
    for tab in (page.papers, page.photos_place):
        page.tabs.setCurrentWidget(tab)
        assert editing(page), tab.objectName()


def test_an_empty_page_when_shown_then_has_one_sentence_and_one_button(
    page: DocumentsPage,
) -> None:
    for tab in (page.papers, page.photos_place):
        page.tabs.setCurrentWidget(tab)
        buttons = [each.text() for each in tab.findChildren(QPushButton) if each.isVisible()]
        assert len(buttons) == 1, buttons
