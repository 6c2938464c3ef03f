"""The grid's two views over one model: the subject stays pinned while comparables scroll."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.grid.cell_painter import CELL, CellPainter
from shamay_desktop.ui.grid.model import GridModel
from shamay_desktop.ui.grid.rows import Kind

ROW_HEIGHT = 27
HEAD_HEIGHT = 38
COLUMN_WIDTH = 116
SUBJECT_WIDTH = 124
KEYS: Mapping[str, str] = MappingProxyType(
    {
        "Ctrl+C": "copy", "Ctrl+X": "cut", "Ctrl+V": "paste", "Del": "clear",
        "Backspace": "clear", "Ctrl+D": "fill", "Ctrl+Return": "reason", "Ctrl+Enter": "reason",
        "Ctrl+T": "take", "Ctrl+Shift+T": "take_all", "Ctrl+Shift+D": "double",
        "Alt+Left": "left", "Alt+Right": "right", "Ctrl+Shift+W": "swap",
        "Ctrl+Del": "remove", "Ctrl+Shift+Space": "include", "Shift+Space": "row",
        "Ctrl+Space": "column", "Ctrl+E": "facts", "Ctrl+J": "chain",
    }
)  # fmt: skip
"""What a key of the grid means; the names are those of `wanted`."""

_KEPT = QAbstractItemDelegate.EndEditHint.SubmitModelCache


class ComparablesView(QTableView):
    """The comparables' columns; it says what is wanted."""

    wanted = Signal(str)
    cell_entered = Signal()
    amount_entered = Signal()
    """An amount was typed and kept by Enter."""

    def __init__(self, model: GridModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(True)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(16)
        self.horizontalHeader().setHighlightSections(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the grid first, then those of any table."""
        editing = self.state() is QAbstractItemView.State.EditingState
        if not editing and self._own_key(event):
            return
        super().keyPressEvent(event)

    def _own_key(self, event: QKeyEvent) -> bool:
        pressed = QKeySequence(event.keyCombination())
        for keys, name in KEYS.items():
            if pressed == QKeySequence(keys):
                self.wanted.emit(name)
                return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.edit(self.currentIndex())
            return True
        return False

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter the reason may be asked for."""
        super().closeEditor(editor, hint)
        if hint is _KEPT:
            self.amount_entered.emit()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]  # stubs want both kinds of index
        """Another cell is the current one."""
        super().currentChanged(current, previous)
        self.cell_entered.emit()

    def commit_cell(self) -> None:
        """Keep what stands in the cell that is being edited."""
        if self.state() is not QAbstractItemView.State.EditingState:
            return
        for editor in self.viewport().findChildren(QLineEdit, CELL):
            self.commitData(editor)
            super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)


