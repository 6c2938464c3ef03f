"""A magnifier in a corner while a tool is on: the sheet and what is drawn, three times."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.canvas_tool import CanvasPoint, CanvasTool
from shamay_desktop.ui.canvases.canvas_view import CanvasView

SIDE = 144
"""Pixels of the screen."""

TIMES = 3
AWAY = 96
"""Pixels: a pointer that is nearer sends the magnifier to the other corner. Beside the pointer it
would lie over the corners and labels that are worked on."""

EDGE = 8
"""Pixels between the magnifier and the edge of the canvas."""

FRAME_MS = 32
"""It follows at half the pace of the pointer, so that a frame has time for the drawing."""

_GAP, _ARM = 4.0, 26.0


class Loupe(QWidget):
    """Paints what the view has; it never waits and never takes the mouse."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self.setObjectName("loupe")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.resize(SIDE, SIDE)
        self.hide()
        self._view = view
        self._on = True
        self._at = QPointF()
        self._frame = QTimer(self, singleShot=True, interval=FRAME_MS)
        self._frame.timeout.connect(self._place)
        view.closer = self._wanted
        view.hovered.connect(self._on_hovered)
        view.left.connect(self._put_away)
        view.tool_changed.connect(self._put_away)
        # While the sheet moves it would be in the way, and slow the moving down.
        view.view_changed.connect(self._put_away)

    @property
    def is_on(self) -> bool:
        """Whether the person wants it."""
        return self._on

    def set_on(self, *, on: bool) -> None:
        """Want it or not."""
        self._on = on
        if not on:
            self._put_away()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The place under the pointer, and a cross that leaves the place itself free."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("hairline"))
        part = self._source()
        painter.save()
        self._view.magnify(painter, QRectF(self.rect()), part)
        painter.restore()
        middle = QPointF(SIDE / 2, SIDE / 2)
        for colour, width in ((QColor(255, 255, 255, 190), 3.0), (QColor(theme.LIGHT.error), 1.2)):
            painter.setPen(QPen(colour, width))
            for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                way = QPointF(x, y)
                painter.drawLine(middle + way * _GAP, middle + way * _ARM)
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    # -- inside ---------------------------------------------------------------------------

    def _on_hovered(self, at: CanvasPoint) -> None:
        tool: CanvasTool | None = self._view.tool
        if not self._on or tool is None or not tool.loupe:
            self._put_away()
            return
        self._at = QPointF(at.x, at.y)
        if not self._frame.isActive():
            self._frame.start()

    def _put_away(self) -> None:
        self._frame.stop()
        if not self.isHidden():
            self.hide()

    def _place(self) -> None:
        """In an upper corner, away from the pointer."""
        room = self._view.viewport().geometry()
        there = self._view.to_viewport(self._at) + QPointF(room.topLeft())
        near = self.geometry().adjusted(-AWAY, -AWAY, AWAY, AWAY)
        first = self.isHidden()
        if first or near.contains(there.toPoint()):
            at_left = there.x() > room.center().x()
            x = room.left() + EDGE if at_left else room.right() - EDGE - SIDE
            self.move(x, room.top() + EDGE)
        self.show()
        self.update()
        if first:
            self._view.plan_soon()

    def _source(self) -> QRect:
        """What is shown, in pixels of the viewport."""
        side = SIDE // TIMES
        there = self._view.to_viewport(self._at)
        return QRect(round(there.x() - side / 2), round(there.y() - side / 2), side, side)

    def _wanted(self) -> tuple[QRectF, float] | None:
        """The part of the sheet that is to be sharper, and how many times."""
        if self.isHidden():
            return None
        side = self._view.on_screen(SIDE / TIMES)
        return QRectF(self._at.x() - side / 2, self._at.y() - side / 2, side, side), float(TIMES)
