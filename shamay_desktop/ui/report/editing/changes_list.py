"""The short list of what was changed in the report: go to a change, or take it back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.report_edits.arrangement import (
    CHANGES,
    ChangeKind,
    ReportChange,
    arrangement_of,
)
from shamay_desktop.domain.report_edits.keys import generated_block
from shamay_desktop.domain.report_edits.rich_text import plain_words
from shamay_desktop.domain.report_text import plain
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.report.editing.wording import short, words_of_block
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.report.producing import Preview

ROWS = 6


class _Rows(QListWidget):
    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the change back."""
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
            return
        super().keyPressEvent(event)


class ChangesList(QWidget):
    """One line a change, in the order in which they are applied."""

    go_asked = Signal(str)
    remove_asked = Signal(str)
    """The id of the change's row."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report-changes")
        self._texts = texts
        self._shown: object = None
        self.none = QLabel(texts("editing.no_changes"), wordWrap=True)
        theme.set_tone(self.none, "muted")
        theme.align_leading(self.none)
        self.list = _Rows()
        self.list.setObjectName("report-change-rows")
        self.list.setAccessibleName(texts("editing.changes"))
        self.list.setToolTip(texts("editing.changes_tip"))
        self.list.itemActivated.connect(lambda _item: self._on_go())
        self.list.itemClicked.connect(lambda _item: self._on_go())
        self.list.removed.connect(self._on_remove)
        self.take_back = QPushButton(texts("editing.take_back"))
        self.take_back.setObjectName("action:take-change-back")
        self.take_back.setToolTip(texts("editing.take_back_tip"))
        self.take_back.clicked.connect(self._on_remove)
        foot = QHBoxLayout()
        foot.addWidget(self.take_back)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addWidget(self.none)
        column.addWidget(self.list)
        column.addLayout(foot)
        self.show_case(Case(""), None)

    def show_case(self, case: Case, preview: Preview | None) -> None:
        """The changes of a case; of generated blocks the words are those of the last preview."""
        shown = (case.content(CHANGES), None if preview is None else preview.generated)
        if shown == self._shown:
            return
        self._shown = shown
        kept = self._current
        arrangement = arrangement_of(case)
        self.list.clear()
        for change in arrangement.changes:
            self._add(change.id, self._words(change, preview))
        for row in arrangement.unreadable:
            self._add(row, self._texts("editing.trouble.unreadable"))
        some = self.list.count() > 0
        self.none.setVisible(not some)
        self.list.setVisible(some)
        self.take_back.setVisible(some)
        line = self.list.fontMetrics().height() + theme.SPACE
        self.list.setFixedHeight(min(self.list.count(), ROWS) * line + theme.SPACE)
        for at in range(self.list.count()):
            if self.list.item(at).data(Qt.ItemDataRole.UserRole) == kept:
                self.list.setCurrentRow(at)
        if self.list.currentRow() < 0 and some:
            self.list.setCurrentRow(0)

    def _words(self, change: ReportChange, preview: Preview | None) -> str:
        kind = self._texts(f"editing.change.{change.kind}")
        said = plain(plain_words(change.text))
        if not said and change.table is not None:
            said = plain(change.table.caption or " · ".join(filter(None, change.table.heads)))
        if not said and change.picture is not None:
            said = plain(change.picture.caption)
        if not said and change.kind in {ChangeKind.HIDDEN, ChangeKind.MOVED} and preview:
            block = generated_block(preview.generated, change.block)
            said = "" if block is None else words_of_block(block)
        return f"{kind}: {isolate(short(said))}" if said else kind

    def _add(self, row_id: str, words: str) -> None:
        self.list.addItem(directed(words, self._texts))
        item = self.list.item(self.list.count() - 1)
        item.setData(Qt.ItemDataRole.UserRole, row_id)

    @property
    def _current(self) -> str:
        item = self.list.currentItem()
        return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def _on_go(self) -> None:
        if self._current:
            self.go_asked.emit(self._current)

    def _on_remove(self) -> None:
        if self._current:
            self.remove_asked.emit(self._current)
