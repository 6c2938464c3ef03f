"""A PDF of 40 pages with 60 photos, against bare reportlab with the same words and pictures.

`ratio` is to reportlab's own typesetting (Paragraph, Table, Image), which breaks lines and fills
pages as ours does; `ratio_to_drawing` to drawing alone, one drawString for each line that our
layout had already broken, ordered and placed. `archived_…` is the file that is handed out: the
same pages as PDF/A-2b, checked by the library's own validator before it stands, against the same
typesetting, which makes no such file.
"""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from shamay_desktop.reports.pdf import lay_out, write_pdf
from shamay_desktop.reports.pdf.archive import write_archived
from tests.benchmarks.bare_report import bare_pages, draw, load_face, typeset
from tests.benchmarks.large_report import (
    PHOTOS,
    known_pictures,
    large_pictures,
    large_report,
)
from tests.benchmarks.pairs import Pairs, milliseconds, rounded

ROOT = Path(__file__).resolve().parents[2]
PAIRS = 9
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
MEGABYTE = 1_000_000


def measure() -> dict[str, object]:
    """The ratio of medians, the size of the file and the greatest memory of writing one."""
    with tempfile.TemporaryDirectory(prefix="bench-report-") as folder:
        place = Path(folder)
        pictures = large_pictures(place)
        content = large_report()
        pages = bare_pages(lay_out(content, pictures), pictures)
        load_face()
        target, bare, archive = (place / f"{name}.pdf" for name in ("ours", "bare", "archive"))

        def ours() -> float:
            return _timed(lambda: write_pdf(content, pictures, target, created=NOW))

        def kept() -> float:
            return _timed(lambda: write_archived(content, pictures, archive, created=NOW))

        def bare_typeset() -> float:
            return _timed(lambda: typeset(content, pictures, bare))

        drawn = Pairs(ours, lambda: _timed(lambda: draw(pages, bare)), PAIRS)
        pairs, archived = Pairs(ours, bare_typeset, PAIRS), Pairs(kept, bare_typeset, PAIRS)
        return {
            "ratio": pairs.ratio,
            "aim": "1.3",
            "ours_ms": milliseconds(pairs.ours),
            "bare_ms": milliseconds(pairs.bare),
            "archived_ratio": archived.ratio,
            "archived_ms": milliseconds(archived.ours),
            "ratio_to_drawing": drawn.ratio,
            "drawing_ms": milliseconds(drawn.bare),
            "pages": len(pages),
            "lines": sum(len(page.lines) for page in pages),
            "pictures": PHOTOS,
            "megabytes": rounded(target.stat().st_size / MEGABYTE),
            "archived_megabytes": rounded(archive.stat().st_size / MEGABYTE),
            "bare_megabytes": rounded(bare.stat().st_size / MEGABYTE),
            "megabytes_aim": 8,
            "memory_mib": _memory(place, writing=True),
            "memory_before_mib": _memory(place, writing=False),
            "pairs": PAIRS,
        }


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


# -- memory -----------------------------------------------------------------------------------


def _memory(folder: Path, *, writing: bool) -> int:
    """The peak of a process of its own that writes the report, or stops just before."""
    words_given = [str(folder), "write" if writing else "load"]
    run = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bench_report", *words_given],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return int(run.stdout)


def _write_one(folder: Path, *, writing: bool) -> int:
    """Peak memory of this process in MiB."""
    import reportlab.pdfgen.canvas  # noqa: F401 — loaded either way

    pictures, content = known_pictures(folder), large_report()
    if writing:
        write_pdf(content, pictures, folder / "one.pdf", created=NOW)
    # not getrusage: its peak begins with that of the process that started this one
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) // 1024


if __name__ == "__main__":
    sys.stdout.write(str(_write_one(Path(sys.argv[1]), writing=sys.argv[2] == "write")))
