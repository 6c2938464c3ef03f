"""What a cell of the grid opens into: the running price behind a head, down to row and document."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex

from shamay_desktop.domain.valuation.figure import Figure
from shamay_desktop.domain.valuation.shown_figures import (
    ABSOLUTE,
    ADJUSTED,
    PAID,
    comparable_figures,
    head_figures,
)
from shamay_desktop.ui.grid.model import GridModel
from shamay_desktop.ui.grid.rows import Kind

_COMPUTED = {Kind.BASE: PAID, Kind.ADJUSTED: ADJUSTED, Kind.ABSOLUTE: ABSOLUTE}


def figures_at(model: GridModel, index: QModelIndex) -> Sequence[Figure]:
    """The chains of a cell; nothing behind a fact, which is typed, and in an empty cell."""
    column, row = model.column_at(index), model.row_at(index)
    if column is None or row is None:
        return ()
    if row.kind is Kind.HEAD:
        return head_figures(model.case, model.grid, column, row.name)
    what = _COMPUTED.get(row.kind)
    return () if what is None else comparable_figures(model.case, column.row.id, what)
