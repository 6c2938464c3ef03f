"""The market database on both engines: rows come back exact, are found, go and come again."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Conflict, Refused
from shamay_desktop.domain.market.query import Around, MarketQuery, MarketSort
from shamay_desktop.domain.market.rows import (
    MarketRow,
    RowKind,
    RowStanding,
    SourceCounts,
    SourceKind,
)
from shamay_desktop.domain.market.scoring import Scorer
from shamay_desktop.domain.market.twins import ANY
from shamay_desktop.storage import side_indexes, staging
from shamay_desktop.storage.database import SqlDatabase
from tests import market_rows
from tests.market_rows import full_row, source
from tests.storage.samples import found_office

Found = Callable[..., list[str]]


@pytest.fixture
def actor(database: SqlDatabase) -> Actor:
    """The owner of an office."""
    return found_office(database, "משרד", "dana@example.org")


def _with(database: SqlDatabase, actor: Actor, *rows: MarketRow, source_id: str = "s1") -> None:
    with database.work(actor) as work:
        if work.market.source(source_id) is None:
            work.market.add_source(source(source_id, actor.user_id))
        assert work.market.add_rows(rows) == len(rows)
        work.commit()


def _ids(database: SqlDatabase, actor: Actor, query: MarketQuery) -> list[str]:
    with database.work(actor) as work:
        found = [row.id for row in work.market.rows(query)]
        assert work.market.count(query) == len(found)
    return found


def test_a_row_when_read_again_is_what_was_written(database: SqlDatabase, actor: Actor) -> None:
    whole = full_row("a", "s1")
    bare = MarketRow(id="b", source_id="s1", number=8)
    _with(database, actor, whole, bare)
    with database.work(actor) as work:
        assert work.market.row("a") == whole
        assert work.market.row("b") == bare
        assert work.market.row("c") is None
        assert work.market.rows_by_id(["b", "c", "a"]) == [bare, whole]


@pytest.mark.parametrize(
    ("given", "kept"),
    [("82.3333", "82.3333"), ("0", "0"), ("99999999999.9999", "99999999999.9999"),
     ("0.00005", "0.0001"), ("-3.5", "-3.5"), ("1E+3", "1000")],
)  # fmt: skip
def test_a_quantity_when_kept_is_exact_to_ten_thousandths(
    database: SqlDatabase, actor: Actor, given: str, kept: str
) -> None:
    _with(database, actor, full_row("a", "s1", area=Decimal(given), price=Decimal(given)))
    with database.work(actor) as work:
        row = work.market.row("a")
    assert row is not None
    assert (row.area, row.price) == (Decimal(kept), Decimal(kept))


def test_numbers_when_no_column_can_hold_them_stay_in_the_raw_cells(
    database: SqlDatabase, actor: Actor
) -> None:
    wild = full_row("a", "s1", price=Decimal(10) ** 30, year_built=10**12, east=Decimal(10) ** 14)
    _with(database, actor, wild)
    with database.work(actor) as work:
        row = work.market.row("a")
    assert row is not None
    assert (row.price, row.year_built, row.raw) == (None, None, wild.raw)


def test_a_source_when_read_again_is_what_was_written(database: SqlDatabase, actor: Actor) -> None:
    first = source("s1", actor.user_id)
    last = replace(
        source("s2", actor.user_id, kind=SourceKind.PASTED, sha256=None, encoding=""),
        imported_at=market_rows.NOON.replace(day=3),
    )
    with database.work(actor) as work:
        work.market.add_source(first)
        work.market.add_source(last)
        work.commit()
    undone = replace(last, undone_at=market_rows.NOON.replace(day=4), undone_by=actor.user_id)
    with database.work(actor) as work:
        assert list(work.market.sources()) == [last, first]
        work.market.save_source(undone)
        with pytest.raises(Refused, match="source_unknown"):
            work.market.save_source(replace(first, id="none"))
        work.commit()
    with database.work(actor) as work:
        assert work.market.source("s2") == undone
        assert work.market.source("none") is None


def test_an_id_when_it_is_taken_is_refused_and_nothing_of_the_unit_stays(
    database: SqlDatabase, actor: Actor
) -> None:
    _with(database, actor, full_row("a", "s1"))
    with database.work(actor) as work, pytest.raises(Conflict, match="row_exists"):
        work.market.add_rows([full_row("b", "s1"), full_row("a", "s1")])
    assert _ids(database, actor, MarketQuery(words="האלון")) == ["a"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("אשדוד", ["x"]), ("שד", ["y"]), ("דוד", []), ("שדרות חן", ["y"]), ("חן שד", ["y"]),
        ("חן 12", ["y"]), ("שדרו", ["y"]), ("שדרו חן", []), ("רמב״ם", ["x"]), ('רמב"ם', ["x"]),
        ("רמבם", ["x"]), ("דִּירָה", ["x", "y"]), ("DIRA", ["y"]), ("-", []), ("", ["x", "y"]),
        ("חן' ; DROP", []), ("NEAR(חן", []), ("גג*", ["y"]),
    ],
)  # fmt: skip
def test_words_when_looked_for_are_found_whole_or_as_the_beginning_of_the_last(
    database: SqlDatabase, actor: Actor, words: str, found: list[str]
) -> None:
    plain = {"neighborhood": "", "address": "", "house_number": "", "other": {}}
    _with(
        database,
        actor,
        full_row("x", "s1", city="אשדוד", street='רמב"ם', asset_kind="דירה", **plain),
        full_row("y", "s1", city="תל-אביב", street="שדרות חן", asset_kind="דירה גג Dira",
                 **{**plain, "house_number": "12"}),
    )  # fmt: skip
    assert sorted(_ids(database, actor, MarketQuery(words=words))) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (MarketQuery(), ["a", "b", "c"]),
        (MarketQuery(kind=RowKind.RENT), ["rent"]),
        (MarketQuery(standing=RowStanding.QUARANTINED), ["odd"]),
        (MarketQuery(with_twins=True), ["a", "b", "c", "twin"]),
        (MarketQuery(city="גבעת הזית"), ["a", "b"]),
        (MarketQuery(street="רח' הגפן"), ["b"]),
        (MarketQuery(street="הגפ"), []),
        (MarketQuery(neighborhood="הירוקה"), ["a", "c"]),
        (MarketQuery(gush=frozenset({"6631", "06632"})), ["a", "b"]),
        (MarketQuery(gush=frozenset({"663"})), []),
        (MarketQuery(gush_from=6632, gush_to=7000), ["b", "c"]),
        (MarketQuery(gush=frozenset({"6631"}), helka="15"), ["a"]),
        (MarketQuery(since=date(2026, 3, 9)), ["a", "c"]),
        (MarketQuery(until=date(2026, 3, 8)), ["b"]),
        (MarketQuery(area_from=Decimal(80), area_to=Decimal("82.25")), ["a"]),
        (MarketQuery(area_from=Decimal("82.25001")), ["b"]),
        (MarketQuery(rooms_from=Decimal("3.5"), rooms_to=Decimal("3.5")), ["a", "c"]),
        (MarketQuery(floor_from=0, floor_to=2), ["b"]),
        (MarketQuery(year_from=1994, year_to=1994), ["a", "c"]),
        (MarketQuery(price_from=Decimal(2500001)), ["a", "b", "c"]),
        (MarketQuery(price_from=Decimal("2500001.0001")), ["b"]),
        (MarketQuery(per_sqm_from=Decimal(30000), per_sqm_to=Decimal(30000)), ["b"]),
        (MarketQuery(per_sqm_from=Decimal("30000.0001")), ["a"]),
        (MarketQuery(per_sqm_to=Decimal("29999.9999")), []),
        (MarketQuery(evidence=frozenset({"asking_price"})), ["c"]),
        (MarketQuery(asset_kinds=frozenset({"דירת גג", "מחסן"})), ["b"]),
        (MarketQuery(sources=frozenset({"s1"})), ["a", "b", "c"]),
        (MarketQuery(sources=frozenset({"s9"})), []),
        (MarketQuery(around=Around(Decimal(184120), Decimal(664310), 1)), ["a"]),
        (MarketQuery(around=Around(Decimal("184117.25"), Decimal("664306.5"), 5)), ["a"]),
        (MarketQuery(around=Around(Decimal("184117.2499"), Decimal("664306.5"), 5)), []),
        (MarketQuery(around=Around(Decimal(184120), Decimal(664310), 900)), ["a", "b"]),
        (MarketQuery(around=Around(Decimal(184120), Decimal(664310), 300000)), ["a", "b"]),
    ],
    ids=lambda given: given if isinstance(given, str) else None,
)  # fmt: skip
def test_rows_when_searched_are_exactly_those_that_fit(
    database: SqlDatabase, actor: Actor, query: MarketQuery, found: list[str]
) -> None:
    _with(database, actor, *_some_rows())
    assert sorted(_ids(database, actor, query)) == found


def _some_rows() -> list[MarketRow]:
    b = full_row(
        "b", "s1", gush="6632", helka="4", street="הגפן", neighborhood="מרכז", floor_number=1,
        year_built=2011, area=Decimal(100), price=Decimal(3000000), share_sold=None,
        date=date(2025, 1, 1), rooms=Decimal(4), east=Decimal(184500), north=Decimal(664900),
        asset_kind="דירת גג",
    )  # fmt: skip
    c = full_row(
        "c", "s1", gush="6700", city="חוף השקד", area=None, evidence="asking_price",
        east=None, north=None,
    )  # fmt: skip
    return [
        full_row("a", "s1"),
        b,
        c,
        full_row("rent", "s1", kind=RowKind.RENT),
        full_row("odd", "s1", standing=RowStanding.QUARANTINED),
        full_row("twin", "s1", twin_of="a"),
    ]


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("sort", [sort for sort in MarketSort if sort is not MarketSort.LIKENESS])
def test_rows_when_sorted_come_in_windows_of_one_order_with_the_unknown_last(
    database: SqlDatabase, actor: Actor, sort: MarketSort, descending: bool
) -> None:
    _with(database, actor, *market_rows.rows(60, "s1"))
    query = MarketQuery(sort=sort, descending=descending, limit=1000)
    whole = _ids(database, actor, query)
    windows = [
        row.id
        for first in range(0, len(whole), 17)
        for row in _window(database, actor, replace(query, limit=17, offset=first))
    ]
    assert windows == whole
    keys = [_key(row, sort) for row in _window(database, actor, query)]
    known = [key for key in keys if key is not None]
    assert known == sorted(known, reverse=descending)
    assert keys[: len(known)] == known


def _window(database: SqlDatabase, actor: Actor, query: MarketQuery) -> list[MarketRow]:
    with database.work(actor) as work:
        return list(work.market.rows(query))


def _key(row: MarketRow, sort: MarketSort) -> Any:
    keys: dict[MarketSort, object] = {
        MarketSort.DATE: row.date,
        MarketSort.PRICE: row.whole_price,
        MarketSort.PRICE_PER_SQM: row.price_per_sqm,
        MarketSort.AREA: row.area,
        MarketSort.ROOMS: row.rooms,
        MarketSort.FLOOR: row.floor_number,
        MarketSort.YEAR_BUILT: row.year_built,
    }
    return keys.get(sort)


def test_a_row_when_changed_is_found_by_what_it_says_now(
    database: SqlDatabase, actor: Actor
) -> None:
    _with(database, actor, full_row("a", "s1"))
    there = Around(Decimal(220000), Decimal(632000), 100)
    moved = full_row("a", "s1", street="הדקל", address="הדקל 3", city="עין הרימון",
                     east=there.east, north=there.north, area=Decimal(90))  # fmt: skip
    with database.work(actor) as work:
        work.market.save_row(moved)
        work.commit()
        assert work.market.row("a") == moved
        with pytest.raises(Refused, match="comparable_unknown"):
            work.market.save_row(replace(moved, id="none"))
    assert _ids(database, actor, MarketQuery(words="הדקל")) == ["a"]
    assert _ids(database, actor, MarketQuery(words="האלון")) == []
    assert _ids(database, actor, MarketQuery(around=there)) == ["a"]
    assert _ids(database, actor, MarketQuery(around=replace(there, east=Decimal(184120)))) == []
    assert list(database.check()) == []


def test_an_import_when_taken_away_leaves_nothing_that_is_found(
    database: SqlDatabase, actor: Actor
) -> None:
    _with(database, actor, *market_rows.rows(40, "s1", seed=1))
    _with(database, actor, *market_rows.rows(30, "s2", seed=2), source_id="s2")
    with database.work(actor) as work:
        assert work.market.remove_rows("s1") == 40
        assert work.market.remove_rows("s1") == 0
        work.commit()
        assert work.market.count(MarketQuery(with_twins=True, words="הרצל")) == len(
            [row for row in market_rows.rows(30, "s2", seed=2)
             if row.street == "הרצל" and row.kind is RowKind.SALE
             and row.standing is RowStanding.ACTIVE]
        )  # fmt: skip
        assert set(work.market.counts()) == {"s2"}
        assert work.market.source("s1") is not None
    assert list(database.check()) == []
    _with(database, actor, *market_rows.rows(40, "s1", seed=1))
    assert list(database.check()) == []


def test_twins_when_the_row_that_they_repeat_goes_stand_in_its_place(
    database: SqlDatabase, actor: Actor
) -> None:
    _with(database, actor, full_row("a", "s1"))
    _with(database, actor, full_row("b", "s2", twin_of="a"), source_id="s2")
    _with(database, actor, full_row("c", "s3", twin_of="a"), source_id="s3")
    assert _ids(database, actor, MarketQuery()) == ["a"]
    with database.work(actor) as work:
        assert work.market.counts()["s2"] == SourceCounts(rows=1, imported=0, duplicates=1)
        work.market.remove_rows("s1")
        work.commit()
    assert _ids(database, actor, MarketQuery()) == ["b"]
    with database.work(actor) as work:
        last = work.market.row("c")
        assert last is not None
        assert last.twin_of == "b"
        work.market.remove_rows("s2")
        work.commit()
    assert _ids(database, actor, MarketQuery()) == ["c"]


def test_sales_when_told_already_are_found_by_their_key(
    database: SqlDatabase, actor: Actor
) -> None:
    first = full_row("a", "s1")
    other_day = full_row("b", "s1", date=date(2026, 3, 10))
    _with(database, actor, first, other_day, full_row("c", "s1", gush="6631-6632"))
    key = ("6631", "15", "13", date(2026, 3, 9))
    unknown = ("6631", "15", "14", date(2026, 3, 9))
    many = [("7000", str(n), "1", date(2026, 3, 9)) for n in range(1200)]
    with database.work(actor) as work:
        told = work.market.told_already([*many, key, unknown, ("", "", "", date(2026, 3, 9))])
    assert dict(told) == {key: [first]}


def test_sales_when_told_already_are_found_without_their_sub_parcel(
    database: SqlDatabase, actor: Actor
) -> None:
    first, unnamed = full_row("a", "s1"), full_row("d", "s1", tat_helka="")
    _with(database, actor, first, unnamed, full_row("b", "s1", date=date(2026, 3, 10)))
    day = date(2026, 3, 9)
    anyone, none = ("6631", "15", ANY, day), ("6631", "15", "", day)
    with database.work(actor) as work:
        told = work.market.told_already([anyone, none])
    assert {key: {row.id for row in rows} for key, rows in told.items()} == {
        anyone: {"a", "d"}, none: {"d"},
    }  # fmt: skip


def test_counts_when_asked_say_what_stands_of_each_source(
    database: SqlDatabase, actor: Actor
) -> None:
    _with(database, actor, *_some_rows())
    with database.work(actor) as work:
        assert work.market.counts() == {
            "s1": SourceCounts(rows=6, imported=4, duplicates=1, quarantined=1)
        }
        assert work.market.count(MarketQuery(), 2) == 2


def test_values_when_known_come_by_frequency(database: SqlDatabase, actor: Actor) -> None:
    _with(database, actor, *_some_rows())
    with database.work(actor) as work:
        assert list(work.market.known_values("city")) == ["גבעת הזית", "חוף השקד"]
        assert list(work.market.known_values("street", "ה")) == ["הגפן"]
        assert list(work.market.known_values("city", "חוף")) == ["חוף השקד"]
        assert len(work.market.known_values("asset_kind", most=1)) == 1
        with pytest.raises(KeyError):
            work.market.known_values("raw")


def test_prices_when_compared_are_those_of_the_whole_to_the_last_fraction(
    database: SqlDatabase, actor: Actor
) -> None:
    """A third of a price is no decimal: a bound beside it still tells the two sides apart."""
    third = full_row("a", "s1", price=Decimal(1000000), share_sold=Fraction(3, 7), area=Decimal(1))
    _with(database, actor, third)
    assert third.whole_price == Fraction(7000000, 3)
    below, above = Decimal("2333333.3333"), Decimal("2333333.3334")
    for query in (
        MarketQuery(price_from=below),
        MarketQuery(price_to=above),
        MarketQuery(per_sqm_from=below),
        MarketQuery(per_sqm_to=above),
    ):
        assert _ids(database, actor, query) == ["a"]
    for query in (
        MarketQuery(price_from=above),
        MarketQuery(price_to=below),
        MarketQuery(per_sqm_from=above),
        MarketQuery(per_sqm_to=below),
    ):
        assert _ids(database, actor, query) == []


def test_another_office_when_it_knows_every_id_sees_and_changes_nothing(
    database: SqlDatabase, actor: Actor
) -> None:
    other = found_office(database, "אחר", "b@example.org")
    row = full_row("a", "s1")
    _with(database, actor, row)
    with database.work(other) as work:
        assert work.market.row("a") is None
        assert work.market.rows(MarketQuery(words="האלון")) == []
        assert work.market.count(MarketQuery()) == 0
        assert list(work.market.sources()) == []
        assert work.market.counts() == {}
        assert work.market.known_values("city") == []
        assert not work.market.told_already([("6631", "15", "13", date(2026, 3, 9))])
        with pytest.raises(Refused, match="comparable_unknown"):
            work.market.save_row(replace(row, city="נגנב"))
        assert work.market.remove_rows("s1") == 0
        work.commit()
    # The same ids in both offices are two rows.
    theirs = replace(row, street="הגפן")
    _with(database, other, theirs)
    with database.work(other) as work:
        assert work.market.remove_rows("s1") == 1
        work.commit()
    with database.work(actor) as work:
        assert work.market.row("a") == row
        assert work.market.count(MarketQuery(words="האלון")) == 1


def test_a_row_when_its_source_is_another_offices_is_refused(
    database: SqlDatabase, actor: Actor
) -> None:
    other = found_office(database, "אחר", "b@example.org")
    with database.work(actor) as work:
        work.market.add_source(source("s1", actor.user_id))
        work.commit()
    with database.work(other) as work, pytest.raises(Refused, match="row_missing"):  # noqa: PT012
        work.market.add_rows([full_row("a", "s1")])
        work.commit()


def test_half_letters_when_a_file_holds_them_are_replaced_and_nothing_else(
    database: SqlDatabase, actor: Actor
) -> None:
    broken = full_row("a", "s1", address="הזית\ud800 3", raw={"כתובת": "הזית\ud800 3"})
    _with(database, actor, broken)
    with database.work(actor) as work:
        row = work.market.row("a")
    assert row == replace(broken, address="הזית\ufffd 3", raw={"כתובת": "הזית\ufffd 3"})


def test_many_rows_when_loaded_leave_every_index_as_it_was(
    sqlite_file: Path, opened: Callable[..., SqlDatabase], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The indexes of searches are put off while most of a table is new, and made at the end."""
    monkeypatch.setattr(side_indexes, "_MANY", 50)
    monkeypatch.setattr(staging, "HELD", 30)
    monkeypatch.setattr(staging, "_BATCH", 20)
    database = opened(sqlite_file)
    actor = found_office(database, "משרד", "dana@example.org")

    def schema() -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(sqlite_file)) as bare:
            named = "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'comparables'"
            return sorted(bare.execute(named).fetchall())

    before = schema()
    seen: list[str] = []
    event.listen(database._engine, "before_cursor_execute", lambda *told: seen.append(str(told[2])))
    _with(database, actor, *market_rows.rows(120, "s1"))
    assert any(statement.startswith("DROP INDEX") or "\nDROP INDEX" in statement
               for statement in seen)  # fmt: skip
    assert schema() == before
    assert list(database.check()) == []
    # A little more into a large table: nothing is put off.
    seen.clear()
    _with(database, actor, *market_rows.rows(60, "s2", seed=2), source_id="s2")
    _with(database, actor, *market_rows.rows(30, "s3", seed=3), source_id="s3")
    assert not any("DROP INDEX" in statement for statement in seen[-10:])


