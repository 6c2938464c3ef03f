"""The order of annexes in the rows: by key, by drag, by kind again, back; shown before stored."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.ui.pages.documents import DocumentsPage
from shamay_desktop.ui.papers import case_files
from shamay_desktop.ui.papers.papers_model import NUMBER_COLUMN
from shamay_desktop.ui.papers.papers_table import MIME, PapersTable
from shamay_desktop.usecases.evidence.describing import order_documents, remove_evidence
from shamay_desktop.usecases.report.papers import annexed
from shamay_desktop.usecases.wizard.looking import LookingSession, look_at_case
from tests.ui.documents_bench import add, mime_of, press, settle, stored
from tests.ui.paper_bench import PaperBench

ALT = Qt.KeyboardModifier.AltModifier
BY_KIND = ["נסח", "היתר", "c"]


@pytest.fixture
def rows(qtbot: QtBot, page: DocumentsPage, tmp_path: Path) -> DocumentsPage:
    """The page with an extract, a permit and a paper of no kind."""
    add(qtbot, page, tmp_path / "in", "c.pdf", "היתר.pdf", "נסח.pdf")
    page.tabs.setCurrentWidget(page.papers)
    page.activateWindow()
    page.papers.table.setFocus()
    qtbot.waitUntil(page.papers.table.hasFocus)
    return page


def shown(page: DocumentsPage) -> list[str]:
    """The papers in the order of the rows."""
    return [paper.file_name.removesuffix(".pdf") for paper in page.papers.model.papers]


def annexes(bench: PaperBench) -> list[str]:
    """The papers in the order of the report, as stored."""
    return [paper.file_name.removesuffix(".pdf") for paper in annexed(stored(bench))]


def places(bench: PaperBench) -> set[int | None]:
    """The places as stored."""
    return {paper.order for paper in stored(bench).documents}


def choose(page: DocumentsPage, row: int) -> PapersTable:
    """Choose a row."""
    page.papers.table.setCurrentIndex(page.papers.model.index(row, 0))
    return page.papers.table


def numbers(page: DocumentsPage) -> list[str]:
    """The annexes' numbers as shown."""
    model = page.papers.model
    return [str(model.index(row, NUMBER_COLUMN).data()) for row in range(model.rowCount())]


def test_a_row_when_moved_by_keys_then_is_there_at_once_and_stored_and_stays_chosen(
    qtbot: QtBot, rows: DocumentsPage, bench: PaperBench
) -> None:
    assert (shown(rows), numbers(rows)) == (BY_KIND, ["1", "2", "3"])
    table = choose(rows, 2)
    for _ in range(3):  # the third time it is the first already
        qtbot.keyClick(table, Qt.Key.Key_Up, ALT)
    assert shown(rows) == ["c", "נסח", "היתר"]  # though nothing is stored yet
    settle(qtbot, rows)
    assert shown(rows) == annexes(bench) == ["c", "נסח", "היתר"]
    assert numbers(rows) == ["1", "2", "3"]
    assert rows.papers.current is not None
    assert rows.papers.current.file_name == "c.pdf"
    qtbot.keyClick(table, Qt.Key.Key_Down, ALT)
    settle(qtbot, rows)
    assert shown(rows) == annexes(bench) == ["נסח", "c", "היתר"]
    assert table.currentIndex().row() == 1


def test_steps_of_one_paper_when_taken_back_then_all_and_those_of_another_before_stay(
    qtbot: QtBot, rows: DocumentsPage, bench: PaperBench
) -> None:
    table = choose(rows, 0)
    qtbot.keyClick(table, Qt.Key.Key_Down, ALT)
    table = choose(rows, 2)
    for _ in range(2):
        qtbot.keyClick(table, Qt.Key.Key_Up, ALT)
    settle(qtbot, rows)
    assert annexes(bench) == ["c", "היתר", "נסח"]
    press(qtbot, rows, "notice")
    settle(qtbot, rows)
    assert shown(rows) == annexes(bench) == ["היתר", "נסח", "c"]


def test_the_first_move_when_taken_back_then_all_stand_by_kind_and_nobody_has_a_place(
    qtbot: QtBot, rows: DocumentsPage, bench: PaperBench
) -> None:
    assert not rows.papers.by_kind.isVisible()
    qtbot.keyClick(choose(rows, 2), Qt.Key.Key_Up, ALT)
    settle(qtbot, rows)
    assert rows.papers.by_kind.isVisible()
    press(qtbot, rows, "notice")
    settle(qtbot, rows)
    assert (shown(rows), places(bench)) == (BY_KIND, {None})
    assert not rows.papers.by_kind.isVisible()


