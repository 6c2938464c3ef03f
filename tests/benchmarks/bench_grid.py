"""Live recalculation of a grid of 20 comparables × 15 heads, alone and as the window shows it."""

import os
import time
from collections.abc import Callable
from decimal import Decimal
from statistics import median
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Row, Value
from shamay_desktop.domain.editing import after, setting
from shamay_desktop.domain.fields.adjustments import ADJUSTMENTS
from shamay_desktop.domain.market.price_index_json import shipped_indexes
from shamay_desktop.domain.valuation.comparison import statistics
from shamay_desktop.domain.valuation.grid import grid_of
from shamay_desktop.domain.valuation.heads import COMMON, Head
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.resource_files import resource

COMPARABLES, ROUNDS = 20, 200
OWN = tuple(Head(name, name, name, own=True) for name in ("own one", "own two", "own three"))


def measure() -> dict[str, object]:
    """Milliseconds from a changed cell to all figures, median and worst of the rounds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    heads = (*COMMON, *OWN)
    case = full_case([head.code for head in heads])
    text = resource("indexes", "dwellings.json").read_text(encoding="utf-8")
    indexes = MappingProxyType({index.code: index for index in shipped_indexes(text)})

    def recalculated(changed: Case) -> None:
        grid = grid_of(changed, OWN, indexes)
        for column in grid.columns:
            grid.running(column)
        statistics([column.price for column in grid.columns if column.price is not None])

    spans = timed(case, recalculated)
    shown = timed(case, _window(case, indexes))
    return {
        "comparables": COMPARABLES,
        "heads": len(heads),
        "recalculated_ms": round(median(spans), 2),
        "recalculated_worst_ms": round(max(spans), 2),
        "in_the_window_ms": round(median(shown), 2),
        "in_the_window_worst_ms": round(max(shown), 2),
        "aim_ms": "5",
        "rounds": ROUNDS,
    }


def _window(case: Case, indexes: object) -> Callable[[Case], None]:
    """The grid's model and the painting of its visible cells."""
    from PySide6.QtWidgets import QApplication

    from shamay_desktop.ui.grid.model import GridModel
    from shamay_desktop.ui.grid.table import GridTable

    app = QApplication.instance() or QApplication([])
    texts = load_texts(Language.HE)
    model = GridModel(texts)
    table = GridTable(model, texts)
    model.know(heads=OWN, indexes=indexes)  # type: ignore[arg-type]  # as `measure` made them
    model.show_case(case, {})
    table.resize(1200, 700)
    table.show()
    app.processEvents()

    def shown(changed: Case) -> None:
        model.show_case(changed, {})
        app.processEvents()  # what has changed is painted

    return shown


def timed(case: Case, work: Callable[[Case], None]) -> list[float]:
    """Milliseconds of each round; a round changes one cell, so nothing can be kept."""
    spans: list[float] = []
    rows = case.rows(ADJUSTMENTS)
    for number in range(ROUNDS):
        path = f"{ADJUSTMENTS}/{rows[number % len(rows)].id}/amount"
        case = after(case, setting(case, path, Value.of(str(Decimal(number % 9) - 4))))
        began = time.perf_counter()
        work(case)
        spans.append((time.perf_counter() - began) * 1000)
    return spans[ROUNDS // 10 :]


def full_case(heads: list[str]) -> Case:
    """Every comparable adjusted under every head."""
    comparables = tuple(
        _row(
            f"c{number}",
            date=f"2025-{1 + number % 12:02d}-05",
            address=f"הדקל {number}",
            price=str(3_900_000 + 20_000 * number),
            area=str(100 + number),
        )
        for number in range(COMPARABLES)
    )
    adjustments = tuple(
        _row(
            f"j{number}-{place}",
            comparable=f"c{number}",
            head=head,
            unit=("percent", "percent", "per_sqm", "whole")[place % 4],
            amount=str((number + place) % 9 - 4),
            reason="סיבה",
        )
        for number in range(COMPARABLES)
        for place, head in enumerate(heads)
    )
    values = {
        "valuation.date": Value.of("2026-06-15"),
        "comparables": Value.of(comparables),
        ADJUSTMENTS: Value.of(adjustments),
    }
    return Case("bench", MappingProxyType(values))


def _row(row_id: str, **cells: str) -> Row:
    return Row(row_id, MappingProxyType({name: Value.of(text) for name, text in cells.items()}))
