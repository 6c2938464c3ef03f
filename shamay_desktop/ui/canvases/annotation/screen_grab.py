"""A part of the screen that a person draws around, with the program out of sight."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QScreen,
)
from PySide6.QtWidgets import QApplication, QWidget

from shamay_desktop.domain.errors import Refused
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme

HIDDEN_MS = 350
"""Until the desktop has drawn what was under the window."""

LEAST = 8
STEP, STRIDE = 1, 20
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip

Grab = Callable[[QScreen], QPixmap]


def grab_screen(screen: QScreen) -> QPixmap:
    """All of a screen as it is seen now; a null picture where the system gives none."""
    if QGuiApplication.platformName().startswith("wayland"):
        return QPixmap()  # it gives nothing, or the program's own window alone
    return screen.grabWindow(0)


class ScreenGrab(QObject):
    """Hides the window, shows the screens to draw on, brings the window back."""

    taken = Signal(object)
    """QImage: what was drawn around, in the screen's own pixels."""

    failed = Signal(object)
    """Refused(`screen_not_given`): the system gives no picture of the screen."""

    ended = Signal()
    """The window is back, whatever came of it."""

    def __init__(self, window: QWidget, texts: Texts, grab: Grab = grab_screen) -> None:
        super().__init__(window)
        self._window = window
        self._texts = texts
        self._grab = grab
        self._hidden: list[QWidget] = []
        self.veils: list[Veil] = []
        self._quits = True
        self._waiting = QTimer(self, singleShot=True, interval=HIDDEN_MS)
        self._waiting.timeout.connect(self._on_hidden)

    @property
    def is_under_way(self) -> bool:
        """Whether the screens are being drawn on."""
        return bool(self.veils) or self._waiting.isActive()

    def start(self) -> None:
        """Let a person draw around a part of a screen."""
        if self.is_under_way:
            return
        self._hidden = [
            widget for widget in QApplication.topLevelWidgets()
            if widget.isVisible() and widget.isWindow()
        ]  # fmt: skip
        self._quits = QGuiApplication.quitOnLastWindowClosed()
        QGuiApplication.setQuitOnLastWindowClosed(False)
        for widget in self._hidden:
            widget.setVisible(False)
        self._waiting.start()

    def _on_hidden(self) -> None:
        pictures = [(screen, self._grab(screen)) for screen in QGuiApplication.screens()]
        given = [(screen, picture) for screen, picture in pictures if not picture.isNull()]
        if not given:
            self._end()
            self.failed.emit(Refused("screen_not_given"))
            return
        for screen, picture in given:
            veil = Veil(screen, picture, self._texts)
            veil.chosen.connect(self._on_chosen)
            veil.given_up.connect(self._end)
            veil.begun.connect(self._on_begun)
            self.veils.append(veil)
            veil.show_over()
        first = self.veils[0]
        first.activateWindow()
        first.setFocus()

    def _on_begun(self, veil: "Veil") -> None:
        """One part of one screen: what was drawn on another one goes."""
        for other in self.veils:
            if other is not veil:
                other.forget()

    def _on_chosen(self, image: QImage) -> None:
        self._end()
        self.taken.emit(image)

    def _end(self) -> None:
        for veil in self.veils:
            veil.close()
            veil.deleteLater()
        self.veils = []
        for widget in self._hidden:
            widget.setVisible(True)
        self._hidden = []
        QGuiApplication.setQuitOnLastWindowClosed(self._quits)
        self._window.activateWindow()
        self.ended.emit()


