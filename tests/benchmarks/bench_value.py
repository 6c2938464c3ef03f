"""Live recalculation of the whole value of a case with a grid of 20 × 15, and its chain.

Alone, and as the value tab shows it: its chain stands open two levels, what is closed is not made.
"""

import os
import time
from collections.abc import Callable
from statistics import median
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Content, Row, Value
from shamay_desktop.domain.valuation.chain import chains_of
from shamay_desktop.domain.valuation.from_case import reconciliation_of, value_of
from shamay_desktop.domain.valuation.heads import COMMON
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from tests.benchmarks.bench_grid import OWN, full_case, timed


def measure() -> dict[str, object]:
    """Milliseconds from a changed cell: the value, the value with all approaches, every chain."""
    case = with_approaches(full_case([head.code for head in (*COMMON, *OWN)]))
    if value_of(case) is None:
        raise RuntimeError("the case has no value")
    spans: dict[str, Callable[[Case], object]] = {
        "value_ms": value_of,
        "reconciliation_ms": reconciliation_of,
        "chains_ms": chains_of,
    }
    found: dict[str, object] = {"aim_ms": "5", "at": time.strftime("%Y-%m-%d")}
    for name, work in spans.items():
        listed = timed(case, lambda changed, work=work: _done(work(changed)))  # type: ignore[misc]
        found[name] = round(median(listed), 2)
        found[name.replace("_ms", "_worst_ms")] = round(max(listed), 2)
    in_the_tab = timed(case, _tab(case))
    found["in_the_tab_ms"] = round(median(in_the_tab), 2)
    found["in_the_tab_worst_ms"] = round(max(in_the_tab), 2)
    return found


def _tab(case: Case) -> Callable[[Case], None]:
    """The cards of the value tab, in a window that is painted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

    from shamay_desktop.ui.pages.approach_cards import CaseChains, of_value, value_missing
    from shamay_desktop.ui.pages.value_cards import ApproachesCard
    from shamay_desktop.ui.widgets.chain_tree import ChainCard
    from shamay_desktop.ui.widgets.value_chain import ValueChain

    app = QApplication.instance() or QApplication([])
    texts, made = load_texts(Language.HE), CaseChains()
    cards = (
        ValueChain(texts, made.value),
        ApproachesCard(texts),
        ChainCard(texts, "value", of_value(made), 2, value_missing(made)),
    )
    window = QWidget()
    column = QVBoxLayout(window)
    for card in cards:
        column.addWidget(card)
    window.resize(1200, 900)
    window.show()
    app.processEvents()

    def shown(changed: Case) -> None:
        window.isVisible()
        for card in cards:
            card.show_case(changed)
        app.processEvents()  # what has changed is painted

    shown(case)
    return shown


def _done(_result: object) -> None:
    """What was computed is computed."""


def with_approaches(case: Case) -> Case:
    """The case with areas, a price, income and cost beside its evidence."""
    contents: dict[str, Content] = {
        "valuation.areas": (_row("a1", category="flat", area="142", coefficient="1"),
                            _row("a2", category="balcony", area="40", coefficient="0.5")),
        "valuation.adopted_price_per_sqm": "35000",
        "valuation.rounding_step": "100000",
        "income.market_rent": "15000",
        "income.cap_rate": "3.5",
        "cost.land": (_row("l1", area="110", price_per_sqm="32000"),),
        "cost.components": (_row("k1", area="164", unit_cost="8200", age="14", life="70"),),
    }  # fmt: skip
    for path, content in contents.items():
        case = case.with_value(path, Value.of(content))
    return case


def _row(row_id: str, **cells: str) -> Row:
    return Row(row_id, MappingProxyType({name: Value.of(text) for name, text in cells.items()}))
