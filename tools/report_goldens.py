"""Remakes what the printed reports are remembered by, and says what changed.

python -m tools.report_goldens            all of them
python -m tools.report_goldens full       those whose name holds the word
python -m tools.report_goldens --check    writes nothing; ends with 1 when something differs
"""

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reports.golden import FOLDER, differences, golden_of, kept, path_of, written
from tests.reports.printing import AnyPicture
from tests.reports.spreading import Prints


def main(arguments: list[str] | None = None) -> int:
    """Write each that differs; the answer is 1 when `--check` found a difference."""
    parser = argparse.ArgumentParser(description="Remake the goldens of printed reports.")
    parser.add_argument("word", nargs="?", default="", help="only those whose name holds it")
    parser.add_argument("--check", action="store_true", help="write nothing")
    asked = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="goldens-") as folder:
        prints = Prints(Path(folder) / "prints", AnyPicture(Path(folder)))
        changed = _remade(prints, asked.word, write=not asked.check)
    sys.stdout.write(f"{changed} changed\n")
    return 1 if asked.check and changed else 0


def _remade(prints: Prints, word: str, *, write: bool) -> int:
    FOLDER.mkdir(exist_ok=True)
    known = {path_of(which) for which in kept()}
    changed = 0
    for which in (each for each in kept() if word in str(each)):
        path = path_of(which)
        before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        now = golden_of(which, prints)
        said = differences(which, before, now) if before else ["new"]
        if said:
            changed += 1
            sys.stdout.write("\n  ".join([str(which), *said]) + "\n")
            if write:
                path.write_text(written(now), encoding="utf-8")
    for gone in sorted(set(FOLDER.glob("*.json")) - known) if not word else ():
        changed += 1
        sys.stdout.write(f"{gone.stem}\n  gone\n")
        if write:
            gone.unlink()
    return changed


if __name__ == "__main__":
    sys.exit(main())
