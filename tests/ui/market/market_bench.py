"""What tests of the market's screens begin with: files of invented sales, pages, a case."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.market.import_dialog import ImportDialog
from shamay_desktop.ui.market.market_page import MarketPage
from shamay_desktop.ui.market.rows_view import RowsView
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.usecases.market.importing import import_table
from shamay_desktop.usecases.market.previewing import preview
from shamay_desktop.usecases.wizard.opening import open_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tests.market_places import placed_csv
from tests.market_sales import sales, told
from tests.ui.cases.desk_cases import make_case

SUBJECT = {
    "parcel__gush": "6100",
    "parcel__helka": "2",
    "unit__rooms": "4",
    "unit__built_area": "104",
    "valuation__date": "2026-05-01",
    "location__itm_east": "178700",
    "location__itm_north": "662150",
}


def sales_file(folder: Path, count: int = 60, name: str = "sales.csv", *, seed: int = 1) -> Path:
    """A file of sales with places, without flaws."""
    path = folder / name
    path.write_bytes(placed_csv(told(sales(count, seed), flawless=True)))
    return path


def bring_in(office: OfficeContext, path: Path) -> None:
    """Import a file without a window."""
    looked = preview(office.services, office.actor, path)
    import_table(office.services, office.actor, looked)


def open_market(office: OfficeContext, qtbot: QtBot) -> MarketPage:
    """The page in a window of its own, at rest."""
    page = MarketPage(office)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    page.activateWindow()
    settle(office, qtbot)
    return page


def settle(office: OfficeContext, qtbot: QtBot, holds: Callable[[], bool] = lambda: True) -> None:
    """Wait until it holds, timers of typing have run and nothing is under way."""
    qtbot.wait(120)
    qtbot.waitUntil(lambda: office.tasks.idle and holds(), timeout=20_000)


def dialog_of(page: QWidget, qtbot: QtBot) -> ImportDialog:
    """The import dialog, once it is there."""
    qtbot.waitUntil(lambda: bool(page.findChildren(ImportDialog)), timeout=20_000)
    return page.findChildren(ImportDialog)[-1]


def column(view: RowsView, key: str) -> list[str]:
    """What a column shows, from the top."""
    place = view.table.places[key]
    return [
        strip_marks(str(view.model.index(row, place).data())) for row in range(view.model.total)
    ]


def cell_of(table: QTableWidget, row: int, place: int) -> str:
    """The words of a cell."""
    item = table.item(row, place)
    assert item is not None
    return item.text()


def press(widget: QWidget, key: Qt.Key) -> None:
    """Press a key as the window system would send it to the widget."""
    nothing = Qt.KeyboardModifier.NoModifier
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, nothing))


def case_context(
    office: OfficeContext, street: str = "דרך השקד", subject: Mapping[str, str] | None = None
) -> PageContext:
    """A case with a subject, open in a session."""
    facts = SUBJECT if subject is None else subject
    case_id = make_case(office, street, "רמת גן", **facts)
    opened = open_case(office.services, office.actor, case_id)
    session = WizardSession(opened.record, opened.valuation, office.actor, office.services.clock)
    return PageContext(office.services, office.actor, session, office.texts, office.tasks)
