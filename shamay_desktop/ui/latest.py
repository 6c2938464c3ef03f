"""Work that is asked for again and again, of which only the last answer matters."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.ui.tasks import Lane, Tasks


class Latest(QObject):
    """One piece of work at a time; what is asked for meanwhile waits, the last of it alone."""

    def __init__(self, tasks: Tasks, owner: QObject, lane: Lane = "work") -> None:
        super().__init__(owner)
        self._tasks, self._lane = tasks, lane
        self._busy = False
        self._waiting: tuple[Callable[[], Any], Callable[[Any], object]] | None = None

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._busy

    def ask(self, operation: Callable[[], Any], on_done: Callable[[Any], object]) -> None:
        """Do it off the UI thread; the answer of what was asked for before is dropped."""
        self._waiting = (operation, on_done)
        if not self._busy:
            self._begin()

    def _begin(self) -> None:
        if self._waiting is None:
            return
        (operation, on_done), self._waiting = self._waiting, None
        self._busy = True
        self._tasks.run(
            operation,
            owner=self,
            on_done=lambda answer: self._on_done(answer, on_done),
            on_failed=self._on_failed,
            lane=self._lane,
        )

    def _on_done(self, answer: object, on_done: Callable[[Any], object]) -> None:
        self._busy = False
        if self._waiting is not None:
            self._begin()
            return
        on_done(answer)

    def _on_failed(self, error: ShamayError) -> None:
        """What stands stays, and what waits is tried."""
        self._busy = False
        self._tasks.failed.emit(error)
        self._begin()
