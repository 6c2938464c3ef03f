"""A line for a number beside the pointer: a written dimension, a wall's length."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from shamay_desktop.ui import theme

WIDE = 10 * theme.SPACE


class TypedValue(QFrame):
    """Enter takes it, Esc gives it up. It stands over the canvas, near what it is of."""

    taken = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("typed-value")
        self.setProperty("surface", "true")
        self.setProperty("hairline", "true")
        self.setAutoFillBackground(True)
        self.title = QLabel()
        self.line = QLineEdit()
        self.line.setObjectName("typed-value-line")
        self.line.setFixedWidth(WIDE)
        self.line.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE // 2, theme.SPACE // 2, theme.SPACE // 2,
                               theme.SPACE // 2)  # fmt: skip
        row.addWidget(self.title)
        row.addWidget(self.line)
        self._typed: Callable[[str], object] | None = None
        self.keys: Callable[[QKeyEvent], bool] | None = None
        """Asked before the line takes a key; it is forgotten with each `ask`."""
        self.line.textChanged.connect(self._on_typed)
        self.hide()

    def ask(
        self,
        title: str,
        at: QPoint,
        text: str = "",
        typed: Callable[[str], object] | None = None,
        wide: int = WIDE,
    ) -> None:
        """Ask for it near a place of the parent; `typed` hears every letter."""
        self._typed = self.keys = None
        self.title.setText(title)
        self.line.setAccessibleName(title)
        self.line.setFixedWidth(wide)
        self.line.setText(text)
        self._typed = typed
        self.adjustSize()
        self.show()
        self.place(at)
        self.raise_()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def place(self, at: QPoint) -> None:
        """Stand near a place, within the parent."""
        parent = self.parentWidget()
        if parent is None:
            return
        room = parent.rect().adjusted(4, 4, -4, -4)
        x = min(max(at.x() + 14, room.left()), max(room.right() - self.width(), room.left()))
        y = min(max(at.y() + 14, room.top()), max(room.bottom() - self.height(), room.top()))
        self.move(x, y)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc are its own; shortcuts of tools do not take its letters."""
        if watched is not self.line or not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is not QEvent.Type.KeyPress:
            return False
        return (self.keys is not None and self.keys(event)) or self._ends(event.key())

    def _ends(self, key: int) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(self.line.text())
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            return False
        return True

    def _on_typed(self, text: str) -> None:
        if self._typed is not None:
            self._typed(text)
