"""Files for the user, outside the home: written whole or not at all."""

from pathlib import Path

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.system.durable import copy_durably, write_durably

_SHARED = 0o644
"""A report in a shared folder is meant to be opened by others, unlike what the home holds."""


class DiskExports:
    """Places finished files where the user wants them."""

    def place(self, source: Path, target: Path) -> Path:
        """Copy a file; the folder is made. Raises WorldFailed."""
        self._folder(target)
        copy_durably(source, target, mode=_SHARED)
        return target

    def write(self, content: bytes, target: Path) -> Path:
        """Write bytes; the folder is made. Raises WorldFailed."""
        self._folder(target)
        write_durably(target, content, _SHARED)
        return target

    def _folder(self, target: Path) -> None:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WorldFailed("folder_not_writable", folder=str(target.parent)) from error
