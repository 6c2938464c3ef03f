"""The list of shapes with its gestures, and the totals by category and floor under it."""

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.measuring.handed import handed_shapes
from shamay_desktop.domain.measuring.plans import ShapeKind
from shamay_desktop.domain.measuring.totals import totals
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.measuring.plan_state import PlanState
from shamay_desktop.ui.canvases.measuring.shape_details import ShapeDetails
from shamay_desktop.ui.canvases.measuring.shapes_model import (
    ShapeColumn,
    ShapeDelegate,
    ShapesModel,
    category_name,
    runs,
)
from shamay_desktop.ui.papers.buttons import action, tool

_Index = QModelIndex | QPersistentModelIndex

MEASURED_ROWS = 24
"""Rows that say how wide the columns are: with all of hundreds each edit would take a frame."""


class ShapesPanel(QWidget):
    """What is chosen here is chosen on the canvas, and the other way round."""

    shape_shown = Signal(str)
    """A shape that is to be brought into view."""

    hand_over_asked = Signal()
    duplicate_asked = Signal()

    def __init__(self, state: PlanState) -> None:
        super().__init__()
        self.setObjectName("shapes-panel")
        self._state = state
        self.model = ShapesModel(state)
        self._is_following = False
        self._totals: list[tuple[QLabel, QLabel]] = []
        self._build()
        state.shown.connect(self.refresh)
        state.chosen_changed.connect(self._follow)
        self.refresh()

    def refresh(self) -> None:
        """Empty state, totals, buttons."""
        has_shapes = bool(self.model.shapes)
        self.table.setVisible(has_shapes)
        self.empty.setVisible(not has_shapes)
        self._show_totals()
        self._follow()

    def commit_typing(self) -> None:
        """Keep what is being typed in a cell."""
        if self.table.state() == QAbstractItemView.State.EditingState:
            self.table.setFocus()
        self.details.commit_typing()

    def rename_chosen(self) -> None:
        """Type a name for the chosen shape."""
        row = self._row_of(self._state.chosen[0]) if self._state.chosen else -1
        if row >= 0:
            self.table.edit(self.model.index(row, ShapeColumn.NAME))

    # -- choice ---------------------------------------------------------------------------

    def _follow(self) -> None:
        self._is_following = True
        choice = QItemSelection()
        last, chosen = len(ShapeColumn) - 1, set(self._state.chosen)
        rows = [row for row, each in enumerate(self.model.shapes) if each.id in chosen]
        for first, final in runs(rows):
            choice.select(self.model.index(first, 0), self.model.index(final, last))
        self.table.selectionModel().select(choice, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows and self.table.state() != QAbstractItemView.State.EditingState:
            index = self.model.index(rows[0], max(self.table.currentIndex().column(), 0))
            self.table.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.NoUpdate
            )
            self.table.scrollTo(index)
        self._is_following = False
        self.mend.setVisible(bool(self._state.crossing_chosen()) and not self._state.read_only)
        for button in (self.remove, self.duplicate):
            button.setEnabled(bool(rows) and not self._state.read_only)

    def _on_selected(self) -> None:
        if self._is_following:
            return
        rows = sorted({index.row() for index in self.table.selectionModel().selectedIndexes()})
        ids = [self.model.shapes[row].id for row in rows if row < len(self.model.shapes)]
        self._state.choose(ids)
        if len(ids) == 1:
            self.shape_shown.emit(ids[0])

    def _row_of(self, shape_id: str) -> int:
        return next((n for n, each in enumerate(self.model.shapes) if each.id == shape_id), -1)

    # -- totals ---------------------------------------------------------------------------

    def _show_totals(self) -> None:
        state = self._state
        found = totals(state.all_measured())
        lines = []
        for each in found:
            is_area = each.kind is ShapeKind.AREA
            name = category_name(state, each.category) if is_area else state.texts("plan.lengths")
            if each.floor:
                name = state.texts("plan.total_floor", name=name, floor=each.floor)
            shown = (
                state.words.area(each.measured) if is_area else state.words.length(each.measured)
            )
            lines.append((name, shown))
        self._show_lines(lines)
        self.totals_head.setVisible(bool(lines))
        something = bool(lines) or bool(handed_shapes(state.case))
        self.hand_over.setEnabled(something and not state.read_only)

    def _show_lines(self, lines: list[tuple[str, str]]) -> None:
        """An edit changes a figure or two: lines are made only when there are more or fewer."""
        if len(lines) == len(self._totals):
            for (name, shown), (label, value) in zip(lines, self._totals, strict=True):
                label.setText(name)
                value.setText(shown)
            return
        while self._lines.count():
            item = self._lines.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._totals = []
        for name, shown in lines:
            line, label, value = _total_line(name, shown)
            self._lines.addWidget(line)
            self._totals.append((label, value))

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        texts = self._state.texts
        self.table = QTableView()
        self.table.setObjectName("shapes")
        self.table.setAccessibleName(texts("plan.shapes"))
        self.table.setModel(self.model)
        self.table.setItemDelegate(ShapeDelegate(self._state, self.table))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setResizeContentsPrecision(MEASURED_ROWS)
        header.setMinimumSectionSize(6 * theme.SPACE)
        header.setSectionResizeMode(ShapeColumn.NAME, QHeaderView.ResizeMode.Stretch)
        for column in (ShapeColumn.PERIMETER, ShapeColumn.NOTE, ShapeColumn.COLOUR):
            self.table.hideColumn(column)  # they stand under the list
        self.details = ShapeDetails(self._state)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.empty = QLabel(texts("plan.shapes_none"), wordWrap=True)
        theme.set_tone(self.empty, "muted")
        theme.align_leading(self.empty)
        self.remove = tool(texts, "trash", "plan.remove_shape")
        self.duplicate = tool(texts, "copy", "plan.duplicate_shape")
        self.mend = action(texts, "mend-shape", "plan.mend_shape", "check")
        self.mend.clicked.connect(self._state.mend_chosen)
        self.remove.clicked.connect(self._state.remove_chosen)
        self.duplicate.clicked.connect(self.duplicate_asked)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._state.remove_chosen)
        self.totals_head = QLabel(texts("plan.totals"))
        theme.set_tone(self.totals_head, "strong")
        theme.align_leading(self.totals_head)
        self.hand_over = action(texts, "hand-over", "plan.hand_over", "send", "primary")
        self.hand_over.clicked.connect(self.hand_over_asked)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE, theme.SPACE, theme.SPACE, theme.SPACE)
        head = QHBoxLayout()
        head.addWidget(self.mend)
        head.addStretch(1)
        head.addWidget(self.duplicate)
        head.addWidget(self.remove)
        column.addLayout(head)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        column.addWidget(self.details)
        column.addWidget(self.totals_head)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        column.addLayout(self._lines)
        column.addWidget(self.hand_over, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(0)


def _total_line(name: str, shown: str) -> tuple[QWidget, QLabel, QLabel]:
    line = QWidget()
    line.setObjectName("total-line")
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    label, value = QLabel(name), QLabel(shown)
    theme.align_leading(label)
    theme.set_tone(value, "strong")
    value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    row.addWidget(label, 1)
    row.addWidget(value)
    return line, label, value
