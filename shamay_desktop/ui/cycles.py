"""Python's collector of reference cycles, kept to the UI thread.

By itself it runs in whichever thread happens to allocate: a worker of ours would then destroy
timers and widgets that only hang in a cycle, and Qt ends the program when that happens outside
the UI thread. It would also stop the window for a full collection in the middle of typing.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer

TICK_MS = 200
YOUNG = 700
"""Objects of the youngest generation that are worth a look; Python's own measure."""

ROUNDS = 10
FULL_PAUSE_SECONDS = 60.0


class CycleCollector(QObject):
    """Collects from a timer of the UI thread; young cycles soon, all of them once a minute."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._last_full = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def settle(self) -> None:
        """What was loaded until now stays to the end, and is not looked through any more."""
        gc.collect(1)
        gc.freeze()

    def collect(self) -> None:
        """Collect what is due."""
        young, middle, old = gc.get_count()
        if young <= YOUNG:
            return
        generation = 1 if middle > ROUNDS else 0
        if old > ROUNDS and time.monotonic() - self._last_full > FULL_PAUSE_SECONDS:
            generation = 2
            self._last_full = time.monotonic()
        gc.collect(generation)
