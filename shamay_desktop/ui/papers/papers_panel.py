"""The tab of papers: the rows, and what can be done with them."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.evidence import CaseEvidence, Document
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.lazy_pictures import LazyPictures
from shamay_desktop.ui.pages.page import PaperAsked
from shamay_desktop.ui.papers.case_files import CaseFiles
from shamay_desktop.ui.papers.kind_delegate import KindDelegate
from shamay_desktop.ui.papers.papers_model import KIND_COLUMN, PapersModel

LOOK_MS = 150
THUMB = 40


def action(
    texts: Texts, name: str, key: str, icon: str = "", kind: theme.ButtonKind = "plain"
) -> QPushButton:
    """A button by its text; `key` has a twin `key_tip` when there is more to say."""
    button = QPushButton(texts(key))
    button.setObjectName(f"action:{name}")
    if icon:
        button.setIcon(theme.icon(icon, "on_accent" if kind == "primary" else "ink"))
    if texts.has(f"{key}_tip"):
        button.setToolTip(texts(f"{key}_tip"))
    if kind != "plain":
        theme.set_kind(button, kind)
    return button


class PapersPanel(QWidget):
    """Shows the papers; walking the rows shows each beside the form."""

    paper_asked = Signal(object)
    """PaperAsked."""

    files_asked = Signal()
    folder_asked = Signal()

    def __init__(self, texts: Texts, files: CaseFiles, pictures: LazyPictures) -> None:
        super().__init__()
        self.setObjectName("papers-panel")
        self._texts = texts
        self._files = files
        self.model = PapersModel(texts, pictures)
        self.model.kind_chosen.connect(files.set_kind)
        self._look = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._look.timeout.connect(self.ask_current)
        self._chosen: str | None = None
        self._build()
        self._bind()
        self.show_evidence(CaseEvidence())

    def show_evidence(self, evidence: CaseEvidence) -> None:
        """Show the papers; the chosen one stays chosen wherever its row goes."""
        chosen = self._chosen
        self.model.show(evidence.documents)
        self.stack.setCurrentWidget(self.table if evidence.documents else self.empty)
        row = self.model.row_of(chosen) if chosen else -1
        if row >= 0 and row != self.table.currentIndex().row():
            self.table.setCurrentIndex(self.model.index(row, 0))
        self._look.stop()
        self._show_actions()

    @property
    def current(self) -> Document | None:
        """The chosen paper."""
        row = self.table.currentIndex().row()
        return self.model.papers[row] if 0 <= row < len(self.model.papers) else None

    def ask_current(self) -> None:
        """Show the chosen paper beside the form."""
        if (paper := self.current) is not None:
            self.paper_asked.emit(PaperAsked(paper.sha256))

    def edit_kind(self) -> None:
        """Open the list of kinds at the chosen paper."""
        index = self.table.currentIndex()
        if index.isValid():
            self.table.edit(index.siblingAtColumn(KIND_COLUMN))

    def remove_current(self) -> None:
        """Take the chosen paper out of the case."""
        if (paper := self.current) is not None:
            self._files.remove((paper,))

    def _on_current_changed(self, current: QModelIndex) -> None:
        paper = self.current
        if paper is not None:
            self._chosen = paper.id
            self._look.start()
        self._show_actions()

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == KIND_COLUMN:
            self.table.edit(index)

    def _on_make_photo(self) -> None:
        if (paper := self.current) is not None:
            self._files.make_photo(paper.id)

    def _show_actions(self) -> None:
        paper = self.current
        self.remove.setEnabled(paper is not None)
        # Only pictures can be photos; the use case looks into the file itself.
        self.to_photo.setEnabled(
            paper is not None and not paper.file_name.casefold().endswith(".pdf")
        )

    def _build(self) -> None:
        texts = self._texts
        self.add = action(texts, "add-files", "documents.add_files", "plus", "primary")
        self.add_folder = action(texts, "add-folder", "documents.add_folder", "folder")
        self.to_photo = action(texts, "make-photo", "documents.make_photo", "picture")
        self.remove = action(texts, "remove-paper", "documents.remove", "trash")
        self.table = self._make_table()
        self.empty = self._make_empty()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        row.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        row.addWidget(self.add)
        row.addWidget(self.add_folder)
        row.addStretch(1)
        row.addWidget(self.to_photo)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.stack, 1)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("papers-table")
        table.setAccessibleName(self._texts("documents.papers"))
        table.setModel(self.model)
        table.setItemDelegateForColumn(KIND_COLUMN, KindDelegate(self._texts, table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        table.setIconSize(QSize(THUMB, THUMB))
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(THUMB + theme.SPACE)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for section, width in ((1, 176), (2, 72), (3, 104)):
            table.setColumnWidth(section, width)
        table.selectionModel().currentChanged.connect(self._on_current_changed)
        table.clicked.connect(self._on_clicked)
        table.doubleClicked.connect(lambda _index: self.ask_current())
        return table

    def _make_empty(self) -> QWidget:
        return empty_state(
            self._texts("documents.no_papers"),
            action(self._texts, "add-first", "documents.add_files", "plus", "primary"),
            self.files_asked.emit,
        )

    def _bind(self) -> None:
        self.add.clicked.connect(self.files_asked)
        self.add_folder.clicked.connect(self.folder_asked)
        self.to_photo.clicked.connect(self._on_make_photo)
        self.remove.clicked.connect(self.remove_current)
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Delete", self.remove_current),
            ("Return", self.ask_current),
            ("Enter", self.ask_current),
            ("F2", self.edit_kind),
        ]
        for sequence, do in keys:
            shortcut = QShortcut(QKeySequence(sequence), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(do)


def empty_state(words: str, button: QPushButton, do: Callable[[], object]) -> QWidget:
    """One sentence and one button."""
    label = QLabel(words, wordWrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    theme.set_tone(label, "muted")
    button.clicked.connect(do)
    page = QWidget()
    column = QVBoxLayout(page)
    column.setSpacing(2 * theme.SPACE)
    column.addStretch(2)
    column.addWidget(label)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(3)
    return page
