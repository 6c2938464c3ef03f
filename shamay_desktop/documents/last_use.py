"""When what a cache holds was last wanted: its own time says so, hardly ever with a write."""

import os
import time
from contextlib import suppress
from pathlib import Path

DAY_SECONDS = 24 * 3600


def note_use(path: Path) -> None:
    """A file's or folder's time says when it was last wanted, to the day."""
    with suppress(OSError):  # a cache on a read-only disk serves as well
        if path.stat().st_mtime < time.time() - DAY_SECONDS:
            os.utime(path)
