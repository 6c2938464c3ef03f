"""The list of cases as a virtual table: windows of 200 lines are fetched when they are seen.

Lines are shown as soon as they are here; how many fit is counted afterwards.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import replace
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
from shamay_desktop.ui.cases.columns import COLUMNS, shown
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.tasks import Handle
from shamay_desktop.usecases.cases.listing import (
    CaseCounts,
    CaseList,
    count_cases,
    list_window,
)
from shamay_desktop.usecases.cases.shelving import days_left

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
WINDOW = 200
KEPT = 20
"""How many windows stay in memory."""

WAITING = 6
"""How many windows may wait to be fetched: who scrolls on does not see the others any more."""

Fetch = Callable[..., CaseList]
Count = Callable[..., CaseCounts]


class CaseModel(QAbstractTableModel):
    """Rows that were not fetched yet are empty until their window arrives.

    A new question resets the model. Asking the same again (`refresh`) keeps what is shown until
    the new lines come, and rows keep their selection by the case, not by their place.
    """

    loaded = Signal()
    """The first window of a new question or of a refresh arrived; `total` is this at least."""

    counted = Signal()
    """`total` and `counts` are those of what is shown."""

    failed = Signal(object)
    """ShamayError."""

    def __init__(
        self,
        context: OfficeContext,
        fetch: Fetch = list_window,
        parent: QObject | None = None,
        *,
        count: Count = count_cases,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._fetch = fetch
        self._count = count
        self._windows: OrderedDict[int, tuple[ValuationLine, ...]] = OrderedDict()
        self._stale: set[int] = set()
        self._asked: set[int] = set()
        self._waiting: OrderedDict[int, Handle] = OrderedDict()
        self._counting: Handle | None = None
        self._generation = 0
        self._is_new = True
        self._is_told = False
        self.query = ValuationQuery()
        self.seen_row = 0
        """A row that the person sees: a refresh begins with its window."""
        self.total = 0
        self.counts: Mapping[Status, int] = MappingProxyType({})

    def show_query(self, query: ValuationQuery) -> None:
        """Show other cases, or the same in another order; from the beginning."""
        if query != self.query:
            self.query = query
            self.seen_row = 0
            self._is_new = True
        self._ask_anew()

    def refresh(self) -> None:
        """Fetch anew; what is shown stays until the answer comes."""
        self._ask_anew()

    def line(self, row: int) -> ValuationLine | None:
        """The line of a row; None, and fetched, when it is not here yet."""
        window, place = divmod(row, WINDOW)
        lines = self._windows.get(window)
        if (lines is None or window in self._stale) and window not in self._asked:
            self._ask(window)
        if lines is None:
            return None
        self._windows.move_to_end(window)
        return lines[place] if place < len(lines) else None

    def row_of(self, valuation_id: str) -> int | None:
        """Where a case stands among the lines that are here."""
        for window in sorted(self._windows, key=lambda window: (window in self._stale, window)):
            for place, line in enumerate(self._windows[window]):
                if line.id == valuation_id:
                    return window * WINDOW + place
        return None

    def days_left(self, line: ValuationLine) -> int | None:
        """Days until the trash lets a case go, None for one that is not in it."""
        return days_left(line, self._context.services.clock.now())

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """All that fit, fetched or not."""
        return 0 if parent.isValid() else self.total

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """As declared in `columns`."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column, texts = COLUMNS[section], self._context.texts
        if role == Qt.ItemDataRole.DisplayRole:
            return texts(f"cases.column.{column.key}")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role == Qt.ItemDataRole.ToolTipRole and column.sort is not None:
            return texts("cases.sort_tip", column=texts(f"cases.column.{column.key}"))
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; a screen reader hears a row's column with them."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role not in _WORDS:
            return None
        line = self.line(index.row())
        if line is None:
            return ""
        texts, column = self._context.texts, COLUMNS[index.column()].key
        words = shown(line, column, texts, self.days_left(line))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{texts(f'cases.column.{column}')}: {words}" if words else ""
        return words

    # -- fetching -------------------------------------------------------------------------

    def _ask_anew(self) -> None:
        self._generation += 1
        self._is_told = False
        self._stale = set(self._windows)
        self._drop_waiting()
        self._asked = set()
        self._ask(min(self.seen_row, max(self.total - 1, 0)) // WINDOW)

    def _drop_waiting(self) -> None:
        """What nobody wants to know any more is not begun: the newest question is next."""
        for handle in (*self._waiting.values(), self._counting):
            if handle is not None:
                handle.cancel()
        self._waiting.clear()
        self._counting = None

    def _ask(self, window: int) -> None:
        self._asked.add(window)
        generation, context = self._generation, self._context
        self._waiting[window] = context.tasks.run(
            self._fetch,
            context.services,
            context.actor,
            self._query_of(window),
            owner=self,
            on_done=lambda found: self._on_fetched(generation, window, found),
            on_failed=lambda error: self._on_failed(generation, error, window),
        )
        while len(self._waiting) > WAITING:
            dropped, handle = self._waiting.popitem(last=False)
            handle.cancel()
            # Asked for again when it is seen again; started work answers all the same.
            self._asked.discard(dropped)

    def _query_of(self, window: int) -> ValuationQuery:
        """A window's question; beside a window that is here its place need not be looked for."""
        query = replace(self.query, limit=WINDOW, offset=window * WINDOW)
        lines = self._fresh(window - 1)
        if len(lines) == WINDOW:
            return replace(query, after=lines[-1].id)
        lines = self._fresh(window + 1)
        return replace(query, before=lines[0].id) if lines and window else query

    def _fresh(self, window: int) -> tuple[ValuationLine, ...]:
        return () if self._is_new or window in self._stale else self._windows.get(window, ())

    def _on_fetched(self, generation: int, window: int, found: CaseList) -> None:
        if generation != self._generation:
            return
        self._asked.discard(window)
        self._waiting.pop(window, None)
        (self._start_over if self._is_new else self._take)(window, found)
        if window and window * WINDOW >= self.total:
            self._ask(max(self.total - 1, 0) // WINDOW)  # the list became shorter than the place
        elif not self._is_told:
            self._is_told = True
            self.loaded.emit()
            if found.is_counted:
                self.counted.emit()
            else:
                self._ask_count()

    def _ask_count(self) -> None:
        generation, context = self._generation, self._context
        self._counting = context.tasks.run(
            self._count,
            context.services,
            context.actor,
            self.query,
            owner=self,
            on_done=lambda found: self._on_counted(generation, found),
            on_failed=lambda error: self._on_failed(generation, error),
        )

    def _on_counted(self, generation: int, found: CaseCounts) -> None:
        if generation == self._generation:
            self._counting = None
            self._resize(found.total)
            self.counts = found.counts
            self.counted.emit()

    def _start_over(self, window: int, found: CaseList) -> None:
        self.beginResetModel()
        self._is_new = False
        self._windows.clear()
        self._stale.clear()
        self._keep(window, found.lines)
        self.total = found.total
        self._note_counts(found)
        self.endResetModel()

    def _take(self, window: int, found: CaseList) -> None:
        """Put a window in the place of what stood there; selected cases stay selected."""
        if found.is_counted or len(found.lines) < WINDOW or found.total > self.total:
            self._resize(found.total)
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        ids = [self._id_here(index.row()) for index in held]
        self._keep(window, found.lines)
        self._stale.discard(window)
        self._note_counts(found)
        rows = [None if known is None else self.row_of(known) for known in ids]
        moved = [
            index if row is None else self.index(row, index.column())
            for index, row in zip(held, rows, strict=True)
        ]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _note_counts(self, found: CaseList) -> None:
        if found.is_counted:
            self.counts = found.counts

    def _resize(self, total: int) -> None:
        if total > self.total:
            self.beginInsertRows(_NOWHERE, self.total, total - 1)
            self.total = total
            self.endInsertRows()
        elif total < self.total:
            self.beginRemoveRows(_NOWHERE, total, self.total - 1)
            self.total = total
            self.endRemoveRows()

    def _id_here(self, row: int) -> str | None:
        window, place = divmod(row, WINDOW)
        lines = self._windows.get(window, ())
        return lines[place].id if place < len(lines) else None

    def _keep(self, window: int, lines: tuple[ValuationLine, ...]) -> None:
        self._windows[window] = lines
        self._windows.move_to_end(window)
        while len(self._windows) > KEPT:
            dropped, _ = self._windows.popitem(last=False)
            self._stale.discard(dropped)

    def _on_failed(self, generation: int, error: ShamayError, window: int = -1) -> None:
        if generation == self._generation:
            self._waiting.pop(window, None)
            # The window stays marked as asked, so that painting does not ask without end.
            self.failed.emit(error)


_WORDS = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.ToolTipRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
    }
)


def _alignment(section: int) -> Qt.AlignmentFlag:
    """Numbers stand at the end of their column, all else at its beginning."""
    numeric = COLUMNS[section].numeric
    side = Qt.AlignmentFlag.AlignTrailing if numeric else Qt.AlignmentFlag.AlignLeading
    return side | Qt.AlignmentFlag.AlignVCenter
