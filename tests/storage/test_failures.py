"""What drivers say, in our words; also what no test can make a real engine say."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from shamay_desktop.domain.errors import Conflict, Refused, ShamayError, WorldFailed
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.storage import failures
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.storage.engine import database_url
from tests.storage import samples
from tests.storage.samples import found_office


class _Said(Exception):
    def __init__(self, sqlstate: str | None) -> None:
        super().__init__(sqlstate)
        self.sqlstate = sqlstate


def _sqlite(code: int, name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(name)
    error.sqlite_errorcode = code
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_BUSY, "database_locked"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "database_locked"),
        (sqlite3.SQLITE_LOCKED, "database_locked"),
        (sqlite3.SQLITE_FULL, "disk_full"),
        (sqlite3.SQLITE_READONLY, "database_read_only"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "database_read_only"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "database_gone"),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, "database_gone"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "database_broken"),
        (sqlite3.SQLITE_NOTADB, "database_broken"),
        (sqlite3.SQLITE_IOERR_FSYNC, "database_failed"),
    ],
)
def test_sqlite_when_it_fails_is_translated_by_its_code(code: int, words: str) -> None:
    error = failures.in_our_words(_sqlite(code, "SQLITE_SOMETHING"))
    assert isinstance(error, WorldFailed)
    assert (error.code, error.facts["reason"]) == (words, "SQLITE_SOMETHING")


@pytest.mark.parametrize(
    ("state", "words", "repeatable"),
    [
        ("40001", "database_locked", True),
        ("40P01", "database_locked", True),
        ("55P03", "database_locked", False),
        ("25006", "database_read_only", False),
        ("53100", "disk_full", False),
        ("57P01", "database_gone", False),
        ("08006", "database_gone", False),
        ("3D000", "database_gone", False),
        ("42P01", "database_failed", False),
        ("XX000", "database_failed", False),
    ],
)
def test_postgresql_when_it_fails_is_translated_by_its_state(
    state: str, words: str, *, repeatable: bool
) -> None:
    raised = DBAPIError("SELECT 1", {}, _Said(state))
    error = failures.in_our_words(raised)
    assert isinstance(error, WorldFailed)
    assert error.code == words
    assert failures.may_repeat(raised) is repeatable


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OperationalError("", {}, _Said(None)), "database_gone"),
        (InterfaceError("", {}, _Said(None)), "database_gone"),
        (DataError("", {}, _Said(None)), "database_failed"),
        (DBAPIError("", {}, _Said("08001"), connection_invalidated=True), "database_gone"),
        (PoolTimeout(), "database_locked"),
    ],
)
def test_drivers_when_they_give_no_code_are_told_apart(error: Exception, words: str) -> None:
    translated = failures.in_our_words(error)
    assert isinstance(translated, WorldFailed)
    assert translated.code == words


@pytest.mark.parametrize(
    ("state", "kind", "words"),
    [("23505", Conflict, "row_exists"), ("23503", Refused, "row_missing"),
     ("23514", WorldFailed, "database_failed")],
)  # fmt: skip
def test_rules_when_broken_are_told_by_their_kind(
    state: str, kind: type[ShamayError], words: str
) -> None:
    error = failures.in_our_words(DBAPIError("", {}, _Said(state)))
    assert isinstance(error, kind)
    assert error.code == words


def test_a_code_of_no_enumeration_when_written_is_refused_by_the_table(
    database: SqlDatabase,
) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    with database.work(actor) as work:
        work.valuations.add(samples.valuation(actor))
        work.commit()
    with database._engine.connect() as connection, pytest.raises(DBAPIError):
        connection.exec_driver_sql("UPDATE valuations SET status = 'SOLD'")


def test_every_code_that_storage_raises_has_words_in_both_languages() -> None:
    driven = {*failures._SQLITE.values(), *failures._POSTGRESQL.values(), "database_failed"}
    codes = driven | {"restore_failed", "backup_failed", "row_exists", "row_missing"}
    for language in Language:
        texts = load_texts(language)
        for code in codes:
            assert texts(f"errors.{code}", reason="x")


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "nonsense",
        "mysql://host/name",
        "http://x/y",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///file::memory:?uri=true",
        "sqlite:///file:name?mode=memory&uri=true",
    ],
)
def test_an_address_when_it_is_no_database_of_ours_is_refused(wrong: str) -> None:
    with pytest.raises(Refused, match="database_url_wrong"):
        database_url(wrong)


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("postgresql://h/n", "postgresql+psycopg"),
        ("postgres://h/n", "postgresql+psycopg"),
        ("postgresql+psycopg://h/n", "postgresql+psycopg"),
        ("sqlite:////tmp/a.db", "sqlite"),
        (Path("/tmp/שם עם רווח %20?x#y.sqlite3"), "sqlite"),  # noqa: S108
    ],
)
def test_an_address_when_it_is_ours_names_the_driver(given: str | Path, driver: str) -> None:
    assert database_url(given).drivername == driver


def test_a_path_when_its_name_is_unusual_is_opened_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "שם עם רווח %20?x#y.sqlite3"
    database = SqlDatabase(path)
    database.upgrade()
    database.backup(tmp_path / "גיבוי 100% #1")
    database.close()
    assert path.stat().st_size > 0
    assert database.revision() == database.upgrade()
    database.close()
