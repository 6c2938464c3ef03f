"""The rows most like a subject are truly the most alike: against scoring every row that fits."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.market.query import Around, MarketQuery, MarketSort
from shamay_desktop.domain.market.rows import MarketRow, RowKind, RowStanding
from shamay_desktop.domain.market.scoring import DEFAULT, Scorer
from shamay_desktop.domain.market.similarity import Subject, Weights
from shamay_desktop.domain.market.traits import traits_of
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.usecases.market.searching import MOST_COUNTED, most_alike
from tests import market_rows
from tests.storage.samples import found_office

ROWS = 700


class FilledMarket:
    """A market of one office; its rows are too many to be shown when a test fails."""

    def __init__(self, database: SqlDatabase, actor: Actor, rows: list[MarketRow]) -> None:
        self.database, self.actor, self.rows = database, actor, rows


@pytest.fixture(scope="module")
def market(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FilledMarket]:
    """A market of one office, made once: nothing below changes it."""
    if request.param == "sqlite":
        place: Path | str = tmp_path_factory.mktemp("market") / "market.sqlite3"
    else:
        server = request.getfixturevalue("server")
        server.run("CREATE DATABASE likeness")
        place = server.url("likeness")
    database = SqlDatabase(place)
    database.upgrade()
    actor = found_office(database, "משרד", "dana@example.org")
    rows = [*market_rows.rows(ROWS, "s1"), *_odd_rows()]
    with database.work(actor) as work:
        work.market.add_source(market_rows.source("s1", actor.user_id))
        work.market.add_rows(rows)
        work.commit()
    _fill_another_office(database)
    yield FilledMarket(database, actor, rows)
    database.close()


def _fill_another_office(database: SqlDatabase) -> None:
    """Its rows are as like, and some have the same ids."""
    other = found_office(database, "אחר", "b@example.org")
    theirs = [
        *market_rows.rows(200, "s1"),
        *(replace(row, id=f"theirs{row.id}") for row in market_rows.rows(200, "s1", seed=9)),
    ]
    with database.work(other) as work:
        work.market.add_source(market_rows.source("s1", other.user_id))
        work.market.add_rows(theirs)
        work.commit()


def _odd_rows() -> Iterator[MarketRow]:
    """Rows that tell little, in every combination of what a place may tell."""
    dice = random.Random(11)
    like = list(market_rows.rows(200, "s1", seed=6))
    for n, row in enumerate(like):
        gone: dict[str, Any] = {
            name: empty
            for name, empty in (
                ("gush", ""), ("city", ""), ("street", ""), ("house_number", ""), ("helka", ""),
                ("neighborhood", ""), ("area", Decimal(0)), ("rooms", None), ("date", None),
                ("floor_number", None), ("year_built", None), ("asset_kind", ""),
            )
            if dice.randrange(3) == 0
        }  # fmt: skip
        if dice.randrange(2):
            gone |= {"east": None, "north": None}
        if n % 40 == 0:
            gone["area"] = Decimal(9 * 10**14)  # absurd, and near what a column holds
        odd = replace(row, id=f"odd{n:04d}", **gone)
        yield odd
        if n % 5 == 0:
            yield replace(odd, id=f"tie{n:04d}")


def subjects() -> st.SearchStrategy[Subject]:
    """Subjects near some row, each fact known or not."""
    known = st.lists(st.booleans(), min_size=14, max_size=14)
    rows = list(market_rows.rows(40, "s1", seed=9, odd=False))
    names = (
        "day", "gush", "helka", "city", "neighborhood", "street", "house_number", "area", "rooms",
        "floor_number", "year_built", "east", "north", "asset_kind",
    )  # fmt: skip

    def made(row: MarketRow, kept: list[bool]) -> Subject:
        empty = Subject()
        whole = market_rows.subject_near(row)
        lost = {
            name: getattr(empty, name) for name, keep in zip(names, kept, strict=True) if not keep
        }
        return replace(whole, **lost)

    return st.builds(made, st.sampled_from(rows), known | st.just([True] * 14))


WEIGHTS = st.just(DEFAULT) | st.dictionaries(
    st.sampled_from(sorted(DEFAULT)),
    st.decimals("0.5", 50, places=1, allow_nan=False),
    min_size=1,
)
QUERIES = st.sampled_from(
    [
        MarketQuery(),
        MarketQuery(kind=RowKind.RENT),
        MarketQuery(city="אלון הגליל"),
        MarketQuery(words="הגפן"),
        MarketQuery(area_from=Decimal(60), area_to=Decimal(120), since=date(2021, 1, 1)),
        MarketQuery(around=Around(Decimal(205000), Decimal(760000), 1500)),
        MarketQuery(gush=frozenset(str(6000 + n) for n in range(300))),
        MarketQuery(with_twins=True, rooms_from=Decimal(3)),
        MarketQuery(city="אין עיר כזאת"),
    ]
)


@pytest.mark.parametrize("market", ["sqlite", "postgresql"], indirect=True)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    subject=subjects(),
    weights=WEIGHTS,
    query=QUERIES,
    wanted=st.sampled_from([1, 5, 20, 2000]),
    fit=st.sampled_from([None, MOST_COUNTED]),
)
def test_the_most_alike_when_asked_for_are_those_of_scoring_every_row_that_fits(
    market: FilledMarket,
    subject: Subject,
    weights: Weights,
    query: MarketQuery,
    wanted: int,
    fit: int | None,
) -> None:
    """Both ways: all that fit scored, and (as of more than are counted) by the reaches."""
    database, actor, rows = market.database, market.actor, market.rows
    scorer = Scorer(subject, weights)
    likely = replace(query, sort=MarketSort.LIKENESS)
    with database.work(actor) as work:
        best = [traits.id for traits in most_alike(work.market, likely, scorer, wanted, fit)]
        fitting = {row.id for row in work.market.rows(replace(query, limit=5000))}
    ranked = sorted(
        (scorer.loss(traits), -(traits.day or 0), traits.id)
        for traits in map(traits_of, rows)
        if traits.id in fitting
    )
    assert best == [row_id for *_, row_id in ranked[:wanted]]


@pytest.mark.parametrize("market", ["sqlite", "postgresql"], indirect=True)
def test_the_whole_market_when_it_fits_is_what_was_put_in(
    market: FilledMarket,
) -> None:
    """What the property above compares with is itself right."""
    database, actor, rows = market.database, market.actor, market.rows
    with database.work(actor) as work:
        found = {row.id for row in work.market.rows(MarketQuery(limit=5000))}
    assert found == {
        row.id for row in rows if row.kind is RowKind.SALE and row.standing is RowStanding.ACTIVE
    }
