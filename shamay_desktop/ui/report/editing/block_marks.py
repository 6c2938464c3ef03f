"""What is drawn over a page that is edited: hover, selection, marks in the margin, hidden lines."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from shamay_desktop.domain.report_edits.arrangement import ChangeKind
from shamay_desktop.domain.report_edits.remarks import Trouble
from shamay_desktop.domain.report_edits.walking import Part
from shamay_desktop.domain.report_places import BlockPlace
from shamay_desktop.ui import theme

AIR = 2.0
MARGIN_GAP = 8.0
SIGN = 9.0
HIDDEN_REACH = 4.0
"""Points above and below a line of hidden blocks that still belong to it."""


class Sign(StrEnum):
    """What a mark in the margin says; each has a shape of its own beside its colour."""

    WORDS = "words"
    OWN = "own"
    MOVED = "moved"
    NOTE = "note"
    WARNING = "warning"


_OF_KIND = {
    ChangeKind.WORDS: Sign.WORDS,
    ChangeKind.MOVED: Sign.MOVED,
    ChangeKind.NOTE: Sign.NOTE,
    ChangeKind.OWN_TEXT: Sign.OWN,
    ChangeKind.OWN_TABLE: Sign.OWN,
    ChangeKind.OWN_PICTURE: Sign.OWN,
    ChangeKind.PAGE_BREAK: Sign.OWN,
}


def signs_of(part: Part, troubles: Sequence[Trouble] = ()) -> tuple[Sign, ...]:
    """The marks of a part, a warning first, each once."""
    signs = [Sign.WARNING] if troubles else []
    signs += [_OF_KIND[change.kind] for change in part.changes if change.kind in _OF_KIND]
    return tuple(dict.fromkeys(signs))


class BlockMarks(QGraphicsItem):
    """One item over the page, in its points; it paints in colours of the light look, as paper is
    white in the dark too.
    """

    def __init__(self, page: QGraphicsItem) -> None:
        super().__init__(page)
        self.setZValue(10)
        self._rect = QRectF()
        self.hovered: tuple[QRectF, ...] = ()
        self.selected: tuple[QRectF, ...] = ()
        self.breaks: tuple[QRectF, ...] = ()
        self.signs: tuple[tuple[QRectF, tuple[Sign, ...]], ...] = ()
        self.hidden: tuple[tuple[QRectF, int], ...] = ()
        self.drop: QRectF | None = None
        self.right_to_left = True

    def show_page(self, rect: QRectF) -> None:
        """Another page of this size, nothing on it."""
        self.prepareGeometryChange()
        self._rect = QRectF(rect)
        self.hovered = self.selected = self.breaks = ()
        self.signs = self.hidden = ()
        self.drop = None
        self.update()

    def boundingRect(self) -> QRectF:
        """All of the page."""
        return self._rect

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Hover and selection, page breaks, hidden lines, signs, and where a drop would go."""
        accent = QColor(theme.LIGHT.accent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for rect in self.hovered:
            _frame(painter, rect, accent, 1.0, 0.05)
        for rect in self.selected:
            _frame(painter, rect, accent, 2.0, 0.08)
        for rect in self.breaks:
            _line(painter, rect.center().y(), rect, accent, Qt.PenStyle.DashLine)
        for rect, _count in self.hidden:
            _line(painter, rect.center().y(), rect, QColor(theme.LIGHT.muted), Qt.PenStyle.DotLine)
            _dots(painter, self._margin(rect), QColor(theme.LIGHT.muted))
        for rect, signs in self.signs:
            for at, sign in enumerate(signs):
                _sign(painter, self._margin(rect, at), sign)
        if self.drop is not None:
            _line(painter, self.drop.center().y(), self.drop, accent, Qt.PenStyle.SolidLine, 3)

    def _margin(self, rect: QRectF, at: int = 0) -> QRectF:
        """The place of a sign beside a block, where its lines begin."""
        step = MARGIN_GAP + at * (SIGN + 3)
        left = rect.right() + step if self.right_to_left else rect.left() - step - SIGN
        return QRectF(left, rect.top() + 2, SIGN, SIGN)


def rect_of_place(place: BlockPlace) -> QRectF:
    """A place with a little air."""
    return QRectF(place.x, place.y, place.width, place.height).adjusted(-AIR, -AIR, AIR, AIR)


def _frame(painter: QPainter, rect: QRectF, colour: QColor, width: float, fill: float) -> None:
    faint = QColor(colour)
    faint.setAlphaF(fill)
    painter.setPen(_pen(colour, width))
    painter.setBrush(faint)
    painter.drawRoundedRect(rect, 2, 2)


def _line(
    painter: QPainter,
    y: float,
    rect: QRectF,
    colour: QColor,
    style: Qt.PenStyle,
    width: float = 1.5,
) -> None:
    pen = _pen(colour, width)
    pen.setStyle(style)
    painter.setPen(pen)
    painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))


