"""Step 4: comparables with their statistics, the value with its whole chain, considerations."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.fields import BY_ID, Step, groups_of
from shamay_desktop.domain.standards import Finding
from shamay_desktop.ui import theme
from shamay_desktop.ui.pages.comparables_tab import comparables_options, subject_cells
from shamay_desktop.ui.pages.form_page import FormScroll
from shamay_desktop.ui.pages.page import Page, PageContext
from shamay_desktop.ui.pages.value_tab import areas_options
from shamay_desktop.ui.widgets.form import Form
from shamay_desktop.ui.widgets.form_group import FormLayout
from shamay_desktop.ui.widgets.list_editor import ListEditor
from shamay_desktop.ui.widgets.statistics_line import StatisticsLine
from shamay_desktop.ui.widgets.value_chain import ValueChain

TABS: dict[str, tuple[str, ...]] = {
    "comparables": ("comparables",),
    "value": ("value", "special", "collateral", "other_values"),
    "approaches": ("approaches", "income", "rent", "betterment", "insurance", "securities"),
    "texts": ("considerations",),
}


class AnalysisPage(Page):
    """Tabs are built when they are first needed; figures are computed as one types."""

    step = Step.ANALYSIS

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.forms: dict[str, Form] = {}
        self.areas: dict[str, FormScroll] = {}
        self.statistics = StatisticsLine(context.texts)
        self.chain = ValueChain(context.texts)
        self._findings: Sequence[Finding] = ()
        self._case: Case | None = None
        self._places: dict[str, QVBoxLayout] = {}
        self.tabs = QTabWidget()
        self.tabs.setObjectName("analysis-tabs")
        self.tabs.setDocumentMode(True)
        for name in TABS:
            place = QWidget()
            self._places[name] = QVBoxLayout(place)
            self._places[name].setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(place, context.texts(f"analysis.tab.{name}"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE // 2, 0, 0)
        column.addWidget(self.tabs)
        for part in (self.statistics, self.chain):
            part.go_asked.connect(self.focus_field)
        self.tabs.currentChanged.connect(lambda: self._need(self._current))
        self._need(self._current)

    def show_case(self, case: Case) -> None:
        """Show the case, and compute."""
        self._case = case
        for form in self.forms.values():
            form.show_case(case)
        self._compute(case)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show the findings under their fields."""
        self._findings = findings
        for form in self.forms.values():
            form.show_findings(findings)

    def focus_field(self, path: str) -> bool:
        """Open the tab of a field and go there."""
        field = BY_ID.get(path.partition("/")[0])
        group = None if field is None else field.group
        for number, (name, keys) in enumerate(TABS.items()):
            if group is not None and group.step is Step.ANALYSIS and group.key in keys:
                self.tabs.setCurrentIndex(number)
                form = self._need(name)
                if not form.focus_field(path):
                    return False
                self.areas[name].bring(form.widget_of(path))
                return True
        return False

    def commit_typing(self) -> None:
        """Keep what is being typed."""
        for form in self.forms.values():
            form.commit_typing()

    @property
    def _current(self) -> str:
        return list(TABS)[self.tabs.currentIndex()]

    def _compute(self, case: Case) -> None:
        comparables = self._list("comparables", "comparables")
        if comparables is not None:
            comparables.model.pin(subject_cells(case, self.context.texts))
            self.statistics.show_case(case)
        if "value" in self.forms:
            self.chain.show_case(case)

    def _list(self, tab: str, path: str) -> ListEditor | None:
        row = self.forms[tab].rows.get(path) if tab in self.forms else None
        return row if isinstance(row, ListEditor) else None

    def _need(self, name: str) -> Form:
        if name not in self.forms:
            makers: dict[str, Callable[[], QWidget]] = {
                "comparables": self._make_comparables,
                "value": self._make_value,
                "approaches": lambda: self._make_form("approaches"),
                "texts": lambda: self._make_form("texts"),
            }
            self.areas[name] = FormScroll(makers[name]())
            self._places[name].addWidget(self.areas[name])
            if self._case is not None:
                self.forms[name].show_case(self._case)
                self._compute(self._case)
            self.forms[name].show_findings(self._findings)
        return self.forms[name]

    def _make_form(self, name: str) -> Form:
        lists = {
            "comparables": comparables_options(self.context.texts),
            "valuation.areas": areas_options(self.context),
        }
        groups = [pair for pair in groups_of(Step.ANALYSIS) if pair[0].key in TABS[name]]
        form = Form(self.context, groups, layout=FormLayout(lists=lists))
        form.edited.connect(self.edited)
        form.focused.connect(self.focused)
        form.paper_asked.connect(self.paper_asked)
        self.forms[name] = form
        return form

    def _make_comparables(self) -> QWidget:
        return _stacked(self._make_form("comparables"), self.statistics)

    def _make_value(self) -> QWidget:
        return _stacked(self._make_form("value"), self.chain)


def _stacked(form: QWidget, card: QWidget) -> QWidget:
    """A card that stays above its form."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, theme.SPACE, 0, 0)
    inset = QVBoxLayout()
    inset.setContentsMargins(2 * theme.SPACE, 0, 2 * theme.SPACE, 0)
    inset.addWidget(card)
    column.addLayout(inset)
    column.addWidget(form, 1)
    return whole
