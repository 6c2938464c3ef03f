"""The list at the side: places of cases with their numbers, and the person's saved views below."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from shamay_desktop.domain.records import SavedView, Shelf, Status, ValuationQuery
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.cases.places import PLACES, Place, nearest_place

_WHAT = int(Qt.ItemDataRole.UserRole)
MARKET = "market"
"""What the line of the market data stands for."""

_COUNT = _WHAT + 1
_MARGIN = 12
_HEADING = 9 * theme.SPACE // 2
_LINE = 4 * theme.SPACE


class SideList(QListWidget):
    """One line chosen at a time; it says what was chosen and is told what is shown."""

    place_chosen = Signal(object)
    """Place."""

    view_chosen = Signal(object)
    """SavedView."""

    market_chosen = Signal()
    """The office's market data."""

    view_menu_asked = Signal(object, QPoint)
    """SavedView, and where on the screen."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side-list")
        self.setAccessibleName(texts("cases.side"))
        self.setFixedWidth(24 * theme.SPACE)
        self.setIconSize(QSize(theme.ICON * 4 // 5, theme.ICON * 4 // 5))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setItemDelegate(_LineDelegate(self))
        self._texts = texts
        self._counts: dict[str, int] = {}
        self._views: tuple[SavedView, ...] = ()
        self._query = ValuationQuery()
        self._is_market = False
        self._fill()
        self.currentItemChanged.connect(self._on_current_changed)
        self.customContextMenuRequested.connect(self._on_menu_asked)

    @property
    def current_view(self) -> SavedView | None:
        """The saved view that is chosen, None when a place is."""
        item = self.currentItem()
        what = None if item is None else item.data(_WHAT)
        return what if isinstance(what, SavedView) else None

    def choose_place(self, key: str) -> None:
        """Choose a place by its key, as a click does."""
        for row in range(self.count()):
            what = self.item(row).data(_WHAT)
            if isinstance(what, Place) and what.key == key:
                self.setCurrentRow(row)

    def show_query(self, query: ValuationQuery) -> None:
        """Mark where the list looks; nothing is emitted."""
        self._query = query
        self._is_market = False
        row = self._row_of(query)
        self.blockSignals(True)  # noqa: FBT003 — Qt's own signature
        self.setCurrentRow(row)
        self.blockSignals(False)  # noqa: FBT003
        self.viewport().update()

    def show_market(self) -> None:
        """Mark that the market data are shown; nothing is emitted."""
        self._is_market = True
        rows = (row for row in range(self.count()) if self.item(row).data(_WHAT) == MARKET)
        self.blockSignals(True)  # noqa: FBT003 — Qt's own signature
        self.setCurrentRow(next(rows))
        self.blockSignals(False)  # noqa: FBT003
        self.viewport().update()

    def show_counts(self, counts: Mapping[Status, int]) -> None:
        """Show how many cases of the desk each place has."""
        for place in PLACES:
            if place.shelf is Shelf.DESK:
                wanted = place.statuses or frozenset(Status)
                self._counts[place.key] = sum(counts.get(status, 0) for status in wanted)
        self._show_numbers()

    def show_shelf_counts(self, counts: Mapping[Shelf, int]) -> None:
        """Show how many cases lie in the archive and in the trash."""
        for place in PLACES:
            if place.shelf is not Shelf.DESK and place.shelf in counts:
                self._counts[place.key] = counts[place.shelf]
        self._show_numbers()

    def show_views(self, views: Sequence[SavedView]) -> None:
        """Show the person's views in their order."""
        self._views = tuple(views)
        self._fill()
        if self._is_market:
            self.show_market()
        else:
            self.show_query(self._query)

    # -- inside ---------------------------------------------------------------------------

    def _row_of(self, query: ValuationQuery) -> int:
        for row in range(self.count()):
            what = self.item(row).data(_WHAT)
            if isinstance(what, SavedView) and same_list(what.query, query):
                return row
        place = nearest_place(query)
        rows = (row for row in range(self.count()) if self.item(row).data(_WHAT) == place)
        return next(rows, 0)

    def _fill(self) -> None:
        self.blockSignals(True)  # noqa: FBT003
        self.clear()
        self._add_heading("cases.side_cases")
        for place in PLACES:
            item = self._add(self._texts(f"cases.place.{place.key}"), place)
            item.setIcon(theme.icon(place.icon, "muted"))
        market = self._add(self._texts("cases.side_market"), MARKET)
        market.setIcon(theme.icon("chart", "muted"))
        if self._views:
            self._add_heading("cases.side_views")
        for view in self._views:
            item = self._add(view.name, view)
            item.setIcon(theme.icon("star", "muted"))
            item.setToolTip(view.name)
        self.blockSignals(False)  # noqa: FBT003
        self._show_numbers()

    def _add_heading(self, key: str) -> None:
        item = QListWidgetItem(self._texts(key))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setSizeHint(QSize(0, _HEADING))
        self.addItem(item)

    def _add(self, words: str, what: Place | SavedView | str) -> QListWidgetItem:
        item = QListWidgetItem(words)
        item.setData(_WHAT, what)
        item.setSizeHint(QSize(0, _LINE))
        self.addItem(item)
        return item

    def _show_numbers(self) -> None:
        for row in range(self.count()):
            item = self.item(row)
            what = item.data(_WHAT)
            count = self._counts.get(what.key) if isinstance(what, Place) else None
            item.setData(_COUNT, None if count is None else f"{count:,}")
            spoken = item.text() if count is None else f"{item.text()}, {count}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _on_current_changed(self, item: QListWidgetItem | None) -> None:
        what = None if item is None else item.data(_WHAT)
        if isinstance(what, Place):
            self.place_chosen.emit(what)
        elif isinstance(what, SavedView):
            self.view_chosen.emit(what)
        elif what == MARKET:
            self.market_chosen.emit()

    def _on_menu_asked(self, point: QPoint) -> None:
        item = self.itemAt(point) or self.currentItem()
        what = None if item is None else item.data(_WHAT)
        if isinstance(what, SavedView):
            self.view_menu_asked.emit(what, self.viewport().mapToGlobal(point))


