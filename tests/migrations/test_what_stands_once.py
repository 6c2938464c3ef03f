"""Revision 0005: files that were imported twice stay; from now on one file stands once."""

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import IntegrityError

from shamay_desktop.storage.migrate import migrate

TIME = "2026-11-0{}T10:00:00.000000+00:00"
SOURCE = """
INSERT INTO comparable_sources (organization_id, id, kind, name, format, imported_by, imported_at,
 sha256, encoding, date_order, mapping, rows_count, imported_count, merged_count, duplicates_count,
 quarantined_count, lost, warnings, undone_at, created_at, updated_at, version)
VALUES ('o', :id, :kind, 'a.csv', 'csv', 'u', :at, :sha, '', '', :mapping, 0, 0, 0, 0, 0, '[]',
 '[]', :undone, :at, :at, 0)
"""
KEYS = "SELECT id FROM comparable_sources WHERE import_key = sha256 ORDER BY id"


def _add(connection: Connection, name: str, day: int, sha: str | None, **facts: str) -> None:
    told = {"kind": "file", "mapping": '{"id": "office_table"}', "undone": None, **facts}
    connection.execute(text(SOURCE), {"id": name, "at": TIME.format(day), "sha": sha, **told})


def _office(connection: Connection) -> None:
    connection.execute(text(
        "INSERT INTO organizations (id, name, address, phone, email, strip, rounding_step,"
        " slogan, website, association, services, created_at, updated_at, version)"
        " VALUES ('o', 'משרד', '', '', '', '', '1000', '', '', '', '', :t, :t, 0)"
    ), {"t": TIME.format(1)})  # fmt: skip
    connection.execute(text(
        "INSERT INTO users (id, email, email_key, name, title, licence_number, failed_count,"
        " created_at, updated_at, version) VALUES ('u', 'a@b', 'a@b', '', '', '', 0, :t, :t, 0)"
    ), {"t": TIME.format(1)})  # fmt: skip
    connection.execute(text(
        "INSERT INTO memberships (organization_id, id, user_id, role, may_review, created_at,"
        " updated_at, version) VALUES ('o', 'm', 'u', 'OWNER', :yes, :t, :t, 0)"
    ), {"t": TIME.format(1), "yes": True})  # fmt: skip


def test_files_when_they_were_imported_twice_then_all_stay_and_the_first_has_the_key(
    engine: Engine,
) -> None:
    migrate(engine, "0004")
    with engine.begin() as connection:
        _office(connection)
        _add(connection, "undone", 1, "x", undone=TIME.format(2))
        _add(connection, "first", 2, "x")
        _add(connection, "again", 3, "x")
        _add(connection, "edit", 1, "y", mapping='{"id": "own_export"}')
        _add(connection, "edit2", 2, "y", mapping='{"id": "own_export"}')
        _add(connection, "case", 1, None, kind="case")
    migrate(engine)
    with engine.connect() as connection:
        assert connection.execute(text(KEYS)).scalars().all() == ["first"]
        counted = connection.execute(text("SELECT count(*) FROM comparable_sources"))
        assert counted.scalar_one() == 6
    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(
            text("UPDATE comparable_sources SET import_key = 'x' WHERE id = 'again'")
        )
    migrate(engine, "0004")
    with engine.connect() as connection:
        counted = connection.execute(text("SELECT count(*) FROM comparable_sources"))
        assert counted.scalar_one() == 6
