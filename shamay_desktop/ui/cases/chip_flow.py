"""Chips beside each other, and on a further line where the room ends."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from shamay_desktop.ui import theme


class ChipFlow(QWidget):
    """A row of widgets that breaks like words; as high as it must be for its width."""

    def __init__(self) -> None:
        super().__init__()
        self.flow = _Flow(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class _Flow(QLayout):
    """Lays out from where the language begins; the widgets keep their own sizes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(theme.SPACE)

    def addItem(self, item: QLayoutItem) -> None:
        """Put a widget behind the others."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:
        """The one of a place."""
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:
        """Take the one of a place out."""
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high so wide a row is."""
        return self._arranged(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """One line of all."""
        hints = [item.sizeHint() for item in self._items]
        width = sum(hint.width() + self.spacing() for hint in hints)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """The widest one alone."""
        hints = [item.sizeHint() for item in self._items]
        return QSize(
            max((hint.width() for hint in hints), default=0),
            max((hint.height() for hint in hints), default=0),
        )

    def setGeometry(self, rect: QRect) -> None:
        """Give each its place."""
        super().setGeometry(rect)
        self._arranged(rect, move=True)

    def _arranged(self, rect: QRect, *, move: bool) -> int:
        """Place the items, or only count: returns the height of all lines."""
        left, top, line = 0, 0, 0
        mirrored = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for item in self._items:
            hint = item.sizeHint()
            if left and left + hint.width() > rect.width():
                left, top, line = 0, top + line + self.spacing() // 2, 0
            if move:
                at = rect.width() - left - hint.width() if mirrored else left
                item.setGeometry(QRect(rect.topLeft() + QPoint(at, top), hint))
            left += hint.width() + self.spacing()
            line = max(line, hint.height())
        return top + line
