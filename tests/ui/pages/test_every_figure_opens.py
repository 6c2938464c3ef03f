"""Every figure that step 4 shows opens into its chain, down to a source; gathered, not listed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.money import round_to_step
from shamay_desktop.domain.valuation.figure import Figure, source_of
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.grid.rows import MARK, RUNNING, Kind, Mark
from shamay_desktop.ui.models.list_model import Computed
from shamay_desktop.ui.pages.analysis import TABS, AnalysisPage
from shamay_desktop.ui.widgets.chain_dialog import ChainDialog
from shamay_desktop.ui.widgets.computed_line import SourcesMark
from shamay_desktop.ui.widgets.figures_table import FiguresTable
from shamay_desktop.ui.widgets.list_editor import ListEditor
from tests.plot_samples import WORKED
from tests.ui.bench import Shell, a_context

TYPED = {"origin": "typed", "by": "dana@example.com", "at": "2026-11-01T08:00:00+00:00"}
PAPER = {"origin": "document", "document": "ab" * 32, "page": 3, "text": "2,415,000"}
GOLDEN = Decimal(5_700_000)
VALUES: Mapping[str, object] = {
    **WORKED,
    "valuation.date": "2026-03-10",
    "valuation.adopted_price_per_sqm": "35000",
    "valuation.quick_sale_percent": "85",
    "unit.findings": [{"id": "n1", "text": "רטיבות", "cost": "20000"}],
    "comparables": [
        {"id": "k1", "address": "הדקל 4", "date": "2026-02-01", "price": "2415000",
         "share_sold": "1/2", "area": "140", "adjustment": "2", "adjustment_reason": "x"},
        {"id": "k2", "address": "הדקל 8", "date": "2026-03-01", "price": "4550000", "area": "130",
         "weight": "2"},
        {"id": "k3", "address": "הדקל 9", "date": "2026-01-04", "price": "5000000", "area": "130",
         "included": False},
    ],
    "comparables.adjustments": [
        {"id": "j1", "comparable": "k2", "head": "location", "unit": "percent", "amount": "-3",
         "reason": "x"},
        {"id": "j2", "comparable": "k2", "head": "parking", "unit": "whole", "amount": "65000",
         "reason": "x"},
        {"id": "j3", "comparable": "k1", "head": "size", "unit": "per_sqm", "amount": "250",
         "reason": "x"},
    ],
}  # fmt: skip
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def sourced(values: Mapping[str, object]) -> dict[str, object]:
    """Each content with where it came from: a person, and one price from a page of a paper."""
    return {path: _sourced(path, content) for path, content in values.items()}


def _sourced(path: str, content: object) -> object:
    if isinstance(content, list) and content and isinstance(content[0], dict):
        return [
            {name: cell if name == "id" else _with(f"{path}/{row['id']}/{name}", cell)
             for name, cell in row.items()}
            for row in content
        ]  # fmt: skip
    return _with(path, content)


def _with(path: str, content: object) -> object:
    source = PAPER if path == "comparables/k1/price" else TYPED
    return {"state": "value", "value": content, "source": source}


def made(qtbot: QtBot, values: Mapping[str, object] = VALUES) -> tuple[AnalysisPage, Shell]:
    """The page in a real window."""
    page = AnalysisPage(a_context(values=sourced(values)))
    qtbot.addWidget(page)
    shell = Shell(page)
    page.resize(1200, 900)
    with qtbot.waitExposed(page):
        page.show()
    return page, shell


def opened(page: AnalysisPage) -> ChainDialog | None:
    """The dialog that stands over the page."""
    found = [each for each in page.findChildren(ChainDialog) if each.isVisible()]
    return found[-1] if found else None


def close(dialog: ChainDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QApplication.sendPostedEvents(None, 0)


def check_opened(page: AnalysisPage, words: str, where: str) -> list[Figure]:
    """What opened shows each number of the words, and ends at contents with a source."""
    dialog = opened(page)
    assert dialog is not None, f"{where} does not open: {words}"
    model = dialog.tree.chain
    roots = [model.figure(model.index(row, 0)) for row in range(model.rowCount())]
    figures = [each for root in roots if root is not None for each in root.walk()]
    numbers = [Decimal(text.replace(",", "")) for text in NUMBER.findall(strip_marks(words))]
    for number in filter(None, numbers):  # "0%": nothing moved, so nothing made it
        assert any(_shows(each, number) for each in figures), (where, words, number)
    for leaf in (each for each in figures if not each.parts):
        assert leaf.path is not None, (where, leaf.key)
        value = model.case.value(leaf.path)
        assert value is not None, (where, leaf.path)
        # A list as a whole has no source of its own; its cells have.
        assert source_of(model.case, leaf) is not None, (where, leaf.path)
    follow_by_keys(dialog)
    close(dialog)
    return figures


def follow_by_keys(dialog: ChainDialog) -> None:
    """Every row of the tree opens by the keyboard until there is nothing more behind it."""
    tree, stack = dialog.tree, [dialog.tree.chain.index(row, 0)
                                for row in range(dialog.tree.chain.rowCount())]  # fmt: skip
    steps = 0
    while stack and steps < 60:
        index, steps = stack.pop(), steps + 1
        figure = tree.chain.figure(index)
        assert figure is not None
        tree.setCurrentIndex(index)
        if not figure.parts:
            continue
        if not tree.isExpanded(index):
            tree.setExpanded(index, False)
            QTest.keyClick(tree, Qt.Key.Key_Plus)
        assert tree.isExpanded(index), figure.key
        stack += [tree.chain.index(row, 0, index) for row in range(tree.chain.rowCount(index))]


def _shows(figure: Figure, number: Decimal) -> bool:
    """Whether a number is the figure, as many digits as are shown of it."""
    step = Decimal(1).scaleb(min(int(number.as_tuple().exponent), 0))
    rounded = {abs(round_to_step(figure.value, step))}
    if figure.unit == "shekel_per_sqm":
        rounded.add(abs(round_to_step(figure.value, Decimal(100))))
    return number in rounded


# -- what is gathered ----------------------------------------------------------------------------


def cards(page: AnalysisPage) -> list[QFrame]:
    return [each for each in page.findChildren(QFrame, "card") if each.isVisibleTo(page)]


def labels_of(page: AnalysisPage) -> Iterator[tuple[QLabel, str]]:
    """Every visible label with a number on a card."""
    for card in cards(page):
        for label in card.findChildren(QLabel):
            if label.isVisibleTo(page) and NUMBER.search(strip_marks(label.text())):
                yield label, label.text()


def tables_of(page: AnalysisPage) -> Iterator[FiguresTable]:
    for card in cards(page):
        yield from (each for each in card.findChildren(FiguresTable) if each.isVisibleTo(page))


def mark_of(label: QLabel, page: AnalysisPage) -> SourcesMark | None:
    """The mark beside a label: of the same name, or of the same card."""
    name = label.objectName().removeprefix("figure:")
    mark = page.findChild(SourcesMark, f"computed:{name}")
    parent: QWidget | None = label
    while mark is None and parent is not None and parent.objectName() != "card":
        parent = parent.parentWidget()
        if parent is not None and parent.objectName() == "card":
            found = [each for each in parent.findChildren(SourcesMark) if each.isVisibleTo(page)]
            mark = found[0] if found else None
    return mark if isinstance(mark, SourcesMark) else None


def open_mark(mark: SourcesMark) -> None:
    mark.menu().aboutToShow.emit()
    mark.menu().actions()[-1].trigger()


def go(page: AnalysisPage, tab: str) -> None:
    page.tabs.setCurrentIndex(list(TABS).index(tab))


def check_labels(page: AnalysisPage) -> int:
    count = 0
    for label, words in list(labels_of(page)):
        mark = mark_of(label, page)
        assert mark is not None, f"a figure without a way into its chain: {words}"
        open_mark(mark)
        check_opened(page, words, label.objectName())
        count += 1
    return count


def check_tables(page: AnalysisPage) -> int:
    count = 0
    for table in tables_of(page):
        for row in range(table.rowCount()):
            for column in range(table.columnCount()):
                item = table.item(row, column)
                words = "" if item is None else item.text()
                if NUMBER.search(strip_marks(words)):
                    table.setCurrentCell(row, column)
                    QTest.keyClick(table, Qt.Key.Key_Return)
                    check_opened(page, words, f"{table.objectName()} {row}/{column}")
                    count += 1
    return count


# -- the tests -----------------------------------------------------------------------------------


def test_value_tab_when_every_figure_on_it_is_opened_then_each_ends_at_its_source(
    qtbot: QtBot,
) -> None:
    page, _shell = made(qtbot)
    go(page, "value")
    qtbot.waitUntil(lambda: page.sensitivity.isVisibleTo(page), timeout=20_000)
    assert check_labels(page) >= 8
    assert check_tables(page) >= 13  # three approaches, two lines of five steps


def test_value_tab_when_its_chain_stands_open_then_the_golden_figures_are_in_it(
    qtbot: QtBot,
) -> None:
    page, _shell = made(qtbot)
    go(page, "value")
    open_mark(page.chain.lines["final"].mark)
    figures = check_opened(page, "5,700,000", "final")
    assert figures[0].value == GOLDEN
    values = {each.value for each in figures}
    assert {Decimal(5_670_000), 142, 40, Decimal("0.5"), 35_000, 100_000, 162} <= values


def test_statistics_when_opened_then_each_of_their_figures_leads_to_the_page_of_a_paper(
    qtbot: QtBot,
) -> None:
    page, _shell = made(qtbot)
    go(page, "comparables")
    # How many lie outside the fence is no sum of parts: at five comparables it is said why.
    assert page.statistics.mark.isVisibleTo(page)
    open_mark(page.statistics.mark)
    words = page.statistics.words.text().rpartition("·")[0]
    figures = check_opened(page, words, "statistics")
    paper = next(each for each in figures if each.path == "comparables/k1/price")
    source = source_of(page.context.session.case, paper)
    assert source is not None
    assert (source.document, source.page) == ("ab" * 32, 3)


def test_grid_when_every_figure_in_it_is_opened_then_each_ends_at_its_source(
    qtbot: QtBot,
) -> None:
    page, _shell = made(qtbot)
    go(page, "comparables")
    assert page.comparables is not None
    page.comparables.choose("grid")
    grid = page.comparables.grid
    assert grid is not None
    count = 0
    for index, words in _figures_of(grid.model):
        grid.table.go_to(index)
        QTest.keyClick(grid.table.cells, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
        check_opened(page, words, f"grid {index.row()}/{index.column()}")
        count += 1
    assert count >= 10


def _figures_of(model: QAbstractItemModel) -> Iterator[tuple[QModelIndex, str]]:
    """The computed cells with a number; a fact is typed, and what is only proposed no figure."""
    for column in range(1, model.columnCount()):
        for row in range(model.rowCount()):
            index = model.index(row, column)
            kind = model.rows[row].kind  # type: ignore[attr-defined]  # the grid's own
            proposed = index.data(MARK) == Mark.PROPOSED.value
            words = f"{index.data() or ''} {index.data(RUNNING) or ''}"
            if kind is not Kind.FACT and not proposed and NUMBER.search(strip_marks(words)):
                yield index, words


@pytest.mark.parametrize("tab", ["comparables", "value"])
def test_lists_when_every_computed_cell_is_opened_then_each_ends_at_its_source(
    qtbot: QtBot, tab: str
) -> None:
    page, _shell = made(qtbot)
    go(page, tab)
    count = 0
    for editor in page.forms[tab].findChildren(ListEditor):
        table = editor.table
        if table is None:  # a list without rows
            continue
        for index, words in _computed_of(editor):
            table.setCurrentIndex(index)
            QTest.keyClick(table, Qt.Key.Key_Return)
            check_opened(page, words, f"{editor.path} {index.row()}")
            count += 1
    assert count >= 2


def _computed_of(editor: ListEditor) -> Sequence[tuple[QModelIndex, str]]:
    model = editor.model
    return [
        (index, str(index.data()))
        for row in range(model.first, model.rowCount())
        for column in range(len(model.columns))
        if isinstance(model.columns[column], Computed)
        and NUMBER.search(strip_marks(str((index := model.index(row, column)).data() or "")))
    ]


@pytest.mark.parametrize("tab", ["income", "cost"])
def test_approaches_when_their_tab_stands_open_then_every_number_of_the_tree_has_its_source(
    qtbot: QtBot, tab: str
) -> None:
    page, _shell = made(qtbot)
    go(page, tab)
    case = page.context.session.case
    card = page.approaches[tab].card
    qtbot.waitUntil(lambda: card.tree.isVisibleTo(page))
    model = card.tree.chain
    for row in range(model.rowCount()):
        root = model.figure(model.index(row, 0))
        assert root is not None
        for leaf in root.leaves():
            assert leaf.path is not None
            assert source_of(case, leaf) is not None, leaf.path


def test_value_tab_when_there_is_no_value_then_says_what_lacks_and_leads_there(
    qtbot: QtBot,
) -> None:
    values = {**VALUES, "valuation.adopted_price_per_sqm": None, "valuation.approaches": []}
    values = {path: content for path, content in values.items() if content}
    page, _shell = made(qtbot, values)
    go(page, "value")
    card = page.value_chain
    qtbot.waitUntil(lambda: card.none.isVisibleTo(page))
    assert not any(
        figure is not None and figure.key in ("mean", "comparable")
        for row in range(card.tree.chain.rowCount())
        if (figure := card.tree.chain.figure(card.tree.chain.index(row, 0)))
    )
    assert card.next.isVisibleTo(page)
    card.next.click()
    field = page.forms["value"].widget_of("valuation.adopted_price_per_sqm")
    qtbot.waitUntil(lambda: field.isAncestorOf(page.focusWidget() or page))


def test_sensitivity_when_it_cannot_be_made_then_says_why_of_each_parameter(qtbot: QtBot) -> None:
    page, _shell = made(qtbot, {**VALUES, "sensitivity.of": ["price", "cap_rate"]})
    go(page, "value")
    card = page.sensitivity
    qtbot.waitUntil(lambda: card.isVisibleTo(page), timeout=20_000)
    assert card.table.rowCount() == 1
    assert "שיעור ההיוון" in strip_marks(card.note.text())
    assert "אינו תלוי" in strip_marks(card.note.text())
