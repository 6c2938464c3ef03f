"""What is half drawn: its outline, its corners, and its measure beside the pointer."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, QPointF, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsItem
from shiboken6 import isValid

from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.ui.canvases.measuring.shape_items import LabelItem, OutlineItem

INK = QColor("#0b6470")
WRONG = QColor("#c62828")
BESIDE = QPointF(64, 34)
"""Of the middle of the words from the pointer, on the screen."""

WORDS_MS = 32
"""Between two wordings of a measure that follows the pointer: it goes along with each frame, and
nobody reads faster than this. The last one is always said."""

Words = Sequence[str] | Callable[[], Sequence[str]]
"""Lines, or how they are found: what has to be measured is measured when it is said."""


class Draft:
    """Items under the canvas's draft; they go with it when the tool ends."""

    def __init__(self, parent: QGraphicsItem) -> None:
        self.outline = OutlineItem(parent)
        self.outline.has_handles = True
        self.outline.setZValue(10)
        self.words = LabelItem(parent)
        self.words.always = True
        self.words.offset = BESIDE
        # Over the label of a shape only one of both can be read: it is the live one.
        self.words.paper, self.words.edge = QColor("white"), INK
        self.words.setZValue(11)
        self._carried: Sequence[Ring] | None = None
        self._late: Callable[[], Sequence[str]] | None = None
        self._ink = INK
        self._since = QElapsedTimer()
        self._corners = 0
        self._last = QTimer(singleShot=True, interval=2 * WORDS_MS)
        self._last.timeout.connect(self._say_last)
        self.hide()

    def show(
        self,
        rings: Sequence[Ring],
        *,
        closed: bool,
        at: Point | None = None,
        lines: Words = (),
        wrong: bool = False,
        dashed: bool = False,
    ) -> None:
        """Draw it anew; `lines` stand beside `at`."""
        self._carried = None
        self.outline.setPos(0, 0)
        self.outline.draw(rings, closed=closed)
        self._ink = WRONG if wrong else INK
        fill = 0.14 if closed else 0.0
        self.outline.look(self._ink, fill=fill, width=2.0, dashed=dashed)
        self.outline.show()
        self._late = None
        corners = sum(map(len, rings))
        if at is None or not lines:
            self.words.hide()
        elif not callable(lines):
            self._say(lines, at)
        elif corners == self._corners and self._is_soon():
            self._late = lines
            self.words.setPos(*at)
            self._last.start()
        else:
            self._corners = corners
            self._say(lines(), at)
            self._since.start()

    def carry(self, rings: Sequence[Ring], by: Point, *, closed: bool) -> None:
        """Take rings along by so much; drawn once as long as they are the very same."""
        if rings is not self._carried:
            self.show(rings, closed=closed, dashed=True)
            self._carried = rings
        self.outline.setPos(*by)

    def hide(self) -> None:
        """Nothing is half drawn."""
        self._carried = self._late = None
        self._since.invalidate()
        self._last.stop()
        self.outline.hide()
        self.words.hide()

    def _is_soon(self) -> bool:
        return self._since.isValid() and self._since.elapsed() < WORDS_MS

    def _say(self, lines: Sequence[str], at: Point) -> None:
        self.words.setVisible(bool(lines))
        if lines:
            self.words.say(lines, at, self._ink)

    def _say_last(self) -> None:
        """The pointer stands still."""
        late, self._late = self._late, None
        if late is not None and isValid(self.words):
            self._say(late(), self.words.pos().toTuple())
