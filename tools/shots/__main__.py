"""Takes pictures of every screen and state into shots/<look>/: `python -m tools.shots`.

A look is a language, light or dark, a scale and a size of the window; each has a process of its
own, because Qt fixes the scale when it starts.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from tools.shots.looks import LOOKS, Look


def main() -> int:
    """Entry: `python -m tools.shots [--to FOLDER] [--look NAME …] [--round NAME …]`."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--to", type=Path, default=Path("shots"))
    asked.add_argument("--look", action="append", choices=list(LOOKS))
    asked.add_argument("--round", action="append", default=[])
    asked.add_argument("--here", action="store_true", help="in this process (one look)")
    given = asked.parse_args()
    looks = given.look or list(LOOKS)
    if given.here:
        from tools.shots.rounds import go_round

        return go_round(LOOKS[looks[0]], given.to, frozenset(given.round))
    codes = [_taken(LOOKS[name], given.to, given.round) for name in looks]
    return max(codes)


def _taken(look: Look, target: Path, rounds: list[str]) -> int:
    words = [sys.executable, "-m", "tools.shots", "--here", "--look", look.name]
    words += ["--to", str(target), *(word for name in rounds for word in ("--round", name))]
    environment = {**os.environ, "QT_SCALE_FACTOR": look.scale}
    return subprocess.run(words, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
