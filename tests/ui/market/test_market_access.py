"""The market's screens by keyboard and screen reader, and the desk's line that opens them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.ui.actions import ActionSet
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.market.finder import Finder
from shamay_desktop.ui.market.market_page import MarketPage
from tests.ui.cases.desk_cases import open_desk
from tests.ui.market.market_bench import (
    bring_in,
    case_context,
    dialog_of,
    open_market,
    sales_file,
    settle,
)
from tests.ui.reachable import faults, out_of_order, reached, told


def check(screen: QWidget, least: int) -> None:
    """Nothing is wrong with what Tab reaches."""
    stops = reached(screen)
    assert len(stops) >= least, [told(stop) for stop in stops]
    assert faults(screen) == []
    assert out_of_order(stops, screen) == []


def test_market_page_when_walked_by_tab_then_each_stop_has_a_name_and_reads_on(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    bring_in(office, sales_file(tmp_path, 20))
    page = open_market(office, qtbot)
    page.view.toggle_filter()
    settle(office, qtbot, lambda: page.view.told is not None)
    check(page, 25)


def test_import_dialog_when_walked_by_tab_then_each_stop_has_a_name_and_reads_on(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_market(office, qtbot)
    page.flow.take_files([sales_file(tmp_path, 8)])
    dialog = dialog_of(page, qtbot)
    check(dialog, 5)
    dialog.reject()


def test_finder_when_walked_by_tab_then_each_stop_has_a_name_and_reads_on(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    bring_in(office, sales_file(tmp_path, 60))
    finder = Finder(case_context(office))
    qtbot.addWidget(finder)
    finder.resize(1300, 760)
    finder.show()
    finder.view.show_query(finder.view.query, ())
    settle(office, qtbot, lambda: finder.view.told is not None)
    check(finder, 20)


def names(actions: ActionSet) -> set[str]:
    """The ids of a set that is valid."""
    return {action.id for action in actions} if actions.is_valid else set()


def test_line_of_the_market_when_chosen_then_its_page_has_the_keys_until_cases_are_shown_again(
    office: OfficeContext, qtbot: QtBot
) -> None:
    desk = open_desk(office, qtbot)
    qtbot.keyClick(
        desk, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    settle(office, qtbot, lambda: desk.is_market_shown)
    page = desk.market
    assert isinstance(page, MarketPage)
    assert names(desk.action_set) == set()
    assert "market_import" in names(page.action_set)
    desk.activateWindow()
    qtbot.keyClick(desk, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.view.words.hasFocus()
    desk.side.choose_place("all")
    settle(office, qtbot, lambda: not desk.is_market_shown)
    assert "find_case" in names(desk.action_set)
    assert names(page.action_set) == set()
    qtbot.keyClick(desk, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert desk.search.hasFocus()


@pytest.mark.parametrize("key", ["open_market", "new_case", "go_to_place"])
def test_action_of_both_screens_when_the_market_is_shown_then_is_still_there(
    office: OfficeContext, qtbot: QtBot, key: str
) -> None:
    desk = open_desk(office, qtbot)
    desk.show_market()
    settle(office, qtbot, lambda: desk.is_market_shown)
    valid = [each for each in desk.findChildren(ActionSet, "action-set") if each.is_valid]
    assert key in {action.id for each in valid for action in each}
