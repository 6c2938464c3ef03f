"""Tasks for both pools that take all the memory that a process may take, and hold it together.

The modules of the real tasks are loaded, so that a process weighs what it weighs at work.
"""

import importlib.util
import os
import time
from collections.abc import Callable
from pathlib import Path

from shamay_desktop.documents.worker import tasks as _tasks

_BLOCKS = (1 << 20, 1 << 16, 1 << 12)
_ROOM = 4 << 20
"""For what follows when nothing more can be had."""

_SECONDS = 60
_HELD = 1.0


def fill(folder: str, together: int) -> int:
    """Take blocks until there are no more, wait for the others, hold; returns bytes taken."""
    room, held = [b"\1" * _ROOM], list[bytes]()
    for size in _BLOCKS:
        try:
            while True:
                held.append(b"\1" * size)
        except MemoryError:
            continue
    room.clear()
    taken = sum(map(len, held))
    (Path(folder) / f"full-{os.getpid()}").touch()
    until = time.monotonic() + _SECONDS
    while len(list(Path(folder).glob("full-*"))) < together and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(_HELD)
    return taken


def fill_alone(folder: str) -> int:
    """The same in a process that has ample memory: the first one says that it has too little."""
    first = Path(folder) / "asked"
    if not first.exists():
        first.touch()
        raise MemoryError
    return fill(folder, 1)


def _load_engine() -> None:
    """What a process that recognises scans has loaded before it looks at its first page."""
    if importlib.util.find_spec("tesserocr") is not None:
        importlib.import_module("shamay_desktop.documents.ocr.worker_tasks")


def fill_as_scanner(folder: str, together: int) -> int:
    """`fill` with the engine in memory."""
    _load_engine()
    return fill(folder, together)


def fill_alone_as_scanner(folder: str, together: int) -> int:
    """The same with ample memory, while the processes of the other pool go on."""
    _load_engine()
    first = Path(folder) / "scanner-asked"
    if not first.exists():
        first.touch()
        raise MemoryError
    return fill(folder, together)


TASKS: dict[str, Callable[..., object]] = {
    **_tasks.TASKS,
    "fill": fill,
    "fill_alone": fill_alone,
    "fill_as_scanner": fill_as_scanner,
    "fill_alone_as_scanner": fill_alone_as_scanner,
}
