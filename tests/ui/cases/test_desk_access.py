"""The desk and its dialogs by keyboard and screen reader: names, roles, the order of Tab."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.records import CaseFilter, ValuationQuery
from shamay_desktop.ui.cases.confirm_delete import ConfirmDelete
from shamay_desktop.ui.cases.desk import CasesDesk
from shamay_desktop.ui.cases.reuse_dialog import ReuseDialog
from shamay_desktop.ui.cases.view_names import ViewName
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.usecases.cases.reuse import reusable
from tests.ui.cases.desk_cases import at_rest, line, make_case, open_desk, until
from tests.ui.reachable import faults, out_of_order, reached


def check(screen: QWidget, least: int) -> None:
    """Whatever Tab reaches has a name and a role, and comes in reading order."""
    stops = reached(screen)
    assert len(stops) >= least
    assert faults(screen) == []
    assert out_of_order(stops, screen) == []


def narrowed() -> ValuationQuery:
    """A query with every kind of chip."""
    return ValuationQuery(
        narrowed=CaseFilter(
            city="חולון",
            purposes=frozenset({"home_mortgage"}),
            since=date(2026, 1, 1),
            until=date(2026, 12, 31),
            value_from=Decimal(1),
            value_to=Decimal(2),
        )
    )


@pytest.fixture
def desk(office: OfficeContext, qtbot: QtBot) -> CasesDesk:
    """A desk with two cases of one building and a saved view."""
    for floors in ("4", "5"):
        make_case(office, "הרצל", "חולון", address__house_number="7", planning__floors=floors)
    made = open_desk(office, qtbot)
    made.views.save("שלי", ValuationQuery("הרצל"))
    at_rest(office, qtbot)
    return made


def test_desk_when_walked_by_tab_then_reads_in_order_also_with_filter_and_chips(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    check(desk, 6)
    desk.toggle_filter()
    desk.show_query(narrowed())
    # Chips given to a row that is already shown appear a turn of the loop later.
    until(office, qtbot, lambda: any(stop.property("chip") == "true" for stop in reached(desk)))
    check(desk, 20)


def test_panes_when_walked_by_f6_then_each_takes_the_focus(
    desk: CasesDesk, office: OfficeContext
) -> None:
    panes = [pane for pane in desk.panes() if pane.isVisible()]
    assert [type(pane).__name__ for pane in panes] == [
        "TopBar", "SideList", "FilterBar", "CaseTable",
    ]  # fmt: skip


def test_dialogs_when_walked_by_tab_then_each_stop_has_a_name_and_a_role(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    newest = desk.model.line(0)
    assert newest is not None
    offered = reusable(office.services, office.actor, newest.id)
    today = office.services.clock.today()
    for dialog, least in (
        (ReuseDialog(office.texts, offered, today, desk), 5),
        (ConfirmDelete(office.texts, [line(1)], desk), 2),
        (ViewName(office.texts, [], "שלי", desk), 3),
    ):
        dialog.show()
        qtbot.waitUntil(dialog.isVisible)
        check(dialog, least)
        dialog.close()


def test_chip_when_cleared_by_keyboard_then_the_focus_is_not_lost(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    desk.show_query(narrowed())
    at_rest(office, qtbot)
    chip = desk.bar.findChild(QWidget, "chip:city")
    assert isinstance(chip, QWidget)
    chip.setFocus()
    chip.click()  # type: ignore[attr-defined]  # a button
    at_rest(office, qtbot)
    assert QApplication.focusWidget() is desk.bar.filter
