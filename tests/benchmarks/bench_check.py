"""A look at a full case with its papers after an edit, against one walk over its values as JSON."""

import json
import time
from collections.abc import Callable
from decimal import Decimal
from itertools import count

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.case_json import encode_value
from shamay_desktop.domain.editing import after, setting
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.reading.accepting import accepting
from shamay_desktop.domain.reading.belonging import belonging, properties
from shamay_desktop.domain.reading.contradictions import contradictions
from shamay_desktop.domain.reading.proposals import proposals
from shamay_desktop.domain.standards import check
from tests.benchmarks.pairs import Pairs, milliseconds, rounded
from tests.domain.standards import paper_cases
from tests.domain.standards.clean_case import TODAY, clean_case
from tests.domain.standards.rule_sets import ISRAEL
from tests.filled_case import filled_case

LOOKS = 200
UNITS = 228
"""Of the order in the larger case: a tower, as the largest order that was seen."""


def measure() -> dict[str, object]:
    """A case as an appraiser has it, and one with every field of the registry filled.

    Each look is at a case that was edited since the look before, with the same papers: findings,
    contradictions and proposals. `taken` is the filled case with all that its papers propose, its
    hundreds of rows too; there a row of the order is edited as well.
    """
    evidence = _papers()
    usual, filled = _looks(clean_case(), evidence), _looks(filled_case(), evidence)
    own = _looks(clean_case(), evidence, time.thread_time)
    own_filled = _looks(filled_case(), evidence, time.thread_time)
    taken = _taken(filled_case(), evidence)
    own_taken = _looks(taken, evidence, time.thread_time)
    row = f"order.units/{taken.rows('order.units')[UNITS // 2].id}/area"
    own_row = _looks(taken, evidence, time.thread_time, row)
    return {
        "ratio": usual.ratio,
        "ours_ms": milliseconds(usual.ours),
        "aim_ms": "20",
        "ours_p99_ms": _p99(usual.ours),
        "processor_ms": milliseconds(own.ours),
        "bare_ms": milliseconds(usual.bare),
        "filled_ratio": filled.ratio,
        "filled_ms": milliseconds(filled.ours),
        "filled_processor_ms": milliseconds(own_filled.ours),
        "filled_bare_ms": milliseconds(filled.bare),
        "taken_processor_ms": milliseconds(own_taken.ours),
        "row_processor_ms": milliseconds(own_row.ours),
        "rules": len(ISRAEL.rules),
        "looks": LOOKS,
    }


def _papers() -> CaseEvidence:
    """Extract with a mortgage and twelve notes, an order of many units, permit and planning."""
    units = [
        {"number": str(number), "building": "1", "area": f"{80 + number % 50}.5",
         "floor": "שלישית", "share": f"{80 + number % 50}/7960",
         "attachments": [{"description": "חניה", "mark": "א", "area": "12"}]}
        for number in range(1, UNITS + 1)
    ]  # fmt: skip
    notes = [{"act": "הערת אזהרה", "deed": f"{number}/2020/1"} for number in range(12)]
    extract = paper_cases.tabu(mortgages=[paper_cases.MORTGAGE], notes=notes)
    order = paper_cases.condo(units=units)
    return paper_cases.with_papers(extract, order, paper_cases.permit(), paper_cases.planning())


def _taken(case: Case, evidence: CaseEvidence) -> Case:
    found = proposals(case, evidence)
    return after(case, accepting(case, found, by="a@example.com", at="2026-01-01T00:00:00Z"))


def _looks(
    case: Case,
    evidence: CaseEvidence,
    clock: Callable[[], float] = time.perf_counter,
    path: str = "unit.finish",
) -> Pairs:
    numbers = count(1)

    def edited() -> Case:
        return after(case, setting(case, path, Value.of(str(next(numbers)))))

    def look() -> float:
        now = edited()
        started = clock()
        check(now, ISRAEL, today=TODAY, evidence=evidence)
        contradictions(now, evidence), proposals(now, evidence)
        properties(evidence), belonging(now, evidence)
        return clock() - started

    def walk() -> float:
        now = edited()
        started = clock()
        json.dumps({path: encode_value(value) for path, value in now.walk()}, ensure_ascii=False)
        return clock() - started

    return Pairs(look, walk, LOOKS, warm_up=10)


def _p99(seconds: list[float]) -> Decimal:
    return rounded(1000 * sorted(seconds)[int(len(seconds) * 0.99)], 1)


if __name__ == "__main__":
    print(measure())  # noqa: T201
