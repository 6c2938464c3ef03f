"""A picture with the part of it that is shown: edges are dragged, or typed in percent."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from shamay_desktop.domain.picture_keys import WHOLE, Crop
from shamay_desktop.ui import theme

REACH = 10
CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
LEAST = 20
"""Thousandths that always stay between two edges."""


class CropView(QWidget):
    """Shows what of a picture is printed."""

    cropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(30 * theme.SPACE, 22 * theme.SPACE)
        self.setMouseTracking(True)
        self._picture = QPixmap()
        self._words = ""
        self.crop: Crop = WHOLE
        self._edges: tuple[bool, bool, bool, bool] = (False, False, False, False)

    def show_picture(self, picture: QPixmap, words: str = "") -> None:
        """Another picture, or the same at last; `words` stand where there is none to be seen."""
        self._picture = picture
        self._words = words
        self.update()

    def set_crop(self, crop: Crop) -> None:
        """Show other edges."""
        if crop != self.crop:
            self.crop = crop
            self.update()
            self.cropped.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, faint outside of the part."""
        painter = QPainter(self)
        place = self._place()
        if self._picture.isNull():
            painter.setPen(theme.colour("hairline"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(self.rect(), int(CENTRED), self._words)
            return
        painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
        part = self._part(place)
        veil = QColor(0, 0, 0, 120)
        for rect in (
            QRectF(place.left(), place.top(), place.width(), part.top() - place.top()),
            QRectF(place.left(), part.bottom(), place.width(), place.bottom() - part.bottom()),
            QRectF(place.left(), part.top(), part.left() - place.left(), part.height()),
            QRectF(part.right(), part.top(), place.right() - part.right(), part.height()),
        ):
            painter.fillRect(rect, veil)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRect(part)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """An edge or a corner is taken."""
        self._edges = self._near(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It follows the pointer."""
        if any(self._edges) and event.buttons() & Qt.MouseButton.LeftButton:
            self.set_crop(self._dragged(event.position()))
        else:
            self._show_cursor(self._near(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It stays."""
        self._edges = (False, False, False, False)

    def _dragged(self, point: QPointF) -> Crop:
        place = self._place()
        across = round((point.x() - place.left()) * 1000 / max(place.width(), 1))
        down = round((point.y() - place.top()) * 1000 / max(place.height(), 1))
        left, top, right, bottom = self.crop
        held = self._edges
        return (
            min(max(across, 0), right - LEAST) if held[0] else left,
            min(max(down, 0), bottom - LEAST) if held[1] else top,
            max(min(across, 1000), left + LEAST) if held[2] else right,
            max(min(down, 1000), top + LEAST) if held[3] else bottom,
        )

    def _near(self, point: QPointF) -> tuple[bool, bool, bool, bool]:
        part = self._part(self._place())
        inside = part.adjusted(-REACH, -REACH, REACH, REACH).contains(point)
        return (
            inside and abs(point.x() - part.left()) <= REACH,
            inside and abs(point.y() - part.top()) <= REACH,
            inside and abs(point.x() - part.right()) <= REACH,
            inside and abs(point.y() - part.bottom()) <= REACH,
        )

    def _show_cursor(self, near: tuple[bool, bool, bool, bool]) -> None:
        across, down = near[0] or near[2], near[1] or near[3]
        shape = Qt.CursorShape.ArrowCursor
        if across and down:
            same = (near[0] and near[1]) or (near[2] and near[3])
            shape = Qt.CursorShape.SizeFDiagCursor if same else Qt.CursorShape.SizeBDiagCursor
        elif across or down:
            shape = Qt.CursorShape.SizeHorCursor if across else Qt.CursorShape.SizeVerCursor
        self.setCursor(shape)

    def _place(self) -> QRectF:
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(self.rect()).center())
        return place

    def _part(self, place: QRectF) -> QRectF:
        left, top, right, bottom = (edge / 1000 for edge in self.crop)
        return QRectF(
            place.left() + place.width() * left,
            place.top() + place.height() * top,
            place.width() * (right - left),
            place.height() * (bottom - top),
        )