def test_statements_when_run_over_the_market_all_name_the_office(
    database: SqlDatabase, actor: Actor
) -> None:
    _with(database, actor, *_some_rows())
    seen: list[tuple[str, Any]] = []
    event.listen(
        database._engine, "before_cursor_execute", lambda *told: seen.append((told[2], told[3]))
    )
    scorer = Scorer(market_rows.subject_near(full_row("a", "s1")))
    with database.work(actor) as work:
        for query in (MarketQuery(words="האלון"), MarketQuery(city="גבעת הזית")):
            work.market.rows(query)
            work.market.count(query)
            work.market.within(query, scorer.reaches(scorer.most // 2))
        work.market.row("a")
        work.market.save_row(full_row("a", "s1", area=Decimal(90)))
        work.market.told_already([("6631", "15", "13", date(2026, 3, 9))])
        work.market.counts()
        work.market.sources()
        work.market.known_values("city")
        work.market.remove_rows("s1")
        work.commit()
    touched = [told for told in seen if re.search(r"\bcomparables\b|comparable_sources", told[0])]
    assert len(touched) > 20
    for statement, parameters in touched:
        assert "organization_id" in statement
        for row in parameters if isinstance(parameters, list) else [parameters]:
            told = row.values() if isinstance(row, dict) else row
            assert actor.organization_id in told, statement


def test_an_import_when_taken_away_in_pieces_then_says_how_far_and_may_be_stopped(
    database: SqlDatabase, actor: Actor
) -> None:
    _with(database, actor, *market_rows.rows(30, "s1", seed=1))
    told: list[tuple[int, int]] = []
    with database.work(actor) as work:
        assert work.market.remove_rows("s1", lambda gone, rows: told.append((gone, rows))) == 30
    assert (told[0], told[-1]) == ((0, 30), (30, 30))

    def stop(_gone: int, _rows: int) -> None:
        raise WorkCancelled

    with pytest.raises(WorkCancelled), database.work(actor) as work:
        work.market.remove_rows("s1", stop)
    with database.work(actor) as work:
        assert work.market.counts()["s1"].rows == 30
    assert list(database.check()) == []


def test_twins_when_asked_for_are_those_of_a_row_and_those_that_an_import_leaves(
    database: SqlDatabase, actor: Actor
) -> None:
    _with(database, actor, full_row("a", "s1"))
    _with(database, actor, full_row("b", "s2", twin_of="a"), source_id="s2")
    with database.work(actor) as work:
        assert [row.id for row in work.market.twins_of(["a", "b"])] == ["b"]
        assert list(work.market.twins_left("s1")) == ["b"]
        assert list(work.market.twins_left("s2")) == []
        work.market.link("b", None)
        assert list(work.market.twins_left("s1")) == []
