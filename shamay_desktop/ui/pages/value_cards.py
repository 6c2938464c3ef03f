"""The value tab's tables: the approaches side by side with their gap, and the sensitivity."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.money import plain, to_places
from shamay_desktop.domain.valuation.from_case import reconciliation_of
from shamay_desktop.domain.valuation.reconciliation import APPROACHES, Approach, Reconciliation
from shamay_desktop.domain.valuation.sensitivity import (
    OF,
    SensitivityLine,
    change_in_percent,
    sensitivity_of,
)
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.latest import Latest
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.widgets.figures_table import FiguresCard, Line
from shamay_desktop.ui.widgets.wording import directed

GAP_ASKED = 20
"""Percent beyond which the distance of two approaches asks for words (17.1, 19)."""
_TENTH = Decimal("0.1")


class ApproachesCard(FiguresCard):
    """Each approach with its result, its use and its reason; the gap under them."""

    chain_asked = Signal(str)
    """The code of an approach whose chain somebody wants to see."""

    def __init__(self, texts: Texts) -> None:
        super().__init__("reconciliation", texts("analysis.reconciliation"))
        self._texts = texts
        self.table.chosen.connect(self.chain_asked)

    def show_case(self, case: Case) -> None:
        """Compute and show."""
        found = reconciliation_of(case)
        texts = self._texts
        self.setVisible(bool(found.approaches))
        heads = [texts(f"analysis.approaches.{name}") for name in _HEADS]
        lines: list[Line] = [(each.code, self._cells(each)) for each in found.approaches]
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
            value = texts("analysis.approaches.overridden", value=value, computed=computed)
        weight = "" if each.weight is None else formats.percent(plain(each.weight))
        shown = (name, value, use or texts("analysis.approaches.unsaid"), weight, each.reason)
        return [directed(words, texts) for words in shown]

    def _say(self, found: Reconciliation) -> None:
        gap, texts = found.gap, self._texts
        if gap is None:
            self.say("")
            return
        percent = formats.percent(plain(to_places(gap, _TENTH).normalize()))
        wide = gap > GAP_ASKED
        key = "analysis.gap_wide" if wide else "analysis.gap"
        self.say(directed(texts(key, percent=percent), texts), "warning" if wide else "muted")


_HEADS = ("name", "value", "use", "weight", "reason")


class SensitivityCard(FiguresCard):
    """The value over the steps of each parameter; computed off the UI thread."""

    def __init__(self, context: PageContext) -> None:
        texts = context.texts
        super().__init__("sensitivity", texts("analysis.sensitivity"))
        self._texts = texts
        self._latest = Latest(context.tasks, self)
        self.hide()

    def show_case(self, case: Case) -> None:
        """Compute; it is shown when it is known."""
        if not case.content(OF):
            self.hide()
            return
        self._latest.ask(partial(sensitivity_of, case), self._on_computed)

    def _on_computed(self, lines: Sequence[SensitivityLine]) -> None:
        self.setVisible(bool(lines))
        if not lines:
            return
        texts = self._texts
        widest = max(len(line.cells) for line in lines)
        heads = [texts("analysis.sensitivity_parameter"), *[""] * widest]
        self.table.show_lines(heads, [("", self._cells(line)) for line in lines])
        self.say(directed(texts("analysis.sensitivity_note"), texts))

    def _cells(self, line: SensitivityLine) -> list[str]:
        texts = self._texts
        field = BY_ID[OF]
        name = field.choice(line.parameter).label(texts.language.value)
        base = next((cell.value for cell in line.cells if not cell.change), None)
        cells = [directed(name, texts)]
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
