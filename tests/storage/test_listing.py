"""The list of cases: found by the words a person types, quickly, latest first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.records import Status, Valuation, ValuationQuery
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.storage.mapping.search import folded
from shamay_desktop.storage.mapping.valuations import CaseEncoder, row_of
from shamay_desktop.storage.tables import valuations
from tests.storage import samples
from tests.storage.samples import NOON, found_office


def _listed(database: SqlDatabase) -> tuple[Actor, list[Valuation]]:
    actor = found_office(database, "משרד", "dana@example.org")
    made = [
        samples.valuation(actor),
        samples.valuation(actor, address__street="שד' בן־גוריון", parcel__gush="7245",
                          client__name="בנק הדוגמה בע״מ", report__reference="2026-0100"),
        samples.valuation(actor, address__city="Haifa", address__street="50% _off",
                          client__name="ACME Ltd", parcel__tat_helka=""),
    ]  # fmt: skip
    with database.work(actor) as work:
        for one in made:
            work.valuations.add(one)
            work.evidence.add_image(samples.image(actor, one.id, 1))
        work.valuations.save(replace(made[2], status=Status.READY))
        work.commit()
    return actor, made


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", [2, 1, 0]),
        ("הזית", [0]),
        ("כפר הדוגמה", [1, 0]),
        ("אלמוג 6109", [0]),
        ("6109/123/4", [0]),
        ("7245/123", [1]),
        ("2026-0100", [1]),
        ("בן-גוריון", [1]),
        ('בע"מ', [1]),
        ("haifa acme", [2]),
        ("ACME 6109/123", [2]),
        ("50%", [2]),
        ("_off", [2]),
        ("%", [2]),
        ("אין כזה", []),
        ("הזית haifa", []),
    ],
)
def test_words_when_all_occur_find_the_case_wherever_they_stand(
    database: SqlDatabase, words: str, expected: list[int]
) -> None:
    actor, made = _listed(database)
    with database.work(actor) as work:
        found = work.valuations.lines(ValuationQuery(words))
        assert [made.index(next(m for m in made if m.id == line.id)) for line in found] == expected
        assert work.valuations.count(ValuationQuery(words)) == len(expected)


def test_a_line_when_listed_shows_what_the_case_says(database: SqlDatabase) -> None:
    actor, made = _listed(database)
    with database.work(actor) as work:
        line = work.valuations.lines(ValuationQuery("הזית"))[0]
        third = work.valuations.lines(ValuationQuery("haifa"))[0]
    assert (line.address, line.parcel, line.client, line.reference) == (
        "הזית 12, כפר הדוגמה", "6109/123/4", "רבקה אלמוג", "2026-0007",
    )  # fmt: skip
    assert (line.final_valuation, line.status) == (made[0].final_valuation, Status.IN_PROGRESS)
    assert (line.created_by_id, line.created_by_name) == (actor.user_id, actor.name)
    assert line.front_sha256 == f"{1:064x}"
    assert third.parcel == "6109/123"


def test_a_window_when_asked_shows_its_lines_and_statuses(database: SqlDatabase) -> None:
    actor, made = _listed(database)
    with database.work(actor) as work:
        ready = ValuationQuery(statuses=frozenset({Status.READY}))
        assert [line.id for line in work.valuations.lines(ready)] == [made[2].id]
        window = ValuationQuery(limit=1, offset=1)
        assert [line.id for line in work.valuations.lines(window)] == [made[1].id]
        assert work.valuations.count(window) == 3
        assert work.valuations.references("2026-0") == ["2026-0007", "2026-0007", "2026-0100"]
        assert work.valuations.references("2025") == []


def test_a_deleted_case_when_listed_is_not_there_but_its_reference_stays_taken(
    database: SqlDatabase,
) -> None:
    actor, made = _listed(database)
    with database.work(actor) as work:
        work.valuations.save(replace(made[1], deleted_at=NOON))
        work.commit()
    with database.work(actor) as work:
        assert work.valuations.get(made[1].id) is None
        assert work.valuations.count(ValuationQuery()) == 2
        assert "2026-0100" in work.valuations.references("2026-")


def test_the_view_of_active_cases_when_read_has_names_and_only_open_states(
    database: SqlDatabase,
) -> None:
    actor, made = _listed(database)
    with database.work(actor) as work:
        standing = work.valuations.get(made[0].id)
        assert standing is not None
        work.valuations.save(replace(standing, status=Status.ARCHIVED))
        work.commit()
    with database._engine.connect() as connection:
        rows = connection.execute(
            text("SELECT id, created_by_name, organization_name FROM active_valuations")
        ).all()
    assert {row.id for row in rows} == {made[1].id, made[2].id}
    assert {row.created_by_name for row in rows} == {actor.name}
    assert {row.organization_name for row in rows} == {"משרד"}


def _plan(database: SqlDatabase, statement: str) -> str:
    with database._engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            rows = connection.execute(text(f"EXPLAIN QUERY PLAN {statement}")).all()
            return "\n".join(str(row[-1]) for row in rows)
        connection.execute(text("ANALYZE"))
        return "\n".join(row[0] for row in connection.execute(text(f"EXPLAIN {statement}")))


def test_five_thousand_cases_when_listed_are_read_through_the_promised_indexes(
    database: SqlDatabase,
) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    base = samples.valuation(actor)
    columns = row_of(base, CaseEncoder())
    rows = [
        {
            **columns,
            "organization_id": actor.organization_id,
            "id": f"{n:08d}",
            "created_by_id": actor.user_id,
            "version": 0,
            "created_at": NOON,
            "updated_at": NOON + timedelta(seconds=n),
            "status": list(Status)[n % 5 if n % 50 == 0 else 1].value,
            "reference": f"2026-{n:04d}",
            "search_text": folded(f"הזית {n} רבקה 2026-{n:04d}"),
        }
        for n in range(5000)
    ]
    with database._engine.begin() as connection:
        connection.execute(insert(valuations), rows)
    with database.work(actor) as work:
        assert work.valuations.count(ValuationQuery()) == 5000
        assert [line.id for line in work.valuations.lines(ValuationQuery("4321"))] == ["00004321"]
        assert work.valuations.lines(ValuationQuery(limit=2))[0].id == "00004999"
    own = f"organization_id = '{actor.organization_id}'"
    for condition, index in (
        (f"{own} ORDER BY updated_at DESC LIMIT 20", "updated_at"),
        (f"{own} AND status = 'SIGNED' ORDER BY updated_at DESC LIMIT 20", "status"),
        (f"{own} AND created_by_id = 'somebody else'", "created_by_id"),
        (f"{own} AND reference = '2026-0042'", "reference"),
    ):
        plan = _plan(database, f"SELECT title FROM valuations WHERE {condition}")
        assert f"ix_valuations_organization_id_{index}" in plan, plan


def test_evidence_and_trail_when_asked_by_subject_use_their_indexes(
    sqlite_file: Path, opened: Callable[[Path], SqlDatabase]
) -> None:
    database = opened(sqlite_file)
    for table, column in (
        ("documents", "valuation_id"),
        ("images", "valuation_id"),
        ("assets", "valuation_id"),
        ("valuation_sessions", "valuation_id"),
        ("activity_logs", "subject_id"),
    ):
        plan = _plan(
            database, f"SELECT * FROM {table} WHERE organization_id = 'x' AND {column} = 'y'"
        )
        assert f"ix_{table}_{column}" in plan, plan
    plan = _plan(
        database,
        "SELECT * FROM valuation_sessions WHERE organization_id = 'x' AND session_id = 'y'",
    )
    assert "SEARCH" in plan


def test_counts_and_states_when_asked_for_then_each_takes_one_question(
    database: SqlDatabase,
) -> None:
    actor, made = _listed(database)
    with database.work(actor) as work:
        counted = work.valuations.counts(ValuationQuery())
        ready = frozenset({Status.READY})
        same = work.valuations.counts(ValuationQuery(statuses=ready, limit=1))
        found = work.valuations.counts(ValuationQuery(words="haifa"))
        states = [work.valuations.status_of(one.id) for one in made]
        assert work.valuations.status_of("no-such-case") is None
    assert counted == same
    assert sum(counted.values()) == len(made)
    assert {state: number for state, number in found.items() if number} == {Status.READY: 1}
    assert states[2] is Status.READY
