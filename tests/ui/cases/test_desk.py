"""The desk: search, places, sorting, columns, opening, the quick look, what is remembered."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Role
from shamay_desktop.domain.records import Shelf, SortKey, Status, ValuationQuery
from shamay_desktop.ui.actions import valid_sets
from shamay_desktop.ui.cases.case_model import CaseModel
from shamay_desktop.ui.cases.columns import PLACES
from shamay_desktop.ui.cases.desk import LAYOUT, QUERY, CasesDesk
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.palette import title_of
from shamay_desktop.usecases.cases.shelving import archive
from tests.ui.cases.desk_cases import Cabinet, at_rest, make_case, open_desk, titles, until

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(office: OfficeContext, qtbot: QtBot) -> CasesDesk:
    """A desk over an office with two cases."""
    make_case(office, "הרי הגלעד", "רמת גן")
    make_case(office, "ויצמן", "חולון")
    made = open_desk(office, qtbot)
    assert made.model.total == 2
    return made


def test_list_when_reading_fails_then_says_why_and_can_be_tried_again(
    office: OfficeContext, qtbot: QtBot
) -> None:
    cabinet = Cabinet(5, broken=True)
    desk = CasesDesk(office, model=CaseModel(office, cabinet.fetch))
    qtbot.addWidget(desk)
    desk.show()
    qtbot.waitUntil(desk.notice.isVisible)
    assert desk.notice.words.text() == office.texts("errors.disk_full")
    cabinet.broken = False
    qtbot.mouseClick(desk.notice.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.model.total == 5)


def test_search_when_typed_then_only_fitting_cases_are_listed_and_none_says_what_to_do(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    desk.search.setText("ויצמן")
    until(office, qtbot, lambda: desk.model.total == 1)
    assert titles(desk) == ["ויצמן, חולון"]
    desk.search.setText("אין כזה")
    until(office, qtbot, lambda: desk.model.total == 0)
    assert desk.empty.isVisible()
    assert desk.empty.words.text() == office.texts("cases.empty_words")
    qtbot.mouseClick(desk.empty.button, Qt.MouseButton.LeftButton)
    until(office, qtbot, lambda: desk.model.total == 2)
    assert desk.search.text() == ""


def test_places_when_chosen_then_their_cases_are_listed_and_the_numbers_stand_beside_them(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    first = desk.model.line(0)
    assert first is not None
    archive(office.services, office.actor, first.id)
    desk.refresh()
    until(office, qtbot, lambda: desk.model.total == 1)
    numbers = {
        item.text(): item.data(int(Qt.ItemDataRole.AccessibleTextRole))
        for item in (desk.side.item(row) for row in range(desk.side.count()))
    }
    assert [numbers[word] for word in ("בעבודה", "ממתינות לבקרה", "ארכיון", "אשפה")] == [
        "בעבודה, 1", "ממתינות לבקרה, 0", "ארכיון, 1", "אשפה, 0",
    ]  # fmt: skip
    desk.side.choose_place("archive")
    until(office, qtbot, lambda: titles(desk) == [first.title])
    desk.side.choose_place("review")
    until(office, qtbot, lambda: desk.model.total == 0)
    assert desk.empty.words.text() == office.texts("cases.empty_review")
    qtbot.mouseClick(desk.empty.button, Qt.MouseButton.LeftButton)
    until(office, qtbot, lambda: desk.model.total == 1)


@pytest.mark.parametrize("place", ["in_work", "review", "signed", "archive", "trash"])
def test_place_when_it_is_empty_then_one_sentence_and_one_button_lead_on(
    office: OfficeContext, qtbot: QtBot, place: str
) -> None:
    desk = open_desk(office, qtbot)
    desk.side.choose_place(place)
    at_rest(office, qtbot)
    assert desk.empty.isVisible()
    assert desk.empty.words.text() == office.texts(f"cases.empty_{place}")
    assert desk.empty.button.text() == office.texts("cases.show_all")


def test_empty_office_when_opened_then_one_sentence_and_one_button_begin_a_case(
    office: OfficeContext, qtbot: QtBot
) -> None:
    desk = open_desk(office, qtbot)
    with qtbot.waitSignal(desk.new_asked):
        qtbot.mouseClick(desk.empty.button, Qt.MouseButton.LeftButton)


def test_keys_when_pressed_then_open_the_chosen_case_find_and_begin_a_new_one(
    desk: CasesDesk, qtbot: QtBot
) -> None:
    desk.table.setFocus()
    chosen = desk.model.line(0)
    assert chosen is not None
    with qtbot.waitSignal(desk.open_asked) as opened:
        qtbot.keyClick(desk.table, Qt.Key.Key_Return)
    assert opened.args == [chosen.id]
    qtbot.keyClick(desk.table, Qt.Key.Key_F, CONTROL)
    assert desk.search.hasFocus()
    with qtbot.waitSignal(desk.new_asked):
        qtbot.keyClick(desk.search, Qt.Key.Key_N, CONTROL)


def test_double_click_when_on_a_row_then_opens_it_once(desk: CasesDesk, qtbot: QtBot) -> None:
    opened: list[str] = []
    desk.open_asked.connect(opened.append)
    place = desk.table.visualRect(desk.model.index(1, 0)).center()
    qtbot.mouseClick(desk.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(desk.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    line = desk.model.line(1)
    assert line is not None
    assert opened == [line.id]


def test_actions_when_listed_then_each_has_a_title_and_no_key_stands_twice(
    desk: CasesDesk, office: OfficeContext
) -> None:
    actions = [action for each in valid_sets(desk) for action in each]
    assert all(title_of(office.texts, action) for action in actions)
    keys = [key for action in actions for key in action.keys]
    assert sorted(keys) == sorted(set(keys))
    assert {"new_case", "throw_away_case", "save_view", "sort_menu"} <= {a.id for a in actions}


def test_header_when_clicked_then_the_list_is_sorted_by_it_and_turned_round_the_second_time(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    header = desk.table.horizontalHeader()
    place = header.sectionViewportPosition(PLACES["address"]) + 20
    for expected in (["הרי הגלעד, רמת גן", "ויצמן, חולון"], ["ויצמן, חולון", "הרי הגלעד, רמת גן"]):
        qtbot.mouseClick(
            header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, header.height() // 2)
        )
        until(office, qtbot, lambda expected=expected: titles(desk) == expected)  # type: ignore[misc]
    assert desk.model.query.sort is SortKey.ADDRESS
    assert header.sortIndicatorSection() == PLACES["address"]
    assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder


def test_sorting_when_asked_by_keyboard_then_a_menu_of_the_columns_sorts(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    desk.table.setFocus()
    qtbot.keyClick(desk.table, Qt.Key.Key_O, CONTROL | SHIFT)
    menu = desk.findChild(QMenu, "sort-menu")
    assert isinstance(menu, QMenu)
    assert [entry.text() for entry in menu.actions() if entry.isChecked()] == ["עודכן"]
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    until(office, qtbot, lambda: desk.model.query.sort is SortKey.ADDRESS)
    assert titles(desk) == ["הרי הגלעד, רמת גן", "ויצמן, חולון"]


def test_words_when_the_list_is_sorted_while_they_are_typed_then_are_not_lost(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    desk.search.setText("ויצמן")
    desk.table.sort_by(PLACES["client"])
    until(office, qtbot, lambda: desk.model.total == 1)
    assert desk.search.text() == "ויצמן"
    assert (desk.model.query.words, desk.model.query.sort) == ("ויצמן", SortKey.CLIENT)


def test_column_that_cannot_be_sorted_by_when_clicked_then_nothing_changes(
    desk: CasesDesk, qtbot: QtBot
) -> None:
    desk.table.sort_by(PLACES["purpose"])
    assert desk.table.horizontalHeader().sortIndicatorSection() == PLACES["updated"]
    assert desk.model.query.sort is SortKey.UPDATED


def test_columns_when_moved_shown_and_resized_then_the_next_desk_has_them(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    header = desk.table.horizontalHeader()
    desk.table.show_column(PLACES["reference"], True)
    desk.table.show_column(PLACES["client"], False)
    desk.table.setColumnWidth(PLACES["parcel"], 177)
    header.moveSection(header.visualIndex(PLACES["value"]), 0)
    until(office, qtbot, lambda: isinstance(office.services.settings.get(LAYOUT), list))
    again = open_desk(office, qtbot)
    order = again.table.visible_columns()
    assert order[0] == PLACES["value"]
    assert PLACES["reference"] in order
    assert PLACES["client"] not in order
    assert again.table.columnWidth(PLACES["parcel"]) == 177
    again.table.reset_layout()
    assert again.table.visible_columns()[0] == PLACES["address"]


@pytest.mark.parametrize(
    "kept", [None, 7, "address", [120, 300], [["address", 5, False], ["nonsense", 1, True], []]]
)
def test_columns_when_the_settings_hold_something_else_then_the_list_is_whole(
    office: OfficeContext, qtbot: QtBot, kept: object
) -> None:
    office.services.settings.set(LAYOUT, kept)
    desk = open_desk(office, qtbot)
    assert not desk.table.isColumnHidden(PLACES["address"])
    assert desk.table.columnWidth(PLACES["client"]) == 190


def test_columns_menu_when_opened_then_offers_all_but_the_trashs_own(
    desk: CasesDesk, office: OfficeContext
) -> None:
    menu = desk.table.columns_menu()
    entries = {entry.text(): entry for entry in menu.actions() if entry.isCheckable()}
    assert set(entries) == {office.texts(f"cases.column.{key}") for key in PLACES if key != "left"}
    assert not entries["כתובת"].isEnabled()
    entries["סימוכין"].trigger()
    assert not desk.table.isColumnHidden(PLACES["reference"])


def test_list_when_left_then_place_order_and_filter_are_remembered_and_words_are_not(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    desk.show_query(
        ValuationQuery("ויצמן", frozenset({Status.READY}), sort=SortKey.CLIENT, descending=False)
    )
    until(office, qtbot, lambda: "READY" in str(office.services.settings.get(QUERY)))
    query = open_desk(office, qtbot).model.query
    assert (query.words, query.statuses, query.sort, query.descending) == (
        "", {Status.READY}, SortKey.CLIENT, False,
    )  # fmt: skip


def test_trash_when_the_list_was_left_there_then_the_next_desk_begins_elsewhere(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    desk.side.choose_place("in_work")
    until(office, qtbot, lambda: "DRAFT" in str(office.services.settings.get(QUERY)))
    desk.side.choose_place("trash")
    qtbot.waitUntil(lambda: not desk._keep_pause.isActive())
    at_rest(office, qtbot)
    assert open_desk(office, qtbot).model.query.shelf is Shelf.DESK


def test_quick_look_when_a_case_is_chosen_then_tells_of_its_findings_and_files(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: desk.look.files.text() == office.texts("cases.look_no_files"))
    assert any(letter.isdigit() for letter in desk.look.findings.text())
    chosen = desk.model.line(0)
    assert chosen is not None
    assert desk.look.title.text() == chosen.address


def test_refresh_when_a_case_was_chosen_then_it_stays_chosen(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    desk.table.choose_row(1)
    chosen = desk.model.line(1)
    assert chosen is not None
    make_case(office, "אלנבי", "תל אביב")
    desk.refresh()
    until(office, qtbot, lambda: desk.model.total == 3)
    line_now = desk.table.current_line
    assert line_now is not None
    assert line_now.id == chosen.id
    assert [line.id for line in desk.table.chosen_lines()] == [chosen.id]


def test_sorting_when_a_case_was_chosen_then_it_stays_chosen(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    desk.table.choose_row(1)
    chosen = desk.table.current_line
    desk.table.sort_by(PLACES["address"])
    until(office, qtbot, lambda: desk.model.query.sort is SortKey.ADDRESS)
    line_now = desk.table.current_line
    assert chosen is not None
    assert line_now is not None
    assert line_now.id == chosen.id


def test_viewer_when_signed_in_then_sees_no_way_to_begin_a_case(
    office: OfficeContext, qtbot: QtBot
) -> None:
    viewer = replace(office, actor=replace(office.actor, role=Role.CLIENT_VIEWER))
    desk = open_desk(viewer, qtbot)
    assert not desk.top.new.isVisible()
    asked: list[bool] = []
    desk.new_asked.connect(lambda: asked.append(True))
    qtbot.keyClick(desk.table, Qt.Key.Key_N, CONTROL)
    assert not asked


def test_hundred_thousand_cases_when_scrolled_to_the_end_then_few_windows_were_asked_for(
    office: OfficeContext, qtbot: QtBot
) -> None:
    cabinet = Cabinet(100_000)
    desk = CasesDesk(office, model=CaseModel(office, cabinet.fetch))
    qtbot.addWidget(desk)
    desk.resize(1366, 768)
    desk.show()
    until(office, qtbot, lambda: desk.model.total == 100_000)
    desk.table.scrollToBottom()
    until(office, qtbot, lambda: desk.model.line(99_999) is not None)
    assert len({query.offset for query in cabinet.asked}) <= 4
    picture: QImage = desk.table.grab().toImage()
    assert not picture.isNull()
    assert desk.bar.count.text() == "\u2068100,000\u2069 שומות"
