"""Step 5: the report as pages, what keeps it from being sent, and its files."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QSplitter, QToolButton, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.fields import Step, groups_of
from shamay_desktop.domain.report_edits.arrangement import CHANGES
from shamay_desktop.domain.report_edits.gestures import remove
from shamay_desktop.domain.review import Comment
from shamay_desktop.domain.standards import Finding
from shamay_desktop.ui import theme
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.notice_bar import NoticeBar
from shamay_desktop.ui.pages.form_page import FormScroll
from shamay_desktop.ui.pages.held_words import DRAFT
from shamay_desktop.ui.pages.page import Page, PageContext
from shamay_desktop.ui.panel_window import REPORT_PANEL, Undocking
from shamay_desktop.ui.papers.buttons import action, empty_state
from shamay_desktop.ui.report.checklist import Checklist
from shamay_desktop.ui.report.editing.changes_list import ChangesList
from shamay_desktop.ui.report.editing.wording import remark_words
from shamay_desktop.ui.report.output import OutputBox
from shamay_desktop.ui.report.preview import ReportPreview
from shamay_desktop.ui.report.sending import SendingBox
from shamay_desktop.ui.review.block_pages import box_of, places_known
from shamay_desktop.ui.review.step_review import StepReview
from shamay_desktop.ui.widgets.form import Form

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

SIDE = 52 * theme.SPACE
CHANGES_GROUP = "report_changes"


class ExportPage(Page):
    """Pages on one side; state, checklist, the step's fields and files on the other."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setObjectName("export-page")
        self._case: Case | None = None
        self._evidence: CaseEvidence | None = None
        self._build()
        self._connect()

    # -- the page -------------------------------------------------------------------------

    def show_case(self, case: Case) -> None:
        """Show the step's fields, and whether the pages are still those of the case."""
        if self._case is not None and case.values != self._case.values:
            self.sending.forget_failure()
        self._case = case
        self.form.show_case(case)
        self.changes.show_case(case, self.preview.preview, self.context.drafts)
        self.sending.show_state()
        self._show_state()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what blocks."""
        self.form.show_findings(findings)
        self.checklist.show_findings(findings)
        self.sending.show_blocking(self.checklist.blocking)

    def focus_field(self, path: str) -> bool:
        """Go to a field of this step; a change of the report is gone to on its pages."""
        if self._go_on_pages(path):
            return True
        found = self.form.focus_field(path)
        if found:
            self.side.follow_focus()
        return found

    def focus_outside(self, path: str) -> bool:
        """A change is gone to on the pages wherever these stand."""
        return self.has_panel_out and self._go_on_pages(path)

    def note_office(self) -> None:
        """Templates and letterhead may be others."""
        self.preview.note_office()

    def reload_evidence(self) -> None:
        """The pages are seen even while their step is not."""
        if self.has_panel_out:
            self.context.read_evidence(self, self._on_evidence_read)

    def note_evidence(self) -> None:
        """Papers or photos are others."""
        self.reload_evidence()

    def go_where_it_was(self) -> None:
        """The pages into a window of their own, if they stood there the last time."""
        if self.place.wanted_out and not self.place.is_out:
            self.toggle_place()
            self.reload_evidence()

    def commit_typing(self) -> None:
        """Keep what is being typed, on the pages too."""
        self.form.commit_typing()
        self.preview.editing.writing.keep()

    def showEvent(self, event: QShowEvent) -> None:
        """Papers and photos may have changed while the page was not seen."""
        super().showEvent(event)
        self.context.read_evidence(self, self._on_evidence_read)
        self.review.read()

    # -- printing -------------------------------------------------------------------------

    def print_report(self) -> None:
        """Print the pages of the preview, which are those of the PDF."""
        source = self.preview.source
        if source is None or self.preview.stale:
            self.notice.say(
                self.context.texts("export.print_stale"),
                action=self.context.texts("export.refresh"),
                do=self.preview.refresh,
            )
            return
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(source.name)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, source.pages)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(printer))
        QDialog.open(dialog)  # its own `open` wants a receiver

    def print_on(self, printer: "QPrinter") -> None:
        """Send the pages to a printer, off the UI thread."""
        source = self.preview.source
        if source is None:
            return
        from shamay_desktop.ui.report.printing import print_pages

        texts = self.context.texts
        self.notice.say(texts("export.printing"))
        self.context.tasks.run(
            print_pages,
            source,
            printer,
            owner=self,
            on_done=lambda pages: self.notice.say(texts("export.printed", n=pages)),
            on_failed=self._on_print_failed,
            lane="work",
        )

    # -- what others say ------------------------------------------------------------------

    def _on_evidence_read(self, evidence: CaseEvidence) -> None:
        self._evidence = evidence
        self._show_state()
        if self.preview.source is None and not self.preview.busy:
            self.preview.refresh()

    def _on_sending_sent(self) -> None:
        self.show_case(self.context.session.case)  # sending wrote the template into it
        self.preview.refresh()
        self.evidence_changed.emit()

    def _on_block_asked(self, said: Comment) -> None:
        preview = self.preview.preview
        places = () if preview is None else places_known(preview, said.block or "")
        if not places:
            self.notice.say(self.context.texts("review.block_gone"), passing=True)
            return
        page = places[0].page
        self.preview.viewer.go(page, [box_of(each) for each in places if each.page == page])

    def _on_language_chosen(self) -> None:
        self._show_state()
        self.preview.refresh()

    def _on_print_failed(self, error: ShamayError) -> None:
        self.notice.say(error_words(self.context.texts, error), "error")

    def _go_on_pages(self, path: str) -> bool:
        head, _, rest = path.partition("/")
        if head == CHANGES:
            self._on_change_asked(rest if rest.startswith(DRAFT) else rest.partition("/")[0])
        return head == CHANGES

    def _on_change_asked(self, row_id: str) -> None:
        if row_id.startswith(DRAFT):
            self.preview.editing.writing.resume(row_id.removeprefix(DRAFT))
            return
        self.changes.select(row_id)
        if not self.preview.editing.select_row(row_id) and self.changes.isVisible():
            self.changes.list.setFocus(Qt.FocusReason.OtherFocusReason)  # its block is gone
            self.side.follow_focus()

    def _on_drafts_changed(self) -> None:
        self.changes.show_case(self.context.session.case, self.preview.preview, self.context.drafts)

    def _on_change_removed(self, row_id: str) -> None:
        if row_id.startswith(DRAFT):
            self.preview.editing.writing.drop_draft(row_id.removeprefix(DRAFT))
            return
        self.preview.follow()
        self.edited.emit(remove(self.context.session.case, row_id))

    def _on_draft_left(self, draft: str) -> None:
        texts, editing = self.context.texts, self.preview.editing
        self.notice.say(
            texts("editing.draft_left"),
            action=texts("editing.draft_resume"),
            do=lambda: editing.writing.resume(draft),
        )

    def _show_remarks(self) -> None:
        """What the pages say of the changes: words about other facts, places that are gone."""
        preview = self.preview.preview
        if preview is None:
            return
        texts = self.context.texts
        self.checklist.show_remarks(
            [
                (remark_words(remark, preview, texts), f"{CHANGES}/{remark.row}")
                for remark in preview.arranged.remarks
            ]
        )
        self.changes.show_case(self.context.session.case, preview, self.context.drafts)

    def _show_state(self) -> None:
        if self._case is not None and self._evidence is not None:
            self.preview.show_state(
                self._case, self._evidence, self.sending.status, self.output.language
            )

    # -- building -------------------------------------------------------------------------

    def _build(self) -> None:
        texts = self.context.texts
        self.notice = NoticeBar(texts)
        self.sending = SendingBox(self.context)
        self.checklist = Checklist(texts)
        # The changes of the report are made on its pages, not in a form.
        self.form = Form(
            self.context,
            [each for each in groups_of(Step.EXPORT) if each[0].key != CHANGES_GROUP],
        )
        self.changes = ChangesList(texts)
        self.output = OutputBox(self.context)
        self.review = StepReview(self.context)
        self.preview = ReportPreview(self.context)
        self.side = FormScroll(self._make_side())
        self.side.setObjectName("export-side")
        self.side.setMinimumWidth(SIDE - 6 * theme.SPACE)
        self.splitter = QSplitter()
        self.splitter.setObjectName("export-splitter")
        self.splitter.setChildrenCollapsible(False)
        self._elsewhere = empty_state(
            texts("editing.pages_elsewhere"),
            action(texts, "dock-report", "editing.dock", "dock", "primary"),
            self.toggle_place,
        )
        self._elsewhere.hide()
        self.splitter.addWidget(self.side)
        self.splitter.addWidget(self.preview)
        self.splitter.addWidget(self._elsewhere)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([SIDE, 2 * SIDE])
        self._make_undocking()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.splitter, 1)
        self.setFocusProxy(self.output.write_button)

    def _make_undocking(self) -> None:
        """The pages may stand in a window of their own, next to the form."""
        context, texts = self.context, self.context.texts
        title = texts("editing.window_title")
        self.place = Undocking(self, REPORT_PANEL, title, context.services.settings, context.tasks)
        self.place.docked.connect(self._on_docked)
        self._undock = QToolButton()
        self._undock.setObjectName("action:undock-report")
        self._undock.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._undock.clicked.connect(self.toggle_place)
        self.preview.add_tool(self._undock)
        self._show_place()

    def toggle_place(self) -> None:
        """The pages into a window of their own, or back."""
        if self.place.is_out:
            self.place.dock()
            return
        self.place.undock(self.preview)
        self._elsewhere.show()
        self._show_place()

    @property
    def has_panel_out(self) -> bool:
        """Whether the pages stand in a window of their own."""
        return self.place.is_out

    def _on_docked(self) -> None:
        self._elsewhere.hide()
        self.splitter.insertWidget(1, self.preview)
        self.splitter.setSizes([SIDE, 2 * SIDE, 0])
        self.preview.show()
        self._show_place()

    def _show_place(self) -> None:
        out = self.place.is_out
        words = self.context.texts("editing.dock" if out else "editing.undock")
        self._undock.setIcon(theme.icon("dock" if out else "undock"))
        self._undock.setToolTip(words)
        self._undock.setAccessibleName(words)

    def _make_side(self) -> QWidget:
        texts = self.context.texts
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, theme.SPACE, 0, 2 * theme.SPACE)
        column.setSpacing(theme.SPACE)
        column.addWidget(_part(texts("export.state"), self.sending))
        self._review_part = _part(texts("review.comments"), self.review)
        self._review_part.hide()
        column.addWidget(self._review_part)
        column.addWidget(_part(texts("export.checklist"), self.checklist))
        column.addWidget(self.form)
        column.addWidget(_part(texts("editing.changes"), self.changes))
        column.addWidget(_part(texts("export.files"), self.output))
        column.addStretch(1)
        return side

    def _connect(self) -> None:
        self.form.edited.connect(self.edited)
        self.form.focused.connect(self.focused)
        self.form.paper_asked.connect(self.paper_asked)
        self.form.go_asked.connect(self.go_asked)
        self.checklist.go_asked.connect(self.go_asked)
        self.review.field_asked.connect(self.go_asked)
        self.review.block_asked.connect(self._on_block_asked)
        self.review.shown.connect(self._review_part.setVisible)
        self.changes.go_asked.connect(self._on_change_asked)
        self.changes.remove_asked.connect(self._on_change_removed)
        self.changes.confirm_asked.connect(self.preview.editing.confirm_row)
        self.preview.edited.connect(self.edited)
        self.preview.go_asked.connect(self.go_asked)
        self.preview.previewed.connect(lambda _source: self._show_remarks())
        self.preview.editing.said.connect(lambda words, _tone: self.notice.say(words, "warning"))
        self.preview.editing.draft_left.connect(self._on_draft_left)
        self.preview.editing.drafts_changed.connect(self._on_drafts_changed)
        self.sending.before_sending.connect(self.commit_typing)
        self.sending.sent.connect(self._on_sending_sent)
        self.output.before_writing.connect(self.commit_typing)
        self.output.language_chosen.connect(self._on_language_chosen)
        self.output.print_asked.connect(self.print_report)


def _part(heading: str, content: QWidget) -> QWidget:
    """A part of the side with its heading over a hairline, as the groups of a form have."""
    title = QLabel(heading)
    theme.set_tone(title, "heading")
    rule = QFrame()
    rule.setProperty("rule", "true")
    rule.setFixedHeight(1)
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(2 * theme.SPACE, theme.SPACE // 2, 2 * theme.SPACE, theme.SPACE // 2)
    column.setSpacing(theme.SPACE)
    column.addWidget(title)
    column.addWidget(rule)
    column.addWidget(content)
    return part
