"""Searches that follow the subject, and the spellings by which names are compared."""

from datetime import date
from decimal import Decimal

import pytest

from shamay_desktop.domain.market.query import Around, MarketQuery, SavedSearch
from shamay_desktop.domain.market.query_json import query_json, query_of
from shamay_desktop.domain.market.relative import months_before, relative_query, unmet
from shamay_desktop.domain.market.row_json import row_from_json, row_json
from shamay_desktop.domain.market.rows import MarketRow, RowKind
from shamay_desktop.domain.market.similarity import Subject
from shamay_desktop.domain.market.words import key_of, street_key, words_of
from tests.market_rows import full_row

SUBJECT = Subject(
    day=date(2026, 3, 31),
    gush="6631",
    city="גבעת הזית",
    street="הגפן",
    area=Decimal("82.5"),
    rooms=Decimal("3.5"),
    floor_number=1,
    year_built=1994,
    east=Decimal(184120),
    north=Decimal(664310),
)


def _saved(*relative: tuple[str, str], **bounds: object) -> SavedSearch:
    return SavedSearch("x", "דומות", MarketQuery(**bounds), relative)  # type: ignore[arg-type]


def test_a_saved_search_when_turned_to_a_subject_follows_it() -> None:
    saved = _saved(
        ("area_percent", "20"), ("months", "24"), ("radius", "500"), ("rooms_away", "0.5"),
        ("floors_away", "2"), ("years_away", "10"), ("blocks_away", "3"), ("same_block", "1"),
        kind=RowKind.RENT, gush=frozenset({"6109"}),
    )  # fmt: skip
    assert relative_query(saved, SUBJECT) == MarketQuery(
        kind=RowKind.RENT,
        area_from=Decimal("66.0"),
        area_to=Decimal("99.0"),
        since=date(2024, 3, 31),
        until=date(2026, 3, 31),
        around=Around(Decimal(184120), Decimal(664310), 500),
        rooms_from=Decimal(3),
        rooms_to=Decimal(4),
        floor_from=-1,
        floor_to=3,
        year_from=1984,
        year_to=2004,
        gush=frozenset({"6109", "6631"}),
        gush_from=6628,
        gush_to=6634,
    )
    assert unmet(saved, SUBJECT) == ()


def test_a_radius_when_the_place_is_not_known_becomes_the_block_or_the_street() -> None:
    saved = _saved(("radius", "500"))
    by_block = relative_query(saved, Subject(gush="6631", street="הגפן"))
    assert by_block == MarketQuery(gush=frozenset({"6631"}))
    by_street = relative_query(saved, Subject(street="הגפן", city="חיפה"))
    assert by_street == MarketQuery(street="הגפן", city="חיפה")
    assert relative_query(saved, Subject()) == MarketQuery()
    assert unmet(saved, Subject()) == ("radius",)


def test_a_bound_when_it_makes_no_sense_is_passed_over() -> None:
    saved = _saved(("months", "x"), ("unheard", "3"), ("area_percent", "-5"), ("radius", "NaN"))
    assert relative_query(saved, SUBJECT) == MarketQuery()


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 13, date(2024, 12, 15)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
        (date(2026, 1, 15), 999_999, date.min),
    ],
)
def test_months_when_counted_back_end_on_the_same_day_or_the_months_last(
    day: date, months: int, before: date
) -> None:
    assert months_before(day, months) == before


def test_a_query_when_written_and_read_is_the_same() -> None:
    query = relative_query(
        _saved(("area_percent", "20"), ("months", "24"), ("radius", "500"), ("same_street", "1")),
        SUBJECT,
    )
    assert query_of(query_json(query)) == query
    assert query_json(MarketQuery()) == {}
    assert query_of({"kind": "?", "limit": "many", "around": [], "since": "soon"}) == MarketQuery()


def test_a_row_when_written_as_json_and_read_is_the_same() -> None:
    for row in (full_row("a", "s", twin_of="b"), MarketRow(id="a", source_id="s", number=1)):
        assert row_from_json(row_json(row)) == row


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('רמב"ם 12/3', ("רמבם", "12", "3")), ("תל-אביב–יפו", ("תל", "אביב", "יפו")),
        ("שְׁדֵרוֹת", ("שדרות",)), ("  ", ()), ("Café ÇA", ("cafe", "ca")), ("a_b", ("a", "b")),
        ("\u200fחיפה\u200e", ("חיפה",)),
    ],
)  # fmt: skip
def test_words_when_parted_are_folded(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("רח' הרצל", "הרצל"), ("רחוב הרצל", "הרצל"), ('שד\' ח"ן', "שדרות חן"),
        ("סמ' האלון", "סמטת האלון"),
    ],
)  # fmt: skip
def test_streets_when_named_with_their_kind_are_the_same_street(one: str, other: str) -> None:
    assert street_key(one) == street_key(other)
    assert street_key("רחוב") == key_of("רחוב")
