"""From opening a scanned plan of 3.4 m to the first sharp frame, and the memory it takes."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.large_plan import write_plan
from tests.benchmarks.pairs import rounded

ROOT = Path(__file__).resolve().parents[2]
RUNS = 3


def measure() -> dict[str, object]:
    """Medians of runs with empty caches."""
    runs: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory(prefix="bench-canvas-") as folder:
        plan = write_plan(Path(folder) / "plan.pdf")
        for number in range(RUNS):
            runs.append(_said(Path(folder) / f"home-{number}", plan))
        again = _said(Path(folder) / "home-0", plan)

    def middle(name: str) -> float:
        return median(run[name] for run in runs)

    return {
        "first_sharp_fit_s": rounded(middle("fit_s")),
        "first_sharp_actual_s": rounded(middle("actual_s")),
        "cached_fit_s": rounded(again["fit_s"]),
        "cached_actual_s": rounded(again["actual_s"]),
        "opened_mib": rounded(middle("opened_mib"), 0),
        "looked_through_mib": rounded(middle("looked_through_mib"), 0),
        "with_workers_mib": rounded(middle("with_workers_mib"), 0),
        "tiles_mib": rounded(middle("tiles_mib"), 0),
        "aim": "400 MiB",
        "runs": RUNS,
    }


def _said(home: Path, plan: Path) -> dict[str, float]:
    run = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bare_canvas", "open", str(home), str(plan)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    answer: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return answer
