"""Step 5: the report as pages, what keeps it from being sent, and its files."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QSplitter, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.fields import Step, groups_of
from shamay_desktop.domain.standards import Finding
from shamay_desktop.ui import theme
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.notice_bar import NoticeBar
from shamay_desktop.ui.pages.form_page import FormScroll
from shamay_desktop.ui.pages.page import Page, PageContext
from shamay_desktop.ui.report.checklist import Checklist
from shamay_desktop.ui.report.output import OutputBox
from shamay_desktop.ui.report.preview import ReportPreview
from shamay_desktop.ui.report.sending import SendingBox
from shamay_desktop.ui.widgets.form import Form

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

SIDE = 52 * theme.SPACE


class ExportPage(Page):
    """Pages on one side; state, checklist, the step's fields and files on the other."""

    go_asked = Signal(str)
    """The path of a field on another page."""

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
        self._case = case
        self.form.show_case(case)
        self.sending.show_state()
        self._show_state()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what blocks."""
        self.form.show_findings(findings)
        self.checklist.show_findings(findings)
        self.sending.show_blocking(self.checklist.blocking)

    def focus_field(self, path: str) -> bool:
        """Go to a field of this step."""
        found = self.form.focus_field(path)
        if found:
            self.side.follow_focus()
        return found

    def commit_typing(self) -> None:
        """Keep what is being typed."""
        self.form.commit_typing()

    def showEvent(self, event: QShowEvent) -> None:
        """Papers and photos may have changed while the page was not seen."""
        super().showEvent(event)
        self.context.read_evidence(self, self._on_evidence_read)

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
        self._show_state()
        self.preview.refresh()
        self.evidence_changed.emit()

    def _on_language_chosen(self) -> None:
        self._show_state()
        self.preview.refresh()

    def _on_print_failed(self, error: ShamayError) -> None:
        self.notice.say(error_words(self.context.texts, error), "error")

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
        self.form = Form(self.context, groups_of(Step.EXPORT))
        self.output = OutputBox(self.context)
        self.preview = ReportPreview(self.context)
        self.side = FormScroll(self._make_side())
        self.side.setObjectName("export-side")
        self.side.setMinimumWidth(SIDE - 6 * theme.SPACE)
        self.splitter = QSplitter()
        self.splitter.setObjectName("export-splitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.side)
        self.splitter.addWidget(self.preview)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([SIDE, 2 * SIDE])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.splitter, 1)
        self.setFocusProxy(self.output.write_button)

    def _make_side(self) -> QWidget:
        texts = self.context.texts
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, theme.SPACE, 0, 2 * theme.SPACE)
        column.setSpacing(theme.SPACE)
        column.addWidget(_part(texts("export.state"), self.sending))
        column.addWidget(_part(texts("export.checklist"), self.checklist))
        column.addWidget(self.form)
        column.addWidget(_part(texts("export.files"), self.output))
        column.addStretch(1)
        return side

    def _connect(self) -> None:
        self.form.edited.connect(self.edited)
        self.form.focused.connect(self.focused)
        self.form.paper_asked.connect(self.paper_asked)
        self.checklist.go_asked.connect(self.go_asked)
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
