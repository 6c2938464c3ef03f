"""The readings that a paper had: when, by whom, how many values; and the way back to one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.evidence import Document
from shamay_desktop.domain.reading.reading_json import decode_reading
from shamay_desktop.domain.records import Extraction
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.cases.columns import day_and_time
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.models.columns_model import ColumnsModel, Index
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.papers.buttons import action
from shamay_desktop.ui.papers.paper_states import values_of
from shamay_desktop.usecases.cases.listing import list_choices
from shamay_desktop.usecases.reading.versions import restore_version, versions_of
from shamay_desktop.usecases.services import Services

COLUMNS = ("number", "when", "who", "values", "note")
SIZE = (72 * theme.SPACE, 44 * theme.SPACE)


@dataclass(frozen=True, slots=True)
class Version:
    """A reading as it is told; `values` None: it cannot be read any more."""

    number: int
    when: str
    who: str
    values: int | None
    restored_from: int | None


def read_versions(
    services: Services, actor: Actor, valuation_id: str, document_id: str
) -> tuple[Version, ...]:
    """Every version of a paper's reading, the newest first."""
    people = list_choices(services, actor).people
    versions = versions_of(services, actor, valuation_id, document_id)
    return tuple(_told(each, people) for each in reversed(versions))


def _told(version: Extraction, people: Mapping[str, str]) -> Version:
    try:
        values: int | None = values_of(decode_reading(version.content))
    except Refused:
        values = None
    who = people.get(version.created_by_id, "")
    when = day_and_time(version.created_at)
    return Version(version.number, when, who, values, version.restored_from)


class VersionsModel(ColumnsModel):
    """A row a version."""

    def __init__(self, texts: Texts) -> None:
        super().__init__(texts, COLUMNS, "papers.version")
        self.versions: Sequence[Version] = ()

    def show(self, versions: Sequence[Version]) -> None:
        """Show versions, the newest first."""
        self.beginResetModel()
        self.versions = versions
        self.endResetModel()

    def row_total(self) -> int:
        """One a version."""
        return len(self.versions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Number, moment, person, count, and what is to be said of it."""
        version, texts = self.versions[index.row()], self._texts
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        values = texts("papers.version.broken") if version.values is None else str(version.values)
        note = texts("papers.version.current") if index.row() == 0 else ""
        if version.restored_from is not None:
            restored = texts("papers.version.restored", number=version.restored_from)
            note = f"{note} · {restored}" if note else restored
        words = (str(version.number), isolate(version.when), isolate(version.who), values, note)
        return words[index.column()]


class VersionsDialog(QDialog):
    """Enter on a row, or the button, takes that version up again; the values of the case stay."""

    restored = Signal()

    def __init__(self, context: PageContext, paper: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("versions")
        self._context = context
        self._paper = paper
        texts = context.texts
        title = texts("papers.versions_title", file=paper.file_name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = VersionsModel(texts)
        self._build(title)
        self.resize(*SIZE)
        self._read()

    def restore(self) -> None:
        """Take the chosen version up again."""
        row = self.table.currentIndex().row()
        if not self._can_restore(row):
            return
        context = self._context
        self.again.setEnabled(False)
        context.tasks.run(
            restore_version,
            context.services,
            context.actor,
            context.session.valuation.id,
            self._paper.id,
            self.model.versions[row].number,
            owner=self,
            on_done=self._on_restored,
            on_failed=self._on_failed,
        )

    def _can_restore(self, row: int) -> bool:
        versions = self.model.versions
        inside = 0 < row < len(versions)
        return inside and versions[row].values is not None and not self._context.read_only

    def _read(self) -> None:
        context = self._context
        context.tasks.run(
            read_versions,
            context.services,
            context.actor,
            context.session.valuation.id,
            self._paper.id,
            owner=self,
            on_done=self._on_read,
            on_failed=self._on_failed,
        )

    def _on_read(self, versions: tuple[Version, ...]) -> None:
        self.model.show(versions)
        self.words.setText("" if versions else self._context.texts("papers.version.none"))
        self.words.setVisible(not versions)
        if versions:
            self.table.setCurrentIndex(self.model.index(min(1, len(versions) - 1), 0))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_button()

    def _on_restored(self, _changes: object) -> None:
        self.restored.emit()
        self.accept()

    def _on_failed(self, error: ShamayError) -> None:
        self.words.setText(error_words(self._context.texts, error))
        theme.set_tone(self.words, "error")
        self.words.show()
        self._show_button()

    def _show_button(self) -> None:
        self.again.setEnabled(self._can_restore(self.table.currentIndex().row()))

    def _build(self, title: str) -> None:
        texts = self._context.texts
        heading = QLabel(title, wordWrap=True)
        theme.set_tone(heading, "heading")
        theme.align_leading(heading)
        self.words = QLabel(wordWrap=True)
        self.words.setObjectName("versions-words")
        theme.set_tone(self.words, "muted")
        theme.align_leading(self.words)
        self.words.hide()
        self.table = self._make_table()
        self.again = action(texts, "restore-version", "papers.version.restore", "", "primary")
        self.again.setVisible(not self._context.read_only)
        close = action(texts, "close-versions", "papers.version.close")
        self.again.clicked.connect(self.restore)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.again)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE)
        column.addWidget(heading)
        column.addWidget(self.table, 1)
        column.addWidget(self.words)
        column.addLayout(foot)
        self._show_button()

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("versions-table")
        table.setAccessibleName(self._context.texts("papers.version.list"))
        table.setProperty("framed", "true")
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(COLUMNS.index("note"), QHeaderView.ResizeMode.Stretch)
        table.selectionModel().currentChanged.connect(lambda _now: self._show_button())
        table.activated.connect(lambda _index: self.restore())
        return table
