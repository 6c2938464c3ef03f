"""What befell a database file, decided from what is left of it: names, size, header, log."""

import re
from pathlib import Path

from shamay_desktop.usecases.damage import Cause

_HEADER = b"SQLite format 3\x00"
_SYNCED = re.compile(
    r"dropbox|onedrive|google ?drive|my drive|icloud|mobile documents|nextcloud|owncloud|pcloud"
    r"|syncthing|resilio|\bmega\b|box sync",
    re.IGNORECASE,
)
_CONFLICT = re.compile(r"conflict|\(\d+\)|התנגשות", re.IGNORECASE)
_WAL = 2


def cause_of(path: Path, reason: str, *, ended_badly: bool) -> Cause:
    """The likely cause of a file that cannot be used; `reason` is SQLite's or our own word."""
    if not path.exists():
        return Cause.SYNCED_FOLDER if _is_synced(path) else Cause.MISSING
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(100)
    except OSError:
        return Cause.DISK
    found = _of_content(head, size)
    if found in (Cause.EMPTY, Cause.CUT_SHORT, None) and _is_synced(path):
        return Cause.SYNCED_FOLDER
    if found is None and _lost_its_log(path, head, reason):
        return Cause.LOG_MISSING
    return found or _of_reason(reason, ended_badly=ended_badly)


def _of_reason(reason: str, *, ended_badly: bool) -> Cause:
    """What is left to say of a file whose outside is as it should be."""
    if reason.startswith(("audit", "reference")):
        return Cause.CHANGED
    return Cause.CUT_POWER if ended_badly and "IOERR" not in reason else Cause.DISK


def _of_content(head: bytes, size: int) -> Cause | None:
    """What the first bytes and the length say, None when they are as they should be."""
    if size == 0:
        return Cause.EMPTY
    if not any(head):
        return Cause.ZEROED
    if not head.startswith(_HEADER):
        return Cause.OTHER_PROGRAM
    if len(head) < 100:
        return Cause.CUT_SHORT
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    pages = int.from_bytes(head[28:32], "big")
    # The count is only trusted when it was written with the last change (format, §1.3.7).
    trusted = head[24:28] == head[92:96] and head[18] != _WAL
    if page and (size % page or (trusted and size < pages * page)):
        return Cause.CUT_SHORT
    return None


def _lost_its_log(path: Path, head: bytes, reason: str) -> bool:
    in_log_mode = len(head) > 18 and head[18] == _WAL
    return reason == "log" or (
        in_log_mode and not path.with_name(f"{path.name}-wal").exists() and "CORRUPT" in reason
    )


def _is_synced(path: Path) -> bool:
    """Whether the folder's name, or what lies in it, speaks of a program that copies files."""
    if any(_SYNCED.search(part) for part in path.parent.parts):
        return True
    try:
        beside = [other.name for other in path.parent.iterdir()]
    except OSError:
        return False
    stem = path.stem.casefold()
    return ".stfolder" in beside or any(
        _CONFLICT.search(name) for name in beside if name.casefold().startswith(stem)
        and name.casefold().endswith(path.suffix.casefold()) and name != path.name
        and ".damaged-" not in name
    )  # fmt: skip
