"""The program's own mistakes: logged without values, the draft kept, one plain window."""

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import button

_log = logging.getLogger(__name__)


class CrashDialog(QDialog):
    """Go on or quit."""

    quit_asked = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crash")
        self.setWindowTitle(texts("shell.crash_title"))
        words = QLabel(texts("shell.crash_text"), wordWrap=True)
        words.setMinimumWidth(52 * theme.SPACE)
        go_on = button("crash-go-on", texts("shell.crash_go_on"), "primary")
        leave = button("crash-quit", texts("shell.quit"))
        go_on.clicked.connect(self.accept)
        leave.clicked.connect(self._on_quit)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(go_on)
        column = QVBoxLayout(self)
        column.setSpacing(2 * theme.SPACE)
        column.addWidget(words)
        column.addLayout(row)

    def _on_quit(self) -> None:
        self.accept()
        self.quit_asked.emit()


class CrashGuard(QObject):
    """Takes unhandled exceptions of every thread; `keep` is called before anything is shown."""

    _caught = Signal()

    def __init__(
        self, keep: Callable[[], object], show: Callable[[], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._keep = keep
        self._show = show
        self._showing = False
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on."""
        sys.excepthook = self.take
        threading.excepthook = self._take_of_thread

    def take(
        self,
        kind: type[BaseException],
        problem: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """One exception. Of it the program's log prints kind and places, not the message."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        _log.critical("unhandled error", exc_info=(kind, problem, trace))
        self._caught.emit()

    def _take_of_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def _on_caught(self) -> None:
        # A mistake while showing the last one must not open window over window.
        if self._showing:
            return
        self._showing = True
        try:
            self._keep()
            self._show()
        finally:
            self._showing = False
