"""Ways in by the window: pasted tables of past reports, a Word report, and an import that is
stopped half-way."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.market.query import MarketQuery
from shamay_desktop.domain.market.rows import SourceKind
from shamay_desktop.storage.repositories.market import SqlMarket
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.market.market_page import MarketPage
from shamay_desktop.usecases.market.looking import imports_of
from shamay_desktop.usecases.market.searching import search
from tests.market_files import copied_html, copied_text, office_rows, report_document
from tests.market_sales import Told, sales, told
from tests.ui.market.market_bench import dialog_of, open_market, sales_file, settle

PASTE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
ROWS = told(sales(9), flawless=True)


def put_on_clipboard(text: str, html: str = "") -> None:
    """What another program copied."""
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def copied_from_word(rows: Sequence[Told]) -> str:
    """What Word itself gives: namespaces, conditional comments, paragraphs inside of cells."""
    lines = "".join(
        "<tr style='mso-yfti-irow:0'>"
        + "".join(
            "<td width=67 valign=top style='border:solid windowtext 1.0pt;padding:0cm'>"
            "<p class=MsoNormal dir=RTL style='text-align:right;direction:rtl'>"
            f"<span lang=HE style='font-family:\"David\",sans-serif'>{escape(text)}<o:p></o:p>"
            "</span></p></td>"
            for text in row
        )
        + "</tr>"
        for row in office_rows(rows)
    )
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator '
        'content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument>'
        "</xml><![endif]--><style><!--p.MsoNormal{margin:0cm;}--></style></head>"
        f"<body lang=EN-US><!--StartFragment--><table class=MsoTableGrid dir=rtl>{lines}</table>"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>"
    )


def all_rows(office: OfficeContext) -> int:
    """How many rows the database holds."""
    return search(office.services, office.actor, MarketQuery()).total


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (copied_text(ROWS), ""),
        ("תמונה של טבלה", copied_html(ROWS)),
        (copied_text(ROWS), copied_from_word(ROWS)),
    ],
    ids=["text with tabs", "html of a page", "html of Word"],
)
def test_table_of_a_past_report_when_pasted_by_key_then_is_a_source_of_its_own_kind(
    office: OfficeContext, qtbot: QtBot, text: str, html: str
) -> None:
    page = open_market(office, qtbot)
    put_on_clipboard(text, html)
    qtbot.keyClick(page, Qt.Key.Key_V, PASTE)
    dialog = dialog_of(page, qtbot)
    assert dialog.rows.rowCount() == len(ROWS)
    combo = dialog.mapping
    combo.setCurrentIndex(combo.findData("report_table"))
    combo.activated.emit(combo.currentIndex())
    settle(office, qtbot, lambda: dialog.looked.mapping.id == "report_table")
    qtbot.waitUntil(dialog.keep.isEnabled)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(office, qtbot, lambda: page.view.model.total == len(ROWS))
    source = imports_of(office.services, office.actor)[0].source
    assert source.kind is SourceKind.REPORT
    assert source.name in page.flow.tray.words.text()
    prices = {hit.row.price for hit in page.view.model.lines_here()}
    assert prices == {row.declared for row in ROWS}


def test_word_report_when_dropped_then_its_table_of_comparables_alone_is_taken(
    office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_market(office, qtbot)
    path = tmp_path / "חוות דעת 2024.docx"
    path.write_bytes(report_document(ROWS))
    page.drops.dropped.emit([path])
    dialog = dialog_of(page, qtbot)
    assert dialog.rows.rowCount() == len(ROWS)
    dialog.keep.click()
    settle(office, qtbot, lambda: page.view.model.total == len(ROWS))
    assert imports_of(office.services, office.actor)[0].source.kind is SourceKind.REPORT


def test_clipboard_when_it_holds_no_table_then_says_so_and_nothing_is_imported(
    office: OfficeContext, qtbot: QtBot
) -> None:
    page = open_market(office, qtbot)
    put_on_clipboard("שלום")
    page.flow.paste()
    settle(office, qtbot, page.flow.tray.close_button.isVisible)
    assert page.flow.tray.words.text()
    assert imports_of(office.services, office.actor) == ()


@pytest.fixture
def under_way(office: OfficeContext, qtbot: QtBot, tmp_path: Path) -> MarketPage:
    """An import of many rows that has begun and told how far it is."""
    page = open_market(office, qtbot)
    page.flow.take_files([sales_file(tmp_path, 15_000)])
    dialog = dialog_of(page, qtbot)
    dialog.keep.click()
    tray = page.flow.tray
    qtbot.waitUntil(lambda: tray.bar.value() > 0 and tray.bar.maximum() > 0, timeout=20_000)
    return page


def test_import_when_stopped_half_way_then_nothing_of_it_stays(
    office: OfficeContext, qtbot: QtBot, under_way: MarketPage
) -> None:
    tray = under_way.flow.tray
    assert tray.stop.isVisible()
    assert tray.bar.isVisible()
    qtbot.mouseClick(tray.stop, Qt.MouseButton.LeftButton)
    settle(office, qtbot, lambda: not under_way.flow.busy)
    assert tray.words.text() == office.texts("market.import_cancelled")
    assert not tray.account.isVisible()
    assert not tray.undo.isVisible()
    assert imports_of(office.services, office.actor) == ()
    assert all_rows(office) == 0
    assert under_way.view.model.total == 0


def test_file_when_imported_after_it_was_stopped_then_comes_whole(
    office: OfficeContext, qtbot: QtBot, under_way: MarketPage, tmp_path: Path
) -> None:
    qtbot.mouseClick(under_way.flow.tray.stop, Qt.MouseButton.LeftButton)
    settle(office, qtbot, lambda: not under_way.flow.busy)
    small = sales_file(tmp_path, 30)  # the same name, other rows
    under_way.flow.take_files([small])
    dialog = dialog_of(under_way, qtbot)
    dialog.keep.click()
    settle(office, qtbot, lambda: under_way.view.model.total == 30)
    assert len(imports_of(office.services, office.actor)) == 1


@pytest.mark.parametrize("ends", ["imported", "undone"])
def test_last_step_when_rows_are_written_then_it_says_so_and_cannot_be_stopped(
    office: OfficeContext,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ends: str,
) -> None:
    page = open_market(office, qtbot)
    page.flow.take_files([sales_file(tmp_path, 40)])
    dialog = dialog_of(page, qtbot)
    if ends == "undone":
        dialog.keep.click()
        settle(office, qtbot, lambda: not page.flow.busy)
    go_on = Event()
    step = "add_staged" if ends == "imported" else "save_source"
    write = getattr(SqlMarket, step)

    def held(*given: object) -> object:
        assert go_on.wait(30)
        return write(*given)

    monkeypatch.setattr(SqlMarket, step, held)
    tray = page.flow.tray
    if ends == "imported":
        dialog.keep.click()
    else:
        page.flow.undo_at_once(imports_of(office.services, office.actor)[0].source)
    try:
        qtbot.waitUntil(lambda: tray.words.text() == office.texts("market.keeping"))
        assert tray.bar.isVisible()
        assert (tray.bar.minimum(), tray.bar.maximum()) == (0, 0), "it moves without a measure"
        assert not tray.stop.isEnabled()
    finally:
        go_on.set()
    settle(office, qtbot, lambda: not page.flow.busy)
    assert not tray.stop.isVisible()
    assert (all_rows(office) > 0) is (ends == "imported")
