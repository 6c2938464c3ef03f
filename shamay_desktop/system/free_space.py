"""How much room a disk has, asked before something large is written."""

import shutil
from pathlib import Path

from shamay_desktop.domain.errors import WorldFailed

_MEGABYTE = 1024 * 1024

RESERVE = 200 * _MEGABYTE
"""Bytes that are left free, so that the database can always be written."""


def free_bytes(folder: Path) -> int:
    """Free bytes on the disk of a folder, which need not exist yet."""
    existing = folder.absolute()
    while not existing.exists() and existing != existing.parent:  # a whole drive may be gone
        existing = existing.parent
    try:
        return shutil.disk_usage(existing).free
    except OSError as error:
        raise WorldFailed("disk_failed", file=folder.name, reason=error.strerror) from error


def require_free(folder: Path, needed: int, reserve: int = RESERVE) -> None:
    """Refuse to begin what does not fit. Raises WorldFailed(`disk_short`)."""
    free = free_bytes(folder)
    if free < needed + reserve:
        raise _short(folder, free, needed + reserve - free)


def no_room(file: Path) -> WorldFailed:
    """The error for a disk that took no more: how much is missing and where, if that is known.

    A quota may end before the disk does; then only that it is full can be said.
    """
    try:
        free = free_bytes(file.parent)
    except WorldFailed:
        return WorldFailed("disk_full", file=file.name)
    if free >= RESERVE:
        return WorldFailed("disk_full", file=file.name)
    return _short(file.parent, free, RESERVE - free)


def _short(folder: Path, free: int, missing: int) -> WorldFailed:
    return WorldFailed(
        "disk_short", folder=str(folder), free=free // _MEGABYTE, missing=_mb(missing)
    )


def _mb(size: int) -> int:
    return -(-size // _MEGABYTE)
