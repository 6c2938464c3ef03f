"""Where the program keeps its files on this machine: a home and its folders."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shamay_desktop.domain.errors import WorldFailed

APPLICATION = "ShamayDesktop"
_PRIVATE = 0o700


@dataclass(frozen=True, slots=True)
class Home:
    """One data folder. Nothing exists before `make`; folders are this user's only (0700)."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.root / "shamay.sqlite3"

    @property
    def settings(self) -> Path:
        """This machine's choices."""
        return self.root / "settings.json"

    @property
    def window_lock(self) -> Path:
        """Held by the window that works on this home."""
        return self.root / "window.lock"

    @property
    def store(self) -> Path:
        """Papers and photos by hash: nothing here can be made again."""
        return self.root / "store"

    @property
    def derived(self) -> Path:
        """Pictures made from stored files; may be deleted at any time."""
        return self.root / "derived"

    @property
    def readings(self) -> Path:
        """What was read of stored papers, page by page; read again where it is missing."""
        return self.root / "readings"

    @property
    def layers(self) -> Path:
        """Indexes of the parcel layers that the user has; may be deleted at any time."""
        return self.root / "layers"

    @property
    def models(self) -> Path:
        """The engine's two model files, when neither the program nor the system has them."""
        return self.root / "ocr"

    @property
    def backups(self) -> Path:
        """Copies of the database."""
        return self.root / "backups"

    @property
    def logs(self) -> Path:
        """What happened, without personal data."""
        return self.root / "logs"

    @property
    def known(self) -> Path:
        """Says that a database was made here: when it is gone, that is no first run."""
        return self.root / "database.known"

    @property
    def hard_crash_log(self) -> Path:
        """Where a crash below Python is written by the interpreter's last act."""
        return self.logs / "crash.log"

    @property
    def side_journal(self) -> Path:
        """A second folder for edits that the home's disk refuses; made when it is needed.

        It lies in the platform's state folder, apart for each home.
        """
        import hashlib

        from platformdirs import user_state_path

        key = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:16]
        return user_state_path(APPLICATION, appauthor=False) / "side-journals" / key

    def side_journal_of(self, database_url: str | None) -> Path:
        """The same of another database than the home's own: apart for each."""
        if database_url is None:
            return self.side_journal
        import hashlib

        return self.side_journal / hashlib.sha256(database_url.encode()).hexdigest()[:16]

    def make(self) -> "Home":
        """Make the home and its folders. Raises WorldFailed(`home_unwritable`)."""
        try:
            self.root.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
            for folder in (self.store, self.derived, self.readings, self.backups, self.logs):
                if not folder.is_dir():
                    folder.mkdir(mode=_PRIVATE, exist_ok=True)
                if folder.stat().st_mode & 0o777 != _PRIVATE:
                    folder.chmod(_PRIVATE)
        except OSError as error:
            reason = error.strerror or str(error)
            raise WorldFailed("home_unwritable", folder=str(self.root), reason=reason) from error
        return self


def find_home(override: Path | None, environment: Mapping[str, str]) -> Home:
    """`--home`, else `SHAMAY_HOME`, else the platform's data folder of this user."""
    from platformdirs import user_data_path

    chosen = override or _path(environment.get("SHAMAY_HOME"))
    return Home((chosen or user_data_path(APPLICATION, appauthor=False)).expanduser().absolute())


def _path(text: str | None) -> Path | None:
    return Path(text) if text else None
