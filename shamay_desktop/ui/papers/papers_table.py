"""The table of papers: its rows are dragged, or moved by key, to other places among the annexes."""

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QIcon,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from shamay_desktop.domain.evidence import Document
from shamay_desktop.ui import theme
from shamay_desktop.ui.papers.papers_model import FILE_COLUMN, PapersModel

MIME = "application/x-shamay-paper"
LINE = 3


class PapersTable(QTableView):
    """Shows a move at once and says it; files from outside are left to the page."""

    ordered = Signal(str, object)
    """Id of the paper that was moved, list[str]: ids that had a place before, in their order."""

    def __init__(self, papers: PapersModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.papers = papers
        self.setModel(papers)
        self.setDragEnabled(True)
        self.setDropIndicatorShown(False)  # its line would stand in a cell; a row goes between two
        self.viewport().setAcceptDrops(True)
        self._target: int | None = None

    @property
    def current(self) -> Document | None:
        """The chosen paper."""
        row = self.currentIndex().row()
        return self.papers.papers[row] if 0 <= row < len(self.papers.papers) else None

    @property
    def can_order(self) -> bool:
        """Whether rows may be moved now; while a cell is typed into they stay."""
        return self.papers.may_edit and self.state() != QAbstractItemView.State.EditingState

    def move_current(self, way: int) -> None:
        """Put the chosen paper one place earlier (-1) or later (1)."""
        row = self.currentIndex().row()
        if self.current is not None:
            self._move(row, row - 1 if way < 0 else row + 2)

    def place_at(self, point: QPoint) -> int:
        """Before which row something dropped here goes; behind the last one is their number."""
        index = self.indexAt(point)
        if not index.isValid():
            return len(self.papers.papers)
        return index.row() + (point.y() >= self.visualRect(index).center().y())

    # -- dragging -------------------------------------------------------------------------

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Take the chosen paper along."""
        paper = self.current
        if paper is None or not self.can_order:
            return
        mime = QMimeData()
        mime.setData(MIME, paper.id.encode())
        drag = QDrag(self)
        drag.setMimeData(mime)
        picture = (
            self.currentIndex().siblingAtColumn(FILE_COLUMN).data(Qt.ItemDataRole.DecorationRole)
        )
        if isinstance(picture, QIcon):
            drag.setPixmap(picture.pixmap(self.iconSize()))
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only its own rows are for the table."""
        event.acceptProposedAction() if self._is_own(event) else event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the paper would go; near the edge the rows scroll."""
        if not self._is_own(event):
            event.ignore()
            return
        super().dragMoveEvent(event)
        self._show_target(self.place_at(event.position().toPoint()))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It goes nowhere."""
        super().dragLeaveEvent(event)
        self._show_target(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put it there."""
        if not self._is_own(event):
            event.ignore()
            return
        self.stopAutoScroll()
        self._show_target(None)
        event.acceptProposedAction()
        row = self.papers.row_of(bytes(event.mimeData().data(MIME).data()).decode())
        if row >= 0 and self.can_order:
            self._move(row, self.place_at(event.position().toPoint()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line stands where the dragged paper would go."""
        super().paintEvent(event)
        if self._target is None or not self.papers.papers:
            return
        last = self._target >= len(self.papers.papers)
        row = self.visualRect(self.papers.index(self._target - 1 if last else self._target, 0))
        y = max(row.bottom() if last else row.top(), LINE // 2)
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme.colour("accent"), LINE))
        painter.drawLine(0, y, self.viewport().width(), y)

    def _is_own(self, event: QDropEvent) -> bool:
        return event.mimeData().hasFormat(MIME) and event.source() is self

    def _show_target(self, target: int | None) -> None:
        self._target = target
        self.viewport().update()

    def _move(self, row: int, before: int) -> None:
        paper_id, placed = self.papers.papers[row].id, self.papers.placed
        if self.papers.move(row, before):
            self.scrollTo(self.currentIndex())
            self.ordered.emit(paper_id, placed)
