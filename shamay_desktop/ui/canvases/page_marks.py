"""What is lit on a page over its picture: boxes of values, hits of a search, marked words."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMarginsF, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsRectItem

from shamay_desktop.domain.reading.page_text import Box
from shamay_desktop.ui import theme

FLASH_MS = 140
FLASHES = 4
"""How often a box that was asked for grows faint and strong again, so that the eye finds it."""

PALE, STRONG = 0.18, 0.45
AIR = 2.0
"""Points between a value's ink and the frame around it, which would hide the outer figures."""

HIT = "#ffcc33"
"""Of a hit: paper is white in the dark too, so a hit has one colour in every look."""


class PageMarks(QObject):
    """Items over the picture of a page, in its points; they turn with it."""

    def __init__(self, page: QGraphicsItem, parent: QObject | None = None) -> None:
        super().__init__(parent)
        accent = theme.LIGHT.accent
        self._hits = _path(page, _faint(HIT, 0.45), None)
        self._hit = _path(page, _faint(HIT, 0.75), _pen(theme.LIGHT.warning, 2))
        self._told = _path(page, _faint(accent, 0.07), _pen(accent, 1))
        self._words = _path(page, _faint(accent, 0.30), None)
        self._lit = _path(page, _faint(accent, PALE), _pen(accent, 2))
        self.free = QGraphicsRectItem(page)
        self.free.setPen(_pen(accent, 2))
        self.free.setBrush(_faint(accent, PALE))
        self.free.hide()
        self._boxes: tuple[QRectF, ...] = ()
        self._flashes = 0
        self._flash = QTimer(self, interval=FLASH_MS)
        self._flash.timeout.connect(self._on_flash)

    @property
    def boxes(self) -> tuple[QRectF, ...]:
        """The lit boxes."""
        return self._boxes

    def light(self, boxes: Sequence[Box], *, flash: bool = True) -> None:
        """Light the places of a value, shortly flashing; none takes the light away."""
        self._boxes = tuple(rect_of(box) for box in boxes)
        air = QMarginsF(AIR, AIR, AIR, AIR)
        self._lit.setPath(_path_of(box + air for box in self._boxes))
        self._lit.setBrush(_faint(theme.LIGHT.accent, PALE))
        self._flashes = FLASHES if boxes and flash else 0
        self._flash.start() if self._flashes else self._flash.stop()

    def show_hits(self, boxes: Sequence[Box], current: Sequence[Box]) -> None:
        """Light what was searched for, the hit that is gone to more than the others."""
        self._hits.setPath(_path_of(rect_of(box) for box in boxes if box not in current))
        self._hit.setPath(_path_of(rect_of(box) for box in current))

    def show_words(self, parts: Sequence[Box]) -> None:
        """Show words as marked, a box a line."""
        self._words.setPath(_path_of(rect_of(box) for box in parts))

    def show_told(self, box: Box | None) -> None:
        """Show faintly that a proposal was read under the pointer."""
        self._told.setPath(_path_of([] if box is None else [rect_of(box)]))

    def show_free(self, rect: QRectF | None) -> None:
        """Show a box that is drawn by hand."""
        self.free.setVisible(rect is not None)
        if rect is not None:
            self.free.setRect(rect.normalized())

    def clear(self) -> None:
        """Nothing is lit: another page is shown."""
        self.light(())
        self.show_hits((), ())
        self.show_words(())
        self.show_told(None)
        self.show_free(None)

    def _on_flash(self) -> None:
        self._flashes -= 1
        strength = STRONG if self._flashes % 2 else PALE
        self._lit.setBrush(_faint(theme.LIGHT.accent, strength))
        if self._flashes <= 0:
            self._flash.stop()


def rect_of(box: Box) -> QRectF:
    """A box as Qt has it."""
    left, top, right, bottom = box
    return QRectF(left, top, right - left, bottom - top).normalized()


def box_of(rect: QRectF) -> Box:
    """Qt's rectangle as a box."""
    return rect.left(), rect.top(), rect.right(), rect.bottom()


def _path_of(rects: Iterable[QRectF]) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)  # boxes may overlap
    for rect in rects:
        path.addRect(rect)
    return path


def _path(page: QGraphicsItem, brush: QColor, pen: QPen | None) -> QGraphicsPathItem:
    item = QGraphicsPathItem(page)
    item.setBrush(brush)
    item.setPen(pen or QPen(QColor(0, 0, 0, 0), 0))
    return item


def _pen(colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCosmetic(True)
    return pen


def _faint(colour: str, strength: float) -> QColor:
    made = QColor(colour)
    made.setAlphaF(strength)
    return made
