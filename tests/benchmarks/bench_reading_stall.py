"""How long the window keeps a person waiting while 30 papers are read.

The real window with an open case whose every field is filled: 30 extracts of different properties
are added through the page's own tray and read, while keys are typed and the steps are visited in
turn. A beat of 2 ms in the window's event loop tells each delay; a bare Qt loop beats in a process
of its own beside it, and the same window was listened to right before, idle.
"""

import tempfile
import time
from collections.abc import Mapping
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QTimer

from shamay_desktop.domain.fields import Step
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.papers.adding_tray import AddingTray
from shamay_desktop.ui.wizard.shell import WizardShell
from tests.benchmarks.heartbeat import Heartbeat, Lateness, share
from tests.benchmarks.open_window import (
    Typist,
    bare_loop,
    by_lateness,
    ended,
    rest,
    until,
    window_with,
)
from tests.benchmarks.pairs import rounded
from tests.benchmarks.prepared_home import filled_session, owner_of, services_of
from tests.documents.extraction.tabu_maker import made_extract

PAPERS = 30
STEP_MS = 3000
IDLE_MS = 5000
STEPS = (Step.DOCUMENTS, Step.VALIDATION, Step.ANALYSIS, Step.INITIAL_DATA)
LONGEST_MS = 400_000


def measure() -> dict[str, object]:
    """The delays of the window while it reads, of itself idle and of the bare loop beside it."""
    with tempfile.TemporaryDirectory(prefix="bench-reading-") as folder:
        paths = _papers(Path(folder, "papers"))
        services = services_of(Path(folder, "home"))
        actor = owner_of(services)
        case_id = filled_session(services, actor).valuation.id
        with window_with(services, actor, case_id) as (window, shell):
            return _measured(window, shell, paths)


def _papers(folder: Path) -> list[Path]:
    folder.mkdir()
    paths = [folder / f"נסח {seed}.pdf" for seed in range(PAPERS)]
    for seed, path in enumerate(paths):
        path.write_bytes(made_extract(seed).pdf)
    return paths


def _measured(window: MainWindow, shell: WizardShell, paths: list[Path]) -> dict[str, object]:
    heart = Heartbeat(window)
    heart.start()
    for step in (*STEPS, Step.DOCUMENTS):
        shell.open_step(step)
        rest(400)
    until(lambda: window.tasks.idle)
    heart.take()
    rest(IDLE_MS)
    idle, began, beside = heart.take(), time.perf_counter(), bare_loop()
    _read(shell, heart, paths)
    seconds = time.perf_counter() - began
    late, bare = heart.take(), ended(beside)
    return _figures(late, idle, bare) | {
        "papers": len(paths),
        "seconds": rounded(seconds, 0),
        "beats": len(late.beats),
    } | {f"worst_ms: {name}": rounded(ms, 1) for name, ms in by_lateness(late)}  # fmt: skip


def _figures(late: Lateness, idle: Lateness, bare: Mapping[str, float]) -> dict[str, object]:
    return {
        "p99_ms": rounded(share(late.beats, 990)),
        "p99_aim_ms": 16,
        "worst_ms": rounded(late.worst),
        "worst_aim_ms": 100,
        "own_p99_ms": rounded(share(late.own, 990)),
        "own_worst_ms": rounded(max(late.own)),
        "idle_p99_ms": rounded(share(idle.beats, 990)),
        "idle_worst_ms": rounded(idle.worst),
        "bare_p99_ms": rounded(bare["p99"]),
        "bare_worst_ms": rounded(bare["worst"]),
    }


def _read(shell: WizardShell, heart: Heartbeat, paths: list[Path]) -> None:
    """Add the papers, then type and go from step to step until all were read."""
    tray = shell.findChild(AddingTray)
    assert tray is not None
    typist, steps = Typist(shell, heart), cycle(STEPS)
    walker = QTimer(shell, interval=STEP_MS)

    def walk() -> None:
        heart.doing = f"opening {(step := next(steps)).value}"
        shell.open_step(step)

    walker.timeout.connect(walk)
    read: list[object] = []
    reading = shell.context.reading
    reading.read.connect(read.append)
    tray.add(paths)
    typist.start()
    walker.start()
    until(lambda: len(read) >= len(paths) and not reading.busy, LONGEST_MS)
    typist.stop()
    walker.stop()
    until(lambda: shell.context.tasks.idle)
