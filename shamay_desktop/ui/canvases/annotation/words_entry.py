"""Words typed where they will stand on the picture."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from shamay_desktop.domain.maps.pictures import Annotation
from shamay_desktop.ui import theme

LEAST_WIDTH, LEAST_HEIGHT = 26 * theme.SPACE, 4 * theme.SPACE
MOST_HEIGHT = 16 * theme.SPACE
MOST_LETTERS = 500


class WordsEntry(QPlainTextEdit):
    """Enter keeps the words, Shift+Enter begins a line, Esc gives up what was typed."""

    kept = Signal(object, str)
    """Annotation, str."""

    closed = Signal()

    def __init__(self, viewport: QWidget, name: str) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self.setObjectName("words-entry")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        # The canvas is never mirrored; what is typed keeps the window's direction.
        self.setLayoutDirection(QGuiApplication.layoutDirection())
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._annotation: Annotation | None = None
        self.textChanged.connect(self._on_text_changed)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether words are being typed."""
        return self._annotation is not None

    def open(self, annotation: Annotation, place: QPoint) -> None:
        """Type an annotation's words around a place of the canvas."""
        self._annotation = annotation
        self.setPlainText(annotation.text)
        self.selectAll()
        self._fit()
        room = self._viewport.rect()
        left = min(max(place.x() - self.width() // 2, 0), max(room.width() - self.width(), 0))
        top = min(max(place.y() - self.height() // 2, 0), max(room.height() - self.height(), 0))
        self.move(left, top)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Say the words."""
        annotation, self._annotation = self._annotation, None
        if annotation is not None:
            self._close()
            self.kept.emit(annotation, self.toPlainText().strip())

    def give_up(self) -> None:
        """Forget what was typed."""
        if self._annotation is not None:
            self._annotation = None
            self._close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc end it; everything else is typing."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.keep()
        elif event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes elsewhere has said it."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.keep()

    def _close(self) -> None:
        had_focus = self.hasFocus()
        self.hide()
        canvas = self._viewport.parentWidget()
        if had_focus and canvas is not None:
            canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def _on_text_changed(self) -> None:
        """What is too long for a label ends before one's eyes, not when it is kept."""
        words = self.toPlainText()
        if len(words) > MOST_LETTERS:
            self.setPlainText(words[:MOST_LETTERS])  # says so anew
            self.moveCursor(QTextCursor.MoveOperation.End)
        else:
            self._fit()

    def _fit(self) -> None:
        """As large as the words."""
        metrics = self.fontMetrics()
        lines = self.toPlainText().split("\n")
        widest = max(metrics.horizontalAdvance(line) for line in lines) + 4 * theme.SPACE
        high = (len(lines) + 1) * metrics.lineSpacing() + theme.SPACE
        self.resize(max(LEAST_WIDTH, widest), min(max(LEAST_HEIGHT, high), MOST_HEIGHT))
