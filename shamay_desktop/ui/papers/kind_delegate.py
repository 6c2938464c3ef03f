"""The cells of a paper: its kind and its annex's name, edited where they stand, and its marks."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.papers.papers_model import KINDS
from shamay_desktop.ui.papers.photo_delegate import CAPTION_MOST, CaptionEditor

ARROW = 14
BADGE = 16

_Index = QModelIndex | QPersistentModelIndex


class KindList(QComboBox):
    """The kinds by name."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("field:paper-kind")
        self.setAccessibleName(texts("documents.column.kind"))
        for kind in KINDS:
            self.addItem(texts(f"documents.kind.{kind}"), kind.value)
        self.view().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While the list is open its keys are its own, not the table's."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # and goes on: the list itself makes use of it
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the list of papers, it never changes a kind."""
        event.ignore()


class KindDelegate(QStyledItemDelegate):
    """Shows that the cell can be changed, and lets it."""

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = texts

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """A small arrow stands behind the kind."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideRight
        option.icon = theme.icon("chevron-down", "muted")
        option.decorationSize = QSize(ARROW, ARROW)
        option.decorationPosition = QStyleOptionViewItem.Position.Right
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """The list, opened at once."""
        editor = KindList(self._texts, parent)
        editor.activated.connect(lambda _index: self._on_chosen(editor))
        QTimer.singleShot(0, editor, editor.showPopup)
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Begin at the kind that stands."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(str(index.data(2))))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Hand the choice on."""
        if isinstance(editor, QComboBox):
            model.setData(model.index(index.row(), index.column()), editor.currentData())

    def _on_chosen(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


class BadgeDelegate(QStyledItemDelegate):
    """A small mark before its word; the pictures of the papers are larger."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """The mark has the height of the letters; of words that are cut the beginning says most."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideRight
        option.decorationSize = QSize(BADGE, BADGE)


class AnnexDelegate(QStyledItemDelegate):
    """What the paper is called in the report, typed in its cell."""

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = texts

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A line; empty it gives the word back to the kind."""
        editor = CaptionEditor(parent)
        editor.setObjectName("field:paper-caption")
        editor.setAccessibleName(self._texts("documents.column.annex"))
        editor.setMaxLength(CAPTION_MOST)
        return editor
