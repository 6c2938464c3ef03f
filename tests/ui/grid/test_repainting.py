"""What a change of one cell makes the grid paint anew: its own column, and nothing beside it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Value
from shamay_desktop.domain.editing import after, setting
from shamay_desktop.domain.fields.adjustments import ADJUSTMENTS
from shamay_desktop.domain.valuation.heads import COMMON
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.ui.grid.cell_painter import CellPainter
from shamay_desktop.ui.grid.model import GridModel
from shamay_desktop.ui.grid.table import GridTable
from tests.benchmarks.bench_grid import full_case


class CountingPainter(CellPainter):
    """Remembers the columns that it paints."""

    columns: set[int]

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint, and remember."""
        self.columns.add(index.column())
        super().paint(painter, option, index)


def test_grid_when_one_amount_changes_then_only_its_column_is_painted_anew(qtbot: QtBot) -> None:
    case = full_case([head.code for head in COMMON])
    texts = load_texts(Language.HE)
    model = GridModel(texts)
    table = GridTable(model, texts)
    qtbot.addWidget(table)
    painter = CountingPainter(table)
    painter.columns = set()
    table.cells.setItemDelegate(painter)
    model.show_case(case, {})
    table.resize(1200, 700)
    with qtbot.waitExposed(table):
        table.show()
    qtbot.waitUntil(lambda: {1, 2, 3} <= painter.columns)
    qtbot.wait(100)  # the layout that follows the first painting
    painter.columns.clear()
    row = next(each for each in case.rows(ADJUSTMENTS) if each.content("comparable") == "c1")
    model.show_case(after(case, setting(case, f"{ADJUSTMENTS}/{row.id}/amount", Value.of("7"))), {})
    qtbot.waitUntil(lambda: bool(painter.columns))
    qtbot.wait(100)
    assert painter.columns == {2}
    assert model.headerData(2, table.cells.horizontalHeader().orientation()) != "2"
