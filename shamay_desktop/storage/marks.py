"""That a database stood somewhere is noted in its folder and in a second one.

Without the note a vanished database looks like a first run, and an empty one would silently take
its place. The second note also knows the disk: a folder on another disk is not connected.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.storage.presence import identity_of


@dataclass(frozen=True, slots=True)
class Marks:
    """The two notes of one database file. Failing to write one is no reason to fail."""

    inside: Path
    outside: Path

    def require_new(self, database: Path) -> None:
        """Raises WorldFailed unless no database was ever known at this place.

        `database_missing` when the file is gone, `database_broken` when it is there and empty.
        """
        if not self.inside.exists() and not self._was_on_other_disk(database):
            return
        if database.exists():
            raise WorldFailed("database_broken", reason="empty")
        raise WorldFailed("database_missing", file=str(database))

    def is_elsewhere(self, database: Path) -> bool:
        """Whether the disk on which the database stood is not the one that is there now."""
        return not self.inside.exists() and self._was_on_other_disk(database)

    def set(self, database: Path) -> None:
        """Note that a database stands here."""
        if not self.inside.exists():
            with suppress(OSError):
                self.inside.touch(mode=0o600)
        device = _device(database)
        if device != self._noted_device():
            with suppress(OSError):
                self.outside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                text = json.dumps({"database": str(database), "device": device})
                self.outside.write_text(text, encoding="utf-8")

    def clear(self) -> None:
        """Forget it: the person wants to begin anew here."""
        for note in (self.inside, self.outside):
            with suppress(OSError):
                note.unlink(missing_ok=True)

    def _was_on_other_disk(self, database: Path) -> bool:
        """A whole folder that was deleted on the same disk was meant to go; nothing is asked."""
        noted = self._noted_device()
        return noted is not None and noted != _device(database)

    def _noted_device(self) -> int | None:
        try:
            return int(json.loads(self.outside.read_text(encoding="utf-8"))["device"])
        except (OSError, ValueError, KeyError, TypeError):
            return None


def _device(path: Path) -> int | None:
    """The disk of the nearest folder of a file that is there.

    Of folders alone: some file systems give a file another number than its folder.
    """
    for place in path.parents:
        found = identity_of(place)
        if found is not None:
            return found[0]
    return None
