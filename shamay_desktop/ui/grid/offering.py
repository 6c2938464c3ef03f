"""What the grid offers beside its cells: the index, the data, the office's heads; and taking it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Origin, Provenance, Value
from shamay_desktop.domain.editing import Change
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.money import plain
from shamay_desktop.domain.valuation.adjusting import AdjustmentUnit
from shamay_desktop.domain.valuation.grid import GridColumn
from shamay_desktop.domain.valuation.heads import Head
from shamay_desktop.domain.valuation.support import TRAIT_OF_HEAD
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.grid import changes as gestures
from shamay_desktop.ui.grid.amounts import typed_under
from shamay_desktop.ui.grid.changes import CellContent
from shamay_desktop.ui.grid.clipboard import CopiedCell
from shamay_desktop.ui.grid.words import (
    beyond_words,
    left_out_words,
    offer_words,
    support_words,
    time_words,
)
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.usecases.market.indexes import indexes_of
from shamay_desktop.usecases.market.supporting import support_of
from shamay_desktop.usecases.office.heads import office_heads
from shamay_desktop.usecases.services import Services

if TYPE_CHECKING:
    from shamay_desktop.ui.grid.view import GridView


class Offering(QObject):
    """It reads the office's heads and indexes, and asks the data, off the UI thread."""

    def __init__(self, view: "GridView", context: PageContext) -> None:
        super().__init__(view)
        self._view = view
        self._context = context
        self._is_asked = False

    def read(self) -> None:
        """Read what the office has, once; the data are asked then."""
        if self._is_asked:
            return
        self._is_asked = True
        self.read_again()

    def read_again(self) -> None:
        """Read the office's heads and indexes anew, and ask the data."""
        model, run = self._view.model, self._run
        run(office_heads, lambda heads: self._know(lambda: model.know(heads=heads)))
        run(indexes_of, lambda indexes: self._know(lambda: model.know(indexes=indexes)))
        case = self._context.session.case
        self._context.tasks.run(
            support_of,
            self._context.services,
            self._context.actor,
            case,
            tuple(TRAIT_OF_HEAD),
            owner=self._view,
            on_done=lambda found: self._know(lambda: model.know(support=found)),
        )

    def _run(
        self, work: Callable[[Services, Actor], object], on_done: Callable[[Any], object]
    ) -> None:
        context = self._context
        context.tasks.run(work, context.services, context.actor, owner=self._view, on_done=on_done)

    def _know(self, take: Callable[[], object]) -> None:
        view = self._view
        take()
        view.show_case(self._context.session.case, view.model.subject)

    # -- what is offered --------------------------------------------------------------------

    def words(self, column: GridColumn, head: str) -> str:
        """What the index and the data say of a cell, each in a line."""
        texts = self._context.texts
        support = self._view.model.support.heads.get(head)
        lines = [time_words(column.time, texts)] if head == "time" else []
        if support is not None:
            offer = self._view.model.support.offer(column.row, head)
            indexed = head == "time" and column.time.percent is not None
            here = "" if indexed else offer_words(support, offer, texts)
            lines += [support_words(support, texts), here, left_out_words(support, texts)]
        elif head not in TRAIT_OF_HEAD:
            lines.append(texts("grid.support.no_head"))
        return "\n".join(line for line in lines if line)

    def taken(self, column: GridColumn, head: str) -> CellContent | None:
        """The cell as it is offered, with what offers it as its support; None for no offer."""
        model, texts = self._view.model, self._context.texts
        percent = model.proposal_of(column, head)
        if percent is None:
            return None
        by_index = head == "time" and column.time.percent is not None
        if by_index:
            told, support = column.time.told, strip_marks(time_words(column.time, texts))
            reason = model.reason_of(column, head) or texts("grid.time.reason")
        else:
            words = support_words(model.support.heads.get(head), texts)
            beyond = beyond_words(model.support.offer(column.row, head), texts)
            told = support = strip_marks(f"{words} {beyond}".rstrip())
            reason = model.reason_of(column, head)
        value = self._computed(plain(percent), told)
        unit = AdjustmentUnit.PERCENT.value
        return CellContent(column.row.id, head, value, unit, reason, support)

    def _computed(self, number: str, told: str) -> Value:
        """An amount that was taken as it was proposed, with what proposed it."""
        by = self._context.session.typed(number).provenance
        at = None if by is None else by.at
        email = self._context.actor.email
        return Value.of(number, Provenance(Origin.COMPUTED, by=email, at=at, note=told))

    def pasted(self, targets: Sequence[tuple[QModelIndex, CopiedCell]]) -> tuple[Change, ...]:
        """Pasted cells as one gesture; one that cannot be read stays in its cell, marked."""
        model, session = self._view.model, self._context.session
        contents: list[CellContent] = []
        for index, cell in targets:
            column, head = model.column_at(index), model.head_at(index)
            if column is None or head is None:
                continue
            key = column.row.id, head.code
            model.drafts.pop(key, None)
            held = model.amount_of(column, head.code)
            try:
                given = typed_under(head.code, cell.amount, None if held is None else held[1])
            except Refused as problem:
                model.drafts[key] = (cell.amount, problem)
                continue
            amount = None if given is None else session.typed(given[0])
            unit = AdjustmentUnit.PERCENT if given is None else given[1]
            contents.append(CellContent(*key, amount, unit.value, cell.reason, cell.support))
        return gestures.filling(session, contents)

    # -- dialogs ----------------------------------------------------------------------------

    def ask_head(self) -> None:
        """A head that is not in the list: for this case, or for the whole office."""
        from shamay_desktop.ui.grid.head_dialog import HeadDialog

        dialog = HeadDialog(self._context, self._view.model.own_heads, self._view)
        dialog.added.connect(self._on_head_added)
        dialog.open()

    def _on_head_added(self, head: Head) -> None:
        own = (*self._view.model.own_heads, head)
        self._know(lambda: self._view.model.know(heads=own))
        columns = self._view.model.grid.columns
        if columns:
            first = self._view.model.index_of(columns[0].row.id, head.code)
            self._view.table.go_to(first)

    def ask_indexes(self) -> None:
        """The price indexes that the office knows, and a file with newer points."""
        from shamay_desktop.ui.grid.indexes_dialog import IndexesDialog

        dialog = IndexesDialog(self._context, self._view)
        dialog.changed.connect(self.read_again)
        dialog.open()
