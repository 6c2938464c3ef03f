"""How much room a disk has, asked before something large is written."""

import shutil
from pathlib import Path

from shamay_desktop.domain.errors import WorldFailed

RESERVE = 200 * 1024 * 1024
"""Bytes that are left free, so that the database can always be written."""


def free_bytes(folder: Path) -> int:
    """Free bytes on the disk of a folder, which need not exist yet."""
    existing = folder.absolute()
    while not existing.exists():
        existing = existing.parent
    try:
        return shutil.disk_usage(existing).free
    except OSError as error:
        raise WorldFailed("disk_failed", file=folder.name, reason=error.strerror) from error


def require_free(folder: Path, needed: int, reserve: int = RESERVE) -> None:
    """Refuse to begin what does not fit. Raises WorldFailed(`disk_full`)."""
    free = free_bytes(folder)
    if free < needed + reserve:
        raise WorldFailed("disk_full", file=folder.name, needed=_mb(needed), free=_mb(free))


def _mb(size: int) -> int:
    return -(-size // (1024 * 1024))
