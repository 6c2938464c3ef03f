"""The shapes of the open sheet as a table: every cell that is a person's is edited in place."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import IntEnum
from functools import lru_cache
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields.analysis import AREA_CATEGORIES
from shamay_desktop.domain.fields.definition import label_of
from shamay_desktop.domain.measuring.marks import COLOURS, colour_of
from shamay_desktop.domain.measuring.plans import Shape, ShapeKind
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.measuring.plan_state import PlanState
from shamay_desktop.ui.errors import error_words

_Index = QModelIndex | QPersistentModelIndex
SWATCH = 14


class ShapeColumn(IntEnum):
    """From the beginning of the line."""

    NAME = 0
    CATEGORY = 1
    FLOOR = 2
    MEASURE = 3
    PERIMETER = 4
    NOTE = 5
    COLOUR = 6


_CELLS = {
    ShapeColumn.NAME: "name", ShapeColumn.CATEGORY: "category", ShapeColumn.FLOOR: "floor",
    ShapeColumn.NOTE: "note", ShapeColumn.COLOUR: "colour",
}  # fmt: skip


_ROLES = frozenset(
    role.value
    for role in (
        Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.ForegroundRole,
    )
)  # fmt: skip
"""Those that a cell answers."""


class ShapesModel(QAbstractTableModel):
    """Edits leave through the state and come back with the case."""

    def __init__(self, state: PlanState) -> None:
        super().__init__()
        self._state = state
        self.shapes: tuple[Shape, ...] = ()
        self._shown_now: list[tuple[object, ...]] = []
        state.shown.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the shapes as they stand; the same rows keep their choice, and only those that say
        something else are looked at anew."""
        before, now = self._shown_now, self._says()
        same = [each.id for each in self._state.shapes] == [each.id for each in self.shapes]
        if not same:
            self.beginResetModel()
        self.shapes, self._shown_now = self._state.shapes, now
        if not same:
            self.endResetModel()
            return
        other = [row for row, (old, new) in enumerate(zip(before, now, strict=True)) if old != new]
        for first, last in runs(other):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(ShapeColumn) - 1))

    def _says(self) -> list[tuple[object, ...]]:
        """What each row is made of."""
        state = self._state
        units = state.words.units
        return [
            (shape, state.measure_of(shape), state.doubt_of(shape), units) for shape in state.shapes
        ]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 — Qt's signature
        """One a shape."""
        return 0 if parent.isValid() else len(self.shapes)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """See `ShapeColumn`."""
        return 0 if parent.isValid() else len(ShapeColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._state.texts(f"plan.shape_{ShapeColumn(section).name.lower()}")
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Measures are computed, the rest is the person's; a length has no category."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        column = ShapeColumn(index.column())
        is_length = self.shapes[index.row()].kind is ShapeKind.LENGTH
        if self._state.read_only or column not in _CELLS:
            return flags
        if is_length and column is ShapeColumn.CATEGORY:
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What stands in a cell; why a shape has no measure stands in its tip."""
        if role not in _ROLES:  # a table asks for eight roles of every cell that it measures
            return None
        shape, column = self.shapes[index.row()], ShapeColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(shape, column)
        if role == Qt.ItemDataRole.EditRole and column in _CELLS:
            return getattr(shape, _CELLS[column])
        if role == Qt.ItemDataRole.DecorationRole and column is ShapeColumn.NAME:
            return swatch(colour_of(shape))
        told = self._told(shape) if column is ShapeColumn.MEASURE else {}
        if told:
            return told.get(Qt.ItemDataRole(role))
        return self._shown(shape, column) if role == Qt.ItemDataRole.ToolTipRole else None

    def _told(self, shape: Shape) -> dict[Qt.ItemDataRole, object]:
        """Why a shape has no measure, or why the one that it has must be looked at."""
        state = self._state
        problem = state.measure_of(shape)
        if isinstance(problem, Refused):
            return {
                Qt.ItemDataRole.ToolTipRole: error_words(state.texts, problem),
                Qt.ItemDataRole.ForegroundRole: theme.colour("error"),
            }
        if (doubt := state.doubt_of(shape)) is None:
            return {}
        return {
            Qt.ItemDataRole.ToolTipRole: error_words(state.texts, doubt),
            Qt.ItemDataRole.DecorationRole: theme.icon("warn", "warning"),
        }

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """One gesture a cell; what stands already makes none."""
        column = ShapeColumn(index.column())
        if role != Qt.ItemDataRole.EditRole or column not in _CELLS:
            return False
        shape = self.shapes[index.row()]
        text = str(value or "").strip()
        if text == getattr(shape, _CELLS[column]):
            return True
        cells: dict[str, Any] = {_CELLS[column]: text}
        after = replace(shape, **cells)
        if column is ShapeColumn.CATEGORY:
            self._state.category = text
        if column is ShapeColumn.FLOOR:
            self._state.floor = text
        return self._state.change_shapes([(shape, after)])

    def _shown(self, shape: Shape, column: ShapeColumn) -> str:
        state = self._state
        match column:
            case ShapeColumn.CATEGORY if shape.kind is ShapeKind.LENGTH:
                return state.texts("plan.kind_length")
            case ShapeColumn.CATEGORY:
                return category_name(state, shape.category)
            case ShapeColumn.COLOUR:
                return state.texts("plan.colour_own" if shape.colour else "plan.colour_category")
            case ShapeColumn.MEASURE | ShapeColumn.PERIMETER:
                return self._measure(shape, column)
            case _:
                return str(getattr(shape, _CELLS[column]))

    def _measure(self, shape: Shape, column: ShapeColumn) -> str:
        state = self._state
        if column is ShapeColumn.PERIMETER:
            around = None if state.measured is None else state.measured.perimeters.get(shape.id)
            return "" if around is None else state.words.length(around)
        found = state.measure_of(shape)
        if isinstance(found, Refused):
            return "—"
        is_length = shape.kind is ShapeKind.LENGTH
        return state.words.length(found) if is_length else state.words.area(found)


class ShapeDelegate(QStyledItemDelegate):
    """Category and colour are chosen from lists."""

    def __init__(self, state: PlanState, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = state

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A list, or the line of every other cell."""
        column = ShapeColumn(index.column())
        if column is ShapeColumn.CATEGORY:
            box = category_box(self._state, parent)
        elif column is ShapeColumn.COLOUR:
            box = colour_box(self._state, parent)
        else:
            editor = super().createEditor(parent, option, index)
            editor.setAccessibleName(
                str(index.model().headerData(column, Qt.Orientation.Horizontal))
            )
            return editor
        box.activated.connect(lambda _n: self._commit(box))
        return box

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """What stands now; what is being typed is left alone."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(index.data(Qt.ItemDataRole.EditRole)), 0))
        elif not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: object, index: _Index) -> None:
        """What was chosen."""
        if isinstance(editor, QComboBox) and isinstance(model, QAbstractTableModel):
            model.setData(index, editor.currentData())
        else:
            super().setModelData(editor, model, index)  # type: ignore[arg-type]

    def _commit(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, QStyledItemDelegate.EndEditHint.NoHint)


def category_name(state: PlanState, category: str) -> str:
    """The category in the window's language."""
    texts = state.texts
    return label_of(AREA_CATEGORIES, category, texts.language) or texts("plan.no_category")


def category_box(state: PlanState, parent: QWidget | None = None) -> QComboBox:
    """All categories, each with its colour."""
    box = QComboBox(parent)
    box.addItem(state.texts("plan.no_category"), "")
    for each in AREA_CATEGORIES:
        colour = COLOURS.get(each.code, COLOURS["other"])
        box.addItem(swatch(colour), each.label(state.texts.language.value), each.code)
    return box


def colour_box(state: PlanState, parent: QWidget | None = None) -> QComboBox:
    """The category's own colour, or another."""
    box = QComboBox(parent)
    box.addItem(state.texts("plan.colour_category"), "")
    for category, colour in COLOURS.items():
        box.addItem(swatch(colour), category_name(state, category), colour)
    return box


def runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of rows that follow each other."""
    for _key, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        together = [row for _number, row in run]
        yield together[0], together[-1]


@lru_cache(maxsize=64)
def swatch(colour: str) -> QIcon:
    """A small square of a colour, the same one in a chosen row."""
    made = QPixmap(SWATCH, SWATCH)
    made.fill(QColor(colour))
    icon = QIcon(made)
    icon.addPixmap(made, QIcon.Mode.Selected)
    return icon
