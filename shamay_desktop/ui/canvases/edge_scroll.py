"""A drag that goes past the canvas's edge takes the sheet along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, QTimer

if TYPE_CHECKING:
    from shamay_desktop.ui.canvases.canvas_view import CanvasView

STEP_MS = 20
FASTEST = 40
"""Pixels of the screen at a step, however far past the edge the hand is."""

_SLOWER = 3


class EdgeScroll(QObject):
    """Moves the view as long as a press is held past its edge and there is more of the sheet."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self._place = QPointF()
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self._timer = QTimer(self, interval=STEP_MS)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def is_moving(self) -> bool:
        """Whether the sheet goes along."""
        return self._timer.isActive()

    def follow(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The hand of a drag is here."""
        self._place, self._modifiers = place, modifiers
        if not self._view.is_pressed or self._way() == (0, 0):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def _way(self) -> tuple[int, int]:
        """Pixels to go, none where the sheet ends."""
        view = self._view
        room = view.viewport().rect()
        sheet = view.viewportTransform().mapRect(view.sheet.rect)
        return (
            _along(self._place.x(), room.width(), sheet.left(), sheet.right()),
            _along(self._place.y(), room.height(), sheet.top(), sheet.bottom()),
        )

    def _on_timeout(self) -> None:
        view, way = self._view, self._way()
        if not view.is_pressed or way == (0, 0):
            self._timer.stop()
            return
        view.pan_by(*way)
        view.point_to(view.point_at(self._place, self._modifiers))


def _along(place: float, room: int, low: float, high: float) -> int:
    """Along one axis: the faster the farther out, and no farther than the sheet goes."""
    if place <= 0:
        return -min(FASTEST, 1 + round(-place / _SLOWER), max(0, round(-low)))
    if place >= room - 1:
        return min(FASTEST, 1 + round((place - room) / _SLOWER), max(0, round(high - room)))
    return 0
