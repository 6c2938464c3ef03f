"""What was decided and searched for a case: looked at, written to CSV, printed."""

import csv
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.market.query import MarketQuery, SearchRun
from shamay_desktop.domain.market.rows import RowKind, Verdict
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.market.decision_words import total_words
from shamay_desktop.ui.market.decisions_dialog import DecisionsDialog
from shamay_desktop.ui.market.means import Means
from shamay_desktop.ui.pages.analysis import AnalysisPage
from shamay_desktop.usecases.market.deciding import decide
from shamay_desktop.usecases.market.searching import MOST_COUNTED, search
from tests.ui.market.market_bench import bring_in, case_context, cell_of, sales_file, settle

FORMULA = '=HYPERLINK("http://example.com")'


def decided_case(office: OfficeContext, tmp_path: Path) -> str:
    """A case with one search and two decisions, the reason of one like a formula."""
    bring_in(office, sales_file(tmp_path, 60))
    case_id = case_context(office).session.valuation.id
    services, actor = office.services, office.actor
    found = search(services, actor, replace(MarketQuery(), year_from=1980), valuation_id=case_id)
    assert found.run is not None
    first, second = found.hits[0].row.id, found.hits[1].row.id
    decide(
        services, actor, case_id, first, Verdict.ACCEPTED,
        rating=4, note="נבדק במקום", run_id=found.run.id,
    )  # fmt: skip
    decide(
        services, actor, case_id, second, Verdict.REJECTED,
        reason=FORMULA, rating=1, run_id=found.run.id,
    )  # fmt: skip
    return case_id


@pytest.fixture
def dialog(office: OfficeContext, qtbot: QtBot, tmp_path: Path) -> DecisionsDialog:
    """The dialog over such a case, read."""
    means = Means(office.services, office.actor, office.texts, office.tasks)
    made = DecisionsDialog(means, decided_case(office, tmp_path))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    settle(office, qtbot, lambda: made.decided.rowCount() == 2)
    return made


def test_decision_when_shown_then_tells_who_when_why_and_which_search_found_it(
    dialog: DecisionsDialog, office: OfficeContext
) -> None:
    heads = dialog.listings[0].heads
    lines = [dict(zip(heads, line, strict=True)) for line in dialog.listings[0].lines]
    texts = office.texts
    told = next(line for line in lines if line[texts("market.decided_reason")] == FORMULA)
    assert told[texts("market.decided_verdict")] == texts("market.verdict.rejected")
    assert told[texts("market.decided_by")]
    assert told[texts("market.decided_at")]
    assert "1980" in told[texts("market.decided_search")]
    assert all(strip_marks(cell) == cell for line in dialog.listings[0].lines for cell in line)
    stars = {
        cell_of(dialog.decided, row, heads.index(texts("market.decided_rating"))) for row in (0, 1)
    }
    assert stars == {"★★★★", "★"}


def test_list_when_written_then_is_csv_in_which_nothing_is_a_formula(
    dialog: DecisionsDialog,
    office: OfficeContext,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "decisions.csv"
    monkeypatch.setattr(
        "shamay_desktop.ui.market.decisions_dialog.QFileDialog.getSaveFileName",
        lambda *_given: (str(target), ""),
    )
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    settle(office, qtbot, target.is_file)
    assert target.name in dialog.said.text()
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert tuple(rows[0]) == dialog.listings[0].heads
    assert len(rows) == 3
    cells = [cell for row in rows for cell in row]
    assert f"'{FORMULA}" in cells
    assert "נבדק במקום" in cells
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]
    assert any("1980" in cell for cell in rows[1])
    ratings = {row[rows[0].index(office.texts("market.decided_rating"))] for row in rows[1:]}
    assert ratings == {"4", "1"}
    dialog.tabs.setCurrentIndex(1)
    target.unlink()
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    settle(office, qtbot, target.is_file)
    assert len(target.read_text(encoding="utf-8-sig").splitlines()) == 1 + dialog.runs.rowCount()


def test_lists_when_printed_then_stand_on_paper_with_reasons_and_searches(
    dialog: DecisionsDialog, office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setOutputFileName(str(target))
    dialog.print_on(printer)
    settle(office, qtbot, lambda: dialog.said.text() == office.texts("export.printed", n=1))
    document = pypdfium2.PdfDocument(target)
    words = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "HYPERLINK" in words
    assert "1980" in words


def test_target_when_it_cannot_be_written_then_that_is_said(
    dialog: DecisionsDialog,
    office: OfficeContext,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    def full(*_given: object) -> None:
        raise WorldFailed("disk_full")

    monkeypatch.setattr(type(office.services.exports), "place", full)
    dialog.write(dialog.listings[0], tmp_path / "a.csv")
    settle(office, qtbot)
    assert dialog.said.property("tone") == "error"
    assert not (tmp_path / "a.csv").exists()


def test_case_without_a_decision_when_looked_at_then_there_is_nothing_to_write(
    office: OfficeContext, qtbot: QtBot
) -> None:
    means = Means(office.services, office.actor, office.texts, office.tasks)
    made = DecisionsDialog(means, case_context(office).session.valuation.id)
    qtbot.addWidget(made)
    settle(office, qtbot, lambda: bool(made.listings))
    assert not made.save_button.isEnabled()
    assert not made.print_button.isEnabled()


def test_step_4_when_the_key_is_pressed_then_the_decisions_open(
    office: OfficeContext, qtbot: QtBot
) -> None:
    page = AnalysisPage(case_context(office))
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page, Qt.Key.Key_H, modifiers)
    settle(office, qtbot, lambda: page.findChild(DecisionsDialog) is not None)
    opened = page.findChild(DecisionsDialog)
    assert isinstance(opened, DecisionsDialog)
    settle(office, qtbot, lambda: bool(opened.listings))
    opened.reject()


def test_search_when_more_was_found_than_is_counted_then_it_is_not_told_as_the_number(
    office: OfficeContext,
) -> None:
    at = datetime(2026, 5, 1, tzinfo=UTC)
    run = SearchRun("r", MarketQuery(kind=RowKind.RENT), "u", at, MOST_COUNTED, ())
    assert total_words(run, office.texts) == office.texts("market.run_more", n="2,000")
