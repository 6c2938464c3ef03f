"""Memory of the program that waits at its list, against a bare window of Qt that waits."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.pairs import rounded

ROOT = Path(__file__).resolve().parents[2]
RUNS = 5
SQL = ("sqlalchemy", "sqlalchemy.dialects.sqlite", "sqlalchemy.dialects.postgresql")
RESIDENT, PRIVATE = 0, 1


def measure() -> dict[str, object]:
    """Ratio of medians over runs that take turns."""
    bare: list[tuple[int, int]] = []
    with_sql: list[tuple[int, int]] = []
    way_in: list[tuple[int, int]] = []
    desk: list[tuple[int, int]] = []
    with tempfile.TemporaryDirectory(prefix="bench-memory-") as folder:
        place = {"SHAMAY_HOME": folder, "QT_QPA_PLATFORM": "offscreen"}
        _said("tests.benchmarks.idle_window", place, "--prepare", folder)
        for _ in range(RUNS):
            bare.append(_said("tests.benchmarks.bare_idle", place)["bare"])
            with_sql.append(_said("tests.benchmarks.bare_idle", place, *SQL)["bare"])
            ours = _said("tests.benchmarks.idle_window", place)
            way_in.append(ours["way_in"])
            desk.append(ours["desk"])
    return {
        "ratio": rounded(_middle(desk, RESIDENT) / _middle(bare, RESIDENT)),
        "aim": "1.5",
        "way_in_ratio": rounded(_middle(way_in, RESIDENT) / _middle(bare, RESIDENT)),
        "ratio_to_bare_with_sqlalchemy": rounded(
            _middle(desk, RESIDENT) / _middle(with_sql, RESIDENT)
        ),
        "private_ratio": rounded(_middle(desk, PRIVATE) / _middle(bare, PRIVATE)),
        "bare_mib": rounded(_middle(bare, RESIDENT) / 1024, 0),
        "desk_mib": rounded(_middle(desk, RESIDENT) / 1024, 0),
        "runs": RUNS,
    }


def _middle(runs: list[tuple[int, int]], which: int) -> float:
    return median(run[which] for run in runs)


def _said(module: str, place: dict[str, str], *words: str) -> dict[str, tuple[int, int]]:
    run = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        env={**os.environ, **place},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    lines = (line.split() for line in run.stdout.splitlines())
    return {line[0]: (int(line[1]), int(line[2])) for line in lines if len(line) == 3}
