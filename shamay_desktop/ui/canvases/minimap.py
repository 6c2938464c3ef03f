"""All of the sheet in small beside the canvas: where the view is, and a way to go elsewhere."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.canvas_view import CanvasView

MARGIN = 6
FOLLOW_MS = 50
LEAST_WIDE, MOST_WIDE = 48, 168


class Minimap(QWidget):
    """Stands beside the view, not on it: what covers a part of a view makes moving it slow.

    It turns as the view does. A click or drag brings that place to the view's middle.
    """

    def __init__(self, view: CanvasView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("minimap")
        self.setAccessibleName(view.texts("canvas.minimap"))
        self.setToolTip(view.texts("canvas.minimap_tip"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._view = view
        self._small = QPixmap()
        self._soon = QTimer(self, singleShot=True, interval=40)
        self._soon.timeout.connect(self._renew)
        view.sheet_shown.connect(self._on_sheet_shown)
        view.base_shown.connect(self._soon.start)
        view.turned.connect(self._on_view_turned)
        # Not with each frame of a move: nobody would see the difference here.
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._follow.timeout.connect(self.update)
        view.view_changed.connect(self._on_view_changed)
        self.setFixedWidth(LEAST_WIDE)

    def to_sheet(self, place: QPointF) -> QPointF:
        """A place of the minimap in pixels of the sheet."""
        return self._transform().inverted()[0].map(place)

    def to_map(self, point: QPointF) -> QPointF:
        """A place of the sheet on the minimap."""
        return self._transform().map(point)

    def sizeHint(self) -> QSize:
        """As wide as the sheet's shape asks for."""
        return QSize(self.width(), 4 * MOST_WIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sheet fits anew."""
        super().resizeEvent(event)
        self._soon.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() is Qt.MouseButton.LeftButton and self._view.has_sheet:
            self._view.centre_on(self.to_sheet(event.position()))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._view.has_sheet:
            self._view.centre_on(self.to_sheet(event.position()))
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheet, and over it the part that is seen."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("desk"))
        if not self._view.has_sheet:
            return
        painter.drawPixmap(0, 0, self._small)
        seen = self._transform().map(self._view.seen_polygon())
        inside = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        shown = seen.intersected(QPolygonF(inside))
        veil = theme.colour("accent")
        veil.setAlpha(36)
        painter.setBrush(veil)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawPolygon(shown)

    # -- inside ---------------------------------------------------------------------------

    def _transform(self) -> QTransform:
        """From the sheet to the minimap: turned as the view is, fitted, at the top."""
        turned = QTransform().rotate(self._view.turn_now)
        bounds = turned.mapRect(self._view.sheet.rect)
        room_across, room_down = self.width() - 2 * MARGIN, self.height() - 2 * MARGIN
        scale = min(
            max(room_across, 1) / max(bounds.width(), 1.0),
            max(room_down, 1) / max(bounds.height(), 1.0),
        )
        left = MARGIN + (room_across - bounds.width() * scale) / 2
        fitted = QTransform.fromScale(scale, scale)
        placed = QTransform.fromTranslate(
            left - bounds.left() * scale, MARGIN - bounds.top() * scale
        )
        return turned * fitted * placed

    def _renew(self) -> None:
        """The sheet as it looks here, painted once and kept."""
        if not self._view.has_sheet:
            self._small = QPixmap()
            self.update()
            return
        ratio = self.devicePixelRatioF()
        small = QPixmap(self.size() * ratio)
        small.setDevicePixelRatio(ratio)
        small.fill(Qt.GlobalColor.transparent)
        painter = QPainter(small)
        painter.setTransform(self._transform(), combine=True)
        self._view.sheet.paint_whole(painter)
        painter.end()
        self._small = small
        self.update()

    def _on_view_changed(self) -> None:
        if not self._follow.isActive():
            self._follow.start()

    def _on_sheet_shown(self) -> None:
        self._set_width()
        self._soon.start()

    def _on_view_turned(self, _degrees: float) -> None:
        self._set_width()
        self._soon.start()

    def _set_width(self) -> None:
        """A strip asks for little room; the height is the canvas's."""
        bounds = QTransform().rotate(self._view.turn_now).mapRect(self._view.sheet.rect)
        high = max(self._view.height(), 200) - 2 * MARGIN
        wide = round(high * bounds.width() / max(bounds.height(), 1.0)) + 2 * MARGIN
        self.setFixedWidth(min(max(wide, LEAST_WIDE), MOST_WIDE))
