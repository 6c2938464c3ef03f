"""Cyclic garbage: collected on the UI thread, and only there."""

import gc
import threading
from collections.abc import Iterator
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from shamay_desktop.ui.garbage import UiGarbage

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
