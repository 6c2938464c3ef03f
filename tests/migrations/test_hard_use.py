"""Revision 0002 over rows of 0001: the list's columns say what the first step holds."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import Engine, RowMapping, inspect, text

from shamay_desktop.domain.case_json import decode_case
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.storage.mapping.valuations import identity_of
from shamay_desktop.storage.migrate import migrate

NEW = ("city", "address_key", "report_kind", "purpose", "copied_from_id")
TIME = "2026-11-02T10:00:00.000000+00:00"
STEPS: Mapping[str, dict[str, object] | None] = {
    "whole": {
        "address.city": {"value": "תל־אביב", "state": "value", "source": {"origin": "typed"}},
        "address.street": "שד' בן־גוריון",
        "address.house_number": "12א",
        "report.kind": "full",
        "report.purpose": {"value": "collateral", "state": "value"},
    },
    "no house": {"address.city": "חיפה", "address.street": "Herzl"},
    "empty": {"address.city": {"state": "empty"}, "report.purpose": {"state": "none"}},
    "nothing": None,
}


def _insert(engine: Engine) -> None:
    office = {"o": "office", "t": TIME}
    with engine.begin() as connection:
        connection.execute(text(
            "INSERT INTO organizations (id, name, address, phone, email, strip, rounding_step,"
            " created_at, updated_at, version) VALUES (:o, '', '', '', '', '', '1000', :t, :t, 0)"
        ), office)  # fmt: skip
        connection.execute(text(
            "INSERT INTO users (id, email, email_key, name, title, licence_number, failed_count,"
            " created_at, updated_at, version)"
            " VALUES ('u', 'a@example.org', 'a@example.org', '', '', '', 0, :t, :t, 0)"
        ), office)  # fmt: skip
        yes = "1" if engine.dialect.name == "sqlite" else "true"
        connection.execute(text(
            "INSERT INTO memberships (organization_id, id, user_id, role, may_review, created_at,"
            f" updated_at, version) VALUES (:o, 'm', 'u', 'OWNER', {yes}, :t, :t, 0)"
        ), office)  # fmt: skip
        for case, step in STEPS.items():
            held = None if step is None else json.dumps(step, ensure_ascii=False)
            connection.execute(text(
                "INSERT INTO valuations (organization_id, id, created_at, updated_at, version,"
                " title, status, address_full, block, parcel, subparcel, client, reference,"
                " search_text, created_by_id, meta, step1_data) VALUES (:o, :id, :t, :t, 3, :id,"
                " 'DRAFT', '', '', '', '', '', '', 'words', 'u', '{}', :step)"
            ), {**office, "id": case, "step": held})  # fmt: skip


def _rows(engine: Engine) -> dict[str, RowMapping]:
    with engine.connect() as connection:
        found = connection.execute(text("SELECT * FROM valuations")).mappings().all()
    return {row["id"]: row for row in found}


def test_cases_when_brought_up_then_their_list_columns_are_what_a_save_would_write(
    engine: Engine,
) -> None:
    migrate(engine, "0001")
    _insert(engine)
    migrate(engine)
    rows = _rows(engine)
    for case, step in STEPS.items():
        expected = identity_of(decode_case(case, step or {}))
        for name in NEW[:-1]:
            assert rows[case][name] == expected[name], (case, name)
        assert rows[case]["copied_from_id"] is None
    assert rows["whole"]["address_key"] == "תל-אביב|שד' בן-גוריון|12א"
    assert (rows["whole"]["purpose"], rows["empty"]["purpose"]) == ("collateral", "")


def test_cases_when_taken_down_and_up_again_then_nothing_of_theirs_is_lost(engine: Engine) -> None:
    migrate(engine, "0001")
    _insert(engine)
    before = _rows(engine)
    migrate(engine)
    up = _rows(engine)
    migrate(engine, "0001")
    assert _rows(engine) == before
    names = {column["name"] for column in inspect(engine).get_columns("valuations")}
    assert names.isdisjoint(NEW)
    migrate(engine)
    assert _rows(engine) == up


@pytest.mark.parametrize("held", ["null", "[1]", '"words"', "7", '{"address.city": [1]}'])
def test_a_case_when_its_first_step_is_no_mapping_then_is_brought_up_with_nothing_listed(
    engine: Engine, held: str
) -> None:
    migrate(engine, "0001")
    _insert(engine)
    cast = "" if engine.dialect.name == "sqlite" else "::jsonb"
    statement = f"UPDATE valuations SET step1_data = '{held}'{cast} WHERE id = 'whole'"
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    migrate(engine)
    assert _rows(engine)["whole"]["city"] == ""
    assert _rows(engine)["no house"]["city"] == "חיפה"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_damaged_database_when_of_the_revision_before_then_its_cases_are_rescued(
    engine: Engine, tmp_path: Path
) -> None:
    migrate(engine, "0001")
    _insert(engine)
    engine.dispose()
    path = Path(engine.url.database or "")
    database = SqlDatabase(path, backups=tmp_path / "backups")
    done = database.recover(None)
    assert done.saved["valuations"] == len(STEPS)
    assert not done.unread
    assert _rows(engine).keys() == STEPS.keys()
    assert list(database.check()) == []
    database.close()


def test_papers_when_brought_up_then_nobody_gave_them_a_place(engine: Engine) -> None:
    migrate(engine, "0001")
    _insert(engine)
    with engine.begin() as connection:
        connection.execute(text(
            "INSERT INTO documents (organization_id, id, created_at, updated_at, version,"
            " valuation_id, doc_type, file_name, storage_key, sha256, source, pages)"
            " VALUES ('office', 'd', :t, :t, 0, 'whole', 'TABU', 'a.pdf', 'k', 'h',"
            " 'USER_UPLOAD', 1)"
        ), {"t": TIME})  # fmt: skip
    migrate(engine)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT position, rotation FROM documents")).all()
    assert [tuple(row) for row in found] == [(None, 0)]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_lists_columns_when_made_then_they_stand_before_the_large_json(engine: Engine) -> None:
    migrate(engine)
    names = [column["name"] for column in inspect(engine).get_columns("valuations")]
    assert max(names.index(name) for name in NEW) < names.index("step1_data")
