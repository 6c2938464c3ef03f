"""Tasks that do to a limited process what a hostile file might."""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path

from shamay_desktop.domain.errors import Refused


def answer(value: object) -> object:
    return value


def hang(started: str | None = None) -> None:
    if started is not None:
        Path(started).write_text(str(os.getpid()))
    while True:
        time.sleep(0.05)


def hang_with_child(noted: str) -> None:
    child = subprocess.Popen(["sleep", "600"])
    Path(noted).write_text(str(child.pid))
    hang()


def spin() -> None:
    while True:
        pass


def eat_memory() -> int:
    return len(bytearray(4 * 1024**3))


def eat_more_than_usual() -> int:
    # `bytes` asks for the room without touching it: a `bytearray` writes every page, which on a
    # slow machine takes longer than the second of processor time that these tests give.
    return len(bytes(1100 * 1024**2))


def say_broken_for_want_of_memory() -> str:
    """As libjpeg does: it cannot tell a torn file from too little memory."""
    try:
        return str(eat_more_than_usual())
    except MemoryError as error:
        raise Refused("file_broken", heavy=True) from error


def write_much(target: str) -> None:
    with Path(target).open("wb") as file:
        for _ in range(64):
            file.write(bytes(1024 * 1024))


def crash() -> None:
    os.abort()


def crash_once(marker: str) -> str:
    if not Path(marker).exists():
        Path(marker).touch()
        os.abort()
    return "second time"


def be_killed() -> None:
    os.kill(os.getpid(), 9)


def fail() -> None:
    raise ZeroDivisionError


def answer_nonsense() -> None:
    """What a taken-over process might send instead of an answer."""
    pipe = next(each for each in gc.get_objects() if isinstance(each, Connection))
    pipe.send_bytes(b"[" * 1_000_000)
    hang()


def modules() -> list[str]:
    return sorted(sys.modules)


def whoami() -> list[int]:
    return [os.getpid(), os.getpgid(0), os.nice(0)]


def inspect(path: str) -> dict[str, str]:
    return {"kind": "pdf"}


TASKS: Mapping[str, Callable[..., object]] = {
    task.__name__: task
    for task in (
        answer, hang, hang_with_child, spin, eat_memory, eat_more_than_usual,
        say_broken_for_want_of_memory, write_much,
        answer_nonsense, crash, crash_once, be_killed, fail, modules, whoami, inspect,
    )
}  # fmt: skip
