"""Both pools of limited processes at their limits at once stay inside the program's 2 GB.

Not what papers usually take but the most that any file can make of them: each process takes memory
until it gets no more, and all hold it together.
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from shamay_desktop.documents.ocr.recogniser import MOST_PROCESSES, Recogniser
from shamay_desktop.documents.worker.pool import LimitedWorkers
from shamay_desktop.system.limits import ProcessLimits, page_limits
from tests.memory_watch import MemoryWatch

MOST_MEMORY = 2_000_000_000
TASKS = "tests.documents.greedy_tasks"
PROCESSES = 2
"""Of the pool that reads text and pictures, as the program makes it."""

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(sys.platform != "linux", reason="limits and memory are Linux's"),
]


class Pools:
    """Both pools as the program makes them, but for their tasks."""

    def __init__(self) -> None:
        self.recogniser = Recogniser(page_limits(), (), tasks_module=TASKS)
        self.scanners = self.recogniser.workers
        self.readers = LimitedWorkers(ProcessLimits(), tasks_module=TASKS, beside=(self.scanners,))

    def close(self) -> None:
        self.readers.close()
        self.recogniser.close()


@pytest.fixture
def pools() -> Iterator[Pools]:
    """Closed at the end."""
    with closing(Pools()) as made:
        yield made


def _most(
    pools: Pools, folder: Path, asked: list[tuple[LimitedWorkers, str, tuple[object, ...]]]
) -> tuple[int, list[int]]:
    """The most memory of the whole program, and the bytes that each process could take."""
    with MemoryWatch() as memory, ThreadPoolExecutor(len(asked)) as threads:
        waiting = [
            threads.submit(pool.run, task, str(folder), *more, file_name="x", timeout=120)
            for pool, task, more in asked
        ]
        taken = [each.result() for each in waiting]
    return memory.most, [each for each in taken if isinstance(each, int)]


@pytest.mark.parametrize("case", ["both pools", "a scan alone", "a picture alone"])
def test_processes_when_each_takes_all_it_may_then_the_program_stays_in_two_gigabytes(
    pools: Pools, tmp_path: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    readers: list[tuple[LimitedWorkers, str, tuple[object, ...]]]
    if case == "both pools":
        count = PROCESSES + MOST_PROCESSES
        readers = [(pools.readers, "fill", (count,))] * PROCESSES
        asked = readers + [(pools.scanners, "fill_as_scanner", (count,))] * MOST_PROCESSES
    elif case == "a scan alone":  # with ample memory, beside a full pool of the others
        readers = [(pools.readers, "fill", (PROCESSES + 1,))] * PROCESSES
        asked = [*readers, (pools.scanners, "fill_alone_as_scanner", (PROCESSES + 1,))]
    else:
        asked = [(pools.readers, "fill_alone", ())]
    most, taken = _most(pools, tmp_path, asked)
    with capsys.disabled():
        each = ", ".join(f"{bytes_ / 1e6:.0f}" for bytes_ in taken)
        sys.stdout.write(f"\n{case}: {most / 1e6:.0f} MB at the most (taken: {each} MB)\n")
    assert len(taken) == len(asked)
    assert min(taken) > 100_000_000, "nobody was kept from its memory by something else"
    assert most < MOST_MEMORY