def _dots(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for step in (0.15, 0.5, 0.85):
        painter.drawEllipse(QPointF(rect.left() + rect.width() * step, rect.top()), 1.1, 1.1)


def _sign(painter: QPainter, rect: QRectF, sign: Sign) -> None:
    colour = QColor(theme.LIGHT.warning if sign is Sign.WARNING else theme.LIGHT.accent)
    painter.setPen(_pen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_SHAPES[sign](rect))


def _pencil(rect: QRectF) -> QPainterPath:
    path = QPainterPath(rect.bottomLeft())
    path.lineTo(rect.left() + rect.width() * 0.2, rect.bottom() - rect.height() * 0.35)
    path.lineTo(rect.right() - rect.width() * 0.2, rect.top())
    path.lineTo(rect.right(), rect.top() + rect.height() * 0.2)
    path.lineTo(rect.left() + rect.width() * 0.35, rect.bottom() - rect.height() * 0.2)
    path.closeSubpath()
    return path


def _plus(rect: QRectF) -> QPainterPath:
    path = QPainterPath(QPointF(rect.center().x(), rect.top()))
    path.lineTo(rect.center().x(), rect.bottom())
    path.moveTo(rect.left(), rect.center().y())
    path.lineTo(rect.right(), rect.center().y())
    return path


def _arrows(rect: QRectF) -> QPainterPath:
    middle, side = rect.center().x(), rect.width() * 0.3
    path = QPainterPath(QPointF(middle, rect.top()))
    path.lineTo(middle, rect.bottom())
    for tip, way in ((rect.top(), 1), (rect.bottom(), -1)):
        path.moveTo(middle - side, tip + way * side)
        path.lineTo(middle, tip)
        path.lineTo(middle + side, tip + way * side)
    return path


def _star(rect: QRectF) -> QPainterPath:
    path = QPainterPath(QPointF(rect.left(), rect.top()))
    path.lineTo(rect.right(), rect.bottom())
    path.moveTo(rect.right(), rect.top())
    path.lineTo(rect.left(), rect.bottom())
    path.moveTo(rect.center().x(), rect.top())
    path.lineTo(rect.center().x(), rect.bottom())
    return path


def _warning(rect: QRectF) -> QPainterPath:
    path = QPainterPath(QPointF(rect.center().x(), rect.top()))
    path.lineTo(rect.bottomRight())
    path.lineTo(rect.bottomLeft())
    path.closeSubpath()
    path.moveTo(rect.center().x(), rect.top() + rect.height() * 0.4)
    path.lineTo(rect.center().x(), rect.top() + rect.height() * 0.68)
    return path


_SHAPES = {
    Sign.WORDS: _pencil,
    Sign.OWN: _plus,
    Sign.MOVED: _arrows,
    Sign.NOTE: _star,
    Sign.WARNING: _warning,
}


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    return pen
