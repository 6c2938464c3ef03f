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
from shamay_desktop.usecases.cases.listing import list_cases
from shamay_desktop.usecases.services import Services
from tests.benchmarks.large_home import fill
from tests.benchmarks.pairs import Pairs, milliseconds, rounded
from tests.benchmarks.prepared_home import owner_of, services_of

LARGE, SMALL = 100_000, 1000
PAIRS = 15
DEEP = 90_000


def measure() -> dict[str, object]:
    """Medians of pairs: the desk from its making until its first window of lines is painted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="bench-list-") as folder:
        large = _Place(Path(folder) / "large", LARGE)
        small = _Place(Path(folder) / "small", SMALL)
        desks = Pairs(large.open_desk, small.open_desk, PAIRS, warm_up=2)
        asked = Pairs(large.ask, small.ask, PAIRS, warm_up=2)
        figures: dict[str, object] = {
            "ratio": desks.ratio,
            "aim": "1.2",
            "large_ms": milliseconds(desks.ours),
            "small_ms": milliseconds(desks.bare),
            "use_case_ratio": asked.ratio,
            "use_case_large_ms": milliseconds(asked.ours),
            "use_case_small_ms": milliseconds(asked.bare),
            "pairs": PAIRS,
        }
        for sort in SortKey:
            figures[f"{sort.value}_first_ms"] = large.window(sort, 0)
            figures[f"{sort.value}_row_{DEEP}_ms"] = large.window(sort, DEEP)
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
        """Seconds of the use case behind a desk that opens."""
        return _seconds(lambda: list_cases(self.services, self.actor, ValuationQuery()))

    def window(self, sort: SortKey, offset: int) -> object:
        """Milliseconds of a window of lines in an order: the median of five."""
        query = ValuationQuery(sort=sort, offset=offset, descending=sort is SortKey.UPDATED)
        times = [
            _seconds(lambda: list_cases(self.services, self.actor, replace(query)))
            for _ in range(5)
        ]
        return rounded(1000 * median(times), 1)

    def open_desk(self) -> float:
        """Seconds from making the desk until its first lines are painted."""
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
        desk.model.loaded.connect(loop.quit)
        desk.show()
        if desk.model.total != self.count:
            loop.exec()
        desk.repaint()
        taken = time.perf_counter() - started
        assert desk.model.total == self.count
        tasks.wait_idle()
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
