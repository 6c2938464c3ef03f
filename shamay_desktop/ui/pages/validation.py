"""Step 3: sources that disagree, what is missing or out of range: settled, mended or explained."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.fields import Step, groups_of
from shamay_desktop.domain.reading.decisions import DECISIONS
from shamay_desktop.domain.standards import Finding, Severity
from shamay_desktop.ui import theme
from shamay_desktop.ui.checks.sources_panel import SourcesPanel
from shamay_desktop.ui.models.findings_model import FindingsModel, key_of
from shamay_desktop.ui.pages.form_page import FormScroll
from shamay_desktop.ui.pages.page import Page, PageContext, PaperAsked
from shamay_desktop.ui.widgets.explanation import LIST, ExplanationPanel
from shamay_desktop.ui.widgets.form import Form
from shamay_desktop.usecases.checks.live import Checked

FILTERS = ("all", *(severity.value for severity in Severity))
TABLE_HEIGHT = 300
ROW_HEIGHT = 28
MOST_LINES = 3
MOST_MEASURED = 2000
_WIDTHS = {"severity": 104, "clause": 96, "fields": 220}
_OWN_BOXES = ("findings", "decisions")
"""Groups that stand beside what they answer, not in the form below."""


class ValidationPage(Page):
    """Sources that disagree, then the findings as a table with the current one at large, then the
    step's own fields.
    """

    step = Step.VALIDATION

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._findings: Sequence[Finding] = ()
        self._filter = "all"
        self._fitted: tuple[int, ...] = ()
        self._advances: dict[str, int] = {}
        self._checked: Checked | None = None
        self.model = FindingsModel(context.texts)
        self.panel = ExplanationPanel(context)
        self.sources = SourcesPanel(context)
        own = [pair for pair in groups_of(Step.VALIDATION) if pair[0].key not in _OWN_BOXES]
        self.form = Form(context, own)
        self._lay_out()
        self._connect()
        self._show()

    def show_case(self, case: Case) -> None:
        """Show the step's own fields, and the findings' values as they are now."""
        self.form.show_case(case)
        self.sources.show_case(case)
        self._show()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show the findings; the current one stays the current one."""
        self._findings = findings
        self.form.show_findings(findings)
        self._show()

    def show_checked(self, checked: Checked) -> None:
        """Show which sources disagree."""
        self._checked = checked
        self.sources.show_checked(checked)

    def focus_finding(self, finding: Finding) -> bool:
        """Go to what each source says of a finding's fact; False when it is of no such fact."""
        if finding.contradiction is None:
            return False
        found = self.sources.focus_fact(finding.contradiction.subject)
        if found:
            self.area.bring(self.sources.table)
        return found

    def focus_field(self, path: str) -> bool:
        """Go to an own field, to the finding that an explanation is of, or to a decision."""
        if path.partition("/")[0] == DECISIONS:
            self.sources.focus_decision(path.split("/")[1] if "/" in path else "")
            self.area.bring(self.sources.table)
            return True
        if path.partition("/")[0] == LIST:
            row = self.context.session.case.row(LIST, path.split("/")[1]) if "/" in path else None
            self._select_rule(None if row is None else row.content("rule"))
            return True
        found = self.form.focus_field(path)
        if found:
            self.area.bring(self.form.widget_of(path))
        return found

    def commit_typing(self) -> None:
        """Keep what is being typed."""
        self.sources.commit()
        self.panel.commit()
        self.form.commit_typing()

    @property
    def current(self) -> Finding | None:
        """The finding that is shown at large."""
        row = self.table.currentIndex().row()
        return self.model.findings[row] if 0 <= row < len(self.model.findings) else None

    def filter_by(self, name: str) -> None:
        """Show all findings, or those of one severity."""
        self._filter = name
        self._filters[name].setChecked(True)
        self._show()

    # -- showing --------------------------------------------------------------------------

    def _show(self) -> None:
        current = self.current
        shown = [
            finding for finding in self._findings if self._filter in ("all", finding.severity.value)
        ]
        reset = self.model.show(shown, self.context.session.case)
        if reset:
            self._fitted = ()
            self._fit_rows()
            row = -1 if current is None else self.model.row_of(key_of(current))
            self.select(row if row >= 0 else 0)
        for name, button in self._filters.items():
            count = sum(name in ("all", finding.severity.value) for finding in self._findings)
            words = self.context.texts(f"validation.filter.{name}")
            button.setText(f"{words} {count}")
        self.table.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        self.panel.show_finding(self.current)
        self.panel.setVisible(self.current is not None)

    def _fit_rows(self) -> None:
        """Rows as high as their sentences; Qt's own fitting lays out every cell of every row."""
        metrics = self.table.fontMetrics()
        widths = {at: max(self.table.columnWidth(at) - 4 * theme.SPACE, 1) for at in (2, 3)}
        if tuple(widths.values()) == self._fitted:
            return
        self._fitted = tuple(widths.values())
        for row in range(self.model.rowCount()):
            lines = max(
                1 + self._advance(self.model.words_at(row, at)) // width
                for at, width in widths.items()
            )
            height = ROW_HEIGHT + (min(lines, MOST_LINES) - 1) * metrics.lineSpacing()
            if height != self.table.rowHeight(row):
                self.table.setRowHeight(row, height)
        rows = self.table.verticalHeader().length() + self.table.horizontalHeader().height()
        self.table.setFixedHeight(min(rows + ROW_HEIGHT // 2, TABLE_HEIGHT))

    def _advance(self, words: str) -> int:
        """The width of a sentence; most of them stay from one check to the next."""
        if words not in self._advances:
            if len(self._advances) > MOST_MEASURED:
                self._advances.clear()
            self._advances[words] = self.table.fontMetrics().horizontalAdvance(words)
        return self._advances[words]

    def select(self, row: int) -> None:
        """Make a row the current one; Qt's own `selectRow` fails from right to left."""
        if 0 <= row < len(self.model.findings):
            self.table.selectionModel().setCurrentIndex(
                self.model.index(row, 0),
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows,
            )

    def _select_rule(self, rule: object) -> None:
        for row, finding in enumerate(self.model.findings):
            if finding.rule == rule:
                self.select(row)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_current_changed(self) -> None:
        self.panel.show_finding(self.current)

    def _on_table_activated(self) -> None:
        finding = self.current
        if finding is None:
            return
        if not self.focus_finding(finding) and not self._show_page_of(finding) and finding.fields:
            self.go_asked.emit(finding.fields[0])

    def _show_page_of(self, finding: Finding) -> bool:
        """Show the page that a finding is about; False when it is about none."""
        papers = self._checked.evidence.documents if self._checked is not None else ()
        sha256 = next((each.sha256 for each in papers if each.id == finding.document), None)
        if sha256 is None:
            return False
        self.paper_asked.emit(PaperAsked(sha256, finding.page or 1))
        return True

    # -- building -------------------------------------------------------------------------

    def _connect(self) -> None:
        self.sources.edited.connect(self.edited)
        self.sources.go_asked.connect(self.go_asked)
        self.sources.paper_asked.connect(self.paper_asked)
        self.sources.paper_followed.connect(self.paper_followed)
        self.sources.evidence_changed.connect(self.evidence_changed)
        self.sources.focused.connect(self.area.follow_focus)
        self.form.edited.connect(self.edited)
        self.form.focused.connect(self.focused)
        self.form.paper_asked.connect(self.paper_asked)
        self.form.go_asked.connect(self.go_asked)
        self.panel.edited.connect(self.edited)
        self.panel.go_asked.connect(self.go_asked)
        self.panel.page_asked.connect(self._show_page_of)
        self.panel.proposal_asked.connect(self.sources.accept)
        self.panel.sources_asked.connect(self.focus_finding)
        self.table.activated.connect(self._on_table_activated)
        self.table.horizontalHeader().geometriesChanged.connect(self._fit_rows)
        self.table.selectionModel().currentRowChanged.connect(self._on_current_changed)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        upper = QVBoxLayout()
        upper.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, 0)
        upper.setSpacing(theme.SPACE)
        upper.addWidget(self.sources)
        upper.addLayout(self._make_filters())
        self.table = self._make_table()
        upper.addWidget(self.table)
        self._empty = QLabel(self.context.texts("validation.empty"), wordWrap=True)
        self._empty.setObjectName("validation-empty")
        theme.set_tone(self._empty, "ok")
        upper.addWidget(self._empty)
        upper.addWidget(self.panel)
        column.addLayout(upper)
        column.addWidget(self.form, 1)
        self.area = FormScroll(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def _make_filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        group = QButtonGroup(self)
        self._filters: dict[str, QToolButton] = {}
        for name in FILTERS:
            button = QToolButton()
            button.setCheckable(True)
            button.setChecked(name == "all")
            button.setProperty("chip", "true")
            button.setObjectName(f"filter:{name}")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _checked=False, at=name: self.filter_by(at))
            group.addButton(button)
            row.addWidget(button)
            self._filters[name] = button
        row.addStretch(1)
        return row

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("validation-table")
        table.setAccessibleName(self.context.texts("validation.title"))
        table.setModel(self.model)
        table.setProperty("framed", "true")
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setFixedHeight(TABLE_HEIGHT)
        rows = table.verticalHeader()
        rows.hide()
        rows.setDefaultSectionSize(ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for number, name in enumerate(("severity", "clause", "sentence", "fields")):
            if name == "sentence":
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
            else:
                table.setColumnWidth(number, _WIDTHS[name])
        return table
