"""A store, a disk and limited processes for the tests of papers and photos."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shamay_desktop.documents.content_store import FileStore
from shamay_desktop.documents.derived import DerivedFiles
from shamay_desktop.documents.worker.pool import LimitedWorkers
from shamay_desktop.system.durable import DurableDisk
from shamay_desktop.system.limits import ProcessLimits


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "store", DurableDisk())


@pytest.fixture(scope="session")
def workers() -> Iterator[LimitedWorkers]:
    pool = LimitedWorkers(ProcessLimits())
    yield pool
    pool.close()


@pytest.fixture
def derived(tmp_path: Path, store: FileStore, workers: LimitedWorkers) -> DerivedFiles:
    return DerivedFiles(tmp_path / "derived", store, workers, DurableDisk())
