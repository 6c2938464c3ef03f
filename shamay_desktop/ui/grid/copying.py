"""Cells of the grid copied, pasted, emptied and filled along: amounts and facts alike."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt

from shamay_desktop.domain.editing import Change
from shamay_desktop.domain.valuation.cells import text_in
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.grid import changes as gestures
from shamay_desktop.ui.grid import clipboard
from shamay_desktop.ui.grid.changes import CellContent
from shamay_desktop.ui.grid.clipboard import CopiedCell
from shamay_desktop.ui.grid.facts import fact_key
from shamay_desktop.ui.grid.rows import Kind

if TYPE_CHECKING:
    from shamay_desktop.ui.grid.view import GridView

Targets = Sequence[tuple[QModelIndex, CopiedCell]]
_TYPED = (Kind.HEAD, Kind.FACT)


class Copying:
    """It emits each gesture through the view; what found no place is said."""

    def __init__(self, view: "GridView") -> None:
        self._view = view

    def chosen(self, *kinds: Kind) -> list[QModelIndex]:
        """The selected cells of these kinds of rows.

        By default those of heads, and facts where nothing else is selected: a whole column that
        is copied or emptied means the adjustments, never the facts of a sale.
        """
        if not kinds:
            return self.chosen(Kind.HEAD) or self.chosen(Kind.FACT)
        model = self._view.model
        return [
            at
            for at in self._view.table.selected()
            if (row := model.row_at(at)) is not None and row.kind in kinds
        ]

    def copy(self) -> None:
        """The selected cells to the clipboard."""
        lines: dict[int, list[CopiedCell]] = {}
        for index in self.chosen():
            cell = self._copied(index)
            if cell is not None:
                lines.setdefault(index.row(), []).append(cell)
        if lines:
            clipboard.keep(list(lines.values()))

    def cut(self) -> None:
        """The selected cells to the clipboard, and empty them."""
        self.copy()
        self.clear()

    def paste(self) -> None:
        """The clipboard's cells from the current cell on; one cell fills all selected ones."""
        cells, chosen = clipboard.kept(), self.chosen()
        if not cells or not chosen:
            return
        if len(cells) == 1 and len(cells[0]) == 1:
            self._put([(index, cells[0][0]) for index in chosen])
            return
        first, model = chosen[0], self._view.model
        self._put(
            [
                (model.index(first.row() + down, first.column() + along), cell)
                for down, line in enumerate(cells)
                for along, cell in enumerate(line)
            ]
        )

    def clear(self) -> None:
        """Empty the selected cells."""
        model, view = self._view.model, self._view
        emptied: list[CellContent] = []
        facts: list[gestures.FactContent] = []
        for index in self.chosen():
            column, row = model.column_at(index), model.row_at(index)
            if column is None or row is None:
                continue
            if row.kind is Kind.FACT:
                model.drafts.pop((column.row.id, fact_key(row.name)), None)
                facts.append((column.row.id, row.name, None))
            else:
                model.drafts.pop((column.row.id, row.name), None)
                emptied.append(CellContent(column.row.id, row.name, None))
        session = view.context.session
        view.emit_gesture((*gestures.filling(session, emptied), *gestures.stating(session, facts)))
        model.refresh()

    def fill(self) -> None:
        """The first selected cell in all the others of its row."""
        chosen = self.chosen()
        cell = self._copied(chosen[0]) if chosen else None
        if cell is not None:
            self._put([(at, cell) for at in chosen[1:] if at.row() == chosen[0].row()])

    def _copied(self, index: QModelIndex) -> CopiedCell | None:
        model = self._view.model
        column, row = model.column_at(index), model.row_at(index)
        if column is None or row is None:
            return None
        text = strip_marks(str(model.data(index, Qt.ItemDataRole.EditRole) or ""))
        if row.kind is Kind.FACT:
            return CopiedCell(text)
        adjustment = model.adjustment_row(column.row.id, row.name)
        support = "" if adjustment is None else text_in(adjustment, "support")
        return CopiedCell(text, model.reason_of(column, row.name), support)

    def _put(self, targets: Targets) -> None:
        view, model = self._view, self._view.model
        heads = [pair for pair in targets if model.head_at(pair[0]) is not None]
        stated, lost = self._stated(targets)
        view.emit_gesture((*view.offering.pasted(heads), *stated))
        model.refresh()
        if lost:
            view.details.say_problem(view.context.texts("grid.paste_lost", n=lost))

    def _stated(self, targets: Targets) -> tuple[tuple[Change, ...], int]:
        """What pasted facts change, and how many texts found no cell that is typed in."""
        model, session = self._view.model, self._view.context.session
        facts: list[gestures.FactContent] = []
        lost = 0
        for index, cell in targets:
            column, row = model.column_at(index), model.row_at(index)
            if column is None or row is None or row.kind not in _TYPED:
                lost += bool(cell.amount)
            elif row.kind is Kind.FACT:
                for content in model.facts.take(column.row, row.name, cell.amount):
                    facts.append((column.row.id, row.name, content))
        return gestures.stating(session, facts), lost
