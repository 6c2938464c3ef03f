"""When the database fails: what is known of the damage, and the ways out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class Cause(StrEnum):
    """What most likely befell a database file, decided from what is left of it."""

    MISSING = "missing"
    """There is no file where one was."""
    ELSEWHERE = "elsewhere"
    """The folder lies on another disk than before: a disk or share is not connected."""
    EMPTY = "empty"
    """The file is there without content: a cut-off copy, or a disk that lost power."""
    ZEROED = "zeroed"
    """The file begins with zeros: the power went before the disk had written."""
    CUT_SHORT = "cut_short"
    """The file is shorter than it says itself: a copy that was not finished."""
    OTHER_PROGRAM = "other_program"
    """The file holds something else: another program wrote over it."""
    SYNCED_FOLDER = "synced_folder"
    """The folder belongs to a program that copies files while they are written."""
    LOG_MISSING = "log_missing"
    """The log beside the file is gone: only the file itself was copied."""
    CUT_POWER = "cut_power"
    """The program ended in the midst of its work last time."""
    DISK = "disk"
    """Pages inside are damaged: a failing disk or memory stick."""
    CHANGED = "changed"
    """The pages are whole, what stands in them does not fit: it was changed from outside."""
    REPLACED = "replaced"
    """Another file stands where the database stood."""


@dataclass(frozen=True, slots=True)
class BackupOffer:
    """A backup that was verified just now: when it was made and how much it holds."""

    path: Path
    made_at: datetime
    cases: int


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with a database and what can be done.

    code: the error as in the catalogue (`database_broken`, `database_missing`,
    `database_gone`, `database_replaced`). backup: the newest whole one. newer_cases: how many
    cases changed after that backup, None when the damaged file does not say. held: this program
    has the lost file still open and can write it anew. standing: a whole database stands there.
    """

    code: str
    cause: Cause
    file: Path
    reason: str = ""
    backup: BackupOffer | None = None
    newer_cases: int | None = None
    held: bool = False
    standing: bool = False


@dataclass(frozen=True, slots=True)
class Recovered:
    """What became of it. kept: where the damaged file lies now, None when there was none.

    backup: the one that was taken. saved: rows by table that were read out of the damaged file
    on top of it. unread: whether parts of the damaged file could not be read.
    """

    kept: Path | None
    backup: Path | None
    saved: Mapping[str, int] = field(default_factory=dict)
    unread: bool = False


class DatabaseCare(Protocol):
    """What a database can do when the world fails it."""

    def require_standing(self) -> None:
        """Raises WorldFailed(`database_gone`, `database_replaced`) unless the file that was
        opened still stands in its place; nothing before the first use. Quick, reads no rows."""
        ...

    def require_sound(self) -> None:
        """Raises WorldFailed(`database_broken`; reason) unless a quick check finds it whole."""
        ...

    def note_bad_end(self) -> None:
        """The program did not end by itself last time: evidence when a cause is sought."""
        ...

    def damage(self, code: str) -> Damage:
        """What is wrong, after an error of this code; reads and verifies backups."""
        ...

    def recover(self, backup: Path | None) -> Recovered:
        """Keep what stands there under another name; put a verified backup (or an empty
        database) in its place, with what can still be read out of the damaged file.

        Raises Refused(`backup_broken`, `database_newer`), WorldFailed; nothing is changed then.
        """
        ...

    def start_empty(self) -> Recovered:
        """The same without reading anything out of it: an empty database."""
        ...

    def put_back(self) -> Recovered:
        """Write the lost file anew from the connection that this program still holds.

        Raises WorldFailed(`database_gone`) when it holds none.
        """
        ...

    def reconnect(self) -> None:
        """Forget the file that was opened and use the one that stands there now.

        Raises WorldFailed(`database_gone`, `database_broken`) when there is none, or no whole one.
        """
        ...
