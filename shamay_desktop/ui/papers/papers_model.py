"""The papers of a case as rows: file, kind, pages, when it came; the kind is chosen in place."""

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon

from shamay_desktop.domain.evidence import DocType, Document
from shamay_desktop.i18n.formats import date
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.lazy_pictures import LazyPictures

_Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("file", "kind", "pages", "added")
KIND_COLUMN = COLUMNS.index("kind")
KINDS = (
    DocType.TABU,
    DocType.CONDO,
    DocType.PERMIT,
    DocType.PLANNING_INFO,
    DocType.GARMUSHKA,
    DocType.GIS_SCREENSHOT,
    DocType.OTHER,
)
"""In the order in which an appraiser lays them out; photos are no papers."""


class PapersModel(QAbstractTableModel):
    """Rows by kind, then by name."""

    kind_chosen = Signal(str, object)
    """Id of a paper, DocType."""

    def __init__(self, texts: Texts, pictures: LazyPictures) -> None:
        super().__init__()
        self._texts = texts
        self._pictures = pictures
        self.papers: list[Document] = []
        pictures.arrived.connect(self._on_picture_arrived)

    def show(self, papers: Sequence[Document]) -> None:
        """Show these; rows that stand where they stood are only refreshed."""
        ordered = sorted(papers, key=lambda paper: (_place(paper.doc_type), paper.file_name))
        if [paper.id for paper in ordered] == [paper.id for paper in self.papers]:
            self.papers = ordered
            if ordered:
                self.dataChanged.emit(
                    self.index(0, 0), self.index(len(ordered) - 1, len(COLUMNS) - 1)
                )
            return
        self.beginResetModel()
        self.papers = ordered
        self.endResetModel()

    def row_of(self, paper_id: str) -> int:
        """Where a paper stands, -1 when it does not."""
        return next((row for row, paper in enumerate(self.papers) if paper.id == paper_id), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 — Qt's signature
        """One a paper."""
        return 0 if parent.isValid() else len(self.papers)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 — Qt's signature
        """File, kind, pages, added."""
        return len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The columns' names."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._texts(f"documents.column.{COLUMNS[section]}")
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Only the kind is edited."""
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == KIND_COLUMN else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, small pictures, the kind's code for its editor."""
        paper, column = self.papers[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(paper, column)
        if role == Qt.ItemDataRole.EditRole and column == "kind":
            return paper.doc_type
        if column == "file":
            return self._picture_or_tip(paper, role)
        if role == Qt.ItemDataRole.ToolTipRole and column == "kind":
            return self._texts("documents.kind_tip")
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A kind was chosen; the page has it written."""
        paper = self.papers[index.row()]
        if not isinstance(value, str) or DocType(value) is paper.doc_type:
            return False
        self.kind_chosen.emit(paper.id, DocType(value))
        return True

    def _picture_or_tip(self, paper: Document, role: int) -> object:
        broken = self._pictures.has_none(paper.sha256)
        if role == Qt.ItemDataRole.DecorationRole:
            if broken:
                return theme.icon("warn", "warning")
            picture = self._pictures.get(paper.sha256)
            return theme.icon("paper", "muted") if picture is None else QIcon(picture)
        if role == Qt.ItemDataRole.ToolTipRole:
            note = "\n" + self._texts("documents.no_picture") if broken else ""
            return isolate(paper.file_name) + note
        return None

    def _words(self, paper: Document, column: str) -> str:
        if column == "kind":
            return self._texts(f"documents.kind.{paper.doc_type}")
        if column == "pages":
            return str(paper.pages)
        if column == "added":
            return date(paper.created_at.astimezone().date())
        # Behind Hebrew and numbers the ending would jump before them; the tip has it all.
        return isolate(PurePath(paper.file_name).stem)

    def _on_picture_arrived(self, sha256: object) -> None:
        for row, paper in enumerate(self.papers):
            if paper.sha256 == sha256:
                index = self.index(row, 0)
                self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])


def _place(kind: DocType) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)
