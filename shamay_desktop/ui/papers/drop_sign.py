"""What is seen over the page while files are dragged across it."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from shamay_desktop.ui import theme


def has_files(mime: QMimeData) -> bool:
    """Whether local files or folders are dragged."""
    return any(url.isLocalFile() for url in mime.urls())


class DropSign(QWidget):
    """A frame and a sentence; the drop itself goes to the page below."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("drop-sign")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._page = parent
        self._words = words
        self.hide()

    def cover(self) -> None:
        """Lie over all of the page."""
        self.setGeometry(self._page.rect())
        self.raise_()
        self.show()

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
