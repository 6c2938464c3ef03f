"""Step 4: comparables with their statistics, the value with its whole chain, considerations."""

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module

import shiboken6
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.fields import BY_ID, Step, groups_of
from shamay_desktop.domain.standards import Finding
from shamay_desktop.domain.valuation.figure import Figure
from shamay_desktop.domain.valuation.shown_figures import (
    approach_figures,
    line_figures,
    statistics_of,
)
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action, ActionSet
from shamay_desktop.ui.grid.place import ComparablesPlace
from shamay_desktop.ui.market.finder_place import FinderPlace
from shamay_desktop.ui.pages.approach_cards import ApproachPart, CaseChains, stacked, value_card
from shamay_desktop.ui.pages.canvas_place import CanvasPlace
from shamay_desktop.ui.pages.case_practice import CasePractice, PracticeLine
from shamay_desktop.ui.pages.comparables_tab import comparables_options, subject_cells
from shamay_desktop.ui.pages.form_page import FormScroll
from shamay_desktop.ui.pages.page import Page, PageContext
from shamay_desktop.ui.pages.value_cards import ApproachesCard, SensitivityCard
from shamay_desktop.ui.pages.value_tab import areas_options
from shamay_desktop.ui.texts.texts_tab import TextsTab, text_groups
from shamay_desktop.ui.widgets.chain_dialog import ChainDialog
from shamay_desktop.ui.widgets.form import Form
from shamay_desktop.ui.widgets.form_group import FormLayout
from shamay_desktop.ui.widgets.list_editor import ListEditor
from shamay_desktop.ui.widgets.read_only import make_read_only
from shamay_desktop.ui.widgets.statistics_line import StatisticsLine
from shamay_desktop.ui.widgets.value_chain import ValueChain

TABS: dict[str, tuple[str, ...]] = {
    "maps": ("maps",),
    "plan": ("plans",),
    "comparables": ("comparables", "adjustments", "plots"),
    "income": ("income", "income_value", "rent"),
    "cost": ("cost", "residual", "insurance"),
    "value": (
        "value", "approaches", "special", "collateral", "other_values", "sensitivity",
        "betterment", "securities",
    ),
    "texts": ("considerations",),
}  # fmt: skip

CANVAS_TABS: dict[str, tuple[str, str]] = {
    "maps": ("shamay_desktop.ui.pages.maps_place", "MapsPlace"),
    "plan": ("shamay_desktop.ui.pages.plan_place", "PlanPlace"),
}
"""Tab -> module and class of its `CanvasPlace`: a drawing table, built when it is first opened."""

APPROACH_TABS = {"income": "income", "cost": "cost", "residual": "cost"}
"""Approach -> the tab that shows its card."""

ROOTS = {
    "comparison": "areas_value", "income": "income_value", "cost": "cost_value",
    "residual": "residual_land",
}  # fmt: skip
"""Approach -> the figure that it comes to."""

IN_GRID = ("adjustments",)
"""Groups that stand in the grid of adjustments instead of a form."""


