"""The annotations of a picture as a list, the topmost first: order, lock and words by keyboard."""

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from shamay_desktop.domain.maps.arranging import Order
from shamay_desktop.domain.maps.pictures import Annotation, AnnotationKind
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.annotation.annotating import Annotating

ICONS = {kind: f"draw-{kind.value}" for kind in AnnotationKind} | {
    AnnotationKind.PARCEL: "draw-polygon"
}
_ID = Qt.ItemDataRole.UserRole
_WORDLESS = (AnnotationKind.NORTH, AnnotationKind.BLUR)


class AnnotationList(QListWidget):
    """Chooses as the canvas does, and is chosen by it."""

    def __init__(self, annotating: Annotating, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("annotation-list")
        self.setAccessibleName(texts("maps.annotations"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setToolTip(texts("maps.annotations_tip"))
        self._annotating = annotating
        self._texts = texts
        self._shown: tuple[Annotation, ...] = ()
        self._is_filling = False
        annotating.shown_changed.connect(self.show_annotations)
        annotating.chosen_changed.connect(self._show_chosen)
        self.itemSelectionChanged.connect(self._on_selection_changed)
        self.itemChanged.connect(self._on_item_changed)
        self.itemDoubleClicked.connect(lambda _item: self.edit_words())

    def show_annotations(self) -> None:
        """Show what stands, the topmost first."""
        standing = tuple(reversed(self._annotating.standing))
        if standing == self._shown:
            return
        before, self._shown = self._shown, standing
        self._is_filling = True
        if [each.id for each in before] == [each.id for each in standing]:
            for row, (old, new) in enumerate(zip(before, standing, strict=True)):
                if old is not new:
                    self._fill(self.item(row), new)
        else:
            self._rebuild(standing)
        self._is_filling = False
        self._show_chosen()

    def _rebuild(self, standing: tuple[Annotation, ...]) -> None:
        current = self._id(self.currentItem())
        self.clear()
        for each in standing:
            item = QListWidgetItem()
            self._fill(item, each)
            self.addItem(item)
            if each.id == current:
                self.setCurrentItem(item, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _fill(self, item: QListWidgetItem, annotation: Annotation) -> None:
        item.setIcon(theme.icon(ICONS[annotation.kind]))
        item.setText(self._name(annotation))
        item.setData(_ID, annotation.id)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        may_edit = self._annotating.may_edit and not annotation.locked
        if may_edit and annotation.kind not in _WORDLESS:
            flags |= Qt.ItemFlag.ItemIsEditable
        item.setFlags(flags)

    def edit_words(self) -> None:
        """Type the words of the row."""
        item = self.currentItem()
        if self.state() is QAbstractItemView.State.EditingState:
            return  # the Enter that ends it passes here too
        if item is None or not item.flags() & Qt.ItemFlag.ItemIsEditable:
            return
        annotation = self._annotating.annotation(self._id(item))
        if annotation is not None:
            self._is_filling = True
            item.setText(annotation.text)  # the kind's name is no words of it
            self._is_filling = False
            self.editItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow change the order, Del removes, F2 types words."""
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._annotating.order(Order.FORWARD if key == Qt.Key.Key_Up else Order.BACKWARD)
        elif key == Qt.Key.Key_Delete:
            self._annotating.remove()
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_words()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    # -- inside ---------------------------------------------------------------------------

    def _name(self, annotation: Annotation) -> str:
        kind = self._texts(f"maps.kind.{annotation.kind.value}")
        words = annotation.text.replace("\n", " ").strip()
        marks = [words] if words else []
        marks += [self._texts("maps.locked")] if annotation.locked else []
        marks += [self._texts("maps.grouped")] if annotation.group else []
        return " · ".join((kind, *marks))

    def _id(self, item: QListWidgetItem | None) -> str:
        return "" if item is None else str(item.data(_ID))

    def _show_chosen(self) -> None:
        chosen = set(self._annotating.chosen)
        self._is_filling = True
        for row in range(self.count()):
            item = self.item(row)
            item.setSelected(self._id(item) in chosen)
        if chosen and self._id(self.currentItem()) not in chosen:
            first = next(
                (row for row in range(self.count()) if self._id(self.item(row)) in chosen), -1
            )
            if first >= 0:
                self.setCurrentRow(first, QItemSelectionModel.SelectionFlag.NoUpdate)
                self.scrollToItem(self.item(first))
        self._is_filling = False

    def _on_selection_changed(self) -> None:
        if not self._is_filling:
            self._annotating.choose([self._id(item) for item in self.selectedItems()], alone=True)

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        if self._is_filling:
            return
        annotation = self._annotating.annotation(self._id(item))
        words = item.text().strip()
        self._shown = ()  # the row says kind and words again
        if annotation is not None and words != annotation.text:
            self._annotating.set_words(annotation, words)
        self.show_annotations()
