"""Every stored file against its hash: what is missing, altered or belongs to nobody."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.usecases.file_ports import StoreReport
from shamay_desktop.usecases.ports import Cancelled, Progress

_HASH = re.compile(r"[0-9a-f]{64}")


def is_hash(text: str) -> bool:
    """Whether a text is a SHA-256 in lower-case hex."""
    return _HASH.fullmatch(text) is not None


def check_store(
    root: Path,
    incoming: Path,
    known: Iterable[str],
    on_progress: Progress | None,
    cancelled: Cancelled | None,
) -> StoreReport:
    """Read all files below `root` but those in `incoming`; see `FileStore.verify`.

    A file that is not where its name says, or has another name than a hash, is an orphan.
    """
    wanted = set(known)
    found = sorted(path for path in _files(root) if incoming not in path.parents)
    orphans, altered, sound = [], [], set[str]()
    for done, path in enumerate(found, start=1):
        if cancelled is not None and cancelled():
            raise WorkCancelled
        if not _in_place(path, root) or path.name not in wanted:
            orphans.append(str(path.relative_to(root)) if not is_hash(path.name) else path.name)
        elif _hash_of(path) == path.name:
            sound.add(path.name)
        else:
            altered.append(path.name)
        if on_progress is not None:
            on_progress(done, len(found))
    missing = tuple(sorted(wanted - sound - set(altered)))
    return StoreReport(len(sound), missing, tuple(altered), tuple(orphans))


def is_whole(path: Path, size: int) -> bool:
    """Whether a stored file is there and still what its name says; `size` is what it should be."""
    try:
        if path.lstat().st_size != size:
            return False  # most differences are seen without reading
    except OSError:
        return False
    return _hash_of(path) == path.name


def _files(root: Path) -> Iterable[Path]:
    return (path for path in root.rglob("*") if path.is_symlink() or not path.is_dir())


def _in_place(path: Path, root: Path) -> bool:
    name = path.name
    return is_hash(name) and path.relative_to(root).parts == (name[:2], name[2:4], name)


def _hash_of(path: Path) -> str | None:
    """The file's hash; None when it cannot be read to its end, which is as bad as altered."""
    if path.is_symlink() or not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
