"""From a dropped file of sales to a value in the real window, by mouse and keyboard."""

import gc
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QListWidget, QTableView
from pytestqt.qtbot import QtBot

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Origin, Row, Value
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.market.rows import Verdict
from shamay_desktop.domain.report_text import text_blocks
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.system.folders import Home
from shamay_desktop.ui import theme
from shamay_desktop.ui.garbage import UiGarbage
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.usecases.market.deciding import decisions_of
from shamay_desktop.usecases.market.searching import runs_of
from shamay_desktop.usecases.office.first_run import FirstRun, set_up_office
from shamay_desktop.usecases.report.producing import content_of
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.session import WizardSession
from tests.end_to_end.typist import Typist
from tests.market_places import placed_csv
from tests.market_sales import sales, told
from tests.ui.conftest import QuickPasswords, StandingClock

OWNER = FirstRun("dana@example.com", "דנה לוי", "לוי שמאות", "1234", "a long sentence")
SUBJECT = {
    "address.city": "רמת גן",
    "address.street": "דרך השקד",
    "parcel.gush": "6100",
    "parcel.helka": "5",
    "unit.rooms": "4",
    "unit.built_area": "100",
    "valuation.date": "2026-05-01",
}
TAKEN = 3

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """Services of a fresh home."""
    built = build_services(Place(Home(tmp_path / "home").make()))
    built.database.upgrade()
    yield replace(built, clock=StandingClock(), passwords=QuickPasswords(), close=lambda: None)
    built.close()


@pytest.fixture
def owner(services: Services) -> Actor:
    """The owner of a set-up office."""
    return set_up_office(services, OWNER).actor


@pytest.fixture
def typist(services: Services, owner: Actor, qtbot: QtBot, qapp: QApplication) -> Iterator[Typist]:
    """A person before the desk."""
    collecting = UiGarbage(qapp)
    theme.apply_theme(qapp, Language.HE)
    window = MainWindow(lambda: services, Language.HE)
    window.resize(1366, 768)
    window.show()
    hands = Typist(qtbot, window)
    hands.until(lambda: window.workplace is not None, "the workplace")
    hands.rest()
    assert window.workplace is not None
    window.workplace._on_entered(owner)
    hands.rest()
    yield hands
    window.tasks.wait_idle()
    window.close_for_good()
    window.deleteLater()
    gc.collect()
    collecting.stop()
    collecting.deleteLater()


def bring_sales_in(typist: Typist, folder: Path) -> None:
    """The side list's line, a dropped file, the preview, and what became of it."""
    path = folder / "עסקאות.csv"
    path.write_bytes(placed_csv(told(sales(400))))
    side = typist.widget("side-list")
    assert isinstance(side, QListWidget)
    line = next(
        side.item(row) for row in range(side.count()) if side.item(row).text() == "נתוני שוק"
    )
    typist.click_item(side, side.indexFromItem(line))
    page = typist.widget("market-page")
    typist.rest()
    typist.drop(page, [path])
    preview = typist.widget("preview-rows")
    assert isinstance(preview, QTableView)
    assert preview.model().rowCount() == 50
    typist.press("action:import-table")
    table = typist.widget("market-table")
    assert isinstance(table, QTableView)
    typist.until(lambda: table.model().rowCount() > 300, "the rows")
    typist.rest()
    words = typist.widget("import-words")
    assert isinstance(words, QLabel)
    assert "מופרדות" in words.text()


def begin_case(typist: Typist) -> None:
    """A new case with what the subject is."""
    typist.press("action:new-case")
    assert typist.window.workplace is not None
    workplace = typist.window.workplace
    typist.until(lambda: workplace.case is not None and workplace.case.is_open, "the wizard")
    typist.rest()
    for path, content in SUBJECT.items():
        assert typist.reaches(path), path
        typist.enter(path, Value.of(content))


