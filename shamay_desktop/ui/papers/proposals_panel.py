"""Beside the papers: what was read from the chosen one, to be taken a row or all clean ones."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.evidence import Document
from shamay_desktop.domain.reading.accepting import accepting
from shamay_desktop.domain.reading.paper_reading import PaperReading
from shamay_desktop.domain.reading.proposals import Proposal
from shamay_desktop.domain.reading.reading_json import reading_of
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui import theme
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.papers.buttons import action, empty_state
from shamay_desktop.ui.papers.paper_head import PaperHead, identity_of
from shamay_desktop.ui.papers.paper_states import state_of
from shamay_desktop.ui.papers.proposal_entries import Entry, Mark, clean, entries_of
from shamay_desktop.ui.papers.proposals_model import (
    LABEL_COLUMN,
    MARK_COLUMN,
    STANDING_COLUMN,
    VALUE_COLUMN,
    ProposalsModel,
)
from shamay_desktop.ui.papers.proposing import Proposed
from shamay_desktop.ui.widgets.wording import cut

LOOK_MS = 120
ROW_HEIGHT = 26
LABEL_WIDTH, LABEL_SHARE, WIDEST_LABEL, MARK_WIDTH = 136, 0.3, 264, 104
LEAST_WIDTH = 44 * theme.SPACE
ALL_FROM = 58 * theme.SPACE
"""The width from which a second button for taking has room; its key works at any width."""

STANDING_FROM = 74 * theme.SPACE
"""The width from which what stands in the case has a column of its own."""


class ProposalsPanel(QWidget):
    """It changes nothing itself: it says what is taken, as a page does."""

    edited = Signal(object)
    """tuple[Change, ...]."""

    taken = Signal(int)
    """How many values a gesture took."""

    paper_asked = Signal(object)
    """PaperAsked: light the place of a row."""

    read_asked = Signal(str)
    """Id of a paper that is to be read (anew)."""

    versions_asked = Signal(object)
    """Document."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setObjectName("proposals-panel")
        self._context = context
        self._texts = context.texts
        self.paper: Document | None = None
        self._proposed: Proposed | None = None
        self.model = ProposalsModel(context.texts)
        self._look = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._look.timeout.connect(self.ask_place)
        self._build()
        self.setMinimumWidth(LEAST_WIDTH)
        self._connect()
        self.show_paper(None)

    # -- what is shown --------------------------------------------------------------------

    def show_paper(self, paper: Document | None) -> None:
        """What was read from a paper; None: no paper is chosen."""
        other = (paper and paper.id) != (self.paper and self.paper.id)
        self.paper = paper
        self._look.stop()
        self._show(other=other)

    def show_proposed(self, proposed: Proposed) -> None:
        """What the papers propose now."""
        self._proposed = proposed
        if self.paper is not None:
            known = {each.id: each for each in proposed.evidence.documents}
            self.paper = known.get(self.paper.id)
        self._show(other=False)

    def note_states(self) -> None:
        """A paper's reading went on."""
        if not self.model.entries:
            self._show(other=False)
        self._show_buttons()

    @property
    def current(self) -> Entry | None:
        """The chosen row."""
        row = self.table.currentIndex().row()
        entries = self.model.entries
        if not 0 <= row < len(entries) or entries[row].is_heading:
            return None
        return entries[row]

    @property
    def found(self) -> Sequence[Proposal]:
        """All proposals of all papers."""
        return () if self._proposed is None else self._proposed.proposals

    def own(self) -> tuple[Proposal, ...]:
        """The proposals of the chosen paper."""
        paper = self.paper
        return tuple(each for each in self.found if paper and each.document.id == paper.id)

    # -- taking ---------------------------------------------------------------------------

    def take_current(self) -> None:
        """Take the chosen row, whatever it is: a person looked at it."""
        entry = self.current
        if entry is None or not entry.can_take or not self.may_edit:
            return
        row = self.table.currentIndex().row()
        self._take(entry.proposals)
        self._go_on_from(row)

    def take_clean(self) -> None:
        """Take all clean values of the chosen paper."""
        self._take(clean(self.own()))

    def take_all_clean(self) -> None:
        """Take the clean values of all papers."""
        self._take(clean(self.found))

    def claim_property(self) -> None:
        """Say that the chosen paper's property is the case's: its block and parcel are taken.

        A number that was read with a doubt waits for its own confirmation.
        """
        if self.paper is not None and self._proposed is not None:
            found = identity_of(self.paper, self._proposed)
            self._take(found, frozenset(each.path for each in found if each.doubt is not None))

    def ask_place(self) -> None:
        """Light the chosen row on its page."""
        entry = self.current
        if entry is not None and entry.asked is not None:
            self.paper_asked.emit(entry.asked)

    def ask_read(self) -> None:
        """Have the chosen paper read anew."""
        if self.paper is not None and self.may_edit:
            self.read_asked.emit(self.paper.id)

    def ask_versions(self) -> None:
        """Show the readings that the chosen paper had."""
        if self.paper is not None:
            self.versions_asked.emit(self.paper)

    @property
    def may_edit(self) -> bool:
        """Whether anything may be taken."""
        return not self._context.read_only

    def _take(self, chosen: Iterable[Proposal], unseen: frozenset[str] = frozenset()) -> None:
        context, wanted = self._context, tuple(chosen)
        at = context.services.clock.now().isoformat(timespec="milliseconds")
        by = context.actor.email
        changes = accepting(context.session.case, wanted, by=by, at=at, unseen=unseen)
        if changes and self.may_edit:
            self.edited.emit(changes)
            self.taken.emit(len(wanted))

    def _go_on_from(self, row: int) -> None:
        """The next row that can be taken; who walks with Enter need not use arrows."""
        entries = self.model.entries
        behind = (at for at in range(row + 1, len(entries)) if entries[at].can_take)
        following = next(behind, None)
        if following is not None:
            self.table.setCurrentIndex(self.model.index(following, LABEL_COLUMN))

    # -- showing --------------------------------------------------------------------------

    def _show(self, *, other: bool) -> None:
        paper = self.paper
        read = None if paper is None else reading_of(paper)
        entries = [] if paper is None or read is None else self._entries(paper, read)
        row = self.table.currentIndex().row()
        if self.model.show(entries):
            self._span_headings()
            self._choose(0 if other else row)
        self._show_standing()
        self.stack.setCurrentWidget(self.table if entries else self.empty)
        self._show_empty(paper)
        self.head.show_paper(paper, read, self._proposed, self._case)
        self._show_detail()
        self._show_buttons()

    def _entries(self, paper: Document, read: PaperReading) -> list[Entry]:
        return entries_of(paper, read, self.own(), self._case, self._texts)

    @property
    def _case(self) -> Case:
        return self._context.session.case if self._proposed is None else self._proposed.case

    def _span_headings(self) -> None:
        self.table.clearSpans()
        for row, entry in enumerate(self.model.entries):
            if entry.is_heading:
                self.table.setSpan(row, 0, 1, self.model.columnCount())

    def _choose(self, row: int) -> None:
        """Keep a row chosen without showing its place: nobody walked there."""
        entries = self.model.entries
        rows = [at for at, entry in enumerate(entries) if not entry.is_heading]
        if rows:
            nearest = min(rows, key=lambda at: abs(at - row))
            blocked = self.table.selectionModel().blockSignals(True)  # noqa: FBT003 — Qt's own
            self.table.setCurrentIndex(self.model.index(nearest, LABEL_COLUMN))
            self.table.selectionModel().blockSignals(blocked)
            self.table.scrollToTop() if row <= rows[0] else None

    def _show_empty(self, paper: Document | None) -> None:
        texts = self._texts
        if paper is None:
            has_any = self._proposed is not None and bool(self._proposed.evidence.documents)
            words = texts("papers.nothing_chosen" if has_any else "papers.no_papers")
            self._say_empty(words)
            return
        state = state_of(paper, self._context.reading.work_of(paper.id), {}, texts)
        if state.code == "failed":
            self._say_empty(texts("papers.failed", reason=state.tip), "papers.read_again")
        elif state.code in ("waiting", "reading"):
            self._say_empty(texts("papers.reading"))
        elif state.code in ("unread", "cancelled", "broken"):
            self._say_empty(texts("papers.unread"), "papers.read_now")
        elif state.code == "newer":
            self._say_empty(state.tip)
        else:
            self._say_empty(texts("papers.nothing_found"), "papers.read_again")

    def _say_empty(self, words: str, button: str = "") -> None:
        self.empty_words.setText(words)
        self.empty_button.setVisible(bool(button) and self.may_edit)
        if button:
            self.empty_button.setText(self._texts(button))

    def _show_detail(self) -> None:
        entry = self.current
        if entry is None:
            self.detail.clear()
            return
        texts = self._texts
        lines = []
        if entry.standing:
            lines.append(texts("papers.detail.standing", value=entry.standing))
        lines += entry.reasons
        if entry.text and entry.text != strip_marks(entry.value):
            lines.append(texts("papers.detail.text", text=entry.text))
        self.detail.setText("\n".join(cut(each) for each in lines))
        loud = entry.mark in (Mark.FOREIGN, Mark.DIFFERS, Mark.LOOK)
        theme.set_tone(self.detail, "warning" if loud else "muted")

    def _show_buttons(self) -> None:
        entry, texts, may = self.current, self._texts, self.may_edit
        own, everything = len(clean(self.own())), len(clean(self.found))
        self.take.setEnabled(may and entry is not None and entry.can_take)
        self.take_all.setEnabled(may and own > 0)
        self.take_all.setText(texts("papers.take_clean", count=own))
        self.take_everything.setEnabled(may and everything > 0)
        self.take_everything.setText(texts("papers.take_all_clean", count=everything))
        for button in (self.take, self.take_all, self.take_everything):
            button.setVisible(may and bool(self.model.entries))
        roomy = self.width() >= ALL_FROM
        self.take_everything.setVisible(may and everything > own and roomy)
        paper = self.paper
        busy = paper is not None and self._is_busy(paper)
        self.head.again.setVisible(may)
        self.head.again.setEnabled(paper is not None and not busy)
        self.head.versions.setEnabled(paper is not None and reading_of(paper) is not None)

    def _is_busy(self, paper: Document) -> bool:
        work = self._context.reading.work_of(paper.id)
        return work is not None and work.stage.value in ("waiting", "reading")

    # -- events ---------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and the space bar take the row."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self.take_current()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands in the case gives way where there is little room; the detail says it."""
        super().resizeEvent(event)
        label = round(self.width() * LABEL_SHARE)
        self.table.setColumnWidth(LABEL_COLUMN, min(max(label, LABEL_WIDTH), WIDEST_LABEL))
        self._show_standing()
        self._show_buttons()

    def _show_standing(self) -> None:
        """What stands has a column where there is room, and something to be said."""
        needed = any(entry.standing for entry in self.model.entries)
        self.table.setColumnHidden(STANDING_COLUMN, not needed or self.width() < STANDING_FROM)

    def _on_current_changed(self, _current: QModelIndex) -> None:
        self._show_detail()
        self._show_buttons()
        self._look.start()

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        self.head = PaperHead(self._texts, may_edit=self.may_edit)
        self.table = self._make_table()
        self.empty_button = action(self._texts, "read-paper", "papers.read_now", "", "primary")
        self.empty = empty_state("", self.empty_button, self.ask_read)
        words = self.empty.findChild(QLabel)
        if not isinstance(words, QLabel):
            raise TypeError("an empty state has a sentence")
        self.empty_words = words
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.detail = QLabel(wordWrap=True)
        self.detail.setObjectName("proposal-detail")
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme.align_leading(self.detail)
        self.take = action(self._texts, "take-proposal", "papers.take_one")
        self.take_all = action(self._texts, "take-clean", "papers.take_clean", "", "primary")
        self.take_everything = action(self._texts, "take-all-clean", "papers.take_all_clean")
        self._lay_out()

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("proposals-table")
        table.setAccessibleName(self._texts("papers.proposals"))
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column in (VALUE_COLUMN, STANDING_COLUMN):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(LABEL_COLUMN, LABEL_WIDTH)
        table.setColumnWidth(MARK_COLUMN, MARK_WIDTH)
        table.installEventFilter(self)
        return table

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(2 * theme.SPACE, theme.SPACE // 2, 2 * theme.SPACE, theme.SPACE)
        foot.setSpacing(theme.SPACE)
        foot.addWidget(self.take_all)
        foot.addWidget(self.take_everything)
        foot.addStretch(1)
        foot.addWidget(self.take)
        self.detail.setContentsMargins(2 * theme.SPACE, 0, 2 * theme.SPACE, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addWidget(self.head)
        column.addWidget(self.stack, 1)
        column.addWidget(self.detail)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.table.selectionModel().currentChanged.connect(self._on_current_changed)
        self.table.doubleClicked.connect(lambda _index: self.take_current())
        self.table.clicked.connect(lambda _index: self._look.start())
        self.take.clicked.connect(self.take_current)
        self.take_all.clicked.connect(self.take_clean)
        self.take_everything.clicked.connect(self.take_all_clean)
        self.head.claimed.connect(self.claim_property)
        self.head.again.clicked.connect(self.ask_read)
        self.head.versions.clicked.connect(self.ask_versions)
