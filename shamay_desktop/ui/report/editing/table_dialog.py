"""A table of the appraiser's own: cells, heads, strong rows; pasted or read from a file."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.report_edits.own_table import LARGEST, OwnTable, table_of_cells
from shamay_desktop.ui import theme
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.report.editing.keeping_dialog import KeepingDialog, buttons
from shamay_desktop.ui.report.editing.table_reading import (
    MOST_ROWS,
    Cells,
    Sheet,
    pasted_cells,
    sheets_of,
)
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.market_ports import RawTable

FILES = "*.xlsx *.xls *.csv *.tsv *.txt"


class TableDialog(KeepingDialog):
    """The first row is the head while its box is ticked; rows are made bold by a button."""

    def __init__(
        self, context: PageContext, begun: OwnTable | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context.texts, "table-dialog", context.texts("editing.table"), parent)
        self._context = context
        self.table: OwnTable | None = None
        """What is to be kept."""
        self._sheets: tuple[Sheet, ...] = ()
        self._stood: tuple[Cells, tuple[int, int]] = ([], (0, 0))
        self._build()
        self._show(begun)
        self._begun = self._state()
        self.grid.cellChanged.connect(lambda _row, _at: self.note_change())
        self.caption.textEdited.connect(lambda _words: self.note_change())

    def accept(self) -> None:
        """Keep it, when there is something in it."""
        self.grid.setFocus()  # what is typed in a cell is committed
        try:
            made = table_of_cells(
                _trimmed(self.cells()),
                first_is_head=self.head.isChecked(),
                caption=self.caption.text(),
            )
        except Refused:
            self.say(self._context.texts("editing.table_empty"))
            return
        strong = frozenset(self._strong_rows())
        self.table = OwnTable(made.heads, made.rows, made.numbers, strong, made.caption)
        super().accept()

    def is_other(self) -> bool:
        """Whether a cell or the caption is other than at the beginning."""
        return self._state() != self._begun

    def _state(self) -> object:
        return _trimmed(self.cells()), self.caption.text(), tuple(self._bold())

    def cells(self) -> Cells:
        """The words of all cells."""
        grid = self.grid
        columns = range(grid.columnCount())
        return [[_words(grid.item(row, at)) for at in columns] for row in range(grid.rowCount())]

    def paste(self) -> None:
        """Put a copied table in at the current cell; of two kinds of words the richer one."""
        mime = QGuiApplication.clipboard().mimeData()
        html = mime.html() if mime.hasHtml() else ""
        if "<table" in html.lower():
            self._run(self._context.services.tables.pasted, "", html, or_else=mime.text())
        else:
            self._put(pasted_cells(mime.text()))

    def choose_file(self) -> None:
        """Ask for a file, and put a table of it in."""
        texts = self._context.texts
        dialog = QFileDialog(
            self, texts("editing.table_file"), "", f"{texts('market.files')} ({FILES})"
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.read_file(Path(path)))
        dialog.open()

    def read_file(self, path: Path) -> None:
        """Put the first table of a file in; another one can be chosen then."""
        self.say(self._context.texts("editing.table_reading"))
        self._run(self._context.services.tables.read, path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V pastes where no cell is being typed in."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
            return
        if event.key() == Qt.Key.Key_Delete:
            for item in self.grid.selectedItems():
                item.setText("")
            return
        super().keyPressEvent(event)

    # -- rows and columns -----------------------------------------------------------------

    def change(self, what: str) -> None:
        """row+ and column+ add behind the current one, row- and column- remove it."""
        grid = self.grid
        row, column = max(grid.currentRow(), 0), max(grid.currentColumn(), 0)
        match what:
            case "row+" if grid.rowCount() < MOST_ROWS:
                grid.insertRow(row + 1)
            case "row-" if grid.rowCount() > 1:
                grid.removeRow(row)
            case "column+" if grid.columnCount() < LARGEST:
                grid.insertColumn(column + 1)
            case "column-" if grid.columnCount() > 1:
                grid.removeColumn(column)
        self._number()

    def toggle_strong(self) -> None:
        """The current row in bold, or plain again."""
        grid, row = self.grid, self.grid.currentRow()
        if row < 0:
            return
        font_is_bold = row in self._bold()
        for column in range(grid.columnCount()):
            item = grid.item(row, column)
            if item is None:
                item = QTableWidgetItem()
                grid.setItem(row, column, item)
            font = item.font()
            font.setBold(not font_is_bold)
            item.setFont(font)

    def _bold(self) -> list[int]:
        grid = self.grid
        return [
            row
            for row in range(grid.rowCount())
            if (item := grid.item(row, 0)) is not None and item.font().bold()
        ]

    def _strong_rows(self) -> list[int]:
        """Rows in bold, counted from the first below the head, empty ones left out."""
        kept = [
            row for row, cells in enumerate(self.cells()) if any(cell.strip() for cell in cells)
        ]
        first = 1 if self.head.isChecked() else 0
        bold = set(self._bold())
        return [at for at, row in enumerate(kept[first:]) if row in bold]

    # -- in -------------------------------------------------------------------------------

    def _run(
        self, read: Callable[..., Sequence[RawTable]], *arguments: object, or_else: str = ""
    ) -> None:
        self._context.tasks.run(
            sheets_of,
            read,
            arguments,
            self._context.texts,
            owner=self,
            on_done=self._on_read,
            on_failed=lambda error: self._on_failed(error, or_else),
            lane="work",
        )

    def _on_read(self, sheets: tuple[Sheet, ...]) -> None:
        """The first table at the current cell; a choice of the others where there are some."""
        self.say("")
        self._sheets = sheets
        at = max(self.grid.currentRow(), 0), max(self.grid.currentColumn(), 0)
        self._stood = self.cells(), at
        self.sheets.blockSignals(True)  # noqa: FBT003 — Qt's own
        self.sheets.clear()
        for number, sheet in enumerate(sheets, start=1):
            name = self._context.texts("editing.table_sheet_n", n=number)
            self.sheets.addItem(directed(sheet.title or name, self._context.texts))
        self.sheets.blockSignals(False)  # noqa: FBT003 — Qt's own
        self._sheet_row.setVisible(len(sheets) > 1)
        self._put_sheet(0)

    def _put_sheet(self, number: int) -> None:
        """This table where the first one was put, over what stood there before it."""
        if not 0 <= number < len(self._sheets):
            return
        sheet, (stood, (row, column)) = self._sheets[number], self._stood
        self.grid.clearContents()
        self.grid.setRowCount(len(stood))
        self.grid.setColumnCount(max(map(len, stood), default=1))
        self.grid.setCurrentCell(0, 0)
        self._put(stood)
        self.grid.setCurrentCell(row, column)
        if (row, column) == (0, 0):
            self.head.setChecked(sheet.headed)
        self._put(sheet.cells)

    def _on_failed(self, error: ShamayError, or_else: str) -> None:
        """Words between tabs may still be a table."""
        if or_else:
            self._put(pasted_cells(or_else))
        else:
            self.say(error_words(self._context.texts, error))

    def _put(self, cells: Cells) -> None:
        """Cells from the current one on; the table grows."""
        grid, texts = self.grid, self._context.texts
        top, left = max(grid.currentRow(), 0), max(grid.currentColumn(), 0)
        width = left + max(map(len, cells), default=0)
        grid.setRowCount(min(max(grid.rowCount(), top + len(cells)), MOST_ROWS))
        grid.setColumnCount(max(grid.columnCount(), min(width, LARGEST)))
        for row, line in enumerate(cells[: MOST_ROWS - top]):
            for column, words in enumerate(line[: LARGEST - left]):
                grid.setItem(top + row, left + column, QTableWidgetItem(words.strip()))
        if width > LARGEST:
            self.say(texts("editing.table_columns_cut", n=LARGEST, all=width))
        elif top + len(cells) > MOST_ROWS:
            self.say(texts("editing.table_cut", n=MOST_ROWS))
        self.note_change()
        grid.resizeRowsToContents()
        self._number()

    def _show(self, begun: OwnTable | None) -> None:
        if begun is None:
            self.grid.setRowCount(4)
            self.grid.setColumnCount(3)
            self.head.setChecked(True)
            self._number()
            return
        heads = [list(begun.heads)] if any(begun.heads) else []
        self.head.setChecked(bool(heads))
        self.caption.setText(begun.caption)
        self._put([*heads, *(list(row) for row in begun.rows)])
        for row in sorted(begun.strong):
            self.grid.setCurrentCell(row + len(heads), 0)
            self.toggle_strong()
        self.grid.setCurrentCell(0, 0)

    def _number(self) -> None:
        """Rows and columns by number, as in a sheet."""
        grid = self.grid
        grid.setVerticalHeaderLabels([str(row + 1) for row in range(grid.rowCount())])
        grid.setHorizontalHeaderLabels([str(at + 1) for at in range(grid.columnCount())])

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        texts = self._context.texts
        self.caption = QLineEdit()
        self.caption.setObjectName("table-caption")
        self.caption.setPlaceholderText(texts("editing.caption"))
        self.caption.setAccessibleName(texts("editing.caption"))
        self.grid = QTableWidget()
        self.grid.setObjectName("table-cells")
        self.grid.setAccessibleName(texts("editing.table"))
        self.head = QCheckBox(texts("editing.table_head"))
        box = buttons(texts, self, texts("editing.keep"))
        column = QVBoxLayout(self)
        column.addWidget(self.caption)
        column.addLayout(self._make_tools())
        column.addWidget(self._make_sheets())
        column.addWidget(self.grid, 1)
        column.addWidget(self.head)
        column.addWidget(self.said)
        column.addWidget(box)
        self.resize(90 * theme.SPACE, 60 * theme.SPACE)

    def _make_sheets(self) -> QWidget:
        """Which table of the file: hidden while there is one."""
        texts = self._context.texts
        self.sheets = QComboBox()
        self.sheets.setObjectName("table-sheets")
        self.sheets.setAccessibleName(texts("editing.table_sheet"))
        self.sheets.currentIndexChanged.connect(self._put_sheet)
        label = QLabel(texts("editing.table_sheet"))
        label.setBuddy(self.sheets)
        self._sheet_row = QWidget()
        row = QHBoxLayout(self._sheet_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)
        row.addWidget(self.sheets, 1)
        self._sheet_row.hide()
        return self._sheet_row

    def _make_tools(self) -> QHBoxLayout:
        tools = QHBoxLayout()
        for what, name in (
            ("row+", "row_add"),
            ("row-", "row_remove"),
            ("column+", "column_add"),
            ("column-", "column_remove"),
        ):
            tool = self._tool(name)
            tool.clicked.connect(lambda _on=False, what=what: self.change(what))
            tools.addWidget(tool)
        for name, run in (
            ("strong", self.toggle_strong),
            ("paste", self.paste),
            ("file", self.choose_file),
        ):
            tool = self._tool(name)
            tool.clicked.connect(run)
            tools.addWidget(tool)
        tools.addStretch(1)
        return tools

    def _tool(self, name: str) -> QToolButton:
        tool = QToolButton()
        tool.setObjectName(f"action:table-{name}")
        tool.setText(self._context.texts(f"editing.table_{name}"))
        return tool


def _trimmed(cells: Cells) -> Cells:
    """Without the empty columns at the end, which a new table has in stock."""
    width = max((at + 1 for row in cells for at, cell in enumerate(row) if cell.strip()), default=0)
    return [row[:width] for row in cells]


def _words(item: QTableWidgetItem | None) -> str:
    return "" if item is None else item.text()
