"""A folder for one run's temporary files; what killed runs left behind is removed.

Previews hold a client's case, so they may not lie about until the machine starts anew. A run
holds a lock on its folder, which the system frees however the run ends. Windows has no such
locks on folders: nothing is removed there but by the run itself (untested).
"""

import os
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

_PREFIX = "shamay-run-"
_YOUNG_SECONDS = 3600
"""A folder may be seen a moment before its run has locked it."""


class TemporaryFolder:
    """Made at once, this user's only (0700); gone after `remove`."""

    def __init__(self, parent: Path | None = None) -> None:
        parent = parent or Path(tempfile.gettempdir())
        _clear_abandoned(parent)
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
        self._held = _locked(self.path)

    def remove(self) -> None:
        """Remove the folder with all that is in it; harmless when it is gone."""
        shutil.rmtree(self.path, ignore_errors=True)
        held, self._held = self._held, None
        if held is not None:
            os.close(held)


def _clear_abandoned(parent: Path) -> None:
    for folder in parent.glob(f"{_PREFIX}*"):
        with suppress(OSError):  # another run removes it, or it is another user's
            if folder.lstat().st_mtime > time.time() - _YOUNG_SECONDS:
                continue
            held = _locked(folder)
            if held is not None:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(held)


def _locked(folder: Path) -> int | None:
    """The handle that holds the lock; None when another run holds it, or nobody can."""
    if sys.platform == "win32":
        return None
    import fcntl

    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        if os.fstat(handle).st_uid == os.geteuid():
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
    except OSError:  # held, or a disk without locks
        pass
    os.close(handle)
    return None
