"""Searching: most alike first, recorded for a case, saved for a person or the office."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.errors import Conflict, NotAllowed, Refused, WorldFailed
from shamay_desktop.domain.market.query import MarketQuery, MarketSort, SavedSearch
from shamay_desktop.domain.market.rows import MarketRow
from shamay_desktop.domain.market.scoring import weights_json
from shamay_desktop.domain.market.similarity import Subject
from shamay_desktop.storage.engine import open_sqlite, sqlite_path
from shamay_desktop.storage.repositories.market_searches import SqlMarketSearches
from shamay_desktop.usecases.market.searching import (
    like,
    record,
    remove_search,
    runs_of,
    save_search,
    saved_searches,
    search,
)
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case
from tests import market_rows

LIKE = MarketQuery(sort=MarketSort.LIKENESS, limit=5)


@pytest.fixture
def rows(services: Services, actor: Actor) -> list[MarketRow]:
    """A small market."""
    made = list(market_rows.rows(300, "s1", placed=100))
    with services.database.work(actor) as work:
        work.market.add_source(market_rows.source("s1", actor.user_id))
        work.market.add_rows(made)
        work.commit()
    return made


def test_a_search_when_relative_to_a_subject_returns_the_likest_first_with_their_parts(
    services: Services, actor: Actor, rows: list[MarketRow]
) -> None:
    subject = market_rows.subject_near(rows[8])
    found = search(services, actor, LIKE, subject=subject)
    scores = [hit.similarity.score for hit in found.hits if hit.similarity is not None]
    assert len(scores) == 5
    assert scores == sorted(scores, reverse=True)
    assert found.hits[0].row.id == rows[8].id
    assert found.run is None
    first = found.hits[0].similarity
    assert first is not None
    parts = {part.name: part for part in first.parts}
    assert (parts["place"].mine, parts["place"].theirs) == ("distance", "47")
    assert parts["rooms"].likeness == 1
    second = search(services, actor, replace(LIKE, limit=2, offset=2), subject=subject)
    assert [hit.row.id for hit in second.hits] == [hit.row.id for hit in found.hits[2:4]]


def test_a_search_when_likeness_is_asked_without_a_subject_goes_by_date(
    services: Services, actor: Actor, rows: list[MarketRow]
) -> None:
    found = search(services, actor, LIKE)
    days = [hit.row.date or date.min for hit in found.hits]
    assert days == sorted(days, reverse=True)
    assert all(hit.similarity is None for hit in found.hits)


def test_a_search_when_the_office_weighs_otherwise_ranks_otherwise(
    services: Services, actor: Actor, rows: list[MarketRow]
) -> None:
    subject = Subject(area=Decimal(100), day=date(2020, 1, 1))
    with services.database.work(actor) as work:
        office = work.offices.office(actor.organization_id)
        weights = weights_json({"area": Decimal(1)})
        work.offices.save_office(replace(office, practice={"similarity": weights}))
        work.commit()
    found = search(services, actor, LIKE, subject=subject)
    away = [abs((hit.row.area or Decimal(0)) - 100) for hit in found.hits]
    best = sorted(
        abs((row.area or Decimal(0)) - 100)
        for row in rows
        if row.kind == "sale" and row.standing == "active"
    )
    # Thousandths of likeness: 50 square centimetres of 100 m² are one.
    assert max(away) - best[4] < Decimal("0.05")
    assert [part.name for part in found.hits[0].similarity.parts] == ["area"]  # type: ignore[union-attr]


def test_a_search_when_made_for_a_case_is_recorded_with_what_it_returned(
    services: Services, actor: Actor, rows: list[MarketRow]
) -> None:
    case = create_case(services, actor).valuation
    subject = market_rows.subject_near(rows[8])
    saved = save_search(services, actor, SavedSearch("", "דומות", LIKE, user_id=actor.user_id))
    found = search(services, actor, LIKE, subject=subject, valuation_id=case.id, saved=saved.id)
    query = replace(LIKE, sort=MarketSort.DATE, city="אלון הגליל", area_from=Decimal("80.5"))
    later = search(services, actor, query, valuation_id=case.id)
    runs = runs_of(services, actor, case.id)
    assert sorted(run.id for run in runs) == sorted([found.run.id, later.run.id])  # type: ignore[union-attr]
    kept = next(run for run in runs if run.id == found.run.id)  # type: ignore[union-attr]
    assert kept == found.run
    assert kept.returned == tuple(hit.row.id for hit in found.hits)
    assert (kept.searched_by, kept.saved_search_id) == (actor.user_id, saved.id)
    assert next(run for run in runs if run.id == later.run.id).query == query  # type: ignore[union-attr]
    with pytest.raises(Refused, match="case_unknown"):
        search(services, actor, LIKE, valuation_id="none")
    with pytest.raises(Refused, match="case_unknown"):
        runs_of(services, actor, "none")


def test_a_search_when_its_record_cannot_be_written_gives_back_what_it_found(
    services: Services, actor: Actor, rows: list[MarketRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_told: object) -> None:
        raise WorldFailed("disk_full")

    case = create_case(services, actor).valuation
    subject = market_rows.subject_near(rows[8])
    monkeypatch.setattr(SqlMarketSearches, "add_run", full)
    found = search(services, actor, LIKE, subject=subject, valuation_id=case.id)
    assert [hit.row.id for hit in found.hits] == [
        hit.row.id for hit in search(services, actor, LIKE, subject=subject).hits
    ]
    assert found.run is None
    assert found.unrecorded is not None
    assert found.unrecorded.code == "disk_full"
    assert runs_of(services, actor, case.id) == ()


def test_a_search_when_another_process_holds_the_database_gives_back_what_it_found(
    services: Services, actor: Actor, rows: list[MarketRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = create_case(services, actor).valuation
    engine = services.database._engine  # type: ignore[attr-defined]
    path = sqlite_path(engine.url)
    assert path is not None
    event.listen(
        engine,
        "begin",
        lambda made: made.connection.driver_connection.execute("PRAGMA busy_timeout=50"),
        insert=True,
    )
    with closing(open_sqlite(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        found = search(services, actor, MarketQuery(), valuation_id=case.id)
        other.execute("ROLLBACK")
    assert found.hits
    assert found.unrecorded is not None
    again = record(services, actor, MarketQuery(), found, valuation_id=case.id)
    assert again.unrecorded is None
    assert [run.id for run in runs_of(services, actor, case.id)] == [again.run.id]  # type: ignore[union-attr]


def test_a_search_when_it_has_anothers_id_or_a_taken_name_is_not_written_over(
    services: Services, actor: Actor
) -> None:
    mine = save_search(services, actor, SavedSearch("", "שלי", LIKE, (), actor.user_id))
    second = save_search(services, actor, SavedSearch("", "שנייה", LIKE, (), actor.user_id))
    partner = replace(actor, user_id="other", role=Role.APPRAISER)
    with pytest.raises(Refused, match="search_unknown"):
        save_search(services, partner, SavedSearch(mine.id, "נלקח", MarketQuery(), (), "other"))
    with (
        services.database.work(partner) as work,
        pytest.raises(Conflict, match="search_of_other"),
    ):
        work.market.save_search(replace(mine, name="נלקח", user_id="other"))
    with pytest.raises(Refused, match="search_name_taken"):
        save_search(services, actor, replace(second, name="שלי"))
    renamed = save_search(services, actor, replace(second, name="שלישית"))
    assert saved_searches(services, actor) == (mine, renamed)
    assert renamed.id == second.id


def test_a_client_when_searching_is_not_allowed(services: Services, actor: Actor) -> None:
    client = replace(actor, role=Role.CLIENT_VIEWER)
    for attempt in (
        lambda: search(services, client, MarketQuery()),
        lambda: saved_searches(services, client),
        lambda: runs_of(services, client, "x"),
        lambda: like(services, client, "x"),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_searches_when_saved_are_a_persons_own_or_the_offices(
    services: Services, actor: Actor
) -> None:
    relative = (("area_percent", "20"), ("months", "24"))
    own = save_search(services, actor, SavedSearch("", " שלי ", LIKE, relative, actor.user_id))
    shared = save_search(services, actor, SavedSearch("", "של כולם", MarketQuery()))
    assert (own.name, own.relative) == ("שלי", relative)
    assert saved_searches(services, actor) == (own, shared)
    again = save_search(
        services, actor, replace(own, id="", name="שלי", query=MarketQuery(city="חיפה"))
    )
    assert (again.id, again.position) == (own.id, own.position)
    partner = replace(actor, user_id="other", role=Role.APPRAISER)
    assert saved_searches(services, partner) == (shared,)
    with pytest.raises(NotAllowed):
        save_search(services, partner, SavedSearch("", "של כולם 2", LIKE))
    with pytest.raises(NotAllowed):
        remove_search(services, partner, shared.id)
    with pytest.raises(Refused, match="search_unknown"):
        remove_search(services, partner, own.id)
    with pytest.raises(Refused, match="search_name_missing"):
        save_search(services, actor, replace(own, name="  "))
    remove_search(services, actor, own.id)
    assert saved_searches(services, actor) == (shared,)


def test_a_subject_when_named_by_id_is_a_case_or_a_row(
    services: Services, actor: Actor, rows: list[MarketRow]
) -> None:
    case = create_case(services, actor).valuation
    assert like(services, actor, case.id).valuation_id == case.id
    told = like(services, actor, rows[3].id)
    assert (told.valuation_id, told.subject.gush) == (None, rows[3].gush)
    with pytest.raises(Refused, match="comparable_unknown"):
        like(services, actor, "none")
