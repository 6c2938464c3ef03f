"""Limited processes that one test left idle are the next one's: to start one takes half a second.

The program itself keeps them for a hundred files; only who closes it differs. What pools do when
processes end or misbehave is tested with pools of their own (`tests/documents`).
"""

from collections import defaultdict
from collections.abc import Callable

import pytest

from shamay_desktop.documents.worker import pool
from shamay_desktop.documents.worker.child import ChildLimits
from shamay_desktop.documents.worker.pool import LimitedWorkers
from shamay_desktop.documents.worker.process import LimitedProcess

KEPT_OF_A_KIND = 2

_kept: dict[tuple[ChildLimits, str], list["WarmProcess"]] = defaultdict(list)


class WarmProcess(LimitedProcess):
    """A process that is ready when it was used before."""

    def __init__(self, limits: ChildLimits, tasks_module: str) -> None:
        super().__init__(limits, tasks_module)
        self.kind = limits, tasks_module
        self._is_ready = False

    def wait_until_ready(self, cancelled: Callable[[], bool]) -> None:
        """At once when it was ready before."""
        if not self._is_ready:
            super().wait_until_ready(cancelled)
            self._is_ready = True


def _kept_or_new(limits: ChildLimits, tasks_module: str) -> LimitedProcess:
    kept = _kept[limits, tasks_module]
    while kept:
        process = kept.pop()
        if process.alive:
            return process
        process.kill()
    return WarmProcess(limits, tasks_module)


def _keep(process: LimitedProcess) -> bool:
    if not isinstance(process, WarmProcess) or not process.alive:
        return False
    kept = _kept[process.kind]
    if len(kept) >= KEPT_OF_A_KIND:
        return False
    kept.append(process)
    return True


@pytest.fixture(autouse=True)
def warm_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pools that close hand their idle processes on; pools that open take them."""
    close = LimitedWorkers.close

    def keep_and_close(workers: LimitedWorkers) -> None:
        with workers._turn:
            workers._idle = [each for each in workers._idle if not _keep(each)]
        close(workers)

    monkeypatch.setattr(LimitedWorkers, "close", keep_and_close)
    monkeypatch.setattr(pool, "LimitedProcess", _kept_or_new)
