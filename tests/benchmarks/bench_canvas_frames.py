"""Frames of the canvas while a plan of 3.4 m with 300 shapes is moved, against a bare view."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

from tests.benchmarks.large_plan import write_plan
from tests.benchmarks.pairs import rounded

ROOT = Path(__file__).resolve().parents[2]
RUNS = 2
FRAME_S = 0.016
CLOCK, OWN = 0, 1

Frames = dict[str, list[list[float]]]
"""By movement: seconds by the clock and of the UI thread's processor, a frame."""


def measure() -> dict[str, object]:
    """Ratios of the UI thread's processor time over runs that take turns; the clock beside it."""
    ours: Frames = {}
    bare: Frames = {}
    with tempfile.TemporaryDirectory(prefix="bench-canvas-") as folder:
        plan = write_plan(Path(folder) / "plan.pdf")
        for number in range(RUNS):
            turns = (("ours", ours), ("bare", bare))
            for what, found in turns if number % 2 else turns[::-1]:
                home = Path(folder) / f"home-{what}-{number}"
                for name, frames in said(what, home, plan).items():
                    found.setdefault(name, []).extend(frames)
    return {
        "ratio": rounded(_sum(ours) / _sum(bare)),
        "aim": "1.5",
        "under_16_ms_percent": _quick(ours),
        "bare_under_16_ms_percent": _quick(bare),
        "own_under_16_ms_percent": _quick(ours, OWN),
        **{
            name: figure
            for movement in ours
            for name, figure in _figures(movement, ours[movement], bare[movement]).items()
        },
        "runs": RUNS,
    }


def _figures(name: str, ours: list[list[float]], bare: list[list[float]]) -> dict[str, object]:
    own, beside = ([frame[OWN] for frame in frames] for frames in (ours, bare))
    return {
        f"{name}_ratio": rounded(median(own) / median(beside)),
        f"{name}_own_ms": rounded(1000 * median(own)),
        f"{name}_own_p95_ms": rounded(1000 * quantiles(own, n=20)[18]),
        f"{name}_bare_own_ms": rounded(1000 * median(beside)),
        f"{name}_clock_p95_ms": rounded(1000 * quantiles([f[CLOCK] for f in ours], n=20)[18]),
    }


def _sum(found: Frames) -> float:
    """Of the medians of all movements: each counts alike."""
    return sum(median(frame[OWN] for frame in frames) for frames in found.values())


def _quick(found: Frames, which: int = 0) -> object:
    frames = [frame[which] for each in found.values() for frame in each]
    return rounded(100 * sum(frame < FRAME_S for frame in frames) / len(frames), 1)


def said(what: str, home: Path, plan: Path) -> Frames:
    """What a process of its own measured."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bare_canvas", what, str(home), str(plan)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    answer: Frames = json.loads(run.stdout.splitlines()[-1])
    return answer
