"""The baseline of the idle window: the bare Qt window of the first paint, kept open.

Modules named on the command line are imported before, to see what they alone take.
"""

import sys
from importlib import import_module

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from tests.benchmarks.bare_window import BareWindow
from tests.benchmarks.memory import held_kib

REST_MS = 2500


class KeptWindow(BareWindow):
    """Stays open for a rest, then tells and goes."""

    def _end(self) -> None:
        QTimer.singleShot(REST_MS, self, self._tell)

    def _tell(self) -> None:
        print("bare", *held_kib(), flush=True)  # noqa: T201 — the answer to the bench
        self.close()


def main() -> int:
    """Show it."""
    for name in sys.argv[1:]:
        import_module(name)
    app = QApplication(sys.argv[:1])
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window = KeptWindow()
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
