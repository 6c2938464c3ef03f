"""The adjustment grid as a table: the subject and the comparables across, facts and heads down."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from shamay_desktop.domain.case import Case, Origin, Row
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.fields.adjustments import ADJUSTMENTS, OVERALL
from shamay_desktop.domain.market.price_index import PriceIndex
from shamay_desktop.domain.money import plain, round_to_step, to_places
from shamay_desktop.domain.valuation.adjusting import AdjustmentUnit
from shamay_desktop.domain.valuation.cells import text_in
from shamay_desktop.domain.valuation.comparison import PricedComparable
from shamay_desktop.domain.valuation.grid import Grid, GridColumn, grid_of
from shamay_desktop.domain.valuation.heads import Head
from shamay_desktop.domain.valuation.time_adjustment import NoProposal
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.grid.amounts import edited_amount, shown_amount, typed_under
from shamay_desktop.ui.grid.facts import FactCells, fact_key, is_word
from shamay_desktop.ui.grid.rows import FACTS, KIND, MARK, NAME, RUNNING, GridRow, Kind, Mark
from shamay_desktop.ui.grid.words import percent_words
from shamay_desktop.ui.widgets.wording import problem_words
from shamay_desktop.usecases.market.supporting import CaseSupport

Index = QModelIndex | QPersistentModelIndex
_TENTH = Decimal("0.1")


class GridModel(QAbstractTableModel):
    """Column 0 is the subject. It changes nothing: it tells what was typed, and shows a case."""

    amount_typed = Signal(str, str, object)
    """Row id of the comparable, head, (amount, unit) or None for emptied."""

    fact_typed = Signal(str, str, object)
    """Row id of the comparable, column, canonical content or None for emptied."""

    refused = Signal()
    """A typed amount or fact cannot be read; it stays in its cell."""

    title_changed = Signal(int)
    """The words over one column; by Qt's own signal a header would have the whole view painted."""

    inclusion_asked = Signal(object)
    """Row ids of comparables whose inclusion is turned."""

    def __init__(self, texts: Texts, *, read_only: bool = False) -> None:
        super().__init__()
        self._texts = texts
        self._read_only = read_only
        self.case = Case("")
        self.own_heads: tuple[Head, ...] = ()
        self.indexes: Mapping[str, PriceIndex] = {}
        self.support = CaseSupport()
        self.subject: Mapping[str, str] = {}
        self.facts_shown: tuple[str, ...] = FACTS
        self.found: Mapping[tuple[str, str], str] = {}
        self.drafts: dict[tuple[str, str], tuple[str, Refused]] = {}
        self.facts = FactCells(texts, self.drafts)
        self.grid: Grid = grid_of(self.case)
        self.rows: tuple[GridRow, ...] = ()
        self._running: tuple[tuple[Fraction | None, ...], ...] = ()
        self._adjustment_rows: Mapping[tuple[str, str], Row] = {}
        self._arrange()

    # -- what is shown ----------------------------------------------------------------------

    def show_case(self, case: Case, subject: Mapping[str, str] | None) -> None:
        """Compute the grid of a case and show it; indexes stay where comparables and heads do."""
        before = self._shape()
        grid = grid_of(case, self.own_heads, self.indexes)
        after = ([column.row.id for column in grid.columns], [head.code for head in grid.heads])
        moved = (before[0], before[1]) != after
        if moved:
            self.beginResetModel()
        old, old_rows, old_subject = self.grid, self._adjustment_rows, self.subject
        self.case, self.grid, self.subject = case, grid, subject or {}
        self._running = tuple(map(grid.running, grid.columns))
        self._adjustment_rows = {
            (text_in(row, "comparable"), text_in(row, "head")): row
            for row in reversed(case.rows(ADJUSTMENTS))
        }
        if moved:
            self._arrange()
            self.endResetModel()
            return
        if old_subject != self.subject:
            self._refresh_column(0)
        touched = self._touched(old_rows)
        for number, (was, now) in enumerate(zip(old.columns, grid.columns, strict=True), 1):
            if was.row is not now.row or was != now or now.row.id in touched:
                self._refresh_column(number)

    def _touched(self, before: Mapping[tuple[str, str], Row]) -> set[str]:
        """Comparables of which an adjustment is not what it was."""
        now = self._adjustment_rows
        keys = {key for key, row in now.items() if before.get(key) is not row}
        return {comparable for comparable, _ in keys | (before.keys() - now.keys())}

    def _refresh_column(self, number: int) -> None:
        """One comparable may show something else: the others need not be painted again.

        Cell by cell: for a range Qt's views paint all that is in view.
        """
        for row in range(self.rowCount()):
            cell = self.index(row, number)
            self.dataChanged.emit(cell, cell)
        self.title_changed.emit(number)

    def know(
        self,
        *,
        heads: tuple[Head, ...] | None = None,
        indexes: Mapping[str, PriceIndex] | None = None,
        support: CaseSupport | None = None,
    ) -> None:
        """Take what was read of the office and its data; None leaves what stands."""
        self.own_heads = self.own_heads if heads is None else heads
        self.indexes = self.indexes if indexes is None else indexes
        self.support = self.support if support is None else support
        self.show_case(self.case, self.subject)
        self.refresh()

    def show_facts(self, names: Sequence[str]) -> None:
        """Which facts stand above the heads."""
        self.beginResetModel()
        self.facts_shown = tuple(names)
        self._arrange()
        self.endResetModel()

    def show_found(self, found: Mapping[tuple[str, str], str]) -> None:
        """Sentences of findings by (comparable, head); head "" is Σ|a| of the comparable."""
        if found != self.found:
            self.found = found
            self.refresh()

    def refresh(self) -> None:
        """Every cell may show something else."""
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        across = Qt.Orientation.Horizontal
        self.headerDataChanged.emit(across, 0, self.columnCount() - 1)

    def _shape(self) -> tuple[list[str], list[str]]:
        ids = [column.row.id for column in self.grid.columns]
        return ids, [head.code for head in self.grid.heads]

    def _arrange(self) -> None:
        facts = [GridRow(Kind.FACT, name) for name in self.facts_shown]
        heads = [GridRow(Kind.HEAD, head.code, head) for head in self.grid.heads]
        ends = [GridRow(kind) for kind in (Kind.ABSOLUTE, Kind.ADJUSTED, Kind.INCLUDED)]
        self.rows = (*facts, GridRow(Kind.BASE), *heads, *ends)

    # -- finding one's way ------------------------------------------------------------------

    def column_at(self, index: Index) -> GridColumn | None:
        """The comparable at an index; None for the subject."""
        at = index.column() - 1
        known = index.isValid() and 0 <= at < len(self.grid.columns)
        return self.grid.columns[at] if known else None

    def row_at(self, index: Index) -> GridRow | None:
        """The row at an index."""
        known = index.isValid() and 0 <= index.row() < len(self.rows)
        return self.rows[index.row()] if known else None

    def head_at(self, index: Index) -> Head | None:
        """The head at an index, None elsewhere."""
        row = self.row_at(index)
        return None if row is None else row.head

    def index_of(self, comparable: str, head: str = "") -> QModelIndex:
        """The cell of a comparable under a head ("": the first head); invalid where none is."""
        ids = [column.row.id for column in self.grid.columns]
        heads = [row.name if row.kind is Kind.HEAD else None for row in self.rows]
        if comparable not in ids or not self.grid.heads:
            return QModelIndex()
        wanted = head if head in heads else self.grid.heads[0].code
        return self.index(heads.index(wanted), ids.index(comparable) + 1)

    def is_adjusted(self, row: GridRow) -> bool:
        """Whether any comparable is adjusted under a head: its row then has a second line."""
        return any(row.name in column.steps for column in self.grid.columns)

    def adjustment_row(self, comparable: str, head: str) -> Row | None:
        """The row of `comparables.adjustments` of a cell."""
        return self._adjustment_rows.get((comparable, head))

    def amount_of(self, column: GridColumn, head: str) -> tuple[Decimal, AdjustmentUnit] | None:
        """What a cell holds."""
        steps = column.steps.get(head)
        if steps:
            return steps[0].adjustment.amount, steps[0].adjustment.unit
        for each in column.comparable.all_adjustments:  # without a price there are no steps
            if each.head == head:
                return each.amount, each.unit
        return None

    def reason_of(self, column: GridColumn, head: str) -> str:
        """The reason of a cell."""
        if head == OVERALL:
            return text_in(column.row, "adjustment_reason")
        row = self.adjustment_row(column.row.id, head)
        return "" if row is None else text_in(row, "reason")

    def proposal_of(self, column: GridColumn, head: str) -> Decimal | None:
        """Percent that the index (time) or the data propose for a cell; None for nothing."""
        if head == "time" and column.time.percent is not None:
            return column.time.percent
        return self.support.offer(column.row, head).percent

    def mark_of(self, column: GridColumn, head: str) -> Mark:
        """How a cell of a head looks."""
        key = column.row.id, head
        if key in self.drafts:
            return Mark.REFUSED
        held = self.amount_of(column, head)
        if held is None:
            offered = head == "time" and column.time.percent is not None
            return Mark.PROPOSED if offered else Mark.PLAIN
        if held[0] and not self.reason_of(column, head):
            return Mark.UNREASONED
        if key in self.found:
            return Mark.FOUND
        return self._origin_mark(column, head, held)

    def _origin_mark(
        self, column: GridColumn, head: str, held: tuple[Decimal, AdjustmentUnit]
    ) -> Mark:
        row = self.adjustment_row(column.row.id, head)
        value = None if row is None else row.cells.get("amount")
        source = None if value is None else value.provenance
        if source is not None and source.origin is Origin.COMPUTED:
            return Mark.TAKEN
        proposed = column.time.percent if head == "time" else None
        supported = row is not None and bool(text_in(row, "support"))
        differs = proposed is not None and held != (proposed, AdjustmentUnit.PERCENT)
        return Mark.OVERRIDDEN if differs or supported else Mark.PLAIN

    # -- Qt ---------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's signature
        """Facts, heads and results."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's signature
        """The subject and the comparables."""
        return 0 if parent.isValid() else len(self.grid.columns) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Comparables by number and address, rows by what they show."""
        across = orientation is Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.TextAlignmentRole and not across:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and not across:
            return _bold() if self.rows[section].kind in (Kind.ADJUSTED, Kind.BASE) else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if across:
            return self._texts("analysis.subject") if not section else self._column_title(section)
        return self.title_of(self.rows[section])

    def _column_title(self, section: int) -> str:
        """Its number, and what its price per m² comes to: in view however far one scrolls."""
        price = self.grid.columns[section - 1].price
        return str(section) if price is None else f"{section}\n{_printed(price)}"

    def title_of(self, row: GridRow) -> str:
        """What a row is called."""
        if row.head is not None:
            return row.head.label(self._texts.language.value)
        if row.kind is Kind.FACT:
            column = BY_ID["comparables"].column(row.name)
            return column.label(self._texts.language.value)
        return self._texts(f"grid.row.{row.kind.value}")

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Amounts and facts are edited, inclusion is ticked, results are only read."""
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row = self.row_at(index)
        if row is None or self.column_at(index) is None or self._read_only:
            return base
        if row.kind in (Kind.HEAD, Kind.FACT):
            return base | Qt.ItemFlag.ItemIsEditable
        return base | Qt.ItemFlag.ItemIsUserCheckable if row.kind is Kind.INCLUDED else base

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows."""
        row = self.row_at(index)
        if row is None:
            return None
        if role in (KIND, NAME):
            return row.kind if role == KIND else row.name
        column = self.column_at(index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _edge(row)
        if column is None:
            return self._subject_data(row, role)
        if role == Qt.ItemDataRole.ForegroundRole and not column.included:
            return theme.colour("muted")
        return self._cell(column, row, role)

    def _subject_data(self, row: GridRow, role: int) -> object:
        names = {Kind.BASE: "price_per_sqm", Kind.FACT: row.name}
        if role == Qt.ItemDataRole.DisplayRole:
            name = names.get(row.kind, "")
            return "" if name == "date" else self.subject.get(name, "")
        return theme.colour("muted") if role == Qt.ItemDataRole.ForegroundRole else None

    def _cell(self, column: GridColumn, row: GridRow, role: int) -> object:
        if row.kind is Kind.HEAD:
            return self._head_cell(column, row.name, role)
        if row.kind is Kind.FACT:
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(column, row, self.facts.text(column.row, row.name))
            return self.facts.cell(column.row, row.name, role)
        answer: object = None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            answer = self._text(column, row) or None
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            answer = self._spoken(column, row, self._text(column, row))
        elif role == Qt.ItemDataRole.CheckStateRole and row.kind is Kind.INCLUDED:
            answer = Qt.CheckState.Checked if column.included else Qt.CheckState.Unchecked
        elif role == Qt.ItemDataRole.FontRole and row.kind in (Kind.ADJUSTED, Kind.BASE):
            answer = _bold()
        elif role == Qt.ItemDataRole.ForegroundRole and row.kind is Kind.ABSOLUTE:
            answer = theme.colour("warning") if (column.row.id, "") in self.found else None
        return answer

    def _text(self, column: GridColumn, row: GridRow) -> str:
        if column.price is None:
            return ""
        figures = {
            Kind.BASE: lambda price: formats.number(price.rounded),
            Kind.ADJUSTED: lambda price: formats.number(price.adjusted_rounded),
            Kind.ABSOLUTE: lambda price: formats.percent(
                plain(to_places(price.absolute * 100, _TENTH))
            ),
        }
        figure = figures.get(row.kind)
        return "" if figure is None else figure(column.price)

    def _head_cell(self, column: GridColumn, head: str, role: int) -> object:
        answer: object = None
        if role == Qt.ItemDataRole.DisplayRole:
            answer = self._amount_text(column, head)
        elif role == Qt.ItemDataRole.EditRole:
            answer = self._edited_text(column, head)
        elif role == MARK:
            answer = self.mark_of(column, head)
        elif role == RUNNING:
            answer = self._running_text(column, head)
        elif role == Qt.ItemDataRole.ToolTipRole:
            answer = self.told_of(column, head) or None
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            text = self._amount_text(column, head)
            answer = self._spoken(column, GridRow(Kind.HEAD, head, self._head(head)), text)
        return answer

    def _edited_text(self, column: GridColumn, head: str) -> str:
        draft, held = self.drafts.get((column.row.id, head)), self.amount_of(column, head)
        if draft is not None:
            return draft[0]
        return "" if held is None else edited_amount(*held)

    def _head(self, code: str) -> Head | None:
        return next((head for head in self.grid.heads if head.code == code), None)

    def _amount_text(self, column: GridColumn, head: str) -> str:
        draft = self.drafts.get((column.row.id, head))
        if draft is not None:
            return draft[0]
        held = self.amount_of(column, head)
        if held is not None:
            return shown_amount(*held, self._texts.language)
        if head == "time" and column.time.percent is not None:
            return f"≈ {percent_words(column.time.percent, self._texts)}"
        if head == "time" and column.time.lacking in _NO_POINT:
            return self._texts("grid.time.no_point")
        return ""

    def _running_text(self, column: GridColumn, head: str) -> str:
        place = [each.code for each in self.grid.heads].index(head)
        running = self._running[column.number - 1][place]
        if running is None or self.amount_of(column, head) is None:
            return ""
        return formats.number(plain(round_to_step(running, column.comparable.step)))

    def told_of(self, column: GridColumn, head: str) -> str:
        """What a cell says beyond its amount: what is wrong, its reason, its support."""
        draft = self.drafts.get((column.row.id, head))
        row = self.adjustment_row(column.row.id, head)
        mark = self.mark_of(column, head)
        parts = [
            "" if draft is None else problem_words(draft[1], self._texts),
            self._texts(f"grid.mark.{mark.value}") if mark in _TOLD_MARKS else "",
            self.found.get((column.row.id, head), ""),
            self.reason_of(column, head),
            "" if row is None else text_in(row, "support"),
        ]
        return "\n".join(part for part in parts if part)

    def _spoken(self, column: GridColumn, row: GridRow, text: str) -> str:
        """A cell for a screen reader: which comparable, what, how much, what is wrong."""
        name = self._texts("grid.comparable", number=str(column.number))
        told = self.told_of(column, row.name) if row.kind is Kind.HEAD else ""
        if row.kind is Kind.FACT:
            told = self.facts.told(column.row, row.name)
        parts = (name, self.title_of(row), text, told)
        return ", ".join(part for part in parts if part)

    def setData(self, index: Index, text: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed, or a tick; what cannot be read stays in its cell."""
        row, column = self.row_at(index), self.column_at(index)
        if row is None or column is None:
            return False
        if role == Qt.ItemDataRole.CheckStateRole:
            self.inclusion_asked.emit([column.row.id])
            return True
        if role != Qt.ItemDataRole.EditRole or row.kind not in (Kind.HEAD, Kind.FACT):
            return False
        take = self._take if row.kind is Kind.HEAD else self._take_fact
        return take(column, row.name, str(text), index)

    def _take_fact(self, column: GridColumn, name: str, text: str, index: Index) -> bool:
        taken = self.facts.take(column.row, name, text)
        self.dataChanged.emit(index, index)
        if (column.row.id, fact_key(name)) in self.drafts:
            self.refused.emit()
        for content in taken:
            self.fact_typed.emit(column.row.id, name, content)
        return True

    def _take(self, column: GridColumn, head: str, text: str, index: Index) -> bool:
        key, held = (column.row.id, head), self.amount_of(column, head)
        self.drafts.pop(key, None)
        try:
            given = typed_under(head, text, None if held is None else held[1])
        except Refused as problem:
            self.drafts[key] = (text, problem)
            self.dataChanged.emit(index, index)
            self.refused.emit()
            return True
        was = None if held is None else (plain(held[0]), held[1])
        if given != was:
            self.amount_typed.emit(column.row.id, head, given)
        else:
            self.dataChanged.emit(index, index)
        return True


_NO_POINT = (NoProposal.MONTH, NoProposal.BASES)
"""An empty cell would look as if the time made no difference."""

_TOLD_MARKS = (Mark.PROPOSED, Mark.TAKEN, Mark.OVERRIDDEN, Mark.UNREASONED)


def _edge(row: GridRow) -> Qt.AlignmentFlag:
    """Figures stand under each other, words begin at the edge."""
    words = row.kind is Kind.FACT and is_word(row.name)
    side = Qt.AlignmentFlag.AlignLeading if words else Qt.AlignmentFlag.AlignTrailing
    return side | Qt.AlignmentFlag.AlignVCenter


def _printed(price: PricedComparable) -> str:
    return formats.number(price.adjusted_rounded)


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
