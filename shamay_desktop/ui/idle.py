"""Notices that nobody touched keyboard or mouse for a while."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
MINUTE_MS = 60_000


class IdleWatch(QObject):
    """Watches the native window, which gets each input once; so it costs nothing elsewhere."""

    idle = Signal(int)
    """Minutes without input."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._minutes = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_time_passed)

    def watch(self, window: QWidget, minutes: int) -> None:
        """Lock after so many minutes; 0 never."""
        self._minutes = minutes
        handle = window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)
        self._timer.stop()
        if minutes > 0:
            self._timer.start(minutes * MINUTE_MS)

    def stop(self) -> None:
        """Nothing to lock."""
        self._minutes = 0
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any input begins the time anew."""
        if event.type() in INPUT and self._minutes > 0:
            self._timer.start(self._minutes * MINUTE_MS)
        return False

    def _on_time_passed(self) -> None:
        self.idle.emit(self._minutes)
