"""The list of imports: what became of each, its account, its rows, and undoing it as a whole."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.access import Permission, may
from shamay_desktop.domain.market.rows import MarketSource
from shamay_desktop.ui import theme
from shamay_desktop.ui.cases.columns import day_and_time
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.market.columns import told_words
from shamay_desktop.ui.market.means import Means
from shamay_desktop.ui.papers.buttons import action
from shamay_desktop.usecases.market.looking import Import, imports_of

COLUMNS = ("name", "at", "by", "format", "rows", "imported", "merged", "duplicates",
           "quarantined", "state")  # fmt: skip
_NUMBERS = range(4, 9)


class ImportsDialog(QDialog):
    """It says what is asked of an import; the market page does it."""

    account_asked = Signal(object)
    undo_asked = Signal(object)
    rows_asked = Signal(object)
    """MarketSource."""

    def __init__(self, means: Means, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("imports")
        self._means = means
        texts = means.texts
        self.setWindowTitle(texts("market.imports"))
        self.resize(126 * theme.SPACE, 56 * theme.SPACE)
        self._imports: tuple[Import, ...] = ()
        self.table = QTableWidget(0, len(COLUMNS))
        self.table.setObjectName("imports-table")
        self.table.setAccessibleName(texts("market.imports"))
        self.table.setHorizontalHeaderLabels([texts(f"market.imports_{each}") for each in COLUMNS])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.currentCellChanged.connect(self._on_current_changed)
        self.words = QLabel(wordWrap=True)
        self.words.setObjectName("imports-words")
        theme.align_leading(self.words)
        theme.set_tone(self.words, "muted")
        column = QVBoxLayout(self)
        column.addWidget(self.table, 1)
        column.addWidget(self.words)
        column.addLayout(self._buttons())
        self.read()

    @property
    def current(self) -> Import | None:
        """The import of the current line."""
        row = self.table.currentRow()
        return self._imports[row] if 0 <= row < len(self._imports) else None

    def read(self) -> None:
        """Read the list anew."""
        texts = self._means.texts
        self._means.run(
            imports_of,
            owner=self,
            on_done=self._on_read,
            on_failed=lambda error: self.words.setText(error_words(texts, error)),
        )

    def _on_read(self, imports: tuple[Import, ...]) -> None:
        kept = self.table.currentRow()
        self._imports = imports
        self.table.setRowCount(len(imports))
        for row, each in enumerate(imports):
            for column, words in enumerate(self._cells(each)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                if column in _NUMBERS:
                    side = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
                    item.setTextAlignment(side)
                if each.source.undone_at is not None:
                    item.setForeground(theme.colour("muted"))
                self.table.setItem(row, column, item)
        self.table.resizeColumnsToContents()
        self.table.setColumnWidth(0, min(self.table.columnWidth(0), 34 * theme.SPACE))
        if imports:
            self.table.setCurrentCell(min(max(kept, 0), len(imports) - 1), 0)
        else:
            self.words.setText(self._means.texts("market.imports_none"))
        self._on_current_changed()

    def _cells(self, each: Import) -> tuple[str, ...]:
        texts, source, counts = self._means.texts, each.source, each.source.counts
        state = texts("market.imports_standing", n=f"{each.now.rows:,}")
        if source.undone_at is not None:
            state = texts("market.imports_undone", at=day_and_time(source.undone_at))
        kind = texts(f"market.format.{source.format}") if source.format else ""
        numbers = (counts.rows, counts.imported, counts.merged, counts.duplicates,
                   counts.quarantined)  # fmt: skip
        return (
            source.name,
            day_and_time(source.imported_at),
            each.by,
            kind,
            *(f"{number:,}" for number in numbers),
            state,
        )

    def _on_current_changed(self, *_cells: int) -> None:
        each = self.current
        stands = each is not None and each.source.undone_at is None
        for button in (self.account, self.rows):
            button.setEnabled(stands)
        mine = each is not None and may(
            self._means.actor, Permission.MARKET_DATA, owner_id=each.source.imported_by
        )
        self.undo.setEnabled(stands and mine)
        if each is not None:
            self.words.setText(self._told(each.source, mine=mine))

    def _told(self, source: MarketSource, *, mine: bool) -> str:
        texts = self._means.texts
        words = [texts(f"market.lost.{lost}") for lost in source.lost]
        words += [told_words(each, texts) for each in source.warnings]
        if not mine:
            words.append(texts("market.undo_not_yours"))
        return "\n".join(words)

    def _emit(self, name: str) -> None:
        if (each := self.current) is not None:
            getattr(self, name).emit(each.source)

    def _buttons(self) -> QHBoxLayout:
        texts = self._means.texts
        self.rows = action(texts, "imports-rows", "market.imports_show", "list")
        self.account = action(texts, "imports-account", "market.account", "export")
        self.undo = action(texts, "imports-undo", "market.undo_import", "undo", "danger")
        close = action(texts, "imports-close", "market.close")
        self.rows.clicked.connect(lambda: self._emit("rows_asked"))
        self.account.clicked.connect(lambda: self._emit("account_asked"))
        self.undo.clicked.connect(lambda: self._emit("undo_asked"))
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        for button in (self.rows, self.account, self.undo):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        return row
