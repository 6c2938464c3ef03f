"""The program as it starts from the shell, saying when its window was painted and when it is ready.

On stdout, in the machine's monotonic clock: `painted time`, `heavy names` (the heavy libraries
that were in memory at that moment), `ready time` (the way in is painted); then it closes.
"""

import sys
import time
from typing import Any

from shamay_desktop.ui.qt_imports import load_qt

load_qt()  # as the program does, before anything else of Qt is named

from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtGui import QPaintEvent  # noqa: E402

from shamay_desktop.__main__ import main  # noqa: E402
from shamay_desktop.ui import application  # noqa: E402
from shamay_desktop.ui.main_window import MainWindow  # noqa: E402

HEAVY = ("reportlab", "docx", "PIL", "pypdfium2", "alembic", "sqlalchemy", "psycopg", "argon2")


class TimedWindow(MainWindow):
    """The program's own window; it is only listened to."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._told = False
        self.stack.currentChanged.connect(self._on_page_changed)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 — Qt's name
        """Queued before the window's own answer to its first painting, which starts the rest."""
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self, self._tell_painted)
        super().paintEvent(event)

    def _tell_painted(self) -> None:
        _say("painted", time.monotonic(), time.process_time())
        _say("heavy", *(name for name in HEAVY if name in sys.modules))

    def _on_page_changed(self) -> None:
        page = self.stack.currentWidget()
        if page is not None and page.objectName() == "entry":
            QTimer.singleShot(0, self, self._tell_ready)

    def _tell_ready(self) -> None:
        self.repaint()
        _say("ready", time.monotonic())
        self.tasks.wait_idle()
        self.close_for_good()


def _say(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201 — the answer to the bench


if __name__ == "__main__":
    vars(application)["MainWindow"] = TimedWindow  # before run_window looks it up
    sys.exit(main())
