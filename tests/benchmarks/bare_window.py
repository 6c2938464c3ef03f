"""The baseline of the first paint: a bare Qt window that looks like a wizard, and nothing else."""

import sys
import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

ROWS = 12


class BareWindow(QMainWindow):
    """A rail of five steps, a form, two buttons."""

    def __init__(self) -> None:
        super().__init__()
        self._painted = False
        rail = QListWidget()
        rail.addItems([f"step {number}" for number in range(1, 6)])
        form = QFormLayout()
        for number in range(ROWS):
            form.addRow(QLabel(f"field {number}"), QLineEdit())
        buttons = QHBoxLayout()
        for word in ("back", "next"):
            buttons.addWidget(QPushButton(word))
        column = QVBoxLayout()
        column.addLayout(form, 1)
        column.addLayout(buttons)
        row = QHBoxLayout()
        row.addWidget(rail)
        row.addLayout(column, 1)
        middle = QWidget()
        middle.setLayout(row)
        self.setCentralWidget(middle)
        self.resize(1366, 820)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 — Qt's name
        """Says when the first painting is over, as the program's own window does."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._end)

    def _end(self) -> None:
        print("painted", time.monotonic(), time.process_time(), flush=True)  # noqa: T201 — the answer to the bench
        self.close()


def main() -> int:
    """Show it once."""
    app = QApplication(sys.argv[:1])
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window = BareWindow()
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
