"""What is seen over the page while files are dragged across it."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from shamay_desktop.ui import theme

LEAVE_MS = 120


def has_files(mime: QMimeData) -> bool:
    """Whether local files or folders are dragged."""
    return any(url.isLocalFile() for url in mime.urls())


def accept_files(event: QDragMoveEvent) -> bool:
    """Accept a drag of files as a copy; whether it is one."""
    if not has_files(event.mimeData()):
        event.ignore()
        return False
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
    return True


class DropSign(QWidget):
    """A frame and a sentence over everything, so that no editor below takes the files for text."""

    dropped = Signal(object)
    """list[Path]: local files and folders."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("drop-sign")
        self.setAcceptDrops(True)
        self._page = parent
        self._words = words
        self._entered = False
        # The drag leaves the page for the sign above it, or leaves the window.
        self._gone = QTimer(self, singleShot=True, interval=LEAVE_MS)
        self._gone.timeout.connect(self._on_gone)
        self.hide()

    def cover(self) -> None:
        """Lie over all of the page."""
        self._gone.stop()
        self.setGeometry(self._page.rect())
        self.raise_()
        self.show()

    def leave(self) -> None:
        """The drag left the page: hide, unless it came over the sign."""
        self._entered = False
        self._gone.start()

    def take(self, event: QDropEvent) -> None:
        """Copy what is dropped, never move it."""
        self._gone.stop()
        self.hide()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        urls = event.mimeData().urls()
        self.dropped.emit([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """The sign is up only while files are dragged."""
        self._entered = True
        accept_files(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Anywhere will do."""
        accept_files(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add them."""
        self.take(event)

    def _on_gone(self) -> None:
        if not self._entered:
            self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page shines through."""
        painter = QPainter(self)
        veil = theme.colour("surface")
        veil.setAlphaF(0.88)
        painter.fillRect(self.rect(), veil)
        pen = QPen(theme.colour("accent"), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRect(self.rect().adjusted(12, 12, -13, -13))
        font = painter.font()
        font.setPointSize(14)
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._words)
