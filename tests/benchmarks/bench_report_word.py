"""A Word file of 40 pages with 60 photos, against bare python-docx with the same words and photos.

`ratio` is to `write_docx`, which puts the file together; `paged_…` is what the program hands out:
the same with page numbers of contents and widths of columns from our own setting of the pages.
"""

import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from shamay_desktop.reports.docx import write_docx, write_paged_docx
from tests.benchmarks.bare_word import write_bare
from tests.benchmarks.large_report import PHOTOS, large_pictures, large_report
from tests.benchmarks.pairs import Pairs, milliseconds, rounded

ROUNDS = 7
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
MEGABYTE = 1_000_000


def measure() -> dict[str, object]:
    """Ratios of medians by the clock and of the processor, and the size of the file."""
    with tempfile.TemporaryDirectory(prefix="bench-word-") as folder:
        place = Path(folder)
        pictures, content = large_pictures(place), large_report()
        target, bare = place / "ours.docx", place / "bare.docx"

        def pairs(write: Callable[[], None], clock: Callable[[], float]) -> Pairs:
            return Pairs(
                lambda: _timed(write, clock),
                lambda: _timed(lambda: write_bare(content, pictures, bare), clock),
                ROUNDS,
            )

        def plain() -> None:
            write_docx(content, pictures, target, created=NOW)

        def paged() -> None:
            write_paged_docx(content, pictures, target, created=NOW)

        by_clock, with_pages = pairs(plain, time.perf_counter), pairs(paged, time.perf_counter)
        return {
            "ratio": by_clock.ratio,
            "aim": "1.3",
            "ours_ms": milliseconds(by_clock.ours),
            "bare_ms": milliseconds(by_clock.bare),
            "processor_ratio": pairs(plain, time.process_time).ratio,
            "paged_ratio": with_pages.ratio,
            "paged_ms": milliseconds(with_pages.ours),
            "paged_processor_ratio": pairs(paged, time.process_time).ratio,
            "pictures": PHOTOS,
            "megabytes": rounded(target.stat().st_size / MEGABYTE),
            "bare_megabytes": rounded(bare.stat().st_size / MEGABYTE),
            "megabytes_aim": 8,
            "pairs": ROUNDS,
        }


def _timed(work: Callable[[], None], clock: Callable[[], float]) -> float:
    began = clock()
    work()
    return clock() - began
