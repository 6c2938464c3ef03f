"""What a database can do when the world fails it (the port `DatabaseCare`)."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from shamay_desktop.domain.errors import Refused, ShamayError, WorldFailed
from shamay_desktop.storage import recovery
from shamay_desktop.storage.engine import open_alone, open_sqlite
from shamay_desktop.storage.evidence_of_damage import cause_of
from shamay_desktop.storage.failures import translated
from shamay_desktop.storage.marks import Marks
from shamay_desktop.storage.presence import Identity, identity_of, require_same_file
from shamay_desktop.storage.salvage import newer_cases
from shamay_desktop.storage.surroundings import explained
from shamay_desktop.usecases.damage import Cause, Damage, Recovered


class CaredDatabase:
    """Knows which file was opened, and leads out of its loss. On a server most of it is idle."""

    def __init__(
        self,
        engine: Engine,
        path: Path | None,
        backups: Path | None,
        now: Callable[[], datetime],
        marks: Marks | None,
    ) -> None:
        self._engine = engine
        self._path = path
        self._backups = backups
        self._now = now
        self._marks = marks
        self._opened: Identity | None = None
        self._ended_badly = False

    def upgrade(self) -> str:
        """Given by the whole database."""
        raise NotImplementedError

    def require_standing(self) -> None:
        """Raises WorldFailed(`database_gone`, `database_replaced`): see the port."""
        if self._path is not None and self._opened is not None:
            require_same_file(self._path, self._opened)

    def require_sound(self) -> None:
        """Raises WorldFailed(`database_broken`; reason) unless a quick check finds it whole."""
        if self._path is None or not self._path.exists():
            return
        with explained(self._path), translated():
            problem = recovery.quick_problem(self._path)
        if problem is not None:
            raise WorldFailed("database_broken", reason=problem)

    def note_bad_end(self) -> None:
        """The program ended in the midst of its work last time."""
        self._ended_badly = True

    def damage(self, code: str) -> Damage:
        """What is wrong: see the port."""
        path = self._path
        if path is None:
            return Damage(code, Cause.ELSEWHERE, Path(self._engine.url.database or ""))
        standing = self._problem()
        backup = recovery.newest_backup(self._backups)
        newer = None
        if backup is not None and path.exists() and standing != "":
            newer = newer_cases(path, backup.path)
        return Damage(
            code,
            self._cause(code, standing or ""),
            path,
            standing or "",
            backup,
            newer,
            held=code in ("database_gone", "database_replaced") and self._holds_it(),
            standing=standing == "",
        )

    def recover(self, backup: Path | None) -> Recovered:
        """Take a backup and what can be read: see the port."""
        return self._replaced(backup, salvaging=True)

    def start_empty(self) -> Recovered:
        """An empty database: see the port."""
        return self._replaced(None, salvaging=False)

    def put_back(self) -> Recovered:
        """Write the lost file anew: see the port."""
        path = self._require_file()
        done = recovery.write_anew(self._copy_held, path, self._now())
        self.reconnect()
        return done

    def reconnect(self) -> None:
        """Use the file that stands there now: see the port."""
        path = self._path
        problem = "" if path is None else self._problem()
        if problem is None:
            raise WorldFailed("database_gone", reason="missing")
        if problem:
            raise WorldFailed("database_broken", reason=problem)
        changed = path is not None and self._is_another(path)
        self._engine.dispose()
        if path is not None and changed:
            recovery.set_logs_aside(path, self._now())
        self._opened = None
        self._note_opened()

    def _note_opened(self) -> None:
        if self._path is not None and self._opened is None:
            self._opened = identity_of(self._path)

    def _replaced(self, backup: Path | None, *, salvaging: bool) -> Recovered:
        path = self._require_file()
        self._engine.dispose()
        done = recovery.recover_file(path, backup, self._now(), salvaging=salvaging)
        self._opened = None
        self.upgrade()
        return done

    def _require_file(self) -> Path:
        if self._path is None:
            raise Refused("recover_by_hand")
        return self._path

    def _problem(self) -> str | None:
        """What is wrong with the file that stands there: "" nothing, None when there is none."""
        if self._path is None or not self._path.exists():
            return None
        if self._path.stat().st_size == 0:
            return "empty"
        try:
            # The lost file's log lies beside another file yet: SQLite would take it into that one.
            alone = self._is_another(self._path)
            opened = open_alone(self._path) if alone else open_sqlite(self._path)
            with closing(opened) as connection:
                found = [said for (said,) in connection.execute("PRAGMA integrity_check(1)")]
            return "" if found == ["ok"] else str(found[0])
        except sqlite3.Error as error:
            return str(getattr(error, "sqlite_errorname", type(error).__name__))

    def _is_another(self, path: Path) -> bool:
        return self._opened is not None and identity_of(path) != self._opened

    def _cause(self, code: str, reason: str) -> Cause:
        path = self._require_file()
        if self._marks is not None and not path.exists() and self._marks.is_elsewhere(path):
            return Cause.ELSEWHERE
        if code == "database_replaced":
            return Cause.REPLACED
        if code == "database_gone" and not path.parent.exists():
            return Cause.ELSEWHERE
        return cause_of(path, reason, ended_badly=self._ended_badly)

    def _holds_it(self) -> bool:
        """Whether a connection to the lost file is still there and readable."""
        try:
            with closing(self._engine.raw_connection()) as held:
                held.cursor().execute("SELECT count(*) FROM sqlite_master")
                entry = held.info
            noted = entry.get("shamay_file", (None, None))[1]
            return noted is not None and noted == self._opened
        except (SQLAlchemyError, sqlite3.Error, ShamayError):
            return False

    def _copy_held(self, part: Path) -> None:
        if not self._holds_it():
            raise WorldFailed("database_gone", reason="not held")
        with closing(self._engine.raw_connection()) as held, closing(open_sqlite(part)) as writing:
            driver = held.driver_connection
            if not isinstance(driver, sqlite3.Connection):
                raise WorldFailed("database_gone", reason="driver")
            driver.backup(writing)
            writing.execute("PRAGMA journal_mode=DELETE")
