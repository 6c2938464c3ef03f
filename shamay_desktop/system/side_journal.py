"""The side journal on disk: a file a session, a checked line an edit, on the disk before it counts.

A small file lies ready beside it: when even the second disk is full, its room is given up for
the edits.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from shamay_desktop.domain.edits import Edit
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.system.durable import DurableDisk, disk_failure, make_folders, sync_folder
from shamay_desktop.usecases.side_journal import LeftBehind

RESERVE = 512 * 1024
"""Bytes kept ready: some thousand edits, or an hour of typing."""

_ENDING, _ASIDE = ".edits", ".unclaimed"
_NO_ROOM = frozenset({"disk_full", "disk_short"})
_DIGITS = 16
_NEW = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)


class FolderSideJournal:
    """The port `SideJournal` in a folder of this user only, made when it is first needed."""

    def __init__(self, folder: Path, disk: DurableDisk | None = None) -> None:
        self._folder = folder
        self._disk = disk or DurableDisk()
        self._reserve = folder / "reserve"

    def folder(self) -> Path:
        """Where it is."""
        return self._folder

    def make_ready(self) -> None:
        """Lay the reserve aside while there is room. Raises WorldFailed."""
        if not self._reserve.exists():
            self._disk.write(self._reserve, os.urandom(RESERVE))

    def append(self, session_id: str, edits: Sequence[Edit]) -> None:
        """Keep edits durably: all of them, or an error and none. Raises WorldFailed."""
        content = b"".join(_line(edit) for edit in edits)
        file = self._file(session_id)
        try:
            self._write(file, content)
        except WorldFailed as error:
            if error.code not in _NO_ROOM or not self._give_up_reserve():
                raise
            self._write(file, content)

    def left_behind(self) -> Sequence[LeftBehind]:
        """What is kept, oldest file first. Raises WorldFailed."""
        try:
            files = sorted(self._folder.glob(f"*{_ENDING}"), key=lambda file: file.stat().st_mtime)
            return [_read(file) for file in files]
        except OSError as error:
            raise disk_failure(error, self._folder) from error

    def forget(self, session_id: str) -> None:
        """Delete a session's file, durably. Raises WorldFailed."""
        file = self._file(session_id)
        try:
            if file.exists():
                file.unlink()
                sync_folder(self._folder)
        except OSError as error:
            raise disk_failure(error, file) from error

    def set_aside(self, session_id: str) -> Path:
        """Give a session's file a name that is not taken up again. Raises WorldFailed."""
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        file = self._file(session_id)
        try:
            aside = file.replace(file.with_name(f"{session_id}-{stamp}{_ASIDE}"))
            sync_folder(self._folder)
        except OSError as error:
            raise disk_failure(error, file) from error
        return aside

    def _file(self, session_id: str) -> Path:
        if not session_id.replace("-", "").isalnum():
            raise ValueError("not an id")
        return self._folder / f"{session_id}{_ENDING}"

    def _write(self, file: Path, content: bytes) -> None:
        """Raises WorldFailed; what was written in part is taken back."""
        try:
            make_folders(self._folder)
            fresh = not file.exists()
            handle = os.open(file, _NEW, 0o600)
            try:
                _append(handle, content)
            finally:
                os.close(handle)
            if fresh:
                sync_folder(self._folder)
        except OSError as error:
            raise disk_failure(error, file) from error

    def _give_up_reserve(self) -> bool:
        try:
            self._reserve.unlink()
        except OSError:
            return False
        return True


def _append(handle: int, content: bytes) -> None:
    before = os.lseek(handle, 0, os.SEEK_END)
    try:
        # A line that a power cut left without its end must not swallow the next one.
        os.write(handle, b"\n") if before else None
        done = 0
        while done < len(content):
            done += os.write(handle, content[done:])
        os.fsync(handle)
    except OSError:
        with suppress(OSError):
            os.ftruncate(handle, before)
        raise


def _line(edit: Edit) -> bytes:
    text = json.dumps(asdict(edit), ensure_ascii=False, separators=(",", ":")).encode()
    return f"{_sum(text)} ".encode() + text + b"\n"


def _sum(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:_DIGITS]


def _read(file: Path) -> LeftBehind:
    edits, broken = [], 0
    for line in _lines(file):
        edit = _edit_of(line)
        if edit is None:
            broken += 1
        else:
            edits.append(edit)
    return LeftBehind(file.name.removesuffix(_ENDING), tuple(edits), broken)


def _lines(file: Path) -> Iterator[bytes]:
    return (line for line in file.read_bytes().split(b"\n") if line)


def _edit_of(line: bytes) -> Edit | None:
    said, _, text = line.partition(b" ")
    if said != _sum(text).encode():
        return None
    with suppress(ValueError, TypeError):
        return Edit(**json.loads(text))
    return None
