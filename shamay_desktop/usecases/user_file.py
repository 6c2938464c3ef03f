"""A file that the user named: ordinary, readable, not empty, not too large; or refused by name."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.file_names import clean_file_name

LARGEST = 500 * 1024 * 1024
"""Bytes of the largest file that is taken."""

_FLAGS: int = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Without waiting: a named pipe must not stop the program."""


def open_user_file(source: Path, largest: int = LARGEST) -> BinaryIO:
    """The file opened to read, unbuffered.

    Raises Refused(`file_missing`, `file_unreadable`, `file_is_folder`, `file_kind_unsupported`,
    `file_empty`, `file_too_large`), each with `file`, the name.
    """
    handle = _opened(source)
    try:
        facts = os.fstat(handle)
        _check_ordinary(facts.st_mode, source)
        check_size(facts.st_size, source, largest)
        return os.fdopen(handle, "rb", buffering=0)
    except BaseException:
        os.close(handle)
        raise


def _check_ordinary(mode: int, source: Path) -> None:
    if stat.S_ISDIR(mode):
        raise Refused("file_is_folder", file=shown_name(source))
    if not stat.S_ISREG(mode):
        raise Refused("file_kind_unsupported", file=shown_name(source))


def check_user_file(source: Path, largest: int = LARGEST) -> None:
    """Refuse what cannot be read, before a process is started for it. Raises as
    `open_user_file`."""
    open_user_file(source, largest).close()


def bytes_of_user_file(source: Path, largest: int) -> bytes:
    """All of a file of ours that the user may have written. Raises as `open_user_file`."""
    try:
        with open_user_file(source, largest) as file:
            return file.read()
    except OSError as error:
        raise Refused("file_unreadable", file=shown_name(source)) from error


def text_of_user_file(source: Path, largest: int) -> str:
    """As `bytes_of_user_file`, as UTF-8 with or without its mark."""
    try:
        return bytes_of_user_file(source, largest).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("file_unreadable", file=shown_name(source)) from error


def check_size(size: int, source: Path, largest: int = LARGEST) -> None:
    """Raises Refused(`file_empty`, `file_too_large`)."""
    if size == 0:
        raise Refused("file_empty", file=shown_name(source))
    if size > largest:
        size_mb, limit_mb = megabytes(size), megabytes(largest)
        raise Refused("file_too_large", file=shown_name(source), size=size_mb, limit=limit_mb)


def shown_name(source: Path) -> str:
    """The file's name as an error may say it: no hidden marks, no bytes that are no text."""
    return str(clean_file_name(source.name))


def megabytes(size: int) -> int:
    """Bytes as whole megabytes, rounded up."""
    return -(-size // (1024 * 1024))


def _opened(source: Path) -> int:
    try:
        return os.open(source, _FLAGS)
    except FileNotFoundError as error:
        raise Refused("file_missing", file=shown_name(source)) from error
    except OSError as error:  # Windows cannot open a folder at all
        code = "file_is_folder" if source.is_dir() else "file_unreadable"
        raise Refused(code, file=shown_name(source)) from error
