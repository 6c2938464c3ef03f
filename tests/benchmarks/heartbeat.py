"""A heartbeat of an event loop: how late each beat comes, and what was being done meanwhile.

Started as a module it beats in a bare Qt program until its standard input closes, then says
the figures: what the machine alone does to an idle loop during the same minutes.
"""

import json
import sys
import threading
import time
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QMetaObject, QObject, Qt, QTimer

BEAT_MS = 2


@dataclass
class Lateness:
    """How late beats came, in milliseconds, by what was being done."""

    beats: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    """Processor time of the thread itself between two beats: what no other program adds to."""

    worst_of: dict[str, float] = field(default_factory=dict)

    def note(self, late: float, own: float, doing: str) -> None:
        """One beat."""
        self.beats.append(late)
        self.own.append(own)
        self.worst_of[doing] = max(late, self.worst_of.get(doing, 0.0))

    @property
    def worst(self) -> float:
        """The latest beat of all."""
        return max(self.beats)


def share(times: list[float], of_thousand: int) -> float:
    """The time that so many of a thousand keep."""
    ordered = sorted(times)
    return ordered[min(len(ordered) * of_thousand // 1000, len(ordered) - 1)]


class Heartbeat(QObject):
    """Beats every two milliseconds in the thread's event loop."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.doing = "waiting"
        self.lateness = Lateness()
        self._last = self._worked = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._on_beat)

    def start(self) -> None:
        """Beat from now on."""
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer.start()

    def take(self) -> Lateness:
        """What was noted since the last taking."""
        taken, self.lateness = self.lateness, Lateness()
        return taken

    def _on_beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        late = max(0.0, 1000 * (now - self._last) - BEAT_MS)
        self.lateness.note(late, 1000 * (worked - self._worked), self.doing)
        self._last, self._worked = now, worked


def main() -> None:
    """Beat until standard input ends."""
    app = QCoreApplication([])
    heart = Heartbeat()
    heart.start()

    def wait() -> None:
        sys.stdin.read()
        QMetaObject.invokeMethod(app, "quit", Qt.ConnectionType.QueuedConnection)

    threading.Thread(target=wait, daemon=True).start()
    app.exec()
    late = heart.take()
    figures = {"p99": share(late.beats, 990), "p999": share(late.beats, 999), "worst": late.worst}
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
