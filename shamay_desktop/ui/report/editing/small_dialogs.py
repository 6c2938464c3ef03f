"""Small questions while a report is edited: a footnote's words, a part to refer to."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.report_content import Heading, ReportContent
from shamay_desktop.domain.report_edits.keys import chapter_key, heading_key
from shamay_desktop.domain.report_edits.numbers import annex_key, targets_of
from shamay_desktop.domain.report_edits.rich_text import RichText
from shamay_desktop.domain.report_looks import DEFAULT_LOOKS
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.report.editing.keeping_dialog import KeepingDialog, buttons
from shamay_desktop.ui.report.editing.page_looks import shown_family
from shamay_desktop.ui.report.editing.rich_document import Look
from shamay_desktop.ui.report.editing.rich_editor import RichEditor
from shamay_desktop.ui.widgets.wording import directed

Referable = tuple[str, str, str]
"""Key, number, title."""


class NoteDialog(KeepingDialog):
    """The words of a footnote."""

    def __init__(
        self, texts: Texts, begun: RichText, *, right_to_left: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(texts, "note-dialog", texts("editing.note"), parent)
        self.editor = RichEditor()
        self.editor.setAccessibleName(texts("editing.note"))
        family = shown_family(DEFAULT_LOOKS.body_font)
        self.editor.open_with(begun, Look(12.0, 1.5, family), right_to_left=right_to_left)
        self.editor.setMinimumHeight(12 * theme.SPACE)
        self.editor.keep_asked.connect(self.accept)
        self.editor.leave_asked.connect(self.reject)
        self.editor.textChanged.connect(self.note_change)
        box = buttons(texts, self, texts("editing.keep"))
        column = QVBoxLayout(self)
        column.addWidget(self.editor)
        column.addWidget(self.said)
        column.addWidget(box)
        self.resize(60 * theme.SPACE, 26 * theme.SPACE)
        self.editor.setFocus()

    def is_other(self) -> bool:
        """Whether words were typed."""
        return self.editor.changed


class ReferenceDialog(QDialog):
    """Chapters, sections and annexes by number, pictures by caption; typing narrows them."""

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
            item = QListWidgetItem(directed(f"{number} {title}".strip(), texts))
            item.setData(Qt.ItemDataRole.UserRole, (key, number))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        none = QLabel(texts("editing.reference_none"))
        none.setVisible(not referable)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(none)
        column.addWidget(self.list, 1)
        box = buttons(texts, self, texts("editing.put"))
        column.addWidget(box)
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


def referable_of(content: ReportContent, texts: Texts) -> tuple[Referable, ...]:
    """All that can be referred to, in the order of the report: by number, or by its caption."""
    titles: dict[str, str] = {}
    for chapter in content.chapters:
        titles[chapter_key(chapter)] = chapter.title
        titles |= {heading_key(each): each.title for each in chapter.blocks
                   if isinstance(each, Heading)}  # fmt: skip
    titles |= {
        annex_key(annex): f"{content.annexes_title}: {annex.title}" for annex in content.annexes
    }
    note = texts("editing.note")
    return tuple(
        (key, said, titles.get(key, note if key.startswith("note:") else ""))
        for key, said in targets_of(content).items()
    )
