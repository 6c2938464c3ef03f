"""How long the window keeps a person waiting while 200 photos of 12 megapixels are dropped.

The real window with an open case whose every field is filled: photos are dropped through the
page's own tray while keys are typed into its fields and steps are finished. A beat of 2 ms in the
window's event loop tells each delay; a bare Qt loop beats in a process of its own beside it, so
that what the machine does to any program is known.
"""

import tempfile
import time
from collections.abc import Mapping
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

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
from tests.benchmarks.photos import make_photos
from tests.benchmarks.prepared_home import filled_session, owner_of, services_of

PHOTOS = 200
STEP_MS = 3000
STEPS = (Step.DOCUMENTS, Step.VALIDATION, Step.ANALYSIS, Step.INITIAL_DATA)
LONGEST_MS = 400_000


def measure() -> dict[str, object]:
    """The delays of the window, of the bare loop beside it, and what the worst ones fell on."""
    with tempfile.TemporaryDirectory(prefix="bench-stall-") as folder:
        photos = Path(folder, "photos")
        photos.mkdir()
        paths = make_photos(photos, PHOTOS)
        home = Path(folder, "home")
        services = services_of(home)
        actor = owner_of(services)
        case_id = filled_session(services, actor).valuation.id
        with window_with(services, actor, case_id) as (window, shell):
            return _measured(window, shell, paths)


def _measured(window: MainWindow, shell: WizardShell, paths: list[Path]) -> dict[str, object]:
    heart = Heartbeat(window)
    heart.start()
    for step in STEPS:
        heart.doing = f"the first visit of {step.value}"
        shell.open_step(step)
        rest(400)
    until(lambda: window.tasks.idle)
    visits = heart.take()
    heart.doing = "nothing"
    rest(3000)
    idle = heart.take()
    began = time.perf_counter()
    beside = bare_loop()
    _drop_and_type(window, shell, heart, paths)
    bare = ended(beside)
    late, seconds = heart.take(), time.perf_counter() - began
    figures = _figures(late, bare) | {
        "photos": len(paths),
        "seconds": rounded(seconds, 0),
        "beats": len(late.beats),
        "idle_window_worst_ms": rounded(idle.worst),
        "first_visits_own_worst_ms": rounded(max(visits.own)),
    }
    figures |= {f"worst_ms: {name}": rounded(ms, 1) for name, ms in by_lateness(visits)}
    figures |= {f"worst_ms: {name}": rounded(ms, 1) for name, ms in by_lateness(late)}
    return figures


def _figures(late: Lateness, bare: Mapping[str, float]) -> dict[str, object]:
    """The ratio is that of what is asked: the larger of both figures to its aim."""
    p999 = share(late.beats, 999)
    asked = max(p999 / 16, late.worst / 50)
    return {
        "p999_ms": rounded(p999),
        "p999_aim_ms": 16,
        "worst_ms": rounded(late.worst),
        "worst_aim_ms": 50,
        "own_p999_ms": rounded(share(late.own, 999)),
        "own_worst_ms": rounded(max(late.own)),
        "bare_p999_ms": rounded(bare["p999"]),
        "bare_worst_ms": rounded(bare["worst"]),
        "of_the_aims": rounded(asked),
    }


# -- what is done -----------------------------------------------------------------------------


def _drop_and_type(
    window: MainWindow, shell: WizardShell, heart: Heartbeat, paths: list[Path]
) -> None:
    """Drop all photos, then type and finish steps until they are in and everything is kept."""
    tray = shell.findChild(AddingTray)
    assert tray is not None
    loop = QEventLoop()
    typist, finisher = Typist(shell, heart), Finisher(shell, heart)
    tray.added.connect(loop.quit)
    QTimer.singleShot(LONGEST_MS, loop.quit)
    tray.add(paths)
    typist.start()
    finisher.start()
    loop.exec()
    assert not tray.busy, "the photos are not in yet"
    typist.stop()
    finisher.stop()
    until(lambda: window.tasks.idle)
    assert finisher.finished > 0, "no step was finished meanwhile"


class Finisher:
    """Finishes the open step, then goes to the next one of those that are visited in turn."""

    def __init__(self, shell: WizardShell, heart: Heartbeat) -> None:
        self._shell, self._heart = shell, heart
        self._steps = cycle(STEPS)
        self.finished = 0
        self._timer = QTimer(shell, interval=STEP_MS)
        self._timer.timeout.connect(self._finish)
        self.start, self.stop = self._timer.start, self._timer.stop

    def _finish(self) -> None:
        shell, step = self._shell, self._shell.context.session.step
        shell.open_step(next(self._steps))
        self._heart.doing = f"finishing {step.value}"
        shell.saver.finish_step(step, self._on_finished, shell.say_error)

    def _on_finished(self) -> None:
        self.finished += 1