class AnalysisPage(Page):
    """Tabs are built when they are first needed; figures are computed as one types."""

    step = Step.ANALYSIS

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.forms: dict[str, Form] = {}
        self.areas: dict[str, FormScroll] = {}
        self.canvases: dict[str, CanvasPlace] = {}
        self.comparables: ComparablesPlace | None = None
        self.statistics = StatisticsLine(context.texts)
        chains = CaseChains()
        self.chain = ValueChain(context.texts, chains.value)
        self.approaches = {name: ApproachPart(context, name, chains) for name in APPROACH_TABS}
        self.value_chain = value_card(context, chains)
        self.reconciliation = ApproachesCard(context.texts)
        self.sensitivity = SensitivityCard(context)
        self.practice = CasePractice(context, self)
        self.practice_line = PracticeLine(self.practice)
        self._findings: Sequence[Finding] = ()
        self.finding: FinderPlace | None = None
        self._case: Case | None = None
        self.texts: TextsTab | None = None
        self._places: dict[str, QVBoxLayout] = {}
        self.tabs = QTabWidget()
        self.tabs.setObjectName("analysis-tabs")
        self.tabs.setDocumentMode(True)
        for name in TABS:
            place = QWidget()
            self._places[name] = QVBoxLayout(place)
            self._places[name].setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(place, context.texts(f"analysis.tab.{name}"))
        self.tabs.setCurrentIndex(list(TABS).index("comparables"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE // 2, 0, 0)
        column.addWidget(self.tabs)
        self._connect()
        self._need(self._current)
        self.action_set = ActionSet(self)
        self.action_set.add(
            Action("open_finder", self.find_comparables, ("F7",), "market", "search"),
            Action("finder_decisions", self.show_decisions, ("Ctrl+Shift+H",), "market", "history"),
        )

    def _connect(self) -> None:
        cards = (self.chain, self.value_chain, self.reconciliation, self.sensitivity)
        self.destroyed.connect(partial(_let_go, (*cards, self.practice_line)))
        for part in (self.statistics, self.chain, self.reconciliation):
            part.go_asked.connect(self.focus_field)
        self.chain.chain_asked.connect(self._opener(line_figures))
        self.statistics.chain_asked.connect(self._opener(lambda case, _key: statistics_of(case)))
        self.reconciliation.chain_asked.connect(self._opener(approach_figures))
        self.sensitivity.chains_asked.connect(lambda asked: self.open_chains(*asked))
        self.value_chain.go_asked.connect(self.focus_field)
        self.value_chain.paper_asked.connect(self.paper_asked)
        for card in self.approaches.values():
            card.go_asked.connect(self.focus_field)
            card.paper_asked.connect(self.paper_asked)
            card.edited.connect(self.edited)
        for source in (self.practice, self.practice_line):
            source.edited.connect(self.edited)
        self.practice.read()
        self.tabs.currentChanged.connect(self._on_tab_changed)

    def show_case(self, case: Case) -> None:
        """Show the case, and compute."""
        self._case = case
        for form in self.forms.values():
            form.show_case(case)
        if self.finding is not None:
            self.finding.show_case(case)
        if (canvas := self.canvases.get(self._current)) is not None:
            canvas.show_case(case)
        self._compute(case)

    def note_office(self) -> None:
        """The office's tables or rules of rounding may be others."""
        self.practice.read()

    @property
    def wants_room(self) -> bool:
        """Whether a drawing table is looked at, which takes the room of the paper."""
        return self._current in CANVAS_TABS

    def note_evidence(self) -> None:
        """The drawing tables offer the case's papers."""
        for canvas in self.canvases.values():
            canvas.note_evidence()

    def find_comparables(self) -> None:
        """Look for comparables in the office's market data."""
        self.tabs.setCurrentIndex(list(TABS).index("comparables"))
        self._need("comparables")
        if self.finding is not None:
            self.finding.open()

    def show_decisions(self) -> None:
        """What was decided of market data for the case, and what was searched."""
        self._need("comparables")
        if self.finding is not None:
            self.finding.show_decisions()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show the findings under their fields."""
        self._findings = findings
        for form in self.forms.values():
            form.show_findings(findings)
        for canvas in self.canvases.values():
            canvas.show_findings(findings)
        if self.comparables is not None:
            self.comparables.show_findings(findings)

    def focus_field(self, path: str) -> bool:
        """Open the tab of a field and go there."""
        field = BY_ID.get(path.partition("/")[0])
        group = None if field is None else field.group
        for number, (name, keys) in enumerate(TABS.items()):
            if group is not None and group.step is Step.ANALYSIS and group.key in keys:
                self.tabs.setCurrentIndex(number)
                if name in CANVAS_TABS:
                    return self._need_canvas(name).focus_path(path)
                form = self._need(name)
                if name == "comparables" and self.finding is not None:
                    self.finding.close_finder()
                if self.comparables is not None and self.comparables.focus_path(path):
                    return True
                if not form.focus_field(path):
                    return False
                self.areas[name].bring(form.widget_of(path))
                return True
        return False

    def commit_typing(self) -> None:
        """Keep what is being typed."""
        for form in self.forms.values():
            form.commit_typing()
        for canvas in self.canvases.values():
            canvas.commit_typing()
        if self.comparables is not None:
            self.comparables.commit_typing()

    @property
    def _current(self) -> str:
        return list(TABS)[self.tabs.currentIndex()]

    def _compute(self, case: Case) -> None:
        comparables = self._list("comparables", "comparables")
        if comparables is not None:
            comparables.model.pin(subject_cells(case, self.context.texts))
            comparables.model.refresh_computed()
            self.statistics.show_case(case)
        if self.comparables is not None:
            self.comparables.show_case(case)
        if self.texts is not None:
            self.texts.show_case(case)
        self._show_cards(case)

    def _show_cards(self, case: Case) -> None:
        """The figures of the tab that is looked at; another one's are computed when it is."""
        if self._current == "value":
            self.practice_line.show_case(case)
            for part in (self.chain, self.value_chain, self.reconciliation, self.sensitivity):
                part.show_case(case)
        for name, card in self.approaches.items():
            if APPROACH_TABS[name] == self._current:
                card.show_case(case)

    def _on_tab_changed(self) -> None:
        for name, canvas in self.canvases.items():
            if name != self._current:
                canvas.rest()
        if self.wants_room:
            canvas = self._need_canvas(self._current)
            if self._case is not None:
                canvas.show_case(self._case)
        else:
            self._need(self._current)
            if self._case is not None:
                self._show_cards(self._case)
        self.room_asked.emit(self.wants_room)

    def _opener(self, figures: Callable[[Case, str], Sequence[Figure]]) -> Callable[[str], None]:
        def opened(key: str) -> None:
            if self._case is not None:
                self.open_chains(figures(self._case, key), self._case)

        return opened

    def _on_chains_asked(self, roots: Sequence[Figure]) -> None:
        if self._case is not None:
            self.open_chains(roots, self._case)

    def open_chains(self, roots: Sequence[Figure], case: Case) -> None:
        """Open figures down to their sources over the page; nothing where there are none."""
        if not roots:
            return
        dialog = ChainDialog(self.context.texts, roots, case, self)
        dialog.go_asked.connect(self.focus_field)
        dialog.paper_asked.connect(self.paper_asked)
        dialog.open()

    def open_figure(self, key: str) -> None:
        """Open the chain of a figure where it is shown: an approach in its tab, else the value."""
        tab = APPROACH_TABS.get(key, "value")
        self.tabs.setCurrentIndex(list(TABS).index(tab))
        self._need(tab)
        card = self.approaches[key].card if key in self.approaches else self.value_chain
        if card.tree.open_figure(ROOTS.get(key, key)):
            self.areas[tab].bring(card.tree)

    def _list(self, tab: str, path: str) -> ListEditor | None:
        row = self.forms[tab].rows.get(path) if tab in self.forms else None
        return row if isinstance(row, ListEditor) else None

    def _need_canvas(self, name: str) -> CanvasPlace:
        """A drawing table, built when it is first opened."""
        if name not in self.canvases:
            module, made = CANVAS_TABS[name]
            place: CanvasPlace = getattr(import_module(module), made)(self.context)
            self.canvases[name] = place
            self._places[name].addWidget(place)
            place.edited.connect(self.edited)
            place.focused.connect(self.focused)
            place.paper_asked.connect(self.paper_asked)
            place.evidence_changed.connect(self.evidence_changed)
            place.go_asked.connect(self.go_asked)
            if self._case is not None:
                place.show_case(self._case)
            place.show_findings(self._findings)
        return self.canvases[name]

    def _need(self, name: str) -> Form:
        if name not in self.forms:
            makers: dict[str, Callable[[], QWidget]] = {
                "comparables": self._make_comparables,
                "value": self._make_value,
                "income": self._make_income,
                "cost": self._make_cost,
                "texts": lambda: self._make_form("texts"),
            }
            self.areas[name] = FormScroll(makers[name]())
            self._places[name].addWidget(self._placed(name))
            if self._case is not None:
                self.forms[name].show_case(self._case)
                self._compute(self._case)
            self.forms[name].show_findings(self._findings)
            if self.context.read_only:  # the shell did so with what stood when it opened the page
                make_read_only(self.areas[name])
        return self.forms[name]

    def _placed(self, name: str) -> QWidget:
        """A tab's form; texts have proposals beside them, comparables a grid and at times the
        finder."""
        if name == "texts":
            self.texts = TextsTab(self.context, self.forms[name], self.areas[name])
            self.texts.edited.connect(self.edited)
            self.texts.go_asked.connect(self.go_asked)
            return self.texts
        if name != "comparables":
            return self.areas[name]
        texts = self.context.texts
        place = self.comparables = ComparablesPlace(
            self.context, self.areas[name], lambda case: subject_cells(case, texts)
        )
        place.edited.connect(self.edited)
        place.focused.connect(self.focused)
        place.chains_asked.connect(self._on_chains_asked)
        place.row_asked.connect(lambda row: self.focus_field(f"comparables/{row}/address"))
        self.finding = FinderPlace(self.context, place)
        self.finding.edited.connect(self.edited)
        return self.finding

    def _make_form(self, name: str) -> Form:
        lists = {
            "comparables": comparables_options(self.context),
            "valuation.areas": areas_options(self.context, self.practice),
        }
        keys = [key for key in TABS[name] if key not in IN_GRID]
        groups = [pair for pair in groups_of(Step.ANALYSIS) if pair[0].key in keys]
        if name == "texts":  # with the long texts of other steps that templates fill
            groups = text_groups()
        form = Form(self.context, groups, layout=FormLayout(lists=lists))
        form.edited.connect(self.edited)
        form.focused.connect(self.focused)
        form.paper_asked.connect(self.paper_asked)
        form.go_asked.connect(self.focus_field)
        for row in form.rows.values():
            if isinstance(row, ListEditor):
                row.chains_asked.connect(self._on_chains_asked)
        self.forms[name] = form
        return form

    def _make_comparables(self) -> QWidget:
        return stacked(self._make_form("comparables"), self.statistics)

    def _make_income(self) -> QWidget:
        return stacked(self._make_form("income"), self.approaches["income"])

    def _make_cost(self) -> QWidget:
        cards = (self.approaches["cost"], self.approaches["residual"])
        return stacked(self._make_form("cost"), *cards)

    def _make_value(self) -> QWidget:
        cards = (self.chain, self.practice_line, self.reconciliation, self.sensitivity,
                 self.value_chain)  # fmt: skip
        return stacked(self._make_form("value"), *cards)


def _let_go(cards: Sequence[QWidget]) -> None:
    """Cards whose tab was never opened are nobody's children: they go with the page too."""
    for card in cards:
        if shiboken6.isValid(card):
            card.deleteLater()
