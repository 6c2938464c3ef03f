"""The value tab's tables: the approaches side by side with their gap, and the sensitivity."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.money import plain, to_places
from shamay_desktop.domain.valuation.from_case import reconciliation_of
from shamay_desktop.domain.valuation.reconciliation import (
    APPROACHES,
    COMPARISON,
    Approach,
    Reconciliation,
)
from shamay_desktop.domain.valuation.sensitivity import (
    OF,
    Sensitivity,
    SensitivityLine,
    Unmade,
    cell_figures,
    change_in_percent,
    sensitivity,
)
from shamay_desktop.domain.valuation.shown_figures import GAP
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.latest import Latest
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.widgets.computed_line import SourcesMark
from shamay_desktop.ui.widgets.figures_table import FiguresCard, Line
from shamay_desktop.ui.widgets.wording import directed

GAP_ASKED = 20
"""Percent beyond which the distance of two approaches asks for words (17.1, 19)."""
_TENTH = Decimal("0.1")


class ApproachesCard(FiguresCard):
    """Each approach with its result, its use and its reason; the gap under them."""

    chain_asked = Signal(str)
    """The row of an approach (its code where it has none) whose chain is asked for, or `GAP`."""

    go_asked = Signal(str)

    def __init__(self, texts: Texts) -> None:
        super().__init__("reconciliation", texts("analysis.reconciliation"))
        self._texts = texts
        self.table.setToolTip(texts("analysis.open_chain_hint"))
        self.mark = SourcesMark(texts, "gap", texts("analysis.reconciliation"), GAP)
        self.foot.addWidget(self.mark)
        self.mark.chain_asked.connect(self.chain_asked)
        self.mark.go_asked.connect(self.go_asked)
        self.table.chosen.connect(self.chain_asked)

    def show_case(self, case: Case) -> None:
        """Compute and show."""
        found = reconciliation_of(case)
        texts = self._texts
        self.setVisible(bool(found.approaches))
        heads = [texts(f"analysis.approaches.{name}") for name in _HEADS]
        lines: list[Line] = [
            (each.row_id or each.code, self._cells(each)) for each in found.approaches
        ]
        self.mark.show_sources((APPROACHES,), case)
        self.mark.setVisible(found.gap is not None)
        main = found.main
        strong = -1 if main is None else found.approaches.index(main)
        self.table.show_lines(heads, lines, strong)
        self._say(found)

    def _cells(self, each: Approach) -> Sequence[str]:
        texts, member = self._texts, BY_ID[APPROACHES]
        language = texts.language
        # A row that was just begun says no approach yet.
        approach = member.column("approach")
        name = approach.choice(each.code).label(language.value) if each.code else "–"
        use = each.use and member.column("use").choice(each.use).label(language.value)
        value = "" if each.shown is None else formats.money(plain(each.shown), language)
        if each.overridden and each.computed is not None:
            computed = formats.money(plain(to_places(each.computed, Decimal(1))), language)
            stated = "" if each.typed is None else formats.money(plain(each.typed), language)
            value = texts("analysis.approaches.overridden", value=stated, computed=computed)
        value = self._moved(each, value)
        weight = "" if each.weight is None else formats.percent(plain(each.weight))
        shown = (name, value, use or texts("analysis.approaches.unsaid"), weight, each.reason)
        return [directed(words, texts) for words in shown]

    def _moved(self, each: Approach, value: str) -> str:
        """What counts, where fixed items or repairs move the result; that behind it."""
        if not each.moved.net or each.shown is None or each.result is None:
            return value
        if each.code == COMPARISON and each.typed is None:  # its own calculation shows them
            return value
        language = self._texts.language
        counted = formats.money(plain(each.shown), language)
        own = value
        if not each.overridden:
            own = formats.money(plain(to_places(each.result, Decimal(1))), language)
        return self._texts("analysis.approaches.moved", value=counted, result=own)

    def _say(self, found: Reconciliation) -> None:
        """What keeps the value from resting on anything, else how far the results lie apart."""
        gap, texts = found.gap, self._texts
        trouble = self._trouble(found)
        if trouble:
            self.say(directed(trouble, texts), "warning")
            return
        if gap is None:
            self.say("")
            return
        percent = formats.percent(plain(to_places(gap, _TENTH).normalize()))
        wide = gap > GAP_ASKED
        key = "analysis.gap_wide" if wide else "analysis.gap"
        self.say(directed(texts(key, percent=percent), texts), "warning" if wide else "muted")

    def _trouble(self, found: Reconciliation) -> str:
        texts = self._texts
        if found.basis:
            return ""
        if found.doubled:
            return texts("analysis.trouble.twice")
        if found.unweighted:
            return texts("analysis.trouble.unweighted")
        if found.weighted:
            percent = formats.percent(plain(to_places(found.weight, _TENTH).normalize()))
            return texts("analysis.trouble.weights", percent=percent)
        return texts("analysis.trouble.no_main")


_HEADS = ("name", "value", "use", "weight", "reason")


class SensitivityCard(FiguresCard):
    """The value over the steps of each parameter; computed off the UI thread.

    Each cell opens into the chain of the value that it shows.
    """

    chains_asked = Signal(object)
    """The figures of a cell."""

    def __init__(self, context: PageContext) -> None:
        texts = context.texts
        super().__init__("sensitivity", texts("analysis.sensitivity"))
        self._texts = texts
        self._latest = Latest(context.tasks, self)
        self._asked: Case | None = None
        self._lines: Sequence[SensitivityLine] = ()
        self._case: Case | None = None
        self.table.choose_cells()
        self.table.setToolTip(texts("analysis.open_chain_hint"))
        self.table.cell_chosen.connect(self._on_cell_chosen)
        self.hide()

    def show_case(self, case: Case) -> None:
        """Compute; it is shown when it is known."""
        if not case.content(OF):
            self.hide()
            return
        self._asked = case
        self._latest.ask(partial(sensitivity, case), self._on_computed)

    def _on_computed(self, found: Sensitivity) -> None:
        """Show the lines; what was asked for and cannot be made is said with its reason."""
        self._case, self._lines, texts = self._asked, found.lines, self._texts
        self.setVisible(bool(found.lines or found.unmade))
        self.table.setVisible(bool(found.lines))
        widest = max((len(line.cells) for line in found.lines), default=0)
        heads = [texts("analysis.sensitivity_parameter"), *[""] * widest]
        lines = [(line.parameter, self._cells(line)) for line in found.lines]
        self.table.show_lines(heads, lines)
        said = [texts("analysis.sensitivity_note")] if lines else []
        for why in Unmade:
            names = [self._name(code) for code, reason in found.unmade if reason is why]
            if names:
                said.append(texts(f"analysis.sensitivity_{why.value}", names=", ".join(names)))
        if any(cell.value is None for line in found.lines for cell in line.cells):
            said.append(texts("analysis.sensitivity_impossible"))
        self.say("\n".join(directed(words, texts) for words in said),
                 "warning" if found.unmade else "muted")  # fmt: skip

    def _name(self, parameter: str) -> str:
        return BY_ID[OF].choice(parameter).label(self._texts.language.value)

    def _on_cell_chosen(self, parameter: str, column: int) -> None:
        line = next((line for line in self._lines if line.parameter == parameter), None)
        if line is None or self._case is None or not 0 < column <= len(line.cells):
            return
        roots = cell_figures(self._case, parameter, line.cells[column - 1].change)
        if roots:
            self.chains_asked.emit((roots, self._case))

    def _cells(self, line: SensitivityLine) -> list[str]:
        texts = self._texts
        base = next((cell.value for cell in line.cells if not cell.change), None)
        cells = [directed(self._name(line.parameter), texts)]
        for cell in line.cells:
            change = _signed(cell.change, texts, points=line.in_points)
            if cell.value is None:
                cells.append(f"{change}\n–")
                continue
            value = formats.money(plain(cell.value), texts.language)
            moved = None if base is None else change_in_percent(base, cell.value)
            by = "" if not moved else f"\n{_signed(to_places(moved, _TENTH), texts)}"
            cells.append(f"{change}\n{value}{by}")
        return cells


def _signed(change: Decimal, texts: Texts, *, points: bool = False) -> str:
    sign = "+" if change > 0 else "\u2212" if change < 0 else ""
    shown = plain(abs(change.normalize()))
    if points:
        return texts("analysis.in_points", figure=formats.identifier(f"{sign}{shown}"))
    return formats.identifier(f"{sign}{shown}%")
