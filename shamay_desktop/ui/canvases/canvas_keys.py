"""The canvas by keyboard: a cross that arrows move, that clicks, and the keys of the view."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QKeyEvent

from shamay_desktop.i18n.formats import number
from shamay_desktop.ui.canvases.canvas_marks import Cross
from shamay_desktop.ui.canvases.canvas_tool import CanvasPoint

if TYPE_CHECKING:
    from shamay_desktop.ui.canvases.canvas_view import CanvasView

STEP, LARGE_STEP, FAR_STEP = 1, 10, 50
"""Pixels of the screen that an arrow moves by: alone, with Shift, with Ctrl."""

QUARTER, BIT = 90.0, 1.0
PAGE = 0.9

_EDGE = 24
_Z = 4.0
_ZOOM = 1.25
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_ALT, _META = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.MetaModifier
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_TURNS = {
    Qt.Key.Key_BracketLeft: -QUARTER,
    Qt.Key.Key_BracketRight: QUARTER,
    Qt.Key.Key_BraceLeft: -BIT,
    Qt.Key.Key_BraceRight: BIT,
}


class KeyboardPointer:
    """Lets every tool work without a mouse.

    Enter or Space clicks where the cross stands, with Shift without snapping; Ctrl+Enter is a
    double click. A tool that `drags` is pressed by the first and released by the next.
    """

    def __init__(self, view: "CanvasView") -> None:
        self._view = view
        self._cross = Cross(_Z)
        self._cross.hide()
        view.scene().addItem(self._cross)
        self._held = False
        self._space_moved = False
        self.place_words: Callable[[CanvasPoint], str] = self._pixels

    @property
    def is_shown(self) -> bool:
        """Whether the keyboard points now."""
        return self._cross.isVisible()

    @property
    def place(self) -> QPointF:
        """Where the cross is in the viewport."""
        return self._view.viewportTransform().map(self._cross.pos())

    def hide(self) -> None:
        """The mouse points again, or nothing does."""
        if self._cross.isVisible():
            self._cross.hide()
            self._held = False

    def point_at(self, point: QPointF) -> None:
        """Put the cross on a place of the sheet."""
        self._cross.setPos(point)
        self._cross.show()
        self._keep_in_view()
        self._say(self._at(Qt.KeyboardModifier.NoModifier))

    # -- keys -----------------------------------------------------------------------------

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key is the canvas's own, before the window's shortcuts are asked."""
        if event.modifiers() & (_ALT | _META) or not self._view.has_sheet:
            return False
        key, ctrl = event.key(), bool(event.modifiers() & _CTRL)
        if key in _ARROWS or key in _ENTER:
            return True
        if ctrl:
            return False
        if key == Qt.Key.Key_Escape:
            return self._view.tool is not None or self.is_shown
        return key in _TURNS or key in _PAGES or key in self._zooms() or key == Qt.Key.Key_Space

    def press_key(self, event: QKeyEvent) -> bool:
        """Do what a key means; False when it is none of the canvas's."""
        if not self.takes(event):
            return False
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._step(*_ARROWS[key], event.modifiers())
        elif key in _ENTER:
            self._click(event.modifiers())
        elif key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._view.hold_space(held=True)
        elif key == Qt.Key.Key_Escape:
            self._held = False
            self._view.give_up()
        elif key in _TURNS:
            self._view.turn_by(self._turn(key, event.modifiers()))
        elif key in _PAGES:
            self._page(_PAGES[key], across=bool(event.modifiers() & _SHIFT))
        else:
            self._zooms()[key]()
        return True

    def release_key(self, event: QKeyEvent) -> bool:
        """Space clicks when it is let go and nothing was moved meanwhile."""
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat():
            return False
        if self._view.end_space() and self._view.has_sheet and self.is_shown:
            self._click(event.modifiers())
        return True

    # -- inside ---------------------------------------------------------------------------

    def _zooms(self) -> dict[int, Callable[[], None]]:
        view = self._view
        closer, farther = lambda: view.zoom_by(_ZOOM), lambda: view.zoom_by(1 / _ZOOM)
        return {
            Qt.Key.Key_Plus: closer,
            Qt.Key.Key_Equal: closer,
            Qt.Key.Key_Minus: farther,
            Qt.Key.Key_Underscore: farther,
            Qt.Key.Key_0: view.fit,
            Qt.Key.Key_1: view.actual_size,
        }

    @staticmethod
    def _turn(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> float:
        # A keyboard may say "[" with Shift, or "{".
        degrees = _TURNS[key]
        return degrees / QUARTER * BIT if modifiers & _SHIFT and abs(degrees) > BIT else degrees

    def _page(self, way: int, *, across: bool) -> None:
        room = self._view.viewport().size()
        if across:
            self._view.pan_by(round(way * PAGE * room.width()), 0)
        else:
            self._view.pan_by(0, round(way * PAGE * room.height()))

    def _step(self, across: int, down: int, modifiers: Qt.KeyboardModifier) -> None:
        far = FAR_STEP if modifiers & _CTRL else LARGE_STEP if modifiers & _SHIFT else STEP
        if not self.is_shown:
            self._begin()
        moved = self.place + QPointF(across * far, down * far)
        self._cross.setPos(self._view.viewportTransform().inverted()[0].map(moved))
        self._keep_in_view()
        at = self._at(Qt.KeyboardModifier.NoModifier)
        self._view.point_to(at)
        self._say(at)

    def _begin(self) -> None:
        """The cross begins where the mouse is, else in the middle."""
        view = self._view
        place = view.pointer() or QPointF(view.viewport().rect().center())
        self._cross.setPos(view.viewportTransform().inverted()[0].map(place))
        self._cross.show()

    def _keep_in_view(self) -> None:
        room: QRect = self._view.viewport().rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        place = self.place
        across = min(place.x() - room.left(), 0) + max(place.x() - room.right(), 0)
        down = min(place.y() - room.top(), 0) + max(place.y() - room.bottom(), 0)
        if across or down:
            self._view.pan_by(round(across), round(down))

    def _click(self, modifiers: Qt.KeyboardModifier) -> None:
        view = self._view
        if not self.is_shown:
            self._begin()
            view.point_to(self._at(Qt.KeyboardModifier.NoModifier))
        tool, at = view.tool, self._at(modifiers)
        if tool is None:
            return
        if modifiers & _CTRL:
            tool.double(at)
        elif self._held:
            self._held = False
            view.release(at)
        elif view.press(at):
            self._held = tool.drags
            if not self._held:
                view.release(at)
        self._say(at)

    def _at(self, modifiers: Qt.KeyboardModifier) -> CanvasPoint:
        """Shift with an arrow is a longer step: only with Enter it lets the hand go free."""
        return self._view.point_at(self.place, modifiers)

    def _say(self, at: CanvasPoint) -> None:
        self._view.setAccessibleDescription(self.place_words(at))

    def _pixels(self, at: CanvasPoint) -> str:
        x, y = number(round(at.x)), number(round(at.y))
        return self._view.texts("canvas.place", x=x, y=y)
