"""Nothing of one office is seen, changed or counted from another; one place sees to it."""

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

import shamay_desktop.storage
from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Conflict, NotAllowed, Refused
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import (
    Happened,
    Membership,
    Valuation,
    ValuationQuery,
    WizardSessionRecord,
)
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.storage.tables import metadata
from tests.storage import samples
from tests.storage.samples import found_office

STORAGE = Path(shamay_desktop.storage.__file__).parent
MAKING = {"select", "insert", "update", "delete", "text", "exec_driver_sql"}
UNSCOPED = {"offices.py"}


def _filled(database: SqlDatabase, actor: Actor) -> tuple[Valuation, WizardSessionRecord]:
    made = samples.valuation(actor)
    started = samples.session(actor, made)
    with database.work(actor) as work:
        work.valuations.add(made)
        work.sessions.add(started)
        work.sessions.journal(started.session_id, [samples.edit(1)], "client.name")
        paper = samples.document(actor, made.id)
        work.evidence.add_document(paper)
        work.evidence.add_extraction(samples.extraction(actor, paper))
        work.evidence.add_image(samples.image(actor, made.id))
        work.assets.add(samples.asset(actor, made.id))
        work.trail.write(Happened("case_created", "valuation", made.id))
        work.commit()
    return made, started


def test_another_office_when_papers_were_taken_out_of_a_case_reads_none_of_them(
    database: SqlDatabase,
) -> None:
    mine = found_office(database, "שלי", "a@example.org")
    other = found_office(database, "אחר", "b@example.org")
    made, _started = _filled(database, mine)
    with database.work(mine) as work:
        paper = work.evidence.documents(made.id)[0]
        assert work.evidence.removed_documents(made.id) == []
        work.evidence.remove(paper.id)
        work.commit()
    with database.work(other) as work:
        assert work.evidence.removed_documents(made.id) == []
    with database.work(mine) as work:
        assert [each.id for each in work.evidence.removed_documents(made.id)] == [paper.id]
        assert work.evidence.removed_documents("another case") == []


def test_another_office_when_it_guesses_every_id_reads_nothing(database: SqlDatabase) -> None:
    mine = found_office(database, "שלי", "a@example.org")
    other = found_office(database, "אחר", "b@example.org")
    made, started = _filled(database, mine)
    with database.work(mine) as work:
        paper = work.evidence.documents(made.id)[0]
        assert len(work.evidence.extractions(paper.id)) == 1
    with database.work(other) as work:
        assert work.evidence.extractions(paper.id) == []
        assert work.valuations.get(made.id) is None
        assert work.valuations.lines(ValuationQuery()) == []
        assert work.valuations.count(ValuationQuery()) == 0
        assert work.valuations.references("") == []
        assert work.sessions.get(started.session_id) is None
        assert work.sessions.active_of(made.id) is None
        assert work.sessions.active(mine.user_id) == []
        assert work.sessions.edits(started.session_id) == []
        assert work.sessions.history(made.id, "client.name") == []
        assert work.evidence.documents(made.id) == []
        assert work.evidence.images(made.id) == []
        assert list(work.evidence.hashes()) == []
        assert work.assets.of(made.id) == []
        assert [line.actor_id for line in work.trail.lines()] == [other.user_id]
        assert work.trail.lines(made.id) == []
        assert [person.id for person in work.offices.people()] == [other.user_id]
        assert work.offices.memberships_of(mine.user_id) == []
        assert work.offices.person_by_email("a@example.org") is None
        with pytest.raises(Refused, match="office_unknown"):
            work.offices.office(mine.organization_id)


def test_another_office_when_it_guesses_every_id_changes_nothing(database: SqlDatabase) -> None:
    mine = found_office(database, "שלי", "a@example.org")
    other = found_office(database, "אחר", "b@example.org")
    made, started = _filled(database, mine)
    with database.work(mine) as work:
        paper, photo = work.evidence.documents(made.id)[0], work.evidence.images(made.id)[0]
        office = work.offices.office(mine.organization_id)
    with database.work(other) as work:
        attempts: tuple[Callable[[], object], ...] = (
            lambda: work.valuations.save(replace(made, title="נגנב")),
            lambda: work.valuations.save_step(replace(made, title="נגנב"), Step.ANALYSIS),
        )
        for attempt in attempts:
            with pytest.raises(Conflict, match="valuation_changed"):
                attempt()
        refusals: tuple[Callable[[], object], ...] = (
            lambda: work.sessions.save(started),
            lambda: work.sessions.journal(started.session_id, [samples.edit(2)], None),
            lambda: work.evidence.save_document(paper),
            lambda: work.evidence.save_image(photo),
            lambda: work.evidence.remove(photo.id),
        )
        for refused in refusals:
            with pytest.raises(Refused):
                refused()
        with pytest.raises(NotAllowed):
            work.offices.save_office(replace(office, name="נגנב"))
        with pytest.raises(NotAllowed):
            work.offices.save_membership(
                Membership("m", mine.organization_id, other.user_id, mine.role)
            )
        work.commit()
    with database.work(mine) as work:
        back = work.valuations.get(made.id)
        assert back is not None
        assert back.title == made.title
        assert work.evidence.images(made.id) == [photo]
        assert len(work.sessions.edits(started.session_id)) == 1


