"""All files of a folder that a person would count: no hidden ones, nothing from outside."""

import os
from collections.abc import Iterator
from pathlib import Path

from shamay_desktop.domain.errors import Refused

MOST_FILES = 10_000
_SYSTEM = {"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "$recycle.bin"}
_HIDDEN_ON_WINDOWS = 0x2 | 0x4


def scan_folder(root: Path) -> list[Path]:
    """The files below a folder, sorted by path; links that lead outside it are passed over.

    A folder inside that cannot be read stands in the list itself, so that it is refused by name
    when it is added. Raises Refused(`folder_unreadable`, `folder_too_many_files`).
    """
    if not root.is_dir() or not os.access(root, os.R_OK | os.X_OK):
        raise Refused("folder_unreadable", folder=root.name)
    found: list[Path] = []
    for path in _walk(root, root.resolve()):
        found.append(path)
        if len(found) > MOST_FILES:
            raise Refused("folder_too_many_files", folder=root.name, limit=MOST_FILES)
    return sorted(found)


def _walk(folder: Path, home: Path) -> Iterator[Path]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        yield folder
        return
    for entry in entries:
        path = Path(entry.path)
        if _is_hidden(entry) or (entry.is_symlink() and not _leads_inside(path, home)):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, home)
        elif entry.is_file():
            yield path


def _is_hidden(entry: "os.DirEntry[str]") -> bool:
    name = entry.name
    if name.startswith((".", "~$")) or name.lower() in _SYSTEM:
        return True
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & _HIDDEN_ON_WINDOWS)


def _leads_inside(path: Path, home: Path) -> bool:
    """A link to a file of the same folder; a linked folder would only repeat what is there."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    return target.is_file() and home in target.parents
