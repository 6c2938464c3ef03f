"""The table of a list: keys for rows and cells, copying and pasting as spreadsheets do."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget
from shiboken6 import isValid

from shamay_desktop.domain.fields import Field, Kind
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.models.list_model import Computed, ListModel
from shamay_desktop.ui.widgets.cell_delegate import CELL, CellDelegate

ROW_HEIGHT = 28
MOST_ROWS_SEEN = 10
_WIDTHS = {
    Kind.LONG_TEXT: 240, Kind.TEXT: 130, Kind.CHOICE: 110, Kind.DATE: 92, Kind.FLAG: 64,
    Kind.DECIMAL: 96, Kind.INTEGER: 76, Kind.IDENTIFIER: 92, Kind.FRACTION: 84,
}  # fmt: skip
ROW_KEYS = {
    "Ins": "add", "Alt+Ins": "above", "Ctrl+D": "fill", "Ctrl+Shift+D": "copy",
    "Alt+Up": "up", "Alt+Down": "down", "Ctrl+Return": "form", "Ctrl+Enter": "form",
}  # fmt: skip
"""What a key of the table means for its rows; the names are those of `wanted`."""

_NEXT = QAbstractItemDelegate.EndEditHint.EditNextItem


class ListTable(QTableView):
    """It says what is wanted; the editor of the list makes changes of it."""

    wanted = Signal(str)
    """A gesture on rows by its name: `add`, `above`, `copy`, `up`, `down`, `form`, `fill`."""

    rows_removed = Signal(object)
    cells_cleared = Signal(object)
    pasted = Signal(str, object)
    """The clipboard's text and the index of the first cell."""

    cell_entered = Signal()

    def __init__(self, model: ListModel, texts: Texts) -> None:
        super().__init__()
        self._model = model
        self._least: list[int] = []
        self._shown: list[str] = []
        self._shared = (-1, -1)
        self.setModel(model)
        self._delegate = CellDelegate(texts, self)
        self.setItemDelegate(self._delegate)
        self.setProperty("framed", "true")
        self.setTabKeyNavigation(True)
        self.setAlternatingRowColors(False)
        self.setWordWrap(False)
        self.horizontalHeader().setHighlightSections(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setMinimumWidth(28)
        rows.sectionPressed.connect(self.select_row)
        rows.sectionDoubleClicked.connect(lambda _row: self.wanted.emit("form"))
        self._set_widths()
        self.fit()
        model.modelReset.connect(self._on_model_reset)

    def fit(self) -> None:
        """As high as its rows, up to a limit."""
        seen = min(max(self._model.rowCount(), 1), MOST_ROWS_SEEN)
        scrolls = sum(self._least) > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if scrolls else 0
        head = max(self.horizontalHeader().sizeHint().height(), 26)
        height = head + seen * ROW_HEIGHT + bar + 4
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is left of the width goes to the columns of text."""
        super().resizeEvent(event)
        if self._shared != (self.viewport().width(), sum(self._least)):
            self._share_width()
        self.fit()

    def go_to(self, index: QModelIndex) -> None:
        """Make a cell the current one, in view, with the focus."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.make_current(index)
        self.scrollTo(index)

    def make_current(self, index: QModelIndex) -> None:
        """Select a cell alone, whatever keys are held (Ctrl would toggle it)."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flags)

    def select_row(self, number: int) -> None:
        """Select a whole row; Qt's own `selectRow` finds no column from right to left."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            self._model.index(number, 0), flags.ClearAndSelect | flags.Rows
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rows come, go, double and move; cells are copied, pasted and cleared."""
        # Keys that a cell's editor leaves over (Enter) come here too.
        editing = self.state() is QAbstractItemView.State.EditingState
        if editing or not (self._row_key(event) or self._cell_key(event)):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A table that shows all its rows lets the form scroll."""
        if self.verticalScrollBar().maximum() == 0 and not event.angleDelta().x():
            event.ignore()
            return
        super().wheelEvent(event)

    def closeEditor(
        self, editor: object, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:  # Tab in the last cell of all asks for another row
        """After the last cell comes a new row."""
        last = self._is_last(self.currentIndex())
        super().closeEditor(editor, hint)  # type: ignore[arg-type]  # a QWidget, as Qt gives it
        if hint is _NEXT and last:
            self.wanted.emit("add")

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]  # stubs want both kinds of index
        """Another cell is the current one."""
        super().currentChanged(current, previous)
        self.cell_entered.emit()

    def commit_cell(self) -> None:
        """Keep what stands in the cell that is being edited, and end editing."""
        if self.state() is not QAbstractItemView.State.EditingState:
            return
        for editor in (self._delegate.box, *self.viewport().findChildren(QWidget)):
            alive = editor is not None and isValid(editor)
            if alive and editor is not None and editor.objectName().startswith(CELL):
                self.commitData(editor)
                super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def edits_in(self, widget: QWidget) -> bool:
        """Whether a widget is the box in which a long cell of this table is edited now."""
        return self._delegate.box is widget

    def selected_rows(self) -> list[str]:
        """Ids of the rows with a selected cell, in the table's order."""
        numbers = sorted({index.row() for index in self.selectedIndexes()})
        rows = [self._model.row_at(self._model.index(number, 0)) for number in numbers]
        return [row.id for row in rows if row is not None]

    def copy(self) -> None:
        """The selected cells to the clipboard, tab separated."""
        lines: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda at: (at.row(), at.column())):
            lines.setdefault(index.row(), []).append(_quoted(str(self._text_at(index))))
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))

    def selected_columns(self) -> list[str]:
        """Ids of the registry's columns with a selected cell, in the table's order."""
        numbers = sorted({index.column() for index in self.selectedIndexes()})
        columns = [self._model.columns[number] for number in numbers]
        return [column.id for column in columns if isinstance(column, Field)]

    def _row_key(self, event: QKeyEvent) -> bool:
        pressed = QKeySequence(event.keyCombination())
        for keys, name in ROW_KEYS.items():
            if pressed == QKeySequence(keys):
                self.wanted.emit(name)
                return True
        if pressed == QKeySequence("Ctrl+Del"):
            self.rows_removed.emit(self.selected_rows())
            return True
        return False

    def _cell_key(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.copy()
            self.cells_cleared.emit(self.selectedIndexes())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text(), self._first_selected())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers():
            whole = self.selectionModel().selectedRows()
            if whole:
                self.rows_removed.emit(self.selected_rows())
            else:
                self.cells_cleared.emit(self.selectedIndexes())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._enter(self.currentIndex())
        else:
            return False
        return True

    def _enter(self, index: QModelIndex) -> None:
        """A cell is edited; one that is computed opens into what made it."""
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        else:
            self.activated.emit(index)

    def _on_model_reset(self) -> None:
        """Rows came or went, or other columns are shown."""
        if [column.id for column in self._model.columns] != self._shown:
            self._set_widths()
            self._share_width()
        self.fit()

    def _first_selected(self) -> QModelIndex:
        chosen = self.selectedIndexes()
        if not chosen:
            return self.currentIndex()
        return min(chosen, key=lambda at: (at.row(), at.column()))

    def _text_at(self, index: QModelIndex) -> str:
        return strip_marks(self._model.copied_text(index))

    def _is_last(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        last = self._model.columnCount() - 1
        return index.row() == self._model.rowCount() - 1 and index.column() == last

    def _set_widths(self) -> None:
        metrics = self.horizontalHeader().fontMetrics()
        self._shown = [column.id for column in self._model.columns]
        self._least.clear()
        for number in range(self._model.columnCount()):
            title = str(self._model.headerData(number, Qt.Orientation.Horizontal))
            wide = metrics.horizontalAdvance(title) + 24
            column = self._model.columns[number]
            least = _WIDTHS[column.kind] if isinstance(column, Field) else 110
            self._least.append(max(wide, least))
            self.setColumnWidth(number, self._least[-1])

    def _share_width(self) -> None:
        # Noted before it is done: a scroll bar that comes or goes meanwhile resizes the table.
        self._shared = (self.viewport().width(), sum(self._least))
        spare = max(self._shared[0] - self._shared[1], 0)
        wanted = {
            number: self._least[number] + int(spare * share)
            for number, share in shares(self._model.columns).items()
        }
        # What shrinks goes first, so that the sum never calls for a scroll bar in between.
        for number in sorted(wanted, key=lambda at: wanted[at] - self.columnWidth(at)):
            self.setColumnWidth(number, wanted[number])


def shares(columns: tuple[Field | Computed, ...]) -> dict[int, float]:
    """Which columns take what is left of the width, each with its part of 1.

    The texts share it, a long one with three parts; without texts the first column takes all.
    """
    parts = {
        number: 3 if column.kind is Kind.LONG_TEXT else 1
        for number, column in enumerate(columns)
        if isinstance(column, Field) and column.kind in (Kind.LONG_TEXT, Kind.TEXT)
    } or {0: 1}
    return {number: part / sum(parts.values()) for number, part in parts.items()}


def _quoted(text: str) -> str:
    if "\n" in text or "\t" in text:
        return '"' + text.replace('"', '""') + '"'
    return text
