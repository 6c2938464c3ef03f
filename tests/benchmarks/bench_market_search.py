"""The 20 rows most like a subject, out of 100,000 and out of a million."""

import os
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.market.query import Around, MarketQuery, MarketSort
from shamay_desktop.domain.market.similarity import Subject
from shamay_desktop.usecases.market.searching import search
from shamay_desktop.usecases.services import Services
from tests import market_rows
from tests.benchmarks.large_market import fill_market
from tests.benchmarks.memory import held_kib
from tests.benchmarks.pairs import milliseconds, rounded
from tests.benchmarks.prepared_home import owner_of, services_of

FEW = 100_000
MANY = int(os.environ.get("SHAMAY_BENCH_ROWS", "1000000"))
SUBJECTS = 100
FREE = MarketQuery(sort=MarketSort.LIKENESS, limit=20)


def measure() -> dict[str, object]:
    """Each search by the whole use case: rights, the likest, their parts, how many fit."""
    few, _ = _measured(FEW)
    many, memory = _measured(MANY)
    return {
        "p95_ms": _p95(many["free"]),
        "aim_p95_ms": "50",
        "median_ms": milliseconds(many["free"]),
        "processor_p95_ms": _p95(many["processor"]),
        "near_p95_ms": _p95(many["near"]),
        "placeless_p95_ms": _p95(many["placeless"]),
        "few_p95_ms": _p95(few["free"]),
        "few_median_ms": milliseconds(few["free"]),
        "growth_p95": rounded(_at95(many["free"]) / _at95(few["free"])),
        "aim_growth": "2",
        "memory_mib": rounded(memory / 1024, 0),
        "rows": MANY,
        "questions": SUBJECTS,
    }


def _measured(number: int) -> tuple[dict[str, list[float]], int]:
    with tempfile.TemporaryDirectory(prefix="bench-market-") as folder:
        services = services_of(Path(folder) / "home")
        actor = owner_of(services)
        fill_market(services, actor, number)
        taken = {
            "free": _timed(services, actor, placed=True, near=False),
            "near": _timed(services, actor, placed=True, near=True),
            "placeless": _timed(services, actor, placed=False, near=False),
            "processor": _timed(services, actor, placed=True, near=False, clock=time.thread_time),
        }
        memory, _ = held_kib()
        services.close()
    return taken, memory


def _timed(
    services: Services,
    actor: Actor,
    *,
    placed: bool,
    near: bool,
    clock: Callable[[], float] = time.perf_counter,
) -> list[float]:
    seconds = []
    for row in market_rows.rows(SUBJECTS, "subject", seed=77, placed=100, odd=False):
        subject = market_rows.subject_near(row, placed=placed)
        query = _about(subject) if near else FREE
        begun = clock()
        found = search(services, actor, query, subject=subject)
        seconds.append(clock() - begun)
        assert near or len(found.hits) == 20
    return seconds


def _about(subject: Subject) -> MarketQuery:
    """As a saved search asks: 500 m, ±20 % of the area."""
    area = subject.area or Decimal(80)
    assert subject.east is not None
    assert subject.north is not None
    return MarketQuery(
        around=Around(subject.east, subject.north, 500),
        area_from=area * 4 / 5,
        area_to=area * 6 / 5,
        sort=MarketSort.LIKENESS,
        limit=20,
    )


def _at95(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)]


def _p95(seconds: list[float]) -> Decimal:
    return rounded(1000 * _at95(seconds), 1)


if __name__ == "__main__":
    print(measure())  # noqa: T201
