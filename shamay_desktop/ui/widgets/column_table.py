"""A virtual table: columns that are sorted, moved, hidden and kept; rows that are chosen."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.models.window_model import WINDOW, Column, WindowModel

LAYOUT_PAUSE_MS = 500
MOST_CHOSEN = WINDOW
"""How many lines one gesture may act on: what is chosen must have been seen."""

Layout = list[object]
"""[[key, width, shown], …] in the order from the beginning of the line."""


class ColumnTable(QTableView):
    """Shows a `WindowModel`; says what is asked of its rows and columns.

    `wide` is the column that takes what is left and cannot be hidden; `passing` ones stand only
    where the list is of their kind (`show_passing`) and are nobody's choice. `area` is the
    catalogue that has `columns` and `columns_reset`.
    """

    sort_asked = Signal(object, bool)
    """What it is sorted by, whether descending."""

    layout_changed = Signal()
    """The person moved, resized, showed or hid a column."""

    opened = Signal()
    row_menu_asked = Signal(QPoint)
    """Where on the screen."""

    def __init__(
        self,
        texts: Texts,
        model: WindowModel,
        *,
        area: str,
        wide: str,
        passing: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._texts = texts
        self._area = area
        self._wide = wide
        self._passing = frozenset(passing)
        self.window_model = model
        self.columns = model.columns
        self.places = {each.key: place for place, each in enumerate(self.columns)}
        self.setModel(model)
        self._set_up_rows()
        self._set_up_header()
        self._pause = QTimer(self, singleShot=True, interval=LAYOUT_PAUSE_MS)
        self._pause.timeout.connect(self.layout_changed)
        self._is_laying_out = False
        self.show_layout([])
        self.show_order()

    # -- rows -----------------------------------------------------------------------------

    def any_current(self) -> Any:
        """The line of the row with the focus, None without one or before it is fetched."""
        row = self.currentIndex().row()
        return self.window_model.any_line(row) if 0 <= row < self.window_model.total else None

    def chosen_count(self) -> int:
        """How many rows are chosen."""
        ranges = self.selectionModel().selection().toList()
        return sum(each.bottom() - each.top() + 1 for each in ranges)

    def any_chosen(self) -> list[Any]:
        """The chosen lines from the top; none when there are too many, or one is not here yet."""
        if self.chosen_count() > MOST_CHOSEN:
            return []
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        lines = [self.window_model.any_line(row) for row in rows]
        return [] if None in lines else lines

    def choose_row(self, row: int) -> None:
        """Give a row the choice, alone, and bring it into view."""
        index = self.window_model.index(row, self._first_column())
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def note_seen(self) -> None:
        """Tell the model which rows a refresh begins with."""
        row = self.rowAt(0)
        self.window_model.seen_row = max(row, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; on some systems the view itself would begin to edit."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def _on_menu_asked(self, point: QPoint) -> None:
        """The menu key asks with no place of its own: the menu opens at the row."""
        index = self.indexAt(point)
        if not index.isValid():
            if not self.currentIndex().isValid():
                return
            point = self.visualRect(self.currentIndex()).center()
        self.row_menu_asked.emit(self.viewport().mapToGlobal(point))

    # -- columns --------------------------------------------------------------------------

    def show_order(self) -> None:
        """Mark the column that the list is sorted by."""
        query = self.window_model.query
        order = Qt.SortOrder.DescendingOrder if query.descending else Qt.SortOrder.AscendingOrder
        place = next((n for n, each in enumerate(self.columns) if each.sort == query.sort), -1)
        self.horizontalHeader().setSortIndicator(place, order)

    def show_passing(self, key: str, shown: bool) -> None:
        """Show a column that stands only where the list is of its kind."""
        self._is_laying_out = True
        self.setColumnHidden(self.places[key], not shown)
        self._is_laying_out = False

    def sort_by(self, place: int) -> None:
        """Sort by a column; by the same one again in the other order."""
        column, query = self.columns[place], self.window_model.query
        if column.sort is None:
            self.show_order()
            return
        again = query.sort == column.sort
        self.sort_asked.emit(column.sort, not query.descending if again else column.descending)

    def visible_columns(self) -> list[int]:
        """The columns as they stand, from the beginning of the line."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(visual) for visual in range(header.count())]
        return [place for place in order if not self.isColumnHidden(place)]

    def columns_menu(self) -> QMenu:
        """Which columns stand, and in what order the list is."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, column in enumerate(self.columns):
            if column.key in self._passing:
                continue
            entry = menu.addAction(self.window_model.title_of(column))
            entry.setCheckable(True)
            entry.setChecked(not self.isColumnHidden(place))
            entry.setEnabled(column.key != self._wide)
            entry.toggled.connect(partial(self.show_column, place))
        menu.addSeparator()
        menu.addAction(self._texts(f"{self._area}.columns_reset")).triggered.connect(
            self.reset_layout
        )
        return menu

    def show_column(self, place: int, shown: bool) -> None:
        """Show a column, or hide it."""
        self.setColumnHidden(place, not shown)
        if shown and self.columnWidth(place) < self.horizontalHeader().minimumSectionSize():
            self.setColumnWidth(place, self.columns[place].width)
        self._pause.start()

    def reset_layout(self) -> None:
        """The columns of a new list."""
        self.show_layout([])
        self._pause.start()

    def layout_kept(self) -> Layout:
        """The order, widths and choice of columns, for the settings."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(visual) for visual in range(header.count())]
        return [
            [self.columns[place].key, header.sectionSize(place) or self.columns[place].width,
             not self.isColumnHidden(place)]
            for place in order
            if self.columns[place].key not in self._passing
        ]  # fmt: skip

    def show_layout(self, kept: object) -> None:
        """Columns as they were kept; what the settings do not tell of is as in a new list."""
        self._is_laying_out = True
        header = self.horizontalHeader()
        known = self._read_layout(kept)
        order = [*known, *(each.key for each in self.columns if each.key not in known)]
        for visual, key in enumerate(order):
            place = self.places[key]
            width, is_shown = known.get(key, (self.columns[place].width, self.columns[place].shown))
            header.moveSection(header.visualIndex(place), visual)
            self.setColumnWidth(place, width)
            if key not in self._passing:
                self.setColumnHidden(place, not is_shown)
        self._is_laying_out = False

    # -- inside ---------------------------------------------------------------------------

    def _set_up_rows(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_asked)
        self.doubleClicked.connect(self._on_double_clicked)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(4 * theme.SPACE)

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(8 * theme.SPACE)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setAccessibleName(self._texts(f"{self._area}.columns"))
        header.setSectionResizeMode(self.places[self._wide], QHeaderView.ResizeMode.Stretch)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header_menu)
        header.sectionClicked.connect(self.sort_by)
        header.sectionMoved.connect(self._on_columns_touched)
        header.sectionResized.connect(self._on_section_resized)

    def _first_column(self) -> int:
        return next(iter(self.visible_columns()), 0)

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.opened.emit()

    def _on_scrolled(self, _value: int) -> None:
        self.note_seen()

    def _on_header_menu(self, point: QPoint) -> None:
        self.columns_menu().popup(self.horizontalHeader().mapToGlobal(point))

    def _on_columns_touched(self) -> None:
        if not self._is_laying_out and self.isVisible():
            self._pause.start()

    def _on_section_resized(self, section: int) -> None:
        # The wide one takes what is left, so only the others are the person's own choice.
        if self.columns[section].key != self._wide:
            self._on_columns_touched()

    def _read_layout(self, kept: object) -> dict[str, tuple[int, bool]]:
        """Key -> (width, shown) in order; what this version does not know is passed over."""
        known: dict[str, tuple[int, bool]] = {}
        own = self.places.keys() - self._passing
        for entry in kept if isinstance(kept, Sequence) and not isinstance(kept, str) else ():
            match entry:
                case [str(key), int(width), bool(is_shown)] if key in own:
                    known[key] = (min(max(width, 40), 1200), is_shown or key == self._wide)
                case _:
                    continue
        return known

    def sortable(self) -> list[tuple[int, Column]]:
        """The columns that the list can be sorted by, with their places."""
        return [(n, each) for n, each in enumerate(self.columns) if each.sort is not None]
