"""What a process and its children hold in memory, as the kernel counts it."""

import os
from pathlib import Path

_PROC = Path("/proc")


def held_kib(pid: int | None = None) -> tuple[int, int]:
    """Resident and private memory in KiB.

    Resident is what a list of tasks shows; private is what would be free if it ended. Parts of
    pages shared with others are not counted: they depend on what else runs on the machine.
    """
    own = os.getpid() if pid is None else pid
    held = [_of(each) for each in [own, *children_of(own)]]
    return sum(resident for resident, _ in held), sum(private for _, private in held)


def _of(pid: int) -> tuple[int, int]:
    try:
        rollup = (_PROC / str(pid) / "smaps_rollup").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return 0, 0  # it ended meanwhile
    words = [line.split() for line in rollup.splitlines()[1:]]
    kib = {line[0].rstrip(":"): int(line[1]) for line in words}
    return kib["Rss"], kib["Private_Clean"] + kib["Private_Dirty"]


def children_of(pid: int) -> list[int]:
    """The processes that a process started, and those that they did."""
    found: list[int] = []
    for task in (_PROC / str(pid) / "task").glob("*/children"):
        for child in map(int, task.read_text(encoding="ascii").split()):
            found += [child, *children_of(child)]
    return found
