"""A few limited processes shared by all threads: the only place where foreign files are parsed."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from shamay_desktop.documents.user_file import shown_name
from shamay_desktop.documents.worker.child import ChildLimits
from shamay_desktop.documents.worker.process import Answer, Ended, LimitedProcess, ProcessEnded
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Refused, ShamayError, WorldFailed
from shamay_desktop.domain.evidence import FileFacts, FileKind

TASKS = "shamay_desktop.documents.worker.tasks"
WALL_SECONDS = 60
FILES_A_PROCESS = 25

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
    ) -> None:
        self._limits = limits
        self._free = max_processes
        self._files_a_process = files_a_process
        self._tasks_module = tasks_module
        self._turn = threading.Condition()
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
            used, answer = process.asked > 0, request.put_to(process)
        if used and "exhausted" in answer:
            # Earlier files may have used the process up; this file gets a fresh one to itself.
            with self._process(stop, fresh=True) as process:
                answer = request.put_to(process)
        return _result(answer, file_name)

    def inspect(
        self, path: Path, file_name: str | None = None, cancelled: Callable[[], bool] = _never
    ) -> FileFacts:
        """What a file is, read to its end. Raises Refused by name with the reason."""
        name = file_name or shown_name(path)
        return _facts(self.run("inspect", str(path), file_name=name, cancelled=cancelled))

    def close(self) -> None:
        """End all processes; work that is under way raises WorkCancelled."""
        with self._turn:
            self._closed = True
            idle, self._idle = self._idle, []
            self._turn.notify_all()
        for process in idle:
            process.kill()

    @contextmanager
    def _process(
        self, stop: Callable[[], bool], *, fresh: bool = False
    ) -> Iterator[LimitedProcess]:
        process = self._taken(stop)
        try:
            if process is not None and (fresh or not process.alive):
                process.kill()
                process = None
            if process is None:
                process = LimitedProcess(self._limits, self._tasks_module)
                process.wait_until_ready(stop)
            yield process
        finally:
            self._put_back(process)

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


def _facts(found: object) -> FileFacts:
    """Rebuild the value from JSON; what does not fit was not sent by our own task."""
    match found:
        case {
            "kind": str(kind),
            "pages": int(pages),
            "width": int(width),
            "height": int(height),
            "orientation": int(orientation),
            "page_sizes": list(sizes),
        }:
            return FileFacts(
                FileKind(kind),
                pages,
                width,
                height,
                orientation,
                tuple((int(across), int(down)) for across, down in sizes),
            )
    raise RuntimeError("the limited process answered with something else than facts")
