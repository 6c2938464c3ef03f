"""The first rows of a table as they would stand among the market data, with what is wrong."""

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from shamay_desktop.domain.market.rows import MarketRow, RowStanding
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.market.columns import COLUMNS, OF_A_CASE, reason_words, shown

FIRST = ("number", "standing")
LEFT_OUT = (*OF_A_CASE, "source", "reasons")


class PreviewRows(QTableWidget):
    """Only columns that hold something stand; a row that is set apart says why."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview-rows")
        self.setAccessibleName(texts("market.import_preview"))
        self._texts = texts
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(3 * theme.SPACE + 2)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)

    def show_rows(self, rows: Sequence[MarketRow]) -> None:
        """Show these rows."""
        texts = self._texts
        told = [each.key for each in COLUMNS if each.key not in LEFT_OUT]
        lines = [
            (row, {key: strip_marks(shown(row, key, texts, {})) for key in told}) for row in rows
        ]
        keys = [key for key in told if any(words[key] for _, words in lines)]
        heads = [texts("market.import_number"), texts("market.import_standing")]
        heads += [texts(f"market.column.{key}") for key in keys]
        self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels(heads)
        self.setRowCount(len(lines))
        for place, (row, words) in enumerate(lines):
            apart = row.standing is RowStanding.QUARANTINED
            reasons = "; ".join(reason_words(row, texts))
            state = reasons or texts(f"market.standing_one.{row.standing.value}")
            for column, cell in enumerate((str(row.number), state, *(words[key] for key in keys))):
                item = QTableWidgetItem(cell)
                item.setToolTip(reasons or cell)
                if apart:
                    item.setForeground(theme.colour("error"))
                elif column == 1 and reasons:
                    item.setForeground(theme.colour("warning"))
                self.setItem(place, column, item)
        self.resizeColumnsToContents()
        for column in range(self.columnCount()):
            wide = min(self.columnWidth(column) + theme.SPACE, 28 * theme.SPACE)
            self.setColumnWidth(column, wide)
        if lines:
            self.setCurrentCell(0, 0)