def has_rows(session: WizardSession, wanted: int) -> bool:
    """Whether so many comparables stand in the case."""
    return len(session.case.rows("comparables")) == wanted


def find_comparables(typist: Typist) -> list[str]:
    """Within the block, the most alike first: three are taken, one is refused; ids of the taken."""
    typist.press("step:analysis")
    typist.press("action:open-finder")
    typist.rest()
    for name in ("radius", "months", "area_percent"):
        editor = typist.widget(f"relative:{name}")
        typist.type_over(editor, {"months": "60", "area_percent": "40"}.get(name, ""))
        typist.key(editor, Qt.Key.Key_Return)
        typist.rest()
    table = typist.widget("market-table")
    assert isinstance(table, QTableView)
    typist.until(lambda: table.model().rowCount() > TAKEN, "like rows")
    active(typist)
    table.setFocus()
    typist.click_item(table, table.model().index(0, 3))
    case = typist.shell.context.session
    typist.press("action:rate-4")
    for number in range(TAKEN):
        typist.key(table, Qt.Key.Key_Return)
        typist.until(partial(has_rows, case, number + 1), "a row")
        typist.rest()
    typist.key(table, Qt.Key.Key_Delete)
    reason = typist.widget("field:reject-reason")
    assert isinstance(reason, QComboBox)
    line = reason.lineEdit()
    assert line is not None
    typist.type_over(line, "מצב פיזי שונה")
    typist.press("action:keep-rejection")
    typist.rest()
    active(typist)
    table.setFocus()
    typist.key(table, Qt.Key.Key_Escape)
    typist.until(lambda: typist.sees("finder") is None, "the table of comparables")
    return [row.id for row in case.case.rows("comparables")]


def active(typist: Typist) -> None:
    """The window has the keys, as a person's has."""
    typist.window.activateWindow()
    typist.until(typist.window.isActiveWindow, "the window to be active")


def to_cell(typist: Typist, cells: QTableView, title: str, comparable: int) -> None:
    """Click the cell of a row by its title."""
    model = cells.model()
    titles = [
        strip_marks(str(model.headerData(row, Qt.Orientation.Vertical)))
        for row in range(model.rowCount())
    ]
    typist.click_item(cells, model.index(titles.index(title), comparable))


def type_cell(typist: Typist, cells: QTableView, text: str) -> None:
    """F2, over what stands there, Enter."""
    typist.key(cells, Qt.Key.Key_F2)
    editor = typist.widget("grid-cell")
    typist.type_over(editor, text)
    typist.key(editor, Qt.Key.Key_Return)
    typist.until(lambda: typist.sees("grid-cell") is None, "the cell to be kept")


