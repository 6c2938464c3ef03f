"""Work off the UI thread: lanes for the database and its second place, a pool for the rest.

The rules of decision 7: nothing slower than 16 ms runs on the UI thread, nothing pumps events.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Event, Lock
from typing import Any, Literal

import shiboken6
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal

from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import ShamayError

Lane = Literal["database", "work", "aside", "looking", "checking", "reading", "tiles"]
Answer = Callable[[Any], object]
Failure = Callable[[ShamayError], object]
Told = Callable[[int, int], object]

WORKERS: dict[Lane, int] = {
    "database": 1, "work": 3, "aside": 1, "looking": 1, "checking": 1, "reading": 1,
    "tiles": 2,
}  # fmt: skip
"""`aside` is the second place's for edits alone, free when the database does not answer;
`looking` asks what befell the database, and may hang with its disk; `checking` looks at the case
after each edit, and must not wait for papers that are being read; `reading` reads them, one after
the other, so that neither pictures nor the database wait; `tiles` fetches parts of the sheet on a
canvas, which come and go with the view."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answers:
    """Who is told how it ended; None where nobody wants to know."""

    owner: QObject
    on_done: Answer | None = None
    on_failed: Failure | None = None
    on_cancelled: Callable[[], object] | None = None

    @property
    def wanted(self) -> bool:
        """Whether the owner still exists."""
        return shiboken6.isValid(self.owner)


class Handle:
    """One piece of work that was asked for."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.done = False
        self._cancelled = Event()

    def cancel(self) -> None:
        """Ask it to stop: not started work never starts, started work is asked to end early.

        Work that then answers all the same (it keeps what is done) still calls `on_done`; work
        that never started or raises WorkCancelled calls `on_cancelled`.
        """
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop; may be read from any thread."""
        return self._cancelled.is_set()


class Tasks(QObject):
    """Runs operations in lanes and calls back on the UI thread; threads start when needed."""

    failed = Signal(object)
    """ShamayError: work failed that named no `on_failed`."""

    broke = Signal(object)
    """Exception: work made a mistake of the program; its asker hears `unexpected_failure`."""

    busy_changed = Signal(bool)
    """Whether any work is under way."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[Lane, ThreadPoolExecutor] = {}
        self._pending: set[Handle] = set()
        self._closed = False
        self._posted.connect(self._on_posted, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        operation: Callable[..., Any],
        *args: object,
        owner: QObject,
        on_done: Answer | None = None,
        on_failed: Failure | None = None,
        on_cancelled: Callable[[], object] | None = None,
        on_progress: Told | None = None,
        lane: Lane = "database",
        progress: bool = False,
    ) -> Handle:
        """Run `operation(*args)` in a lane; of the callbacks one is called, on the UI thread.

        None is called once `owner` is destroyed. With `progress` (or an `on_progress`) the
        operation also gets the keywords on_progress(done, total) and cancelled() -> bool.
        Anything but a ShamayError is logged and arrives as ShamayError(`unexpected_failure`).
        The database lane keeps the order of asking.
        """
        handle = Handle(Answers(owner, on_done, on_failed, on_cancelled))
        call = partial(operation, *args)
        if progress or on_progress is not None:
            told = self._teller(handle, on_progress)
            call = partial(call, on_progress=told, cancelled=lambda: handle.cancelled)
        if self._closed:
            # A timer may still ask while the window goes; there is nobody left to answer to.
            handle.cancel()
            return handle
        self._add(handle)
        self._lane(lane).submit(self._work, handle, call)
        return handle

    @property
    def idle(self) -> bool:
        """Whether nothing is under way and every answer was given."""
        return not self._pending

    def wait_idle(self, timeout_ms: int = 20_000) -> bool:
        """Wait in an event loop of its own until idle; for tests and tools. False at timeout."""
        if self._pending:
            loop = QEventLoop()
            self.busy_changed.connect(loop.quit)
            QTimer.singleShot(timeout_ms, loop.quit)
            loop.exec()
        return self.idle

    def close(self) -> None:
        """Start nothing any more; what was not started is dropped, answers are not given."""
        self._closed = True
        for handle in tuple(self._pending):
            handle.cancel()
        self._pending.clear()
        for pool in self._lanes.values():
            pool.shutdown(wait=False, cancel_futures=True)
        self._lanes.clear()

    def _lane(self, lane: Lane) -> ThreadPoolExecutor:
        if lane not in self._lanes:
            self._lanes[lane] = ThreadPoolExecutor(WORKERS[lane], thread_name_prefix=lane)
        return self._lanes[lane]

    def _add(self, handle: Handle) -> None:
        self._pending.add(handle)
        if len(self._pending) == 1:
            self.busy_changed.emit(not self.idle)

    def _work(self, handle: Handle, call: Callable[[], object]) -> None:
        """Runs in the lane's thread; whatever happens, the asker gets an answer."""
        if handle.cancelled:
            return self._post(partial(self._finish, handle, None, WorkCancelled()))
        try:
            outcome = call()
        except Exception as problem:
            return self._post(partial(self._finish, handle, None, problem))
        return self._post(partial(self._finish, handle, outcome, None))

    def _post(self, call: Callable[[], None]) -> None:
        # After close the object may be gone; there is nobody left to tell.
        if not self._closed and shiboken6.isValid(self):
            self._posted.emit(call)

    def _on_posted(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()

    def _finish(self, handle: Handle, outcome: object, problem: Exception | None) -> None:
        handle.done = True
        self._pending.discard(handle)
        try:
            if handle.answers.wanted:
                self._answer(handle.answers, outcome, problem)
        finally:
            if self.idle:
                self.busy_changed.emit(not self.idle)

    def _answer(self, answers: Answers, outcome: object, problem: Exception | None) -> None:
        if isinstance(problem, WorkCancelled):
            if answers.on_cancelled is not None:
                answers.on_cancelled()
        elif problem is not None:
            if not isinstance(problem, ShamayError):
                self.broke.emit(problem)
            (answers.on_failed or self.failed.emit)(_expected(problem))
        elif answers.on_done is not None:
            answers.on_done(outcome)

    def _teller(self, handle: Handle, told: Told | None) -> Told:
        """Progress for the worker: of many calls only the latest crosses to the UI thread."""
        latest: list[tuple[int, int]] = []
        lock = Lock()

        def tell() -> None:
            with lock:
                done, total = latest.pop()
            if told is not None and handle.answers.wanted:
                told(done, total)

        def on_progress(done: int, total: int) -> None:
            with lock:
                waiting = bool(latest)
                latest[:] = [(done, total)]
            if not waiting and told is not None:
                self._post(tell)

        return on_progress


def _expected(problem: Exception) -> ShamayError:
    if isinstance(problem, ShamayError):
        return problem
    # The program's log prints of it the kind and the places, not the message (`system.logging`).
    _log.error("unexpected failure of a task", exc_info=problem)
    return ShamayError("unexpected_failure", kind=type(problem).__name__)
