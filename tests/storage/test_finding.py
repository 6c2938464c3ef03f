"""What the list finds, in which order and how many: the same as a plain filter over all cases."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, insert

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.records import (
    CaseFilter,
    Shelf,
    SortKey,
    Status,
    ValuationLine,
    ValuationQuery,
)
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.storage.mapping.search import folded
from shamay_desktop.storage.mapping.valuations import CaseEncoder, row_of
from shamay_desktop.storage.repositories import finding
from shamay_desktop.storage.tables import valuations
from shamay_desktop.storage.tables.valuations import LIST_INDEXES
from tests.storage import samples
from tests.storage.samples import NOON, found_office

STREETS = ("הזית", "שד' בן־גוריון", "Herzl", "50% _off", "ז'בוטינסקי", "אח״י דקר", "")
CITIES = ("חיפה", "תל־אביב", "Haifa", "")
CLIENTS = ("רבקה אלמוג", "בנק הדוגמה בע״מ", "ACME Ltd", "acme", "")
VALUES = (None, "950000", "1000000.00", "1000000", "12000000", "0.10")
WORDS = (
    "", "ה", "ז", "הז", "הזית", "חיפ", "בן-גוריון", 'אח"י', "acme", "AC", "50%", "_", "%", "6109",
    "6109/1", "2026-00", "אין כזה", "הזית חיפה", "a", "'", "\\", "1 2",
)  # fmt: skip


class Office:
    """Made once a database: cases with everything that finds, filters and sorts them."""

    def __init__(self, database: SqlDatabase) -> None:
        self.database = database
        self.actor = found_office(database, "משרד", "dana@example.org")
        self.rows = list(_rows(self.actor))
        with database._engine.begin() as connection:
            connection.execute(insert(valuations), self.rows)

    def expected(self, query: ValuationQuery) -> list[str]:
        """Ids in order, by a filter that knows no index."""
        kept = [row for row in self.rows if _fits(row, query)]
        kept = [
            row for row in kept if not query.statuses or Status(row["status"]) in query.statuses
        ]
        kept.sort(key=lambda row: (_key(row, query.sort), row["id"]), reverse=query.descending)
        kept.sort(key=lambda row: _blank(row, query.sort))
        return [row["id"] for row in kept]


def _rows(actor: Actor) -> Any:
    chance = random.Random(7)
    encoder = CaseEncoder()
    for number in range(160):
        street, city = chance.choice(STREETS), chance.choice(CITIES)
        made = samples.valuation(
            actor, address__street=street, address__city=city, client__name=chance.choice(CLIENTS),
            parcel__gush=chance.choice(("6109", "7245", "999", "")),
            parcel__helka=chance.choice(("1", "12", "123")),
            report__reference=f"2026-{chance.randint(1, 40):04d}",
            report__purpose=chance.choice(("collateral", "court", "market_value")),
            report__kind=chance.choice(("full", "review")),
        )  # fmt: skip
        value = chance.choice(VALUES)
        made = replace(
            made,
            status=chance.choice(list(Status)),
            final_valuation=None if value is None else Decimal(value),
            archived_at=chance.choice((None, None, NOON)),
            deleted_at=chance.choice((None, None, None, NOON)),
        )
        yield {
            **row_of(made, encoder),
            "organization_id": actor.organization_id,
            "id": f"{chance.randint(0, 9999):04d}-{number}",
            "created_by_id": actor.user_id,
            "version": 0,
            "created_at": NOON,
            "updated_at": NOON + timedelta(hours=chance.randint(-900, 900)),
        }


def _fits(row: dict[str, Any], query: ValuationQuery) -> bool:
    shelf = (
        Shelf.TRASH if row["deleted_at"] is not None
        else Shelf.DESK if row["archived_at"] is None else Shelf.ARCHIVE
    )  # fmt: skip
    narrowed, value = query.narrowed, row["final_valuation"]
    local = row["updated_at"].astimezone().date()
    return (
        shelf is query.shelf
        and all(word in row["search_text"] for word in folded(query.words).split())
        and (not narrowed.city or row["city"] == narrowed.city)
        and (not narrowed.purposes or row["purpose"] in narrowed.purposes)
        and (not narrowed.kinds or row["report_kind"] in narrowed.kinds)
        and (narrowed.since is None or local >= narrowed.since)
        and (narrowed.until is None or local <= narrowed.until)
        and (narrowed.value_from is None or (value is not None and value >= narrowed.value_from))
        and (narrowed.value_to is None or (value is not None and value <= narrowed.value_to))
        and (narrowed.created_by_id is None or row["created_by_id"] == narrowed.created_by_id)
    )


def _blank(row: dict[str, Any], sort: SortKey) -> bool:
    columns = {
        SortKey.ADDRESS: "address_full", SortKey.CLIENT: "client", SortKey.PARCEL: "block",
        SortKey.REFERENCE: "reference", SortKey.VALUE: "final_valuation",
    }  # fmt: skip
    return sort in columns and row[columns[sort]] in (None, "")


def _key(row: dict[str, Any], sort: SortKey) -> Any:
    match sort:
        case SortKey.UPDATED:
            return row["updated_at"]
        case SortKey.STATUS:
            return list(Status).index(Status(row["status"])), row["updated_at"]
        case SortKey.VALUE:
            return row["final_valuation"] or Decimal(0)
        case SortKey.PARCEL:
            parts = (row["block"], row["parcel"], row["subparcel"])
            return [part for each in parts for part in (len(each), each)]
        case _:
            name = {SortKey.ADDRESS: "address_full"}.get(sort, sort.value)
            # ASCII alone changes its case here, as in both engines.
            return "".join(letter.lower() if letter.isascii() else letter for letter in row[name])


def _queries() -> st.SearchStrategy[ValuationQuery]:
    days = st.one_of(st.none(), st.dates(date(2026, 9, 25), date(2026, 12, 9)))
    amounts = st.one_of(st.none(), st.sampled_from([Decimal(each) for each in VALUES if each]))
    narrowed = st.builds(
        CaseFilter,
        city=st.sampled_from(("", "", "חיפה", "Haifa", "no such city")),
        purposes=st.frozensets(st.sampled_from(("collateral", "court")), max_size=2),
        kinds=st.frozensets(st.sampled_from(("full", "review")), max_size=1),
        since=days, until=days, value_from=amounts, value_to=amounts,
    )  # fmt: skip
    return st.builds(
        ValuationQuery,
        words=st.sampled_from(WORDS) | st.text(max_size=3),
        statuses=st.frozensets(st.sampled_from(list(Status)), max_size=2),
        limit=st.sampled_from((1, 7, 200)),
        offset=st.sampled_from((0, 0, 3, 500)),
        shelf=st.sampled_from(list(Shelf)),
        narrowed=st.one_of(st.just(CaseFilter()), narrowed),
        sort=st.sampled_from(list(SortKey)),
        descending=st.booleans(),
    )


def _beside(
    query: ValuationQuery, expected: list[str], window: list[str]
) -> Iterator[ValuationQuery]:
    """The same window, named by the cases around it; its own place says nothing true."""
    end = query.offset + len(window)
    if window and query.offset:
        yield replace(query, after=expected[query.offset - 1], offset=7_000)
    if window and end < len(expected):
        yield replace(query, before=expected[end], offset=7_000, limit=len(window))


def test_any_question_when_asked_finds_what_a_plain_filter_finds_in_its_order(
    database: SqlDatabase,
) -> None:
    office = Office(database)

    @settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
    @given(_queries())
    def asked(query: ValuationQuery) -> None:
        query = replace(query, words=query.words.replace("\0", " "))
        expected = office.expected(query)
        window = expected[query.offset : query.offset + query.limit]
        with database.work(office.actor) as work:
            lines, known = work.valuations.window(query)
            assert [line.id for line in lines] == window
            assert [line.id for line in work.valuations.lines(query)] == window
            assert work.valuations.count(query) == len(expected)
            counts = work.valuations.counts(query)
            assert known in (None, counts)
            for beside in _beside(query, expected, window):
                assert [line.id for line in work.valuations.lines(beside)] == window
        fitting = [row for row in office.rows if _fits(row, query)]
        counted = Counter(Status(row["status"]) for row in fitting)
        assert counts == {status: counted[status] for status in Status}

    asked()


@pytest.mark.parametrize("sort", list(SortKey))
@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("deep", [1, 2000])
def test_windows_when_joined_are_the_whole_list_without_gap_or_doubling(
    database: SqlDatabase,
    sort: SortKey,
    descending: bool,
    deep: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(finding, "_DEEP", deep)
    monkeypatch.setattr(finding, "_FAR", deep)
    office = Office(database)
    query = ValuationQuery(sort=sort, descending=descending, limit=13)
    joined: list[ValuationLine] = []
    with database.work(office.actor) as work:
        for offset in range(0, len(office.rows), 13):
            joined += work.valuations.lines(replace(query, offset=offset))
    assert [line.id for line in joined] == office.expected(query)


@pytest.mark.parametrize("sort", list(SortKey))
@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("words", ["", "הז"])
def test_windows_when_each_is_found_beside_the_last_are_the_whole_list_in_both_directions(
    database: SqlDatabase, sort: SortKey, descending: bool, words: str
) -> None:
    office = Office(database)
    query = ValuationQuery(words, sort=sort, descending=descending, limit=13)
    expected = office.expected(query)
    forth: list[str] = []
    back: list[str] = []
    with database.work(office.actor) as work:
        while len(forth) < len(expected):
            beside = replace(query, after=forth[-1] if forth else "")
            forth += [line.id for line in work.valuations.lines(beside)]
            start = max(len(expected) - len(back) - 13, 0)
            limit = len(expected) - len(back) - start
            beside = replace(query, offset=start, limit=limit, before=back[0] if back else "")
            back = [line.id for line in work.valuations.lines(beside)] + back
            assert len(back) == len(forth)
    assert forth == back == expected


def test_a_window_when_the_case_beside_it_is_gone_is_found_by_its_number(
    database: SqlDatabase,
) -> None:
    office = Office(database)
    query = ValuationQuery(limit=5, offset=10, after="gone for good")
    with database.work(office.actor) as work:
        found = [line.id for line in work.valuations.lines(query)]
    assert found == office.expected(query)[10:15]


def test_a_window_when_the_list_beside_it_became_another_is_found_by_its_number(
    database: SqlDatabase,
) -> None:
    office = Office(database)
    query = ValuationQuery(limit=5, offset=10)
    expected = office.expected(query)
    with database.work(office.actor) as work:
        for beside in (replace(query, after=expected[-1]), replace(query, before=expected[3])):
            assert [line.id for line in work.valuations.lines(beside)] == expected[10:15]


def test_a_local_day_when_a_bound_takes_in_its_first_and_last_moment(database: SqlDatabase) -> None:
    actor = found_office(database, "משרד", "dana@example.org")
    day = date(2026, 10, 25)  # clocks change in Israel on this day
    first = datetime.combine(day, time.min).astimezone()
    last = datetime.combine(day + timedelta(days=1), time.min).astimezone()
    moments = {"before": first - timedelta(microseconds=1), "first": first,
               "last": last - timedelta(microseconds=1), "after": last}  # fmt: skip
    base = row_of(samples.valuation(actor), CaseEncoder())
    with database._engine.begin() as connection:
        connection.execute(insert(valuations), [
            {**base, "organization_id": actor.organization_id, "id": name, "version": 0,
             "created_by_id": actor.user_id, "created_at": NOON, "updated_at": moment}
            for name, moment in moments.items()
        ])  # fmt: skip
    query = ValuationQuery(narrowed=CaseFilter(since=day, until=day), descending=False)
    with database.work(actor) as work:
        assert [line.id for line in work.valuations.lines(query)] == ["first", "last"]


def test_the_list_when_asked_on_sqlite_walks_its_own_indexes_alone(
    sqlite_file: Path, opened: Callable[[Path], SqlDatabase]
) -> None:
    database = opened(sqlite_file)
    office = Office(database)
    seen: list[tuple[str, Any]] = []
    event.listen(database._engine, "before_cursor_execute", lambda *told: seen.append(told[2:4]))
    narrowed = CaseFilter(city="חיפה", value_from=Decimal(1), created_by_id=office.actor.user_id)
    with database.work(office.actor) as work:
        for sort in SortKey:
            for words in ("", "הזית 12"):
                work.valuations.window(ValuationQuery(words, sort=sort, narrowed=narrowed))
                work.valuations.counts(ValuationQuery(words, frozenset({Status.READY})))
                lines = work.valuations.lines(ValuationQuery(words, sort=sort))
                work.valuations.lines(ValuationQuery(words, sort=sort, after=lines[0].id))
        work.valuations.shelves()
        work.valuations.cities()
    asked = [told for told in seen if "FROM valuations" in told[0] and "JOIN" not in told[0]]
    asked = [told for told in asked if "valuations.id = ?" not in told[0]]  # the case beside
    assert len(asked) > 20
    taken = set()
    with database._engine.connect() as connection:
        for statement, parameters in asked:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plan = "\n".join(row[-1] for row in rows)
            own = re.search(r"USING COVERING INDEX ix_valuations_(counted|found|listed)", plan)
            assert own is not None, (statement, plan)
            taken.add(own[1])
    assert taken == set(LIST_INDEXES)


def test_kin_when_looked_for_on_sqlite_are_found_through_their_own_indexes(
    sqlite_file: Path, opened: Callable[[Path], SqlDatabase]
) -> None:
    database = opened(sqlite_file)
    office = Office(database)
    seen: list[tuple[str, Any]] = []
    event.listen(database._engine, "before_cursor_execute", lambda *told: seen.append(told[2:4]))
    one = replace(samples.valuation(office.actor), copied_from_id="somebody")
    with database.work(office.actor) as work:
        work.valuations.in_building(one)
        work.valuations.copies_of(one)
    asked, plans = [told for told in seen if "JOIN" not in told[0]], []
    with database._engine.connect() as connection:
        for statement, parameters in asked:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.append("\n".join(row[-1] for row in rows))
    assert len(plans) == 7
    for name in ("address_key", "parcel", "copied_from_id", "reference"):
        assert any(f"ix_valuations_organization_id_{name}" in plan for plan in plans), name
    assert not any("ix_valuations_listed" in plan for plan in plans)
