"""Cyclic garbage: collected on the UI thread, and only there."""

import gc
import threading
import time
from collections.abc import Iterator
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.ui.garbage import LIMITS, OVERDUE, QUIET_SECONDS, UiGarbage

MANY = 5000


class Loop:
    """A cycle that tells which thread destroyed it."""

    destroyed_in: ClassVar[list[str]] = []

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        self.destroyed_in.append(threading.current_thread().name)


def make_much() -> None:
    """More garbage than any threshold."""
    for _ in range(MANY):
        Loop()


@pytest.fixture
def garbage(qtbot: QtBot) -> Iterator[UiGarbage]:
    Loop.destroyed_in.clear()
    owner = QObject()
    made = UiGarbage(owner)
    yield made
    made.stop()


def test_cycles_when_a_lane_makes_them_then_the_ui_thread_destroys_them(
    garbage: UiGarbage, qtbot: QtBot
) -> None:
    worker = threading.Thread(target=make_much, name="lane")
    worker.start()
    worker.join()
    assert Loop.destroyed_in == []
    qtbot.waitUntil(lambda: len(Loop.destroyed_in) == MANY)
    assert set(Loop.destroyed_in) == {threading.current_thread().name}


def test_collection_when_stopped_then_is_pythons_own_again(garbage: UiGarbage) -> None:
    assert not gc.isenabled()
    garbage.stop()
    assert gc.isenabled()


class Collector:
    """Stands for Python's own: says how much is due, and notes what was collected."""

    def __init__(self, *due: int) -> None:
        self.due = due
        self.collected: list[int] = []

    def get_count(self) -> tuple[int, ...]:
        """What is due."""
        return self.due

    def collect(self, generation: int) -> None:
        """Only noted."""
        self.collected.append(generation)


def test_everything_when_due_while_a_person_types_then_waits_until_the_window_is_left_alone(
    garbage: UiGarbage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands = Collector(LIMITS[0] + 1, LIMITS[1] + 1, LIMITS[2] + 1)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    garbage.watch(window.windowHandle())
    monkeypatch.setattr("shamay_desktop.ui.garbage.gc", stands)
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_A)
    garbage.collect_due()
    assert stands.collected[-1] == 1
    garbage._touched -= 2 * QUIET_SECONDS
    garbage.collect_due()
    assert stands.collected[-1] == 2
    monkeypatch.undo()


def test_everything_when_long_overdue_then_waits_for_nobody(
    garbage: UiGarbage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands = Collector(LIMITS[0] + 1, LIMITS[1] + 1, OVERDUE * LIMITS[2] + 1)
    monkeypatch.setattr("shamay_desktop.ui.garbage.gc", stands)
    garbage._touched = time.monotonic()
    garbage.collect_due()
    assert stands.collected[-1] == 2
    monkeypatch.undo()


def test_little_when_made_then_is_left_alone(
    garbage: UiGarbage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands = Collector(LIMITS[0], LIMITS[1] + 1, LIMITS[2] + 1)
    monkeypatch.setattr("shamay_desktop.ui.garbage.gc", stands)
    garbage.collect_due()
    assert stands.collected == []
    monkeypatch.undo()
