"""Importing rows into the market database, against bare `executemany` of the same rows."""

import os
import tempfile
from decimal import Decimal
from pathlib import Path
from statistics import median

from tests.benchmarks.large_market import bare_import, fill_market
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
        services = services_of(Path(folder) / "home")
        actor, bare = owner_of(services), Path(folder) / "bare.sqlite3"
        fill_market(services, actor, SMALL, seed=1)
        small = [
            (fill_market(services, actor, SMALL, seed=100 + n), bare_import(bare, actor, SMALL))
            for n in range(PAIRS)
        ]
        before, _ = held_kib()
        whole = fill_market(services, actor, ROWS)
        after, _ = held_kib()
        plain = bare_import(bare, actor, ROWS)
        services.close()
    return {
        "rate_ratio": rounded(plain / whole),
        "aim_rate_ratio": "0.4",
        "small_rate_ratio": _of_medians(small),
        "rows_a_second": round(ROWS / whole),
        "bare_rows_a_second": round(ROWS / plain),
        "memory_grown_mib": rounded((after - before) / 1024, 0),
        "rows": ROWS,
    }


def _of_medians(pairs: list[tuple[float, float]]) -> Decimal:
    ours, bare = zip(*pairs, strict=True)
    return rounded(median(bare) / median(ours))


if __name__ == "__main__":
    print(measure())  # noqa: T201
