"""One page on a canvas: zoom to the pointer, fit, turn, pan, a lit box; it knows no files."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsPixmapItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsView,
    QToolTip,
    QWidget,
)

from shamay_desktop.domain.reading.page_text import Box
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.page_marks import PageMarks
from shamay_desktop.ui.canvases.page_picking import PagePicking
from shamay_desktop.ui.canvases.page_source import Base, Patch

MARGIN = 8.0
LEAST_SCALE, MOST_SCALE = 0.02, 24.0
ZOOM_STEP = 1.25
SETTLE_MS = 120
NOTCH = 120


class Fit(StrEnum):
    """What decides the scale: the page, its width, or the person."""

    PAGE = "page"
    WIDTH = "width"
    FREE = "free"


class PageCanvas(QGraphicsView):
    """Shows one page; its scene is in points of the page."""

    zoomed = Signal()
    """The scale or the fit is another."""

    settled = Signal()
    """The view stands still: now a sharper picture is worth fetching."""

    turned_past = Signal(int)
    """The wheel went on at the page's end (1) or beginning (-1)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page-canvas")
        # A paper is not mirrored, whatever the window's direction.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setBackgroundBrush(theme.colour("hairline"))
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setScene(QGraphicsScene(self))
        self.fit = Fit.WIDTH
        self.page_size = QSizeF()
        self._page = QGraphicsRectItem()
        self._base = QGraphicsPixmapItem(self._page)
        self._patch = QGraphicsPixmapItem(self._page)
        self.marks = PageMarks(self._page, self)
        self.picking = PagePicking(self.marks, self)
        self.picking.mode_changed.connect(self._show_cursor)
        self.told_at: Callable[[QPointF], tuple[str, Box] | None] = lambda _point: None
        self.viewport().setMouseTracking(True)
        for item in (self._base, self._patch):
            item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._page.setBrush(QColor("white"))
        self._page.setPen(_hair(theme.colour("edge"), 1.0))
        self.scene().addItem(self._page)
        self._page.hide()
        self.patch: Patch | None = None
        self._notches = 0
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.settled)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(lambda _value: self._settle.start())

    # -- what is shown --------------------------------------------------------------------

    def show_page(self, base: Base, page: int = 1, boxes: Sequence[Box] = ()) -> None:
        """Show a page, by the fit that holds, with parts of it lit."""
        self.show_patch(None)
        self.page_size = base.size
        self._page.setRect(QRectF(0, 0, base.size.width(), base.size.height()))
        self._page.setTransformOriginPoint(self._page.rect().center())
        self._show_base(base)
        self._page.show()
        self.marks.clear()
        self.picking.show_page(page, self._page.rect())
        self._place()
        if boxes:
            self.light(boxes)
        else:
            self._to_corner()
        self._settle.start()

    def renew_page(self, base: Base, page: int) -> None:
        """The shown page with other words on it: place, zoom and turn stay."""
        self.show_patch(None)
        self._show_base(base)
        self.marks.clear()
        self.picking.show_page(page, self._page.rect())
        self._settle.start()

    def light(self, boxes: Sequence[Box]) -> None:
        """Light the places of a value on the page that is shown, and bring the first into view."""
        self.marks.light(boxes)
        for box in boxes[:1]:
            self.bring(box)

    def bring(self, box: Box, margin: int = 40) -> None:
        """Bring a part of the page into view, also of a turned one."""
        left, top, right, bottom = box
        place = QRectF(left, top, right - left, bottom - top).normalized()
        self.ensureVisible(self._page.mapRectToScene(place), margin, margin)

    def place_of(self, box: Box) -> QRectF:
        """Where a part of the page stands in the viewport, in its pixels."""
        left, top, right, bottom = box
        scene = self._page.mapRectToScene(QRectF(left, top, right - left, bottom - top))
        return QRectF(self.mapFromScene(scene).boundingRect())

    def show_patch(self, patch: Patch | None) -> None:
        """Lay a sharper part over the page, or take it away."""
        self.patch = patch
        self._patch.setVisible(patch is not None)
        if patch is not None:
            self._patch.setPixmap(QPixmap.fromImage(patch.image))
            self._patch.setPos(patch.rect.topLeft())
            self._patch.setScale(patch.rect.width() / patch.image.width())

    def clear(self) -> None:
        """Show no page."""
        self._page.hide()
        self.show_patch(None)
        self._base.setPixmap(QPixmap())

    @property
    def page_item(self) -> QGraphicsRectItem:
        """What stands on the page, in its points, is a child of this."""
        return self._page

    def point_at(self, place: QPoint) -> QPointF:
        """A place of the viewport in points of the page."""
        return self._point(place)

    @property
    def has_page(self) -> bool:
        """Whether a page is shown."""
        return self._page.isVisible()

    @property
    def scale_now(self) -> float:
        """Logical pixels a point."""
        return self.transform().m11()

    @property
    def pixels_a_point(self) -> float:
        """Pixels of the screen itself a point."""
        return self.scale_now * self.devicePixelRatioF()

    @property
    def turned(self) -> int:
        """How far the page is turned clockwise: 0, 90, 180 or 270."""
        return int(self._page.rotation())

    @property
    def box(self) -> QRectF | None:
        """The first lit part in points of the page."""
        return next(iter(self.marks.boxes), None)

    def seen(self, margin: float = 0.0) -> QRectF:
        """The part of the page that is seen, in its points, wider by a share of itself."""
        scene = self.mapToScene(self.viewport().rect()).boundingRect()
        part = self._page.mapRectFromScene(scene)
        across, down = part.width() * margin, part.height() * margin
        return part.adjusted(-across, -down, across, down).intersected(self._page.rect())

    # -- zooming and turning --------------------------------------------------------------

    def set_fit(self, fit: Fit) -> None:
        """Let the page or its width decide the scale, also when the window changes."""
        self.fit = fit
        self._place()
        self.zoomed.emit()

    def zoom_by(self, factor: float) -> None:
        """Enlarge about the pointer, or about the middle when it is elsewhere."""
        target = min(max(self.scale_now * factor, LEAST_SCALE), MOST_SCALE)
        under = self.transformationAnchor()
        if not self.viewport().underMouse():
            self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.scale(target / self.scale_now, target / self.scale_now)
        self.setTransformationAnchor(under)
        self.fit = Fit.FREE
        self._settle.start()
        self.zoomed.emit()

    def turn(self) -> None:
        """Turn the page clockwise by a quarter."""
        self._page.setRotation((self.turned + 90) % 360)
        self._place()
        self.zoomed.emit()

    def set_turned(self, degrees: int) -> None:
        """Turn the page clockwise to 0, 90, 180 or 270 degrees."""
        if degrees != self.turned:
            self._page.setRotation(degrees)
            self._place()
            self.zoomed.emit()

    # -- events ---------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms to the pointer; at the page's end the wheel goes on to the next one."""
        delta = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(ZOOM_STEP ** (delta / NOTCH))
            event.accept()
            return
        bar = self.verticalScrollBar()
        at_end = bar.value() == (bar.maximum() if delta < 0 else bar.minimum())
        if not at_end or not delta:
            self._notches = 0
            super().wheelEvent(event)
            return
        self._notches += delta
        if abs(self._notches) >= NOTCH:
            self._notches = 0
            self.turned_past.emit(1 if delta < 0 else -1)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A drag in words marks them, one elsewhere moves the page."""
        point = self._point(event.position().toPoint())
        left = event.button() is Qt.MouseButton.LeftButton and self.has_page
        if left and self.picking.press(point, event.modifiers()):
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark on, or show what a press here would do."""
        place = event.position().toPoint()
        point = self._point(place)
        if event.buttons() & Qt.MouseButton.LeftButton and self.picking.move(point):
            self.ensureVisible(QRectF(self.mapToScene(place), QSizeF(1, 1)), 4, 4)
            event.accept()
            return
        super().mouseMoveEvent(event)
        if not event.buttons():
            self._show_cursor(over_word=self.has_page and self.picking.is_word(point))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was marked is said."""
        left = event.button() is Qt.MouseButton.LeftButton
        if left and self.picking.release(self._point(event.position().toPoint())):
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows with Ctrl or Shift mark; alone they move the page."""
        if self.has_page and self.picking.press_key(event, self.seen()):
            edge = self.picking.edge
            if edge is not None:
                self.ensureVisible(self._page.mapRectToScene(edge), 40, 40)
            event.accept()
            return
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Over a word that something was read from, the tip says what."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            told = self.told_at(self._point(event.pos())) if self.has_page else None
            self.marks.show_told(None if told is None else told[1])
            QToolTip.showText(event.globalPos(), "" if told is None else told[0], self)
            return True
        return super().viewportEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Mark a word; beside words, to and fro between the width and a closer look here."""
        if self.has_page and self.picking.take_word(self._point(event.position().toPoint())):
            return
        if self.fit is Fit.FREE:
            self.set_fit(Fit.WIDTH)
        else:
            self.zoom_by(2.0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A fit holds while the window changes."""
        super().resizeEvent(event)
        if self.fit is not Fit.FREE:
            self._place()
            self.zoomed.emit()
        self._settle.start()

    # -- inside ---------------------------------------------------------------------------

    def _show_base(self, base: Base) -> None:
        self._base.setPixmap(QPixmap.fromImage(base.image))
        self._base.setScale(1 / base.pixels_a_point)

    def _place(self) -> None:
        """Set the scene's edges and, when a fit holds, the scale."""
        if not self.has_page:
            return
        shown = self._page.mapRectToScene(self._page.rect())
        self.setSceneRect(shown.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN))
        if self.fit is Fit.FREE:
            return
        room = self.maximumViewportSize()
        across = (room.width() - 2) / self.sceneRect().width()
        down = (room.height() - 2) / self.sceneRect().height()
        if self.fit is Fit.WIDTH and across > down:
            across = (room.width() - 2 - self.verticalScrollBar().sizeHint().width()) / (
                self.sceneRect().width()
            )
        scale = across if self.fit is Fit.WIDTH else min(across, down)
        self.resetTransform()
        self.scale(max(scale, LEAST_SCALE), max(scale, LEAST_SCALE))
        self._settle.start()

    def _to_corner(self) -> None:
        """A page begins at its top; one too wide begins at the right, where Hebrew begins."""
        self.verticalScrollBar().setValue(self.verticalScrollBar().minimum())
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum())

    def _point(self, place: QPoint) -> QPointF:
        """A place of the viewport in points of the page."""
        return self._page.mapFromScene(self.mapToScene(place))

    def _show_cursor(self, *_mode: object, over_word: bool = False) -> None:
        cross, beam = Qt.CursorShape.CrossCursor, Qt.CursorShape.IBeamCursor
        hand = Qt.CursorShape.OpenHandCursor
        shape = cross if self.picking.drawing else beam if over_word else hand
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)


def _hair(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    return pen