@pytest.mark.parametrize("kind", ["document", "extraction", "image", "asset", "session"])
def test_a_row_when_it_points_into_another_office_is_refused(
    database: SqlDatabase, kind: str
) -> None:
    mine = found_office(database, "שלי", "a@example.org")
    other = found_office(database, "אחר", "b@example.org")
    made, _ = _filled(database, mine)
    with database.work(mine) as work:
        paper = work.evidence.documents(made.id)[0]
    with database.work(other) as work, pytest.raises(Refused, match="row_missing"):  # noqa: PT012
        if kind == "document":
            work.evidence.add_document(samples.document(other, made.id))
        elif kind == "extraction":
            work.evidence.add_extraction(samples.extraction(other, paper))
        elif kind == "image":
            work.evidence.add_image(samples.image(other, made.id))
        elif kind == "asset":
            work.assets.add(samples.asset(other, made.id))
        else:
            work.sessions.add(samples.session(other, made))
        work.commit()


def test_the_same_id_in_two_offices_when_used_stays_two_rows(database: SqlDatabase) -> None:
    mine = found_office(database, "שלי", "a@example.org")
    other = found_office(database, "אחר", "b@example.org")
    made, _ = _filled(database, mine)
    theirs = replace(made, title="של אחר", created_by_id=other.user_id)
    with database.work(other) as work:
        work.valuations.add(theirs)
        work.commit()
    with database.work(mine) as work:
        standing = work.valuations.get(made.id)
        assert standing is not None
        assert standing.title == made.title


def test_statements_when_run_for_an_actor_all_name_the_office(database: SqlDatabase) -> None:
    mine = found_office(database, "שלי", "a@example.org")
    seen: list[tuple[str, Any]] = []

    def note(*told: Any) -> None:
        seen.append((told[2], told[3]))

    event.listen(database._engine, "before_cursor_execute", note)
    made, started = _filled(database, mine)
    with database.work(mine) as work:
        work.valuations.get(made.id)
        work.valuations.lines(ValuationQuery(words="הזית"))
        work.valuations.count(ValuationQuery())
        work.valuations.references("2026-")
        saved = work.valuations.save(made)
        work.valuations.save_step(saved, Step.EXPORT)
        work.sessions.get(started.session_id)
        work.sessions.active_of(made.id)
        work.sessions.active(mine.user_id)
        work.sessions.save(started)
        work.sessions.edits(started.session_id)
        work.sessions.history(made.id, "client.name")
        work.evidence.documents(made.id)
        for photo in work.evidence.images(made.id):
            work.evidence.save_image(photo)
            work.evidence.remove(photo.id)
        list(work.evidence.hashes())
        work.assets.of(made.id)
        work.trail.lines()
        work.trail.lines(made.id)
        work.trail.broken_at()
        work.commit()
    office_tables = {table.name for table in metadata.sorted_tables if "organization_id" in table.c}
    touched = [told for told in seen if any(f"{name}" in told[0] for name in office_tables)]
    assert len(touched) > 30
    for statement, parameters in touched:
        assert "organization_id" in statement
        given = parameters if isinstance(parameters, list) else [parameters]
        for row in given:
            told = row.values() if isinstance(row, dict) else row
            assert mine.organization_id in told, statement


def test_repositories_when_read_make_no_statement_of_their_own() -> None:
    found = []
    for path in sorted((STORAGE / "repositories").glob("*.py")):
        if path.name in UNSCOPED:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
                found += [f"{path.name}: {name.name}" for name in node.names if name.name in MAKING]
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                by_rows = ast.unparse(node.func.value) == "self._rows"
                if node.func.attr in MAKING and not by_rows:
                    found.append(f"{path.name}:{node.lineno} {ast.unparse(node.func)}")
    assert found == []


def test_a_unit_without_an_actor_when_asked_for_an_offices_rows_has_none(
    database: SqlDatabase,
) -> None:
    with database.work() as work:
        for name in ("valuations", "sessions", "evidence", "assets", "trail"):
            with pytest.raises(AttributeError, match=name):
                getattr(work, name)
