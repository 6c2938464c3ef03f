"""The second place for edits that the database refuses: what it does, and what it gives back."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from shamay_desktop.domain.edits import Edit


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A side journal that its program could not hand over. broken: lines that cannot be read."""

    session_id: str
    edits: tuple[Edit, ...]
    broken: int


class SideJournal(Protocol):
    """Edits by session, append-only, each line with its checksum and on the disk when said."""

    def make_ready(self) -> None:
        """Lay some room aside for the day when the disk is full. Raises WorldFailed."""
        ...

    def append(self, session_id: str, edits: Sequence[Edit]) -> None:
        """Keep edits durably. Raises WorldFailed when the second place refuses as well."""
        ...

    def left_behind(self) -> Sequence[LeftBehind]:
        """Every session of which edits are kept. Raises WorldFailed."""
        ...

    def forget(self, session_id: str) -> None:
        """The journal holds them: nothing of the session is kept any more. Raises WorldFailed."""
        ...

    def set_aside(self, session_id: str) -> Path:
        """Keep them for a person to look at, never to be taken up again; returns where."""
        ...

    def folder(self) -> Path:
        """Where the second place is."""
        ...
