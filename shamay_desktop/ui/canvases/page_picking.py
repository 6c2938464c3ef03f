"""Marking words or a box on a page, by mouse and by key; what was marked is said, not taken."""

from enum import StrEnum

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent

from shamay_desktop.ui.canvases.page_marks import PageMarks, box_of
from shamay_desktop.ui.canvases.page_words import PageWords, Picked

LEAST_SIDE = 2.0
"""Points; a smaller box is a slip of the hand."""

STEP, FINE = 6.0, 1.0
FIRST_BOX = (120.0, 18.0)
REACH = 3.0
"""Points beside a word at which a drag still begins in it."""

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class _Drag(StrEnum):
    NONE = "none"
    WORDS = "words"
    BOX = "box"


class PagePicking(QObject):
    """Turns presses, moves and arrows into what is marked. Points are of the page.

    A drag that begins in a word marks words; with Shift, or while boxes are drawn, it draws a box.
    Ctrl and an arrow go from word to word, Shift and an arrow mark on; while boxes are drawn,
    arrows move the box, with Shift they change its size, with Ctrl by a single point.
    """

    picked = Signal(object)
    """Picked, or None: nothing is marked any more."""

    missed = Signal()
    """Words were to be marked where none were read."""

    mode_changed = Signal(bool)
    """Whether boxes are drawn now."""

    def __init__(self, marks: PageMarks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marks = marks
        self.page = 0
        self.limits = QRectF()
        self.words: PageWords | None = None
        self.drawing = False
        self._drag = _Drag.NONE
        self._from = QPointF()
        self._anchor: int | None = None
        self._cursor: int | None = None
        self._rect: QRectF | None = None
        self.now: Picked | None = None

    def show_page(self, page: int, limits: QRectF) -> None:
        """Another page, whose words may come later."""
        self.page, self.limits, self.words = page, limits, None
        self._drag = _Drag.NONE
        self.forget()

    def show_words(self, words: PageWords | None) -> None:
        """The words of the page that is shown."""
        self.words = words

    def forget(self) -> None:
        """Nothing is marked."""
        self._anchor = self._cursor = self._rect = None
        self._marks.show_words(())
        self._marks.show_free(None)
        if self.now is not None:
            self.now = None
            self.picked.emit(None)

    # -- by mouse -------------------------------------------------------------------------

    def is_word(self, point: QPointF) -> bool:
        """Whether a word stands here."""
        return self._word_at(point) is not None

    def press(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> bool:
        """The button went down; whether a drag began here that is not the page's own."""
        self._from = point
        if self.drawing or modifiers & _SHIFT:
            self._drag = _Drag.BOX
            return True
        word = self._word_at(point)
        if word is None:
            self.forget()
            return False
        self._drag, self._anchor = _Drag.WORDS, word
        return True

    def move(self, point: QPointF) -> bool:
        """The pointer went on with the button down."""
        if self._drag is _Drag.BOX:
            self._show_rect(QRectF(self._from, point).normalized() & self.limits)
        elif self._drag is _Drag.WORDS and self.words is not None and self._anchor is not None:
            other = self.words.nearest(point.x(), point.y())
            if other is not None:
                self._show_run(self._anchor, other)
        return self._drag is not _Drag.NONE

    def release(self, point: QPointF) -> bool:
        """The button went up: what is marked is said."""
        drag, self._drag = self._drag, _Drag.NONE
        if drag is _Drag.BOX:
            self._say_rect(QRectF(self._from, point).normalized() & self.limits)
        elif drag is _Drag.WORDS:
            self._say_run()
        return drag is not _Drag.NONE

    def take_word(self, point: QPointF) -> bool:
        """Mark the one word at a point; whether there is one."""
        word = self._word_at(point)
        if word is None:
            return False
        self._show_run(word, word)
        self._say_run()
        return True

    # -- by key ---------------------------------------------------------------------------

    def set_drawing(self, *, on: bool) -> None:
        """Draw boxes, or mark words again."""
        if on == self.drawing:
            return
        self.drawing = on
        self.mode_changed.emit(on)

    def begin_box(self, seen: QRectF) -> None:
        """A box in the middle of what is seen, for the arrows."""
        self.set_drawing(on=True)
        width, height = FIRST_BOX
        middle = (seen & self.limits).center()
        rect = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
        self.forget()
        self._show_rect(rect & self.limits)

    def press_key(self, event: QKeyEvent, seen: QRectF) -> bool:
        """An arrow that means marking, or Escape that lets go; whether it was one."""
        if event.key() == Qt.Key.Key_Escape and (self.drawing or self.now is not None):
            self.set_drawing(on=False)
            self.forget()
            return True
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None:
            return False
        held = event.modifiers()
        if self.drawing and self._rect is not None:
            self._push(way, by=FINE if held & _CTRL else STEP, sides=bool(held & _SHIFT))
            return True
        if held & (_SHIFT | _CTRL):
            self._walk(way, seen, on=bool(held & _SHIFT))
            return True
        return False

    def say(self) -> bool:
        """Say a box that was drawn by key; whether there is one that was not said yet."""
        if self._rect is None or (self.now is not None and self.now.box == box_of(self._rect)):
            return False
        self._say_rect(self._rect)
        return True

    @property
    def edge(self) -> QRectF | None:
        """The place where marking goes on, to be kept in view."""
        if self._rect is not None:
            return self._rect
        if self.words is None or self._cursor is None:
            return None
        left, top, right, bottom = self.words.words[self._cursor].box
        return QRectF(left, top, right - left, bottom - top)

    def mark_first(self, seen: QRectF) -> None:
        """Begin with the first word that is seen."""
        self._cursor = None
        self._walk((0, 0), seen, on=False)

    # -- inside ---------------------------------------------------------------------------

    def _walk(self, way: tuple[int, int], seen: QRectF, *, on: bool) -> None:
        words = self.words
        if words is None or not words.words:
            self.missed.emit()
            return
        if self._cursor is None:
            first = words.first_in(box_of(seen))
            self._anchor = self._cursor = first or 0
        else:
            across, down = way
            step = words.aside(self._cursor, across) if across else words.above(self._cursor, down)
            self._cursor = step
            if not on or self._anchor is None:
                self._anchor = step
        self._show_run(self._anchor or 0, self._cursor)
        self._say_run()

    def _push(self, way: tuple[int, int], *, by: float, sides: bool) -> None:
        rect = QRectF(self._rect or QRectF())
        across, down = way[0] * by, way[1] * by
        if sides:
            rect.setWidth(max(rect.width() + across, LEAST_SIDE))
            rect.setHeight(max(rect.height() + down, LEAST_SIDE))
        else:
            rect.translate(across, down)
        kept = rect & self.limits
        if kept.width() >= LEAST_SIDE and kept.height() >= LEAST_SIDE:
            self._show_rect(kept)

    def _word_at(self, point: QPointF) -> int | None:
        words = self.words
        if words is None:
            return None
        for down in (0.0, -REACH, REACH):
            found = words.at(point.x(), point.y() + down)
            if found is not None:
                return found
        return None

    def _show_run(self, one: int, other: int) -> None:
        if self.words is None:
            return
        self._anchor, self._cursor, self._rect = one, other, None
        self._marks.show_free(None)
        self._marks.show_words(self.words.picked(one, other).parts)

    def _show_rect(self, rect: QRectF) -> None:
        self._rect = rect
        self._anchor = self._cursor = None
        self._marks.show_words(())
        self._marks.show_free(rect)

    def _say_run(self) -> None:
        if self.words is None or self._anchor is None:
            return
        other = self._anchor if self._cursor is None else self._cursor
        self._show_run(self._anchor, other)
        self.now = self.words.picked(self._anchor, other)
        self.picked.emit(self.now)

    def _say_rect(self, rect: QRectF) -> None:
        if rect.width() < LEAST_SIDE or rect.height() < LEAST_SIDE:
            self.forget()
            return
        self._show_rect(rect)
        box = box_of(rect)
        text = "" if self.words is None else self.words.inside(box)
        self.now = Picked(self.page, text, box, (box,), free=True)
        self.picked.emit(self.now)
