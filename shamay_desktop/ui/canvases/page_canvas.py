"""One page on a canvas: zoom to the pointer, fit, turn, pan, a lit box; it knows no files."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsPixmapItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsView,
    QWidget,
)

from shamay_desktop.ui import theme
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
        self._box = QGraphicsRectItem(self._page)
        for item in (self._base, self._patch):
            item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._page.setBrush(QColor("white"))
        self._page.setPen(_hair(theme.colour("edge"), 1.0))
        self._box.setPen(_hair(theme.colour("accent"), 2.0))
        lit = theme.colour("accent")
        lit.setAlphaF(0.18)
        self._box.setBrush(lit)
        self.scene().addItem(self._page)
        self._page.hide()
        self.patch: Patch | None = None
        self._notches = 0
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.settled)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(lambda _value: self._settle.start())

    # -- what is shown --------------------------------------------------------------------

    def show_page(self, base: Base, box: tuple[float, float, float, float] | None = None) -> None:
        """Show a page, by the fit that holds, with a part of it lit (left, top, right, bottom)."""
        self.show_patch(None)
        self.page_size = base.size
        self._page.setRect(QRectF(0, 0, base.size.width(), base.size.height()))
        self._page.setTransformOriginPoint(self._page.rect().center())
        self._base.setPixmap(QPixmap.fromImage(base.image))
        self._base.setScale(1 / base.pixels_a_point)
        self._page.show()
        self._show_box(box)
        self._place()
        if box is None:
            self._to_corner()
        else:
            self.ensureVisible(self._box.mapRectToScene(self._box.rect()), 40, 40)
        self._settle.start()

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
        """The lit part in points of the page."""
        return self._box.rect() if self._box.isVisible() else None

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

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """To and fro between the width and a closer look at this place."""
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

    def _show_box(self, box: tuple[float, float, float, float] | None) -> None:
        self._box.setVisible(box is not None)
        if box is not None:
            left, top, right, bottom = box
            self._box.setRect(QRectF(left, top, right - left, bottom - top).normalized())


def _hair(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    return pen
