"""The database as a whole: units of work, its schema, its backups, whether it is sound."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import text

from shamay_desktop.domain.access import Actor
from shamay_desktop.storage.backup import back_up_file
from shamay_desktop.storage.care import CaredDatabase
from shamay_desktop.storage.dump import dump_database, restore_by_hand
from shamay_desktop.storage.engine import BUSY_MS, database_url, make_engine, sqlite_path
from shamay_desktop.storage.failures import files_translated, translated
from shamay_desktop.storage.marks import Marks
from shamay_desktop.storage.migrate import known_revisions, migrate, require_known, stored_revision
from shamay_desktop.storage.restore import restore_file
from shamay_desktop.storage.rotation import daily_backup
from shamay_desktop.storage.side_indexes import mend
from shamay_desktop.storage.surroundings import explained
from shamay_desktop.storage.unit_of_work import SqlUnitOfWork
from shamay_desktop.storage.verification import problems
from shamay_desktop.usecases.ports import BackupFacts, UnitOfWork


def _now() -> datetime:
    return datetime.now(UTC)


class SqlDatabase(CaredDatabase):
    """The port `Database` on a SQLite file or a PostgreSQL database.

    `where` is a file's path or a URL. `backups` is the folder for the copies that are made by
    themselves, beside a SQLite file when not given. Nothing is opened before it is used. With
    `marks` a file that vanished is not taken for one that never was.
    """

    def __init__(
        self,
        where: str | Path,
        *,
        backups: Path | None = None,
        now: Callable[[], datetime] = _now,
        busy_ms: int = BUSY_MS,
        marks: Marks | None = None,
    ) -> None:
        url = database_url(where)
        path = sqlite_path(url)
        beside = None if path is None else path.parent / "backups"
        engine = make_engine(url, busy_ms=busy_ms, create=False)
        super().__init__(engine, path, backups or beside, now, marks)

    @contextmanager
    def work(self, actor: Actor | None = None) -> Iterator[UnitOfWork]:
        """A unit of work: rolled back unless committed; used by the thread that opened it."""
        self._note_opened()
        unit = SqlUnitOfWork(self._engine, actor, self._now)
        try:
            with explained(self._path):
                yield unit
        finally:
            unit.close()

    def revision(self) -> str | None:
        """The schema's revision, None when there is no database yet."""
        with explained(self._path):
            return stored_revision(self._engine)

    def upgrade(self) -> str:
        """Bring the schema to this program's revision, a backup first; returns the revision.

        Raises Refused(`database_newer`, `database_foreign`) and WorldFailed(`database_missing`,
        `database_broken`) where a database was and is not any more; nothing is touched then.
        """
        head, current = known_revisions()[-1], self.revision()
        require_known(current)
        with explained(self._path):
            if current is None:
                self._begin_new()
            elif current != head:
                self._back_up_before(head)
            if current != head:
                migrate(self._engine)
        self._mark()
        return head

    def check(self) -> Sequence[str]:
        """Problems found in pages, references and audit chains; none when it is whole.

        Side indexes that do not fit their rows are named and made anew.
        """
        with explained(self._path), translated(), self._engine.connect() as connection:
            found = problems(connection)
            if not found:
                connection.rollback()
                found = mend(connection)
                connection.commit()
            return found

    def backup(self, target: Path) -> BackupFacts:
        """Write a verified backup and its manifest.

        Raises Refused(`file_exists`), WorldFailed(`backup_failed`, `backup_program_missing`).
        """
        if self._path is None:
            return dump_database(self._engine, target)
        with explained(self._path):
            return back_up_file(self._path, target)

    def daily_backup(self, today: date) -> BackupFacts | None:
        """Today's backup unless it is there; older ones thin out (7 days, 5 weeks, 12 months)."""
        if self._backups is None:
            return None
        if self.revision() is None:
            self.require_standing()
            return None
        suffix = "dump" if self._path is None else "sqlite3"
        return daily_backup(self._backups, today, suffix, self.backup)

    def restore(self, source: Path) -> Path:
        """Replace the database by a verified backup; returns where the replaced one is kept.

        Raises Refused(`backup_broken`, `database_newer`, and on PostgreSQL `restore_by_hand`
        with the command to run); WorldFailed(`database_locked`) while it is in use.
        """
        if self._path is None:
            raise restore_by_hand(self._engine.url, source)
        self._engine.dispose()
        with explained(self._path):
            kept = restore_file(source, self._path)
        self._opened = None
        self.upgrade()
        return kept

    def description(self) -> str:
        """Engine, version and place, without a password."""
        sql = "SELECT sqlite_version()" if self._path is not None else "SHOW server_version"
        with translated(), self._engine.connect() as connection:
            version = connection.execute(text(sql)).scalar_one()
        name = "SQLite" if self._path is not None else "PostgreSQL"
        place = self._path or self._engine.url.render_as_string(hide_password=True)
        return f"{name} {version}: {place}"

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()

    def _begin_new(self) -> None:
        """The one place where a file is made; SQLite is not allowed to make one itself."""
        if self._path is None:
            return
        if self._marks is not None:
            self._marks.require_new(self._path)
        if not self._path.exists():
            with files_translated("database_failed"):
                self._path.touch(mode=0o600)

    def _mark(self) -> None:
        self._note_opened()
        if self._marks is not None and self._path is not None:
            self._marks.set(self._path)

    def _back_up_before(self, head: str) -> None:
        if self._backups is not None:
            stamp = self._now().strftime("%Y%m%dT%H%M%S%f")
            suffix = "dump" if self._path is None else "sqlite3"
            self.backup(self._backups / f"before-{head}-{stamp}.{suffix}")
