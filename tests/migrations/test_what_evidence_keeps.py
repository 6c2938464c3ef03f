"""Revision 0004: the market database over a home that was, and its own shape on each engine."""

import pytest
from sqlalchemy import Engine, inspect, text

from shamay_desktop.storage.migrate import migrate

TIME = "2026-11-02T10:00:00.000000+00:00"
ENGINES_OWN = {
    "sqlite": {"ix_comparables_parcel", "ix_comparables_cell", "uq_comparables_n"},
    "postgresql": {"ix_comparables_office_parcel", "ix_comparables_words"},
}


def test_an_office_when_brought_up_has_no_practice_yet_and_keeps_what_it_had(
    engine: Engine,
) -> None:
    migrate(engine, "0003")
    with engine.begin() as connection:
        connection.execute(text(
            "INSERT INTO organizations (id, name, address, phone, email, strip, rounding_step,"
            " slogan, website, association, services, created_at, updated_at, version)"
            " VALUES ('o', 'משרד', '', '', '', '', '1000', '', '', '', '', :t, :t, 0)"
        ), {"t": TIME})  # fmt: skip
    migrate(engine)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT name, practice FROM organizations")).all()
    assert [tuple(row) for row in found] == [("משרד", None)]
    migrate(engine, "0003")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT name FROM organizations")).scalar() == "משרד"


def test_indexes_when_made_are_those_of_their_engine_alone(engine: Engine) -> None:
    migrate(engine)
    standing = {str(index["name"]) for index in inspect(engine).get_indexes("comparables")}
    own = ENGINES_OWN[engine.dialect.name]
    others = ENGINES_OWN["postgresql" if engine.dialect.name == "sqlite" else "sqlite"]
    assert own <= standing
    assert standing.isdisjoint(others)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_side_indexes_when_taken_down_leave_no_table_behind(engine: Engine) -> None:
    migrate(engine)
    assert {"comparable_cells", "comparable_words"} <= set(inspect(engine).get_table_names())
    migrate(engine, "0003")
    assert not [name for name in inspect(engine).get_table_names() if name.startswith("comparable")]