class GridTable(QFrame):
    """The pinned subject and the comparables beside it, scrolled up and down as one."""

    def __init__(self, model: GridModel, texts: Texts) -> None:
        super().__init__()
        self.setProperty("hairline", "true")
        self._model = model
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._even_out)
        self.painter = CellPainter(self)
        self.cells = ComparablesView(model)
        self.cells.setObjectName("grid:cells")
        self.cells.setAccessibleName(texts("grid.title"))
        self.cells.setItemDelegate(self.painter)
        self.pinned = self._make_pinned(texts)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        side = QVBoxLayout()  # room under the pinned column, where the cells have a scroll bar
        side.setSpacing(0)
        side.addWidget(self.pinned, 1)
        self._foot = QWidget()
        self._foot.setFixedHeight(0)
        side.addWidget(self._foot)
        row.addLayout(side)
        row.addWidget(self.cells, 1)
        bars = self.cells.verticalScrollBar(), self.pinned.verticalScrollBar()
        bars[0].valueChanged.connect(bars[1].setValue)
        bars[1].valueChanged.connect(bars[0].setValue)
        self.cells.horizontalScrollBar().rangeChanged.connect(lambda *_: self._later.start())
        model.modelReset.connect(self.arrange)
        model.title_changed.connect(self._on_title_changed)
        self.arrange()

    def _make_pinned(self, texts: Texts) -> QTableView:
        view = QTableView()
        view.setObjectName("grid:subject")
        view.setAccessibleName(texts("analysis.subject"))
        view.setModel(self._model)
        # A delegate of its own: what an editor says reaches every view that shares one.
        view.setItemDelegate(CellPainter(view))
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setWordWrap(False)
        view.verticalHeader().setMinimumSectionSize(16)
        view.verticalHeader().sectionPressed.connect(self._on_row_pressed)
        return view

    def arrange(self) -> None:
        """Columns and heights as the rows ask; after anything came, went or moved."""
        for number in range(self._model.columnCount()):
            self.cells.setColumnHidden(number, number == 0)
            self.pinned.setColumnHidden(number, number > 0)
        self.fit_rows()
        for number in range(1, self._model.columnCount()):
            self.cells.setColumnWidth(number, self._scaled(COLUMN_WIDTH))
        self.pinned.setColumnWidth(0, self._scaled(SUBJECT_WIDTH))
        self._later.start()

    def fit_rows(self) -> None:
        """Heads under which something is adjusted are higher: the running price stands there."""
        for number, row in enumerate(self._model.rows):
            high = row.kind is Kind.HEAD and self._model.is_adjusted(row)
            wanted = HEAD_HEIGHT if high and self.painter.with_running else ROW_HEIGHT
            for view in (self.cells, self.pinned):
                if view.rowHeight(number) != self._scaled(wanted):
                    view.setRowHeight(number, self._scaled(wanted))

    def _scaled(self, pixels: int) -> int:
        """As the font grows, so do the cells."""
        return max(pixels, pixels * self.fontMetrics().height() // 17)

    def show_running(self, on: bool) -> None:
        """With or without the running price under each amount."""
        self.painter.with_running = on
        self.arrange()
        self.cells.viewport().update()

    def make_current(self, index: QModelIndex) -> None:
        """Select a cell alone, in view."""
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.cells.selectionModel().setCurrentIndex(index, flags)
            self.cells.scrollTo(index)

    def go_to(self, index: QModelIndex) -> None:
        """Make a cell the current one, with the focus."""
        self.cells.setFocus(Qt.FocusReason.OtherFocusReason)
        self.make_current(index)

    def select_row(self) -> None:
        """The current cell's whole row."""
        self._on_row_pressed(self.cells.currentIndex().row())

    def select_column(self) -> None:
        """The current comparable's whole column."""
        self.cells.selectColumn(self.cells.currentIndex().column())

    def selected(self) -> list[QModelIndex]:
        """The selected cells, in the order of rows, then of columns."""
        chosen = self.cells.selectedIndexes() or [self.cells.currentIndex()]
        return sorted((at for at in chosen if at.column()), key=lambda at: (at.row(), at.column()))

    def _on_title_changed(self, number: int) -> None:
        header = (self.cells if number else self.pinned).horizontalHeader()
        start, width = header.sectionViewportPosition(number), header.sectionSize(number)
        header.viewport().update(start, 0, width, header.height())

    def _on_row_pressed(self, number: int) -> None:
        model, flags = self._model, QItemSelectionModel.SelectionFlag
        if number < 0 or model.columnCount() < 2:
            return
        place = self.cells.selectionModel()
        place.setCurrentIndex(model.index(number, 1), flags.ClearAndSelect | flags.Rows)

    def _even_out(self) -> None:
        """Both headers of one height, and room below the pinned column for the scroll bar."""
        heads = self.cells.horizontalHeader(), self.pinned.horizontalHeader()
        height = max(head.sizeHint().height() for head in heads)
        for head in heads:
            head.setFixedHeight(height)
        side = self.pinned.verticalHeader()
        widest = side.sizeHint().width()
        self.pinned.setFixedWidth(widest + self.pinned.columnWidth(0) + 1)
        bar = self.cells.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        self._foot.setFixedHeight(below)
