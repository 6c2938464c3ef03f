"""The sheet of photos: choosing several, captions typed on it, order by drag or keys, zoom."""

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
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QListView,
    QWidget,
)

from shamay_desktop.domain.evidence import Image
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.papers.photo_delegate import (
    USUAL_WIDTH,
    WIDTHS,
    CaptionEditor,
    PhotoDelegate,
)
from shamay_desktop.ui.papers.photos_model import PICTURE, PhotosModel

NOTCH = 120
MIME = "application/x-shamay-photos"
LARGE_FROM = 300
"""Pixels of the screen across a picture, from which a small one looks coarse."""

TYPES_NOTHING = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class ContactSheet(QListView):
    """A virtual grid; files from outside are left to the page."""

    ordered = Signal(object)
    """list[str]: the new order of all photos' ids."""

    zoomed = Signal(int)
    """The pictures' width is another."""

    def __init__(self, texts: Texts, photos: PhotosModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("photo-sheet")
        self.setAccessibleName(texts("documents.photos"))
        self.photos = photos
        self.setModel(photos)
        self.cells = PhotoDelegate(texts, self)
        self.setItemDelegate(self.cells)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.viewport().setAcceptDrops(True)  # which a static sheet takes away
        self._target: int | None = None
        self._notches = 0
        self.set_width(USUAL_WIDTH)

    # -- size -----------------------------------------------------------------------------

    def set_width(self, width: int) -> None:
        """Show the pictures so wide, or at the nearest width there is."""
        self.cells.width = min(WIDTHS, key=lambda each: abs(each - width))
        self.setGridSize(self.cells.cell(self.fontMetrics().height()))
        self.photos.use_large(large=self.cells.width * self.devicePixelRatioF() > LARGE_FROM)
        current = self.currentIndex()
        if current.isValid():
            self.scrollTo(current)
        self.zoomed.emit(self.cells.width)

    def zoom(self, way: int) -> None:
        """Larger (1) or smaller (-1) pictures."""
        place = WIDTHS.index(self.cells.width) + way
        if 0 <= place < len(WIDTHS):
            self.set_width(WIDTHS[place])

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel makes the pictures larger or smaller."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._notches += event.angleDelta().y()
        if abs(self._notches) >= NOTCH:
            self.zoom(1 if self._notches > 0 else -1)
            self._notches = 0
        event.accept()

    # -- captions -------------------------------------------------------------------------

    def edit_caption(self, typed: str = "") -> None:
        """Type the caption of the photo that has the focus, on the sheet."""
        index = self.currentIndex()
        if not index.isValid() or not self.photos.may_edit:
            return
        self.edit(index)
        editor = self.caption_editor
        if typed and editor is not None:
            editor.setText(typed)
            editor.setModified(True)

    def commit_typing(self) -> None:
        """Keep a caption that is being typed on the sheet."""
        editor = self.caption_editor
        if editor is None:
            return
        if editor.isModified():
            self.commitData(editor)
            editor.setModified(False)
        # While an editor is open the cells are not laid out anew.
        self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    @property
    def caption_editor(self) -> QLineEdit | None:
        """The line in which a caption is typed now."""
        found = self.viewport().findChildren(CaptionEditor)
        return next((each for each in found if each.isVisible()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter begins the caption."""
        typed = event.text()
        if typed[:1].isalpha() and not event.modifiers() & TYPES_NOTHING:
            self.edit_caption(typed)
            event.accept()
            return
        super().keyPressEvent(event)

    # -- choosing and order ---------------------------------------------------------------

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

    @property
    def can_order(self) -> bool:
        """Whether the photos stand in the order of the report and may be put into another."""
        return self.photos.may_edit and not self.photos.only_alike

    def move_chosen(self, way: int) -> None:
        """Put the chosen photos one place earlier (-1) or later (1)."""
        chosen = [photo.id for photo in self.chosen]
        rows = self.photos.rows_of(chosen)
        if not rows:
            return
        before = rows[0] - 1 if way < 0 else rows[-1] + 2
        self._ask_order(chosen, min(max(before, 0), len(self.photos.photos)))

    # -- dragging -------------------------------------------------------------------------

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Take the chosen photos along."""
        chosen = self.chosen
        if not chosen or not self.can_order:
            return
        mime = QMimeData()
        mime.setData(MIME, "\n".join(photo.id for photo in chosen).encode())
        drag = QDrag(self)
        drag.setMimeData(mime)
        picture = self.currentIndex().data(PICTURE)
        if isinstance(picture, QPixmap):
            drag.setPixmap(picture.scaledToWidth(self.cells.width // 2))
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
        if self.can_order and order != [photo.id for photo in self.photos.photos]:
            self.ordered.emit(order)
