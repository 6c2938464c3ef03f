"""The pages of a paper as small pictures beside it."""

from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.lazy_pictures import LazyPictures
from shamay_desktop.ui.canvases.page_source import PageSource
from shamay_desktop.ui.tasks import Tasks

_Index = QModelIndex | QPersistentModelIndex
SMALL_DPI = 12
SIDE = 96
CELL = QSize(112, 128)


@dataclass(frozen=True, slots=True)
class _Small:
    """Which small picture: a page under its name; where pages have no names, of one source."""

    page: int
    name: str
    source: PageSource = field(compare=False)


class PageListModel(QAbstractListModel):
    """One row a page; its picture comes when it is first seen."""

    def __init__(self, tasks: Tasks, texts: Texts) -> None:
        super().__init__()
        self._tasks = tasks
        self._texts = texts
        self._source: PageSource | None = None
        self._before: PageSource | None = None
        self._pictures: LazyPictures | None = None
        self._blank = QPixmap(68, SIDE)
        self._blank.fill(theme.colour("surface"))

    def show(self, source: PageSource | None) -> None:
        """The pages of another paper."""
        self.beginResetModel()
        if self._pictures is not None:
            self._pictures.deleteLater()
            self._pictures = None
        self._source, self._before = source, None
        if source is not None:
            # One at a time: the page that is looked at must not wait behind small pictures.
            self._pictures = LazyPictures(self._tasks, _made, SIDE, self, in_flight=1)
            self._pictures.arrived.connect(self._on_arrived)
        self.endResetModel()

    def renew(self, source: PageSource) -> None:
        """Another state of the paper: pictures of the same name stay, others until theirs come."""
        if self._source is None or not source.names:
            self.show(source)
            return
        several = source.pages != self._source.pages
        if several:
            self.beginResetModel()
        self._source, self._before = source, self._source
        if several:
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0), self.index(source.pages - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 — Qt's signature
        """One a page."""
        return 0 if parent.isValid() or self._source is None else self._source.pages

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Number and picture."""
        page = index.row() + 1
        if role == Qt.ItemDataRole.DisplayRole:
            return str(page)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._texts("viewer.page_name", page=page)
        if role == Qt.ItemDataRole.DecorationRole and self._pictures is not None:
            return self._picture(page, self._pictures) or self._blank
        return None

    def _picture(self, page: int, pictures: LazyPictures) -> QPixmap | None:
        shown = None if self._source is None else pictures.get(_small(self._source, page))
        before = self._before
        if shown is None and before is not None and page <= before.pages:
            return pictures.known(_small(before, page))
        return shown

    def _on_arrived(self, small: object) -> None:
        if isinstance(small, _Small):
            index = self.index(small.page - 1)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])


def _small(source: PageSource, page: int) -> _Small:
    return _Small(page, source.name_of(page), source)


def _made(small: object) -> PictureFile:
    """Runs in any thread."""
    if not isinstance(small, _Small):
        raise TypeError(small)
    return small.source.picture(small.page, SMALL_DPI)


class PageList(QListView):
    """Small pictures from the top down; choosing one shows the page."""

    page_chosen = Signal(int)

    def __init__(self, tasks: Tasks, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page-list")
        self.setAccessibleName(texts("viewer.pages"))
        self.pages = PageListModel(tasks, texts)
        self.setModel(self.pages)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setGridSize(CELL)
        self.setFixedWidth(CELL.width() + 3 * theme.SPACE)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)

    def show_source(self, source: PageSource | None) -> None:
        """The pages of a paper."""
        self.pages.show(source)

    def renew(self, source: PageSource) -> None:
        """Another state of the same paper."""
        at = self.currentIndex().row() + 1
        self.pages.renew(source)
        self.show_page(at)

    def show_page(self, page: int) -> None:
        """Mark the page that is shown."""
        self.setCurrentIndex(self.pages.index(page - 1))

    def _on_chosen(self, index: QModelIndex) -> None:
        self.page_chosen.emit(index.row() + 1)
