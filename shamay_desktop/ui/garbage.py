"""Collects cyclic garbage on the UI thread alone, in small portions while a person works.

Python collects in whichever thread allocates; a page or timer that is collected in a lane's
thread is destroyed there, which Qt answers with a crash.
"""

import gc
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow

from shamay_desktop.ui.idle import INPUT

TICK_MS = 60
"""A portion is what all lanes made since the one before: at 300 ms it was 50 ms of work and more,
and its survivors a quarter of a second, while papers were read."""

LIMITS = (700, 4, 40)
"""Youngest objects, then collections of the generation below, from which one is due."""

QUIET_SECONDS = 1.5
"""Everything is looked through (a quarter of a second and more) when nobody has touched key or
mouse for so long, …"""

OVERDUE = 8
"""… or when so many times as much is due."""


class UiGarbage(QObject):
    """While it lives, collection by itself is off and a timer of the UI thread does it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._touched = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start()

    def watch(self, window: QWindow) -> None:
        """Leave what takes long until nobody types or points in this window."""
        window.installEventFilter(self)

    def collect_due(self) -> None:
        """Collect the generations that are due."""
        young, middle, old = gc.get_count()
        if young <= LIMITS[0]:
            return
        if middle < LIMITS[1]:
            gc.collect(0)
        elif old < LIMITS[2] or not self._may_take_long(old):
            gc.collect(1)
        else:
            gc.collect(2)

    def stop(self) -> None:
        """The window is gone: Python collects by itself again."""
        self._timer.stop()
        gc.enable()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note when somebody typed or pointed."""
        if event.type() in INPUT:
            self._touched = time.monotonic()
        return False

    def _may_take_long(self, due: int) -> bool:
        quiet = time.monotonic() - self._touched > QUIET_SECONDS
        return quiet or due > OVERDUE * LIMITS[2]


def keep_what_was_loaded() -> None:
    """Leave what the start loaded out of every later collection, which stays short thereby."""
    gc.freeze()
