"""The child's side: one request after another from a pipe, one answer each. Never Qt."""

import errno
import json
import os
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Protocol

from shamay_desktop.domain.errors import Refused, WorldFailed

READY = b"ready"


class ChildLimits(Protocol):
    """What `system` gives to hold the child within bounds; it is pickled to the child."""

    def enter(self) -> None:
        """First thing in the child."""
        ...

    def renew(self, wall_seconds: int) -> None:
        """Before each file."""
        ...

    def rest(self) -> None:
        """After each file."""
        ...

    def ample(self) -> "ChildLimits":
        """The limits of a process that works while no other does."""
        ...


def serve(connection: Connection, limits: ChildLimits, tasks_module: str) -> None:
    """Answer requests until the pipe closes. A request is {task, args, seconds} in JSON.

    JSON, not pickles: whoever takes over this process by a hostile file must not be able to run
    anything in the parent by what it answers.
    """
    limits.enter()
    tasks: Mapping[str, Callable[..., object]] = import_module(tasks_module).TASKS
    _fall_silent()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):  # the parent is gone
        connection.send_bytes(READY)
        while True:
            request = json.loads(connection.recv_bytes())
            limits.renew(request["seconds"])
            answer = _answer(tasks[request["task"]], request["args"])
            limits.rest()
            connection.send_bytes(json.dumps(answer).encode())


def _fall_silent() -> None:
    """What readers of pictures write about a broken file is no word for the user's terminal."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _answer(task: Callable[..., object], arguments: list[object]) -> dict[str, object]:
    try:
        return {"done": task(*arguments)}
    except Refused as refused:
        return {"refused": refused.code, "facts": refused.facts}
    except WorldFailed as failed:
        return {"failed": failed.code, "facts": failed.facts}
    except MemoryError:
        return {"memory": True}
    except OSError as error:
        return _disk_answer(error)
    except Exception:
        return {"bug": traceback.format_exc()}


def _disk_answer(error: OSError) -> dict[str, object]:
    if error.errno == errno.ENOMEM:
        return {"memory": True}
    if error.errno == errno.EFBIG:  # the limit on what this process may write
        return {"refused": "file_too_heavy", "facts": {}}
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return {"failed": "disk_full", "facts": {}}
    return {"failed": "disk_failed", "facts": {"reason": error.strerror or "?"}}
