"""The tab of papers: the rows, and what can be done with them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.evidence import CaseEvidence, DocType, Document
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action, ActionSet
from shamay_desktop.ui.canvases.lazy_pictures import LazyPictures
from shamay_desktop.ui.pages.page import PageContext, PaperAsked
from shamay_desktop.ui.papers.buttons import action, empty_state, tool
from shamay_desktop.ui.papers.case_files import CaseFiles
from shamay_desktop.ui.papers.kind_delegate import AnnexDelegate, BadgeDelegate, KindDelegate
from shamay_desktop.ui.papers.papers_model import (
    ANNEX_COLUMN,
    COLUMNS,
    FILE_COLUMN,
    KIND_COLUMN,
    KINDS,
    NUMBER_COLUMN,
    SIGNATURE_COLUMN,
    STATE_COLUMN,
    PapersModel,
)
from shamay_desktop.ui.papers.papers_table import PapersTable
from shamay_desktop.ui.papers.proposals_panel import ProposalsPanel

LOOK_MS = 150
THUMB = 40
WIDTHS = {
    "number": 56, "kind": 140, "state": 148, "signature": 64, "annex": 152, "pages": 64,
    "size": 80, "added": 96,
}  # fmt: skip
NARROW = {"kind": 112, "state": 120}
"""Widths where the table has room for little else."""

NARROW_BELOW = 84 * theme.SPACE
ROOM = {
    "signature": 84 * theme.SPACE,
    "annex": 66 * theme.SPACE,
    "pages": 92 * theme.SPACE,
    "size": 110 * theme.SPACE,
    "added": 122 * theme.SPACE,
}
"""The table's width from which these columns have room; the file's name always has some."""
LEAST_HEIGHT = 30 * theme.SPACE
ABOVE_ROWS = 13 * theme.SPACE
"""The buttons and the heading above the rows."""

WORDS_FROM = 72 * theme.SPACE
"""The panel's width from which the button that orders by kind has room for its words."""


