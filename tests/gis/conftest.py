"""The limited process of layers, one for all tests of a module."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shamay_desktop.documents.worker.pool import LimitedWorkers
from shamay_desktop.gis.layers import TASKS, LimitedLayers
from shamay_desktop.system import limits


@pytest.fixture(scope="module")
def layer_workers() -> Iterator[LimitedWorkers]:
    """As the program has them."""
    workers = LimitedWorkers(limits.layer_limits(), 1, tasks_module=TASKS)
    yield workers
    workers.close()


@pytest.fixture
def layers(layer_workers: LimitedWorkers, tmp_path: Path) -> LimitedLayers:
    """With a folder of indexes of its own."""
    return LimitedLayers(layer_workers, tmp_path / "indexes")
