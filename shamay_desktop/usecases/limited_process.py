"""The limited process as seen by who has foreign files read in it: tasks, and how far one is."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shamay_desktop.usecases.ports import Cancelled, Progress

THOUSAND = 1000
"""Progress is told in thousandths."""


class LimitedTasks(Protocol):
    """Who runs tasks on foreign files: the pool of limited processes, or a test's own."""

    def run(
        self,
        task: str,
        *arguments: object,
        file_name: str,
        timeout: int = ...,
        cancelled: Callable[[], bool] = ...,
    ) -> object:
        """Run a task by its name; `arguments` and the answer are JSON, `timeout` whole seconds.

        Raises Refused with `file` (`file_too_slow`, `file_too_heavy`, `file_broken`, or the task's
        own), WorldFailed and WorkCancelled. The answer is foreign as the file is: whoever asked
        rebuilds it value by value.
        """
        ...


class ProgressFile:
    """How far a task is, in a small file beside what it makes: the process has no other way to
    tell before it answers."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._told = -1

    def tell(self, part: float) -> None:
        """In the limited process: how far it is, 0 to 1."""
        now = int(min(max(part, 0.0), 1.0) * THOUSAND)
        if now != self._told:
            self._told = now
            self._path.write_text(str(now), encoding="ascii")

    def watched(
        self, on_progress: "Progress | None", cancelled: "Cancelled | None"
    ) -> Callable[[], bool]:
        """Asked many times while the process works: tells progress, says whether to stop."""
        told = 0

        def stop() -> bool:
            nonlocal told
            if on_progress is not None and (far := self._far()) > told:
                told = far
                on_progress(told, THOUSAND)
            return cancelled is not None and cancelled()

        return stop

    def remove(self) -> None:
        """The task has ended."""
        self._path.unlink(missing_ok=True)

    def _far(self) -> int:
        """What the file says: 0 where it says nothing, or what no task of ours writes."""
        try:
            text = self._path.read_text(encoding="ascii")
        except (OSError, UnicodeError):
            return 0
        return min(int(text), THOUSAND) if text.isdecimal() and len(text) < 5 else 0
