"""Upgrading a person's database: a backup first, and a newer or foreign one is not touched."""

import hashlib
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from shamay_desktop.domain.errors import Refused
from shamay_desktop.storage import database as database_module
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.storage.engine import sqlite_path
from shamay_desktop.storage.migrate import known_revisions, migrate


def _opened(engine: Engine, backups: Path | None = None) -> SqlDatabase:
    where = sqlite_path(engine.url) or engine.url.render_as_string(hide_password=False)
    return SqlDatabase(where, backups=backups)


def test_an_empty_database_when_upgraded_has_the_newest_schema_and_no_backup(
    engine: Engine, tmp_path: Path
) -> None:
    database = _opened(engine, tmp_path / "backups")
    assert database.revision() is None
    assert database.upgrade() == known_revisions()[-1] == database.revision()
    assert database.upgrade() == known_revisions()[-1]
    assert not (tmp_path / "backups").exists()
    assert database.check() == []
    database.close()


def test_a_newer_database_when_opened_is_refused_and_not_touched(
    engine: Engine, tmp_path: Path
) -> None:
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '7777'"))
    engine.dispose()
    path = sqlite_path(engine.url)
    before = None if path is None else hashlib.sha256(path.read_bytes()).hexdigest()
    database = _opened(engine, tmp_path / "backups")
    with pytest.raises(Refused, match="database_newer"):
        database.upgrade()
    database.close()
    if path is not None:
        assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert not (tmp_path / "backups").exists()
    again = _opened(engine)
    assert again.revision() == "7777"
    again.close()


def test_a_database_of_another_program_when_opened_is_refused(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE theirs (id INTEGER)"))
    database = _opened(engine)
    with pytest.raises(Refused, match="database_foreign"):
        database.upgrade()
    database.close()


def test_an_older_database_when_upgraded_is_backed_up_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, backups = tmp_path / "shamay.sqlite3", tmp_path / "backups"
    database = SqlDatabase(path, backups=backups)
    database.upgrade()
    newer = (*known_revisions(), "0099")
    seen: list[int] = []

    def migrated(*_told: object) -> None:
        seen.append(len(list(backups.glob("before-0099-*.sqlite3"))))

    monkeypatch.setattr(database_module, "known_revisions", lambda: newer)
    monkeypatch.setattr(database_module, "migrate", migrated)
    assert database.upgrade() == "0099"
    assert seen == [1]
    database.close()


def test_starting_when_nothing_is_to_be_migrated_imports_no_alembic(tmp_path: Path) -> None:
    path = tmp_path / "shamay.sqlite3"
    database = SqlDatabase(path)
    database.upgrade()
    database.close()
    script = (
        "import sys; from pathlib import Path;"
        "from shamay_desktop.storage.database import SqlDatabase;"
        f"database = SqlDatabase(Path({str(path)!r})); database.upgrade();"
        "database.check();"
        "sys.exit('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False)
    assert done.returncode == 0


def test_a_database_when_made_is_durable_and_guards_its_references(tmp_path: Path) -> None:
    database = SqlDatabase(tmp_path / "shamay.sqlite3", busy_ms=1234)
    database.upgrade()
    with database._engine.connect() as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in (
                "journal_mode", "synchronous", "foreign_keys", "recursive_triggers",
                "busy_timeout",
            )
        }  # fmt: skip
    assert found == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1,
        "busy_timeout": 1234,
    }  # fmt: skip
    database.close()
    with sqlite3.connect(tmp_path / "shamay.sqlite3") as bare:
        assert bare.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    bare.close()
