"""Small questions while a report is edited: a footnote's words, a part to refer to."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.report_content import Heading, ReportContent
from shamay_desktop.domain.report_edits.keys import chapter_key, heading_key
from shamay_desktop.domain.report_edits.numbers import annex_key
from shamay_desktop.domain.report_edits.rich_text import RichText
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.report.editing.rich_document import Look
from shamay_desktop.ui.report.editing.rich_editor import RichEditor
from shamay_desktop.ui.widgets.wording import directed

Referable = tuple[str, str, str]
"""Key, number, title."""


def buttons(texts: Texts, dialog: QDialog, keep: str) -> QDialogButtonBox:
    """Keep and cancel, in the program's own words."""
    box = QDialogButtonBox()
    yes = QPushButton(keep)
    yes.setObjectName("action:dialog-keep")
    yes.setDefault(True)
    theme.set_kind(yes, "primary")
    no = QPushButton(texts("shell.cancel"))
    no.setObjectName("action:dialog-cancel")
    box.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
    box.addButton(no, QDialogButtonBox.ButtonRole.RejectRole)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box


class NoteDialog(QDialog):
    """The words of a footnote."""

    def __init__(
        self, texts: Texts, begun: RichText, *, right_to_left: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("note-dialog")
        self.setWindowTitle(texts("editing.note"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.editor = RichEditor()
        self.editor.setAccessibleName(texts("editing.note"))
        self.editor.open_with(begun, Look(12.0, 1.5), right_to_left=right_to_left)
        self.editor.setMinimumHeight(12 * theme.SPACE)
        self.editor.keep_asked.connect(self.accept)
        self.editor.leave_asked.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.editor)
        column.addWidget(buttons(texts, self, texts("editing.keep")))
        self.resize(60 * theme.SPACE, 26 * theme.SPACE)
        self.editor.setFocus()


class ReferenceDialog(QDialog):
    """Chapters, sections and annexes by number and title; typing narrows them."""

    def __init__(
        self, texts: Texts, referable: Sequence[Referable], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reference-dialog")
        self.setWindowTitle(texts("editing.reference"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = QLineEdit()
        self.search.setPlaceholderText(texts("editing.reference_search"))
        self.search.setAccessibleName(texts("editing.reference_search"))
        self.search.textChanged.connect(self._on_search_changed)
        self.list = QListWidget()
        self.list.setObjectName("referable")
        self.list.setAccessibleName(texts("editing.reference"))
        self.list.itemActivated.connect(lambda _item: self.accept())
        for key, number, title in referable:
            item = QListWidgetItem(directed(f"{number} {title}", texts))
            item.setData(Qt.ItemDataRole.UserRole, (key, number))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        none = QLabel(texts("editing.reference_none"))
        none.setVisible(not referable)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(none)
        column.addWidget(self.list, 1)
        column.addWidget(buttons(texts, self, texts("editing.put")))
        self.resize(60 * theme.SPACE, 50 * theme.SPACE)

    @property
    def chosen(self) -> tuple[str, str] | None:
        """Key and number of what was chosen."""
        item = self.list.currentItem()
        data = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        return None if data is None else (str(data[0]), str(data[1]))

    def _on_search_changed(self, words: str) -> None:
        first: QListWidgetItem | None = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(words.strip() not in item.text())
            first = first or (None if item.isHidden() else item)
        if first is not None:
            self.list.setCurrentItem(first)


def referable_of(content: ReportContent) -> tuple[Referable, ...]:
    """All that has a number, in the order of the report."""
    found: list[Referable] = []
    for chapter in content.chapters:
        found.append((chapter_key(chapter), chapter.number, chapter.title))
        found += [
            (heading_key(block), block.number, block.title)
            for block in chapter.blocks
            if isinstance(block, Heading)
        ]
    found += [
        (annex_key(annex), str(annex.number), f"{content.annexes_title}: {annex.title}")
        for annex in content.annexes
    ]
    return tuple(each for each in found if each[1])
