"""Where rows lie around the subject: a plain map of places, with a ring and a scale bar."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import floor, hypot, log10
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGraphicsEllipseItem, QVBoxLayout, QWidget

from shamay_desktop.ui import theme

ROOM = 1.15
"""Of what is shown, the room around it."""

LEAST_SPAN = 100.0
"""Metres that are seen at least."""

SIZES = {"row": 9, "accepted": 12, "rejected": 8, "subject": 16, "chosen": 17}
_ARROWS: Mapping[int, tuple[int, int]] = {
    int(Qt.Key.Key_Left): (-1, 0),
    int(Qt.Key.Key_Right): (1, 0),
    int(Qt.Key.Key_Up): (0, 1),
    int(Qt.Key.Key_Down): (0, -1),
}


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A row's place in metres of Israel TM; `look` is row, accepted or rejected."""

    id: str
    east: float
    north: float
    look: str = "row"
    words: str = ""


class ScatterMap(QWidget):
    """North is up whatever the language. A click or the arrows choose a row; + and - zoom."""

    chosen = Signal(str)
    """Id of the row that was chosen here."""

    def __init__(self, name: str, metres: Callable[[int], str]) -> None:
        """name: what a screen reader calls it; metres: a length in words."""
        super().__init__()
        self.setObjectName("scatter-map")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name = name
        self._points: dict[str, MapPoint] = {}
        self._subject: tuple[float, float] | None = None
        self._middle: tuple[float, float] | None = None
        self._radius = 0
        self._current: str | None = None
        self.plot = pg.PlotWidget(background=theme.colour("surface"))
        self.plot.setFocusProxy(self)
        self.plot.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        for side in ("left", "bottom"):
            self.plot.hideAxis(side)
        self._box: Any = self.plot.getViewBox()
        self._box.setAspectLocked(True)
        self._dots = pg.ScatterPlotItem(pxMode=True, hoverable=True, tip=None)
        self._metres = metres
        self._rings = tuple((QGraphicsEllipseItem(), pg.TextItem(anchor=(0.5, 1))) for _ in "12")
        self._mark = pg.ScatterPlotItem(pxMode=True)
        for item in (*(each for ring in self._rings for each in ring), self._dots, self._mark):
            self.plot.addItem(item)
        self._dots.sigClicked.connect(self._on_dot_clicked)
        self.bar = ScaleBar(metres, self.plot)
        self._box.sigRangeChanged.connect(self._on_range_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.addWidget(self.plot)

    @property
    def points(self) -> Sequence[MapPoint]:
        """The rows that have a place."""
        return tuple(self._points.values())

    @property
    def current(self) -> str | None:
        """Id of the chosen row, None when it has no place here."""
        return self._current if self._current in self._points else None

    def show_rows(
        self,
        points: Sequence[MapPoint],
        subject: tuple[float, float] | None = None,
        radius: int = 0,
        *,
        middle: tuple[float, float] | None = None,
        words: str = "",
    ) -> None:
        """Show rows, the subject, and the ring of a radius (metres) about a middle, by default
        the subject's place."""
        self._points = {each.id: each for each in points}
        self._subject, self._radius = subject, radius
        self._middle = middle or subject
        self.setAccessibleName(words or self._name)
        self._draw()
        self.fit()

    @property
    def rings(self) -> tuple[int, ...]:
        """The distances from the middle that are drawn, in metres: the radius and half of it;
        without a radius two round distances within what is shown."""
        if self._middle is None:
            return ()
        if self._radius:
            return tuple(each for each in (self._radius // 2, self._radius) if each)
        east, north = self._middle
        far = max((hypot(p.east - east, p.north - north) for p in self.points), default=0.0)
        whole = _round_length(far)
        return (whole // 2, whole) if whole >= LEAST_SPAN else ()

    def choose(self, row_id: str | None) -> None:
        """Mark a row that was chosen elsewhere; nothing is emitted."""
        if row_id != self._current:
            self._current = row_id
            self._draw_mark()
            point = self._points.get(row_id or "")
            if point is not None:
                self.setAccessibleDescription(point.words)
                self._bring(point)

    def fit(self) -> None:
        """Show all rows and the ring, the subject in the middle."""
        places = [(each.east, each.north) for each in self._points.values()]
        places += [each for each in (self._subject, self._middle) if each is not None]
        if not places:
            return
        east, north = self._middle or _middle(places)
        away = max([LEAST_SPAN / 2, float(self._radius)] + [
            max(abs(each - east), abs(other - north)) for each, other in places
        ]) * ROOM  # fmt: skip
        self._box.setRange(QRectF(east - away, north - away, 2 * away, 2 * away), padding=0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the nearest row that way, + and - zoom, Home shows all."""
        key = event.key()
        if key in _ARROWS:
            self._go(*_ARROWS[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._box.scaleBy((0.8, 0.8))
        elif key == Qt.Key.Key_Minus:
            self._box.scaleBy((1.25, 1.25))
        elif key == Qt.Key.Key_Home:
            self.fit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The edge of the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    # -- inside ---------------------------------------------------------------------------

    def _draw(self) -> None:
        tones = {"row": "accent", "accepted": "ok", "rejected": "edge"}
        self._dots.setData(
            [
                {
                    "pos": (each.east, each.north),
                    "data": each.id,
                    "size": SIZES[each.look],
                    "symbol": "x" if each.look == "rejected" else "o",
                    "pen": pg.mkPen(theme.colour("surface"), width=1)
                    if each.look != "rejected"
                    else pg.mkPen(theme.colour("edge"), width=1),
                    "brush": pg.mkBrush(theme.colour(tones[each.look])),
                }
                for each in self._points.values()
            ]
        )
        self._draw_rings()
        self._draw_mark()

    def _draw_rings(self) -> None:
        east, north = self._middle or (0.0, 0.0)
        drawn = (*self.rings, 0, 0)
        for (ring, words), away in zip(self._rings, drawn, strict=False):
            ring.setVisible(away > 0)
            words.setVisible(away > 0)
            ring.setRect(east - away, north - away, 2 * away, 2 * away)
            style = Qt.PenStyle.DashLine if away == self._radius else Qt.PenStyle.DotLine
            ring.setPen(pg.mkPen(theme.colour("muted"), width=1, style=style))
            words.setText(self._metres(away), color=theme.colour("muted"))
            words.setPos(east, north + away)

    def _draw_mark(self) -> None:
        """The subject, and a ring about the chosen row."""
        spots: list[dict[str, Any]] = []
        if self._middle is not None and self._middle != self._subject:
            spots.append(_spot(self._middle, "+", "muted", SIZES["rejected"], filled=True))
        if self._subject is not None:
            spots.append(_spot(self._subject, "star", "warning", SIZES["subject"], filled=True))
        point = self._points.get(self._current or "")
        if point is not None:
            place = (point.east, point.north)
            spots.append(_spot(place, "o", "ink", SIZES["chosen"], filled=False))
        self._mark.setData(spots)

    def _bring(self, point: MapPoint) -> None:
        """Into view, without moving what is seen already."""
        (west, east), (south, north) = self._box.viewRange()
        if west <= point.east <= east and south <= point.north <= north:
            return
        self._box.setRange(
            QRectF(
                point.east - (east - west) / 2,
                point.north - (north - south) / 2,
                east - west,
                north - south,
            ),
            padding=0,
        )

    def _go(self, right: int, up: int) -> None:
        """To the nearest row in a direction: what lies aside counts twice."""
        start = self._points.get(self._current or "")
        if start is None:
            east, north = self._subject or _middle([(p.east, p.north) for p in self.points])
        else:
            east, north = start.east, start.north
        best: tuple[float, str] | None = None
        for each in self._points.values():
            ahead = (each.east - east) * right + (each.north - north) * up
            aside = abs((each.east - east) * up) + abs((each.north - north) * right)
            if ahead > 0 and each.id != self._current:
                far = hypot(ahead, 2 * aside)
                best = min(best or (far, each.id), (far, each.id))
        if best is not None:
            self.choose(best[1])
            self.chosen.emit(best[1])

    def _on_dot_clicked(self, _item: object, dots: Sequence[Any], *_event: object) -> None:
        if len(dots):
            row_id = str(dots[0].data())
            self.choose(row_id)
            self.chosen.emit(row_id)

    def _on_range_changed(self, *_range: object) -> None:
        (west, east), _ = self._box.viewRange()
        self.bar.show_scale((east - west) / max(1, self.plot.width()))


class ScaleBar(QWidget):
    """A round length of metres, as long as it is on the ground of now."""

    def __init__(self, metres: Callable[[int], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("scale-bar")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._metres = metres
        self.length = 0
        self._pixels = 0
        self.resize(26 * theme.SPACE, 4 * theme.SPACE)
        self.move(theme.SPACE, theme.SPACE)

    def show_scale(self, metres_a_pixel: float) -> None:
        """1, 2 or 5 of a power of ten that takes at most twenty steps of the grid."""
        most = metres_a_pixel * 20 * theme.SPACE
        if most <= 0:
            return
        self.length = max(1, _round_length(most))
        self._pixels = round(self.length / metres_a_pixel)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line with ends, its length over it."""
        painter = QPainter(self)
        painter.setPen(QPen(theme.colour("ink"), 1.5))
        foot = float(self.height() - theme.SPACE // 2)
        left, right = 4.0, 4.0 + self._pixels
        painter.drawLine(QPointF(left, foot), QPointF(right, foot))
        for end in (left, right):
            painter.drawLine(QPointF(end, foot - 4), QPointF(end, foot))
        room = QRectF(left, 0, max(self._pixels, 9 * theme.SPACE), foot - 4)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignBottom), self._metres(self.length))


def _spot(
    place: tuple[float, float], symbol: str, tone: str, size: int, *, filled: bool
) -> dict[str, Any]:
    return {
        "pos": place,
        "size": size,
        "symbol": symbol,
        "pen": pg.mkPen(theme.colour("ink"), width=1 if filled else 2),
        "brush": pg.mkBrush(theme.colour(tone)) if filled else pg.mkBrush(None),
    }


def _round_length(most: float) -> int:
    """1, 2 or 5 of a power of ten, as large as it fits; 0 for less than a metre."""
    if most < 1:
        return 0
    power = 10 ** floor(log10(most))
    return int(next(each for each in (5, 2, 1) if each * power <= most) * power)


def _middle(places: Sequence[tuple[float, float]]) -> tuple[float, float]:
    if not places:
        return 0.0, 0.0
    easts, norths = zip(*places, strict=True)
    return (min(easts) + max(easts)) / 2, (min(norths) + max(norths)) / 2
