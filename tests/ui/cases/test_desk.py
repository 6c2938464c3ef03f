"""The desk: the virtual list, search, states, opening, the quick look, remembered widths."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import Status, ValuationLine, ValuationQuery
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.cases.case_model import COLUMNS, WINDOW, CaseModel
from shamay_desktop.ui.cases.desk import WIDTHS, CasesDesk
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.usecases.cases.listing import CaseList
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.keeping import finish_step
from shamay_desktop.usecases.wizard.opening import create_case
from shamay_desktop.usecases.wizard.session import WizardSession


@dataclass
class Shelf:
    """Stands for the database: many lines, and what was asked of it."""

    number: int
    asked: list[ValuationQuery] = field(default_factory=list)
    broken: bool = False

    def fetch(self, _services: Services, _actor: Actor, query: ValuationQuery) -> CaseList:
        """A window of lines."""
        self.asked.append(query)
        if self.broken:
            raise WorldFailed("disk_full")
        rows = range(query.offset, min(query.offset + query.limit, self.number))
        return CaseList(tuple(map(line, rows)), self.number, {Status.DRAFT: self.number})


def line(row: int) -> ValuationLine:
    """An invented line."""
    return ValuationLine(
        id=f"case-{row}",
        title=f"הרצל {row}",
        status=Status.DRAFT,
        address=f"הרצל {row}, חולון",
        parcel=f"6109/{row}",
        client="חברת הדוגמה",
        reference=f"2026-{row:04}",
        final_valuation=Decimal(5_700_000),
        created_by_id="owner",
        created_by_name="דנה לוי",
        updated_at=datetime(2026, 11, 2, 8, 0, tzinfo=UTC),
    )


def shown(model: CaseModel, row: int) -> Sequence[str]:
    """The texts of a row."""
    return [str(model.data(model.index(row, column))) for column in range(len(COLUMNS))]


def make_case(office: OfficeContext, street: str, city: str) -> str:
    """A case whose first step is finished."""
    services, actor = office.services, office.actor
    opened = create_case(services, actor)
    session = WizardSession(opened.record, opened.valuation, actor, services.clock)
    session.type("address.street", street)
    session.type("address.city", city)
    finish_step(services, actor, session.snapshot(), Step.INITIAL_DATA)
    return opened.valuation.id


@pytest.fixture
def desk(office: OfficeContext, qtbot: QtBot) -> CasesDesk:
    """A desk over an office with two cases."""
    make_case(office, "הרי הגלעד", "רמת גן")
    make_case(office, "ויצמן", "חולון")
    made = CasesDesk(office)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitUntil(lambda: made.model.total == 2)
    return made


def test_model_when_the_office_has_many_cases_then_fetches_only_the_windows_that_are_seen(
    office: OfficeContext, qtbot: QtBot
) -> None:
    shelf = Shelf(100_000)
    model = CaseModel(office, shelf.fetch)
    model.refresh()
    qtbot.waitUntil(lambda: model.rowCount() == 100_000)
    assert model.line(77_777) is None
    assert model.line(77_778) is None
    qtbot.waitUntil(lambda: model.line(77_777) is not None)
    assert shown(model, 77_777)[0] == "הרצל 77777, חולון"
    assert [query.offset for query in shelf.asked] == [0, 77_777 // WINDOW * WINDOW]


def test_model_when_an_older_answer_comes_late_then_it_is_not_shown(
    office: OfficeContext, qtbot: QtBot
) -> None:
    shelf = Shelf(3)
    model = CaseModel(office, shelf.fetch)
    model.refresh()
    shelf.number = 1
    model.search("הרצל", frozenset({Status.DRAFT}))
    qtbot.waitUntil(lambda: office.tasks.idle)
    assert model.total == 1
    assert shelf.asked[-1].words == "הרצל"
    assert shelf.asked[-1].statuses == {Status.DRAFT}


def test_row_when_shown_then_address_parcel_client_state_time_and_value_stand_in_words(
    office: OfficeContext, qtbot: QtBot
) -> None:
    model = CaseModel(office, Shelf(1).fetch)
    model.refresh()
    qtbot.waitUntil(lambda: model.total == 1)
    local = datetime(2026, 11, 2, 8, 0, tzinfo=UTC).astimezone()
    assert [strip_marks(text) for text in shown(model, 0)] == [
        "הרצל 0, חולון",
        "6109/0",
        "חברת הדוגמה",
        "טיוטה",
        f"{local:%d.%m.%Y %H:%M}",
        "5,700,000\u00a0₪",
    ]


def test_list_when_reading_fails_then_says_why_and_can_be_tried_again(
    office: OfficeContext, qtbot: QtBot
) -> None:
    shelf = Shelf(5, broken=True)
    desk = CasesDesk(office, model=CaseModel(office, shelf.fetch))
    qtbot.addWidget(desk)
    desk.show()
    qtbot.waitUntil(desk.notice.isVisible)
    assert desk.notice.words.text() == office.texts("errors.disk_full")
    shelf.broken = False
    qtbot.mouseClick(desk.notice.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.model.total == 5)


def test_search_when_typed_then_only_fitting_cases_are_listed_and_none_says_what_to_do(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    desk.search.setText("ויצמן")
    qtbot.waitUntil(lambda: desk.model.total == 1)
    assert shown(desk.model, 0)[0] == "ויצמן, חולון"
    desk.search.setText("אין כזה")
    qtbot.waitUntil(lambda: desk.model.total == 0)
    button = desk.findChild(QPushButton, "action:empty-list")
    assert isinstance(button, QPushButton)
    assert button.isVisible()
    assert button.text() == office.texts("cases.clear_search")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.model.total == 2)


def test_side_list_when_a_state_is_chosen_then_only_its_cases_are_listed(
    desk: CasesDesk, qtbot: QtBot
) -> None:
    assert desk.side.item(0).text().endswith("2")
    assert desk.side.item(list(Status).index(Status.SIGNED) + 1).isHidden()
    desk.side.setCurrentRow(1)
    qtbot.waitUntil(lambda: desk.model.total == 0)
    desk.side.setCurrentRow(2)
    qtbot.waitUntil(lambda: desk.model.total == 2)


def test_empty_office_when_opened_then_one_sentence_and_one_button_begin_a_case(
    office: OfficeContext, qtbot: QtBot
) -> None:
    desk = CasesDesk(office)
    qtbot.addWidget(desk)
    desk.show()
    button = desk.findChild(QPushButton, "action:empty-list")
    assert isinstance(button, QPushButton)
    qtbot.waitUntil(button.isVisible)
    with qtbot.waitSignal(desk.new_asked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_keys_when_pressed_then_open_the_chosen_case_find_and_begin_a_new_one(
    desk: CasesDesk, qtbot: QtBot
) -> None:
    desk.activateWindow()
    desk.table.setFocus()
    chosen = desk.model.line(0)
    assert chosen is not None
    with qtbot.waitSignal(desk.open_asked) as opened:
        qtbot.keyClick(desk.table, Qt.Key.Key_Return)
    assert opened.args == [chosen.id]
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(desk.table, Qt.Key.Key_F, control)
    assert desk.search.hasFocus()
    with qtbot.waitSignal(desk.new_asked):
        qtbot.keyClick(desk.search, Qt.Key.Key_N, control)


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
    desk.table.setCurrentIndex(desk.model.index(1, 0))
    chosen = desk.model.line(1)
    assert chosen is not None
    make_case(office, "אלנבי", "תל אביב")
    desk.refresh()
    qtbot.waitUntil(lambda: desk.model.total == 3)
    line_now = desk.model.line(desk.table.currentIndex().row())
    assert line_now is not None
    assert line_now.id == chosen.id


def test_widths_when_changed_then_the_next_desk_has_them(
    desk: CasesDesk, office: OfficeContext, qtbot: QtBot
) -> None:
    desk.table.setColumnWidth(2, 222)
    qtbot.waitUntil(lambda: isinstance(office.services.settings.get(WIDTHS), list))
    again = CasesDesk(office)
    qtbot.addWidget(again)
    assert again.table.columnWidth(2) == 222
    qtbot.waitUntil(lambda: again.model.total == 2)
