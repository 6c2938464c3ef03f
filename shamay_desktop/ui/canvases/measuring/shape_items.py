"""What is drawn on a sheet as items of the scene; pens and words are as large at every zoom."""

from collections.abc import Sequence
from math import ceil, hypot

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsRectItem,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)
from shiboken6 import isValid

from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.ui import theme

HANDLE, TICK = 4.0, 5.0
_REACH = 8.0
"""Pixels of the screen that handles and ticks may take up around a path, with their pens."""

_ROOM_LEAST, _ROOM_MOST = 0.25, 1.001
"""Of the room that was given, what is asked for now: less (seen from nearer) or more lets it be
given anew. The magnifier, which shows all three times as large, is no reason to."""

_WHITE = QColor("white")
PAPER = QColor(255, 255, 255, 225)
"""Plans are white in the dark look too, and so are the labels on them."""


class LabelItem(QGraphicsRectItem):
    """Words that stand upright and as large at every zoom and turn.

    `room` is how wide and high the drawn thing is in sheet pixels: what does not fit goes, line by
    line from the first, unless `always`. Its bounds are Qt's own affair, and the words are painted
    once and kept: hundreds of labels are asked for theirs with each frame.
    """

    def __init__(self, parent: QGraphicsItem | None = None) -> None:
        super().__init__(parent)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setPen(Qt.PenStyle.NoPen)
        self.lines: tuple[str, ...] = ()
        self.ink = QColor("black")
        self.room = (0.0, 0.0)
        self.always = False
        self.paper = PAPER
        self.edge: QColor | None = None
        self.offset = QPointF(0, 0)
        self._font = QFont(theme.number_font())
        self._font.setPointSizeF(9.0)
        self._bold = QFont(self._font)
        self._bold.setBold(True)
        self._widths: tuple[float, ...] = ()
        self._high = 1.0
        self._kept: tuple[tuple[str, ...], float, QPixmap, QPointF] | None = None

    def say(self, lines: Sequence[str], at: Point, ink: QColor) -> None:
        """Show these lines around a place, the measure (the last one) bold."""
        kept = tuple(line for line in lines if line)
        self.setPos(*at)
        if kept == self.lines and ink == self.ink:
            return
        metrics = QFontMetricsF(self._bold)
        self._widths = tuple(metrics.horizontalAdvance(line) for line in kept)
        self._high = metrics.height()
        wide, high = max(self._widths, default=0.0) + 12, self._high * len(kept) + 6
        self.setRect(QRectF(-wide / 2, -high / 2, wide, high).translated(self.offset))
        self.lines, self.ink, self._kept = kept, ink, None
        self.update()

    def shown_lines(self, scale: float) -> tuple[str, ...]:
        """The lines that have room at so many screen pixels a sheet pixel."""
        wide, high = self.room[0] * scale, self.room[1] * scale
        for first in range(len(self.lines)):
            lines = self.lines[first:]
            if max(self._widths[first:]) <= wide and self._high * len(lines) <= high:
                return lines
        return ()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """The lines on a little paper of their own."""
        lines = self.lines if self.always else self.shown_lines(_scale(widget))
        if not lines:
            return
        ratio = painter.device().devicePixelRatioF()
        kept = self._kept
        if kept is None or kept[0] != lines or kept[1] != ratio:
            pixmap, middle = self._painted(lines, ratio), self.rect().center()
            wide, high = pixmap.width() / ratio, pixmap.height() / ratio
            corner = QPointF(middle.x() - wide / 2, middle.y() - high / 2)
            kept = self._kept = (lines, ratio, pixmap, corner)
        painter.drawPixmap(kept[3], kept[2])

    def _painted(self, lines: tuple[str, ...], ratio: float) -> QPixmap:
        wide = max(self._widths[len(self.lines) - len(lines) :]) + 10
        box = QRectF(0, 0, wide, self._high * len(lines) + 4)
        pixmap = QPixmap(ceil(box.width() * ratio), ceil(box.height() * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if self.edge is None else QPen(self.edge, 1))
        painter.setBrush(self.paper)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(self.ink)
        # The canvas itself is not mirrored; words follow the window's language.
        painter.setLayoutDirection(QGuiApplication.layoutDirection())
        for number, line in enumerate(lines):
            painter.setFont(self._bold if number == len(lines) - 1 else self._font)
            place = QRectF(0, 2 + number * self._high, wide, self._high)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, line)
        painter.end()
        return pixmap


