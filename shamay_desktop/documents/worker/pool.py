"""A few limited processes shared by all threads: the only place where foreign files are parsed."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import cast

from shamay_desktop.documents.worker.answers import (
    entries_of,
    facts_of,
    look_of,
    may_be_archive,
    unpacked_of,
)
from shamay_desktop.documents.worker.child import ChildLimits
from shamay_desktop.documents.worker.process import Answer, Ended, LimitedProcess, ProcessEnded
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Refused, ShamayError, WorldFailed
from shamay_desktop.domain.evidence import FileFacts
from shamay_desktop.usecases.file_ports import ArchiveEntry, Look
from shamay_desktop.usecases.user_file import shown_name

TASKS = "shamay_desktop.documents.worker.tasks"
WALL_SECONDS = 60
FILES_A_PROCESS = 100

_GLANCE_SECONDS = 0.05
_ENDINGS = {
    Ended.SLOW: "file_too_slow",
    Ended.CRASHED: "file_broken",
    Ended.KILLED: "file_too_heavy",
}


def _never() -> bool:
    return False


class LimitedWorkers:
    """Runs tasks on files, one file a process at a time; callable from any thread.

    Processes start when they are needed and are replaced after `files_a_process` files: see
    docs/decisions/0004-limited-worker.md.
    """

    def __init__(
        self,
        limits: ChildLimits,
        max_processes: int = 2,
        *,
        files_a_process: int = FILES_A_PROCESS,
        tasks_module: str = TASKS,
        beside: "Sequence[LimitedWorkers]" = (),
    ) -> None:
        """`beside` are pools that rest while a file of this one gets ample memory."""
        self._limits = limits
        self._most = self._free = max_processes
        self._files_a_process = files_a_process
        self._tasks_module, self._beside = tasks_module, tuple(beside)
        self._turn = threading.Condition()
        self._one_alone = threading.Lock()
        self._idle: list[LimitedProcess] = []
        self._closed = False

    def run(
        self,
        task: str,
        *arguments: object,
        file_name: str,
        timeout: int = WALL_SECONDS,
        cancelled: Callable[[], bool] = _never,
    ) -> object:
        """Run a task; `arguments` and the result are JSON, `timeout` whole seconds.

        Waiting for a free process does not count. Raises Refused with `file` (`file_too_slow`,
        `file_too_heavy`, `file_broken`, or the task's own), WorldFailed and WorkCancelled.
        """

        def stop() -> bool:
            return self._closed or cancelled()

        request = _Request(task, arguments, timeout, stop)
        with self._process(stop) as process:
            answer = request.put_to(process)
        if "exhausted" in answer:
            # It may be the file, what earlier files left behind, or too little memory for two at
            # a time: alone, in a fresh process with more of it, only the file is left.
            with self._alone(stop) as process:
                answer = request.put_to(process)
        return _result(answer, file_name)

    def inspect(
        self, path: Path, file_name: str | None = None, cancelled: Callable[[], bool] = _never
    ) -> FileFacts:
        """What a file is, read to its end. Raises Refused by name with the reason."""
        name = file_name or shown_name(path)
        return facts_of(self.run("inspect", str(path), file_name=name, cancelled=cancelled))

    def look(
        self, path: Path, small: Path, side: int, cancelled: Callable[[], bool] | None = None
    ) -> Look:
        """As `inspect`, with a small JPEG of a picture in the same reading."""
        found = self.run(
            "look", str(path), str(small), side,
            file_name=shown_name(path), cancelled=cancelled or _never,
        )  # fmt: skip
        return look_of(found, small)

    def archive(
        self, path: Path, cancelled: Callable[[], bool] | None = None
    ) -> list[ArchiveEntry] | None:
        """The files of a ZIP, None when it is none. Raises Refused by name."""
        if not may_be_archive(path):
            return None
        found = self.run(
            "archive_entries", str(path), file_name=shown_name(path), cancelled=cancelled or _never
        )
        return None if found is None else entries_of(found)

    def unpack(
        self,
        path: Path,
        entries: Sequence[ArchiveEntry],
        folder: Path,
        cancelled: Callable[[], bool] | None = None,
    ) -> Mapping[int, Path | Refused]:
        """Each entry's file, or why it is not there; what ends the process is every entry's."""
        numbers = [entry.number for entry in entries]
        if not numbers:
            return {}
        try:
            found = self.run(
                "archive_unpack", str(path), numbers, str(folder),
                file_name=shown_name(path), cancelled=cancelled or _never,
            )  # fmt: skip
        except Refused as problem:
            return {number: Refused(problem.code, **problem.facts) for number in numbers}
        return unpacked_of(found, folder)

    def close(self) -> None:
        """End all processes; work that is under way raises WorkCancelled."""
        with self._turn:
            self._closed = True
            idle, self._idle = self._idle, []
            self._turn.notify_all()
        for process in idle:
            process.kill()

    @contextmanager
    def _process(self, stop: Callable[[], bool]) -> Iterator[LimitedProcess]:
        process = self._taken(stop)
        try:
            if process is not None and not process.alive:
                process.kill()
                process = None
            if process is None:
                process = LimitedProcess(self._limits, self._tasks_module)
                process.wait_until_ready(stop)
            yield process
        finally:
            self._put_back(process)

    @contextmanager
    def resting(self, stop: Callable[[], bool]) -> Iterator[None]:
        """While none of the processes works or idles: their memory is somebody else's."""
        while not self._one_alone.acquire(timeout=_GLANCE_SECONDS):
            if stop():  # the one before may take a minute
                raise WorkCancelled
        with ExitStack() as held:
            held.callback(self._one_alone.release)
            turns = 0
            try:
                while turns < self._most:
                    idle = self._taken(stop)
                    turns += 1
                    if idle is not None:
                        idle.kill()
                yield
            finally:
                for _ in range(turns):
                    self._put_back(None)

    @contextmanager
    def _alone(self, stop: Callable[[], bool]) -> Iterator[LimitedProcess]:
        """A fresh process with ample memory, while no other works; it is used once."""
        with ExitStack() as stack:
            for pool in (self, *self._beside):
                stack.enter_context(pool.resting(stop))
            process = LimitedProcess(self._limits.ample(), self._tasks_module)
            try:
                process.wait_until_ready(stop)
                yield process
            finally:
                process.kill()

    def _taken(self, stop: Callable[[], bool]) -> LimitedProcess | None:
        """Wait for one's turn; returns an idle process, or None when one is to be started."""
        with self._turn:
            while self._free == 0 and not stop():
                self._turn.wait(_GLANCE_SECONDS)
            if stop():
                raise WorkCancelled
            self._free -= 1
            return self._idle.pop() if self._idle else None

    def _put_back(self, process: LimitedProcess | None) -> None:
        spent = process is None or not process.alive or process.asked >= self._files_a_process
        with self._turn:
            if process is not None and not spent and not self._closed:
                self._idle.append(process)
                process = None
            self._free += 1
            self._turn.notify()
        if process is not None:
            process.kill()


class _Request:
    """A task with what it needs, that can be put to one process after another."""

    def __init__(
        self, task: str, arguments: tuple[object, ...], timeout: int, stop: Callable[[], bool]
    ) -> None:
        self._task, self._arguments = task, list(arguments)
        self._timeout, self._stop = timeout, stop

    def put_to(self, process: LimitedProcess) -> Answer:
        """The answer; one with "exhausted" when a fresh process might have done better."""
        try:
            answer = process.ask(self._task, self._arguments, self._timeout, self._stop)
        except ProcessEnded as error:
            answer = {"refused": _ENDINGS[error.how]}
            return answer if error.how is Ended.SLOW else answer | {"exhausted": True}
        if "memory" in answer:
            process.kill()
            return {"refused": "file_too_heavy", "exhausted": True}
        facts = answer.get("facts")
        if isinstance(facts, dict) and facts.pop("heavy", False):
            return answer | {"exhausted": True}
        return answer


def _result(answer: Answer, file_name: str) -> object:
    if "done" in answer:
        return answer["done"]
    facts = cast(Mapping[str, object], answer.get("facts") or {})
    if "refused" in answer:
        raise _error(Refused, answer["refused"], facts, file_name)
    if "failed" in answer:
        raise _error(WorldFailed, answer["failed"], facts, file_name)
    raise RuntimeError(f"a task of the limited process failed:\n{answer.get('bug')}")


def _error(
    kind: type[ShamayError], code: object, facts: Mapping[str, object], file_name: str
) -> ShamayError:
    return kind(str(code), **{**facts, "file": file_name})