class PapersPanel(QWidget):
    """Shows the papers; walking the rows shows each beside the form."""

    paper_asked = Signal(object)
    """PaperAsked."""

    order_changed = Signal(str, object)
    """Key of what to say, list[str]: ids that had a place before, for `order_back`."""

    files_asked = Signal()
    folder_asked = Signal()
    paste_asked = Signal()

    def __init__(self, context: PageContext, files: CaseFiles, pictures: LazyPictures) -> None:
        super().__init__()
        self.setObjectName("papers-panel")
        self._texts = context.texts
        self._files = files
        self.model = PapersModel(context.texts, pictures, context.reading)
        self.proposals = ProposalsPanel(context)
        context.reading.changed.connect(self.proposals.note_states)
        self.proposals.paper_asked.connect(self._on_place_asked)
        self.model.kind_chosen.connect(files.set_kind)
        self.model.captioned.connect(files.caption_paper)
        self.may_edit = True
        self._look = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._look.timeout.connect(self.ask_current)
        self._chosen: str | None = None
        self._drawn = False
        self._moved: tuple[str, list[str]] | None = None
        self._build()
        self._bind()
        self.show_evidence(CaseEvidence())

    def show_evidence(self, evidence: CaseEvidence) -> None:
        """Show the papers; the chosen one stays chosen wherever its row goes."""
        chosen = self._chosen
        self.model.show(evidence, keep_order=self._files.is_ordering)
        self.stack.setCurrentWidget(self.table if evidence.documents else self.empty)
        # Where there is no paper, one sentence is enough.
        self.proposals.setVisible(bool(evidence.documents))
        self._share_room()
        # What was read of the first paper is seen at once; the paper itself when it is asked for.
        row = self.model.row_of(chosen) if chosen else 0
        if 0 <= row < len(evidence.documents) and row != self.table.currentIndex().row():
            self.table.setCurrentIndex(self.model.index(row, 0))
        self._look.stop()
        self._show_proposals()
        self._show_actions()

    @property
    def current(self) -> Document | None:
        """The chosen paper."""
        return self.table.current

    def ask_current(self) -> None:
        """Show the chosen paper beside the form."""
        if (paper := self.current) is not None:
            self.paper_asked.emit(PaperAsked(paper.sha256))

    def set_may_edit(self, *, may_edit: bool) -> None:
        """Who may only read sees no editing."""
        self.may_edit = self.model.may_edit = may_edit
        self.first.setVisible(may_edit)
        self._show_actions()

    def show_numbers(self, *, shown: bool) -> None:
        """Number the papers, unless the report is to have no annexes."""
        self.table.setColumnHidden(NUMBER_COLUMN, not shown)

    def order_by_kind(self) -> None:
        """Take back every place that a person gave."""
        placed, self._moved = self.model.placed, None
        self._files.order_papers(())
        self.order_changed.emit("documents.annexes_by_kind", placed)

    def order_back(self, placed: Sequence[str]) -> None:
        """Give these papers, and no others, their places again; those that went stay away."""
        self._moved = None
        self._files.order_papers([each for each in placed if self.model.row_of(each) >= 0])

    def edit_here(self) -> None:
        """Open the list of kinds where that stands, else type what the annex is called."""
        index = self.table.currentIndex()
        if index.isValid() and self.may_edit:
            column = KIND_COLUMN if index.column() == KIND_COLUMN else ANNEX_COLUMN
            self.table.edit(index.siblingAtColumn(column))

    def set_kind(self, kind: DocType) -> None:
        """Say what the chosen paper is."""
        if (paper := self.current) is not None:
            self._files.set_kind(paper.id, kind)

    def turn(self, degrees: int) -> None:
        """Turn the chosen paper's pages clockwise, in the report too."""
        if (paper := self.current) is not None:
            self._files.turn_paper(paper.id, degrees)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Size, day and words of a button give way when there is little room."""
        super().resizeEvent(event)
        self._share_room()
        for name, least in ROOM.items():
            self.table.setColumnHidden(COLUMNS.index(name), self.width() < least)
        widths = WIDTHS | NARROW if self.width() < NARROW_BELOW else WIDTHS
        for name in NARROW:
            self.table.setColumnWidth(COLUMNS.index(name), widths[name])
        self.by_kind.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonIconOnly
            if self.width() < WORDS_FROM
            else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )

    def remove_current(self) -> None:
        """Take the chosen paper out of the case."""
        if (paper := self.current) is not None:
            self._files.remove((paper,))

    def _on_current_changed(self, current: QModelIndex) -> None:
        paper = self.current
        if paper is not None:
            self._chosen = paper.id
            self._look.start()
        self._show_proposals()
        self._show_actions()

    def _share_room(self) -> None:
        """The rows take what they need, at most two fifths, until a person draws the line."""
        if self._drawn or not self.model.papers or self.height() < LEAST_HEIGHT:
            return
        rows = len(self.model.papers) * (THUMB + theme.SPACE) + ABOVE_ROWS
        above = min(rows, self.height() * 2 // 5)
        self.splitter.setSizes([above, self.height() - above])

    def _on_splitter_moved(self) -> None:
        self._drawn = True

    def _show_proposals(self) -> None:
        self.proposals.show_paper(self.current)

    def _on_place_asked(self, _asked: PaperAsked) -> None:
        """Who walks on into the proposals wants their place, not the paper's beginning."""
        self._look.stop()

    def _on_table_ordered(self, paper_id: str, placed: list[str]) -> None:
        """A paper that goes on step by step goes back to where it was before the first."""
        if self._moved is not None and self._moved[0] == paper_id:
            placed = self._moved[1]
        self._moved = (paper_id, placed)
        self._files.order_papers(self.model.placed)
        self.order_changed.emit("documents.annexes_ordered", placed)
        self._show_actions()

    def _on_clicked(self, index: QModelIndex) -> None:
        # The first paper is chosen from the start: a click on it is no change, and still wants it.
        self._look.start()
        if index.column() == KIND_COLUMN and self.may_edit:
            self.table.edit(index)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if index.column() == ANNEX_COLUMN:
            self.edit_here()
        elif index.column() != KIND_COLUMN:
            self.ask_current()

    def _on_make_photo(self) -> None:
        if (paper := self.current) is not None:
            self._files.make_photo(paper.id)

    def _show_actions(self) -> None:
        paper = self.current
        for widget in (self.add, self.add_folder, *self._editing):
            widget.setVisible(self.may_edit and bool(self.model.papers))
        self.by_kind.setVisible(self.can_order_by_kind())
        for button in (self.remove, self.turn_left, self.turn_right):
            button.setEnabled(paper is not None)
        # Only pictures can be photos; the use case looks into the file itself.
        self.to_photo.setEnabled(
            paper is not None and not paper.file_name.casefold().endswith(".pdf")
        )

    def can_order_by_kind(self) -> bool:
        """Whether a person gave papers another order, and this one may take it back."""
        return self.may_edit and bool(self.model.placed)

    def _build(self) -> None:
        texts = self._texts
        self.add = action(texts, "add-files", "documents.add_files", "plus", "primary")
        self.add_folder = tool(texts, "folder", "documents.add_folder")
        self.by_kind = tool(texts, "list", "documents.papers_by_kind", words=True)
        self.turn_left = tool(texts, "rotate-left", "documents.rotate_left")
        self.turn_right = tool(texts, "rotate", "documents.rotate_right")
        self.to_photo = tool(texts, "picture", "documents.make_photo")
        self.remove = tool(texts, "trash", "documents.remove", words=True)
        self.remove.setObjectName("action:remove-paper")
        self._editing = (self.turn_left, self.turn_right, self.to_photo, self.remove)
        self.table = self._make_table()
        self.empty = self._make_empty()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        row.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        row.addWidget(self.add)
        row.addWidget(self.add_folder)
        row.addWidget(self.by_kind)
        row.addStretch(1)
        for button in self._editing:
            row.addWidget(button)
        above = QWidget()
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.stack, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("papers-splitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(above)
        self.splitter.addWidget(self.proposals)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.splitterMoved.connect(self._on_splitter_moved)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.splitter)

    def _make_table(self) -> PapersTable:
        table = PapersTable(self.model)
        table.setObjectName("papers-table")
        table.setAccessibleName(self._texts("documents.papers"))
        table.setItemDelegateForColumn(KIND_COLUMN, KindDelegate(self._texts, table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setItemDelegateForColumn(ANNEX_COLUMN, AnnexDelegate(self._texts, table))
        for column in (STATE_COLUMN, SIGNATURE_COLUMN):
            table.setItemDelegateForColumn(column, BadgeDelegate(table))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setIconSize(QSize(THUMB, THUMB))
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(THUMB + theme.SPACE)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(FILE_COLUMN, QHeaderView.ResizeMode.Stretch)
        for name, width in WIDTHS.items():
            table.setColumnWidth(COLUMNS.index(name), width)
        table.selectionModel().currentChanged.connect(self._on_current_changed)
        table.clicked.connect(self._on_clicked)
        table.doubleClicked.connect(self._on_double_clicked)
        table.ordered.connect(self._on_table_ordered)
        return table

    def _make_empty(self) -> QWidget:
        self.first = action(self._texts, "add-first", "documents.add_files", "plus", "primary")
        return empty_state(self._texts("documents.no_papers"), self.first, self.files_asked.emit)

    def _bind(self) -> None:
        self.add.clicked.connect(self.files_asked)
        self.add_folder.clicked.connect(self.folder_asked)
        self.to_photo.clicked.connect(self._on_make_photo)
        self.remove.clicked.connect(self.remove_current)
        self.by_kind.clicked.connect(self.order_by_kind)
        self.turn_left.clicked.connect(lambda: self.turn(-90))
        self.turn_right.clicked.connect(lambda: self.turn(90))
        self._declare_row_actions()
        self._declare_panel_actions()

    def _has_editable(self) -> bool:
        return self.may_edit and self.current is not None

    def _has_proposal(self) -> bool:
        return self.may_edit and self.proposals.current is not None

    def _can_move(self) -> bool:
        return self._has_editable() and self.table.can_order

    def _declare_row_actions(self) -> None:
        some = self._has_editable
        self.table_actions = ActionSet(self.table)
        self.table_actions.add(
            *(
                Action(
                    "paper_kind",
                    partial(self.set_kind, kind),
                    (str(place),),
                    "papers",
                    "paper",
                    self._texts(f"documents.kind.{kind}"),
                    enabled=some,
                )
                for place, kind in enumerate(KINDS, start=1)
            ),
            Action("paper_open", self.ask_current, ("Return", "Enter"), "papers", "eye"),
            Action("paper_caption", self.edit_here, ("F2",), "papers", "typed", enabled=some),
            Action("paper_turn_left", partial(self.turn, -90), ("Ctrl+[",), "papers",
                   "rotate-left", enabled=some),
            Action("paper_turn_right", partial(self.turn, 90), ("Ctrl+]",), "papers", "rotate",
                   enabled=some),
            Action("paper_earlier", partial(self.table.move_current, -1), ("Alt+Up",), "papers",
                   "up", enabled=self._can_move),
            Action("paper_later", partial(self.table.move_current, 1), ("Alt+Down",), "papers",
                   "down", enabled=self._can_move),
            Action("read_again", self.proposals.ask_read, ("F5",), "papers", "refresh",
                   enabled=some),
            Action("paper_versions", self.proposals.ask_versions, (), "papers", "history",
                   enabled=lambda: self.current is not None),
            Action("paper_remove", self.remove_current, ("Del",), "papers", "trash", enabled=some),
        )  # fmt: skip

    def _declare_panel_actions(self) -> None:
        self.panel_actions = ActionSet(self)
        self.panel_actions.add(
            Action("add_papers", self.files_asked.emit, (), "papers", "plus",
                   enabled=lambda: self.may_edit),
            Action("add_paper_folder", self.folder_asked.emit, (), "papers", "folder",
                   enabled=lambda: self.may_edit),
            Action("paste_papers", self.paste_asked.emit, ("Ctrl+V",), "papers", "paste",
                   enabled=lambda: self.may_edit),
            Action("take_clean", self.proposals.take_clean, ("Ctrl+Shift+Return",), "papers",
                   "check", enabled=lambda: self.may_edit),
            Action("take_all_clean", self.proposals.take_all_clean, ("Ctrl+Alt+Return",),
                   "papers", "check", enabled=lambda: self.may_edit),
            Action("take_proposal", self.proposals.take_current, ("Space",), "papers", "plus",
                   bound=False, enabled=self._has_proposal),
            Action("papers_by_kind", self.order_by_kind, (), "papers", "list",
                   enabled=self.can_order_by_kind),
            Action("paper_to_photos", self._on_make_photo, (), "papers", "picture",
                   enabled=self._has_editable),
        )  # fmt: skip
