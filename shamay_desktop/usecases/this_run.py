"""What the window is told of this run of the program: how the last one ended, and what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass

from shamay_desktop.domain.errors import ShamayError

TROUBLES = frozenset({"database_broken", "database_missing", "database_gone", "database_replaced"})
"""Errors of the database that the person is led out of: `usecases.damage` says how."""


def _not_called() -> bool:
    return False


def _no_worry() -> ShamayError | None:
    return None


@dataclass(frozen=True, slots=True)
class ThisRun:
    """Facts of a run; the defaults are those of a program without a window.

    ended_badly: the last window of this home did not end by itself. trouble: why the database
    cannot be used; nothing but its care may be asked of it then. called: whether another start
    of the program asked for this window since the last question (reads the disk). worry: what
    went wrong in the daily care since the last question.
    """

    ended_badly: bool = False
    trouble: ShamayError | None = None
    called: Callable[[], bool] = _not_called
    worry: Callable[[], ShamayError | None] = _no_worry
