"""One line of text that is cut with an ellipsis where its room ends."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from shamay_desktop.ui import theme


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where the room ends; the whole stands in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        theme.align_leading(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Show the text as far as there is room."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Elide anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = self.fontMetrics()
        self.setText(metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))
