"""The list of cases as a virtual table: windows of 200 lines are fetched when they are seen."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.records import Status, ValuationLine, ValuationQuery
from shamay_desktop.i18n.formats import identifier, number
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.usecases.cases.listing import CaseList, list_cases

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
COLUMNS = ("address", "parcel", "client", "status", "updated", "value")
WINDOW = 200
KEPT = 20
"""How many windows stay in memory."""


class CaseModel(QAbstractTableModel):
    """Rows that were not fetched yet are empty until their window arrives."""

    loaded = Signal()
    """The first window of a query arrived; `total` and `counts` are known."""

    failed = Signal(object)
    """ShamayError."""

    def __init__(
        self,
        context: OfficeContext,
        fetch: Callable[..., CaseList] = list_cases,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._fetch = fetch
        self._words = ""
        self._statuses: frozenset[Status] = frozenset()
        self._windows: OrderedDict[int, tuple[ValuationLine, ...]] = OrderedDict()
        self._asked: set[int] = set()
        self._generation = 0
        self.total = 0
        self.counts: Mapping[Status, int] = MappingProxyType({})

    def search(self, words: str, statuses: frozenset[Status]) -> None:
        """Show the cases with these words and in these states; none means all."""
        self._words, self._statuses = words, statuses
        self.refresh()

    def refresh(self) -> None:
        """Fetch anew; what is shown stays until the answer comes."""
        self._generation += 1
        self._asked = {0}
        self._ask(0)

    def line(self, row: int) -> ValuationLine | None:
        """The line of a row; None, and fetched, when it is not here yet."""
        window, place = divmod(row, WINDOW)
        lines = self._windows.get(window)
        if lines is None:
            if window not in self._asked:
                self._asked.add(window)
                self._ask(window)
            return None
        self._windows.move_to_end(window)
        return lines[place] if place < len(lines) else None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """All that fit, fetched or not."""
        return 0 if parent.isValid() else self.total

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Address, parcel, client, state, updated, value."""
        return len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._context.texts(f"cases.column.{COLUMNS[section]}")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(COLUMNS[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words; the value in whole shekels as it was rounded."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(COLUMNS[index.column()])
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        line = self.line(index.row())
        return "" if line is None else self._shown(line, COLUMNS[index.column()])

    def _shown(self, line: ValuationLine, column: str) -> str:
        texts = self._context.texts
        if column == "address":
            return line.address or texts("cases.no_address", reference=line.reference)
        if column == "parcel":
            return identifier(line.parcel)
        if column == "client":
            return line.client
        if column == "status":
            return texts(f"cases.status.{line.status.value}")
        if column == "updated":
            return day_and_time(line.updated_at)
        return "" if line.final_valuation is None else f"{number(line.final_valuation)}\u00a0₪"

    def _ask(self, window: int) -> None:
        generation, context = self._generation, self._context
        query = ValuationQuery(self._words, self._statuses, WINDOW, window * WINDOW)
        context.tasks.run(
            self._fetch,
            context.services,
            context.actor,
            query,
            owner=self,
            on_done=lambda found: self._on_fetched(generation, window, found),
            on_failed=lambda error: self._on_failed(generation, window, error),
        )

    def _on_fetched(self, generation: int, window: int, found: CaseList) -> None:
        if generation != self._generation:
            return
        self._asked.discard(window)
        if window == 0 or found.total != self.total:
            self._start_over(window, found)
            return
        self._keep(window, found.lines)
        first = window * WINDOW
        last = min(first + WINDOW, self.total) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))

    def _start_over(self, window: int, found: CaseList) -> None:
        self.beginResetModel()
        self._windows.clear()
        self._keep(window, found.lines)
        self.total = found.total
        self.counts = found.counts
        self.endResetModel()
        self.loaded.emit()

    def _keep(self, window: int, lines: tuple[ValuationLine, ...]) -> None:
        self._windows[window] = lines
        while len(self._windows) > KEPT:
            self._windows.popitem(last=False)

    def _on_failed(self, generation: int, window: int, error: ShamayError) -> None:
        if generation == self._generation:
            # The window stays marked as asked, so that painting does not ask without end.
            self.failed.emit(error)


def _alignment(column: str) -> Qt.AlignmentFlag:
    """Numbers stand at the end of their column, all else at its beginning."""
    side = Qt.AlignmentFlag.AlignTrailing if column == "value" else Qt.AlignmentFlag.AlignLeading
    return side | Qt.AlignmentFlag.AlignVCenter


def day_and_time(moment: datetime) -> str:
    """DD.MM.YYYY HH:MM in local time."""
    return f"{moment.astimezone():%d.%m.%Y %H:%M}"
