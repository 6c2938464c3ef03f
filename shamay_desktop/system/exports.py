"""Files for the user, outside the home: written whole or not at all."""

from pathlib import Path

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.system.durable import copy_durably, make_folders, write_durably


class DiskExports:
    """Places finished files where the user wants them."""

    def place(self, source: Path, target: Path) -> Path:
        """Copy a file; the folder is made. Raises WorldFailed."""
        self._folder(target)
        copy_durably(source, target)
        return target

    def write(self, content: bytes, target: Path) -> Path:
        """Write bytes; the folder is made. Raises WorldFailed."""
        self._folder(target)
        write_durably(target, content)
        return target

    def _folder(self, target: Path) -> None:
        try:
            make_folders(target.parent)
        except OSError as error:
            raise WorldFailed("folder_not_writable", folder=str(target.parent)) from error
