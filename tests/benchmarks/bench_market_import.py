"""Importing rows into the market database, against bare `executemany` of the same rows."""

import os
import tempfile
from decimal import Decimal
from pathlib import Path
from statistics import median

from shamay_desktop.system.folders import Home
from tests.benchmarks.large_market import Waiting, Watch, bare_import, fill_market
from tests.benchmarks.memory import held_kib
from tests.benchmarks.pairs import rounded
from tests.benchmarks.prepared_home import owner_of, services_of

ROWS = int(os.environ.get("SHAMAY_BENCH_ROWS", "1000000"))
SMALL, PAIRS = 1_000, 5


def measure() -> dict[str, object]:
    """Rows a second of ours to the bare rate: a thousand rows (medians), and a million at once.

    Ours makes columns of domain objects, keeps eight indexes, words and cells, and commits;
    the bare table has no index and is handed finished tuples.
    """
    with tempfile.TemporaryDirectory(prefix="bench-market-") as folder:
        home = Path(folder) / "home"
        services = services_of(home)
        actor, bare = owner_of(services), Path(folder) / "bare.sqlite3"
        fill_market(services, actor, SMALL, seed=1)
        ours, theirs = [Watch() for _ in range(PAIRS)], [Watch() for _ in range(PAIRS)]
        for n in range(PAIRS):
            fill_market(services, actor, SMALL, seed=100 + n, watch=ours[n])
            bare_import(bare, actor, SMALL, watch=theirs[n])
        before, _ = held_kib()
        whole, plain = Watch(), Watch()
        with Waiting(Home(home).database) as waiting:
            fill_market(services, actor, ROWS, watch=whole)
        after, _ = held_kib()
        bare_import(bare, actor, ROWS, watch=plain)
        services.close()
    return {
        "rate_ratio": rounded(plain.seconds / whole.seconds),
        "aim_rate_ratio": "0.4",
        "processor_rate_ratio": rounded(plain.processor / whole.processor),
        "small_rate_ratio": _of_medians(
            [one.seconds for one in theirs], [one.seconds for one in ours]
        ),
        "small_processor_rate_ratio": _of_medians(
            [one.processor for one in theirs], [one.processor for one in ours]
        ),
        "rows_a_second": round(ROWS / whole.seconds),
        "bare_rows_a_second": round(ROWS / plain.seconds),
        "lock_held_s": rounded(waiting.longest),
        "memory_grown_mib": rounded((after - before) / 1024, 0),
        "rows": ROWS,
    }


def _of_medians(bare: list[float], ours: list[float]) -> Decimal:
    return rounded(median(bare) / median(ours))


if __name__ == "__main__":
    print(measure())  # noqa: T201