class CornerMarks(QGraphicsItem):
    """Handles at the corners and ticks at the ends of an outline, as large at every zoom."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.corners: tuple[Point, ...] = ()
        self.handles = self.ticks = False
        self.pen = QPen()
        self._box = self._bounds = QRectF()
        self._room = 0.0
        self._sides: tuple[float, list[QRectF]] = (0.0, [])
        self.hide()

    def take(self, corners: tuple[Point, ...], box: QRectF) -> None:
        """Stand at other corners."""
        self.corners, self._box = corners, box
        self._sides = 0.0, []
        if self._room:
            self._take_room()
        else:
            self._give_room()
        self.renew()

    def renew(self) -> None:
        """Look otherwise; with nothing to show it takes no part in any frame."""
        self.setVisible(self.handles or self.ticks)
        self.update()

    def boundingRect(self) -> QRectF:
        """With room for handles."""
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Ticks, then handles."""
        size = 1 / max(option.levelOfDetailFromTransform(painter.worldTransform()), 1e-6)
        asked = size * _REACH / max(self._room, 1e-9)
        if not _ROOM_LEAST <= asked <= _ROOM_MOST and isinstance(widget, QWidget):
            QTimer.singleShot(0, self._give_more)  # it is seen from elsewhere than before
        painter.setPen(self.pen)
        if self.ticks:
            self._paint_ticks(painter, TICK * size)
        if self.handles:
            painter.setBrush(_WHITE)
            if self._sides[0] != size:
                half = HANDLE * size
                self._sides = (
                    size,
                    [QRectF(x - half, y - half, 2 * half, 2 * half) for x, y in self.corners],
                )
            painter.drawRects(self._sides[1])

    def _give_more(self) -> None:
        if isValid(self):  # it may be gone since
            self._give_room()

    def _give_room(self) -> None:
        """As the view shows it now: a drag paints its bounds anew with each frame."""
        scene = self.scene()
        views = scene.views() if scene is not None else []
        scale = hypot(views[0].transform().m11(), views[0].transform().m12()) if views else 1.0
        self._room = _REACH / max(scale, 1e-6)
        self._take_room()

    def _take_room(self) -> None:
        room = self._room
        self.prepareGeometryChange()
        self._bounds = self._box.adjusted(-room, -room, room, room)

    def _paint_ticks(self, painter: QPainter, half: float) -> None:
        if len(self.corners) < 2:
            return
        for at, other in (
            (self.corners[0], self.corners[1]), (self.corners[-1], self.corners[-2]),
        ):  # fmt: skip
            long = hypot(other[0] - at[0], other[1] - at[1]) or 1.0
            x, y = -(other[1] - at[1]) / long * half, (other[0] - at[0]) / long * half
            painter.drawLine(QPointF(at[0] - x, at[1] - y), QPointF(at[0] + x, at[1] + y))


class OutlineItem(QGraphicsPathItem):
    """Rings or a line with a cosmetic pen, a soft fill, corners when it is chosen, and a label.

    Qt paints it: hundreds of them stand on a plan, and none of them may cost Python anything while
    the sheet moves. The view smooths the lines.
    """

    def __init__(self, parent: QGraphicsItem | None = None) -> None:
        super().__init__(parent)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.corners: tuple[Point, ...] = ()
        self.box = QRectF()
        self._marks: CornerMarks | None = None
        self.label = LabelItem(self)
        self._look: tuple[QColor, float, float, bool] | None = None
        self.dashed = False
        self.look(QColor("black"))

    @property
    def has_handles(self) -> bool:
        """Whether its corners can be taken hold of."""
        return self._marks is not None and self._marks.handles

    @has_handles.setter
    def has_handles(self, shown: bool) -> None:
        if shown != self.has_handles:
            marks = self._marked()
            marks.handles = shown
            marks.renew()

    @property
    def has_ticks(self) -> bool:
        """Whether its ends are marked."""
        return self._marks is not None and self._marks.ticks

    @has_ticks.setter
    def has_ticks(self, shown: bool) -> None:
        if shown != self.has_ticks:
            marks = self._marked()
            marks.ticks = shown
            marks.renew()

    def draw(self, rings: Sequence[Ring], *, closed: bool) -> None:
        """Take another form."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.OddEvenFill)
        for ring in rings:
            if ring:
                path.moveTo(*ring[0])
                for point in ring[1:]:
                    path.lineTo(*point)
                if closed:
                    path.closeSubpath()
        self.setPath(path)
        self.box = path.controlPointRect()
        self.corners = tuple(point for ring in rings for point in ring)
        if self._marks is not None:
            self._marks.take(self.corners, self.box)
        self.label.room = (self.box.width(), self.box.height())

    def look(
        self, colour: QColor, *, fill: float = 0.0, width: float = 1.6, dashed: bool = False
    ) -> None:
        """Take another look."""
        if self._look == (colour, fill, width, dashed):
            return
        self._look = colour, fill, width, dashed
        self.dashed = dashed
        pen = QPen(colour, width)
        pen.setCosmetic(True)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if dashed:
            pen.setDashPattern([5, 4])
        self.setPen(pen)
        soft = QColor(colour)
        soft.setAlphaF(fill)
        self.setBrush(soft if fill > 0 else Qt.BrushStyle.NoBrush)
        if self._marks is not None:
            self._marks.pen = pen
            self._marks.renew()

    def _marked(self) -> CornerMarks:
        """Made when they are shown for the first time: few of hundreds ever are."""
        if self._marks is None:
            self._marks = CornerMarks(self)
            self._marks.pen = self.pen()
            self._marks.take(self.corners, self.box)
        return self._marks


def _scale(widget: QWidget | None) -> float:
    """Screen pixels a sheet pixel in the view whose viewport is painted."""
    view = None if widget is None else widget.parentWidget()
    scale = getattr(view, "scale_now", None)  # a canvas knows it
    if isinstance(scale, float):
        return scale
    if not isinstance(view, QGraphicsView):
        return 1.0
    return hypot(view.transform().m11(), view.transform().m12())
