"""A place in a text editor: its cursor and selection, a line and several lines alike."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

PARAGRAPH = "\u2029"
"""What Qt puts for a line's end into a selection."""


class TextSpot:
    """Positions are Qt's (UTF-16), so only this class counts them."""

    def __init__(self, editor: QLineEdit | QPlainTextEdit) -> None:
        self.editor = editor

    @property
    def text(self) -> str:
        """The whole text."""
        if isinstance(self.editor, QLineEdit):
            return self.editor.text()
        return self.editor.toPlainText()

    @property
    def selection(self) -> str:
        """The selected text, "" for none."""
        if isinstance(self.editor, QLineEdit):
            return self.editor.selectedText()
        return self.editor.textCursor().selectedText().replace(PARAGRAPH, "\n")

    @property
    def before_cursor(self) -> str:
        """The text of the cursor's line up to the cursor; "" while something is selected."""
        if self.selection:
            return ""
        if isinstance(self.editor, QLineEdit):
            units = self.editor.text().encode("utf-16-le")[: 2 * self.editor.cursorPosition()]
            return units.decode("utf-16-le", "ignore")
        cursor = self.editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    def put(self, text: str, replacing: str = "") -> None:
        """Write a text at the cursor, over the selection or over `replacing` right before it."""
        length = len(replacing.encode("utf-16-le")) // 2
        if isinstance(self.editor, QLineEdit):
            if length:
                start = self.editor.cursorPosition() - length
                self.editor.setSelection(start, length)
            self.editor.insert(" ".join(text.split()))
            return
        cursor = self.editor.textCursor()
        if length:
            cursor.setPosition(cursor.position() - length, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        self.editor.setTextCursor(cursor)

    def place(self) -> QRect:
        """The cursor's rectangle on the screen."""
        if isinstance(self.editor, QLineEdit):
            given = self.editor.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
            inside = QRect(given) if isinstance(given, QRect) else given.toRect()
            return QRect(self.editor.mapToGlobal(inside.topLeft()), inside.size())
        inside, view = self.editor.cursorRect(), self.editor.viewport()
        return QRect(view.mapToGlobal(inside.topLeft()), inside.size())


def spot_of(widget: QWidget | None) -> TextSpot | None:
    """The place of the cursor in a widget that is written in, None for any other."""
    if isinstance(widget, QLineEdit | QPlainTextEdit) and not widget.isReadOnly():
        return TextSpot(widget)
    return None


def beside(place: QRect, size: QWidget, right_to_left: bool) -> QPoint:
    """The corner of a popup under a cursor (above it where there is no room), on its screen."""
    area = size.screen().availableGeometry()
    width, height = size.width(), size.height()
    left = place.right() - width if right_to_left else place.left()
    top = place.bottom() + 4
    if top + height > area.bottom():
        top = place.top() - height - 4
    left = max(area.left(), min(left, area.right() - width))
    return QPoint(left, max(area.top(), top))
