"""Searching 100,000 cases as one types, against the bare driver over a narrow table of its own."""

import sqlite3
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from statistics import median

from shamay_desktop.domain.records import ValuationQuery
from shamay_desktop.usecases.cases.listing import count_cases, list_window
from tests.benchmarks.large_home import bare_copy, fill
from tests.benchmarks.pairs import milliseconds, rounded
from tests.benchmarks.prepared_home import owner_of, services_of

CASES = 100_000
ROUNDS = 3
TYPED = ("הזית 12", "רמת גן", "6109/12", "תמר שפירא", "2009-01", "בנק הדוגמה בע״מ", "אין כזה")
"""Each is asked for letter by letter, as the search field does at its shortest pause."""

_LINES = (
    "SELECT id, title, status, client, updated_at FROM cases WHERE {fits}"
    " ORDER BY updated_at DESC, id DESC LIMIT 200"
)
_COUNTS = "SELECT status, count(*) FROM cases WHERE {fits} GROUP BY status"


def measure() -> dict[str, object]:
    """The time until the lines are there, and until counts are too; ratio of these medians."""
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder:
        services = services_of(Path(folder) / "home")
        actor = owner_of(services)
        fill(services, actor, CASES)
        bare = bare_copy(services, Path(folder) / "bare.sqlite3")
        ours_s: list[float] = []
        bare_s: list[float] = []
        lines_s: list[float] = []
        worked_s: list[float] = []
        for _ in range(ROUNDS):
            for words in (typed[:end] for typed in TYPED for end in range(1, len(typed) + 1)):
                started, worked = time.perf_counter(), time.thread_time()
                found = list_window(services, actor, ValuationQuery(words))
                lines_s.append(time.perf_counter() - started)
                worked_s.append(time.thread_time() - worked)
                total = found.total
                if not found.is_counted:
                    total = count_cases(services, actor, ValuationQuery(words)).total
                between = time.perf_counter()
                counted = _search(bare, words)
                ours_s.append(between - started)
                bare_s.append(time.perf_counter() - between)
                assert counted == total, words
        services.close()
        bare.close()
    return {
        "p95_ms": _p95(lines_s),
        "aim_p95_ms": "50",
        "processor_p95_ms": _p95(worked_s),
        "median_ms": milliseconds(lines_s),
        "counted_p95_ms": _p95(ours_s),
        "counted_median_ms": milliseconds(ours_s),
        "bare_p95_ms": _p95(bare_s),
        "bare_median_ms": milliseconds(bare_s),
        "ratio": rounded(median(ours_s) / median(bare_s)),
        "cases": CASES,
        "questions": len(ours_s),
    }


def _p95(seconds: list[float]) -> Decimal:
    return rounded(1000 * sorted(seconds)[int(len(seconds) * 0.95)], 1)


def _search(connection: sqlite3.Connection, typed: str) -> int:
    """The same question with bare sqlite3: a window of lines and the counts; how many fit."""
    words = typed.replace("״", '"').split()
    fits = " AND ".join("instr(search_text, ?)" for _ in words) or "1"
    connection.execute(_LINES.format(fits=fits), words).fetchall()
    return sum(row[1] for row in connection.execute(_COUNTS.format(fits=fits), words))


if __name__ == "__main__":
    print(measure())  # noqa: T201
