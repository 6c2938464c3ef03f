"""The real window with a case open, for benches: typed into and waited for, a bare loop beside."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from shamay_desktop.domain.access import Actor
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui import theme
from shamay_desktop.ui.application import SWITCH_SECONDS
from shamay_desktop.ui.garbage import UiGarbage
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.usecases.services import Services
from tests.benchmarks.heartbeat import Heartbeat, Lateness

ROOT = Path(__file__).resolve().parents[2]
KEY_MS = 60
KEYS_A_FIELD = 8
MOST_REFUSED = 40


@contextmanager
def window_with(
    services: Services, actor: Actor, case_id: str
) -> Iterator[tuple[MainWindow, WizardShell]]:
    """The window as the program starts it, with a case open; closed in the end."""
    app = QApplication([sys.argv[0], *theme.STYLE])
    garbage = UiGarbage(app)
    sys.setswitchinterval(SWITCH_SECONDS)
    theme.apply_theme(app, Language.HE)
    window = MainWindow(lambda: services, Language.HE)
    shell = _opened(window, actor, case_id)
    if (handle := window.windowHandle()) is not None:
        garbage.watch(handle)
    yield window, shell
    _close(window)
    garbage.stop()
    shiboken6.delete(window)


def _opened(window: MainWindow, actor: Actor, case_id: str) -> WizardShell:
    window.show()
    until(lambda: window.workplace is not None and window.workplace.entry is not None)
    assert window.workplace is not None
    assert window.workplace.entry is not None
    window.workplace.entry.entered.emit(actor)
    until(lambda: window.tasks.idle)
    window.workplace.open_case(case_id)
    until(lambda: window.tasks.idle)
    assert window.workplace.case is not None
    return window.workplace.case.shell


def _close(window: MainWindow) -> None:
    """A text that was typed half may be refused: who leaves is brought to each of them once."""
    for _ in range(MOST_REFUSED):
        window.close()
        rest(300)
        if not window.isVisible():
            return
    raise AssertionError("the window does not close")


class Typist:
    """Types keys into one field of the open page after the other."""

    def __init__(self, shell: WizardShell, heart: Heartbeat) -> None:
        self._shell, self._heart = shell, heart
        self._timer = QTimer(shell, interval=KEY_MS)
        self._timer.timeout.connect(self._type)
        self._place = 0
        self.start, self.stop = self._timer.start, self._timer.stop

    def _type(self) -> None:
        page = self._shell.current_page
        lines = [] if page is None else [
            line for line in page.findChildren(QLineEdit)
            if line.isVisible() and line.isEnabled() and not line.isReadOnly()
        ]  # fmt: skip
        if not lines:
            return
        line = lines[self._place // KEYS_A_FIELD % len(lines)]
        if self._place % KEYS_A_FIELD == 0:
            line.setFocus()
        self._heart.doing = f"typing on {self._shell.context.session.step.value}"
        QTest.keyClick(self._shell.window().windowHandle(), Qt.Key.Key_7)
        self._place += 1


def by_lateness(late: Lateness) -> list[tuple[str, float]]:
    """What was being done, with its latest beat in milliseconds, the latest first."""
    return sorted(late.worst_of.items(), key=lambda item: -item[1])


def until(is_so: Callable[[], bool], timeout_ms: int = 60_000, *, every_ms: int = 20) -> None:
    """Wait until it was so once; it may be otherwise again by the next event."""
    loop = QEventLoop()
    watch = QTimer(QApplication.instance(), interval=every_ms)
    watch.timeout.connect(lambda: loop.exit(0) if is_so() else None)
    QTimer.singleShot(timeout_ms, watch, lambda: loop.exit(1))
    watch.start()
    late = loop.exec()
    watch.stop()
    watch.deleteLater()
    assert not late, "waited too long"


def rest(ms: int) -> None:
    """Let the window go on for so long."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def bare_loop() -> "subprocess.Popen[str]":
    """An idle loop of Qt that beats in a process of its own until `ended` asks for its figures."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.heartbeat"],
        cwd=ROOT,
        env=dict(os.environ),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def ended(beside: "subprocess.Popen[str]") -> Mapping[str, float]:
    """The bare loop's figures in milliseconds: `p99`, `p999`, `worst`."""
    said, _ = beside.communicate(timeout=60)
    figures: dict[str, float] = json.loads(said)
    return figures
