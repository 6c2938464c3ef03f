"""A small table that is typed into; what is wrong with a cell is said at the cell."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from shamay_desktop.ui import theme

Cell = tuple[int, int]
NOTHING: Mapping[Cell, str] = MappingProxyType({})
MOST_ROWS = 14


class CellTable(QTableWidget):
    """Cells are texts; F2, Enter or typing edits, Delete empties. Fixed columns are only read."""

    typed = Signal(int, int, str)
    """Row, column and the text that somebody left in the cell."""

    def __init__(
        self, name: str, title: str, heads: Sequence[str], fixed: Sequence[int] = ()
    ) -> None:
        super().__init__(0, len(heads))
        self._fixed = frozenset(fixed)
        self.is_read_only = False
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setHorizontalHeaderLabels(list(heads))
        self.setProperty("framed", "true")
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.itemChanged.connect(
            lambda item: self.typed.emit(item.row(), item.column(), item.text())
        )

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these; where the keyboard stands it stays."""
        still = QSignalBlocker(self)
        at = (self.currentRow(), self.currentColumn())
        self.setRowCount(len(rows))
        for row, cells in enumerate(rows):
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                if not self.is_read_only and column not in self._fixed:
                    flags |= Qt.ItemFlag.ItemIsEditable
                item.setFlags(flags)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
        if rows:
            self.setCurrentCell(min(max(at[0], 0), len(rows) - 1), max(at[1], 0))
        still.unblock()
        self.updateGeometry()

    def mark(self, problems: Mapping[Cell, str], doubts: Mapping[Cell, str] = NOTHING) -> None:
        """Say at cells what is wrong with them, or doubtful; the others are as they should be."""
        still = QSignalBlocker(self)
        for row in range(self.rowCount()):
            for column in range(self.columnCount()):
                item = self.item(row, column)
                if item is None:
                    continue
                at = (row, column)
                tone = "error" if at in problems else "warning"
                words = problems.get(at) or doubts.get(at, "")
                item.setToolTip(words)
                item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, words)
                item.setForeground(theme.colour(tone if words else "ink"))
                icon = theme.icon("warn", tone) if words else None
                item.setData(Qt.ItemDataRole.DecorationRole, icon)
        still.unblock()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete empties a cell, Enter edits it."""
        item = self.currentItem()
        can = item is not None and bool(item.flags() & Qt.ItemFlag.ItemIsEditable)
        can = can and self.state() is not QAbstractItemView.State.EditingState
        if can and event.key() == Qt.Key.Key_Delete:
            item.setText("")
            event.accept()
            return
        if can and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.editItem(item)
            event.accept()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As high as its rows, up to a bound."""
        rows = min(max(self.rowCount(), 2), MOST_ROWS)
        row = self.verticalHeader().defaultSectionSize()
        height = self.horizontalHeader().sizeHint().height() + rows * row + 6
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        """The same: what is around it scrolls."""
        return QSize(0, self.sizeHint().height())
