"""A picture of the case's own papers for the table: chosen from a list."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.evidence import DocType, Document
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme


class PaperChoice(QDialog):
    """Map pictures first, then plans, then everything else."""

    chosen = Signal(str)
    """SHA-256."""

    def __init__(self, papers: Sequence[Document], texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paper-choice")
        self.setWindowTitle(texts("maps.choose_paper"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(52 * theme.SPACE, 44 * theme.SPACE)
        self.list = QListWidget()
        self.list.setObjectName("papers-to-choose")
        self.list.setAccessibleName(texts("maps.choose_paper"))
        for paper in sorted(papers, key=lambda each: _RANK.get(each.doc_type, 2)):
            words = f"{paper.caption or paper.file_name}\n{_about(paper, texts)}"
            item = QListWidgetItem(theme.icon("paper"), words)
            item.setData(Qt.ItemDataRole.UserRole, paper.sha256)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self.accept())
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        theme.set_kind(buttons.button(QDialogButtonBox.StandardButton.Ok), "primary")
        column = QVBoxLayout(self)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))


_RANK = {DocType.GIS_SCREENSHOT: 0, DocType.GARMUSHKA: 1}


def _about(paper: Document, texts: Texts) -> str:
    return texts(f"documents.kind.{paper.doc_type.value}")
