"""The wizard: header, rail, the step's page, the paper beside it, findings and foot; one case."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from shamay_desktop.domain.editing import Change
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.fields import BY_ID, Step
from shamay_desktop.domain.standards import Finding
from shamay_desktop.domain.steps import progress
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import ActionSet
from shamay_desktop.ui.changes import ChangeHub
from shamay_desktop.ui.chat.chat_place import ChatPlace
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.models.findings_model import by_severity, is_settled
from shamay_desktop.ui.notice_bar import NoticeBar
from shamay_desktop.ui.pages.held_words import draft_path, held_words
from shamay_desktop.ui.pages.page import Page, PageContext, PaperAsked
from shamay_desktop.ui.pages.place import Place, go_back, place_on
from shamay_desktop.ui.panel_window import REPORT_PANEL, kept_out
from shamay_desktop.ui.papers.reading_tray import ReadingTray
from shamay_desktop.ui.widgets.read_only import make_read_only
from shamay_desktop.ui.wizard.checking import Checking
from shamay_desktop.ui.wizard.counting import counts_by_step
from shamay_desktop.ui.wizard.drawer import FindingsDrawer
from shamay_desktop.ui.wizard.footer import WizardFooter
from shamay_desktop.ui.wizard.header import CaseHeader
from shamay_desktop.ui.wizard.pages import make_page
from shamay_desktop.ui.wizard.paper_panel import PaperPanel
from shamay_desktop.ui.wizard.rail import StepRail
from shamay_desktop.ui.wizard.saving import Saver
from shamay_desktop.ui.wizard.shell_actions import actions_of, fields_named
from shamay_desktop.ui.wizard.undo_keys import UndoKeys
from shamay_desktop.usecases.changes import Changes

FORM_WIDTH = 52 * theme.SPACE
PAPER_PERCENT = 42

PageMaker = Callable[[Step, PageContext], Page]


class WizardShell(QWidget):
    """Owns the flow between pages; pages say what was edited, the session holds the truth."""

    leave_asked = Signal()
    """The person goes; closing the session is under way."""

    left = Signal()
    """Everything is kept and the session is closed: the wizard may go."""

    leave_failed = Signal(object)
    """ShamayError: closing could not keep everything."""

    def __init__(
        self,
        context: PageContext,
        hub: ChangeHub,
        *,
        make: PageMaker = make_page,
        saver: Saver | None = None, checking: Checking | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.setObjectName("wizard")
        self.context = context
        self._hub = hub
        self._make = make
        self.pages: dict[Step, Page] = {}
        self._paper_was_open = False
        self._reminded: set[str] = set()
        self._places: dict[Step, Place] = {}
        self.left_at: dict[Step, Place] = {}
        self.saver = saver or Saver(context)
        self.checking = checking or Checking(context)
        for owned in (self.saver, self.checking):
            owned.setParent(self)
        self._build()
        self._connect()
        self._declare_actions()
        self.chat, self._undo_keys = ChatPlace(self), UndoKeys(self)
        if self.context.read_only:
            self.header.save_word.show_read_only()
        self.header.show_case(context.session.case)
        self._show_progress()

    def begin(self) -> None:
        """Open the session's step, at the field where it was left."""
        session = self.context.session
        focus = session.focus
        self._open(session.step)
        if focus is not None:
            QTimer.singleShot(0, self, lambda: self._focus(focus))
        self.context.people.read(self.context)
        self.checking.read_evidence()
        self.context.reading.begin(self.context)
        QTimer.singleShot(0, self, self._take_pages_out)

    # -- moving ---------------------------------------------------------------------------

    def note_places(self) -> None:
        """Note where the person is on each page, for the screen that takes over."""
        self.left_at = {step: place_on(page) for step, page in self.pages.items()}

    def take_over(self, old: "WizardShell") -> None:
        """Show beside the form, and in windows of their own, what the screen before showed;
        each page takes up where the one before it stood, with texts that were refused.
        """
        self.paper.take_over(old.paper)
        self._places = dict(old.left_at)
        if (place := self._places.pop(self.context.session.step, None)) is not None:
            current = self.pages[self.context.session.step]
            # Behind `begin`, which goes to the session's field.
            QTimer.singleShot(0, current, partial(go_back, current, place))
        for step, page in old.pages.items():
            if page.has_panel_out and step not in self.pages:
                self._add_page(step)
                self.pages[step].show_case(self.context.session.case)

    def _take_pages_out(self) -> None:
        """The report goes into its own window at any step, if it stood there the last time."""
        if kept_out(REPORT_PANEL, self.context.services.settings):
            if Step.EXPORT not in self.pages:
                self._add_page(Step.EXPORT)
                self.pages[Step.EXPORT].show_case(self.context.session.case)
            self.pages[Step.EXPORT].go_where_it_was()

    def open_step(self, step: Step) -> None:
        """Go to a step; the one that is left is folded off the UI thread."""
        if step is self.context.session.step and step in self.pages:
            return
        self.commit_typing()
        self._open(step)
        self.saver.leave_step()

    def go_to(self, path: str) -> bool:
        """Bring a field into view, wherever it is; False when no page has it."""
        field = BY_ID.get(path.partition("/")[0])
        if field is None:
            return False
        current = self.current_page
        if current is not None and current.focus_field(path):
            return True
        if any(page.focus_outside(path) for page in self._shown_pages):
            return True
        self.open_step(field.step)
        return self._focus(path)

    def finish_step(self) -> None:
        """Finish the open step in one transaction, then open the next."""
        self.commit_typing()
        step = self.context.session.step
        self.footer.next.setEnabled(False)
        self.saver.finish_step(step, lambda: self._on_step_finished(step), self._on_finish_failed)

    def step_back(self) -> None:
        """Go to the step before."""
        steps = list(Step)
        place = steps.index(self.context.session.step)
        if place > 0:
            self.open_step(steps[place - 1])

    def leave(self) -> None:
        """Keep everything and close the session; `left` or `leave_failed` follows.

        A refused text is in no journal: who leaves is brought to it once, and asked to see.
        """
        self.commit_typing()
        held = next((each for each in self._held_words() if each not in self._reminded), None)
        if held is not None:
            self._reminded.add(held)
            self.go_to(held)
            self.notice.say(held_words(held, self.context.texts), "error")
            return
        self.leave_asked.emit()
        self.saver.close_session(self.left.emit, self.leave_failed.emit)

    def _held_words(self) -> list[str]:
        """Paths of what was written and is in no journal: refused texts, drafts of the report."""
        refused = (page.refused_path() for page in self.pages.values())
        return [*filter(None, refused), *(draft_path(name) for name in self.context.drafts)]

    def next_finding(self) -> None:
        """Walk the findings, most severe first."""
        findings = [each for each in by_severity(self.checking.findings) if not is_settled(each)]
        if not findings:
            self.notice.say(self.context.texts("shell.no_findings"), passing=True)
            return
        current = self.drawer.current()
        place = findings.index(current) + 1 if current in findings else 0
        finding = findings[place % len(findings)]
        self.drawer.show()
        self.drawer.select(finding)
        self._go_to_finding(finding)

    # -- editing --------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the last gesture back."""
        self.commit_typing()
        edits = self.context.session.undo()
        self._after_edits(edits[-1].path if edits else None)

    def redo(self) -> None:
        """Do it again."""
        edits = self.context.session.redo()
        self._after_edits(edits[-1].path if edits else None)

    @property
    def current_page(self) -> Page | None:
        """The page that is open."""
        return self.pages.get(self.context.session.step)

    @property
    def _shown_pages(self) -> list[Page]:
        """The open page, and those of which a panel stands in a window of its own."""
        current = self.current_page
        return [page for page in self.pages.values() if page is current or page.has_panel_out]

    def edit(self, changes: tuple[Change, ...]) -> None:
        """Apply a gesture that no page made, as a page's."""
        self._on_page_edited(changes)

    def take_in_evidence(self) -> None:
        """Papers came from elsewhere: whoever shows them reads them anew."""
        for page in self.pages.values():
            page.reload_evidence()
        self._on_page_evidence_changed()

    def _on_page_edited(self, changes: tuple[Change, ...]) -> None:
        try:
            edits = self.context.session.edit(tuple(changes))
        except Refused as error:
            self.say_error(error)
            self._show_case()
            return
        self._after_edits(None) if edits else None

    def _after_edits(self, touched: str | None) -> None:
        """The session changed: show it, keep it, check it."""
        self._show_case()
        self.saver.note_edits()
        self.checking.note_edits()
        if touched is not None:
            self.go_to(touched.partition("/@")[0])

    def commit_typing(self) -> None:
        """Take over what stands in editors, in panels of their own too."""
        for page in self._shown_pages:
            page.commit_typing()

    # -- showing --------------------------------------------------------------------------

    def say_error(self, error: ShamayError) -> None:
        """Say what went wrong, over the form."""
        self.notice.say(error_words(self.context.texts, error), "error")

    def _open(self, step: Step) -> None:
        session = self.context.session
        session.step = step
        fresh = step not in self.pages
        if fresh:
            self._add_page(step)
        page = self.pages[step]
        page.show_case(session.case)
        if self.context.read_only:
            make_read_only(page)
        page.show_checked(self.checking.checked)
        page.show_findings(self.checking.findings)
        self.stack.setCurrentWidget(page)
        self.paper.make_room(wanted=page.wants_room)
        if (place := self._places.pop(step, None)) is not None:
            go_back(page, place)
        self.rail.show_current(step)
        self.footer.show_step(step)
        # A page that was seen keeps its own place; a new one begins at its beginning, not at
        # whatever button Qt finds next (a space would press it).
        if fresh or not page.isAncestorOf(self.focusWidget() or self):
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_page(self, step: Step) -> None:
        page = self._make(step, self.context)
        page.step = step
        page.edited.connect(self._on_page_edited)
        page.focused.connect(self._on_page_focused)
        page.paper_asked.connect(self._on_page_paper_asked)
        page.paper_followed.connect(self.paper.follow)
        page.evidence_changed.connect(self._on_page_evidence_changed)
        page.room_asked.connect(lambda wanted: self.paper.make_room(wanted=wanted))
        page.go_asked.connect(self.go_to)
        self.pages[step] = page
        self.stack.addWidget(page)

    def _show_case(self) -> None:
        """What is seen is shown the case; other pages get it when they are opened."""
        session = self.context.session
        for page in self._shown_pages:
            page.show_case(session.case)
        self.header.show_case(session.case)
        self._show_progress()

    def _show_progress(self) -> None:
        session = self.context.session
        self.header.undo.setEnabled(session.can_undo)
        self.header.redo.setEnabled(session.can_redo)
        steps = progress(session.case, session.valuation.finished)
        self.rail.show_progress(steps, counts_by_step(self.checking.findings))

    def _focus(self, path: str) -> bool:
        page = self.current_page
        return page is not None and page.focus_field(path)

    def _go_to_finding(self, finding: Finding) -> None:
        """To what each source says, where sources disagree; else to the field, or to the page."""
        if finding.contradiction is not None:
            self.open_step(Step.VALIDATION)
            if (page := self.current_page) is not None and page.focus_finding(finding):
                return
        papers = self.checking.evidence.documents
        paper = next((each for each in papers if each.id == finding.document), None)
        if paper is not None:
            self.paper.show_paper(PaperAsked(paper.sha256, finding.page or 1))
        if not any(self.go_to(path) for path in finding.fields) and not finding.fields:
            self.open_step(Step.DOCUMENTS)

    # -- what others say ------------------------------------------------------------------

    def _on_page_focused(self, path: str) -> None:
        self.context.session.focus = path or None

    def _on_page_paper_asked(self, asked: PaperAsked) -> None:
        self.paper.show_paper(asked)

    def _on_paper_opened(self) -> None:
        """The first time the paper takes its share; later it opens as it was left."""
        if not self._paper_was_open:
            self._paper_was_open = True
            width, chat = self.splitter.width(), self.splitter.sizes()[-1]
            paper = width * PAPER_PERCENT // 100
            self.splitter.setSizes([width - paper - chat, paper, chat])

    def _on_page_evidence_changed(self) -> None:
        self._hub.changed.emit(Changes(self.context.session.valuation.id, evidence=True))

    def _on_reading_read(self, changes: Changes) -> None:
        """A paper was read in the background: every page that shows papers shows it so."""
        for page in self.pages.values():
            page.reload_evidence()
        self._hub.changed.emit(changes)

    def _on_reading_progressed(self, _paper_id: str) -> None:
        self.paper.note_words()

    def _on_hub_changed(self, changes: Changes) -> None:
        """Whoever changed them, the page or a reading that goes on: papers and rules are anew."""
        if changes.office:
            self.checking.note_edits()
            for page in self.pages.values():
                page.note_office()
        if changes.evidence and changes.valuation_id == self.context.session.valuation.id:
            self.checking.read_evidence()
            self.paper.note_evidence()
            for page in self._shown_pages:
                page.note_evidence()

    def _on_checking_found(self, findings: Sequence[Finding]) -> None:
        count = Counter(str(each.severity) for each in findings if not is_settled(each))
        self.header.show_counts(count["block"], count["warn"])
        self.drawer.show_findings(findings, self.context.session.case)
        if (page := self.current_page) is not None:
            page.show_checked(self.checking.checked)
            page.show_findings(findings)
        self._show_progress()

    def _on_saver_merged(self) -> None:
        """Another program wrote into this case meanwhile: both are here now, and it is said."""
        self._show_case()
        self.notice.say(self.context.texts("shell.merged"))

    def _on_saver_state_changed(self) -> None:
        if self.context.read_only:
            return
        self.header.save_word.show_state(self.saver.state, self.saver.error)

    def _on_step_finished(self, step: Step) -> None:
        self.footer.next.setEnabled(True)
        self._show_case()
        steps = list(Step)
        # Whoever went elsewhere meanwhile is not pulled away.
        if step is self.context.session.step and step is not steps[-1]:
            self._open(steps[steps.index(step) + 1])

    def _on_finish_failed(self, error: ShamayError) -> None:
        self.footer.next.setEnabled(True)
        self.say_error(error)

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        texts = self.context.texts
        self.header = CaseHeader(texts)
        self.notice = NoticeBar(texts)
        self.rail = StepRail(texts)
        self.stack = QStackedWidget()
        self.paper = PaperPanel(self.context)
        self.drawer = FindingsDrawer(texts)
        self.footer = WizardFooter(texts)
        self.tray = ReadingTray(texts, self.context.reading)
        self.splitter = QSplitter()
        self.splitter.setObjectName("wizard-splitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.stack)
        self.splitter.addWidget(self.paper)
        self.stack.setMinimumWidth(FORM_WIDTH)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.splitter, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.notice)
        column.addLayout(middle, 1)
        column.addWidget(self.drawer)
        column.addWidget(self.tray)
        column.addWidget(self.footer)

    def _connect(self) -> None:
        self.header.back_asked.connect(self.leave)
        self.header.undo_asked.connect(self.undo)
        self.header.redo_asked.connect(self.redo)
        self.header.findings_asked.connect(self.toggle_findings)
        self.header.paper_asked.connect(self.paper.toggle)
        self.paper.opened.connect(self._on_paper_opened)
        self.paper.edited.connect(self.edit)
        self.tray.show_asked.connect(lambda: self.open_step(Step.DOCUMENTS))
        self.context.reading.read.connect(self._on_reading_read)
        self.context.reading.progressed.connect(self._on_reading_progressed)
        self.header.save_word.try_again.connect(self.saver.save_now)
        self.rail.step_chosen.connect(self.open_step)
        self.footer.back_asked.connect(self.step_back)
        self.footer.next_asked.connect(self.finish_step)
        self.footer.finding_asked.connect(self.next_finding)
        self.drawer.go_asked.connect(self._go_to_finding)
        self.saver.state_changed.connect(self._on_saver_state_changed)
        self.saver.written.connect(self._hub.changed)
        self.saver.merged.connect(self._on_saver_merged)
        self.checking.found.connect(self._on_checking_found)
        self._hub.changed.connect(self._on_hub_changed)

    def toggle_findings(self) -> None:
        """The drawer of findings, or away with it."""
        self.drawer.setVisible(not self.drawer.isVisible())

    def _declare_actions(self) -> None:
        """Everything the wizard does by key or name; pages and panels declare their own."""
        self.action_set = ActionSet(self, find=partial(fields_named, self))
        self.action_set.add(*actions_of(self))

    def panes(self) -> list[QWidget]:
        """What F6 walks: steps, form, paper, conversation, findings, foot."""
        return [self.rail, self.stack, self.paper, self.chat, self.drawer, self.header, self.footer]

    def save_by_hand(self) -> None:
        """Write what was typed at once."""
        self.commit_typing()
        self.saver.save_now()
