"""A database's error seen with its disk: how much room is missing and where, who may write."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shamay_desktop.domain.errors import WorldFailed

RESERVE = 200 * 1024 * 1024
"""Bytes that a home needs free to work in (as `system.free_space` asks before large writes)."""

_NO_ROOM_AT_ALL = 1024 * 1024
_MB = 1024 * 1024


@contextmanager
def explained(path: Path | None) -> Iterator[None]:
    """Run database work; an error that its surroundings explain comes out as that."""
    try:
        yield
    except WorldFailed as error:
        better = None if path is None else _with_surroundings(error, path)
        if better is None:
            raise
        raise better from error


def _with_surroundings(error: WorldFailed, path: Path) -> WorldFailed | None:
    folder = path.parent
    if error.code in ("disk_full", "database_failed", "database_gone"):
        free = _free(folder)
        border = RESERVE if error.code == "disk_full" else _NO_ROOM_AT_ALL
        if free is not None and free < border and path.exists():
            missing = -(-(RESERVE - free) // _MB)
            return WorldFailed("disk_short", folder=str(folder), free=free // _MB, missing=missing)
    if error.code == "database_gone" and path.exists() and not os.access(folder, os.W_OK):
        return WorldFailed("database_read_only", reason="folder")
    if error.code == "database_failed" and not path.exists():
        return WorldFailed("database_gone", reason=error.facts.get("reason", ""))
    return None


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None
