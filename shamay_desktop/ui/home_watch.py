"""Looks every few seconds whether the home is as it was: file, clock, callers, daily care."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.ui.tasks import Tasks
from shamay_desktop.usecases.care import CLOCK_SLACK, Seen, look_around
from shamay_desktop.usecases.services import Services

EVERY_MS = 3000


class HomeWatch(QObject):
    """Says each thing once, when it changes; looks off the UI thread and never twice at a time."""

    lost = Signal(object)
    """ShamayError: the database's file is not what was opened."""

    back = Signal()
    """It is again."""

    called = Signal()
    """Another start of the program asked for this window."""

    worried = Signal(object)
    """ShamayError of the daily care (no backup could be made)."""

    clock_turned = Signal(object)
    """datetime: what the clock shows now that it was turned back."""

    def __init__(self, services: Services, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._looking = False
        self._lost: ShamayError | None = None
        self._clocks = (services.clock.now(), time.monotonic())
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """From now on."""
        self._timer.start()

    def stop(self) -> None:
        """No more."""
        self._timer.stop()

    def look(self) -> None:
        """Look now."""
        self._look_at_clock()
        if self._looking:
            return
        self._looking = True
        self._tasks.run(
            look_around,
            self._services,
            owner=self,
            on_done=self._on_seen,
            on_failed=self._on_look_failed,
            lane="looking",
        )

    def _on_seen(self, seen: Seen) -> None:
        self._looking = False
        if seen.called:
            self.called.emit()
        if seen.worry is not None:
            self.worried.emit(seen.worry)
        before, self._lost = self._lost, seen.lost
        if seen.lost is not None and (before is None or before.code != seen.lost.code):
            self.lost.emit(seen.lost)
        elif seen.lost is None and before is not None:
            self.back.emit()

    def _on_look_failed(self, _error: ShamayError) -> None:
        self._looking = False

    def _look_at_clock(self) -> None:
        wall, steady = self._services.clock.now(), time.monotonic()
        last_wall, last_steady = self._clocks
        self._clocks = (wall, steady)
        behind = (steady - last_steady) - (wall - last_wall).total_seconds()
        if behind > CLOCK_SLACK.total_seconds():
            self.clock_turned.emit(wall)
