"""The sheet of photos: choosing several, and putting them in order by drag or keys."""

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from shamay_desktop.domain.evidence import Image
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.papers.photo_delegate import CELL, PhotoDelegate
from shamay_desktop.ui.papers.photos_model import PICTURE, PhotosModel

MIME = "application/x-shamay-photos"
_EARLIER_LATER = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class ContactSheet(QListView):
    """A virtual grid; files from outside are left to the page."""

    ordered = Signal(object)
    """list[str]: the new order of all photos' ids."""

    def __init__(self, texts: Texts, photos: PhotosModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("photo-sheet")
        self.setAccessibleName(texts("documents.photos"))
        self.photos = photos
        self.setModel(photos)
        self.setItemDelegate(PhotoDelegate(texts, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setGridSize(CELL)
        self.setSpacing(0)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.viewport().setAcceptDrops(True)  # which a static sheet takes away
        self._target: int | None = None

    @property
    def chosen(self) -> list[Image]:
        """The chosen photos in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self.photos.photos[row] for row in rows]

    def choose(self, photo_ids: list[str], current: str | None) -> None:
        """Choose photos again after the sheet changed."""
        selection = self.selectionModel()
        flags = selection.SelectionFlag
        for row in self.photos.rows_of([current] if current else []):
            selection.setCurrentIndex(self.photos.index(row), flags.NoUpdate)
        for row in self.photos.rows_of(photo_ids):
            selection.select(self.photos.index(row), flags.Select)

    def move_chosen(self, way: int) -> None:
        """Put the chosen photos one place earlier (-1) or later (1)."""
        chosen = [photo.id for photo in self.chosen]
        rows = self.photos.rows_of(chosen)
        if not rows:
            return
        before = rows[0] - 1 if way < 0 else rows[-1] + 2
        self._ask_order(chosen, min(max(before, 0), len(self.photos.photos)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow move what is chosen; the arrow to the left follows the reading."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in _EARLIER_LATER:
            later = {Qt.Key.Key_Down}
            later.add(Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right)
            self.move_chosen(1 if event.key() in later else -1)
            event.accept()
            return
        super().keyPressEvent(event)

    # -- dragging -------------------------------------------------------------------------

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Take the chosen photos along."""
        chosen = self.chosen
        if not chosen:
            return
        mime = QMimeData()
        mime.setData(MIME, "\n".join(photo.id for photo in chosen).encode())
        drag = QDrag(self)
        drag.setMimeData(mime)
        picture = self.currentIndex().data(PICTURE)
        if isinstance(picture, QPixmap):
            drag.setPixmap(picture.scaledToWidth(CELL.width() // 2))
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only its own photos are for the sheet."""
        event.acceptProposedAction() if event.mimeData().hasFormat(MIME) else event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the photos would go."""
        if not event.mimeData().hasFormat(MIME):
            event.ignore()
            return
        self._target = self.place_at(event.position().toPoint())
        self.viewport().update()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They go nowhere."""
        self._target = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put them there."""
        if not event.mimeData().hasFormat(MIME):
            event.ignore()
            return
        ids = bytes(event.mimeData().data(MIME).data()).decode().split("\n")
        target = self.place_at(event.position().toPoint())
        self._target = None
        self.viewport().update()
        event.acceptProposedAction()
        self._ask_order(ids, target)

    def place_at(self, point: QPoint) -> int:
        """Before which cell something dropped here goes; behind the last one is their number."""
        index = self.indexAt(point)
        if not index.isValid():
            return len(self.photos.photos)
        in_first_half = (point.x() < self.visualRect(index).center().x()) != self.isRightToLeft()
        return index.row() if in_first_half else index.row() + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line stands where dragged photos would go."""
        super().paintEvent(event)
        if self._target is None or not self.photos.photos:
            return
        last = self._target >= len(self.photos.photos)
        cell = self.visualRect(self.photos.index(self._target - 1 if last else self._target))
        leading = cell.right() if self.isRightToLeft() else cell.left()
        trailing = cell.left() if self.isRightToLeft() else cell.right()
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme.colour("accent"), 3))
        x = trailing if last else leading
        painter.drawLine(x, cell.top() + 6, x, cell.bottom() - 6)

    def _ask_order(self, photo_ids: list[str], before: int) -> None:
        order = self.photos.moved(photo_ids, before)
        if order != [photo.id for photo in self.photos.photos]:
            self.ordered.emit(order)
