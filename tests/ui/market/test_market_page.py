"""The office's market data: bringing in, searching, looking at a row, giving out, undoing."""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Role
from shamay_desktop.domain.market.query import MarketQuery
from shamay_desktop.domain.market.rows import RowStanding
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.market.import_dialog import ImportDialog
from shamay_desktop.ui.market.imports_dialog import ImportsDialog
from shamay_desktop.usecases.market.looking import imports_of
from tests.market_files import destroyed_csv, english_csv
from tests.market_places import placed_csv
from tests.market_sales import sales, told
from tests.ui.market.market_bench import (
    bring_in,
    cell_of,
    column,
    dialog_of,
    open_market,
    sales_file,
    settle,
)


def test_page_when_nothing_was_imported_then_says_so_and_offers_one_button(
    office: OfficeContext, qtbot: QtBot
) -> None:
    page = open_market(office, qtbot)
    assert page.view.empty.words.text() == office.texts("market.empty")
    with qtbot.waitSignal(page.view.import_asked):
        page.view.import_asked.disconnect(page.flow.choose_file)
        page.view.empty.button.click()


def test_file_when_dropped_and_confirmed_then_its_rows_stand_and_the_account_is_told(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_market(office, qtbot)
    page.drops.dropped.emit([sales_file(tmp_path, 40)])
    dialog = dialog_of(page, qtbot)
    assert dialog.rows.rowCount() == 40
    assert dialog.keep.isEnabled()
    dialog.keep.click()
    settle(office, qtbot, lambda: page.view.model.total == 40)
    assert "40" in strip_marks(page.flow.tray.words.text())
    assert page.flow.tray.account.isVisible()
    dates = [day[6:] + day[3:5] + day[:2] for day in column(page.view, "date")]
    assert dates == sorted(dates, reverse=True)


def test_columns_of_people_when_a_table_is_looked_at_then_cannot_be_taken(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_market(office, qtbot)
    page.flow.take_files([sales_file(tmp_path, 3)])
    dialog = dialog_of(page, qtbot)
    last = dialog.headings.rowCount() - 1
    assert not dialog.headings.combo(last).isEnabled()
    dialog.reject()


def becomes(dialog: ImportDialog, index: int, target: str) -> bool:
    """Whether a heading goes to a target."""
    return dialog.looked.fit.columns.get(index) == target


def test_heading_when_given_another_target_then_the_preview_follows_and_it_is_remembered(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_market(office, qtbot)
    path = tmp_path / "own.csv"
    path.write_text("מועד,סכום ששולם,מרחב\n02/03/2026,1000000,80\n14/03/2026,2000000,90\n", "utf-8")
    page.flow.take_files([path])
    dialog = dialog_of(page, qtbot)
    assert not dialog.keep.isEnabled()
    assert "סכום" in cell_of(dialog.headings, 1, 0)
    for index, target in ((1, "price"), (2, "area")):
        combo = dialog.headings.combo(index)
        combo.setCurrentIndex(combo.findData(target))
        combo.activated.emit(combo.currentIndex())
        settle(office, qtbot, partial(becomes, dialog, index, target))
    assert [row.price for row in dialog.looked.rows] == [Decimal(1000000), Decimal(2000000)]
    dialog.keep.click()
    settle(office, qtbot, lambda: page.view.model.total == 2)
    other = tmp_path / "later.csv"
    other.write_text("מועד,סכום ששולם,מרחב\n15/05/2026,3000000,70\n", "utf-8")
    page.flow.take_files([other])
    settle(office, qtbot)
    again = dialog_of(page, qtbot)
    assert again.looked.rows[0].price == Decimal(3000000)
    again.reject()


def test_dates_when_ambiguous_then_the_order_must_be_chosen_before_the_import(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_market(office, qtbot)
    path = tmp_path / "deals.csv"
    path.write_text("date,price,area\n03/04/2026,1000000,80\n05/06/2026,2000000,90\n", "utf-8")
    page.flow.take_files([path])
    dialog = dialog_of(page, qtbot)
    assert not dialog.keep.isEnabled()
    assert office.texts("market.import_order_ask") in dialog.problem.text()
    dialog.choose_order("MDY")
    settle(office, qtbot, lambda: dialog.looked.date_order == "MDY")
    qtbot.waitUntil(dialog.keep.isEnabled)
    assert [row.date.month for row in dialog.looked.rows if row.date is not None] == [3, 5]
    dialog.reject()


def test_file_when_its_hebrew_was_destroyed_then_the_loss_is_said(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_market(office, qtbot)
    path = tmp_path / "destroyed.csv"
    path.write_bytes(destroyed_csv(told(sales(30), flawless=True)))
    page.flow.take_files([path])
    dialog = dialog_of(page, qtbot)
    assert office.texts("market.lost.hebrew") in dialog.warnings.text()
    dialog.reject()


def test_file_when_unreadable_then_the_tray_says_why(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_market(office, qtbot)
    path = tmp_path / "empty.csv"
    path.write_bytes(b"")
    page.flow.take_files([path])
    settle(office, qtbot, page.flow.tray.close_button.isVisible)
    assert "empty.csv" in page.flow.tray.words.text()
    assert imports_of(office.services, office.actor) == ()


def test_blocks_when_several_or_a_range_are_typed_then_only_their_rows_are_listed(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    bring_in(office, sales_file(tmp_path, 1000))
    page = open_market(office, qtbot)
    view = page.view
    view.toggle_filter()
    gush = view.panel.lines["gush"]
    for text, blocks in (("6100, 6102", {"6100", "6102"}), ("6101-6102", {"6101", "6102"})):
        gush.setText(text)
        gush.editingFinished.emit()
        settle(office, qtbot, lambda: bool(view.model.line(0)))
        assert {hit.row.gush for hit in view.model.lines_here()} <= blocks
        assert view.bar.findChild(QLabel, "case-count") is not None
    before = view.query
    gush.setText("רמת גן")
    gush.editingFinished.emit()
    assert gush.property("problem") == "error"
    assert view.query == before


def test_bounds_when_typed_then_stand_as_chips_that_take_them_away(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    bring_in(office, sales_file(tmp_path, 200))
    page = open_market(office, qtbot)
    view = page.view
    low, high = view.panel.spans["area"]
    low.setText("80")
    high.setText("100")
    high.editingFinished.emit()
    settle(office, qtbot, lambda: view.model.total < 200)
    areas = [hit.row.area for hit in view.model.lines_here()]
    assert areas
    assert all(area is not None and 80 <= area <= 100 for area in areas)
    chip = view.bar.findChild(QToolButton, "chip:area")
    assert isinstance(chip, QToolButton)
    chip.click()
    settle(office, qtbot, lambda: view.model.total == 200)


def test_months_back_when_typed_then_become_a_day(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_market(office, qtbot)
    months = page.view.panel.days["months"]
    months.setText("24")
    months.editingFinished.emit()
    today = office.services.clock.now().astimezone().date()
    assert page.view.query.since is not None
    assert page.view.query.since.year == today.year - 2
    assert months.text() == ""


def test_row_when_chosen_then_its_figures_stand_beside_the_cells_of_the_source(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    bring_in(office, sales_file(tmp_path, 5))
    page = open_market(office, qtbot)
    settle(office, qtbot, lambda: page.view.told is not None)
    facts = page.view.details.facts
    told_row = page.view.told
    assert told_row is not None
    lines = {
        cell_of(facts, row, 0): (cell_of(facts, row, 1), cell_of(facts, row, 2))
        for row in range(facts.rowCount())
    }
    price = told_row.row.price
    assert lines[office.texts("market.column.price")] == (f"{price:,}", f"{price:,}")
    assert "sales.csv" in strip_marks(page.view.details.source.toolTip())
    assert "פלוני" not in str(lines)


def test_rows_when_set_apart_then_are_found_with_their_reason(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "flawed.csv"
    path.write_bytes(placed_csv(told(sales(300))))
    bring_in(office, path)
    page = open_market(office, qtbot)
    page.view.show_query(MarketQuery(standing=RowStanding.QUARANTINED))
    settle(office, qtbot, lambda: page.view.told is not None and bool(page.view.told.row.reasons))
    assert office.texts("market.quarantined") in page.view.details.doubts.text()
    assert len(page.view.details.doubts.text().splitlines()) > 1


def test_import_when_undone_then_all_its_rows_are_gone_and_its_line_says_so(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    bring_in(office, sales_file(tmp_path, 12))
    page = open_market(office, qtbot)
    source = imports_of(office.services, office.actor)[0].source
    page.flow.undo_at_once(source)
    settle(office, qtbot, lambda: page.view.model.total == 0)
    assert imports_of(office.services, office.actor)[0].source.undone_at is not None
    dialog = ImportsDialog(page.means, page)
    settle(office, qtbot, lambda: dialog.table.rowCount() == 1)
    assert not dialog.undo.isEnabled()
    dialog.deleteLater()


def test_rows_when_written_and_given_back_then_nothing_changes(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    bring_in(office, sales_file(tmp_path, 25))
    page = open_market(office, qtbot)
    before = [hit.row for hit in page.view.model.lines_here()]
    target = tmp_path / "out.csv"
    page.flow.write_rows(page.view.asked_query(), (), target)
    settle(office, qtbot, target.exists)
    page.flow.take_files([target])
    dialog = dialog_of(page, qtbot)
    dialog.keep.click()
    settle(office, qtbot, lambda: not page.flow.busy and page.flow.tray.close_button.isVisible())
    page.refresh()
    settle(office, qtbot)
    assert [hit.row for hit in page.view.model.lines_here()] == before
    assert len(imports_of(office.services, office.actor)) == 1


def test_account_when_written_then_tells_each_row_that_was_set_apart(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "flawed.csv"
    path.write_bytes(placed_csv(told(sales(300))))
    bring_in(office, path)
    page = open_market(office, qtbot)
    source = imports_of(office.services, office.actor)[0].source
    target = tmp_path / "account.csv"
    page.flow.write_account(source, target)
    settle(office, qtbot, target.exists)
    assert source.counts.quarantined > 0
    assert len(target.read_text("utf-8-sig").splitlines()) > source.counts.quarantined


def test_search_when_saved_then_opens_again_by_its_name(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    bring_in(office, sales_file(tmp_path, 500))
    page = open_market(office, qtbot)
    searches = page.view.searches
    searches.save("חולון", MarketQuery(city="גבעתיים"))
    settle(office, qtbot, lambda: len(searches.all) == 1)
    page.view.open_search(searches.all[0])
    settle(office, qtbot, lambda: page.view.model.total == 100)
    assert page.view.panel.lines["city"].text() == "גבעתיים"
    searches.remove(searches.all[0])
    settle(office, qtbot, lambda: searches.all == ())


def test_page_when_the_role_may_not_import_then_says_why_and_offers_nothing(
    office: OfficeContext, qtbot: QtBot
) -> None:
    actor = replace(office.actor, role=Role.CLIENT_VIEWER)
    page = open_market(replace(office, actor=actor), qtbot)
    assert not page.bring.isEnabled()
    assert page.bring.toolTip() == office.texts("market.may_not")
    page.flow.take_files([Path("somewhere.csv")])
    assert page.notice.words.text() == office.texts("market.may_not")
    assert not any(each.enabled() for each in page.action_set if each.id == "market_import")


def test_words_when_typed_then_rows_of_that_street_alone_are_listed(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    bring_in(office, sales_file(tmp_path, 200))
    page = open_market(office, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    words = page.findChild(QLineEdit, "field:market-words")
    assert isinstance(words, QLineEdit)
    words.setText("האירוסים")
    settle(office, qtbot, lambda: 0 < page.view.model.total < 200)
    assert {hit.row.street for hit in page.view.model.lines_here()} == {"האירוסים"}


def test_english_file_when_imported_then_is_recognised(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "deals.csv"
    path.write_bytes(english_csv(told(sales(40), flawless=True)))
    page = open_market(office, qtbot)
    page.flow.take_files([path])
    dialog = dialog_of(page, qtbot)
    assert dialog.keep.isEnabled()
    assert dialog.looked.date_order == "MDY"
    dialog.reject()
