"""Cycles are collected in the UI thread and in no other."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from shamay_desktop.ui.cycles import YOUNG, CycleCollector


class Knot:
    """An object that only a collector can free."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def python_as_it_was() -> Iterator[None]:
    gc.collect()
    yield
    gc.unfreeze()
    gc.enable()


def allocate() -> None:
    """More objects than any generation waits for."""
    kept = [[number] for number in range(200 * YOUNG)]
    assert kept


def test_cycle_when_a_worker_allocates_then_it_is_freed_by_the_ui_thread(
    qapp: QApplication,
) -> None:
    freed_in: list[int] = []
    collector = CycleCollector()
    knot = Knot()
    watch = weakref.finalize(knot, lambda: freed_in.append(threading.get_ident()))
    del knot
    worker = threading.Thread(target=allocate)
    worker.start()
    worker.join()
    assert watch.alive, "the worker collected"
    collector.collect()
    assert freed_in == [threading.get_ident()]


def test_collector_when_little_was_made_then_it_does_nothing(qapp: QApplication) -> None:
    collector = CycleCollector()
    gc.collect()
    knot = Knot()
    watch = weakref.finalize(knot, lambda: None)
    del knot
    collector.collect()
    assert watch.alive
