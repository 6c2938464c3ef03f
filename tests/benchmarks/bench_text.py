"""The words of a 3-page extract, against bare pypdfium2 that gives the same pages' text.

The bare text comes in the reader's own order without places; `ratio_to_boxes` is to bare
pypdfium2 that also asks each character's box, without which nothing can be put in order.
"""

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

from shamay_desktop.documents.reading.text_layer import pages_of
from tests.benchmarks.pairs import Pairs, milliseconds, rounded
from tests.documents.extraction.tabu_maker import made_extract

PAIRS = 60
PAGES = 3


def measure() -> dict[str, object]:
    """Ratios of medians of pairs; `processor_ratio` counts this thread's processor time alone."""
    with TemporaryDirectory(prefix="bench-text-") as folder:
        path = _extract(Path(folder) / "extract.pdf")

        def ours() -> None:
            pages_of(path)

        clock = Pairs(_timed(ours), _timed(lambda: _bare(path)), PAIRS, warm_up=5)
        work = Pairs(_worked(ours), _worked(lambda: _bare(path)), PAIRS, warm_up=5)
        boxes = Pairs(_timed(ours), _timed(lambda: _bare_boxes(path)), PAIRS // 3, warm_up=2)
        pages = pages_of(path)
    return {
        "ratio": clock.ratio,
        "aim": "3",
        "ours_ms": milliseconds(clock.ours),
        "bare_ms": milliseconds(clock.bare),
        "least_ratio": rounded(min(clock.ours) / min(clock.bare)),
        "processor_ratio": work.ratio,
        "ratio_to_boxes": boxes.ratio,
        "pages": len(pages),
        "words": sum(1 for page in pages for _ in page.words()),
        "rulings": sum(len(page.rulings) for page in pages),
    }


def _extract(path: Path) -> Path:
    """The first generated extract that has three pages."""
    for seed in range(100):
        content = made_extract(seed).pdf
        with closing(pypdfium2.PdfDocument(content)) as document:
            if len(document) == PAGES:
                path.write_bytes(content)
                return path
    raise RuntimeError("no extract of three pages in a hundred")


def _bare(path: Path) -> None:
    with closing(pypdfium2.PdfDocument(path)) as document:
        for number in range(len(document)):
            with closing(document[number]) as page, closing(page.get_textpage()) as text:
                text.get_text_range()


def _bare_boxes(path: Path) -> None:
    with closing(pypdfium2.PdfDocument(path)) as document:
        for number in range(len(document)):
            with closing(document[number]) as page, closing(page.get_textpage()) as text:
                text.get_text_range()
                for index in range(text.count_chars()):
                    text.get_charbox(index)


def _timed(work: Callable[[], None]) -> Callable[[], float]:
    def measured() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return measured


def _worked(work: Callable[[], None]) -> Callable[[], float]:
    def measured() -> float:
        start = time.thread_time()
        work()
        return time.thread_time() - start

    return measured