class Veil(QWidget):
    """One screen, dimmed but for what is drawn around.

    A drag draws and takes; by keyboard arrows move the rectangle, with Shift its far corner, Ctrl
    makes steps small; Enter takes it, Esc gives up.
    """

    chosen = Signal(object)
    """QImage."""

    given_up = Signal()
    begun = Signal(object)

    def __init__(self, screen: QScreen, picture: QPixmap, texts: Texts) -> None:
        super().__init__(
            None,
            Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.Tool,
        )
        self.setObjectName("screen-veil")
        self.setAccessibleName(texts("maps.grab.veil"))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setGeometry(screen.geometry())
        self._picture = picture
        self._words = texts("maps.grab.hint")
        self._from: QPoint | None = None
        self.rect_drawn = QRect()

    def show_over(self) -> None:
        """Over all of the screen, whatever else is there."""
        self.show()
        self.raise_()

    def forget(self) -> None:
        """Nothing is drawn here any more."""
        self._from, self.rect_drawn = None, QRect()
        self.update()

    def take(self) -> None:
        """Say what is drawn around, in the screen's own pixels."""
        rect = self.rect_drawn.normalized() & self.rect()
        if rect.width() < LEAST or rect.height() < LEAST:
            return
        across = self._picture.width() / max(self.width(), 1)
        down = self._picture.height() / max(self.height(), 1)
        part = QRectF(rect.x() * across, rect.y() * down, rect.width() * across,
                      rect.height() * down)  # fmt: skip
        image = self._picture.copy(part.toAlignedRect()).toImage()
        image.setDevicePixelRatio(1)
        self.chosen.emit(image)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A rectangle begins; the other button gives up."""
        if event.button() is Qt.MouseButton.RightButton:
            self.given_up.emit()
            return
        self._from = event.position().toPoint()
        self.rect_drawn = QRect(self._from, QSize())
        self.begun.emit(self)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It follows the hand."""
        if self._from is not None:
            self.rect_drawn = QRect(self._from, event.position().toPoint()).normalized()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It is taken; a slip of the hand is not."""
        if self._from is not None:
            self.rect_drawn = QRect(self._from, event.position().toPoint()).normalized()
            self._from = None
            self.update()
            self.take()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The same by keyboard."""
        key, held = Qt.Key(event.key()), event.modifiers()
        if key == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.rect_drawn.isEmpty():
                self.rect_drawn = self._first()
                self.update()
            else:
                self.take()
        elif key in _ARROWS:
            self._push(_ARROWS[key], held)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The screen, dimmed outside of the rectangle."""
        painter = QPainter(self)
        painter.drawPixmap(self.rect(), self._picture)
        shade = QPainterPath()
        shade.setFillRule(Qt.FillRule.OddEvenFill)
        shade.addRect(QRectF(self.rect()))
        if not self.rect_drawn.isEmpty():
            shade.addRect(QRectF(self.rect_drawn))
        painter.fillPath(shade, QColor(16, 20, 24, 130))
        if not self.rect_drawn.isEmpty():
            painter.setPen(QPen(QColor(theme.DARK.accent), 2))
            painter.drawRect(self.rect_drawn)
        self._paint_words(painter)

    # -- inside ---------------------------------------------------------------------------

    def _first(self) -> QRect:
        """A rectangle in the middle, for the arrows."""
        wide, high = self.width() // 2, self.height() // 2
        return QRect((self.width() - wide) // 2, (self.height() - high) // 2, wide, high)

    def _push(self, way: tuple[int, int], held: Qt.KeyboardModifier) -> None:
        if self.rect_drawn.isEmpty():
            self.rect_drawn = self._first()
        far = STEP if held & Qt.KeyboardModifier.ControlModifier else STRIDE
        across, down = way[0] * far, way[1] * far
        rect = QRect(self.rect_drawn)
        if held & Qt.KeyboardModifier.ShiftModifier:
            rect.setWidth(max(rect.width() + across, LEAST))
            rect.setHeight(max(rect.height() + down, LEAST))
        else:
            rect.translate(across, down)
        self.rect_drawn = rect & self.rect()
        self.begun.emit(self)
        self.update()

    def _paint_words(self, painter: QPainter) -> None:
        font = QFont(self.font())
        font.setPointSize(12)
        painter.setFont(font)
        box = painter.fontMetrics().boundingRect(self._words)
        wide, high = box.width() + 4 * theme.SPACE, box.height() + 2 * theme.SPACE
        place = QRect((self.width() - wide) // 2, 3 * theme.SPACE, wide, high)
        if place.intersects(self.rect_drawn):
            place.moveTop(self.height() - high - 3 * theme.SPACE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 190))
        painter.drawRoundedRect(place, 4, 4)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), self._words)
