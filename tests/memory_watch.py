"""How much memory a program takes with all that it started, looked at again and again."""

import os
import threading
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_SECONDS = 0.05


IDLE = 150_000_000
"""What an idle window holds, rounded up (`make bench ARGS=idle_memory`)."""


class MemoryWatch:
    """The largest sum of resident memory of this process and its descendants, in bytes.

    What the tests before left in this process does not count: an idle window stands in for it.
    """

    def __init__(self) -> None:
        self.most = 0
        self._left_over = max(0, resident_of_program() - IDLE)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "MemoryWatch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(_SECONDS):
            self.most = max(self.most, resident_of_program() - self._left_over)


def resident_of_program() -> int:
    """Resident bytes of this process and of every process that it started, and those started."""
    parents, resident = _processes()
    ours, found = {os.getpid()}, True
    while found:
        more = {pid for pid, parent in parents.items() if parent in ours} - ours
        ours |= more
        found = bool(more)
    return sum(resident.get(pid, 0) for pid in ours)


def _processes() -> tuple[dict[int, int], dict[int, int]]:
    parents: dict[int, int] = {}
    resident: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        parents[int(folder.name)] = int(fields[1])
        resident[int(folder.name)] = int(fields[21]) * _PAGE
    return parents, resident
