"""Lets files and folders be dropped anywhere on a widget, under a sign that says so."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from shamay_desktop.ui.papers.drop_sign import DropSign, accept_files


class FileDrops(QObject):
    """Watches one widget; what is inside it and takes no files leaves them to it."""

    dropped = Signal(object)
    """list[Path]: local files and folders."""

    def __init__(self, area: QWidget, words: str) -> None:
        super().__init__(area)
        self._area = area
        self.sign = DropSign(words, area)
        self.sign.dropped.connect(self.dropped)
        area.setAcceptDrops(True)
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """They are copied, never moved; the sign covers all of the widget."""
        if watched is not self._area:
            return False
        if isinstance(event, QDragEnterEvent):
            if accept_files(event):
                self.sign.cover()
            return True
        if isinstance(event, QDropEvent) and not isinstance(event, QDragMoveEvent):
            self.sign.take(event)
            return True
        if isinstance(event, QDragMoveEvent):
            accept_files(event)
            return True
        if event.type() is QEvent.Type.DragLeave:
            self.sign.leave()
            return True
        if event.type() is QEvent.Type.Resize and self.sign.isVisible():
            self.sign.cover()
        return False
