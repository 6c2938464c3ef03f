"""Collects cyclic garbage on the UI thread alone.

Python collects in whichever thread allocates; a page or timer that is collected in a lane's
thread is destroyed there, which Qt answers with a crash.
"""

import gc

from PySide6.QtCore import QObject, QTimer

TICK_MS = 300


class UiGarbage(QObject):
    """While it lives, collection by itself is off and a timer of the UI thread does it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start()

    def collect_due(self) -> None:
        """Collect the generations that are due by Python's own thresholds."""
        for generation, (count, limit) in enumerate(
            zip(gc.get_count(), gc.get_threshold(), strict=True)
        ):
            if count <= limit:
                return
            gc.collect(generation)

    def stop(self) -> None:
        """The window is gone: Python collects by itself again."""
        self._timer.stop()
        gc.enable()


def keep_what_was_loaded() -> None:
    """Leave what the start loaded out of every later collection, which stays short thereby."""
    gc.freeze()
