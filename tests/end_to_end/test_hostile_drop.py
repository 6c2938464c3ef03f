"""2,000 hostile pictures and PDFs dropped on the real window: it stands and tells of each."""

import gc
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.fields import Step
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui import theme
from shamay_desktop.ui.garbage import UiGarbage
from shamay_desktop.ui.main_window import MainWindow
from shamay_desktop.ui.papers.adding_tray import AddingTray
from shamay_desktop.ui.wizard.shell import WizardShell
from shamay_desktop.usecases.evidence.adding import AddedFiles
from shamay_desktop.usecases.services import Services
from tests.benchmarks.prepared_home import filled_session, owner_of, services_of
from tests.documents.hostile_files import hostile_file
from tests.memory_watch import MemoryWatch

FILES, A_LOT = 2000, 100
MOST_MEMORY = 2_000_000_000
BEAT_MS = 20
HUNG_SECONDS = 5.0
"""A window whose loop does not turn for so long has hung; a busy machine does not do that."""

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(sys.platform != "linux", reason="limits and memory are Linux's"),
    pytest.mark.qt_log_ignore("This plugin does not support"),
]


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """Services of a fresh home."""
    built = services_of(tmp_path / "home")
    yield built
    built.close()


@pytest.fixture
def window(services: Services, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """The window, with the documents of an open case before one."""
    collecting = UiGarbage(qapp)
    actor = owner_of(services)
    case_id = filled_session(services, actor).valuation.id
    theme.apply_theme(qapp, Language.HE)
    made = MainWindow(lambda: services, Language.HE)
    made.show()
    qtbot.waitUntil(lambda: made.workplace is not None and made.workplace.entry is not None)
    assert made.workplace is not None
    assert made.workplace.entry is not None
    made.workplace.entry.entered.emit(actor)
    qtbot.waitUntil(lambda: made.tasks.idle, timeout=60_000)
    made.workplace.open_case(case_id)
    qtbot.waitUntil(lambda: made.tasks.idle, timeout=60_000)
    yield made
    made.tasks.wait_idle()
    made.close_for_good()
    made.deleteLater()
    gc.collect()
    collecting.stop()
    collecting.deleteLater()


class Beats:
    """The longest time in which the window's loop did not turn."""

    def __init__(self, window: MainWindow) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(window, interval=BEAT_MS)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start()

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def dropped(tray: AddingTray, paths: list[Path]) -> AddedFiles:
    """What the tray says of a lot once it is through."""
    loop, answers = QEventLoop(), list[AddedFiles]()
    tray.added.connect(answers.append)
    tray.added.connect(loop.quit)
    QTimer.singleShot(0, lambda: tray.add(paths))
    loop.exec()
    tray.added.disconnect(answers.append)
    return answers[0]


def test_hostile_files_when_dropped_on_the_window_then_it_stands_and_each_has_a_word(
    window: MainWindow, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shell = window.findChild(WizardShell)
    assert shell is not None
    shell.open_step(Step.DOCUMENTS)
    tray = shell.findChild(AddingTray)
    assert tray is not None
    counted: Counter[str] = Counter()
    beats = Beats(window)
    with MemoryWatch() as memory:
        for start in range(0, FILES, A_LOT):
            paths = [hostile_file(tmp_path / "hostile", n) for n in range(start, start + A_LOT)]
            added = dropped(tray, paths)
            counted.update(each.problem.code for each in added.refused)
            counted["taken"] += len(added.documents) + len(added.images)
            counted["linked"] += len(added.linked)
            assert counted.total() == start + A_LOT, "each file has one answer"
            assert window.isVisible()
    window.tasks.wait_idle()
    with capsys.disabled():
        sys.stdout.write(f"\n{FILES} files dropped: {dict(counted.most_common())}\n")
        sys.stdout.write(f"most memory of the whole program: {memory.most / 1e6:.0f} MB; ")
        sys.stdout.write(f"longest standstill of the window: {beats.longest * 1000:.0f} ms\n")
    assert memory.most < MOST_MEMORY
    assert beats.longest < HUNG_SECONDS