class _LineDelegate(QStyledItemDelegate):
    """A line with its number at the end; headings are small and quiet."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The line without its number, then the number where the line ends."""
        if index.data(_WHAT) is None:
            self._paint_heading(painter, option, str(index.data()))
            return
        count = index.data(_COUNT)
        super().paint(painter, option, index)
        if count is not None:
            painter.save()
            painter.setPen(theme.colour("muted"))
            painter.drawText(_inner(option.rect), _side(option, at_end=True), str(count))
            painter.restore()

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A long name ends before the number."""
        super().initStyleOption(option, index)
        count = index.data(_COUNT)
        taken = option.fontMetrics.horizontalAdvance(str(count)) + theme.SPACE if count else 0
        room = option.rect.width() - 2 * _MARGIN - theme.ICON - theme.SPACE - taken
        option.text = option.fontMetrics.elidedText(
            option.text, Qt.TextElideMode.ElideRight, max(room, 0)
        )

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, words: str) -> None:
        painter.save()
        font = option.font
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        painter.drawText(_inner(option.rect), _side(option, at_end=False), words)
        painter.restore()


def same_list(one: ValuationQuery, other: ValuationQuery) -> bool:
    """Whether two queries list the same cases in the same order, whatever their windows."""
    return (one.words, one.statuses, one.shelf, one.narrowed, one.sort, one.descending) == (
        other.words, other.statuses, other.shelf, other.narrowed, other.sort, other.descending,
    )  # fmt: skip


def _inner(rect: QRect) -> QRect:
    return rect.adjusted(_MARGIN, 0, -_MARGIN, 0)


def _side(option: QStyleOptionViewItem, *, at_end: bool) -> Qt.AlignmentFlag:
    right_to_left = option.direction is Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignLeft if right_to_left == at_end else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
