"""The papers of a case as rows: annex number, file, kind, reading, name, pages, size, day."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap, QTransform

from shamay_desktop.domain.evidence import CaseEvidence, DocType, Document
from shamay_desktop.domain.reading.belonging import Belongs, Place
from shamay_desktop.domain.reading.reading_json import reading_of
from shamay_desktop.i18n.formats import date
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.lazy_pictures import LazyPictures
from shamay_desktop.ui.models.columns_model import ColumnsModel, Index
from shamay_desktop.ui.papers.paper_states import Badge, seal_of, state_of
from shamay_desktop.ui.papers.photo_words import size_words
from shamay_desktop.ui.papers.reading_queue import ReadingQueue
from shamay_desktop.usecases.report.papers import annexed, paper_title

COLUMNS = ("number", "file", "kind", "state", "signature", "annex", "pages", "size", "added")
NUMBER_COLUMN, FILE_COLUMN = COLUMNS.index("number"), COLUMNS.index("file")
KIND_COLUMN, ANNEX_COLUMN = COLUMNS.index("kind"), COLUMNS.index("annex")
STATE_COLUMN, SIGNATURE_COLUMN = COLUMNS.index("state"), COLUMNS.index("signature")
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


class PapersModel(ColumnsModel):
    """Rows in the order of the annexes."""

    kind_chosen = Signal(str, object)
    """Id of a paper, DocType."""

    captioned = Signal(str, str)
    """Id of a paper, and what its annex is to be called."""

    def __init__(self, texts: Texts, pictures: LazyPictures, queue: ReadingQueue) -> None:
        super().__init__(texts, COLUMNS, "documents.column")
        self._queue = queue
        self._belongs: Mapping[Place, Belongs] = {}
        self._pictures = pictures
        self._titles: dict[str, str] = {}
        self.may_edit = True
        self.papers: list[Document] = []
        pictures.arrived.connect(self._on_picture_arrived)
        queue.changed.connect(self._on_states_changed)

    def show(self, evidence: CaseEvidence, *, keep_order: bool = False) -> None:
        """Show the papers; rows that stand where they stood are only refreshed.

        With `keep_order` an order that is shown and not yet stored stays, if the papers are these.
        """
        papers = evidence.documents
        self._titles = {paper.id: paper_title(self._texts, evidence, paper) for paper in papers}
        ordered = list(annexed(evidence))
        if keep_order and {paper.id for paper in self.papers} == {paper.id for paper in ordered}:
            places = {paper.id: paper.order for paper in self.papers}
            ordered.sort(key=lambda paper: self.row_of(paper.id))
            ordered = [replace(paper, order=places[paper.id]) for paper in ordered]
        if [paper.id for paper in ordered] == [paper.id for paper in self.papers]:
            self.papers = ordered
            self.note_rows()
            return
        self.beginResetModel()
        self.papers = ordered
        self.endResetModel()

    def show_belongs(self, belongs: Mapping[Place, Belongs]) -> None:
        """Which readings speak of the case's property."""
        if belongs != self._belongs:
            self._belongs = belongs
            self._on_states_changed()

    def state(self, row: int) -> Badge:
        """Where the reading of a paper stands."""
        paper = self.papers[row]
        return state_of(paper, self._queue.work_of(paper.id), self._belongs, self._texts)

    @property
    def placed(self) -> list[str]:
        """Ids of the papers that a person gave a place, in their order; empty: all by kind."""
        return [paper.id for paper in self.papers if paper.order is not None]

    def move(self, row: int, before: int) -> bool:
        """Put a paper before the one in another row, at once; whether anything moved."""
        if before in (row, row + 1) or not 0 <= before <= len(self.papers):
            return False
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), before)
        papers = [*self.papers[:row], *self.papers[row + 1 :]]
        papers.insert(before if before < row else before - 1, self.papers[row])
        self.papers = [replace(paper, order=place) for place, paper in enumerate(papers)]
        self.endMoveRows()
        self.dataChanged.emit(
            self.index(0, NUMBER_COLUMN), self.index(len(papers) - 1, NUMBER_COLUMN)
        )
        return True

    def row_of(self, paper_id: str) -> int:
        """Where a paper stands, -1 when it does not."""
        return next((row for row, paper in enumerate(self.papers) if paper.id == paper_id), -1)

    def row_total(self) -> int:
        """One a paper."""
        return len(self.papers)

    def title_of(self, column: str) -> str:
        """Of the reading's marks the papers' own words."""
        own = column in ("state", "signature")
        return self._texts(f"papers.column.{column}") if own else super().title_of(column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """A column's heading says in its tip what can be done there."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(COLUMNS[section])
        return super().headerData(section, orientation, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows are dragged to other places; the kind and the annex's name are edited."""
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if self.may_edit:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if self.may_edit and index.column() in (KIND_COLUMN, ANNEX_COLUMN):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, small pictures, the kind's code for its editor."""
        paper, column = self.papers[index.row()], COLUMNS[index.column()]
        if column in ("number", "state", "signature"):
            return self._mark_data(index.row(), column, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(paper, column)
        if role == Qt.ItemDataRole.EditRole:
            return {"kind": paper.doc_type, "annex": paper.caption}.get(column)
        if column == "file":
            return self._picture_or_tip(paper, role)
        if column == "annex" and role == Qt.ItemDataRole.ForegroundRole and not paper.caption:
            return theme.colour("muted")
        return self._tip(column) if role == Qt.ItemDataRole.ToolTipRole else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A kind was chosen or a name typed; the page has it written."""
        paper = self.papers[index.row()]
        if not isinstance(value, str):
            return False
        if index.column() == ANNEX_COLUMN:
            words = " ".join(value.split())
            if words != paper.caption:
                self.captioned.emit(paper.id, words)
        elif DocType(value) is not paper.doc_type:
            self.kind_chosen.emit(paper.id, DocType(value))
        return True

    def _number(self, row: int, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(row + 1)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return self._tip("number") if role == Qt.ItemDataRole.ToolTipRole else None

    def _mark_data(self, row: int, column: str, role: int) -> object:
        if column == "number":
            return self._number(row, role)
        if column == "state":
            return _badge_data(self.state(row), role)
        return self._seal_data(self.papers[row], role)

    def _seal_data(self, paper: Document, role: int) -> object:
        """Only the icon has room; a reader of the screen hears the word."""
        read = reading_of(paper)
        if read is None:
            return None
        seal = seal_of(read.signature, self._texts)
        if role == Qt.ItemDataRole.DisplayRole:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return seal.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{seal.words}\n{seal.tip}"
        return _badge_data(seal, role)

    def _tip(self, column: str) -> str | None:
        """What can be done in a column by who may."""
        has_one = self.may_edit and column in ("number", "kind", "annex")
        return self._texts(f"documents.{column}_tip") if has_one else None

    def _picture_or_tip(self, paper: Document, role: int) -> object:
        broken = self._pictures.has_none(paper.sha256)
        if role == Qt.ItemDataRole.DecorationRole:
            if broken:
                return theme.icon("warn", "warning")
            picture = self._pictures.get(paper.sha256)
            return theme.icon("paper", "muted") if picture is None else _turned(picture, paper)
        if role == Qt.ItemDataRole.ToolTipRole:
            note = "\n" + self._texts("documents.no_picture") if broken else ""
            return isolate(paper.file_name) + note
        return None

    def _words(self, paper: Document, column: str) -> str:
        if column == "kind":
            return self._texts(f"documents.kind.{paper.doc_type}")
        if column == "annex":
            return isolate(self._titles.get(paper.id, paper.caption))
        if column == "pages":
            return str(paper.pages)
        if column == "size":
            return size_words(self._texts, paper.size)
        if column == "added":
            return date(paper.created_at.astimezone().date())
        # Behind Hebrew and numbers the ending would jump before them; the tip has it all.
        return isolate(PurePath(paper.file_name).stem)

    def _on_states_changed(self) -> None:
        if self.papers:
            last = len(self.papers) - 1
            self.dataChanged.emit(self.index(0, STATE_COLUMN), self.index(last, SIGNATURE_COLUMN))

    def _on_picture_arrived(self, sha256: object) -> None:
        for row, paper in enumerate(self.papers):
            if paper.sha256 == sha256:
                index = self.index(row, FILE_COLUMN)
                self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])


def _badge_data(badge: Badge, role: int) -> object:
    if role == Qt.ItemDataRole.DisplayRole:
        return badge.words
    if role == Qt.ItemDataRole.DecorationRole:
        return theme.icon(badge.icon, badge.tone)
    if role == Qt.ItemDataRole.ForegroundRole and badge.tone != "ink":
        return theme.colour(badge.tone)
    return badge.tip if role == Qt.ItemDataRole.ToolTipRole else None


def _turned(picture: QPixmap, paper: Document) -> QIcon:
    return QIcon(picture.transformed(QTransform().rotate(paper.rotation)))
