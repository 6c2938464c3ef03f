"""Where each heading of a foreign table goes: a line a heading, with a choice of our columns."""

from collections.abc import Mapping
from itertools import islice

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from shamay_desktop.domain.market.mapping import TYPES
from shamay_desktop.domain.market.reason_words import words_of_target
from shamay_desktop.domain.market.recognising import names_people
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.usecases.market_ports import RawTable

SAMPLES = 3
_COMBO = 2


class HeadingTable(QTableWidget):
    """A heading, its first cells, and what it becomes; columns of people are never taken."""

    changed = Signal(object)
    """Mapping of a heading's index to its target, those not taken left out."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self.setObjectName("heading-table")
        self.setAccessibleName(texts("market.import_headings"))
        self._texts = texts
        self._shown: RawTable | None = None
        heads = ("heading", "cells", "target")
        self.setHorizontalHeaderLabels([texts(f"market.import_{head}") for head in heads])
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(4 * theme.SPACE)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        by_words = sorted((words_of_target(target, texts), target) for target in TYPES)
        self._targets = [(words, target) for words, target in by_words]

    def combo(self, index: int) -> QComboBox:
        """The choice of a heading's target."""
        combo = self.cellWidget(index, _COMBO)
        if not isinstance(combo, QComboBox):
            raise TypeError(index)
        return combo

    def show_table(self, table: RawTable, columns: Mapping[int, str]) -> None:
        """Show a table's headings and what they become; a table that stands is only marked."""
        if table is not self._shown:
            self._shown = table
            self._fill(table)
        for index in range(len(table.headings)):
            combo = self.combo(index)
            combo.setCurrentIndex(max(combo.findData(columns.get(index)), 0))
            theme.set_problem(combo, "")

    def _fill(self, table: RawTable) -> None:
        first = list(islice(table.rows, SAMPLES))
        self.setRowCount(len(table.headings))
        for index, heading in enumerate(table.headings):
            told = [row[index] for row in first if index < len(row)]
            cells = [str(cell) for cell in told if cell is not None]
            for column, words in enumerate((heading, " · ".join(cells))):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                if column:
                    item.setForeground(theme.colour("muted"))
                self.setItem(index, column, item)
            self.setCellWidget(index, _COMBO, self._choice(heading, index))

    def _choice(self, heading: str, index: int) -> QComboBox:
        texts = self._texts
        combo = QComboBox()
        combo.setObjectName(f"heading:{index}")
        combo.setAccessibleName(texts("market.import_target_of", heading=heading))
        if names_people(heading):
            combo.addItem(texts("market.import_people"), None)
            combo.setEnabled(False)
            return combo
        combo.addItem(texts("market.import_not_taken"), None)
        for words, target in self._targets:
            combo.addItem(words, target)
        combo.activated.connect(lambda _row: self._on_chosen(index))
        return combo

    def _on_chosen(self, index: int) -> None:
        """A target has one heading: the one that had it before has none now."""
        chosen = self.combo(index).currentData()
        targets: dict[int, str] = {}
        for other in range(self.rowCount()):
            target = self.combo(other).currentData()
            if target is not None and (other == index or target != chosen):
                targets[other] = target
        self.changed.emit(targets)
