"""What is done with chosen cases: trash and undo, archive, copies, export, deleting for good."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Role
from shamay_desktop.domain.records import Status
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.cases.case_model import CaseModel
from shamay_desktop.ui.cases.case_table import MOST_CHOSEN
from shamay_desktop.ui.cases.confirm_delete import ConfirmDelete
from shamay_desktop.ui.cases.desk import CasesDesk
from shamay_desktop.ui.context import OfficeContext
from tests.ui.cases.desk_cases import Cabinet, at_rest, line, make_case, open_desk, titles, until

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
STREETS = ("הרצל", "ויצמן", "ביאליק")


@pytest.fixture
def desk(office: OfficeContext, qtbot: QtBot) -> CasesDesk:
    """A desk over an office with three cases, the latest on top."""
    for street in STREETS:
        make_case(office, street, "חולון")
    made = open_desk(office, qtbot)
    made.table.setFocus()
    return made


def choose(desk: CasesDesk, *rows: int) -> None:
    """Choose several rows."""
    desk.table.choose_row(rows[0])
    flags = QItemSelectionModel.SelectionFlag
    for row in rows[1:]:
        desk.table.selectionModel().select(desk.model.index(row, 0), flags.Select | flags.Rows)


def menu_of(desk: CasesDesk) -> list[str]:
    """What the menu of the chosen rows offers."""
    desk.table.row_menu_asked.emit(desk.mapToGlobal(QPoint(200, 200)))
    menu = desk.findChild(QMenu, "row-menu")
    assert isinstance(menu, QMenu)
    words = [entry.text().partition("\t")[0] for entry in menu.actions() if entry.text()]
    menu.close()
    menu.setObjectName("")
    return words


def test_delete_key_when_pressed_then_the_case_goes_to_the_trash_and_ctrl_z_brings_it_back(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    before = titles(desk)
    desk.table.choose_row(1)
    qtbot.keyClick(desk.table, Qt.Key.Key_Delete)
    until(office, qtbot, lambda: desk.model.total == 2)
    assert titles(desk) == [before[0], before[2]]
    assert desk.notice.words.text() == office.texts("cases.told.thrown_away", n=1)
    assert desk.table.current_line is not None
    assert desk.table.current_line.title == before[2]
    qtbot.keyClick(desk.table, Qt.Key.Key_Z, CONTROL)
    until(office, qtbot, lambda: desk.model.total == 3)
    assert titles(desk) == before
    assert not desk.rows.can_undo


def test_notice_when_its_button_is_pressed_then_undoes_all_that_was_thrown_away(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    choose(desk, 0, 2)
    desk.rows.throw_away()
    until(office, qtbot, lambda: desk.model.total == 1)
    assert strip_marks(desk.notice.words.text()).startswith("2 שומות")
    qtbot.mouseClick(desk.notice.action, Qt.MouseButton.LeftButton)
    until(office, qtbot, lambda: desk.model.total == 3)


def test_trash_when_shown_then_says_the_days_left_and_gives_cases_back(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    desk.rows.throw_away()
    until(office, qtbot, lambda: desk.model.total == 2)
    desk.side.choose_place("trash")
    until(office, qtbot, lambda: desk.model.total == 1)
    place = desk.table.visible_columns()[-1]
    assert strip_marks(str(desk.model.data(desk.model.index(0, place)))) == "30 ימים"
    opened: list[str] = []
    desk.open_asked.connect(opened.append)
    qtbot.keyClick(desk.table, Qt.Key.Key_Return)
    assert opened == []
    assert desk.notice.words.text() == office.texts("cases.in_trash")
    qtbot.mouseClick(desk.notice.action, Qt.MouseButton.LeftButton)
    until(office, qtbot, lambda: desk.model.total == 0)
    desk.side.choose_place("all")
    until(office, qtbot, lambda: desk.model.total == 3)
    assert desk.table.isColumnHidden(place)


def test_deleting_for_good_when_the_word_is_typed_then_the_case_is_gone_and_not_before(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    desk.rows.throw_away()
    until(office, qtbot, lambda: desk.model.total == 2)
    desk.side.choose_place("trash")
    until(office, qtbot, lambda: desk.model.total == 1)
    desk.table.setFocus()
    qtbot.keyClick(desk.table, Qt.Key.Key_Delete, SHIFT)
    ask = desk.findChild(ConfirmDelete)
    assert isinstance(ask, ConfirmDelete)
    assert not ask.delete.isEnabled()
    ask.typed.setText("מחיקה")
    assert ask.delete.isEnabled()
    qtbot.mouseClick(ask.delete, Qt.MouseButton.LeftButton)
    until(office, qtbot, lambda: desk.model.total == 0)
    assert not desk.notice.action.isVisible()


def test_archive_when_done_and_undone_then_the_case_is_where_it_was(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    desk.table.choose_row(0)
    qtbot.keyClick(desk.table, Qt.Key.Key_A, CONTROL | SHIFT)
    until(office, qtbot, lambda: desk.model.total == 2)
    desk.side.choose_place("archive")
    until(office, qtbot, lambda: desk.model.total == 1)
    desk.rows.unarchive()
    until(office, qtbot, lambda: desk.model.total == 0)
    qtbot.mouseClick(desk.notice.action, Qt.MouseButton.LeftButton)
    until(office, qtbot, lambda: desk.model.total == 1)


def test_signed_case_when_thrown_away_with_others_then_stays_and_the_reason_is_told(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    signed = desk.model.line(1)
    assert signed is not None
    with office.services.database.work(office.actor) as work:
        stored = work.valuations.get(signed.id)
        assert stored is not None
        work.valuations.save(replace(stored, status=Status.SIGNED))
        work.commit()
    desk.refresh()
    at_rest(office, qtbot)
    choose(desk, 0, 1, 2)
    desk.rows.throw_away()
    until(office, qtbot, lambda: titles(desk) == [signed.title])
    words = strip_marks(desk.notice.words.text())
    assert words.startswith("2 שומות")
    assert signed.title in words


def test_menu_when_opened_then_offers_what_the_shelf_and_the_person_allow(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    assert menu_of(desk) == ["פתיחה", "שכפול", "ייצוא לתיקייה…", "העברה לארכיון", "העברה לאשפה"]
    desk.rows.throw_away()
    until(office, qtbot, lambda: desk.model.total == 2)
    desk.side.choose_place("trash")
    until(office, qtbot, lambda: desk.model.total == 1)
    assert menu_of(desk) == ["פתיחה", "החזרה מהאשפה", "מחיקה לצמיתות…"]


def test_menu_key_when_pressed_then_the_menu_opens_at_the_chosen_row(
    desk: CasesDesk, qtbot: QtBot
) -> None:
    desk.table.choose_row(2)
    viewport = desk.table.viewport()
    beside = QPoint(viewport.width() // 2, viewport.height() - 2)
    with qtbot.waitSignal(desk.table.row_menu_asked) as asked:
        desk.table.customContextMenuRequested.emit(beside)
    row = desk.table.visualRect(desk.model.index(2, desk.table.visible_columns()[0]))
    assert asked.args is not None
    assert row.contains(viewport.mapFromGlobal(asked.args[0]))
    menu = desk.findChild(QMenu, "row-menu")
    assert isinstance(menu, QMenu)
    menu.close()


def test_colleague_when_another_ones_case_is_chosen_then_may_copy_but_not_put_it_away(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    colleague = replace(office.actor, user_id="somebody", role=Role.APPRAISER)
    other = open_desk(replace(office, actor=colleague), qtbot)
    assert menu_of(other) == ["פתיחה", "שכפול", "ייצוא לתיקייה…"]
    other.rows.throw_away()
    at_rest(office, qtbot)
    assert other.model.total == 3
    assert other.notice.words.text() == office.texts("errors.not_allowed")


def test_copy_when_asked_for_then_is_handed_over_with_what_was_cleared(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    original = desk.model.line(0)
    assert original is not None
    with qtbot.waitSignal(desk.copied) as copied:
        qtbot.keyClick(desk.table, Qt.Key.Key_D, CONTROL | SHIFT)
    assert copied.args is not None
    assert copied.args[0].opened.valuation.copied_from_id == original.id
    until(office, qtbot, lambda: desk.model.total == 4)


def test_export_when_a_folder_is_chosen_then_the_case_lies_in_one_of_its_own(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    desk.rows.export_to(outside)
    at_rest(office, qtbot)
    (folder,) = outside.iterdir()
    assert (folder / "case.json").is_file()
    assert "ביאליק" in folder.name
    assert folder.name in strip_marks(desk.notice.words.text())


def test_rows_when_more_are_chosen_than_were_seen_then_nothing_is_done_to_them(
    office: OfficeContext, qtbot: QtBot
) -> None:
    cabinet = Cabinet(1_000)
    desk = CasesDesk(office, model=CaseModel(office, cabinet.fetch))
    qtbot.addWidget(desk)
    desk.show()
    until(office, qtbot, lambda: desk.model.total == 1_000)
    desk.table.selectAll()
    assert desk.table.chosen_count() == 1_000
    assert desk.table.chosen_lines() == []
    desk.rows.throw_away()
    words = desk.notice.words.text()
    assert words == office.texts("cases.too_many_chosen", most=MOST_CHOSEN)


def test_confirmation_when_many_cases_go_then_names_some_and_counts_the_rest(
    office: OfficeContext, qtbot: QtBot
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    ask = ConfirmDelete(office.texts, [line(number) for number in range(9)], parent)
    named = ask.findChild(QLabel, "delete-names")
    assert isinstance(named, QLabel)
    assert len(named.text().splitlines()) == 7
    ask.typed.setText("delete")
    assert not ask.delete.isEnabled()
