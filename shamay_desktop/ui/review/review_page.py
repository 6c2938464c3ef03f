"""The review of one case: the report's pages beside what is said, found and different."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.report_differences import BlockText, block_texts
from shamay_desktop.domain.review import Comment
from shamay_desktop.domain.standards import Finding
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action, ActionSet
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.notice_bar import NoticeBar
from shamay_desktop.ui.review.block_pages import BlockPages
from shamay_desktop.ui.review.comments_panel import CommentsPanel
from shamay_desktop.ui.review.differences_view import DifferencesView
from shamay_desktop.ui.review.drafts import drafts_of
from shamay_desktop.ui.review.findings_view import FindingsView
from shamay_desktop.ui.review.return_dialog import ReturnDialog
from shamay_desktop.ui.review.review_head import ReviewHead
from shamay_desktop.ui.review.review_work import ReviewWork
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.report.previewing import Preview, preview_report
from shamay_desktop.usecases.review.commenting import Pin
from shamay_desktop.usecases.review.looking import Compared, ReviewOf, report_differences

SIDE = 56 * theme.SPACE


class ReviewPage(QWidget):
    """Whoever may read the case may look; what may be done follows the rights."""

    countersign_asked = Signal(str, str)
    """Id and title of a signed case that the person signs as its reviewer."""

    left = Signal()
    open_asked = Signal(str)
    """Id of the case, to be opened in the wizard."""

    def __init__(self, context: OfficeContext, valuation_id: str) -> None:
        super().__init__()
        self.setObjectName("review-page")
        self.context = context
        self.valuation_id = valuation_id
        drafts = drafts_of(context.reviews, context.actor.user_id, valuation_id)
        self.work = ReviewWork(
            context.services, context.actor, context.tasks, valuation_id, drafts, self
        )
        self._shown = ""
        """Content hash of what the pages show; "" while they are being made."""

        self._texts_of: dict[str, BlockText] = {}
        self._build()
        self._connect()
        self._declare_actions()

    def begin(self) -> None:
        """Read the review, then make the pages."""
        self.pages.clear(self.context.texts("review.making_pages"))
        self.work.read()

    def panes(self) -> list[QWidget]:
        """What F6 walks, in reading order."""
        return [self.head, self.pages, self.tabs]

    # -- what the actions do --------------------------------------------------------------

    def go_back(self) -> None:
        """Back to the desk; what is written and not sent is there again afterwards."""
        self.left.emit()

    def comment_here(self) -> None:
        """Write about the block that is taken, or about the whole."""
        self.tabs.setCurrentWidget(self.comments)
        self.comments.begin_saying()

    def ask_return(self) -> None:
        """Ask for the reasons, then return the case."""
        found = self.work.now
        if found is None or not self.may_decide:
            return
        dialog = ReturnDialog(self.context.texts, found.open_comments, self.work.drafts, self)
        dialog.return_asked.connect(self.work.give_back)
        self.work.return_failed.connect(dialog.on_failed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def approve(self) -> None:
        """Approve what is shown."""
        if self._shown and self.head.approve.isEnabled():
            self.head.approve.setEnabled(False)
            self.work.approve(self._shown)

    def countersign(self) -> None:
        """Ask for the reviewer's signature on the signed report."""
        if (found := self.work.now) is not None and self.may_countersign:
            self.countersign_asked.emit(self.valuation_id, found.valuation.title)

    @property
    def may_countersign(self) -> bool:
        """Whether the report was signed, and this reviewer may sign it too."""
        return self.work.now is not None and self.head.may_countersign(self.work.now)

    @property
    def may_decide(self) -> bool:
        """Whether it waits, and the person may decide."""
        return self.work.now is not None and self.head.may_decide(self.work.now)

    # -- what is read ---------------------------------------------------------------------

    def _on_loaded(self, found: ReviewOf) -> None:
        self.head.show_review(found, busy=self._shown != found.content_sha256)
        self.comments.show_review(found)
        self.findings.show_findings(found.findings)
        self.tabs.setTabText(0, self.context.texts("review.comments_n", n=found.open_comments))
        self.tabs.setTabText(1, self.context.texts("review.findings_n", n=len(found.findings)))
        keys = (each.comment.block for each in found.threads if each.comment.is_open)
        self.pages.mark(frozenset(key for key in keys if key is not None))
        self.differences.show_compared(found.compared)
        if found.content_sha256 != self._shown:
            self._shown = ""
            self._make_pages(found.valuation.case, found.content_sha256)

    def _make_pages(self, case: Case, content: str) -> None:
        """The pages of a content: it was read before them, so what changed between is refused."""
        context = self.context
        context.tasks.run(
            preview_report,
            context.services,
            context.actor,
            case,
            context.texts.language,
            owner=self,
            on_done=lambda preview: self._on_previewed(content, preview),
            on_failed=self._on_pages_failed,
            lane="work",
        )

    def _on_previewed(self, content: str, preview: Preview) -> None:
        self._shown = content
        self._texts_of = {each.key: each for each in block_texts(preview.arranged.content)}
        self.pages.show_preview(preview, self.context.texts("export.report"))
        now = self.work.now
        if now is not None:
            self.head.show_review(now, busy=self.work.busy or now.content_sha256 != content)

    def _on_pages_failed(self, error: ShamayError) -> None:
        self.pages.clear(error_words(self.context.texts, error))

    def _on_compared_chosen(self, compared: Compared) -> None:
        context, found = self.context, self.work.now
        if found is None:
            return
        context.tasks.run(
            report_differences,
            context.services,
            context.actor,
            compared,
            found.valuation.case,
            context.texts.language,
            owner=self,
            on_done=lambda blocks: self.differences.show_blocks(compared.since, blocks),
            on_failed=self._on_failed,
            lane="work",
        )

    # -- what others say ------------------------------------------------------------------

    def _on_block_taken(self, key: str) -> None:
        told = self._texts_of.get(key)
        page = next((each.page for each in self.pages.places if each.key == key), self.pages.page)
        self.comments.show_pin(Pin(block=key, page=page, words="" if told is None else told.words))
        self.tabs.setCurrentWidget(self.comments)

    def _on_go_asked(self, said: Comment) -> None:
        if said.path is not None:
            self._go_to_field(said.path)
        elif said.block is not None and not self.pages.take(said.block):
            self.notice.say(self.context.texts("review.block_gone"), passing=True)

    def _go_to_field(self, path: str) -> None:
        key = self.pages.printing(path)
        if not key or not self.pages.take(key):
            self.notice.say(self.context.texts("review.not_printed"), passing=True)

    def _on_finding_comment_asked(self, finding: Finding) -> None:
        words = self.findings.words_of(finding)
        self.comments.show_pin(Pin(path=finding.fields[0], words=words))
        self.comment_here()

    def _on_returned(self) -> None:
        for dialog in self.findChildren(ReturnDialog):
            dialog.on_returned()
        self._tell_others()
        self.left.emit()

    def _on_approved(self) -> None:
        self.notice.say(self.context.texts("review.approved"), passing=True)
        self._tell_others()

    def _tell_others(self) -> None:
        self.context.hub.changed.emit(Changes(self.valuation_id, cases=True, review=True))

    def _on_failed(self, error: ShamayError) -> None:
        self.notice.say(error_words(self.context.texts, error), "error")

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        context, texts = self.context, self.context.texts
        self.head = ReviewHead(context.actor, texts)
        self.notice = NoticeBar(texts)
        self.pages = BlockPages(context.services, context.tasks, texts)
        self.comments = CommentsPanel(context.actor, texts, self.work.drafts)
        self.findings = FindingsView(texts)
        self.differences = DifferencesView(texts)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("review-tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.comments, texts("review.comments"))
        self.tabs.addTab(self.findings, texts("review.findings"))
        self.tabs.addTab(self.differences, texts("review.differences"))
        self.tabs.setMinimumWidth(SIDE - 10 * theme.SPACE)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.tabs)
        self.splitter.addWidget(self.pages)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([SIDE, 2 * SIDE])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(self.splitter, 1)
        self.setFocusProxy(self.pages)

    def _connect(self) -> None:
        work, head, comments = self.work, self.head, self.comments
        work.loaded.connect(self._on_loaded)
        work.failed.connect(self._on_failed)
        work.said.connect(comments.on_said)
        work.returned.connect(self._on_returned)
        work.approved.connect(self._on_approved)
        head.back.clicked.connect(self.go_back)
        head.open.clicked.connect(lambda: self.open_asked.emit(self.valuation_id))
        head.second.clicked.connect(self.countersign)
        head.give_back.clicked.connect(self.ask_return)
        head.approve.clicked.connect(self.approve)
        comments.say_asked.connect(work.comment)
        comments.answer_asked.connect(work.answer)
        comments.resolve_asked.connect(lambda key, on: work.resolve(key, resolved=on))
        comments.go_asked.connect(self._on_go_asked)
        self.pages.block_taken.connect(self._on_block_taken)
        self.findings.go_asked.connect(self._go_to_field)
        self.findings.comment_asked.connect(self._on_finding_comment_asked)
        self.differences.chosen.connect(self._on_compared_chosen)
        self.differences.block_asked.connect(self.pages.take)
        self.differences.field_asked.connect(self._go_to_field)

    def _declare_actions(self) -> None:
        step = self.pages.step
        self.action_set = ActionSet(self)
        self.action_set.add(
            Action("review_next_block", lambda: step(1), ("Ctrl+Down",), "report", "down"),
            Action("review_previous_block", lambda: step(-1), ("Ctrl+Up",), "report", "up"),
            Action("review_comment", self.comment_here, ("Ctrl+Shift+K",), "report", "note"),
            Action("review_return", self.ask_return, (), "report", "undo",
                   enabled=lambda: self.may_decide),
            Action("review_approve", self.approve, (), "report", "check",
                   enabled=lambda: self.may_decide and self.head.approve.isEnabled()),
            Action("countersign_report", self.countersign, (), "report", "seal",
                   enabled=lambda: self.may_countersign),
            Action("review_back", self.go_back, ("Ctrl+W",), "report", "previous"),
        )  # fmt: skip