def adjust(typist: Typist, taken: list[str]) -> None:
    """In the grid: a fact is mended and restored, heads in % and in ₪ with their reasons, copied,
    the order turned, and each gesture taken back by Ctrl+Z."""
    ctrl = Qt.KeyboardModifier.ControlModifier
    session = typist.shell.context.session
    typist.press("comparables:grid")
    cells = typist.widget("grid:cells")
    assert isinstance(cells, QTableView)
    typist.rest()
    active(typist)
    imported = session.case.value(f"comparables/{taken[0]}/price")
    to_cell(typist, cells, "מחיר עסקה", 1)
    type_cell(typist, cells, "2,000,000")
    assert session.case.content(f"comparables/{taken[0]}/price") == "2000000"
    to_cell(typist, cells, "מחיר עסקה", 1)
    assert "עסקאות.csv" in strip_marks(typist.text_of("grid:offer"))
    typist.key(cells, Qt.Key.Key_T, ctrl)
    assert session.case.value(f"comparables/{taken[0]}/price") == imported
    for title, amount, reason in (
        ("מיקום", "-5", "רחוב ראשי ורועש"),
        ("חניה", "40000 ₪", "אין חניה רשומה"),
    ):
        to_cell(typist, cells, title, 1)
        type_cell(typist, cells, amount)
        line = typist.widget("grid:reason")
        typist.until(line.hasFocus, "the question for the reason")
        typist.keys(line, reason)
        typist.key(line, Qt.Key.Key_Return)
    to_cell(typist, cells, "מיקום", 1)
    typist.key(cells, Qt.Key.Key_C, ctrl)
    to_cell(typist, cells, "מיקום", 2)
    typist.key(cells, Qt.Key.Key_V, ctrl)
    assert adjusted(session) == {
        (taken[0], "location", "-5", "רחוב ראשי ורועש"),
        (taken[0], "parking", "40000", "אין חניה רשומה"),
        (taken[1], "location", "-5", "רחוב ראשי ורועש"),
    }
    typist.key(cells, Qt.Key.Key_Z, ctrl)
    typist.until(lambda: len(adjusted(session)) == 2, "the pasted cell to be taken back")
    typist.key(cells, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert [row.id for row in session.case.rows("comparables")] != taken
    typist.key(cells, Qt.Key.Key_Z, ctrl)
    typist.until(
        lambda: [row.id for row in session.case.rows("comparables")] == taken, "the old order"
    )
    typist.press("comparables:table")


def adjusted(session: WizardSession) -> set[tuple[str, str, str, str]]:
    """What is adjusted: comparable, head, amount and reason."""
    return {
        tuple(str(row.content(name)) for name in ("comparable", "head", "amount", "reason"))  # type: ignore[misc]  # four of them
        for row in session.case.rows("comparables.adjustments")
    }


def conclude(typist: Typist) -> str:
    """Area and adopted price are typed; the value as the window shows it."""
    area = Row("flat", {"name": Value.of("דירה"), "category": Value.of("flat"),
                        "area": Value.of("100"), "coefficient": Value.of("1")})  # fmt: skip
    for path, value in (
        ("valuation.areas", Value.of((area,))),
        ("valuation.adopted_price_per_sqm", Value.of("30000")),
        ("valuation.rounding_step", Value.of("100000")),
    ):
        assert typist.reaches(path), path
        typist.enter(path, value)
    labels = [each for each in typist.window.findChildren(QLabel) if each.isVisible()]
    return strip_marks("\n".join(each.text() for each in labels))


def test_sales_when_dropped_searched_and_accepted_then_carry_the_value_into_the_report(
    typist: Typist, services: Services, owner: Actor, tmp_path: Path
) -> None:
    bring_sales_in(typist, tmp_path)
    begin_case(typist)
    taken = find_comparables(typist)
    session = typist.shell.context.session
    rows = session.case.rows("comparables")
    assert len(taken) == TAKEN
    for row in rows:
        price = row.cells["price"].provenance
        assert price is not None
        assert price.origin is Origin.IMPORTED
        assert price.note is not None
        assert "עסקאות.csv" in price.note
    case_id = session.valuation.id
    decided = {each.comparable_id: each for each in decisions_of(services, owner, case_id)}
    verdicts = sorted(each.verdict for each in decided.values())
    assert verdicts == [Verdict.ACCEPTED] * TAKEN + [Verdict.REJECTED]
    assert decided[taken[0]].rating == 4
    assert runs_of(services, owner, case_id)[0].total > TAKEN
    adjust(typist, taken)
    assert "3,000,000" in conclude(typist)
    typist.press("action:step-next")
    typist.until(lambda: session.step is Step.EXPORT, "the report")
    typist.rest()
    lines = "\n".join(text_blocks(content_of(services, owner, session.case, Language.HE)))
    printed = strip_marks(lines)
    for row in rows:
        price_text = row.content("price")
        assert isinstance(price_text, str)
        assert strip_marks(formats.number(price_text)) in printed
    assert "רחוב ראשי ורועש" in printed
    assert "אין חניה רשומה" in printed
    assert "3,000,000" in printed
