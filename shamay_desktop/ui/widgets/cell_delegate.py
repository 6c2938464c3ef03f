"""Editors of a table's cells: a line, a list of choices, or a box for long texts."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from shamay_desktop.domain.fields import Field, Kind
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.models.list_model import NUMERIC, ListModel
from shamay_desktop.ui.widgets.long_text_editor import align_text
from shamay_desktop.ui.widgets.wording import choice_labels

_Index = QModelIndex | QPersistentModelIndex
CELL = "cell:"
"""What the names of cells' editors begin with."""

BOX_HEIGHT = 120
BOX_WIDTH = 280


class CellDelegate(QStyledItemDelegate):
    """What is typed goes to the model as text; the model reads it."""

    def __init__(self, texts: Texts, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._texts = texts
        self._view = view
        self.box: QPlainTextEdit | None = None

    def displayText(self, value: object, locale: QLocale | QLocale.Language) -> str:
        """One line of a long text: a line end would be drawn as a box."""
        return str(value).replace("\n", " ")

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """The editor of a cell's kind."""
        model = index.model()
        column = model.column_at(index) if isinstance(model, ListModel) else None
        if column is None:  # computed cells are not editable, so Qt never asks for them
            return super().createEditor(parent, option, index)
        made = self._editor(parent, column)
        made.setObjectName(f"{CELL}{column.id}")
        made.setAccessibleName(column.label(self._texts.language.value))
        return made

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """The cell's text, all of it selected; what is typed or stands there is left alone.

        A table that is shown anew while somebody types refreshes the cell under its editor.
        """
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if _is_typed_in(editor) or (text and text == _text_in(editor)):
            return
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findText(text), -1))
            editor.setEditText(text)
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """The typed text, read by the model."""
        if isinstance(editor, QComboBox):
            model.setData(index, _only_fitting(editor), Qt.ItemDataRole.EditRole)
        elif isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText(), Qt.ItemDataRole.EditRole)
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """A long text is edited in a box larger than its cell, over the table and beyond."""
        place = QRect(option.rect)
        if not isinstance(editor, QPlainTextEdit):
            editor.setGeometry(place)
            return
        view, window = self._view.viewport(), editor.parentWidget() or editor
        corner = view.mapTo(window, place.topLeft())
        right = corner.x() + place.width()
        size = place.size().expandedTo(editor.minimumSize())
        left = right - size.width() if self._texts.language.right_to_left else corner.x()
        left = max(0, min(left, window.width() - size.width()))
        top = max(0, min(corner.y(), window.height() - size.height()))
        editor.setGeometry(left, top, size.width(), size.height())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """In a box Enter makes a line and Ctrl+Enter keeps the text."""
        if (
            isinstance(editor, QPlainTextEdit)
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor)
                return True
            return False
        return super().eventFilter(editor, event)

    def _editor(self, parent: QWidget, column: Field) -> QWidget:
        if column.kind is Kind.LONG_TEXT:
            # A table of two rows has no room for a box: it floats over the window.
            box = self.box = QPlainTextEdit(parent.window())
            box.setMinimumSize(BOX_WIDTH, BOX_HEIGHT)
            box.setTabChangesFocus(True)
            align_text(box, self._texts)
            return box
        if column.kind is Kind.CHOICE:
            return self._combo(parent, column)
        line = QLineEdit(parent)
        if column.kind in NUMERIC:
            line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        elif self._texts.language.right_to_left:
            line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        return line

    def _combo(self, parent: QWidget, column: Field) -> QComboBox:
        combo = QComboBox(parent)
        combo.setEditable(True)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        combo.addItem("")
        combo.addItems([label for _code, label in choice_labels(column, self._texts)])
        completer = combo.completer() or QCompleter(combo.model(), combo)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        combo.activated.connect(lambda: self._on_chosen(combo))
        return combo

    def _on_chosen(self, combo: QComboBox) -> None:
        self.commitData.emit(combo)
        self.closeEditor.emit(combo)


def _text_in(editor: QWidget) -> str:
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""


def _is_typed_in(editor: QWidget) -> bool:
    """Whether a person changed what stood in an editor."""
    if isinstance(editor, QPlainTextEdit):
        return editor.document().isModified()
    line = editor.lineEdit() if isinstance(editor, QComboBox) else editor
    return isinstance(line, QLineEdit) and line.isModified()


def _only_fitting(combo: QComboBox) -> str:
    """The typed text, or the one label that holds it."""
    text = combo.currentText().strip()
    labels = [combo.itemText(at) for at in range(1, combo.count())]
    if not text or text in labels:
        return text
    fitting = [label for label in labels if text.casefold() in label.casefold()]
    return fitting[0] if len(fitting) == 1 else text