def test_order_by_kind_when_pressed_then_may_be_taken_back(
    qtbot: QtBot, rows: DocumentsPage, bench: PaperBench
) -> None:
    qtbot.keyClick(choose(rows, 2), Qt.Key.Key_Up, ALT)
    settle(qtbot, rows)
    press(qtbot, rows, "papers-by-kind")
    settle(qtbot, rows)
    assert (shown(rows), places(bench)) == (BY_KIND, {None})
    press(qtbot, rows, "notice")
    settle(qtbot, rows)
    assert shown(rows) == annexes(bench) == ["נסח", "c", "היתר"]


def test_an_order_when_a_paper_of_it_is_gone_then_comes_back_without_it(
    qtbot: QtBot, rows: DocumentsPage, bench: PaperBench
) -> None:
    qtbot.keyClick(choose(rows, 2), Qt.Key.Key_Up, ALT)
    settle(qtbot, rows)
    press(qtbot, rows, "papers-by-kind")
    settle(qtbot, rows)
    gone = stored(bench).documents[0].id
    context = bench.context
    remove_evidence(context.services, context.actor, context.session.valuation.id, gone)
    rows.reload_evidence()
    settle(qtbot, rows)
    press(qtbot, rows, "notice")
    settle(qtbot, rows)
    assert rows.notice.isHidden()
    assert shown(rows) == annexes(bench) == ["נסח", "היתר"]
    assert places(bench) == {0, 1}


