"""A virtual table of lines: windows of 200 are fetched when they are seen, counted afterwards."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.ui.tasks import Handle

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
WINDOW = 200
KEPT = 20
"""How many windows stay in memory."""

WAITING = 6
"""How many windows may wait to be fetched: who scrolls on does not see the others any more."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `sort` is None for one that the list cannot be sorted by.

    `descending` is the order at the first click: newest and dearest first, texts from א. `shown`
    says whether a new list has it; the rest are chosen in the menu of the header.
    """

    key: str
    sort: Any
    width: int
    shown: bool = True
    numeric: bool = False
    descending: bool = False


class Fetched(Protocol):
    """A window of lines, and how many there are: at least, where that is not counted yet."""

    @property
    def lines(self) -> Sequence[Any]: ...
    @property
    def total(self) -> int: ...
    @property
    def is_counted(self) -> bool: ...


Answer = Callable[[Any], object]


class WindowModel(QAbstractTableModel):
    """Rows that were not fetched yet are empty until their window arrives.

    A new question resets the model. Asking the same again (`refresh`) keeps what is shown until
    the new lines come, and rows keep their selection by what they are, not by their place. A query
    is a frozen dataclass with `sort`, `descending`, `limit` and `offset`.
    """

    loaded = Signal()
    """The first window of a new question or of a refresh arrived; `total` is this at least."""

    counted = Signal()
    """`total` is that of what is shown."""

    failed = Signal(object)
    """ShamayError."""

    columns: Sequence[Column] = ()

    def __init__(self, query: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._windows: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._stale: set[int] = set()
        self._asked: set[int] = set()
        self._waiting: OrderedDict[int, Handle] = OrderedDict()
        self._counting: Handle | None = None
        self._generation = 0
        self._is_new = True
        self._is_told = False
        self.query = query
        self.seen_row = 0
        """A row that the person sees: a refresh begins with its window."""
        self.total = 0

    # -- what a list of its own kind says of itself -----------------------------------------

    def id_of(self, line: Any) -> str:
        """The id of a line."""
        return str(line.id)

    def title_of(self, column: Column) -> str:
        """The name of a column."""
        raise NotImplementedError

    def tip_of(self, column: Column) -> str:
        """What the column's head says more, "" for nothing."""
        return ""

    def words_of(self, line: Any, column: Column) -> str:
        """The words of a line in a column."""
        raise NotImplementedError

    def decoration_of(self, line: Any, column: Column, role: int) -> object:
        """What a cell shows beside its words (colour, mark); None for nothing."""
        return None

    def begin_fetch(self, query: Any, on_done: Answer, on_failed: Answer) -> Handle:
        """Ask for a window off the UI thread; the answer is a `Fetched`."""
        raise NotImplementedError

    def begin_count(self, query: Any, on_done: Answer, on_failed: Answer) -> Handle | None:
        """Count what fits; the answer has a `total`."""
        return None

    def note_found(self, found: Any) -> None:
        """A counted answer came: keep what is shown beside the list."""

    # -- lines ------------------------------------------------------------------------------

    def show_query(self, query: Any) -> None:
        """Show other lines, or the same in another order; from the beginning."""
        if query != self.query:
            self.query = query
            self.seen_row = 0
            self._is_new = True
        self._ask_anew()

    def refresh(self) -> None:
        """Fetch anew; what is shown stays until the answer comes."""
        self._ask_anew()

    def any_line(self, row: int) -> Any:
        """The line of a row; None, and fetched, when it is not here yet."""
        window, place = divmod(row, WINDOW)
        lines = self._windows.get(window)
        if (lines is None or window in self._stale) and window not in self._asked:
            self._ask(window)
        if lines is None:
            return None
        self._windows.move_to_end(window)
        return lines[place] if place < len(lines) else None

    def row_of(self, line_id: str) -> int | None:
        """Where a line stands among those that are here."""
        for window in sorted(self._windows, key=lambda window: (window in self._stale, window)):
            for place, line in enumerate(self._windows[window]):
                if self.id_of(line) == line_id:
                    return window * WINDOW + place
        return None

    def lines_here(self) -> list[Any]:
        """The lines that are in memory, in their order."""
        return [line for window in sorted(self._windows) for line in self._windows[window]]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """All that fit, fetched or not."""
        return 0 if parent.isValid() else self.total

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """As declared."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title_of(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tip_of(column) or None
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; a screen reader hears a row's column with them."""
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role not in _WORDS:
            if role not in _SHOWN_BESIDE:
                return None
            line = self.any_line(index.row())
            return None if line is None else self.decoration_of(line, column, role)
        line = self.any_line(index.row())
        if line is None:
            return ""
        words = self.words_of(line, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.title_of(column)}: {words}" if words else ""
        return words

    # -- fetching -------------------------------------------------------------------------

    def query_of(self, window: int) -> Any:
        """A window's question."""
        return replace(self.query, limit=WINDOW, offset=window * WINDOW)

    def fresh(self, window: int) -> Sequence[Any]:
        """The lines of a window that need not be asked for anew, none when it is not here."""
        return () if self._is_new or window in self._stale else self._windows.get(window, ())

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
        generation = self._generation
        self._waiting[window] = self.begin_fetch(
            self.query_of(window),
            lambda found: self._on_fetched(generation, window, found),
            lambda error: self._on_failed(generation, error, window),
        )
        while len(self._waiting) > WAITING:
            dropped, handle = self._waiting.popitem(last=False)
            handle.cancel()
            # Asked for again when it is seen again; started work answers all the same.
            self._asked.discard(dropped)

    def _on_fetched(self, generation: int, window: int, found: Fetched) -> None:
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
        generation = self._generation
        self._counting = self.begin_count(
            self.query,
            lambda found: self._on_counted(generation, found),
            lambda error: self._on_failed(generation, error),
        )

    def _on_counted(self, generation: int, found: Any) -> None:
        if generation == self._generation:
            self._counting = None
            self._resize(found.total)
            self.note_found(found)
            self.counted.emit()

    def _start_over(self, window: int, found: Fetched) -> None:
        self.beginResetModel()
        self._is_new = False
        self._windows.clear()
        self._stale.clear()
        self._keep(window, found.lines)
        self.total = found.total
        if found.is_counted:
            self.note_found(found)
        self.endResetModel()

    def _take(self, window: int, found: Fetched) -> None:
        """Put a window in the place of what stood there; selected lines stay selected."""
        if found.is_counted or len(found.lines) < WINDOW or found.total > self.total:
            self._resize(found.total)
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        ids = [self._id_here(index.row()) for index in held]
        self._keep(window, found.lines)
        self._stale.discard(window)
        if found.is_counted:
            self.note_found(found)
        rows = [None if known is None else self.row_of(known) for known in ids]
        moved = [
            index if row is None else self.index(row, index.column())
            for index, row in zip(held, rows, strict=True)
        ]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

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
        return self.id_of(lines[place]) if place < len(lines) else None

    def _keep(self, window: int, lines: Sequence[Any]) -> None:
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
_SHOWN_BESIDE = frozenset(
    {
        int(Qt.ItemDataRole.ForegroundRole),
        int(Qt.ItemDataRole.DecorationRole),
        int(Qt.ItemDataRole.FontRole),
    }
)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    """Numbers stand at the end of their column, all else at its beginning."""
    side = Qt.AlignmentFlag.AlignTrailing if column.numeric else Qt.AlignmentFlag.AlignLeading
    return side | Qt.AlignmentFlag.AlignVCenter
