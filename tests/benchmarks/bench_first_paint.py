"""From the start of the process to the first painted window, against a bare window of Qt."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from tests.benchmarks.pairs import Pairs, milliseconds, rounded

ROOT = Path(__file__).resolve().parents[2]
PAIRS = 15
XVFB_PAIRS = 7
XVFB = ("xvfb-run", "-a", "-s", "-screen 0 1600x1000x24")
INSIDE = "--inside"


def measure() -> dict[str, object]:
    """Ratios of medians of pairs: on the offscreen platform, and on X11 where Xvfb is there."""
    with tempfile.TemporaryDirectory(prefix="bench-paint-") as folder:
        figures = _of_platform(Path(folder), "offscreen", PAIRS)
        return figures | _on_x11()


def _of_platform(folder: Path, platform: str, count: int) -> dict[str, object]:
    home, fresh = folder / "home", folder / "fresh"
    ready: list[float] = []
    worked: dict[str, list[float]] = {"ours": [], "bare": []}
    heavy: set[str] = set()

    def ours() -> float:
        said = _started("tests.benchmarks.timed_window", platform, home)
        ready.append(float(said["ready"][0]))
        heavy.update(said["heavy"])
        worked["ours"].append(float(said["painted"][1]))
        return float(said["painted"][0])

    def bare() -> float:
        said = _started("tests.benchmarks.bare_window", platform, home)
        worked["bare"].append(float(said["painted"][1]))
        return float(said["painted"][0])

    pairs = Pairs(ours, bare, count)
    first = _started("tests.benchmarks.timed_window", platform, fresh)
    return {
        "ratio": pairs.ratio,
        "aim": "1.3",
        "limit": "1.6",
        "processor_ratio": rounded(median(worked["ours"][1:]) / median(worked["bare"][1:])),
        "bare_ms": milliseconds(pairs.bare),
        "ours_ms": milliseconds(pairs.ours),
        "way_in_ratio": rounded(median(ready[1:]) / median(pairs.bare)),
        "way_in_first_start_ratio": rounded(float(first["ready"][0]) / median(pairs.bare)),
        "heavy_at_first_paint": " ".join(sorted(heavy)) or "none",
        "pairs": count,
    }


def _started(module: str, platform: str, data: Path) -> Mapping[str, list[str]]:
    """Run a module; what it said, its times as seconds since the process was started."""
    place = {"QT_QPA_PLATFORM": platform, "XDG_DATA_HOME": str(data), "XDG_STATE_HOME": str(data)}
    began = time.monotonic()
    run = subprocess.run(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env={name: word for name, word in os.environ.items() if "SHAMAY" not in name} | place,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    said = {line.split()[0]: line.split()[1:] for line in run.stdout.splitlines()}
    for name in ("painted", "ready"):
        if name in said:
            said[name][0] = str(float(said[name][0]) - began)
    return said


def _on_x11() -> dict[str, object]:
    """The same on a virtual X screen, in a process of its own within it."""
    if shutil.which(XVFB[0]) is None:
        return {"x11_ratio": "no Xvfb here"}
    run = subprocess.run(
        [*XVFB, sys.executable, "-m", "tests.benchmarks.bench_first_paint"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return {"x11_ratio": run.stdout.split()[-1]}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="bench-paint-") as own:
        print(_of_platform(Path(own), "xcb", XVFB_PAIRS)["ratio"])  # noqa: T201 — its answer