class OwnDrop(QDropEvent):
    """A drop of the table's own: only a drag that is going on names its source."""

    def __init__(self, table: PapersTable, mime: QMimeData, point: QPoint) -> None:
        super().__init__(
            QPointF(point), Qt.DropAction.MoveAction, mime,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        self.table = table

    def source(self) -> PapersTable:
        return self.table


def own_mime(page: DocumentsPage, row: int) -> QMimeData:
    """What a dragged row carries."""
    mime = QMimeData()
    mime.setData(MIME, page.papers.model.papers[row].id.encode())
    return mime


def drop(page: DocumentsPage, row: int, point: QPoint) -> QDropEvent:
    """Let a dragged row go."""
    mime = own_mime(page, row)
    event = OwnDrop(page.papers.table, mime, point)
    event.ignore()
    page.papers.table.dropEvent(event)
    return event


def in_row(table: PapersTable, row: int, *, lower: bool) -> QPoint:
    """A point in the upper or lower half of a row."""
    cell = table.visualRect(table.model().index(row, 1))
    return QPoint(cell.center().x(), cell.bottom() - 3 if lower else cell.top() + 3)


def below_all(table: PapersTable) -> QPoint:
    """A point under the last row."""
    return QPoint(20, table.viewport().height() - 3)


Where = Callable[[PapersTable], QPoint]


@pytest.mark.parametrize(
    ("row", "where", "expected"),
    [
        (2, lambda table: in_row(table, 0, lower=False), ["c", "נסח", "היתר"]),
        (2, lambda table: in_row(table, 0, lower=True), ["נסח", "c", "היתר"]),
        (0, lambda table: in_row(table, 1, lower=True), ["היתר", "נסח", "c"]),
        (0, below_all, ["היתר", "c", "נסח"]),
    ],
)
def test_a_row_when_dragged_then_goes_between_the_rows_where_it_is_let_go(
    qtbot: QtBot,
    rows: DocumentsPage,
    bench: PaperBench,
    row: int,
    where: Where,
    expected: Sequence[str],
) -> None:
    event = drop(rows, row, where(rows.papers.table))
    assert event.isAccepted()
    assert shown(rows) == expected
    settle(qtbot, rows)
    assert shown(rows) == annexes(bench) == expected


def test_a_row_when_let_go_where_it_stands_then_nothing_is_written(
    qtbot: QtBot, rows: DocumentsPage, bench: PaperBench
) -> None:
    for lower in (False, True):
        drop(rows, 1, in_row(rows.papers.table, 1, lower=lower))
    settle(qtbot, rows)
    assert places(bench) == {None}
    assert not rows.notice.isVisible()


def test_files_when_dragged_over_the_rows_then_are_left_to_the_page(
    rows: DocumentsPage, tmp_path: Path
) -> None:
    table, mime = rows.papers.table, mime_of(tmp_path / "x.pdf")
    event = QDragMoveEvent(
        in_row(table, 0, lower=True), Qt.DropAction.CopyAction, mime,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    event.accept()
    table.dragMoveEvent(event)
    assert not event.isAccepted()


def test_a_row_of_another_window_when_let_go_here_then_nothing_is_moved(
    qtbot: QtBot, rows: DocumentsPage, bench: PaperBench
) -> None:
    mime = own_mime(rows, 2)
    event = QDropEvent(
        QPointF(in_row(rows.papers.table, 0, lower=False)), Qt.DropAction.MoveAction, mime,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    event.accept()
    rows.papers.table.dropEvent(event)
    assert not event.isAccepted()
    settle(qtbot, rows)
    assert (shown(rows), places(bench)) == (BY_KIND, {None})


def test_keys_when_an_annex_is_being_named_then_move_no_row(
    qtbot: QtBot, rows: DocumentsPage, bench: PaperBench
) -> None:
    table = choose(rows, 2)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit, "field:paper-caption")
    assert isinstance(editor, QLineEdit)
    qtbot.waitUntil(lambda: table.state() == QAbstractItemView.State.EditingState)
    qtbot.keyClick(editor, Qt.Key.Key_Up, ALT)
    settle(qtbot, rows)
    assert places(bench) == {None}


def test_an_order_when_it_cannot_be_stored_then_the_rows_stand_as_stored_again(
    qtbot: QtBot, rows: DocumentsPage, bench: PaperBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_told: object) -> None:
        raise WorldFailed("disk_full")

    monkeypatch.setattr(case_files, "order_documents", failing)
    qtbot.keyClick(choose(rows, 2), Qt.Key.Key_Up, ALT)
    assert shown(rows) == ["נסח", "c", "היתר"]
    settle(qtbot, rows)
    assert (shown(rows), places(bench)) == (BY_KIND, {None})
    assert rows.notice.property("severity") == "error"
    assert not rows.papers.by_kind.isVisible()
    assert not rows.files.is_ordering


def test_a_paper_that_came_later_when_shown_then_stands_behind_the_ordered_ones(
    qtbot: QtBot, rows: DocumentsPage, bench: PaperBench, tmp_path: Path
) -> None:
    qtbot.keyClick(choose(rows, 2), Qt.Key.Key_Up, ALT)
    settle(qtbot, rows)
    add(qtbot, rows, tmp_path / "more", "נסח חדש.pdf")
    assert shown(rows) == annexes(bench) == ["נסח", "c", "היתר", "נסח חדש"]
    assert numbers(rows) == ["1", "2", "3", "4"]


def test_numbers_when_the_report_is_to_have_no_annexes_then_are_not_shown(
    rows: DocumentsPage,
) -> None:
    table, case = rows.papers.table, rows.context.session.case
    assert not table.isColumnHidden(NUMBER_COLUMN)
    without = Case(case.id, {**case.values, "export.annexes": Value.of("none")})
    rows.show_case(without)
    assert table.isColumnHidden(NUMBER_COLUMN)
    rows.show_case(case)
    assert not table.isColumnHidden(NUMBER_COLUMN)


def test_a_case_that_is_only_looked_at_when_shown_then_its_order_stands_and_nothing_moves(
    qtbot: QtBot, rows: DocumentsPage, bench: PaperBench
) -> None:
    context = bench.context
    case_id = context.session.valuation.id
    ids = [paper.id for paper in stored(bench).documents]
    order_documents(context.services, context.actor, case_id, ids)
    opened = look_at_case(context.services, context.actor, case_id, "case_signed").opened
    session = LookingSession(opened.record, opened.valuation, context.actor, context.services.clock)
    page = DocumentsPage(replace(context, session=session))
    qtbot.addWidget(page)
    page.resize(1000, 640)
    page.show()
    page.show_case(session.case)
    settle(qtbot, page)
    before = annexes(bench)
    assert (shown(page), numbers(page)) == (before, ["1", "2", "3"])
    assert not page.papers.by_kind.isVisible()
    table = choose(page, 2)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Up, ALT)
    drop(page, 2, in_row(table, 0, lower=False))
    assert not table.model().flags(table.currentIndex()) & Qt.ItemFlag.ItemIsDragEnabled
    actions = [*page.papers.table_actions, *page.papers.panel_actions]
    offered = {each.id for each in actions if each.enabled()}
    assert offered.isdisjoint({"paper_earlier", "paper_later", "papers_by_kind"})
    settle(qtbot, page)
    assert (shown(page), annexes(bench)) == (before, before)
