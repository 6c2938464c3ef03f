"""The short list of what was changed in the report: go to a change, or take it back."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.report_edits.arrangement import (
    CHANGES,
    ChangeKind,
    ReportChange,
    arrangement_of,
)
from shamay_desktop.domain.report_edits.keys import generated_block
from shamay_desktop.domain.report_edits.rich_text import RichText, plain_words
from shamay_desktop.domain.report_text import plain
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.pages.held_words import DRAFT
from shamay_desktop.ui.report.editing.wording import short, words_of_block
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.report.previewing import Preview

ROWS = 6

NO_DRAFTS: Mapping[str, RichText] = MappingProxyType({})


class _Rows(QListWidget):
    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the change back."""
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
            return
        super().keyPressEvent(event)


class ChangesList(QWidget):
    """One line a change, in the order in which they are applied; drafts stand above them."""

    go_asked = Signal(str)
    confirm_asked = Signal(str)
    remove_asked = Signal(str)
    """The id of the change's row, or `DRAFT` and a draft's name."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report-changes")
        self._texts = texts
        self._shown: object = None
        self._open: frozenset[str] = frozenset()
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
        self.confirm = QPushButton(texts("editing.do.confirm"))
        self.confirm.setObjectName("action:confirm-change")
        self.confirm.setToolTip(texts("editing.tip.confirm_row"))
        self.confirm.clicked.connect(lambda: self.confirm_asked.emit(self._current))
        self.list.currentRowChanged.connect(lambda _row: self._show_confirm())
        foot = QHBoxLayout()
        foot.addWidget(self.take_back)
        foot.addWidget(self.confirm)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addWidget(self.none)
        column.addWidget(self.list)
        column.addLayout(foot)
        self.show_case(Case(""), None)

    def show_case(
        self, case: Case, preview: Preview | None, drafts: Mapping[str, RichText] = NO_DRAFTS
    ) -> None:
        """The changes of a case; of generated blocks the words are those of the last preview."""
        remarks = () if preview is None else preview.arranged.remarks
        generated = None if preview is None else preview.generated
        shown = (case.content(CHANGES), generated, remarks, dict(drafts))
        if shown == self._shown:
            return
        self._shown = shown
        self._open = frozenset(remark.row for remark in remarks if remark.closable)
        kept = self._current
        self.list.clear()
        for name, text in drafts.items():
            said = short(plain(plain_words(text)))
            self._add(f"{DRAFT}{name}", self._named(self._texts("editing.draft"), said))
        arrangement = arrangement_of(case)
        for change in arrangement.changes:
            self._add(change.id, self._words(change, preview))
        for row in arrangement.unreadable:
            self._add(row, self._texts("editing.trouble.unreadable"))
        self._show_some(kept)

    def _show_some(self, kept: str) -> None:
        """The list as high as its lines; the line that was current stays so."""
        some = self.list.count() > 0
        self.none.setVisible(not some)
        self.list.setVisible(some)
        self.take_back.setVisible(some)
        line = self.list.fontMetrics().height() + theme.SPACE
        self.list.setFixedHeight(min(self.list.count(), ROWS) * line + theme.SPACE)
        ids = [self._id(self.list.item(at)) for at in range(self.list.count())]
        if some:
            self.list.setCurrentRow(ids.index(kept) if kept in ids else 0)
        self._show_confirm()

    def select(self, row_id: str) -> None:
        """Make a change the current one, where it can be confirmed or taken back."""
        for at in range(self.list.count()):
            if self._id(self.list.item(at)) == row_id:
                self.list.setCurrentRow(at)

    def _show_confirm(self) -> None:
        """Offered where the pages remark something of the current change."""
        self.confirm.setVisible(self._current in self._open)

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
        return self._named(kind, short(said))

    @staticmethod
    def _named(kind: str, said: str) -> str:
        return f"{kind}: {isolate(said)}" if said else kind

    @staticmethod
    def _id(item: QListWidgetItem | None) -> str:
        return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def _add(self, row_id: str, words: str) -> None:
        self.list.addItem(directed(words, self._texts))
        item = self.list.item(self.list.count() - 1)
        item.setData(Qt.ItemDataRole.UserRole, row_id)

    @property
    def _current(self) -> str:
        return self._id(self.list.currentItem())

    def _on_go(self) -> None:
        if self._current:
            self.go_asked.emit(self._current)

    def _on_remove(self) -> None:
        if self._current:
            self.remove_asked.emit(self._current)
