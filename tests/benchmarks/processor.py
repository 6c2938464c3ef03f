"""Processor time of this process and its children, as the kernel counts it."""

import os
from contextlib import suppress
from pathlib import Path

from tests.benchmarks.memory import children_of

_TICKS = os.sysconf("SC_CLK_TCK")


def worked() -> float:
    """Seconds so far. What a child worked that has ended is not in it."""
    own = os.getpid()
    return sum(_of(each) for each in [own, *children_of(own)])


def _of(pid: int) -> float:
    with suppress(FileNotFoundError, ProcessLookupError):
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / _TICKS
    return 0.0  # it ended meanwhile
