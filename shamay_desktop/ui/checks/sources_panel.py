"""Papers and fields side by side: facts on which sources disagree, settled here one by one."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Case, Content, Value
from shamay_desktop.domain.editing import Change
from shamay_desktop.domain.evidence import CaseEvidence, Document
from shamay_desktop.domain.reading.decisions import DECISIONS
from shamay_desktop.domain.reading.reading_json import reading_of
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action, ActionSet
from shamay_desktop.ui.checks.claim_words import fact_label, short_words
from shamay_desktop.ui.checks.claims_model import ClaimsModel
from shamay_desktop.ui.checks.claims_table import ClaimsTable
from shamay_desktop.ui.checks.decision_panel import DecisionPanel
from shamay_desktop.ui.checks.foreign_papers import Foreign, ForeignPapers
from shamay_desktop.ui.checks.lines import Kind, Line, lines_of
from shamay_desktop.ui.notice_bar import NoticeBar
from shamay_desktop.ui.pages.page import PageContext, PaperAsked
from shamay_desktop.ui.papers.case_files import CaseFiles, Item
from shamay_desktop.usecases.checks.deciding import (
    accept_proposals,
    correct_identity,
    explain_decision,
    take_claim,
)
from shamay_desktop.usecases.checks.live import Checked
from shamay_desktop.usecases.reading.papers import unread
from shamay_desktop.usecases.report.papers import annexed

FOLLOW_MS = 60
_ASKED = (Kind.FACT, Kind.CLAIM, Kind.MISSING, Kind.WAITING, Kind.DECISION)


class SourcesPanel(QWidget):
    """Foreign papers, the table of facts and sources, and the current one at large."""

    edited = Signal(object)
    go_asked = Signal(str)
    paper_asked = Signal(object)

    paper_followed = Signal(object)
    """PaperAsked: the line that is walked over stands there; shown where a paper is shown."""

    evidence_changed = Signal()

    focused = Signal()
    """An editor below the table has the focus: it is to be seen."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setObjectName("sources-panel")
        self._context = context
        self._checked = Checked(context.session.case, CaseEvidence())
        self._show_settled = False
        self._wanted: str | None = None
        self.files = CaseFiles(context, self)
        self.model = ClaimsModel(context.texts, context.people.named)
        self.table = ClaimsTable(self.model, context.texts)
        self.panel = DecisionPanel(context)
        self.foreign = ForeignPapers(context)
        context.people.changed.connect(self.model.note_names)
        self.notice = NoticeBar(context.texts)
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._build()
        self._connect()
        self._declare_actions()
        self._show()

    def show_checked(self, checked: Checked) -> None:
        """Show what was found; the current line stays the current one, else the next is."""
        self._checked = checked
        self.foreign.show_checked(checked)
        self._show()

    def show_case(self, case: Case) -> None:
        """The reason of a decision may be another; what is open, the next look says."""
        if case is not self._checked.case:
            self.panel.show_line(self.table.line)

    def focus_fact(self, subject: str) -> bool:
        """Go to a fact by its subject or path; False when nothing is said of it."""
        for row, line in enumerate(self.model.lines):
            found = line.contradiction
            if line.path == subject or (found is not None and subject in found.places):
                self.table.select(row)
                self.table.setFocus()
                return True
        return False

    def focus_decision(self, row_id: str) -> None:
        """Go to a decision, or stay at the table when it was taken back."""
        row = self._context.session.case.row("checks.decisions", row_id)
        self._wanted = None if row is None else str(row.content("subject"))
        self.table.setFocus()

    def commit(self) -> None:
        """Keep a reason that is being typed."""
        self.panel.commit()

    # -- showing --------------------------------------------------------------------------

    def _show(self) -> None:
        checked, current = self._checked, self.table.line
        place = self._beginning(self.table.currentIndex().row())
        order: Sequence[Document] = annexed(checked.evidence)
        lines = lines_of(checked, order, settled=self._show_settled)
        if self.model.show(lines):
            row = -1 if current is None else self.model.row_of(current.key)
            self.table.select(row if row >= 0 else self._next_open(place))
        self.panel.show_line(self.table.line)
        self._show_words()

    def _next_open(self, place: int) -> int:
        """The first fact at a place or behind it, else the last one before it."""
        asked = [row for row, line in enumerate(self.model.lines) if line.kind in _ASKED]
        behind = [row for row in asked if row >= place and self._begins(row)]
        return next(iter(behind), next((row for row in asked if self._begins(row)), 0))

    def _beginning(self, row: int) -> int:
        """Where the fact of a row begins: when it goes, what follows it stands there."""
        rows = range(min(row, len(self.model.lines) - 1), -1, -1)
        return next((at for at in rows if self._begins(at)), 0)

    def _begins(self, row: int) -> bool:
        return self.model.lines[row].kind in (Kind.FACT, Kind.MISSING, Kind.WAITING)

    def _show_words(self) -> None:
        texts, checked = self._context.texts, self._checked
        count = sum(line.count for line in self.model.lines if line.kind is Kind.HEAD)
        decided = len(checked.case.rows(DECISIONS))
        waiting = len(unread(checked.evidence))
        any_read = any(reading_of(paper) is not None for paper in checked.evidence.documents)
        tone: theme.Tone = "ok"
        if count:
            words, tone = texts("checks.title_count", n=count), "heading"
        elif not any_read:
            words, tone = texts("checks.no_papers"), "muted"
        elif decided:
            words = texts("checks.clean_decided", n=decided)
        else:
            words = texts("checks.clean")
        self.title.setText(words)
        theme.set_tone(self.title, tone)
        self._unread.setVisible(bool(waiting) and any_read)
        self._unread.setText(texts("checks.unread", n=waiting))
        self.settled_chip.setVisible(decided > 0)
        self.settled_chip.setText(texts("checks.show_decided_count", n=decided))
        self.table.setVisible(bool(self.model.lines))

    # -- doing ----------------------------------------------------------------------------

    def take(self) -> None:
        """Take what the current line says; on a fact, go to what the program proposes."""
        line = self.table.line
        if line is None or self._context.read_only:
            return
        if line.kind in (Kind.MISSING, Kind.WAITING):
            self._edit(accept_proposals(self._context.session, line.proposals), line, line.value)
        elif line.kind is Kind.CLAIM and line.value is not None:
            self._take(line, line.value)
        elif line.kind is Kind.FACT:
            self._go_to_proposed(line)
        else:
            self.table.select(self.table.currentIndex().row() + 1)

    def accept(self, path: str) -> None:
        """Take what a paper says of a path that the case lacks."""
        for row, line in enumerate(self.model.lines):
            if line.kind is Kind.MISSING and path in (line.path, line.proposals[0].path):
                self.table.select(row)
                self.take()
                return

    def show_page(self) -> None:
        """Show the paper at its page, with the box lit."""
        if (asked := self._page_of(self.table.line)) is not None:
            self.paper_asked.emit(asked)

    def go_to_field(self) -> None:
        """Go to the field in its form."""
        line = self.table.line
        if line is not None and line.path:
            self.go_asked.emit(line.path)

    def _take(self, line: Line, value: Value) -> None:
        contradiction = line.contradiction
        if contradiction is None:
            return
        reason = self.panel.reason_text
        proposals = self._checked.proposals
        changes = take_claim(self._context.session, contradiction, value, reason, proposals)
        self._edit(changes, line, value)

    def _edit(self, changes: tuple[Change, ...], line: Line, value: Value | None) -> None:
        if not changes:
            return
        self.panel.note_taken(line)
        texts = self._context.texts
        short = short_words(line.path, value, texts)
        self.edited.emit(changes)
        said = texts("checks.taken_said", fact=fact_label(line.path, texts), value=short)
        self.notice.say(said, passing=True)
        self.table.setFocus()

    def _go_to_proposed(self, line: Line) -> None:
        proposed = None if line.contradiction is None else line.contradiction.proposed
        start = self.table.currentIndex().row() + 1
        for row in range(start, len(self.model.lines)):
            each = self.model.lines[row]
            if each.kind is not Kind.CLAIM:
                break
            if each.claim is proposed:
                self.table.select(row)
                return
        self.table.select(start)

    def _on_other_taken(self, content: Content) -> None:
        line = self.table.line
        if line is not None:
            self._take(line, self._context.session.typed(content))

    def _on_explained(self, reason: str | None) -> None:
        line = self.table.line
        if line is not None and line.subject:
            changes = explain_decision(self._context.session, line.subject, reason)
            if changes:
                self.edited.emit(changes)

    def _on_correct_asked(self, foreign: Foreign) -> None:
        """The case is about the property of this paper: its identity is taken over."""
        changes = correct_identity(self._context.session, foreign.document, foreign.number)
        if changes:
            self.edited.emit(changes)

    def _on_removed(self, items: tuple[Item, ...]) -> None:
        texts = self._context.texts
        self.notice.say(
            texts("documents.removed", n=len(items), file=items[0].file_name),
            action=texts("documents.put_back"),
            do=lambda: self.files.put_back(items),
        )

    def _on_line_changed(self) -> None:
        self.panel.show_line(self.table.line)
        if self.table.hasFocus():
            self._follow.start()

    def _on_follow_due(self) -> None:
        if (asked := self._page_of(self.table.line)) is not None:
            self.paper_followed.emit(asked)

    def _page_of(self, line: Line | None) -> PaperAsked | None:
        source = None if line is None else line.source
        if source is not None and source.document is not None:
            return PaperAsked(source.document, source.page or 1, source.box)
        if line is not None and line.kind is Kind.HEAD and line.document is not None:
            return PaperAsked(line.document.sha256)
        return None

    def _on_chip_toggled(self, shown: bool) -> None:
        self._show_settled = shown
        self._show()

    # -- building -------------------------------------------------------------------------

    def _connect(self) -> None:
        self.table.line_changed.connect(self._on_line_changed)
        self.table.taken.connect(self.take)
        self.table.typed.connect(self.panel.type_other)
        for source in (self.table, self.panel):
            source.page_wanted.connect(self.show_page)
            source.field_wanted.connect(self.go_to_field)
        self.panel.taken.connect(self.take)
        self.panel.other_taken.connect(self._on_other_taken)
        self.panel.explained.connect(self._on_explained)
        self.panel.left.connect(self.table.setFocus)
        self.panel.focused.connect(self.focused)
        self._follow.timeout.connect(self._on_follow_due)
        self.foreign.paper_asked.connect(self.paper_asked)
        self.foreign.remove_asked.connect(lambda paper: self.files.remove((paper,)))
        self.foreign.correct_asked.connect(self._on_correct_asked)
        self.files.removed.connect(self._on_removed)
        self.files.changed.connect(self.evidence_changed)

    def _declare_actions(self) -> None:
        may, some = self._may_edit, self._has_line
        self.action_set = ActionSet(self)
        self.action_set.add(
            Action("claim_take", self.take, ("Return",), "checks", "check", bound=False,
                   enabled=may),
            Action("claim_other", lambda: self.panel.type_other(""), ("F2",), "checks", "typed",
                   bound=False, enabled=may),
            Action("claim_reason", self.panel.write_reason, ("Alt+R",), "checks", "note",
                   enabled=may),
            Action("claim_page", self.show_page, ("Space",), "checks", "eye", bound=False,
                   enabled=some),
            Action("claim_field", self.go_to_field, ("Ctrl+Return",), "checks", "next",
                   bound=False, enabled=some),
            Action("claim_decided", self.settled_chip.toggle, (), "checks", "list",
                   enabled=lambda: not self.settled_chip.isHidden()),
        )  # fmt: skip

    def _has_line(self) -> bool:
        line = self.table.line
        return line is not None and line.kind in _ASKED

    def _may_edit(self) -> bool:
        return self._has_line() and not self._context.read_only

    def _build(self) -> None:
        self.title = QLabel(wordWrap=True)
        self.title.setObjectName("sources-title")
        theme.align_leading(self.title)
        self._unread = QLabel(wordWrap=True)
        theme.set_tone(self._unread, "muted")
        self.settled_chip = QToolButton()
        self.settled_chip.setObjectName("filter:decided")
        self.settled_chip.setCheckable(True)
        self.settled_chip.setProperty("chip", "true")
        self.settled_chip.setToolTip(self._context.texts("checks.show_decided"))
        self.settled_chip.toggled.connect(self._on_chip_toggled)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.settled_chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.notice)
        column.addWidget(self.foreign)
        column.addLayout(head)
        column.addWidget(self._unread)
        column.addWidget(self.table)
        column.addWidget(self.panel)
