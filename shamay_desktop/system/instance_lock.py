"""One window a home: a lock that the system frees when its holder dies, however it dies."""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from shamay_desktop.domain.errors import WorldFailed

if TYPE_CHECKING:
    from filelock import FileLock


@dataclass(frozen=True, slots=True)
class Holder:
    """Who works on a home: the process and since when (UTC, ISO)."""

    pid: int
    since: str


class InstanceLock:
    """A lock on a file; a note beside it says who holds it (a locked file may be unreadable)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._note = path.with_suffix(".holder.json")
        self._call = path.with_suffix(".call")
        self._lock: FileLock | None = None
        self.left: Holder | None = None
        """Who held it last and did not give it back: that program did not end by itself."""

    def acquire(self) -> None:
        """Take the lock at once or not at all. Raises WorldFailed(`home_in_use`, pid, since)."""
        from filelock import FileLock, Timeout

        lock = FileLock(self._path, timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            holder = self.holder() or Holder(0, "?")
            since = _local(holder.since)
            raise WorldFailed("home_in_use", pid=holder.pid, since=since) from error
        except OSError as error:
            reason = error.strerror or str(error)
            folder = str(self._path.parent)
            raise WorldFailed("home_unwritable", folder=folder, reason=reason) from error
        self._lock = lock
        self.left = self.holder()
        since = datetime.now(UTC).isoformat(timespec="seconds")
        with suppress(OSError):  # the note is a courtesy, the lock is what counts
            self._note.write_text(json.dumps({"pid": os.getpid(), "since": since}))

    def release(self) -> None:
        """Free the lock; harmless when it is not held."""
        if self._lock is not None:
            with suppress(OSError):  # a note that stays says nothing by itself
                self._note.unlink(missing_ok=True)
            self._lock.release()
            self._lock = None

    def call(self) -> None:
        """Ask the window that holds the lock to come to the front; a courtesy like the note."""
        with suppress(OSError):
            self._call.touch(mode=0o600)

    def was_called(self) -> bool:
        """Whether somebody called since the last question."""
        with suppress(OSError):
            self._call.unlink()
            return True
        return False

    def holder(self) -> Holder | None:
        """Who wrote the note last, None without one. It may be dead: only `acquire` tells."""
        try:
            note = json.loads(self._note.read_text())
            return Holder(int(note["pid"]), str(note["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.release()


def _local(since: str) -> str:
    """As a clock on the wall says it; what is no time stays as it is."""
    try:
        return f"{datetime.fromisoformat(since).astimezone():%d.%m.%Y %H:%M}"
    except ValueError:
        return since
