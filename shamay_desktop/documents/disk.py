"""What papers and photos need of the disk; `system` gives it."""

from pathlib import Path
from typing import Protocol

from shamay_desktop.domain.errors import WorldFailed


class Disk(Protocol):
    """Durable placing of files and the disk's errors in the program's words."""

    def place(self, finished: Path, target: Path, mode: int = 0o600) -> None:
        """fsync a finished file, make the target's folders, replace, fsync the folders."""
        ...

    def require_free(self, folder: Path, needed: int) -> None:
        """Raises WorldFailed(`disk_full`) when `needed` bytes do not fit."""
        ...

    def failure(self, error: OSError, file: Path) -> WorldFailed:
        """The program's error for the library's."""
        ...
