"""The pictures of the market data: importing, searching, the map, and finding comparables."""

from pathlib import Path

from PySide6.QtWidgets import QTabWidget

from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.market.query import MarketQuery
from shamay_desktop.domain.market.rows import RowStanding
from shamay_desktop.ui.market.finder import Finder
from shamay_desktop.ui.market.import_dialog import ImportDialog
from shamay_desktop.ui.market.market_page import MarketPage
from shamay_desktop.ui.pages.analysis import AnalysisPage
from tests.market_files import destroyed_csv, english_csv, tax_authority
from tests.market_places import placed_csv
from tests.market_sales import sales, told
from tools.shots.desk_round import make_case
from tools.shots.photographer import Photographer

SUBJECT = {
    "address__city": "רמת גן",
    "address__street": "דרך השקד",
    "address__house_number": "4",
    "parcel__gush": "6100",
    "parcel__helka": "5",
    "unit__rooms": "4",
    "unit__floor": "3",
    "unit__built_area": "104",
    "building__year_built": "1998",
    "valuation__date": "2026-05-01",
    "location__itm_east": "178700",
    "location__itm_north": "662150",
}


def market_round(camera: Photographer) -> None:
    """From the empty page over an import to comparables that were accepted and rejected."""
    folder = camera.home.root.parent
    desk = camera.workplace.desk
    if desk is None:
        raise RuntimeError("no list")
    desk.show_market()
    camera.wait(lambda: desk.is_market_shown)
    page = desk.market
    if not isinstance(page, MarketPage):
        raise TypeError("no market page")
    camera.take("market-empty")
    _importing(camera, page, folder)
    _searching(camera, page)
    desk.show_query(desk.model.query)
    _finding(camera)


def _importing(camera: Photographer, page: MarketPage, folder: Path) -> None:
    rows = told(sales(600))
    for number, (name, content) in enumerate(
        (
            ("עסקאות רמת גן.csv", placed_csv(rows)),
            ("deals.csv", english_csv(told(sales(9), flawless=True))),
            ("הרוס.csv", destroyed_csv(told(sales(30), flawless=True))),
            ("רשות המסים.xls", tax_authority(told(sales(40)))),
        )
    ):
        path = folder / name
        path.write_bytes(content)
        page.flow.take_files([path])
        dialog = camera.dialog()
        if not isinstance(dialog, ImportDialog):
            raise TypeError("no import dialog")
        camera.rest()
        camera.take(f"market-import-{number}", dialog)
        if not dialog.keep.isEnabled():
            dialog.choose_order("MDY")
            camera.rest()
        dialog.keep.click()
        camera.wait(lambda: not page.flow.busy and not camera.window.dialogs())
        camera.rest()
    camera.take("market-imported")
    page.show_imports()
    camera.take("market-imports", camera.dialog())
    camera.dialog().close()


def _searching(camera: Photographer, page: MarketPage) -> None:
    page.flow.tray.hide()
    page.view.toggle_filter()
    page.view.show_query(
        MarketQuery(gush=frozenset({"6100", "6101"}), year_from=1980, city="רמת גן")
    )
    camera.take("market-filtered")
    page.view.show_query(MarketQuery(standing=RowStanding.QUARANTINED))
    camera.take("market-quarantined")
    page.view.show_query(MarketQuery(words="zzz"))
    camera.take("market-nothing-found")
    page.view.widen()
    page.view.toggle_filter()
    page.view.toggle_map()
    camera.wait(lambda: page.view.map is not None)
    page.view.searches.save("רמת גן", MarketQuery(city="רמת גן"))
    camera.take("market-map")
    page.view.toggle_map()


def _finding(camera: Photographer) -> None:
    shell = camera.open_case(make_case(camera, **SUBJECT))
    shell.open_step(Step.ANALYSIS)
    page = shell.pages[Step.ANALYSIS]
    if not isinstance(page, AnalysisPage):
        raise TypeError("no analysis page")
    camera.take("finder-closed")
    page.find_comparables()
    camera.rest()
    finder = page.findChild(Finder)
    if not isinstance(finder, Finder):
        raise TypeError("no finder")
    camera.take("finder")
    finder.rate(4)
    finder.accept()
    camera.rest()
    finder.accept()
    camera.rest()
    finder.reject()
    camera.take("finder-reject", camera.dialog())
    camera.dialog().close()
    finder.view.toggle_map()
    camera.wait(lambda: finder.view.map is not None)
    camera.take("finder-map")
    finder.show_decisions()
    camera.take("finder-decisions", camera.dialog())
    tabs = camera.dialog().findChild(QTabWidget)
    if isinstance(tabs, QTabWidget):
        tabs.setCurrentIndex(1)
        camera.take("finder-runs", camera.dialog())
    camera.dialog().close()
    finder.leave()
    camera.take("finder-left")
    _mending(camera, page)
    camera.leave_case()
    _unplaced(camera)


def _mending(camera: Photographer, page: AnalysisPage) -> None:
    """A fact of a comparable that was typed over what was imported."""
    place = page.comparables
    if place is None:
        raise TypeError("step 4 has no comparables")
    place.choose("grid")
    camera.rest()
    if place.grid is None:
        raise TypeError("no grid")
    model = place.grid.model
    row = next(at for at, row in enumerate(model.rows) if row.name == "price")
    model.setData(model.index(row, 1), "3,400,000")
    place.grid.table.go_to(model.index(row, 1))
    camera.take("grid-fact-mended")
    place.choose("table")
    camera.take("table-fact-mended")


def _unplaced(camera: Photographer) -> None:
    """A subject without a place: about what the radius is drawn is said."""
    facts = {name: fact for name, fact in SUBJECT.items() if not name.startswith("location")}
    shell = camera.open_case(make_case(camera, **facts))
    shell.open_step(Step.ANALYSIS)
    page = shell.pages[Step.ANALYSIS]
    if not isinstance(page, AnalysisPage):
        raise TypeError("no analysis page")
    page.find_comparables()
    camera.take("finder-by-block")
    finder = page.findChild(Finder)
    if not isinstance(finder, Finder):
        raise TypeError("no finder")
    finder.view.show_query(finder.view.query, (("radius", "3000"),))
    finder.view.turn_about()
    finder.view.toggle_map()
    camera.wait(lambda: finder.view.map is not None)
    camera.take("finder-about-town")
    finder.leave()
    camera.leave_case()
