"""Every statement of the finder and of the market's page is led by an index."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.market.query import Around, MarketQuery, MarketSort
from shamay_desktop.domain.market.rows import RowKind, RowStanding
from shamay_desktop.domain.market.scoring import Scorer
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.storage.engine import open_sqlite
from shamay_desktop.storage.repositories import market_known
from shamay_desktop.usecases.market.searching import MOST_COUNTED, most_alike
from shamay_desktop.usecases.market_ports import Market
from tests import market_rows
from tests.storage.samples import found_office

AROUND = Around(Decimal(184120), Decimal(664310), 500)
QUERIES = {
    "all": MarketQuery(),
    "rents": MarketQuery(kind=RowKind.RENT),
    "apart": MarketQuery(standing=RowStanding.QUARANTINED),
    "words": MarketQuery(words="הזית 3"),
    "around": MarketQuery(around=AROUND),
    "city": MarketQuery(city="אלון הגליל"),
    "street": MarketQuery(street="הגפן"),
    "boulevard": MarketQuery(street="שדרות הים", city="אלון הגליל"),
    "quarter": MarketQuery(neighborhood="רובע 3"),
    "blocks": MarketQuery(gush=frozenset({"6631", "6632"})),
    "range": MarketQuery(gush_from=6600, gush_to=6700),
    "parcel": MarketQuery(gush=frozenset({"6631"}), helka="15"),
    "area": MarketQuery(area_from=Decimal(80), area_to=Decimal(85)),
    "wide": MarketQuery(area_from=Decimal(60), area_to=Decimal(120)),
    "rooms": MarketQuery(rooms_from=Decimal(3), rooms_to=Decimal(4)),
    "floor": MarketQuery(floor_from=1, floor_to=3),
    "year": MarketQuery(year_from=1990, year_to=2000),
    "months": MarketQuery(since=date(2025, 1, 1), until=date(2026, 1, 1)),
    "source": MarketQuery(sources=frozenset({"s1"}), with_twins=True),
    "kind": MarketQuery(asset_kinds=frozenset({"דירה"})),
    "evidence": MarketQuery(evidence=frozenset({"deal"})),
    "by price": MarketQuery(sort=MarketSort.PRICE),
}


class Watched:
    """A market on SQLite whose reading statements are kept with their values."""

    def __init__(self, path: Path, database: SqlDatabase, actor: Actor) -> None:
        self.path, self.database, self.actor = path, database, actor
        self.seen: list[tuple[str, Any]] = []
        event.listen(
            database._engine,
            "before_cursor_execute",
            lambda *told: self.seen.append((told[2], told[3])),
        )

    def plans(self, do: Callable[[Market], object]) -> list[str]:
        """The plan's lines of all that was read of the rows meanwhile."""
        self.seen.clear()
        with self.database.work(self.actor) as work:
            do(work.market)
        read = [told for told in self.seen if "comparables" in told[0] and "SELECT" in told[0]]
        assert read
        with closing(open_sqlite(self.path, read_only=True)) as bare:
            return [
                line[3]
                for statement, given in read
                for line in bare.execute(f"EXPLAIN QUERY PLAN {statement}", given)
            ]


@pytest.fixture
def watched(sqlite_file: Path, opened: Callable[..., SqlDatabase]) -> Watched:
    database = opened(sqlite_file)
    actor = found_office(database, "משרד", "dana@example.org")
    with database.work(actor) as work:
        work.market.add_source(market_rows.source("s1", actor.user_id))
        work.market.add_rows(market_rows.rows(200, "s1"))
        work.commit()
    return Watched(sqlite_file, database, actor)


def whole_scans(plan: list[str]) -> list[str]:
    """Lines that go through all rows: SEARCH is a look into an index.

    By their numbers the last row alone is read.
    """
    return [
        line
        for line in plan
        if line.startswith("SCAN comparables") and "uq_comparables_n" not in line
    ]


@pytest.mark.parametrize("name", QUERIES)
def test_a_search_when_planned_goes_through_no_whole_table(watched: Watched, name: str) -> None:
    query = QUERIES[name]

    def asked(market: Market) -> None:
        market.count(query, MOST_COUNTED)
        market.rows(query)

    assert whole_scans(watched.plans(asked)) == []


@pytest.mark.parametrize("placed", [True, False])
@pytest.mark.parametrize("name", QUERIES)
def test_the_most_alike_when_planned_go_through_no_whole_table(
    watched: Watched, name: str, placed: bool
) -> None:
    row = market_rows.full_row("a", "s1")
    subject = market_rows.subject_near(row, placed=placed)
    query = replace(QUERIES[name], sort=MarketSort.LIKENESS)
    scorer = Scorer(subject)

    def near(market: Market) -> None:
        for thousandths in (118, 200, 300):
            market.within(query, scorer.reaches(scorer.most * thousandths // 1000))

    assert whole_scans(watched.plans(near)) == []
    few = watched.plans(lambda market: most_alike(market, query, scorer, 5))
    assert whole_scans(few) == []


def test_the_page_when_planned_counts_and_names_by_indexes(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(market_known, "SAMPLE", 20)

    def page(market: Market) -> None:
        market.sources()
        market.counts()
        for column in ("city", "street", "neighborhood"):
            market.known_values(column)
        market.row("a")
        market.told_already([("6631", "15", "13", date(2026, 3, 9))])
        market.twins_of(["a"])

    assert whole_scans(watched.plans(page)) == []


def test_kinds_when_asked_for_go_through_the_file_once_in_its_order(watched: Watched) -> None:
    """No index has them, and none may be left out; rows are shown before they are asked for."""
    plan = watched.plans(lambda market: market.known_values("asset_kind"))
    assert whole_scans(plan) == ["SCAN comparables"]
