"""Opening the list of cases with 100,000 cases against 1,000: in the real desk, and by itself."""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.records import SortKey, ValuationQuery
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.cases.listing import list_cases, list_window
from shamay_desktop.usecases.services import Services
from tests.benchmarks.large_home import fill
from tests.benchmarks.pairs import Pairs, milliseconds, rounded
from tests.benchmarks.prepared_home import owner_of, services_of

LARGE, SMALL = 100_000, 1000
PAIRS = 15
DEEP = (50_000, 90_000)


def measure() -> dict[str, object]:
    """Medians of pairs: the desk from its making until its first window of lines is painted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="bench-list-") as folder:
        large = _Place(Path(folder) / "large", LARGE)
        small = _Place(Path(folder) / "small", SMALL)
        desks = Pairs(large.open_desk, small.open_desk, PAIRS, warm_up=2)
        counted = Pairs(large.open_counted, small.open_counted, PAIRS, warm_up=1)
        asked = Pairs(large.ask, small.ask, PAIRS, warm_up=2)
        figures: dict[str, object] = {
            "ratio": desks.ratio,
            "aim": "1.2",
            "large_ms": milliseconds(desks.ours),
            "small_ms": milliseconds(desks.bare),
            "counted_ratio": counted.ratio,
            "counted_large_ms": milliseconds(counted.ours),
            "counted_small_ms": milliseconds(counted.bare),
            "use_case_ratio": asked.ratio,
            "use_case_large_ms": milliseconds(asked.ours),
            "use_case_small_ms": milliseconds(asked.bare),
            "pairs": PAIRS,
        }
        for sort in SortKey:
            figures[f"{sort.value}_first_ms"] = large.window(sort, 0)
            for row in DEEP:
                figures[f"{sort.value}_row_{row}_ms"] = large.window(sort, row)
            figures[f"{sort.value}_row_{row}_beside_ms"] = large.window(sort, row, beside=True)
        for place in (large, small):
            place.services.close()
        return figures


class _Place:
    """A home with so many cases, and a desk over it."""

    def __init__(self, folder: Path, count: int) -> None:
        self.services: Services = services_of(folder)
        self.actor: Actor = owner_of(self.services)
        fill(self.services, self.actor, count)
        self.count = count

    def ask(self) -> float:
        """Seconds of lines and counts in one, as the command line asks for them."""
        return _seconds(lambda: list_cases(self.services, self.actor, ValuationQuery()))

    def window(self, sort: SortKey, offset: int, *, beside: bool = False) -> str:
        """Milliseconds of a window of lines in an order, clock and processor: medians of seven.

        `beside` is the window below one that is there, as when scrolling; else a jump to the row.
        """
        query = ValuationQuery(sort=sort, offset=offset, descending=sort is SortKey.UPDATED)
        if beside:
            above = replace(query, offset=offset - query.limit)
            last = list_window(self.services, self.actor, above).lines[-1]
            query = replace(query, after=last.id)
        by_clock: list[float] = []
        worked: list[float] = []
        for _ in range(7):
            before = time.thread_time()
            by_clock.append(_seconds(lambda: list_window(self.services, self.actor, query)))
            worked.append(time.thread_time() - before)
        return f"{rounded(1000 * median(by_clock), 1)} / {rounded(1000 * median(worked), 1)}"

    def open_desk(self) -> float:
        """Seconds from making the desk until its first lines are painted."""
        return self._open("loaded")

    def open_counted(self) -> float:
        """Seconds until their number stands beside them too."""
        return self._open("counted")

    def _open(self, told: str) -> float:
        from PySide6.QtCore import QEventLoop
        from PySide6.QtWidgets import QApplication

        from shamay_desktop.ui.cases.desk import CasesDesk
        from shamay_desktop.ui.changes import ChangeHub
        from shamay_desktop.ui.context import OfficeContext
        from shamay_desktop.ui.tasks import Tasks

        application = QApplication.instance() or QApplication([])
        tasks = Tasks()
        texts = load_texts(Language.HE)
        context = OfficeContext(self.services, self.actor, texts, tasks, ChangeHub())
        loop = QEventLoop()
        started = time.perf_counter()
        desk = CasesDesk(context)
        desk.resize(1400, 900)
        getattr(desk.model, told).connect(loop.quit)
        desk.show()
        loop.exec()
        desk.repaint()
        taken = time.perf_counter() - started
        assert desk.model.line(0) is not None
        tasks.wait_idle()
        assert desk.model.total == self.count
        desk.close()
        desk.deleteLater()
        application.sendPostedEvents()
        return taken


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    print(measure())  # noqa: T201
