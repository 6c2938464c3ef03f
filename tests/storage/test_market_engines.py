"""The same market on SQLite and on PostgreSQL answers every search with the same rows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.market.query import Around, MarketQuery, MarketSort
from shamay_desktop.domain.market.rows import MarketRow
from shamay_desktop.domain.market.scoring import Scorer
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.usecases.market.searching import MOST_COUNTED, most_alike
from tests import market_rows
from tests.storage.samples import found_office

Filled = tuple[SqlDatabase, Actor]


@pytest.fixture
def both(
    sqlite_file: Path, postgresql_url: str, opened: Callable[..., SqlDatabase]
) -> list[Filled]:
    """Both engines with the same rows."""
    made: list[Filled] = []
    for place in (sqlite_file, postgresql_url):
        database = opened(place)
        actor = found_office(database, "משרד", "dana@example.org")
        with database.work(actor) as work:
            work.market.add_source(market_rows.source("s1", actor.user_id))
            work.market.add_rows([*market_rows.rows(300, "s1"), *_spelled()])
            work.commit()
        made.append((database, actor))
    return made


def _spelled() -> list[MarketRow]:
    """Parcels that hold each other's numbers, and one street in every spelling."""
    row = market_rows.full_row("row", "s1", neighborhood="", other={})
    parcels = [
        replace(row, id=f"p{gush}-{helka}", gush=gush, helka=helka)
        for gush, helka in (("188", "88"), ("88", "188"), ("8", "8"), ("18888", "8"), ("88", "88"))
    ]
    streets = (
        "שד' ח\"ן", "שדרות ח״ן", "שדרות חן", "\u200fשדרות חן\u200e", "רחוב חן", "חנה", "ויצמן",
        "בן-גוריון", "בן גוריון", "הרמב\"ם", "רמבם", "חֵן", "St. Chen", "ם",
    )  # fmt: skip
    spelled = [
        replace(row, id=f"s{n:02d}", gush="7000", street=street, address=f"{street} {n}, עיר")
        for n, street in enumerate(streets)
    ]
    return [*parcels, *spelled]


QUERIES = [
    MarketQuery(),
    *(MarketQuery(gush=frozenset({gush})) for gush in ("88", "188", "8", "088", "888")),
    *(MarketQuery(helka=helka) for helka in ("88", "188", "8", "08")),
    MarketQuery(gush=frozenset({"88", "8"}), helka="88"),
    MarketQuery(gush_from=80, gush_to=200),
    *(
        MarketQuery(street=street)
        for street in (
            "חן", "שדרות חן", "שד' ח\"ן", "\u200fחן\u200e", "רח' חן", "ח״ן", "בן גוריון",
            "בן־גוריון", "רמב״ם", "הרמבם", "ם", "מ", "chen", "שדרות", "%", "_",
        )
    ),
    *(
        MarketQuery(words=words)
        for words in (
            "חן", "ח", "ויצ", "וי", "ויצמנ", "בן-גור", "גוריון בן", "רמב\"ם", "\u200eחן\u200f עיר",
            "חֵן", "חן'", "ם", "מ", "הגפן 3", "7000", "'' | &", "!חן", "חן:*", "\\",
        )
    ),
    MarketQuery(around=Around(Decimal(205000), Decimal(760000), 1800)),
    MarketQuery(around=Around(Decimal("184120.25"), Decimal("664310.5"), 0)),
    MarketQuery(city="אלון הגליל", rooms_from=Decimal(3), rooms_to=Decimal(4)),
    MarketQuery(neighborhood="רובע 3", floor_from=1, floor_to=4),
    MarketQuery(area_from=Decimal(80), area_to=Decimal(88), since=date(2020, 1, 1)),
    MarketQuery(year_from=1990, evidence=frozenset({"deal"}), with_twins=True),
    MarketQuery(price_from=Decimal(1000000), per_sqm_to=Decimal(20000)),
    MarketQuery(asset_kinds=frozenset({"דירת גן", "דירה"})),
]  # fmt: skip


def test_searches_when_asked_of_both_engines_find_the_same(both: list[Filled]) -> None:
    for query in QUERIES:
        for sort in (MarketSort.DATE, MarketSort.PARCEL, MarketSort.PRICE_PER_SQM):
            found = [_found(each, replace(query, sort=sort, limit=1000)) for each in both]
            assert found[0] == found[1], query
    assert _found(both[1], MarketQuery(gush=frozenset({"88"}))) == ["p88-88", "p88-188"]
    assert sorted(_found(both[1], MarketQuery(helka="88", gush_from=1, gush_to=999))) == [
        "p188-88", "p88-88",
    ]  # fmt: skip
    spelled = _found(both[1], MarketQuery(street="שדרות ח״ן"))
    assert sorted(spelled) == ["s00", "s01", "s02", "s03"]


def test_the_most_alike_when_asked_of_both_engines_are_the_same(both: list[Filled]) -> None:
    for row in market_rows.rows(12, "s1", seed=9, odd=False):
        for placed in (True, False):
            scorer = Scorer(market_rows.subject_near(row, placed=placed))
            found = []
            for database, actor in both:
                with database.work(actor) as work:
                    best = most_alike(work.market, MarketQuery(), scorer, 20, MOST_COUNTED)
                    found.append([each.id for each in best])
            assert found[0] == found[1]
            assert len(found[0]) == 20


def test_what_is_known_when_asked_of_both_engines_is_the_same(both: list[Filled]) -> None:
    told = []
    for database, actor in both:
        with database.work(actor) as work:
            market = work.market
            cities = sorted(market.known_values("city"))
            begun = market.known_values("street", "הגפ")
            told.append((cities, list(begun), market.counts(), market.count(MarketQuery())))
    assert told[0] == told[1]


def _found(filled: Filled, query: MarketQuery) -> list[str]:
    database, actor = filled
    with database.work(actor) as work:
        whole = [row.id for row in work.market.rows(query)]
        assert [row.id for row in work.market.each_row(query)] == whole
        assert work.market.count(query) == len(whole)
    return whole
