"""The parent's side of one limited process: start, ask, wait, kill."""

import json
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from typing import cast

from shamay_desktop.documents.worker.child import READY, ChildLimits, serve
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import WorldFailed

_START_SECONDS = 60
_GLANCE_SECONDS = 0.05
_LARGEST_ANSWER = 8 * 1024 * 1024

Answer = dict[str, object]


class Ended(StrEnum):
    """How a process ended without an answer."""

    SLOW = "slow"
    CRASHED = "crashed"
    KILLED = "killed"


class ProcessEnded(Exception):
    """The process is gone: it was too slow, crashed, or the system killed it (memory)."""

    def __init__(self, how: Ended) -> None:
        super().__init__(how)
        self.how = how


class LimitedProcess:
    """A child that parses one file at a time. Used by one thread at a time."""

    def __init__(self, limits: ChildLimits, tasks_module: str) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=serve, args=(theirs, limits, tasks_module), daemon=True, name="parser"
        )
        self.asked = 0
        self._killed = False
        try:
            self._process.start()
        except OSError as error:
            raise WorldFailed("worker_failed") from error
        finally:
            theirs.close()

    def wait_until_ready(self, cancelled: Callable[[], bool]) -> None:
        """Raises WorldFailed(`worker_failed`) when the child does not come up."""
        try:
            ready = self._received(_START_SECONDS, cancelled) == READY
        except ProcessEnded as error:
            raise WorldFailed("worker_failed") from error
        if not ready:
            self.kill()
            raise WorldFailed("worker_failed")

    def ask(
        self, task: str, arguments: list[object], seconds: int, cancelled: Callable[[], bool]
    ) -> Answer:
        """One request. Raises ProcessEnded and WorkCancelled; the process is dead then."""
        self.asked += 1
        request = {"task": task, "args": arguments, "seconds": seconds}
        try:
            self._pipe.send_bytes(json.dumps(request).encode())
        except OSError as error:
            raise self._ended() from error
        try:
            answer = json.loads(self._received(seconds, cancelled))
        except (ValueError, RecursionError) as error:
            self.kill()
            raise ProcessEnded(Ended.CRASHED) from error
        if not isinstance(answer, dict):
            self.kill()
            raise ProcessEnded(Ended.CRASHED)
        return cast(Answer, answer)

    def kill(self) -> None:
        """End the child and whatever it started, at once."""
        if self._killed:
            return
        self._killed = True
        if self._process.pid is not None:
            _kill_group(self._process.pid)
            self._process.kill()
            self._process.join()
        self._pipe.close()

    @property
    def alive(self) -> bool:
        """Whether the child can be asked again."""
        return not self._killed and self._process.is_alive()

    def _received(self, seconds: int, cancelled: Callable[[], bool]) -> bytes:
        end = time.monotonic() + seconds
        try:
            while not self._pipe.poll(_GLANCE_SECONDS):
                if cancelled():
                    self.kill()
                    raise WorkCancelled
                if time.monotonic() > end:
                    self.kill()
                    raise ProcessEnded(Ended.SLOW)
            return self._pipe.recv_bytes(_LARGEST_ANSWER)
        except (EOFError, OSError) as error:
            raise self._ended() from error

    def _ended(self) -> ProcessEnded:
        self._process.join(1)  # the pipe closes a moment before the exit code is known
        code = self._process.exitcode
        self.kill()
        return ProcessEnded(_how(code))


def _how(exit_code: int | None) -> Ended:
    if sys.platform == "win32" or exit_code is None or exit_code >= 0:
        return Ended.CRASHED
    if -exit_code in {signal.SIGXCPU, signal.SIGALRM}:
        return Ended.SLOW
    return Ended.KILLED if -exit_code == signal.SIGKILL else Ended.CRASHED


def _kill_group(pid: int) -> None:
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):  # it may not have its own group yet
            os.killpg(pid, signal.SIGKILL)
