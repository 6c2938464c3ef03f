"""The small bar at what was marked on a page: which field, which value, why it may not fit."""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme

WIDTH = 52 * theme.SPACE
GAP = 6
VALUE_WIDTH = 14 * theme.SPACE
TARGET_MOST = 26 * theme.SPACE


class TakingBar(QFrame):
    """Stands beside the marked place. Enter takes, Ctrl+Enter chooses a field, Escape lets go."""

    take_asked = Signal()
    choice_asked = Signal()
    copy_asked = Signal()
    closed = Signal()
    typed = Signal(str)

    def __init__(self, texts: Texts, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("taking-bar")
        self.setProperty("popup", "true")
        # What it stands over is not mirrored; the bar is.
        self.setLayoutDirection(QGuiApplication.layoutDirection())
        self._texts = texts
        self.into = QLabel(texts("viewer.take_into"))
        theme.set_tone(self.into, "muted")
        self.target = QToolButton()
        self.target.setObjectName("action:choose-target")
        self.target.setIcon(theme.icon("chevron-down", "muted"))
        self.target.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.target.setMaximumWidth(TARGET_MOST)
        self.target.setToolTip(texts("viewer.choose_field"))
        self.value = QLineEdit()
        self.value.setObjectName("field:taken-value")
        self.value.setAccessibleName(texts("viewer.value"))
        self.value.setMinimumWidth(VALUE_WIDTH)
        self.take = QPushButton(texts("viewer.take"))
        self.take.setObjectName("action:take-marked")
        self.take.setToolTip(texts("viewer.take_tip"))
        theme.set_kind(self.take, "primary")
        self.copy = self._tool("copy", "viewer.copy")
        self.let_go = self._tool("close", "viewer.let_go")
        self.words = QLabel(wordWrap=True)
        self.words.setObjectName("taking-words")
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme.align_leading(self.words)
        self._lay_out()
        self._connect()
        self.hide()

    def show_target(self, title: str) -> None:
        """The field that it goes into; "" for none yet."""
        shown = title or self._texts("viewer.take_no_field")
        room = TARGET_MOST - 5 * theme.SPACE
        self.target.setText(self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, room))
        self.target.setAccessibleName(f"{self._texts('viewer.take_into')}: {shown}")
        self.target.setToolTip(f"{shown}\n{self._texts('viewer.choose_field')}")

    def show_value(self, text: str) -> None:
        """The value as it was read; a person may mend it."""
        self.value.setText(" ".join(text.split()))
        self.value.setCursorPosition(0)

    def say(self, words: str, tone: theme.Tone = "muted", *, can_take: bool = True) -> None:
        """What stands in the field, or why the text does not fit."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        theme.set_tone(self.words, tone)
        theme.set_problem(self.value, "error" if tone == "error" else "")
        self.value.setAccessibleDescription(words)
        self.take.setEnabled(can_take)

    def put_beside(self, place: QRectF, room: QRect) -> None:
        """Stand under the marked place, over it where there is no room, always inside."""
        self.setFixedWidth(min(WIDTH, max(room.width() - 2 * GAP, 1)))
        self.adjustSize()
        below = int(place.bottom()) + GAP
        above = int(place.top()) - GAP - self.height()
        top = below if below + self.height() <= room.bottom() or above < room.top() else above
        left = int(place.center().x()) - self.width() // 2
        left = max(room.left() + GAP, min(left, room.right() - self.width() - GAP))
        top = max(room.top() + GAP, min(top, room.bottom() - self.height() - GAP))
        self.move(left, top)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Escape while the value is mended."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                choose = event.modifiers() & Qt.KeyboardModifier.ControlModifier
                (self.choice_asked if choose else self.take_asked).emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
        return super().eventFilter(watched, event)

    def _tool(self, icon: str, key: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(theme.icon(icon))
        button.setObjectName(f"action:{key.rpartition('.')[2].replace('_', '-')}-marked")
        button.setToolTip(self._texts(key))
        button.setAccessibleName(self._texts(key))
        return button

    def _connect(self) -> None:
        self.value.installEventFilter(self)
        self.value.textEdited.connect(self.typed)
        self.take.clicked.connect(self.take_asked)
        self.target.clicked.connect(self.choice_asked)
        self.copy.clicked.connect(self.copy_asked)
        self.let_go.clicked.connect(self.closed)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(theme.SPACE // 2)
        first.addWidget(self.into)
        first.addWidget(self.target)
        first.addStretch(1)
        first.addWidget(self.copy)
        first.addWidget(self.let_go)
        second = QHBoxLayout()
        second.setSpacing(theme.SPACE // 2)
        second.addWidget(self.value, 1)
        second.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE,) * 4)
        column.setSpacing(theme.SPACE // 2)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.words)
