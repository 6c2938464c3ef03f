"""The cards of step 4's tabs: what each approach comes to, live, and what it is made of."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.editing import adding_row
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.valuation.approach_inputs import missing_of
from shamay_desktop.domain.valuation.chain import chains_of
from shamay_desktop.domain.valuation.figure import Figure
from shamay_desktop.domain.valuation.from_case import missing_paths, value_of
from shamay_desktop.domain.valuation.reconciliation import APPROACHES
from shamay_desktop.domain.valuation.result import ValuationResult
from shamay_desktop.ui import theme
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.widgets.chain_tree import ChainCard
from shamay_desktop.ui.widgets.missing_line import MissingLine

Chains = Callable[[Case], Sequence[Figure]]

_OWN_TABS = ("comparison", "income", "cost", "residual")


class CaseChains:
    """The chains of the last case that was asked for: the cards of a page share them."""

    def __init__(self) -> None:
        self._valued: Case | None = None
        self._value: ValuationResult | None = None
        self._chained: Case | None = None
        self._found: Mapping[str, Figure] = {}

    def value(self, case: Case) -> ValuationResult | None:
        """The value, computed once for all that show it."""
        if case is not self._valued:
            self._value, self._valued = value_of(case), case
        return self._value

    def __call__(self, case: Case) -> Mapping[str, Figure]:
        """The chains by their keys."""
        if case is not self._chained:
            self._found, self._chained = chains_of(case, self.value(case)), case
        return self._found


def of_approach(made: CaseChains, code: str) -> Chains:
    """The chain of one approach, none as long as it comes to nothing."""

    def chains(case: Case) -> Sequence[Figure]:
        found = made(case).get(code)
        return () if found is None else (found,)

    return chains


def of_value(made: CaseChains) -> Chains:
    """The value, and what is computed from it; without one only what was stated instead."""

    def chains(case: Case) -> Sequence[Figure]:
        found = made(case)
        final = [found["final"]] if "final" in found else []
        kept = (key for key in found if key != "final" and key not in _OWN_TABS)
        return (*final, *(found[key] for key in kept))

    return chains


def value_missing(made: CaseChains) -> Callable[[Case], Sequence[str]]:
    """What there is no value without."""

    def missing(case: Case) -> Sequence[str]:
        return () if "final" in made(case) else missing_paths(case)

    return missing


class ApproachPart(QWidget):
    """An approach's card, or, in a case that does not use it, how to begin it."""

    go_asked = Signal(str)
    paper_asked = Signal(object)
    edited = Signal(object)

    def __init__(self, context: PageContext, code: str, made: CaseChains) -> None:
        super().__init__()
        self._context, self._code = context, code
        self.card = ChainCard(context.texts, code, of_approach(made, code), depth=2)
        self.offer = QWidget()
        row = QHBoxLayout(self.offer)
        row.setContentsMargins(0, theme.SPACE, 0, theme.SPACE)
        label = BY_ID[APPROACHES].column("approach").choice(code)
        name = label.label(context.texts.language.value)
        words = QLabel(context.texts("analysis.approach_unused", name=name), wordWrap=True)
        theme.set_tone(words, "muted")
        self.begin = QPushButton(context.texts("analysis.approach_begin", name=name))
        self.begin.setObjectName(f"action:begin-{code}")
        self.begin.clicked.connect(self._on_begin_clicked)
        self.begin.setVisible(not context.read_only)
        row.addWidget(words, 1)
        row.addWidget(self.begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.missing = MissingLine(context.texts, f"missing:{code}", "analysis.approach_missing")
        self.missing.go_asked.connect(self.go_asked)
        column.addWidget(self.card)
        column.addWidget(self.missing)
        column.addWidget(self.offer)
        self.card.go_asked.connect(self.go_asked)
        self.card.paper_asked.connect(self.paper_asked)

    def show_case(self, case: Case) -> None:
        """Compute and show; `applies` of its group decides which of the two."""
        used = self._is_used(case)
        self.card.setVisible(used)
        self.offer.setVisible(not used)
        if used:
            self.card.show_case(case)
        self.missing.show_missing(missing_of(case, self._code) if used else (), case)

    def _is_used(self, case: Case) -> bool:
        group = BY_ID[_FIRST_FIELD[self._code]].group
        return group is None or group.applies(case)

    def _on_begin_clicked(self) -> None:
        session = self._context.session
        cells = {"approach": session.typed(self._code)}
        changes = adding_row(session.case, APPROACHES, Row(new_row_id(), cells))
        self.edited.emit(changes)


_FIRST_FIELD = {
    "income": "income.method", "cost": "cost.components", "residual": "residual.sales",
}  # fmt: skip


def value_card(context: PageContext, made: CaseChains) -> ChainCard:
    """The card of the whole value."""
    return ChainCard(context.texts, "value", of_value(made), 2, value_missing(made))


def stacked(form: QWidget, *cards: QWidget) -> QWidget:
    """Cards that stay above their form."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, theme.SPACE, 0, 0)
    inset = QVBoxLayout()
    inset.setContentsMargins(2 * theme.SPACE, 0, 2 * theme.SPACE, 0)
    for card in cards:
        inset.addWidget(card)
    column.addLayout(inset)
    column.addWidget(form, 1)
    return whole
