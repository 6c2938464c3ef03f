"""A plot on the screen: pyqtgraph, walked over by arrows, told in words, coloured by the theme.

This module loads pyqtgraph; it is imported when the first plot is shown (`loading`).
"""

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QGraphicsRectItem, QVBoxLayout, QWidget

from shamay_desktop.domain.plots.plot import Axis, Box, Mark, Plot, PlotKind, Role, Shape
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme

SYMBOLS = {Shape.DISC: "o", Shape.RING: "o", Shape.TRIANGLE: "t1", Shape.DIAMOND: "d"}
COLOURS: dict[Role, str] = {
    Role.EVIDENCE: "accent",
    Role.LEFT_OUT: "muted",
    Role.OUTLIER: "warning",
    Role.SUBJECT: "ink",
    Role.INDEX: "muted",
    Role.MEAN: "accent",
    Role.MEDIAN: "ok",
    Role.TOTAL: "edge",
    Role.RISE: "ok",
    Role.FALL: "warning",
}
"""Names of the theme's colours; what they tell apart, shapes, dashes and signs tell too."""

SIZE, CHOSEN = 9, 19
MOST_LABELLED = 40
Thing = Mark | Box


class PlotCanvas(QWidget):
    """One plot at a time; `row_asked` when somebody presses Enter or clicks on a comparable."""

    row_asked = Signal(str)
    """The row of the case that a mark stands for."""

    told = Signal(str)
    """What is chosen, in words; "" when nothing is."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.plot: Plot | None = None
        self.things: Sequence[Thing] = ()
        self._bounds: list[tuple[float, float, float, float]] = []
        self.chosen = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("plot-canvas")
        self.view: Any = pg.PlotWidget()
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._item: Any = self.view.getPlotItem()
        self._item.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._item.setMenuEnabled(False)
        self._item.hideButtons()
        self._ring: Any = pg.ScatterPlotItem(size=CHOSEN, pxMode=True)
        self._ring.setZValue(50)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.addWidget(self.view)
        self.view.scene().sigMouseMoved.connect(self._on_mouse_moved)
        self.view.scene().sigMouseClicked.connect(self._on_mouse_clicked)

    def show_plot(self, plot: Plot) -> None:
        """Draw a plot; what was chosen stays chosen where it is still there."""
        before = self.things[self.chosen].row if 0 <= self.chosen < len(self.things) else ""
        same = self.plot is not None and (self.plot.kind, self.plot.row) == (plot.kind, plot.row)
        self.plot = plot
        self.things = tuple(plot.things())
        self._bounds = [_bounds(thing) for thing in self.things]
        rows = [thing.row for thing in self.things]
        self.chosen = rows.index(before) if same and before and before in rows else -1
        self.setAccessibleName(plot.title)
        self.setAccessibleDescription(f"{plot.description} {self._texts('plots.hint')}")
        self._draw(plot)
        self._show_chosen()

    def choose(self, place: int) -> None:
        """Choose a thing by its place in the table; −1 for none."""
        self.chosen = place if 0 <= place < len(self.things) else -1
        self._show_chosen()
        words = self.things[self.chosen].told if self.chosen >= 0 else ""
        self.told.emit(words)
        if words and self.plot is not None:
            self.setAccessibleDescription(words)
            if QAccessible.isActive():
                event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
                QAccessible.updateAccessibility(event)

    def at(self, x: float, y: float) -> int:
        """The thing at a place of the widget's scene; −1 when none is near."""
        box = self._item.vb
        where = box.mapSceneToView(pg.Point(x, y))
        wide, high = box.viewPixelSize()
        nearest, away = -1, float(SIZE + 3)
        for place, (left, right, low, top) in enumerate(self._bounds):
            if left == right and low == top:
                far = max(abs(left - where.x()) / wide, abs(low - where.y()) / high)
                if far < away:
                    nearest, away = place, far
            elif left <= where.x() <= right and low <= where.y() <= top and nearest < 0:
                nearest = place
        return nearest

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk from left to right, Home and End go to the ends, Enter opens."""
        order = sorted(range(len(self.things)), key=self._seen_at)
        keys = {
            Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in keys and order:
            place = order.index(self.chosen) if self.chosen in order else None
            step = keys[key]
            ahead = (0 if step > 0 else len(order) - 1) if place is None else place + step
            self.choose(order[max(0, min(ahead, len(order) - 1))])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and order:
            self.choose(order[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif key == Qt.Key.Key_Escape and self.chosen >= 0:
            self.choose(-1)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme: the same plot in its colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.plot is not None:
            self._draw(self.plot)

    # -- drawing ---------------------------------------------------------------------------

    def _draw(self, plot: Plot) -> None:
        item = self._item
        item.clear()
        self.view.setBackground(theme.colour("surface"))
        for box in plot.boxes:
            self._add_box(box)
        for line in plot.lines:
            dashed = Qt.PenStyle.DashLine if line.dashed else Qt.PenStyle.SolidLine
            pen = pg.mkPen(_colour(line.role), width=1.6, style=dashed)
            item.plot([float(x) for x, _ in line.places], [float(y) for _, y in line.places],
                      pen=pen)  # fmt: skip
        self._add_marks(plot)
        item.addItem(self._ring, ignoreBounds=True)
        self._set_axes(plot)

    def _add_marks(self, plot: Plot) -> None:
        by_role: dict[Role, list[Mark]] = {}
        for mark in plot.marks:
            by_role.setdefault(mark.role, []).append(mark)
        for role, marks in by_role.items():
            colour, shape = _colour(role), marks[0].shape
            hollow = shape is Shape.RING
            self._item.addItem(
                pg.ScatterPlotItem(
                    x=[float(mark.x) for mark in marks], y=[float(mark.y) for mark in marks],
                    symbol=SYMBOLS[shape], size=SIZE + (4 if role is Role.SUBJECT else 0),
                    pen=pg.mkPen(colour, width=1.6), brush=None if hollow else colour,
                )
            )  # fmt: skip
        if len(plot.marks) <= MOST_LABELLED:
            for mark in plot.marks:
                if mark.label:
                    self._add_words(mark.label, float(mark.x), float(mark.y), (0.5, 1.25))

    def _add_box(self, box: Box) -> None:
        rect = QGraphicsRectItem(self._corners(box))
        colour = _colour(box.role)
        rect.setPen(pg.mkPen(colour, width=1))
        soft = QColor(colour)
        soft.setAlphaF(0.25 if box.role in (Role.MEAN, Role.MEDIAN) else 0.85)
        rect.setBrush(soft)
        self._item.addItem(rect)
        if box.label:
            middle = float(box.first[0] + box.second[0]) / 2
            top = float(max(box.first[1], box.second[1]))
            self._add_words(box.label, middle, top, (0.5, 1.0))

    def _add_words(self, words: str, x: float, y: float, anchor: tuple[float, float]) -> None:
        text = pg.TextItem(words, color=theme.colour("muted"), anchor=anchor)
        text.setPos(x, y)
        self._item.addItem(text, ignoreBounds=True)

    def _set_axes(self, plot: Plot) -> None:
        item, rtl = self._item, self._texts.language.right_to_left
        side, other = ("right", "left") if rtl else ("left", "right")
        item.showAxis(side)
        item.hideAxis(other)
        self._set_axis(item.getAxis(side), plot.y)
        self._set_axis(item.getAxis("bottom"), plot.x)
        item.showGrid(x=plot.kind is not PlotKind.ADJUSTMENTS, y=True, alpha=0.25)
        item.vb.invertX(plot.x.turned)
        item.vb.setAspectLocked(plot.even)
        item.vb.setMouseEnabled(x=bool(plot.marks), y=bool(plot.marks))
        item.setXRange(float(plot.x.low), float(plot.x.high), padding=0)
        item.setYRange(float(plot.y.low), float(plot.y.high), padding=0)

    def _set_axis(self, axis: Any, told: Axis) -> None:
        axis.setTicks([[(float(tick.at), tick.label) for tick in told.ticks]])
        axis.setLabel(told.title)
        axis.showLabel(bool(told.title))
        axis.setPen(theme.colour("edge"))
        axis.setTextPen(theme.colour("muted"))
        axis.setStyle(tickFont=self.font(), hideOverlappingLabels=True)
        if axis.orientation in ("left", "right"):
            metrics = QFontMetricsF(self.font())
            widest = max((metrics.horizontalAdvance(tick.label) for tick in told.ticks), default=0)
            axis.setWidth(widest + (4 if told.title else 2) * theme.SPACE)

    def _show_chosen(self) -> None:
        spots = []
        if self.chosen >= 0:
            x, y = self._middle(self.things[self.chosen])
            pen = pg.mkPen(theme.colour("accent_strong"), width=2)
            spots = [{"pos": (x, y), "symbol": "o", "pen": pen, "brush": None}]
        self._ring.setData(spots)

    # -- places ----------------------------------------------------------------------------

    def _corners(self, box: Box) -> QRectF:
        (x1, y1), (x2, y2) = box.first, box.second
        return QRectF(float(x1), float(y1), float(x2 - x1), float(y2 - y1)).normalized()

    def _middle(self, thing: Thing) -> tuple[float, float]:
        if isinstance(thing, Mark):
            return float(thing.x), float(thing.y)
        centre = self._corners(thing).center()
        return centre.x(), centre.y()

    def _seen_at(self, place: int) -> tuple[float, float]:
        x, y = self._middle(self.things[place])
        turned = self.plot is not None and self.plot.x.turned
        return (-x if turned else x), y

    def _open(self) -> None:
        if self.chosen >= 0 and self.things[self.chosen].row:
            self.row_asked.emit(self.things[self.chosen].row)

    def _on_mouse_moved(self, where: Any) -> None:
        if self.plot is not None and self.view.sceneBoundingRect().contains(where):
            place = self.at(where.x(), where.y())
            if place >= 0 and place != self.chosen:
                self.choose(place)

    def _on_mouse_clicked(self, event: Any) -> None:
        where = event.scenePos()
        place = self.at(where.x(), where.y())
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.double():
            if self.plot is not None and place < 0:
                self._set_axes(self.plot)  # back from a zoom
            return
        self.choose(place)
        if place >= 0:
            self._open()


def _bounds(thing: Thing) -> tuple[float, float, float, float]:
    """Left, right, low, top in floats, so that a moving mouse asks thousands without a pause."""
    if isinstance(thing, Mark):
        x, y = float(thing.x), float(thing.y)
        return x, x, y, y
    across = sorted((float(thing.first[0]), float(thing.second[0])))
    up = sorted((float(thing.first[1]), float(thing.second[1])))
    return across[0], across[1], up[0], up[1]


def _colour(role: Role) -> QColor:
    return theme.colour(COLOURS[role])
