"""The references of one scale as a table: written against measured, residual, used or ignored."""

from collections.abc import Mapping
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from shamay_desktop.domain.measuring.plans import Reference
from shamay_desktop.domain.measuring.references import numbered
from shamay_desktop.domain.measuring.verifying import Residual
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.measuring.plan_state import PlanState

_Index = QModelIndex | QPersistentModelIndex


class ReferenceColumn(IntEnum):
    """From the beginning of the line."""

    NAME = 0
    WRITTEN = 1
    MEASURED = 2
    RESIDUAL = 3


class ReferencesModel(QAbstractTableModel):
    """Edits leave through the state; the tick at the name says whether it takes part."""

    def __init__(self, state: PlanState) -> None:
        super().__init__()
        self._state = state
        self.region = ""
        self.references: tuple[Reference, ...] = ()
        self._numbers: Mapping[str, int] = {}
        self._residuals: dict[str, Residual] = {}
        self._by: tuple[str, ...] = ()

    def refresh(self, region: str) -> None:
        """The references of a region ("" the sheet's own)."""
        state = self._state
        sheet, measured = state.sheet, state.measured
        found = () if sheet is None else sheet.references
        mine = tuple(each for each in found if each.region == region)
        told = () if measured is None else measured.residuals.get(region, ())
        scale = None if measured is None else measured.scales.get(region)
        self._numbers = numbered(found)
        same = tuple(each.id for each in mine) == tuple(each.id for each in self.references)
        if not same:
            self.beginResetModel()
        self.region, self.references = region, mine
        self._residuals = {each.reference.id: each for each in told}
        self._by = () if scale is None else scale.verified_by
        if not same:
            self.endResetModel()
        elif mine:
            last = self.index(len(mine) - 1, len(ReferenceColumn) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def name_of(self, reference: Reference) -> str:
        """What a person noted of it, else its number on the sheet, as in the report."""
        number = self._numbers[reference.id]
        return reference.note or self._state.texts("plan.reference_number", n=number)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 — Qt's signature
        """One a reference."""
        return 0 if parent.isValid() else len(self.references)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """See `ReferenceColumn`."""
        return 0 if parent.isValid() else len(ReferenceColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            name = ReferenceColumn(section).name.lower()
            return self._state.texts(f"plan.reference_{name}")
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Name, length and the tick are the person's."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._state.read_only:
            return flags
        if index.column() <= ReferenceColumn.WRITTEN:
            flags |= Qt.ItemFlag.ItemIsEditable
        if index.column() == ReferenceColumn.NAME:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What stands in a cell; outliers in the colour of errors, verifying ones in that of ok."""
        reference = self.references[index.row()]
        residual = self._residuals.get(reference.id)
        column = ReferenceColumn(index.column())
        name = column is ReferenceColumn.NAME
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(reference, residual, column)
            case Qt.ItemDataRole.EditRole:
                return reference.note if name else self._state.words.editable(reference.metres)
            case Qt.ItemDataRole.CheckStateRole if name:
                return Qt.CheckState.Unchecked if reference.ignored else Qt.CheckState.Checked
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(reference, residual)
            case _:
                return self._look(reference, residual, column, role)

    def _look(
        self, reference: Reference, residual: Residual | None, column: ReferenceColumn, role: int
    ) -> object:
        is_outlier = residual is not None and residual.outlier
        if role == Qt.ItemDataRole.ForegroundRole:
            tone = "error" if is_outlier else "muted"
            return theme.colour(tone) if is_outlier or reference.ignored else None
        if role == Qt.ItemDataRole.DecorationRole and column is ReferenceColumn.RESIDUAL:
            if is_outlier:
                return theme.icon("warn", "error")
            return theme.icon("check", "ok") if reference.id in self._by else None
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A name, a length or the tick; what is no number is said and changes nothing."""
        reference = self.references[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            ignored = Qt.CheckState(value) is Qt.CheckState.Unchecked
            return self._state.change_reference(reference, replace(reference, ignored=ignored))
        if role != Qt.ItemDataRole.EditRole:
            return False
        text = str(value).strip()
        if index.column() == ReferenceColumn.NAME:
            return self._state.change_reference(reference, replace(reference, note=text))
        words = self._state.words
        metres = words.typed(text)
        if text and metres is None:
            self._state.say(self._state.texts("plan.no_number", given=text))
            return False
        if text == words.editable(reference.metres):
            return False
        return self._state.change_reference(reference, replace(reference, metres=metres))

    def _shown(
        self, reference: Reference, residual: Residual | None, column: ReferenceColumn
    ) -> str:
        words = self._state.words
        if column is ReferenceColumn.NAME:
            return self.name_of(reference)
        if column is ReferenceColumn.WRITTEN:
            if reference.metres is None:
                return self._state.texts("plan.reference_unwritten")
            return words.metres(reference.metres)
        if residual is None:
            return "—"
        found = residual.measured if column is ReferenceColumn.MEASURED else residual.residual
        signed = column is ReferenceColumn.RESIDUAL
        return "—" if found is None else words.metres(found, 3, signed=signed)

    def _tip(self, reference: Reference, residual: Residual | None) -> str:
        texts = self._state.texts
        if residual is not None and residual.outlier:
            return texts("plan.reference_outlying")
        if reference.id in self._by:
            return texts("plan.reference_verifies")
        return texts("plan.reference_ignored") if reference.ignored else ""
