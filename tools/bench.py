"""Runs the measurements of tests/benchmarks, each in a process of its own, and prints them.

A measurement is a module `bench_<name>` with `measure()`, which returns a flat mapping. When it
holds `ratio` (against a bare baseline of the same run) and `limit`, a ratio above the limit makes
the run fail; `aim` is only shown.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHILD = "--measure"


def main(words: list[str]) -> int:
    """All, or those whose name holds one of the words; 1 when one is over its limit."""
    if words[:1] == [CHILD]:
        print(json.dumps(import_module(f"tests.benchmarks.{words[1]}").measure(), default=str))
        return 0
    names = [path.stem for path in sorted((ROOT / "tests" / "benchmarks").glob("bench_*.py"))]
    chosen = [name for name in names if not words or any(word in name for word in words)]
    if not chosen:
        print(f"bench: nothing to measure (known: {', '.join(names) or 'none'})", file=sys.stderr)
        return 2
    return max(_measured(name) for name in chosen)


def _measured(name: str) -> int:
    run = subprocess.run(
        [sys.executable, "-m", "tools.bench", CHILD, name],
        cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if run.returncode != 0:
        print(f"{name}: FAILED ({run.returncode})")
        return 1
    figures = json.loads(run.stdout.splitlines()[-1])
    over = _over_limit(figures)
    print(f"{name}:{' OVER ITS LIMIT' if over else ''}")
    for key, value in figures.items():
        print(f"    {key:<28} {value}")
    return int(over)


def _over_limit(figures: Mapping[str, object]) -> bool:
    if "ratio" not in figures or "limit" not in figures:
        return False
    return Decimal(str(figures["ratio"])) > Decimal(str(figures["limit"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
