"""Marks of the domain drawn by Qt: the same places, lines and words as in print."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QTransform,
)

from shamay_desktop.domain.drawing.marks import (
    LINE_HEIGHT,
    Align,
    Blend,
    BlurMark,
    Mark,
    Outline,
    PathMark,
    TextMark,
)
from shamay_desktop.ui import theme

_EM = 100
"""Pixels at which letters are taken as outlines; they are scaled from there."""

Blurred = Callable[[QPainter, QRectF], None]
"""Draws a part of the picture so that its detail is not seen."""


def path_of(outlines: Iterable[Outline]) -> QPainterPath:
    """Outlines as one path, filled even-odd."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for outline in outlines:
        path.moveTo(*outline.start)
        for step in outline.steps:
            if len(step) == 1:
                path.lineTo(*step[0])
            else:
                path.cubicTo(*(QPointF(*point) for point in step))
        if outline.closed:
            path.closeSubpath()
    return path


def text_path(mark: TextMark) -> QPainterPath:
    """The words as outlines, where they stand."""
    font = QFont(theme.number_font())
    font.setPixelSize(_EM)
    font.setBold(mark.bold)
    metrics = QFontMetricsF(font)
    lines = mark.text.split("\n")
    words = QPainterPath()
    words.setFillRule(Qt.FillRule.WindingFill)
    middle = (metrics.ascent() - metrics.descent()) / 2
    for number, line in enumerate(lines):
        wide = metrics.horizontalAdvance(line)
        left = {Align.LEFT: 0.0, Align.MIDDLE: -wide / 2, Align.RIGHT: -wide}[mark.align]
        down = (number - (len(lines) - 1) / 2) * LINE_HEIGHT * _EM + middle
        words.addText(left, down, font, line)
    placed = QTransform.fromTranslate(*mark.at)
    placed.rotate(mark.turn)
    placed.scale(mark.size / _EM, mark.size / _EM)
    return placed.map(words)


class DrawnMarks:
    """Marks made ready for painting once; `bounds` holds all of what is painted."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._ready = [(mark, _ready(mark)) for mark in marks]
        self.bounds = QRectF()
        self.blurs = any(isinstance(mark, BlurMark) for mark in marks)
        for mark, path in self._ready:
            self.bounds = self.bounds.united(_bounds(mark, path))

    def paint(self, painter: QPainter, blurred: Blurred | None = None) -> None:
        """Draw them in their order, in the picture's pixels."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark, path in self._ready:
            if isinstance(mark, BlurMark):
                if blurred is not None:
                    blurred(painter, path.boundingRect())
            elif isinstance(mark, TextMark):
                _paint_text(painter, mark, path)
            else:
                _paint_path(painter, mark, path)

    def hit(self, radius: float, *, hollow: bool = False) -> QPainterPath:
        """Where a press means this: strokes as wide as a finger, fills and words as they are.

        `hollow`: of what is filled only the edge.
        """
        found = QPainterPath()
        found.setFillRule(Qt.FillRule.WindingFill)
        for mark, path in self._ready:
            if isinstance(mark, PathMark) and (mark.stroke or not mark.fill):
                found.addPath(_stroke(path, max(mark.width, 2 * radius)))
            if isinstance(mark, PathMark) and mark.fill and not hollow:
                found.addPath(path)
            elif isinstance(mark, TextMark):
                found.addRect(path.boundingRect())
            elif isinstance(mark, BlurMark):
                found.addPath(path)
        return found


def _ready(mark: Mark) -> QPainterPath:
    if isinstance(mark, TextMark):
        return text_path(mark)
    if isinstance(mark, PathMark):
        return path_of(mark.outlines)
    left, top, right, bottom = mark.box
    path = QPainterPath()
    path.addRect(QRectF(left, top, right - left, bottom - top))
    return path


def _bounds(mark: Mark, path: QPainterPath) -> QRectF:
    around = 0.0
    if isinstance(mark, PathMark):
        around = mark.width / 2 + mark.halo_width
    elif isinstance(mark, TextMark):
        around = mark.halo_width
    box = path.boundingRect()
    return box.adjusted(-around, -around, around, around)


def _paint_path(painter: QPainter, mark: PathMark, path: QPainterPath) -> None:
    if mark.halo and mark.halo_width > 0:
        painter.strokePath(path, _pen(mark.halo, mark.width + 2 * mark.halo_width, mark.dash))
    if mark.fill:
        painter.save()
        if mark.blend is Blend.MULTIPLY:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        colour = QColor(mark.fill)
        colour.setAlphaF(mark.opacity)
        painter.fillPath(path, colour)
        painter.restore()
    if mark.stroke and mark.width > 0:
        painter.strokePath(path, _pen(mark.stroke, mark.width, mark.dash))


def _paint_text(painter: QPainter, mark: TextMark, path: QPainterPath) -> None:
    if mark.halo and mark.halo_width > 0:
        painter.strokePath(path, _pen(mark.halo, 2 * mark.halo_width))
    painter.fillPath(path, QColor(mark.colour))


def _pen(colour: str, width: float, dash: Sequence[float] = ()) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash and width > 0:
        pen.setDashPattern([length / width for length in dash])
    return pen


def _stroke(path: QPainterPath, width: float) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    return stroker.createStroke(path)
