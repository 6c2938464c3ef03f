"""Narrowing the list: the filter's editors, chips that are cleared one by one, saved views."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.records import CaseFilter, Shelf, Status, ValuationQuery
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.actions import valid_sets
from shamay_desktop.ui.cases.desk import CasesDesk
from shamay_desktop.ui.cases.places import chips, is_narrowed, nearest_place, widened
from shamay_desktop.ui.cases.view_names import ViewName
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.usecases.cases.views import list_views
from tests.ui.cases.desk_cases import at_rest, make_case, open_desk, titles, until

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(office: OfficeContext, qtbot: QtBot) -> CasesDesk:
    """A desk over an office with three cases of two cities and purposes."""
    make_case(office, "הרי הגלעד", "רמת גן", report__purpose="home_mortgage")
    make_case(office, "ביאליק", "רמת גן", report__purpose="market_value")
    make_case(office, "ויצמן", "חולון", report__purpose="home_mortgage")
    made = open_desk(office, qtbot)
    assert made.model.total == 3
    return made


def chip_words(desk: CasesDesk) -> list[str]:
    """What stands on the chips."""
    buttons = desk.bar.findChildren(QToolButton)
    shown = [each for each in buttons if each.property("chip") == "true" and not each.isHidden()]
    return [strip_marks(each.text()) for each in shown]


def type_into(line: QLineEdit, text: str, qtbot: QtBot) -> None:
    """Type a text and press Enter."""
    line.setFocus()
    line.selectAll()
    line.insert(text)  # Qt's test keys are ASCII only
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_filter_when_opened_by_its_key_then_narrows_by_city_and_purpose(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    desk.table.setFocus()
    qtbot.keyClick(desk.table, Qt.Key.Key_F, CONTROL_SHIFT)
    assert desk.panel.isVisible()
    assert desk.panel.appraiser.hasFocus()
    type_into(desk.panel.city, "רמת גן", qtbot)
    until(office, qtbot, lambda: desk.model.total == 2)
    purpose = desk.panel.purpose
    purpose.setCurrentIndex(purpose.findData("home_mortgage"))
    purpose.activated.emit(purpose.currentIndex())
    until(office, qtbot, lambda: titles(desk) == ["הרי הגלעד, רמת גן"])
    assert chip_words(desk) == ["יישוב: רמת גן", "מטרה: משכנתה לדיור"]
    qtbot.keyClick(desk.panel.city, Qt.Key.Key_F, CONTROL_SHIFT)
    assert not desk.panel.isVisible()
    assert desk.table.hasFocus()


def test_chips_when_clicked_then_take_their_own_narrowing_away(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    narrowed = CaseFilter(city="רמת גן", purposes=frozenset({"market_value"}))
    desk.show_query(ValuationQuery(narrowed=narrowed))
    until(office, qtbot, lambda: desk.model.total == 1)
    chip = desk.bar.findChild(QToolButton, "chip:purposes")
    assert isinstance(chip, QToolButton)
    assert "ביטול הסינון" in chip.accessibleName()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    until(office, qtbot, lambda: desk.model.total == 2)
    assert chip_words(desk) == ["יישוב: רמת גן"]
    desk.toggle_filter()
    assert desk.panel.city.text() == "רמת גן"
    qtbot.mouseClick(desk.bar.clear, Qt.MouseButton.LeftButton)
    until(office, qtbot, lambda: desk.model.total == 3)
    assert desk.panel.city.text() == ""


def test_filter_when_days_and_amounts_are_typed_then_are_read_as_in_the_form(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    desk.toggle_filter()
    for line, text in (
        (desk.panel.since, "1.3.26"), (desk.panel.until, "02/11/2026"),
        (desk.panel.value_from, "1,500,000 ₪"), (desk.panel.value_to, "2000000.50"),
    ):  # fmt: skip
        type_into(line, text, qtbot)
    assert desk.model.query.narrowed == CaseFilter(
        since=date(2026, 3, 1),
        until=date(2026, 11, 2),
        value_from=Decimal(1_500_000),
        value_to=Decimal("2000000.50"),
    )
    assert desk.panel.value_to.text() == "2,000,000.5"
    at_rest(office, qtbot)


def test_filter_when_a_day_is_none_then_is_marked_and_the_list_stays(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    desk.toggle_filter()
    type_into(desk.panel.since, "מחר", qtbot)
    assert desk.panel.since.property("problem") == "error"
    assert desk.panel.since.toolTip()
    assert desk.model.query.narrowed == CaseFilter()
    type_into(desk.panel.since, "01.01.2026", qtbot)
    assert desk.panel.since.property("problem") == ""
    assert desk.model.query.narrowed.since == date(2026, 1, 1)
    at_rest(office, qtbot)


def test_people_and_cities_when_the_filter_opens_then_are_those_of_the_office(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    desk.toggle_filter()
    at_rest(office, qtbot)
    combo = desk.panel.appraiser
    assert [combo.itemText(place) for place in range(combo.count())] == ["הכול", "דנה לוי"]
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    assert desk.model.query.narrowed.created_by_id == office.actor.user_id
    at_rest(office, qtbot)
    assert chip_words(desk) == ["שמאי: דנה לוי"]
    completer = desk.panel.city.completer()
    completer.setCompletionPrefix("גן")
    assert completer.currentCompletion() == "רמת גן"


def test_states_when_they_are_no_place_then_stand_on_a_chip(office: OfficeContext) -> None:
    drafts = ValuationQuery(statuses=frozenset({Status.DRAFT}), shelf=Shelf.ARCHIVE)
    (chip,) = chips(drafts, {}, office.texts)
    assert isinstance(chip.without, ValuationQuery)
    assert (chip.key, chip.words, chip.without.statuses) == ("statuses", "טיוטה", frozenset())
    assert nearest_place(drafts).key == "archive"
    assert is_narrowed(drafts)
    assert not is_narrowed(widened(drafts))
    in_work = ValuationQuery(statuses=frozenset({Status.DRAFT, Status.IN_PROGRESS}))
    assert chips(in_work, {}, office.texts) == ()
    assert widened(in_work) == in_work


def test_view_when_saved_by_its_key_then_stands_at_the_side_and_lists_the_same_again(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    desk.show_query(ValuationQuery("גן", narrowed=CaseFilter(city="רמת גן"), descending=False))
    until(office, qtbot, lambda: desk.model.total == 2)
    desk.table.setFocus()
    qtbot.keyClick(desk.table, Qt.Key.Key_S, CONTROL_SHIFT)
    ask = desk.findChild(ViewName)
    assert isinstance(ask, ViewName)
    assert not ask.save.isEnabled()
    ask.name.setText("רמת גן שלי")
    qtbot.mouseClick(ask.save, Qt.MouseButton.LeftButton)
    until(office, qtbot, lambda: [view.name for view in desk.views.all] == ["רמת גן שלי"])
    assert desk.side.current_view == desk.views.all[0]
    desk.side.choose_place("all")
    desk.widen()
    until(office, qtbot, lambda: desk.model.total == 3)
    assert desk.side.current_view is None
    (found,) = [action for each in valid_sets(desk) for action in each.found("שלי") if action.word]
    found.run()
    until(office, qtbot, lambda: desk.model.total == 2)
    assert desk.search.text() == "גן"
    assert not desk.model.query.descending


def test_views_when_moved_renamed_and_removed_then_the_next_desk_has_them_so(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    for name in ("א", "ב", "ג"):
        desk.views.save(name, ValuationQuery(name))
    until(office, qtbot, lambda: len(desk.views.all) == 3)
    desk.views.move(desk.views.all[2], -1)
    until(office, qtbot, lambda: [view.name for view in desk.views.all] == ["א", "ג", "ב"])
    desk.views.rename(desk.views.all[0], "ראשון")
    until(office, qtbot, lambda: desk.views.all[0].name == "ראשון")
    desk.views.remove(desk.views.all[1])
    until(office, qtbot, lambda: len(desk.views.all) == 2)
    assert [view.name for view in list_views(office.services, office.actor)] == ["ראשון", "ב"]
    again = open_desk(office, qtbot)
    assert [view.name for view in again.views.all] == ["ראשון", "ב"]
    words = [again.side.item(row).text() for row in range(again.side.count())]
    assert words[-2:] == ["ראשון", "ב"]


def test_views_menu_when_opened_then_moves_only_where_there_is_room(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    for name in ("א", "ב"):
        desk.views.save(name, ValuationQuery(name))
    until(office, qtbot, lambda: len(desk.views.all) == 2)
    menu: QMenu = desk.views.menu(desk.views.all[0], desk.mapToGlobal(desk.rect().center()))
    able = {entry.text(): entry.isEnabled() for entry in menu.actions()}
    assert able == {"שינוי שם": True, "הזזה למעלה": False, "הזזה למטה": True, "הסרת התצוגה": True}
    menu.close()


def test_view_name_when_another_view_has_it_then_is_not_taken(
    office: OfficeContext, qtbot: QtBot
) -> None:
    ask = ViewName(office.texts, ["Alpha", "ב"], "ב")
    qtbot.addWidget(ask)
    ask.name.setText("ב")
    assert ask.save.isEnabled()
    ask.name.setText("  ALPHA ")
    assert not ask.save.isEnabled()
    assert ask.problem.text() == office.texts("cases.view_taken")
