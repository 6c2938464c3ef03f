"""From a key in a field until what it causes is painted among the findings, in the real window.

A case with every field filled and its papers read (extracts of four properties), the drawer of
findings open. The number of rooms is typed to what cannot be, and back; each time from the last
key until the drawer has painted the finding, or painted that it is gone. `entered` ends with Enter,
which is an edit at once; `typed` ends with the last digit, which becomes an edit after the pause
that the editor waits for (`pause_ms`), as half a number is none. `read_…` is the same as `entered`
while twenty further papers are read.
"""

import tempfile
import time
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from shamay_desktop.domain.fields import Step
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.papers.adding_tray import AddingTray
from shamay_desktop.ui.widgets.line_editor import PAUSE_MS
from shamay_desktop.ui.wizard.shell import WizardShell
from tests.benchmarks.heartbeat import share
from tests.benchmarks.open_window import rest, until, window_with
from tests.benchmarks.pairs import rounded
from tests.benchmarks.prepared_home import filled_session, owner_of, services_of
from tests.documents.extraction.tabu_maker import made_extract

FIELD, GOOD, BAD = "unit.rooms", "4.5", "99"
FINDING = ("range", (FIELD,))
PAPERS, FURTHER = 4, 20
EDITS, TYPED = 60, 10
REST_MS = 60


def measure() -> dict[str, object]:
    """Medians, p95 and the worst, in milliseconds by the clock."""
    with tempfile.TemporaryDirectory(prefix="bench-finding-") as folder:
        services = services_of(Path(folder, "home"))
        actor = owner_of(services)
        case_id = filled_session(services, actor).valuation.id
        with window_with(services, actor, case_id) as (window, shell):
            _add(shell, Path(folder, "papers"), range(PAPERS))
            _rest_after_reading(shell)
            bench = _Findings(window, shell)
            entered = bench.entered(EDITS)
            typed = bench.typed(TYPED)
            _add(shell, Path(folder, "further"), range(PAPERS, PAPERS + FURTHER))
            until(lambda: shell.context.reading.busy)
            while_read = bench.entered(EDITS // 2)
            still = shell.context.reading.busy
            _rest_after_reading(shell)
    return {
        "aim_ms": 100,
        **_figures("entered", entered),
        **_figures("typed", typed),
        "pause_ms": PAUSE_MS,
        **_figures("read", while_read),
        "reading_to_the_end": still,
        "edits": EDITS,
    }


def _figures(name: str, times: list[float]) -> dict[str, object]:
    return {
        f"{name}_median_ms": rounded(share(times, 500), 1),
        f"{name}_p95_ms": rounded(share(times, 950), 1),
        f"{name}_worst_ms": rounded(max(times), 1),
    }


def _add(shell: WizardShell, folder: Path, seeds: range) -> None:
    folder.mkdir()
    paths = [folder / f"נסח {seed}.pdf" for seed in seeds]
    for seed, path in zip(seeds, paths, strict=True):
        path.write_bytes(made_extract(seed).pdf)
    shell.open_step(Step.DOCUMENTS)
    tray = shell.findChild(AddingTray)
    assert tray is not None
    tray.add(paths)


def _rest_after_reading(shell: WizardShell) -> None:
    reading = shell.context.reading
    until(lambda: reading.busy)
    until(lambda: not reading.busy and shell.context.tasks.idle, 400_000)


class _Findings(QObject):
    """Types into the field, and notes when the drawer has painted what came of it."""

    def __init__(self, window: MainWindow, shell: WizardShell) -> None:
        super().__init__(window)
        self._window, self._shell = window, shell
        shell.drawer.show()
        shell.drawer.table.viewport().installEventFilter(self)
        self._wanted = False
        self._painted: list[float] = []

    def entered(self, count: int) -> list[float]:
        """From Enter."""
        return self._times(count, Qt.Key.Key_Return)

    def typed(self, count: int) -> list[float]:
        """From the last digit."""
        return self._times(count, None)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        """A painting of the drawer after the finding came or went."""
        if event.type() is QEvent.Type.Paint and not self._painted:
            there = self._shell.drawer.model.row_of(FINDING) >= 0
            if there is self._wanted:
                self._painted.append(time.perf_counter())
        return False

    def _times(self, count: int, last: Qt.Key | None) -> list[float]:
        self._shell.open_step(Step.INITIAL_DATA)
        self._shell.go_to(FIELD)
        rest(300)
        editor = self._shell.current_page.findChild(QLineEdit, f"field:{FIELD}")  # type: ignore[union-attr]  # the step's page is open
        assert editor is not None
        ways = cycle(((BAD, True), (GOOD, False)))
        return [self._one(editor, *next(ways), last) for _ in range(count)]

    def _one(self, editor: QLineEdit, text: str, wanted: bool, last: Qt.Key | None) -> float:
        rest(REST_MS)
        editor.setFocus()
        editor.selectAll()
        self._wanted = wanted
        self._painted.clear()
        QTest.keyClicks(editor, text if last else text[:-1])
        began = time.perf_counter()
        QTest.keyClick(editor, last) if last else QTest.keyClicks(editor, text[-1])
        until(lambda: bool(self._painted), 10_000)
        return 1000 * (self._painted[0] - began)
