"""Writes that a power cut leaves either undone or done, never half-done.

Temporary file in the same folder → write → flush → fsync → replace → fsync the folder.
The Windows half (no fsync of folders there) is untested.
"""

import errno
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.system.free_space import free_bytes, no_room, require_free

_PIECE = 1024 * 1024
_NOT_OFFERED = {errno.EINVAL, errno.ENOTSUP}
_FULL = {errno.ENOSPC, errno.EDQUOT}


def write_durably(target: Path, content: bytes, mode: int = 0o600) -> None:
    """Put `content` at `target`, replacing what is there. Raises WorldFailed."""
    with replacing(target, mode) as file:
        file.write(content)


def copy_durably(
    source: Path,
    target: Path,
    on_progress: Callable[[int, int], None] | None = None,
    mode: int = 0o600,
) -> None:
    """Copy a file; `on_progress(done, total)` in bytes. Raises WorldFailed."""
    with _translated(source), source.open("rb") as reader, replacing(target, mode) as writer:
        total, done = os.fstat(reader.fileno()).st_size, 0
        while piece := reader.read(_PIECE):
            writer.write(piece)
            done += len(piece)
            if on_progress is not None:
                on_progress(done, total)


@contextmanager
def replacing(target: Path, mode: int = 0o600) -> Iterator[BinaryIO]:
    """A file to write that takes `target`'s place when the block ends without an exception."""
    with _translated(target):
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            _put(temporary, target, mode)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def place_durably(finished: Path, target: Path, mode: int = 0o600) -> None:
    """Move a finished file, written by whomever on the same disk, to its place. Raises WorldFailed.

    Missing folders are made, durably as well. When it fails the finished file is still there.
    """
    with _translated(target):
        make_folders(target.parent)
        with finished.open("r+b") as file:
            os.fsync(file.fileno())
        _put(finished, target, mode)


def make_folders(folder: Path) -> None:
    """Make a folder and its parents, for this user only, so that they survive a power cut."""
    if folder.is_dir():
        return
    make_folders(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows and some network disks have no such call."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NOT_OFFERED:
            raise
    finally:
        os.close(handle)


def _put(temporary: Path, target: Path, mode: int) -> None:
    with suppress(PermissionError):  # memory sticks have no modes
        temporary.chmod(mode)
    temporary.replace(target)
    sync_folder(target.parent)


@contextmanager
def _translated(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise disk_failure(error, file) from error


def disk_failure(error: OSError, file: Path) -> WorldFailed:
    """The program's error for a library's: a full disk, or a disk that failed."""
    if error.errno in _FULL:
        return no_room(file)
    return WorldFailed("disk_failed", file=file.name, reason=error.strerror or str(error))


class DurableDisk:
    """The disk as the adapters see it; tests give them one that breaks."""

    def write(self, target: Path, content: bytes) -> None:
        """See `write_durably`; missing folders are made."""
        with _translated(target):
            make_folders(target.parent)
        write_durably(target, content)

    def place(self, finished: Path, target: Path, mode: int = 0o600) -> None:
        """See `place_durably`."""
        place_durably(finished, target, mode)

    def free_bytes(self, folder: Path) -> int:
        """Free bytes on the disk of a folder."""
        return free_bytes(folder)

    def require_free(self, folder: Path, needed: int) -> None:
        """Refuse to begin what does not fit. Raises WorldFailed(`disk_short`)."""
        require_free(folder, needed)

    def failure(self, error: OSError, file: Path) -> WorldFailed:
        """See `disk_failure`."""
        return disk_failure(error, file)
